// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// A closure, entered in a minute: of whom, when, other hours, why; and below the form what the kiosk will say. Its argument is + for
// a new one of all offices, + and the id of an offer for one of that, or the id of a closure.
#include "core/desk/closing.h"
#include "core/publish/preview.h"
#include "tui/kit/document.h"
#include "tui/kit/form.h"
#include "tui/kit/leaving.h"
#include "tui/staff/kiosk_words.h"
#include "tui/staff/record_field.h"
#include "tui/staff/screens.h"
#include "tui/staff/staff.h"

#include <string.h>

enum field { FIELD_SCOPE, FIELD_WHICH, FIELD_FROM, FIELD_UNTIL, FIELD_YEARLY, FIELD_HOURS, FIELD_REASON, FIELD_SOURCE, FIELDS };
enum { HOURS_BYTES = 300, REASON_BYTES = 300, SOURCE_BYTES = 500, SHOWN_AT_HOUR = 10, SHOWN_ROWS_LEAST = 4 };

// The record's fields, in the order of the form; "": more than one.
static const char *const paths[FIELDS] = {"", "", "first_day", "last_day", "every_year", "schedule", "texts.de.reason", "source.url"};

// The choices of FIELD_SCOPE, the narrower first.
static const enum closure_scope scopes[] = {CLOSURE_OF_OFFER, CLOSURE_OF_ORGANIZATION, CLOSURE_OF_OFFICES};

struct closure_page {
    struct sheet sheet;
    struct form form;
    struct form_field fields[FIELDS];
    const char *scope_choices[4], *yearly_choices[3];
    struct leaving leaving;
    struct document shown; // what the kiosk will say; nothing as long as `told` is NULL
    struct arena told_arena;
    const char *told;
    const char *problem; // why there is nothing to edit; NULL: there is
    enum closure_scope scope;          // as chosen; the record knows it once an offer or organization is
    char offer[MODEL_ID_BYTES];        // the last one chosen
    char day[CLOCK_TIME_BYTES];        // that FIELD_FROM had when FIELD_UNTIL was filled in after it
    bool opened, saved;
};

static const char *word(const struct page *page, enum staff_message id)
{
    return staff_text(page->view, id);
}

static struct request tell(struct page *page, const char *saying)
{
    page->view->saying = saying;
    return (struct request){.kind = REQUEST_LAYOUT};
}

static struct request tell_problem(struct page *page, const struct problem *problem)
{
    return tell(page, message_format(page->view->messages, &page->data, MESSAGE_SAVED_FAILED,
                                     (const char *[]){arena_copy_text(&page->data, problem->why), NULL}));
}

// ---- what is wrong -----------------------------------------------------------------------------------------------

static struct closure_page *closing_of(const struct form *form)
{
    return form->context;
}

static const struct view *view_of(const struct form *form)
{
    return closing_of(form)->shown.view;
}

static const char *check_which(const struct form *form, size_t field, struct arena *arena)
{
    (void)field;
    (void)arena;
    const struct closure_page *closing = closing_of(form);
    return closing->scope == closing_scope(&closing->sheet) ? NULL : staff_text(view_of(form), MESSAGE_MISSING);
}

static const char *check_until(const struct form *form, size_t field, struct arena *arena)
{
    (void)arena;
    struct local_time from, until;
    if (!form_date(form, FIELD_FROM, &from) || !form_date(form, field, &until))
        return NULL; // said elsewhere
    int64_t days = clock_day_number(until.year, until.month, until.day) - clock_day_number(from.year, from.month, from.day);
    return days < 0 ? staff_text(view_of(form), MESSAGE_CLOSURE_BACKWARDS) : NULL;
}

