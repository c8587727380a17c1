// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// What holds on every expected screen, whichever it is: a screen that breaks a rule is not made right by writing it anew.
#include "core/base/sys.h"
#include "core/text/layout.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistr.h>

enum { SCREEN_BYTES_MAX = 1 << 20, SCREENS_LEAST = 500, CODE_POINTS_MAX = 512 };

// A screen, as its file names it: <screen>.<language>.<columns>x<rows>.txt; those of staff may have no language.
struct screen {
    const char *name;    // of the file
    char *text;
    int rows, columns;
    bool right_to_left, kiosk;
};

typedef bool rule(const struct screen *screen, int row, const ucs4_t *line, size_t length);

// Screens on which something may go on: lists of what there is, paths, texts that a table or a field has no room for.
static const char *const may_be_cut[] = {
    "emergency.", "languages-later.", "question", "result-", "search", "situations.", "print-busy", "gallery-", "staff-",
};

static bool is_block(ucs4_t sign)
{
    return sign >= 0x2580 && sign <= 0x259F;
}

static bool is_letter(ucs4_t sign)
{
    return (sign >= '0' && sign <= '9') || (sign >= 'A' && sign <= 'Z') || (sign >= 'a' && sign <= 'z') ||
           (sign >= 0xC0 && sign < 0x2000) || (sign >= 0xFB50 && sign < 0xFF00);
}

static bool is_named(const struct screen *screen, const char *const *names, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (strncmp(screen->name, names[i], strlen(names[i])) == 0)
            return true;
    return false;
}

static bool has(const ucs4_t *line, size_t length, ucs4_t sign)
{
    for (size_t i = 0; i < length; i++)
        if (line[i] == sign)
            return true;
    return false;
}

static bool no_picture_touches_a_letter(const struct screen *screen, int row, const ucs4_t *line, size_t length)
{
    (void)screen;
    (void)row;
    for (size_t i = 1; i < length; i++)
        if ((is_block(line[i - 1]) && is_letter(line[i])) || (is_letter(line[i - 1]) && is_block(line[i])))
            return false;
    return true;
}

static bool nothing_is_cut_but_where_it_may_be(const struct screen *screen, int row, const ucs4_t *line, size_t length)
{
    (void)row;
    return !has(line, length, 0x2026) || is_named(screen, may_be_cut, sizeof may_be_cut / sizeof *may_be_cut);
}

static bool signs_point_into_the_page(const struct screen *screen, int row, const ucs4_t *line, size_t length)
{
    (void)row;
    return !screen->kiosk || !has(line, length, screen->right_to_left ? 0x25B6 : 0x25C0);
}

static bool the_last_row_has_keys(const struct screen *screen, int row, const ucs4_t *line, size_t length)
{
    if (!screen->kiosk || row + 1 < screen->rows || strncmp(screen->name, "attract.", 8) == 0)
        return true;
    for (size_t i = 0; i + 1 < length; i++)
        if ((line[i] == 'F' && line[i + 1] >= '1' && line[i + 1] <= '9') || is_block(line[i])) // or edges of keys for fingers
            return true;
    return false;
}

static const struct {
    const char *name;
    rule *holds;
} rules[] = {
    {"a letter touches a picture", no_picture_touches_a_letter},
    {"something is cut where nothing may be", nothing_is_cut_but_where_it_may_be},
    {"a sign of focus points out of the page", signs_point_into_the_page},
    {"the last row has no keys", the_last_row_has_keys},
};

// Breaks of all rules in a line, told by file and row.
static int check_line(const struct screen *screen, int row, const char *text)
{
    ucs4_t line[CODE_POINTS_MAX];
    size_t length = CODE_POINTS_MAX;
    int breaks = 0;
    assert_ptr_equal(u8_to_u32((const uint8_t *)text, strlen(text), line, &length), line);
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
        if (rules[i].holds(screen, row, line, length))
            continue;
        print_error("%s:%d: %s: %s\n", screen->name, row + 1, rules[i].name, text);
        breaks++;
    }
    if (text_measure(text) > screen->columns) {
        print_error("%s:%d: wider than the screen\n", screen->name, row + 1);
        breaks++;
    }
    return breaks;
}

