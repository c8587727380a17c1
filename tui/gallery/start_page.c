// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The first page: what there is to be seen.
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
    {&screen_pictograms, MESSAGE_PICTOGRAMS, MESSAGE_PICTOGRAMS_MORE},
    {&screen_tiles, MESSAGE_TILES, MESSAGE_TILES_MORE},
};
enum { PAGE_COUNT = sizeof pages / sizeof *pages };

static const char *title(struct page *page)
{
    return gallery_text(page->view, MESSAGE_TITLE);
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
    .layout = layout,
    .paint = paint,
    .act = act,
};