static const char *check_yearly(const struct form *form, size_t field, struct arena *arena)
{
    (void)arena;
    struct local_time from, until;
    if (form->values[field].choice != 1 || !form_date(form, FIELD_FROM, &from))
        return NULL;
    if (!form_date(form, FIELD_UNTIL, &until))
        return staff_text(view_of(form), MESSAGE_CLOSURE_NO_END);
    bool long_ = clock_day_number(until.year, until.month, until.day) >= clock_day_number(from.year + 1, from.month, from.day);
    return long_ ? staff_text(view_of(form), MESSAGE_CLOSURE_LONG) : NULL;
}

static const char *check_hours(const struct form *form, size_t field, struct arena *arena)
{
    const struct closure_page *closing = closing_of(form);
    const char *typed = sheet_typed(&closing->sheet, paths[field]);
    size_t at, length;
    if (typed == NULL)
        return NULL;
    struct sheet nothing = {.working = json_object(), .typed = json_object()};
    closing_set_hours(&nothing, typed, &at, &length);
    sheet_close(&nothing);
    return message_format(view_of(form)->messages, arena, MESSAGE_CLOSURE_HOURS_WRONG,
                          (const char *[]){arena_copy(arena, typed + at, length), NULL});
}

static const char *check_source(const struct form *form, size_t field, struct arena *arena)
{
    (void)arena;
    const char *text = form_text(form, field, 0);
    bool web = strncmp(text, "https://", 8) == 0 || strncmp(text, "http://", 7) == 0;
    return web ? NULL : staff_text(view_of(form), MESSAGE_WRONG_ADDRESS);
}

// ---- the form ----------------------------------------------------------------------------------------------------

static void describe(struct closure_page *closing, const struct page *page)
{
    closing->scope_choices[0] = word(page, MESSAGE_CLOSURE_OFFER);
    closing->scope_choices[1] = word(page, MESSAGE_CLOSURE_ORGANIZATION);
    closing->scope_choices[2] = word(page, MESSAGE_CLOSURE_OFFICES);
    closing->yearly_choices[0] = word(page, MESSAGE_CLOSURE_ONCE);
    closing->yearly_choices[1] = word(page, MESSAGE_CLOSURE_YEARLY);
    closing->fields[FIELD_SCOPE] = (struct form_field){
        .kind = FORM_CHOICE, .label = word(page, MESSAGE_CLOSURE_WHOM), .needed = true, .choices = closing->scope_choices};
    closing->fields[FIELD_WHICH] = (struct form_field){
        .kind = FORM_PAGE, .label = word(page, MESSAGE_CLOSURE_WHICH), .check = check_which, .hint = word(page, MESSAGE_MISSING)};
    closing->fields[FIELD_FROM] = (struct form_field){.kind = FORM_DATE, .label = word(page, MESSAGE_CLOSURE_FROM), .needed = true};
    closing->fields[FIELD_UNTIL] = (struct form_field){
        .kind = FORM_DATE, .label = word(page, MESSAGE_CLOSURE_UNTIL), .check = check_until};
    closing->fields[FIELD_YEARLY] = (struct form_field){
        .kind = FORM_CHOICE, .label = word(page, MESSAGE_CLOSURE_HOW_OFTEN), .choices = closing->yearly_choices, .check = check_yearly};
    closing->fields[FIELD_HOURS] = (struct form_field){.kind = FORM_TEXT, .label = word(page, MESSAGE_CLOSURE_HOURS),
                                                       .hint = word(page, MESSAGE_CLOSURE_SHUT), .check = check_hours,
                                                       .limits = {.bytes = HOURS_BYTES}};
    closing->fields[FIELD_REASON] = (struct form_field){.kind = FORM_TEXT, .label = word(page, MESSAGE_FIELD_REASON), .needed = true,
                                                        .hint = word(page, MESSAGE_CLOSURE_REASON), .limits = {.bytes = REASON_BYTES}};
    closing->fields[FIELD_SOURCE] = (struct form_field){.kind = FORM_TEXT, .label = word(page, MESSAGE_CLOSURE_SOURCE), .needed = true,
                                                        .check = check_source, .limits = {.bytes = SOURCE_BYTES}};
}

