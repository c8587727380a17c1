// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// A question with three answers over a page of words.
#include "tui/gallery/gallery.h"
#include "tui/kit/dialog.h"

enum { ANSWERS = 3 };

static const char *title(struct page *page)
{
    return gallery_text(page->view, MESSAGE_DIALOG);
}

static void load(struct page *page)
{
    struct dialog *dialog = page->state;
    const struct view *view = page->view;
    dialog->texts[0] = (struct dialog_text){gallery_text(view, MESSAGE_ASK_TITLE), ROLE_HEADING};
    dialog->texts[1] = (struct dialog_text){gallery_text(view, MESSAGE_ASK_TEXT), ROLE_TEXT};
    dialog->answers[0] = gallery_text(view, MESSAGE_ASK_LATER);
    dialog->answers[1] = gallery_text(view, MESSAGE_ASK_TODAY);
    dialog->answers[2] = gallery_text(view, MESSAGE_ASK_NOW);
}

static void paint(struct page *page, const struct canvas *canvas)
{
    struct text_options options = view_text_options(page->view, canvas->columns);
    struct text_layout words;
    text_lay_out(canvas->arena, gallery_text(page->view, MESSAGE_ASK_PAGE), &options, &words);
    for (size_t i = 0; i < words.count; i++)
        canvas_line(canvas, (int)i, 0, &words.lines[i], ROLE_TEXT);
    dialog_paint(page->state, page->view, canvas);
}

static struct request act(struct page *page, const struct input *input)
{
    struct dialog *dialog = page->state;
    size_t answer;
    switch (dialog_act(dialog, page->view, page->rows, page->columns, input, &answer)) {
    case DIALOG_ANSWERED:
        page->view->saying = dialog->answers[answer];
        return (struct request){.kind = REQUEST_PAINT};
    case DIALOG_MOVED:
        return (struct request){.kind = REQUEST_PAINT};
    case DIALOG_LEFT:
    case DIALOG_IGNORED:
        break;
    }
    return (struct request){.kind = REQUEST_NONE};
}

const struct screen screen_dialog = {
    .name = "dialog",
    .context = GALLERY_CONTEXT_LIST,
    .state_size = sizeof(struct dialog),
    .title = title,
    .load = load,
    .paint = paint,
    .act = act,
};
