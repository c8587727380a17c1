// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Every pair of colours can be read, on every kind of terminal; colours that part two meanings part them for eyes that lack
// red or green, too; and no meaning is carried by colour alone.
#include "core/base/arena.h"
#include "core/base/sys.h"
#include "tui/kit/theme.h"
#include "tui/kit/theme_reader.h"
#include "tui/terminal/palette.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

#include <math.h>
#include <stdbool.h>

// The eight colours as the Linux console draws them, with their bright companions, and as xterm does, which is taken not
// to draw bold bright.
static const struct rgb console[16] = {
    {0, 0, 0},    {170, 0, 0},   {0, 170, 0},   {170, 85, 0},
    {0, 0, 170},  {170, 0, 170}, {0, 170, 170}, {170, 170, 170},
    {85, 85, 85}, {255, 85, 85}, {85, 255, 85}, {255, 255, 85},
    {85, 85, 255}, {255, 85, 255}, {85, 255, 255}, {255, 255, 255},
};
static const struct rgb xterm[8] = {
    {0, 0, 0}, {205, 0, 0}, {0, 205, 0}, {205, 205, 0}, {0, 0, 238}, {205, 0, 205}, {0, 205, 205}, {229, 229, 229},
};

// Eyes without the cones for long or for medium waves (Machado, Oliveira, Fernandes, "A Physiologically-based Model for
// Simulation of Color Vision Deficiency", 2009, severity 1.0), on intensities of light.
static const double protanopia[3][3] = {
    {0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}};
static const double deuteranopia[3][3] = {
    {0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}};

static double clamp(double value)
{
    return value < 0.0 ? 0.0 : value > 1.0 ? 1.0 : value;
}

static struct linear_rgb seen_by(const double eyes[3][3], struct rgb colour)
{
    struct linear_rgb light = colour_linear(colour);
    double out[3];
    for (int i = 0; i < 3; i++)
        out[i] = clamp(eyes[i][0] * light.red + eyes[i][1] * light.green + eyes[i][2] * light.blue);
    return (struct linear_rgb){out[0], out[1], out[2]};
}

static struct rgb rgb_of_number(int number)
{
    return (struct rgb){(uint8_t)(number >> 16), (uint8_t)(number >> 8), (uint8_t)number};
}

// Of a pair that is drawn there; both on the page when it has no ground of its own.
static double drawn_contrast(enum theme_id id, enum role role, enum palette palette, bool bold_is_bright)
{
    struct palette_style style = palette_style(palette, theme_of(id), role);
    struct rgb ink, ground;
    if (palette == PALETTE_DIRECT) {
        ink = rgb_of_number(style.ink);
        ground = rgb_of_number(style.ground);
    } else if (palette == PALETTE_TABLE) {
        ink = colour_of_table(style.ink);
        ground = colour_of_table(style.ground);
    } else if (palette == PALETTE_CONSOLE) {
        ink = theme_of(id)->colours[style.ink + ((style.attributes & THEME_BOLD) != 0 ? 8 : 0)];
        ground = theme_of(id)->colours[style.ground];
    } else if (bold_is_bright) {
        ink = console[style.ink + ((style.attributes & THEME_BOLD) != 0 ? 8 : 0)];
        ground = console[style.ground];
    } else {
        ink = xterm[style.ink];
        ground = xterm[style.ground];
    }
    return colour_contrast(ink, ground);
}

static void expect_contrast(enum theme_id id, enum role role, const char *palette, double contrast, double least)
{
    if (contrast >= least)
        return;
    print_error("%s, %s (%d), %s: %.2f is less than %.1f\n", theme_names[id], theme_role_name(role), role, palette, contrast, least);
    fail();
}

static void test_formulas(void **state)
{
    (void)state;
    const struct rgb black = {0, 0, 0}, white = {255, 255, 255}, grey = {119, 119, 119};
    assert_true(fabs(colour_contrast(black, white) - 21.0) < 0.001);
    assert_true(fabs(colour_contrast(grey, white) - 4.478) < 0.001);
    assert_true(fabs(colour_distance(colour_linear(black), colour_linear(white)) - 1.0) < 0.001);
    // Red as OKLab has it: 0.62796, 0.22486, 0.12585.
    double red = colour_distance(colour_linear(black), colour_linear((struct rgb){255, 0, 0}));
    assert_true(fabs(red - sqrt(0.62796 * 0.62796 + 0.22486 * 0.22486 + 0.12585 * 0.12585)) < 0.0005);
    for (int i = 0; i < 3; i++) // white is white to all eyes
        assert_true(fabs(protanopia[i][0] + protanopia[i][1] + protanopia[i][2] - 1.0) < 0.0001 &&
                    fabs(deuteranopia[i][0] + deuteranopia[i][1] + deuteranopia[i][2] - 1.0) < 0.0001);
}

