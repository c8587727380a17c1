// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Private to the importer of content: what an import does to a thing, field by field as the content files call it.
#ifndef KOMPASS_CORE_EXCHANGE_CONTENT_CHANGE_H
#define KOMPASS_CORE_EXCHANGE_CONTENT_CHANGE_H

#include "core/editorial/import.h"
#include "core/exchange/content/content.h"

// Who is told, and what is counted.
struct content_telling {
    const struct content_listener *listener;
    struct content_report *report;
};

// Of the import's listener (core/editorial/import.h); `context` is a struct content_telling. The first warns when the facts
// changed and neither the date of their source nor that of their verification did, and keeps that for editorial_warn()
// until one of them does.
void content_tell_changed(void *context, struct import *import, json_t *before, json_t *after);
void content_tell_kept(void *context, struct import *import, const struct import_kept *kept);

#endif
