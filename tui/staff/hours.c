// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The opening hours of the record under edit, as people write them; below it the week as it was understood, what cannot be
// understood or belongs elsewhere, and what a kiosk will say at three times. What has no fault is in the sheet at once.
#include "core/desk/closing.h"
#include "core/desk/opening_facts.h"
#include "tui/kit/editor.h"
#include "tui/staff/field_words.h"
#include "tui/staff/screens.h"
#include "tui/staff/staff.h"

#include <string.h>

enum { BOX_ROWS = 3, DAYS = 7, DAY_MINUTES = 1440, LABEL_COLUMNS = 18, ASKED_HOUR = 10, TOLD_MAX = 3 };

struct hours_page {
    struct editor editor;
    struct hours_text hours;
    struct arena words; // languages and contacts of the hours
    struct editor_mark marks[HOURS_TEXT_FAULTS_MAX];
    struct opening_facts facts; // in the page's data
    struct closing_wish wish;   // that is handed on; in the page's data
};

static const struct edit_limits limits = {.bytes = 2000};

static const char *const fault_names[HOURS_TEXT_FAULT_KINDS] = {
    [HOURS_TEXT_UNKNOWN_WORD] = "unknown_word", [HOURS_TEXT_NO_SUCH_TIME] = "no_such_time",
    [HOURS_TEXT_CLOSES_FIRST] = "closes_first", [HOURS_TEXT_NO_END] = "no_end",
    [HOURS_TEXT_NO_BEGINNING] = "no_beginning", [HOURS_TEXT_OVERLAP] = "overlap",
    [HOURS_TEXT_DAY_TWICE] = "day_twice",       [HOURS_TEXT_NO_DAY] = "no_day",
    [HOURS_TEXT_NO_HOURS] = "no_hours",         [HOURS_TEXT_TOO_LONG] = "too_long",
    [HOURS_TEXT_BOUND_TWICE] = "bound_twice",   [HOURS_TEXT_NO_CONTACT] = "no_contact",
};
static const char *const rest_names[HOURS_TEXT_REST_KINDS] = {
    [HOURS_TEXT_CLOSURE] = "closure", [HOURS_TEXT_RECURRING] = "recurring", [HOURS_TEXT_HOLIDAYS] = "holidays",
    [HOURS_TEXT_SEASON] = "season",   [HOURS_TEXT_REMARK] = "remark",       [HOURS_TEXT_WORKDAYS] = "workdays",
    [HOURS_TEXT_APPOINTMENTS] = "appointments", [HOURS_TEXT_WEEKS] = "weeks",
};

static const char *title(struct page *page)
{
    return staff_label(page->view, "field_", page->argument.id);
}

// ---- reading ------------------------------------------------------------------------------------------------------

static const char *language_of(const struct page *page)
{
    return messages_language(page->view->messages)->tag;
}

// Faults are marked where they stand; what overlaps another mark is told only.
static void mark_faults(struct hours_page *writing)
{
    size_t count = 0, behind = 0;
    for (size_t i = 0; i < writing->hours.fault_count; i++) {
        const struct hours_text_fault *fault = &writing->hours.faults[i];
        if (fault->at < behind || fault->length == 0)
            continue;
        behind = fault->at + fault->length;
        writing->marks[count++] = (struct editor_mark){fault->at, behind, ROLE_NOTICE};
    }
    writing->editor.marks = writing->marks;
    writing->editor.mark_count = count;
}

static void understand(struct hours_page *writing, const struct sheet *sheet)
{
    arena_reset(&writing->words);
    hours_text_read(&writing->words, writing->editor.edit.text, &writing->hours);
    opening_facts_check(sheet, writing->editor.edit.text, &writing->hours);
    mark_faults(writing);
}

// What is half written is kept as typed, and the record stays as it was.
static void take(struct page *page)
{
    struct hours_page *writing = page->state;
    struct sheet *sheet = staff_of(page)->sheet;
    bool right = writing->hours.fault_count == 0;
    sheet_set_typed(sheet, page->argument.id, right ? NULL : writing->editor.edit.text);
    if (right)
        opening_facts_put(sheet, &writing->hours);
}