static void test_the_nearest_of_256(void **state)
{
    (void)state;
    for (int i = COLOUR_TABLE_FIRST; i < COLOUR_TABLE_END; i++) { // themselves, or their double among the greys
        struct rgb colour = colour_of_table(i);
        struct rgb found = colour_of_table(colour_nearest(colour));
        assert_memory_equal(&found, &colour, sizeof colour);
    }
    static const struct {
        struct rgb colour;
        int nearest;
    } known[] = {{{0, 0, 0}, 16}, {{255, 255, 255}, 231}, {{254, 1, 2}, 196}, {{9, 9, 9}, 232}, {{97, 133, 174}, 67}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        assert_int_equal(colour_nearest(known[i].colour), known[i].nearest);
}

static void test_every_pair_can_be_read(void **state)
{
    (void)state;
    for (enum theme_id id = 0; id < THEME_MONOCHROME; id++) {
        for (enum role role = 0; role < ROLE_COUNT; role++) {
            double least = theme_least_contrast(role);
            expect_contrast(id, role, "any colour", drawn_contrast(id, role, PALETTE_DIRECT, false), least);
            expect_contrast(id, role, "256 colours", drawn_contrast(id, role, PALETTE_TABLE, false), least);
            if (least > 1.0)
                expect_contrast(id, role, "console", drawn_contrast(id, role, PALETTE_CONSOLE, false), least);
        }
    }
}

// Of the eight only the names are ours: second-rank contrast must do, on those of the Linux console and on those of xterm.
static void test_8_colours_can_be_read(void **state)
{
    (void)state;
    for (enum theme_id id = 0; id < THEME_MONOCHROME; id++) {
        for (enum role role = 0; role < ROLE_COUNT; role++) {
            if (theme_role_name(role) == NULL) // follows from others
                continue;
            double least = theme_least_contrast(role) < 4.5 ? theme_least_contrast(role) : 4.5;
            expect_contrast(id, role, "8 of the console", drawn_contrast(id, role, PALETTE_PLAIN, true), least);
            expect_contrast(id, role, "8 of xterm", drawn_contrast(id, role, PALETTE_PLAIN, false), least);
        }
    }
}

// The table for docs/design.md: KOMPASS_TABLE=1 build/tests/tui/test_theme.
static void test_table(void **state)
{
    (void)state;
    if (getenv("KOMPASS_TABLE") == NULL)
        return;
    printf("| Role | Least |");
    for (enum theme_id id = 0; id < THEME_MONOCHROME; id++)
        printf(" %s | of 256 |", theme_names[id]);
    printf("\n| --- | --- | --- | --- | --- | --- | --- | --- |\n");
    for (enum role role = 0; role < ROLE_COUNT; role++) {
        if (theme_role_name(role) == NULL)
            continue;
        printf("| %s | %.1f |", theme_role_name(role), theme_least_contrast(role));
        for (enum theme_id id = 0; id < THEME_MONOCHROME; id++)
            printf(" %.2f | %.2f |", drawn_contrast(id, role, PALETTE_DIRECT, false), drawn_contrast(id, role, PALETTE_TABLE, false));
        printf("\n");
    }
}

// Where two colours part two meanings they are well apart, for all eyes: five times what is just seen, four times as the
// nearest of 256.
static void test_states_are_told_apart_by_all_eyes(void **state)
{
    (void)state;
    static const enum role pairs[][2] = {
        {ROLE_OPEN, ROLE_CLOSED}, {ROLE_OPEN, ROLE_FREE},  {ROLE_OPEN, ROLE_DOUBT},
        {ROLE_CLOSED, ROLE_FREE}, {ROLE_CLOSED, ROLE_DOUBT}, {ROLE_FREE, ROLE_DOUBT},
        {ROLE_FIELD_WRONG, ROLE_FIELD_ADVICE}, {ROLE_TEXT, ROLE_ALERT},
    };
    static const double none[3][3] = {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}};
    static const struct {
        const char *name;
        const double (*see)[3];
    } eyes[] = {{"all cones", none}, {"protanopia", protanopia}, {"deuteranopia", deuteranopia}};
    for (enum theme_id id = 0; id < THEME_CONTRAST; id++) {
        double least[3][2] = {{1, 1}, {1, 1}, {1, 1}};
        const struct theme *theme = theme_of(id);
        for (size_t i = 0; i < 3 * (sizeof pairs / sizeof *pairs); i++) {
            const enum role *pair = pairs[i / 3];
            struct rgb one = theme->colours[theme->styles[pair[0]].ink], other = theme->colours[theme->styles[pair[1]].ink];
            if (pair[1] == ROLE_ALERT) // is told by its ground
                one = theme->colours[COLOUR_PAPER], other = theme->colours[COLOUR_EMERGENCY];
            const double (*see)[3] = eyes[i % 3].see;
            double apart = colour_distance(seen_by(see, one), seen_by(see, other));
            double of_table = colour_distance(seen_by(see, colour_of_table(colour_nearest(one))),
                                              seen_by(see, colour_of_table(colour_nearest(other))));
            least[i % 3][0] = fmin(least[i % 3][0], apart);
            least[i % 3][1] = fmin(least[i % 3][1], of_table);
            if (apart < 0.065 || of_table < 0.055)
                fail_msg("%s: %s and %s with %s: %.3f, %.3f", theme_names[id], theme_role_name(pair[0]),
                         theme_role_name(pair[1]), eyes[i % 3].name, apart, of_table);
        }
        for (int i = 0; i < 3 && getenv("KOMPASS_TABLE") != NULL; i++)
            printf("%s, %s: %.3f, of 256 %.3f\n", theme_names[id], eyes[i].name, least[i][0], least[i][1]);
    }
}

