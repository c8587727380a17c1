// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// What visitors said is wrong: it is work until the offer was verified, and a damaged or made-up file is no harm.
#include "tests/core/record.h"

#include "core/base/sys.h"
#include "core/desk/complaints.h"
#include "core/desk/tasks.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char *folder;
static const char *path, *editorial_path;

static int set_up(void **state)
{
    open_house(state);
    put_one_of_each(*state);
    struct house *house = *state;
    folder = fixture_folder(&house->arena);
    path = arena_format(&house->arena, "%s/" COMPLAINTS_FILE, folder);
    editorial_path = arena_format(&house->arena, "%s/editorial.db", folder);
    return 0;
}

static int tear_down(void **state)
{
    sys_fail_after(-1, 0);
    fixture_remove_folder(folder);
    return close_house(state);
}

// All that are open: "Amt: wrong-phone wrong-times 2026-11-24; ".
static const char *open_ones(struct house *house)
{
    struct complaints complaints;
    const char *text = "";
    expect(house, complaints_read(&complaints, &house->arena, house->editorial, editorial_path, &house->problem));
    for (size_t i = 0; i < complaints.count; i++) {
        const struct complaint *complaint = &complaints.items[i];
        text = arena_format(&house->arena, "%s%s:", text, complaint->title);
        for (size_t j = 0; j < complaint->what_count; j++)
            text = arena_format(&house->arena, "%s %s", text, complaint->what[j]);
        text = arena_format(&house->arena, "%s %s; ", text, complaint->seen);
    }
    return text;
}

static void tell(struct house *house, const char *lines)
{
    const char *all = arena_format(&house->arena, "kompass-complaints 1\n%s", lines);
    fixture_write(path, all, strlen(all));
}

// The offer of the fixture was verified on 20 November 2026.
static void test_verifying_settles(void **state)
{
    struct house *house = *state;
    assert_string_equal(open_ones(house), ""); // without a file
    tell(house, OFFER_ID " wrong-phone 2026-11-19\n");
    assert_string_equal(open_ones(house), ""); // before
    tell(house, OFFER_ID " wrong-phone 2026-11-20\n");
    assert_string_equal(open_ones(house), ""); // that day: what became known in the morning was seen by who verified
    tell(house, OFFER_ID " wrong-phone 2026-11-21\n" OFFER_ID " wrong-times 2026-11-19\n");
    assert_string_equal(open_ones(house), "Amt: wrong-phone 2026-11-21; ");
    expect(house, database_run(house->editorial, "UPDATE source SET verified_on = NULL WHERE thing = '" OFFER_ID "'", &house->problem));
    assert_string_equal(open_ones(house), "Amt: wrong-phone wrong-times 2026-11-21; ");
    expect(house, database_run(house->editorial, "INSERT INTO withheld VALUES ('" OFFER_ID "', 'closed')", &house->problem));
    assert_string_equal(open_ones(house), "");
}

static void test_what_says_nothing_is_left_out(void **state)
{
    struct house *house = *state;
    tell(house, "\n" NO_ID " wrong-phone 2026-11-21\n" OFFER_ID "\n" OFFER_ID " wrong-phone\n" OFFER_ID " wrong-phone yesterday\n" OFFER_ID
                " wrong-phone 2026-11-31\n" OFFER_ID " wrong-phone 2026-11-21 more\n" AREA_ID " wrong-phone 2026-11-21\n"
                "\033[2J \033[2J \033[2J\n" OFFER_ID " wrong-closed 2026-11-22");
    assert_string_equal(open_ones(house), "Amt: wrong-closed 2026-11-22; ");
    for (int i = 0; i < 2 * COMPLAINT_WHATS_MAX; i++)
        tell(house, arena_format(&house->arena, "%s" OFFER_ID " wrong-%d 2026-11-22\n", i == 0 ? "" : strchr(fixture_read(&house->arena, path, &(size_t){0}), '\n') + 1, i));
    assert_non_null(strstr(open_ones(house), "wrong-7 2026-11-22; "));
}

static void test_what_is_no_such_file_is_told(void **state)
{
    struct house *house = *state;
    struct complaints complaints;
    fixture_write(path, "x\n", 2);
    assert_int_equal(complaints_read(&complaints, &house->arena, house->editorial, editorial_path, &house->problem), STATUS_INVALID);
    assert_int_equal(complaints.count, 0);
    char *large = calloc(1, COMPLAINTS_BYTES_MAX + 1);
    fixture_write(path, large, COMPLAINTS_BYTES_MAX + 1);
    free(large);
    assert_int_equal(complaints_read(&complaints, &house->arena, house->editorial, editorial_path, &house->problem), STATUS_LIMIT);
}

