// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// How blocks of text flow into lines. The aside flows after all else, into the lines that are there and into more below them, so
// that moving knows one column of lines, whose order is that of the text.
#include "tui/kit/document_private.h"

#include <string.h>

enum {
    BESIDE_LEAST = 60,  // columns of the canvas from which labels stand beside their text
    FIELD_LEAST = 30,   // columns of such a text at least: a day with two spans of hours, an address of mail
    LABEL_COLUMNS_MAX = 22,
    TOUCH_ROWS = 2,     // of a link for fingers
    ASIDE_LEAST = 94,   // columns of the canvas from which the aside stands beside the text: of a screen of 100
    ASIDE_GAP = 3,
    ASIDE_MAX = 60,
    PICTURE_ROWS_LEAST = 16, // of the canvas, from which a head has its picture
    PICTURE_GAP = 2,
    GAP_ROWS_LEAST = 12, // of the canvas, below which a gap that has to be scrolled over costs what is said
};

// ---- lines ---------------------------------------------------------------------------------------------------------

// Lines below the end of the text are as if they were more of its last block, so that places in them are found again.
static void begin_line(struct flow *flow, struct document_line *line)
{
    *line = (struct document_line){.link = NO_LINK, .block = flow->block, .cells = flow->cells};
    if (!flow->aside || flow->document->line_count == 0)
        return;
    line->block = line[-1].block;
    line->cells = line[-1].cells + 1;
}

int flow_line(struct flow *flow)
{
    struct document *document = flow->document;
    if (flow->at == document->line_count) {
        if (document->line_count == flow->capacity) {
            flow->capacity = flow->capacity == 0 ? 64 : flow->capacity * 2;
            struct document_line *lines = arena_allocate(flow->arena, (size_t)flow->capacity, sizeof *lines);
            if (document->line_count > 0)
                memcpy(lines, document->lines, (size_t)document->line_count * sizeof *lines);
            document->lines = lines;
        }
        begin_line(flow, &document->lines[document->line_count]);
        document->line_count++;
    }
    return flow->at++;
}

int flow_blank(struct flow *flow)
{
    int line = flow_line(flow);
    flow->cells++;
    return line;
}

void flow_begin(struct flow *flow)
{
    if (flow->gap && flow->at > 0) {
        int cells = flow->cells;
        flow->cells = -1; // before the text
        flow_line(flow);
        flow->cells = cells;
    }
    flow->gap = false;
}

struct text_layout flow_lay_out(const struct flow *flow, const char *text, int columns)
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

void flow_put(struct flow *flow, int line, int start, const struct text_line *text, enum role role)
{
    struct document_piece *piece = arena_allocate(flow->arena, 1, sizeof *piece);
    start = flow->opposite ? flow->columns - start - text->width : start;
    if (role == ROLE_TEXT && flow->view->layout_size != TEXT_SIZE_NORMAL)
        role = ROLE_STRONG;
    *piece = (struct document_piece){flow->document->lines[line].pieces, text, flow->origin + start, role, flow->aside};
    flow->document->lines[line].pieces = piece;
}

int flow_text(struct flow *flow, const char *text, int start, int columns, enum role role)
{
    struct text_layout layout = flow_lay_out(flow, text, columns);
    if (layout.count == 0)
        return -1;
    flow_begin(flow);
    int first = flow->at;
    for (size_t i = 0; i < layout.count; i++) {
        flow_put(flow, flow_line(flow), start, &layout.lines[i], role);
        flow->cells += layout.lines[i].width + 1; // the blank at which it was broken
    }
    return first;
}

void flow_draw(struct flow *flow, int line, int start, const struct document_drawing *drawing)
{
    struct document_drawn *drawn = arena_allocate(flow->arena, 1, sizeof *drawn);
    *drawn = (struct document_drawn){flow->document->drawn, drawing, line, flow->origin + start};
    flow->document->drawn = drawn;
}

// ---- blocks --------------------------------------------------------------------------------------------------------

static void flow_item(struct flow *flow, const struct document_block *block)
{
    int indent = flow->mark_columns + 1;
    if (block->label == NULL || flow->columns - indent < TEXT_LEAST) {
        flow_text(flow, block->label, 0, flow->columns, ROLE_TEXT);
        flow_text(flow, block->text, 0, flow->columns, block->role);
        return;
    }
    struct text_layout mark = flow_lay_out(flow, block->label, indent);
    int line = flow_text(flow, block->text, indent, flow->columns - indent, block->role);
    if (mark.count > 0)
        flow_put(flow, line, flow->mark_columns - mark.lines[0].width, &mark.lines[0], ROLE_TEXT);
}

int flow_label_above(struct flow *flow, const char *label)
{
    if (flow->labels_beside)
        return flow->label_columns + LABEL_GAP;
    flow_text(flow, label, 0, flow->columns, ROLE_QUIET);
    return flow->columns - STACKED_INDENT < TEXT_LEAST ? 0 : STACKED_INDENT;
}