static void test_contrast_is_black_white_and_yellow_but_for_the_emergency(void **state)
{
    (void)state;
    const struct theme *theme = theme_of(THEME_CONTRAST);
    for (enum theme_colour colour = 0; colour < COLOUR_COUNT; colour++) {
        struct rgb rgb = theme->colours[colour];
        bool black = rgb.red == 0 && rgb.green == 0 && rgb.blue == 0;
        bool bright = rgb.red == 255 && rgb.green == 255 && (rgb.blue == 255 || rgb.blue == 0);
        assert_true(colour == COLOUR_SHADE || colour == COLOUR_EMERGENCY || black || bright);
    }
}

// It is seen at once because nothing looks like it; without colours it is filled as the focus is, which has its sign.
static void test_nothing_else_has_the_ground_of_the_emergency(void **state)
{
    (void)state;
    for (enum theme_id id = 0; id < THEME_MONOCHROME; id++) {
        const struct theme *theme = theme_of(id);
        struct rgb emergency = theme->colours[COLOUR_EMERGENCY];
        for (enum role role = 0; role < ROLE_ALERT_PICTURE; role++) {
            struct rgb ground = theme->colours[theme->styles[role].ground];
            if (role != ROLE_ALERT && memcmp(&ground, &emergency, sizeof ground) == 0)
                fail_msg("%s: %s has it", theme_names[id], theme_role_name(role));
        }
    }
    assert_int_equal(theme_of(THEME_MONOCHROME)->styles[ROLE_ALERT].attributes, THEME_REVERSE);
}

// Of the code: black on white wherever there are colours, reversed where there are none.
static void test_monochrome_has_no_colours(void **state)
{
    (void)state;
    for (enum role role = 0; role < ROLE_COUNT; role++) {
        for (enum palette palette = PALETTE_DIRECT; palette <= PALETTE_NONE; palette++) {
            struct palette_style style = palette_style(palette, theme_of(THEME_MONOCHROME), role);
            bool coded = role == ROLE_CODE || role == ROLE_CODE_SOLID;
            if (coded && palette != PALETTE_NONE) {
                assert_true(style.ink != -1 && style.ground != -1 && (style.attributes & THEME_REVERSE) == 0);
                continue;
            }
            assert_int_equal(style.ink, -1);
            assert_int_equal(style.ground, -1);
            assert_true(!coded || (style.attributes & THEME_REVERSE) != 0);
            assert_true((style.attributes & THEME_BOLD) == 0 || (style.attributes & THEME_REVERSE) == 0);
        }
    }
}

