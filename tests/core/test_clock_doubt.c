// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Tests of a clock that may be wrong: what is believed, what is remembered, and what a damaged file costs.
#include "tests/core/fixture.h"

#include "core/insight/clock_doubt.h"

#include <errno.h>

enum { DAY = 86400, TODAY = 20787 }; // 2026-11-30
#define NOW ((int64_t)TODAY * DAY + 36000)

struct place {
    struct arena arena;
    char *folder, *path;
    struct problem problem;
};

static int set_up(void **state)
{
    struct place *place = calloc(1, sizeof *place);
    place->folder = fixture_folder(&place->arena);
    place->path = arena_format(&place->arena, "%s/" CLOCK_RECORD_FILE, place->folder);
    *state = place;
    return 0;
}

static int tear_down(void **state)
{
    struct place *place = *state;
    sys_fail_after(-1, 0);
    fixture_remove_folder(place->folder);
    arena_free(&place->arena);
    free(place);
    return 0;
}

static void test_what_makes_a_clock_doubtful(void **state)
{
    (void)state;
    static const struct {
        struct clock_record record;
        int64_t created;
        bool synchronised;
        enum clock_doubt doubt;
    } cases[] = {
        {{0, 0}, 0, false, CLOCK_SURE},
        {{0, 0}, NOW + DAY, true, CLOCK_SURE}, // a publisher's clock may be ahead
        {{0, 0}, NOW + DAY + 1, false, CLOCK_BEFORE_RELEASE},
        {{0, 0}, NOW + DAY + 1, true, CLOCK_BEFORE_RELEASE},
        {{TODAY, TODAY}, NOW - DAY, false, CLOCK_SURE},
        {{TODAY + 1, TODAY}, NOW - DAY, false, CLOCK_BEHIND},
        {{TODAY + 1, TODAY}, NOW - DAY, true, CLOCK_SURE},
        {{TODAY, TODAY - CLOCK_ALONE_DAYS}, 0, false, CLOCK_SURE},
        {{TODAY, TODAY - CLOCK_ALONE_DAYS - 1}, 0, false, CLOCK_ALONE},
        {{TODAY, TODAY - CLOCK_ALONE_DAYS - 1}, 0, true, CLOCK_SURE},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(clock_doubt_of(&cases[i].record, NOW, cases[i].created, cases[i].synchronised), cases[i].doubt);
}

static void note(struct place *place, int64_t now, bool synchronised, int64_t seen, int64_t since)
{
    struct clock_record record;
    assert_int_equal(clock_record_note(place->folder, now, synchronised, &record, &place->problem), STATUS_OK);
    assert_int_equal(clock_record_read(place->folder, &record, &place->problem), STATUS_OK);
    assert_int_equal(record.seen, seen);
    assert_int_equal(record.synchronised, since);
}

static void test_a_kiosk_remembers_the_last_day(void **state)
{
    struct place *place = *state;
    struct clock_record record;
    assert_int_equal(clock_record_read(place->folder, &record, &place->problem), STATUS_NOT_FOUND);
    note(place, NOW, false, TODAY, TODAY);
    note(place, NOW + DAY, false, TODAY + 1, TODAY);
    note(place, NOW, false, TODAY + 1, TODAY); // what was seen stays
    note(place, NOW, true, TODAY, TODAY);      // a time server knows better
    note(place, NOW + 9 * DAY, true, TODAY + 9, TODAY + 9);
    assert_int_equal(clock_record_note(place->folder, NOW, false, &record, &place->problem), STATUS_OK);
    assert_int_equal(record.seen, TODAY + 9); // as it was before
}

static void test_a_damaged_file_is_written_anew(void **state)
{
    struct place *place = *state;
    static const char *const damaged[] = {"", "kompass-kiosk-clock 2\nseen 2026-11-30\nsynchronised 2026-11-30\n",
                                          "kompass-kiosk-clock 1\nseen 2026-13-30\nsynchronised 2026-11-30\n",
                                          "kompass-kiosk-clock 1\nseen 2026-11-30\nsynchronised 2026-11-30\nmore\n",
                                          "kompass-kiosk-clock 1\nseen 1960-11-30\nsynchronised 2026-11-30\n"};
    for (size_t i = 0; i < sizeof damaged / sizeof *damaged; i++) {
        struct clock_record record;
        fixture_write(place->path, damaged[i], strlen(damaged[i]));
        assert_int_equal(clock_record_read(place->folder, &record, &place->problem), STATUS_INVALID);
        assert_int_equal(record.seen, 0);
        note(place, NOW, false, TODAY, TODAY);
    }
}

// The file stays as it is, or is as it shall be.
static void test_a_failing_system_loses_nothing(void **state)
{
    struct place *place = *state;
    struct clock_record record;
    note(place, NOW, false, TODAY, TODAY);
    for (int call = 0; call < 8; call++) {
        sys_fail_after(call, ENOSPC);
        enum status status = clock_record_note(place->folder, NOW + DAY, false, &record, &place->problem);
        sys_fail_after(-1, 0);
        assert_int_equal(clock_record_read(place->folder, &record, &place->problem), STATUS_OK);
        assert_int_equal(record.seen, status == STATUS_OK ? TODAY + 1 : TODAY);
        if (status == STATUS_OK)
            return;
    }
    fail();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_makes_a_clock_doubtful),
        cmocka_unit_test_setup_teardown(test_a_kiosk_remembers_the_last_day, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_a_damaged_file_is_written_anew, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_a_failing_system_loses_nothing, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
