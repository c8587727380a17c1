// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Tests of following releases while people read: the page stays, the next visit sees the new one, what was withdrawn is
// gone at once, a damaged file is passed over, and old content says so.
#include "core/follow/state.h"
#include "tests/core/station.h"
#include "tests/support/kiosk_fixture.h"
#include "tui/kiosk/screens.h"

#include <unistd.h>

struct stage {
    struct station *station;
    struct kiosk_fixture kiosk;
    bool open;
};

static void adopt(struct station *station, long release)
{
    struct sync_result result;
    station_expect(station, station_sync(station, &result), STATUS_OK);
    assert_int_equal(result.release, release);
}

static int set_up(void **state)
{
    struct stage *stage = calloc(1, sizeof *stage);
    void *station;
    station_set_up_published(&station);
    stage->station = station;
    adopt(stage->station, 1);
    *state = stage;
    return 0;
}

static void start(struct stage *stage)
{
    kiosk_fixture_open(&stage->kiosk, "de", 40, 100, stage->station->catalogs);
    stage->open = true;
}

static int tear_down(void **state)
{
    struct stage *stage = *state;
    void *station = stage->station;
    if (stage->open)
        kiosk_fixture_close(&stage->kiosk);
    station_tear_down(&station);
    free(stage);
    return 0;
}

static void ignore(void *context, const struct problem *problem)
{
    (void)context;
    (void)problem;
}

static long shown(const struct stage *stage)
{
    return catalog_release(stage->kiosk.kiosk.catalog)->number;
}

static bool says(const struct stage *stage, const char *text)
{
    return virtual_terminal_shows(stage->kiosk.terminal, text);
}

// What the loop does when the watch is readable; the frame after it is painted.
static void notice(struct stage *stage)
{
    kiosk_program.notice(&stage->kiosk.loop);
    loop_turn(&stage->kiosk.loop);
}

// Has the watch really something to tell?
static bool is_noticed(const struct stage *stage)
{
    char events[4096];
    return read(stage->kiosk.kiosk.releases.watch, events, sizeof events) > 0;
}

static void open_the_office(struct stage *stage)
{
    struct page_argument argument = {""};
    const char *id =
        station_ask(stage->station, stage->station->editorial, "SELECT id FROM thing WHERE kind = 'offer' AND slug = 'office'");
    assert_true(kiosk_fixture_type(&stage->kiosk, "Enter Enter"));
    snprintf(argument.id, sizeof argument.id, "%s", id);
    loop_open(&stage->kiosk.loop, &screen_offer, &argument);
    loop_turn(&stage->kiosk.loop);
}

static void test_between_visits_the_new_one_is_shown_at_once(void **state)
{
    struct stage *stage = *state;
    start(stage);
    assert_int_equal(shown(stage), 1);
    assert_false(is_noticed(stage));
    station_publish_next(stage->station, "Zwei");
    adopt(stage->station, 2);
    assert_true(is_noticed(stage));
    notice(stage);
    assert_int_equal(shown(stage), 2);
}

// After a stolen key the next publisher begins with the number that is shown.
static void test_another_publishers_release_of_the_same_number_is_shown(void **state)
{
    struct stage *stage = *state;
    struct station *station = stage->station;
    start(stage);
    station->public_key = arena_format(&station->arena, "%s/new-public", station->folder);
    station->secret_key = arena_format(&station->arena, "%s/new-secret", station->folder);
    station_expect(station, key_generate(station->public_key, station->secret_key, &station->problem), STATUS_OK);
    fixture_remove_folder(station->release);
    setenv("SOURCE_DATE_EPOCH", "1795000600", 1);
    station_publish_next(station, "Vom neuen Haus");
    adopt(station, 1);
    assert_true(is_noticed(stage));
    notice(stage);
    assert_int_equal(shown(stage), 1);
    open_the_office(stage);
    assert_true(says(stage, "Vom neuen Haus"));
}

