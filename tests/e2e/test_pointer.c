// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Fingers on the real program: raw reports of xterm's mouse tracking, as a touch screen under cage sends them.
#include "tests/support/program.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { ROWS = 22, COLUMNS = 64 };

static void send_text(struct pty *pty, const char *bytes)
{
    pty_send(pty, bytes, strlen(bytes));
}

// A finger that goes from one row to another, row by row, and is lifted. Rows from 0.
static void drag(struct pty *pty, struct arena *arena, int from, int to)
{
    const char *bytes = arena_format(arena, "\033[<0;20;%dM", from + 1);
    for (int row = from; row != to; row += to > from ? 1 : -1)
        bytes = arena_format(arena, "%s\033[<32;20;%dM", bytes, row + 1 + (to > from ? 1 : -1));
    send_text(pty, arena_format(arena, "%s\033[<0;20;%dm", bytes, to + 1));
}

// Without the sign of focus and the bar at the end, which keep to the screen.
static const char *text_of_row(const struct pty *pty, struct arena *arena, int row)
{
    enum { BEFORE_BAR = COLUMNS - 4 };
    char *text = pty_row(pty, arena, row);
    char *end = text;
    for (int column = 0; *end != '\0' && column < BEFORE_BAR; column++)
        for (end++; ((unsigned char)*end & 0xC0) == 0x80;)
            end++;
    *end = '\0';
    char *sign = strstr(text, "\xE2\x96\xB6");
    return sign == NULL ? text : arena_format(arena, "%.*s %s", (int)(sign - text), text, sign + 3);
}

// What is seen scrolls as far as the finger goes, and back; nothing is opened on the way.
static void test_dragging_scrolls(void **state)
{
    (void)state;
    static const char *const places[] = {"Enter Enter F1", "Enter Enter F9", "Enter Enter Enter", "Enter Enter F3 'a'"};
    enum { LOW_ROWS = 16, HIGH = 5, LOW = 11 };
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        struct arena arena = {0};
        struct pty *pty = program_start_kiosk(&(struct pty_options){.rows = LOW_ROWS, .columns = COLUMNS});
        pty_type(pty, places[i]);
        char *before = pty_text(pty, &arena);
        const char *row = text_of_row(pty, &arena, LOW - 1);
        drag(pty, &arena, LOW, LOW - 3);
        pty_settle(pty);
        if (strcmp(pty_text(pty, &arena), before) == 0)
            fail_msg("\"%s\" does not scroll:\n%s", places[i], before);
        int moved = 1; // as far as there is more
        while (moved <= 3 && strcmp(text_of_row(pty, &arena, LOW - 1 - moved), row) != 0)
            moved++;
        if (moved > 3)
            fail_msg("\"%s\" does not follow the finger:\n%s\n%s", places[i], before, pty_text(pty, &arena));
        drag(pty, &arena, HIGH, LOW); // further than there is
        pty_settle(pty);
        pty_type(pty, "Down Home");
        assert_string_equal(pty_text(pty, &arena), before);
        pty_free(&pty);
        arena_free(&arena);
    }
}

static bool find(const struct pty *pty, struct arena *arena, const char *text, int *row, int *column)
{
    for (*row = 0; *row < ROWS; ++*row) {
        const char *line = pty_row(pty, arena, *row);
        const char *found = strstr(line, text);
        if (found == NULL)
            continue;
        *column = 0;
        for (; line < found; line++)
            *column += ((unsigned char)*line & 0xC0) != 0x80;
        return true;
    }
    return false;
}

// A touch is a press and a release at once. Of eight that come in one piece, eight letters are written.
static void test_no_quick_tap_is_lost(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct pty *pty = program_start_kiosk(&(struct pty_options){.rows = ROWS, .columns = COLUMNS});
    int row, column;
    pty_type(pty, "Enter Enter F3 F7");
    assert_true(find(pty, &arena, " w ", &row, &column));
    const char *tap = arena_format(&arena, "\033[<0;%d;%dM\033[<0;%d;%dm", column + 2, row + 1, column + 2, row + 1);
    send_text(pty, arena_format(&arena, "%s%s%s%s%s%s%s%s", tap, tap, tap, tap, tap, tap, tap, tap));
    pty_expect(pty, "wwwwwwww");
    pty_free(&pty);
    arena_free(&arena);
}

// The old form of reports, and reports that a slow line cuts anywhere.
static void test_reports_in_pieces(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct pty *pty = program_start_kiosk(&(struct pty_options){.rows = ROWS, .columns = COLUMNS});
    int row, column;
    pty_type(pty, "Enter");
    assert_true(find(pty, &arena, "English", &row, &column));
    const char *tap = arena_format(&arena, "\033[<0;%d;%dM\033[<0;%d;%dm", column + 1, row + 1, column + 1, row + 1);
    for (const char *at = tap; *at != '\0'; at++)
        pty_send(pty, at, 1);
    pty_expect(pty, "What do you need?");
    pty_type(pty, "Esc Enter");
    assert_true(find(pty, &arena, "Deutsch", &row, &column));
    send_text(pty, arena_format(&arena, "\033[M %c%c\033[M#%c%c", column + 33, row + 33, column + 33, row + 33));
    pty_expect(pty, "Was brauchen Sie?");
    pty_free(&pty);
    arena_free(&arena);
}

static bool sent(const struct pty *pty, const char *bytes)
{
    size_t size;
    const char *output = pty_output(pty, &size);
    return size > 0 && memmem(output, size, bytes, strlen(bytes)) != NULL;
}

// The terminal is told to report, and not to at every end.
static void test_reporting_ends(void **state)
{
    (void)state;
    for (int crash = 0; crash < 2; crash++) {
        struct pty *pty = program_start_kiosk(&(struct pty_options){.rows = ROWS, .columns = COLUMNS});
        assert_true(sent(pty, "\033[?1000h\033[?1002h\033[?1006h"));
        pty_signal(pty, crash ? SIGSEGV : SIGTERM);
        pty_wait_exit(pty);
        assert_true(sent(pty, "\033[?1002l\033[?1000l\033[?1006l"));
        pty_free(&pty);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_dragging_scrolls),
        cmocka_unit_test(test_no_quick_tap_is_lost),
        cmocka_unit_test(test_reports_in_pieces),
        cmocka_unit_test(test_reporting_ends),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
