// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Searching: each word of the query becomes the forms under which the index may have it; every row that has one of them
// gets points, and the rows become things. No word of a visitor is ever part of SQL or of an expression of FTS5.
#include "core/catalog/catalog_private.h"

#include "core/base/memory.h"
#include "core/catalog/danger.h"
#include "core/catalog/database.h"
#include "core/catalog/search_form.h"
#include "core/catalog/search_near.h"
#include "core/catalog/search_rank.h"
#include "core/language/function_words.h"
#include "core/language/related.h"
#include "core/text/fold.h"

#include <stdlib.h>
#include <string.h>

enum {
    WORDS_MAX = 24,
    QUERY_BYTES_MAX = 1024, // of what was typed; nobody types more for a search
    LANGUAGES_MAX = 64,
    FAVOURED_MIN = 50,      // so many are put in order however few are asked for: the first five are always the same
    NEAR_MAX = 3,           // words that a misspelt one may have meant
};

// How good it is to find a word in another form than it was typed in.
static const double quality_umlaut = 0.95; // "aerzte" for "arzte"
static const double quality_stem = 0.85;
static const double quality_part = 0.6; // in a compound
static const double quality_related = 0.5;
static const double quality_beginning = 0.3;
static const double quality_latin = 0.7;
static const double quality_near = 0.75; // with one mistake

// What a word weighs beside the others of the query.
static const double weight_function = 0.15;
static const double weight_part = 1.0;       // a part of a compound
static const double weight_part_named = 0.3; // the same, when the compound itself is in some title

struct searcher {
    struct arena arena;
    struct stems *stems;
    const struct language *languages[LANGUAGES_MAX]; // by number; NULL: not known here
    const char *function_words[LANGUAGES_MAX];       // of each; may be NULL
    int language_count;
    struct related *related;
    struct danger *danger;
    bool has_latin; // some language is written in another script
    long things;
    int64_t first_term; // number of the first thing that is a word of the glossary
    struct position city;
    bool has_positions; // of some place
};

// A word of the query.
struct term {
    const char *word;  // folded
    const char *meant; // what it was replaced by; NULL: nothing
    bool function;     // holds the question together
    bool begun;        // the last one, still being typed
    uint64_t languages; // that have it, or what it was taken for, by number; 0: only other forms of it were found
};

struct seeking {
    struct catalog *catalog;
    struct searcher *searcher;
    const struct reader *reader;
    struct local_time now;
    struct arena *arena;
    struct rank *rank;
    struct term terms[WORDS_MAX];
    size_t count;
};

// ---- what is kept -------------------------------------------------------------------------------------------------

static struct searcher *searcher_of(struct catalog *catalog)
{
    if (catalog->searcher != NULL)
        return catalog->searcher;
    struct searcher *searcher = memory_allocate(1, sizeof *searcher);
    searcher->stems = stems_open();
    searcher->related = related_open(searcher->stems);
    searcher->danger = danger_open();
    sqlite3_stmt *rows = query_begin(catalog, QUERY_SEARCH_LANGUAGES, NULL);
    while (query_step(rows)) {
        int number = sqlite3_column_int(rows, 0);
        const char *tag = (const char *)sqlite3_column_text(rows, 1);
        if (number < 0 || number >= LANGUAGES_MAX || tag == NULL)
            continue;
        const struct language *language = language_by_tag(tag);
        searcher->languages[number] = language;
        searcher->function_words[number] = function_words_of(&searcher->arena, tag);
        searcher->has_latin = searcher->has_latin || (language != NULL && strcmp(language->script, "Latn") != 0);
        if (number >= searcher->language_count)
            searcher->language_count = number + 1;
    }
    sqlite3_stmt *size = query_begin(catalog, QUERY_SEARCH_SIZE, NULL);
    if (query_step(size)) {
        searcher->things = (long)sqlite3_column_int64(size, 0);
        searcher->first_term = sqlite3_column_int64(size, 1);
    }
    sqlite3_reset(size);
    sqlite3_stmt *city = query_begin(catalog, QUERY_CITY_POSITION, NULL);
    if (query_step(city)) {
        searcher->city = (struct position){sqlite3_column_double(city, 0), sqlite3_column_double(city, 1)};
        searcher->has_positions = sqlite3_column_int(city, 2) != 0;
    }
    sqlite3_reset(city);
    catalog->searcher = searcher;
    return searcher;
}

