// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The attract screen: a greeting in every language on offer, until somebody presses a key. It needs no catalog.
#include "tui/kiosk/kiosk.h"
#include "tui/kiosk/screens.h"
#include "tui/kit/block.h"

#include <string.h>

enum {
    PLAIN_BANNER_ROWS = 3,
    LOW_BANNER_ROWS = 1, // on a screen with fewer rows than these:
    LOW_ROWS = 16,
    BLOCK_MARGIN = 4, // rows of a banner in blocks besides these: three blank ones and the city's name
    COLUMNS_MAX = 3,  // of greetings beside each other
    COLUMN_GAP = 2,
    // Rows of a language, as many as there is room for:
    HELLO_ROWS = 0, // the greeting only
    SHORT_ROWS = 1, // greeting and what to do in one row
    PAIR_ROWS = 2,  // in two
    TALL_ROWS = 3,  // and a blank row
    WHOLE_ROWS = 4, // and what this is for
    AIRY_ROWS = 5,  // with two blank rows
};

// The program's name and the city's, in one band across the screen.
struct banner {
    char *name;       // the brand's first word, in blocks; NULL: all of it plain
    const char *rest; // what follows the name
    enum block_size size;
    int rows;
};

static int plain_banner_rows(const struct canvas *canvas)
{
    return canvas->rows < LOW_ROWS ? LOW_BANNER_ROWS : PLAIN_BANNER_ROWS;
}

// The largest banner that leaves `least` rows on the canvas: it has to carry across the room.
static struct banner choose_banner(const struct canvas *canvas, const char *brand, int least)
{
    const char *blank = strchr(brand, ' ');
    struct banner banner = {.rest = brand, .rows = plain_banner_rows(canvas)};
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
        block_paint(canvas, 1, (canvas->columns - columns) / 2, banner->name, banner->size,
                    ROLE_BAR, ROLE_BAR_SOLID);
    }
    canvas_text_centred(canvas, banner->rows > 1 ? banner->rows - 2 : 0, banner->rest, ROLE_BAR);
}

// What one language says.
struct greeting {
    enum text_direction direction;
    const char *hello, *promise, *what_to_do, *both;
    const char *name; // of the language, where even the greeting has no room
    int hello_width, promise_width, what_to_do_width, both_width; // columns
};

// How the greetings stand: `rows` of one of the heights above, `columns` beside each other.
struct arrangement {
    int columns, rows;
};

// The greetings of all languages on offer, each text once: forms of one language may greet alike.
static int collect(struct kiosk *kiosk, struct arena *arena, struct greeting greetings[LANGUAGE_TABLE_MAX])
{
    const struct language *languages[LANGUAGE_TABLE_MAX];
    const char *city = kiosk->catalog == NULL ? NULL : catalog_release(kiosk->catalog)->name;
    const char *const names[] = {city, NULL};
    size_t offered = kiosk_languages(kiosk, languages);
    int count = 0;
    for (size_t i = 0; i < offered; i++) {
        struct messages *messages = kiosk_messages(kiosk, languages[i]);
        struct greeting *greeting = &greetings[count];
        greeting->direction = languages[i]->direction;
        greeting->name = languages[i]->autonym;
        greeting->hello = message_text(messages, MESSAGE_ATTRACT_GREETING);
        greeting->what_to_do = message_text(messages, MESSAGE_ATTRACT_ANY_KEY);
        greeting->both = arena_format(arena, "%s · %s", greeting->hello, greeting->what_to_do);
        greeting->promise = city == NULL ? NULL : message_format(messages, arena, MESSAGE_ATTRACT_PROMISE, names);
        enum kiosk_greeting drawn = kiosk_greets_in(kiosk, languages[i]);
        if (drawn != KIOSK_GREETS_WHOLE)
            greeting->promise = "";
        if (drawn == KIOSK_GREETS_BY_NAME) {
            greeting->hello = greeting->both = languages[i]->autonym;
            greeting->what_to_do = "";
        }
        greeting->hello_width = text_measure(greeting->hello);
        greeting->promise_width = greeting->promise == NULL ? 0 : text_measure(greeting->promise);
        greeting->what_to_do_width = text_measure(greeting->what_to_do);
        greeting->both_width = text_measure(greeting->both);
        bool known = false;
        for (int j = 0; j < count; j++)
            known = known || strcmp(greetings[j].both, greeting->both) == 0;
        count += !known;
    }
    return count;
}

