// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Nothing is forgotten: of every kind that the model has, one thing with all its texts goes the whole way (door, check, counts,
// coverage, plain language, wording, publishing, search), and everybody who handles texts is asked about each of them.
// The same test runs with a kind more, which only the model and the schema were told of (tests/made-up/README.md).
#include "tests/core/station.h"

#include "core/catalog/catalog.h"
#include "core/search/search.h"
#include "core/editorial/change.h"
#include "core/insight/content_coverage.h"
#include "core/insight/language_quality.h"
#include "core/insight/wording.h"
#include "core/model/counts.h"
#include "core/model/model_sql.h"
#include "tests/support/today.h"

// ---- what is made up ----------------------------------------------------------------------------------------------

// A word that nothing else is like; the same numbers give the same one.
static const char *made_up_word(struct arena *arena, int kind, size_t field, size_t language)
{
    static const char consonants[] = "bdfgklmnprtvz", vowels[] = "aeiou";
    unsigned long seed = (unsigned long)kind * 7919 + field * 104729 + language * 1299709 + 12345;
    char *word = arena_copy_text(arena, "__________");
    for (size_t i = 0; word[i] != '\0'; i++) {
        seed = (seed * 1103515245 + 12345) % 2147483648;
        word[i] = i % 2 == 0 ? consonants[(seed >> 8) % (sizeof consonants - 1)] : vowels[(seed >> 8) % (sizeof vowels - 1)];
    }
    return word;
}

static const char *id_of(struct arena *arena, int kind)
{
    return fixture_id(arena, 100 + kind);
}

// What columns need that are not just of their type: other tables and libraries know the right ones.
static const struct {
    const char *column, *json;
} values[] = {
    {"zone", "\"Europe/Berlin\""}, {"country", "\"DE\""}, {"subdivision", "\"DE-ST\""},
    {"url", "\"https://example.org/\""}, {"date", "\"2026-11\""}, {"confidence", "\"high\""}, {"printed", "\"110\""},
    {"number", "\"112\""}, {"month", "1"}, {"day", "1"}, {"language", "\"de\""}, {"close_minute", "720"},
};

// NULL: it may be left out.
static json_t *value_of(struct arena *arena, enum kind kind, const struct model_column *column)
{
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        if (strcmp(values[i].column, column->name) == 0)
            return json_loads(values[i].json, JSON_DECODE_ANY, NULL);
    }
    // A closure is of an offer or of an organization.
    bool either = kind == KIND_CLOSURE && column->leads_to == KIND_ORGANIZATION;
    if (column->type == MODEL_THING)
        return either || column->leads_to == kind ? NULL : json_string(id_of(arena, (int)column->leads_to));
    if (!column->needed || column->derived)
        return NULL;
    switch (column->type) {
    case MODEL_FLAG:
        return json_false();
    case MODEL_NUMBER:
        return json_integer(1);
    case MODEL_REAL:
        return json_real(1.5);
    case MODEL_DAY:
        return json_string("2027-01-01");
    case MODEL_TIME:
        return json_string("2027-01-01T10:00");
    default:
        return json_string(column->choices != NULL ? column->choices[0] : arena_format(arena, "Haus %d", (int)kind));
    }
}

static void set_columns(struct arena *arena, json_t *object, enum kind kind, const struct model_column *columns, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        json_t *value = value_of(arena, kind, &columns[i]);
        if (value != NULL)
            json_object_set_new(object, columns[i].name, value);
    }
}

// A part has one row; days need a rule, which no text depends on.
static void set_parts(struct arena *arena, json_t *record, enum kind kind)
{
    const struct model_kind *model = model_kind(kind);
    for (size_t i = 0; i < model->part_count; i++) {
        const struct model_part *part = &model->parts[i];
        if (part->columns[0].type == MODEL_DAY)
            continue;
        json_t *row = json_object();
        set_columns(arena, row, kind, part->columns, part->column_count);
        json_object_set_new(record, part->name,
                            part->column_count > 1 ? json_pack("[O]", row) : json_pack("[O]", json_object_get(row, part->columns[0].name)));
        json_decref(row);
    }
}