void searcher_close(struct searcher **searcher)
{
    if (*searcher == NULL)
        return;
    danger_close(&(*searcher)->danger);
    related_close(&(*searcher)->related);
    stems_close(&(*searcher)->stems);
    arena_free(&(*searcher)->arena);
    memory_free(searcher);
}

// ---- the words of the query ---------------------------------------------------------------------------------------

// The language whose function words hold the query together, beside the reader's own: the one that most of its words
// are function words of.
static int language_of_query(const struct seeking *seeking)
{
    int best = -1;
    size_t most = 1; // one word alone proves nothing
    for (int i = 0; i < seeking->searcher->language_count; i++) {
        size_t found = 0;
        for (size_t t = 0; seeking->searcher->function_words[i] != NULL && t < seeking->count; t++)
            found += function_words_have(seeking->searcher->function_words[i], seeking->terms[t].word);
        if (found > most) {
            most = found;
            best = i;
        }
    }
    return best;
}

static void mark_function_words(struct seeking *seeking)
{
    int asked = language_of_query(seeking);
    for (int i = 0; i < seeking->searcher->language_count; i++) {
        const struct language *language = seeking->searcher->languages[i];
        if (seeking->searcher->function_words[i] == NULL ||
            (i != asked && (asked >= 0 || language != seeking->reader->languages[0])))
            continue;
        for (size_t t = 0; t < seeking->count; t++) {
            struct term *term = &seeking->terms[t];
            term->function =
                term->function || function_words_have(seeking->searcher->function_words[i], term->word);
        }
    }
}

// Whether some thing has just this word; *languages tells in which languages.
static bool has_word(struct seeking *seeking, const char *word, uint64_t *languages)
{
    sqlite3_stmt *row = query_begin(seeking->catalog, QUERY_SEARCH_WORD, word);
    bool there = query_step(row);
    *languages = there ? (uint64_t)sqlite3_column_int64(row, 0) : 0;
    sqlite3_reset(row);
    return there;
}

// The query with those words parted at their joints that nothing has as they are.
static const char *part_unknown(struct seeking *seeking, const char *query)
{
    const char *parted = "";
    char *rest = NULL;
    char *pieces = arena_copy_text(seeking->arena, query);
    for (char *piece = strtok_r(pieces, " \t\n", &rest); piece != NULL; piece = strtok_r(NULL, " \t\n", &rest)) {
        uint64_t languages;
        const char *parts = text_part_joints(seeking->arena, piece);
        bool whole = parts == NULL || has_word(seeking, text_fold(seeking->arena, piece), &languages);
        parted = arena_format(seeking->arena, "%s %s", parted, whole ? piece : parts);
    }
    return parted;
}

static void split_query(struct seeking *seeking, const char *query)
{
    char *rest = NULL;
    bool joined = text_part_joints(seeking->arena, query) != NULL;
    char *folded = text_fold(seeking->arena, joined ? part_unknown(seeking, query) : query);
    for (char *word = strtok_r(folded, " ", &rest); word != NULL && seeking->count < WORDS_MAX;
         word = strtok_r(NULL, " ", &rest)) {
        bool known = false;
        for (size_t i = 0; i < seeking->count; i++)
            known = known || strcmp(seeking->terms[i].word, word) == 0;
        if (!known)
            seeking->terms[seeking->count++] = (struct term){.word = word};
    }
    size_t length = strlen(query);
    if (seeking->count > 0 && length > 0 && strchr(" ?!.", query[length - 1]) == NULL)
        seeking->terms[seeking->count - 1].begun = true;
    mark_function_words(seeking);
}