static bool fits(const struct greeting *greetings, int count, struct arrangement arrangement, int room, int columns)
{
    int height = arrangement.rows > SHORT_ROWS ? arrangement.rows : SHORT_ROWS;
    if ((count + arrangement.columns - 1) / arrangement.columns * height > room)
        return false;
    int width = columns / arrangement.columns - COLUMN_GAP;
    for (int i = 0; i < count; i++) {
        const struct greeting *greeting = &greetings[i];
        if (greeting->hello_width > width || (arrangement.rows == SHORT_ROWS && greeting->both_width > width) ||
            (arrangement.rows > SHORT_ROWS && greeting->what_to_do_width > width) ||
            (arrangement.rows >= WHOLE_ROWS && greeting->promise_width > width))
            return false;
    }
    return true;
}

// The tallest way to have all greetings in that room; of these, the one with the fewest columns.
static struct arrangement arrange(const struct greeting *greetings, int count, int room, int columns)
{
    int tallest = count > 0 && greetings[0].promise != NULL ? AIRY_ROWS : TALL_ROWS;
    for (int rows = tallest; rows >= HELLO_ROWS; rows--) {
        for (int beside = 1; beside <= COLUMNS_MAX; beside++) {
            struct arrangement arrangement = {.columns = beside, .rows = rows};
            if (fits(greetings, count, arrangement, room, columns))
                return arrangement;
        }
    }
    int beside = 1;
    while (beside < COLUMNS_MAX && (count + beside - 1) / beside > room)
        beside++;
    return (struct arrangement){.columns = beside, .rows = HELLO_ROWS}; // with names for what is too long
}

// One language's greeting, in its own direction, centred. The cursor waits behind it for the key.
static void paint_greeting(const struct canvas *canvas, const struct greeting *greeting, int rows)
{
    struct canvas own = *canvas;
    int row = 0;
    own.direction = greeting->direction;
    const char *hello = greeting->hello_width <= canvas->columns - COLUMN_GAP ? greeting->hello : greeting->name;
    int columns = rows == SHORT_ROWS ? canvas_text_centred(&own, row, greeting->both, ROLE_TEXT)
                                     : canvas_text_centred(&own, row, hello, ROLE_HEADING);
    if (rows >= WHOLE_ROWS)
        canvas_text_centred(&own, ++row, greeting->promise, ROLE_TEXT);
    if (rows > SHORT_ROWS)
        columns = canvas_text_centred(&own, ++row, greeting->what_to_do, ROLE_QUIET);
    canvas_cursor(&own, row, (canvas->columns - columns) / 2 + columns);
}

static void paint(struct page *page, const struct canvas *canvas)
{
    struct greeting greetings[LANGUAGE_TABLE_MAX] = {0};
    int count = collect(kiosk_of(page), canvas->arena, greetings);
    int bottom = canvas->rows - 1; // the row with the date of the content
    struct arrangement least = arrange(greetings, count, bottom - plain_banner_rows(canvas), canvas->columns);
    if (least.rows > PAIR_ROWS)
        least.rows = PAIR_ROWS;
    int least_rows = (count + least.columns - 1) / least.columns * (least.rows > 0 ? least.rows : SHORT_ROWS) + 1;
    struct banner banner = choose_banner(canvas, kiosk_of(page)->brand, least_rows);
    paint_banner(canvas, &banner);
    int room = bottom - banner.rows;
    struct arrangement arrangement = arrange(greetings, count, room, canvas->columns);
    int lines = (count + arrangement.columns - 1) / arrangement.columns;
    int step = arrangement.rows > 0 ? arrangement.rows : SHORT_ROWS;
    int width = canvas->columns / arrangement.columns;
    int top = banner.rows + (room - lines * step + 1) / 2;
    for (int i = count - 1; i >= 0; i--) { // the first has the cursor
        const struct canvas part =
            canvas_part(canvas, top + i / arrangement.columns * step, i % arrangement.columns * width, step, width);
        paint_greeting(&part, &greetings[i], arrangement.rows);
    }
    if (kiosk_of(page)->as_of != NULL)
        canvas_text_centred(canvas, bottom, kiosk_of(page)->as_of, kiosk_of(page)->outdated ? ROLE_NOTICE : ROLE_QUIET);
}

static struct request act(struct page *page, const struct input *input)
{
    const struct kiosk *kiosk = kiosk_of(page);
    bool quits = input->action == ACTION_QUIT && !kiosk->locked;
    bool own =
        input->action == KIOSK_ACTION_EMERGENCY || input->action == KIOSK_ACTION_DISPLAY || input->action == KIOSK_ACTION_TEXT_SIZE;
    if (quits || own)
        return (struct request){.kind = REQUEST_NONE}; // the program's own actions
    return (struct request){.kind = REQUEST_OPEN, .screen = &screen_languages};
}

const struct screen screen_attract = {
    .name = "attract",
    .context = KIOSK_CONTEXT_ATTRACT,
    .paint = paint,
    .act = act,
    .bare = true,
};
