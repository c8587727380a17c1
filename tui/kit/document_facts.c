// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Blocks that are more than text: chips, tables, large digits, drawings.
#include "tui/kit/block.h"
#include "tui/kit/document_private.h"

enum {
    CHIP_ROWS_MAX = 8,
    CELL_GAP = 2,          // between a name and its cells, and between these
    FIGURE_ROWS_LEAST = 24, // of the canvas, from which digits are large
};

void flow_chips(struct flow *flow, const struct document_block *block)
{
    struct chip_layout layout;
    chips_lay_out(flow->arena, flow->view, block->parts, block->count, CHIP_ROWS_MAX, flow->wide, &layout);
    if (layout.rows == 0)
        return;
    flow_begin(flow);
    int line = flow->at;
    for (int row = 0; row < layout.rows; row++)
        flow_blank(flow);
    for (size_t i = 0; i < layout.count; i++) {
        const struct placed_chip *chip = &layout.chips[i];
        for (size_t row = 0; row < chip->words.count; row++)
            flow_put(flow, line + chip->row + (int)row, row == 0 ? chip->start : 0, &chip->words.lines[row], chip->role);
    }
}

// ---- tables --------------------------------------------------------------------------------------------------------

// How a table's columns stand.
struct table_plan {
    const struct document_row *rows;
    size_t count;
    bool brief;   // names
    int names;    // columns of the widest that cells stand behind, with the gap behind it
    int mark;     // columns before the names
    int *starts;  // of the cells, behind the names
    size_t cells; // of the row that has most
};

static const char *name_of(const struct table_plan *plan, size_t row)
{
    const char *name = plan->brief ? plan->rows[row].brief : plan->rows[row].name;
    return name == NULL ? "" : name;
}

// Rows of one cell may be left out: these begin behind their own name.
static void measure_names(struct table_plan *plan, bool brief, bool all)
{
    plan->brief = brief;
    plan->names = 0;
    for (size_t i = 0; i < plan->count; i++) {
        int columns = all || plan->rows[i].cell_count > 1 ? text_measure(name_of(plan, i)) + CELL_GAP : 0;
        plan->names = columns > plan->names ? columns : plan->names;
    }
}

// A cell moves what stands behind it in any row; the last of a row moves nothing. Returns the columns that all take.
static int place_cells(struct table_plan *plan, struct arena *arena)
{
    int widest = 0;
    plan->cells = 1;
    for (size_t i = 0; i < plan->count; i++)
        plan->cells = plan->rows[i].cell_count > plan->cells ? plan->rows[i].cell_count : plan->cells;
    plan->starts = arena_allocate(arena, plan->cells, sizeof *plan->starts);
    for (size_t cell = 0; cell < plan->cells; cell++) {
        int start = plan->starts[cell];
        for (size_t i = 0; i < plan->count; i++) {
            const struct document_row *row = &plan->rows[i];
            int end = cell < row->cell_count ? start + text_measure(row->cells[cell]) : 0;
            widest = end > widest ? end : widest;
            if (cell + 1 < row->cell_count && end + CELL_GAP > plan->starts[cell + 1])
                plan->starts[cell + 1] = end + CELL_GAP;
        }
    }
    return widest;
}

// Lines of a text from a line of the block on, which may not be there yet; returns the last of them.
static int put_lines(struct flow *flow, int line, int start, const struct text_layout *text, enum role role)
{
    for (size_t i = 0; i < text->count; i++, line++) {
        while (flow->at <= line)
            flow_blank(flow);
        flow_put(flow, line, start, &text->lines[i], role);
    }
    return text->count == 0 ? line : line - 1;
}

