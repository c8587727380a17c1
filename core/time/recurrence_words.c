// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Words are only trusted when the rule that is written of them is, part for part, the rule that they were read from.
#include "core/time/recurrence_words.h"

#include <string.h>

enum { DAYS = 7, ORDINALS = 5 };

static const char *const day_names[DAYS] = {"MO", "TU", "WE", "TH", "FR", "SA", "SU"};

static int64_t number_of(struct local_time day)
{
    return clock_day_number(day.year, day.month, day.day);
}

static bool has_number(const struct ordinals *ordinals, int number)
{
    const uint64_t *bits = number > 0 ? ordinals->first : ordinals->last;
    unsigned at = (unsigned)(number > 0 ? number : -number);
    return (bits[at / 64] >> at % 64 & 1) != 0;
}

// ---- the same rule ------------------------------------------------------------------------------------------------

// The rule with all that it takes from its start, in one of several ways to say it. False when it cannot be followed.
static bool read_rule(const char *text, struct local_time starts, struct recurrence_rule *rule)
{
    struct recurrence_days days;
    const struct recurrence recurrence = {.starts = starts, .rule = text};
    if (!recurrence_days_begin(&days, &recurrence, starts))
        return false;
    *rule = days.rule;
    if (rule->frequency != RECURRENCE_WEEKLY || rule->interval == 1)
        rule->week_starts = 0; // it makes no difference
    if (rule->until_kind == RECURRENCE_UNTIL_LOCAL) { // the last day on which its hour is not too late
        bool late = rule->until.hour * 60 + rule->until.minute < starts.hour * 60 + starts.minute;
        rule->until = clock_from_day_number(number_of(rule->until) - late);
        rule->until_kind = RECURRENCE_UNTIL_DAY;
    }
    for (int day = 0; day < DAYS && rule->frequency == RECURRENCE_MONTHLY && rule->positions.given; day++) {
        struct ordinals alone = {0};
        ordinals_add(&alone, day + 1);
        if (memcmp(alone.first, rule->weekdays.first, sizeof alone.first) != 0 || rule->has_numbers)
            continue;
        rule->numbered[day] = rule->positions; // "the second of all Tuesdays" is the second Tuesday
        rule->positions = rule->weekdays = (struct ordinals){0};
        rule->has_numbers = rule->numbers_of_month = true;
        break;
    }
    return true;
}

static bool equal_ordinals(const struct ordinals *one, const struct ordinals *other)
{
    return one->given == other->given && memcmp(one->first, other->first, sizeof one->first) == 0 &&
           memcmp(one->last, other->last, sizeof one->last) == 0;
}

static bool equal_rules(const struct recurrence_rule *one, const struct recurrence_rule *other)
{
    bool equal = one->frequency == other->frequency && one->interval == other->interval && one->count == other->count &&
                 one->until_kind == other->until_kind && one->week_starts == other->week_starts &&
                 (one->until_kind == RECURRENCE_NO_UNTIL || number_of(one->until) == number_of(other->until)) &&
                 equal_ordinals(&one->months, &other->months) && equal_ordinals(&one->weeks, &other->weeks) &&
                 equal_ordinals(&one->year_days, &other->year_days) &&
                 equal_ordinals(&one->month_days, &other->month_days) &&
                 equal_ordinals(&one->positions, &other->positions) &&
                 equal_ordinals(&one->weekdays, &other->weekdays) && one->has_numbers == other->has_numbers;
    for (int day = 0; day < DAYS; day++)
        equal = equal && equal_ordinals(&one->numbered[day], &other->numbered[day]);
    return equal;
}

// ---- words --------------------------------------------------------------------------------------------------------

static void take_weekdays(const struct recurrence_rule *rule, struct recurrence_words *words)
{
    for (int day = 0; day < DAYS; day++) {
        const struct ordinals *numbered = &rule->numbered[day];
        if (has_number(&rule->weekdays, day + 1) || numbered->given)
            words->weekdays |= 1U << day;
        for (int i = 1; i <= ORDINALS; i++)
            words->ordinals |= has_number(numbered, i) ? 1U << (i - 1) : 0;
        words->ordinals |= has_number(numbered, -1) ? RECURRENCE_LAST_OF_MONTH : 0;
    }
}

static void take_month_day(const struct recurrence_rule *rule, struct recurrence_words *words)
{
    words->month_day = has_number(&rule->month_days, -1) ? RECURRENCE_LAST_DAY : 0;
    for (int day = 31; day > 0 && words->month_day == 0; day--)
        words->month_day = has_number(&rule->month_days, day) ? day : 0;
}

static enum recurrence_choice choice_of(const struct recurrence_rule *rule)
{
    switch (rule->frequency) {
    case RECURRENCE_DAILY:
        return RECURRENCE_EVERY_DAY;
    case RECURRENCE_WEEKLY:
        return RECURRENCE_EVERY_WEEK;
    case RECURRENCE_MONTHLY:
        return rule->has_numbers ? RECURRENCE_MONTH_WEEKDAY : RECURRENCE_MONTH_DAY;
    default:
        return RECURRENCE_EVERY_YEAR;
    }
}

