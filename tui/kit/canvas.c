// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The only place that turns start and end into left and right. Nothing is ever painted outside the canvas.
#include "tui/kit/canvas.h"

static const struct text_cell blank = {.base = ' ', .width = 1};

// The physical column of the left edge of something `columns` wide that begins `start` from the start edge.
static int left_of(const struct canvas *canvas, int start, int columns)
{
    if (canvas->direction == TEXT_RIGHT_TO_LEFT)
        return canvas->left + canvas->columns - start - columns;
    return canvas->left + start;
}

// Clips a span of `length` from `*begin` to 0 ... `limit`; returns what is left of its length.
static int clip(int *begin, int length, int limit)
{
    if (*begin < 0) {
        length += *begin;
        *begin = 0;
    }
    if (*begin > limit)
        *begin = limit;
    if (length > limit - *begin)
        length = limit - *begin;
    return length > 0 ? length : 0;
}

struct canvas canvas_part(const struct canvas *canvas, int row, int start, int rows, int columns)
{
    struct canvas part = *canvas;
    part.rows = clip(&row, rows, canvas->rows);
    part.columns = clip(&start, columns, canvas->columns);
    part.top = canvas->top + row;
    part.first = canvas->first > row ? canvas->first - row : 0;
    part.left = left_of(canvas, start, part.columns);
    return part;
}

void canvas_fill(const struct canvas *canvas, int row, int start, int columns, enum role role)
{
    if (row < canvas->first || row >= canvas->rows)
        return;
    columns = clip(&start, columns, canvas->columns);
    int left = left_of(canvas, start, columns);
    for (int i = 0; i < columns; i++)
        grid_put(canvas->grid, canvas->top + row, left + i, &blank, role);
}

void canvas_line(const struct canvas *canvas, int row, int start, const struct text_line *line, enum role role)
{
    if (row < canvas->first || row >= canvas->rows)
        return;
    int column = left_of(canvas, start, line->width);
    int right = canvas->left + canvas->columns;
    for (size_t i = 0; i < line->count; i++) {
        const struct text_cell *cell = &line->cells[i];
        int next = column + cell->width;
        if (column >= canvas->left && next <= right)
            grid_put(canvas->grid, canvas->top + row, column, cell, role);
        else if (column < canvas->left && next > canvas->left) // the canvas' edge cuts a wide character
            grid_put(canvas->grid, canvas->top + row, canvas->left, &blank, role);
        else if (column < right && next > right)
            grid_put(canvas->grid, canvas->top + row, right - 1, &blank, role);
        column = next;
    }
}

static bool is_in(const struct text_span *spans, size_t count, uint32_t place)
{
    bool in = false;
    for (size_t i = 0; i < count; i++)
        in = in || (place >= spans[i].start && place < spans[i].end);
    return in;
}

void canvas_mark(const struct canvas *canvas, int row, int start, const struct text_line *line, const struct text_span *spans,
                 size_t count, enum role role)
{
    if (row < canvas->first || row >= canvas->rows)
        return;
    int left = left_of(canvas, start, line->width);
    for (size_t i = 0; i < line->count; left += line->cells[i++].width) {
        for (int column = left; column < left + line->cells[i].width; column++) {
            if (column >= canvas->left && column < canvas->left + canvas->columns && is_in(spans, count, line->places[i]))
                grid_at(canvas->grid, canvas->top + row, column)->role = role;
        }
    }
}

void canvas_sign(const struct canvas *canvas, int row, int start, uint32_t sign, enum role role)
{
    struct text_cell cell = {.base = sign, .width = 1};
    struct text_line line = {.cells = &cell, .count = 1, .width = 1};
    canvas_line(canvas, row, start, &line, role);
}

void canvas_dots(const struct canvas *canvas, int row, int start, bool upper, bool lower, enum role tone)
{
    _Static_assert(PICTURE_QUIET_SOLID - PICTURE_QUIET == PICTURE_STRONG_SOLID - PICTURE_STRONG, "both are as far away");
    if (upper && lower)
        canvas_sign(canvas, row, start, 0x2588, (enum role)(tone + PICTURE_STRONG_SOLID - PICTURE_STRONG));
    else if (upper || lower)
        canvas_sign(canvas, row, start, upper ? 0x2580 : 0x2584, tone);
}

// Lays text out on one line of at most `columns`; false when there is no room at all.
static bool lay_out_line(const struct canvas *canvas, int columns, const char *text, struct text_line *line)
{
    if (columns < 1 || text == NULL || text[0] == '\0')
        return false;
    struct text_options options = {
        .direction = canvas->direction, .width = columns, .max_lines = 1, .find_fields = true};
    struct text_layout layout;
    text_lay_out(canvas->arena, text, &options, &layout);
    *line = layout.lines[0];
    return true;
}