static void test_a_visit_goes_on_as_it_began(void **state)
{
    struct stage *stage = *state;
    start(stage);
    open_the_office(stage);
    assert_true(says(stage, "Bürgeramt Musterstadt"));
    station_publish_next(stage->station, "Neues Haus");
    adopt(stage->station, 2);
    notice(stage);
    assert_int_equal(shown(stage), 1);
    assert_true(says(stage, "Bürgeramt Musterstadt"));
    station_publish_next(stage->station, "Neueres Haus"); // and another one meanwhile
    adopt(stage->station, 3);
    notice(stage);
    assert_int_equal(shown(stage), 1);
    kiosk_fixture_wait(&stage->kiosk, 90 * 1000);
    kiosk_fixture_wait(&stage->kiosk, 20 * 1000);
    assert_int_equal(shown(stage), 3);
    open_the_office(stage);
    assert_true(says(stage, "Neueres Haus"));
}

static void test_what_was_withdrawn_is_gone_at_once(void **state)
{
    struct stage *stage = *state;
    start(stage);
    open_the_office(stage);
    station_sql(stage->station,
                "PRAGMA foreign_keys = ON; UPDATE offer SET duplicate_of = NULL WHERE duplicate_of IS NOT NULL;"
                " UPDATE text SET text = replace(text, char(10) || '> offer ' || (SELECT id FROM offer WHERE " STATION_IS_OFFICE "), '');"
                " DELETE FROM link WHERE target = (SELECT id FROM offer WHERE " STATION_IS_OFFICE ");"
                " DELETE FROM guide_step_offer WHERE offer_id = (SELECT id FROM offer WHERE " STATION_IS_OFFICE ");"
                " UPDATE emergency SET offer_id = NULL;"
                " DELETE FROM thing WHERE kind = 'offer' AND slug = 'office'");
    struct publish_result result;
    station_expect(stage->station, station_publish(stage->station, &result), STATUS_OK);
    adopt(stage->station, 2);
    notice(stage);
    assert_int_equal(shown(stage), 2);
    assert_false(says(stage, "Bürgeramt Musterstadt"));
    assert_true(says(stage, "nicht mehr")); // the page stays, and says so
}

static void test_going_back_is_followed_too(void **state)
{
    struct stage *stage = *state;
    struct sync_result result;
    station_publish_next(stage->station, "Zwei");
    adopt(stage->station, 2);
    start(stage);
    assert_int_equal(shown(stage), 2);
    const struct sync_options options = {.catalog = stage->station->catalogs};
    station_expect(stage->station, sync_roll_back(&options, 1, &result, &stage->station->problem), STATUS_OK);
    notice(stage);
    assert_int_equal(shown(stage), 1);
}

static void test_a_changed_file_is_passed_over(void **state)
{
    struct stage *stage = *state;
    station_publish_next(stage->station, "Zwei");
    adopt(stage->station, 2);
    int fd = open(arena_format(&stage->station->arena, "%s/2.db", stage->station->catalogs), O_WRONLY);
    assert_int_equal(pwrite(fd, "x", 1, 9000), 1); // opens all the same
    close(fd);
    start(stage);
    assert_int_equal(shown(stage), 1);
    adopt(stage->station, 2); // healed
    notice(stage);
    assert_int_equal(shown(stage), 2);
}

// A kiosk that is set up before its first sync.
static void test_a_folder_that_comes_later_is_noticed(void **state)
{
    struct stage *stage = *state;
    struct station *station = stage->station;
    struct problem problem;
    const char *late = arena_format(&station->arena, "%s/late", station->folder);
    const char *deep = arena_format(&station->arena, "%s/deep", late);
    station->catalogs = arena_format(&station->arena, "%s/catalogs", deep);
    kiosk_fixture_open(&stage->kiosk, "de", 40, 100, "");
    stage->open = true;
    struct kiosk *kiosk = &stage->kiosk.kiosk;
    const char *named = arena_format(&station->arena, "%s/", station->catalogs); // as some write a folder
    assert_int_equal(releases_open(kiosk, named, ignore, NULL, &problem), STATUS_NOT_FOUND);
    assert_null(kiosk->catalog);
    assert_false(is_noticed(stage));
    const char *const folders[] = {late, deep, station->catalogs};
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
        assert_int_equal(sys_make_folder(folders[i], &problem), STATUS_OK);
        assert_true(is_noticed(stage));
        notice(stage);
        assert_null(kiosk->catalog);
        assert_false(is_noticed(stage));
    }
    adopt(station, 1);
    assert_true(is_noticed(stage));
    notice(stage);
    assert_int_equal(shown(stage), 1);
    station_publish_next(station, "Zwei");
    adopt(station, 2);
    assert_true(is_noticed(stage));
    notice(stage);
    assert_int_equal(shown(stage), 2);
}