// Which offer or organization, and how many offers that are.
static void fill_which(struct closure_page *closing, struct page *page)
{
    struct closing_offers offers;
    struct problem problem;
    const struct staff *staff = staff_of(page);
    const char *shown = "";
    if (closing->scope == closing_scope(&closing->sheet) &&
        closing_offers(staff->editorial, &page->data, &closing->sheet, &offers, &problem) == STATUS_OK) {
        const char *count = message_count(page->view->messages, &page->data, MESSAGE_CLOSURE_COUNT, offers.count, NULL);
        json_t *organization = sheet_get(&closing->sheet, "organization_id");
        if (closing->scope == CLOSURE_OF_OFFICES)
            shown = count;
        else if (closing->scope == CLOSURE_OF_OFFER)
            shown = offers.shown > 0 ? offers.names[0] : "";
        else
            shown = arena_format(&page->data, "%s (%s)",
                                 record_value_text(&page->data, page->view, staff, KIND_CLOSURE, "organization_id", organization), count);
    }
    form_set_text(&closing->form, FIELD_WHICH, shown);
}

static void fill_text(struct closure_page *closing, enum field field, const char *text)
{
    const char *typed = sheet_typed(&closing->sheet, paths[field]);
    form_set_text(&closing->form, field, typed != NULL ? typed : text == NULL ? "" : text);
}

static void fill(struct closure_page *closing, struct page *page)
{
    const struct sheet *sheet = &closing->sheet;
    const char *language = messages_language(page->view->messages)->tag;
    for (int i = 0; i < 3; i++) {
        if (scopes[i] == closing->scope)
            form_set_choice(&closing->form, FIELD_SCOPE, i);
    }
    fill_which(closing, page);
    fill_text(closing, FIELD_FROM, json_string_value(sheet_get(sheet, "first_day")));
    fill_text(closing, FIELD_UNTIL, json_string_value(sheet_get(sheet, "last_day")));
    form_set_choice(&closing->form, FIELD_YEARLY, json_is_true(sheet_get(sheet, "every_year")));
    fill_text(closing, FIELD_HOURS, closing_hours(&page->data, sheet, language));
    fill_text(closing, FIELD_REASON, sheet_words(sheet, "de", "reason"));
    fill_text(closing, FIELD_SOURCE, json_string_value(sheet_get(sheet, "source.url")));
}

// ---- opening -----------------------------------------------------------------------------------------------------

static const char *title(struct page *page)
{
    return word(page, MESSAGE_CLOSURE_TITLE);
}

static enum status open_sheet(struct page *page, struct problem *problem)
{
    struct closure_page *closing = page->state;
    const struct staff *staff = staff_of(page);
    const char *id = page->argument.id;
    if (id[0] == '+')
        return closing_begin(&closing->sheet, staff->editorial, id + 1, page->view->tick.now, problem);
    if (staff->drafts != NULL && drafts_read(staff->drafts, staff->person, id, &closing->sheet, problem) == STATUS_OK)
        return STATUS_OK;
    return sheet_open(&closing->sheet, staff->editorial, id, problem);
}

static void load(struct page *page)
{
    struct closure_page *closing = page->state;
    struct staff *staff = staff_of(page);
    struct problem problem;
    bool first = !closing->opened;
    closing->shown.view = page->view;
    if (first && open_sheet(page, &problem) != STATUS_OK) {
        closing->problem = arena_copy_text(&page->data, problem.why);
        return;
    }
    describe(closing, page);
    if (!first)
        return; // another language: what stands in the fields stays
    closing->opened = true;
    closing->scope = closing_scope(&closing->sheet);
    if (closing->scope == CLOSURE_OF_OFFER)
        memccpy(closing->offer, json_string_value(sheet_get(&closing->sheet, "offer_id")), '\0', sizeof closing->offer - 1);
    closing->sheet.below = staff->sheet;
    staff->sheet = &closing->sheet;
    form_init(&closing->form, closing->fields, FIELDS, closing);
    fill(closing, page);
    if (page->argument.id[0] == '+' && page->argument.id[1] != '\0')
        closing->form.focus = FIELD_FROM; // whose it is is known
}

