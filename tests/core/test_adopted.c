// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Tests of catalogs that are not what was adopted: what a kiosk shows of them, what `check` finds and how `status` judges
// are one.
#include "tests/core/station.h"

#include "core/follow/adopted.h"
#include "core/follow/state.h"
#include "core/insight/health.h"
#include "core/insight/inspect.h"

#include <sys/stat.h>
#include <unistd.h>

static char *second(struct station *station)
{
    return catalog_path(&station->arena, station->catalogs, 2);
}

// ---- what may have happened to it ---------------------------------------------------------------------------------

static void nothing(struct station *station)
{
    (void)station;
}

// One letter of a text: to SQLite it is as good as before.
static void change_a_letter(struct station *station)
{
    size_t size;
    char *bytes = fixture_read(&station->arena, second(station), &size);
    char *place = memmem(bytes, size, "Musterstadt", 11);
    assert_non_null(place);
    *place = 'N';
    fixture_write(second(station), bytes, size);
}

static void cut_off(struct station *station)
{
    assert_int_equal(truncate(second(station), 100), 0);
}

static void append(struct station *station)
{
    FILE *file = fopen(second(station), "a");
    assert_non_null(file);
    assert_int_equal(fputc('x', file), 'x');
    assert_int_equal(fclose(file), 0);
}

static void remove_it(struct station *station)
{
    assert_int_equal(unlink(second(station)), 0);
}

static void lose_the_state(struct station *station)
{
    assert_int_equal(unlink(station->state), 0);
}

static void damage_the_state(struct station *station)
{
    fixture_write(station->state, "kompass-sync-state 1\n", 21);
}

static void go_back(struct station *station)
{
    struct sync_result result;
    const struct sync_options options = {.catalog = station->catalogs};
    station_expect(station, sync_roll_back(&options, 1, &result, &station->problem), STATUS_OK);
}

static void put_the_state_of_another_release(struct station *station)
{
    size_t size;
    char *text = fixture_read(&station->arena, station->state, &size);
    char *number = strstr(text, "release 2\n");
    assert_non_null(number);
    number[8] = '1';
    fixture_write(station->state, text, size);
    assert_int_equal(unlink(catalog_path(&station->arena, station->catalogs, 1)), 0);
}

struct mishap {
    const char *name;
    void (*happen)(struct station *station);
    long shown;              // release, 0: none
    enum adopted_bytes bytes;
    size_t problems;         // that check finds
    const char *found;       // in what it says
    enum health_level level; // of the catalog
    const char *text;        // in what status says of it
};

static const struct mishap mishaps[] = {
    {"nothing", nothing, 2, ADOPTED_SAME, 0, NULL, HEALTH_OK, "release 2 of musterstadt, made "},
    {"one letter of a text", change_a_letter, 1, ADOPTED_OTHER, 1, "2.db: its bytes are not those that were adopted",
     HEALTH_WARNING, "release 1 of musterstadt, made 0 seconds ago, but a newer one is bad: "},
    {"cut off", cut_off, 1, ADOPTED_OTHER, 2, "2.db: its bytes are not those that were adopted", HEALTH_WARNING,
     "but a newer one is bad: "},
    {"appended", append, 1, ADOPTED_OTHER, 1, "2.db: its bytes are not those that were adopted", HEALTH_WARNING,
     "but a newer one is bad: "},
    {"removed", remove_it, 1, ADOPTED_OTHER, 1, "2.db: release 2 was adopted, and is not there", HEALTH_WARNING,
     "but release 2 is missing"},
    {"no state", lose_the_state, 2, ADOPTED_UNKNOWN, 0, NULL, HEALTH_WARNING,
     "; nothing to compare its bytes with: "},
    {"a damaged state", damage_the_state, 2, ADOPTED_UNKNOWN, 0, NULL, HEALTH_WARNING,
     "not the state of a sync, or damaged"},
    {"gone back", go_back, 1, ADOPTED_OTHER, 0, NULL, HEALTH_OK, "it remembers the bytes of release 2"},
    {"the state of another release", put_the_state_of_another_release, 2, ADOPTED_OTHER, 1,
     "1.db: release 1 was adopted, and is not there", HEALTH_OK, "it remembers the bytes of release 1"},
};

static void ignore(void *context, const struct problem *problem)
{
    (void)context;
    (void)problem;
}

