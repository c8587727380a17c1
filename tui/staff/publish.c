// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// What a publishing now would change, what forbids it, what only warns; and the publishing itself, step by step. All of it is the work
// of another process, whose news come while people go on.
#include "core/publish/publisher.h"
#include "tui/kit/asking.h"
#include "tui/kit/document.h"
#include "tui/staff/problem_words.h"
#include "tui/staff/record_form.h"
#include "tui/staff/screens.h"
#include "tui/staff/staff.h"

#include <string.h>

enum { ITEMS_MAX = 60, FIELDS_MAX = 6, WARNINGS_MAX = 10, LINKS = ITEMS_MAX + 4 };

struct publish_page {
    struct document document;
    struct asking asking; // whether it shall be published
    bool planned;         // a plan was asked for
    bool hurried;         // it was asked at once, if it should be
    struct request links[LINKS];
    size_t link_count;
};

static const char *title(struct page *page)
{
    return staff_text(page->view, MESSAGE_PUBLISH_TITLE);
}

// ---- words --------------------------------------------------------------------------------------------------------

static void add(struct page *page, enum role role, const char *text)
{
    struct publish_page *publishing = page->state;
    document_paragraph(&publishing->document, &page->data, role, text);
}

static void add_heading(struct page *page, enum staff_message id)
{
    struct publish_page *publishing = page->state;
    document_gap(&publishing->document, &page->data);
    document_heading(&publishing->document, &page->data, staff_text(page->view, id));
}

static void add_item(struct page *page, const char *text)
{
    struct publish_page *publishing = page->state;
    document_item(&publishing->document, &page->data, "•", text);
}

static void add_link(struct page *page, const char *text, const char *detail, struct request request)
{
    struct publish_page *publishing = page->state;
    if (publishing->link_count == LINKS)
        return;
    document_link(&publishing->document, &page->data, text, detail);
    publishing->links[publishing->link_count++] = request;
}

static const char *counted(struct page *page, enum staff_message id, long number)
{
    return message_count(page->view->messages, &page->data, id, number, NULL);
}

static void add_count(struct page *page, enum staff_message id, long number)
{
    if (number > 0)
        add_item(page, counted(page, id, number));
}

static const char *fields_of(struct page *page, const struct plan_item *item)
{
    const char *text = "";
    for (size_t i = 0; i < item->field_count && i < FIELDS_MAX; i++)
        text = arena_format(&page->data, "%s%s%s", text, i == 0 ? "" : ", ", record_field_label(&page->data, page->view, item->fields[i]));
    return item->field_count > FIELDS_MAX ? arena_format(&page->data, "%s, …", text) : text;
}

// ---- the plan -----------------------------------------------------------------------------------------------------

static void add_items(struct page *page, const struct plan *plan)
{
    static const enum staff_message names[PLAN_CHANGES] = {MESSAGE_PLAN_NEW, MESSAGE_PLAN_CHANGED, MESSAGE_PLAN_GONE};
    for (size_t i = 0; i < plan->item_count && i < ITEMS_MAX; i++) {
        const struct plan_item *item = &plan->items[i];
        const char *detail = arena_format(&page->data, "%s · %s%s%s", staff_text(page->view, names[item->change]),
                                          staff_label(page->view, "kind_", model_kind(item->kind)->name),
                                          item->field_count > 0 ? ": " : "", fields_of(page, item));
        add_link(page, item->name, detail,
                 item->change == PLAN_GONE ? (struct request){.kind = REQUEST_NONE} : staff_open_page(&screen_record, "", item->id));
    }
    if (plan->item_count > ITEMS_MAX)
        add_item(page, counted(page, MESSAGE_PLAN_MORE, (long)(plan->item_count - ITEMS_MAX)));
}

static void add_texts(struct page *page, const struct plan *plan)
{
    const char *text = "";
    for (size_t i = 0; i < plan->text_count; i++) {
        const long *counts = plan->texts[i].counts;
        text = arena_format(&page->data, "%s%s%s %ld", text, i == 0 ? "" : ", ", 
                            message_language_name(page->view->messages, &page->data, plan->texts[i].language),
                            counts[PLAN_NEW] + counts[PLAN_CHANGED] + counts[PLAN_GONE]);
    }
    if (plan->text_count > 0)
        add(page, ROLE_QUIET, message_format(page->view->messages, &page->data, MESSAGE_PLAN_TEXTS, (const char *[]){text, NULL}));
}

