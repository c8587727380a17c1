// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Opening hours as people write them: a list of notations with what they mean (hours_notations.txt), what they leave over,
// and any week written and read again, in both languages.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "core/time/hours_text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DAYS = 7, DAY = 1440, LINE_BYTES = 1000, NOTATIONS_LEAST = 200, WEEKS = 20000 };

static const char *const fault_names[HOURS_TEXT_FAULT_KINDS] = {
    "unknown_word", "no_such_time", "closes_first", "no_end", "no_beginning",
    "overlap",      "day_twice",    "no_day",       "no_hours", "too_long", "bound_twice", "no_contact",
};
static const char *const rest_names[HOURS_TEXT_REST_KINDS] = {
    "closure", "recurring", "weeks", "holidays", "season", "remark", "workdays", "appointments",
};

// ---- the list -----------------------------------------------------------------------------------------------------

static const char *bound_of_season(struct arena *arena, const struct opening_span *span, int64_t day)
{
    struct local_time date = clock_from_day_number(day);
    if (day == 0)
        return "";
    return span->every_year ? arena_format(arena, "%02d%02d", date.month, date.day)
                            : arena_format(arena, "%04d%02d%02d", date.year, date.month, date.day);
}

static const char *bounds_of(struct arena *arena, const struct opening_span *span)
{
    static const char *const weeks[] = {"", "/odd", "/even"};
    const char *text = weeks[span->weeks];
    if (span->first_day != 0 || span->last_day != 0)
        text = arena_format(arena, "%s/%s-%s", text, bound_of_season(arena, span, span->first_day), bound_of_season(arena, span, span->last_day));
    if (span->by_phone)
        text = arena_format(arena, "%s/phone", text);
    if (span->languages != NULL)
        text = arena_format(arena, "%s/%s", text, span->languages);
    return span->contact == NULL ? text : arena_format(arena, "%s/„%s“", text, span->contact);
}

static const char *spans_of_day(struct arena *arena, const struct hours_text *hours, int day)
{
    const char *text = "";
    for (size_t i = 0; i < hours->span_count; i++) {
        const struct opening_span *span = &hours->spans[i];
        if (span->weekday == day)
            text = arena_format(arena, "%s %02d%02d-%02d%02d%s%s", text, span->open_minute / 60, span->open_minute % 60,
                                span->close_minute / 60, span->close_minute % 60, span->by_appointment ? "*" : "", bounds_of(arena, span));
    }
    return text;
}

// What was read, as the list writes it.
static const char *meaning_of(struct arena *arena, const struct hours_text *hours)
{
    const char *days[DAYS];
    const char *text = !hours->known ? " ?" : hours->by_appointment ? " bound" : hours->span_count == 0 ? " closed" : "";
    for (int day = 0; day < DAYS; day++) {
        bool first = true;
        days[day] = spans_of_day(arena, hours, day);
        for (int before = 0; before < day; before++)
            first = first && strcmp(days[before], days[day]) != 0;
        if (days[day][0] == '\0' || !first)
            continue;
        text = arena_format(arena, "%s ", text);
        for (int other = day; other < DAYS; other++) {
            if (strcmp(spans_of_day(arena, hours, other), days[day]) == 0)
                text = arena_format(arena, "%s%d", text, other + 1);
        }
        text = arena_format(arena, "%s%s", text, days[day]);
    }
    for (size_t i = 0; i < hours->fault_count; i++)
        text = arena_format(arena, "%s !%s@%zu+%zu", text, fault_names[hours->faults[i].kind], hours->faults[i].at,
                            hours->faults[i].length);
    for (size_t i = 0; i < hours->rest_count; i++)
        text = arena_format(arena, "%s >%s", text, rest_names[hours->rests[i].kind]);
    return text;
}

static void end_lines(char *text)
{
    for (char *end = strstr(text, "\\n"); end != NULL; end = strstr(end, "\\n")) {
        *end = '\n';
        memmove(end + 1, end + 2, strlen(end + 2) + 1);
    }
}

