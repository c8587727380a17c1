// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The grammar is a table of parts, and what they must not be together with is another: both are those of RFC
// 5545, 3.3.10.
#include "core/time/recurrence_rule.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

enum { RULE_BYTES_MAX = 4000, INTERVAL_MAX = 999999, COUNT_HIGHEST = 999999, NUMBER_DIGITS_MAX = 6 };

enum part {
    PART_FREQ,
    PART_INTERVAL,
    PART_COUNT,
    PART_UNTIL,
    PART_WKST,
    PART_BYMONTH,
    PART_BYWEEKNO,
    PART_BYYEARDAY,
    PART_BYMONTHDAY,
    PART_BYDAY,
    PART_BYSETPOS,
    PART_COUNT_OF,
    PART_NUMBERED = PART_COUNT_OF, // BYDAY with a number: 2TU
    PART_SIXTH,                    // and one above 5, which no month has
};

#define BIT(part) (1u << (part))
static const unsigned any_by =
    BIT(PART_BYMONTH) | BIT(PART_BYWEEKNO) | BIT(PART_BYYEARDAY) | BIT(PART_BYMONTHDAY) | BIT(PART_BYDAY);

struct rule_reading {
    const char *text;
    struct recurrence_rule *rule;
    struct problem *problem;
    unsigned seen; // bits of enum part
};

// One part: name=value; both are in the rule's text.
struct rule_part {
    const char *name, *value;
    size_t name_length, length;
};

static const char *const weekday_names[] = {"MO", "TU", "WE", "TH", "FR", "SA", "SU"};

// ---- numbers ------------------------------------------------------------------------------------------------------

void ordinals_add(struct ordinals *ordinals, int number)
{
    uint64_t *bits = number > 0 ? ordinals->first : ordinals->last;
    unsigned from = (unsigned)(number > 0 ? number : -number);
    bits[from / 64] |= (uint64_t)1 << from % 64;
    ordinals->given = true;
}

bool ordinals_allow(const struct ordinals *ordinals, int number, int count)
{
    unsigned first = (unsigned)number;
    unsigned last = (unsigned)(count - number + 1);
    return !ordinals->given || (ordinals->first[first / 64] >> first % 64 & 1) != 0 ||
           (ordinals->last[last / 64] >> last % 64 & 1) != 0;
}

// Reads digits, after a sign if `sign`; gives how many characters these are, 0 when there is no number or it is too
// long.
static size_t read_digits(const char *text, size_t length, bool sign, int *number)
{
    size_t begins = sign && length > 0 && (text[0] == '+' || text[0] == '-');
    size_t at = begins;
    *number = 0;
    for (; at < length && text[at] >= '0' && text[at] <= '9'; at++) {
        if (at - begins >= NUMBER_DIGITS_MAX)
            return 0;
        *number = *number * 10 + (text[at] - '0');
    }
    if (at == begins)
        return 0;
    if (begins > 0 && text[0] == '-')
        *number = -*number;
    return at;
}

// ---- values -------------------------------------------------------------------------------------------------------

// A piece of the rule as it can be shown, whatever is in it.
struct quoted {
    char text[41];
};

static struct quoted quote(const char *text, size_t length)
{
    struct quoted quoted = {""};
    for (size_t i = 0; i < length && i < sizeof quoted.text - 1; i++)
        quoted.text[i] = text[i] > ' ' && text[i] <= '~' ? text[i] : '?';
    return quoted;
}

static enum status refuse(const struct rule_reading *reading, const struct rule_part *part, const char *item,
                          size_t length, const char *mend)
{
    const struct quoted name = quote(part->name, part->name_length);
    const struct quoted value = quote(item, length);
    return problem_set(reading->problem, STATUS_INVALID, reading->text, mend,
                       length == 0 ? "%s has a gap%s" : "%s cannot be \"%s\"", name.text, value.text);
}

static enum status read_whole(const struct rule_reading *reading, const struct rule_part *part, int highest,
                              long *place)
{
    int number;
    size_t length = read_digits(part->value, part->length, false, &number);
    if (length == 0 || length != part->length || number < 1 || number > highest)
        return refuse(reading, part, part->value, part->length, "write a number from 1 to 999999");
    *place = number;
    return STATUS_OK;
}

