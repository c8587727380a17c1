// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Tests of what is withheld: it, what cannot be without it and what leads to it are not seen by those who check and publish; the rest is
// whole, and what would be broken is told.
#include "tests/core/record.h"
#include "tests/core/station.h"

#include "core/catalog/catalog.h"
#include "core/editorial/shown.h"
#include "core/publish/build.h"

static void withhold(struct house *house, const char *id)
{
    struct change *change;
    struct change_outcome outcome;
    int64_t revision;
    json_t *record = read_thing(house, id, &revision);
    json_object_set_new(record, "withheld", json_string("nicht sicher"));
    expect(house, change_begin(&change, house->editorial, &somebody, &house->problem));
    expect(house, change_put(change, record, revision, &outcome, &house->problem));
    assert_int_equal(outcome.result, CHANGE_DONE);
    expect(house, change_commit(&change, &house->problem));
    json_decref(record);
}

static void begin(struct house *house)
{
    bool began;
    expect(house, shown_begin(house->editorial, &began, &house->problem));
    assert_true(began);
}

#define assert_house(house, sql, answer) assert_string_equal(ask_house(house, sql), answer)

static void test_nothing_withheld_costs_nothing(void **state)
{
    struct house *house = *state;
    bool began;
    put_one_of_each(house);
    fixture_run(house->editorial, "DELETE FROM withheld");
    expect(house, shown_begin(house->editorial, &began, &house->problem));
    assert_false(began);
    assert_house(house, "SELECT count(*) FROM temp.sqlite_schema", "0");
}

static void test_an_offer_goes_with_all_that_leads_to_it(void **state)
{
    struct house *house = *state;
    put_one_of_each(house);
    withhold(house, OFFER_ID);
    begin(house);
    assert_house(house, "SELECT count(*) FROM offer", "0"); // its duplicate, too, or that would be listed now
    assert_house(house, "SELECT count(*) FROM thing WHERE kind = 'offer'", "0");
    assert_house(house, "SELECT count(*) FROM text WHERE thing = '" OFFER_ID "'", "0");
    assert_house(house, "SELECT count(*) FROM contact", "0");
    assert_house(house, "SELECT count(*) FROM source WHERE thing = '" OFFER_ID "'", "0");
    assert_house(house, "SELECT count(*) FROM guide_step", "1");
    assert_house(house, "SELECT count(*) FROM guide_step_offer", "0");
    assert_house(house, "SELECT number || coalesce(offer_id, ' alone') FROM emergency", "112 alone");
    assert_house(house, "SELECT starts || coalesce(offer_id, ' alone') || (place_id IS NOT NULL) FROM event", "2026-12-03T18:00 alone1");
    assert_house(house, "SELECT text FROM text WHERE thing = '" ARTICLE_ID "' AND field = 'body'", "# Miete\nZahlen Sie.");
    assert_house(house, "SELECT count(*) FROM link", "0");
    assert_house(house, "SELECT count(*) FROM closure WHERE offer_id IS NULL AND organization_id IS NULL", "0");
    assert_house(house, "SELECT count(*) FROM main.offer", "2");
    shown_end(house->editorial);
    assert_house(house, "SELECT count(*) FROM offer", "2");
    assert_house(house, "SELECT count(*) FROM temp.sqlite_schema", "0");
}

static void test_what_is_within_goes_too(void **state)
{
    struct house *house = *state;
    put_one_of_each(house);
    withhold(house, AREA_ID);
    begin(house);
    assert_house(house, "SELECT group_concat(DISTINCT kind) FROM (SELECT kind FROM thing WHERE kind IN ('area', 'topic', 'article',"
                        " 'guide', 'guide_step'))", "");
    assert_house(house, "SELECT count(*) FROM offer", "2"); // they stand under no topic, which the check tells
    assert_house(house, "SELECT count(*) FROM offer_topic", "0");
    shown_end(house->editorial);
    withhold(house, ORGANIZATION_ID);
    begin(house);
    assert_house(house, "SELECT count(*) FROM offer", "0");
    assert_house(house, "SELECT count(*) FROM closure", "0");
    shown_end(house->editorial);
}