// In every theme, and far beyond the contrast of a text.
static void test_codes_are_dark_on_light(void **state)
{
    (void)state;
    const struct rgb black = {0, 0, 0};
    for (enum theme_id id = 0; id < THEME_COUNT; id++) {
        const struct theme *theme = theme_of(id);
        const struct theme_style dots = theme->styles[ROLE_CODE], whole = theme->styles[ROLE_CODE_SOLID];
        assert_true(colour_contrast(theme->colours[dots.ink], theme->colours[dots.ground]) >= 12.0);
        assert_true(colour_contrast(theme->colours[dots.ink], black) < colour_contrast(theme->colours[dots.ground], black));
        assert_int_equal(whole.ground, dots.ink);
        assert_int_equal(whole.ink, dots.ink);
    }
}

// Of eight colours, bold black is grey.
static void test_bold_is_never_black(void **state)
{
    (void)state;
    for (enum theme_id id = 0; id < THEME_MONOCHROME; id++) {
        for (enum role role = 0; role < ROLE_COUNT; role++) {
            struct palette_style style = palette_style(PALETTE_PLAIN, theme_of(id), role);
            assert_true((style.attributes & THEME_BOLD) == 0 || style.ink != PLAIN_BLACK);
            assert_int_equal(style.attributes & THEME_REVERSE, 0);
        }
    }
}

// Roles that mean something differ from plain text by an attribute, or are told apart by a word or sign beside them.
static void test_meaning_is_not_colour_alone(void **state)
{
    (void)state;
    static const enum role meaning[] = {ROLE_LINK, ROLE_NOTICE, ROLE_ALERT, ROLE_OPEN, ROLE_HEADING, ROLE_FREE, ROLE_MATCH};
    for (enum theme_id id = 0; id < THEME_COUNT; id++) {
        const struct theme_style *styles = theme_of(id)->styles;
        for (size_t i = 0; i < sizeof meaning / sizeof meaning[0]; i++)
            assert_int_not_equal(styles[meaning[i]].attributes, 0);
        assert_int_not_equal(styles[ROLE_SELECTED].attributes, styles[ROLE_FIELD].attributes);
        assert_int_not_equal(styles[ROLE_FOCUS_MATCH].attributes, styles[ROLE_FOCUS].attributes);
        assert_int_not_equal(styles[ROLE_FOCUS_MATCH].attributes, styles[ROLE_FOCUS_QUIET].attributes);
    }
}

// The focus is a bar of another ground in every theme, also with eight colours.
static void test_focus_cannot_be_missed(void **state)
{
    (void)state;
    for (enum theme_id id = 0; id < THEME_COUNT; id++) {
        const struct theme *theme = theme_of(id);
        for (enum palette palette = PALETTE_DIRECT; palette <= PALETTE_PLAIN; palette++)
            assert_int_equal(palette_style(palette, theme, ROLE_FOCUS_QUIET).ground, palette_style(palette, theme, ROLE_FOCUS).ground);
        assert_int_equal(theme->styles[ROLE_FOCUS_MATCH].ground, theme->styles[ROLE_FOCUS].ground);
        if (id == THEME_MONOCHROME) {
            assert_true((theme->styles[ROLE_FOCUS].attributes & THEME_REVERSE) != 0);
            assert_true((theme->styles[ROLE_TEXT].attributes & THEME_REVERSE) == 0);
            continue;
        }
        // 3:1 between the grounds (WCAG 2.2, 1.4.11).
        struct rgb focus = theme->colours[theme->styles[ROLE_FOCUS].ground], page = theme->colours[COLOUR_PAPER];
        assert_true(colour_contrast(focus, page) >= 3.0);
        assert_true(colour_contrast(colour_of_table(colour_nearest(focus)), colour_of_table(colour_nearest(page))) >= 3.0);
        struct rgb plain_focus = console[theme->plain[theme->styles[ROLE_FOCUS].ground]];
        assert_true(colour_contrast(plain_focus, console[theme->plain[COLOUR_PAPER]]) >= 3.0);
    }
}

// ---- the console's own colours -----------------------------------------------------------------------------------------

