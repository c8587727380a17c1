// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// What somebody takes along on a telephone: codes that hold the thing itself, so they work without a network. One is shown at a time, with
// what will happen in words beside it, and what it had no room for.
#include "tui/kiosk/take.h"

#include "core/output/calendar.h"
#include "core/output/map.h"
#include "core/output/qr.h"
#include "core/output/steps.h"
#include "core/base/log.h"
#include "core/text/isolate.h"
#include "tui/kiosk/paper.h"
#include "tui/kiosk/phrases.h"
#include "tui/kiosk/screens.h"
#include "tui/kit/code.h"
#include "tui/kit/list.h"

#include <string.h>

enum take_way { TAKE_TEXT, TAKE_CONTACT, TAKE_DATE, TAKE_MAP, TAKE_GUIDE_STEP, TAKE_PAPER, TAKE_WAY_COUNT };

enum {
    WORDS_LEAST = 19, // columns beside a code
    GAP = 2,          // between the two
    SIDE_TO_COPY = 37, // of a code of as much text as somebody may copy where there is no room for one
    ROWS_WITH_MARGIN = 20,
    STEPS_MAX = 16,
    WAYS_MAX = TAKE_WAY_COUNT + STEPS_MAX,
};

static const struct {
    enum kiosk_message name, shows;
} words_of[TAKE_WAY_COUNT] = {
    [TAKE_TEXT] = {MESSAGE_TAKE_TEXT, MESSAGE_TAKE_TEXT_SHOWS},
    [TAKE_CONTACT] = {MESSAGE_TAKE_CONTACT, MESSAGE_TAKE_CONTACT_SHOWS},
    [TAKE_DATE] = {MESSAGE_TAKE_DATE, MESSAGE_TAKE_DATE_SHOWS},
    [TAKE_MAP] = {MESSAGE_TAKE_MAP, MESSAGE_TAKE_MAP_SHOWS},
    [TAKE_GUIDE_STEP] = {MESSAGE_GUIDE_STEP, MESSAGE_TAKE_TEXT_SHOWS},
    [TAKE_PAPER] = {MESSAGE_TAKE_PAPER, MESSAGE_TAKE_PAPER_SHOWS},
};

// What of a thing, or of a step of a guide, there is to be said.
struct take_fields {
    const char *of[TAKE_FIELD_COUNT];
    const struct catalog_list *doors; // of a step: where to go, which is read when it is chosen; NULL: it was
};

struct take {
    bool begun;       // was loaded before
    const char *name; // of the thing, as the page says it; NULL: it is gone
    struct take_fields fields;
    struct vcard card;
    struct calendar_entry date;
    bool dated;
    struct coordinates point;
    struct paper paper;        // what is printed; without blocks: nothing
    bool only_paper;           // there are no codes of it
    struct take_fields *steps; // of a guide
    size_t step_count;
    // Of the layout: the ways that there are, each with its text, and the code of the one in the focus.
    struct list list;
    struct list_text texts[WAYS_MAX];
    enum take_way ways[WAYS_MAX];
    const struct take_fields *sources[WAYS_MAX];
    struct payload payloads[WAYS_MAX];
    size_t count;
    int side;          // dots that a code may have; 0: there is no room for any
    int words_columns; // of the column of words
    int head_row, list_row;
    struct qr_code code;
    struct text_layout head, told;
};

static const char *say(const struct page *page, enum kiosk_message id)
{
    return message_text(page->view->messages, id);
}

// ---- what there is -------------------------------------------------------------------------------------------------

static const char *released(struct page *page, const char *text)
{
    return text_release(&page->data, text, page->view->direction);
}

static const char *released_text(struct page *page, const struct catalog_text *text)
{
    return text->value == NULL ? NULL : text_release(&page->data, text->value, text->language->direction);
}

static const char *town_of(struct page *page, const char *postal_code, const char *city)
{
    return postal_code == NULL || city == NULL ? city : arena_format(&page->data, "%s %s", postal_code, city);
}