// ---- the forms of a word ------------------------------------------------------------------------------------------

static void find_form(struct seeking *seeking, const char *form, double quality)
{
    sqlite3_stmt *hits = query_begin(seeking->catalog, QUERY_SEARCH_HITS, form);
    while (!rank_is_full(seeking->rank) && query_step(hits)) {
        const char *column = (const char *)sqlite3_column_text(hits, 1);
        rank_add(seeking->rank, sqlite3_column_int64(hits, 0), column == NULL ? 'b' : column[0], quality);
    }
    sqlite3_reset(hits);
}

// Whether a word may be of the language: it is known in it, or nothing is known of it.
static bool may_be_of(const struct seeking *seeking, int number, uint64_t languages)
{
    const struct language *language = seeking->searcher->languages[number];
    return language != NULL && (languages == 0 || (languages & UINT64_C(1) << number) != 0 ||
                                reader_rank(seeking->reader, language->tag) < LANGUAGE_CHOICES_MAX);
}

// The word as it stands, its stems, and what it is a part of.
static void find_word(struct seeking *seeking, const char *word, double quality, bool in_compounds)
{
    uint64_t languages;
    const char *done = "";
    if (has_word(seeking, word, &languages))
        find_form(seeking, word, quality);
    for (int i = 0; i < seeking->searcher->language_count; i++) {
        if (!may_be_of(seeking, i, languages))
            continue;
        const struct language *language = seeking->searcher->languages[i];
        const char *stem = stem_of(seeking->searcher->stems, seeking->arena, language, word);
        const char *form = form_stem(seeking->arena, language, stem);
        if (strstr(done, form) == NULL) {
            find_form(seeking, form, quality * quality_stem);
            if (strcmp(stem, word) != 0)
                find_form(seeking, stem, quality * quality_stem);
            if (in_compounds && form_joins(language))
                find_form(seeking, form_part(seeking->arena, stem), quality * quality_part);
            done = arena_format(seeking->arena, "%s %s", done, form);
        }
    }
}

static long count_for_split(void *context, const char *word)
{
    struct seeking *seeking = context;
    uint64_t languages;
    has_word(seeking, word, &languages);
    for (int i = 0; languages != 0 && i < seeking->searcher->language_count; i++) {
        if (seeking->searcher->languages[i] != NULL && form_joins(seeking->searcher->languages[i]) &&
            (languages & UINT64_C(1) << i) != 0)
            return 1;
    }
    return 0;
}

// The words that stand for the one that was typed: as they are, and by their stems in their language. What has the same stem
// as that is the same word, and is found already.
static void find_group(struct seeking *seeking, const struct related_group *group, const char *typed)
{
    struct stems *stems = seeking->searcher->stems;
    const char *own = stem_of(stems, seeking->arena, group->language, typed);
    for (const char **word = group->words; *word != NULL; word++) {
        uint64_t languages;
        const char *stem = stem_of(stems, seeking->arena, group->language, *word);
        if (strcmp(stem, own) == 0)
            continue;
        if (has_word(seeking, *word, &languages))
            find_form(seeking, *word, quality_related);
        find_form(seeking, form_stem(seeking->arena, group->language, stem), quality_related * quality_stem);
    }
}

static void find_related(struct seeking *seeking, const char *word)
{
    const struct searcher *searcher = seeking->searcher;
    uint64_t languages;
    size_t exact, same;
    const struct related_entry *entry = related_find(searcher->related, word, NULL, &exact);
    for (size_t i = 0; i < exact; i++)
        find_group(seeking, entry[i].group, word);
    has_word(seeking, word, &languages);
    for (int i = 0; i < searcher->language_count && exact == 0; i++) {
        if (!may_be_of(seeking, i, languages))
            continue;
        const struct language *language = searcher->languages[i];
        const char *stem = stem_of(searcher->stems, seeking->arena, language, word);
        entry = related_find(searcher->related, stem, language, &same);
        for (size_t j = 0; j < same; j++)
            find_group(seeking, entry[j].group, word);
    }
}

