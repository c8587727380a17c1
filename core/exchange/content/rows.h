// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Private to the importer of content: the row of a thing in the table of its kind.
#ifndef KOMPASS_CORE_EXCHANGE_CONTENT_ROWS_H
#define KOMPASS_CORE_EXCHANGE_CONTENT_ROWS_H

#include "core/exchange/content/model.h"
#include "core/exchange/content/store.h"

// Adds the row, or changes the one that is there.
void content_write_row(struct store *store, const struct content_thing *thing);

#endif