static void test_the_console_is_told_sixteen(void **state)
{
    (void)state;
    char bytes[PALETTE_BYTES];
    palette_tell_console(bytes, theme_of(THEME_NIGHT));
    assert_int_equal(strlen(bytes), 16 * strlen("\033]P0161f28\033\\"));
    assert_memory_equal(bytes, "\033]P0161f28\033\\\033]P18e2024\033\\", 24);
    assert_string_equal(bytes + 180, "\033]PFffffff\033\\");
    palette_tell_console(bytes, theme_of(THEME_MONOCHROME));
    assert_string_equal(bytes, "\033]R\033\\\033]P6aaaaaa\033\\\033]PEffffff\033\\");
    palette_tell_xterm(bytes, theme_of(THEME_DAY));
    assert_string_equal(bytes, "\033]11;#fdfaf2\a\033]12;#1e242e\a");
    palette_tell_xterm(bytes, theme_of(THEME_MONOCHROME));
    assert_string_equal(bytes, "\033]111\a\033]112\a");
}

// ---- reading -----------------------------------------------------------------------------------------------------------

struct told {
    int count;
    char first[1400];
};

static void tell(void *context, const struct problem *problem)
{
    struct told *told = context;
    if (told->count++ == 0)
        snprintf(told->first, sizeof told->first, "%s: %s (%s)", problem->what, problem->why, problem->mend);
}

static char *theme_text(struct arena *arena, enum theme_id id, size_t *size)
{
    struct problem problem;
    char *text;
    const char *source = getenv("KOMPASS_SOURCE");
    const char *path = arena_format(arena, "%s/data/themes/%s.theme", source == NULL ? "." : source, theme_names[id]);
    assert_int_equal(sys_read_file(arena, path, 1 << 16, &text, size, &problem), STATUS_OK);
    return arena_copy(arena, text, *size);
}

// A copy of the text in which `from` is replaced.
static char *replaced(struct arena *arena, const char *text, const char *from, const char *to)
{
    const char *found = strstr(text, from);
    assert_non_null(found);
    return arena_format(arena, "%.*s%s%s", (int)(found - text), text, to, found + strlen(from));
}

static void test_what_is_delivered_is_whole(void **state)
{
    (void)state;
    for (enum theme_id id = 0; id < THEME_COUNT; id++) {
        struct arena arena = {0};
        struct told told = {0};
        struct theme theme;
        size_t size;
        char *text = theme_text(&arena, id, &size);
        assert_int_equal(theme_read(&theme, "x", text, size, tell, &told), STATUS_OK);
        assert_int_equal(told.count, 0);
        assert_memory_equal(&theme, theme_of(id), sizeof theme);
        arena_free(&arena);
    }
}