static void layout(struct page *page)
{
    struct closure_page *closing = page->state;
    if (!closing->opened)
        return;
    form_lay_out(&closing->form, page->view, page->rows, page->columns);
    int rows = page->rows - closing->form.total_rows - 1;
    document_begin(&closing->shown);
    if (closing->told == NULL)
        return;
    rows = rows < SHOWN_ROWS_LEAST ? SHOWN_ROWS_LEAST : rows;
    form_lay_out(&closing->form, page->view, page->rows - rows - 1, page->columns);
    document_paragraph(&closing->shown, &page->lines, ROLE_TEXT, closing->told);
    document_lay_out(&closing->shown, &page->lines, page->view, rows, page->columns);
}

static void paint(struct page *page, const struct canvas *canvas)
{
    const struct closure_page *closing = page->state;
    if (!closing->opened) {
        canvas_text(canvas, 0, 0, canvas->columns, closing->problem, ROLE_NOTICE);
        return;
    }
    struct canvas top = canvas_part(canvas, 0, 0, closing->form.rows, canvas->columns);
    form_paint(&closing->form, page->view, &top);
    if (closing->told != NULL) {
        struct canvas below = canvas_part(canvas, closing->form.rows + 1, 0, closing->shown.rows, canvas->columns);
        document_paint(&closing->shown, &below);
    }
    leaving_paint(&closing->leaving, page->view, canvas);
}

// ---- what the kiosk will say -------------------------------------------------------------------------------------

// The moment about which it is asked: the first day, or today when that is over.
static struct local_time moment_of(const struct closure_page *closing, const struct page *page)
{
    struct local_time now = page->view->tick.now, first;
    const char *day = json_string_value(sheet_get(&closing->sheet, "first_day"));
    if (day == NULL || !clock_parse_day(day, &first) ||
        clock_day_number(first.year, first.month, first.day) <= clock_day_number(now.year, now.month, now.day))
        return now;
    first.hour = SHOWN_AT_HOUR;
    return first;
}

static enum status words_of(struct page *page, const char *id, struct local_time when, const char **words, struct problem *problem)
{
    struct closure_page *closing = page->state;
    const struct staff *staff = staff_of(page);
    struct sheet offer;
    struct preview preview;
    char created[CLOCK_STAMP_BYTES];
    clock_format_utc(staff->now, created);
    enum status status = sheet_open(&offer, staff->editorial, id, problem);
    if (status != STATUS_OK)
        return status;
    status = preview_build(staff->editorial, offer.working, created, &preview, problem);
    sheet_close(&offer);
    return status != STATUS_OK ? status
                               : kiosk_words_of(&closing->told_arena, preview.bytes, preview.size, staff->locales,
                                                messages_language(page->view->messages), id, when, words, problem);
}

// Of the first offers that it is about, in the state that the database has just now.
static enum status say_all(struct page *page, struct problem *problem)
{
    struct closure_page *closing = page->state;
    struct arena *arena = &closing->told_arena;
    struct closing_offers offers;
    struct messages *messages = page->view->messages;
    const struct local_time when = moment_of(closing, page);
    const char *date = message_date(messages, arena, when, DATE_STYLE_FULL);
    const char *told = message_format(messages, arena, MESSAGE_CLOSURE_SAYS,
                                      (const char *[]){date, message_time(arena, when.hour, when.minute), NULL});
    enum status status = closing_offers(staff_of(page)->editorial, arena, &closing->sheet, &offers, problem);
    for (size_t i = 0; status == STATUS_OK && i < offers.shown; i++) {
        const char *words = "";
        status = words_of(page, offers.ids[i], when, &words, problem);
        told = arena_format(arena, "%s\n%s: %s", told, offers.names[i], words);
    }
    if (status == STATUS_OK && offers.count > (long)offers.shown)
        told = arena_format(arena, "%s\n%s", told,
                            message_count(messages, arena, MESSAGE_CLOSURE_MORE, offers.count - (long)offers.shown, NULL));
    closing->told = status == STATUS_OK ? told : NULL;
    return status;
}