// The first text that does not begin with `beginning`.
static char *end_of(struct seeking *seeking, const char *beginning)
{
    return arena_format(seeking->arena, "%s\xF4\x8F\xBF\xBF", beginning);
}

static void find_beginning(struct seeking *seeking, const char *word)
{
    const char *words[24];
    size_t count = 0;
    sqlite3_stmt *rows = query_begin(seeking->catalog, QUERY_SEARCH_BEGINNING, word);
    char *end = end_of(seeking, word);
    sqlite3_bind_text(rows, 2, end, -1, SQLITE_STATIC);
    while (count < sizeof words / sizeof *words && query_step(rows))
        words[count++] = database_text(seeking->arena, rows, 0);
    sqlite3_reset(rows);
    for (size_t i = 0; i < count; i++)
        find_form(seeking, words[i], quality_beginning);
}

static bool is_latin(const char *word)
{
    return word[strspn(word, "abcdefghijklmnopqrstuvwxyz")] == '\0';
}

static bool reads_script(const struct seeking *seeking, const char *script)
{
    bool reads = false;
    for (size_t i = 0; i < LANGUAGE_CHOICES_MAX && seeking->reader->languages[i] != NULL; i++)
        reads = reads || strcmp(seeking->reader->languages[i]->script, script) == 0;
    return reads;
}

static void find_latin(struct seeking *seeking, const char *word)
{
    const char *with = latin_key(seeking->arena, word, true, false);
    if (strlen(with) >= 3)
        find_form(seeking, form_latin(seeking->arena, with, FORM_LATIN_VOWELS), quality_latin);
}

// A word of a script that writes no short vowels. Without them many words look alike: to who does not read that script a
// misspelt word of their own comes first.
static void find_consonants(struct seeking *seeking, const char *word)
{
    const char *without = latin_key(seeking->arena, word, false, false);
    const char *loose = latin_key(seeking->arena, word, false, true);
    if (strlen(without) >= 2)
        find_form(seeking, form_latin(seeking->arena, without, FORM_LATIN_ARABIC), quality_latin * 0.9);
    if (strlen(loose) >= 3 && strcmp(loose, without) != 0)
        find_form(seeking, form_latin(seeking->arena, loose, FORM_LATIN_ARABIC), quality_latin * 0.7);
}

// An Ethiopic word with vowels of the writer's choice. Other words easily look like one, so only who reads the script gets it.
static void find_ethiopic(struct seeking *seeking, const char *word)
{
    const char *key = latin_key(seeking->arena, word, false, false);
    if (reads_script(seeking, "Ethi") && strlen(key) >= 2)
        find_form(seeking, form_latin(seeking->arena, key, FORM_LATIN_ETHIOPIC), quality_latin * 0.8);
}

// ---- words that nothing has ---------------------------------------------------------------------------------------

struct near_word {
    const char *word, *shown;
    int distance;
    long things;
};

// The words from `initial` on that are near; keeps the best NEAR_MAX in `found`, nearest first.
static size_t look_near(struct seeking *seeking, const char *initial, const uint32_t *typed, size_t length,
                        struct near_word found[NEAR_MAX], size_t count)
{
    int most = near_allowed(length);
    sqlite3_stmt *rows = query_begin(seeking->catalog, QUERY_SEARCH_INITIAL, initial);
    char *end = end_of(seeking, initial);
    sqlite3_bind_text(rows, 2, end, -1, SQLITE_STATIC);
    while (query_step(rows)) {
        uint32_t characters[NEAR_CHARACTERS_MAX];
        const char *word = (const char *)sqlite3_column_text(rows, 0);
        if ((size_t)sqlite3_column_bytes(rows, 0) > 4 * length + 8)
            continue;
        size_t other = near_characters(word, characters);
        int distance = other == 0 ? NEAR_TOO_FAR : near_distance(typed, length, characters, other, most);
        if (distance == NEAR_TOO_FAR)
            continue;
        struct near_word near = {NULL, NULL, distance, (long)sqlite3_column_int64(rows, 1)};
        size_t place = count;
        while (place > 0 && (found[place - 1].distance > distance ||
                             (found[place - 1].distance == distance && found[place - 1].things < near.things)))
            place--;
        if (place == NEAR_MAX)
            continue;
        near.word = database_text(seeking->arena, rows, 0);
        near.shown = database_text(seeking->arena, rows, 2);
        count += count < NEAR_MAX;
        for (size_t i = count - 1; i > place; i--)
            found[i] = found[i - 1];
        found[place] = near;
    }
    sqlite3_reset(rows);
    return count;
}