static void expect_shown(struct station *station, const struct mishap *mishap)
{
    struct catalog *catalog;
    struct problem problem;
    enum adopted_bytes bytes;
    const struct adopted_place place = {station->catalogs, station->state, ""};
    station_expect(station, adopted_open(&catalog, &place, &bytes, ignore, NULL, &problem), STATUS_OK);
    if (catalog_release(catalog)->number != mishap->shown || bytes != mishap->bytes)
        fail_msg("%s: release %ld is shown, its bytes %d", mishap->name, catalog_release(catalog)->number, (int)bytes);
    catalog_close(&catalog);
}

static void expect_found(struct station *station, const struct mishap *mishap)
{
    struct inspection inspection;
    station_forget(station);
    const struct inspect_places places = {.path = station->catalogs};
    station_expect(station, inspect(&places, station_sink, &station->found, &inspection, &station->problem), STATUS_OK);
    if (inspection.problems != mishap->problems ||
        (mishap->found != NULL && strstr(station->found.text, mishap->found) == NULL))
        fail_msg("%s: %s", mishap->name, station->found.text == NULL ? "no problems" : station->found.text);
}

static void expect_judged(struct station *station, const struct mishap *mishap)
{
    struct health health;
    struct health_verdict verdict;
    const struct health_places places = {station->catalogs, NULL, NULL};
    health_look(&places, &station->arena, &health);
    health_judge(&health, &station->arena, &verdict);
    const struct health_finding *finding = &verdict.findings[HEALTH_CATALOG];
    if (finding->level != mishap->level || strstr(finding->text, mishap->text) == NULL)
        fail_msg("%s: %s: %s", mishap->name, health_level_name(finding->level), finding->text);
    const char *metrics = health_prometheus(&health, &verdict, &station->arena);
    const char *proven = mishap->bytes == ADOPTED_SAME ? "\nkompass_release_proven 1\n" : "\nkompass_release_proven 0\n";
    assert_non_null(strstr(metrics, proven));
    assert_non_null(strstr(metrics, health.problem != NULL ? "\nkompass_catalog_bad 1\n" : "\nkompass_catalog_bad 0\n"));
    const char *json = health_json(&health, &verdict, &station->arena);
    assert_non_null(strstr(json, mishap->bytes == ADOPTED_SAME ? "\"proven\": true" : "\"proven\": false"));
    assert_true((strstr(json, "\"bad_catalog\": null") == NULL) == (health.problem != NULL));
}

static void test_kiosk_check_and_status_say_the_same(void **state)
{
    struct station *station = *state;
    struct sync_result result;
    station_expect(station, station_sync(station, &result), STATUS_OK);
    station_publish_next(station, "Zwei");
    station_expect(station, station_sync(station, &result), STATUS_OK);
    const char *kept = arena_format(&station->arena, "%s/kept", station->folder);
    const char *kept_state = arena_format(&station->arena, "%s/kept.state", station->folder);
    station_copy(&station->arena, station->catalogs, kept);
    station_copy(&station->arena, station->state, kept_state);
    for (size_t i = 0; i < sizeof mishaps / sizeof *mishaps; i++) {
        fixture_remove_folder(station->catalogs);
        station_copy(&station->arena, kept, station->catalogs);
        station_copy(&station->arena, kept_state, station->state);
        mishaps[i].happen(station);
        expect_shown(station, &mishaps[i]);
        expect_found(station, &mishaps[i]);
        expect_judged(station, &mishaps[i]);
    }
}

