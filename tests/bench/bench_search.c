// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// How well and how fast searching is. With a folder that holds an export of Integreat and questions.json ([{"question",
// "language", "path"}]) it asks every question in three styles; without one it makes a catalog of offers in all languages
// that the program knows and types into that.
#include "core/base/memory.h"
#include "core/base/sys.h"
#include "core/catalog/catalog.h"
#include "core/database/database.h"
#include "core/editorial/editorial.h"
#include "core/exchange/integreat/integreat.h"
#include "core/language/function_words.h"
#include "core/publish/build.h"
#include "core/search/search.h"
#include "core/text/fold.h"
#include "tests/support/samples.h"
#include "tests/support/tally.h"
#include "tests/support/today.h"

#include <jansson.h>
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { LIMIT = 20, STYLES = 3, LANGUAGES_MAX = 32, TIMES_MAX = 200000, WORD_BYTES = 64 };

static const char *const styles[STYLES] = {"as typed", "keywords", "two nouns"};

struct answered {
    struct tally tally;
    struct samples times;
};

static double milliseconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static void end(const struct problem *problem)
{
    char text[sizeof *problem + 8];
    problem_format(problem, text, sizeof text);
    fprintf(stderr, "bench_search: %s\n", text);
    exit(1);
}

static void tell(void *context, const struct problem *problem)
{
    char text[sizeof *problem + 8];
    (void)context;
    problem_format(problem, text, sizeof text);
    fprintf(stderr, "%s\n", text);
}

// ---- catalogs -----------------------------------------------------------------------------------------------------

// Builds the catalog of an editorial database into a file and opens it.
static struct catalog *open_built(sqlite3 *editorial, const char *path, size_t *size)
{
    struct problem problem;
    unsigned char *bytes;
    struct catalog *catalog;
    double begin = milliseconds();
    if (build_catalog(editorial, 1, "2026-11-23T00:00:00Z", &bytes, size, &problem) != STATUS_OK ||
        sys_write_file(path, bytes, *size, 0600, &problem) != STATUS_OK)
        end(&problem);
    sqlite3_free(bytes);
    malloc_trim(0);
    printf("built in %.1f s, %.1f MB\n", (milliseconds() - begin) / 1e3, (double)*size / 1e6);
    if (catalog_open(&catalog, path, &problem) != STATUS_OK)
        end(&problem);
    return catalog;
}

// How much of the file the index takes, and the texts that it is of.
static void print_size(const char *path)
{
    static const char *const questions[] = {
        "SELECT sum(pgsize) FROM dbstat WHERE name GLOB 'search*'",
        "SELECT sum(pgsize) FROM dbstat WHERE name IN ('text', 'offer')",
        "SELECT (SELECT sum(length(cast(text AS BLOB))) FROM text) + (SELECT sum(length(cast(name AS BLOB))) FROM offer)",
    };
    sqlite3 *database;
    double megabytes[3] = {0};
    if (sqlite3_open_v2(path, &database, SQLITE_OPEN_READONLY, NULL) == SQLITE_OK) {
        for (int i = 0; i < 3; i++) {
            sqlite3_stmt *row;
            if (sqlite3_prepare_v2(database, questions[i], -1, &row, NULL) == SQLITE_OK &&
                sqlite3_step(row) == SQLITE_ROW)
                megabytes[i] = (double)sqlite3_column_int64(row, 0) / 1e6;
            sqlite3_finalize(row);
        }
    }
    sqlite3_close(database);
    printf("index %.2f MB, texts %.2f MB (%.2f MB as stored): %.2f times the texts\n", megabytes[0], megabytes[2],
           megabytes[1], megabytes[0] / megabytes[2]);
}

static void print_memory(void)
{
    char line[256];
    long resident = 0;
    FILE *status = fopen("/proc/self/status", "r");
    while (status != NULL && fgets(line, sizeof line, status) != NULL)
        sscanf(line, "VmRSS: %ld kB", &resident);
    if (status != NULL)
        fclose(status);
    printf("memory %.1f MiB\n", (double)resident / 1024);
}