static void add_changes(struct page *page, const struct plan *plan)
{
    static const enum staff_message bases[PLAN_BASES] = {MESSAGE_PLAN_FIRST, MESSAGE_PLAN_SINCE, MESSAGE_PLAN_SINCE, MESSAGE_PLAN_UNKNOWN};
    const char *number = arena_format(&page->data, "%ld", plan->release);
    add(page, ROLE_TEXT, message_format(page->view->messages, &page->data, bases[plan->basis],
                                        (const char *[]){number, staff_date(page->view, &page->data, plan->created), NULL}));
    if (plan->basis == PLAN_UNKNOWN)
        return;
    add_heading(page, MESSAGE_PLAN_CHANGES);
    if (plan->item_count == 0) {
        add(page, ROLE_TEXT, staff_text(page->view, MESSAGE_PLAN_NOTHING));
        return;
    }
    const char *counts[PLAN_CHANGES + 1] = {counted(page, MESSAGE_PLAN_COUNT_NEW, plan->counts[PLAN_NEW]),
                                            counted(page, MESSAGE_PLAN_COUNT_CHANGED, plan->counts[PLAN_CHANGED]),
                                            counted(page, MESSAGE_PLAN_COUNT_GONE, plan->counts[PLAN_GONE])};
    add(page, ROLE_STRONG, arena_format(&page->data, "%s, %s, %s", counts[0], counts[1], counts[2]));
    add_texts(page, plan);
}

static void add_problems(struct page *page, const struct plan_problems *problems, size_t most)
{
    for (size_t i = 0; i < problems->told_count && i < most; i++)
        add_item(page, problem_thing_words(&page->data, page->view, &problems->told[i]));
    size_t told = problems->told_count < most ? problems->told_count : most;
    if (problems->count > told)
        add_item(page, counted(page, MESSAGE_PLAN_MORE, (long)(problems->count - told)));
}

static void add_warnings(struct page *page, const struct plan *plan)
{
    add_heading(page, MESSAGE_PLAN_WARNINGS);
    add_count(page, MESSAGE_PLAN_WITHHELD, plan->withheld);
    add_count(page, MESSAGE_PLAN_OVERDUE, plan->overdue);
    add_count(page, MESSAGE_PLAN_WAITING, plan->waiting);
    add_count(page, MESSAGE_PLAN_UNREAD, plan->unread);
    add_problems(page, &plan->warns, WARNINGS_MAX);
    if (plan->withheld + plan->overdue + plan->waiting + plan->unread == 0 && plan->warns.count == 0)
        add(page, ROLE_TEXT, staff_text(page->view, MESSAGE_PLAN_NO_WARNING));
}

// ---- publishing ---------------------------------------------------------------------------------------------------

static bool may_publish(const struct staff *staff)
{
    return rights_include(staff->rights, RIGHT_PUBLISH);
}

// What can be done, or why it cannot.
static void add_deed(struct page *page, const struct publisher_news *news)
{
    const struct staff *staff = staff_of(page);
    if (!may_publish(staff))
        add(page, ROLE_NOTICE, staff_text(page->view, MESSAGE_PUBLISH_NO_RIGHT));
    else if (!news->may_sign)
        add(page, ROLE_NOTICE, staff_text(page->view, MESSAGE_PUBLISH_NO_KEY));
    else if (news->plan.forbids.count > 0)
        add(page, ROLE_NOTICE, counted(page, MESSAGE_PUBLISH_FORBIDDEN, (long)news->plan.forbids.count));
    else
        add_link(page, staff_text(page->view, MESSAGE_PUBLISH_NOW), staff_text(page->view, MESSAGE_PUBLISH_NOW_WHY),
                 (struct request){.kind = REQUEST_ACTION, .action = STAFF_ACTION_SAVE});
}

static void add_steps(struct page *page, const struct publisher_news *news)
{
    static const enum staff_message names[PUBLISH_STEPS] = {MESSAGE_STEP_CHECK, MESSAGE_STEP_BUILD, MESSAGE_STEP_COMPRESS,
                                                            MESSAGE_STEP_SIGN, MESSAGE_STEP_PLACE};
    struct publish_page *publishing = page->state;
    add(page, ROLE_TEXT, staff_text(page->view, MESSAGE_PUBLISH_UNDER_WAY));
    for (int step = 0; step < PUBLISH_STEPS; step++)
        document_item(&publishing->document, &page->data,
                      step < (int)news->step ? "✓" : step == (int)news->step ? "▶" : "•", staff_text(page->view, names[step]));
}

static void add_outcome(struct page *page, const struct publisher_news *news)
{
    struct messages *messages = page->view->messages;
    const char *number = arena_format(&page->data, "%ld", news->result.release);
    if (!news->ended)
        return;
    if (news->well)
        add(page, ROLE_OPEN, message_format(messages, &page->data, news->result.renewed ? MESSAGE_PUBLISH_RENEWED : MESSAGE_PUBLISH_DONE,
                                            (const char *[]){number, NULL}));
    else
        add(page, ROLE_NOTICE, message_format(messages, &page->data, MESSAGE_PUBLISH_FAILED,
                                              (const char *[]){news->problem.what, problem_words(&page->data, page->view, &news->problem), NULL}));
}

static void add_kiosks(struct page *page, const struct publisher_news *news)
{
    const char *following = arena_format(&page->data, "%ld", news->following);
    const char *kiosks = arena_format(&page->data, "%ld", news->kiosks);
    if (news->kiosks > 0 && news->plan.release > 0)
        add(page, ROLE_TEXT, message_format(page->view->messages, &page->data, MESSAGE_PUBLISH_KIOSKS, (const char *[]){following, kiosks, NULL}));
}