static void forget_words(struct closure_page *closing)
{
    closing->told = NULL;
    arena_reset(&closing->told_arena);
}

// What was found wrong at its field; false when it has none here.
static bool tell_at(struct closure_page *closing, const struct page *page, const struct problem *problem)
{
    struct arena arena = {0};
    bool told = false;
    for (size_t i = 0; i < FIELDS && !told; i++) {
        told = paths[i][0] != '\0' && strncmp(problem->what, paths[i], strlen(paths[i])) == 0;
        if (told) {
            form_set_error(&closing->form, i, record_problem_text(&arena, page->view, problem));
            closing->form.focus = i;
        }
    }
    arena_free(&arena);
    return told;
}

static struct request tell_wrong(struct page *page, const struct problem *problems, size_t count)
{
    struct closure_page *closing = page->state;
    bool told = false;
    for (size_t i = count; i-- > 0;)
        told = tell_at(closing, page, &problems[i]) || told;
    if (told || count == 0)
        return tell(page, word(page, MESSAGE_SAVED_NOT));
    return tell_problem(page, &problems[0]);
}

// As if it were saved: put through the door, looked at, and taken back.
static struct request look(struct page *page)
{
    struct closure_page *closing = page->state;
    const struct staff *staff = staff_of(page);
    struct change_author author = staff_author(staff, "");
    struct change *change;
    struct change_outcome outcome;
    struct problem problem;
    json_t *record = json_deep_copy(closing->sheet.working);
    struct request request = {.kind = REQUEST_LAYOUT};
    forget_words(closing);
    enum status status = change_begin(&change, staff->editorial, &author, &problem);
    if (status == STATUS_OK) {
        status = change_put(change, record, closing->sheet.revision, &outcome, &problem);
        if (status == STATUS_OK && (outcome.result == CHANGE_DONE || outcome.result == CHANGE_UNCHANGED))
            status = say_all(page, &problem);
        else if (status == STATUS_OK)
            request = tell_wrong(page, outcome.problems, outcome.problem_count);
        change_cancel(&change);
    }
    json_decref(record);
    return status == STATUS_OK ? request : tell_problem(page, &problem);
}

// ---- saving ------------------------------------------------------------------------------------------------------

// The form is right, and the record has all that follows from it.
static bool complete(struct page *page, struct request *request)
{
    struct closure_page *closing = page->state;
    struct problem problem;
    if (!form_check(&closing->form, page->view)) {
        *request = tell(page, word(page, MESSAGE_SAVED_NOT));
        return false;
    }
    if (closing_name(&closing->sheet, staff_of(page)->editorial, &problem) != STATUS_OK) {
        *request = tell_problem(page, &problem);
        return false;
    }
    return true;
}

static struct request save(struct page *page)
{
    static const enum staff_message sayings[] = {
        [SHEET_SAVED] = MESSAGE_CLOSURE_SAVED, [SHEET_UNCHANGED] = MESSAGE_SAVED_NOTHING,
        [SHEET_MERGED] = MESSAGE_SAVED_MERGED, [SHEET_CONFLICT] = MESSAGE_SAVED_CONFLICT,
        [SHEET_INVALID] = MESSAGE_SAVED_NOT,   [SHEET_FORBIDDEN] = MESSAGE_SAVED_FORBIDDEN,
        [SHEET_LOCKED] = MESSAGE_SAVED_LOCKED, [SHEET_GONE] = MESSAGE_SAVED_GONE,
    };
    struct closure_page *closing = page->state;
    struct staff *staff = staff_of(page);
    struct change_author author = staff_author(staff, "");
    struct sheet_outcome outcome;
    enum sheet_result result;
    struct problem problem;
    struct request request;
    if (!complete(page, &request))
        return request;
    if (sheet_save(&closing->sheet, staff->editorial, &author, &result, &outcome, &problem) != STATUS_OK)
        return tell_problem(page, &problem);
    staff_keep_drafts(staff);
    if (result == SHEET_INVALID)
        return tell_wrong(page, outcome.problems, outcome.problem_count);
    bool done = result == SHEET_SAVED || result == SHEET_MERGED || result == SHEET_UNCHANGED;
    closing->saved = closing->saved || (done && result != SHEET_UNCHANGED);
    forget_words(closing);
    if (done) {
        form_keep(&closing->form);
        if (say_all(page, &problem) != STATUS_OK)
            return tell_problem(page, &problem);
    }
    return tell(page, word(page, sayings[result]));
}