static void load(struct page *page)
{
    struct hours_page *writing = page->state;
    const struct staff *staff = staff_of(page);
    struct problem problem;
    if (opening_facts_read(&writing->facts, &page->data, staff->editorial, staff->sheet, language_of(page), &problem) != STATUS_OK)
        staff_say_problem(page->view, &problem);
    if (writing->editor.edit.text != NULL)
        return; // what was written stays, in whatever language
    const char *typed = sheet_typed(staff->sheet, page->argument.id);
    editor_init(&writing->editor, &limits, TEXT_LEFT_TO_RIGHT);
    edit_load(&writing->editor.edit, typed != NULL ? typed : opening_facts_text(&page->data, staff->sheet, language_of(page)));
    edit_move(&writing->editor.edit, EDIT_TEXT_END, false);
    understand(writing, staff->sheet);
}

static void layout(struct page *page)
{
    struct hours_page *writing = page->state;
    int columns = page->columns < view_measure(page->view) ? page->columns : view_measure(page->view);
    editor_lay_out(&writing->editor, BOX_ROWS, columns);
}

// ---- in words -----------------------------------------------------------------------------------------------------

static const char *format(struct arena *arena, const struct view *view, enum staff_message id, const char *first)
{
    return message_format(view->messages, arena, id, (const char *[]){first, NULL});
}

static const char *day_text(struct arena *arena, const struct view *view, const struct hours_text *hours, int day)
{
    const char *all = NULL;
    for (size_t i = 0; i < hours->span_count; i++) {
        const struct opening_span *span = &hours->spans[i];
        if (span->weekday != day)
            continue;
        bool whole = span->by_appointment && span->open_minute == 0 && span->close_minute == DAY_MINUTES;
        const char *bound = staff_text(view, MESSAGE_HOURS_BOUND);
        const char *text = whole ? bound : message_time_span(arena, span->open_minute, span->close_minute);
        if (span->by_appointment && !whole)
            text = arena_format(arena, "%s (%s)", text, bound);
        const char *bounds = hours_text_bounds(arena, span, messages_language(view->messages)->tag);
        text = bounds[0] == '\0' ? text : arena_format(arena, "%s %s", text, bounds);
        all = all == NULL ? text : arena_format(arena, "%s, %s", all, text);
    }
    return all != NULL ? all : staff_text(view, hours->by_appointment ? MESSAGE_HOURS_BOUND : MESSAGE_HOURS_CLOSED);
}

static const char *closed_text(struct arena *arena, const struct view *view, const struct opening *opening)
{
    const char *closed = staff_text(view, MESSAGE_HOURS_CLOSED), *why = NULL;
    if (opening->reason == OPENING_REASON_TEMPORARY)
        return staff_label(view, "field_", "temporarily_closed");
    if (opening->reason == OPENING_REASON_HOLIDAY)
        why = opening->holiday->name;
    if (opening->reason == OPENING_REASON_CLOSURE && opening->closure != NULL)
        why = opening->closure->reason;
    const char *text = why == NULL ? closed : arena_format(arena, "%s: %s", closed, why);
    if (!opening->changes)
        return text;
    const struct local_time *next = &opening->next_change;
    const char *when = arena_format(arena, "%s, %s", message_date(view->messages, arena, *next, DATE_STYLE_FULL),
                                    message_time(arena, next->hour, next->minute));
    return arena_format(arena, "%s – %s", text, format(arena, view, MESSAGE_HOURS_OPENS, when));
}

static const char *opening_text(struct arena *arena, const struct view *view, const struct opening *opening)
{
    switch (opening->state) {
    case OPENING_OPEN:
        if (!opening->changes)
            return staff_text(view, MESSAGE_HOURS_OPEN);
        return format(arena, view, MESSAGE_HOURS_OPEN_UNTIL,
                      message_time(arena, opening->next_change.hour, opening->next_change.minute));
    case OPENING_BY_APPOINTMENT:
        return staff_text(view, MESSAGE_HOURS_BOUND);
    case OPENING_BY_PHONE:
        return staff_text(view, MESSAGE_HOURS_PHONE);
    case OPENING_UNKNOWN:
        return staff_text(view, MESSAGE_UNKNOWN);
    default:
        return closed_text(arena, view, opening);
    }
}

