// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// A week's hours as one line. Days of which the same is said stand together.
#include "core/time/hours_text_private.h"

#include <string.h>

enum { DAYS = 7, MINUTES = 1440, CLAUSES_MAX = 2 * DAYS };

// The words of a language.
struct hours_writing {
    const char *days[DAYS];
    const char *daily, *closed, *always, *oclock, *next_day, *only, *besides;
    bool padded; // "9:00", not "9"
};

static const struct hours_writing german = {
    {"Mo", "Di", "Mi", "Do", "Fr", "Sa", "So"},
    "täglich", "geschlossen", "rund um die Uhr", " Uhr", " am nächsten Tag", "nur mit Termin", "und nach Vereinbarung", false,
};
static const struct hours_writing english = {
    {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"},
    "daily", "closed", "around the clock", "", " the next day", "by appointment only", "and by appointment", true,
};

// What is said of some days.
struct hours_clause {
    const char *says;
    unsigned days;
    bool bound; // of the hours that are by appointment
};

static const char *time_of(struct arena *arena, const struct hours_writing *words, int minutes)
{
    bool whole = minutes % 60 == 0 && !words->padded;
    return whole ? arena_format(arena, "%d", minutes / 60) : arena_format(arena, "%d:%02d", minutes / 60, minutes % 60);
}

// "13–16", and how late it is when that does not follow: a night of more than HOURS_LONGEST_NIGHT.
static const char *range_of(struct arena *arena, const struct hours_writing *words, const struct opening_span *span)
{
    bool next_day = span->close_minute > MINUTES;
    bool told = next_day && span->close_minute - span->open_minute > HOURS_LONGEST_NIGHT;
    const char *opens = time_of(arena, words, span->open_minute);
    const char *closes = time_of(arena, words, span->close_minute - (next_day ? MINUTES : 0));
    return arena_format(arena, "%s–%s%s%s", opens, closes, told ? words->oclock : "", told ? words->next_day : "");
}

static bool is_unstated(const struct opening_span *span)
{
    return span->by_appointment && span->open_minute == 0 && span->close_minute == MINUTES;
}

// What is said of a day, "" when nothing is: of its open hours, or of those by appointment.
static const char *says_of(struct arena *arena, const struct hours_writing *words, const struct opening_span *spans,
                           size_t count, int day, bool bound)
{
    struct arena_text text = {0};
    bool unstated = false, ends_told = false;
    for (size_t i = 0; i < count; i++) {
        if (spans[i].weekday != day)
            continue;
        unstated = unstated || is_unstated(&spans[i]);
        if (is_unstated(&spans[i]) || spans[i].by_appointment != bound)
            continue;
        const char *range = range_of(arena, words, &spans[i]);
        arena_append(arena, &text, text.length > 0 ? ", " : "");
        arena_append(arena, &text, range);
        ends_told = strstr(range, words->next_day) != NULL;
    }
    bool times = text.length > 0;
    if (times && !ends_told)
        arena_append(arena, &text, words->oclock);
    const char *rest = bound ? (times ? words->only : NULL) : !unstated ? NULL : times ? words->besides : words->only;
    arena_append(arena, &text, times && rest != NULL ? " " : "");
    arena_append(arena, &text, rest == NULL ? "" : rest);
    return text.bytes == NULL ? "" : text.bytes;
}

// "Mo–Do", "Mo, Mi", "täglich". A run of two is a list.
static const char *days_of(struct arena *arena, const struct hours_writing *words, unsigned days)
{
    struct arena_text text = {0};
    if (days == HOURS_TEXT_EVERY_DAY)
        return words->daily;
    for (int day = 0; day < DAYS; day++) {
        int last = day;
        if ((days >> day & 1) == 0)
            continue;
        while (last + 1 < DAYS && (days >> (last + 1) & 1) != 0)
            last++;
        arena_append(arena, &text, text.length > 0 ? ", " : "");
        arena_append(arena, &text, words->days[day]);
        if (last - day >= 2) {
            arena_append(arena, &text, "–");
            arena_append(arena, &text, words->days[last]);
            day = last;
        }
    }
    return text.bytes;
}

static void add_clause(struct hours_clause *clauses, size_t *count, const char *says, int day, bool bound)
{
    size_t i = 0;
    if (says[0] == '\0')
        return;
    while (i < *count && (clauses[i].bound != bound || strcmp(clauses[i].says, says) != 0))
        i++;
    if (i == *count)
        clauses[(*count)++] = (struct hours_clause){says, 0, bound};
    clauses[i].days |= 1U << day;
}

const char *hours_text_write(struct arena *arena, const struct opening_span *spans, size_t count, bool by_appointment,
                             const char *language)
{
    const struct hours_writing *words = strcmp(language, "en") == 0 ? &english : &german;
    struct hours_clause clauses[CLAUSES_MAX];
    size_t clause_count = 0;
    struct arena_text text = {0};
    if (count == 0)
        return by_appointment ? words->only : words->closed;
    const char *whole_day = says_of(arena, words, &(struct opening_span){.weekday = 0, .open_minute = 0, .close_minute = MINUTES}, 1, 0, false);
    for (int day = 0; day < DAYS; day++) {
        add_clause(clauses, &clause_count, says_of(arena, words, spans, count, day, false), day, false);
        add_clause(clauses, &clause_count, says_of(arena, words, spans, count, day, true), day, true);
    }
    if (clause_count == 1 && clauses[0].days == HOURS_TEXT_EVERY_DAY && strcmp(clauses[0].says, whole_day) == 0)
        return words->always;
    for (size_t i = 0; i < clause_count; i++) {
        arena_append(arena, &text, i > 0 ? "; " : "");
        arena_append(arena, &text, days_of(arena, words, clauses[i].days));
        arena_append(arena, &text, " ");
        arena_append(arena, &text, clauses[i].says);
    }
    return text.bytes;
}
