// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The attract screen: one language after the other greets in letters that are seen across the room, until somebody presses a
// key. The names of all stand below, so that nobody waits for their own. It needs no catalog.
#include "tui/kiosk/kiosk.h"
#include "tui/kiosk/screens.h"
#include "tui/kit/pictogram.h"
#include "tui/kit/poster.h"

#include <string.h>

enum {
    AREAS_MAX = 24,    // pictures of areas
    PICTURE_GAP = 1,   // columns
    NAME_GAP = 3,      // columns between the names of two languages,
    NAME_GAP_LEAST = 2, // and where they would take another row
    FRAME_ROWS = 5,    // of a greeting in the terminal's own letters
    LOW_ROWS = 16,     // below so many, every blank row goes to the greeting
};

struct attract {
    const struct pictogram *pictures[AREAS_MAX];
    size_t picture_count;
    const struct language *languages[LANGUAGE_TABLE_MAX];
    size_t language_count; // at least 1
    size_t first;          // the one that greets first
};

// What the language of a turn says.
struct greeting {
    enum text_direction direction;
    const char *hello;                 // to be drawn large
    const char *plain;                 // in the terminal's own letters: the greeting, or the language's name
    const char *promise, *what_to_do; // NULL: nothing that the terminal draws
};

static void load(struct page *page)
{
    struct attract *state = page->state;
    struct kiosk *kiosk = kiosk_of(page);
    state->language_count = kiosk_languages(kiosk, state->languages);
    state->first = 0;
    for (size_t i = 0; i < state->language_count; i++)
        state->first = state->languages[i] == kiosk->first_language ? i : state->first;
    state->picture_count = 0;
    const char *names[AREAS_MAX];
    size_t count = kiosk->catalog == NULL ? 0 : catalog_pictograms(kiosk->catalog, &page->data, names, AREAS_MAX);
    for (size_t i = 0; i < count; i++) {
        const struct pictogram *picture = pictogram_named(names[i]);
        if (picture != NULL)
            state->pictures[state->picture_count++] = picture;
    }
}

static const struct language *language_of_turn(struct page *page)
{
    const struct attract *state = page->state;
    return state->languages[(state->first + kiosk_of(page)->turn) % state->language_count];
}

static struct greeting greeting_of(struct page *page, const struct canvas *canvas)
{
    struct kiosk *kiosk = kiosk_of(page);
    const struct language *language = language_of_turn(page);
    struct messages *messages = kiosk_messages(kiosk, language);
    enum kiosk_greeting drawn = kiosk_greets_in(kiosk, language);
    struct greeting greeting = {.direction = language->direction, .hello = message_text(messages, MESSAGE_ATTRACT_GREETING)};
    if (drawn == KIOSK_GREETS_WHOLE && kiosk->catalog != NULL)
        greeting.promise = message_format(messages, canvas->arena, MESSAGE_ATTRACT_PROMISE,
                                          (const char *const[]){catalog_release(kiosk->catalog)->name, NULL});
    greeting.plain = drawn == KIOSK_GREETS_BY_NAME ? language->autonym : greeting.hello;
    if (drawn != KIOSK_GREETS_BY_NAME)
        greeting.what_to_do = message_text(messages, MESSAGE_ATTRACT_ANY_KEY);
    return greeting;
}

// ---- names of the languages --------------------------------------------------------------------------------------

// Lets the names flow in lines; returns how many. With a canvas they are painted, each in its own direction; the language of the turn
// is marked.
static int flow_names(struct page *page, int columns, int gap, const struct canvas *canvas)
{
    const struct attract *state = page->state;
    int line = 0;
    for (size_t first = 0, end; first < state->language_count; first = end, line++) {
        int width = 0;
        for (end = first; end < state->language_count; end++) {
            int more = text_measure(state->languages[end]->autonym) + (end > first ? gap : 0);
            if (end > first && width + more > columns)
                break;
            width += more;
        }
        int start = (columns - width) / 2;
        for (size_t i = first; i < end && canvas != NULL; i++) {
            int own = text_measure(state->languages[i]->autonym);
            struct canvas part = canvas_part(canvas, line, start, 1, own);
            part.direction = state->languages[i]->direction;
            canvas_text(&part, 0, 0, own, state->languages[i]->autonym,
                        state->languages[i] == language_of_turn(page) ? ROLE_HEADING : ROLE_QUIET);
            start += own + gap;
        }
    }
    return line;
}

static int gap_of_names(struct page *page, int columns)
{
    int fewest = flow_names(page, columns, NAME_GAP_LEAST, NULL);
    return flow_names(page, columns, NAME_GAP, NULL) > fewest ? NAME_GAP_LEAST : NAME_GAP;
}

// ---- the page ----------------------------------------------------------------------------------------------------

static void paint_bar(struct page *page, const struct canvas *canvas)
{
    const struct view *view = page->view;
    canvas_fill(canvas, 0, 0, canvas->columns, ROLE_BAR);
    canvas_text(canvas, 0, 1, canvas->columns - 2, kiosk_of(page)->brand, ROLE_BAR);
    canvas_text_at_end(canvas, 0, 1, canvas->columns / 3, message_time(canvas->arena, view->tick.now.hour, view->tick.now.minute),
                       ROLE_BAR);
}