static void flow_row(struct flow *flow, const struct table_plan *plan, size_t index, int start)
{
    const struct document_row *row = &plan->rows[index];
    enum role role = row->marked ? ROLE_STRONG : ROLE_TEXT;
    struct text_layout mark = flow_lay_out(flow, row->marked && plan->mark > 0 ? "»" : NULL, plan->mark);
    int line = flow->at;
    put_lines(flow, line, start, &mark, role);
    start += plan->mark;
    struct text_layout name = flow_lay_out(flow, name_of(plan, index), flow->columns - start);
    int last = put_lines(flow, line, start, &name, role);
    int own = name.count == 0 ? 0 : name.lines[0].width + CELL_GAP;
    int cells = start + (own > plan->names ? own : plan->names);
    if (flow->columns - cells < TEXT_LEAST) { // below the name
        cells = start;
        line = name.count == 0 ? line : last + 1;
    }
    bool stacked = false; // a cell had no room in its line, so this and those behind it stand below
    for (size_t cell = 0; cell < row->cell_count; cell++) {
        int room = flow->columns - cells;
        stacked = stacked || (cell > 0 && plan->starts[cell] + text_measure(row->cells[cell]) > room);
        int place = stacked ? 0 : plan->starts[cell];
        struct text_layout text = flow_lay_out(flow, row->cells[cell], room - place);
        line = put_lines(flow, stacked ? line + 1 : line, cells + place, &text, role);
    }
}

void flow_table(struct flow *flow, const struct document_block *block)
{
    struct table_plan plan = {.rows = block->parts, .count = block->count};
    int start = flow_label_above(flow, block->label);
    bool marked = false;
    for (size_t i = 0; i < plan.count; i++)
        marked = marked || plan.rows[i].marked;
    if (!flow->labels_beside && start > 0) // the mark stands in the indent
        start -= STACKED_INDENT;
    plan.mark = !marked || flow->columns - start < 2 * TEXT_LEAST ? 0 : STACKED_INDENT;
    int widest = place_cells(&plan, flow->arena);
    for (int way = 0; way < 4; way++) { // from the plainest to the narrowest
        measure_names(&plan, way >= 2, way % 2 == 0);
        if (start + plan.mark + plan.names + widest <= flow->columns)
            break;
    }
    flow_begin(flow);
    int line = flow->at;
    for (size_t i = 0; i < plan.count; i++)
        flow_row(flow, &plan, i, start);
    flow_label_beside(flow, block->label, line);
}

// ---- drawings ------------------------------------------------------------------------------------------------------

static void add_drawing(struct flow *flow, int start, const struct document_drawing *drawing)
{
    flow_begin(flow);
    flow_draw(flow, flow->at, start, drawing);
    for (int row = 0; row < drawing->rows; row++)
        flow_blank(flow);
}

static void paint_digits(const struct canvas *canvas, const void *content)
{
    block_paint(canvas, 0, 0, content);
}

bool flow_figure(struct flow *flow, const struct document_block *block)
{
    const char *digits = block->parts;
    int columns = digits == NULL ? 0 : block_columns(digits);
    if (columns == 0 || columns > flow->columns || flow->document->rows < FIGURE_ROWS_LEAST)
        return false;
    struct document_drawing *drawing = arena_allocate(flow->arena, 1, sizeof *drawing);
    *drawing = (struct document_drawing){BLOCK_ROWS, columns, paint_digits, digits};
    int start = flow_label_above(flow, block->label);
    if (start + columns > flow->columns) { // below its label, wherever labels stand
        if (flow->labels_beside)
            flow_text(flow, block->label, 0, flow->columns, ROLE_QUIET);
        add_drawing(flow, 0, drawing);
        return true;
    }
    add_drawing(flow, start, drawing);
    flow_label_beside(flow, block->label, flow->at - BLOCK_ROWS);
    return true;
}

// Where it is the reader's to scroll to a drawing, it would be in the way of the text behind it.
void flow_drawing(struct flow *flow, const struct document_block *block)
{
    const struct document_drawing *drawing = block->parts;
    const struct document *document = flow->document;
    int end = document->line_count > document->rows ? document->line_count : document->rows;
    int gap = flow->gap && flow->at > 0 ? 1 : 0;
    if (drawing->columns <= flow->columns && flow->at + gap + drawing->rows <= end)
        add_drawing(flow, 0, drawing);
}
