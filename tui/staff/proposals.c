// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Proposals that wait, the oldest first.
#include "core/editorial/proposal.h"
#include "tui/kit/list.h"
#include "tui/staff/screens.h"
#include "tui/staff/staff.h"

struct proposals_page {
    struct list list;
    struct proposal *proposals; // in the page's data
    size_t count;
};

static const char *title(struct page *page)
{
    return staff_text(page->view, MESSAGE_PROPOSALS_TITLE);
}

static void load(struct page *page)
{
    struct proposals_page *waiting = page->state;
    struct problem problem;
    if (proposal_list(staff_of(page)->editorial, &page->data, &waiting->proposals, &waiting->count, &problem) != STATUS_OK)
        staff_say_problem(page->view, &problem);
}

static const char *detail_text(struct page *page, const struct proposal *proposal)
{
    struct local_time day;
    const char *date = clock_parse_day(proposal->received, &day)
                           ? message_date(page->view->messages, &page->lines, day, DATE_STYLE_LONG)
                           : proposal->received;
    return message_format(page->view->messages, &page->lines, MESSAGE_PROPOSALS_FROM, (const char *[]){proposal->proposer, date, NULL});
}

static void layout(struct page *page)
{
    struct proposals_page *waiting = page->state;
    struct list_text *texts = arena_allocate(&page->lines, waiting->count + 1, sizeof *texts);
    for (size_t i = 0; i < waiting->count; i++) {
        const struct proposal *proposal = &waiting->proposals[i];
        const char *kind = staff_label(page->view, "kind_", model_kind(proposal->kind)->name);
        texts[i].title = proposal->title[0] == '\0' ? kind : arena_format(&page->lines, "%s: %s", kind, proposal->title);
        texts[i].detail = detail_text(page, proposal);
    }
    const struct list_shape shape = {.columns_max = 1, .detail_lines = 1, .numbered = true, .air = LIST_AIRY_IF_IT_FITS};
    list_lay_out(&waiting->list, &page->lines, page->view, texts, waiting->count, &shape, page->rows, page->columns);
}

static void paint(struct page *page, const struct canvas *canvas)
{
    const struct proposals_page *waiting = page->state;
    if (waiting->count == 0)
        canvas_text(canvas, 0, 0, canvas->columns, staff_text(page->view, MESSAGE_PROPOSALS_NONE), ROLE_TEXT);
    else
        list_paint(&waiting->list, canvas);
}

static struct request act(struct page *page, const struct input *input)
{
    struct proposals_page *waiting = page->state;
    enum list_result result = waiting->count == 0 ? LIST_IGNORED : list_act(&waiting->list, input);
    if (result != LIST_OPENED)
        return (struct request){.kind = result == LIST_IGNORED ? REQUEST_NONE : REQUEST_PAINT};
    const struct proposal *proposal = &waiting->proposals[waiting->list.focus];
    return staff_open_page(&screen_proposal, "", arena_format(&page->lines, "%lld", (long long)proposal->number));
}

const struct screen screen_proposals = {
    .name = "proposals",
    .context = STAFF_CONTEXT_LIST,
    .state_size = sizeof(struct proposals_page),
    .title = title,
    .load = load,
    .layout = layout,
    .paint = paint,
    .act = act,
    .returned = staff_reload,
};
