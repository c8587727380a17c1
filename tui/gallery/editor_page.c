// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// A text to write, on a page of its own.
#include "tui/gallery/gallery.h"
#include "tui/kit/editor.h"
#include "tui/kit/leaving.h"

struct editor_page {
    struct editor editor;
    struct leaving leaving;
};

static const struct edit_limits limits = {.bytes = 80000, .characters = 20000};

static const char *title(struct page *page)
{
    return gallery_text(page->view, MESSAGE_EDITOR);
}

static void load(struct page *page)
{
    struct editor_page *writing = page->state;
    const struct gallery *gallery = gallery_of(page);
    if (writing->editor.edit.text != NULL && edit_changed(&writing->editor.edit))
        return; // what was written stays, in whatever language
    editor_free(&writing->editor);
    editor_init(&writing->editor, &limits, gallery_direction(gallery));
    edit_load(&writing->editor.edit, gallery->content->text);
    edit_move(&writing->editor.edit, EDIT_TEXT_START, false);
}

static void layout(struct page *page)
{
    struct editor_page *writing = page->state;
    int columns = page->columns < view_measure(page->view) ? page->columns : view_measure(page->view);
    editor_lay_out(&writing->editor, page->rows - 1, columns);
}

static void paint(struct page *page, const struct canvas *canvas)
{
    const struct editor_page *writing = page->state;
    struct canvas box = canvas_part(canvas, 0, 0, canvas->rows - 1, writing->editor.columns);
    editor_paint(&writing->editor, &box, true, gallery_text(page->view, MESSAGE_HINT_TEXT));
    const char *said = editor_saying(&writing->editor, canvas->arena, page->view);
    canvas_text(canvas, canvas->rows - 1, 0, canvas->columns, said, writing->editor.full ? ROLE_NOTICE : ROLE_QUIET);
    leaving_paint(&writing->leaving, page->view, canvas);
}

static struct request save(struct page *page)
{
    struct editor_page *writing = page->state;
    edit_keep(&writing->editor.edit);
    page->view->saying = gallery_text(page->view, MESSAGE_SAVED);
    return (struct request){.kind = REQUEST_PAINT};
}

static struct request act(struct page *page, const struct input *input)
{
    struct editor_page *writing = page->state;
    if (writing->leaving.asked) {
        bool wants_saving;
        struct request request = leaving_act(&writing->leaving, page, input, &wants_saving);
        return wants_saving ? save(page) : request;
    }
    if (input->action == GALLERY_ACTION_SAVE)
        return save(page);
    enum editor_result result = editor_act(&writing->editor, page->view, input);
    return (struct request){.kind = result == EDITOR_IGNORED ? REQUEST_NONE : REQUEST_PAINT};
}

static bool may_close(struct page *page, struct request *request)
{
    struct editor_page *writing = page->state;
    return leaving_may_close(&writing->leaving, edit_changed(&writing->editor.edit), request);
}

static void close_page(struct page *page)
{
    struct editor_page *writing = page->state;
    editor_free(&writing->editor);
}

const struct screen screen_editor = {
    .name = "editor",
    .context = GALLERY_CONTEXT_EDITOR,
    .state_size = sizeof(struct editor_page),
    .title = title,
    .load = load,
    .layout = layout,
    .paint = paint,
    .act = act,
    .may_close = may_close,
    .close = close_page,
};
