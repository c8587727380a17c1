// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Who knows all figures that are shown can bound a hidden part: it is at least the whole less what the other parts can be at most. A
// shown figure can be 4 more than it says, a hidden one 4. The whole is therefore cut, by steps of five, to where each hidden part may still be none;
// and that over both steps, from years to months to days. Upwards nothing needs care: the whole is at least the sum of what its
// parts show, a multiple of five itself, and may be 4 more.
#include "core/insight/usage_figures.h"

#include "core/database/statement.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { OVER = USAGE_LEAST - 1, MONTHS = 12, WEEK_DAYS = 7, THURSDAY = 3 };

// A whole while its parts are summed up.
struct whole {
    char period[USAGE_PERIOD_BYTES]; // "" none has begun
    long count;                      // what it is
    long parts, shown;               // that had any count, and those of them that are shown, in sum at least
    long most;                       // what all that had any count can be taken for at most
    bool open;                       // a part hides something itself
};

struct usage_adding {
    struct arena *arena;
    struct usage_figures *figures;
    size_t room;
    enum usage_level level;
    struct local_time today;
    enum usage_measure measure;
    char key[USAGE_KEY_BYTES];
    struct whole month, year;
};

static long rounded(long count)
{
    return count - count % USAGE_LEAST;
}

static long show(struct usage_adding *adding, enum usage_level level, const char *period, long least)
{
    struct usage_figures *figures = adding->figures;
    if (level == adding->level && least >= USAGE_LEAST) {
        figures->items = arena_grow(adding->arena, figures->items, figures->count, &adding->room, sizeof *figures->items);
        figures->items[figures->count++] =
            (struct usage_figure){.measure = adding->measure, .key = arena_copy_text(adding->arena, adding->key),
                                  .period = arena_copy_text(adding->arena, period), .least = least};
    }
    return least;
}

static void add_part(struct whole *whole, long count, long least, bool open)
{
    whole->count += count;
    whole->parts++;
    whole->shown += least >= USAGE_LEAST;
    whole->most += (least >= USAGE_LEAST ? least : 0) + OVER;
    whole->open = whole->open || open;
}

// Whether one of so many parts hides something; those without any count hide as much as a few.
static bool hides(const struct whole *whole, long parts)
{
    return whole->open || whole->shown < parts;
}

// What is shown of a whole of so many parts.
static long allowed(const struct whole *whole, long parts)
{
    long bound = whole->most + (parts - whole->parts) * OVER - OVER;
    return rounded(hides(whole, parts) && bound < whole->count ? bound : whole->count);
}

// How many periods of its span a month has.
static long parts_of(enum usage_span span, const char *month)
{
    struct local_time first;
    char day[] = "YYYY-MM-01";
    memcpy(day, month, strlen("YYYY-MM"));
    if (span == USAGE_MONTH || !clock_parse_day(day, &first))
        return 1;
    int64_t begin = clock_day_number(first.year, first.month, 1);
    int64_t end = clock_day_number(first.year + first.month / MONTHS, first.month % MONTHS + 1, 1);
    if (span == USAGE_DAY)
        return (long)(end - begin);
    int64_t thursday = begin + (THURSDAY - first.weekday + WEEK_DAYS) % WEEK_DAYS;
    return (long)((end - thursday + WEEK_DAYS - 1) / WEEK_DAYS);
}

// Whether the whole that begins with these characters is over.
static bool is_over(const struct usage_adding *adding, const char *whole)
{
    char present[USAGE_PERIOD_BYTES];
    char month[USAGE_PERIOD_BYTES];
    enum usage_span span = usage_measure_span(adding->measure);
    usage_period(span, adding->today, present);
    usage_month_of(span, present, month);
    return strncmp(whole, month, strlen(whole)) < 0;
}

static void end_year(struct usage_adding *adding)
{
    if (adding->year.period[0] != '\0' && is_over(adding, adding->year.period))
        show(adding, USAGE_BY_YEAR, adding->year.period, allowed(&adding->year, MONTHS));
    adding->year = (struct whole){0};
}

static void end_month(struct usage_adding *adding)
{
    const struct whole *month = &adding->month;
    if (month->period[0] != '\0') {
        enum usage_span span = usage_measure_span(adding->measure);
        long parts = parts_of(span, month->period);
        bool single = span == USAGE_MONTH; // a part is the whole
        long least = single ? rounded(month->count) : allowed(month, parts);
        if (is_over(adding, month->period))
            show(adding, USAGE_BY_MONTH, month->period, least);
        add_part(&adding->year, month->count, least, !single && hides(month, parts));
    }
    adding->month = (struct whole){0};
}

