// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// A monkey at the locked kiosk: keys, sequences whole and in pieces, mouse, paste, replies, broken UTF-8, signals of the
// terminal, windows of any size, always the same for the same seed. The process stays, alone, and answers.
//
// KOMPASS_MONKEY_EVENTS says how many events, KOMPASS_MONKEY_SEED which; `make monkey` takes a million.
#include "tests/support/program.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

enum {
    EVENTS = 4000,
    BATCH = 20,        // events between two frames that are waited for
    // Of the peak, from the middle of the run to its end: more than the languages that were not opened before. The
    // address sanitizer keeps what was freed.
#ifdef __SANITIZE_ADDRESS__
    GROWTH_KIB = 1 << 20,
#else
    GROWTH_KIB = 4096,
#endif
    ROWS_MOST = 67,
    COLUMNS_MOST = 240,
};

struct monkey {
    struct pty *pty;
    uint64_t random;   // splitmix64
    int rows, columns; // of the window
};

static unsigned below(struct monkey *monkey, unsigned limit)
{
    uint64_t mixed = monkey->random += 0x9e3779b97f4a7c15U;
    mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9U;
    mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111ebU;
    return (unsigned)((mixed ^ (mixed >> 31)) % limit);
}

static unsigned setting(const char *name, unsigned otherwise)
{
    const char *text = getenv(name);
    return text == NULL ? otherwise : (unsigned)strtoul(text, NULL, 10);
}

// ---- what it does --------------------------------------------------------------------------------------------------

static void send_text(const struct monkey *monkey, const char *text)
{
    pty_send(monkey->pty, text, strlen(text));
}

static void key(struct monkey *monkey)
{
    static const char *const keys[] = {
        "\033[A", "\033[B", "\033[C", "\033[D", "\033OA", "\033OB", "\033[5~", "\033[6~", "\033[H", "\033[F",
        "\r",     "\r",     "\r",     "\t",     "\033[Z", "\177",   "\b",      "\033[3~", "\033",   "1",
        "2",      "3",      "4",      "5",      "6",      "7",      "8",       "9",       "0",      "q",
        "\033OP", "\033OQ", "\033OR", "\033OS", "\033[15~", "\033[17~", "\033[20~", "\033[21~", "\033[24~", "\033[19;6~",
    };
    send_text(monkey, keys[below(monkey, sizeof keys / sizeof *keys)]);
}

static void letters(struct monkey *monkey)
{
    static const char *const words[] = {"arzt", "ü", "ß", "مرحبا", "дитина", "\u0301",
                                        "中", "😀", "\u202e", "\u2066", "'", "\"", "%", "*"};
    send_text(monkey, words[below(monkey, sizeof words / sizeof *words)]);
}

static void control(struct monkey *monkey)
{
    char byte = (char)below(monkey, 32);
    pty_send(monkey->pty, &byte, 1);
}

static void noise(struct monkey *monkey)
{
    char bytes[12];
    unsigned size = 1 + below(monkey, sizeof bytes);
    for (unsigned i = 0; i < size; i++)
        bytes[i] = (char)below(monkey, 256);
    pty_send(monkey->pty, bytes, size);
}

static void mouse(struct monkey *monkey)
{
    char report[48];
    unsigned row = below(monkey, ROWS_MOST + 3);
    unsigned column = below(monkey, COLUMNS_MOST + 3);
    unsigned button = below(monkey, 4) == 0 ? below(monkey, 256) : 0;
    snprintf(report, sizeof report, "\033[<%u;%u;%uM\033[<%u;%u;%um", button, column, row, button, column, row);
    send_text(monkey, report);
}

