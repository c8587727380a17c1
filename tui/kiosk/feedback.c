// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// What a visitor has to say of an offer, with one key and without a word: it helps or not, or what is wrong. It is counted and read by
// staff; once an offer in a visit.
#include "tui/kiosk/counting.h"
#include "tui/kiosk/phrases.h"
#include "tui/kiosk/screens.h"
#include "tui/kit/list.h"

static const enum kiosk_message names[USAGE_FEEDBACKS] = {
    [USAGE_HELPFUL] = MESSAGE_FEEDBACK_HELPFUL,           [USAGE_NOT_HELPFUL] = MESSAGE_FEEDBACK_NOT_HELPFUL,
    [USAGE_WRONG_PHONE] = MESSAGE_FEEDBACK_PHONE,         [USAGE_WRONG_TIMES] = MESSAGE_FEEDBACK_TIMES,
    [USAGE_WRONG_ADDRESS] = MESSAGE_FEEDBACK_ADDRESS,     [USAGE_WRONG_CLOSED] = MESSAGE_FEEDBACK_CLOSED,
    [USAGE_WRONG_WORDS] = MESSAGE_FEEDBACK_WORDS,
};

struct feedback {
    struct list list;
    struct list_text texts[USAGE_FEEDBACKS];
    enum usage_feedback said[USAGE_FEEDBACKS]; // by each of them
    size_t count;
};

static const char *title(struct page *page)
{
    return message_text(page->view->messages, MESSAGE_FEEDBACK_TITLE);
}

// Nothing can be wrong with what the page does not say.
static bool is_said(struct page *page, const struct catalog_offer *offer, enum usage_feedback feedback)
{
    switch (feedback) {
    case USAGE_WRONG_PHONE:
        return phrase_phone(page, offer) != NULL;
    case USAGE_WRONG_TIMES:
        return offer->hours_known;
    case USAGE_WRONG_ADDRESS:
        return offer->street != NULL;
    default:
        return true;
    }
}

static void add(struct page *page, enum usage_feedback feedback)
{
    struct feedback *state = page->state;
    struct messages *messages = page->view->messages;
    bool first_wrong = feedback >= USAGE_WRONG_PHONE && state->said[state->count - 1] < USAGE_WRONG_PHONE;
    state->said[state->count] = feedback;
    state->texts[state->count++] = (struct list_text){.title = message_text(messages, names[feedback]),
                                                      .group = first_wrong ? message_text(messages, MESSAGE_FEEDBACK_WRONG) : NULL};
}

static void load(struct page *page)
{
    struct feedback *state = page->state;
    struct kiosk *kiosk = kiosk_of(page);
    struct catalog_offer offer;
    struct problem ignored; // an offer that is gone meanwhile helps nobody, which can still be said
    if (kiosk->catalog == NULL ||
        catalog_offer(kiosk->catalog, &page->data, &kiosk->reader, page->argument.id, &offer, &ignored) != STATUS_OK)
        offer = (struct catalog_offer){.street = NULL};
    state->count = 0;
    for (int feedback = 0; feedback < USAGE_FEEDBACKS; feedback++)
        if (is_said(page, &offer, (enum usage_feedback)feedback))
            add(page, (enum usage_feedback)feedback);
}

static void layout(struct page *page)
{
    static const struct list_shape shape = {.columns_max = 1, .numbered = true, .air = LIST_AIRY_IF_IT_FITS};
    struct feedback *state = page->state;
    list_lay_out(&state->list, &page->lines, page->view, state->texts, state->count, &shape, page->rows, page->columns);
}

static void paint(struct page *page, const struct canvas *canvas)
{
    const struct feedback *state = page->state;
    list_paint(&state->list, canvas);
}

static struct request act(struct page *page, const struct input *input)
{
    struct feedback *state = page->state;
    struct kiosk *kiosk = kiosk_of(page);
    switch (list_act(&state->list, input)) {
    case LIST_OPENED:
        usage_hear(kiosk->usage, page->argument.id, state->said[state->list.focus], counting_time(kiosk, &page->view->tick.now));
        page->view->saying = message_text(page->view->messages, MESSAGE_FEEDBACK_THANKS);
        return (struct request){.kind = REQUEST_BACK, .result = {.answer = 1}};
    case LIST_MOVED:
        return (struct request){.kind = REQUEST_PAINT};
    case LIST_IGNORED:
        break;
    }
    return (struct request){.kind = REQUEST_NONE};
}

const struct screen screen_feedback = {
    .name = "feedback",
    .context = KIOSK_CONTEXT_LIST,
    .state_size = sizeof(struct feedback),
    .title = title,
    .load = load,
    .layout = layout,
    .paint = paint,
    .act = act,
};