void flow_label_beside(struct flow *flow, const char *label, int line)
{
    if (!flow->labels_beside)
        return;
    struct text_layout layout = flow_lay_out(flow, label, flow->label_columns);
    while (flow->at - line < (int)layout.count)
        flow_blank(flow);
    for (size_t i = 0; i < layout.count; i++)
        flow_put(flow, line + (int)i, 0, &layout.lines[i], ROLE_QUIET);
}

static void flow_field(struct flow *flow, const struct document_block *block)
{
    int start = flow_label_above(flow, block->label);
    int line = flow_text(flow, block->text, start, flow->columns - start, block->role);
    flow_label_beside(flow, block->label, line);
}

static void flow_link(struct flow *flow, const struct document_block *block)
{
    struct document *document = flow->document;
    size_t index = flow->links++;
    struct document_place *place = &document->links[index];
    struct choice_gutter gutter = choice_gutter(flow->columns, document->link_count);
    int columns = flow->columns - gutter.indent;
    const char *title = block->text == NULL || block->text[0] == '\0' ? " " : block->text;
    *place = (struct document_place){.gutter = gutter};
    place->top = flow_text(flow, title, gutter.indent, columns, block->role);
    if (gutter.indent > 0)
        place->number = choice_number(flow->arena, flow->view, index + 1);
    flow_text(flow, block->label, gutter.indent, columns, ROLE_QUIET);
    while (flow->view->touch && flow->at - place->top < TOUCH_ROWS)
        flow_blank(flow);
    place->bottom = flow->at;
    for (int i = place->top; i < place->bottom; i++)
        document->lines[i].link = index;
}

static int widest_mark(const struct document_block *block)
{
    int widest = 1;
    for (; block != NULL && block->kind == PART_ITEM; block = block->next) {
        int columns = block->label == NULL ? 0 : text_measure(block->label);
        widest = columns > widest ? columns : widest;
    }
    return widest;
}

static void paint_picture(const struct canvas *canvas, const void *content)
{
    pictogram_paint(canvas, content, NULL, PICTOGRAM_SMALL, ROLE_PICTURE);
}

static void begin_head(struct flow *flow, const struct pictogram *picture)
{
    const struct document *document = flow->document;
    if (picture == NULL || document->rows < PICTURE_ROWS_LEAST || document->columns < BESIDE_LEAST ||
        flow->view->layout_size != TEXT_SIZE_NORMAL)
        return;
    struct document_drawing *drawing = arena_allocate(flow->arena, 1, sizeof *drawing);
    *drawing = (struct document_drawing){
        pictogram_rows(PICTOGRAM_SMALL), pictogram_columns(PICTOGRAM_SMALL), paint_picture, picture};
    flow_begin(flow);
    flow_draw(flow, flow->at, 0, drawing);
    flow->head_bottom = flow->at + drawing->rows;
    flow->origin = drawing->columns + PICTURE_GAP;
    flow->columns -= flow->origin;
    flow->wide -= flow->origin;
}

static void end_head(struct flow *flow, int columns)
{
    while (flow->at < flow->head_bottom)
        flow_blank(flow);
    flow->head_bottom = flow->at;
    flow->origin = 0;
    flow->columns = flow->wide = columns;
    flow->gap = !flow->tight;
}

// ---- columns -------------------------------------------------------------------------------------------------------

static bool is_here(const struct flow *flow, const struct document_block *block)
{
    return !flow->parted || block->aside == flow->aside;
}

// The widest word of a label: narrower than that, it would have to be broken.
static int widest_word(struct arena *arena, const char *label)
{
    int widest = 1;
    char *rest = arena_copy_text(arena, label);
    for (char *word = strsep(&rest, " "); word != NULL; word = strsep(&rest, " ")) {
        int columns = text_measure(word);
        widest = columns > widest ? columns : widest;
    }
    return widest;
}

// Labels of the column stand beside their texts where both have room.
static void place_labels(struct flow *flow)
{
    int widest = 1, word = 1;
    for (const struct document_block *block = flow->document->blocks; block != NULL; block = block->next) {
        bool labelled = block->kind == PART_FIELD || block->kind == PART_TABLE || block->kind == PART_FIGURE;
        if (!labelled || block->label == NULL || !is_here(flow, block))
            continue;
        int columns = text_measure(block->label);
        int columns_of_word = widest_word(flow->arena, block->label);
        widest = columns > widest ? columns : widest;
        word = columns_of_word > word ? columns_of_word : word;
    }
    int most = flow->columns - LABEL_GAP - FIELD_LEAST;
    most = most < LABEL_COLUMNS_MAX ? most : LABEL_COLUMNS_MAX;
    flow->label_columns = widest < most ? widest : most;
    flow->labels_beside = flow->document->columns >= BESIDE_LEAST && flow->view->layout_size == TEXT_SIZE_NORMAL && word <= most;
}

