// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The lines are read by core/base/settings; here is what they say. Colours stand above the roles that use them, so that each
// line is judged where it stands.
#include "tui/kit/theme_reader.h"

#include "core/base/arena.h"
#include "core/base/settings.h"

#include <stdio.h>
#include <string.h>

static const double text = 7.0, quiet = 4.5, shape = 3.0;

static const struct role_row {
    const char *name;
    const double *least;
} rows[ROLE_COUNT] = {
    [ROLE_TEXT] = {"text", &text},
    [ROLE_STRONG] = {"strong", &text},
    [ROLE_QUIET] = {"quiet", &quiet},
    [ROLE_HEADING] = {"heading", &text},
    [ROLE_BAR] = {"bar", &text},
    [ROLE_BAR_QUIET] = {"bar-quiet", &quiet},
    [ROLE_FOCUS] = {"focus", &text},
    [ROLE_FOCUS_QUIET] = {"focus-quiet", &quiet},
    [ROLE_NUMBER] = {"number", &text},
    [ROLE_LINK] = {"link", &text},
    [ROLE_NOTICE] = {"notice", &text},
    [ROLE_ALERT] = {"alert", &text},
    [ROLE_OPEN] = {"open", &text},
    [ROLE_KEY] = {"key", &text},
    [ROLE_FOOTER] = {"footer", &quiet},
    [ROLE_DIM] = {"dim", &quiet},
    [ROLE_BUTTON] = {"button", &text},
    [ROLE_FIELD] = {"field", &text},
    [ROLE_FIELD_QUIET] = {"field-quiet", &quiet},
    [ROLE_SELECTED] = {"selected", &text},
    [ROLE_FIELD_WRONG] = {"field-wrong", &text},
    [ROLE_FIELD_ADVICE] = {"field-advice", &text},
    [ROLE_RULE] = {"rule", &shape},
    [ROLE_CLOSED] = {"closed", &text},
    [ROLE_FREE] = {"free", &text},
    [ROLE_DOUBT] = {"doubt", &text},
    [ROLE_MATCH] = {"match", &text},
    [ROLE_FOCUS_MATCH] = {"focus-match", &text},
    [ROLE_CODE] = {"code", &text},
    [ROLE_PICTURE + PICTURE_STRONG] = {"picture", &shape},
    [ROLE_PICTURE + PICTURE_QUIET] = {"picture-quiet", &shape},
    [ROLE_FOCUS_PICTURE + PICTURE_STRONG] = {"focus-picture", &shape},
    [ROLE_FOCUS_PICTURE + PICTURE_QUIET] = {"focus-picture-quiet", &shape},
    [ROLE_ALERT_PICTURE + PICTURE_STRONG] = {"alert-picture", &shape},
    [ROLE_ALERT_PICTURE + PICTURE_QUIET] = {"alert-picture-quiet", &shape},
};

static const char *const colour_names[COLOUR_COUNT + 1] = {
    [COLOUR_PAPER] = "paper", [COLOUR_EMERGENCY] = "emergency", [COLOUR_BAR] = "bar",     [COLOUR_FOCUS] = "focus",
    [COLOUR_FIELD] = "field", [COLOUR_KEY] = "key",             [COLOUR_SHADE] = "shade", [COLOUR_INK] = "ink",
    [COLOUR_QUIET] = "quiet", [COLOUR_ACCENT] = "accent",       [COLOUR_OPEN] = "open",   [COLOUR_CLOSED] = "closed",
    [COLOUR_FREE] = "free",   [COLOUR_DOUBT] = "doubt",         [COLOUR_RULE] = "rule",   [COLOUR_LIGHT] = "light",
    [COLOUR_OWN] = "own",
};

static const char *const plain_names[] = {"black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"};
enum { PLAIN_COUNT = sizeof plain_names / sizeof *plain_names };

static const char *const attribute_names[] = {"bold", "underline", "reverse"}; // in the order of their bits
enum { ATTRIBUTE_COUNT = sizeof attribute_names / sizeof *attribute_names };

