// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The hours of a week as a table. A row is the next day of its name: nobody can come on a day that has passed, and a holiday or
// a closure of the days to come is what one must know.
#include "tui/kiosk/phrases.h"

#include <string.h>

// What is said of a day: a cell for each span, or that it is closed; then why it is not as on other days.
static void say_day(struct page *page, const struct hours_day *day, struct document_row *row)
{
    struct messages *messages = page->view->messages;
    const char **cells = arena_allocate(&page->data, day->span_count + 1, sizeof *cells);
    const char *why = day->closure != NULL ? day->closure->reason : day->span_count == 0 && day->holiday != NULL ? day->holiday->name : NULL;
    size_t count = 0;
    for (size_t i = 0; i < day->span_count; i++)
        cells[count++] = phrase_span(page, &day->spans[i]);
    const char *closed = message_text(messages, MESSAGE_HOURS_CLOSED);
    if (count == 0)
        cells[count++] = why == NULL ? closed : arena_format(&page->data, "%s (%s)", closed, why);
    else if (why != NULL)
        cells[count++] = arena_format(&page->data, "(%s)", why);
    row->cells = cells;
    row->cell_count = count;
    row->marked = day->today;
}

static bool is_equal(const struct document_row *a, const struct document_row *b)
{
    bool equal = a->cell_count == b->cell_count;
    for (size_t i = 0; equal && i < a->cell_count; i++)
        equal = strcmp(a->cells[i], b->cells[i]) == 0;
    return equal;
}

// Days that share a row are brief wherever they stand: they would move the hours of all away from their days.
static const char *name_days(struct page *page, int first, int last, bool brief)
{
    struct messages *messages = page->view->messages;
    return first == last ? message_weekday(messages, first, brief)
                         : arena_format(&page->data, "%s – %s", message_weekday(messages, first, true), message_weekday(messages, last, true));
}

// Days of equal hours that follow one another share a row; today stands alone, unless there is no other row.
static size_t name_rows(struct page *page, struct document_row rows[HOURS_WEEK_DAYS])
{
    size_t count = 0;
    bool all = true;
    for (int day = 1; day < HOURS_WEEK_DAYS; day++)
        all = all && is_equal(&rows[0], &rows[day]);
    for (int first = 0, last; first < HOURS_WEEK_DAYS; first = last + 1) {
        bool alone = rows[first].marked && !all;
        last = first;
        while (!alone && last + 1 < HOURS_WEEK_DAYS && (all || !rows[last + 1].marked) && is_equal(&rows[first], &rows[last + 1]))
            last++;
        rows[count] = rows[first];
        rows[count].marked = rows[first].marked || all;
        rows[count].name = name_days(page, first, last, false);
        rows[count++].brief = name_days(page, first, last, true);
    }
    return count;
}

size_t week_rows(struct page *page, const struct catalog_offer *offer, const struct document_row **table)
{
    struct kiosk *kiosk = kiosk_of(page);
    const struct local_time now = page->view->tick.now;
    struct hours_day this_week[HOURS_WEEK_DAYS], next_week[HOURS_WEEK_DAYS];
    bool only_by_appointment = offer->span_count == 0 && offer->by_appointment == VALUE_YES;
    if (!offer->hours_known || offer->temporarily_closed || only_by_appointment)
        return 0;
    kiosk_read_holidays(kiosk);
    const struct opening_rules rules = catalog_rules(offer, kiosk->holidays, kiosk->holiday_count);
    int64_t today = clock_day_number(now.year, now.month, now.day);
    hours_week(&page->data, &rules, now, this_week);
    hours_week(&page->data, &rules, clock_from_day_number(today + HOURS_WEEK_DAYS), next_week);
    struct document_row *rows = arena_allocate(&page->data, HOURS_WEEK_DAYS, sizeof *rows);
    bool begun = false;
    for (int day = 0; day < HOURS_WEEK_DAYS; day++) {
        begun = begun || this_week[day].today;
        next_week[day].today = false;
        say_day(page, begun ? &this_week[day] : &next_week[day], &rows[day]);
    }
    *table = rows;
    return name_rows(page, rows);
}

void week_add(struct document *document, struct page *page, const struct catalog_offer *offer)
{
    const struct document_row *rows = NULL;
    size_t count = week_rows(page, offer, &rows);
    document_table(document, &page->data, message_text(page->view->messages, MESSAGE_FIELD_HOURS), rows, count);
}
