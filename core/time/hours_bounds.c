// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// What restricts hours: weeks, seasons, the telephone, languages, contacts. What is said of them without saying when ("every
// second week", "in summer") is left as a rest.
#include "core/time/hours_text_private.h"

#include <string.h>

enum { LEAP_YEAR = 2000, LEAP_YEAR_DAYS = 366 }; // a season of each year is kept as days of this one (struct opening_span)

// ---- where it stands ----------------------------------------------------------------------------------------------

static bool ends_clause(const struct hours_token *token)
{
    return token->kind == HOURS_TOKEN_END || token->kind == HOURS_TOKEN_BREAK;
}

static bool ends_part(const struct hours_token *token)
{
    return ends_clause(token) || token->kind == HOURS_TOKEN_COMMA || token->kind == HOURS_TOKEN_SLASH;
}

typedef bool hours_end(const struct hours_token *token);

// Whether a word of that meaning stands in the clause or part that the next token is in, from `count` tokens behind it on, and
// with `back` also before it.
static bool has_meaning(const struct hours_reading *reading, hours_end *ends, size_t count, bool back, enum hours_meaning meaning)
{
    const struct hours_token *items = reading->tokens->items;
    bool found = false;
    for (size_t at = reading->next; back && at > 0 && !ends(&items[at - 1]); at--)
        found = found || (items[at - 1].kind == HOURS_TOKEN_WORD && items[at - 1].meaning == meaning);
    for (; !ends(hours_ahead(reading, count)); count++)
        found = found || hours_means(reading, count, meaning);
    return found;
}

static bool names_days(const struct hours_reading *reading, hours_end *ends, size_t count, bool back)
{
    return has_meaning(reading, ends, count, back, HOURS_MEANS_DAYS) || has_meaning(reading, ends, count, back, HOURS_MEANS_WORKDAYS) ||
           has_meaning(reading, ends, count, back, HOURS_MEANS_SUNDAY_AND);
}

// What closes is no hours that could be restricted.
static bool is_closing(const struct hours_reading *reading)
{
    return reading->except_before || has_meaning(reading, ends_part, 0, true, HOURS_MEANS_CLOSED) ||
           has_meaning(reading, ends_part, 0, true, HOURS_MEANS_NO) || has_meaning(reading, ends_part, 0, true, HOURS_MEANS_EXCEPT);
}

static bool has_number_ahead(const struct hours_reading *reading, size_t count)
{
    while (!ends_part(hours_ahead(reading, count)) && !hours_is(reading, count, HOURS_TOKEN_NUMBER))
        count++;
    return hours_is(reading, count, HOURS_TOKEN_NUMBER);
}

static bool has_times_behind(const struct hours_reading *reading)
{
    bool found = false;
    for (size_t i = reading->part; i < reading->items->count; i++)
        found = found || reading->items->items[i].kind == HOURS_ITEM_TIMES;
    return found;
}

static void add_bound(struct hours_reading *reading, size_t at, const struct opening_span *bound)
{
    bool more = reading->and_before;
    struct hours_item *item = hours_add_item(reading, HOURS_ITEM_BOUND, at);
    item->bound = *bound;
    item->more = more;
}

// ---- weeks --------------------------------------------------------------------------------------------------------

void hours_read_parity(struct hours_reading *reading)
{
    const struct hours_token *first = hours_ahead(reading, 0);
    if (is_closing(reading)) {
        hours_read_rest(reading, HOURS_TEXT_RECURRING);
        return;
    }
    reading->next++;
    while (hours_means(reading, 0, HOURS_MEANS_FORTNIGHT) || hours_means(reading, 0, HOURS_MEANS_WEEK))
        reading->next++;
    add_bound(reading, first->at, &(struct opening_span){.weeks = (enum opening_weeks)first->value});
}