static int check_screen(const struct screen *screen)
{
    int breaks = 0;
    int row = 0;
    char *rest = screen->text;
    for (char *line = strsep(&rest, "\n"); line != NULL && rest != NULL; line = strsep(&rest, "\n"))
        breaks += check_line(screen, row++, line);
    if (screen->kiosk ? row != screen->rows : row > screen->rows) { // of staff's forms some show the page alone
        print_error("%s: %d rows\n", screen->name, row);
        breaks++;
    }
    return breaks;
}

// False: the file is no screen.
static bool read_screen(struct arena *arena, const char *path, struct screen *screen)
{
    size_t size;
    struct problem problem;
    const char *last = strrchr(path, '.');
    *screen = (struct screen){.name = strrchr(path, '/') + 1};
    while (last > path && last[-1] != '.')
        last--;
    if (sscanf(last, "%dx%d.txt", &screen->columns, &screen->rows) != 2)
        return false;
    assert_int_equal(sys_read_file(arena, path, SCREEN_BYTES_MAX, &screen->text, &size, &problem), STATUS_OK);
    screen->kiosk = strncmp(screen->name, "staff-", 6) != 0 && strncmp(screen->name, "gallery-", 8) != 0;
    screen->right_to_left = strstr(screen->name, ".ar.") != NULL || strstr(screen->name, ".fa.") != NULL;
    return true;
}

static void test_all_rules_hold_on_all_screens(void **state)
{
    (void)state;
    struct arena arena = {0};
    glob_t found;
    int breaks = 0;
    size_t screens = 0;
    const char *folder = getenv("KOMPASS_SOURCE");
    assert_int_equal(glob(arena_format(&arena, "%s/tests/golden/*.txt", folder == NULL ? "." : folder), 0, NULL, &found), 0);
    for (size_t i = 0; i < found.gl_pathc; i++) {
        struct screen screen;
        if (!read_screen(&arena, found.gl_pathv[i], &screen))
            continue;
        screens++;
        breaks += check_screen(&screen);
    }
    globfree(&found);
    arena_free(&arena);
    assert_true(screens >= SCREENS_LEAST);
    assert_int_equal(breaks, 0);
}

// Each rule knows what breaks it.
static void test_each_rule_can_fail(void **state)
{
    (void)state;
    static const struct {
        const char *name, *line;
        int breaks;
    } cases[] = {
        {"home.de.80x24.txt", "und Begegnung ██▀▀  F1 Hilfe", 0}, {"home.de.80x24.txt", "und Begegnung██▀▀  F1 Hilfe", 1},
        {"home.de.80x24.txt", "██12 F1", 1},                      {"topic.de.80x24.txt", "wissen…  F1 Hilfe", 1},
        {"search.de.80x24.txt", "Wohngeld…  F1 Hilfe", 0},        {"home.ar.80x24.txt", "F1 ◀", 0},
        {"home.ar.80x24.txt", "F1 ▶", 1},                         {"home.de.80x24.txt", "◀ F1", 1},
        {"home.de.80x24.txt", "Hilfe", 1},                        {"attract.de.80x24.txt", "Stand", 0},
        {"card.de.6x24.txt", "F1 Hilfe", 1},                      {"staff-work.de.80x24.txt", "◀ Stand", 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct screen screen = {.name = cases[i].name, .rows = 24, .columns = strstr(cases[i].name, ".6x") == NULL ? 80 : 6};
        screen.kiosk = strncmp(screen.name, "staff-", 6) != 0;
        screen.right_to_left = strstr(screen.name, ".ar.") != NULL;
        if (check_line(&screen, 23, cases[i].line) != cases[i].breaks)
            fail_msg("%s: %s", cases[i].name, cases[i].line);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_all_rules_hold_on_all_screens),
        cmocka_unit_test(test_each_rule_can_fail),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