// ---- questions ----------------------------------------------------------------------------------------------------

// The words of a question that say what is asked for, joined by blanks; at most `most` of them, the longest that begin
// with a capital letter if any does.
static const char *keywords(struct arena *arena, const char *question, const char *tag, size_t most)
{
    const char *function = function_words_of(arena, tag);
    char *words[64];
    size_t count = 0;
    char *rest = NULL;
    char *copy = arena_copy_text(arena, question);
    for (char *word = strtok_r(copy, " ,.?!\":;()", &rest); word != NULL && count < 64;
         word = strtok_r(NULL, " ,.?!\":;()", &rest)) {
        if (function == NULL || !function_words_have(function, text_fold(arena, word)))
            words[count++] = word;
    }
    while (count > most) {
        size_t worst = 0;
        for (size_t i = 1; i < count; i++) {
            bool capital = words[i][0] < 'a' || strcmp(tag, "de") != 0;
            bool worst_capital = words[worst][0] < 'a' || strcmp(tag, "de") != 0;
            if (capital != worst_capital ? !capital : strlen(words[i]) < strlen(words[worst]))
                worst = i;
        }
        memmove(&words[worst], &words[worst + 1], (--count - worst) * sizeof *words);
    }
    const char *joined = "";
    for (size_t i = 0; i < count; i++)
        joined = arena_format(arena, "%s%s%s", joined, i == 0 ? "" : " ", words[i]);
    return count == 0 ? question : joined;
}

static void ask(struct catalog *catalog, const char *query, const char *tag, const char *path, struct answered *answered)
{
    struct arena arena = {0};
    struct reader reader = reader_of(language_by_tag(tag));
    double begin = milliseconds();
    struct search_results results = search_catalog(catalog, &arena, &reader, TODAY, query, LIMIT);
    samples_add(&answered->times, milliseconds() - begin, 0);
    const char **paths = arena_allocate(&arena, results.count + 1, sizeof *paths);
    for (size_t i = 0; i < results.count; i++)
        paths[i] = search_source_path(catalog, &arena, &reader, results.items[i].entry.id);
    size_t place = 0;
    while (place < results.count && (paths[place] == NULL || strcmp(paths[place], path) != 0))
        place++;
    tally_count(&answered->tally, place, results.count);
    if (getenv("BENCH_VERBOSE") != NULL && place >= (size_t)atoi(getenv("BENCH_VERBOSE"))) {
        printf("%3zu  %s  %s\n", place + 1, query, path);
        for (size_t i = 0; i < results.count && i < 5; i++)
            printf("        %.3f %s %s\n", results.items[i].score, model_kind(results.items[i].entry.kind)->name, paths[i] == NULL ? results.items[i].entry.title.value : paths[i]);
    }
    arena_free(&arena);
}

static void ask_all(struct catalog *catalog, const char *folder)
{
    json_error_t error;
    struct arena arena = {0};
    json_t *root = json_load_file(arena_format(&arena, "%s/questions.json", folder), 0, &error);
    if (root == NULL) {
        fprintf(stderr, "bench_search: questions.json: line %d: %s\n", error.line, error.text);
        exit(1);
    }
    struct answered all[LANGUAGES_MAX][STYLES] = {0};
    size_t language_count;
    const struct language *languages = language_table(&language_count);
    for (size_t i = 0; i < json_array_size(root); i++) {
        json_t *item = json_array_get(root, i);
        const char *question = json_string_value(json_object_get(item, "question"));
        const char *tag = json_string_value(json_object_get(item, "language"));
        const char *path = json_string_value(json_object_get(item, "path"));
        const struct language *language = tag == NULL ? NULL : language_by_tag(tag);
        if (question == NULL || path == NULL || language == NULL)
            continue;
        const char *const queries[STYLES] = {question, keywords(&arena, question, tag, 64),
                                             keywords(&arena, question, tag, 2)};
        for (int style = 0; style < STYLES; style++) {
            ask(catalog, queries[style], tag, path, &all[language - languages][style]);
        }
    }
    printf("%-9s %-10s %6s %7s %7s %8s %8s %8s\n", "language", "style", "asked", "hit@1", "hit@5", "nothing", "p50 ms", "p95 ms");
    for (size_t l = 0; l < language_count; l++) {
        for (int style = 0; style < STYLES; style++) {
            struct samples *times = &all[l][style].times;
            const struct tally *tally = &all[l][style].tally;
            if (tally->asked > 0)
                printf("%-9s %-10s %6ld %6.1f%% %6.1f%% %7.1f%% %8.2f %8.2f\n", languages[l].tag, styles[style],
                       tally->asked, tally_percent(tally, tally->first), tally_percent(tally, tally->among_five),
                       tally_percent(tally, tally->nothing), samples_quantile(times, 0.5),
                       samples_quantile(times, 0.95));
            free(times->values);
        }
    }
    json_decref(root);
    arena_free(&arena);
}

