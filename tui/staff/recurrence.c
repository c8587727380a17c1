// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// When an event happens again, chosen in words, with the next ten dates below. Its argument is the path of the rule. A rule that
// words cannot say is kept and shown as it is, until another choice is made.
#include "core/desk/sheet.h"
#include "core/time/hours_text.h"
#include "core/time/recurrence_words.h"
#include "tui/kit/form.h"
#include "tui/staff/field_words.h"
#include "tui/staff/screens.h"
#include "tui/staff/staff.h"

#include <stdlib.h>
#include <string.h>

enum recurring_field { RECURRING_CHOICE, RECURRING_INTERVAL, RECURRING_DAYS, RECURRING_ORDINALS, RECURRING_MONTH_DAY, RECURRING_UNTIL, RECURRING_COUNT, RECURRING_FIELDS };
enum { DAYS = 7, ORDINALS = 5, DATES = 10, DATE_ROWS = DATES / 2 };

static const char *const choice_names[RECURRENCE_CHOICES] = {
    [RECURRENCE_ONCE] = "once", [RECURRENCE_EVERY_DAY] = "day", [RECURRENCE_EVERY_WEEK] = "week",
    [RECURRENCE_MONTH_WEEKDAY] = "month_weekday", [RECURRENCE_MONTH_DAY] = "month_day", [RECURRENCE_EVERY_YEAR] = "year",
    [RECURRENCE_OTHER] = "other",
};
static const char *const field_names[RECURRING_FIELDS] = {"choice", "interval", "days", "ordinals", "month_day", "until", "count"};

// Which fields a choice has.
static const bool wanted[RECURRENCE_CHOICES][RECURRING_FIELDS] = {
    [RECURRENCE_ONCE] = {[RECURRING_CHOICE] = true},
    [RECURRENCE_EVERY_DAY] = {true, true, [RECURRING_UNTIL] = true, [RECURRING_COUNT] = true},
    [RECURRENCE_EVERY_WEEK] = {true, true, true, [RECURRING_UNTIL] = true, [RECURRING_COUNT] = true},
    [RECURRENCE_MONTH_WEEKDAY] = {true, true, true, true, [RECURRING_UNTIL] = true, [RECURRING_COUNT] = true},
    [RECURRENCE_MONTH_DAY] = {true, true, [RECURRING_MONTH_DAY] = true, [RECURRING_UNTIL] = true, [RECURRING_COUNT] = true},
    [RECURRENCE_EVERY_YEAR] = {true, true, [RECURRING_UNTIL] = true, [RECURRING_COUNT] = true},
    [RECURRENCE_OTHER] = {[RECURRING_CHOICE] = true},
};

struct recurring_page {
    struct form form;
    struct form_field fields[RECURRING_FIELDS];
    enum recurring_field which[RECURRING_FIELDS]; // of each field of the form
    size_t count;
    struct recurrence_words words;
    struct arena arena;            // of the rule that words cannot say
    const char *choices[RECURRENCE_CHOICES + 1];
    const struct view *view;
};

static const char *title(struct page *page)
{
    return staff_label(page->view, "field_", page->argument.id);
}

static struct local_time starts_of(const struct page *page)
{
    struct local_time starts = page->view->tick.now;
    struct problem ignored;
    const char *text = json_string_value(sheet_get(staff_of(page)->sheet, "starts"));
    if (text != NULL)
        clock_parse(text, &starts, &ignored);
    return starts;
}

// ---- in words -----------------------------------------------------------------------------------------------------

static const char *days_text(struct arena *arena, const struct view *view, unsigned days)
{
    const char *all = "";
    for (int day = 0; day < DAYS; day++) {
        if ((days >> day & 1) != 0)
            all = arena_format(arena, "%s%s%s", all, all[0] == '\0' ? "" : ", ", message_weekday(view->messages, day, true));
    }
    return all;
}

static const char *ordinals_text(struct arena *arena, const struct view *view, unsigned ordinals)
{
    const char *all = "";
    for (int i = 0; i < ORDINALS; i++) {
        if ((ordinals >> i & 1) != 0)
            all = arena_format(arena, "%s%s%d.", all, all[0] == '\0' ? "" : ", ", i + 1);
    }
    if ((ordinals & RECURRENCE_LAST_OF_MONTH) == 0)
        return all;
    return arena_format(arena, "%s%s%s", all, all[0] == '\0' ? "" : ", ", staff_text(view, MESSAGE_RECURRENCE_LAST));
}

