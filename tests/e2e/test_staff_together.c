// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// People who work over SSH at the same time: nobody loses a word to another, to a line that breaks or to a program that is killed.
#include "tests/support/staff_office.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <signal.h>
#include <string.h>

static const struct office_person people[] = {
    {"anna", "administrator"}, {"ben", "author"}, {"cem", "author"}, {"dana", "reviewer"}, {NULL, NULL}};

static int set_up(void **state)
{
    static struct staff_office office;
    staff_office_open(&office, "staff_together", people);
    *state = &office;
    return 0;
}

static int tear_down(void **state)
{
    staff_office_close(*state);
    return 0;
}

static void expect_stored(struct staff_office *office, const char *field, const char *words, const char *times)
{
    const char *question =
        arena_format(&office->arena, "SELECT count(*) FROM text WHERE field = '%s' AND text LIKE '%%%s%%'", field, words);
    if (strcmp(staff_office_ask(office, question), times) != 0)
        fail_msg("\"%s\" is stored %s times", words, staff_office_ask(office, question));
}
#define ONCE "1\n"
#define NEVER "0\n"

static void test_two_change_different_fields(void **state)
{
    struct staff_office *office = *state;
    struct office_login anna = staff_office_open_offer(office, "anna", "nachhilfepaten");
    struct office_login ben = staff_office_open_offer(office, "ben", "nachhilfepaten");
    pty_press(anna.typist.pty, "End 'Das schrieb Anna.' Ctrl+'s'");
    pty_expect(anna.typist.pty, "Gespeichert.");
    office_leave(&anna);
    pty_press(ben.typist.pty, "Tab 'Das schrieb Ben.' Ctrl+'s'");
    pty_expect(ben.typist.pty, "Gespeichert, zusammen mit dem, was andere");
    pty_expect(ben.typist.pty, "Das schrieb Anna.");
    office_leave(&ben);
    expect_stored(office, "description", "Das schrieb Anna.", ONCE);
    expect_stored(office, "bring", "Das schrieb Ben.", ONCE);
}

// Anna saves first. Ben is asked, with both texts before him, and gets the same question again after his program was killed.
static struct office_login collide(struct staff_office *office, const char *offer, const char *annas, const char *bens)
{
    struct arena *arena = &office->arena;
    struct office_login anna = staff_office_open_offer(office, "anna", offer);
    struct office_login ben = staff_office_open_offer(office, "ben", offer);
    pty_press(anna.typist.pty, arena_format(arena, "Ctrl+'a' '%s' Ctrl+'s'", annas));
    pty_expect(anna.typist.pty, "Gespeichert.");
    office_leave(&anna);
    pty_press(ben.typist.pty, arena_format(arena, "Ctrl+'a' '%s' Ctrl+'s'", bens));
    pty_expect(ben.typist.pty, "hat dasselbe Feld");
    expect_stored(office, "description", annas, ONCE);
    expect_stored(office, "description", bens, NEVER);
    kill(ben.program, SIGKILL);
    office_drop(&ben);
    ben = staff_office_come_back(office, "ben");
    pty_expect(ben.typist.pty, bens);
    pty_press(ben.typist.pty, "Ctrl+'s'");
    pty_expect(ben.typist.pty, "Zwei haben dasselbe geändert");
    pty_expect(ben.typist.pty, annas);
    pty_expect(ben.typist.pty, bens);
    return ben;
}

static void test_two_change_the_same_field_and_both_keep_their_words(void **state)
{
    struct staff_office *office = *state;
    struct office_login ben = collide(office, "eumigra", "Annas Satz.", "Bens Satz.");
    pty_press(ben.typist.pty, "'1'"); // mine
    pty_expect(ben.typist.pty, "Gespeichert");
    expect_stored(office, "description", "Bens Satz.", ONCE);
    pty_press(ben.typist.pty, "F7"); // what Anna wrote is still told, and can be had back
    pty_expect(ben.typist.pty, "Annas Satz.");
    office_leave(&ben);
    ben = collide(office, "integrationslotsen", "Noch ein Satz von Anna.", "Noch ein Satz von Ben.");
    pty_press(ben.typist.pty, "'2'"); // theirs
    pty_expect_gone(ben.typist.pty, "Zwei haben dasselbe");
    pty_expect(ben.typist.pty, "Noch ein Satz von Anna.");
    expect_stored(office, "description", "Noch ein Satz von Anna.", ONCE);
    expect_stored(office, "description", "Noch ein Satz von Ben.", NEVER);
    office_leave(&ben);
}