// ---- acting ------------------------------------------------------------------------------------------------------

static void take_day(struct closure_page *closing, enum field field)
{
    struct local_time date;
    const char *text = form_text(&closing->form, field, 0);
    char time[CLOCK_TIME_BYTES];
    bool empty = text[strspn(text, " ")] == '\0';
    bool right = form_date(&closing->form, field, &date);
    sheet_set_typed(&closing->sheet, paths[field], empty || right ? NULL : text);
    clock_format(date, time);
    if (empty || right)
        sheet_set(&closing->sheet, paths[field], empty ? NULL : json_stringn(time, strlen("YYYY-MM-DD")));
}

// Most are of one day: as long as nobody writes another last day, it follows the first one.
static void follow_day(struct closure_page *closing)
{
    const char *until = form_text(&closing->form, FIELD_UNTIL, 0);
    struct local_time date;
    if (closing->sheet.opened != NULL || strcmp(until, closing->day) != 0 || !form_date(&closing->form, FIELD_FROM, &date))
        return;
    memccpy(closing->day, form_text(&closing->form, FIELD_FROM, 0), '\0', sizeof closing->day - 1);
    form_set_text(&closing->form, FIELD_UNTIL, closing->day);
    take_day(closing, FIELD_UNTIL);
}

static void take_scope(struct page *page)
{
    struct closure_page *closing = page->state;
    struct problem problem;
    int choice = closing->form.values[FIELD_SCOPE].choice;
    closing->scope = choice < 0 ? CLOSURE_OF_OFFICES : scopes[choice];
    if (closing_set_scope(&closing->sheet, staff_of(page)->editorial, closing->scope, closing->offer, &problem) != STATUS_OK)
        page->view->saying = arena_copy_text(&page->data, problem.why);
    fill_which(closing, page);
    fill_text(closing, FIELD_SOURCE, json_string_value(sheet_get(&closing->sheet, "source.url")));
}

static void take(struct page *page, enum field field)
{
    struct closure_page *closing = page->state;
    const char *text = closing->form.values[field].count > 0 ? form_text(&closing->form, field, 0) : "";
    size_t at, length;
    switch (field) {
    case FIELD_SCOPE:
        take_scope(page);
        break;
    case FIELD_FROM:
        take_day(closing, field);
        follow_day(closing);
        break;
    case FIELD_UNTIL:
        take_day(closing, field);
        break;
    case FIELD_YEARLY:
        sheet_set(&closing->sheet, "every_year", json_boolean(closing->form.values[field].choice == 1));
        break;
    case FIELD_HOURS:
        sheet_set_typed(&closing->sheet, paths[field], closing_set_hours(&closing->sheet, text, &at, &length) ? NULL : text);
        break;
    case FIELD_REASON:
        sheet_set_words(&closing->sheet, "de", "reason", text);
        break;
    case FIELD_SOURCE:
        sheet_set(&closing->sheet, "source.url", text[0] == '\0' ? NULL : json_string(text));
        break;
    case FIELD_WHICH: // its page did
    case FIELDS:
        break;
    }
}

// Nothing is to be chosen of all offices.
static struct request open_which(struct page *page)
{
    const struct closure_page *closing = page->state;
    if (closing->form.focus != FIELD_WHICH || closing->scope == CLOSURE_OF_OFFICES)
        return (struct request){.kind = REQUEST_NONE};
    return staff_open_page(&screen_choose, "", closing->scope == CLOSURE_OF_OFFER ? "offer_id" : "organization_id");
}