// How many tokens of "alle zwei Wochen", "jede 2. Woche", "14-tägig", "every other week" there are; 0: none.
static size_t fortnight_at(const struct hours_reading *reading)
{
    size_t at = hours_means(reading, 0, HOURS_MEANS_ALL), begins = at;
    const struct hours_token *first = hours_ahead(reading, at);
    if (at > 0 && first->kind == HOURS_TOKEN_WORD && first->meaning == HOURS_MEANS_MORE)
        return at + 1 + hours_means(reading, at + 1, HOURS_MEANS_WEEK);
    bool ordinal = first->kind == HOURS_TOKEN_WORD && first->meaning == HOURS_MEANS_ORDINAL && first->value == 2;
    if (ordinal && hours_means(reading, at + 1, HOURS_MEANS_WEEK))
        return at + 2;
    if (first->kind == HOURS_TOKEN_NUMBER && (first->number == 2 || first->number == 14)) {
        size_t unit = at + 1 + hours_is(reading, at + 1, HOURS_TOKEN_DOT);
        unit += hours_is(reading, unit, HOURS_TOKEN_DASH);
        bool day = unit == at + 1 && hours_means(reading, unit, HOURS_MEANS_DAY);
        return day || hours_means(reading, unit, HOURS_MEANS_FORTNIGHT) || hours_means(reading, unit, HOURS_MEANS_WEEK) ? unit + 1 : 0;
    }
    while (hours_means(reading, at, HOURS_MEANS_FORTNIGHT))
        at++;
    return at > begins ? at : 0;
}

bool hours_begins_fortnight(const struct hours_reading *reading)
{
    return fortnight_at(reading) > 0;
}

// Beside "in geraden Wochen" it says nothing more.
void hours_read_fortnight(struct hours_reading *reading)
{
    if (is_closing(reading))
        hours_read_rest(reading, HOURS_TEXT_RECURRING);
    else if (has_meaning(reading, ends_clause, 0, true, HOURS_MEANS_PARITY))
        reading->next += fortnight_at(reading);
    else
        hours_read_rest(reading, HOURS_TEXT_WEEKS);
}

// ---- seasons ------------------------------------------------------------------------------------------------------

static int last_of_month(int year, int month)
{
    return clock_from_day_number(clock_day_number(year + month / 12, month % 12 + 1, 1) - 1).day;
}

// How many tokens of a date or of a month there are, which stands for its first day or its last.
static size_t bound_at(const struct hours_reading *reading, size_t count, bool last, struct local_time *day)
{
    size_t used = hours_date_at(reading, count, day);
    if (used > 0 || !hours_means(reading, count, HOURS_MEANS_MONTH))
        return used;
    *day = (struct local_time){.month = hours_ahead(reading, count)->value, .day = 1};
    used = 1 + (hours_is(reading, count + 1, HOURS_TOKEN_DOT) && hours_ahead(reading, count + 1)->joined);
    const struct hours_token *year = hours_ahead(reading, count + used);
    if (year->kind == HOURS_TOKEN_NUMBER && year->length == 4 && year->number >= 1900 && year->number < 2200) {
        day->year = year->number;
        used++;
    }
    if (last)
        day->day = last_of_month(day->year == 0 ? LEAP_YEAR : day->year, day->month);
    return used;
}

static int64_t number_of(struct local_time day)
{
    return clock_day_number(day.year == 0 ? LEAP_YEAR : day.year, day.month, day.day);
}

// A year that is said once is that of both, unless the other day then lies on the wrong side.
static void set_season(struct opening_span *bound, struct local_time first, struct local_time last)
{
    bound->every_year = first.year == 0 && last.year == 0;
    if (first.year == 0 && last.year != 0) {
        first.year = last.year;
        first.year -= number_of(first) > number_of(last);
    } else if (last.year == 0 && first.year != 0) {
        last.year = first.year;
        last.year += number_of(last) < number_of(first);
    }
    bound->first_day = number_of(first);
    bound->last_day = number_of(last);
}

static bool exists(struct local_time day)
{
    return clock_from_day_number(number_of(day)).day == day.day;
}

// How many tokens of a season there are: "1.4.-30.9.", "April bis Oktober", behind "ab" and "bis" a date with its year.
static size_t season_at(const struct hours_reading *reading, struct opening_span *bound)
{
    const struct hours_token *before = reading->next == 0 ? NULL : &reading->tokens->items[reading->next - 1];
    bool month = hours_means(reading, 0, HOURS_MEANS_MONTH);
    struct local_time first, last;
    size_t words, used = bound_at(reading, 0, false, &first);
    *bound = (struct opening_span){0};
    if (used == 0 || !exists(first))
        return 0;
    for (words = 1; hours_means(reading, used + words, HOURS_MEANS_NOTHING); words++)
        continue;
    size_t more = hours_is_range_sign(reading, used) ? bound_at(reading, used + words, true, &last) : 0;
    if (more > 0 && exists(last)) {
        set_season(bound, first, last);
        return bound->every_year || bound->first_day <= bound->last_day ? used + words + more : 0;
    }
    bool from = before != NULL && before->kind == HOURS_TOKEN_WORD && before->meaning == HOURS_MEANS_FROM;
    bool until = before != NULL && before->kind == HOURS_TOKEN_WORD && before->meaning == HOURS_MEANS_TO;
    if ((from || until) && first.year != 0) {
        bound_at(reading, 0, until, &first);
        *(until ? &bound->last_day : &bound->first_day) = number_of(first);
        return used;
    }
    if (from || until || !month)
        return 0;
    bound_at(reading, 0, true, &last);
    set_season(bound, first, last);
    return used;
}

