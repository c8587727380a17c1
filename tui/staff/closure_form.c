// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Most closures are of one day and of one office, so that is what the fields begin with and follow.
#include "tui/staff/closure_form.h"

#include "tui/staff/problem_words.h"
#include "tui/staff/record_form.h"
#include "tui/staff/record_field.h"

#include <string.h>

enum { HOURS_BYTES = 300, REASON_BYTES = 300, SOURCE_BYTES = 500 };

// The record's fields, in the order of the form; "": more than one.
static const char *const paths[CLOSURE_FIELDS] = {
    "", "", "first_day", "last_day", "every_year", "schedule", "texts.de.reason", "source.url",
};

// The choices of CLOSURE_WHOM, the narrower first.
static const enum closure_scope scopes[] = {CLOSURE_OF_OFFER, CLOSURE_OF_ORGANIZATION, CLOSURE_OF_OFFICES};

static const char *word(const struct closure_form *closure, enum staff_message id)
{
    return staff_text(closure->view, id);
}

// ---- what is wrong -----------------------------------------------------------------------------------------------

static const struct closure_form *closure_of(const struct form *form)
{
    return form->context;
}

static const char *check_which(const struct form *form, size_t field, struct arena *arena)
{
    (void)field;
    (void)arena;
    const struct closure_form *closure = closure_of(form);
    return !closure->chosen || closure->scope == closing_scope(closure->sheet) ? NULL : word(closure_of(form), MESSAGE_MISSING);
}

static const char *check_until(const struct form *form, size_t field, struct arena *arena)
{
    (void)arena;
    struct local_time from, until;
    if (!form_date(form, CLOSURE_FROM, &from) || !form_date(form, field, &until))
        return NULL; // said elsewhere
    int64_t days = clock_day_number(until.year, until.month, until.day) - clock_day_number(from.year, from.month, from.day);
    return days < 0 ? word(closure_of(form), MESSAGE_CLOSURE_BACKWARDS) : NULL;
}

static const char *check_yearly(const struct form *form, size_t field, struct arena *arena)
{
    (void)arena;
    struct local_time from, until;
    if (form->values[field].choice != 1 || !form_date(form, CLOSURE_FROM, &from))
        return NULL;
    if (!form_date(form, CLOSURE_UNTIL, &until))
        return word(closure_of(form), MESSAGE_CLOSURE_NO_END);
    bool long_ = clock_day_number(until.year, until.month, until.day) >= clock_day_number(from.year + 1, from.month, from.day);
    return long_ ? word(closure_of(form), MESSAGE_CLOSURE_LONG) : NULL;
}

static const char *check_hours(const struct form *form, size_t field, struct arena *arena)
{
    const struct closure_form *closure = closure_of(form);
    const char *typed = sheet_typed(closure->sheet, paths[field]);
    size_t at, length;
    if (typed == NULL)
        return NULL;
    struct sheet nothing = {.working = json_object(), .typed = json_object()};
    closing_set_hours(&nothing, typed, &at, &length);
    sheet_close(&nothing);
    return message_format(closure->view->messages, arena, MESSAGE_CLOSURE_HOURS_WRONG,
                          (const char *[]){arena_copy(arena, typed + at, length), NULL});
}

static const char *check_source(const struct form *form, size_t field, struct arena *arena)
{
    (void)arena;
    const char *text = form_text(form, field, 0);
    bool web = strncmp(text, "https://", 8) == 0 || strncmp(text, "http://", 7) == 0;
    return web ? NULL : word(closure_of(form), MESSAGE_WRONG_ADDRESS);
}

// ---- the form ----------------------------------------------------------------------------------------------------

