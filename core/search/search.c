// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Searching: each word of the query becomes the forms under which the index may have it; every row that has one of them
// gets points, and the rows become things. No word of a visitor is ever part of SQL or of an expression of FTS5.
#include "core/search/search_private.h"

#include "core/search/danger.h"
#include "core/text/fold.h"

#include <stdlib.h>
#include <string.h>

enum {
    QUERY_BYTES_MAX = 1024, // of what was typed; nobody types more for a search
    FAVOURED_MIN = 50,      // so many are put in order however few are asked for: the first five are always the same
};

// ---- what was found ----------------------------------------------------------------------------------------------

// The query with the words replaced that were, and without the marks that stood around them.
static const char *did_you_mean(struct seeking *seeking, const char *query)
{
    static const char marks[] = "?!.,;:\"()";
    bool replaced = false;
    const char *meant = "";
    char *rest = NULL;
    char *pieces = arena_copy_text(seeking->arena, query);
    for (char *piece = strtok_r(pieces, " \t\n", &rest); piece != NULL; piece = strtok_r(NULL, " \t\n", &rest)) {
        const char *folded = text_fold(seeking->arena, piece);
        piece += strspn(piece, marks);
        size_t length = strlen(piece);
        while (length > 0 && strchr(marks, piece[length - 1]) != NULL)
            length--;
        const char *shown = arena_copy(seeking->arena, piece, length);
        for (size_t i = 0; i < seeking->count; i++) {
            if (seeking->terms[i].meant != NULL && strcmp(seeking->terms[i].word, folded) == 0) {
                shown = seeking->terms[i].meant;
                replaced = true;
            }
        }
        if (shown[0] != '\0')
            meant = arena_format(seeking->arena, "%s%s%s", meant, meant[0] == '\0' ? "" : " ", shown);
    }
    return replaced ? meant : NULL;
}

// The entry of a thing of the index. False when it is not there, or when it is listed already: a duplicate leads to the
// offer that it repeats.
static bool read_thing(struct seeking *seeking, struct arena *arena, int64_t thing, struct search_results *results)
{
    struct catalog_entry *entry = &results->items[results->count].entry;
    struct statement *row = search_begin(seeking->searcher, SEARCH_THING, NULL);
    statement_bind_number(row, 1, thing);
    bool there = statement_next(row) && catalog_entry(seeking->catalog, arena, seeking->reader, statement_text(row, 0), entry);
    statement_end(&row);
    if (!there)
        return false;
    if (entry->kind == KIND_EVENT &&
        !catalog_event_next(seeking->catalog, entry->id, seeking->now, &results->items[results->count].next))
        return false; // it is over
    for (size_t i = 0; i < results->count; i++) {
        const struct catalog_entry *other = &results->items[i].entry;
        if (strcmp(other->id, entry->id) == 0)
            return false;
        if ((entry->kind == KIND_TOPIC || entry->kind == KIND_AREA) && other->kind != KIND_TERM &&
            entry->title.value != NULL && other->title.value != NULL && strcmp(other->title.value, entry->title.value) == 0)
            return false; // what stands in it says the same
    }
    return true;
}

// The language to name for a thing whose best row is in the language of that number. Texts of all languages quote German
// words in brackets, German texts quote none: words that German has are German, unless the reader finds them in their own.
static const struct language *matched_language(const struct seeking *seeking, int number)
{
    const struct searcher *searcher = seeking->searcher;
    const struct language *language = number < searcher->language_count ? searcher->languages[number] : NULL;
    const struct language *german = language_by_tag("de");
    uint64_t common = UINT64_MAX;
    for (size_t i = 0; i < seeking->count; i++) {
        if (!seeking->terms[i].function && seeking->terms[i].languages != 0)
            common &= seeking->terms[i].languages;
    }
    if (language == seeking->reader->languages[0] || common == UINT64_MAX)
        return language;
    for (int i = 0; i < searcher->language_count; i++) {
        if (searcher->languages[i] == german && (common & UINT64_C(1) << i) != 0)
            return german;
    }
    return language;
}

// Whether all that is asked for are words of the reader's language.
static bool is_own(const struct seeking *seeking)
{
    size_t own = 0;
    for (size_t i = 0; i < seeking->count; i++) {
        const struct term *term = &seeking->terms[i];
        if (term->function || term->weak)
            continue;
        if ((term->languages & seeking->own) == 0)
            return false;
        own++;
    }
    return own > 0;
}

// What a text in each language is worth to the reader: most in their own, and even less in others when the words are of
// their own, which mean something else elsewhere.
static void set_worth(const struct seeking *seeking, double worth[RANK_LANGUAGES])
{
    bool own = is_own(seeking);
    for (int i = 0; i < RANK_LANGUAGES; i++) {
        uint64_t bit = UINT64_C(1) << i;
        worth[i] = (seeking->reads & bit) == 0 ? (own ? 0.4 : 0.8) : own ? 0.7 : 0.9;
        if ((seeking->own & bit) != 0)
            worth[i] = 0.85; // another form of it
        if (i < seeking->searcher->language_count && seeking->searcher->languages[i] == seeking->reader->languages[0])
            worth[i] = 1;
    }
}

