// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// What a source states, and whether its date still fits. A field is a fact unless the model says otherwise, so a new one is asked
// about until somebody thinks of it.
#include "core/model/record.h"

#include <string.h>

// Of a text only its words are a fact, not who wrote or read them.
static bool has_other_words(const struct record_difference *difference)
{
    const char *before = record_string(difference->before, "text"), *after = record_string(difference->after, "text");
    return before == NULL || after == NULL ? before != after : strcmp(before, after) != 0;
}

static bool is_fact(struct arena *arena, enum kind kind, const struct record_difference *difference)
{
    const char *language, *field;
    const struct model_column *column = model_column_of(kind, difference->path);
    const struct model_part *part = model_part_of(kind, difference->path);
    if (record_path_text(arena, difference->path, &language, &field))
        return strcmp(language, "de") == 0 && has_other_words(difference);
    return column != NULL ? !column->sorts : part != NULL && !part->sorts;
}

const char **record_facts_changed(struct arena *arena, json_t *before, json_t *after, size_t *count)
{
    size_t differences;
    const struct record_difference *compared = record_compare(arena, before, after, &differences);
    enum kind kind = record_kind(after != NULL ? after : before);
    const char **paths = arena_allocate(arena, differences + 1, sizeof *paths);
    *count = 0;
    for (size_t i = 0; kind != KIND_NONE && i < differences; i++) {
        if (is_fact(arena, kind, &compared[i]))
            paths[(*count)++] = compared[i].path;
    }
    return paths;
}

static bool is_dated_anew(json_t *before, json_t *after, const char *path, const char *today)
{
    const char *old = json_string_value(record_at(before, path)), *now = json_string_value(record_at(after, path));
    if (now == NULL)
        return false;
    return old == NULL || strcmp(old, now) != 0 || (strlen(now) == strlen(today) && strcmp(now, today) >= 0);
}

bool record_is_dated_anew(json_t *before, json_t *after, const char *today)
{
    return is_dated_anew(before, after, "source.date", today) || is_dated_anew(before, after, "source.verified_on", today);
}
