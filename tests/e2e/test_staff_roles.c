// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Who may not, cannot, whatever keys he presses in the program; and no key leads out of it.
#include "tests/support/staff_office.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

static const struct office_person people[] = {
    {"vera", "administrator"}, {"anna", "author"}, {"olga", "translator uk"}, {"oleh", "translator uk"}, {"paul", "publisher"},
    {"gast", NULL}, {NULL, NULL}};

static int set_up(void **state)
{
    static struct staff_office office;
    staff_office_open(&office, "staff_roles", people);
    *state = &office;
    return 0;
}

static int tear_down(void **state)
{
    staff_office_close(*state);
    return 0;
}

static const char changes_sql[] = "SELECT count(*) FROM change";
static const char no_right[] = "Das dürfen Sie nicht ändern.";

static void test_a_german_text_is_for_authors(void **state)
{
    struct staff_office *office = *state;
    static const char *const powerless[] = {"oleh", "paul", "gast"}; // their drafts are what they see at the next login
    const char *before = staff_office_ask(office, changes_sql);
    for (size_t i = 0; i < sizeof powerless / sizeof *powerless; i++) {
        struct office_login person = staff_office_open_offer(office, powerless[i], "bürgertelefon");
        pty_press(person.typist.pty, "'Nicht von mir. ' Ctrl+'s'");
        pty_expect(person.typist.pty, no_right);
        office_drop(&person);
    }
    assert_string_equal(staff_office_ask(office, changes_sql), before);
    assert_string_equal(staff_office_ask(office, "SELECT count(*) FROM text WHERE text LIKE '%Nicht von mir.%'"), "0\n");
}

static void test_a_translator_has_the_languages_named(void **state)
{
    struct staff_office *office = *state;
    const char *before = staff_office_ask(office, changes_sql);
    struct office_login olga = staff_office_open_offer(office, "olga", "bürgertelefon");
    pty_press(olga.typist.pty, "F6");
    pty_expect(olga.typist.pty, "1 Ukrainisch");
    assert_false(pty_shows(olga.typist.pty, "Russisch"));
    assert_false(pty_shows(olga.typist.pty, "Englisch"));
    office_drop(&olga);
    assert_string_equal(staff_office_ask(office, changes_sql), before);
}

// The queue, and with it "read and right", is for whom a language is named.
static void test_an_author_stamps_no_translation(void **state)
{
    struct staff_office *office = *state;
    struct office_login anna = staff_office_open_offer(office, "anna", "bürgertelefon");
    pty_press(anna.typist.pty, "F6");
    pty_expect(anna.typist.pty, "Für Sie ist keine Sprache eingetragen.");
    office_drop(&anna);
}

static void test_only_a_publisher_publishes(void **state)
{
    struct staff_office *office = *state;
    static const char *const powerless[] = {"anna", "olga"};
    for (size_t i = 0; i < sizeof powerless / sizeof *powerless; i++) {
        struct office_login person = staff_office_log_in(office, powerless[i]);
        pty_press(person.typist.pty, "F9");
        pty_expect(person.typist.pty, "Angebote");
        pty_press(person.typist.pty, "'21'");
        pty_expect(person.typist.pty, "Veröffentlichen dürfen nur Personen mit der Rolle");
        assert_false(pty_shows(person.typist.pty, "Jetzt veröffentlichen"));
        office_drop(&person);
    }
    assert_string_equal(staff_office_ask(office, "SELECT count(*) FROM release"), staff_office_ask(office, "SELECT count(*) FROM release WHERE author NOT IN ('anna', 'olga')"));
}

// What stops or ends a program in a terminal, starts a shell in an editor or a pager, or means something to a terminal driver.
static void test_no_key_leads_out(void **state)
{
    struct staff_office *office = *state;
    static const char keys[] = "\032\034\021\023\004\026\033!sh\r:!sh\r|sh\r\033[5n\033]52;c;?\007\033P$q q\033\\\001\002\005\006";
    struct office_login vera = staff_office_log_in(office, "vera");
    pty_send(vera.typist.pty, keys, sizeof keys - 1);
    pty_press(vera.typist.pty, "Esc Esc Esc Esc F9");
    pty_expect(vera.typist.pty, "Defekte Links und Kontakte");
    struct program_result children = program_run(
        &office->arena, "/bin/sh",
        (const char *const[]){"-c", arena_format(&office->arena, "cat /proc/%ld/task/*/children | xargs -r -n 1 -I@ cat /proc/@/comm", (long)vera.program), NULL});
    assert_null(strstr(children.output, "sh")); // only what began with it: spelling and publishing
    office_drop(&vera);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_german_text_is_for_authors),
        cmocka_unit_test(test_a_translator_has_the_languages_named),
        cmocka_unit_test(test_an_author_stamps_no_translation),
        cmocka_unit_test(test_only_a_publisher_publishes),
        cmocka_unit_test(test_no_key_leads_out),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
