// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// What questions to a database are made of that are asked of every kind. All results are SQL, in the arena.
#ifndef KOMPASS_CORE_MODEL_MODEL_SQL_H
#define KOMPASS_CORE_MODEL_MODEL_SQL_H

#include "core/base/arena.h"
#include "core/model/model.h"

// Whether a text is meant.
typedef bool model_text_filter(const struct model_text *text);
model_text_filter model_is_linted, model_is_translated;
model_text_filter model_is_made_of_german; // translated, but for what is made of another field (model_text.of)

// The names of a kind's texts that are meant, as a list in brackets: "('title', 'summary')"; NULL: it has none of them.
// `filter` NULL: all.
const char *model_sql_fields(struct arena *arena, enum kind kind, model_text_filter *filter);

// A condition on a row of the kind's table: it is not hidden.
const char *model_sql_shown(struct arena *arena, enum kind kind);

// What a thing has in the field of that name: its German text, or else the column; `id` is its id in SQL. "NULL" where `field` is
// NULL.
const char *model_sql_value(struct arena *arena, enum kind kind, const char *field, const char *id);

// An expression that names a thing for people, on its row of the table `thing`: "offer buergeramt-dessau", "guide first-week,
// step 3"; of a kind without slug and parent its title, else its id: "place Musterweg 1".
const char *model_sql_name(struct arena *arena, enum kind kind);

// The same as translation files call it: "offer/buergeramt-dessau", "guide_step/first-week/3". Only of kinds with texts.
const char *model_sql_path(struct arena *arena, enum kind kind);

#endif