static struct request give_back(const struct sheet *sheet)
{
    struct request request = {.kind = REQUEST_BACK, .result = {.answer = STAFF_ANSWER_CHANGED}};
    memccpy(request.result.argument.id, sheet_id(sheet), '\0', sizeof request.result.argument.id - 1);
    return request;
}

static struct request act(struct page *page, const struct input *input)
{
    struct closure_page *closing = page->state;
    struct request request;
    if (!closing->opened)
        return (struct request){.kind = REQUEST_NONE};
    if (closing->leaving.asked) {
        bool wants_saving;
        request = leaving_act(&closing->leaving, page, input, &wants_saving);
        return wants_saving ? save(page) : request;
    }
    if (input->action == STAFF_ACTION_SAVE)
        return save(page);
    if (input->action == STAFF_ACTION_PREVIEW)
        return complete(page, &request) ? look(page) : request;
    if (input->action == ACTION_BACK && closing->saved && !sheet_changed(&closing->sheet))
        return give_back(&closing->sheet);
    enum form_result result = form_act(&closing->form, page->view, input);
    if (result == FORM_OPENED)
        return open_which(page);
    if (result != FORM_CHANGED)
        return (struct request){.kind = result == FORM_IGNORED ? REQUEST_NONE : REQUEST_PAINT};
    take(page, (enum field)closing->form.focus);
    forget_words(closing);
    return (struct request){.kind = REQUEST_LAYOUT};
}

// An offer or an organization was chosen.
static struct request returned(struct page *page, const struct page_result *result)
{
    struct closure_page *closing = page->state;
    struct problem problem;
    (void)result;
    const char *offer = json_string_value(sheet_get(&closing->sheet, "offer_id"));
    if (offer != NULL)
        memccpy(closing->offer, offer, '\0', sizeof closing->offer - 1);
    if (closing->scope == CLOSURE_OF_OFFER)
        sheet_set(&closing->sheet, "organization_id", NULL);
    if (closing->scope == CLOSURE_OF_ORGANIZATION)
        sheet_set(&closing->sheet, "offer_id", NULL);
    if (closing_follow(&closing->sheet, staff_of(page)->editorial, &problem) != STATUS_OK)
        page->view->saying = arena_copy_text(&page->data, problem.why);
    forget_words(closing);
    form_set_error(&closing->form, FIELD_WHICH, NULL);
    fill_which(closing, page);
    fill_text(closing, FIELD_SOURCE, json_string_value(sheet_get(&closing->sheet, "source.url")));
    return (struct request){.kind = REQUEST_LAYOUT};
}

static bool may_close(struct page *page, struct request *request)
{
    struct closure_page *closing = page->state;
    bool typed = closing->opened && form_changed(&closing->form);
    return leaving_may_close(&closing->leaving, typed && sheet_changed(&closing->sheet), request);
}

static void close_page(struct page *page)
{
    struct closure_page *closing = page->state;
    struct staff *staff = staff_of(page);
    struct problem ignored;
    if (!closing->opened)
        return;
    if (closing->leaving.discarded && staff->drafts != NULL)
        drafts_drop(staff->drafts, staff->person, sheet_id(&closing->sheet), &ignored);
    else if (form_changed(&closing->form))
        staff_keep_drafts(staff);
    staff->sheet = closing->sheet.below;
    form_free(&closing->form);
    sheet_close(&closing->sheet);
    arena_free(&closing->told_arena);
}

const struct screen screen_closure = {
    .name = "closure",
    .context = STAFF_CONTEXT_CLOSURE,
    .state_size = sizeof(struct closure_page),
    .title = title,
    .load = load,
    .layout = layout,
    .paint = paint,
    .act = act,
    .returned = returned,
    .may_close = may_close,
    .close = close_page,
};
