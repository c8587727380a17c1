// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Lists: areas, their topics, what stands under a topic, guides; and the single line that a link shows.
#include "core/catalog/catalog_private.h"

#include <string.h>

static const char *const kind_names[] = {
    [ENTRY_AREA] = "area", [ENTRY_TOPIC] = "topic", [ENTRY_OFFER] = "offer",
    [ENTRY_ARTICLE] = "article", [ENTRY_GUIDE] = "guide", [ENTRY_EMERGENCY] = "emergency",
    [ENTRY_EVENT] = "event",
    [ENTRY_TERM] = "term",
};

const char *entry_kind_name(enum entry_kind kind)
{
    return kind_names[kind];
}

bool entry_kind_parse(const char *name, enum entry_kind *kind)
{
    for (size_t i = 0; i < sizeof kind_names / sizeof *kind_names; i++) {
        if (name != NULL && strcmp(kind_names[i], name) == 0) {
            *kind = (enum entry_kind)i;
            return true;
        }
    }
    return false;
}

// An area's topics: how many, and their names in one line, which counts as being in the language of the first.
static void describe_area(struct catalog *catalog, struct arena *arena, const struct reader *reader,
                          struct catalog_entry *entry)
{
    struct catalog_text *line = &entry->detail;
    struct statement *statement = query_begin(catalog, QUERY_TOPICS, entry->id);
    while (statement_next(statement)) {
        struct catalog_text name;
        texts_read(catalog, arena, reader, QUERY_TOPIC_TEXTS, statement_copy(arena, statement, 1),
                   (const char *const[]){"name"}, &name, 1);
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

// The texts of one that has a title and a summary under the names of `fields`.
static void describe(struct catalog *catalog, struct arena *arena, const struct reader *reader, enum query query,
                     const char *const fields[2], struct catalog_entry *entry)
{
    struct catalog_text texts[2];
    texts_read(catalog, arena, reader, query, entry->id, fields, texts, 2);
    entry->title = texts[0];
    entry->detail = texts[1];
}

static void describe_offer(struct catalog *catalog, struct arena *arena, const struct reader *reader, const char *name,
                           struct catalog_entry *entry)
{
    describe(catalog, arena, reader, QUERY_OFFER_TEXTS, (const char *const[]){"gloss", "summary"}, entry);
    if (gloss_serves(reader, &entry->title))
        entry->german = name;
    else
        entry->title = (struct catalog_text){.value = name, .language = language_by_tag("de")};
}

static void describe_term(struct catalog *catalog, struct arena *arena, const struct reader *reader, const char *german,
                          struct catalog_entry *entry)
{
    describe(catalog, arena, reader, QUERY_TERM_TEXTS, (const char *const[]){"name", "explanation"}, entry);
    if (entry->title.value != NULL && german != NULL && strcmp(entry->title.value, german) != 0)
        entry->german = german;
}

// Where to find one thing of each kind, and what to say of it.
static const enum query line_queries[] = {
    [ENTRY_AREA] = QUERY_AREA,       [ENTRY_TOPIC] = QUERY_TOPIC, [ENTRY_OFFER] = QUERY_OFFER_LINE,
    [ENTRY_ARTICLE] = QUERY_ARTICLE, [ENTRY_GUIDE] = QUERY_GUIDE, [ENTRY_EMERGENCY] = QUERY_EMERGENCY,
    [ENTRY_EVENT] = QUERY_EVENT_LINE,
    [ENTRY_TERM] = QUERY_TERM,
};

bool catalog_entry(struct catalog *catalog, struct arena *arena, const struct reader *reader, enum entry_kind kind,
                   const char *id, struct catalog_entry *entry)
{
    struct statement *statement = query_begin(catalog, line_queries[kind], id);
    if (!statement_next(statement)) {
        statement_end(&statement);
        return false;
    }
    *entry = (struct catalog_entry){.kind = kind, .id = statement_copy(arena, statement, 0)};
    switch (kind) {
    case ENTRY_AREA:
        texts_read(catalog, arena, reader, QUERY_AREA_TEXTS, id, (const char *const[]){"name"}, &entry->title, 1);
        describe_area(catalog, arena, reader, entry);
        break;
    case ENTRY_TOPIC:
        entry->count = (long)statement_number(statement, 1);
        texts_read(catalog, arena, reader, QUERY_TOPIC_TEXTS, id, (const char *const[]){"name"}, &entry->title, 1);
        break;
    case ENTRY_OFFER:
        entry->temporarily_closed = statement_number(statement, 2) != 0;
        entry->unreachable = statement_number(statement, 3) != 0;
        describe_offer(catalog, arena, reader, statement_copy(arena, statement, 1), entry);
        break;
    case ENTRY_ARTICLE:
        describe(catalog, arena, reader, QUERY_ARTICLE_TEXTS, (const char *const[]){"title", "summary"}, entry);
        break;
    case ENTRY_GUIDE:
        describe(catalog, arena, reader, QUERY_GUIDE_TEXTS, (const char *const[]){"title", "summary"}, entry);
        break;
    case ENTRY_EMERGENCY:
        describe(catalog, arena, reader, QUERY_EMERGENCY_TEXTS, (const char *const[]){"name", "when"}, entry);
        break;
    case ENTRY_EVENT:
        describe(catalog, arena, reader, QUERY_EVENT_TEXTS, (const char *const[]){"title", "summary"}, entry);
        break;
    case ENTRY_TERM:
        describe_term(catalog, arena, reader, statement_copy(arena, statement, 1), entry);
        break;
    }
    statement_end(&statement);
    return true;
}

struct catalog_list entries_read(struct catalog *catalog, struct arena *arena, const struct reader *reader,
                                 struct statement *statement)
{
    struct catalog_list list = {0};
    size_t capacity = 0;
    while (statement_next(statement)) {
        enum entry_kind kind;
        if (!entry_kind_parse(statement_text(statement, 0), &kind))
            continue;
        list.entries = arena_grow(arena, list.entries, list.count, &capacity, sizeof *list.entries);
        if (catalog_entry(catalog, arena, reader, kind, statement_copy(arena, statement, 1), &list.entries[list.count]))
            list.count++;
    }
    statement_end(&statement);
    return list;
}

struct catalog_list catalog_areas(struct catalog *catalog, struct arena *arena, const struct reader *reader)
{
    return entries_read(catalog, arena, reader, query_begin(catalog, QUERY_AREAS, NULL));
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

char *catalog_id_of_slug(struct catalog *catalog, struct arena *arena, enum entry_kind kind, const char *slug)
{
    static const enum query slug_queries[] = {
        [ENTRY_AREA] = QUERY_AREA_SLUG,   [ENTRY_TOPIC] = QUERY_TOPIC_SLUG,
        [ENTRY_OFFER] = QUERY_OFFER_SLUG, [ENTRY_ARTICLE] = QUERY_ARTICLE_SLUG,
        [ENTRY_GUIDE] = QUERY_GUIDE_SLUG, [ENTRY_EMERGENCY] = QUERY_EMERGENCY_SLUG,
        [ENTRY_EVENT] = QUERY_EVENT_SLUG,
        [ENTRY_TERM] = QUERY_TERM_SLUG,
    };
    struct statement *statement = query_begin(catalog, slug_queries[kind], slug);
    char *id = statement_next(statement) ? statement_copy(arena, statement, 0) : NULL;
    statement_end(&statement);
    return id;
}
