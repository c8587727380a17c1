// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Texts in several languages, as content files write them: {"de": {"summary": text}}, {"de": text}.
#ifndef KOMPASS_CORE_EXCHANGE_CONTENT_TEXT_H
#define KOMPASS_CORE_EXCHANGE_CONTENT_TEXT_H

#include "core/exchange/content/model.h"
#include "core/exchange/json/reader.h"

// What a `texts` object may hold for each language.
struct texts_field {
    const char *name;
    bool required;       // in German
    bool without_german; // made from something else than a German text of the same name
};

struct texts_shape {
    const struct texts_field *fields;
    size_t count;
};

json_read texts_read_all;   // {tag: {field: text}}; detail: struct texts_shape; place: struct content_texts
json_read texts_read_names; // {tag: text}; place: struct content_texts with the field "name"

// The text of a field in a language, NULL when there is none.
const struct content_text *texts_find(const struct content_texts *texts, const char *language, const char *field);

// A plain text, or {"text", "origin"}. NULL for what was reported.
const char *texts_read_value(struct json_reader *reader, json_t *value, bool *machine);

#endif
