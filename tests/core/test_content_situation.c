// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The way of a decision table: from a file through the editorial database and a release to what a kiosk reads; and what is wrong with
// files, told with file and line.
#include "tests/core/station.h"

#include "core/catalog/situations.h"

#include <sys/stat.h>

static const char table[] = "# who is new\nposition 3\npictogram traveller\nname Ich bin neu.\n\n"
                            "offer | reason | status | age\n"
                            "office | must | - | -\n"
                            "  doctor-search | health | not(eu) | 3..6, >=14\n";

static void put(struct station *station, const char *name, const char *text)
{
    mkdir(arena_format(&station->arena, "%s/paths", station->content), 0700);
    fixture_write(arena_format(&station->arena, "%s/paths/%s", station->content, name), text, strlen(text));
}

static void test_a_table_goes_the_whole_way(void **state)
{
    struct station *station = *state;
    struct content_report report;
    struct publish_result result;
    struct sync_result synced;
    struct catalog *catalog;
    struct path_table read;
    struct reader reader = reader_of(language_by_tag("de"));
    put(station, "arrived.path", table);
    station_expect(station, station_import(station, false, &report), STATUS_OK);
    assert_int_equal(report.situations, 1);
    assert_answer(station, "SELECT group_concat(slug || ' ' || reason || ' ' || coalesce(status, '-') || ' ' || coalesce(age, '-'), '; ')"
                           " FROM (SELECT * FROM situation_row JOIN thing ON thing.id = offer_id ORDER BY situation_row.position)",
                  "office must - -; doctor-search health not(eu) 3..6, >=14");
    assert_answer(station, "SELECT position || ' ' || pictogram || ' ' || urgent || ' ' || text FROM thing JOIN situation USING (id)"
                           " JOIN text ON text.thing = thing.id WHERE slug = 'arrived'",
                  "3 traveller 0 Ich bin neu.");
    station_expect(station, station_import(station, false, &report), STATUS_OK);
    assert_int_equal(report.changed + report.added + report.removed, 0);
    station_expect(station, station_publish(station, &result), STATUS_OK);
    station_expect(station, station_sync(station, &synced), STATUS_OK);
    station_expect(station, catalog_open_newest(&catalog, station->catalogs, NULL, NULL, &station->problem), STATUS_OK);
    struct catalog_situations all = catalog_situations(catalog, &station->arena, &reader);
    assert_int_equal(all.count, 1);
    assert_string_equal(all.items[0].name.value, "Ich bin neu.");
    catalog_path_table(catalog, &station->arena, all.items[0].id, &read);
    assert_int_equal(read.row_count, 2);
    assert_int_equal(path_asked(&read), 1u << PATH_STATUS | 1u << PATH_AGE);
    assert_int_equal(read.rows[1].conditions[PATH_AGE].values, 0x78 | 0xf << 14);
    catalog_close(&catalog);
}

static const struct {
    const char *name, *text, *problem;
} faults[] = {
    {"a.path", "", "paths/a.path:1: the situation has no name"},
    {"a.path", "position 1\nname A\n", "paths/a.path:1: the situation leads to nothing"},
    {"a.path", "position 1\nname A\nurgent maybe\noffer | reason\noffice | must\n", "paths/a.path:3: \"urgent maybe\" is not known"},
    {"a.path", "position 0\nname A\noffer | reason\noffice | must\n", "paths/a.path:1: \"position 0\" is not known"},
    {"a.path", "position 1\nname\noffer | reason\noffice | must\n", "paths/a.path:2: \"name\" says nothing"},
    {"A b.path", "position 1\nname A\noffer | reason\noffice | must\n", "paths/A b.path:1: the name of the file is no slug"},
    {"a.path", "position 1\nname A\noffer | reasons\noffice | must\n", "paths/a.path:3: \"reasons\" is no column"},
    {"a.path", "position 1\nname A\noffer | reason | age | age\noffice | must | - | -\n", "paths/a.path:3: the column \"age\" is there twice"},
    {"a.path", "position 1\nname A\noffer | reason\noffice | maybe\n", "paths/a.path:4: \"maybe\" is no reason"},
    {"a.path", "position 1\nname A\noffer | reason | age\noffice | must\n", "paths/a.path:4: the row has 2 cells, the table 3 columns"},
    {"a.path", "position 1\nname A\noffer | reason | age\noffice | must | old\n",
     "paths/a.path:4: age: \"old\" \"old\" is no answer to \"age\""},
    {"a.path", "position 1\nname A\noffer | reason\nnobody | must\n", "paths/a.path:4.offer: there is no offer \"nobody\""},
    {"a.path", "position 1\nname A\noffer | reason | age\noffice | must | 4\n", "paths/a.path:1: the table has nothing for: age 0"},
    {"a.path", "position 1\nname A\noffer | reason\noffice | must\noffice | first\n",
     "paths/a.path:5: never counts, as row 1 has this offer for all whom it is for"},
    {"a.path", "position 1\nname A\nurgent yes\noffer | reason | age\noffice | must | -\noffice | now | 4\n",
     "paths/a.path:6: never counts, as row 1 has this offer for all whom it is for"},
    {"a.path", "position 1\nname \xff\n", "paths/a.path:1: "},
};

// Each is told with its line and how to mend it, and nothing is imported.
static void test_what_is_wrong_is_told_at_its_line(void **state)
{
    struct station *station = *state;
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
        struct content_report report;
        put(station, faults[i].name, faults[i].text);
        assert_int_equal(station_import(station, false, &report), STATUS_INVALID);
        if (station->found.text == NULL || strncmp(station->found.text, faults[i].problem, strlen(faults[i].problem)) != 0)
            fail_msg("%zu: \"%s\", not \"%s\"", i, station->found.text, faults[i].problem);
        assert_non_null(strchr(station->found.text, '('));
        assert_int_equal(unlink(arena_format(&station->arena, "%s/paths/%s", station->content, faults[i].name)), 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_a_table_goes_the_whole_way, station_set_up_published, station_tear_down),
        cmocka_unit_test_setup_teardown(test_what_is_wrong_is_told_at_its_line, station_set_up, station_tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