static void add_row(struct usage_adding *adding, const char *period, long count)
{
    char month[USAGE_PERIOD_BYTES];
    char present[USAGE_PERIOD_BYTES];
    enum usage_span span = usage_measure_span(adding->measure);
    usage_month_of(span, period, month);
    usage_period(span, adding->today, present);
    if (strcmp(month, adding->month.period) != 0) {
        end_month(adding);
        if (strncmp(month, adding->year.period, strlen("YYYY")) != 0)
            end_year(adding);
        snprintf(adding->month.period, sizeof adding->month.period, "%s", month);
        snprintf(adding->year.period, sizeof adding->year.period, "%.4s", month);
    }
    long least = rounded(count);
    if (strcmp(period, present) < 0)
        show(adding, USAGE_FINEST, period, least);
    add_part(&adding->month, count, least, false);
}

static int compare_figures(const void *a, const void *b)
{
    const struct usage_figure *first = a;
    const struct usage_figure *second = b;
    int order = (int)first->measure - (int)second->measure;
    if (order == 0)
        order = strcmp(first->period, second->period);
    if (order == 0 && first->least != second->least)
        order = first->least > second->least ? -1 : 1;
    return order != 0 ? order : strcmp(first->key, second->key);
}

enum status usage_figures_read(struct usage_figures *figures, struct arena *arena, sqlite3 *database, enum usage_level level,
                               struct local_time today, struct problem *problem)
{
    struct usage_adding adding = {.arena = arena, .figures = figures, .level = level, .today = today};
    *figures = (struct usage_figures){0};
    struct statement *row = database_query(database,
                                           "SELECT measure, key, period, sum(count) FROM count WHERE period <> ''"
                                           " GROUP BY measure, key, period ORDER BY measure, key, period",
                                           problem);
    while (statement_next(row)) {
        enum usage_measure measure;
        if (!usage_measure_of(statement_text(row, 0), &measure) || !usage_is_period(usage_measure_span(measure), statement_text(row, 2)))
            continue;
        if (measure != adding.measure || strcmp(statement_text(row, 1), adding.key) != 0) {
            end_month(&adding);
            end_year(&adding);
            adding.measure = measure;
            snprintf(adding.key, sizeof adding.key, "%s", statement_text(row, 1));
        }
        add_row(&adding, statement_text(row, 2), (long)statement_number(row, 3));
    }
    end_month(&adding);
    end_year(&adding);
    if (figures->count > 0)
        qsort(figures->items, figures->count, sizeof *figures->items, compare_figures);
    return statement_end(&row);
}

enum status usage_words_read(struct demand_word **words, size_t *count, struct arena *arena, sqlite3 *database, struct problem *problem)
{
    size_t room = 0;
    *words = NULL;
    *count = 0;
    struct statement *row = database_query(database, "SELECT word, sum(visits), max(month) FROM word GROUP BY word ORDER BY 2 DESC, 1", problem);
    while (statement_next(row)) {
        *words = arena_grow(arena, *words, *count, &room, sizeof **words);
        (*words)[(*count)++] = (struct demand_word){statement_copy(arena, row, 0), (long)statement_number(row, 1), statement_copy(arena, row, 2)};
    }
    return statement_end(&row);
}

// ---- what is to be mended -----------------------------------------------------------------------------------------

static bool feedback_of(const char *name, enum usage_feedback *feedback)
{
    for (int i = 0; i < USAGE_FEEDBACKS; i++) {
        *feedback = (enum usage_feedback)i;
        if (strcmp(usage_feedback_name(*feedback), name) == 0)
            return true;
    }
    return false;
}

enum status usage_reports_read(struct usage_report **reports, size_t *count, struct arena *arena, sqlite3 *database, struct problem *problem)
{
    size_t room = 0;
    *reports = NULL;
    *count = 0;
    struct statement *row = database_query(database, "SELECT key, max(seen) FROM count WHERE measure = 'feedback' GROUP BY key ORDER BY key", problem);
    while (statement_next(row)) {
        char *offer = statement_copy(arena, row, 0);
        char *name = strchr(offer, ' ');
        enum usage_feedback feedback;
        if (name == NULL || !feedback_of(name + 1, &feedback) || feedback < USAGE_WRONG_PHONE)
            continue;
        *name = '\0';
        *reports = arena_grow(arena, *reports, *count, &room, sizeof **reports);
        (*reports)[(*count)++] = (struct usage_report){.offer = offer, .feedback = feedback, .seen = statement_copy(arena, row, 1)};
    }
    return statement_end(&row);
}