static int weekday_of(const char *text, size_t length)
{
    for (int weekday = 0; weekday < 7; weekday++) {
        if (length == 2 && strncasecmp(text, weekday_names[weekday], 2) == 0)
            return weekday;
    }
    return -1;
}

static enum status read_frequency(const struct rule_reading *reading, const struct rule_part *part)
{
    static const char *const names[] = {"DAILY", "WEEKLY", "MONTHLY", "YEARLY"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (strlen(names[i]) == part->length && strncasecmp(names[i], part->value, part->length) == 0) {
            reading->rule->frequency = (enum recurrence_frequency)i;
            return STATUS_OK;
        }
    }
    return refuse(reading, part, part->value, part->length, "write DAILY, WEEKLY, MONTHLY or YEARLY");
}

static enum status read_week_start(const struct rule_reading *reading, const struct rule_part *part)
{
    reading->rule->week_starts = weekday_of(part->value, part->length);
    return reading->rule->week_starts >= 0
               ? STATUS_OK
               : refuse(reading, part, part->value, part->length, "write one of MO, TU, WE, TH, FR, SA, SU");
}

// YYYYMMDD, YYYYMMDDTHHMMSS, or that with a Z. Seconds make no difference: everything begins with its minute.
static enum status read_until(const struct rule_reading *reading, const struct rule_part *part)
{
    enum { DAY = 8, LOCAL = 15, UTC = 16 };
    static const char mend[] = "write YYYYMMDD or YYYYMMDDTHHMMSS, with a Z at its end only when it is UTC";
    struct recurrence_rule *rule = reading->rule;
    const char *value = part->value;
    size_t length = part->length;
    struct problem ignored;
    char time[17] = "";
    int second = 0;
    bool timed = (length == LOCAL || length == UTC) && (value[DAY] == 'T' || value[DAY] == 't') &&
                 read_digits(value + 13, 2, false, &second) == 2 && second <= 60;
    bool utc = length == UTC && (value[LOCAL] == 'Z' || value[LOCAL] == 'z');
    if (length == DAY)
        snprintf(time, sizeof time, "%.4s-%.2s-%.2sT23:59", value, value + 4, value + 6);
    else if (timed && (length == LOCAL || utc))
        snprintf(time, sizeof time, "%.4s-%.2s-%.2sT%.2s:%.2s", value, value + 4, value + 6, value + 9, value + 11);
    if (clock_parse(time, &rule->until, &ignored) != STATUS_OK)
        return refuse(reading, part, value, length, mend);
    rule->until_kind = length == DAY ? RECURRENCE_UNTIL_DAY : utc ? RECURRENCE_UNTIL_UTC : RECURRENCE_UNTIL_LOCAL;
    rule->until_at = (size_t)(value - reading->text);
    rule->until_length = length;
    return STATUS_OK;
}

// One of BYDAY: FR, 2TU, -1SU.
static bool read_weekday(struct rule_reading *reading, const char *item, size_t length)
{
    int number = 0;
    size_t digits = read_digits(item, length, true, &number);
    int weekday = weekday_of(item + digits, length - digits);
    if (weekday < 0 || (digits > 0 && (number == 0 || number < -53 || number > 53)))
        return false;
    if (digits == 0) {
        ordinals_add(&reading->rule->weekdays, weekday + 1);
        return true;
    }
    ordinals_add(&reading->rule->numbered[weekday], number);
    reading->rule->has_numbers = true;
    reading->seen |= BIT(PART_NUMBERED) | (number < -5 || number > 5 ? BIT(PART_SIXTH) : 0);
    return true;
}

