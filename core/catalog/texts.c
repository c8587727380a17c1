// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Choosing a text's language: the one place where the fallback from one language to the next happens.
#include "core/catalog/catalog_private.h"

#include <string.h>

// The parameters from ?2 on; those of languages that the reader does not use stay NULL.
static void bind_languages(const struct reader *reader, struct statement *statement)
{
    for (int i = 0; i < LANGUAGE_CHOICES_MAX && reader->languages[i] != NULL; i++)
        statement_bind_text(statement, 2 + i, reader->languages[i]->tag);
}

static size_t index_of_field(const char *const *fields, size_t count, const char *field)
{
    size_t index = 0;
    while (index < count && (field == NULL || strcmp(fields[index], field) != 0))
        index++;
    return index;
}

static bool is_machine(const char *origin)
{
    return origin != NULL && strcmp(origin, "machine") == 0;
}

void texts_read(struct catalog *catalog, struct arena *arena, const struct reader *reader, const char *id,
                const char *const *fields, struct catalog_text *texts, size_t count)
{
    memset(texts, 0, count * sizeof *texts);
    struct statement *statement = query_begin(catalog, QUERY_TEXTS, id);
    bind_languages(reader, statement);
    while (statement_next(statement)) {
        size_t index = index_of_field(fields, count, statement_text(statement, 0));
        size_t rank = reader_rank(reader, statement_text(statement, 2));
        if (index == count || rank == LANGUAGE_CHOICES_MAX)
            continue;
        struct catalog_text *text = &texts[index];
        if (text->value != NULL && reader_rank(reader, text->language->tag) < rank)
            continue;
        text->value = statement_copy(arena, statement, 1);
        text->language = reader->languages[rank];
        text->origin = is_machine(statement_text(statement, 3)) ? TEXT_ORIGIN_MACHINE : TEXT_ORIGIN_HUMAN;
    }
    statement_end(&statement);
}

bool gloss_serves(const struct reader *reader, const struct catalog_text *gloss)
{
    return gloss->value != NULL && reader_rank(reader, gloss->language->tag) <= reader_rank(reader, "de");
}
