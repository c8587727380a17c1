// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Tests of how a kiosk is judged: each fault gives its level and its sentence, and each report says the same.
#include "tests/core/station.h"

#include "core/insight/health.h"

#include <jansson.h>

enum { NOW = 1795600000 }; // 2026-11-25T09:46:40Z

// A kiosk that is well, to be made ill in one place.
static struct health well(void)
{
    return (struct health){
        .now = NOW,
        .clock = CLOCK_SYNCHRONISED,
        .release = 12,
        .city = "dessau-rosslau",
        .created = "2026-11-18T11:06:40Z",
        .created_seconds = 1795000000,
        .catalog_size = 10 << 20,
        .has_outcome = true,
        .outcome = {.kind = OUTCOME_UNCHANGED,
                    .ended = "2026-11-25T09:40:00Z",
                    .success = "2026-11-25T09:40:00Z",
                    .expires = "2026-12-18T11:06:40Z",
                    .release = 12},
        .has_space = true,
        .space = (uint64_t)4 << 30,
        .has_counters = true,
        .counters = {.starts = 3, .sessions = 214},
    };
}

static void expect(const struct health *health, enum health_level level, enum health_topic topic, const char *text)
{
    struct arena arena = {0};
    struct health_verdict verdict;
    health_judge(health, &arena, &verdict);
    if (verdict.level != level || verdict.findings[topic].level != (topic == HEALTH_KIOSK ? HEALTH_OK : level) ||
        strcmp(verdict.findings[topic].text, text) != 0)
        fail_msg("%s as a whole, %s: %s: %s", health_level_name(verdict.level), health_topic_name(topic),
                 health_level_name(verdict.findings[topic].level), verdict.findings[topic].text);
    arena_free(&arena);
}

static void test_a_kiosk_that_is_well(void **state)
{
    (void)state;
    struct health health = well();
    expect(&health, HEALTH_OK, HEALTH_CATALOG, "release 12 of dessau-rosslau, made 6 days ago");
    expect(&health, HEALTH_OK, HEALTH_EXPIRY, "expires in 23 days");
    expect(&health, HEALTH_OK, HEALTH_SYNC, "unchanged 6 minutes ago");
    expect(&health, HEALTH_OK, HEALTH_SPACE, "4096 MiB free");
    expect(&health, HEALTH_OK, HEALTH_TIME, "2026-11-25T09:46:40Z, synchronised");
    expect(&health, HEALTH_OK, HEALTH_KIOSK, "started 3 times, 214 visits");
}

static void test_sandbox(void **state)
{
    (void)state;
    struct health health = well();
    expect(&health, HEALTH_OK, HEALTH_SANDBOX, "the kernel keeps kiosk and sync from what they do not need");
    health.lacking = "kernel: it lacks Landlock";
    expect(&health, HEALTH_WARNING, HEALTH_SANDBOX, "kernel: it lacks Landlock");
}

static void test_catalog(void **state)
{
    (void)state;
    struct health health = well();
    health.outcome.release = 13;
    expect(&health, HEALTH_WARNING, HEALTH_CATALOG,
           "release 12 of dessau-rosslau, made 6 days ago, but release 13 is missing");
    health.problem = "13.db: cut off";
    expect(&health, HEALTH_WARNING, HEALTH_CATALOG,
           "release 12 of dessau-rosslau, made 6 days ago, but a newer one is bad: 13.db: cut off");
    health.release = 0;
    health.created = NULL;
    expect(&health, HEALTH_CRITICAL, HEALTH_CATALOG, "no catalog can be shown: 13.db: cut off");
    health.problem = NULL;
    expect(&health, HEALTH_WARNING, HEALTH_CATALOG,
           "none was adopted yet, the kiosk shows the one that came with the package");
}