static void sequence(struct monkey *monkey)
{
    static const char *const sequences[] = {
        "\033[200~\003q\r\033[201~", "\033]52;c;cGFzdGU=\a", "\033]0;title\033\\", "\033P1$r0m\033\\",
        "\033P>|XTerm(379)\033\\",   "\033[?64;1c",          "\033[8;1$y",         "\033[99999999999;1R",
        "\033[M !!",                 "\033[8;0;0t",          "\033[I\033[O",       "\033[1;3D\033[1;5C",
        "\033[57441u",               "\033_Gi=1;OK\033\\",   "\033\033\033",       "\033O2k",
    };
    const char *text = sequences[below(monkey, sizeof sequences / sizeof *sequences)];
    size_t size = strlen(text);
    bool cut = below(monkey, 4) == 0;
    pty_send(monkey->pty, text, cut ? 1 + below(monkey, (unsigned)size) : size);
}

static void disturb(struct monkey *monkey)
{
    static const int signals[] = {SIGINT, SIGTSTP, SIGCONT, SIGWINCH};
    pty_signal(monkey->pty, signals[below(monkey, sizeof signals / sizeof *signals)]);
}

static void do_something(struct monkey *monkey)
{
    static void (*const tricks[])(struct monkey *) = {key, key, key, key, letters, control, noise, mouse, sequence};
    if (below(monkey, 100) == 0)
        disturb(monkey);
    else
        tricks[below(monkey, sizeof tricks / sizeof *tricks)](monkey);
}

// A size other than the last one is painted whatever the screen is, so it ends a batch.
static void resize(struct monkey *monkey)
{
    int rows = below(monkey, 8) == 0 ? 1 + (int)below(monkey, ROWS_MOST) : 24;
    int columns = below(monkey, 8) == 0 ? 1 + (int)below(monkey, COLUMNS_MOST - 1) : 80;
    columns += rows == monkey->rows && columns == monkey->columns;
    pty_resize(monkey->pty, rows, columns);
    pty_settle(monkey->pty);
    pty_forget_output(monkey->pty);
    monkey->rows = rows;
    monkey->columns = columns;
}

// ---- what must hold ------------------------------------------------------------------------------------------------

static void assert_alone(const struct pty *pty)
{
    char path[64];
    char line[64] = "";
    snprintf(path, sizeof path, "/proc/%d/task/%d/children", (int)pty_process(pty), (int)pty_process(pty));
    FILE *children = fopen(path, "r");
    if (children == NULL)
        return; // a kernel without CONFIG_PROC_CHILDREN
    assert_null(fgets(line, sizeof line, children));
    fclose(children);
}

static void test_monkey(void **state)
{
    (void)state;
    static const char *const locked[] = {"--locked", "--idle", "0", NULL};
    unsigned events = setting("KOMPASS_MONKEY_EVENTS", EVENTS);
    unsigned batches = (events + BATCH - 1) / BATCH;
    long middle = 0;
    struct monkey monkey = {.random = setting("KOMPASS_MONKEY_SEED", 1)};
    monkey.pty = program_start_kiosk(&(struct pty_options){.arguments = locked});
    pty_resize(monkey.pty, ROWS_MOST, COLUMNS_MOST);
    pty_settle(monkey.pty);
    for (unsigned batch = 0; batch < batches; batch++) {
        for (unsigned i = 0; i < BATCH; i++)
            do_something(&monkey);
        resize(&monkey);
        if (batch == batches / 2)
            middle = pty_peak_memory(monkey.pty);
    }
    assert_alone(monkey.pty);
    long peak = pty_peak_memory(monkey.pty);
    printf("  MONKEY   %u events, peak %ld KiB, in the middle %ld KiB\n", batches * BATCH, peak, middle);
    if (peak > middle + GROWTH_KIB)
        fail_msg("the peak grew from %ld KiB to %ld KiB", middle, peak);
    pty_resize(monkey.pty, 30, 90);
    pty_settle(monkey.pty);
    pty_type(monkey.pty, "F4 F9");
    pty_expect(monkey.pty, "112");
    pty_signal(monkey.pty, SIGTERM);
    assert_int_equal(pty_wait_exit(monkey.pty), 0);
    pty_free(&monkey.pty);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_monkey)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
