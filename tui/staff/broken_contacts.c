// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Web addresses, mail addresses and telephone numbers that do not work, with who has them. What the operator's timer learnt is
// shown (kompass check --links); this program has no network.
#include "core/editorial/contacts.h"
#include "tui/kit/asking.h"
#include "tui/kit/list.h"
#include "tui/staff/screens.h"
#include "tui/staff/staff.h"

struct broken_page {
    struct list list;
    struct contact_trouble *troubles; // in the page's data
    size_t count;
    struct asking asking; // what shall be done with the one that has the focus, which moved
};

static const char *title(struct page *page)
{
    return staff_text(page->view, MESSAGE_BROKEN_TITLE);
}

static void load(struct page *page)
{
    struct broken_page *broken = page->state;
    struct problem problem;
    broken->asking.open = false; // it was asked about what is read anew
    if (contacts_in_trouble(staff_of(page)->editorial, &page->data, &broken->troubles, &broken->count, &problem) != STATUS_OK)
        staff_say_problem(page->view, &problem);
}

// ---- in words ----------------------------------------------------------------------------------------------------

static const char *what_is_wrong(struct page *page, const struct contact_trouble *trouble)
{
    const char *result = staff_label(page->view, "failure_", contact_result_name(trouble->result));
    if (trouble->failing_from == NULL)
        return message_format(page->view->messages, &page->lines, MESSAGE_BROKEN_MOVED_TO, (const char *[]){trouble->detail, NULL});
    return message_format(page->view->messages, &page->lines, MESSAGE_BROKEN_SINCE, (const char *[]){result, trouble->failing_from, NULL});
}

static enum staff_message group_of(const struct contact_trouble *trouble)
{
    if (trouble->broken)
        return MESSAGE_BROKEN_GROUP_BROKEN;
    return trouble->failing_from == NULL ? MESSAGE_BROKEN_GROUP_MOVED : MESSAGE_BROKEN_GROUP_ONCE;
}

static struct list_text text_of(struct page *page, size_t place)
{
    const struct broken_page *broken = page->state;
    const struct contact_trouble *trouble = &broken->troubles[place];
    const char *thing = trouble->title[0] == '\0' ? staff_label(page->view, "kind_", model_kind(trouble->kind)->name) : trouble->title;
    enum staff_message group = group_of(trouble);
    bool begins = place == 0 || group_of(&broken->troubles[place - 1]) != group;
    return (struct list_text){
        .title = arena_format(&page->lines, "%s: %s", thing, trouble->address),
        .detail = what_is_wrong(page, trouble),
        .group = begins ? staff_text(page->view, group) : NULL,
    };
}

static void layout(struct page *page)
{
    struct broken_page *broken = page->state;
    struct list_text *texts = arena_allocate(&page->lines, broken->count + 1, sizeof *texts);
    for (size_t i = 0; i < broken->count; i++)
        texts[i] = text_of(page, i);
    const struct list_shape shape = {.columns_max = 1, .detail_lines = 1, .numbered = true, .air = LIST_AIRY_IF_IT_FITS};
    list_lay_out(&broken->list, &page->lines, page->view, texts, broken->count, &shape, page->rows, page->columns);
}

static void paint(struct page *page, const struct canvas *canvas)
{
    const struct broken_page *broken = page->state;
    if (broken->count == 0)
        canvas_text(canvas, 0, 0, canvas->columns, staff_text(page->view, MESSAGE_BROKEN_NONE), ROLE_TEXT);
    else
        list_paint(&broken->list, canvas);
    asking_paint(&broken->asking, page->view, canvas);
}

// ---- acting ------------------------------------------------------------------------------------------------------

enum { ANSWER_NOT, ANSWER_OPEN, ANSWER_FOLLOW };

static struct request ask(struct page *page, const struct contact_trouble *trouble)
{
    struct broken_page *broken = page->state;
    return asking_begin(&broken->asking, (struct dialog){
        .texts = {{staff_text(page->view, MESSAGE_BROKEN_FOLLOW_TITLE), ROLE_HEADING}, {trouble->address, ROLE_QUIET}, {trouble->detail, ROLE_TEXT}},
        .answers = {staff_text(page->view, MESSAGE_BULK_NOT), staff_text(page->view, MESSAGE_BROKEN_OPEN),
                    staff_text(page->view, MESSAGE_BROKEN_FOLLOW)},
    });
}

static struct request follow(struct page *page, const struct contact_trouble *trouble)
{
    struct staff *staff = staff_of(page);
    struct problem problem;
    struct contact_move move;
    struct change_author author = staff_author(staff, staff_text(page->view, MESSAGE_BROKEN_FOLLOW_REASON));
    author.door = DOOR_BULK;
    if (contacts_follow(staff->editorial, &author, trouble->address, &page->lines, &move, &problem) != STATUS_OK)
        staff_say_problem(page->view, &problem);
    else if (move.result != CHANGE_DONE)
        staff_say(page->view, staff_refusal(page->view, &page->lines, move.result, move.why));
    else
        staff_say(page->view, message_count(page->view->messages, &page->lines, MESSAGE_BULK_DONE, (long)move.changed, NULL));
    return (struct request){.kind = REQUEST_LOAD};
}

static struct request answer(struct page *page, const struct input *input)
{
    struct broken_page *broken = page->state;
    const struct contact_trouble *trouble = &broken->troubles[broken->list.focus];
    size_t answer;
    struct request request = asking_act(&broken->asking, page, input, &answer);
    if (answer == ANSWER_FOLLOW)
        return follow(page, trouble);
    return answer == ANSWER_OPEN ? staff_open_page(&screen_record, "", trouble->thing) : request;
}

static struct request act(struct page *page, const struct input *input)
{
    struct broken_page *broken = page->state;
    if (broken->asking.open)
        return answer(page, input);
    enum list_result result = broken->count == 0 ? LIST_IGNORED : list_act(&broken->list, input);
    if (result != LIST_OPENED)
        return (struct request){.kind = result == LIST_IGNORED ? REQUEST_NONE : REQUEST_PAINT};
    const struct contact_trouble *trouble = &broken->troubles[broken->list.focus];
    return trouble->result == CONTACT_MOVED ? ask(page, trouble) : staff_open_page(&screen_record, "", trouble->thing);
}

const struct screen screen_broken_contacts = {
    .name = "broken_contacts",
    .context = STAFF_CONTEXT_LIST,
    .state_size = sizeof(struct broken_page),
    .title = title,
    .load = load,
    .layout = layout,
    .paint = paint,
    .act = act,
    .returned = staff_reload,
};