static void test_expiry(void **state)
{
    (void)state;
    static const struct {
        const char *expires;
        enum health_level level;
        const char *text;
    } cases[] = {
        {"2026-12-02T09:46:41Z", HEALTH_OK, "expires in 7 days"},
        {"2026-12-02T09:46:40Z", HEALTH_WARNING, "expires in 7 days"},
        {"2026-11-25T09:46:41Z", HEALTH_WARNING, "expires in 1 second"},
        {"2026-11-25T09:46:40Z", HEALTH_CRITICAL, "expired 0 seconds ago"},
        {"2026-11-24T09:46:40Z", HEALTH_CRITICAL, "expired 1 day ago"},
        {"", HEALTH_UNKNOWN, "not known before a sync has ended well"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct health health = well();
        snprintf(health.outcome.expires, sizeof health.outcome.expires, "%s", cases[i].expires);
        expect(&health, cases[i].level, HEALTH_EXPIRY, cases[i].text);
    }
}

static void test_sync(void **state)
{
    (void)state;
    static const struct {
        const char *success;
        enum outcome_kind kind;
        enum health_level level;
        const char *text;
    } cases[] = {
        {"2026-11-25T09:40:00Z", OUTCOME_ADOPTED, HEALTH_OK, "adopted 6 minutes ago"},
        {"2026-11-24T09:46:40Z", OUTCOME_UNREACHABLE, HEALTH_OK,
         "unreachable 6 minutes ago: town: no answer; the last good one was 1 day ago"},
        {"2026-11-24T09:46:39Z", OUTCOME_UNREACHABLE, HEALTH_WARNING,
         "unreachable 6 minutes ago: town: no answer; the last good one was 1 day ago"},
        {"2026-11-22T09:46:39Z", OUTCOME_UNREACHABLE, HEALTH_CRITICAL,
         "unreachable 6 minutes ago: town: no answer; the last good one was 3 days ago"},
        {"2026-11-25T09:30:00Z", OUTCOME_REFUSED, HEALTH_WARNING,
         "refused 6 minutes ago: town: no answer; the last good one was 16 minutes ago"},
        {"", OUTCOME_UNREACHABLE, HEALTH_CRITICAL, "unreachable 6 minutes ago: town: no answer; none ever ended well"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct health health = well();
        health.outcome.kind = cases[i].kind;
        snprintf(health.outcome.why, sizeof health.outcome.why, "town: no answer");
        snprintf(health.outcome.success, sizeof health.outcome.success, "%s", cases[i].success);
        expect(&health, cases[i].level, HEALTH_SYNC, cases[i].text);
    }
    struct health health = well();
    health.has_outcome = false;
    expect(&health, HEALTH_UNKNOWN, HEALTH_SYNC, "none has been recorded");
}

static void test_space_is_measured_by_the_catalog(void **state)
{
    (void)state;
    static const struct {
        size_t catalog_size;
        uint64_t space;
        enum health_level level;
    } cases[] = {
        {0, (uint64_t)256 << 20, HEALTH_OK},
        {0, ((uint64_t)256 << 20) - 1, HEALTH_WARNING},
        {0, ((uint64_t)64 << 20) - 1, HEALTH_CRITICAL},
        {200 << 20, (uint64_t)800 << 20, HEALTH_OK},
        {200 << 20, (uint64_t)799 << 20, HEALTH_WARNING},
        {200 << 20, (uint64_t)399 << 20, HEALTH_CRITICAL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct arena arena = {0};
        struct health health = well();
        health.catalog_size = cases[i].catalog_size;
        health.space = cases[i].space;
        expect(&health, cases[i].level, HEALTH_SPACE, arena_format(&arena, "%d MiB free", (int)(health.space >> 20)));
        arena_free(&arena);
    }
}

static void test_clock(void **state)
{
    (void)state;
    struct health health = well();
    health.clock = CLOCK_FREE;
    expect(&health, HEALTH_WARNING, HEALTH_TIME, "2026-11-25T09:46:40Z, not synchronised with a time server");
    health.clock = CLOCK_UNKNOWN;
    expect(&health, HEALTH_OK, HEALTH_TIME, "2026-11-25T09:46:40Z, nothing tells whether it is synchronised");
    health.now = health.created_seconds - 86400;
    expect(&health, HEALTH_OK, HEALTH_TIME, "2026-11-17T11:06:40Z, nothing tells whether it is synchronised");
    health.now = 0;
    expect(&health, HEALTH_CRITICAL, HEALTH_TIME, "1970-01-01T00:00:00Z is before release 12 was made");
    health = well();
    health.clock = CLOCK_FREE;
    health.clock_record = (struct clock_record){.seen = 1795600000 / 86400 + 1, .synchronised = 1795600000 / 86400 - 91};
    expect(&health, HEALTH_CRITICAL, HEALTH_TIME,
           "2026-11-25T09:46:40Z is before 2026-11-26, which the kiosk has seen; it calls nothing open. Set the clock, or remove the"
           " kiosk's file clock if it is right now");
    health.clock_record.seen = 0;
    expect(&health, HEALTH_WARNING, HEALTH_TIME,
           "2026-11-25T09:46:40Z, not synchronised since 2026-08-26; the kiosk calls nothing open");
}

static void test_the_worst_counts(void **state)
{
    (void)state;
    struct health health = well();
    health.has_counters = false;
    expect(&health, HEALTH_OK, HEALTH_KIOSK, "starts and visits are not known: no counters can be read");
    health.has_space = false;
    expect(&health, HEALTH_UNKNOWN, HEALTH_SPACE, "the file system does not say");
    health.clock = CLOCK_FREE;
    expect(&health, HEALTH_WARNING, HEALTH_TIME, "2026-11-25T09:46:40Z, not synchronised with a time server");
    health.release = 0;
    health.problem = "bad";
    expect(&health, HEALTH_CRITICAL, HEALTH_CATALOG, "no catalog can be shown: bad");
}

// ---- reports ------------------------------------------------------------------------------------------------------

static void test_reports_say_what_is_known(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct health_verdict verdict;
    struct health health = well();
    health_judge(&health, &arena, &verdict);
    const char *text = health_prometheus(&health, &verdict, &arena);
    assert_non_null(strstr(text, "\nkompass_release_info{city=\"dessau-rosslau\"} 1\n"));
    assert_non_null(strstr(text, "# TYPE kompass_status gauge\nkompass_status 0\n"));
    assert_non_null(strstr(text, "\nkompass_release_number 12\n"));
    assert_non_null(strstr(text, "\nkompass_release_expires_timestamp_seconds 1797592000\n"));
    assert_non_null(strstr(text, "# TYPE kompass_kiosk_sessions_total counter\nkompass_kiosk_sessions_total 214\n"));
    assert_string_equal(health_perfdata(&health, &verdict, &arena),
                        "age=600000s expires_in=1992000s;604800:;0: sync_age=400s;86400;259200;0 "
                        "free=4294967296B;268435456:;67108864:;0 starts=3c sessions=214c");

    health = (struct health){.now = NOW};
    health_judge(&health, &arena, &verdict);
    text = health_prometheus(&health, &verdict, &arena);
    assert_non_null(strstr(text, "\nkompass_status 1\n"));
    assert_null(strstr(text, "_seconds "));
    assert_null(strstr(text, "_total "));
    assert_string_equal(health_perfdata(&health, &verdict, &arena), "");
    arena_free(&arena);
}

static void test_json_holds_any_name(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct health_verdict verdict;
    struct health health = well();
    health.outcome.kind = OUTCOME_REFUSED;
    snprintf(health.outcome.why, sizeof health.outcome.why, "/mnt/\xff\"{\033[2J: no");
    health_judge(&health, &arena, &verdict);
    json_t *root = json_loads(health_json(&health, &verdict, &arena), 0, NULL);
    assert_non_null(root);
    assert_string_equal(json_string_value(json_object_get(root, "level")), "WARNING");
    assert_non_null(strstr(json_string_value(json_object_get(json_object_get(root, "sync"), "why")), "\"{"));
    assert_int_equal(json_integer_value(json_object_get(json_object_get(root, "release"), "number")), 12);
    json_decref(root);
    arena_free(&arena);
}

// ---- what is looked at --------------------------------------------------------------------------------------------

static void test_looking_at_a_kiosk_that_follows(void **state)
{
    struct station *station = *state;
    struct sync_result result = {0};
    struct health health;
    struct health_places places = {station->catalogs, NULL, station->folder};
    health_look(&places, &station->arena, &health);
    assert_false(health.has_outcome || health.has_counters);
    assert_true(health.has_space && health.release == 0);

    const char *path = outcome_path(&station->arena, station->state);
    station_expect(station, station_sync(station, &result), STATUS_OK);
    station_expect(station, outcome_write(path, STATUS_OK, &result, NULL, &station->problem), STATUS_OK);
    station_expect(station, counters_add(station->folder, 1, 0, &station->problem), STATUS_OK);
    health_look(&places, &station->arena, &health);
    assert_int_equal(health.release, 1);
    assert_int_equal(health.created_seconds, 1795000000);
    assert_true(health.catalog_size > 1000);
    assert_int_equal(health.outcome.kind, OUTCOME_ADOPTED);
    assert_string_equal(health.outcome.success, "2026-11-18T11:06:40Z");
    assert_string_equal(health.outcome.expires, "2026-12-18T11:06:40Z");
    assert_int_equal(health.counters.starts, 1);

    // A bad newer file is passed over and told.
    fixture_write(arena_format(&station->arena, "%s/2.db", station->catalogs), "no", 2);
    health_look(&places, &station->arena, &health);
    assert_int_equal(health.release, 1);
    assert_non_null(strstr(health.problem, "2.db"));
}

static void test_a_failure_keeps_what_is_known_of_the_last_success(void **state)
{
    struct station *station = *state;
    struct outcome outcome;
    struct sync_result result = {.release = 7, .adopted = true, .expires = "2026-12-01T00:00:00Z"};
    struct problem why;
    const char *path = arena_format(&station->arena, "%s/outcome", station->folder);
    station_expect(station, outcome_read(path, &outcome, &station->problem), STATUS_NOT_FOUND);
    problem_set(&why, STATUS_IO, "line\nend", "", "no %s", "answer");
    station_expect(station, outcome_write(path, STATUS_IO, NULL, &why, &station->problem), STATUS_OK);
    station_expect(station, outcome_read(path, &outcome, &station->problem), STATUS_OK);
    assert_int_equal(outcome.kind, OUTCOME_UNREACHABLE);
    assert_string_equal(outcome.why, "line end: no answer");
    assert_string_equal(outcome.success, "");
    station_expect(station, outcome_write(path, STATUS_OK, &result, NULL, &station->problem), STATUS_OK);
    setenv("SOURCE_DATE_EPOCH", "1795000060", 1);
    station_expect(station, outcome_write(path, STATUS_UNTRUSTED, NULL, &why, &station->problem), STATUS_OK);
    station_expect(station, outcome_read(path, &outcome, &station->problem), STATUS_OK);
    assert_int_equal(outcome.kind, OUTCOME_REFUSED);
    assert_int_equal(outcome.release, 7);
    assert_string_equal(outcome.ended, "2026-11-18T11:07:40Z");
    assert_string_equal(outcome.success, "2026-11-18T11:06:40Z");
    assert_string_equal(outcome.expires, "2026-12-01T00:00:00Z");
}

// Every shorter outcome and every one with a changed byte is read right or refused, and the next write mends it.
static void test_damaged_outcomes(void **state)
{
    struct station *station = *state;
    struct outcome outcome;
    struct sync_result result = {.release = 7, .expires = "2026-12-01T00:00:00Z"};
    size_t size;
    size_t refused = 0;
    const char *path = arena_format(&station->arena, "%s/outcome", station->folder);
    station_expect(station, outcome_write(path, STATUS_OK, &result, NULL, &station->problem), STATUS_OK);
    char *whole = fixture_read(&station->arena, path, &size);
    for (size_t i = 0; i < size; i++) {
        fixture_write(path, whole, i);
        station_expect(station, outcome_read(path, &outcome, &station->problem), STATUS_INVALID);
        whole[i] ^= 1;
        fixture_write(path, whole, size);
        whole[i] ^= 1;
        refused += outcome_read(path, &outcome, &station->problem) != STATUS_OK;
    }
    assert_true(refused > size / 2); // a digit may become another digit
    station_expect(station, outcome_write(path, STATUS_OK, &result, NULL, &station->problem), STATUS_OK);
    station_expect(station, outcome_read(path, &outcome, &station->problem), STATUS_OK);
}

static void test_an_outcome_is_old_or_new_when_the_disk_fails(void **state)
{
    struct station *station = *state;
    struct outcome outcome;
    struct sync_result result = {.release = 7, .expires = "2026-12-01T00:00:00Z"};
    const char *path = arena_format(&station->arena, "%s/outcome", station->folder);
    station_expect(station, outcome_write(path, STATUS_OK, &result, NULL, &station->problem), STATUS_OK);
    bool failed = true;
    for (long n = 0; failed; n++) {
        result.release = 100 + n;
        sys_fail_after(n, ENOSPC);
        outcome_write(path, STATUS_OK, &result, NULL, &station->problem);
        failed = !station_fault_is_left();
        station_expect(station, outcome_read(path, &outcome, &station->problem), STATUS_OK);
        assert_true(outcome.release == 7 || outcome.release == 100 + n || outcome.release == 99 + n);
        result.release = 7;
        station_expect(station, outcome_write(path, STATUS_OK, &result, NULL, &station->problem), STATUS_OK);
    }
}

static void test_counters(void **state)
{
    struct station *station = *state;
    struct counters counters;
    const char *path = arena_format(&station->arena, "%s/" COUNTERS_FILE, station->folder);
    station_expect(station, counters_read(station->folder, &counters, &station->problem), STATUS_NOT_FOUND);
    station_expect(station, counters_add(station->folder, 1, 0, &station->problem), STATUS_OK);
    station_expect(station, counters_add(station->folder, 0, 1, &station->problem), STATUS_OK);
    station_expect(station, counters_add(station->folder, 0, 1, &station->problem), STATUS_OK);
    station_expect(station, counters_read(station->folder, &counters, &station->problem), STATUS_OK);
    assert_true(counters.starts == 1 && counters.sessions == 2);
    station_expect(station, counters_add(station->folder, COUNTERS_MAX, 0, &station->problem), STATUS_OK);
    station_expect(station, counters_read(station->folder, &counters, &station->problem), STATUS_OK);
    assert_true(counters.starts == COUNTERS_MAX && counters.sessions == 2);
    assert_int_equal(truncate(path, 30), 0);
    station_expect(station, counters_read(station->folder, &counters, &station->problem), STATUS_INVALID);
    station_expect(station, counters_add(station->folder, 1, 0, &station->problem), STATUS_OK);
    station_expect(station, counters_read(station->folder, &counters, &station->problem), STATUS_OK);
    assert_true(counters.starts == 1 && counters.sessions == 0);
}

static void test_counters_are_old_or_new_when_the_disk_fails(void **state)
{
    struct station *station = *state;
    struct counters counters;
    station_expect(station, counters_add(station->folder, 1, 0, &station->problem), STATUS_OK);
    bool failed = true;
    for (long n = 0; failed; n++) {
        long before = n == 0 ? 1 : counters.starts;
        sys_fail_after(n, ENOSPC);
        enum status status = counters_add(station->folder, 1, 0, &station->problem);
        failed = !station_fault_is_left();
        station_expect(station, counters_read(station->folder, &counters, &station->problem), STATUS_OK);
        assert_int_equal(counters.starts, status == STATUS_OK ? before + 1 : before);
        assert_true(failed == (status != STATUS_OK));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_kiosk_that_is_well),
        cmocka_unit_test(test_sandbox),
        cmocka_unit_test(test_catalog),
        cmocka_unit_test(test_expiry),
        cmocka_unit_test(test_sync),
        cmocka_unit_test(test_space_is_measured_by_the_catalog),
        cmocka_unit_test(test_clock),
        cmocka_unit_test(test_the_worst_counts),
        cmocka_unit_test(test_reports_say_what_is_known),
        cmocka_unit_test(test_json_holds_any_name),
        cmocka_unit_test_setup_teardown(test_looking_at_a_kiosk_that_follows, station_set_up_published,
                                        station_tear_down),
        cmocka_unit_test_setup_teardown(test_a_failure_keeps_what_is_known_of_the_last_success, station_set_up,
                                        station_tear_down),
        cmocka_unit_test_setup_teardown(test_damaged_outcomes, station_set_up, station_tear_down),
        cmocka_unit_test_setup_teardown(test_an_outcome_is_old_or_new_when_the_disk_fails, station_set_up,
                                        station_tear_down),
        cmocka_unit_test_setup_teardown(test_counters, station_set_up, station_tear_down),
        cmocka_unit_test_setup_teardown(test_counters_are_old_or_new_when_the_disk_fails, station_set_up,
                                        station_tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
