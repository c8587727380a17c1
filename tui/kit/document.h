// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// A text to read with links to follow: headings, paragraphs, items, labelled fields, notices.
#ifndef KOMPASS_TUI_KIT_DOCUMENT_H
#define KOMPASS_TUI_KIT_DOCUMENT_H

#include "tui/kit/page.h"

struct document_block; // in the page's data
struct document_line;  // in the page's lines
struct document_place; // in the page's lines

// Zero-initialised is empty and at its beginning.
struct document {
    struct document_block *blocks, *last;
    bool opposite;       // texts added from now on run against the page, in a language that does
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
    struct document_place *links;
};

// Begins anew; keeps focus and scroll, for the same text in another language.
void document_begin(struct document *document);

// Texts of another direction (document->opposite) are wrapped and ordered in their own, and begin at their own side of the
// page; fields and links stay where the others are.
//
// Adding blocks, in order. The texts are borrowed; the blocks live in the arena (the page's data). A block without text
// (NULL or "") adds nothing, but a link always counts. Gaps never add up, and none is at the beginning or the end.
void document_heading(struct document *document, struct arena *arena, const char *text);
void document_paragraph(struct document *document, struct arena *arena, enum role role, const char *text);
void document_item(struct document *document, struct arena *arena, const char *mark, const char *text); // "•", "1."
void document_field(struct document *document, struct arena *arena, const char *label, enum role role, const char *text);
void document_gap(struct document *document, struct arena *arena);
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