static void test_wrong_lines_are_named(void **state)
{
    (void)state;
    static const struct {
        const char *from, *to, *problem;
    } wrong[] = {
        {"#FDFAF2", "FDFAF2", "day.theme:8: \"FDFAF2\" is no colour of sRGB"},
        {"#FDFAF2", "#FDFAF", "day.theme:8: \"#FDFAF\" is no colour of sRGB"},
        {"#FDFAF2", "#FDFAG2", "day.theme:8: \"#FDFAG2\" is no colour of sRGB"},
        {"#FDFAF2", "#-1+1 0", "day.theme:8: \"paper      #-1+1 0  white\" is not a colour"},
        {"#FDFAF2  white", "#FDFAF2  mauve", "day.theme:8: \"mauve\" is none of the eight colours"},
        {"colour = paper ", "colour = papier", "day.theme:8: \"papier\" is the name of no colour"},
        {"colour = emergency", "colour = paper    ", "day.theme:9: \"paper\" was given further up already"},
        {"colour = quiet ", "# colour = quiet ", "day.theme:27: \"quiet\" is no colour that was given further up"},
        {"text                 ink on paper", "text                 ink in paper", "day.theme:25: \"text                 ink in paper\" is not a role"},
        {"text                 ink", "text                 own", "day.theme:25: half of a pair is the terminal's"},
        {"role = strong ", "role = stronger", "day.theme:26: \"stronger\" is the name of no role"},
        {"role = strong ", "role = text   ", "day.theme:26: \"text\" was given further up already"},
        {"paper bold", "paper blinking", "day.theme:26: \"blinking\" is no attribute"},
        {"paper bold", "paper bold bold bold bold", "day.theme:26: \"strong               ink on paper bold bold bold bold\" is not a role"},
        {"ink on paper", "quiet on quiet", "day.theme:25: quiet is not for grounds"},
        {"shade on paper", "bar on paper", "day.theme:56: bar on paper has a contrast of 1.21, picture-quiet needs 3.0"},
        {"#1E242E", "#8E949E", "day.theme:25: ink on paper has a contrast of 2.93, text needs 7.0"},
        {"#857A6B", "#B5AA9B", "day.theme:47: rule on paper has a contrast of 2.19, rule needs 3.0"},
        {"colour = focus      #10507A", "colour = focus      #E8EEF8", "day.theme:31: light on focus has a contrast of 1.17, focus needs 7.0"},
        {"colour = paper", "color = paper", "day.theme:8: no such setting: color"},
        {"role = rule                 rule on paper\n", "", "day.theme: the role rule is missing"},
        {"role = text", "role text", "day.theme:25: not a setting"},
        {"code                 ink on paper", "code                 paper on ink", "day.theme:53: it is light on dark"},
        {"code                 ink on paper", "code                 own on own", "day.theme:53: the terminal's own may be light on dark"},
        {"focus                light on focus", "focus                own on own reverse", "day.theme:31: the roles above it have colours"},
        {"text                 ink on paper", "text                 own on own", "day.theme:26: the roles above it have no colours"},
        {"#1E242E  black", "#1E242E  white", "day.theme:25: ink on paper is white on white where there are eight colours"},
        {"colour = light      #FFFFFF  white\n", "", "day.theme:30: \"light\" is no colour that was given further up"},
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct arena arena = {0};
        struct told told = {0};
        struct theme theme;
        size_t size;
        char *text = replaced(&arena, theme_text(&arena, THEME_DAY, &size), wrong[i].from, wrong[i].to);
        if (theme_read(&theme, "day.theme", text, strlen(text), tell, &told) != STATUS_INVALID)
            fail_msg("%s was taken", wrong[i].to);
        if (strncmp(told.first, wrong[i].problem, strlen(wrong[i].problem)) != 0)
            fail_msg("\"%s\" instead of \"%s\"", told.first, wrong[i].problem);
        arena_free(&arena);
    }
}

static void expect_refused(struct arena *arena, const char *text, const char *problem)
{
    struct told told = {0};
    struct theme theme;
    assert_int_equal(theme_read(&theme, "day.theme", text, strlen(text), tell, &told), STATUS_INVALID);
    if (strncmp(told.first, problem, strlen(problem)) != 0)
        fail_msg("\"%s\" instead of \"%s\"", told.first, problem);
    arena_free(arena);
}

// A console is told all sixteen, and the focus is measured against the page, so that must be known.
static void test_colours_that_no_role_needs_are_needed(void **state)
{
    (void)state;
    static const char paper[] = "colour = paper      #FDFAF2  white\n", focus[] = "role = focus                light on focus\n",
                      light[] = "colour = light      #FFFFFF  white\n";
    struct arena arena = {0};
    size_t size;
    char *text = replaced(&arena, theme_text(&arena, THEME_DAY, &size), "colour = rule       #857A6B  black\n", "");
    expect_refused(&arena, replaced(&arena, text, "rule on paper", "ink on paper"), "day.theme: the colour rule is missing");
    text = replaced(&arena, theme_text(&arena, THEME_DAY, &size), paper, "");
    text = replaced(&arena, replaced(&arena, text, focus, ""), light, arena_format(&arena, "%s%s%s", light, focus, paper));
    expect_refused(&arena, text, "day.theme:23: \"paper\" is no colour that was given further up");
}

// The focus must differ from the page although it can be read itself.
static void test_a_focus_like_the_page_is_refused(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct told told = {0};
    struct theme theme;
    size_t size;
    char *text = theme_text(&arena, THEME_DAY, &size);
    text = replaced(&arena, text, "focus                light on focus", "focus                ink on bar");
    assert_int_equal(theme_read(&theme, "t", text, strlen(text), tell, &told), STATUS_INVALID);
    assert_non_null(strstr(told.first, "the focus has a contrast of 1.2"));
    arena_free(&arena);
}

