// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// From days and what is said of them to a week. Most people write the days first, some the times; a comma may go on with
// either. So a part between commas is of days, of statements, of days and then statements, or the other way round, and joins
// what is open before it.
#include "core/time/hours_text_private.h"

#include "core/base/memory.h"

#include <stdlib.h>
#include <string.h>

enum { DAYS = 7, MINUTES = 1440, STATEMENTS_MAX = 24 };

// Days and what is said of them.
struct hours_group {
    unsigned days, except;
    size_t days_at, days_length;
    struct hours_item statements[STATEMENTS_MAX];
    size_t count;
    bool days_last; // "9-12 Mo"
    bool ended;     // by a semicolon: only times go on with its days
    struct opening_span bound; // of all that is said of its days
};

// A language that is said of a day without times: it is that of all its hours.
struct hours_spoken {
    const char *languages;
    size_t at, length;
};

// What was said of a day so far: of how many days at once, 0 is nothing. Fewer days are the exception from more.
struct hours_said {
    int open, closed;
};

struct hours_week {
    struct hours_text *hours;
    struct hours_group group;
    struct hours_said said[DAYS];
    struct arena *arena;
    struct opening_span head; // what stands in front of a clause restricts all of it
    const struct hours_item *heading; // its first item, until something is said that it restricts
    bool begun;                       // something else was said in this clause
    struct hours_spoken spoken[DAYS];
    bool appointments; // by appointment, on no day in particular
    size_t appointments_at, appointments_length;
    bool closed; // "geschlossen", and nothing else
    size_t closed_at, closed_length;
};

void hours_text_add_fault(struct hours_text *hours, enum hours_text_fault_kind kind, size_t at, size_t length)
{
    if (hours->fault_count < HOURS_TEXT_FAULTS_MAX)
        hours->faults[hours->fault_count++] = (struct hours_text_fault){kind, at, length};
}

void hours_text_add_rest(struct hours_text *hours, const struct hours_text_rest *rest)
{
    if (hours->rest_count < HOURS_TEXT_RESTS_MAX)
        hours->rests[hours->rest_count++] = *rest;
}

static void add_rest(struct hours_text *hours, enum hours_text_rest_kind kind, size_t at, size_t length)
{
    hours_text_add_rest(hours, &(struct hours_text_rest){.kind = kind, .at = at, .length = length});
}

static int count_days(unsigned days)
{
    int count = 0;
    for (; days != 0; days &= days - 1)
        count++;
    return count;
}

// ---- spans --------------------------------------------------------------------------------------------------------

static bool is_unstated(const struct opening_span *span)
{
    return span->by_appointment && span->open_minute == 0 && span->close_minute == MINUTES;
}

// Whether two spans have a minute of some week in common.
static bool overlap(const struct opening_span *one, const struct opening_span *other)
{
    int begins = one->weekday * MINUTES + one->open_minute, length = one->close_minute - one->open_minute;
    int other_begins = other->weekday * MINUTES + other->open_minute;
    int other_length = other->close_minute - other->open_minute;
    int after = (other_begins - begins + HOURS_WEEK_MINUTES) % HOURS_WEEK_MINUTES;
    return after < length || HOURS_WEEK_MINUTES - after < other_length;
}

static bool is_same_time(const struct opening_span *one, const struct opening_span *other)
{
    return one->weekday == other->weekday && one->open_minute == other->open_minute &&
           one->close_minute == other->close_minute;
}

static struct opening_span span_of(const struct hours_item *item, int day, int open, int close, bool by_appointment)
{
    struct opening_span span = item->bound;
    span.weekday = day;
    span.open_minute = open;
    span.close_minute = close;
    span.by_appointment = by_appointment;
    return span;
}

