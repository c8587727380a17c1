// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// From words and signs to days, times and what is said of them. Whatever begins like something that no week can hold is told
// as a rest and passed over to where it ends, so that nothing of it is taken for regular hours.
#include "core/time/hours_text_private.h"

const struct hours_token *hours_ahead(const struct hours_reading *reading, size_t count)
{
    size_t at = reading->next + count;
    return &reading->tokens->items[at < reading->tokens->count ? at : reading->tokens->count];
}

bool hours_is(const struct hours_reading *reading, size_t count, enum hours_token_kind kind)
{
    return hours_ahead(reading, count)->kind == kind;
}

bool hours_means(const struct hours_reading *reading, size_t count, enum hours_meaning meaning)
{
    return hours_is(reading, count, HOURS_TOKEN_WORD) && hours_ahead(reading, count)->meaning == meaning;
}

static size_t end_of(const struct hours_token *token)
{
    return token->at + token->length;
}

// The byte behind what was read last.
size_t hours_end_read(const struct hours_reading *reading)
{
    return reading->next == 0 ? 0 : end_of(&reading->tokens->items[reading->next - 1]);
}

void hours_complain(struct hours_reading *reading, enum hours_text_fault_kind kind, size_t at)
{
    hours_text_add_fault(reading->hours, kind, at, hours_end_read(reading) - at);
}

struct hours_item *hours_add_item(struct hours_reading *reading, enum hours_item_kind kind, size_t at)
{
    struct hours_item *item = &reading->items->items[reading->items->count++];
    *item = (struct hours_item){.kind = kind, .at = at, .length = hours_end_read(reading) - at};
    if (kind == HOURS_ITEM_COMMA || kind == HOURS_ITEM_BREAK)
        reading->part = reading->items->count;
    if (kind == HOURS_ITEM_BREAK)
        reading->clause = reading->items->count;
    reading->and_before = reading->more_before = reading->except_before = reading->between = false;
    return item;
}

// ---- days ---------------------------------------------------------------------------------------------------------

bool hours_is_days(const struct hours_reading *reading, size_t count)
{
    return hours_means(reading, count, HOURS_MEANS_DAYS) || hours_means(reading, count, HOURS_MEANS_WORKDAYS) ||
           hours_means(reading, count, HOURS_MEANS_SUNDAY_AND);
}

bool hours_is_range_sign(const struct hours_reading *reading, size_t count)
{
    return hours_is(reading, count, HOURS_TOKEN_DASH) || hours_means(reading, count, HOURS_MEANS_TO);
}

static bool is_one_day(int days)
{
    return days < HOURS_ON_HOLIDAYS && (days & (days - 1)) == 0;
}

static unsigned days_between(int first, int last)
{
    unsigned days = (unsigned)first;
    for (unsigned day = (unsigned)first; day != (unsigned)last; days |= day)
        day = day == 64 ? 1 : day << 1;
    return days;
}

// "Mo", "Montag bis Freitag", "Mo.-Fr.", "werktags".
unsigned hours_read_days(struct hours_reading *reading)
{
    const struct hours_token *first = hours_ahead(reading, 0);
    unsigned days = (unsigned)first->value;
    reading->next++;
    reading->next += hours_is(reading, 0, HOURS_TOKEN_DOT) && hours_ahead(reading, 0)->joined;
    if (first->meaning == HOURS_MEANS_SUNDAY_AND) {
        reading->next += hours_is(reading, 0, HOURS_TOKEN_DASH);
        return days;
    }
    size_t last = 1 + hours_means(reading, 1, HOURS_MEANS_NOTHING);
    if (hours_is_range_sign(reading, 0) && hours_means(reading, last, HOURS_MEANS_DAYS) && is_one_day(first->value) &&
        is_one_day(hours_ahead(reading, last)->value)) {
        days = days_between(first->value, hours_ahead(reading, last)->value);
        reading->next += last + 1;
        reading->next += hours_is(reading, 0, HOURS_TOKEN_DOT) && hours_ahead(reading, 0)->joined;
    }
    return days;
}

static void read_days_item(struct hours_reading *reading)
{
    const struct hours_token *first = hours_ahead(reading, 0);
    const struct hours_text_rest rest = {.kind = HOURS_TEXT_WORKDAYS, .at = first->at, .length = first->length};
    unsigned days = hours_read_days(reading);
    hours_add_item(reading, HOURS_ITEM_DAYS, first->at)->days = days;
    if (first->meaning == HOURS_MEANS_WORKDAYS)
        hours_text_add_rest(reading->hours, &rest);
}

