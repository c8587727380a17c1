// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The first page: what there is to be seen. And how a page with changes is left.
#include "tui/gallery/gallery.h"
#include "tui/kit/list.h"

static const struct {
    const struct screen *screen;
    enum gallery_message title, more;
} pages[] = {
    {&screen_editor, MESSAGE_EDITOR, MESSAGE_EDITOR_MORE},
    {&screen_form, MESSAGE_FORM, MESSAGE_FORM_MORE},
    {&screen_table, MESSAGE_TABLE, MESSAGE_TABLE_MORE},
    {&screen_dialog, MESSAGE_DIALOG, MESSAGE_DIALOG_MORE},
};
enum { PAGE_COUNT = sizeof pages / sizeof *pages };

static const char *title(struct page *page)
{
    return gallery_text(page->view, MESSAGE_TITLE);
}

static void load(struct page *page)
{
    (void)page; // its texts are messages
}

static void layout(struct page *page)
{
    struct list_text texts[PAGE_COUNT];
    for (int i = 0; i < PAGE_COUNT; i++)
        texts[i] = (struct list_text){.title = gallery_text(page->view, pages[i].title),
                                      .detail = gallery_text(page->view, pages[i].more)};
    const struct list_shape shape = {.columns_max = 1, .detail_lines = 1, .numbered = true, .air = LIST_AIRY_IF_IT_FITS};
    list_lay_out(page->state, &page->lines, page->view, texts, PAGE_COUNT, &shape, page->rows, page->columns);
}

static void paint(struct page *page, const struct canvas *canvas)
{
    list_paint(page->state, canvas);
}

static struct request act(struct page *page, const struct input *input)
{
    struct list *list = page->state;
    switch (list_act(list, input)) {
    case LIST_OPENED:
        return (struct request){.kind = REQUEST_OPEN, .screen = pages[list->focus].screen};
    case LIST_MOVED:
        return (struct request){.kind = REQUEST_PAINT};
    case LIST_IGNORED:
        break;
    }
    return (struct request){.kind = REQUEST_NONE};
}

const struct screen screen_start = {
    .name = "start",
    .context = GALLERY_CONTEXT_LIST,
    .state_size = sizeof(struct list),
    .title = title,
    .load = load,
    .layout = layout,
    .paint = paint,
    .act = act,
};

// ---- leaving -----------------------------------------------------------------------------------------------------

enum { ANSWER_STAY, ANSWER_SAVE, ANSWER_DISCARD };

void leaving_load(struct leaving *leaving, const struct view *view)
{
    leaving->dialog.texts[0] = (struct dialog_text){gallery_text(view, MESSAGE_LEAVE_TITLE), ROLE_HEADING};
    leaving->dialog.texts[1] = (struct dialog_text){gallery_text(view, MESSAGE_LEAVE_TEXT), ROLE_TEXT};
    leaving->dialog.answers[ANSWER_STAY] = gallery_text(view, MESSAGE_LEAVE_STAY);
    leaving->dialog.answers[ANSWER_SAVE] = gallery_text(view, MESSAGE_LEAVE_SAVE);
    leaving->dialog.answers[ANSWER_DISCARD] = gallery_text(view, MESSAGE_LEAVE_DISCARD);
}

bool leaving_may_close(struct leaving *leaving, bool changed, struct request *request)
{
    if (!changed || leaving->discarded)
        return true;
    leaving->asked = true;
    leaving->dialog.focus = ANSWER_STAY;
    *request = (struct request){.kind = REQUEST_PAINT};
    return false;
}

struct request leaving_act(struct leaving *leaving, const struct page *page, const struct input *input, bool *save)
{
    size_t answer;
    switch (dialog_act(&leaving->dialog, page->view, page->rows, page->columns, input, &answer)) {
    case DIALOG_ANSWERED:
        leaving->asked = false;
        leaving->discarded = answer == ANSWER_DISCARD;
        *save = answer == ANSWER_SAVE;
        return (struct request){.kind = leaving->discarded ? REQUEST_BACK : REQUEST_PAINT};
    case DIALOG_LEFT:
        leaving->asked = false;
        return (struct request){.kind = REQUEST_PAINT};
    case DIALOG_MOVED:
        return (struct request){.kind = REQUEST_PAINT};
    case DIALOG_IGNORED:
        break;
    }
    // What concerns the whole program is its own; the page behind the question gets nothing.
    return (struct request){.kind = input->action >= ACTION_PROGRAM || input->action == ACTION_QUIT ? REQUEST_NONE : REQUEST_PAINT};
}
