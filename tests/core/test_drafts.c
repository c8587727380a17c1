// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Drafts: there after everything that can end a program, and in nobody's way.
#include "tests/core/record.h"

#include "core/base/sys.h"
#include "core/desk/drafts.h"

#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { NOW = 1795392000 };

static int fill_house(void **state)
{
    open_house(state);
    put_one_of_each(*state);
    return 0;
}

static struct drafts *open_drafts(struct house *house)
{
    struct drafts *drafts;
    expect(house, drafts_open(&drafts, house->path, &house->problem));
    return drafts;
}

static struct sheet typed_sheet(struct house *house, const char *name)
{
    struct sheet sheet;
    expect(house, sheet_open(&sheet, house->editorial, OFFER_ID, &house->problem));
    sheet_set(&sheet, "name", json_string(name));
    return sheet;
}

static void test_a_draft_is_found_again(void **state)
{
    struct house *house = *state;
    struct drafts *drafts = open_drafts(house);
    struct sheet sheet = typed_sheet(house, "Bürgeramt");
    struct sheet again;
    struct draft *list;
    size_t count;
    expect(house, drafts_keep(drafts, "anna", &sheet, NOW, &house->problem));
    assert_false(sheet.unkept);
    drafts_close(&drafts);
    drafts = open_drafts(house);
    expect(house, drafts_list(drafts, &house->arena, "anna", &list, &count, &house->problem));
    assert_int_equal(count, 1);
    assert_string_equal(list[0].title, "Bürgeramt");
    assert_string_equal(list[0].thing, OFFER_ID);
    assert_int_equal(list[0].kind, KIND_OFFER);
    expect(house, drafts_read(drafts, "anna", OFFER_ID, &again, &house->problem));
    assert_string_equal(sheet_write(&house->arena, &again), sheet_write(&house->arena, &sheet));
    sheet_close(&again);
    assert_int_equal(drafts_read(drafts, "bert", OFFER_ID, &again, &house->problem), STATUS_NOT_FOUND);
    sheet_set(&sheet, "name", json_string("Amt")); // as it was: there is nothing to be kept
    expect(house, drafts_keep(drafts, "anna", &sheet, NOW, &house->problem));
    assert_int_equal(drafts_read(drafts, "anna", OFFER_ID, &again, &house->problem), STATUS_NOT_FOUND);
    sheet_close(&sheet);
    drafts_close(&drafts);
}