static void add_span(struct hours_week *week, struct opening_span span, const struct hours_item *item)
{
    struct hours_text *hours = week->hours;
    for (size_t i = 0; i < hours->span_count; i++) {
        const struct opening_span *other = &hours->spans[i];
        bool both = is_unstated(&span) == is_unstated(other);
        if (!both || !overlap(&span, other) || !hours_bounds_meet(&span, other))
            continue;
        hours_text_add_fault(hours, is_same_time(&span, other) ? HOURS_TEXT_DAY_TWICE : HOURS_TEXT_OVERLAP, item->at,
                             item->length);
        return;
    }
    if (hours->span_count < HOURS_TEXT_SPANS_MAX)
        hours->spans[hours->span_count++] = span;
    else
        hours_text_add_fault(hours, HOURS_TEXT_TOO_LONG, item->at, item->length);
}

static void remove_day(struct hours_text *hours, int day)
{
    size_t kept = 0;
    for (size_t i = 0; i < hours->span_count; i++) {
        if (hours->spans[i].weekday != day)
            hours->spans[kept++] = hours->spans[i];
    }
    hours->span_count = kept;
}

// ---- a group ------------------------------------------------------------------------------------------------------

// What the statements of a group come to.
struct hours_statement {
    bool open, closed, appointment, besides; // besides: by appointment at other times than those that are named
    const struct hours_item *at;             // of what is not a time
};

static struct hours_statement sum_up(const struct hours_group *group)
{
    struct hours_statement sum = {0};
    for (size_t i = 0; i < group->count; i++) {
        const struct hours_item *item = &group->statements[i];
        sum.open = sum.open || item->kind == HOURS_ITEM_TIMES;
        if (item->kind == HOURS_ITEM_TIMES)
            continue;
        sum.closed = sum.closed || item->kind == HOURS_ITEM_CLOSED;
        sum.besides = sum.besides || (item->kind == HOURS_ITEM_APPOINTMENT && item->more && sum.open);
        sum.appointment = sum.appointment || item->kind == HOURS_ITEM_APPOINTMENT;
        sum.at = item;
    }
    return sum;
}

// A day that is closed here and open there: the statement about fewer days holds, of two about as many none is.
static bool is_settled(struct hours_week *week, int day, int count, bool closes)
{
    struct hours_said *said = &week->said[day];
    const struct hours_group *group = &week->group;
    int other = closes ? said->open : said->closed;
    if (other == count)
        hours_text_add_fault(week->hours, HOURS_TEXT_DAY_TWICE, group->days_at, group->days_length);
    if (other != 0 && other <= count)
        return false;
    if (closes)
        remove_day(week->hours, day);
    *(closes ? &said->closed : &said->open) = count;
    return true;
}

static void add_day(struct hours_week *week, int day, int count, const struct hours_statement *sum)
{
    const struct hours_group *group = &week->group;
    bool only = sum->appointment && !sum->besides;
    if (!is_settled(week, day, count, sum->closed) || sum->closed)
        return;
    for (size_t i = 0; i < group->count; i++) {
        const struct hours_item *item = &group->statements[i];
        if (item->kind == HOURS_ITEM_TIMES && item->close > 0)
            add_span(week, span_of(item, day, item->open, item->close, only), item);
    }
    if (sum->appointment && (sum->besides || !sum->open))
        add_span(week, span_of(sum->at, day, 0, MINUTES, true), sum->at);
}

// Statements that name no day: of a whole week, or of nothing that could be known.
static void end_dayless(struct hours_week *week, const struct hours_statement *sum)
{
    struct hours_group *group = &week->group;
    bool always = group->count > 0;
    for (size_t i = 0; i < group->count; i++)
        always = always && group->statements[i].kind == HOURS_ITEM_TIMES && group->statements[i].whole_day;
    if (always) {
        group->days = HOURS_TEXT_EVERY_DAY & ~group->except;
        for (int day = 0; day < DAYS; day++)
            if ((group->days >> day & 1) != 0)
                add_day(week, day, DAYS, sum);
    } else if (sum->open) {
        hours_text_add_fault(week->hours, HOURS_TEXT_NO_DAY, group->statements[0].at, group->statements[0].length);
    } else if (sum->appointment) {
        week->appointments = true;
        week->appointments_at = sum->at->at;
        week->appointments_length = sum->at->length;
    } else if (sum->closed) {
        week->closed = true;
        week->closed_at = sum->at->at;
        week->closed_length = sum->at->length;
    }
}