struct theme_reading {
    struct theme *theme;
    bool coloured[COLOUR_COUNT + 1];
    bool styled[ROLE_COUNT];
    enum { PAINT_UNKNOWN, PAINT_OWN, PAINT_COLOURS } paint; // of all roles but that of codes
};

enum { WORDS_MAX = 7, LINE_BYTES = 160 };

// Cuts a value into words in `line`; 0 when they are too many or too long.
static size_t cut(const char *value, char line[LINE_BYTES], const char *words[WORDS_MAX])
{
    size_t count = 0;
    if ((size_t)snprintf(line, LINE_BYTES, "%s", value) >= LINE_BYTES)
        return 0;
    char *rest = NULL;
    for (char *word = strtok_r(line, " \t", &rest); word != NULL; word = strtok_r(NULL, " \t", &rest)) {
        if (count == WORDS_MAX)
            return 0;
        words[count++] = word;
    }
    return count;
}

// The place of the word in the list; `count` when it is not there. Names that are NULL are passed over.
static size_t find(const char *word, const char *const *names, size_t count)
{
    size_t i = 0;
    while (i < count && (names[i] == NULL || strcmp(names[i], word) != 0))
        i++;
    return i;
}

static enum status refuse(struct problem *problem, const char *word, const char *why, const char *mend)
{
    return problem_set(problem, STATUS_INVALID, word, mend, "\"%.60s\" %s", word, why);
}

static bool read_rgb(const char *word, struct rgb *colour)
{
    unsigned red, green, blue;
    if (word[0] != '#' || strlen(word) != 7 || strspn(word + 1, "0123456789abcdefABCDEF") != 6 ||
        sscanf(word + 1, "%2x%2x%2x", &red, &green, &blue) != 3)
        return false;
    *colour = (struct rgb){(uint8_t)red, (uint8_t)green, (uint8_t)blue};
    return true;
}

// colour = NAME #RRGGBB PLAIN
static enum status take_colour(void *target, const char *value, struct problem *problem)
{
    struct theme_reading *reading = target;
    char line[LINE_BYTES];
    const char *words[WORDS_MAX];
    struct rgb rgb;
    if (cut(value, line, words) != 3)
        return refuse(problem, value, "is not a colour", "write it like colour = paper #FDFAF2 white");
    size_t colour = find(words[0], colour_names, COLOUR_COUNT);
    size_t plain = find(words[2], plain_names, PLAIN_COUNT);
    if (colour == COLOUR_COUNT)
        return refuse(problem, words[0], "is the name of no colour", "see those of the themes that came with the program");
    if (reading->coloured[colour])
        return refuse(problem, words[0], "was given further up already", "keep one of them");
    if (!read_rgb(words[1], &rgb))
        return refuse(problem, words[1], "is no colour of sRGB", "write six hexadecimal digits behind a #");
    if (plain == PLAIN_COUNT)
        return refuse(problem, words[2], "is none of the eight colours",
                      "use black, red, green, yellow, blue, magenta, cyan or white");
    reading->coloured[colour] = true;
    reading->theme->colours[colour] = rgb;
    reading->theme->plain[colour] = (enum plain_colour)plain;
    return STATUS_OK;
}

static enum status find_role(const char *word, enum role *role, struct problem *problem)
{
    for (int i = 0; i < ROLE_COUNT; i++) {
        if (rows[i].name != NULL && strcmp(rows[i].name, word) == 0) {
            *role = (enum role)i;
            return STATUS_OK;
        }
    }
    return refuse(problem, word, "is the name of no role", "see those of the themes that came with the program");
}

static enum status find_colour(const struct theme_reading *reading, const char *word, enum theme_colour *colour,
                               struct problem *problem)
{
    size_t place = find(word, colour_names, COLOUR_COUNT + 1);
    if (place > COLOUR_OWN || !reading->coloured[place])
        return refuse(problem, word, "is no colour that was given further up", "give it a value above the roles");
    *colour = (enum theme_colour)place;
    return STATUS_OK;
}

