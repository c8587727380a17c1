// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// kompass search: what a newcomer would find with these words.
#include "cli/cli.h"

#include "core/catalog/catalog.h"
#include "core/text/accept.h"

#include <jansson.h>
#include <stdio.h>
#include <string.h>

enum { LIMIT = 20 };

struct search {
    struct arena arena;
    struct catalog *catalog;
    struct reader reader;
    const char *query;
};

static const char *kind_name(enum entry_kind kind)
{
    static const char *const names[] = {
        [ENTRY_AREA] = "area",       [ENTRY_TOPIC] = "topic", [ENTRY_OFFER] = "offer",
        [ENTRY_ARTICLE] = "article", [ENTRY_GUIDE] = "guide", [ENTRY_EMERGENCY] = "emergency",
    };
    return names[kind];
}

// The topic or area that a thing stands under: its kind goes to *kind. NULL when it stands on its own.
static const char *parent_of(struct search *search, const struct catalog_entry *entry, enum entry_kind *kind)
{
    struct problem ignored;
    struct catalog_offer offer;
    struct catalog_article article;
    struct catalog_guide guide;
    *kind = ENTRY_TOPIC;
    if (entry->kind == ENTRY_OFFER &&
        catalog_offer(search->catalog, &search->arena, &search->reader, entry->id, &offer, &ignored) == STATUS_OK)
        return offer.topic_id;
    if (entry->kind == ENTRY_ARTICLE &&
        catalog_article(search->catalog, &search->arena, &search->reader, entry->id, &article, &ignored) == STATUS_OK)
        return article.topic_id;
    *kind = ENTRY_AREA;
    if (entry->kind == ENTRY_GUIDE &&
        catalog_guide(search->catalog, &search->arena, &search->reader, entry->id, &guide, &ignored) == STATUS_OK)
        return guide.area_id;
    return NULL;
}

// The area whose list has the topic; NULL when there is none.
static const char *area_of_topic(struct search *search, const char *topic_id)
{
    struct catalog_list areas = catalog_areas(search->catalog, &search->arena, &search->reader);
    for (size_t a = 0; a < areas.count; a++) {
        struct catalog_list topics =
            catalog_topics(search->catalog, &search->arena, &search->reader, areas.entries[a].id);
        for (size_t t = 0; t < topics.count; t++) {
            if (strcmp(topics.entries[t].id, topic_id) == 0)
                return areas.entries[a].id;
        }
    }
    return NULL;
}

static void add_title(struct search *search, json_t *path, enum entry_kind kind, const char *id)
{
    struct catalog_entry entry;
    if (id != NULL && catalog_entry(search->catalog, &search->arena, &search->reader, kind, id, &entry) &&
        entry.title.value != NULL)
        json_array_append_new(path, json_string(entry.title.value));
}

// The names of the area and the topic that lead to a thing, outermost first.
static json_t *path_of(struct search *search, const struct catalog_entry *entry)
{
    json_t *path = json_array();
    enum entry_kind kind;
    const char *parent = entry->kind == ENTRY_TOPIC ? entry->id : parent_of(search, entry, &kind);
    if (entry->kind == ENTRY_TOPIC || (parent != NULL && kind == ENTRY_TOPIC))
        add_title(search, path, ENTRY_AREA, area_of_topic(search, parent));
    if (entry->kind != ENTRY_TOPIC)
        add_title(search, path, kind, parent);
    return path;
}

static json_t *result_of(struct search *search, const struct catalog_entry *entry)
{
    json_t *result = json_object();
    json_object_set_new(result, "id", json_string(entry->id));
    json_object_set_new(result, "kind", json_string(kind_name(entry->kind)));
    json_object_set_new(result, "title", json_string(entry->title.value == NULL ? "" : entry->title.value));
    json_object_set_new(result, "language",
                        entry->title.language == NULL ? json_null() : json_string(entry->title.language->tag));
    if (entry->german != NULL)
        json_object_set_new(result, "german", json_string(entry->german));
    json_object_set_new(result, "path", path_of(search, entry));
    return result;
}

static void print_json(struct search *search, const struct catalog_list *list)
{
    json_t *results = json_array();
    for (size_t i = 0; i < list->count; i++)
        json_array_append_new(results, result_of(search, &list->entries[i]));
    json_t *root = json_object();
    json_object_set_new(root, "query", json_string(search->query));
    json_object_set_new(root, "language", json_string(search->reader.languages[0]->tag));
    json_object_set_new(root, "results", results);
    json_dumpf(root, stdout, JSON_INDENT(1));
    printf("\n");
    json_decref(root);
}

static void print_lines(struct search *search, const struct catalog_list *list)
{
    for (size_t i = 0; i < list->count; i++) {
        const struct catalog_entry *entry = &list->entries[i];
        json_t *path = path_of(search, entry);
        printf("%-10s%s%s%s%s", kind_name(entry->kind), entry->title.value == NULL ? "" : entry->title.value,
               entry->german == NULL ? "" : " [", entry->german == NULL ? "" : entry->german,
               entry->german == NULL ? "" : "]");
        for (size_t p = 0; p < json_array_size(path); p++)
            printf("%s%s", p == 0 ? "  — " : " › ", json_string_value(json_array_get(path, p)));
        printf("\n");
        json_decref(path);
    }
}

static const char *join(struct arena *arena, char **words, int count)
{
    const char *joined = words[0];
    for (int i = 1; i < count; i++)
        joined = arena_format(arena, "%s %s", joined, words[i]);
    return joined;
}

int search_main(int argc, char **argv)
{
    const char *path = NULL;
    const char *tag = NULL;
    long limit = LIMIT;
    bool json = false;
    const struct cli_option options[] = {
        {"catalog", CLI_TEXT, true, "PATH", "a catalog, or a folder of catalogs", &path},
        {"language", CLI_TEXT, true, "TAG", "the language of the reader", &tag},
        {"limit", CLI_NUMBER, false, "N", "at most so many results; 20 if not given", &limit},
        {"json", CLI_FLAG, false, NULL, "print one JSON document", &json},
    };
    const struct cli_usage usage = {"search",
                                    "QUERY",
                                    "Prints what a newcomer finds who types QUERY, the best first.",
                                    options,
                                    sizeof options / sizeof *options,
                                    1,
                                    64};
    int first;
    int code;
    const struct language *language;
    if (!cli_parse(&usage, argc, argv, &first, &code) || !cli_language(&usage, tag, &language, &code))
        return code;
    struct problem problem;
    struct search search = {.reader = reader_of(language)};
    enum status status = catalog_open_newest(&search.catalog, path, cli_sink, NULL, &problem);
    if (status != STATUS_OK)
        return cli_exit(status, &problem);
    const char *typed = join(&search.arena, argv + first, argc - first);
    search.query = text_clean(&search.arena, typed, strlen(typed));
    struct catalog_list list =
        catalog_search(search.catalog, &search.arena, &search.reader, search.query, (size_t)limit);
    if (json)
        print_json(&search, &list);
    else
        print_lines(&search, &list);
    catalog_close(&search.catalog);
    arena_free(&search.arena);
    return CLI_DONE;
}
