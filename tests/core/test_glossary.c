// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Tests of the glossary: which words are found in a text, and how they come from files to the pages of a catalog.
#include "tests/core/station.h"

#include "core/catalog/catalog.h"
#include "core/catalog/glossary.h"

#define TERM(slug, name, forms)                                                                                        \
    "{\"slug\": \"" slug "\", \"texts\": {\"de\": {\"name\": \"" name "\", \"forms\": \"" forms                        \
    "\", \"explanation\": \"Ein Wort.\"}}}"

static const char german[] =
    "{\"format\": \"kompass-content-1\", \"terms\": ["
    TERM("pass", "Pass", "Pässe; Reisepass") ","
    TERM("kita", "Kita", "Kitas") ","
    TERM("doctor", "Arzt", "Ärztin; Ärzte") ","
    TERM("office", "Amt", "Ämter; Amts") ","
    TERM("welfare", "Amt für Soziales und Integration", "Sozialamt") ","
    TERM("id", "Steuer-ID", "Steuernummer") ","
    TERM("help", "Frühe Hilfen", "Frühen Hilfen") "]}";

static const char ukrainian[] =
    "{\"format\": \"kompass-content-1\", \"translation\": {\"language\": \"uk\", \"texts\": ["
    "{\"of\": \"term/pass\", \"field\": \"name\", \"german\": \"Pass\", \"text\": \"паспорт\"},"
    "{\"of\": \"term/pass\", \"field\": \"forms\", \"german\": \"Pässe; Reisepass\", \"text\": \"паспорта\"},"
    "{\"of\": \"term/pass\", \"field\": \"explanation\", \"german\": \"Ein Wort.\", \"text\": \"Слово.\"}]}}";

static int set_up(void **state)
{
    int code = station_set_up(state);
    struct station *station = *state;
    fixture_write(arena_format(&station->arena, "%s/terms.json", station->content), german, strlen(german));
    fixture_write(arena_format(&station->arena, "%s/terms-uk.json", station->content), ukrainian, strlen(ukrainian));
    struct content_report report;
    station_expect(station, station_import(station, false, &report), STATUS_OK);
    assert_int_equal(report.terms, 7);
    return code;
}

// The slugs of the terms in the text, in their order.
static const char *found_in(struct station *station, const char *text)
{
    sqlite3 *editorial;
    struct glossary glossary;
    station_expect(station, editorial_open(&editorial, station->editorial, &station->problem), STATUS_OK);
    station_expect(station, glossary_read(&glossary, &station->arena, editorial, &station->problem), STATUS_OK);
    database_close(&editorial);
    struct glossary_found found = glossary_nothing(&glossary, &station->arena);
    glossary_find(&glossary, text, &found);
    const char *slugs = "";
    for (size_t i = 0; i < found.count; i++)
        slugs = arena_format(&station->arena, "%s%s%s", slugs, i == 0 ? "" : " ", glossary.terms[found.terms[i]].slug);
    return slugs;
}

static void test_whole_words_and_forms_are_found(void **state)
{
    struct station *station = *state;
    assert_string_equal(found_in(station, "Bringen Sie Ihren Pass mit."), "pass");
    assert_string_equal(found_in(station, "Pässe und Ärzte"), "pass doctor");
    assert_string_equal(found_in(station, "(Kita)"), "kita");
    assert_string_equal(found_in(station, "Ein Kita-Platz."), "kita");
    assert_string_equal(found_in(station, "„Amt“"), "office");
    assert_string_equal(found_in(station, "Kita, Arzt, Kita"), "kita doctor");
}

static void test_parts_of_words_and_other_cases_are_not(void **state)
{
    struct station *station = *state;
    assert_string_equal(found_in(station, "Passt das? Es passiert. Passau. pass"), "");
    assert_string_equal(found_in(station, "Amtsgericht"), "");
    assert_string_equal(found_in(station, ""), "");
    assert_string_equal(found_in(station, "Pa\xCC\x88sse"), ""); // another text, as nothing here is denormalized
}