// All of a theme has colours, or nothing but codes has: beside one another, nobody knows whether the focus can be told from the
// page, and a console whose colours are ours has no others.
static enum status judge_paint(struct theme_reading *reading, enum role role, struct theme_style style, struct problem *problem)
{
    if ((style.ink == COLOUR_OWN) != (style.ground == COLOUR_OWN))
        return problem_set(problem, STATUS_INVALID, rows[role].name, "name two colours, or own on own",
                           "half of a pair is the terminal's: nobody knows whether it can be read");
    int paint = style.ink == COLOUR_OWN ? PAINT_OWN : PAINT_COLOURS;
    if (role == ROLE_CODE && paint == PAINT_OWN)
        return problem_set(problem, STATUS_INVALID, rows[role].name, "name two colours, the darker one first",
                           "the terminal's own may be light on dark: not every camera reads that");
    if (role == ROLE_CODE)
        return STATUS_OK;
    if (reading->paint != PAINT_UNKNOWN && (int)reading->paint != paint)
        return problem_set(problem, STATUS_INVALID, rows[role].name, "give all roles colours, or own on own to all but code",
                           "the roles above it %s colours", paint == PAINT_OWN ? "have" : "have no");
    reading->paint = paint;
    return STATUS_OK;
}

static enum status judge_focus(const struct theme_reading *reading, struct theme_style style, struct problem *problem)
{
    enum theme_colour paper = COLOUR_PAPER;
    enum status status = find_colour(reading, colour_names[COLOUR_PAPER], &paper, problem);
    if (status != STATUS_OK)
        return status;
    double apart = colour_contrast(reading->theme->colours[style.ground], reading->theme->colours[paper]);
    if (apart < shape)
        return problem_set(problem, STATUS_INVALID, rows[ROLE_FOCUS].name, "make one of the two lighter or darker",
                           "the focus has a contrast of %.2f to the page, it needs %.1f", apart, shape);
    return STATUS_OK;
}

static enum status judge(struct theme_reading *reading, enum role role, struct theme_style style, struct problem *problem)
{
    const struct theme *theme = reading->theme;
    enum status status = judge_paint(reading, role, style, problem);
    if (status != STATUS_OK || style.ink == COLOUR_OWN)
        return status;
    if (style.ground >= COLOUR_GROUNDS)
        return problem_set(problem, STATUS_INVALID, rows[role].name, "use one of the first eight colours for it",
                           "%s is not for grounds", colour_names[style.ground]);
    double contrast = colour_contrast(theme->colours[style.ink], theme->colours[style.ground]);
    if (contrast < theme_least_contrast(role))
        return problem_set(problem, STATUS_INVALID, rows[role].name, "make one of the two lighter or darker",
                           "%s on %s has a contrast of %.2f, %s needs %.1f", colour_names[style.ink],
                           colour_names[style.ground], contrast, rows[role].name, theme_least_contrast(role));
    if (theme->plain[style.ink] == theme->plain[style.ground])
        return problem_set(problem, STATUS_INVALID, rows[role].name, "give one of the two another of the eight colours",
                           "%s on %s is %s on %s where there are eight colours", colour_names[style.ink], colour_names[style.ground],
                           plain_names[theme->plain[style.ink]], plain_names[theme->plain[style.ground]]);
    static const struct rgb black = {0, 0, 0};
    if (role == ROLE_CODE && colour_contrast(theme->colours[style.ink], black) > colour_contrast(theme->colours[style.ground], black))
        return problem_set(problem, STATUS_INVALID, rows[role].name, "exchange the two", "it is light on dark: not every camera reads that");
    return role == ROLE_FOCUS ? judge_focus(reading, style, problem) : STATUS_OK;
}