// All texts in all languages, so that nothing is missing anywhere.
static void set_texts(struct arena *arena, json_t *record, enum kind kind)
{
    const struct model_kind *model = model_kind(kind);
    json_t *texts = json_object();
    size_t count;
    const struct language *languages = language_table(&count);
    for (size_t language = 0; language < count && model->text_count > 0; language++) {
        json_t *fields = json_object();
        for (size_t i = 0; i < model->text_count; i++)
            json_object_set_new(fields, model->texts[i].name,
                                json_pack("{s:s, s:s}", "text", made_up_word(arena, (int)kind, i, language), "origin", "human"));
        json_object_set_new(texts, languages[language].tag, fields);
    }
    json_object_set_new(record, "texts", texts);
}

static json_t *make_record(struct arena *arena, enum kind kind)
{
    const struct model_kind *model = model_kind(kind);
    json_t *record = json_pack("{s:s, s:s, s:i}", "kind", model->name, "id", id_of(arena, (int)kind), "position", 1);
    if (model->slugged)
        json_object_set_new(record, "slug", json_string("made-up"));
    set_columns(arena, record, kind, model->columns, model->column_count);
    set_parts(arena, record, kind);
    if (model->sourced) {
        size_t count;
        const struct model_column *columns = model_source(&count);
        json_t *source = json_object();
        set_columns(arena, source, kind, columns, count);
        if (!model->confident)
            json_object_del(source, "confidence");
        json_object_set_new(record, "source", source);
    }
    set_texts(arena, record, kind);
    return record;
}

// ---- the way of a thing -------------------------------------------------------------------------------------------

struct town {
    struct station *station;
    sqlite3 *editorial;
};

static void put_all(struct town *town)
{
    struct station *station = town->station;
    const struct change_author author = {.name = "content", .reason = "", .now = 1795000000};
    struct change *change;
    struct change_outcome outcome;
    record_use_memory();
    station_expect(station, change_begin(&change, town->editorial, &author, &station->problem), STATUS_OK);
    for (int kind = 0; kind < KIND_COUNT; kind++) {
        json_t *record = make_record(&station->arena, (enum kind)kind);
        station_expect(station, change_put(change, record, 0, &outcome, &station->problem), STATUS_OK);
        if (outcome.result != CHANGE_DONE)
            fail_msg("%s: %s: %s", model_kind((enum kind)kind)->name, outcome.problem_count > 0 ? outcome.problems[0].what : "",
                     outcome.problem_count > 0 ? outcome.problems[0].why : "");
        json_decref(record);
    }
    station_expect(station, change_commit(&change, &station->problem), STATUS_OK);
}

static int set_up(void **state)
{
    struct town *town = calloc(1, sizeof *town);
    void *station;
    station_set_up(&station);
    town->station = station;
    station_expect(station, editorial_open(&town->editorial, town->station->editorial, &town->station->problem), STATUS_OK);
    put_all(town);
    *state = town;
    return 0;
}

static int tear_down(void **state)
{
    struct town *town = *state;
    void *station = town->station;
    database_close(&town->editorial);
    free(town);
    return station_tear_down(&station);
}

// Runs SQL with ?1 the thing, ?2 the field and ?3 a text, as somebody's hand would, until it is taken back.
static void try_change(struct town *town, enum kind kind, const char *field, const char *text, const char *sql)
{
    fixture_run(town->editorial, "BEGIN");
    for (const char *next = sql; next != NULL && *next != '\0';) {
        sqlite3_stmt *statement;
        if (sqlite3_prepare_v2(town->editorial, next, -1, &statement, &next) != SQLITE_OK)
            fail_msg("%s: %s", sql, sqlite3_errmsg(town->editorial));
        const char *const texts[] = {id_of(&town->station->arena, (int)kind), field, text};
        for (int i = 0; i < 3; i++)
            sqlite3_bind_text(statement, i + 1, texts[i], -1, SQLITE_STATIC);
        assert_int_equal(sqlite3_step(statement), SQLITE_DONE);
        sqlite3_finalize(statement);
    }
}