static void note_languages(struct hours_week *week, unsigned days)
{
    const struct hours_group *group = &week->group;
    for (int day = 0; day < DAYS; day++) {
        if ((days >> day & 1) != 0)
            week->spoken[day] = (struct hours_spoken){group->bound.languages, group->days_at, group->days_length};
    }
}

static void end_group(struct hours_week *week)
{
    struct hours_group *group = &week->group;
    struct hours_statement sum = sum_up(group);
    unsigned days = group->days & ~group->except & HOURS_TEXT_EVERY_DAY;
    bool holidays = (group->days & ~group->except & HOURS_ON_HOLIDAYS) != 0;
    if (group->days == 0)
        end_dayless(week, &sum);
    else if (group->count == 0 && group->bound.languages != NULL)
        note_languages(week, days);
    else if (group->count == 0 || (sum.closed && sum.open))
        hours_text_add_fault(week->hours, group->count == 0 ? HOURS_TEXT_NO_HOURS : HOURS_TEXT_DAY_TWICE, group->days_at,
                             group->days_length);
    for (int day = 0; day < DAYS && group->count > 0 && group->days != 0 && !(sum.closed && sum.open); day++) {
        if ((days >> day & 1) != 0)
            add_day(week, day, count_days(days), &sum);
    }
    if (holidays && group->count > 0 && !sum.closed) // closed is what they are anyway
        add_rest(week->hours, HOURS_TEXT_HOLIDAYS, group->days_at, group->days_length);
    week->hours->known = week->hours->known || ((group->days & HOURS_TEXT_EVERY_DAY) != 0 && group->count > 0);
    *group = (struct hours_group){0};
}

// ---- parts --------------------------------------------------------------------------------------------------------

// What restricts, with a fault where it says one thing here and another there.
static void restrict_by(struct hours_week *week, struct opening_span *span, const struct opening_span *more, const struct hours_item *item)
{
    if (!hours_join_bounds(week->arena, span, more))
        hours_text_add_fault(week->hours, HOURS_TEXT_BOUND_TWICE, item->at, item->length);
}

static void add_days(struct hours_week *week, const struct hours_item *item, const struct opening_span *leading)
{
    struct hours_group *group = &week->group;
    if ((group->days & item->days) != 0)
        hours_text_add_fault(week->hours, HOURS_TEXT_DAY_TWICE, item->at, item->length);
    if (group->days == 0)
        group->days_at = item->at;
    group->days |= item->days;
    group->days_length = item->at + item->length - group->days_at;
    restrict_by(week, &group->bound, &week->head, item);
    restrict_by(week, &group->bound, leading, item);
}

static void add_statement(struct hours_week *week, const struct hours_item *item, const struct opening_span *leading)
{
    struct hours_group *group = &week->group;
    if (group->count == STATEMENTS_MAX) {
        hours_text_add_fault(week->hours, HOURS_TEXT_TOO_LONG, item->at, item->length);
        return;
    }
    struct hours_item *statement = &group->statements[group->count++];
    *statement = *item;
    restrict_by(week, &statement->bound, &group->bound, item);
    restrict_by(week, &statement->bound, &week->head, item);
    restrict_by(week, &statement->bound, leading, item);
}

static bool is_statement(const struct hours_item *item)
{
    return item->kind == HOURS_ITEM_TIMES || item->kind == HOURS_ITEM_CLOSED || item->kind == HOURS_ITEM_APPOINTMENT;
}

// What is further, or stands for itself behind a semicolon, says nothing of the days before it.
static bool goes_on(const struct hours_group *group, const struct hours_item *statement)
{
    if (statement->kind == HOURS_ITEM_APPOINTMENT && statement->further)
        return false;
    return !group->ended || group->count == 0 || statement->kind == HOURS_ITEM_TIMES;
}

// Whether a part has statements first and days behind them, which are then theirs.
static bool has_days_last(const struct hours_item *items, size_t count)
{
    size_t first = 0;
    while (first < count && (items[first].kind == HOURS_ITEM_EXCEPT || items[first].kind == HOURS_ITEM_BOUND))
        first++;
    if (first == count || !is_statement(&items[first]))
        return false;
    for (size_t i = first; i < count; i++) {
        if (items[i].kind == HOURS_ITEM_DAYS)
            return true;
    }
    return false;
}

