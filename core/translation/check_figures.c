// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The figures of both texts are paired, first those that are equal, then those that say the same in another way. Their order is not
// asked: languages have their own. What is left over is told.
#include "core/translation/check_private.h"

#include "core/text/figures.h"
#include "core/text/fold.h"

#include <stdlib.h>
#include <string.h>
#include <unistr.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

enum {
    MONTH_LETTERS_MIN = 5, // a month's name with so many may have another ending,
    MONTH_ENDING_MAX = 2,  // in place of so many of its letters
    IN_WORDS_MAX = 12,      // numbers up to this are often written as words
    LONG_NUMBER_DIGITS = 3, // one of so many digits is not written as a word
    FIGURES_MAX = 500,      // of one line or text: each is looked at beside each
};

// A figure of one of the texts.
struct side_figure {
    struct figure figure;
    bool paired;
    bool of_date; // a part of one
};

struct side {
    struct side_figure *items;
    size_t count, capacity;
};

// ---- both sides ---------------------------------------------------------------------------------------------------

static struct side_figure *add(struct arena *arena, struct side *side, struct figure figure)
{
    side->items = arena_grow(arena, side->items, side->count, &side->capacity, sizeof *side->items);
    side->items[side->count] = (struct side_figure){.figure = figure};
    return &side->items[side->count++];
}

// The bytes of a name that must stand in a word for it to be that name in one of its forms.
static size_t stem_length(const char *name, size_t length)
{
    size_t letters = u8_mbsnlen((const uint8_t *)name, length);
    const uint8_t *end = (const uint8_t *)name + length;
    ucs4_t ignored;
    for (size_t i = 0; letters >= MONTH_LETTERS_MIN && i < MONTH_ENDING_MAX; i++)
        end = u8_prev(&ignored, end, (const uint8_t *)name);
    return (size_t)((const char *)end - name);
}

static int month_of(const struct translation_months *months, const char *word)
{
    for (int month = 0; month < DATE_MONTHS; month++) {
        for (int with_day = 0; with_day < 2; with_day++) {
            const char *name = months->names[with_day][month];
            size_t length = name == NULL ? 0 : strlen(name), stem = name == NULL ? 0 : stem_length(name, length);
            if (name != NULL && (stem < length ? strncmp(word, name, stem) == 0 : strcmp(word, name) == 0))
                return month + 1;
        }
    }
    return 0;
}

static const char between_words[] = " .,;:!?()\n";

static void add_months(struct arena *arena, struct side *side, const struct translation_months *months, const char *text)
{
    for (const char *word = text + strspn(text, between_words); *word != '\0';) {
        size_t length = strcspn(word, between_words), at = (size_t)(word - text), next;
        for (char *part = text_fold(arena, arena_copy(arena, word, length)); *part != '\0'; part += next) {
            next = strcspn(part, " ");
            char *whole = arena_copy(arena, part, next);
            int month = month_of(months, whole);
            if (month > 0)
                add(arena, side, (struct figure){.kind = FIGURE_MONTH,
                                                 .value = arena_format(arena, "%d", month),
                                                 .start = at,
                                                 .end = at + length});
            next += part[next] == ' ';
        }
        word += length + strspn(word + length, between_words);
    }
}

static struct side read_side(struct arena *arena, const struct translation_months *months, const char *text)
{
    struct side side = {0};
    size_t count;
    const struct figure *figures = text_figures(arena, text, &count);
    for (size_t i = 0; i < count; i++)
        add(arena, &side, figures[i]);
    add_months(arena, &side, months, text);
    return side;
}

// ---- what is the same ---------------------------------------------------------------------------------------------

// Whether a German figure may stand as another.
typedef bool same_figure(const struct side_figure *german, const struct side_figure *own);

static bool is_equal(const struct side_figure *german, const struct side_figure *own)
{
    return german->figure.kind == own->figure.kind && strcmp(german->figure.value, own->figure.value) == 0;
}

// Currency and what is dialled need not be told from other numbers.
static bool is_same_number(const struct side_figure *german, const struct side_figure *own)
{
    enum figure_kind g = german->figure.kind, o = own->figure.kind;
    bool numbers = (g == FIGURE_NUMBER || g == FIGURE_PRICE || g == FIGURE_PHONE) &&
                   (o == FIGURE_NUMBER || o == FIGURE_PRICE || o == FIGURE_PHONE);
    bool months = (g == FIGURE_MONTH && (o == FIGURE_NUMBER || o == FIGURE_MONTH)) ||
                  (o == FIGURE_MONTH && german->of_date);
    return (numbers || months) && strcmp(german->figure.value, own->figure.value) == 0;
}