// What was perhaps meant by a word that nothing has: words with the same first letter, or with the second as the first,
// in case these two were swapped or the first is one too many.
static void find_near(struct seeking *seeking, struct term *term)
{
    uint32_t typed[NEAR_CHARACTERS_MAX];
    struct near_word found[NEAR_MAX];
    size_t length = near_characters(term->word, typed);
    if (length == 0 || near_allowed(length) == 0)
        return;
    size_t first = 1;
    while (((unsigned char)term->word[first] & 0xC0) == 0x80)
        first++;
    size_t second = first + 1;
    while (((unsigned char)term->word[second] & 0xC0) == 0x80)
        second++;
    const char *initial = arena_copy(seeking->arena, term->word, first);
    size_t count = look_near(seeking, initial, typed, length, found, 0);
    if (typed[0] != typed[1])
        count = look_near(seeking, arena_copy(seeking->arena, term->word + first, second - first), typed, length, found,
                          count);
    for (size_t i = 0; i < count && found[i].distance == found[0].distance; i++)
        find_word(seeking, found[i].word, quality_near / found[i].distance, true);
    if (count > 0)
        term->meant = found[0].shown != NULL ? found[0].shown : found[0].word;
    if (count > 0)
        has_word(seeking, found[0].word, &term->languages);
}

// ---- the whole ----------------------------------------------------------------------------------------------------

// Whether the word is one of the reader's languages: then its letters mean what they are.
static bool is_readers(struct seeking *seeking, const char *word)
{
    uint64_t languages;
    size_t count;
    const struct related_entry *entries = related_find(seeking->searcher->related, word, NULL, &count);
    bool readers = false;
    for (size_t i = 0; i < count; i++) { // what people write in Latin letters for another script is not a word of it
        const struct language *language = entries[i].group->language;
        readers = readers || (strcmp(language->script, "Latn") == 0 &&
                              reader_rank(seeking->reader, language->tag) < LANGUAGE_CHOICES_MAX);
    }
    has_word(seeking, word, &languages);
    for (int i = 0; i < seeking->searcher->language_count; i++) {
        const struct language *language = seeking->searcher->languages[i];
        readers = readers || (language != NULL && (languages & UINT64_C(1) << i) != 0 &&
                              reader_rank(seeking->reader, language->tag) < LANGUAGE_CHOICES_MAX);
    }
    return readers;
}

// Each part of a compound counts as a word of its own: what has all of them is better than what has one.
static void find_parts(struct seeking *seeking, const char *const *parts, size_t count, bool named)
{
    for (size_t i = 0; i < count; i++) {
        rank_begin_word(seeking->rank);
        find_word(seeking, parts[i], 1, true);
        find_related(seeking, parts[i]);
        rank_end_word(seeking->rank, named ? weight_part_named : weight_part);
    }
}

// The languages that have all parts.
static uint64_t languages_of_parts(struct seeking *seeking, const char *const *parts, size_t count)
{
    uint64_t all = UINT64_MAX;
    for (size_t i = 0; i < count; i++) {
        uint64_t languages;
        has_word(seeking, parts[i], &languages);
        all &= languages;
    }
    return all;
}

