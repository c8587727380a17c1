// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Private to contacts: which columns of the model hold them.
#ifndef KOMPASS_CORE_EDITORIAL_CONTACTS_PRIVATE_H
#define KOMPASS_CORE_EDITORIAL_CONTACTS_PRIVATE_H

#include "core/editorial/contacts.h"
#include "core/editorial/private.h"

// What a column holds, CONTACT_TYPES for no contact.
enum contact_type contact_column_type(const struct model_column *column);

// A SELECT of (thing, type, address, dialled): every place that has a contact. In the arena.
const char *contact_uses_sql(struct arena *arena);

#endif
