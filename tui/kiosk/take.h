// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// What of an offer is taken along, on a telephone and on paper alike.
#ifndef KOMPASS_TUI_KIOSK_TAKE_H
#define KOMPASS_TUI_KIOSK_TAKE_H

#include "core/catalog/catalog.h"
#include "core/output/vcard.h"

// The offer as a contact: of each kind of contact the first that it has. Borrows its texts.
void take_contact(const struct catalog_offer *offer, struct vcard *card);

#endif