void take_contact(const struct catalog_offer *offer, struct vcard *card)
{
    *card = (struct vcard){.name = offer->name,
                           .street = offer->street,
                           .postal_code = offer->postal_code,
                           .city = offer->street == NULL ? NULL : offer->city};
    for (size_t i = offer->contact_count; i-- > 0;) {
        const struct catalog_contact *contact = &offer->contacts[i];
        const char *phone = contact->phone != NULL ? contact->phone : contact->printed; // without blanks it is one number in any text
        card->phone = phone != NULL ? phone : card->phone;
        card->email = contact->email != NULL ? contact->email : card->email;
        card->url = contact->url != NULL ? contact->url : card->url;
    }
}

static void load_offer(struct page *page, struct take *take)
{
    struct kiosk *kiosk = kiosk_of(page);
    struct catalog_offer offer;
    struct problem problem;
    if (catalog_offer(kiosk->catalog, &page->data, &kiosk->reader, page->argument.id, &offer, &problem) != STATUS_OK)
        return;
    take->name = text_isolate(&page->data, TEXT_FIELD_NAME, offer.name);
    take_contact(&offer, &take->card);
    take->fields.of[TAKE_PHONE] = take->card.phone;
    take->fields.of[TAKE_EMAIL] = take->card.email;
    take->fields.of[TAKE_NAME] = offer.name;
    take->fields.of[TAKE_MEANING] = released_text(page, &offer.gloss);
    take->fields.of[TAKE_ADDRESS] = offer.street;
    take->fields.of[TAKE_TOWN] = offer.street == NULL ? NULL : town_of(page, offer.postal_code, offer.city);
    take->fields.of[TAKE_STEP] = released(page, phrase_next_step(page, &offer));
    take->fields.of[TAKE_HOURS] = released(page, phrase_hours(page, &offer));
    take->fields.of[TAKE_BRING] = released_text(page, &offer.bring);
    take->fields.of[TAKE_WEB] = take->card.url;
    take->point = catalog_point(kiosk->catalog, offer.id);
}

static void load_event(struct page *page, struct take *take)
{
    struct kiosk *kiosk = kiosk_of(page);
    struct catalog_event event;
    struct problem problem;
    if (catalog_event(kiosk->catalog, &page->data, &kiosk->reader, page->argument.id, page->view->tick.now, &event, &problem) != STATUS_OK)
        return;
    take->name = phrase_text(page, &event.title);
    take->fields.of[TAKE_NAME] = released_text(page, &event.title);
    take->fields.of[TAKE_ADDRESS] = event.street;
    take->fields.of[TAKE_TOWN] = town_of(page, event.postal_code, event.city);
    take->fields.of[TAKE_WEB] = event.url;
    take->dated = event.time_count > 0;
    if (!take->dated)
        return;
    take->fields.of[TAKE_WHEN] = released(page, phrase_event_time(page, &event.times[0]));
    take->date = (struct calendar_entry){.title = take->fields.of[TAKE_NAME], .begins = event.times[0].occurrence.begins, .ends = event.times[0].occurrence.ends,
                                         .all_day = event.times[0].all_day, .url = event.url};
    take->date.place = event.street == NULL || event.city == NULL ? event.street
                                                                   : arena_format(&page->data, "%s, %s", event.street, event.city);
}

// Where to go for a step: the first of its offers that can be reached.
static void add_door(struct page *page, struct take_fields *fields)
{
    struct kiosk *kiosk = kiosk_of(page);
    const struct catalog_list *offers = fields->doors;
    fields->doors = NULL;
    for (size_t i = 0; offers != NULL && i < offers->count; i++) {
        struct catalog_offer offer;
        struct problem problem;
        struct vcard door;
        if (offers->entries[i].unreachable ||
            catalog_offer(kiosk->catalog, &page->data, &kiosk->reader, offers->entries[i].id, &offer, &problem) != STATUS_OK)
            continue;
        take_contact(&offer, &door);
        fields->of[TAKE_NAME] = offer.name;
        fields->of[TAKE_ADDRESS] = offer.street;
        fields->of[TAKE_TOWN] = offer.street == NULL ? NULL : town_of(page, offer.postal_code, offer.city);
        fields->of[TAKE_PHONE] = door.phone;
        return;
    }
}

