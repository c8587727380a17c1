// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Laying out turns the blocks into lines once; moving and painting know only lines and the links that stand in them.
//
// After each movement holds: when a link is on the screen, one of those on the screen has the focus.
#include "tui/kit/document.h"

#include "tui/kit/choice.h"

#include <string.h>

enum {
    BESIDE_LEAST = 60,  // columns of the canvas from which labels stand beside their text
    LABEL_COLUMNS_MAX = 22,
    LABEL_GAP = 2,
    STACKED_INDENT = 2, // of a text below its label
    TEXT_LEAST = 6,     // columns: with less left, nothing is indented
    TOUCH_ROWS = 2,     // of a link for fingers
};

#define NO_LINK SIZE_MAX

enum part_kind { PART_HEADING, PART_PARAGRAPH, PART_ITEM, PART_FIELD, PART_GAP, PART_LINK };

struct document_block {
    struct document_block *next;
    enum part_kind kind;
    enum role role;    // of the text
    const char *aside; // an item's mark, a field's label, a link's detail; or NULL
    const char *text;
    bool opposite;     // runs against the page
};

// One line of the whole document: a text, and something before it. NULL where there is nothing.
struct document_line {
    const struct text_line *text, *aside;
    int start, aside_start;
    enum role role, aside_role;
    size_t link; // that the line belongs to, or NO_LINK
    size_t block;
    int cells;   // of the block's text before the line, each line with the blank at which it was broken
};

