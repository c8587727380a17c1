// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// A catalog with more in it than the fixture has, and searches in it.
#ifndef KOMPASS_TESTS_CORE_SEARCH_FIXTURE_H
#define KOMPASS_TESTS_CORE_SEARCH_FIXTURE_H

#include "tests/core/fixture.h"

#include "core/catalog/catalog.h"
#include "core/search/search.h"
#include "tests/support/today.h"

enum { SEARCH_LIMIT = 50 };

struct library {
    struct arena arena;
    char *folder;
    struct catalog *catalog;
};

// With what the SQL adds; the index is made anew.
static inline struct library *search_fixture_open(const char *rows)
{
    static const char empty[] = "INSERT INTO search (search) VALUES ('delete-all'); DELETE FROM search_thing; DELETE FROM search_word;"
                                "DELETE FROM search_language;";
    struct library *library = calloc(1, sizeof *library);
    struct problem problem;
    sqlite3 *database;
    library->folder = fixture_folder(&library->arena);
    char *path = arena_format(&library->arena, "%s/7.db", library->folder);
    fixture_catalog(path, arena_format(&library->arena, "%s%s", rows, empty));
    assert_int_equal(sqlite3_open(path, &database), SQLITE_OK);
    assert_int_equal(search_index_fill(database, &problem), STATUS_OK);
    assert_int_equal(sqlite3_close(database), SQLITE_OK);
    assert_int_equal(catalog_open(&library->catalog, path, &problem), STATUS_OK);
    return library;
}

static inline int search_fixture_close(void **state)
{
    struct library *library = *state;
    catalog_close(&library->catalog);
    fixture_remove_folder(library->folder);
    arena_free(&library->arena);
    free(library);
    return 0;
}

static inline struct search_results search_at(struct library *library, const char *language, struct local_time now, const char *query)
{
    struct reader reader = reader_of(language_by_tag(language));
    return search_catalog(library->catalog, &library->arena, &reader, now, query, SEARCH_LIMIT);
}

// The place of a thing among what is found, from 0 on; SIZE_MAX when it is not.
static inline size_t place_of(struct library *library, const char *language, const char *query, int number)
{
    struct search_results found = search_at(library, language, TODAY, query);
    for (size_t i = 0; i < found.count; i++) {
        if (strcmp(found.items[i].entry.id, fixture_id(&library->arena, number)) == 0)
            return i;
    }
    return SIZE_MAX;
}

static inline void assert_first(struct library *library, const char *language, const char *query, int number)
{
    if (place_of(library, language, query, number) != 0)
        fail_msg("%s: \"%s\" does not find %d first", language, query, number);
}

#endif