// Whoever is there is told, and waits for nobody.
static void test_who_works_on_it_is_told(void **state)
{
    struct staff_office *office = *state;
    struct office_login anna = staff_office_open_offer(office, "anna", "sisa");
    pty_press(anna.typist.pty, "'Anna ist da. '");
    pty_expect(anna.typist.pty, "Anna ist da.");
    struct office_login cem = staff_office_open_offer(office, "cem", "sisa");
    pty_press(cem.typist.pty, "Tab 'Cem auch.'");
    pty_expect(cem.typist.pty, "anna arbeitet gerade daran.");
    pty_press(cem.typist.pty, "Ctrl+'s'");
    pty_expect(cem.typist.pty, "Nicht gespeichert: Jemand anders arbeitet gerade daran.");
    pty_press(anna.typist.pty, "Ctrl+'s'");
    pty_expect(anna.typist.pty, "Gespeichert.");
    office_leave(&anna);
    pty_press(cem.typist.pty, "Ctrl+'s'");
    pty_expect(cem.typist.pty, "Gespeichert, zusammen");
    office_leave(&cem);
    expect_stored(office, "description", "Anna ist da.", ONCE);
    expect_stored(office, "bring", "Cem auch.", ONCE);
}

// The program is killed in the middle of a word, when nothing was kept yet; after that was kept; and the client is, which for the
// server is a cable that was cut.
static void test_what_was_typed_outlives_program_and_line(void **state)
{
    struct staff_office *office = *state;
    struct office_login dana = staff_office_open_offer(office, "dana", "ordnungsamt");
    pty_press(dana.typist.pty, "Ctrl+'a' 'Erst d'");
    kill(dana.program, SIGKILL);
    office_drop(&dana);
    dana = staff_office_log_in(office, "dana");
    dana.typist.offer = "ordnungsamt";
    typist_go_to_offer(&dana.typist);
    pty_press(dana.typist.pty, "Ctrl+'a' 'Erst dies. Dann das.' Left*4");
    pty_expect(dana.typist.pty, "Erst dies. Dann das.");
    dana.typist.thing = strtok(arena_copy_text(&dana.typist.arena, staff_office_ask(office, "SELECT id FROM offer WHERE name LIKE 'Ordnungsamt%'")), "\n");
    typist_wait_kept(&dana.typist, "Erst dies. Dann das.");
    kill(dana.program, SIGKILL);
    office_drop(&dana);

    dana = staff_office_come_back(office, "dana");
    pty_expect(dana.typist.pty, "Weiter, wo Sie aufgehört haben.");
    pty_press(dana.typist.pty, "'noch '"); // where the cursor was
    pty_expect(dana.typist.pty, "Erst dies. Dann noch das.");
    pty_signal(dana.typist.pty, SIGKILL);
    office_drop(&dana);

    dana = staff_office_come_back(office, "dana");
    pty_expect(dana.typist.pty, "Weiter, wo Sie aufgehört haben.");
    pty_press(dana.typist.pty, "'einmal '");
    pty_expect(dana.typist.pty, "Erst dies. Dann noch einmal das.");
    pty_press(dana.typist.pty, "Ctrl+'s'");
    pty_expect(dana.typist.pty, "Gespeichert.");
    office_leave(&dana);
    expect_stored(office, "description", "Erst dies. Dann noch einmal das.", ONCE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_two_change_different_fields),
        cmocka_unit_test(test_two_change_the_same_field_and_both_keep_their_words),
        cmocka_unit_test(test_who_works_on_it_is_told),
        cmocka_unit_test(test_what_was_typed_outlives_program_and_line),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