static void find_term(struct seeking *seeking, struct term *term)
{
    const char *word = term->word;
    const char *parts[FORM_PARTS_MAX];
    rank_begin_word(seeking->rank);
    find_word(seeking, word, 1, true);
    const char *umlaut = form_umlaut(seeking->arena, word);
    if (umlaut != NULL)
        find_word(seeking, umlaut, quality_umlaut, true);
    find_related(seeking, word);
    if (term->begun)
        find_beginning(seeking, word);
    size_t count = form_split(seeking->arena, word, count_for_split, seeking, parts);
    bool foreign = count < 2 && is_latin(word) && seeking->searcher->has_latin && !is_readers(seeking, word);
    bool consonants = reads_script(seeking, "Arab");
    if (foreign)
        find_latin(seeking, word);
    if (foreign && consonants)
        find_consonants(seeking, word);
    if (!has_word(seeking, word, &term->languages) && count > 0)
        term->languages = languages_of_parts(seeking, parts, count);
    if (rank_word_rows(seeking->rank) == 0 && count < 2)
        find_near(seeking, term);
    if (foreign && !consonants && rank_word_rows(seeking->rank) == 0)
        find_consonants(seeking, word);
    if (foreign)
        find_ethiopic(seeking, word);
    bool named = rank_word_is_named(seeking->rank);
    if (rank_word_rows(seeking->rank) > 0)
        rank_end_word(seeking->rank, term->function ? weight_function : 1);
    find_parts(seeking, parts, count, named);
}

// The query with the words replaced that were.
static const char *did_you_mean(struct seeking *seeking, const char *query)
{
    bool replaced = false;
    const char *meant = "";
    char *rest = NULL;
    char *pieces = arena_copy_text(seeking->arena, query);
    for (char *piece = strtok_r(pieces, " \t\n", &rest); piece != NULL; piece = strtok_r(NULL, " \t\n", &rest)) {
        const char *folded = text_fold(seeking->arena, piece);
        const char *shown = piece;
        for (size_t i = 0; i < seeking->count; i++) {
            if (seeking->terms[i].meant != NULL && strcmp(seeking->terms[i].word, folded) == 0) {
                shown = seeking->terms[i].meant;
                replaced = true;
            }
        }
        meant = arena_format(seeking->arena, "%s%s%s", meant, meant[0] == '\0' ? "" : " ", shown);
    }
    return replaced ? meant : NULL;
}

static const char *path_of(struct seeking *seeking, const struct catalog_entry *entry, struct arena *arena)
{
    const char *path = NULL;
    for (size_t i = 0; path == NULL && i < LANGUAGE_CHOICES_MAX && seeking->reader->languages[i] != NULL; i++) {
        sqlite3_stmt *row = query_begin(seeking->catalog, QUERY_SOURCE_PATH, entry->id);
        sqlite3_bind_text(row, 2, entry_kind_name(entry->kind), -1, SQLITE_STATIC);
        sqlite3_bind_text(row, 3, seeking->reader->languages[i]->tag, -1, SQLITE_STATIC);
        if (query_step(row))
            path = database_text(arena, row, 0);
        sqlite3_reset(row);
    }
    return path;
}

