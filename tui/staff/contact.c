// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// One contact of the record under edit; its argument is its place in the list, the length of the list for a new one. The number
// is written as it is printed, and the one that is dialled follows; or that alone, and how it is printed follows. Of two that
// contradict each other only the printed one is kept. A contact in which nothing stands is removed.
#include "core/language/language.h"
#include "core/text/net_address.h"
#include "core/text/phone.h"
#include "tui/kit/form.h"
#include "tui/staff/screens.h"
#include "tui/staff/staff.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum contact_field { CONTACT_ROLE, CONTACT_PRINTED, CONTACT_PHONE, CONTACT_EMAIL, CONTACT_URL, CONTACT_LANGUAGES, CONTACT_PLACE, CONTACT_FIELDS };

static const char contacts[] = "contacts";
static const char *const names[CONTACT_FIELDS] = {"role", "printed", "phone", "email", "url", "languages", "position"};
static const char *const fault_names[PHONE_FAULTS] = {
    [PHONE_EMPTY] = "empty",           [PHONE_STRANGE] = "strange", [PHONE_TOO_SHORT] = "too_short", [PHONE_TOO_LONG] = "too_long",
    [PHONE_NO_COUNTRY] = "no_country", [PHONE_NO_AREA] = "no_area", [PHONE_SEVERAL] = "several",
};

struct contact_page {
    struct form form;
    struct form_field fields[CONTACT_FIELDS];
    const struct view *view; // of the page
    size_t place;            // in the list, while the page is open
    bool printed_follows;    // what stands there was made from the international number
};

static const char *title(struct page *page)
{
    return staff_text(page->view, MESSAGE_CONTACT_TITLE);
}

// ---- checking -----------------------------------------------------------------------------------------------------

static const struct view *view_of(const struct form *form)
{
    const struct contact_page *writing = form->context;
    return writing->view;
}

// Whether the international number is one that the printed one stands for.
static bool in_step(const struct form *form)
{
    struct phone_number number;
    const char *printed = form_text(form, CONTACT_PRINTED, 0), *phone = form_text(form, CONTACT_PHONE, 0);
    phone_read(printed, "DE", NULL, &number);
    if (!phone_is_international(phone))
        return phone[0] == '\0' && number.international[0] == '\0';
    return number.fault == PHONE_EMPTY || (!number.only_here && phone_is_printed_as(phone, printed));
}

static const char *check_international(const struct form *form, size_t field, struct arena *arena)
{
    struct phone_number number;
    const struct view *view = view_of(form);
    const char *text = form_text(form, field, 0);
    phone_read(form_text(form, CONTACT_PRINTED, 0), "DE", NULL, &number);
    if (in_step(form))
        return NULL;
    if (number.international[0] != '\0')
        return message_format(view->messages, arena, MESSAGE_CONTACT_OUT_OF_STEP, (const char *[]){number.international, NULL});
    return staff_text(view, phone_is_international(text) ? MESSAGE_CONTACT_OTHER_NUMBER : MESSAGE_CONTACT_WRONG_PHONE);
}

static const char *check_phone(const struct form *form, size_t field, struct arena *arena)
{
    struct phone_number number;
    const char *text = form_text(form, field, 0);
    phone_read(text, "DE", NULL, &number);
    bool known = number.fault == PHONE_NO_AREA && form_text(form, CONTACT_PHONE, 0)[0] != '\0' && in_step(form);
    if (number.fault == PHONE_GOOD || text[0] == '\0' || known)
        return NULL;
    return arena_format(arena, "„%s“: %s", arena_copy(arena, text + number.at, number.length),
                        staff_label(view_of(form), "phone_fault_", fault_names[number.fault]));
}

static const char *check_email(const struct form *form, size_t field, struct arena *arena)
{
    const char *text = form_text(form, field, 0);
    (void)arena;
    return text[0] == '\0' || net_address_is_mail(text) ? NULL : staff_text(view_of(form), MESSAGE_CONTACT_WRONG_EMAIL);
}

static const char *check_url(const struct form *form, size_t field, struct arena *arena)
{
    const char *text = form_text(form, field, 0);
    (void)arena;
    return text[0] == '\0' || net_address_is_web(text) ? NULL : staff_text(view_of(form), MESSAGE_WRONG_ADDRESS);
}