// "außer Mo und Di": the days behind the word. Without any it says nothing about the week.
static void read_except(struct hours_reading *reading)
{
    size_t at = hours_ahead(reading, 0)->at;
    unsigned days = 0;
    reading->next++;
    while (hours_means(reading, 0, HOURS_MEANS_NOTHING) || hours_means(reading, 0, HOURS_MEANS_AM))
        reading->next++;
    while (hours_is_days(reading, 0)) {
        days |= hours_read_days(reading);
        bool joins = hours_is(reading, 0, HOURS_TOKEN_AND) || hours_means(reading, 0, HOURS_MEANS_AND);
        reading->next += joins && hours_is_days(reading, 1);
    }
    if (days != 0)
        hours_add_item(reading, HOURS_ITEM_EXCEPT, at)->days = days;
    reading->except_before = days == 0;
}

// ---- words and numbers --------------------------------------------------------------------------------------------

static void add_whole_day(struct hours_reading *reading, size_t at)
{
    struct hours_item *item = hours_add_item(reading, HOURS_ITEM_TIMES, at);
    item->close = 1440;
    item->whole_day = true;
}

static bool says_around_the_clock(struct hours_reading *reading)
{
    size_t at = 1;
    while (hours_means(reading, at, HOURS_MEANS_NOTHING))
        at++;
    if (!hours_means(reading, at, HOURS_MEANS_OCLOCK))
        return false;
    reading->next += at + 1;
    return true;
}

// "24/7", "24 Stunden", "7 Tage die Woche". False for other numbers.
static bool read_round_number(struct hours_reading *reading)
{
    const struct hours_token *first = hours_ahead(reading, 0);
    size_t unit = 1 + (hours_is(reading, 1, HOURS_TOKEN_DASH) ? 1 : 0);
    bool hours = hours_means(reading, unit, HOURS_MEANS_HOURS) ||
                 (hours_means(reading, 1, HOURS_MEANS_OCLOCK) && hours_ahead(reading, 1)->value == 1 && !hours_is_range_sign(reading, 2));
    if (first->number == 24 && hours_is(reading, 1, HOURS_TOKEN_SLASH) && hours_ahead(reading, 2)->number == 7) {
        reading->next += 3;
        add_whole_day(reading, first->at);
        return true;
    }
    if (first->number == 24 && hours) {
        reading->next += unit + 1;
        add_whole_day(reading, first->at);
        return true;
    }
    if (first->number != 7 || !hours_means(reading, 1, HOURS_MEANS_DAY))
        return false;
    size_t at = 2;
    while (hours_means(reading, at, HOURS_MEANS_NOTHING) || hours_means(reading, at, HOURS_MEANS_A))
        at++;
    reading->next += hours_means(reading, at, HOURS_MEANS_WEEK) ? at + 1 : 2;
    hours_add_item(reading, HOURS_ITEM_DAYS, first->at)->days = HOURS_TEXT_EVERY_DAY;
    return true;
}

static void read_number_item(struct hours_reading *reading)
{
    struct local_time date;
    if (read_round_number(reading))
        return;
    if (hours_begins_fortnight(reading))
        hours_read_fortnight(reading);
    else if (hours_begins_recurring(reading))
        hours_read_rest(reading, HOURS_TEXT_RECURRING);
    else if (hours_read_season(reading))
        return;
    else if (hours_date_at(reading, 0, &date) > 0)
        hours_read_rest(reading, HOURS_TEXT_CLOSURE);
    else
        hours_read_times(reading);
}

// "nur nach telefonischer Terminvereinbarung", "Termine nach Vereinbarung" is one.
static void read_appointment(struct hours_reading *reading)
{
    size_t at = hours_ahead(reading, 0)->at, words = 1;
    bool more = reading->and_before, further = reading->more_before;
    for (size_t i = 1; hours_means(reading, i, HOURS_MEANS_APPOINTMENT) || hours_means(reading, i, HOURS_MEANS_NOTHING) ||
                       hours_means(reading, i, HOURS_MEANS_REMARK);
         i++)
        words = hours_means(reading, i, HOURS_MEANS_APPOINTMENT) ? i + 1 : words;
    reading->next += words;
    struct hours_item *item = hours_add_item(reading, HOURS_ITEM_APPOINTMENT, at);
    item->more = more;
    item->further = further;
}

// "ohne Termin" says what is so anyway.
static void read_without(struct hours_reading *reading)
{
    size_t at = 1;
    while (hours_means(reading, at, HOURS_MEANS_NOTHING))
        at++;
    if (hours_means(reading, at, HOURS_MEANS_APPOINTMENT)) {
        while (hours_means(reading, at, HOURS_MEANS_APPOINTMENT))
            at++;
        reading->next += at;
    } else if (hours_is_days(reading, 1)) {
        read_except(reading);
    } else {
        reading->next++;
    }
}

static void read_closed(struct hours_reading *reading)
{
    size_t at = hours_ahead(reading, 0)->at;
    bool no = hours_means(reading, 0, HOURS_MEANS_NO);
    reading->next++;
    while (no && hours_means(reading, 0, HOURS_MEANS_NOTHING))
        reading->next++;
    hours_add_item(reading, HOURS_ITEM_CLOSED, at);
}