// Types each question letter by letter.
static void type_all(struct catalog *catalog, const char *const *queries, const char *const *tags, size_t count)
{
    struct samples times = {0};
    for (size_t i = 0; i < count; i++) {
        struct reader reader = reader_of(language_by_tag(tags[i]));
        for (size_t length = 1; length <= strlen(queries[i]) && times.count < TIMES_MAX; length++) {
            if (((unsigned char)queries[i][length] & 0xC0) == 0x80)
                continue;
            struct arena arena = {0};
            const char *typed = arena_copy(&arena, queries[i], length);
            double begin = milliseconds();
            search_catalog(catalog, &arena, &reader, TODAY, typed, LIMIT);
            double taken = milliseconds() - begin;
            samples_add(&times, taken, 0);
            if (getenv("BENCH_SLOW") != NULL && taken > atof(getenv("BENCH_SLOW")))
                printf("slow %.1f ms: %s\n", taken, typed);
            arena_free(&arena);
        }
    }
    double median = samples_quantile(&times, 0.5);
    printf("typed letter by letter: %zu keys, p50 %.2f ms, p95 %.2f ms, p99 %.2f ms\n", times.count, median,
           samples_quantile(&times, 0.95), samples_quantile(&times, 0.99));
    free(times.values);
}

static void bench_questions(const char *folder, const char *path)
{
    struct problem problem;
    struct integreat_report report;
    sqlite3 *editorial;
    size_t size;
    if (editorial_open(&editorial, ":memory:", &problem) != STATUS_OK ||
        integreat_import(editorial, folder, false, &(struct content_listener){.problem = tell}, &report, &problem) != STATUS_OK)
        end(&problem);
    struct catalog *catalog = open_built(editorial, path, &size);
    database_close(&editorial);
    print_size(path);
    ask_all(catalog, folder);
    static const char *const typed[] = {"Wie melde ich mein Kind in der Schule an?", "Kinderarzt", "Wohnung suchen",
                                        "deutschkrus", "learn German", "doctor for my child"};
    static const char *const tags[] = {"de", "de", "de", "de", "en", "en"};
    type_all(catalog, typed, tags, sizeof typed / sizeof *typed);
    print_memory();
    catalog_close(&catalog);
}

// ---- a city of many offers ----------------------------------------------------------------------------------------

// Words as they are in languages: a few are everywhere, most are rare (Zipf). The same number gives the same word.
static void make_word(uint64_t *seed, const struct language *language, char word[WORD_BYTES])
{
    static const char *const latin[] = {"ba", "ke", "li", "mo", "nu", "ra", "se", "ti", "wo", "zu", "ster", "haus", "en", "ung"};
    static const char *const cyrillic[] = {"ба", "ке", "лі", "мо", "ну", "ра", "се", "ти", "во", "зу", "ня", "ськ", "ий", "ому"};
    static const char *const arabic[] = {"با", "كت", "لي", "مو", "نو", "را", "سي", "تي", "وا", "زو", "ال", "مد", "ية", "ات"};
    static const char *const ethiopic[] = {"በ", "ክ", "ሊ", "ሞ", "ኑ", "ራ", "ሰ", "ት", "ዎ", "ዙ", "ን", "ስ", "ት", "ም"};
    const char *const *parts = latin;
    if (strcmp(language->script, "Cyrl") == 0)
        parts = cyrillic;
    else if (strcmp(language->script, "Arab") == 0)
        parts = arabic;
    else if (strcmp(language->script, "Ethi") == 0)
        parts = ethiopic;
    *seed = *seed * 6364136223846793005 + 1442695040888963407;
    double even = (double)(*seed >> 11) / 9007199254740992.0;
    unsigned number = (unsigned)(20000 * even * even * even * even) + 1; // the low numbers often
    word[0] = '\0';
    for (unsigned left = number * 7; left > 0 && strlen(word) + 12 < WORD_BYTES; left /= 14)
        strcat(word, parts[left % 14]);
}