// All of it at once, before the kiosk has looked.
static void test_a_folder_that_comes_whole_is_noticed(void **state)
{
    struct stage *stage = *state;
    struct station *station = stage->station;
    struct problem problem;
    const char *away = arena_format(&station->arena, "%s/away", station->folder);
    assert_int_equal(rename(station->catalogs, away), 0);
    kiosk_fixture_open(&stage->kiosk, "de", 40, 100, "");
    stage->open = true;
    assert_int_not_equal(releases_open(&stage->kiosk.kiosk, station->catalogs, ignore, NULL, &problem), STATUS_OK);
    assert_int_equal(rename(away, station->catalogs), 0);
    assert_true(is_noticed(stage));
    notice(stage);
    assert_int_equal(shown(stage), 1);
}

static void test_a_folder_in_place_of_another_is_noticed(void **state)
{
    struct stage *stage = *state;
    struct station *station = stage->station;
    char *place = station->catalogs;
    start(stage);
    station_publish_next(station, "Zwei");
    station->catalogs = arena_format(&station->arena, "%s/other", station->folder);
    adopt(station, 2);
    assert_int_equal(rename(place, arena_format(&station->arena, "%s/old", station->folder)), 0);
    is_noticed(stage); // whatever that was
    assert_int_equal(rename(station->catalogs, place), 0);
    assert_true(is_noticed(stage));
    notice(stage);
    assert_int_equal(shown(stage), 2);
    station->catalogs = place;
    station_publish_next(station, "Drei");
    adopt(station, 3);
    assert_true(is_noticed(stage));
    notice(stage);
    assert_int_equal(shown(stage), 3);
}

// The name of the city and its time are those of the catalog that is shown, not of the first one.
static void test_a_new_catalog_brings_its_citys_name_and_zone(void **state)
{
    struct stage *stage = *state;
    start(stage);
    assert_true(says(stage, "Musterstadt"));
    struct clock clock;
    struct tick before, after;
    struct problem problem;
    assert_int_equal(clock_open(&clock, catalog_release(stage->kiosk.kiosk.catalog)->zone, &problem), STATUS_OK);
    station_sql(stage->station, "UPDATE city SET name = 'Neustadt', zone = 'Pacific/Kiritimati'");
    station_publish_next(stage->station, "Zwei");
    adopt(stage->station, 2);
    open_the_office(stage);
    notice(stage); // a visit goes on as it began
    assert_true(says(stage, "Musterstadt"));
    clock_sample(&clock, &before);
    kiosk_fixture_wait(&stage->kiosk, 90 * 1000);
    kiosk_fixture_wait(&stage->kiosk, 20 * 1000);
    assert_int_equal(shown(stage), 2);
    assert_true(says(stage, "Neustadt"));
    assert_false(says(stage, "Musterstadt"));
    clock_sample(&clock, &after);
    int64_t days = clock_day_number(after.now.year, after.now.month, after.now.day) -
                   clock_day_number(before.now.year, before.now.month, before.now.day);
    int64_t minutes = days * 1440 + (after.now.hour - before.now.hour) * 60 + after.now.minute - before.now.minute;
    assert_in_range(minutes, 12 * 60, 13 * 60 + 5); // 14 hours before Greenwich, Berlin is 1 or 2
    station_sql(stage->station, "UPDATE city SET zone = 'Europe/Berlin'");
    station_publish_next(stage->station, "Drei");
    adopt(stage->station, 3);
    notice(stage);
    assert_string_equal(getenv("TZ"), "Europe/Berlin");
}

