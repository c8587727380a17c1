// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Blocks are kept as they were added and flow into lines at once: how wide marks and labels are is known only when all of
// them are there.
#include "tui/kit/document_private.h"

#include <string.h>

enum {
    BESIDE_LEAST = 60,  // columns of the canvas from which labels stand beside their text
    LABEL_COLUMNS_MAX = 22,
    LABEL_GAP = 2,
    STACKED_INDENT = 2, // of a text below its label
    TEXT_LEAST = 6,     // columns: with less left, nothing is indented
    TOUCH_ROWS = 2,     // of a link for fingers
};

enum part_kind { PART_HEADING, PART_PARAGRAPH, PART_ITEM, PART_FIELD, PART_GAP, PART_LINK };

struct document_block {
    struct document_block *next;
    enum part_kind kind;
    enum role role;    // of the text
    const char *aside; // an item's mark, a field's label, a link's detail; or NULL
    const char *text;
    bool opposite;     // runs against the page
};

void document_begin(struct document *document)
{
    if (document->focus >= document->link_count)
        document->focus = NO_LINK;
    document->blocks = document->last = NULL;
    document->opposite = false;
    document->link_count = 0;
    document->lines = NULL;
    document->line_count = 0;
}

static void add_block(struct document *document, struct arena *arena, enum part_kind kind, enum role role,
                      const char *aside, const char *text)
{
    bool needs_text = kind != PART_GAP && kind != PART_LINK;
    if (needs_text && (text == NULL || text[0] == '\0'))
        return;
    struct document_block *block = arena_allocate(arena, 1, sizeof *block);
    *block = (struct document_block){.kind = kind, .role = role, .aside = aside, .text = text};
    block->opposite = document->opposite && kind != PART_FIELD && kind != PART_LINK;
    if (document->last == NULL)
        document->blocks = block;
    else
        document->last->next = block;
    document->last = block;
}

void document_heading(struct document *document, struct arena *arena, const char *text)
{
    add_block(document, arena, PART_HEADING, ROLE_HEADING, NULL, text);
}

void document_paragraph(struct document *document, struct arena *arena, enum role role, const char *text)
{
    add_block(document, arena, PART_PARAGRAPH, role, NULL, text);
}

void document_item(struct document *document, struct arena *arena, const char *mark, const char *text)
{
    add_block(document, arena, PART_ITEM, ROLE_TEXT, mark, text);
}

void document_field(struct document *document, struct arena *arena, const char *label, enum role role, const char *text)
{
    add_block(document, arena, PART_FIELD, role, label, text);
}

void document_gap(struct document *document, struct arena *arena)
{
    add_block(document, arena, PART_GAP, ROLE_TEXT, NULL, NULL);
}

void document_link(struct document *document, struct arena *arena, const char *title, const char *detail)
{
    add_block(document, arena, PART_LINK, ROLE_LINK, detail, title);
    document->link_count++;
}

// ---- laying out ----------------------------------------------------------------------------------------------------

struct flow {
    struct document *document;
    struct arena *arena;
    const struct view *view;
    int capacity;      // of document->lines
    int columns;       // of text: without the column of the scroll marks, and no more than is good to read
    bool labels_beside;
    int label_columns; // of the widest label, at most LABEL_COLUMNS_MAX
    int mark_columns;  // of the widest mark of the items that follow one another
    size_t links;      // laid out so far
    size_t block;      // being laid out
    int cells;         // of its text laid out so far
    bool gap;          // a blank line is due before the next text
    bool opposite;     // the block runs against the page
};

static struct document_line *add_line(struct flow *flow)
{
    struct document *document = flow->document;
    if (document->line_count == flow->capacity) {
        flow->capacity = flow->capacity == 0 ? 64 : flow->capacity * 2;
        struct document_line *lines = arena_allocate(flow->arena, (size_t)flow->capacity, sizeof *lines);
        if (document->line_count > 0)
            memcpy(lines, document->lines, (size_t)document->line_count * sizeof *lines);
        document->lines = lines;
    }
    struct document_line *line = &document->lines[document->line_count++];
    line->link = NO_LINK;
    line->block = flow->block;
    line->cells = flow->cells;
    return line;
}

// A line of the block behind its text.
static void add_blank(struct flow *flow)
{
    add_line(flow);
    flow->cells++;
}

static struct text_layout lay_out_text(const struct flow *flow, const char *text, int columns)
{
    struct text_layout layout = {0};
    if (text == NULL || text[0] == '\0')
        return layout;
    struct text_options options = view_text_options(flow->view, columns);
    if (flow->opposite)
        options.direction = options.direction == TEXT_LEFT_TO_RIGHT ? TEXT_RIGHT_TO_LEFT : TEXT_LEFT_TO_RIGHT;
    text_lay_out(flow->arena, text, &options, &layout);
    return layout;
}

// Where something begins that is `start` columns from the side at which the block begins.
static int place(const struct flow *flow, int start, const struct text_line *line)
{
    return flow->opposite ? flow->columns - start - line->width : start;
}

// Adds the lines of a text that begins `start` columns from the start edge; returns the first of them, or NULL.
static struct document_line *add_text(struct flow *flow, const char *text, int start, int columns, enum role role)
{
    struct text_layout layout = lay_out_text(flow, text, columns);
    if (layout.count == 0)
        return NULL;
    if (flow->gap && flow->document->line_count > 0)
        add_line(flow)->cells = -1; // before the text
    flow->gap = false;
    int first = flow->document->line_count;
    if (role == ROLE_TEXT && flow->view->layout_size != TEXT_SIZE_NORMAL)
        role = ROLE_STRONG;
    for (size_t i = 0; i < layout.count; i++) {
        struct document_line *line = add_line(flow);
        line->text = &layout.lines[i];
        line->start = place(flow, start, line->text);
        line->role = role;
        flow->cells += layout.lines[i].width + 1; // the blank at which it was broken
    }
    return &flow->document->lines[first];
}