// role = NAME INK on GROUND [bold] [underline] [reverse]
static enum status take_role(void *target, const char *value, struct problem *problem)
{
    struct theme_reading *reading = target;
    char line[LINE_BYTES];
    const char *words[WORDS_MAX];
    enum role role = ROLE_TEXT;
    struct theme_style style = {0};
    size_t count = cut(value, line, words);
    if (count < 4 || strcmp(words[2], "on") != 0)
        return refuse(problem, value, "is not a role", "write it like role = heading accent on paper bold");
    enum status status = find_role(words[0], &role, problem);
    if (status == STATUS_OK)
        status = find_colour(reading, words[1], &style.ink, problem);
    if (status == STATUS_OK)
        status = find_colour(reading, words[3], &style.ground, problem);
    if (status != STATUS_OK)
        return status;
    for (size_t i = 4; i < count; i++) {
        size_t attribute = find(words[i], attribute_names, ATTRIBUTE_COUNT);
        if (attribute == ATTRIBUTE_COUNT)
            return refuse(problem, words[i], "is no attribute", "use bold, underline or reverse");
        style.attributes |= (uint8_t)(1u << attribute);
    }
    if (reading->styled[role])
        return refuse(problem, words[0], "was given further up already", "keep one of them");
    status = judge(reading, role, style, problem);
    reading->styled[role] = status == STATUS_OK;
    reading->theme->styles[role] = style;
    return status;
}

// What follows from the roles that are named.
static void complete(struct theme *theme)
{
    static const enum role pictures[] = {ROLE_PICTURE, ROLE_FOCUS_PICTURE, ROLE_ALERT_PICTURE};
    struct theme_style *styles = theme->styles;
    for (size_t i = 0; i < sizeof pictures / sizeof *pictures; i++) {
        struct theme_style *of = &styles[pictures[i]];
        of[PICTURE_STRONG_SOLID] = of[PICTURE_STRONG];
        of[PICTURE_QUIET_SOLID] = of[PICTURE_QUIET];
        of[PICTURE_STRONG_SOLID].ground = of[PICTURE_STRONG].ink;
        of[PICTURE_QUIET_SOLID].ground = of[PICTURE_QUIET].ink;
    }
    styles[ROLE_BUTTON_EDGE] =
        (struct theme_style){.ink = styles[ROLE_BUTTON].ground, .ground = styles[ROLE_TEXT].ground};
    styles[ROLE_CODE_SOLID] = styles[ROLE_CODE];
    styles[ROLE_CODE_SOLID].ground = styles[ROLE_CODE].ink;
    styles[ROLE_BAR_SOLID] = styles[ROLE_BAR];
    styles[ROLE_BAR_SOLID].ground = styles[ROLE_BAR].ink;
}

static enum status miss(const char *path, const char *kind, const char *name, problem_sink *sink, void *context)
{
    struct problem problem;
    enum status status = problem_set(&problem, STATUS_INVALID, path, "see one of the themes that came with the program",
                                     "the %s %s is missing", kind, name);
    sink(context, &problem);
    return status;
}

enum status theme_read(struct theme *theme, const char *path, const char *bytes, size_t size, problem_sink *sink,
                       void *context)
{
    static const struct setting known[] = {{"colour", take_colour, true}, {"role", take_role, true}};
    struct theme_reading reading = {.theme = theme, .coloured = {[COLOUR_OWN] = true}};
    struct arena arena = {0};
    *theme = (struct theme){0};
    enum status status = settings_read_text(path, arena_copy(&arena, bytes, size), size, known,
                                            sizeof known / sizeof *known, &reading, sink, context);
    arena_free(&arena);
    if (status != STATUS_OK)
        return status; // a role whose line was refused is not missing, too
    for (int role = 0; role < ROLE_COUNT; role++)
        if (rows[role].name != NULL && !reading.styled[role])
            status = miss(path, "role", rows[role].name, sink, context);
    for (int colour = 0; colour < COLOUR_COUNT && reading.paint == PAINT_COLOURS; colour++)
        if (!reading.coloured[colour]) // a console is told all of them
            status = miss(path, "colour", colour_names[colour], sink, context);
    complete(theme);
    return status;
}

const char *theme_role_name(enum role role)
{
    return rows[role].name;
}

double theme_least_contrast(enum role role)
{
    if (role < ROLE_PICTURE)
        return rows[role].least == NULL ? 1.0 : *rows[role].least; // of whole blocks on their own colour
    return (role - ROLE_PICTURE) % PICTURE_PAIRS <= PICTURE_QUIET ? shape : 1.0;
}