static void describe(struct closure_form *closure)
{
    closure->scopes[0] = word(closure, MESSAGE_CLOSURE_OFFER);
    closure->scopes[1] = word(closure, MESSAGE_CLOSURE_ORGANIZATION);
    closure->scopes[2] = word(closure, MESSAGE_CLOSURE_OFFICES);
    closure->how_often[0] = word(closure, MESSAGE_CLOSURE_ONCE);
    closure->how_often[1] = word(closure, MESSAGE_CLOSURE_YEARLY);
    closure->fields[CLOSURE_WHOM] = (struct form_field){
        .kind = FORM_CHOICE, .label = word(closure, MESSAGE_CLOSURE_WHOM), .needed = true, .choices = closure->scopes};
    closure->fields[CLOSURE_WHICH] = (struct form_field){
        .kind = FORM_PAGE, .label = word(closure, MESSAGE_CLOSURE_WHICH), .check = check_which, .hint = word(closure, MESSAGE_MISSING)};
    closure->fields[CLOSURE_FROM] = (struct form_field){.kind = FORM_DATE, .label = word(closure, MESSAGE_CLOSURE_FROM), .needed = true};
    closure->fields[CLOSURE_UNTIL] = (struct form_field){
        .kind = FORM_DATE, .label = word(closure, MESSAGE_CLOSURE_UNTIL), .check = check_until};
    closure->fields[CLOSURE_HOW_OFTEN] = (struct form_field){
        .kind = FORM_CHOICE, .label = word(closure, MESSAGE_CLOSURE_HOW_OFTEN), .choices = closure->how_often, .check = check_yearly};
    closure->fields[CLOSURE_HOURS] = (struct form_field){.kind = FORM_TEXT, .label = word(closure, MESSAGE_CLOSURE_HOURS),
                                                       .hint = word(closure, MESSAGE_CLOSURE_SHUT), .check = check_hours,
                                                       .limits = {.bytes = HOURS_BYTES}};
    closure->fields[CLOSURE_REASON] = (struct form_field){.kind = FORM_TEXT, .label = word(closure, MESSAGE_FIELD_REASON), .needed = true,
                                                        .hint = word(closure, MESSAGE_CLOSURE_REASON), .limits = {.bytes = REASON_BYTES}};
    closure->fields[CLOSURE_SOURCE] = (struct form_field){.kind = FORM_TEXT, .label = word(closure, MESSAGE_CLOSURE_SOURCE), .needed = true,
                                                        .check = check_source, .limits = {.bytes = SOURCE_BYTES}};
}

// Which offer or organization, and how many offers that are.
static void fill_which(struct closure_form *closure, struct page *page)
{
    struct closing_offers offers;
    struct problem problem;
    const struct staff *staff = staff_of(page);
    const char *shown = "";
    if (closure->chosen && closure->scope == closing_scope(closure->sheet) &&
        closing_offers(staff->editorial, &page->data, closure->sheet, &offers, &problem) == STATUS_OK) {
        const char *count = message_count(page->view->messages, &page->data, MESSAGE_CLOSURE_COUNT, offers.count, NULL);
        json_t *organization = sheet_get(closure->sheet, "organization_id");
        if (closure->scope == CLOSURE_OF_OFFICES)
            shown = count;
        else if (closure->scope == CLOSURE_OF_OFFER)
            shown = offers.shown > 0 ? offers.names[0] : "";
        else
            shown = arena_format(&page->data, "%s (%s)",
                                 record_value_text(&page->data, page->view, staff, KIND_CLOSURE, "organization_id", organization), count);
    }
    form_set_text(&closure->form, CLOSURE_WHICH, shown);
}

static void fill_text(struct closure_form *closure, enum closure_field field, const char *text)
{
    const char *typed = sheet_typed(closure->sheet, paths[field]);
    form_set_text(&closure->form, field, typed != NULL ? typed : text == NULL ? "" : text);
}

void closure_form_fill(struct closure_form *closure, struct page *page)
{
    const struct sheet *sheet = closure->sheet;
    if (sheet->opened != NULL)
        closure->scope = closing_scope(sheet);
    const char *language = messages_language(page->view->messages)->tag;
    for (int i = 0; i < 3; i++) {
        if (closure->chosen && scopes[i] == closure->scope)
            form_set_choice(&closure->form, CLOSURE_WHOM, i);
    }
    fill_which(closure, page);
    fill_text(closure, CLOSURE_FROM, json_string_value(sheet_get(sheet, "first_day")));
    fill_text(closure, CLOSURE_UNTIL, json_string_value(sheet_get(sheet, "last_day")));
    form_set_choice(&closure->form, CLOSURE_HOW_OFTEN, json_is_true(sheet_get(sheet, "every_year")));
    fill_text(closure, CLOSURE_HOURS, closing_hours(&page->data, sheet, language));
    fill_text(closure, CLOSURE_REASON, sheet_words(sheet, "de", "reason"));
    fill_text(closure, CLOSURE_SOURCE, json_string_value(sheet_get(sheet, "source.url")));
}

// ---- opening -----------------------------------------------------------------------------------------------------

void closure_form_open(struct closure_form *closure, struct page *page, struct sheet *sheet)
{
    bool first = closure->sheet == NULL;
    closure->sheet = sheet;
    closure->view = page->view;
    describe(closure);
    if (!first)
        return; // another language: what stands in the fields stays
    closure->scope = closing_scope(sheet);
    closure->chosen = sheet->opened != NULL || closure->scope != CLOSURE_OF_OFFICES;
    if (closure->scope == CLOSURE_OF_OFFER)
        memccpy(closure->offer, json_string_value(sheet_get(sheet, "offer_id")), '\0', sizeof closure->offer - 1);
    form_init(&closure->form, closure->fields, CLOSURE_FIELDS, closure);
    closure_form_fill(closure, page);
}