static void take_back(struct town *town)
{
    fixture_run(town->editorial, "ROLLBACK");
}

// What the checks say, one problem a line.
static const char *check(struct town *town)
{
    size_t problems;
    station_forget(town->station);
    station_expect(town->station, editorial_check(town->editorial, station_sink, &town->station->found, &problems, &town->station->problem),
                   STATUS_OK);
    return town->station->found.text == NULL ? "" : town->station->found.text;
}

static void expect_told(struct town *town, enum kind kind, const char *field, const char *what, bool told)
{
    const char *found = check(town);
    if ((strstr(found, what) != NULL) != told || (!told && found[0] != '\0'))
        fail_msg("%s %s: %s\"%s\" is not what was said:\n%s", model_kind(kind)->name, field, told ? "" : "nothing but ", what, found);
}

// Whether the test knows more kinds than the program has without it.
static void test_the_kinds_are_those_of_the_model(void **state)
{
    (void)state;
    const char *more = getenv("KOMPASS_MADE_UP_KIND");
    assert_int_equal(KIND_COUNT, more == NULL ? 15 : 16);
    if (more != NULL) {
        assert_int_not_equal(model_kind_of(more), KIND_NONE);
        assert_int_equal(model_kind(model_kind_of(more))->text_count, 2);
    }
}

static void test_the_door_takes_and_gives_it(void **state)
{
    struct town *town = *state;
    struct station *station = town->station;
    struct records *records = records_open(town->editorial);
    struct counts counts;
    station_expect(station, counts_read(town->editorial, &counts, &station->problem), STATUS_OK);
    for (int kind = 0; kind < KIND_COUNT; kind++) {
        json_t *given = make_record(&station->arena, (enum kind)kind), *found;
        size_t differences;
        int64_t revision;
        station_expect(station, record_read(records, id_of(&station->arena, kind), &found, &revision, &station->problem), STATUS_OK);
        record_tidy(given);
        record_complete(given, NULL);
        record_compare(&station->arena, given, found, &differences);
        assert_int_equal(differences, 0);
        assert_int_equal(revision, 1);
        assert_int_equal(counts.of[kind], 1);
        json_decref(given);
        json_decref(found);
    }
    records_close(&records);
}

#define TEXT "WHERE thing = ?1 AND field = ?2 AND language = "

static void test_checks_know_every_text(void **state)
{
    struct town *town = *state;
    struct arena *arena = &town->station->arena;
    assert_string_equal(check(town), "");
    for (int kind = 0; kind < KIND_COUNT; kind++) {
        const struct model_kind *model = model_kind((enum kind)kind);
        for (size_t i = 0; i < model->text_count; i++) {
            const struct model_text *text = &model->texts[i];
            const char *missing = text->needed ? arena_format(arena, "has no German %s (", text->name)
                                               : arena_format(arena, "is translated from a German text that is not there: uk %s (", text->name);
            try_change(town, (enum kind)kind, text->name, NULL, "DELETE FROM text " TEXT "'de'");
            expect_told(town, (enum kind)kind, text->name, missing, text->needed || model_is_made_of_german(text));
            take_back(town);
            try_change(town, (enum kind)kind, text->name, NULL,
                       "INSERT INTO text SELECT thing, 'xq', field, text, origin, NULL, source_hash FROM text " TEXT "'de'");
            expect_told(town, (enum kind)kind, text->name, arena_format(arena, "%s: this language is not known here: xq (", model->name), true);
            take_back(town);
            try_change(town, (enum kind)kind, text->name, "x", "UPDATE text SET text = printf('%.*c', 600000, ?3) " TEXT "'de'");
            expect_told(town, (enum kind)kind, text->name, "has a text of more than", true);
            take_back(town);
        }
    }
}