void recurrence_words_read(const char *rule, struct local_time starts, struct recurrence_words *words)
{
    struct arena arena = {0};
    struct recurrence_rule said, again;
    *words = (struct recurrence_words){.interval = 1};
    if (rule == NULL)
        return;
    bool same = read_rule(rule, starts, &said) && said.interval <= RECURRENCE_INTERVAL_MAX && said.count <= RECURRENCE_COUNT_MAX;
    if (same) {
        words->choice = choice_of(&said);
        words->interval = (int)said.interval;
        words->count = (int)said.count;
        words->has_until = said.until_kind != RECURRENCE_NO_UNTIL;
        words->until = words->has_until ? clock_from_day_number(number_of(said.until)) : (struct local_time){0};
        if (words->choice == RECURRENCE_EVERY_WEEK || words->choice == RECURRENCE_MONTH_WEEKDAY)
            take_weekdays(&said, words);
        if (words->choice == RECURRENCE_MONTH_DAY)
            take_month_day(&said, words);
        const char *written = recurrence_words_write(&arena, words, starts);
        same = read_rule(written, starts, &again) && equal_rules(&said, &again);
    }
    if (!same)
        *words = (struct recurrence_words){.choice = RECURRENCE_OTHER, .interval = 1, .rule = rule};
    arena_free(&arena);
}

struct recurrence_words recurrence_words_suggest(enum recurrence_choice choice, struct local_time starts)
{
    bool weekly = choice == RECURRENCE_EVERY_WEEK, of_month = choice == RECURRENCE_MONTH_WEEKDAY;
    return (struct recurrence_words){
        .choice = choice,
        .interval = 1,
        .weekdays = weekly || of_month ? 1U << starts.weekday : 0,
        .ordinals = of_month ? 1U << (starts.day - 1) / DAYS : 0,
        .month_day = choice == RECURRENCE_MONTH_DAY ? starts.day : 0,
    };
}

// ---- the rule -----------------------------------------------------------------------------------------------------

static void add_to_list(struct arena *arena, struct arena_text *text, size_t *count, const char *item)
{
    arena_append(arena, text, (*count)++ == 0 ? ";BYDAY=" : ",");
    arena_append(arena, text, item);
}

static void write_weekdays(struct arena *arena, struct arena_text *text, unsigned weekdays, unsigned ordinals)
{
    size_t count = 0;
    for (int day = 0; day < DAYS; day++) {
        if ((weekdays >> day & 1) == 0)
            continue;
        for (int i = 0; i < ORDINALS; i++) {
            if ((ordinals >> i & 1) != 0)
                add_to_list(arena, text, &count, arena_format(arena, "%d%s", i + 1, day_names[day]));
        }
        if ((ordinals & RECURRENCE_LAST_OF_MONTH) != 0)
            add_to_list(arena, text, &count, arena_format(arena, "-1%s", day_names[day]));
        if (ordinals == 0)
            add_to_list(arena, text, &count, day_names[day]);
    }
}

const char *recurrence_words_write(struct arena *arena, const struct recurrence_words *words, struct local_time starts)
{
    static const char *const frequencies[RECURRENCE_CHOICES] = {
        [RECURRENCE_EVERY_DAY] = "DAILY",       [RECURRENCE_EVERY_WEEK] = "WEEKLY", [RECURRENCE_MONTH_WEEKDAY] = "MONTHLY",
        [RECURRENCE_MONTH_DAY] = "MONTHLY", [RECURRENCE_EVERY_YEAR] = "YEARLY",
    };
    struct recurrence_words meant = recurrence_words_suggest(words->choice, starts);
    struct arena_text text = {0};
    if (words->choice == RECURRENCE_ONCE)
        return NULL;
    if (words->choice == RECURRENCE_OTHER)
        return arena_copy_text(arena, words->rule);
    arena_append(arena, &text, arena_format(arena, "FREQ=%s", frequencies[words->choice]));
    if (words->interval > 1)
        arena_append(arena, &text, arena_format(arena, ";INTERVAL=%d", words->interval));
    meant.weekdays = words->weekdays != 0 ? words->weekdays : meant.weekdays;
    meant.ordinals = words->ordinals != 0 ? words->ordinals : meant.ordinals;
    meant.month_day = words->month_day != 0 ? words->month_day : meant.month_day;
    if (words->choice == RECURRENCE_EVERY_WEEK || words->choice == RECURRENCE_MONTH_WEEKDAY)
        write_weekdays(arena, &text, meant.weekdays, words->choice == RECURRENCE_MONTH_WEEKDAY ? meant.ordinals : 0);
    if (words->choice == RECURRENCE_MONTH_DAY)
        arena_append(arena, &text, arena_format(arena, ";BYMONTHDAY=%d", meant.month_day));
    if (words->has_until)
        arena_append(arena, &text, arena_format(arena, ";UNTIL=%04d%02d%02d", words->until.year, words->until.month, words->until.day));
    else if (words->count > 0)
        arena_append(arena, &text, arena_format(arena, ";COUNT=%d", words->count));
    return text.bytes;
}