// Whatever is withheld, what is left can be built, and every reference in it holds.
static void test_each_thing_can_be_withheld(void **state)
{
    struct house *house = *state;
    put_one_of_each(house);
    for (size_t i = 0; i < ONE_OF_EACH; i++) {
        json_t *record = parse(one_of_each[i]);
        const char *id = record_id(record);
        fixture_run(house->editorial, "SAVEPOINT each");
        fixture_run(house->editorial, "DELETE FROM withheld");
        fixture_run(house->editorial, arena_format(&house->arena, "INSERT INTO withheld VALUES ('%s', 'x')", id));
        begin(house);
        if (record_kind(record) != KIND_CITY) { // nothing is published without one
            unsigned char *bytes;
            size_t size;
            struct catalog *catalog;
            expect(house, build_catalog(house->editorial, 1, "2026-11-20T00:00:00Z", &bytes, &size, &house->problem));
            assert_null(memmem(bytes, size, id, strlen(id)));
            expect(house, catalog_open_bytes(&catalog, bytes, size, &house->problem));
            if (!model_kind(record_kind(record))->wanted)
                expect(house, catalog_verify(catalog, &house->problem));
            catalog_close(&catalog);
        }
        shown_end(house->editorial);
        fixture_run(house->editorial, "ROLLBACK TO each; RELEASE each");
        json_decref(record);
    }
}

// ---- checks -------------------------------------------------------------------------------------------------------

static size_t problems_of(struct station *station)
{
    sqlite3 *editorial;
    size_t problems;
    station_forget(station);
    station_expect(station, database_open_reading(&editorial, station->editorial, &editorial_format, &station->problem), STATUS_OK);
    station_expect(station, editorial_check(editorial, station_sink, &station->found, &problems, &station->problem), STATUS_OK);
    int64_t left;
    station_expect(station, database_number(editorial, "SELECT count(*) FROM temp.sqlite_schema", &left, &station->problem), STATUS_OK);
    assert_int_equal(left, 0);
    database_close(&editorial);
    return problems;
}

static void test_checks_ask_nothing_of_it_but_tell_what_breaks(void **state)
{
    struct station *station = *state;
    struct content_report report;
    station_expect(station, station_import(station, false, &report), STATUS_OK);
    assert_int_equal(problems_of(station), 0);
    station_sql(station, "DELETE FROM source WHERE thing = (SELECT id FROM offer WHERE " STATION_IS_OFFICE ")");
    assert_int_equal(problems_of(station), 1);
    station_sql(station, "INSERT INTO withheld SELECT id, 'Quelle fehlt' FROM offer WHERE " STATION_IS_OFFICE);
    assert_int_equal(problems_of(station), 0);
    station_sql(station, "INSERT INTO withheld SELECT DISTINCT area_id, 'wird umgebaut' FROM topic JOIN offer_topic ON topic_id = topic.id");
    assert_true(problems_of(station) > 0);
    assert_non_null(strstr(station->found.text, "stands under no topic"));
}

static void test_it_is_published_without(void **state)
{
    struct station *station = *state;
    struct content_report report;
    struct publish_result result;
    struct sync_result synced;
    station_expect(station, key_generate(station->public_key, station->secret_key, &station->problem), STATUS_OK);
    station_expect(station, station_import(station, false, &report), STATUS_OK);
    station_expect(station, station_publish(station, &result), STATUS_OK);
    assert_int_equal(station_manifest(station).offers, 2);
    station_sql(station, "INSERT INTO withheld SELECT id, 'falsche Nummer' FROM offer WHERE " STATION_IS_OFFICE);
    station_expect(station, station_publish(station, &result), STATUS_OK);
    assert_int_equal(result.release, 2);
    assert_int_equal(station_manifest(station).offers, 1); // what it says is counted without, too
    station_expect(station, station_sync(station, &synced), STATUS_OK);
    const char *path = arena_format(&station->arena, "%s/2.db", station->catalogs);
    assert_string_equal(station_ask(station, path, "SELECT count(*) FROM thing WHERE slug = 'office'"), "0");
    assert_string_equal(station_ask(station, path, "SELECT count(*) FROM sqlite_schema WHERE name = 'withheld'"), "0");
    station_sql(station, "DELETE FROM withheld");
    station_expect(station, station_publish(station, &result), STATUS_OK);
    assert_int_equal(station_manifest(station).offers, 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_nothing_withheld_costs_nothing, open_house, close_house),
        cmocka_unit_test_setup_teardown(test_an_offer_goes_with_all_that_leads_to_it, open_house, close_house),
        cmocka_unit_test_setup_teardown(test_what_is_within_goes_too, open_house, close_house),
        cmocka_unit_test_setup_teardown(test_each_thing_can_be_withheld, open_house, close_house),
        cmocka_unit_test_setup_teardown(test_checks_ask_nothing_of_it_but_tell_what_breaks, station_set_up, station_tear_down),
        cmocka_unit_test_setup_teardown(test_it_is_published_without, station_set_up, station_tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