// "ar ru": tags that are known.
static const char *check_languages(const struct form *form, size_t field, struct arena *arena)
{
    char *rest, *tags = arena_copy_text(arena, form_text(form, field, 0));
    for (char *tag = strtok_r(tags, " ,", &rest); tag != NULL; tag = strtok_r(NULL, " ,", &rest)) {
        if (language_by_tag(tag) == NULL)
            return message_format(view_of(form)->messages, arena, MESSAGE_CONTACT_WRONG_LANGUAGE, (const char *[]){tag, NULL});
    }
    return NULL;
}

// ---- opening ------------------------------------------------------------------------------------------------------

static void describe(struct contact_page *writing, const struct view *view)
{
    static const char *(*const checks[CONTACT_FIELDS])(const struct form *, size_t, struct arena *) = {
        [CONTACT_PRINTED] = check_phone, [CONTACT_PHONE] = check_international, [CONTACT_EMAIL] = check_email, [CONTACT_URL] = check_url, [CONTACT_LANGUAGES] = check_languages,
    };
    static const enum staff_message hints[CONTACT_FIELDS] = {
        [CONTACT_ROLE] = MESSAGE_CONTACT_HINT_ROLE,   [CONTACT_PRINTED] = MESSAGE_CONTACT_HINT_PRINTED,
        [CONTACT_EMAIL] = MESSAGE_CONTACT_HINT_EMAIL, [CONTACT_URL] = MESSAGE_CONTACT_HINT_URL,
        [CONTACT_LANGUAGES] = MESSAGE_CONTACT_HINT_LANGUAGES,
    };
    for (size_t i = 0; i < CONTACT_FIELDS; i++)
        writing->fields[i] = (struct form_field){
            .kind = FORM_TEXT,
            .label = staff_label(view, "field_", names[i]),
            .hint = hints[i] == 0 ? NULL : staff_text(view, hints[i]),
            .direction = TEXT_LEFT_TO_RIGHT,
            .limits = {.bytes = 500},
            .check = checks[i],
        };
}

static json_t *contact_of(const struct page *page)
{
    const struct contact_page *writing = page->state;
    return json_array_get(sheet_get(staff_of(page)->sheet, contacts), writing->place);
}

// What the field says while nothing stands in it.
static void hint_at_phone(struct page *page)
{
    struct contact_page *writing = page->state;
    struct phone_number number;
    phone_read(form_text(&writing->form, CONTACT_PRINTED, 0), "DE", NULL, &number);
    writing->fields[CONTACT_PHONE].hint = staff_text(page->view, number.only_here ? MESSAGE_CONTACT_ONLY_HERE : MESSAGE_CONTACT_HINT_PHONE);
}

// The international number follows the printed one, unless that leaves open what stands there already.
static void follow_printed(struct page *page)
{
    struct contact_page *writing = page->state;
    struct phone_number number;
    writing->printed_follows = false;
    phone_read(form_text(&writing->form, CONTACT_PRINTED, 0), "DE", NULL, &number);
    if (number.international[0] != '\0' || !in_step(&writing->form))
        form_set_text(&writing->form, CONTACT_PHONE, number.international);
}

// Where nothing was printed, it is printed as is usual.
static void follow_international(struct page *page)
{
    struct contact_page *writing = page->state;
    const char *phone = form_text(&writing->form, CONTACT_PHONE, 0);
    writing->printed_follows = writing->printed_follows || form_text(&writing->form, CONTACT_PRINTED, 0)[0] == '\0';
    if (writing->printed_follows)
        form_set_text(&writing->form, CONTACT_PRINTED, phone_is_international(phone) ? phone_write(&page->data, phone, NULL) : "");
}

// Says of the two at once when they contradict each other, whichever of them was written.
static void tell_step(struct page *page)
{
    struct contact_page *writing = page->state;
    form_set_error(&writing->form, CONTACT_PHONE, check_international(&writing->form, CONTACT_PHONE, &page->lines));
}

static void load(struct page *page)
{
    struct contact_page *writing = page->state;
    writing->view = page->view;
    describe(writing, page->view);
    if (writing->form.values != NULL) { // another language: what stands in the fields stays
        hint_at_phone(page);
        tell_step(page);
        return;
    }
    writing->place = strtoul(page->argument.id, NULL, 10);
    form_init(&writing->form, writing->fields, CONTACT_FIELDS, writing);
    for (size_t i = 0; i < CONTACT_PLACE; i++) {
        const char *text = json_string_value(json_object_get(contact_of(page), names[i]));
        form_set_text(&writing->form, i, text == NULL ? "" : text);
    }
    form_set_text(&writing->form, CONTACT_PLACE, arena_format(&page->data, "%zu", writing->place + 1));
    if (form_text(&writing->form, CONTACT_PHONE, 0)[0] == '\0')
        follow_printed(page);
    hint_at_phone(page);
    tell_step(page);
}

