// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Lists: areas, their topics, what stands under a topic, guides; and the single line that a link shows.
#include "core/catalog/catalog_private.h"

#include <string.h>

// An area's topics: how many, and their names in one line, which counts as being in the language of the first.
static void describe_area(struct catalog *catalog, struct arena *arena, const struct reader *reader,
                          struct catalog_entry *entry)
{
    struct catalog_text *line = &entry->detail;
    struct statement *statement = query_begin(catalog, QUERY_TOPICS, entry->id);
    while (statement_next(statement)) {
        struct catalog_text name;
        texts_read(catalog, arena, reader, statement_text(statement, 0), (const char *const[]){"name"}, &name, 1);
        entry->count++;
        if (name.value == NULL)
            continue;
        if (line->value == NULL) {
            *line = name;
            continue;
        }
        line->value = arena_format(arena, "%s%s%s", line->value, line->language->list_separator, name.value);
        if (name.origin == TEXT_ORIGIN_MACHINE)
            line->origin = TEXT_ORIGIN_MACHINE;
    }
    statement_end(&statement);
}

// What glosses the column that a kind is called by, for those who do not read German; NULL where there is none.
static const struct model_text *gloss_of_title(const struct model_kind *model)
{
    for (size_t i = 0; i < model->text_count; i++) {
        if (model->texts[i].of != NULL && strcmp(model->texts[i].of, model->title) == 0)
            return &model->texts[i];
    }
    return NULL;
}

// It is called by its German name, with a gloss for those who do not read German.
static void describe_glossed(const struct reader *reader, struct catalog_entry *entry)
{
    if (gloss_serves(reader, &entry->title))
        return;
    entry->title = (struct catalog_text){.value = entry->german, .language = language_by_tag("de")};
    entry->german = NULL;
}

bool catalog_entry(struct catalog *catalog, struct arena *arena, const struct reader *reader, const char *id,
                   struct catalog_entry *entry)
{
    struct statement *line = query_begin(catalog, QUERY_LINE, id);
    enum kind kind = statement_next(line) ? model_kind_of(statement_text(line, 1)) : KIND_NONE;
    if (kind == KIND_NONE || !model_kind(kind)->listed) {
        statement_end(&line);
        return false;
    }
    *entry = (struct catalog_entry){
        .kind = kind,
        .id = statement_copy(arena, line, 0),
        .temporarily_closed = statement_number(line, 2) != 0,
        .unreachable = statement_number(line, 3) != 0,
        .german = statement_copy(arena, line, 4),
        .count = (long)statement_number(line, 5),
        .pictogram = statement_copy(arena, line, 6),
    };
    statement_end(&line);
    const struct model_kind *model = model_kind(kind);
    const struct model_text *gloss = gloss_of_title(model);
    const char *const fields[] = {gloss != NULL ? gloss->name : model->title, model->detail};
    struct catalog_text texts[2] = {0};
    texts_read(catalog, arena, reader, entry->id, fields, texts, model->detail == NULL ? 1 : 2);
    entry->title = texts[0];
    entry->detail = texts[1];
    if (kind == KIND_AREA)
        describe_area(catalog, arena, reader, entry);
    if (gloss != NULL)
        describe_glossed(reader, entry);
    else if (entry->german != NULL && (entry->title.value == NULL || strcmp(entry->title.value, entry->german) == 0))
        entry->german = NULL;
    return true;
}

struct catalog_list entries_read(struct catalog *catalog, struct arena *arena, const struct reader *reader,
                                 struct statement *statement)
{
    struct catalog_list list = {0};
    size_t capacity = 0;
    while (statement_next(statement)) {
        list.entries = arena_grow(arena, list.entries, list.count, &capacity, sizeof *list.entries);
        if (catalog_entry(catalog, arena, reader, statement_text(statement, 0), &list.entries[list.count]))
            list.count++;
    }
    statement_end(&statement);
    return list;
}

struct catalog_list catalog_areas(struct catalog *catalog, struct arena *arena, const struct reader *reader)
{
    return entries_read(catalog, arena, reader, query_begin(catalog, QUERY_AREAS, NULL));
}

size_t catalog_pictograms(struct catalog *catalog, struct arena *arena, const char **names, size_t capacity)
{
    size_t count = 0;
    struct statement *statement = query_begin(catalog, QUERY_AREAS, NULL);
    while (count < capacity && statement_next(statement)) {
        names[count] = statement_copy(arena, statement, 1);
        count += names[count] != NULL;
    }
    statement_end(&statement);
    return count;
}

struct catalog_list catalog_topics(struct catalog *catalog, struct arena *arena, const struct reader *reader,
                                   const char *area_id)
{
    return entries_read(catalog, arena, reader, query_begin(catalog, QUERY_TOPICS, area_id));
}

struct catalog_list catalog_topic_entries(struct catalog *catalog, struct arena *arena, const struct reader *reader,
                                          const char *topic_id)
{
    return entries_read(catalog, arena, reader, query_begin(catalog, QUERY_TOPIC_ENTRIES, topic_id));
}

struct catalog_list catalog_guides(struct catalog *catalog, struct arena *arena, const struct reader *reader,
                                   const char *area_id)
{
    return entries_read(catalog, arena, reader, query_begin(catalog, QUERY_GUIDES, area_id));
}

bool catalog_has_guides(struct catalog *catalog)
{
    struct statement *statement = query_begin(catalog, QUERY_GUIDES, NULL);
    bool any = statement_next(statement);
    statement_end(&statement);
    return any;
}

struct catalog_list catalog_terms(struct catalog *catalog, struct arena *arena, const struct reader *reader,
                                  const char *thing_id)
{
    return entries_read(catalog, arena, reader, query_begin(catalog, QUERY_TERMS, thing_id));
}

bool catalog_has_terms(struct catalog *catalog, const char *thing_id)
{
    struct statement *statement = query_begin(catalog, QUERY_TERMS, thing_id);
    bool any = statement_next(statement);
    statement_end(&statement);
    return any;
}

struct catalog_list catalog_term_places(struct catalog *catalog, struct arena *arena, const struct reader *reader,
                                        const char *term_id)
{
    return entries_read(catalog, arena, reader, query_begin(catalog, QUERY_TERM_PLACES, term_id));
}

char *catalog_id_of_slug(struct catalog *catalog, struct arena *arena, enum kind kind, const char *slug)
{
    struct statement *statement = query_begin(catalog, QUERY_SLUG, slug);
    statement_bind_text(statement, 2, model_kind(kind)->name);
    char *id = statement_next(statement) ? statement_copy(arena, statement, 0) : NULL;
    statement_end(&statement);
    return id;
}
