// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Private to the importer of content: from what the files say to the records that the door takes.
#ifndef KOMPASS_CORE_EXCHANGE_CONTENT_RECORD_H
#define KOMPASS_CORE_EXCHANGE_CONTENT_RECORD_H

#include "core/editorial/import.h"
#include "core/exchange/content/model.h"

// What is done with a record, which is taken over.
typedef void content_take(void *context, json_t *record);

// Gives all things of the checked content as records, each after those that it needs.
void content_make_records(const struct content *content, content_take *take, void *context);

#endif