static void load_guide(struct page *page, struct take *take)
{
    struct kiosk *kiosk = kiosk_of(page);
    struct catalog_guide guide;
    struct problem problem;
    if (catalog_guide(kiosk->catalog, &page->data, &kiosk->reader, page->argument.id, &guide, &problem) != STATUS_OK)
        return;
    take->name = phrase_text(page, &guide.title);
    take->step_count = guide.step_count < STEPS_MAX ? guide.step_count : STEPS_MAX;
    take->steps = arena_allocate(&page->data, take->step_count, sizeof *take->steps);
    for (size_t i = 0; i < take->step_count; i++) {
        take->steps[i].of[TAKE_STEP] = released_text(page, &guide.steps[i].text);
        take->steps[i].doors = &guide.steps[i].offers;
    }
}

// What is printed of it, where there is a printer.
static void load_paper(struct page *page, struct take *take)
{
    if (printer_link_is_there(&kiosk_of(page)->printer) && !paper_of_page(page, &take->paper))
        take->paper = (struct paper){0};
}

static void load(struct page *page)
{
    struct take *take = page->state;
    struct kiosk *kiosk = kiosk_of(page);
    struct catalog_entry entry;
    const size_t focus = take->list.focus;
    if (!take->begun) // how it went with the paper of another page is nothing of this one's
        printer_link_begin(&kiosk->printer);
    *take = (struct take){.list.focus = focus, .begun = true};
    load_paper(page, take);
    // The emergency page, and what helps in a situation, have no code: paper is all that is taken of them.
    if (kiosk->catalog == NULL || !catalog_entry(kiosk->catalog, &page->data, &kiosk->reader, page->argument.id, &entry)) {
        take->only_paper = take->paper.count > 0;
        take->name = take->only_paper ? take->paper.blocks[0].text : NULL;
        return;
    }
    if (entry.kind == KIND_OFFER)
        load_offer(page, take);
    else if (entry.kind == KIND_EVENT)
        load_event(page, take);
    else if (entry.kind == KIND_GUIDE)
        load_guide(page, take);
}

// ---- the code ------------------------------------------------------------------------------------------------------

// What has no room, by the names that the page has for it; a town by its own, as its street may have room.
static const char *label_of(struct page *page, enum take_field field)
{
    static const enum kiosk_message labels[TAKE_FIELD_COUNT] = {
        [TAKE_NAME] = MESSAGE_FIELD_GERMAN,  [TAKE_MEANING] = MESSAGE_FIELD_GERMAN, [TAKE_ADDRESS] = MESSAGE_FIELD_ADDRESS,
        [TAKE_PHONE] = MESSAGE_FIELD_PHONE,  [TAKE_EMAIL] = MESSAGE_FIELD_EMAIL,    [TAKE_WEB] = MESSAGE_FIELD_WEB,
        [TAKE_WHEN] = MESSAGE_FIELD_WHEN,    [TAKE_HOURS] = MESSAGE_FIELD_HOURS,    [TAKE_STEP] = MESSAGE_HEADING_NEXT,
        [TAKE_BRING] = MESSAGE_HEADING_BRING,
    };
    const struct take *take = page->state;
    if (field != TAKE_TOWN)
        return say(page, labels[field]);
    return text_isolate(&page->lines, TEXT_FIELD_ADDRESS, take->sources[take->list.focus]->of[TAKE_TOWN]);
}

static const char *say_left_out(struct page *page, unsigned left_out)
{
    const char *separator = messages_language(page->view->messages)->list_separator;
    const char *joined = NULL;
    for (int field = 0; field < TAKE_FIELD_COUNT; field++) {
        if ((left_out & 1u << field) == 0)
            continue;
        const char *label = label_of(page, (enum take_field)field);
        joined = joined == NULL ? label : arena_format(&page->lines, "%s%s%s", joined, separator, label);
    }
    return joined == NULL ? NULL
                          : message_format(page->view->messages, &page->lines, MESSAGE_TAKE_LEFT_OUT, (const char *[]){joined, NULL});
}