static void flow_item(struct flow *flow, const struct document_block *block)
{
    int indent = flow->mark_columns + 1;
    if (block->aside == NULL || flow->columns - indent < TEXT_LEAST) {
        add_text(flow, block->aside, 0, flow->columns, ROLE_TEXT);
        add_text(flow, block->text, 0, flow->columns, block->role);
        return;
    }
    struct text_layout mark = lay_out_text(flow, block->aside, indent);
    struct document_line *line = add_text(flow, block->text, indent, flow->columns - indent, block->role);
    if (mark.count > 0) {
        line->aside = &mark.lines[0];
        line->aside_start = place(flow, flow->mark_columns - mark.lines[0].width, line->aside);
        line->aside_role = ROLE_TEXT;
    }
}

static void flow_field_stacked(struct flow *flow, const struct document_block *block)
{
    int indent = flow->columns - STACKED_INDENT < TEXT_LEAST ? 0 : STACKED_INDENT;
    add_text(flow, block->aside, 0, flow->columns, ROLE_QUIET);
    add_text(flow, block->text, indent, flow->columns - indent, block->role);
}

static void flow_field_beside(struct flow *flow, const struct document_block *block)
{
    int start = flow->label_columns + LABEL_GAP;
    struct text_layout label = lay_out_text(flow, block->aside, flow->label_columns);
    struct document_line *line = add_text(flow, block->text, start, flow->columns - start, block->role);
    ptrdiff_t first = line - flow->document->lines;
    while (flow->document->line_count - first < (ptrdiff_t)label.count)
        add_blank(flow);
    for (size_t i = 0; i < label.count; i++) {
        line = &flow->document->lines[(size_t)first + i];
        line->aside = &label.lines[i];
        line->aside_role = ROLE_QUIET;
    }
}

static void flow_link(struct flow *flow, const struct document_block *block)
{
    struct document *document = flow->document;
    size_t index = flow->links++;
    struct choice_gutter gutter = choice_gutter(flow->columns, document->link_count);
    int columns = flow->columns - gutter.indent;
    const char *title = block->text == NULL || block->text[0] == '\0' ? " " : block->text;
    struct document_line *line = add_text(flow, title, gutter.indent, columns, block->role);
    int top = (int)(line - document->lines);
    if (gutter.indent > 0)
        line->aside = choice_number(flow->arena, flow->view, index + 1);
    add_text(flow, block->aside, gutter.indent, columns, ROLE_QUIET);
    while (flow->view->touch && document->line_count - top < TOUCH_ROWS)
        add_blank(flow);
    for (int i = top; i < document->line_count; i++)
        document->lines[i].link = index;
    document->links[index] = (struct document_place){.top = top, .bottom = document->line_count, .gutter = gutter};
}

static int widest_mark(const struct document_block *block)
{
    int widest = 1;
    for (; block != NULL && block->kind == PART_ITEM; block = block->next) {
        int columns = block->aside == NULL ? 0 : text_measure(block->aside);
        widest = columns > widest ? columns : widest;
    }
    return widest;
}

static int widest_label(const struct document_block *block)
{
    int widest = 1;
    for (; block != NULL; block = block->next) {
        int columns = block->kind != PART_FIELD || block->aside == NULL ? 0 : text_measure(block->aside);
        widest = columns > widest ? columns : widest;
    }
    return widest < LABEL_COLUMNS_MAX ? widest : LABEL_COLUMNS_MAX;
}

static void flow_blocks(struct flow *flow)
{
    bool roomy = flow->view->layout_size != TEXT_SIZE_NORMAL;
    enum part_kind before = PART_GAP;
    for (const struct document_block *block = flow->document->blocks; block != NULL; block = block->next) {
        flow->cells = 0;
        flow->opposite = block->opposite;
        flow->gap = flow->gap || roomy;
        switch (block->kind) {
        case PART_GAP:
            flow->gap = true;
            break;
        case PART_HEADING:
            flow->gap = true;
            add_text(flow, block->text, 0, flow->columns, block->role);
            break;
        case PART_PARAGRAPH:
            add_text(flow, block->text, 0, flow->columns, block->role);
            break;
        case PART_ITEM:
            if (before != PART_ITEM)
                flow->mark_columns = widest_mark(block);
            flow_item(flow, block);
            break;
        case PART_FIELD:
            if (flow->labels_beside)
                flow_field_beside(flow, block);
            else
                flow_field_stacked(flow, block);
            break;
        case PART_LINK:
            flow_link(flow, block);
            break;
        }
        before = block->kind;
        flow->block++;
    }
}

void document_make_lines(struct document *document, struct arena *arena, const struct view *view)
{
    int usable = choice_columns(document->columns);
    document->lines = NULL;
    document->line_count = 0;
    document->links = arena_allocate(arena, document->link_count, sizeof *document->links);
    struct flow flow = {
        .document = document,
        .arena = arena,
        .view = view,
        .columns = usable < view_measure(view) ? usable : view_measure(view),
        .labels_beside = document->columns >= BESIDE_LEAST && view->layout_size == TEXT_SIZE_NORMAL,
        .label_columns = widest_label(document->blocks),
    };
    flow_blocks(&flow);
}
