// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// A contact for a telephone's address book: vCard 3.0 (RFC 2426). Version 4.0 is newer and not read by all telephones.
#ifndef KOMPASS_CORE_OUTPUT_VCARD_H
#define KOMPASS_CORE_OUTPUT_VCARD_H

#include "core/output/take.h"

// Each may be NULL.
struct vcard {
    const char *name;
    const char *phone; // E.164
    const char *email;
    const char *url;
    const char *street, *postal_code, *city;
};

// In at most `limit` bytes: the name, then phone, address, e-mail and web as there is room. Nothing is taken where neither a number
// nor an address of any kind has room: a name alone is no contact.
void vcard_write(struct arena *arena, const struct vcard *card, size_t limit, struct payload *payload);

#endif
