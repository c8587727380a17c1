// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// People who work over SSH at the same time: nobody loses a word to another, to a line that breaks or to a program that is killed, and
// nobody writes what is not his to write. All log in as one Unix user and are told apart by their keys.
#include "tests/support/sshd.h"
#include "tests/support/typist.h"

#include "core/base/sys.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <signal.h>
#include <string.h>

struct house {
    struct arena arena;
    const char *folder, *editorial;
    struct sshd *sshd;
};

static const char *const people[] = {"anna", "ben", "cem", "dana", "olga", "rita", NULL};
static const struct pty_options usual = {.rows = 24, .columns = 80};

static int set_up(void **state)
{
    static struct house house;
    struct arena *arena = &house.arena;
    struct problem problem;
    house.folder = program_scratch(arena, "staff_together");
    house.editorial = arena_format(arena, "%s/data/editorial.db", house.folder);
    const char *roster = arena_format(arena, "%s/staff.conf", house.folder);
    const char *make = arena_format(arena, "mkdir '%s/data' && cp '%s' '%s'", house.folder,
                                    program_built(arena, "default/editorial.db"), house.editorial);
    assert_int_equal(program_run(arena, "/bin/sh", (const char *const[]){"-c", make, NULL}).exit_status, 0);
    house.sshd = sshd_start(house.folder, people,
                            arena_format(arena, "'%s' --now 2026-11-23T10:15 --editorial '%s' --config '%s'",
                                         program_built(arena, "kompass-staff"), house.editorial, roster));
    static const char *const roles[] = {"administrator", "author", "author", "reviewer", "translator uk"}; // rita has none
    const char *lines = "";
    for (size_t i = 0; i < sizeof roles / sizeof *roles; i++)
        lines = arena_format(arena, "%sperson = %s | %s | %s\n", lines, sshd_fingerprint(house.sshd, arena, people[i]), people[i], roles[i]);
    assert_int_equal(sys_write_file(roster, lines, strlen(lines), 0600, &problem), STATUS_OK);
    *state = &house;
    return 0;
}

static int tear_down(void **state)
{
    struct house *house = *state;
    sshd_stop(&house->sshd);
    arena_free(&house->arena);
    return 0;
}

// Logs in and opens an offer, which the filter alone finds.
static struct typist open_offer(struct house *house, const char *person, const char *offer, pid_t *program)
{
    struct typist typist = {.person = person, .offer = offer, .editorial = house->editorial};
    typist.pty = sshd_log_in(house->sshd, person, &usual);
    pty_expect(typist.pty, "Meine Arbeit");
    *program = sshd_program(house->sshd, person);
    typist_go_to_offer(&typist);
    return typist;
}

static void leave(struct typist *typist, pid_t program)
{
    pty_press(typist->pty, "F10");
    sshd_wait_ended(program);
    pty_free(&typist->pty);
    arena_free(&typist->arena);
}

// The line breaks; what was not saved is a draft.
static void drop(struct typist *typist, pid_t program)
{
    pty_free(&typist->pty);
    sshd_wait_ended(program);
    arena_free(&typist->arena);
}

static void expect_stored(struct house *house, const char *field, const char *words)
{
    struct arena arena = {0};
    const char *question = arena_format(&arena, "SELECT count(*) FROM text WHERE field = '%s' AND text LIKE '%%%s%%'", field, words);
    struct program_result result =
        program_run(&arena, "/usr/bin/sqlite3", (const char *const[]){house->editorial, question, NULL});
    if (strcmp(result.output, "1\n") != 0)
        fail_msg("\"%s\" is not stored once: %s%s", words, result.output, result.errors);
    arena_free(&arena);
}

static void test_two_change_different_fields(void **state)
{
    struct house *house = *state;
    pid_t program[2];
    struct typist anna = open_offer(house, "anna", "nachhilfepaten", &program[0]);
    struct typist ben = open_offer(house, "ben", "nachhilfepaten", &program[1]);
    pty_press(anna.pty, "End 'Das schrieb Anna.' Ctrl+'s'");
    pty_expect(anna.pty, "Gespeichert.");
    leave(&anna, program[0]);
    pty_press(ben.pty, "Tab 'Das schrieb Ben.' Ctrl+'s'");
    pty_expect(ben.pty, "Gespeichert, zusammen mit dem, was andere");
    pty_expect(ben.pty, "Das schrieb Anna.");
    leave(&ben, program[1]);
    expect_stored(house, "description", "Das schrieb Anna.");
    expect_stored(house, "bring", "Das schrieb Ben.");
}