struct document_place {
    int top, bottom; // its lines: the first, and the one behind the last
    struct choice_gutter gutter;
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

// ---- moving --------------------------------------------------------------------------------------------------------

static bool has_focus(const struct document *document)
{
    return document->focus < document->link_count;
}

static int most_scroll(const struct document *document)
{
    return document->line_count > document->rows ? document->line_count - document->rows : 0;
}

static void scroll_to(struct document *document, int line)
{
    int most = most_scroll(document);
    document->scroll = line > most ? most : line < 0 ? 0 : line;
}

// On the screen: the whole of it, or a part of one that is higher than the screen.
static bool is_shown(const struct document *document, size_t link)
{
    int top = document->links[link].top - document->scroll;
    int bottom = document->links[link].bottom - document->scroll;
    if (bottom - top > document->rows)
        return top < document->rows && bottom > 0;
    return top >= 0 && bottom <= document->rows;
}

static size_t first_shown(const struct document *document)
{
    for (size_t link = 0; link < document->link_count; link++)
        if (is_shown(document, link))
            return link;
    return document->link_count;
}

static size_t last_shown(const struct document *document)
{
    for (size_t link = document->link_count; link > 0; link--)
        if (is_shown(document, link - 1))
            return link - 1;
    return document->link_count;
}

// Scrolls as little as possible until the link is on the screen; of one that is higher than the screen, its beginning.
static void reveal(struct document *document, size_t link)
{
    const struct document_place *place = &document->links[link];
    if (document->scroll < place->bottom - document->rows)
        document->scroll = place->bottom - document->rows;
    if (document->scroll > place->top)
        document->scroll = place->top;
    scroll_to(document, document->scroll);
}

// Gives the focus to a link on the screen, if it has left it: the first when moving down, the last when moving up.
static void settle_focus(struct document *document, bool down)
{
    if (!has_focus(document) || !is_shown(document, document->focus))
        document->focus = down ? first_shown(document) : last_shown(document);
}

// The next link may be just below the screen but no further, so that nothing between is passed over unseen. The rest of
// a link that is higher than the screen is read first.
static void move_down(struct document *document)
{
    int end = document->scroll + document->rows;
    size_t next = 0;
    if (has_focus(document)) {
        next = document->links[document->focus].bottom > end ? document->link_count : document->focus + 1;
    } else {
        while (next < document->link_count && document->links[next].top < document->scroll)
            next++;
    }
    if (next < document->link_count && document->links[next].top <= end) {
        document->focus = next;
        reveal(document, next);
        return;
    }
    scroll_to(document, document->scroll + 1);
    settle_focus(document, true);
}

static void move_up(struct document *document)
{
    int end = document->scroll + document->rows;
    size_t count = document->link_count; // links before the one in question
    if (has_focus(document)) {
        count = document->links[document->focus].top < document->scroll ? 0 : document->focus;
    } else {
        while (count > 0 && document->links[count - 1].bottom > end)
            count--;
    }
    if (count > 0 && document->links[count - 1].bottom >= document->scroll) {
        const struct document_place *link = &document->links[count - 1];
        document->focus = count - 1;
        int least = link->bottom - document->rows; // with its end at the screen's end
        int wanted = link->top > least ? link->top : least;
        if (document->scroll > wanted)
            scroll_to(document, wanted);
        return;
    }
    scroll_to(document, document->scroll - 1);
    settle_focus(document, false);
}

// Pages share a line, by which the reader finds the place again.
static void move_page(struct document *document, int pages)
{
    int lines = document->rows > 1 ? document->rows - 1 : 1;
    int before = document->scroll;
    scroll_to(document, document->scroll + pages * lines);
    if (document->scroll == before)
        document->focus = pages > 0 ? last_shown(document) : first_shown(document);
    else
        settle_focus(document, pages > 0);
}

static void move_to_edge(struct document *document, bool last)
{
    scroll_to(document, last ? document->line_count : 0);
    document->focus = last ? last_shown(document) : first_shown(document);
}

static bool is_more_above(const struct document *document)
{
    return document->scroll > 0;
}

static bool is_more_below(const struct document *document)
{
    return document->scroll < most_scroll(document);
}

static enum document_result type_digit(struct document *document, int digit)
{
    size_t link = document->focus;
    const struct choice_numbers numbers = {.count = document->link_count};
    enum choice_result result = choice_type(&document->view->typed, &link, &numbers, digit);
    if (result == CHOICE_IGNORED)
        return DOCUMENT_IGNORED;
    document->focus = link;
    reveal(document, link);
    return result == CHOICE_OPENED ? DOCUMENT_OPENED : DOCUMENT_MOVED;
}

// Gives the focus to the link touched; false when there is none.
static bool touch_link(struct document *document, const struct input *input)
{
    int line = input->row + document->scroll;
    if (input->row < 0 || input->row >= document->rows || line >= document->line_count)
        return false;
    if (document->lines[line].link == NO_LINK || input->start < 0 || input->start >= choice_columns(document->columns))
        return false;
    document->focus = document->lines[line].link;
    reveal(document, document->focus);
    return true;
}

static enum document_result act(struct document *document, const struct input *input)
{
    int scroll = document->scroll;
    size_t focus = document->focus;
    if (input->action == ACTION_NUMBER)
        return type_digit(document, input->number);
    int action = input->action;
    if (input->wheel) {
        bool down = action == ACTION_DOWN;
        scroll_to(document, document->scroll + (down ? input->rows : -input->rows));
        settle_focus(document, down);
        return document->scroll != scroll ? DOCUMENT_MOVED : DOCUMENT_IGNORED;
    }
    if (action == ACTION_POINT) {
        action = choice_scroll_at(document->rows, document->columns, is_more_above(document), is_more_below(document),
                                  input);
        if (action == ACTION_NONE)
            return touch_link(document, input) ? DOCUMENT_OPENED : DOCUMENT_IGNORED;
    }
    switch (action) {
    case ACTION_UP:
        move_up(document);
        break;
    case ACTION_DOWN:
        move_down(document);
        break;
    case ACTION_PAGE_UP:
        move_page(document, -1);
        break;
    case ACTION_PAGE_DOWN:
        move_page(document, 1);
        break;
    case ACTION_FIRST:
        move_to_edge(document, false);
        break;
    case ACTION_LAST:
        move_to_edge(document, true);
        break;
    case ACTION_OPEN:
        if (has_focus(document))
            return DOCUMENT_OPENED;
        move_page(document, 1); // nothing to open is in sight: who presses it wants to go on
        break;
    default:
        return DOCUMENT_IGNORED;
    }
    return document->scroll != scroll || document->focus != focus ? DOCUMENT_MOVED : DOCUMENT_IGNORED;
}

enum document_result document_act(struct document *document, const struct input *input)
{
    int scroll = document->scroll;
    enum document_result result = act(document, input);
    if (document->scroll != scroll) {
        const struct document_line *line = &document->lines[document->scroll];
        document->place.block = line->block;
        document->place.cells = line->cells;
    }
    return result;
}

// The last line that begins no further than the place.
static int line_of_place(const struct document *document)
{
    int found = 0;
    for (int i = 0; i < document->line_count; i++) {
        const struct document_line *line = &document->lines[i];
        if (line->block > document->place.block ||
            (line->block == document->place.block && line->cells > document->place.cells))
            break;
        found = i;
    }
    return found;
}

void document_lay_out(struct document *document, struct arena *arena, struct view *view, int rows, int columns)
{
    document->rows = rows > 1 ? rows : 1;
    document->columns = columns > 1 ? columns : 1;
    document->lines = NULL;
    document->line_count = 0;
    document->links = arena_allocate(arena, document->link_count, sizeof *document->links);
    int usable = choice_columns(document->columns);
    struct flow flow = {
        .document = document,
        .arena = arena,
        .view = view,
        .columns = usable < view_measure(view) ? usable : view_measure(view),
        .labels_beside = document->columns >= BESIDE_LEAST && view->layout_size == TEXT_SIZE_NORMAL,
        .label_columns = widest_label(document->blocks),
    };
    flow_blocks(&flow);
    document->view = view;
    if (!choice_goes_on(&(struct choice_numbers){.count = document->link_count}, view->typed))
        view->typed = 0;
    // Nobody has moved yet: the text is read from its top, wherever its first link is.
    bool at_beginning = document->scroll == 0 && document->focus == 0;
    scroll_to(document, line_of_place(document));
    if (has_focus(document) && !at_beginning)
        reveal(document, document->focus);
    settle_focus(document, true);
}

// ---- painting ------------------------------------------------------------------------------------------------------

static void paint_line(const struct document *document, const struct canvas *canvas, int row)
{
    const struct document_line *line = &document->lines[document->scroll + row];
    bool focused = line->link != NO_LINK && line->link == document->focus;
    enum role role = line->role;
    if (focused) {
        canvas_fill(canvas, row, 0, choice_columns(canvas->columns), ROLE_FOCUS);
        role = role == ROLE_QUIET ? ROLE_FOCUS_QUIET : ROLE_FOCUS;
    }
    if (line->text != NULL)
        canvas_line(canvas, row, line->start, line->text, role);
    if (line->link == NO_LINK && line->aside != NULL)
        canvas_line(canvas, row, line->aside_start, line->aside, line->aside_role);
    if (line->link == NO_LINK)
        return;
    const struct document_place *link = &document->links[line->link];
    if (document->scroll + row == link->top)
        choice_paint_gutter(canvas, row, 0, &link->gutter, line->aside, focused ? ROLE_FOCUS : ROLE_NUMBER);
}

void document_paint(const struct document *document, const struct canvas *canvas)
{
    for (int row = 0; row < document->rows && document->scroll + row < document->line_count; row++)
        paint_line(document, canvas, row);
    // On no letter, which it would cover: before the title of the link, or in the column of the scroll marks.
    int cursor_row = 0;
    int cursor_start = canvas->columns - 1;
    if (has_focus(document)) {
        const struct document_place *link = &document->links[document->focus];
        cursor_row = link->top > document->scroll ? link->top - document->scroll : 0;
        cursor_start = link->gutter.indent - 1;
    }
    canvas_cursor(canvas, cursor_row, cursor_start);
    choice_paint_scroll(canvas, is_more_above(document), is_more_below(document));
}