// In the terminal's own letters, in a frame with room around them: for words that nobody has drawn, and where there is no room for them.
static void paint_framed(const struct greeting *greeting, const struct canvas *canvas)
{
    int columns = text_measure(greeting->plain) + 2 * NAME_GAP + 2;
    int rows = canvas->rows < FRAME_ROWS ? canvas->rows : FRAME_ROWS;
    struct canvas part = canvas_part(canvas, (canvas->rows - rows) / 2, (canvas->columns - columns) / 2, rows, columns);
    part.direction = greeting->direction;
    if (rows > 2)
        canvas_box(&part, ROLE_PICTURE);
    canvas_text_centred(&part, rows / 2, greeting->plain, ROLE_HEADING);
}

// As many pictures as there is room for: in one row, each turn has the next of them.
static void paint_pictures(struct page *page, const struct canvas *canvas)
{
    const struct attract *state = page->state;
    int each = pictogram_columns(PICTOGRAM_SMALL) + PICTURE_GAP;
    int beside = (canvas->columns + PICTURE_GAP) / each;
    int rows = pictogram_rows(PICTOGRAM_SMALL) + 1;
    int lines = (canvas->rows + 1) / rows;
    while (beside > 1 && (size_t)beside * (size_t)lines > state->picture_count && (size_t)(beside - 1) * (size_t)lines >= state->picture_count)
        beside--; // lines of one length
    size_t shown = (size_t)beside * (size_t)lines;
    size_t first = shown < state->picture_count ? kiosk_of(page)->turn * shown : 0;
    int picture = each - PICTURE_GAP;
    int gap = (canvas->columns - beside * picture) / (beside + 1);
    gap = gap > PICTURE_GAP ? gap : PICTURE_GAP;
    int aside = (canvas->columns - beside * picture - (beside - 1) * gap) / 2;
    for (size_t i = 0; i < shown && i < state->picture_count; i++) {
        int column = (int)i % beside;
        const struct canvas part =
            canvas_part(canvas, (int)i / beside * rows, aside + column * (picture + gap), rows - 1, picture);
        pictogram_paint(&part, state->pictures[(first + i) % state->picture_count], NULL, PICTOGRAM_SMALL, ROLE_PICTURE);
    }
}

// The greeting, what to do below it, and below that the pictures, where there is room.
static void paint_turn(struct page *page, const struct canvas *canvas)
{
    const struct attract *state = page->state;
    struct greeting greeting = greeting_of(page, canvas);
    struct poster poster;
    int said = greeting.what_to_do == NULL ? 0 : 2; // with a blank row before it
    bool drawn = poster_lay_out(&poster, greeting.hello, canvas->rows - said, canvas->columns);
    int rows = drawn ? poster_rows(&poster) : canvas->rows - said < FRAME_ROWS ? canvas->rows - said : FRAME_ROWS;
    int left = canvas->rows - rows - said;
    int picture_rows = pictogram_rows(PICTOGRAM_SMALL);
    int lines = state->picture_count == 0 ? 0 : left / (picture_rows + 1);
    lines = lines > 2 ? 2 : lines;
    int promise = greeting.promise != NULL && left - lines * (picture_rows + 1) > 2 ? 1 : 0;
    left -= lines * (picture_rows + 1) + promise;
    int top = left > 0 ? (left + 1) / 2 : 0;
    struct canvas part = canvas_part(canvas, top, 0, rows, canvas->columns);
    part.direction = greeting.direction;
    if (drawn)
        poster_paint(&poster, &part);
    else
        paint_framed(&greeting, &part);
    struct canvas words = canvas_part(canvas, top + rows + 1, 0, 1 + promise, canvas->columns);
    words.direction = greeting.direction;
    if (promise > 0)
        canvas_text_centred(&words, 0, greeting.promise, ROLE_TEXT);
    int columns = canvas_text_centred(&words, promise, greeting.what_to_do, ROLE_STRONG);
    canvas_cursor(&words, promise, (canvas->columns - columns) / 2 + columns); // it waits for the key
    if (lines > 0) {
        int room = lines * (picture_rows + 1) - 1;
        const struct canvas pictures = canvas_part(canvas, canvas->rows - room, 0, room, canvas->columns);
        paint_pictures(page, &pictures);
    }
}

static void paint(struct page *page, const struct canvas *canvas)
{
    const struct kiosk *kiosk = kiosk_of(page);
    int air = canvas->rows < LOW_ROWS ? 0 : 1;
    int columns = canvas->columns - 2;
    int gap = gap_of_names(page, columns);
    int names = flow_names(page, columns, gap, NULL);
    int bottom = canvas->rows - (kiosk->as_of == NULL ? 0 : 1);
    int names_row = bottom - names;
    paint_bar(page, canvas);
    struct canvas part = canvas_part(canvas, names_row, 1, names, columns);
    part.direction = TEXT_LEFT_TO_RIGHT; // the order of the languages, whichever has the turn
    flow_names(page, columns, gap, &part);
    if (kiosk->as_of != NULL)
        canvas_text_centred(canvas, bottom, kiosk->as_of, kiosk->outdated ? ROLE_NOTICE : ROLE_QUIET);
    const struct canvas turn = canvas_part(canvas, 1 + air, 1, names_row - 1 - 2 * air, columns);
    paint_turn(page, &turn);
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
    .state_size = sizeof(struct attract),
    .load = load,
    .paint = paint,
    .act = act,
    .bare = true,
};
