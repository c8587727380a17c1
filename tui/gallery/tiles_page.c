// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Tiles: names with pictures, one of which is missing, and around them one or two of each other kind.
#include "tui/gallery/gallery.h"
#include "tui/kit/list.h"
#include "tui/kit/tiles.h"

enum { OTHERS_FIRST = 1 + CONTENT_NAMES }; // after the line and the tiles

static const struct {
    enum tile_kind kind;
    enum role role;
    enum gallery_message title;
} others[] = {
    {TILE_BAR, ROLE_ALERT, MESSAGE_DIALOG},     {TILE_DOOR, ROLE_TEXT, MESSAGE_TABLE},      {TILE_DOOR, ROLE_TEXT, MESSAGE_FORM},
    {TILE_QUIET, ROLE_TEXT, MESSAGE_KEY_THEME}, {TILE_QUIET, ROLE_TEXT, MESSAGE_KEY_LANGUAGE},
};
enum { OTHER_COUNT = sizeof others / sizeof *others, TILE_COUNT = OTHERS_FIRST + OTHER_COUNT };

// Where there is no room for tiles, a list has the same.
struct tiles_page {
    bool tiled;
    struct tiles tiles;
    struct list list;
};

static const char *title(struct page *page)
{
    return gallery_text(page->view, MESSAGE_TILES);
}

static void describe(const struct page *page, struct tile_text texts[TILE_COUNT])
{
    static const char *const pictures[CONTENT_NAMES] = {"hammer", "advice", "speech", "article", "documents", "people", NULL, "house"};
    const struct gallery_content *content = gallery_of(page)->content;
    texts[0] = (struct tile_text){.kind = TILE_LINE, .title = gallery_text(page->view, MESSAGE_HINT_FILTER)};
    for (int i = 0; i < CONTENT_NAMES; i++)
        texts[1 + i] =
            (struct tile_text){.kind = TILE_PICTURE, .title = content->names[i], .pictogram = pictogram_named(pictures[i])};
    for (int i = 0; i < OTHER_COUNT; i++)
        texts[OTHERS_FIRST + i] = (struct tile_text){.kind = others[i].kind,
                                                     .title = gallery_text(page->view, others[i].title),
                                                     .pictogram = pictogram_named("emergency"),
                                                     .role = others[i].role};
    for (int i = 0; i < TILE_COUNT; i++)
        texts[i].number = i + 1;
}

static void layout(struct page *page)
{
    struct tiles_page *state = page->state;
    struct tile_text texts[TILE_COUNT];
    struct list_text names[TILE_COUNT];
    describe(page, texts);
    for (int i = 0; i < TILE_COUNT; i++)
        names[i] = (struct list_text){.title = texts[i].title, .role = texts[i].role};
    state->tiled = tiles_lay_out(&state->tiles, &page->lines, page->view, texts, TILE_COUNT, page->rows, page->columns);
    const struct list_shape shape = {.columns_max = 1, .numbered = true};
    list_lay_out(&state->list, &page->lines, page->view, names, TILE_COUNT, &shape, page->rows, page->columns);
}

static void paint(struct page *page, const struct canvas *canvas)
{
    const struct tiles_page *state = page->state;
    if (state->tiled)
        tiles_paint(&state->tiles, canvas);
    else
        list_paint(&state->list, canvas);
}

static struct request act(struct page *page, const struct input *input)
{
    struct tiles_page *state = page->state;
    bool moved = state->tiled ? tiles_act(&state->tiles, input) != TILES_IGNORED : list_act(&state->list, input) != LIST_IGNORED;
    return (struct request){.kind = moved ? REQUEST_PAINT : REQUEST_NONE};
}

const struct screen screen_tiles = {
    .name = "tiles",
    .context = GALLERY_CONTEXT_LIST,
    .state_size = sizeof(struct tiles_page),
    .title = title,
    .layout = layout,
    .paint = paint,
    .act = act,
    .wide = true,
};