// The entry of a thing of the index. False when it is not there, or when it is listed already: a duplicate leads to the
// offer that it repeats.
static bool read_thing(struct seeking *seeking, struct arena *arena, int64_t thing, struct catalog_results *results)
{
    enum entry_kind kind;
    struct catalog_entry *entry = &results->items[results->count].entry;
    sqlite3_stmt *row = query_begin(seeking->catalog, QUERY_SEARCH_THING, NULL);
    sqlite3_bind_int64(row, 1, thing);
    bool there = query_step(row) && entry_kind_parse((const char *)sqlite3_column_text(row, 0), &kind);
    const char *id = there ? database_text(arena, row, 1) : NULL;
    sqlite3_reset(row);
    if (!there || !catalog_entry(seeking->catalog, arena, seeking->reader, kind, id, entry))
        return false;
    if (kind == ENTRY_EVENT && !event_next(seeking->catalog, id, seeking->now, &results->items[results->count].next))
        return false; // it is over
    for (size_t i = 0; i < results->count; i++) {
        const struct catalog_entry *other = &results->items[i].entry;
        if (strcmp(other->id, entry->id) == 0)
            return false;
        if ((entry->kind == ENTRY_TOPIC || entry->kind == ENTRY_AREA) && other->kind != ENTRY_TERM &&
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

static void list_things(struct seeking *seeking, struct arena *arena, size_t limit, struct catalog_results *results)
{
    const struct ranked *ranked;
    size_t count = rank_finish(seeking->rank, seeking->searcher->languages, seeking->reader, &ranked);
    results->items = arena_allocate(arena, (count < limit ? count : limit) + 1, sizeof *results->items);
    for (size_t i = 0; i < count && results->count < limit; i++) {
        struct search_row row = search_row_of(ranked[i].row);
        struct catalog_result *result = &results->items[results->count];
        if (!read_thing(seeking, arena, row.thing, results))
            continue;
        result->matched = matched_language(seeking, row.language);
        result->score = ranked[i].score;
        result->path = path_of(seeking, &result->entry, arena);
        results->count++;
    }
}

static bool is_word_of_catalog(void *context, const char *word)
{
    uint64_t languages;
    return has_word(context, word, &languages);
}

// Puts what somebody in danger must see before all else, with scores above the best.
static void lead_first(struct seeking *seeking, struct arena *arena, const char *query, struct catalog_results *results)
{
    size_t count;
    const struct danger_lead *leads =
        danger_find(seeking->searcher->danger, seeking->reader, query, is_word_of_catalog, seeking, &count);
    if (count == 0)
        return;
    double best = results->count == 0 ? 0 : results->items[0].score;
    struct catalog_result *items = arena_allocate(arena, count + results->count, sizeof *items);
    size_t written = 0;
    for (size_t i = 0; i < count; i++) {
        struct catalog_result *item = &items[written];
        enum entry_kind kind;
        const char *id = entry_kind_parse(leads[i].kind, &kind)
                             ? catalog_id_of_slug(seeking->catalog, arena, kind, leads[i].slug)
                             : NULL;
        if (id == NULL || !catalog_entry(seeking->catalog, arena, seeking->reader, kind, id, &item->entry))
            continue; // this catalog has it not
        item->score = best + (double)(count - i);
        item->path = path_of(seeking, &item->entry, arena);
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
    *results = (struct catalog_results){items, written, results->did_you_mean};
}

struct catalog_results catalog_search(struct catalog *catalog, struct arena *arena, const struct reader *reader,
                                      struct local_time now, const char *query, size_t limit)
{
    struct arena scratch = {0};
    struct catalog_results results = {0};
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
    split_query(&seeking, typed);
    for (size_t i = 0; i < seeking.count; i++) {
        if (!seeking.terms[i].function)
            find_term(&seeking, &seeking.terms[i]);
    }
    for (size_t i = 0; i < seeking.count && rank_is_empty(seeking.rank); i++) {
        if (seeking.terms[i].function)
            find_term(&seeking, &seeking.terms[i]);
    }
    list_things(&seeking, arena, limit > FAVOURED_MIN ? limit : FAVOURED_MIN, &results);
    struct position here = position_is_known(&reader->here) ? reader->here : seeking.searcher->city;
    results_favour(catalog, &scratch, reader, now, seeking.searcher->has_positions ? &here : NULL, &results);
    lead_first(&seeking, arena, typed, &results);
    if (results.count > limit)
        results.count = limit;
    results.did_you_mean = arena_copy_text(arena, did_you_mean(&seeking, typed));
    rank_close(&seeking.rank);
    arena_free(&scratch);
    return results;
}