// A season is of hours that stand beside it. A stretch of days that has times of its own and no days of the week is a closure with
// changed hours: "Mo-Fr 9-17; vom 24.12. bis 31.12. 9-12".
bool hours_read_season(struct hours_reading *reading)
{
    struct opening_span bound;
    size_t at = hours_ahead(reading, 0)->at, used = season_at(reading, &bound);
    if (used == 0 || is_closing(reading))
        return false;
    bool alone = !has_number_ahead(reading, used) &&
                 (reading->clause < reading->items->count || names_days(reading, ends_clause, used, false));
    if (!names_days(reading, ends_part, used, true) && !has_times_behind(reading) && !alone)
        return false;
    reading->next += used;
    add_bound(reading, at, &bound);
    return true;
}

// ---- telephone, languages, contacts -------------------------------------------------------------------------------

// "Mo 9-12 (auch telefonisch)", "Mo 9-12 und telefonisch": the door is open all the same.
static bool is_besides(const struct hours_reading *reading)
{
    const struct hours_token *before = reading->next == 0 ? NULL : &reading->tokens->items[reading->next - 1];
    bool also = before != NULL && before->kind == HOURS_TOKEN_WORD && before->meaning == HOURS_MEANS_ALSO;
    return also || (reading->and_before && !has_number_ahead(reading, 1));
}

// A number behind the word is that of a telephone when it is too long for a time.
void hours_read_phone(struct hours_reading *reading)
{
    size_t at = hours_ahead(reading, 0)->at, next = 1;
    while (next < 4 && (hours_means(reading, next, HOURS_MEANS_NOTHING) || hours_is(reading, next, HOURS_TOKEN_DOT) ||
                        hours_is(reading, next, HOURS_TOKEN_COLON) || hours_is(reading, next, HOURS_TOKEN_DASH)))
        next++;
    bool number = hours_is(reading, next, HOURS_TOKEN_AND) ||
                  (hours_is(reading, next, HOURS_TOKEN_NUMBER) && hours_ahead(reading, next)->length > 2);
    if (number || is_besides(reading) || hours_means(reading, next, HOURS_MEANS_APPOINTMENT)) {
        hours_read_remark(reading);
        return;
    }
    reading->next++;
    add_bound(reading, at, &(struct opening_span){.by_phone = true});
}

// "Sprache „xx“": the tag of a language that has no name here.
static bool is_tag(const struct hours_reading *reading, size_t count)
{
    return hours_means(reading, count, HOURS_MEANS_INTERPRETER) && hours_is(reading, count + 1, HOURS_TOKEN_QUOTED);
}

static const char *joined(struct arena *arena, const char *languages, const char *more)
{
    size_t length = strlen(more);
    for (const char *at = languages; at != NULL && *at != '\0'; at += strspn(at, " ")) {
        size_t own = strcspn(at, " ");
        if (own == length && strncmp(at, more, length) == 0)
            return languages;
        at += own;
    }
    return languages == NULL ? arena_copy_text(arena, more) : arena_format(arena, "%s %s", languages, more);
}

void hours_read_languages(struct hours_reading *reading)
{
    struct opening_span bound = {0};
    size_t at = hours_ahead(reading, 0)->at;
    for (bool goes_on = true; goes_on;) {
        bool tag = is_tag(reading, 0);
        const struct hours_token *name = hours_ahead(reading, tag);
        bound.languages = joined(reading->arena, bound.languages,
                                 tag ? hours_unquote(reading->arena, reading->text, name) : hours_language_tag(name));
        reading->next += 1 + tag;
        bool parted = hours_is(reading, 0, HOURS_TOKEN_COMMA) || hours_is(reading, 0, HOURS_TOKEN_SLASH) ||
                      hours_is(reading, 0, HOURS_TOKEN_AND) || hours_means(reading, 0, HOURS_MEANS_AND);
        goes_on = hours_means(reading, parted, HOURS_MEANS_LANGUAGE) || is_tag(reading, parted);
        reading->next += goes_on && parted;
    }
    add_bound(reading, at, &bound);
}