static bool can_publish(struct page *page, const struct publisher_news *news)
{
    return may_publish(staff_of(page)) && news->may_sign && news->plan.forbids.count == 0;
}

static struct request ask(struct page *page)
{
    struct publish_page *publishing = page->state;
    return asking_begin(&publishing->asking, (struct dialog){
        .texts = {{staff_text(page->view, MESSAGE_PUBLISH_ASK), ROLE_HEADING}, {staff_text(page->view, MESSAGE_PUBLISH_ASK_TEXT), ROLE_TEXT}},
        .answers = {staff_text(page->view, MESSAGE_PUBLISH_NOT), staff_text(page->view, MESSAGE_PUBLISH_DO)},
    });
}

static void load(struct page *page)
{
    struct publish_page *publishing = page->state;
    struct staff *staff = staff_of(page);
    const struct publisher_news *news = publisher_news(staff->publisher);
    bool published = news->ended && news->well && news->plan.release < news->result.release && !news->failed;
    if ((!publishing->planned || published) && news->state == PUBLISHER_IDLE) { // else a plan is made of what was there before
        staff_ask_for_plan(page); // what there is now, and who follows it
        publishing->planned = true;
    }
    if (publishing->asking.open)
        ask(page); // in the words of the language that is spoken now
    document_begin(&publishing->document);
    publishing->link_count = 0;
    if (news->state == PUBLISHER_ENDED) {
        add(page, ROLE_NOTICE, staff_text(page->view, MESSAGE_PUBLISH_ENDED));
        return;
    }
    if (news->state == PUBLISHER_PUBLISHING) {
        add_steps(page, news);
        return;
    }
    add_outcome(page, news);
    if (news->state == PUBLISHER_PLANNING) {
        add(page, ROLE_QUIET, staff_text(page->view, MESSAGE_PLAN_LOOKING));
        return;
    }
    if (news->failed && !news->ended)
        add(page, ROLE_NOTICE, arena_format(&page->data, "%s: %s", news->problem.what, problem_words(&page->data, page->view, &news->problem)));
    if (!news->planned)
        return;
    if (!publishing->hurried && strcmp(page->argument.id, "now") == 0 && can_publish(page, news))
        ask(page);
    publishing->hurried = true;
    add_kiosks(page, news);
    add_changes(page, &news->plan);
    document_gap(&publishing->document, &page->data);
    add_deed(page, news);
    if (news->plan.forbids.count > 0) {
        add_heading(page, MESSAGE_PLAN_FORBIDS);
        add_problems(page, &news->plan.forbids, PLAN_PROBLEMS_MAX);
    }
    add_warnings(page, &news->plan);
    if (news->plan.item_count > 0)
        add_heading(page, MESSAGE_PLAN_ITEMS);
    add_items(page, &news->plan);
}

static void layout(struct page *page)
{
    struct publish_page *publishing = page->state;
    document_lay_out(&publishing->document, &page->lines, page->view, page->rows, page->columns);
}

static void paint(struct page *page, const struct canvas *canvas)
{
    const struct publish_page *publishing = page->state;
    document_paint(&publishing->document, canvas);
    asking_paint(&publishing->asking, page->view, canvas);
}

// ---- acting -------------------------------------------------------------------------------------------------------

static struct request answer(struct page *page, const struct input *input)
{
    struct publish_page *publishing = page->state;
    struct staff *staff = staff_of(page);
    size_t answer;
    struct request request = asking_act(&publishing->asking, page, input, &answer);
    if (answer == 0)
        return request;
    publisher_publish(staff->publisher, staff->person);
    return (struct request){.kind = REQUEST_LOAD};
}

static struct request act(struct page *page, const struct input *input)
{
    struct publish_page *publishing = page->state;
    if (publishing->asking.open)
        return answer(page, input);
    switch (document_act(&publishing->document, input)) {
    case DOCUMENT_OPENED: {
        struct request request = publishing->links[publishing->document.focus];
        return request.kind == REQUEST_ACTION ? ask(page) : request;
    }
    case DOCUMENT_MOVED:
        return (struct request){.kind = REQUEST_PAINT};
    case DOCUMENT_IGNORED:
        break;
    }
    return (struct request){.kind = REQUEST_NONE};
}

// News of the other process, or another day.
static struct request update(struct page *page)
{
    (void)page;
    return (struct request){.kind = REQUEST_LOAD};
}

// A record was changed from here.
static struct request returned(struct page *page, const struct page_result *result)
{
    struct publish_page *publishing = page->state;
    (void)result;
    publishing->planned = false;
    return (struct request){.kind = REQUEST_LOAD};
}

const struct screen screen_publish = {
    .name = "publish",
    .context = STAFF_CONTEXT_LIST,
    .state_size = sizeof(struct publish_page),
    .title = title,
    .load = load,
    .layout = layout,
    .paint = paint,
    .act = act,
    .update = update,
    .returned = returned,
};
