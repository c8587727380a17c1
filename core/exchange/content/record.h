// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Private to the importer of content: from what the files say to the records that the door takes.
#ifndef KOMPASS_CORE_EXCHANGE_CONTENT_RECORD_H
#define KOMPASS_CORE_EXCHANGE_CONTENT_RECORD_H

#include "core/editorial/import.h"
#include "core/exchange/content/model.h"

// Puts all things of the checked content, each after those that it needs.
void content_put(struct import *import, const struct content *content);

#endif
