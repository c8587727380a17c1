// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// kompass search: what a newcomer would find with these words.
#include "cli/cli.h"

#include "core/catalog/catalog.h"
#include "core/search/search.h"
#include "core/text/accept.h"

#include <jansson.h>
#include <stdio.h>
#include <string.h>

enum { LIMIT = 20 };

struct search_command {
    struct arena arena;
    struct catalog *catalog;
    struct reader reader;
    const char *query;
};

// The topic or area that a thing stands under. NULL when it stands on its own.
static const char *parent_of(struct search_command *search, const struct catalog_entry *entry)
{
    struct problem ignored;
    struct catalog_offer offer;
    struct catalog_article article;
    struct catalog_guide guide;
    if (entry->kind == KIND_OFFER &&
        catalog_offer(search->catalog, &search->arena, &search->reader, entry->id, &offer, &ignored) == STATUS_OK)
        return offer.topic_id;
    if (entry->kind == KIND_ARTICLE &&
        catalog_article(search->catalog, &search->arena, &search->reader, entry->id, &article, &ignored) == STATUS_OK)
        return article.topic_id;
    if (entry->kind == KIND_GUIDE &&
        catalog_guide(search->catalog, &search->arena, &search->reader, entry->id, &guide, &ignored) == STATUS_OK)
        return guide.area_id;
    return NULL;
}

// The area whose list has the topic; NULL when there is none.
static const char *area_of_topic(struct search_command *search, const char *topic_id)
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

// The names of what leads to a thing, outermost first, as one text; appended to `path`.
static const char *add_title(struct search_command *search, const char *path, const char *id)
{
    struct catalog_entry entry;
    if (id == NULL || !catalog_entry(search->catalog, &search->arena, &search->reader, id, &entry) ||
        entry.title.value == NULL)
        return path;
    return arena_format(&search->arena, "%s%s%s", path, path[0] == '\0' ? "" : " › ", entry.title.value);
}

static const char *names_above(struct search_command *search, const struct catalog_entry *entry)
{
    bool is_topic = entry->kind == KIND_TOPIC;
    const char *parent = is_topic ? entry->id : parent_of(search, entry);
    const char *path = parent == NULL ? "" : add_title(search, "", area_of_topic(search, parent));
    return is_topic ? path : add_title(search, path, parent);
}

static json_t *tag_of(const struct language *language)
{
    return language == NULL ? json_null() : json_string(language->tag);
}

static json_t *result_of(struct search_command *search, const struct search_result *found)
{
    const struct catalog_entry *entry = &found->entry;
    json_t *result = json_object();
    json_object_set_new(result, "id", json_string(entry->id));
    json_object_set_new(result, "kind", json_string(model_kind(entry->kind)->name));
    json_object_set_new(result, "title", json_string(entry->title.value == NULL ? "" : entry->title.value));
    json_object_set_new(result, "language", tag_of(entry->title.language));
    json_object_set_new(result, "matched_language", tag_of(found->matched));
    json_object_set_new(result, "score", json_real(found->score));
    const char *path = search_source_path(search->catalog, &search->arena, &search->reader, entry->id);
    json_object_set_new(result, "path", json_string(path != NULL ? path : names_above(search, entry)));
    if (entry->german != NULL)
        json_object_set_new(result, "german", json_string(entry->german));
    return result;
}

static void print_json(struct search_command *search, const struct search_results *found)
{
    json_t *results = json_array();
    for (size_t i = 0; i < found->count; i++)
        json_array_append_new(results, result_of(search, &found->items[i]));
    json_t *root = json_object();
    json_object_set_new(root, "query", json_string(search->query));
    json_object_set_new(root, "language", json_string(search->reader.languages[0]->tag));
    json_object_set_new(root, "did_you_mean",
                        found->did_you_mean == NULL ? json_null() : json_string(found->did_you_mean));
    json_object_set_new(root, "results", results);
    json_dumpf(root, stdout, JSON_INDENT(1) | JSON_REAL_PRECISION(6));
    printf("\n");
    json_decref(root);
}

static void print_lines(struct search_command *search, const struct search_results *found)
{
    if (found->did_you_mean != NULL)
        printf("did you mean: %s\n", found->did_you_mean);
    for (size_t i = 0; i < found->count; i++) {
        const struct catalog_entry *entry = &found->items[i].entry;
        const char *path = names_above(search, entry);
        printf("%-10s%s%s%s%s%s%s\n", model_kind(entry->kind)->name,
               entry->title.value == NULL ? "" : entry->title.value, entry->german == NULL ? "" : " [",
               entry->german == NULL ? "" : entry->german, entry->german == NULL ? "" : "]",
               path[0] == '\0' ? "" : "  — ", path);
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
    const char *at = NULL;
    const char *near = NULL;
    long limit = LIMIT;
    bool json = false;
    const struct cli_option options[] = {
        {"catalog", CLI_TEXT, true, "PATH", "a catalog, or a folder of catalogs", &path},
        {"language", CLI_TEXT, true, "TAG", "the language of the reader", &tag},
        {"limit", CLI_NUMBER, false, "N", "at most so many results; 20 if not given", &limit},
        {"at", CLI_TEXT, false, "YYYY-MM-DDTHH:MM", "the moment, in the city's time; now if not given", &at},
        {"near", CLI_TEXT, false, "LAT,LON", "where the reader stands, in degrees; the city's middle if not given", &near},
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
    struct search_command search = {.reader = reader_of(language)};
    struct local_time now;
    if (at != NULL && clock_parse(at, &now, &problem) != STATUS_OK)
        return cli_wrong(&usage, "--at", "must be a time such as 2026-11-23T10:15");
    if (near != NULL && !coordinates_parse(near, &search.reader.here))
        return cli_wrong(&usage, "--near", "must be latitude and longitude such as 51.8335,12.2430");
    enum status status = catalog_open_newest(&search.catalog, path, cli_sink, NULL, &problem);
    if (status == STATUS_OK)
        status = cli_time(search.catalog, at, &now, &problem);
    if (status != STATUS_OK) {
        catalog_close(&search.catalog);
        return cli_exit(status, &problem);
    }
    const char *typed = join(&search.arena, argv + first, argc - first);
    search.query = text_clean(&search.arena, typed, strlen(typed));
    struct search_results found =
        search_catalog(search.catalog, &search.arena, &search.reader, now, search.query, (size_t)limit);
    if (json)
        print_json(&search, &found);
    else
        print_lines(&search, &found);
    catalog_close(&search.catalog);
    arena_free(&search.arena);
    return CLI_DONE;
}
