// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Private to the importer of content: what an import does to a thing, field by field as the content files call it.
#ifndef KOMPASS_CORE_EXCHANGE_CONTENT_CHANGE_H
#define KOMPASS_CORE_EXCHANGE_CONTENT_CHANGE_H

#include "core/exchange/content/model.h"
#include "core/exchange/content/store.h"

// A thing as the database has it at one moment.
struct snapshot;

// In the store's arena.
const struct snapshot *change_look(struct store *store, const char *kind, const char *id);

// Tells the listener of a thing that came, went or changed: NULL before or after says that it was not there. Warns when
// the facts changed and neither the date of their source nor that of their verification did, and keeps that for
// editorial_warn() until one of them does.
void change_tell(struct store *store, const struct content_listener *listener, const char *kind, const char *id,
                 const struct snapshot *before, const struct snapshot *after, struct content_report *report);

#endif