static void list_things(struct seeking *seeking, struct arena *arena, size_t limit, struct search_results *results)
{
    const struct ranked *ranked;
    double worth[RANK_LANGUAGES];
    set_worth(seeking, worth);
    size_t count = rank_finish(seeking->rank, worth, &ranked);
    results->items = arena_allocate(arena, (count < limit ? count : limit) + 1, sizeof *results->items);
    for (size_t i = 0; i < count; i++) {
        results->more = results->count == limit;
        if (results->more)
            break;
        struct search_row row = search_row_of(ranked[i].row);
        struct search_result *result = &results->items[results->count];
        if (!read_thing(seeking, arena, row.thing, results))
            continue;
        result->matched = matched_language(seeking, row.language);
        result->texts = row.language < seeking->searcher->language_count ? seeking->searcher->languages[row.language] : NULL;
        result->score = ranked[i].score;
        results->count++;
    }
}

// The languages of the reader among those of the index.
static void set_languages(struct seeking *seeking)
{
    const struct searcher *searcher = seeking->searcher;
    for (int i = 0; i < searcher->language_count; i++) {
        if (searcher->languages[i] == NULL)
            continue;
        size_t rank = reader_rank(seeking->reader, searcher->languages[i]->tag);
        if (rank < LANGUAGE_CHOICES_MAX)
            seeking->reads |= UINT64_C(1) << i;
        if (rank == 0)
            seeking->own |= search_language_family(searcher, i);
    }
    seeking->reads |= seeking->own;
}

// Looks for what is asked for; where nothing is but words that hold a question together, for these.
static void find_all(struct seeking *seeking)
{
    size_t asked = 0;
    for (size_t i = 0; i < seeking->count; i++)
        asked += !seeking->terms[i].function;
    seeking->alone = asked == 1;
    for (size_t i = 0; i < seeking->count; i++) {
        if (!seeking->terms[i].function || asked == 0)
            search_find_term(seeking, &seeking->terms[i]);
    }
}

static bool is_word_of_catalog(void *context, const char *word)
{
    uint64_t languages;
    return search_has_word(context, word, &languages);
}

// Puts what somebody in danger must see before all else, with scores above the best. Whether there is any.
static bool lead_first(struct seeking *seeking, struct arena *arena, const char *query, struct search_results *results)
{
    size_t count;
    const struct danger_lead *leads =
        danger_find(seeking->searcher->danger, seeking->reader, query, is_word_of_catalog, seeking, &count);
    if (count == 0)
        return false;
    double best = results->count == 0 ? 0 : results->items[0].score;
    struct search_result *items = arena_allocate(arena, count + results->count, sizeof *items);
    size_t written = 0;
    for (size_t i = 0; i < count; i++) {
        struct search_result *item = &items[written];
        enum kind kind = model_kind_of(leads[i].kind);
        const char *id = kind == KIND_NONE ? NULL : catalog_id_of_slug(seeking->catalog, arena, kind, leads[i].slug);
        if (id == NULL || !catalog_entry(seeking->catalog, arena, seeking->reader, id, &item->entry))
            continue; // this catalog has it not
        item->score = best + (double)(count - i);
        written++;
    }
    size_t led = written;
    for (size_t i = 0; i < results->count; i++) {
        bool there = false;
        for (size_t j = 0; j < led; j++)
            there = there || strcmp(items[j].entry.id, results->items[i].entry.id) == 0;
        if (!there)
            items[written++] = results->items[i];
    }
    results->items = items;
    results->count = written;
    return led > 0;
}

struct search_results search_catalog(struct catalog *catalog, struct arena *arena, const struct reader *reader,
                                     struct local_time now, const char *query, size_t limit)
{
    struct arena scratch = {0};
    struct search_results results = {0};
    struct seeking seeking = {
        .catalog = catalog, .searcher = searcher_of(catalog), .reader = reader, .now = now, .arena = &scratch};
    size_t length = strnlen(query, QUERY_BYTES_MAX + 1);
    if (length > QUERY_BYTES_MAX) {
        length = QUERY_BYTES_MAX;
        while (length > 0 && ((unsigned char)query[length] & 0xC0) == 0x80) // whole characters only
            length--;
    }
    const char *typed = arena_copy(&scratch, query, length);
    seeking.rank = rank_open(seeking.searcher->things, seeking.searcher->first_term);
    seeking.found = arena_allocate(arena, 1, sizeof *seeking.found);
    seeking.found->arena = arena;
    set_languages(&seeking);
    search_split(&seeking, typed);
    find_all(&seeking);
    search_found_end(seeking.found);
    results.found = seeking.found;
    list_things(&seeking, arena, limit > FAVOURED_MIN ? limit : FAVOURED_MIN, &results);
    struct coordinates here = coordinates_are_known(&reader->here) ? reader->here : seeking.searcher->city;
    search_favour(&seeking, seeking.searcher->has_points ? &here : NULL, &results);
    bool danger = lead_first(&seeking, arena, typed, &results);
    results.more = results.more || results.count > limit;
    if (results.count > limit)
        results.count = limit;
    if (!danger) // nothing stands before the number to call
        results.did_you_mean = arena_copy_text(arena, did_you_mean(&seeking, typed));
    rank_close(&seeking.rank);
    arena_free(&scratch);
    return results;
}

const char *search_source_path(struct catalog *catalog, struct arena *arena, const struct reader *reader, const char *id)
{
    const char *path = NULL;
    for (size_t i = 0; path == NULL && i < LANGUAGE_CHOICES_MAX && reader->languages[i] != NULL; i++) {
        struct statement *row = search_begin(searcher_of(catalog), SEARCH_SOURCE_PATH, id);
        statement_bind_text(row, 2, reader->languages[i]->tag);
        if (statement_next(row))
            path = statement_copy(arena, row, 0);
        statement_end(&row);
    }
    return path;
}
