// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// A kiosk has no columns for tables, so each row becomes one entry of a list that says what stands where. Cells are
// read as blocks first and joined afterwards, because only a whole row shows whether the table is one of facts or a
// frame around paragraphs.
#include "core/exchange/integreat/html_private.h"

#include <string.h>
#include <strings.h>

// HEAD_ROWS_MAX: each row of heads adds to those above it, and a hostile table may be all heads.
enum { CELL_BLOCKS_MAX = 6, CELL_BYTES_MAX = 400, HEAD_ROWS_MAX = 8 };

static const char empty_sign[] = "–"; // of a cell

void html_table_begin_row(struct html *html, struct html_table *table)
{
    table->in_row = true;
    table->in_cell = table->wide = false;
    table->cell_count = 0;
    table->row_first = html->blocks.count;
}

static long span_of(const unsigned char **attributes, const char *name)
{
    long span = html_number(attributes, name, 1);
    return span < 1 ? 1 : span > TABLE_SPAN_MAX ? TABLE_SPAN_MAX : span;
}

void html_table_begin_cell(struct html *html, struct html_table *table, bool head, const unsigned char **attributes)
{
    if (!table->in_row)
        html_table_begin_row(html, table);
    html_table_end_cell(html, table);
    table->wide = table->wide || table->cell_count == TABLE_COLUMNS_MAX;
    if (table->wide)
        return;
    table->in_cell = true;
    table->cells[table->cell_count++] = (struct html_cell){.first = html->blocks.count,
                                                           .end = html->blocks.count,
                                                           .head = head || table->in_head,
                                                           .columns = span_of(attributes, "colspan"),
                                                           .rows = span_of(attributes, "rowspan")};
}

void html_table_end_cell(struct html *html, struct html_table *table)
{
    if (table->in_cell)
        table->cells[table->cell_count - 1].end = html->blocks.count;
    table->in_cell = false;
}

// ---- the text of a row ---------------------------------------------------------------------------------------------

// Whether the cell is no fact but a part of a page: then a table is only the frame around it.
static bool is_a_page(const struct content_block *blocks, const struct html_cell *cell)
{
    size_t bytes = 0;
    for (size_t i = cell->first; i < cell->end; i++) {
        if (strcmp(blocks[i].kind, "heading") == 0)
            return true;
        bytes += blocks[i].text == NULL ? 0 : strlen(blocks[i].text);
    }
    return cell->end - cell->first > CELL_BLOCKS_MAX || bytes > CELL_BYTES_MAX;
}

// The cell in one line; "" when it is empty.
static const char *text_of(struct arena *arena, const struct content_block *blocks, const struct html_cell *cell)
{
    const char *text = "";
    for (size_t i = cell->first; i < cell->end; i++) {
        if (blocks[i].text == NULL)
            continue; // a link, which stays a block
        const char *line =
            blocks[i].mark == NULL ? blocks[i].text : arena_format(arena, "%s %s", blocks[i].mark, blocks[i].text);
        bool ended = text[0] != '\0' && strchr(".,:;!?", text[strlen(text) - 1]) != NULL;
        text = text[0] == '\0' ? line : arena_format(arena, "%s%s %s", text, ended ? "" : ",", line);
    }
    return text;
}

// What stands in a column of the row; NULL where a cell before reaches over it.
struct cell_value {
    const char *text;
    bool head;
    size_t columns;
};

// Puts the cells into their columns; what reaches down from rows above stands in between. How many columns there are.
static size_t place_cells(struct arena *arena, const struct content_block *blocks, struct html_table *table,
                          struct cell_value values[TABLE_COLUMNS_MAX])
{
    size_t column = 0;
    for (size_t c = 0; c <= table->cell_count; c++) {
        for (; column < TABLE_COLUMNS_MAX && table->columns[column].rows > 0; column++) {
            table->columns[column].rows--;
            values[column] = (struct cell_value){table->columns[column].above, false, 1};
        }
        if (c == table->cell_count || column == TABLE_COLUMNS_MAX)
            continue;
        const struct html_cell *cell = &table->cells[c];
        size_t columns =
            (size_t)cell->columns < TABLE_COLUMNS_MAX - column ? (size_t)cell->columns : TABLE_COLUMNS_MAX - column;
        for (size_t i = 0; i < columns; i++) {
            const char *text = text_of(arena, blocks, cell);
            values[column + i] = (struct cell_value){i == 0 ? text : NULL, cell->head, columns};
            table->columns[column + i].above = i == 0 ? text : NULL;
            table->columns[column + i].rows = cell->rows - 1;
        }
        column += columns;
    }
    if (column > table->column_count)
        table->column_count = column;
    return column;
}

// "Morning, Afternoon": the heads of the columns that a cell takes; "" when there are none.
static const char *heads_of(struct arena *arena, const struct html_table *table, size_t first, size_t count)
{
    const char *heads = "";
    for (size_t i = first; i < first + count && i < table->column_count; i++) {
        const char *head = table->columns[i].head;
        if (head != NULL && head[0] != '\0')
            heads = heads[0] == '\0' ? head : arena_format(arena, "%s, %s", heads, head);
    }
    return heads;
}