static const char *make_text(struct arena *arena, uint64_t *seed, const struct language *language, int words)
{
    const char *text = "";
    char word[WORD_BYTES];
    for (int i = 0; i < words; i++) {
        make_word(seed, language, word);
        text = arena_format(arena, "%s%s%s", text, i == 0 ? "" : " ", word);
    }
    return text;
}

static void run(sqlite3 *database, const char *sql)
{
    struct problem problem;
    if (database_run(database, sql, &problem) != STATUS_OK)
        end(&problem);
}

static void insert_offer(sqlite3_stmt *thing, sqlite3_stmt *offer, sqlite3_stmt *text, sqlite3_stmt *topic, long number, uint64_t *seed)
{
    struct arena arena = {0};
    size_t count;
    const struct language *languages = language_table(&count);
    const char *id = arena_format(&arena, "00000000-0000-4000-8000-%012ld", number);
    sqlite3_bind_text(thing, 1, id, -1, SQLITE_STATIC);
    sqlite3_bind_text(thing, 2, arena_format(&arena, "offer-%ld", number), -1, SQLITE_STATIC);
    sqlite3_bind_int64(thing, 3, number);
    sqlite3_step(thing);
    sqlite3_reset(thing);
    sqlite3_bind_text(offer, 1, id, -1, SQLITE_STATIC);
    sqlite3_bind_text(offer, 2, make_text(&arena, seed, &languages[0], 3), -1, SQLITE_STATIC);
    sqlite3_step(offer);
    sqlite3_reset(offer);
    for (size_t i = 0; i < count; i++) {
        for (int field = 0; field < 2; field++) {
            if (i == 0 && field == 1)
                continue;
            sqlite3_bind_text(text, 1, id, -1, SQLITE_STATIC);
            sqlite3_bind_text(text, 2, languages[i].tag, -1, SQLITE_STATIC);
            sqlite3_bind_text(text, 3, field == 0 ? "summary" : "gloss", -1, SQLITE_STATIC);
            sqlite3_bind_text(text, 4, make_text(&arena, seed, &languages[i], field == 0 ? 20 : 3), -1, SQLITE_STATIC);
            sqlite3_step(text);
            sqlite3_reset(text);
        }
    }
    sqlite3_bind_text(topic, 1, id, -1, SQLITE_STATIC);
    sqlite3_step(topic);
    sqlite3_reset(topic);
    arena_free(&arena);
}

#define HASH "'0123456789abcdef0123456789abcdef'"
#define ID(number) "'00000000-0000-4000-9000-00000000000" number "'"