static void test_two_change_the_same_field_and_both_keep_their_words(void **state)
{
    struct house *house = *state;
    pid_t program[2];
    struct typist anna = open_offer(house, "anna", "eumigra", &program[0]);
    struct typist ben = open_offer(house, "ben", "eumigra", &program[1]);
    pty_press(anna.pty, "Ctrl+'a' 'Annas Satz.' Ctrl+'s'");
    pty_expect(anna.pty, "Gespeichert.");
    leave(&anna, program[0]);
    pty_press(ben.pty, "Ctrl+'a' 'Bens Satz.' Ctrl+'s'");
    pty_expect(ben.pty, "hat dasselbe Feld");
    kill(program[1], SIGKILL);
    pty_free(&ben.pty);
    expect_stored(house, "description", "Annas Satz.");
    ben.pty = sshd_log_in(house->sshd, "ben", &usual);
    pty_expect(ben.pty, "Bens Satz.");
    drop(&ben, sshd_program(house->sshd, "ben"));
}

// Whoever is there is told, and waits for nobody.
static void test_who_works_on_it_is_told(void **state)
{
    struct house *house = *state;
    pid_t program[2];
    struct typist anna = open_offer(house, "anna", "sisa", &program[0]);
    pty_press(anna.pty, "'Anna ist da. '");
    pty_expect(anna.pty, "Anna ist da.");
    struct typist cem = open_offer(house, "cem", "sisa", &program[1]);
    pty_press(cem.pty, "Tab 'Cem auch.'");
    pty_expect(cem.pty, "anna arbeitet gerade daran.");
    pty_press(cem.pty, "Ctrl+'s'");
    pty_expect(cem.pty, "Nicht gespeichert: Jemand anders arbeitet gerade daran.");
    pty_press(anna.pty, "Ctrl+'s'");
    pty_expect(anna.pty, "Gespeichert.");
    leave(&anna, program[0]);
    pty_press(cem.pty, "Ctrl+'s'");
    pty_expect(cem.pty, "Gespeichert, zusammen");
    leave(&cem, program[1]);
    expect_stored(house, "description", "Anna ist da.");
    expect_stored(house, "bring", "Cem auch.");
}

static void test_what_was_typed_outlives_program_and_line(void **state)
{
    struct house *house = *state;
    pid_t program;
    struct typist dana = open_offer(house, "dana", "ordnungsamt", &program);
    pty_press(dana.pty, "Ctrl+'a' 'Erst dies. Dann das.' Left*4");
    for (int broken = 0; broken < 2; broken++) {
        if (broken == 0)
            kill(program, SIGKILL);
        else
            pty_signal(dana.pty, SIGKILL); // the client: as if a cable was cut
        sshd_wait_ended(program);
        pty_free(&dana.pty);
        dana.pty = sshd_log_in(house->sshd, "dana", &usual);
        program = sshd_program(house->sshd, "dana");
        if (broken == 0) { // nothing was kept yet
            pty_expect(dana.pty, "Meine Arbeit");
            typist_go_to_offer(&dana);
            pty_press(dana.pty, "Ctrl+'a' 'Erst dies. Dann das.' Left*4");
            pty_expect(dana.pty, "Erst dies. Dann das.");
        }
    }
    pty_expect(dana.pty, "Weiter, wo Sie aufgehört haben.");
    pty_press(dana.pty, "'noch '"); // where the cursor was
    pty_expect(dana.pty, "Erst dies. Dann noch das.");
    drop(&dana, program);
}