// The language stands in front or behind; without one these are words for the description.
void hours_read_interpreter(struct hours_reading *reading)
{
    const struct hours_token *before = reading->next == 0 ? NULL : &reading->tokens->items[reading->next - 1];
    size_t next = 1;
    while (hours_means(reading, next, HOURS_MEANS_NOTHING) || hours_is(reading, next, HOURS_TOKEN_COLON))
        next++;
    if (is_tag(reading, 0))
        hours_read_languages(reading);
    else if (hours_means(reading, next, HOURS_MEANS_LANGUAGE))
        reading->next += next;
    else if (before != NULL && hours_language_tag(before) != NULL)
        reading->next++;
    else
        hours_read_rest(reading, HOURS_TEXT_REMARK);
}

void hours_read_contact(struct hours_reading *reading)
{
    const struct hours_token *name = hours_ahead(reading, 0);
    reading->next++;
    add_bound(reading, name->at, &(struct opening_span){.contact = hours_unquote(reading->arena, reading->text, name)});
}

// ---- bounds -------------------------------------------------------------------------------------------------------

static bool has_season(const struct opening_span *span)
{
    return span->first_day != 0 || span->last_day != 0;
}

bool hours_is_bound(const struct opening_span *span)
{
    return span->by_phone || span->weeks != OPENING_EACH_WEEK || has_season(span) || span->languages != NULL || span->contact != NULL;
}

static bool is_same_text(const char *one, const char *other)
{
    return one == other || (one != NULL && other != NULL && strcmp(one, other) == 0);
}

static bool is_same_season(const struct opening_span *one, const struct opening_span *other)
{
    return one->first_day == other->first_day && one->last_day == other->last_day && one->every_year == other->every_year;
}

bool hours_same_bounds(const struct opening_span *one, const struct opening_span *other)
{
    return one->by_phone == other->by_phone && one->weeks == other->weeks && is_same_season(one, other) &&
           is_same_text(one->languages, other->languages) && is_same_text(one->contact, other->contact);
}

// Whether a day of the one season is one of the other.
static bool seasons_meet(const struct opening_span *one, const struct opening_span *other)
{
    if (!has_season(one) || !has_season(other))
        return true;
    if (!one->every_year && !other->every_year)
        return (one->last_day == 0 || other->first_day <= one->last_day) && (other->last_day == 0 || one->first_day <= other->last_day);
    const struct opening_span *dated = one->every_year ? other : one;
    int64_t first = dated->first_day != 0 ? dated->first_day : dated->last_day - LEAP_YEAR_DAYS;
    bool meet = false;
    for (int64_t day = first; day <= first + 4 * LEAP_YEAR_DAYS && !meet; day++) // a day of February may come in four years only
        meet = hours_in_season(one, clock_from_day_number(day)) && hours_in_season(other, clock_from_day_number(day));
    return meet;
}

bool hours_bounds_meet(const struct opening_span *one, const struct opening_span *other)
{
    bool apart = one->weeks != OPENING_EACH_WEEK && other->weeks != OPENING_EACH_WEEK && one->weeks != other->weeks;
    return !apart && one->by_phone == other->by_phone && is_same_text(one->languages, other->languages) &&
           is_same_text(one->contact, other->contact) && seasons_meet(one, other);
}

bool hours_join_bounds(struct arena *arena, struct opening_span *span, const struct opening_span *more)
{
    bool weeks = more->weeks != OPENING_EACH_WEEK, contact = more->contact != NULL;
    bool twice = (weeks && span->weeks != OPENING_EACH_WEEK && span->weeks != more->weeks) ||
                 (contact && span->contact != NULL && strcmp(span->contact, more->contact) != 0) ||
                 (has_season(more) && has_season(span) && !is_same_season(span, more));
    span->by_phone = span->by_phone || more->by_phone;
    span->weeks = weeks ? more->weeks : span->weeks;
    span->contact = contact ? more->contact : span->contact;
    if (has_season(more)) {
        span->first_day = more->first_day;
        span->last_day = more->last_day;
        span->every_year = more->every_year;
    }
    for (const char *at = more->languages; at != NULL && *at != '\0'; at += strspn(at, " ")) {
        span->languages = joined(arena, span->languages, arena_copy(arena, at, strcspn(at, " ")));
        at += strcspn(at, " ");
    }
    return !twice;
}