// How it goes with the paper: how to print it, that it is printed, what is wrong.
static const char *say_paper(struct page *page)
{
    const struct printer_link *printer = &kiosk_of(page)->printer;
    switch (printer->state) {
    case PRINT_BUSY:
        return say(page, MESSAGE_PRINT_BUSY);
    case PRINT_DONE:
        return say(page, MESSAGE_PRINT_DONE);
    case PRINT_NO_PAPER:
        return say(page, MESSAGE_PRINT_NO_PAPER);
    case PRINT_OFF:
        return say(page, MESSAGE_PRINT_OFF);
    case PRINT_JAMMED:
        return say(page, MESSAGE_PRINT_JAMMED);
    case PRINT_NOT_NOW:
        return say(page, MESSAGE_PRINT_NOT_NOW);
    case PRINT_NONE:
        break;
    }
    return say(page, printer_link_is_enough(printer) ? MESSAGE_PRINT_ENOUGH : MESSAGE_TAKE_PAPER_SHOWS);
}

// The code of the way in the focus, and what is said of it.
static void choose(struct page *page)
{
    struct take *take = page->state;
    struct problem problem;
    take->code.side = 0;
    take->told = (struct text_layout){0};
    if (take->count == 0)
        return;
    const struct payload *payload = &take->payloads[take->list.focus];
    const char *left_out = take->side == 0 ? NULL : say_left_out(page, payload->left_out);
    const char *told = say(page, words_of[take->ways[take->list.focus]].shows);
    if (take->ways[take->list.focus] == TAKE_PAPER)
        told = say_paper(page);
    else if (take->side == 0 || payload->text == NULL)
        told = payload->text;
    else if (qr_encode(&take->code, payload->text, payload->length, take->side, &problem) != STATUS_OK)
        log_problem(LOG_LEVEL_WARNING, &problem);
    if (left_out != NULL && told == NULL)
        told = left_out;
    else if (left_out != NULL)
        told = arena_format(&page->lines, "%s\n\n%s", told, left_out);
    struct text_options options = view_text_options(page->view, take->words_columns);
    text_lay_out(&page->lines, told == NULL ? "" : told, &options, &take->told);
}

// A way more, if anything of it has room.
static void add_way(struct page *page, enum take_way way, const char *name, const struct take_fields *source,
                    const struct payload *payload)
{
    struct take *take = page->state;
    if (payload->text == NULL && way < TAKE_GUIDE_STEP) // steps keep their numbers, paper needs no text
        return;
    take->texts[take->count] = (struct list_text){.title = name, .role = ROLE_TEXT};
    take->ways[take->count] = way;
    take->sources[take->count] = source;
    take->payloads[take->count++] = *payload;
}

// The ways that have room, each with as much as has.
static void offer_ways(struct page *page, size_t limit)
{
    struct take *take = page->state;
    struct arena *arena = &page->lines;
    struct payload made[TAKE_GUIDE_STEP] = {0};
    take->count = 0;
    steps_write(arena, take->fields.of, limit, &made[TAKE_TEXT]);
    vcard_write(arena, &take->card, limit, &made[TAKE_CONTACT]);
    if (take->dated)
        calendar_write(arena, &take->date, limit, &made[TAKE_DATE]);
    map_write(arena, &take->point, limit, &made[TAKE_MAP]);
    for (enum take_way way = 0; way < TAKE_GUIDE_STEP; way++)
        add_way(page, way, say(page, words_of[way].name), &take->fields, &made[way]);
    for (size_t i = 0; i < take->step_count; i++) {
        struct payload payload = {0};
        const char *number = arena_format(arena, "%zu", i + 1);
        if (i == take->list.focus)
            add_door(page, &take->steps[i]);
        if (i == take->list.focus && take->steps[i].of[TAKE_STEP] != NULL)
            steps_write_one(arena, take->steps[i].of, limit, &payload);
        add_way(page, TAKE_GUIDE_STEP,
                message_format(page->view->messages, arena, MESSAGE_GUIDE_STEP, (const char *[]){number, NULL}), &take->steps[i],
                &payload);
    }
    if (take->paper.count > 0 && take->side > 0)
        add_way(page, TAKE_PAPER, say(page, MESSAGE_TAKE_PAPER), &take->fields, &(struct payload){0});
}

// What stands above the ways: the thing, and what to do.
static const char *say_head(struct page *page)
{
    const struct take *take = page->state;
    if (take->name == NULL)
        return say(page, MESSAGE_ENTRY_GONE);
    if (take->only_paper)
        return take->name;
    return take->side == 0 ? say(page, MESSAGE_TAKE_NO_ROOM)
                           : arena_format(&page->lines, "%s\n\n%s", take->name, say(page, MESSAGE_TAKE_HOW));
}