static void flow_block(struct flow *flow, const struct document_block *block, bool first_item)
{
    switch (block->kind) {
    case PART_GAP:
        flow->gap = flow->gap || !flow->tight;
        break;
    case PART_HEADING:
        flow->gap = true;
        flow_text(flow, block->text, 0, flow->columns, block->role);
        break;
    case PART_PARAGRAPH:
        flow_text(flow, block->text, 0, flow->columns, block->role);
        break;
    case PART_ITEM:
        if (first_item)
            flow->mark_columns = widest_mark(block);
        flow_item(flow, block);
        break;
    case PART_FIGURE:
        if (!flow_figure(flow, block))
            flow_field(flow, block);
        break;
    case PART_FIELD:
        flow_field(flow, block);
        break;
    case PART_TABLE:
        flow_table(flow, block);
        break;
    case PART_CHIPS:
        flow_chips(flow, block);
        break;
    case PART_DRAWING:
        flow_drawing(flow, block);
        break;
    case PART_LINK:
        flow_link(flow, block);
        break;
    case PART_HEAD: // those of a column are no more than its flow
    case PART_HEAD_END:
        break;
    }
}

// On few rows: what may wait, where it was waiting for.
static void flow_waiting(struct flow *flow)
{
    size_t at = flow->block;
    flow->block = 0;
    flow->gap = true; // or it would go on with what stands above
    for (const struct document_block *block = flow->document->blocks; block != NULL; block = block->next, flow->block++) {
        if (!block->waits)
            continue;
        flow->cells = 0;
        flow->opposite = block->opposite;
        flow_block(flow, block, true);
    }
    flow->block = at;
}

// The blocks of a column of that width. What is before the end of the head is as wide as the whole.
static void flow_column(struct flow *flow, int columns)
{
    bool roomy = flow->view->layout_size != TEXT_SIZE_NORMAL;
    const struct document_block *before = NULL;
    bool waiting = flow->tight && !flow->aside;
    flow->block = 0;
    for (const struct document_block *block = flow->document->blocks; block != NULL; block = block->next, flow->block++) {
        if (waiting && block->aside) {
            flow_waiting(flow);
            waiting = false;
        }
        if (!is_here(flow, block) || (flow->tight && block->waits))
            continue;
        flow->cells = 0;
        flow->opposite = block->opposite;
        flow->gap = flow->gap || roomy;
        if (block->kind == PART_HEAD)
            begin_head(flow, block->parts);
        else if (block->kind == PART_HEAD_END)
            end_head(flow, columns);
        else
            flow_block(flow, block, before == NULL || before->kind != PART_ITEM);
        before = block;
    }
    if (waiting)
        flow_waiting(flow);
}

static bool has_aside(const struct document *document)
{
    const struct document_block *block = document->blocks;
    while (block != NULL && !block->aside)
        block = block->next;
    return block != NULL;
}

static bool has_head(const struct document *document)
{
    return document->blocks != NULL && document->blocks->kind == PART_HEAD;
}

// The text, and the aside if there is one beside it.
static void flow_columns(struct flow *flow, bool parted)
{
    struct document *document = flow->document;
    int usable = choice_columns(document->columns);
    int measure = usable < view_measure(flow->view) ? usable : view_measure(flow->view);
    int half = (usable - ASIDE_GAP + 1) / 2;
    int aside = half < ASIDE_MAX ? half : ASIDE_MAX;
    int text = !parted ? measure : usable - ASIDE_GAP - aside < measure ? usable - ASIDE_GAP - aside : measure;
    document->lines = NULL;
    document->line_count = 0;
    document->drawn = NULL;
    document->text_columns = parted ? text : usable;
    flow->parted = parted;
    flow->columns = flow->wide = text;
    place_labels(flow);
    if (has_head(document)) {
        flow->columns = measure;
        flow->wide = usable;
    }
    flow_column(flow, text);
    if (!parted)
        return;
    flow->aside = flow->gap = true;
    flow->at = flow->head_bottom;
    flow->origin = text + ASIDE_GAP;
    flow->columns = flow->wide = aside;
    place_labels(flow);
    flow_column(flow, aside);
}

void document_make_lines(struct document *document, struct arena *arena, const struct view *view)
{
    bool parted = document->columns >= ASIDE_LEAST && view->layout_size == TEXT_SIZE_NORMAL && has_aside(document);
    document->links = arena_allocate(arena, document->link_count, sizeof *document->links);
    struct flow flow = {.document = document, .arena = arena, .view = view};
    flow_columns(&flow, parted);
    if (document->rows >= GAP_ROWS_LEAST || document->line_count <= document->rows)
        return;
    flow = (struct flow){.document = document, .arena = arena, .view = view, .tight = true};
    flow_columns(&flow, parted);
}