// A list of numbers or weekdays.
static enum status read_list(struct rule_reading *reading, const struct rule_part *part, enum part which)
{
    static const struct {
        int highest;
        bool from_last; // negative numbers count from the end
        const char *mend;
        size_t set; // of struct recurrence_rule
    } lists[PART_COUNT_OF] = {
        [PART_BYMONTH] = {12, false, "write months from 1 to 12", offsetof(struct recurrence_rule, months)},
        [PART_BYWEEKNO] = {53, true, "write weeks from 1 to 53, or from -53 to -1",
                           offsetof(struct recurrence_rule, weeks)},
        [PART_BYYEARDAY] = {366, true, "write days from 1 to 366, or from -366 to -1",
                            offsetof(struct recurrence_rule, year_days)},
        [PART_BYMONTHDAY] = {31, true, "write days from 1 to 31, or from -31 to -1",
                             offsetof(struct recurrence_rule, month_days)},
        [PART_BYDAY] = {0, true, "write weekdays such as MO, or 1MO for the first and -1MO for the last", 0},
        [PART_BYSETPOS] = {366, true, "write positions from 1 to 366, or from -366 to -1",
                           offsetof(struct recurrence_rule, positions)},
    };
    struct ordinals *set = (struct ordinals *)(void *)((char *)reading->rule + lists[which].set);
    const char *end = part->value + part->length;
    for (const char *item = part->value;;) {
        const char *comma = memchr(item, ',', (size_t)(end - item));
        size_t length = (size_t)((comma == NULL ? end : comma) - item);
        int number = 0;
        bool fits = which == PART_BYDAY
                        ? read_weekday(reading, item, length)
                        : length > 0 && read_digits(item, length, lists[which].from_last, &number) == length &&
                              number != 0 && number <= lists[which].highest && number >= -lists[which].highest;
        if (!fits)
            return refuse(reading, part, item, length, lists[which].mend);
        if (which != PART_BYDAY)
            ordinals_add(set, number);
        if (comma == NULL)
            return STATUS_OK;
        item = comma + 1;
    }
}

// ---- the whole ----------------------------------------------------------------------------------------------------

static const char *const part_names[PART_COUNT_OF] = {
    [PART_FREQ] = "FREQ",         [PART_INTERVAL] = "INTERVAL",   [PART_COUNT] = "COUNT",
    [PART_UNTIL] = "UNTIL",       [PART_WKST] = "WKST",           [PART_BYMONTH] = "BYMONTH",
    [PART_BYWEEKNO] = "BYWEEKNO", [PART_BYYEARDAY] = "BYYEARDAY", [PART_BYMONTHDAY] = "BYMONTHDAY",
    [PART_BYDAY] = "BYDAY",       [PART_BYSETPOS] = "BYSETPOS",
};

static enum status read_part(struct rule_reading *reading, const struct rule_part *part)
{
    unsigned which = 0;
    while (which < PART_COUNT_OF && (strlen(part_names[which]) != part->name_length ||
                                     strncasecmp(part_names[which], part->name, part->name_length) != 0))
        which++;
    if (which == PART_COUNT_OF)
        return problem_set(
            reading->problem, STATUS_INVALID, reading->text,
            "leave it out; there are FREQ, INTERVAL, COUNT, UNTIL, WKST, BYMONTH, BYWEEKNO, BYYEARDAY, BYMONTHDAY, "
            "BYDAY, BYSETPOS; the time of day is that of the start",
            "a rule has no part \"%s\" here", quote(part->name, part->name_length).text);
    if ((reading->seen & BIT(which)) != 0)
        return problem_set(reading->problem, STATUS_INVALID, reading->text, "write it once, its values with commas",
                           "%s is there twice", part_names[which]);
    reading->seen |= BIT(which);
    switch (which) {
    case PART_FREQ:
        return read_frequency(reading, part);
    case PART_INTERVAL:
        return read_whole(reading, part, INTERVAL_MAX, &reading->rule->interval);
    case PART_COUNT:
        return read_whole(reading, part, COUNT_HIGHEST, &reading->rule->count);
    case PART_UNTIL:
        return read_until(reading, part);
    case PART_WKST:
        return read_week_start(reading, part);
    default:
        return read_list(reading, part, (enum part)which);
    }
}

