// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// A screen is a table of functions; a page is one screen opened with an argument. Pages never block, never ask the time,
// never touch SQL or the terminal: they are loaded, laid out, painted and acted upon, and answer with a request.
#ifndef KOMPASS_TUI_KIT_PAGE_H
#define KOMPASS_TUI_KIT_PAGE_H

#include "core/base/clock.h"
#include "core/catalog/catalog.h"
#include "core/language/message.h"
#include "tui/kit/action.h"
#include "tui/kit/canvas.h"

struct screen;

// What all pages of a program see; owned by the program's main.
struct view {
    void *program;             // the program's own context: struct kiosk of the kiosk
    struct messages *messages; // of the reader's language
    enum text_direction direction;
    struct tick tick;          // sampled once per turn of the loop
    enum theme_id theme;
    enum text_size text_size;  // what the reader chose
    enum text_size room;       // the size that the layout stands in for, with room, where letters stay as they are
    bool touch;                // the reader touches: everything that can be opened is at least two rows high
    enum key_print key_print;  // what stands on the keys here
    const char *brand;         // the program's name and place, for the bar
    const char *as_of;         // how old the content is, in the reader's language; may be NULL
    bool outdated;             // so old that the reader must be told
    int typed;                 // what has been typed of a number that may go on, 0: nothing; shown by the frame
    const char *saying;        // shown by the frame until the next key, in the reader's language; NULL: nothing
};

// What a page is opened with.
struct page_argument {
    char id[CATALOG_ID_BYTES]; // a thing's UUID, or ""
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
    REQUEST_BACK,     // close this page
    REQUEST_ACTION,   // as if the reader had asked for `action` (home, search ...)
    REQUEST_LANGUAGE, // the reader chose `language`
};

struct request {
    enum request_kind kind;
    const struct screen *screen;
    struct page_argument argument;
    enum action action;
    const struct language *language;
};

struct screen {
    const char *name;         // for the log and tests
    enum key_context context;
    size_t state_size;
    // The page's title for the bar and the path; in page->data or static. Called after load().
    const char *(*title)(struct page *page);
    // Reads what the page shows, in the reader's language: on opening, on a change of language or catalog. Keeps the state.
    void (*load)(struct page *page);
    // Arranges it for page->rows x page->columns: on opening, on a change of size.
    void (*layout)(struct page *page);
    void (*paint)(struct page *page, const struct canvas *canvas);
    struct request (*act)(struct page *page, const struct input *input);
    // Optional: a new minute has begun; answers what is to be done.
    struct request (*update)(struct page *page);
    // Optional: wipes what the visitor typed. The state's memory itself is overwritten by the stack.
    void (*close)(struct page *page);
    // Optional: how old what the page shows is, in the reader's words; NULL or without it, as old as all the content.
    const char *(*as_of)(struct page *page);
    bool bare; // painted over the whole screen without frame, path or footer
};

// Columns of text at most: longer lines are hard to follow. Where room stands in for larger letters they are a little
// shorter, but never leave half of a screen of 120 columns empty.
static inline int view_measure(const struct view *view)
{
    static const int measures[TEXT_SIZE_COUNT] = {78, 72, 66};
    return measures[view->room];
}

// The paragraph options for this view at a width.
static inline struct text_options view_text_options(const struct view *view, int width)
{
    return (struct text_options){.direction = view->direction, .width = width < 1 ? 1 : width, .find_fields = true};
}

#endif