static void test_notations_mean_what_the_list_says(void **state)
{
    (void)state;
    struct arena arena = {0};
    char line[LINE_BYTES];
    struct hours_text hours;
    int notations = 0, wrong = 0;
    FILE *file = fopen(arena_format(&arena, "%s/tests/core/hours_notations.txt", getenv("KOMPASS_SOURCE")), "r");
    assert_non_null(file);
    while (fgets(line, sizeof line, file) != NULL) {
        char *expected = strstr(line, " =>");
        if (line[0] == '#')
            continue;
        assert_non_null(expected);
        *expected = '\0';
        expected += strlen(" =>");
        expected[strcspn(expected, "\n")] = '\0';
        end_lines(line);
        hours_text_read(&arena, line, &hours);
        const char *meaning = meaning_of(&arena, &hours);
        if (strcmp(meaning, expected) != 0) {
            print_error("%s\n    means%s\n    and not%s\n", line, meaning, expected);
            wrong++;
        }
        notations++;
    }
    fclose(file);
    assert_int_equal(wrong, 0);
    assert_true(notations >= NOTATIONS_LEAST);
    arena_free(&arena);
}

// ---- rests --------------------------------------------------------------------------------------------------------

static struct hours_text_rest only_rest(const char *text, enum hours_text_rest_kind kind, const char *words)
{
    struct arena arena = {0};
    struct hours_text hours;
    hours_text_read(&arena, text, &hours);
    arena_free(&arena);
    assert_int_equal(hours.rest_count, 1);
    assert_int_equal(hours.rests[0].kind, kind);
    assert_int_equal(hours.rests[0].length, strlen(words));
    assert_memory_equal(text + hours.rests[0].at, words, strlen(words));
    return hours.rests[0];
}

static void assert_date(struct local_time date, int year, int month, int day)
{
    assert_int_equal(date.year, year);
    assert_int_equal(date.month, month);
    assert_int_equal(date.day, day);
}

static void test_a_rest_says_what_it_would_be(void **state)
{
    (void)state;
    struct hours_text_rest rest = only_rest("Mo-Fr 9-12; jeden 1. Montag zu", HOURS_TEXT_RECURRING, "1. Montag zu");
    assert_true(rest.closes);
    assert_int_equal(rest.weekdays, 1);
    assert_int_equal(rest.ordinals, 1);
    rest = only_rest("1. und 3. Sa im Monat 9-12", HOURS_TEXT_RECURRING, "1. und 3. Sa im Monat 9-12");
    assert_false(rest.closes);
    assert_int_equal(rest.weekdays, 32);
    assert_int_equal(rest.ordinals, 1 | 4);
    rest = only_rest("letzter Freitag geschlossen", HOURS_TEXT_RECURRING, "letzter Freitag geschlossen");
    assert_true(rest.closes);
    assert_int_equal(rest.ordinals, 32);
    rest = only_rest("Sa 9-12 alle zwei Wochen", HOURS_TEXT_WEEKS, "Sa 9-12 alle zwei Wochen");
    assert_int_equal(rest.weekdays, 32);
    rest = only_rest("vom 23.12.2026 bis 2.1.2027 geschlossen", HOURS_TEXT_CLOSURE, "23.12.2026 bis 2.1.2027 geschlossen");
    assert_true(rest.closes);
    assert_date(rest.from, 2026, 12, 23);
    assert_date(rest.to, 2027, 1, 2);
    rest = only_rest("am 24. Dezember zu", HOURS_TEXT_CLOSURE, "24. Dezember zu");
    assert_date(rest.from, 0, 12, 24);
    assert_date(rest.to, 0, 12, 24);
    rest = only_rest("Mo-Fr 9-12, nicht in den Ferien", HOURS_TEXT_CLOSURE, "Ferien");
    assert_true(rest.closes);
    assert_date(rest.from, 0, 0, 0);
    rest = only_rest("werktags 9-12", HOURS_TEXT_WORKDAYS, "werktags");
    rest = only_rest("Mo 9-12, Einlass bis 11.30", HOURS_TEXT_REMARK, "Einlass bis 11.30");
}

static void test_what_is_no_text_is_survived(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct hours_text hours;
    char text[20000];
    hours_text_read(&arena, "", &hours);
    assert_false(hours.known);
    assert_int_equal(hours.fault_count + hours.rest_count + hours.span_count, 0);
    hours_text_read(&arena, "\xC3 \xFF\x80\x80 Mo 9-12", &hours);
    assert_int_equal(hours.span_count, 1);
    assert_true(hours.fault_count > 0);
    for (size_t i = 0; i + 1 < sizeof text; i++)
        text[i] = "Mo 9-10, "[i % 9];
    text[sizeof text - 1] = '\0';
    hours_text_read(&arena, text, &hours);
    assert_int_equal(hours.fault_count, HOURS_TEXT_FAULTS_MAX);
    text[0] = '\0';
    for (int hour = 0; hour < 120; hour++)
        snprintf(text + strlen(text), sizeof text - strlen(text), "%d:%02d-%d:%02d ", hour / 5, hour % 5 * 12, hour / 5, hour % 5 * 12 + 1);
    strcat(text, "täglich");
    hours_text_read(&arena, text, &hours);
    assert_int_equal(hours.faults[0].kind, HOURS_TEXT_TOO_LONG);
    memset(text, '9', sizeof text - 1);
    hours_text_read(&arena, text, &hours);
    assert_int_equal(hours.faults[0].kind, HOURS_TEXT_NO_SUCH_TIME);
    arena_free(&arena);
}