static void test_old_content_says_so(void **state)
{
    struct stage *stage = *state;
    start(stage);
    assert_true(says(stage, "Stand: 18. November 2026"));
    assert_false(says(stage, "Veraltet?"));
    open_the_office(stage);
    assert_false(says(stage, "vielleicht veraltet"));
    fake_clock_advance(&stage->kiosk.clock, (int64_t)26 * 24 * 3600 * 1000); // the day after it expired
    kiosk_fixture_wait(&stage->kiosk, 90 * 1000);
    kiosk_fixture_wait(&stage->kiosk, 20 * 1000);
    assert_true(says(stage, "Veraltet? Stand: 18. November 2026"));
    open_the_office(stage);
    assert_true(says(stage, "vielleicht veraltet"));
    assert_true(says(stage, "Veraltet? Stand: 18. November 2026"));
    // Its publisher vouches for it anew: the same release, a later expiry.
    struct publish_result result;
    setenv("SOURCE_DATE_EPOCH", "1797000000", 1);
    station_expect(stage->station, station_publish(stage->station, &result), STATUS_OK);
    assert_true(result.renewed);
    adopt(stage->station, 1);
    assert_true(is_noticed(stage));
    notice(stage);
    assert_false(says(stage, "eraltet"));
}

static struct kiosk plain_kiosk(const char *state)
{
    return (struct kiosk){.releases = {.city = "", .watch = -1, .state_path = state}};
}

// What comes with a package has its hash beside it; damaged, it is not shown.
// What this program is too old to read is passed over, and readers are told that there may be newer content.
static void test_a_catalog_that_is_too_new_is_told(void **state)
{
    struct stage *stage = *state;
    station_publish_next(stage->station, "Zwei");
    adopt(stage->station, 2);
    sqlite3 *database;
    char *path = catalog_path(&stage->station->arena, stage->station->catalogs, 2);
    char *later = catalog_path(&stage->station->arena, stage->station->catalogs, 3);
    assert_int_equal(rename(path, later), 0);
    assert_int_equal(sqlite3_open(later, &database), SQLITE_OK);
    fixture_run(database, arena_format(&stage->station->arena, "PRAGMA user_version = %d", CATALOG_VERSION + 1));
    assert_int_equal(sqlite3_close(database), SQLITE_OK);
    start(stage);
    assert_int_equal(shown(stage), 1);
    assert_true(says(stage, "Veraltet?"));
    assert_int_equal(unlink(later), 0);
    notice(stage);
    assert_false(says(stage, "Veraltet?"));
}

static void test_the_catalog_that_came_with_the_package(void **state)
{
    struct stage *stage = *state;
    struct problem problem;
    struct kiosk kiosk = plain_kiosk("");
    const char *path = arena_format(&stage->station->arena, "%s/1.db", stage->station->catalogs);
    size_t size;
    char *bytes = fixture_read(&stage->station->arena, path, &size);
    assert_int_equal(releases_open_default(&kiosk, stage->station->catalogs, ignore, NULL, &problem), STATUS_OK);
    assert_int_equal(catalog_release(kiosk.catalog)->number, 1);
    catalog_close(&kiosk.catalog);

    char *place = memmem(bytes, size, "Musterstadt", 11); // one letter of a text: nothing else would notice
    assert_non_null(place);
    *place = 'N';
    fixture_write(path, bytes, size);
    assert_int_equal(releases_open_default(&kiosk, stage->station->catalogs, ignore, NULL, &problem), STATUS_NOT_FOUND);
    assert_null(kiosk.catalog);

    // A town that makes its own package without the file is shown what is there.
    assert_int_equal(unlink(stage->station->state), 0);
    assert_int_equal(releases_open_default(&kiosk, stage->station->catalogs, ignore, NULL, &problem), STATUS_OK);
    catalog_close(&kiosk.catalog);
    releases_close(&kiosk.releases);
}

