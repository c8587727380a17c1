// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// A screen is a table of functions; a page is one screen opened with an argument. Pages never block, never ask the time,
// never touch SQL or the terminal: they are loaded, laid out, painted and acted upon, and answer with a request.
#ifndef KOMPASS_TUI_KIT_PAGE_H
#define KOMPASS_TUI_KIT_PAGE_H

#include "core/base/clock.h"
#include "core/edit/clipboard.h"
#include "core/language/message.h"
#include "tui/kit/canvas.h"
#include "tui/kit/program.h"

// What all pages of a program see; owned by the program's main.
struct view {
    const struct program *program;
    void *context;             // the program's own: struct kiosk of the kiosk
    struct messages *messages; // the program's, in the reader's language
    enum text_direction direction;
    struct tick tick;          // sampled once per turn of the loop
    enum theme_id theme;
    enum text_size text_size;  // what the reader chose
    enum text_size layout_size; // that the layout stands in for, with more room, where letters stay as they are
    bool touch;                // the reader touches: everything that can be opened is at least two rows high
    enum key_print key_print;  // what stands on the keys here
    int typed;                 // what has been typed of a number that may go on, 0: nothing; shown by the frame
    struct clipboard *clipboard; // the loop's; NULL: nothing can be cut or copied
    const char *saying;        // shown by the frame until the next key, in the reader's language; NULL: nothing
};

enum { PAGE_ID_BYTES = 40 }; // a UUID in text (RFC 9562) and its NUL, or what else a program calls its things

// What a page is opened with.
struct page_argument {
    char id[PAGE_ID_BYTES]; // of the thing that it is about, or ""
};

// What a page gives back to the one below it, which opened it.
struct page_result {
    int answer;                    // as the two agree; 0: nothing was decided, the reader only went back
    struct page_argument argument; // what was chosen, if anything
};

struct page {
    const struct screen *screen;
    struct view *view;
    struct page_argument argument;
    void *state;          // screen->state_size bytes, zeroed once when the page is opened
    struct arena data;    // what load() read; emptied before each load
    struct arena lines;   // what layout() made; emptied before each layout, and while another page covers this one
    int rows, columns;    // of the canvas that layout() was made for
};

enum request_kind {
    REQUEST_NONE,     // nothing happened
    REQUEST_PAINT,    // paint again
    REQUEST_LAYOUT,   // lay out and paint again
    REQUEST_LOAD,     // load, lay out and paint again
    REQUEST_OPEN,     // put `screen` with `argument` on top
    REQUEST_BACK,     // close this page, which gives back `result`
    REQUEST_ACTION,   // as if the reader had asked for `action` of the program's
    REQUEST_LANGUAGE, // the reader chose `language`
};

struct request {
    enum request_kind kind;
    const struct screen *screen;
    struct page_argument argument;
    struct page_result result;
    int action;
    const struct language *language;
};

struct screen {
    const char *name;         // for the log and tests
    int context;              // place in the program's table
    size_t state_size;
    // The page's title for the bar and the path; in page->data or static. Called after load().
    const char *(*title)(struct page *page);
    // Optional: what the path calls it, where that is not its title; as short-lived.
    const char *(*crumb)(struct page *page);
    // Optional: reads what the page shows, in the reader's language: on opening, on a change of language or catalog. Keeps the state.
    void (*load)(struct page *page);
    // Optional: arranges it for page->rows x page->columns: on opening, on a change of size.
    void (*layout)(struct page *page);
    void (*paint)(struct page *page, const struct canvas *canvas);
    struct request (*act)(struct page *page, const struct input *input);
    // Optional: a new minute has begun; answers what is to be done.
    struct request (*update)(struct page *page);
    // Optional: whether the page may be closed, asked when it is on top. False where something of the reader's would be lost:
    // *request then says what is done instead, such as opening a question, which has the page close itself when it is
    // answered. It is not asked when a visit ends: nobody is there to answer, and nobody's words may stay.
    bool (*may_close)(struct page *page, struct request *request);
    // Optional: the page above was closed with an answer.
    struct request (*returned)(struct page *page, const struct page_result *result);
    // Optional: wipes what the visitor typed. The state's memory itself is overwritten by the stack.
    void (*close)(struct page *page);
    // Optional: stands on the quiet row instead of the program's note, such as how old what the page shows is; NULL: nothing.
    const char *(*note)(struct page *page);
    bool wide; // takes what other pages leave: the row above it, the quiet one below it, all but a column beside it
    bool tall; // takes all rows but those of the keys, all but a column beside it: without bar and path it says itself what it is
    bool bare; // painted over the whole screen without frame, path or footer
};

// Columns of text at most: longer lines are hard to follow. Where room stands in for larger letters they are a little
// shorter, but never leave half of a screen of 120 columns empty.
static inline int view_measure(const struct view *view)
{
    static const int measures[TEXT_SIZE_COUNT] = {78, 72, 66};
    return measures[view->layout_size];
}

// What the kit says, in the program's words.
static inline const char *view_text(const struct view *view, enum kit_text text)
{
    return message_text(view->messages, view->program->texts[text]);
}

// What widgets for work say, and with a number in it; in the arena or borrowed from the messages.
static inline const char *view_work_text(const struct view *view, enum work_text text)
{
    return message_text(view->messages, view->program->work_texts[text]);
}

static inline const char *view_work_count(const struct view *view, struct arena *arena, enum work_text text, size_t number)
{
    return message_count(view->messages, arena, view->program->work_texts[text], (long)number, NULL);
}

// The paragraph options for this view at a width.
static inline struct text_options view_text_options(const struct view *view, int width)
{
    return (struct text_options){.direction = view->direction, .width = width < 1 ? 1 : width, .find_fields = true};
}

#endif