// ---- writing ------------------------------------------------------------------------------------------------------

static void assert_written(const char *text, const char *german, const char *english)
{
    struct arena arena = {0};
    struct hours_text hours;
    hours_text_read(&arena, text, &hours);
    assert_string_equal(hours_text_write(&arena, hours.spans, hours.span_count, hours.by_appointment, "de"), german);
    assert_string_equal(hours_text_write(&arena, hours.spans, hours.span_count, hours.by_appointment, "en"), english);
    arena_free(&arena);
}

static void test_hours_are_written_as_offices_do(void **state)
{
    (void)state;
    assert_written("Mo-Do 9-12, 13-16; Fr nach Vereinbarung", "Mo–Do 9–12, 13–16 Uhr; Fr nur mit Termin",
                   "Mon–Thu 9:00–12:00, 13:00–16:00; Fri by appointment only");
    assert_written("Mo-Fr 9-12; Di, Do 13:30-18", "Mo, Mi, Fr 9–12 Uhr; Di, Do 9–12, 13:30–18 Uhr",
                   "Mon, Wed, Fri 9:00–12:00; Tue, Thu 9:00–12:00, 13:30–18:00");
    assert_written("täglich 10-18", "täglich 10–18 Uhr", "daily 10:00–18:00");
    assert_written("Mo 9-12 und nach Vereinbarung", "Mo 9–12 Uhr und nach Vereinbarung", "Mon 9:00–12:00 and by appointment");
    assert_written("Mo 9-12; Mo 14-16 nur mit Termin", "Mo 9–12 Uhr; Mo 14–16 Uhr nur mit Termin",
                   "Mon 9:00–12:00; Mon 14:00–16:00 by appointment only");
    assert_written("Fr 18-2, Sa 9-8 Uhr am Folgetag", "Fr 18–2 Uhr; Sa 9–8 Uhr am nächsten Tag",
                   "Fri 18:00–2:00; Sat 9:00–8:00 the next day");
    assert_written("24/7", "rund um die Uhr", "around the clock");
    assert_written("Mo-Fr 0-24", "Mo–Fr 0–24 Uhr", "Mon–Fri 0:00–24:00");
    assert_written("geschlossen", "geschlossen", "closed");
    assert_written("n. V.", "nur mit Termin", "by appointment only");
}

// ---- any week -----------------------------------------------------------------------------------------------------

static unsigned seed = 1;

static int random_below(int count)
{
    seed = seed * 1103515245U + 12345U;
    return (int)(seed >> 16) % count;
}

// Spans in order that have no minute in common, the last of which may end after midnight, up to what the first leaves.
static size_t make_week(struct opening_span *spans)
{
    size_t count = 0;
    int free_from = 0, step = random_below(2) == 0 ? 60 : 5;
    for (int day = 0; day < DAYS; day++) {
        int minute = free_from;
        free_from = 0;
        if (random_below(8) == 0)
            spans[count++] =
                (struct opening_span){.weekday = day, .open_minute = 0, .close_minute = DAY, .by_appointment = true};
        for (int more = random_below(4); more > 0; more--) {
            int open = minute + random_below(600 / step) * step, close = open + (1 + random_below(1200 / step)) * step;
            int latest = day < DAYS - 1 ? 2 * DAY - 60 : DAY;
            if (open >= DAY || (close > DAY && day < DAYS - 1 && random_below(3) > 0))
                break;
            close = close > open + DAY ? open + DAY : close > latest ? latest : close;
            bool bound = random_below(4) == 0;
            if (bound && open == 0 && close == DAY)
                continue;
            spans[count++] = (struct opening_span){
                .weekday = day, .open_minute = open, .close_minute = close, .by_appointment = bound};
            minute = close;
            free_from = close > DAY ? close - DAY : 0;
            if (close >= DAY)
                break;
        }
    }
    return count;
}

