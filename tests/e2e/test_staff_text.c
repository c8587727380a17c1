// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// What a key costs in a text of 20 kB, in the real program on a terminal: bytes that are sent, and time of the processor.
#include "tests/support/program.h"
#include "tests/support/typist.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <string.h>

// What one key may send (a slow line's second has ten times that), and what the processor may take for it, with room for sanitizers.
enum { BYTES_MAX = 2048, TEXT_BYTES = 20000, MS_MAX = 60 };

static struct typist start(struct arena *arena)
{
    static const char *const people[] = {"anna", NULL};
    const char *folder = program_scratch(arena, "staff_text");
    const char *editorial = arena_format(arena, "%s/editorial.db", folder);
    const char *copy = arena_format(arena, "cp '%s' '%s'", program_built(arena, "default/editorial.db"), editorial);
    assert_int_equal(program_run(arena, "/bin/sh", (const char *const[]){"-c", copy, NULL}).exit_status, 0);
    typist_write_roster(folder, people);
    struct typist typist = {.person = "anna", .offer = "nachhilfepaten", .editorial = editorial};
    const char *const arguments[] = {"--editorial", editorial, "--config", arena_format(arena, "%s/staff.conf", folder), NULL};
    const char *const environment[] = {arena_format(arena, "SSH_USER_AUTH=%s/anna.auth", folder), NULL};
    typist.pty = pty_start(&(struct pty_options){.program = program_built(arena, "kompass-staff"), .arguments = arguments,
                                                 .environment = environment, .rows = 24, .columns = 80});
    pty_expect(typist.pty, "Meine Arbeit");
    typist_go_to_offer(&typist);
    pty_expect(typist.pty, "Beschreibung");
    return typist;
}

// Milliseconds that the program has run on a processor (proc(5)); -1 where the system does not tell.
static double cpu_of(const struct pty *pty)
{
    char path[64];
    unsigned long long nanoseconds;
    snprintf(path, sizeof path, "/proc/%d/schedstat", (int)pty_process(pty));
    FILE *file = fopen(path, "r");
    if (file == NULL || fscanf(file, "%llu", &nanoseconds) != 1)
        nanoseconds = 0;
    if (file != NULL)
        fclose(file);
    return (double)nanoseconds / 1e6;
}

static void press(struct pty *pty, const char *what, const char *key, int times)
{
    size_t most = 0, all = 0;
    double begin = cpu_of(pty);
    for (int i = 0; i < times; i++) {
        size_t before, after;
        pty_forget_output(pty);
        pty_output(pty, &before);
        pty_type(pty, key);
        pty_output(pty, &after);
        all += after - before;
        most = after - before > most ? after - before : most;
    }
    double ms = (cpu_of(pty) - begin) / times;
    print_message("%-22s %5zu bytes a key, at most %5zu; %5.2f ms\n", what, all / (size_t)times, most, ms);
    if (most > BYTES_MAX)
        fail_msg("%s: %zu bytes", what, most);
    assert_true(ms < MS_MAX);
}

static const char *long_text(struct arena *arena, bool lines)
{
    struct arena_text text = {0};
    while (text.length < TEXT_BYTES)
        arena_append(arena, &text, lines ? "Bitte kommen Sie mit dem Antrag in das Amt. Der Antrag wird dort geprüft.\n"
                                         : "Bitte kommen Sie mit dem Antrag in das Amt. Der Antrag wird dort geprüft. ");
    return text.bytes;
}

static void test_a_key_is_cheap(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct typist typist = start(&arena);
    struct pty *pty = typist.pty;
    press(pty, "form: a letter", "'a'", 20);
    press(pty, "form: next field", "Tab", 20);
    press(pty, "form: field before", "Shift+Tab", 20);
    pty_type(pty, "F2");
    pty_expect(pty, "Beschreibung");
    for (int lines = 1; lines >= 0; lines--) {
        // The dictionary answers in frames of its own, so what is waited for is what is seen.
        pty_press(pty, "Ctrl+'a' Backspace");
        pty_expect(pty, "\n  0 Zeichen.");
        pty_press(pty, arena_format(&arena, "Paste'%s'", long_text(&arena, lines)));
        pty_expect(pty, "Hinweise zur Sprache");
        pty_type(pty, "Ctrl+Home PageDown*5");
        press(pty, lines ? "text of lines: letter" : "text of one: letter", "'a'", 30);
        press(pty, "a blank", "' '", 10);
        press(pty, "Backspace", "Backspace", 20);
        press(pty, "Enter", "Enter", 5);
        press(pty, "Down", "Down", 40);
        press(pty, "PageUp", "PageUp", 5);
        press(pty, "selecting", "Shift+Down", 10);
        press(pty, "next remark", "F2", 10);
        pty_type(pty, "F3");
        press(pty, "finding", "'a'", 3);
        press(pty, "find next", "F3", 10);
        pty_type(pty, "Esc");
    }
    pty_free(&pty);
    arena_free(&typist.arena);
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_key_is_cheap),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