static bool ends_in_colon(const char *text)
{
    return text[0] != '\0' && text[strlen(text) - 1] == ':';
}

// Where columns have heads: "Day: Monday; Morning: –; Afternoon: 2–4".
static const char *headed_row(struct arena *arena, const struct html_table *table, const struct cell_value *values,
                              size_t count)
{
    const char *row = "";
    for (size_t i = 0; i < count; i++) {
        if (values[i].text == NULL)
            continue;
        const char *heads = heads_of(arena, table, i, values[i].columns);
        const char *said = values[i].text[0] == '\0' ? empty_sign : values[i].text;
        if (heads[0] == '\0' && values[i].text[0] == '\0')
            continue;
        if (heads[0] != '\0' && values[i].columns < count)
            said = arena_format(arena, ends_in_colon(heads) ? "%s %s" : "%s: %s", heads, said);
        row = row[0] == '\0' ? said : arena_format(arena, "%s; %s", row, said);
    }
    return row;
}

// Where they have none: "Monday: – | 2–4" behind the name of a row, else "Monday | – | 2–4".
static const char *bare_row(struct arena *arena, const struct cell_value *values, size_t count)
{
    const char *row = NULL;
    for (size_t i = 0; i < count; i++) {
        if (values[i].text == NULL || (count == 2 && i == 0 && values[i].text[0] == '\0'))
            continue; // beside a single column an empty cell is room for a picture
        const char *said = values[i].text[0] == '\0' ? empty_sign : values[i].text;
        if (row == NULL)
            row = said;
        else if (ends_in_colon(row))
            row = arena_format(arena, "%s %s", row, said);
        else
            row = arena_format(arena, i == 1 && values[0].head ? "%s: %s" : "%s | %s", row, said);
    }
    return row == NULL ? "" : row;
}

// ---- the whole -----------------------------------------------------------------------------------------------------

// Takes the texts of the row off the blocks, and leaves its links.
static void take_texts(struct html *html, const struct html_table *table, const char *text)
{
    struct content_block *blocks = html->blocks.items;
    size_t links = 0;
    size_t end = html->blocks.count;
    struct content_block *kept = arena_allocate(html->arena, end - table->row_first + 1, sizeof *kept);
    for (size_t i = table->row_first; i < end; i++) {
        if (blocks[i].text == NULL)
            kept[links++] = blocks[i];
    }
    html->blocks.count = table->row_first;
    if (text != NULL)
        html_add_block(html, "item", text, strlen(text));
    for (size_t i = 0; i < links; i++) {
        html_add_block(html, "link", "-", 1);
        ((struct content_block *)html->blocks.items)[html->blocks.count - 1] = kept[i];
    }
}

static void add_heads(struct html *html, struct html_table *table, const struct cell_value *values, size_t count)
{
    const char *above = "";
    for (size_t i = 0; i < count; i++) {
        const char *old = table->columns[i].head;
        above = values[i].text == NULL ? above : values[i].text; // a head may reach over several columns
        table->columns[i].head = old == NULL || old[0] == '\0' ? above
                                 : above[0] == '\0' || strcmp(old, above) == 0
                                     ? old
                                     : arena_format(html->arena, "%s, %s", old, above);
        if (table->columns[i].rows > 0)
            table->columns[i].above = ""; // said once is enough
    }
    table->head_rows++;
}

void html_table_end_row(struct html *html, struct html_table *table)
{
    const struct content_block *blocks = html->blocks.items;
    struct cell_value values[TABLE_COLUMNS_MAX] = {{0}};
    bool page = table->wide;
    bool heads = !table->filled && table->head_rows < HEAD_ROWS_MAX && table->cell_count > 1 &&
                 table->cells[table->cell_count - 1].head;
    bool said = false;
    if (!table->in_row)
        return;
    html_table_end_cell(html, table);
    table->in_row = false;
    for (size_t i = 0; i < table->cell_count; i++) {
        page = page || is_a_page(blocks, &table->cells[i]);
        heads = heads && (table->cells[i].head || table->cells[i].first == table->cells[i].end);
        said = said || table->cells[i].end > table->cells[i].first;
    }
    size_t count = page ? 0 : place_cells(html->arena, blocks, table, values);
    if (page || count < 2 || !said)
        return;
    if (heads) {
        add_heads(html, table, values, count);
        take_texts(html, table, NULL);
        return;
    }
    table->filled = true;
    take_texts(html, table,
               table->head_rows > 0 ? headed_row(html->arena, table, values, count)
                                    : bare_row(html->arena, values, count));
}

void html_table_end(struct html *html, struct html_table *table)
{
    html_table_end_row(html, table);
    if (table->filled || table->head_rows == 0)
        return;
    const char *heads = heads_of(html->arena, table, 0, table->column_count);
    html_add_block(html, "item", heads, strlen(heads));
}