// 14:00 and 14, 14:30 and 14.3, which is how 14.30 was read.
static bool is_time_of(const struct figure *time, const struct figure *number)
{
    char *end;
    if (time->kind != FIGURE_TIME || number->kind != FIGURE_NUMBER)
        return false;
    long hour = strtol(number->value, &end, 10), minute = 0;
    if (*end == '.')
        minute = strlen(end + 1) == 1 ? 10 * strtol(end + 1, NULL, 10) : strtol(end + 1, NULL, 10);
    return hour == strtol(time->value, &end, 10) && minute == strtol(end + 1, NULL, 10);
}

static bool is_same_time(const struct side_figure *german, const struct side_figure *own)
{
    return is_time_of(&german->figure, &own->figure) || is_time_of(&own->figure, &german->figure);
}

// 14:00 and 2:00, or 2.
static bool is_same_on_the_dial(const struct side_figure *german, const struct side_figure *own)
{
    char *german_end, *own_end;
    if (german->figure.kind != FIGURE_TIME || (own->figure.kind != FIGURE_TIME && own->figure.kind != FIGURE_NUMBER))
        return false;
    long german_hour = strtol(german->figure.value, &german_end, 10), own_hour = strtol(own->figure.value, &own_end, 10);
    const char *own_minutes = own->figure.kind == FIGURE_TIME ? own_end : ":00";
    return german_hour == own_hour + 12 && strcmp(german_end, own_minutes) == 0;
}

static void pair(struct side *german, struct side *own, same_figure *same)
{
    for (size_t g = 0; g < german->count; g++) {
        for (size_t o = 0; o < own->count && !german->items[g].paired; o++) {
            if (own->items[o].paired || !same(&german->items[g], &own->items[o]))
                continue;
            german->items[g].paired = own->items[o].paired = true;
        }
    }
}

// A date that stands only on one side may be written with the month in words on the other: it becomes day, month and year.
static void take_dates_apart(struct arena *arena, struct side *side)
{
    size_t count = side->count;
    for (size_t i = 0; i < count; i++) {
        struct figure part = side->items[i].figure;
        if (part.kind != FIGURE_DATE || side->items[i].paired)
            continue;
        side->items[i].paired = true;
        for (const char *rest = part.value; *rest != '\0'; rest += *rest == '-') {
            char *end;
            part.kind = FIGURE_NUMBER;
            part.value = arena_format(arena, "%ld", strtol(rest, &end, 10));
            add(arena, side, part)->of_date = true;
            rest = end;
        }
    }
}

// 8:30 on one side and the numbers 8 and 30 on the other: "8 giờ 30".
static void pair_split_times(struct side *times, struct side *numbers)
{
    for (size_t t = 0; t < times->count; t++) {
        struct side_figure *time = &times->items[t];
        char *end;
        if (time->paired || time->figure.kind != FIGURE_TIME)
            continue;
        long hour = strtol(time->figure.value, &end, 10), minute = strtol(end + 1, NULL, 10);
        for (size_t n = 0; n + 1 < numbers->count && !time->paired; n++) {
            struct side_figure *first = &numbers->items[n], *second = first + 1;
            if (first->paired || second->paired || first->figure.kind != FIGURE_NUMBER || second->figure.kind != FIGURE_NUMBER ||
                strtol(first->figure.value, NULL, 10) != hour || strtol(second->figure.value, NULL, 10) != minute)
                continue;
            time->paired = first->paired = second->paired = true;
        }
    }
}

// ---- numbers in words ---------------------------------------------------------------------------------------------

// How German words begin that say a number.
static bool says_number(const char *folded, long number)
{
    static const char *const beginnings[IN_WORDS_MAX + 1][4] = {
        {"null", "kein"}, {"ein", "erst"}, {"zwei", "zwo", "beid", "doppel"}, {"drei", "dritt"}, {"vier"}, {"funf"},
        {"sechs"},        {"sieb"},        {"acht"},                         {"neun"},          {"zehn"}, {"elf"},
        {"zwolf", "dutzend"},
    };
    for (const char *word = folded; number >= 0 && number <= IN_WORDS_MAX && *word != '\0';) {
        for (size_t i = 0; i < COUNT(beginnings[0]) && beginnings[number][i] != NULL; i++) {
            if (strncmp(word, beginnings[number][i], strlen(beginnings[number][i])) == 0)
                return true;
        }
        word += strcspn(word, " ");
        word += *word == ' ';
    }
    return false;
}

static bool is_small(const struct figure *figure)
{
    char *end;
    return figure->kind == FIGURE_NUMBER && !figure->in_word && strtol(figure->value, &end, 10) <= IN_WORDS_MAX && *end == '\0';
}