static const char *month_day_text(struct arena *arena, const struct view *view, int day)
{
    return day == RECURRENCE_LAST_DAY ? staff_text(view, MESSAGE_RECURRENCE_LAST) : day == 0 ? "" : arena_format(arena, "%d", day);
}

// "jede Woche (Di, Do)", "monatlich am Wochentag (2. Di), bis 31. Januar 2027".
const char *recurrence_line(struct arena *arena, const struct view *view, const struct sheet *sheet, json_t *value)
{
    struct recurrence_words words;
    struct local_time starts = view->tick.now;
    struct problem ignored;
    const char *text = json_string_value(sheet_get(sheet, "starts"));
    if (text != NULL)
        clock_parse(text, &starts, &ignored);
    recurrence_words_read(json_string_value(value), starts, &words);
    if (words.choice == RECURRENCE_OTHER)
        return arena_copy_text(arena, words.rule);
    const char *line = staff_label(view, "recurrence_choice_", choice_names[words.choice]);
    const char *detail = arena_format(arena, "%s%s%s%s", ordinals_text(arena, view, words.ordinals), words.ordinals != 0 ? " " : "",
                                      days_text(arena, view, words.weekdays), month_day_text(arena, view, words.month_day));
    if (detail[0] != '\0')
        line = arena_format(arena, "%s: %s", line, detail);
    if (words.interval > 1)
        line = arena_format(arena, "%s, %s %d", line, staff_text(view, MESSAGE_RECURRENCE_FIELD_INTERVAL), words.interval);
    if (words.has_until)
        line = arena_format(arena, "%s, %s %s", line, staff_text(view, MESSAGE_RECURRENCE_FIELD_UNTIL),
                            message_date(view->messages, arena, words.until, DATE_STYLE_LONG));
    if (words.count > 0)
        line = arena_format(arena, "%s, %s %d", line, staff_text(view, MESSAGE_RECURRENCE_FIELD_COUNT), words.count);
    return line;
}

// ---- from words ---------------------------------------------------------------------------------------------------

static unsigned days_read(const char *text)
{
    struct arena arena = {0};
    struct hours_text hours;
    unsigned days = 0;
    hours_text_read(&arena, arena_format(&arena, "%s 0-24", text), &hours); // what names a day there names it here
    for (size_t i = 0; i < hours.span_count; i++)
        days |= 1U << hours.spans[i].weekday;
    arena_free(&arena);
    return hours.fault_count == 0 ? days : 0;
}

// "1., 3.", "letzter", "last": any digits from 1 to 5, and a word that begins with l.
static unsigned ordinals_read(const char *text)
{
    unsigned ordinals = 0;
    for (const char *at = text; *at != '\0'; at++) {
        if (*at >= '1' && *at <= '5')
            ordinals |= 1U << (*at - '1');
        else if ((*at | 0x20) == 'l' && (at == text || at[-1] == ' '))
            ordinals |= RECURRENCE_LAST_OF_MONTH;
        else if (*at >= '0' && *at <= '9')
            return 0;
    }
    return ordinals;
}

static int month_day_read(const char *text)
{
    long day = strtol(text, NULL, 10);
    if ((text[0] | 0x20) == 'l')
        return RECURRENCE_LAST_DAY;
    return day >= 1 && day <= 31 ? (int)day : 0;
}

static long number_read(const char *text, long most)
{
    char *end;
    long number = strtol(text, &end, 10);
    return end != text && end[strspn(end, " ")] == '\0' && number >= 1 && number <= most ? number : 0;
}

// What is wrong with a field; empty ones are those of the start, or nothing.
static const char *check(const struct form *form, size_t field, struct arena *arena)
{
    const struct recurring_page *choosing = form->context;
    const char *text = form_text(form, field, 0);
    bool right = true;
    (void)arena;
    switch (choosing->which[field]) {
    case RECURRING_INTERVAL:
        right = number_read(text, RECURRENCE_INTERVAL_MAX) > 0;
        break;
    case RECURRING_COUNT:
        right = number_read(text, RECURRENCE_COUNT_MAX) > 0;
        break;
    case RECURRING_DAYS:
        right = days_read(text) != 0;
        break;
    case RECURRING_ORDINALS:
        right = ordinals_read(text) != 0;
        break;
    case RECURRING_MONTH_DAY:
        right = month_day_read(text) != 0;
        break;
    default:
        break;
    }
    return right || text[0] == '\0' ? NULL : staff_label(choosing->view, "recurrence_wrong_", field_names[choosing->which[field]]);
}

