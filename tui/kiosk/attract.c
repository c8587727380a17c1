// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The attract screen: a greeting in every language on offer, until somebody presses a key. It needs no catalog.
#include "tui/kiosk/kiosk.h"
#include "tui/kiosk/screens.h"

enum {
    BANNER_ROWS = 3,
    // Rows of a language, as many as there is room for:
    SHORT_ROWS = 1, // greeting and what to do in one row
    PAIR_ROWS = 2,  // in two
    TALL_ROWS = 3,  // and a blank row
    WHOLE_ROWS = 4, // and what this is for
};

static void load(struct page *page)
{
    (void)page; // all is painted from messages that are open anyway
}

static void paint_banner(const struct canvas *canvas, const char *brand)
{
    for (int row = 0; row < BANNER_ROWS; row++)
        canvas_fill(canvas, row, 0, canvas->columns, ROLE_BAR);
    canvas_text_centred(canvas, 1, brand, ROLE_BAR);
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
    if (rows == WHOLE_ROWS)
        canvas_text_centred(&own, row++, message_format(messages, own.arena, MESSAGE_ATTRACT_PROMISE, (const char *[]){city, NULL}),
                            ROLE_TEXT);
    canvas_text_centred(&own, row, any_key, ROLE_QUIET);
}

// The rows that each of so many languages may have.
static int rows_of_greeting(int room, int languages, bool has_city)
{
    if (has_city && languages * WHOLE_ROWS <= room)
        return WHOLE_ROWS;
    if (languages * TALL_ROWS <= room)
        return TALL_ROWS;
    return languages * PAIR_ROWS <= room ? PAIR_ROWS : SHORT_ROWS;
}

static void paint(struct page *page, const struct canvas *canvas)
{
    struct kiosk *kiosk = kiosk_of(page);
    size_t known;
    const struct language *languages = language_table(&known);
    int offered = 0;
    for (size_t i = 0; i < known; i++)
        offered += languages[i].offered;
    paint_banner(canvas, page->view->brand);
    int bottom = canvas->rows - 1; // the row with the date of the content
    int room = bottom - BANNER_ROWS;
    const char *city = kiosk->catalog == NULL ? NULL : catalog_release(kiosk->catalog)->name;
    int step = rows_of_greeting(room, offered, city != NULL);
    int row = BANNER_ROWS + (room - offered * step + 1) / 2;
    for (size_t i = 0; i < known; i++) {
        if (!languages[i].offered)
            continue;
        paint_greeting(canvas, row, kiosk_messages(kiosk, &languages[i]), step, city);
        row += step;
    }
    if (page->view->as_of != NULL)
        canvas_text_centred(canvas, bottom, page->view->as_of, ROLE_QUIET);
    canvas_cursor(canvas, 1, 0);
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
