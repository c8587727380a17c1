// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Tests of previews: a small catalog has what a page shows as the whole one would have it, with words that nobody has saved, and
// nothing that is for staff. That the pages are the same cell by cell is held by tests/tui/test_visitor.c.
#include "tests/core/record.h"

#include "core/catalog/catalog.h"
#include "core/database/statement.h"
#include "core/publish/preview.h"

#define MADE "2026-11-20T00:00:00Z"

static struct catalog *preview_of(struct house *house, json_t *record, struct preview *preview)
{
    struct catalog *catalog;
    expect(house, preview_build(house->editorial, record, NULL, MADE, preview, &house->problem));
    expect(house, catalog_open_bytes(&catalog, preview->bytes, preview->size, &house->problem));
    preview->bytes = NULL; // the catalog's
    return catalog;
}

static struct catalog *preview_thing(struct house *house, const char *id, struct preview *preview)
{
    int64_t revision;
    json_t *record = read_thing(house, id, &revision);
    assert_non_null(record);
    struct catalog *catalog = preview_of(house, record, preview);
    json_decref(record);
    return catalog;
}

static void test_each_kind_has_a_page(void **state)
{
    struct house *house = *state;
    static const struct {
        const char *id, *page;
    } pages[] = {
        {AREA_ID, AREA_ID},   {TOPIC_ID, TOPIC_ID}, {OFFER_ID, OFFER_ID},           {ARTICLE_ID, ARTICLE_ID},
        {GUIDE_ID, GUIDE_ID}, {STEP_ID, GUIDE_ID},  {EMERGENCY_ID, EMERGENCY_ID},   {EVENT_ID, EVENT_ID},
        {TERM_ID, TERM_ID},   {PLACE_ID, OFFER_ID}, {ORGANIZATION_ID, OFFER_ID},    {CLOSURE_ID, OFFER_ID},
        {CITY_ID, ""},        {HOLIDAY_ID, ""},
    };
    put_one_of_each(house);
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
        struct preview preview;
        struct catalog *catalog = preview_thing(house, pages[i].id, &preview);
        assert_string_equal(preview.page, pages[i].page);
        expect(house, catalog_verify(catalog, &house->problem));
        assert_string_equal(catalog_release(catalog)->created, MADE);
        catalog_close(&catalog);
    }
}

static struct catalog_offer offer_of(struct house *house, struct catalog *catalog)
{
    struct catalog_offer offer;
    const struct reader reader = reader_of(language_by_tag("de"));
    expect(house, catalog_offer(catalog, &house->arena, &reader, OFFER_ID, &offer, &house->problem));
    return offer;
}

static void test_an_offer_stands_among_what_belongs_to_it(void **state)
{
    struct house *house = *state;
    struct preview preview;
    const struct reader reader = reader_of(language_by_tag("de"));
    put_one_of_each(house);
    struct catalog *catalog = preview_thing(house, OFFER_ID, &preview);
    struct catalog_offer offer = offer_of(house, catalog);
    assert_string_equal(offer.organization, "Stadt");
    assert_string_equal(offer.street, "Weg 1");
    assert_int_equal(offer.guides.count, 1);
    struct catalog_events events = catalog_events(catalog, &house->arena, &reader, &(struct event_span){.from = clock_from_day_number(clock_day_number(2026, 11, 20))}, OFFER_ID);
    assert_int_equal(events.count, 1);
    assert_int_equal(catalog_topic_entries(catalog, &house->arena, &reader, TOPIC_ID).count, 2); // the article, too
    catalog_close(&catalog);
}

static void test_words_that_are_not_saved_are_seen(void **state)
{
    struct house *house = *state;
    struct preview preview;
    int64_t revision;
    put_one_of_each(house);
    json_t *record = read_thing(house, OFFER_ID, &revision);
    json_object_set_new(record, "name", json_string("Neues Amt"));
    json_object_set_new(record, "withheld", json_string("in Arbeit"));
    json_object_del(record, "place_id");
    struct catalog *catalog = preview_of(house, record, &preview);
    struct catalog_offer offer = offer_of(house, catalog);
    assert_string_equal(offer.name, "Neues Amt");
    assert_null(offer.street);
    catalog_close(&catalog);
    assert_string_equal(ask_house(house, "SELECT name FROM offer WHERE id = '" OFFER_ID "'"), "Amt"); // nothing was written
    json_object_set_new(record, "id", json_string(NO_ID)); // nor need it be there
    json_object_set_new(record, "slug", json_string("neu"));
    catalog = preview_of(house, record, &preview);
    assert_string_equal(preview.page, NO_ID);
    catalog_close(&catalog);
    json_decref(record);
}