// One file is held against what is remembered of its folder.
static void test_one_file_of_a_folder(void **state)
{
    struct station *station = *state;
    struct inspection inspection;
    struct sync_result result;
    station_expect(station, station_sync(station, &result), STATUS_OK);
    station_publish_next(station, "Zwei");
    station_expect(station, station_sync(station, &result), STATUS_OK);
    struct inspect_places places = {.path = second(station)};
    station_expect(station, inspect(&places, station_sink, &station->found, &inspection, &station->problem), STATUS_OK);
    assert_true(inspection.problems == 0 && inspection.bytes == ADOPTED_SAME);

    change_a_letter(station);
    station_expect(station, inspect(&places, station_sink, &station->found, &inspection, &station->problem), STATUS_OK);
    assert_true(inspection.problems == 1 && inspection.bytes == ADOPTED_CHANGED);

    // Where the state lies elsewhere it must be named; without it there is nothing to compare with, and that is said.
    const char *elsewhere = arena_format(&station->arena, "%s/elsewhere", station->folder);
    assert_int_equal(rename(station->state, elsewhere), 0);
    station_expect(station, inspect(&places, station_sink, &station->found, &inspection, &station->problem), STATUS_OK);
    assert_true(inspection.problems == 0 && inspection.bytes == ADOPTED_UNKNOWN);
    assert_non_null(strstr(inspection.uncompared.what, station->state));
    places.state = elsewhere;
    station_expect(station, inspect(&places, station_sink, &station->found, &inspection, &station->problem), STATUS_OK);
    assert_int_equal(inspection.problems, 1);

    // A copy under another name is no release of a folder.
    const char *copy = arena_format(&station->arena, "%s/copy.db", station->folder);
    station_copy(&station->arena, second(station), copy);
    places = (struct inspect_places){.path = copy};
    station_expect(station, inspect(&places, station_sink, &station->found, &inspection, &station->problem), STATUS_OK);
    assert_true(inspection.problems == 0 && inspection.bytes == ADOPTED_UNKNOWN);
    assert_string_equal(inspection.uncompared.what, "");
}

// What is gone although it was adopted is not called "never adopted".
static void test_a_folder_that_is_gone(void **state)
{
    struct station *station = *state;
    struct sync_result result;
    struct health health;
    struct health_verdict verdict;
    const struct health_places places = {station->catalogs, NULL, NULL};
    station_expect(station, station_sync(station, &result), STATUS_OK);
    fixture_remove_folder(station->catalogs);
    health_look(&places, &station->arena, &health);
    health_judge(&health, &station->arena, &verdict);
    assert_int_equal(verdict.findings[HEALTH_CATALOG].level, HEALTH_WARNING);
    assert_string_equal(verdict.findings[HEALTH_CATALOG].text,
                        arena_format(&station->arena,
                                     "release 1 was adopted, but there is no folder %s; the kiosk shows the one that "
                                     "came with the package",
                                     station->catalogs));
    assert_int_equal(mkdir(station->catalogs, 0755), 0);
    health_look(&places, &station->arena, &health);
    health_judge(&health, &station->arena, &verdict);
    assert_string_equal(verdict.findings[HEALTH_CATALOG].text,
                        "release 1 was adopted, but no catalog is there; the kiosk shows the one that came with the package");
}

// The state stands beside the folder, whatever the folder is called by whoever stands in it.
static void test_the_state_of_the_folder_one_stands_in(void **state)
{
    struct station *station = *state;
    char before[4096];
    assert_non_null(getcwd(before, sizeof before));
    assert_int_equal(mkdir(station->catalogs, 0755), 0);
    assert_int_equal(chdir(station->catalogs), 0);
    assert_string_equal(state_path(&station->arena, ".", NULL), station->state);
    assert_string_equal(state_path(&station->arena, "./", NULL), station->state);
    assert_string_equal(state_path(&station->arena, "../catalogs/.", NULL), station->state);
    assert_string_equal(state_path(&station->arena, "..", NULL), arena_format(&station->arena, "%s.state", station->folder));
    assert_string_equal(state_path(&station->arena, "a/b..//", NULL), "a/b...state");
    assert_int_equal(chdir(before), 0);
}

// A disk that fails in the middle of reading is no proof, and no release is shown for it.
static void test_a_disk_that_fails_proves_nothing(void **state)
{
    struct station *station = *state;
    struct sync_result result;
    struct problem problem;
    const struct adopted_place place = {station->catalogs, station->state, ""};
    station_expect(station, station_sync(station, &result), STATUS_OK);
    bool failed = true;
    for (long n = 0; failed; n++) {
        sys_fail_after(n, EIO);
        enum adopted_bytes bytes = adopted_compare(&place, 1, &problem);
        failed = !station_fault_is_left();
        assert_true((bytes == ADOPTED_SAME) == !failed);
    }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, station_set_up_published, station_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_kiosk_check_and_status_say_the_same),
        TEST(test_one_file_of_a_folder),
        TEST(test_a_folder_that_is_gone),
        TEST(test_the_state_of_the_folder_one_stands_in),
        TEST(test_a_disk_that_fails_proves_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