// What must not stand together: all of the parts, with one of the frequencies.
static enum status check_together(const struct rule_reading *reading)
{
    enum {
        DAYS = BIT(RECURRENCE_DAILY),
        WEEKS = BIT(RECURRENCE_WEEKLY),
        MONTHS = BIT(RECURRENCE_MONTHLY),
        YEARS = BIT(RECURRENCE_YEARLY)
    };
    static const struct {
        unsigned parts, frequencies;
        const char *why, *mend;
    } wrong[] = {
        {BIT(PART_COUNT) | BIT(PART_UNTIL), DAYS | WEEKS | MONTHS | YEARS, "COUNT and UNTIL cannot stand together",
         "leave one of them out"},
        {BIT(PART_BYMONTHDAY), WEEKS, "BYMONTHDAY cannot stand with FREQ=WEEKLY", "write FREQ=MONTHLY or FREQ=DAILY"},
        {BIT(PART_BYYEARDAY), DAYS | WEEKS | MONTHS, "BYYEARDAY can only stand with FREQ=YEARLY", "write FREQ=YEARLY"},
        {BIT(PART_BYWEEKNO), DAYS | WEEKS | MONTHS, "BYWEEKNO can only stand with FREQ=YEARLY", "write FREQ=YEARLY"},
        {BIT(PART_NUMBERED), DAYS | WEEKS, "BYDAY can have numbers only with FREQ=MONTHLY or FREQ=YEARLY",
         "write the weekday without a number, or FREQ=MONTHLY"},
        {BIT(PART_NUMBERED) | BIT(PART_BYWEEKNO), YEARS, "BYDAY cannot have numbers with BYWEEKNO",
         "write the weekday without a number"},
        {BIT(PART_SIXTH), MONTHS, "no month has a weekday more than five times",
         "write numbers from 1 to 5, or from -5 to -1, in BYDAY"},
        {BIT(PART_SIXTH) | BIT(PART_BYMONTH), YEARS, "no month has a weekday more than five times",
         "write numbers from 1 to 5, or from -5 to -1, in BYDAY"},
    };
    if ((reading->seen & BIT(PART_FREQ)) == 0)
        return problem_set(reading->problem, STATUS_INVALID, reading->text,
                           "begin with FREQ=DAILY, WEEKLY, MONTHLY or YEARLY",
                           "it does not say how often: FREQ is missing");
    if ((reading->seen & BIT(PART_BYSETPOS)) != 0 && (reading->seen & any_by) == 0)
        return problem_set(reading->problem, STATUS_INVALID, reading->text,
                           "add what it chooses from, such as BYDAY=MO,TU", "BYSETPOS stands alone");
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        if ((reading->seen & wrong[i].parts) == wrong[i].parts &&
            (BIT(reading->rule->frequency) & wrong[i].frequencies) != 0)
            return problem_set(reading->problem, STATUS_INVALID, reading->text, wrong[i].mend, "%s", wrong[i].why);
    }
    reading->rule->numbers_of_month =
        reading->rule->frequency == RECURRENCE_MONTHLY || (reading->seen & BIT(PART_BYMONTH)) != 0;
    return STATUS_OK;
}

enum status recurrence_rule_read(const char *text, struct recurrence_rule *rule, struct problem *problem)
{
    struct rule_reading reading = {.text = text, .rule = rule, .problem = problem};
    *rule = (struct recurrence_rule){.interval = 1};
    if (strnlen(text, RULE_BYTES_MAX + 1) > RULE_BYTES_MAX)
        return problem_set(problem, STATUS_INVALID, "a recurrence", "write a shorter rule", "it has more than %d bytes",
                           RULE_BYTES_MAX);
    if (strncasecmp(text, "RRULE:", strlen("RRULE:")) == 0)
        return problem_set(problem, STATUS_INVALID, text, "write only what follows \"RRULE:\"",
                           "this is a line of a calendar, not a rule");
    for (const char *at = text;;) {
        size_t length = strcspn(at, ";");
        const char *equals = memchr(at, '=', length);
        if (equals == NULL)
            return problem_set(problem, STATUS_INVALID, text, "write parts such as FREQ=WEEKLY;BYDAY=TH",
                               "\"%s\" is not a part of a rule", quote(at, length).text);
        struct rule_part part = {at, equals + 1, (size_t)(equals - at), length - (size_t)(equals - at) - 1};
        enum status status = read_part(&reading, &part);
        if (status != STATUS_OK)
            return status;
        if (at[length] == '\0')
            return check_together(&reading);
        at += length + 1;
    }
}
