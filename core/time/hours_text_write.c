// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// A week's hours as one line. Days of which the same is said stand together.
#include "core/time/hours_text_private.h"

#include <string.h>

enum { DAYS = 7, MINUTES = 1440 };

// The words of a language.
struct hours_writing {
    const char *days[DAYS];
    const char *daily, *closed, *always, *oclock, *next_day, *only, *besides;
    const char *weeks[OPENING_EVEN_WEEKS + 1], *phone, *in_language, *tag, *contact, *closing_mark;
    const char *from, *from_on, *to, *until;
    const char *months[12]; // NULL: dates are numbers
    bool padded; // "9:00", not "9"
};

static const struct hours_writing german = {
    {"Mo", "Di", "Mi", "Do", "Fr", "Sa", "So"},
    "täglich", "geschlossen", "rund um die Uhr", " Uhr", " am nächsten Tag", "nur mit Termin", "und nach Vereinbarung",
    {NULL, " in ungeraden Wochen", " in geraden Wochen"}, " nur telefonisch", " auf ", "Sprache „", " für „", "“",
    " vom ", " ab ", " bis ", " bis ", {NULL}, false,
};
static const struct hours_writing english = {
    {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"},
    "daily", "closed", "around the clock", "", " the next day", "by appointment only", "and by appointment",
    {NULL, " in odd weeks", " in even weeks"}, " by phone only", " in ", "language “", " for “", "”",
    " from ", " from ", " to ", " until ",
    {"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"}, true,
};

// What is said of some days.
struct hours_clause {
    const char *says;
    unsigned days;
    bool appointment; // of the hours that are by appointment
    const struct opening_span *like; // what restricts them is what restricts this one
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

// ---- what restricts -----------------------------------------------------------------------------------------------

static const char *day_of(struct arena *arena, const struct hours_writing *words, const struct opening_span *span, int64_t number)
{
    struct local_time day = clock_from_day_number(number);
    const char *year = span->every_year ? "" : arena_format(arena, "%s%d", words->months[0] == NULL ? "" : " ", day.year);
    return words->months[0] == NULL ? arena_format(arena, "%d.%d.%s", day.day, day.month, year)
                                    : arena_format(arena, "%d %s%s", day.day, words->months[day.month - 1], year);
}

static void append(struct arena *arena, struct arena_text *text, const char *lead, const char *more)
{
    arena_append(arena, text, lead);
    arena_append(arena, text, more);
}

static void append_season(struct arena *arena, struct arena_text *text, const struct hours_writing *words, const struct opening_span *span)
{
    bool begins = span->first_day != 0, ends = span->last_day != 0;
    if (begins)
        append(arena, text, ends ? words->from : words->from_on, day_of(arena, words, span, span->first_day));
    if (ends)
        append(arena, text, begins ? words->to : words->until, day_of(arena, words, span, span->last_day));
}

// In quotation marks; the closing one is doubled where it is part of the name.
static void append_name(struct arena *arena, struct arena_text *text, const struct hours_writing *words, const char *name, size_t length)
{
    const char *copy = arena_copy(arena, name, length);
    for (const char *mark; (mark = strstr(copy, words->closing_mark)) != NULL; copy = mark + strlen(words->closing_mark)) {
        arena_append(arena, text, arena_copy(arena, copy, (size_t)(mark - copy)));
        append(arena, text, words->closing_mark, words->closing_mark);
    }
    append(arena, text, copy, words->closing_mark);
}

static void append_languages(struct arena *arena, struct arena_text *text, const struct hours_writing *words, const char *languages)
{
    const char *lead = words->in_language;
    for (const char *at = languages; *at != '\0'; at += strspn(at, " ")) {
        size_t length = strcspn(at, " ");
        const char *name = hours_language_name(arena_copy(arena, at, length), words == &english);
        append(arena, text, lead, name != NULL ? name : words->tag);
        if (name == NULL)
            append_name(arena, text, words, at, length);
        lead = ", ";
        at += length;
    }
}

static const char *bounds_of(struct arena *arena, const struct hours_writing *words, const struct opening_span *span)
{
    struct arena_text text = {0};
    arena_append(arena, &text, span->weeks == OPENING_EACH_WEEK ? "" : words->weeks[span->weeks]);
    append_season(arena, &text, words, span);
    arena_append(arena, &text, span->by_phone ? words->phone : "");
    if (span->languages != NULL)
        append_languages(arena, &text, words, span->languages);
    if (span->contact != NULL) {
        arena_append(arena, &text, words->contact);
        append_name(arena, &text, words, span->contact, strlen(span->contact));
    }
    return text.bytes;
}

// ---- hours --------------------------------------------------------------------------------------------------------

static bool is_unstated(const struct opening_span *span)
{
    return span->by_appointment && span->open_minute == 0 && span->close_minute == MINUTES;
}

// What is said of a day, "" when nothing is: of its open hours, or of those by appointment, of those that are restricted like one.
static const char *says_of(struct arena *arena, const struct hours_writing *words, const struct opening_span *spans,
                           size_t count, const struct hours_clause *clause, int day)
{
    struct arena_text text = {0};
    bool unstated = false, ends_told = false, bound = clause->appointment;
    for (size_t i = 0; i < count; i++) {
        if (spans[i].weekday != day || !hours_same_bounds(&spans[i], clause->like))
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

static void add_clause(struct hours_clause *clauses, size_t *count, const struct hours_clause *clause, const char *says, int day)
{
    size_t i = 0;
    if (says[0] == '\0')
        return;
    while (i < *count && (clauses[i].appointment != clause->appointment || strcmp(clauses[i].says, says) != 0 ||
                          !hours_same_bounds(clauses[i].like, clause->like)))
        i++;
    if (i == *count)
        clauses[(*count)++] = (struct hours_clause){says, 0, clause->appointment, clause->like};
    clauses[i].days |= day == CLOSURE_EACH_DAY ? 0 : 1U << day;
}

// Whether no span of the day before it is restricted like this one.
static bool is_first_like(const struct opening_span *spans, size_t at)
{
    for (size_t i = 0; i < at; i++) {
        if (spans[i].weekday == spans[at].weekday && hours_same_bounds(&spans[i], &spans[at]))
            return false;
    }
    return true;
}

// A day of each sort of restriction gives what is said of it, in the order of the days.
static size_t collect_clauses(struct arena *arena, const struct hours_writing *words, const struct opening_span *spans, size_t count,
                              struct hours_clause *clauses)
{
    size_t clause_count = 0;
    for (int day = CLOSURE_EACH_DAY; day < DAYS; day++) {
        for (size_t i = 0; i < count; i++) {
            if (spans[i].weekday != day || !is_first_like(spans, i))
                continue;
            for (int appointment = 0; appointment < 2; appointment++) {
                const struct hours_clause clause = {.appointment = appointment != 0, .like = &spans[i]};
                add_clause(clauses, &clause_count, &clause, says_of(arena, words, spans, count, &clause, day), day);
            }
        }
    }
    return clause_count;
}

static bool is_always(const struct opening_span *spans, size_t count)
{
    unsigned days = 0;
    for (size_t i = 0; i < count; i++) {
        if (spans[i].weekday == CLOSURE_EACH_DAY || spans[i].open_minute != 0 || spans[i].close_minute != MINUTES || spans[i].by_appointment || hours_is_bound(&spans[i]))
            return false;
        days |= 1U << spans[i].weekday;
    }
    return days == HOURS_TEXT_EVERY_DAY && count == DAYS;
}

static const struct hours_writing *words_of(const char *language)
{
    return strcmp(language, "en") == 0 ? &english : &german;
}

const char *hours_text_bounds(struct arena *arena, const struct opening_span *span, const char *language)
{
    const char *bounds = bounds_of(arena, words_of(language), span);
    return bounds + (bounds[0] == ' ');
}

const char *hours_text_write(struct arena *arena, const struct opening_span *spans, size_t count, bool by_appointment,
                             const char *language)
{
    const struct hours_writing *words = words_of(language);
    struct arena_text text = {0};
    if (count == 0)
        return by_appointment ? words->only : words->closed;
    if (is_always(spans, count))
        return words->always;
    struct hours_clause *clauses = arena_allocate(arena, count, sizeof *clauses);
    size_t clause_count = collect_clauses(arena, words, spans, count, clauses);
    for (size_t i = 0; i < clause_count; i++) {
        arena_append(arena, &text, i > 0 ? "; " : "");
        if (clauses[i].days != 0)
            append(arena, &text, days_of(arena, words, clauses[i].days), " ");
        arena_append(arena, &text, clauses[i].says);
        arena_append(arena, &text, bounds_of(arena, words, clauses[i].like));
    }
    return text.bytes;
}