static void fill(sqlite3 *editorial, long offers)
{
    sqlite3_stmt *thing;
    sqlite3_stmt *offer;
    sqlite3_stmt *text;
    sqlite3_stmt *topic;
    uint64_t seed = 1;
    run(editorial, "PRAGMA foreign_keys = OFF; BEGIN;"
                   "INSERT INTO thing VALUES (" ID("1") ", 'city', 'city', 1, 1), (" ID("2") ", 'area', 'area', 1, 1),"
                   " (" ID("3") ", 'topic', 'topic', 1, 1), (" ID("4") ", 'organization', NULL, 0, 1);"
                   "INSERT INTO city VALUES (" ID("1") ", 'Stadt', 'Europe/Berlin', 'DE', 'DE-ST', 51.84, 12.24);"
                   "INSERT INTO area (id) VALUES (" ID("2") ");"
                   "INSERT INTO text VALUES (" ID("2") ", 'de', 'name', 'Bereich', 'human', NULL, " HASH ");"
                   "INSERT INTO topic VALUES (" ID("3") ", " ID("2") ");"
                   "INSERT INTO text VALUES (" ID("3") ", 'de', 'name', 'Thema', 'human', NULL, " HASH ");"
                   "INSERT INTO organization VALUES (" ID("4") ", 'Verein')");
    sqlite3_prepare_v2(editorial, "INSERT INTO thing VALUES (?1, 'offer', ?2, ?3, 1)", -1, &thing, NULL);
    sqlite3_prepare_v2(editorial, "INSERT INTO offer (id, type, name, name_hash, organization_id, hours_known)"
                                  " VALUES (?1, 'service', ?2, " HASH ", " ID("4") ", 0)", -1, &offer, NULL);
    sqlite3_prepare_v2(editorial, "INSERT INTO text VALUES (?1, ?2, ?3, ?4, 'human', NULL, " HASH ")", -1, &text, NULL);
    sqlite3_prepare_v2(editorial, "INSERT INTO offer_topic VALUES (?1, " ID("3") ", 1)", -1, &topic, NULL);
    for (long i = 1; i <= offers; i++)
        insert_offer(thing, offer, text, topic, i, &seed);
    sqlite3_finalize(thing);
    sqlite3_finalize(offer);
    sqlite3_finalize(text);
    sqlite3_finalize(topic);
    run(editorial, // each at a place of its own, spread over some 30 km
        "INSERT INTO place (id, latitude, longitude) SELECT id, 51.7 + position % 997 * 0.0003, 12 + position % 991 * 0.0005"
        " FROM thing WHERE kind = 'offer'; UPDATE offer SET place_id = id; COMMIT");
}

static void bench_many(long offers, const char *path)
{
    struct arena arena = {0};
    struct problem problem;
    sqlite3 *editorial;
    size_t size;
    size_t count;
    const struct language *languages = language_table(&count);
    fflush(stdout);
    pid_t builder = fork(); // in a process of its own: what searching takes is to be seen without what building took
    if (builder == 0) {
        if (editorial_open(&editorial, ":memory:", &problem) != STATUS_OK)
            end(&problem);
        fill(editorial, offers);
        struct catalog *built = open_built(editorial, path, &size);
        catalog_close(&built);
        database_close(&editorial);
        print_size(path);
        fflush(stdout);
        _exit(0);
    }
    if (builder < 0 || waitpid(builder, NULL, 0) != builder)
        exit(1);
    struct catalog *catalog;
    if (catalog_open(&catalog, path, &problem) != STATUS_OK)
        end(&problem);
    const char *queries[64];
    const char *tags[64];
    uint64_t seed = 7;
    for (size_t i = 0; i < 4 * count && i < 64; i++) {
        tags[i] = languages[i % count].tag;
        queries[i] = make_text(&arena, &seed, &languages[i % count], 1 + (int)(i / count));
    }
    type_all(catalog, queries, tags, 4 * count < 64 ? 4 * count : 64);
    print_memory();
    catalog_close(&catalog);
    arena_free(&arena);
}

int main(int argc, char **argv)
{
    struct arena arena = {0};
    const char *build = getenv("KOMPASS_BUILD") == NULL ? "build" : getenv("KOMPASS_BUILD");
    if (argc > 2 && strcmp(argv[1], "--offers") == 0) {
        bench_many(atol(argv[2]), arena_format(&arena, "%s/bench/offers-%s.db", build, argv[2]));
    } else if (argc == 2) {
        const char *path = arena_format(&arena, "%s/bench/questions.db", build);
        unlink(path);
        bench_questions(argv[1], path);
    } else {
        fprintf(stderr, "usage: bench_search FOLDER | bench_search --offers NUMBER\n");
    }
    arena_free(&arena);
    return 0;
}