// ---- the form -----------------------------------------------------------------------------------------------------

static void describe(struct recurring_page *choosing, const struct view *view)
{
    bool other = choosing->words.choice == RECURRENCE_OTHER;
    for (int i = 0; i < RECURRENCE_OTHER + other; i++)
        choosing->choices[i] = staff_label(view, "recurrence_choice_", choice_names[i]);
    choosing->choices[RECURRENCE_OTHER + other] = NULL;
    choosing->count = 0;
    for (int i = 0; i < RECURRING_FIELDS; i++) {
        if (!wanted[choosing->words.choice][i])
            continue;
        choosing->which[choosing->count] = (enum recurring_field)i;
        choosing->fields[choosing->count++] = (struct form_field){
            .kind = i == RECURRING_CHOICE ? FORM_CHOICE : i == RECURRING_UNTIL ? FORM_DATE : FORM_TEXT,
            .label = staff_label(view, "recurrence_field_", field_names[i]),
            .direction = TEXT_LEFT_TO_RIGHT,
            .limits = {.bytes = 100},
            .choices = choosing->choices,
            .check = i == RECURRING_CHOICE || i == RECURRING_UNTIL ? NULL : check,
        };
    }
}

static const char *field_text(struct arena *arena, const struct view *view, const struct recurrence_words *words,
                              enum recurring_field field)
{
    switch (field) {
    case RECURRING_INTERVAL:
        return arena_format(arena, "%d", words->interval);
    case RECURRING_DAYS:
        return days_text(arena, view, words->weekdays);
    case RECURRING_ORDINALS:
        return ordinals_text(arena, view, words->ordinals);
    case RECURRING_MONTH_DAY:
        return month_day_text(arena, view, words->month_day);
    case RECURRING_UNTIL:
        return words->has_until ? arena_format(arena, "%02d.%02d.%04d", words->until.day, words->until.month, words->until.year) : "";
    default:
        return words->count > 0 ? arena_format(arena, "%d", words->count) : "";
    }
}

// The fields of the choice, with what stands in the words.
static void build(struct page *page)
{
    struct recurring_page *choosing = page->state;
    form_free(&choosing->form);
    describe(choosing, page->view);
    form_init(&choosing->form, choosing->fields, choosing->count, choosing);
    form_set_choice(&choosing->form, 0, (int)choosing->words.choice);
    for (size_t i = 1; i < choosing->count; i++)
        form_set_text(&choosing->form, i, field_text(&page->data, page->view, &choosing->words, choosing->which[i]));
}

static void load(struct page *page)
{
    struct recurring_page *choosing = page->state;
    choosing->view = page->view;
    if (choosing->form.values != NULL) { // another language: what stands in the fields stays
        describe(choosing, page->view);
        return;
    }
    const char *rule = arena_copy_text(&choosing->arena, json_string_value(sheet_get(staff_of(page)->sheet, page->argument.id)));
    recurrence_words_read(rule, starts_of(page), &choosing->words);
    build(page);
}

static void layout(struct page *page)
{
    struct recurring_page *choosing = page->state;
    form_lay_out(&choosing->form, page->view, page->rows - DATE_ROWS - 1, page->columns);
}

// ---- the dates ----------------------------------------------------------------------------------------------------

// The values of a part in one text.
static const char *all_of(struct arena *arena, const struct sheet *sheet, const char *part)
{
    json_t *days = sheet_get(sheet, part);
    const char *all = "";
    for (size_t i = 0; i < json_array_size(days); i++)
        all = arena_format(arena, "%s%s%s", all, i > 0 ? " " : "", json_string_value(json_array_get(days, i)));
    return all;
}