// Whether a bound is said of what follows in its part: no hours stand in front of it, or "und" parts it from them.
static bool leads(const struct hours_item *items, size_t count, size_t at)
{
    bool behind = false, ahead = false;
    for (size_t i = 0; i < count; i++) {
        behind = behind || (i < at && is_statement(&items[i]));
        ahead = ahead || (i > at && (is_statement(&items[i]) || (items[i].kind == HOURS_ITEM_DAYS && !behind)));
    }
    return ahead && (!behind || items[at].more);
}

// In front of a clause it is said of all of it, in front of days of these, in front of hours of these, and behind hours of all
// those of their days in the clause.
static void add_bound(struct hours_week *week, const struct hours_item *items, size_t count, size_t at, struct opening_span *leading)
{
    const struct hours_item *item = &items[at];
    struct hours_group *group = &week->group;
    bool waiting = group->days != 0 && group->count == 0;
    if (!week->begun && !waiting) {
        week->heading = week->heading == NULL ? item : week->heading;
        restrict_by(week, &week->head, &item->bound, item);
    } else if (waiting) {
        restrict_by(week, &group->bound, &item->bound, item);
    } else if (leads(items, count, at)) {
        restrict_by(week, leading, &item->bound, item);
    } else {
        for (size_t i = 0; i < group->count; i++)
            restrict_by(week, &group->statements[i].bound, &item->bound, item);
    }
}

// Times behind a semicolon are of the same days; what is said of them is not said of those before it.
static void begin_again(struct hours_week *week)
{
    struct hours_group again = week->group;
    again.count = 0;
    end_group(week);
    week->group = again;
}

// One part: days and statements as they come. Days alone join those before them that nothing was said of yet, or behind
// which they stand as a list: "9-12 Mo, Di".
static void read_part(struct hours_week *week, const struct hours_item *items, size_t count)
{
    struct hours_group *group = &week->group;
    struct opening_span leading = {0};
    bool waiting = group->days != 0 && group->count == 0; // days that what comes is said of
    bool days_last = !waiting && has_days_last(items, count), days_only = true;
    enum hours_item_kind before = HOURS_ITEM_COMMA;
    for (size_t i = 0; i < count; i++)
        days_only = days_only && items[i].kind == HOURS_ITEM_DAYS;
    for (size_t i = 0; i < count; i++) {
        const struct hours_item *item = &items[i];
        bool first = item->kind == HOURS_ITEM_DAYS ? before != HOURS_ITEM_DAYS
                                                   : before == HOURS_ITEM_DAYS || before == HOURS_ITEM_COMMA;
        if (item->kind == HOURS_ITEM_EXCEPT)
            group->except |= item->days;
        if (item->kind == HOURS_ITEM_BOUND)
            add_bound(week, items, count, i, &leading);
        if (item->kind == HOURS_ITEM_EXCEPT || item->kind == HOURS_ITEM_BOUND)
            continue;
        bool joins = item->kind == HOURS_ITEM_DAYS
                         ? !first || (!group->ended && (days_last || group->count == 0 ||
                                                        (days_only && (group->days_last || group->days == 0))))
                         : days_last ? !first || (group->days == 0 && !group->ended) : goes_on(group, item);
        if (!joins)
            end_group(week);
        else if (group->ended && group->days != 0 && group->count > 0)
            begin_again(week);
        if (item->kind == HOURS_ITEM_DAYS)
            add_days(week, item, &leading);
        else
            add_statement(week, item, &leading);
        group->days_last = group->days_last || days_last;
        group->ended = false;
        week->begun = true;
        week->heading = NULL;
        before = item->kind;
    }
}

// A bound that nothing came behind restricts nothing.
static void end_clause(struct hours_week *week)
{
    if (week->heading != NULL)
        hours_text_add_fault(week->hours, HOURS_TEXT_NO_HOURS, week->heading->at, week->heading->length);
    week->head = (struct opening_span){0};
    week->heading = NULL;
    week->begun = false;
    week->group.ended = true;
}

