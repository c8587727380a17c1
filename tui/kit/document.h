// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// A text to read with links to follow: headings, paragraphs, items, labelled fields, notices; a head with a picture, and an aside
// of facts that stands beside the text where there is room.
#ifndef KOMPASS_TUI_KIT_DOCUMENT_H
#define KOMPASS_TUI_KIT_DOCUMENT_H

#include "tui/kit/chip.h"
#include "tui/kit/pictogram.h"

struct document_block; // in the page's data
struct document_line;  // in the page's lines
struct document_place; // in the page's lines
struct document_drawn; // in the page's lines

// Something painted that is no text.
struct document_drawing {
    int rows, columns;
    void (*paint)(const struct canvas *canvas, const void *content); // on a canvas of that size, of which a part may be seen
    const void *content;
};

// A row of a table: its name, and its cells beside it, which stand below those of the other rows.
struct document_row {
    const char *name;
    const char *brief;        // where the names leave the cells too little room
    const char *const *cells; // at least one
    size_t cell_count;
    bool marked;              // as that of today: by a sign, and bold
};

// Zero-initialised is empty and at its beginning.
struct document {
    struct document_block *blocks, *last;
    bool opposite;       // texts added from now on run against the page, in a language that does
    bool aside;          // what is added from now on is of the aside,
    bool waits;          // or may wait
    size_t link_count;
    size_t focus;        // focused link; link_count when none is on the screen
    int scroll;          // first line shown
    struct {
        size_t block;    // that this line belongs to,
        int cells;       // and the cells of the block's text before it
    } place;             // where the reader moved to: what is kept when lines are broken elsewhere
    struct view *view;   // that it was laid out for: what is typed of a number is there
    int rows, columns;   // what it was laid out for
    struct document_line *lines;
    int line_count;
    int text_columns;    // that links may take: all, or those before the aside
    struct document_drawn *drawn;
    struct document_place *links;
};

// Begins anew; keeps focus and scroll, for the same text in another language.
void document_begin(struct document *document);

// Texts of another direction (document->opposite) are wrapped and ordered in their own, and begin at their own side of the
// page; fields and links stay where the others are.
//
// What is added with document->aside set stands in a second column at the end side, which begins below the head and scrolls with the
// text; on screens below about 100 columns, and in larger letters, all stands in the one column in its order. Links never stand
// in the aside.
//
// Adding blocks, in order. The texts are borrowed; the blocks live in the arena (the page's data). A block without text
// (NULL or "") adds nothing, but a link always counts. Gaps never add up, and none is at the beginning or the end;
// what does not fit on a screen of few rows has none but above headings.
void document_heading(struct document *document, struct arena *arena, const char *text);
void document_paragraph(struct document *document, struct arena *arena, enum role role, const char *text);
void document_item(struct document *document, struct arena *arena, const char *mark, const char *text); // "•", "1."
void document_field(struct document *document, struct arena *arena, const char *label, enum role role, const char *text);
void document_gap(struct document *document, struct arena *arena);
void document_chips(struct document *document, struct arena *arena, const struct chip *chips, size_t count);

// What is added with document->waits set stands before the aside on screens of few rows that do not hold all, so that what comes
// after it is seen first; no links.
//
// A head: what is added up to its end stands beside the picture (NULL: none). The picture is left out where there are few rows or
// columns, and in larger letters. One at most, at the beginning.
void document_head(struct document *document, struct arena *arena, const struct pictogram *picture);
void document_head_end(struct document *document, struct arena *arena);

// A field that is a table. `rows` and all in them are borrowed. Cells that have no room in their line stand below.
void document_table(struct document *document, struct arena *arena, const char *label, const struct document_row *rows, size_t count);

// A field that stands in large digits (block.h) where the screen is high and they fit, else as its text.
void document_figure(struct document *document, struct arena *arena, const char *label, const char *digits, const char *text);

// A drawing, which is borrowed; left out where the screen or its column is too small for the whole of it.
void document_drawing(struct document *document, struct arena *arena, const struct document_drawing *drawing);

// A thing that can be opened; links are numbered from 0 in the order added, shown with 1.
void document_link(struct document *document, struct arena *arena, const char *title, const char *detail);

// What the reader has at the top stays at the top, however the lines are broken now.
// Labels stand beside their text where there is room, above it where there is not. Texts are never wider than is good
// to read. Keeps the focused link on the screen; when there is none, the first one on the screen gets the focus.
void document_lay_out(struct document *document, struct arena *arena, struct view *view, int rows, int columns);

enum document_result { DOCUMENT_IGNORED, DOCUMENT_MOVED, DOCUMENT_OPENED }; // opened: document->focus is the link

// Down goes to the next link if it is on the screen or just below, else scrolls by a line; so every line can be read
// and every link reached with two keys. A focused link that leaves the screen gives the focus to the next that is there.
// Numbers choose links as in a list, touch opens them, page keys and a touch on the scroll marks scroll. Opening where no
// link is on the screen reads on by a page.
enum document_result document_act(struct document *document, const struct input *input);

// Also paints a scroll mark at the end edge when there is more above or below.
void document_paint(const struct document *document, const struct canvas *canvas);

// For screens whose page is nothing but a document, with which its state begins, and that opens nothing.
void document_page_layout(struct page *page);
void document_page_paint(struct page *page, const struct canvas *canvas);
struct request document_page_act(struct page *page, const struct input *input);

#endif