static void test_who_may_not_cannot(void **state)
{
    struct house *house = *state;
    static const char *const powerless[] = {"olga", "rita"};
    for (size_t i = 0; i < 2; i++) {
        pid_t program;
        struct typist person = open_offer(house, powerless[i], "bürgertelefon", &program);
        pty_press(person.pty, "'Nicht von mir. ' Ctrl+'s'");
        pty_expect(person.pty, "Das dürfen Sie nicht ändern.");
        drop(&person, program);
    }
    struct arena arena = {0};
    const char *question = "SELECT count(*) FROM text WHERE text LIKE '%Nicht von mir.%'";
    assert_string_equal(program_run(&arena, "/usr/bin/sqlite3", (const char *const[]){house->editorial, question, NULL}).output, "0\n");
    arena_free(&arena);
}

// ---- from the key to the kiosk ------------------------------------------------------------------------------------

static void focus(struct typist *typist, const char *label)
{
    const char *wanted = arena_format(&typist->arena, "▶ %s", label);
    while (!pty_shows(typist->pty, wanted)) {
        const char *now = strstr(pty_text(typist->pty, &typist->arena), "▶ ");
        now = arena_copy(&typist->arena, now, strcspn(now, "\n"));
        pty_press(typist->pty, "Shift+Tab");
        pty_expect_gone(typist->pty, now);
        pty_expect(typist->pty, "▶ ");
    }
}

static void run(struct house *house, const char *const *arguments)
{
    struct program_result result = program_run(&house->arena, "kompass", arguments);
    if (result.exit_status != 0)
        fail_msg("%s: %s%s", arguments[0], result.output, result.errors);
}
#define RUN(...) run(house, (const char *const[]){__VA_ARGS__, NULL})

static void publish(struct house *house, const char *catalog)
{
    struct arena *arena = &house->arena;
    const char *public_key = arena_format(arena, "%s/key.pub", house->folder);
    const char *secret_key = arena_format(arena, "%s/key.sec", house->folder);
    const char *release = arena_format(arena, "%s/release", house->folder);
    RUN("keygen", "--public", public_key, "--secret", secret_key);
    RUN("publish", "--from", house->editorial, "--to", release, "--key", secret_key);
    RUN("sync", "--from", release, "--catalog", catalog, "--key", public_key);
}

static void test_what_is_written_is_what_the_kiosk_shows(void **state)
{
    struct house *house = *state;
    struct arena *arena = &house->arena;
    pid_t program;
    struct typist anna = open_offer(house, "anna", "bürgertelefon", &program);
    pty_press(anna.pty, "Ctrl+'a' 'Anna hat es neu geschrieben.'");
    pty_expect(anna.pty, "Anna hat es neu geschrieben.");
    focus(&anna, "Öffnungszeiten");
    pty_press(anna.pty, "Enter");
    pty_expect_gone(anna.pty, "Anna hat es neu");
    pty_press(anna.pty, "Ctrl+'a' 'Mo-Do 9-12, 13-16; Fr nach Vereinbarung'");
    pty_expect(anna.pty, "13-16; Fr nach Vereinbarung");
    pty_press(anna.pty, "Esc");
    pty_expect(anna.pty, "▶ Öffnungszeiten");
    pty_press(anna.pty, "Ctrl+'s'");
    pty_expect(anna.pty, "Gespeichert.");
    leave(&anna, program);

    const char *catalog = arena_format(arena, "%s/catalog", house->folder);
    publish(house, catalog);
    struct pty *kiosk = program_start_kiosk(&(struct pty_options){.arguments = (const char *const[]){"--catalog", catalog, NULL}});
    pty_type(kiosk, "Enter Enter F3 'bürgertelefon' Enter");
    pty_expect(kiosk, "Anna hat es neu geschrieben.");
    pty_expect(kiosk, "09:00–12:00, 13:00–16:00");
    pty_free(&kiosk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_two_change_different_fields),
        cmocka_unit_test(test_two_change_the_same_field_and_both_keep_their_words),
        cmocka_unit_test(test_who_works_on_it_is_told),
        cmocka_unit_test(test_what_was_typed_outlives_program_and_line),
        cmocka_unit_test(test_who_may_not_cannot),
        cmocka_unit_test(test_what_is_written_is_what_the_kiosk_shows),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