static bool parts(const struct hours_item *item)
{
    return item->kind == HOURS_ITEM_COMMA || item->kind == HOURS_ITEM_BREAK;
}

static void read_parts(struct hours_week *week, const struct hours_items *items)
{
    size_t first = 0;
    for (size_t i = 0; i <= items->count; i++) {
        if (i < items->count && !parts(&items->items[i]))
            continue;
        read_part(week, items->items + first, i - first);
        first = i + 1;
        if (i == items->count || items->items[i].kind == HOURS_ITEM_BREAK)
            end_clause(week);
    }
    end_group(week);
}

// ---- the whole ----------------------------------------------------------------------------------------------------

static int compare_texts(const char *one, const char *other)
{
    return strcmp(one == NULL ? "" : one, other == NULL ? "" : other);
}

int hours_text_compare(const void *a, const void *b)
{
    const struct opening_span *one = a, *other = b;
    const int64_t pairs[][2] = {
        {one->weekday, other->weekday},
        {one->open_minute, other->open_minute},
        {one->by_appointment, other->by_appointment},
        {one->close_minute, other->close_minute},
        {one->by_phone, other->by_phone},
        {one->weeks, other->weeks},
        {one->first_day, other->first_day},
        {one->last_day, other->last_day},
    };
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        if (pairs[i][0] != pairs[i][1])
            return pairs[i][0] < pairs[i][1] ? -1 : 1;
    }
    int order = compare_texts(one->languages, other->languages);
    return order != 0 ? order : compare_texts(one->contact, other->contact);
}

static int compare_faults(const void *a, const void *b)
{
    const struct hours_text_fault *one = a, *other = b;
    return (one->at > other->at) - (one->at < other->at);
}

static int compare_rests(const void *a, const void *b)
{
    const struct hours_text_rest *one = a, *other = b;
    return (one->at > other->at) - (one->at < other->at);
}

// "geschlossen" and "nach Vereinbarung" mean the whole week when they stand alone.
static void settle_dayless(struct hours_week *week)
{
    struct hours_text *hours = week->hours;
    if (week->appointments && !hours->known && !week->closed)
        hours->known = hours->by_appointment = true;
    else if (week->appointments)
        add_rest(hours, HOURS_TEXT_APPOINTMENTS, week->appointments_at, week->appointments_length);
    if (week->closed && hours->known)
        hours_text_add_fault(hours, HOURS_TEXT_NO_DAY, week->closed_at, week->closed_length);
    hours->known = hours->known || week->closed;
}

static void settle_languages(struct hours_week *week)
{
    struct hours_text *hours = week->hours;
    for (int day = 0; day < DAYS; day++) {
        const struct hours_spoken *spoken = &week->spoken[day];
        bool found = spoken->languages == NULL;
        for (size_t i = 0; i < hours->span_count && spoken->languages != NULL; i++) {
            if (hours->spans[i].weekday != day)
                continue;
            found = true;
            hours_join_bounds(week->arena, &hours->spans[i], &(struct opening_span){.languages = spoken->languages});
        }
        if (!found)
            hours_text_add_fault(hours, HOURS_TEXT_NO_HOURS, spoken->at, spoken->length);
    }
}

void hours_text_read(struct arena *arena, const char *text, struct hours_text *hours)
{
    struct hours_tokens *tokens = memory_allocate(1, sizeof *tokens);
    struct hours_items *items = memory_allocate(1, sizeof *items);
    struct hours_week week = {.hours = hours, .arena = arena};
    struct hours_reading reading = {.text = text, .arena = arena, .tokens = tokens, .items = items, .hours = hours};
    *hours = (struct hours_text){0};
    hours_tokens_read(text, tokens);
    hours_items_read(&reading);
    read_parts(&week, items);
    settle_dayless(&week);
    settle_languages(&week);
    qsort(hours->spans, hours->span_count, sizeof *hours->spans, hours_text_compare);
    qsort(hours->faults, hours->fault_count, sizeof *hours->faults, compare_faults);
    qsort(hours->rests, hours->rest_count, sizeof *hours->rests, compare_rests);
    memory_free(&items);
    memory_free(&tokens);
}