int canvas_text(const struct canvas *canvas, int row, int start, int columns, const char *text, enum role role)
{
    struct text_line line;
    if (row < 0 || row >= canvas->rows || start < 0)
        return 0;
    if (!lay_out_line(canvas, clip(&start, columns, canvas->columns), text, &line))
        return 0;
    canvas_line(canvas, row, start, &line, role);
    return line.width;
}

int canvas_text_at_end(const struct canvas *canvas, int row, int end, int columns, const char *text, enum role role)
{
    struct text_line line;
    if (row < 0 || row >= canvas->rows || end < 0)
        return 0;
    if (!lay_out_line(canvas, clip(&end, columns, canvas->columns), text, &line))
        return 0;
    canvas_line(canvas, row, canvas->columns - end - line.width, &line, role);
    return line.width;
}

int canvas_text_centred(const struct canvas *canvas, int row, const char *text, enum role role)
{
    struct text_line line;
    if (row < 0 || row >= canvas->rows || !lay_out_line(canvas, canvas->columns, text, &line))
        return 0;
    canvas_line(canvas, row, (canvas->columns - line.width) / 2, &line, role);
    return line.width;
}

static void put_sign(const struct canvas *canvas, int row, int column, uint32_t sign, enum role role)
{
    struct text_cell cell = {.base = sign, .width = 1};
    if (row >= canvas->first)
        grid_put(canvas->grid, canvas->top + row, canvas->left + column, &cell, role);
}

void canvas_button(const struct canvas *canvas, bool focused)
{
    int whole = canvas->rows > 1 && !focused ? canvas->rows - 1 : canvas->rows;
    for (int row = 0; row < whole; row++)
        canvas_fill(canvas, row, 0, canvas->columns, focused ? ROLE_FOCUS : ROLE_BUTTON);
    for (int column = 0; whole < canvas->rows && column < canvas->columns; column++)
        put_sign(canvas, whole, column, 0x2580, ROLE_BUTTON_EDGE); // ▀
}

void canvas_box(const struct canvas *canvas, enum role role)
{
    int bottom = canvas->rows - 1;
    int right = canvas->columns - 1;
    if (bottom < 1 || right < 1)
        return;
    for (int column = 1; column < right; column++) {
        put_sign(canvas, 0, column, 0x2500, role); // ─
        put_sign(canvas, bottom, column, 0x2500, role);
    }
    for (int row = 1; row < bottom; row++) {
        put_sign(canvas, row, 0, 0x2502, role); // │
        put_sign(canvas, row, right, 0x2502, role);
    }
    put_sign(canvas, 0, 0, 0x250C, role); // ┌
    put_sign(canvas, 0, right, 0x2510, role);
    put_sign(canvas, bottom, 0, 0x2514, role);
    put_sign(canvas, bottom, right, 0x2518, role);
}

void canvas_dim(const struct canvas *canvas)
{
    for (int row = 0; row < canvas->rows; row++)
        for (int column = 0; column < canvas->columns; column++)
            grid_at(canvas->grid, canvas->top + row, canvas->left + column)->role = ROLE_DIM;
}

void canvas_grid(const struct canvas *canvas, const struct grid *grid)
{
    int rows = grid->rows < canvas->rows ? grid->rows : canvas->rows;
    int columns = grid->columns < canvas->columns ? grid->columns : canvas->columns;
    for (int row = 0; row < rows; row++)
        for (int column = 0; column < columns; column++)
            *grid_at(canvas->grid, canvas->top + row, canvas->left + column) = *grid_at(grid, row, column);
    canvas->grid->cursor_row = canvas->top + grid->cursor_row;
    canvas->grid->cursor_column = canvas->left + grid->cursor_column;
}

void canvas_cursor(const struct canvas *canvas, int row, int start)
{
    if (canvas->rows < 1 || canvas->columns < 1)
        return;
    row = row < 0 ? 0 : row >= canvas->rows ? canvas->rows - 1 : row;
    start = start < 0 ? 0 : start >= canvas->columns ? canvas->columns - 1 : start;
    canvas->grid->cursor_row = canvas->top + row;
    canvas->grid->cursor_column = left_of(canvas, start, 1);
}

bool canvas_hit(const struct canvas *canvas, int grid_row, int grid_column, int *row, int *start)
{
    int down = grid_row - canvas->top;
    int across = grid_column - canvas->left;
    if (down < 0 || down >= canvas->rows || across < 0 || across >= canvas->columns)
        return false;
    *row = down;
    *start = canvas->direction == TEXT_RIGHT_TO_LEFT ? canvas->columns - 1 - across : across;
    return true;
}