void closure_form_close(struct closure_form *closure)
{
    form_free(&closure->form);
    *closure = (struct closure_form){0};
}

// ---- taking ------------------------------------------------------------------------------------------------------

static void take_day(struct closure_form *closure, enum closure_field field)
{
    struct local_time date;
    const char *text = form_text(&closure->form, field, 0);
    char day[CLOCK_DAY_BYTES];
    bool empty = text[strspn(text, " ")] == '\0';
    bool right = form_date(&closure->form, field, &date);
    sheet_set_typed(closure->sheet, paths[field], empty || right ? NULL : text);
    if (empty || right)
        sheet_set(closure->sheet, paths[field], empty ? NULL : json_string(clock_format_day(date, day)));
}

// Most are of one day: as long as nobody writes another last day, it follows the first one.
static void follow_day(struct closure_form *closure)
{
    const char *until = form_text(&closure->form, CLOSURE_UNTIL, 0);
    struct local_time date;
    if (closure->sheet->opened != NULL || strcmp(until, closure->day) != 0 || !form_date(&closure->form, CLOSURE_FROM, &date))
        return;
    memccpy(closure->day, form_text(&closure->form, CLOSURE_FROM, 0), '\0', sizeof closure->day - 1);
    form_set_text(&closure->form, CLOSURE_UNTIL, closure->day);
    take_day(closure, CLOSURE_UNTIL);
}

static void take_scope(struct closure_form *closure, struct page *page)
{
    struct problem problem;
    int choice = closure->form.values[CLOSURE_WHOM].choice;
    closure->chosen = choice >= 0;
    closure->scope = choice < 0 ? CLOSURE_OF_OFFICES : scopes[choice];
    if (closing_set_scope(closure->sheet, staff_of(page)->editorial, closure->scope, closure->offer, &problem) != STATUS_OK)
        staff_say_problem(page->view, &problem);
    fill_which(closure, page);
    fill_text(closure, CLOSURE_SOURCE, json_string_value(sheet_get(closure->sheet, "source.url")));
}

void closure_form_take(struct closure_form *closure, struct page *page)
{
    const enum closure_field field = (enum closure_field)closure->form.focus;
    const char *text = closure->form.values[field].count > 0 ? form_text(&closure->form, field, 0) : "";
    size_t at, length;
    switch (field) {
    case CLOSURE_WHOM:
        take_scope(closure, page);
        break;
    case CLOSURE_FROM:
        take_day(closure, field);
        follow_day(closure);
        break;
    case CLOSURE_UNTIL:
        take_day(closure, field);
        break;
    case CLOSURE_HOW_OFTEN:
        sheet_set(closure->sheet, "every_year", json_boolean(closure->form.values[field].choice == 1));
        break;
    case CLOSURE_HOURS:
        sheet_set_typed(closure->sheet, paths[field], closing_set_hours(closure->sheet, text, &at, &length) ? NULL : text);
        break;
    case CLOSURE_REASON:
        sheet_set_words(closure->sheet, "de", "reason", text);
        break;
    case CLOSURE_SOURCE:
        sheet_set(closure->sheet, "source.url", text[0] == '\0' ? NULL : json_string(text));
        break;
    case CLOSURE_WHICH: // its page did
    case CLOSURE_FIELDS:
        break;
    }
}

void closure_form_follow(struct closure_form *closure, struct page *page)
{
    struct problem problem;
    const char *offer = json_string_value(sheet_get(closure->sheet, "offer_id"));
    if (offer != NULL)
        memccpy(closure->offer, offer, '\0', sizeof closure->offer - 1);
    if (closure->scope == CLOSURE_OF_OFFER)
        sheet_set(closure->sheet, "organization_id", NULL);
    else
        sheet_set(closure->sheet, "offer_id", NULL);
    if (closing_follow(closure->sheet, staff_of(page)->editorial, &problem) != STATUS_OK)
        staff_say_problem(page->view, &problem);
    form_set_error(&closure->form, CLOSURE_WHICH, NULL);
    fill_which(closure, page);
    fill_text(closure, CLOSURE_SOURCE, json_string_value(sheet_get(closure->sheet, "source.url")));
}

bool closure_form_tell(struct closure_form *closure, const struct problem *problem)
{
    struct arena arena = {0};
    bool told = false;
    for (size_t i = 0; i < CLOSURE_FIELDS && !told; i++) {
        told = paths[i][0] != '\0' && strncmp(problem->what, paths[i], strlen(paths[i])) == 0;
        if (told) {
            form_set_error(&closure->form, i, problem_fault_words(&arena, closure->view, problem));
            closure->form.focus = i;
        }
    }
    arena_free(&arena);
    return told;
}