static void layout(struct page *page)
{
    struct contact_page *writing = page->state;
    form_lay_out(&writing->form, page->view, page->rows, page->columns);
}

static void paint(struct page *page, const struct canvas *canvas)
{
    const struct contact_page *writing = page->state;
    form_paint(&writing->form, page->view, canvas);
}

// ---- taking -------------------------------------------------------------------------------------------------------

static void set_text(json_t *contact, const char *name, const char *text)
{
    if (text != NULL && text[strspn(text, " ")] != '\0')
        json_object_set_new(contact, name, json_string(text));
    else
        json_object_del(contact, name);
}

// The contact that is written. A number that is none is kept as it is printed, without one to dial.
static json_t *written(const struct page *page)
{
    const struct contact_page *writing = page->state;
    struct phone_number number;
    json_t *contact = json_object();
    for (size_t i = 0; i < CONTACT_PLACE; i++) {
        if (i != CONTACT_PHONE)
            set_text(contact, names[i], form_text(&writing->form, i, 0));
    }
    phone_read(form_text(&writing->form, CONTACT_PRINTED, 0), "DE", NULL, &number);
    set_text(contact, names[CONTACT_PHONE], in_step(&writing->form) ? form_text(&writing->form, CONTACT_PHONE, 0) : number.international);
    return contact;
}

// Puts it where it is to stand; nothing at all is no contact.
static void take(struct page *page)
{
    struct contact_page *writing = page->state;
    struct sheet *sheet = staff_of(page)->sheet;
    json_t *list = json_deep_copy(sheet_get(sheet, contacts)), *contact = written(page);
    list = list == NULL ? json_array() : list;
    json_array_remove(list, writing->place);
    size_t wanted = strtoul(form_text(&writing->form, CONTACT_PLACE, 0), NULL, 10);
    size_t place = wanted == 0 ? writing->place : wanted - 1;
    place = place > json_array_size(list) ? json_array_size(list) : place;
    if (json_object_size(contact) > 0) {
        json_array_insert(list, place, contact);
        writing->place = place;
    } else {
        writing->place = json_array_size(list);
    }
    json_decref(contact);
    bool any = json_array_size(list) > 0;
    sheet_set(sheet, contacts, any ? json_incref(list) : NULL);
    json_decref(list);
}

static struct request go_back(struct page *page)
{
    struct contact_page *writing = page->state;
    struct request request = {.kind = REQUEST_BACK, .result = {.answer = STAFF_ANSWER_CHANGED}};
    if (form_changed(&writing->form) && json_object_size(contact_of(page)) > 0 && !form_check(&writing->form, page->view)) {
        staff_say(page->view, staff_text(page->view, MESSAGE_CONTACT_WRONG));
        form_keep(&writing->form); // who wants to leave it so, may
        return (struct request){.kind = REQUEST_LAYOUT};
    }
    snprintf(request.result.argument.id, sizeof request.result.argument.id, "%zu", writing->place);
    return request;
}

static struct request act(struct page *page, const struct input *input)
{
    struct contact_page *writing = page->state;
    if (input->action == ACTION_BACK || input->action == STAFF_ACTION_SAVE)
        return go_back(page);
    enum form_result result = form_act(&writing->form, page->view, input);
    if (result == FORM_CHANGED) {
        if (writing->form.focus == CONTACT_PRINTED)
            follow_printed(page);
        if (writing->form.focus == CONTACT_PHONE)
            follow_international(page);
        hint_at_phone(page);
        tell_step(page);
        take(page);
        return (struct request){.kind = REQUEST_LAYOUT};
    }
    return (struct request){.kind = result == FORM_IGNORED ? REQUEST_NONE : REQUEST_PAINT};
}

static void close_page(struct page *page)
{
    struct contact_page *writing = page->state;
    form_free(&writing->form);
}

const struct screen screen_contact = {
    .name = "contact",
    .context = STAFF_CONTEXT_FORM,
    .state_size = sizeof(struct contact_page),
    .title = title,
    .load = load,
    .layout = layout,
    .paint = paint,
    .act = act,
    .close = close_page,
};