static void test_the_longest_form_counts(void **state)
{
    struct station *station = *state;
    assert_string_equal(found_in(station, "Das Amt für Soziales und Integration hilft."), "welfare");
    assert_string_equal(found_in(station, "Das Amt für Soziales und Sport und das Amt."), "office");
    assert_string_equal(found_in(station, "Frühe Hilfen, Ihre Steuer-ID"), "help id");
    assert_string_equal(found_in(station, "Amt für"), "office");
}

static void test_forms_are_parted_by_semicolons(void **state)
{
    struct station *station = *state;
    const char *at = " one ;two words;; last ";
    assert_string_equal(glossary_next_form(&station->arena, &at), "one");
    assert_string_equal(glossary_next_form(&station->arena, &at), "two words");
    assert_string_equal(glossary_next_form(&station->arena, &at), "");
    assert_string_equal(glossary_next_form(&station->arena, &at), "last");
    assert_null(glossary_next_form(&station->arena, &at));
}

static const char *published(struct station *station)
{
    struct publish_result release;
    struct sync_result adopted;
    station_expect(station, key_generate(station->public_key, station->secret_key, &station->problem), STATUS_OK);
    station_expect(station, station_publish(station, &release), STATUS_OK);
    station_expect(station, station_sync(station, &adopted), STATUS_OK);
    return arena_format(&station->arena, "%s/1.db", station->catalogs);
}

static void test_a_catalog_knows_the_words_of_its_pages(void **state)
{
    struct station *station = *state;
    const char *path = published(station);
    assert_string_equal(station_ask(station, path,
                                    "SELECT group_concat(found, ' ') FROM (SELECT page.kind || '/' || term.slug AS found"
                                    " FROM term_use JOIN thing AS page ON page.id = term_use.thing"
                                    " JOIN thing AS term ON term.id = term_id ORDER BY page.kind, term.slug)"),
                        "article/pass guide/doctor offer/doctor offer/pass");
    struct catalog *catalog;
    station_expect(station, catalog_open(&catalog, path, &station->problem), STATUS_OK);
    station_expect(station, catalog_verify(catalog, &station->problem), STATUS_OK);
    const struct reader reader = reader_of(language_by_tag("uk"));
    char *article = catalog_id_of_slug(catalog, &station->arena, KIND_ARTICLE, "registering");
    struct catalog_list words = catalog_terms(catalog, &station->arena, &reader, article);
    assert_int_equal(words.count, 1);
    assert_string_equal(words.entries[0].title.value, "паспорт");
    assert_int_equal(words.entries[0].title.origin, TEXT_ORIGIN_MACHINE);
    assert_string_equal(words.entries[0].german, "Pass");
    assert_string_equal(words.entries[0].detail.value, "Слово.");
    catalog_close(&catalog);
}

static void test_a_term_that_vanished_is_removed(void **state)
{
    struct station *station = *state;
    struct content_report report;
    assert_int_equal(unlink(arena_format(&station->arena, "%s/terms.json", station->content)), 0);
    assert_int_equal(unlink(arena_format(&station->arena, "%s/terms-uk.json", station->content)), 0);
    station_expect(station, station_import(station, false, &report), STATUS_OK);
    assert_int_equal(report.removed, 7);
    assert_string_equal(station_ask(station, station->editorial, "SELECT count(*) FROM thing JOIN text ON thing = id WHERE kind = 'term'"), "0");
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, station_tear_down)
    const struct CMUnitTest tests[] = {
        TEST(test_whole_words_and_forms_are_found),
        TEST(test_parts_of_words_and_other_cases_are_not),
        TEST(test_the_longest_form_counts),
        TEST(test_forms_are_parted_by_semicolons),
        TEST(test_a_catalog_knows_the_words_of_its_pages),
        TEST(test_a_term_that_vanished_is_removed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