static void test_who_types_waits_for_nobody(void **state)
{
    struct house *house = *state;
    struct drafts *one = open_drafts(house);
    struct drafts *other = open_drafts(house);
    struct sheet sheet = typed_sheet(house, "Bürgeramt");
    sqlite3 *busy;
    const char *path = drafts_path(&house->arena, house->path);
    assert_int_equal(sqlite3_open(path, &busy), SQLITE_OK);
    assert_int_equal(sqlite3_exec(busy, "BEGIN IMMEDIATE", NULL, NULL, NULL), SQLITE_OK);
    assert_int_not_equal(drafts_keep(one, "anna", &sheet, NOW, &house->problem), STATUS_OK);
    assert_true(sheet.unkept);
    assert_int_equal(sqlite3_exec(busy, "ROLLBACK", NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(busy);
    expect(house, drafts_keep(one, "anna", &sheet, NOW, &house->problem));
    sheet_close(&sheet);
    drafts_close(&one);
    drafts_close(&other);
}

static void assert_draft(struct house *house, struct drafts *drafts, const char *name)
{
    struct sheet sheet;
    expect(house, drafts_read(drafts, "anna", OFFER_ID, &sheet, &house->problem));
    assert_string_equal(json_string_value(sheet_get(&sheet, "name")), name);
    sheet_close(&sheet);
}

// Somebody logs in again while the old program does not know yet that its line is gone, or has two open.
static void test_two_programs_of_one_person_keep_both_drafts(void **state)
{
    struct house *house = *state;
    struct drafts *one = open_drafts(house), *other = open_drafts(house), *later;
    struct sheet sheet = typed_sheet(house, "Bürgeramt"), more;
    struct draft *list;
    size_t count;
    expect(house, drafts_keep(one, "anna", &sheet, NOW, &house->problem));
    expect(house, drafts_read(other, "anna", OFFER_ID, &more, &house->problem)); // goes on with it
    assert_string_equal(json_string_value(sheet_get(&more, "name")), "Bürgeramt");
    sheet_set(&more, "name", json_string("Bürgeramt Mitte"));
    expect(house, drafts_keep(other, "anna", &more, NOW + 1, &house->problem));
    sheet_close(&more);
    sheet_set(&sheet, "name", json_string("Bürgeramt Süd"));
    expect(house, drafts_keep(one, "anna", &sheet, NOW + 2, &house->problem));
    expect(house, drafts_list(one, &house->arena, "anna", &list, &count, &house->problem));
    assert_int_equal(count, 1); // one thing
    assert_string_equal(list[0].title, "Bürgeramt Süd");
    assert_draft(house, other, "Bürgeramt Mitte"); // each its own
    expect(house, drafts_drop(one, "anna", OFFER_ID, &house->problem)); // it is saved there
    drafts_close(&other); // killed here
    later = open_drafts(house);
    assert_draft(house, later, "Bürgeramt Mitte");
    expect(house, drafts_drop(later, "anna", OFFER_ID, &house->problem)); // taken over, so there is none left
    assert_int_equal(drafts_read(one, "anna", OFFER_ID, &more, &house->problem), STATUS_NOT_FOUND);
    sheet_close(&sheet);
    drafts_close(&one);
    drafts_close(&later);
}

static void test_drafts_of_the_version_before_are_taken_over(void **state)
{
    struct house *house = *state;
    const char *path = drafts_path(&house->arena, house->path);
    struct drafts *drafts = open_drafts(house);
    struct sheet sheet = typed_sheet(house, "Bürgeramt");
    sqlite3 *older;
    expect(house, drafts_keep(drafts, "anna", &sheet, NOW, &house->problem));
    sheet_close(&sheet);
    drafts_close(&drafts);
    assert_int_equal(sqlite3_open(path, &older), SQLITE_OK);
    assert_int_equal(sqlite3_exec(older, "CREATE TABLE before (person TEXT, thing TEXT, kind TEXT, title TEXT, at TEXT, sheet TEXT, PRIMARY KEY (person, thing)) STRICT, WITHOUT ROWID;"
                                         "INSERT INTO before SELECT person, thing, kind, title, at, sheet FROM draft; DROP TABLE draft;"
                                         "ALTER TABLE before RENAME TO draft; PRAGMA user_version = 1", NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(older);
    drafts = open_drafts(house);
    assert_draft(house, drafts, "Bürgeramt");
    drafts_close(&drafts);
}

// A writer that is killed at any moment leaves the last draft that it was told to be kept, or a later one.
static void test_a_killed_writer_loses_nothing(void **state)
{
    struct house *house = *state;
    for (int round = 0; round < 5; round++) {
        int told[2];
        assert_int_equal(pipe(told), 0);
        pid_t child = fork();
        assert_true(child >= 0);
        if (child == 0) {
            close(told[0]);
            struct drafts *drafts = open_drafts(house);
            for (int i = 0;; i++) {
                struct sheet sheet = typed_sheet(house, arena_format(&house->arena, "Name %d", i));
                if (drafts_keep(drafts, "anna", &sheet, NOW + i, &house->problem) != STATUS_OK ||
                    write(told[1], &i, sizeof i) != sizeof i)
                    _exit(1);
                sheet_close(&sheet);
            }
        }
        close(told[1]);
        int kept = -1, i;
        while (kept < 3 + round * 2 && read(told[0], &i, sizeof i) == sizeof i)
            kept = i;
        kill(child, SIGKILL);
        while (read(told[0], &i, sizeof i) == sizeof i)
            kept = i;
        close(told[0]);
        waitpid(child, NULL, 0);
        struct drafts *drafts = open_drafts(house);
        struct sheet sheet;
        expect(house, drafts_read(drafts, "anna", OFFER_ID, &sheet, &house->problem));
        int found = atoi(json_string_value(sheet_get(&sheet, "name")) + strlen("Name "));
        assert_in_range(found, kept, kept + 1);
        sheet_close(&sheet);
        expect(house, drafts_drop(drafts, "anna", OFFER_ID, &house->problem));
        drafts_close(&drafts);
    }
}

static void test_a_damaged_file_is_put_aside(void **state)
{
    struct house *house = *state;
    struct drafts *drafts;
    struct problem problem;
    const char *path = drafts_path(&house->arena, house->path);
    expect(house, sys_write_file(path, "no database at all, but long enough to be looked at", 51, 0600, &problem));
    assert_int_equal(drafts_open(&drafts, house->path, &house->problem), STATUS_CORRUPT);
    assert_non_null(drafts);
    struct sheet sheet = typed_sheet(house, "Bürgeramt");
    expect(house, drafts_keep(drafts, "anna", &sheet, NOW, &house->problem));
    sheet_close(&sheet);
    drafts_close(&drafts);
    assert_int_equal(access(arena_format(&house->arena, "%s.damaged", path), F_OK), 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fill_house, close_house)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_a_draft_is_found_again),
        TEST(test_who_types_waits_for_nobody),
        TEST(test_two_programs_of_one_person_keep_both_drafts),
        TEST(test_drafts_of_the_version_before_are_taken_over),
        TEST(test_a_killed_writer_loses_nothing),
        TEST(test_a_damaged_file_is_put_aside),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