// "jeden Tag", "alle 14 Tage", "every other Monday"; in "jeden Montag" it says nothing.
static void read_all(struct hours_reading *reading)
{
    size_t at = hours_ahead(reading, 0)->at;
    if (hours_begins_fortnight(reading)) {
        hours_read_fortnight(reading);
    } else if (hours_means(reading, 1, HOURS_MEANS_DAY)) {
        reading->next += 2;
        hours_add_item(reading, HOURS_ITEM_DAYS, at)->days = HOURS_TEXT_EVERY_DAY;
    } else {
        reading->next++;
    }
}

// "Tel.-Termin" and "telefonische Anmeldung" are appointments.
void hours_read_remark(struct hours_reading *reading)
{
    size_t at = 1;
    while (at < 4 && (hours_means(reading, at, HOURS_MEANS_NOTHING) || hours_is(reading, at, HOURS_TOKEN_DOT) ||
                      hours_is(reading, at, HOURS_TOKEN_DASH)))
        at++;
    if (hours_means(reading, at, HOURS_MEANS_APPOINTMENT))
        reading->next++;
    else
        hours_read_rest(reading, HOURS_TEXT_REMARK);
}

static void read_unknown(struct hours_reading *reading)
{
    size_t at = hours_ahead(reading, 0)->at;
    reading->next++;
    hours_complain(reading, HOURS_TEXT_UNKNOWN_WORD, at);
}

static void read_ordinal_word(struct hours_reading *reading)
{
    if (hours_begins_fortnight(reading))
        hours_read_fortnight(reading);
    else if (hours_begins_recurring(reading))
        hours_read_rest(reading, HOURS_TEXT_RECURRING);
    else
        reading->next++;
}

// "n. V."
static void read_short_appointment(struct hours_reading *reading)
{
    size_t letter = 1 + (hours_is(reading, 1, HOURS_TOKEN_DOT) ? 1 : 0);
    if (!hours_means(reading, letter, HOURS_MEANS_V)) {
        read_unknown(reading);
        return;
    }
    reading->next += letter;
    read_appointment(reading);
}

static void read_round_words(struct hours_reading *reading)
{
    size_t at = hours_ahead(reading, 0)->at;
    if (says_around_the_clock(reading))
        add_whole_day(reading, at);
    else
        read_unknown(reading);
}

// "bis 18 Uhr" without a beginning; in "bis auf weiteres" it says nothing.
static void read_to(struct hours_reading *reading)
{
    size_t at = hours_ahead(reading, 0)->at;
    reading->next++;
    if (hours_read_season(reading) || !hours_begins_time(reading, 0))
        return;
    hours_read_clock(reading);
    hours_complain(reading, HOURS_TEXT_NO_BEGINNING, at);
    hours_add_item(reading, HOURS_ITEM_TIMES, at);
}

static void read_word_item(struct hours_reading *reading)
{
    size_t at = hours_ahead(reading, 0)->at;
    switch (hours_ahead(reading, 0)->meaning) {
    case HOURS_MEANS_DAYS:
    case HOURS_MEANS_WORKDAYS:
    case HOURS_MEANS_SUNDAY_AND:
        read_days_item(reading);
        break;
    case HOURS_MEANS_AND:
        reading->next++;
        reading->and_before = true;
        break;
    case HOURS_MEANS_BETWEEN:
        reading->next++;
        reading->between = true;
        break;
    case HOURS_MEANS_MORE:
        reading->next++;
        reading->more_before = true;
        break;
    case HOURS_MEANS_WHOLE_DAY:
        reading->next++;
        add_whole_day(reading, at);
        break;
    case HOURS_MEANS_HALF:
    case HOURS_MEANS_TIME:
        if (hours_begins_time(reading, 0))
            hours_read_times(reading);
        else
            read_unknown(reading);
        break;
    case HOURS_MEANS_TO:
        read_to(reading);
        break;
    case HOURS_MEANS_ROUND:
        read_round_words(reading);
        break;
    case HOURS_MEANS_ALL:
        read_all(reading);
        break;
    case HOURS_MEANS_CLOSED:
    case HOURS_MEANS_NO:
        if (hours_means(reading, 1, HOURS_MEANS_APPOINTMENT))
            read_without(reading);
        else
            read_closed(reading);
        break;
    case HOURS_MEANS_EXCEPT:
        read_except(reading);
        break;
    case HOURS_MEANS_APPOINTMENT:
        read_appointment(reading);
        break;
    case HOURS_MEANS_N:
        read_short_appointment(reading);
        break;
    case HOURS_MEANS_WITHOUT:
        read_without(reading);
        break;
    case HOURS_MEANS_ORDINAL:
        read_ordinal_word(reading);
        break;
    case HOURS_MEANS_OF_MONTH:
        hours_read_rest(reading, HOURS_TEXT_RECURRING);
        break;
    case HOURS_MEANS_FORTNIGHT:
        hours_read_fortnight(reading);
        break;
    case HOURS_MEANS_PARITY:
        hours_read_parity(reading);
        break;
    case HOURS_MEANS_PHONE:
        hours_read_phone(reading);
        break;
    case HOURS_MEANS_INTERPRETER:
        hours_read_interpreter(reading);
        break;
    case HOURS_MEANS_LANGUAGE:
        hours_read_languages(reading);
        break;
    case HOURS_MEANS_CLOSURE:
        hours_read_rest(reading, HOURS_TEXT_CLOSURE);
        break;
    case HOURS_MEANS_MONTH:
        if (!hours_read_season(reading))
            hours_read_rest(reading, HOURS_TEXT_SEASON);
        break;
    case HOURS_MEANS_SEASON:
        hours_read_rest(reading, HOURS_TEXT_SEASON);
        break;
    case HOURS_MEANS_REMARK:
        hours_read_remark(reading);
        break;
    case HOURS_MEANS_UNKNOWN:
    case HOURS_MEANS_P:
    case HOURS_MEANS_M:
    case HOURS_MEANS_V:
        read_unknown(reading);
        break;
    default:
        reading->next++;
        break;
    }
}

