// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Private to the importer of content: a record as people read it who write the content files.
#ifndef KOMPASS_CORE_EXCHANGE_CONTENT_FIELDS_H
#define KOMPASS_CORE_EXCHANGE_CONTENT_FIELDS_H

#include "core/editorial/import.h"

struct content_field {
    const char *name;  // as the files call it: "contacts[0].phone", "texts.de.summary", "blocks.de[2]"
    const char *value; // never NULL: what is unknown has no field
    bool fact;         // as the model says (struct model_column)
};

struct content_fields {
    const char *kind, *slug; // of the thing; what is within another has those of that, and a prefix to its names
    struct content_field *items;
    size_t count, capacity;
};

// All in the arena; `record` may be NULL: no fields. Things that it leads to are shown by their names.
struct content_fields content_fields_of(struct arena *arena, struct import *import, json_t *record);

// The value of a field, NULL when it has none.
const char *content_fields_find(const struct content_fields *fields, const char *name);

// A thing by its name: "offer office", "place Lange Straße 4, 06844, Musterstadt".
const char *content_name_of(struct arena *arena, struct import *import, const char *id);

#endif
