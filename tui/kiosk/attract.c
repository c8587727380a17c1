// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The attract screen: a greeting in every language on offer, until somebody presses a key. It needs no catalog.
#include "tui/kiosk/kiosk.h"
#include "tui/kiosk/screens.h"
#include "tui/view/block.h"

#include <string.h>

enum {
    PLAIN_BANNER_ROWS = 3,
    BLOCK_MARGIN = 4, // rows of a banner in blocks besides these: three blank ones and the city's name
    // Rows of a language, as many as there is room for:
    SHORT_ROWS = 1, // greeting and what to do in one row
    PAIR_ROWS = 2,  // in two
    TALL_ROWS = 3,  // and a blank row
    WHOLE_ROWS = 4, // and what this is for
    AIRY_ROWS = 5,  // with two blank rows
};

// The program's name and the city's, in one band across the screen.
struct banner {
    char *name;         // the brand's first word, in blocks; NULL: all of it plain
    const char *rest;   // what follows the name
    enum block_size size;
    int rows;
};

static void load(struct page *page)
{
    (void)page; // all is painted from messages that are open anyway
}

// The largest banner that leaves `least` rows on the canvas: it has to carry across the room.
static struct banner choose_banner(const struct canvas *canvas, const char *brand, int least)
{
    const char *blank = strchr(brand, ' ');
    struct banner banner = {.rest = brand, .rows = PLAIN_BANNER_ROWS};
    if (blank == NULL)
        return banner;
    char *name = arena_format(canvas->arena, "%.*s", (int)(blank - brand), brand);
    for (int size = BLOCK_LARGE; size >= BLOCK_SMALL; size--) {
        int columns = block_columns(name, (enum block_size)size);
        int rows = block_rows((enum block_size)size) + BLOCK_MARGIN;
        if (columns > 0 && columns + 2 <= canvas->columns && canvas->rows - rows >= least)
            return (struct banner){.name = name, .rest = blank + 1, .size = (enum block_size)size, .rows = rows};
    }
    return banner;
}

static void paint_banner(const struct canvas *canvas, const struct banner *banner)
{
    for (int row = 0; row < banner->rows; row++)
        canvas_fill(canvas, row, 0, canvas->columns, ROLE_BAR);
    if (banner->name != NULL) {
        int columns = block_columns(banner->name, banner->size);
        block_paint(canvas, 1, (canvas->columns - columns) / 2, banner->name, banner->size, ROLE_BAR);
    }
    int columns = canvas_text_centred(canvas, banner->rows - 2, banner->rest, ROLE_BAR);
    canvas_cursor(canvas, banner->rows - 2, (canvas->columns - columns) / 2);
}

// One language's greeting, in its own direction, centred.
static void paint_greeting(const struct canvas *canvas, int row, struct messages *messages, int rows, const char *city)
{
    struct canvas own = *canvas;
    own.direction = messages_language(messages)->direction;
    const char *greeting = message_text(messages, MESSAGE_ATTRACT_GREETING);
    const char *any_key = message_text(messages, MESSAGE_ATTRACT_ANY_KEY);
    if (rows == SHORT_ROWS) {
        canvas_text_centred(&own, row, arena_format(own.arena, "%s · %s", greeting, any_key), ROLE_TEXT);
        return;
    }
    canvas_text_centred(&own, row++, greeting, ROLE_HEADING);
    if (rows >= WHOLE_ROWS) {
        const char *const names[] = {city, NULL};
        canvas_text_centred(&own, row++, message_format(messages, own.arena, MESSAGE_ATTRACT_PROMISE, names), ROLE_TEXT);
    }
    canvas_text_centred(&own, row, any_key, ROLE_QUIET);
}

// The rows that each of so many languages may have.
static int rows_of_greeting(int room, int languages, bool has_city)
{
    if (has_city && languages * AIRY_ROWS <= room)
        return AIRY_ROWS;
    if (has_city && languages * WHOLE_ROWS <= room)
        return WHOLE_ROWS;
    if (languages * TALL_ROWS <= room)
        return TALL_ROWS;
    return languages * PAIR_ROWS <= room ? PAIR_ROWS : SHORT_ROWS;
}

static void paint(struct page *page, const struct canvas *canvas)
{
    struct kiosk *kiosk = kiosk_of(page);
    const struct language *languages[KIOSK_LANGUAGES_MAX];
    int offered = (int)kiosk_languages(kiosk, languages);
    int bottom = canvas->rows - 1; // the row with the date of the content
    bool pairs = offered * PAIR_ROWS <= bottom - PLAIN_BANNER_ROWS;
    struct banner banner = choose_banner(canvas, page->view->brand, offered * (pairs ? PAIR_ROWS : SHORT_ROWS) + 1);
    paint_banner(canvas, &banner);
    int room = bottom - banner.rows;
    const char *city = kiosk->catalog == NULL ? NULL : catalog_release(kiosk->catalog)->name;
    int step = rows_of_greeting(room, offered, city != NULL);
    int row = banner.rows + (room - offered * step + 1) / 2;
    for (int i = 0; i < offered; i++, row += step)
        paint_greeting(canvas, row, kiosk_messages(kiosk, languages[i]), step, city);
    if (page->view->as_of != NULL)
        canvas_text_centred(canvas, bottom, page->view->as_of, page->view->outdated ? ROLE_NOTICE : ROLE_QUIET);
}

static struct request act(struct page *page, const struct input *input)
{
    const struct kiosk *kiosk = kiosk_of(page);
    bool quits = input->action == ACTION_QUIT && !kiosk->locked;
    bool own = input->action == ACTION_EMERGENCY || input->action == ACTION_DISPLAY || input->action == ACTION_TEXT_SIZE;
    if (quits || own)
        return (struct request){.kind = REQUEST_NONE}; // the program's own actions
    return (struct request){.kind = REQUEST_OPEN, .screen = &screen_languages};
}

const struct screen screen_attract = {
    .name = "attract",
    .context = KEY_CONTEXT_ATTRACT,
    .load = load,
    .layout = load,
    .paint = paint,
    .act = act,
    .bare = true,
};