// ---- signs --------------------------------------------------------------------------------------------------------

static bool parts_or_ends(const struct hours_reading *reading)
{
    return hours_is(reading, 0, HOURS_TOKEN_END) || hours_is(reading, 0, HOURS_TOKEN_BREAK) || hours_is(reading, 0, HOURS_TOKEN_COMMA) ||
           hours_is(reading, 0, HOURS_TOKEN_CLOSER);
}

// "Mi –" in a list of days says that it is closed.
static void read_dash(struct hours_reading *reading)
{
    size_t at = hours_ahead(reading, 0)->at, count = reading->items->count;
    bool after_day = count > 0 && reading->items->items[count - 1].kind == HOURS_ITEM_DAYS;
    while (hours_is(reading, 0, HOURS_TOKEN_DASH))
        reading->next++;
    if (after_day && (parts_or_ends(reading) || hours_is_days(reading, 0)))
        hours_add_item(reading, HOURS_ITEM_CLOSED, at);
}

// A dot ends a sentence behind what can end one; else it is that of a short form.
static void read_dot(struct hours_reading *reading)
{
    const struct hours_token *before = &reading->tokens->items[reading->next > 0 ? reading->next - 1 : 0];
    bool ends = before->kind == HOURS_TOKEN_NUMBER ||
                (before->kind == HOURS_TOKEN_WORD &&
                 (before->meaning == HOURS_MEANS_OCLOCK || before->meaning == HOURS_MEANS_CLOSED ||
                  before->meaning == HOURS_MEANS_APPOINTMENT));
    size_t at = hours_ahead(reading, 0)->at;
    reading->next++;
    if (ends)
        hours_add_item(reading, HOURS_ITEM_BREAK, at);
}

static void read_sign_item(struct hours_reading *reading)
{
    size_t at = hours_ahead(reading, 0)->at;
    switch (hours_ahead(reading, 0)->kind) {
    case HOURS_TOKEN_DASH:
        read_dash(reading);
        break;
    case HOURS_TOKEN_DOT:
        read_dot(reading);
        break;
    case HOURS_TOKEN_COMMA:
    case HOURS_TOKEN_SLASH:
        reading->next++;
        hours_add_item(reading, HOURS_ITEM_COMMA, at);
        break;
    case HOURS_TOKEN_BREAK:
        reading->next++;
        hours_add_item(reading, HOURS_ITEM_BREAK, at);
        break;
    case HOURS_TOKEN_AND:
        reading->next++;
        reading->and_before = true;
        break;
    case HOURS_TOKEN_QUOTED:
        hours_read_contact(reading);
        break;
    case HOURS_TOKEN_STRANGE:
        read_unknown(reading);
        break;
    default:
        reading->next++;
        break;
    }
}

// Each turn takes a token at least, and gives an item at most.
void hours_items_read(struct hours_reading *reading)
{
    const struct hours_tokens *tokens = reading->tokens;
    while (reading->next < tokens->count) {
        if (hours_is(reading, 0, HOURS_TOKEN_NUMBER))
            read_number_item(reading);
        else if (hours_is(reading, 0, HOURS_TOKEN_WORD))
            read_word_item(reading);
        else
            read_sign_item(reading);
    }
    if (tokens->too_many)
        hours_text_add_fault(reading->hours, HOURS_TEXT_TOO_LONG, tokens->items[tokens->count - 1].at, 1);
}