// The first frame need not wait for the comparison; what it finds counts nevertheless.
static void test_a_catalog_opened_in_a_hurry_is_proved(void **state)
{
    struct stage *stage = *state;
    struct station *station = stage->station;
    struct problem problem;
    struct kiosk kiosk = plain_kiosk("");
    const char *path = arena_format(&station->arena, "%s/1.db", station->catalogs);
    kiosk.releases.hurried = true;
    assert_int_equal(releases_open(&kiosk, station->catalogs, ignore, NULL, &problem), STATUS_OK);
    assert_true(releases_prove(&kiosk, ignore, NULL));
    assert_false(kiosk.releases.hurried);
    assert_non_null(kiosk.catalog);
    catalog_close(&kiosk.catalog);

    size_t size;
    char *bytes = fixture_read(&station->arena, path, &size);
    *(char *)memmem(bytes, size, "Musterstadt", 11) = 'N';
    fixture_write(path, bytes, size);
    kiosk.releases.hurried = true;
    assert_int_equal(releases_open(&kiosk, station->catalogs, ignore, NULL, &problem), STATUS_OK);
    assert_false(releases_prove(&kiosk, ignore, NULL));
    assert_null(kiosk.catalog);
    assert_int_equal(releases_open(&kiosk, station->catalogs, ignore, NULL, &problem), STATUS_NOT_FOUND);
    assert_true(releases_prove(&kiosk, ignore, NULL)); // nothing is shown that could be wrong
    releases_close(&kiosk.releases);
}

// The state may lie elsewhere: its hash and its expiry count, and its changes are noticed.
static void test_a_state_that_lies_elsewhere(void **state)
{
    struct stage *stage = *state;
    struct station *station = stage->station;
    struct problem problem;
    char *folder = arena_format(&station->arena, "%s/elsewhere", station->folder);
    char *elsewhere = arena_format(&station->arena, "%s/state", folder);
    const char *path = arena_format(&station->arena, "%s/1.db", station->catalogs);
    assert_int_equal(sys_make_folder(folder, &problem), STATUS_OK);
    assert_int_equal(rename(station->state, elsewhere), 0);
    struct kiosk kiosk = plain_kiosk(elsewhere);
    assert_int_equal(releases_open(&kiosk, station->catalogs, ignore, NULL, &problem), STATUS_OK);
    struct sync_state written;
    station_expect(station, state_read(&written, elsewhere, &station->problem), STATUS_OK);
    int64_t expires;
    assert_true(clock_parse_utc(written.expires, &expires));
    assert_int_equal(kiosk.releases.expires, expires);
    char events[4096];
    assert_true(read(kiosk.releases.watch, events, sizeof events) < 0);
    station_expect(station, state_write(&written, elsewhere, &station->problem), STATUS_OK);
    assert_true(read(kiosk.releases.watch, events, sizeof events) > 0);
    catalog_close(&kiosk.catalog);
    releases_close(&kiosk.releases);

    size_t size;
    char *bytes = fixture_read(&station->arena, path, &size);
    *(char *)memmem(bytes, size, "Musterstadt", 11) = 'N';
    fixture_write(path, bytes, size);
    kiosk = plain_kiosk(elsewhere);
    assert_int_equal(releases_open(&kiosk, station->catalogs, ignore, NULL, &problem), STATUS_NOT_FOUND);
    releases_close(&kiosk.releases);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(test_between_visits_the_new_one_is_shown_at_once),
        TEST(test_another_publishers_release_of_the_same_number_is_shown),
        TEST(test_a_visit_goes_on_as_it_began),
        TEST(test_what_was_withdrawn_is_gone_at_once),
        TEST(test_going_back_is_followed_too),
        TEST(test_a_changed_file_is_passed_over),
        TEST(test_a_folder_that_comes_later_is_noticed),
        TEST(test_a_folder_that_comes_whole_is_noticed),
        TEST(test_a_folder_in_place_of_another_is_noticed),
        TEST(test_a_new_catalog_brings_its_citys_name_and_zone),
        TEST(test_old_content_says_so),
        TEST(test_a_catalog_that_is_too_new_is_told),
        TEST(test_the_catalog_that_came_with_the_package),
        TEST(test_a_catalog_opened_in_a_hurry_is_proved),
        TEST(test_a_state_that_lies_elsewhere),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