static void test_what_is_for_staff_is_not_in_it(void **state)
{
    struct house *house = *state;
    struct preview preview;
    int64_t revision;
    put_one_of_each(house);
    json_t *record = read_thing(house, OFFER_ID, &revision);
    json_object_set_new(json_object_get(record, "source"), "doubt", json_string("Uhrzeiten vom Aushang"));
    expect(house, preview_build(house->editorial, record, NULL, MADE, &preview, &house->problem));
    assert_null(memmem(preview.bytes, preview.size, "zwei\nZeilen", strlen("zwei\nZeilen")));
    assert_null(memmem(preview.bytes, preview.size, "Aushang", strlen("Aushang")));
    struct catalog *catalog;
    expect(house, catalog_open_bytes(&catalog, preview.bytes, preview.size, &house->problem));
    assert_true(offer_of(house, catalog).hours_doubted); // of the hours a visitor is told
    catalog_close(&catalog);
    json_decref(record);
}

static void test_what_no_catalog_can_have_is_told_by_its_field(void **state)
{
    struct house *house = *state;
    struct preview preview;
    int64_t revision;
    put_one_of_each(house);
    json_t *record = read_thing(house, OFFER_ID, &revision);
    json_object_del(record, "organization_id");
    assert_int_equal(preview_build(house->editorial, record, NULL, MADE, &preview, &house->problem), STATUS_INVALID);
    assert_string_equal(house->problem.what, "organization_id");
    assert_null(preview.bytes);
    json_object_set_new(record, "organization_id", json_string(NO_ID));
    assert_int_equal(preview_build(house->editorial, record, NULL, MADE, &preview, &house->problem), STATUS_INVALID);
    assert_string_equal(house->problem.what, "organization_id");
    json_decref(record);
}

// What is closed for one offer must not close all when that offer is not in the catalog.
static void test_a_closure_comes_with_what_it_closes(void **state)
{
    struct house *house = *state;
    struct preview preview;
    put_one_of_each(house);
    struct catalog *catalog = preview_thing(house, TERM_ID, &preview);
    catalog_close(&catalog);
    int64_t revision;
    json_t *record = read_thing(house, TERM_ID, &revision);
    expect(house, preview_build(house->editorial, record, NULL, MADE, &preview, &house->problem));
    sqlite3 *database;
    expect(house, database_open_bytes(&database, preview.bytes, preview.size, "preview", &catalog_format, &house->problem));
    int64_t count;
    expect(house, database_number(database, "SELECT count(*) FROM closure", &count, &house->problem));
    assert_int_equal(count, 0); // the emergency number's offer is not there, so nothing of it is
    database_close(&database);
    json_decref(record);
}

static void test_what_is_withheld_around_it_is_not_seen(void **state)
{
    struct house *house = *state;
    struct preview preview;
    const struct reader reader = reader_of(language_by_tag("de"));
    put_one_of_each(house);
    fixture_run(house->editorial, "INSERT INTO withheld VALUES ('" GUIDE_ID "', 'in Arbeit')");
    struct catalog *catalog = preview_thing(house, OFFER_ID, &preview);
    assert_int_equal(offer_of(house, catalog).guides.count, 0);
    catalog_close(&catalog);
    catalog = preview_thing(house, GUIDE_ID, &preview); // itself is, with its steps
    struct catalog_guide guide;
    expect(house, catalog_guide(catalog, &house->arena, &reader, GUIDE_ID, &guide, &house->problem));
    assert_int_equal(guide.step_count, 1);
    catalog_close(&catalog);
    assert_string_equal(ask_house(house, "SELECT count(*) FROM temp.sqlite_schema"), "0");
}

static void test_bytes_that_are_no_catalog_are_refused(void **state)
{
    struct house *house = *state;
    static const size_t sizes[] = {0, 1, 99, 100, 4096};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        struct catalog *catalog;
        unsigned char *bytes = sqlite3_malloc64(sizes[i] + 1);
        memset(bytes, 'x', sizes[i] + 1);
        assert_int_not_equal(catalog_open_bytes(&catalog, bytes, sizes[i], &house->problem), STATUS_OK);
        assert_null(catalog);
    }
    struct preview preview;
    int64_t revision;
    put_one_of_each(house);
    json_t *record = read_thing(house, OFFER_ID, &revision);
    expect(house, preview_build(house->editorial, record, NULL, MADE, &preview, &house->problem));
    struct catalog *catalog;
    assert_int_equal(catalog_open_bytes(&catalog, preview.bytes, preview.size / 2, &house->problem), STATUS_CORRUPT);
    json_decref(record);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_each_kind_has_a_page, open_house, close_house),
        cmocka_unit_test_setup_teardown(test_an_offer_stands_among_what_belongs_to_it, open_house, close_house),
        cmocka_unit_test_setup_teardown(test_words_that_are_not_saved_are_seen, open_house, close_house),
        cmocka_unit_test_setup_teardown(test_what_is_for_staff_is_not_in_it, open_house, close_house),
        cmocka_unit_test_setup_teardown(test_what_no_catalog_can_have_is_told_by_its_field, open_house, close_house),
        cmocka_unit_test_setup_teardown(test_a_closure_comes_with_what_it_closes, open_house, close_house),
        cmocka_unit_test_setup_teardown(test_what_is_withheld_around_it_is_not_seen, open_house, close_house),
        cmocka_unit_test_setup_teardown(test_bytes_that_are_no_catalog_are_refused, open_house, close_house),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