const char *hours_words(struct arena *arena, const struct view *view, const struct sheet *sheet, json_t *value)
{
    (void)value;
    return opening_facts_text(arena, sheet, messages_language(view->messages)->tag);
}

// ---- painting -----------------------------------------------------------------------------------------------------

static const char *words_at(struct arena *arena, const struct hours_page *writing, size_t at, size_t length)
{
    return arena_copy(arena, writing->editor.edit.text + at, length);
}

static enum closing_wished wish_of(const struct page *page, struct arena *arena, size_t place, struct closing_wish *wish)
{
    const struct hours_page *writing = page->state;
    return closing_wish_of(wish, arena, writing->editor.edit.text, &writing->hours.rests[place], writing->facts.closures,
                           writing->facts.closure_count, page->view->tick.now);
}

// Days can be entered as a closure from here, where it can be said which.
static const char *rest_text(const struct page *page, struct arena *arena, size_t place)
{
    const struct hours_page *writing = page->state;
    const struct view *view = page->view;
    struct closing_wish wish;
    enum closing_wished wished = wish_of(page, arena, place, &wish);
    if (wished == CLOSING_ENTERED)
        return staff_text(view, MESSAGE_HOURS_CLOSURE_ENTERED);
    if (wished == CLOSING_NO_DAY)
        return staff_label(view, "hours_rest_", rest_names[writing->hours.rests[place].kind]);
    const char *day = message_date(view->messages, arena, wish.first, DATE_STYLE_LONG);
    bool one = wish.first.year == wish.last.year && wish.first.month == wish.last.month && wish.first.day == wish.last.day;
    if (!one)
        day = arena_format(arena, "%s – %s", day, message_date(view->messages, arena, wish.last, DATE_STYLE_LONG));
    return format(arena, view, MESSAGE_HOURS_CLOSURE_KEY, day);
}

// What is wrong comes before what belongs elsewhere; each with the words that it is about.
static int paint_told(const struct page *page, const struct canvas *canvas, int row)
{
    const struct hours_page *writing = page->state;
    const struct view *view = page->view;
    int told = 0;
    for (size_t i = 0; i < writing->hours.fault_count && told < TOLD_MAX; i++, told++) {
        const struct hours_text_fault *fault = &writing->hours.faults[i];
        const char *text = arena_format(canvas->arena, "„%s“: %s", words_at(canvas->arena, writing, fault->at, fault->length),
                                        staff_label(view, "hours_fault_", fault_names[fault->kind]));
        canvas_text(canvas, row++, 0, canvas->columns, text, ROLE_NOTICE);
    }
    for (size_t i = 0; i < writing->hours.rest_count && told < TOLD_MAX; i++, told++) {
        const struct hours_text_rest *rest = &writing->hours.rests[i];
        const char *text = arena_format(canvas->arena, "„%s“: %s", words_at(canvas->arena, writing, rest->at, rest->length),
                                        rest_text(page, canvas->arena, i));
        canvas_text(canvas, row++, 0, canvas->columns, text, ROLE_HEADING);
    }
    return row;
}

static int paint_line(const struct canvas *canvas, int row, const char *label, const char *text)
{
    canvas_text(canvas, row, 0, LABEL_COLUMNS, label, ROLE_QUIET);
    canvas_text(canvas, row, LABEL_COLUMNS, canvas->columns - LABEL_COLUMNS, text, ROLE_TEXT);
    return row + 1;
}

static int paint_week(const struct hours_page *writing, const struct view *view, const struct canvas *canvas, int row)
{
    if (!writing->hours.known) {
        canvas_text(canvas, row, 0, canvas->columns, staff_text(view, MESSAGE_HOURS_NONE), ROLE_QUIET);
        return row + 1;
    }
    for (int day = 0; day < DAYS; day++)
        row = paint_line(canvas, row, message_weekday(view->messages, day, false), day_text(canvas->arena, view, &writing->hours, day));
    return row;
}

