// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// All pictograms, large and small, each with its name; in the last place what stands for one that there is not.
#include "tui/gallery/gallery.h"
#include "tui/kit/pictogram.h"

enum { GAP = 2 };

struct pictogram_page {
    int across, down; // that fit on the page, at least 1
    int first;        // row of them at the top
    int rows;         // of all
};

static const char *title(struct page *page)
{
    return gallery_text(page->view, MESSAGE_PICTOGRAMS);
}

static int place_columns(void)
{
    return pictogram_columns(PICTOGRAM_LARGE) + GAP + pictogram_columns(PICTOGRAM_SMALL) + GAP;
}

static int place_rows(void)
{
    return pictogram_rows(PICTOGRAM_LARGE) + 2; // the name and a blank row
}

static void scroll(struct pictogram_page *shown, int rows)
{
    shown->first += rows;
    if (shown->first > shown->rows - shown->down)
        shown->first = shown->rows - shown->down;
    if (shown->first < 0)
        shown->first = 0;
}

static void layout(struct page *page)
{
    struct pictogram_page *shown = page->state;
    size_t count;
    pictogram_all(&count);
    shown->across = (page->columns + GAP) / place_columns();
    shown->down = (page->rows + 1) / place_rows();
    shown->across = shown->across < 1 ? 1 : shown->across;
    shown->down = shown->down < 1 ? 1 : shown->down;
    shown->rows = ((int)count + 1 + shown->across - 1) / shown->across;
    scroll(shown, 0);
}

static void paint_one(const struct canvas *canvas, const struct pictogram *pictogram, const char *title)
{
    int start = pictogram_columns(PICTOGRAM_LARGE) + GAP;
    int row = pictogram_rows(PICTOGRAM_LARGE) - pictogram_rows(PICTOGRAM_SMALL);
    struct canvas small = canvas_part(canvas, row, start, canvas->rows, canvas->columns);
    pictogram_paint(canvas, pictogram, title, PICTOGRAM_LARGE, ROLE_PICTURE);
    pictogram_paint(&small, pictogram, title, PICTOGRAM_SMALL, ROLE_PICTURE);
    canvas_text(canvas, pictogram_rows(PICTOGRAM_LARGE), 0, canvas->columns, title, ROLE_QUIET);
}

static void paint(struct page *page, const struct canvas *canvas)
{
    const struct pictogram_page *shown = page->state;
    size_t count;
    const struct pictogram *all = pictogram_all(&count);
    for (int i = 0; i < shown->across * shown->down; i++) {
        size_t which = (size_t)(shown->first * shown->across + i);
        struct canvas place = canvas_part(canvas, i / shown->across * place_rows(), i % shown->across * place_columns(),
                                          place_rows(), place_columns() - GAP);
        if (which < count)
            paint_one(&place, &all[which], all[which].name);
        else if (which == count)
            paint_one(&place, NULL, gallery_of(page)->content->name);
    }
    canvas_cursor(canvas, 0, 0);
}

static struct request act(struct page *page, const struct input *input)
{
    struct pictogram_page *shown = page->state;
    int before = shown->first;
    switch (input->action) {
    case ACTION_UP:
        scroll(shown, -1);
        break;
    case ACTION_DOWN:
        scroll(shown, 1);
        break;
    case ACTION_PAGE_UP:
        scroll(shown, -shown->down);
        break;
    case ACTION_PAGE_DOWN:
        scroll(shown, shown->down);
        break;
    case ACTION_FIRST:
        scroll(shown, -shown->rows);
        break;
    case ACTION_LAST:
        scroll(shown, shown->rows);
        break;
    default:
        break;
    }
    return (struct request){.kind = shown->first != before ? REQUEST_PAINT : REQUEST_NONE};
}

const struct screen screen_pictograms = {
    .name = "pictograms",
    .context = GALLERY_CONTEXT_LIST,
    .state_size = sizeof(struct pictogram_page),
    .title = title,
    .layout = layout,
    .paint = paint,
    .act = act,
};