static void paint_dates(const struct page *page, const struct canvas *canvas, int row)
{
    const struct view *view = page->view;
    const struct sheet *sheet = staff_of(page)->sheet;
    struct occurrence times[DATES];
    const struct recurrence recurrence = {
        .starts = starts_of(page),
        .minutes = json_integer_value(sheet_get(sheet, "minutes")),
        .rule = json_string_value(sheet_get(sheet, page->argument.id)),
        .except = all_of(canvas->arena, sheet, "except"),
        .extra = all_of(canvas->arena, sheet, "extra"),
    };
    size_t count = recurrence_list(&recurrence, view->tick.now, times, DATES);
    int half = canvas->columns / 2;
    canvas_text(canvas, row, 0, canvas->columns, staff_text(view, count > 0 ? MESSAGE_RECURRENCE_NEXT : MESSAGE_RECURRENCE_NONE),
                count > 0 ? ROLE_HEADING : ROLE_NOTICE);
    for (size_t i = 0; i < count; i++) {
        const struct local_time *begins = &times[i].begins;
        const char *text = message_date(view->messages, canvas->arena, *begins, DATE_STYLE_FULL);
        if (!json_is_true(sheet_get(sheet, "all_day")))
            text = arena_format(canvas->arena, "%s, %s", text, message_time(canvas->arena, begins->hour, begins->minute));
        canvas_text(canvas, row + 1 + (int)i % DATE_ROWS, (int)i / DATE_ROWS * half, half - 1, text, ROLE_TEXT);
    }
}

static void paint(struct page *page, const struct canvas *canvas)
{
    const struct recurring_page *choosing = page->state;
    struct canvas part = canvas_part(canvas, 0, 0, canvas->rows - DATE_ROWS - 1, canvas->columns);
    form_paint(&choosing->form, page->view, &part);
    if (choosing->words.choice == RECURRENCE_OTHER)
        canvas_text(canvas, part.rows - 1, 4, canvas->columns - 4, choosing->words.rule, ROLE_QUIET);
    paint_dates(page, canvas, part.rows);
}

// ---- taking -------------------------------------------------------------------------------------------------------

static void take_field(struct recurring_page *choosing, size_t field)
{
    const char *text = form_text(&choosing->form, field, 0);
    struct recurrence_words *words = &choosing->words;
    switch (choosing->which[field]) {
    case RECURRING_INTERVAL:
        words->interval = (int)number_read(text, RECURRENCE_INTERVAL_MAX);
        words->interval = words->interval == 0 ? 1 : words->interval;
        break;
    case RECURRING_DAYS:
        words->weekdays = days_read(text);
        break;
    case RECURRING_ORDINALS:
        words->ordinals = ordinals_read(text);
        break;
    case RECURRING_MONTH_DAY:
        words->month_day = month_day_read(text);
        break;
    case RECURRING_UNTIL:
        words->has_until = form_date(&choosing->form, field, &words->until);
        break;
    case RECURRING_COUNT:
        words->count = (int)number_read(text, RECURRENCE_COUNT_MAX);
        break;
    default:
        break;
    }
}

static void put(const struct page *page)
{
    const struct recurring_page *choosing = page->state;
    struct arena arena = {0};
    const char *rule = recurrence_words_write(&arena, &choosing->words, starts_of(page));
    sheet_set(staff_of(page)->sheet, page->argument.id, rule == NULL ? NULL : json_string(rule));
    arena_free(&arena);
}

// Another choice begins with what the start suggests.
static struct request take(struct page *page)
{
    struct recurring_page *choosing = page->state;
    int choice = choosing->form.values[0].choice;
    if (choice != FORM_UNCHOSEN && (enum recurrence_choice)choice != choosing->words.choice) {
        choosing->words = recurrence_words_suggest((enum recurrence_choice)choice, starts_of(page));
        build(page);
    } else if (choosing->form.focus > 0) {
        take_field(choosing, choosing->form.focus);
    }
    put(page);
    return (struct request){.kind = REQUEST_LAYOUT};
}

static struct request act(struct page *page, const struct input *input)
{
    struct recurring_page *choosing = page->state;
    if (input->action == ACTION_BACK || input->action == STAFF_ACTION_SAVE)
        return (struct request){.kind = REQUEST_BACK, .result = {.answer = STAFF_ANSWER_CHANGED}};
    enum form_result result = form_act(&choosing->form, page->view, input);
    if (result == FORM_CHANGED)
        return take(page);
    return (struct request){.kind = result == FORM_IGNORED ? REQUEST_NONE : REQUEST_PAINT};
}

static void close_page(struct page *page)
{
    struct recurring_page *choosing = page->state;
    form_free(&choosing->form);
    arena_free(&choosing->arena);
}

const struct screen screen_recurrence = {
    .name = "recurrence",
    .context = STAFF_CONTEXT_FORM,
    .state_size = sizeof(struct recurring_page),
    .title = title,
    .load = load,
    .layout = layout,
    .paint = paint,
    .act = act,
    .close = close_page,
};