static void layout(struct page *page)
{
    struct take *take = page->state;
    int side = code_side_max(page->rows, page->columns - WORDS_LEAST - GAP);
    take->side = side < QR_SIDE_MAX ? side : QR_SIDE_MAX;
    take->words_columns = page->columns;
    offer_ways(page, qr_capacity(take->side == 0 ? SIDE_TO_COPY : take->side));
    if (take->side == 0 && take->count > 0)
        take->count = 1; // the text, to be copied by hand
    if (take->side > 0 && take->count > 0) {
        const struct code_picture picture = code_picture_of(take->side, NULL, page->rows, page->columns);
        take->words_columns -= code_columns(&picture) + GAP;
    }
    struct text_options options = view_text_options(page->view, take->words_columns);
    text_lay_out(&page->lines, say_head(page), &options, &take->head);
    take->head_row = page->rows >= ROWS_WITH_MARGIN ? 1 : 0;
    take->list_row = take->head_row + (int)take->head.count + 1;
    const struct list_shape shape = {.columns_max = 1, .numbered = true, .air = LIST_TIGHT};
    list_lay_out(&take->list, &page->lines, page->view, take->texts, take->side == 0 ? 0 : take->count, &shape, page->rows,
                 take->words_columns);
    choose(page);
}

// ---- the page ------------------------------------------------------------------------------------------------------

static const char *title(struct page *page)
{
    const struct take *take = page->state;
    return say(page, take->only_paper ? MESSAGE_TAKE_PAPER : MESSAGE_TAKE_TITLE);
}

static void paint(struct page *page, const struct canvas *canvas)
{
    const struct take *take = page->state;
    struct canvas words = canvas_part(canvas, 0, 0, canvas->rows, take->words_columns);
    bool paper = take->count > 0 && take->ways[take->list.focus] == TAKE_PAPER;
    for (size_t i = 0; i < take->head.count && !(paper && take->head.lines[i].width == 0); i++) // no picture, no camera
        canvas_line(&words, take->head_row + (int)i, 0, &take->head.lines[i], ROLE_STRONG);
    int row = take->list_row;
    if (take->side > 0 && take->count > 0) {
        struct canvas part = canvas_part(&words, row, 0, words.rows, words.columns);
        list_paint(&take->list, &part);
        row += take->list.total_rows + 1;
    }
    for (size_t i = 0; i < take->told.count; i++)
        canvas_line(&words, row + (int)i, 0, &take->told.lines[i], ROLE_TEXT);
    if (take->code.side == 0)
        return;
    const struct code_picture picture = code_picture_of(take->code.side, take->code.dark, canvas->rows, canvas->columns);
    struct canvas plate = canvas_part(canvas, 0, canvas->columns - code_columns(&picture), code_rows(&picture), code_columns(&picture));
    code_paint(&plate, &picture);
}

static struct request act(struct page *page, const struct input *input)
{
    struct take *take = page->state;
    struct input placed = *input;
    placed.row -= take->list_row;
    struct printer_link *printer = &kiosk_of(page)->printer;
    size_t focus = take->list.focus;
    enum list_result result = take->side == 0 || take->count == 0 ? LIST_IGNORED : list_act(&take->list, &placed);
    if (result == LIST_IGNORED)
        return (struct request){.kind = REQUEST_NONE};
    // Paper that was only now come to is told of first: who chose it by its number has not read yet what will happen.
    if (result == LIST_OPENED && focus == take->list.focus && take->ways[focus] == TAKE_PAPER)
        printer_link_print(printer, &page->lines, &take->paper, page->view->tick.elapsed_ms);
    return (struct request){.kind = REQUEST_LAYOUT};
}

// A new minute: whoever has waited for so long is told.
static struct request update(struct page *page)
{
    printer_link_hear(&kiosk_of(page)->printer, page->view->tick.elapsed_ms);
    return (struct request){.kind = REQUEST_LAYOUT};
}

const struct screen screen_take = {
    .name = "take",
    .context = KIOSK_CONTEXT_LIST,
    .state_size = sizeof(struct take),
    .title = title,
    .load = load,
    .layout = layout,
    .paint = paint,
    .act = act,
    .update = update,
    .tall = true,
};