// Now, on the next 24 December, and on the next Monday: the days that are got wrong.
static void paint_kiosk(const struct page *page, const struct canvas *canvas, int row)
{
    const struct hours_page *writing = page->state;
    const struct view *view = page->view;
    const struct local_time now = view->tick.now;
    int64_t today = clock_day_number(now.year, now.month, now.day);
    int64_t christmas = clock_day_number(now.year, 12, 24), monday = today + DAYS - now.weekday;
    if (christmas < today)
        christmas = clock_day_number(now.year + 1, 12, 24);
    struct local_time times[] = {now, clock_from_day_number(christmas < monday ? christmas : monday),
                                 clock_from_day_number(christmas < monday ? monday : christmas)};
    canvas_text(canvas, row++, 0, canvas->columns, staff_text(view, MESSAGE_HOURS_KIOSK), ROLE_HEADING);
    for (size_t i = 0; i < sizeof times / sizeof *times; i++) {
        struct opening opening;
        times[i].hour = i == 0 ? now.hour : ASKED_HOUR;
        opening_facts_at(&writing->facts, staff_of(page)->sheet, &writing->hours, times[i], &opening);
        const char *label = i == 0 ? staff_text(view, MESSAGE_HOURS_NOW)
                                   : arena_format(canvas->arena, "%s %d.%d. %s", message_weekday(view->messages, times[i].weekday, true),
                                                  times[i].day, times[i].month, message_time(canvas->arena, ASKED_HOUR, 0));
        row = paint_line(canvas, row, label, opening_text(canvas->arena, view, &opening));
    }
}

static void paint(struct page *page, const struct canvas *canvas)
{
    const struct hours_page *writing = page->state;
    struct canvas box = canvas_part(canvas, 0, 0, BOX_ROWS, writing->editor.columns);
    editor_paint(&writing->editor, &box, true, staff_text(page->view, MESSAGE_HOURS_HINT));
    int row = paint_told(page, canvas, BOX_ROWS);
    row = paint_week(writing, page->view, canvas, row + 1);
    paint_kiosk(page, canvas, row + (row + 5 < canvas->rows));
}

// ---- acting -------------------------------------------------------------------------------------------------------

// The first of the days that are written and not entered yet.
static struct request enter_closure(struct page *page)
{
    struct hours_page *writing = page->state;
    struct staff *staff = staff_of(page);
    size_t place = 0;
    while (place < writing->hours.rest_count && wish_of(page, &page->data, place, &writing->wish) != CLOSING_WISHED)
        place++;
    if (place == writing->hours.rest_count)
        return (struct request){.kind = REQUEST_NONE};
    if (staff->sheet->revision == 0) { // a closure is of something that is there
        staff_say(page->view, staff_text(page->view, MESSAGE_HOURS_SAVE_FIRST));
        return (struct request){.kind = REQUEST_PAINT};
    }
    staff->wish = &writing->wish;
    return staff_open_page(&screen_closure, "+", sheet_id(staff->sheet));
}

static struct request act(struct page *page, const struct input *input)
{
    struct hours_page *writing = page->state;
    if (input->action == STAFF_ACTION_NEW)
        return enter_closure(page);
    if (input->action == ACTION_BACK || input->action == STAFF_ACTION_SAVE)
        return (struct request){.kind = REQUEST_BACK, .result = {.answer = STAFF_ANSWER_CHANGED}};
    enum editor_result result = editor_act(&writing->editor, page->view, input);
    if (result == EDITOR_CHANGED) {
        understand(writing, staff_of(page)->sheet);
        take(page);
    }
    return (struct request){.kind = result == EDITOR_IGNORED ? REQUEST_NONE : REQUEST_PAINT};
}

static struct request update(struct page *page)
{
    (void)page;
    return (struct request){.kind = REQUEST_PAINT};
}

static void close_page(struct page *page)
{
    struct hours_page *writing = page->state;
    struct staff *staff = staff_of(page);
    if (staff->wish == &writing->wish) // no page of a closure could be opened
        staff->wish = NULL;
    editor_free(&writing->editor);
    arena_free(&writing->words);
}

const struct screen screen_hours = {
    .name = "hours",
    .context = STAFF_CONTEXT_FORM,
    .state_size = sizeof(struct hours_page),
    .title = title,
    .load = load,
    .layout = layout,
    .paint = paint,
    .act = act,
    .update = update,
    .returned = staff_reload,
    .close = close_page,
};
