// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// What can be done with all things that are marked in the list below: one change, that can be taken back as a whole.
#include "core/editorial/bulk.h"
#include "tui/kit/asking.h"
#include "tui/kit/list.h"
#include "tui/staff/problem_words.h"
#include "tui/staff/screens.h"
#include "tui/staff/staff.h"


struct deed {
    enum staff_message text, detail;
    enum status (*act)(struct page *page, struct bulk_result *results, size_t *done, struct problem *problem);
};

struct bulk_page {
    struct list list;
    struct asking asking; // whether the deed that has the focus shall be done
    struct arena ids; // what was marked when the page was opened: the list below is read anew meanwhile
    const char **marked;
    size_t count;
};

static const char *title(struct page *page)
{
    const struct bulk_page *bulk = page->state;
    return message_count(page->view->messages, &page->data, MESSAGE_BULK_TITLE, (long)bulk->count, NULL);
}

static void load(struct page *page)
{
    struct bulk_page *bulk = page->state;
    const struct staff *staff = staff_of(page);
    bulk->asking.open = false; // in words that may be of the other language
    if (bulk->marked != NULL)
        return;
    bulk->marked = arena_allocate(&bulk->ids, staff->marked_count, sizeof *bulk->marked);
    for (; bulk->count < staff->marked_count; bulk->count++)
        bulk->marked[bulk->count] = arena_copy_text(&bulk->ids, staff->marked[bulk->count]);
}

static void close_page(struct page *page)
{
    struct bulk_page *bulk = page->state;
    arena_free(&bulk->ids);
}

// ---- deeds -------------------------------------------------------------------------------------------------------

static enum status set(struct page *page, const char *path, json_t *value, struct bulk_result *results, size_t *done,
                       struct problem *problem)
{
    const struct bulk_page *bulk = page->state;
    const struct staff *staff = staff_of(page);
    struct change_author author = staff_author(staff, "");
    int64_t number;
    author.door = DOOR_BULK;
    enum status status = bulk_set(staff->editorial, &author, bulk->marked, bulk->count, path, value, &page->data, results,
                                  done, &number, problem);
    json_decref(value);
    return status;
}

static enum status withhold(struct page *page, struct bulk_result *results, size_t *done, struct problem *problem)
{
    return set(page, "withheld", json_string(staff_text(page->view, MESSAGE_BULK_WITHHELD_REASON)), results, done, problem);
}

static enum status show_again(struct page *page, struct bulk_result *results, size_t *done, struct problem *problem)
{
    return set(page, "withheld", NULL, results, done, problem);
}

static enum status remove_all(struct page *page, struct bulk_result *results, size_t *done, struct problem *problem)
{
    const struct bulk_page *bulk = page->state;
    const struct staff *staff = staff_of(page);
    struct change_author author = staff_author(staff, "");
    int64_t number;
    author.door = DOOR_BULK;
    return bulk_remove(staff->editorial, &author, bulk->marked, bulk->count, &page->data, results, done, &number, problem);
}

static const struct deed deeds[] = {
    {MESSAGE_BULK_WITHHOLD, MESSAGE_BULK_WITHHOLD_WHY, withhold},
    {MESSAGE_BULK_SHOW, MESSAGE_BULK_SHOW_WHY, show_again},
    {MESSAGE_MORE_REMOVE, MESSAGE_MORE_REMOVE_WHY, remove_all},
};

enum { DEEDS = sizeof deeds / sizeof *deeds };

// How many were done, and why the first one that was not was not.
static const char *outcome_text(struct page *page, const struct bulk_result *results, size_t done)
{
    const struct bulk_page *bulk = page->state;
    const char *text = message_count(page->view->messages, &page->data, MESSAGE_BULK_DONE, (long)done, NULL);
    for (size_t i = 0; i < bulk->count; i++)
        if (results[i].result != CHANGE_DONE && results[i].result != CHANGE_UNCHANGED)
            return arena_format(&page->data, "%s %s", text,
                                staff_refusal(page->view, &page->data, results[i].result, results[i].why));
    return text;
}

static struct request perform(struct page *page, const struct deed *deed)
{
    const struct bulk_page *bulk = page->state;
    struct problem problem;
    size_t done = 0;
    struct bulk_result *results = arena_allocate(&page->data, bulk->count, sizeof *results);
    const char *said = deed->act(page, results, &done, &problem) == STATUS_OK ? outcome_text(page, results, done) : problem_words(&page->data, page->view, &problem);
    staff_say(page->view, said);
    return (struct request){.kind = REQUEST_BACK, .result = {.answer = STAFF_ANSWER_CHANGED}};
}

// ---- the page ----------------------------------------------------------------------------------------------------

static void layout(struct page *page)
{
    struct bulk_page *bulk = page->state;
    struct list_text texts[DEEDS] = {0};
    for (size_t i = 0; i < DEEDS; i++) {
        texts[i].title = staff_text(page->view, deeds[i].text);
        texts[i].detail = staff_text(page->view, deeds[i].detail);
    }
    const struct list_shape shape = {.columns_max = 1, .detail_lines = 1, .numbered = true, .air = LIST_AIRY_IF_IT_FITS};
    list_lay_out(&bulk->list, &page->lines, page->view, texts, DEEDS, &shape, page->rows, page->columns);
}

static void paint(struct page *page, const struct canvas *canvas)
{
    const struct bulk_page *bulk = page->state;
    list_paint(&bulk->list, canvas);
    asking_paint(&bulk->asking, page->view, canvas);
}

static struct request ask(struct page *page)
{
    struct bulk_page *bulk = page->state;
    const struct deed *deed = &deeds[bulk->list.focus];
    return asking_begin(&bulk->asking, (struct dialog){
        .texts = {{staff_text(page->view, deed->text), ROLE_HEADING}, {title(page), ROLE_TEXT},
                  {staff_text(page->view, MESSAGE_BULK_CAN_BE_UNDONE), ROLE_QUIET}},
        .answers = {staff_text(page->view, MESSAGE_BULK_NOT), staff_text(page->view, MESSAGE_BULK_DO)},
    });
}

static struct request act(struct page *page, const struct input *input)
{
    struct bulk_page *bulk = page->state;
    if (bulk->asking.open) {
        size_t answer;
        struct request request = asking_act(&bulk->asking, page, input, &answer);
        return answer == 0 ? request : perform(page, &deeds[bulk->list.focus]);
    }
    enum list_result result = list_act(&bulk->list, input);
    return result == LIST_OPENED ? ask(page) : (struct request){.kind = result == LIST_IGNORED ? REQUEST_NONE : REQUEST_PAINT};
}

const struct screen screen_bulk = {
    .name = "bulk",
    .context = STAFF_CONTEXT_LIST,
    .state_size = sizeof(struct bulk_page),
    .title = title,
    .load = load,
    .layout = layout,
    .paint = paint,
    .act = act,
    .close = close_page,
};
