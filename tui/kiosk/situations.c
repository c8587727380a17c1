// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// What brings you here: the situations as tiles with pictures, or as a list where there is no room for tiles.
#include "tui/kiosk/entries.h"
#include "tui/kiosk/path.h"
#include "tui/kiosk/phrases.h"
#include "tui/kiosk/screens.h"
#include "tui/kit/tiles.h"

struct situations {
    struct catalog_situations all;
    struct entries entries; // the list
    struct tiles tiles;
    struct tile_text *tile_texts;
    bool tiled;
    bool shown; // tiles or a list have been laid out
};

static const char *title(struct page *page)
{
    return message_text(page->view->messages, MESSAGE_PATH_TITLE);
}

static void load(struct page *page)
{
    struct situations *state = page->state;
    struct kiosk *kiosk = kiosk_of(page);
    state->all = (struct catalog_situations){0};
    if (kiosk->catalog != NULL)
        state->all = catalog_situations(kiosk->catalog, &page->data, &kiosk->reader);
    entries_begin(&state->entries, page, state->all.count);
    state->entries.count = state->all.count;
    state->tile_texts = arena_allocate(&page->data, state->all.count, sizeof *state->tile_texts);
    for (size_t i = 0; i < state->all.count; i++) {
        const struct catalog_situation *situation = &state->all.items[i];
        const char *name = phrase_text(page, &situation->name);
        name = name == NULL ? "" : name;
        state->entries.texts[i] = (struct list_text){.title = name, .role = situation->urgent ? ROLE_ALERT : ROLE_STRONG};
        state->tile_texts[i] = (struct tile_text){
            .kind = TILE_PICTURE, .title = name, .pictogram = pictogram_named(situation->pictogram), .number = (int)i + 1};
    }
}

// The focus stays on the same thing when tiles take the place of a list, or a list theirs.
static void layout(struct page *page)
{
    struct situations *state = page->state;
    size_t focus = !state->shown ? 0 : state->tiled ? state->tiles.focus : state->entries.list.focus;
    focus = focus < state->all.count ? focus : 0;
    state->shown = true;
    state->tiles.focus = state->entries.list.focus = focus;
    state->tiled = state->all.count > 0 && tiles_lay_out(&state->tiles, &page->lines, page->view, state->tile_texts, state->all.count,
                                                         page->rows, page->columns);
    if (!state->tiled)
        entries_lay_out(&state->entries, page);
}

static void paint(struct page *page, const struct canvas *canvas)
{
    const struct situations *state = page->state;
    if (state->tiled)
        tiles_paint(&state->tiles, canvas);
    else
        entries_paint(&state->entries, canvas);
}

static struct request act(struct page *page, const struct input *input)
{
    struct situations *state = page->state;
    size_t *focus = state->tiled ? &state->tiles.focus : &state->entries.list.focus;
    int tiled = state->tiled ? (int)tiles_act(&state->tiles, input) : -1;
    int listed = state->tiled ? -1 : (int)list_act(&state->entries.list, input);
    if (tiled == TILES_OPENED || listed == LIST_OPENED)
        return path_begin(page, state->all.items[*focus].id);
    return (struct request){.kind = tiled == TILES_MOVED || listed == LIST_MOVED ? REQUEST_PAINT : REQUEST_NONE};
}

const struct screen screen_situations = {
    .name = "situations",
    .context = KIOSK_CONTEXT_PATH,
    .state_size = sizeof(struct situations),
    .title = title,
    .load = load,
    .layout = layout,
    .paint = paint,
    .act = act,
    .wide = true,
};