static void test_what_is_written_is_read(void **state)
{
    struct house *house = *state;
    struct complaints complaints = {0};
    struct stat about;
    char *ids[40];
    for (int i = 0; i < 40; i++) {
        ids[i] = arena_format(&house->arena, "00000000-0000-4000-8000-0000000001%02d", i);
        complaints_add(&complaints, &house->arena, ids[i], "wrong-words", "2026-11-22");
    }
    complaints_add(&complaints, &house->arena, OFFER_ID, "wrong-words", "2026-11-23");
    complaints_add(&complaints, &house->arena, ids[3], "wrong-phone", "2026-11-24");
    complaints_add(&complaints, &house->arena, OFFER_ID, "wrong-closed", "2026-11-22");
    assert_int_equal(complaints.count, 41);
    assert_int_equal(complaints.items[3].what_count, 2);
    assert_string_equal(complaints.items[3].seen, "2026-11-24");
    mode_t mask = umask(0077);
    expect(house, complaints_write(&complaints, path, &house->problem));
    umask(mask);
    assert_int_equal(stat(path, &about), 0);
    assert_int_equal(about.st_mode & 0777, 0640);
    assert_string_equal(open_ones(house), "Amt: wrong-words wrong-closed 2026-11-23; ");
}

// Whatever fails, the file is the old one or the new one.
static void test_a_failure_leaves_it_whole(void **state)
{
    struct house *house = *state;
    bool failed = true;
    for (int call = 0; failed; call++) {
        struct complaints complaints = {0};
        tell(house, OFFER_ID " wrong-phone 2026-11-21\n");
        complaints_add(&complaints, &house->arena, OFFER_ID, "wrong-times", "2026-11-22");
        sys_fail_after(call, ENOSPC);
        enum status status = complaints_write(&complaints, path, &house->problem);
        failed = !sys_fault_is_left();
        sys_fail_after(-1, 0);
        const char *now = open_ones(house);
        bool old = strcmp(now, "Amt: wrong-phone 2026-11-21; ") == 0, new = strcmp(now, "Amt: wrong-times 2026-11-22; ") == 0;
        assert_true(status == STATUS_OK ? new : old || new);
        assert_true(call < 100);
    }
}

static long tasks_of(struct house *house, const struct rights *rights)
{
    const struct worker worker = {.person = "anna", .rights = rights, .editorial_path = editorial_path};
    const struct local_time today = {2026, 11, 23, 10, 15, 0};
    struct tasks tasks;
    expect(house, tasks_read(&tasks, &house->arena, house->editorial, &worker, today, &house->problem));
    for (size_t i = 0; i < tasks.count; i++) {
        assert_true(i == 0 || tasks.items[i].what >= tasks.items[i - 1].what);
        if (tasks.items[i].what == TASK_COMPLAINTS)
            return tasks.items[i].count;
    }
    return 0;
}

static void test_it_is_work_of_who_may_write(void **state)
{
    struct house *house = *state;
    const struct rights reader = {.name = "otto"};
    assert_int_equal(tasks_of(house, NULL), 0);
    tell(house, OFFER_ID " wrong-phone 2026-11-21\n" OFFER_ID " wrong-times 2026-11-21\n");
    assert_int_equal(tasks_of(house, NULL), 1);
    assert_int_equal(tasks_of(house, &reader), 0);
}

// A file that cannot be read hides no other work.
static void test_the_other_work_is_there_all_the_same(void **state)
{
    struct house *house = *state;
    const struct worker worker = {.person = "anna", .editorial_path = editorial_path};
    const struct local_time today = {2026, 11, 23, 10, 15, 0};
    struct tasks with, without;
    expect(house, tasks_read(&without, &house->arena, house->editorial, &worker, today, &house->problem));
    fixture_write(path, "x\n", 2);
    assert_int_equal(tasks_read(&with, &house->arena, house->editorial, &worker, today, &house->problem), STATUS_INVALID);
    assert_true(with.count > 0);
    assert_int_equal(with.count, without.count);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_verifying_settles),
        TEST(test_what_says_nothing_is_left_out),
        TEST(test_what_is_no_such_file_is_told),
        TEST(test_what_is_written_is_read),
        TEST(test_a_failure_leaves_it_whole),
        TEST(test_it_is_work_of_who_may_write),
        TEST(test_the_other_work_is_there_all_the_same),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