// Bounds of every sort, also names that are awkward in quotation marks, and a language that has no name.
static void restrict_span(struct opening_span *span)
{
    static const char *const languages[] = {"ar", "ar fa", "so de", "xx", "uk zz tr", "am mi"};
    static const char *const contacts[] = {"Anmeldung", "Haus „B“", "“", "”“ ““”” \"q\" »«", "Mo 9-12; geschlossen", "für"};
    int season = random_below(5);
    span->by_phone = random_below(3) == 0;
    span->weeks = (enum opening_weeks)random_below(3);
    span->languages = random_below(3) == 0 ? languages[random_below(6)] : NULL;
    span->contact = random_below(3) == 0 ? contacts[random_below(6)] : NULL;
    span->every_year = season == 1;
    span->first_day = span->last_day = 0;
    if (season == 1) {
        span->first_day = clock_day_number(2000, 1, 1) + random_below(366);
        span->last_day = clock_day_number(2000, 1, 1) + random_below(366);
    } else if (season > 1) {
        int64_t first = clock_day_number(2026, 1, 1) + random_below(3000);
        span->first_day = season == 3 ? 0 : first;
        span->last_day = season == 4 ? 0 : first + random_below(400);
    }
}

static bool is_same_text(const char *one, const char *other)
{
    return one == NULL || other == NULL ? one == other : strcmp(one, other) == 0;
}

static bool is_same(const struct opening_span *one, const struct opening_span *other)
{
    return one->weekday == other->weekday && one->open_minute == other->open_minute && one->close_minute == other->close_minute &&
           one->by_appointment == other->by_appointment && one->by_phone == other->by_phone && one->weeks == other->weeks &&
           one->first_day == other->first_day && one->last_day == other->last_day && one->every_year == other->every_year &&
           is_same_text(one->languages, other->languages) && is_same_text(one->contact, other->contact);
}

static void assert_read_back(struct arena *arena, struct opening_span *spans, size_t count, const char *language)
{
    struct hours_text hours;
    qsort(spans, count, sizeof *spans, hours_text_compare);
    const char *text = hours_text_write(arena, spans, count, false, language);
    hours_text_read(arena, text, &hours);
    bool same = hours.known && hours.fault_count == 0 && hours.rest_count == 0 && hours.span_count == count;
    for (size_t i = 0; same && i < count; i++)
        same = is_same(&hours.spans[i], &spans[i]);
    if (!same)
        fail_msg("%s is read as%s", text, meaning_of(arena, &hours));
    assert_string_equal(hours_text_write(arena, hours.spans, hours.span_count, false, language), text);
}

static void test_any_week_is_read_as_it_was_written(void **state)
{
    (void)state;
    struct arena arena = {0};
    for (int i = 0; i < WEEKS; i++) {
        struct opening_span spans[HOURS_TEXT_SPANS_MAX];
        size_t count = make_week(spans);
        assert_read_back(&arena, spans, count, i % 2 == 0 ? "de" : "en");
        arena_reset(&arena);
    }
    arena_free(&arena);
}

static void test_any_restricted_week_is_read_as_it_was_written(void **state)
{
    (void)state;
    struct arena arena = {0};
    for (int i = 0; i < WEEKS; i++) {
        struct opening_span spans[HOURS_TEXT_SPANS_MAX], kinds[2] = {{0}, {0}};
        size_t count = make_week(spans);
        restrict_span(&kinds[0]);
        for (size_t s = 0; s < count; s++) { // of two sorts, so that several spans share one
            struct opening_span bound = kinds[random_below(2)];
            bound.weekday = spans[s].weekday;
            bound.open_minute = spans[s].open_minute;
            bound.close_minute = spans[s].close_minute;
            bound.by_appointment = spans[s].by_appointment;
            spans[s] = bound;
            if (random_below(4) == 0)
                restrict_span(&spans[s]);
        }
        assert_read_back(&arena, spans, count, i % 2 == 0 ? "de" : "en");
        arena_reset(&arena);
    }
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_notations_mean_what_the_list_says),
        cmocka_unit_test(test_a_rest_says_what_it_would_be),
        cmocka_unit_test(test_what_is_no_text_is_survived),
        cmocka_unit_test(test_hours_are_written_as_offices_do),
        cmocka_unit_test(test_any_week_is_read_as_it_was_written),
        cmocka_unit_test(test_any_restricted_week_is_read_as_it_was_written),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