static void test_checks_know_every_kind(void **state)
{
    struct town *town = *state;
    for (int kind = 0; kind < KIND_COUNT; kind++) {
        const struct model_kind *model = model_kind((enum kind)kind);
        try_change(town, (enum kind)kind, "nothing", "x",
                   "INSERT INTO text VALUES (?1, 'de', ?2, ?3, 'human', NULL, '0123456789abcdef0123456789abcdef')");
        expect_told(town, (enum kind)kind, "", "has a text that nothing of its kind has: de nothing (", true);
        take_back(town);
        try_change(town, (enum kind)kind, NULL, NULL, "DELETE FROM source WHERE thing = ?1");
        expect_told(town, (enum kind)kind, "", "has no source that can be looked up", model->sourced);
        take_back(town);
        try_change(town, (enum kind)kind, NULL, NULL,
                   arena_format(&town->station->arena, "DELETE FROM %s WHERE id = ?1", model->name));
        expect_told(town, (enum kind)kind, "", "has nothing but its name", true);
        take_back(town);
    }
}

// ---- texts --------------------------------------------------------------------------------------------------------

static struct content_coverage coverage_of(struct town *town, enum kind kind)
{
    struct content_coverage coverage[KIND_COUNT];
    station_expect(town->station, content_coverage_count(town->editorial, language_by_tag("uk"), coverage, &town->station->problem),
                   STATUS_OK);
    return coverage[kind];
}

static void test_coverage_moves_with_every_text(void **state)
{
    struct town *town = *state;
    for (int kind = 0; kind < KIND_COUNT; kind++) {
        const struct model_kind *model = model_kind((enum kind)kind);
        for (size_t i = 0; i < model->text_count; i++) {
            const bool counts = model->texts[i].translated;
            struct content_coverage found = coverage_of(town, (enum kind)kind);
            assert_int_equal(found.of, content_is_translated((enum kind)kind));
            assert_int_equal(found.current, found.of);
            try_change(town, (enum kind)kind, model->texts[i].name, NULL, "DELETE FROM text " TEXT "'uk'");
            found = coverage_of(town, (enum kind)kind);
            assert_int_equal(found.have, found.of - counts);
            take_back(town);
            try_change(town, (enum kind)kind, model->texts[i].name, NULL,
                       "UPDATE text SET source_hash = '0123456789abcdef0123456789abcdef' " TEXT "'uk'");
            assert_int_equal(coverage_of(town, (enum kind)kind).outdated, counts);
            take_back(town);
            try_change(town, (enum kind)kind, model->texts[i].name, NULL, "UPDATE text SET origin = 'machine' " TEXT "'uk'");
            assert_int_equal(coverage_of(town, (enum kind)kind).machine, counts);
            take_back(town);
        }
    }
}

static void test_plain_language_is_asked_of_every_linted_text(void **state)
{
    struct town *town = *state;
    struct arena *arena = &town->station->arena;
    struct quality quality;
    station_expect(town->station, language_quality_look(town->editorial, arena, &quality, &town->station->problem), STATUS_OK);
    assert_int_equal(quality.count, 0);
    for (int kind = 0; kind < KIND_COUNT; kind++) {
        const struct model_kind *model = model_kind((enum kind)kind);
        for (size_t i = 0; i < model->text_count; i++) {
            try_change(town, (enum kind)kind, model->texts[i].name, "Hier wird Ihr Antrag gestellt.", "UPDATE text SET text = ?3 " TEXT "'de'");
            station_expect(town->station, language_quality_look(town->editorial, arena, &quality, &town->station->problem), STATUS_OK);
            if (quality.count != model->texts[i].linted)
                fail_msg("%s %s: %zu texts with findings", model->name, model->texts[i].name, quality.count);
            if (quality.count > 0)
                assert_string_equal(quality.texts[0].field, model->texts[i].name);
            take_back(town);
        }
    }
}

static void count_wording(void *context, const struct wording_finding *finding)
{
    struct town *town = context;
    town->station->found.count++;
    assert_string_equal(finding->language, "uk");
}