// Bytes that are no text, and texts that are cut anywhere: refused, and nothing is read outside of them.
static void test_hostile_texts(void **state)
{
    (void)state;
    static const char *const texts[] = {"", "\n", "=", "colour", "colour =", "colour = ", "role = on on on on", "\xFF\xFE", "\0\0\0",
                                        "colour = paper #FDFAF2 white\ncolour = ", "role = text own on own own own own own own"};
    struct arena arena = {0};
    struct theme theme;
    size_t size;
    const char *whole = theme_text(&arena, THEME_NIGHT, &size);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct told told = {0};
        assert_int_equal(theme_read(&theme, "t", texts[i], strlen(texts[i]), tell, &told), STATUS_INVALID);
        assert_true(told.count > 0);
    }
    for (size_t cut = 0; cut + 1 < size; cut += 7) {
        struct told told = {0};
        char *part = malloc(cut + 1); // a sanitizer sees whoever reads on
        memcpy(part, whole, cut);
        assert_int_equal(theme_read(&theme, "t", part, cut, tell, &told), STATUS_INVALID);
        free(part);
    }
    char *long_line = arena_format(&arena, "colour = %05000d\n", 1);
    assert_int_equal(theme_read(&theme, "t", long_line, strlen(long_line), tell, &(struct told){0}), STATUS_INVALID);
    arena_free(&arena);
}

// A folder's theme is drawn instead of the built-in one; a wrong or missing one changes nothing.
static void test_a_folder_of_themes(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct told told = {0};
    struct problem problem;
    size_t size;
    const struct theme before = *theme_of(THEME_NIGHT);
    char folder[] = "/tmp/themes-XXXXXX";
    assert_non_null(mkdtemp(folder));
    assert_int_equal(themes_read(arena_format(&arena, "%s/none", folder), tell, &told), STATUS_OK);
    const char *path = arena_format(&arena, "%s/night.theme", folder);
    char *text = theme_text(&arena, THEME_NIGHT, &size);
    char *wrong = replaced(&arena, text, "#EBE7DF", "#161F28");
    assert_int_equal(sys_write_file(path, wrong, strlen(wrong), 0644, &problem), STATUS_OK);
    assert_int_equal(told.count, 0);
    assert_int_equal(themes_read(folder, tell, &told), STATUS_INVALID);
    assert_non_null(strstr(told.first, "/night.theme:25: ink on paper has a contrast of 1.00"));
    assert_memory_equal(&before, theme_of(THEME_NIGHT), sizeof before);
    char *other = replaced(&arena, text, "#EBE7DF", "#FFFFFF");
    assert_int_equal(sys_write_file(path, other, strlen(other), 0644, &problem), STATUS_OK);
    told = (struct told){0};
    assert_int_equal(themes_read(folder, tell, &told), STATUS_OK);
    assert_int_equal(told.count, 0);
    assert_int_equal(theme_of(THEME_NIGHT)->colours[COLOUR_INK].red, 255);
    assert_int_equal(sys_write_file(path, text, size, 0644, &problem), STATUS_OK);
    assert_int_equal(themes_read(folder, tell, &told), STATUS_OK);
    assert_memory_equal(&before, theme_of(THEME_NIGHT), sizeof before);
    unlink(path);
    rmdir(folder);
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_formulas),
        cmocka_unit_test(test_the_nearest_of_256),
        cmocka_unit_test(test_every_pair_can_be_read),
        cmocka_unit_test(test_8_colours_can_be_read),
        cmocka_unit_test(test_table),
        cmocka_unit_test(test_states_are_told_apart_by_all_eyes),
        cmocka_unit_test(test_contrast_is_black_white_and_yellow_but_for_the_emergency),
        cmocka_unit_test(test_nothing_else_has_the_ground_of_the_emergency),
        cmocka_unit_test(test_monochrome_has_no_colours),
        cmocka_unit_test(test_codes_are_dark_on_light),
        cmocka_unit_test(test_bold_is_never_black),
        cmocka_unit_test(test_meaning_is_not_colour_alone),
        cmocka_unit_test(test_focus_cannot_be_missed),
        cmocka_unit_test(test_the_console_is_told_sixteen),
        cmocka_unit_test(test_what_is_delivered_is_whole),
        cmocka_unit_test(test_wrong_lines_are_named),
        cmocka_unit_test(test_colours_that_no_role_needs_are_needed),
        cmocka_unit_test(test_a_focus_like_the_page_is_refused),
        cmocka_unit_test(test_hostile_texts),
        cmocka_unit_test(test_a_folder_of_themes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
