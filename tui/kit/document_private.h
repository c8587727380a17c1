// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Private to document*.c: blocks as they were added, how they flow into lines, and what that leaves to moving and painting.
#ifndef KOMPASS_TUI_KIT_DOCUMENT_PRIVATE_H
#define KOMPASS_TUI_KIT_DOCUMENT_PRIVATE_H

#include "tui/kit/choice.h"
#include "tui/kit/document.h"

#define NO_LINK SIZE_MAX

// ---- blocks --------------------------------------------------------------------------------------------------------

enum part_kind {
    PART_HEADING,
    PART_PARAGRAPH,
    PART_ITEM,
    PART_FIELD,
    PART_TABLE,
    PART_FIGURE,
    PART_CHIPS,
    PART_DRAWING,
    PART_GAP,
    PART_HEAD,
    PART_HEAD_END,
    PART_LINK,
};

struct document_block {
    struct document_block *next;
    enum part_kind kind;
    enum role role;    // of the text
    const char *label; // of a field; an item's mark, a link's detail, a figure's digits; or NULL
    const char *text;
    const void *parts; // chips, rows of a table, the drawing, the picture of a head
    size_t count;      // of chips and rows
    bool opposite;     // runs against the page
    bool aside;        // stands in the aside
    bool waits;        // stands before the aside where not all is seen
};

// ---- lines ---------------------------------------------------------------------------------------------------------

struct document_piece {
    struct document_piece *next;
    const struct text_line *text;
    int start;
    enum role role;
    bool aside; // is of the aside: not of the link that its line belongs to
};

// One line of the whole document.
struct document_line {
    struct document_piece *pieces; // NULL: blank
    size_t link; // that the line belongs to, or NO_LINK
    size_t block;
    int cells;   // of the block's text before the line, each line with the blank at which it was broken
};

// Where a link stands.
struct document_place {
    int top, bottom; // its lines: the first, and the one behind the last
    struct choice_gutter gutter;
    const struct text_line *number; // or NULL
};

// Where a drawing stands.
struct document_drawn {
    struct document_drawn *next;
    const struct document_drawing *drawing;
    int top, start; // its first line
};

// Makes lines of the blocks, places of the links and of drawings, for document->columns; in the arena.
void document_make_lines(struct document *document, struct arena *arena, const struct view *view);

// ---- flowing -------------------------------------------------------------------------------------------------------

enum {
    LABEL_GAP = 2,
    STACKED_INDENT = 2, // of a text below its label
    TEXT_LEAST = 6,     // columns: with less left, nothing is indented
};

struct flow {
    struct document *document;
    struct arena *arena;
    const struct view *view;
    int capacity;      // of document->lines
    int origin;        // start of the column in which blocks flow,
    int columns;       // and its width, no more than is good to read;
    int wide;          // all that there is, for what is no running text
    int at;            // the next line of the column
    bool parted;       // there are two columns: that of the text,
    bool aside;        // or the aside flows now
    bool labels_beside;
    int label_columns; // of the widest label, or as many as labels may have
    int mark_columns;  // of the widest mark of the items that follow one another
    int head_bottom;   // the line behind the head and its picture: there the columns begin
    size_t links;      // laid out so far
    size_t block;      // being laid out
    int cells;         // of its text laid out so far
    bool gap;          // a blank line is due before the next text
    bool tight;        // only headings have one
    bool opposite;     // the block runs against the page
};

// A line of the block: the next one of the column, blank. Lines move when one is added, so they are known by their places.
int flow_line(struct flow *flow);

// The same behind the block's text.
int flow_blank(struct flow *flow);

// The gap that is due; called before the first line of each block.
void flow_begin(struct flow *flow);

// Lays a text out for as many columns; no line for none.
struct text_layout flow_lay_out(const struct flow *flow, const char *text, int columns);

// Puts a text on a line of the column, `start` columns from the side at which the block begins.
void flow_put(struct flow *flow, int line, int start, const struct text_line *text, enum role role);

// Adds the lines of a text that begins `start` columns from that side; returns the place of the first, or -1.
int flow_text(struct flow *flow, const char *text, int start, int columns, enum role role);

// Places a drawing from a line on, which may not be there yet.
void flow_draw(struct flow *flow, int line, int start, const struct document_drawing *drawing);

// The label of a block, around what stands there: the first adds it above, unless labels stand beside, and returns where the text
// begins; the second puts it beside, from the block's line on, if that is where labels stand.
int flow_label_above(struct flow *flow, const char *label);
void flow_label_beside(struct flow *flow, const char *label, int line);

// The blocks that are more than text.
void flow_chips(struct flow *flow, const struct document_block *block);
void flow_table(struct flow *flow, const struct document_block *block);
bool flow_figure(struct flow *flow, const struct document_block *block); // false: there is no room for it
void flow_drawing(struct flow *flow, const struct document_block *block);

#endif