// ---- what is left over --------------------------------------------------------------------------------------------

static void tell(struct translation_checking *checking, enum translation_fault fault, bool must, const struct figure *german,
                 const struct figure *own)
{
    struct translation_finding finding = {.fault = fault, .must = must, .figure = german != NULL ? german->kind : own->kind};
    if (german != NULL) {
        finding.german = (struct translation_place){german->start, german->end};
        finding.wanted = arena_copy(checking->arena, checking->german + german->start, german->end - german->start);
    }
    if (own != NULL) {
        finding.own = (struct translation_place){own->start, own->end};
        finding.found = arena_copy(checking->arena, checking->own + own->start, own->end - own->start);
    }
    translation_find(checking, finding);
}

// Whether one may have become the other. Ordinals mostly become words, and months are taken for one by mistake.
static bool is_alike(const struct figure *german, const struct figure *own)
{
    bool number = german->kind == FIGURE_NUMBER || german->kind == FIGURE_PRICE;
    bool own_number = own->kind == FIGURE_NUMBER || own->kind == FIGURE_PRICE;
    return german->kind != FIGURE_MONTH && !german->ordinal && (german->kind == own->kind || (number && own_number));
}

// A figure of each side that is left over and of one kind is one that became another.
static void tell_others(struct translation_checking *checking, struct side *german, struct side *own)
{
    for (size_t g = 0; g < german->count; g++) {
        struct side_figure *first = &german->items[g];
        for (size_t o = 0; o < own->count && !first->paired; o++) {
            struct side_figure *second = &own->items[o];
            if (second->paired || !is_alike(&first->figure, &second->figure))
                continue;
            bool small = is_small(&first->figure) && is_small(&second->figure);
            first->paired = second->paired = true;
            tell(checking, TRANSLATION_FIGURE_OTHER, !small, &first->figure, &second->figure);
        }
    }
}

// A figure may stand a second time, with the German words in brackets behind.
static bool is_said_again(const struct side *german, const struct figure *own)
{
    for (size_t g = 0; g < german->count; g++) {
        if (strcmp(german->items[g].figure.value, own->value) == 0)
            return true;
    }
    return false;
}

static void tell_rest(struct translation_checking *checking, const struct side *german, const struct side *own)
{
    const char *folded = NULL;
    for (size_t g = 0; g < german->count; g++) {
        const struct figure *figure = &german->items[g].figure;
        bool must = figure->kind != FIGURE_MONTH && !is_small(figure) && !german->items[g].of_date;
        if (!german->items[g].paired && !checking->beside)
            tell(checking, TRANSLATION_FIGURE_MISSING, must, figure, NULL);
    }
    for (size_t o = 0; o < own->count; o++) {
        const struct figure *figure = &own->items[o].figure;
        bool number = figure->kind == FIGURE_NUMBER || figure->kind == FIGURE_PRICE;
        if (own->items[o].paired || figure->kind == FIGURE_MONTH || is_said_again(german, figure)) // "may" is not only a month
            continue;
        folded = folded == NULL ? text_fold(checking->arena, checking->german) : folded;
        if (number && says_number(folded, strtol(figure->value, NULL, 10)))
            continue;
        tell(checking, TRANSLATION_FIGURE_ADDED, !number || strlen(figure->value) >= LONG_NUMBER_DIGITS, NULL, figure);
    }
}

// Times of which only the words around them can say that they are after noon.
static void tell_halves(struct translation_checking *checking, struct side *german, struct side *own)
{
    for (size_t g = 0; g < german->count; g++) {
        for (size_t o = 0; o < own->count && !german->items[g].paired; o++) {
            if (own->items[o].paired || !is_same_on_the_dial(&german->items[g], &own->items[o]))
                continue;
            german->items[g].paired = own->items[o].paired = true;
            tell(checking, TRANSLATION_FIGURE_HALF, false, &german->items[g].figure, &own->items[o].figure);
        }
    }
}

void translation_check_figures(struct translation_checking *checking)
{
    struct side german = read_side(checking->arena, &checking->checker->german, checking->german);
    struct side own = read_side(checking->arena, &checking->checker->own, checking->own);
    if (german.count > FIGURES_MAX || own.count > FIGURES_MAX)
        return;
    pair(&german, &own, is_equal);
    take_dates_apart(checking->arena, &german);
    take_dates_apart(checking->arena, &own);
    pair(&german, &own, is_same_number);
    pair(&german, &own, is_same_time);
    pair_split_times(&german, &own);
    pair_split_times(&own, &german);
    tell_halves(checking, &german, &own);
    tell_others(checking, &german, &own);
    tell_rest(checking, &german, &own);
}