// A word of the glossary in German, and neither its rendering nor itself in the translation.
static void test_wording_is_asked_of_every_translated_text(void **state)
{
    struct town *town = *state;
    struct arena *arena = &town->station->arena;
    const char *term = made_up_word(arena, KIND_TERM, 0, 0);
    for (int kind = 0; kind < KIND_COUNT; kind++) {
        const struct model_kind *model = model_kind((enum kind)kind);
        for (size_t i = 0; i < model->text_count; i++) {
            if (kind == KIND_TERM && strcmp(model->texts[i].name, model->title) == 0)
                continue; // the word itself
            try_change(town, (enum kind)kind, model->texts[i].name, term,
                       "UPDATE text SET text = ?3, source_hash = '0123456789abcdef0123456789abcdef' " TEXT "'de';"
                       "UPDATE text SET text = '-', source_hash = '0123456789abcdef0123456789abcdef' " TEXT "'uk'");
            station_forget(town->station);
            station_expect(town->station, wording_check(town->editorial, count_wording, town, &town->station->problem), STATUS_OK);
            if (town->station->found.count != model_is_made_of_german(&model->texts[i]))
                fail_msg("%s %s: %zu findings", model->name, model->texts[i].name, town->station->found.count);
            take_back(town);
        }
    }
}

// ---- publishing ---------------------------------------------------------------------------------------------------

// Where a reader gets to from a thing that no list has: what it is within.
static const char *reached(struct arena *arena, enum kind kind)
{
    const struct model_kind *model = model_kind(kind);
    return id_of(arena, (int)(model->within ? model->parent : kind));
}

static bool is_found(struct catalog *catalog, struct arena *arena, const struct reader *reader, const char *word, const char *id)
{
    struct search_results results = search_catalog(catalog, arena, reader, TODAY, word, 20);
    for (size_t i = 0; i < results.count; i++) {
        if (strcmp(results.items[i].entry.id, id) == 0)
            return true;
    }
    return false;
}

static void assert_published(struct town *town, const char *path)
{
    struct station *station = town->station;
    struct counts counts;
    sqlite3 *database;
    station_expect(station, database_open_reading(&database, path, &catalog_format, &station->problem), STATUS_OK);
    station_expect(station, counts_read(database, &counts, &station->problem), STATUS_OK);
    for (int kind = 0; kind < KIND_COUNT; kind++)
        assert_int_equal(counts.of[kind], 1);
    database_close(&database);
    const char *texts = "SELECT count(*) || ' ' || sum(length(text)) || ' ' || count(DISTINCT language) FROM text";
    assert_string_equal(station_ask(station, path, texts), station_ask(station, station->editorial, texts));
    size_t languages;
    language_table(&languages);
    assert_int_equal(station_manifest(station).language_count, languages);
}

static void test_it_is_published_and_found(void **state)
{
    struct town *town = *state;
    struct station *station = town->station;
    struct arena *arena = &station->arena;
    struct publish_result published;
    struct sync_result synced;
    struct catalog *catalog;
    station_expect(station, key_generate(station->public_key, station->secret_key, &station->problem), STATUS_OK);
    station_expect(station, station_publish(station, &published), STATUS_OK);
    station_expect(station, station_sync(station, &synced), STATUS_OK); // which verifies the catalog
    const char *path = arena_format(arena, "%s/1.db", station->catalogs);
    assert_published(town, path);
    station_expect(station, catalog_open(&catalog, path, &station->problem), STATUS_OK);
    const struct reader reader = reader_of(language_by_tag("de"));
    for (int kind = 0; kind < KIND_COUNT; kind++) {
        const struct model_kind *model = model_kind((enum kind)kind);
        for (size_t i = 0; i < model->text_count; i++) {
            if (is_found(catalog, arena, &reader, made_up_word(arena, kind, i, 0), reached(arena, (enum kind)kind)) != model->texts[i].searched)
                fail_msg("%s %s is %sfound", model->name, model->texts[i].name, model->texts[i].searched ? "not " : "");
        }
    }
    catalog_close(&catalog);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_kinds_are_those_of_the_model),
        TEST(test_the_door_takes_and_gives_it),
        TEST(test_checks_know_every_text),
        TEST(test_checks_know_every_kind),
        TEST(test_coverage_moves_with_every_text),
        TEST(test_plain_language_is_asked_of_every_linted_text),
        TEST(test_wording_is_asked_of_every_translated_text),
        TEST(test_it_is_published_and_found),
    };
    return cmocka_run_group_tests_name("every kind", tests, NULL, NULL);
}
