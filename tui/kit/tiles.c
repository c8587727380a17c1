// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The focus is told by a frame as thick as a cell, by the ground of the name and by a sign; a picture keeps its colours.
// Neighbours share the line between them.
#include "tui/kit/tiles_private.h"

#include <stdlib.h>

// ---- moving ------------------------------------------------------------------------------------------------------

static int middle_of(const struct tile *tile)
{
    return tile->start + tile->columns / 2;
}

// How far the column is from the tile: 0 within it.
static int distance(const struct tile *tile, int column)
{
    if (column < tile->start)
        return tile->start - column;
    return column < tile->start + tile->columns ? 0 : column - tile->start - tile->columns + 1;
}

// The nearest thing of the next row above (-1) or below (1); `index` itself at the edge.
static size_t neighbour(const struct tiles *tiles, size_t index, int way, int column)
{
    size_t best = index;
    for (size_t i = 0; i < tiles->count; i++) {
        const struct tile *tile = &tiles->items[i];
        int down = (tile->top - tiles->items[index].top) * way;
        if (down <= 0)
            continue;
        int best_down = (tiles->items[best].top - tiles->items[index].top) * way;
        bool same_row = best != index && down == best_down;
        if (best == index || down < best_down || (same_row && distance(tile, column) < distance(&tiles->items[best], column)))
            best = i;
    }
    return best;
}

static enum tiles_result move_to(struct tiles *tiles, size_t target)
{
    tiles->goal = -1;
    if (target == tiles->focus)
        return TILES_IGNORED;
    tiles->focus = target;
    return TILES_MOVED;
}

// Up and down through something wide, the way leads back to where it began.
static enum tiles_result move_by_row(struct tiles *tiles, int way)
{
    int goal = tiles->goal >= 0 ? tiles->goal : middle_of(&tiles->items[tiles->focus]);
    enum tiles_result result = move_to(tiles, neighbour(tiles, tiles->focus, way, goal));
    tiles->goal = goal;
    return result;
}

static enum tiles_result move_along(struct tiles *tiles, int way)
{
    size_t next = way < 0 ? tiles->focus - 1 : tiles->focus + 1; // before the first: beyond all
    if (next >= tiles->count || tiles->items[next].top != tiles->items[tiles->focus].top)
        return TILES_IGNORED;
    return move_to(tiles, next);
}

static enum tiles_result type_digit(struct tiles *tiles, int digit)
{
    const struct choice_numbers numbers = {tiles->numbers, tiles->count};
    tiles->goal = -1;
    switch (choice_type(&tiles->view->typed, &tiles->focus, &numbers, digit)) {
    case CHOICE_OPENED:
        return TILES_OPENED;
    case CHOICE_FOCUSED:
        return TILES_MOVED;
    default:
        return TILES_IGNORED;
    }
}

static enum tiles_result touch(struct tiles *tiles, const struct input *input)
{
    for (size_t i = 0; i < tiles->count; i++) {
        const struct tile *tile = &tiles->items[i];
        bool hit = input->row >= tile->top && input->row < tile->top + tile->rows && distance(tile, input->start) == 0;
        if (!hit)
            continue;
        move_to(tiles, i);
        return TILES_OPENED;
    }
    return TILES_IGNORED;
}

enum tiles_result tiles_act(struct tiles *tiles, const struct input *input)
{
    if (tiles->count == 0 || input->wheel)
        return TILES_IGNORED; // nothing scrolls
    switch (input->action) {
    case ACTION_NUMBER:
        return type_digit(tiles, input->number);
    case ACTION_UP:
        return move_by_row(tiles, -1);
    case ACTION_DOWN:
        return move_by_row(tiles, 1);
    case ACTION_TO_START:
        return move_along(tiles, -1);
    case ACTION_TO_END:
        return move_along(tiles, 1);
    case ACTION_PAGE_UP:
    case ACTION_FIRST:
        return move_to(tiles, 0);
    case ACTION_PAGE_DOWN:
    case ACTION_LAST:
        return move_to(tiles, tiles->count - 1);
    case ACTION_OPEN:
        return TILES_OPENED;
    case ACTION_POINT:
        return touch(tiles, input);
    default:
        return TILES_IGNORED;
    }
}

// ---- painting ----------------------------------------------------------------------------------------------------

static void fill(const struct canvas *canvas, int top, int start, int rows, int columns, enum role role)
{
    for (int row = 0; row < rows; row++)
        canvas_fill(canvas, top + row, start, columns, role);
}

// The lines around all tiles and between them.
static void paint_lines(const struct tiles *tiles, const struct canvas *canvas)
{
    static const uint32_t signs[3][3] = {{0x250C, 0x252C, 0x2510}, {0x251C, 0x253C, 0x2524}, {0x2514, 0x2534, 0x2518}};
    const struct canvas part = canvas_part(canvas, tiles->top, tiles->start, tiles->rows, tiles->columns);
    bool mirrored = canvas->direction == TEXT_RIGHT_TO_LEFT;
    int bottom = part.rows - 1;
    int end = part.columns - 1;
    for (int row = 0; row <= bottom; row++) {
        bool crossing = row % (tiles->line_rows + 1) == 0;
        for (int column = 0; column <= end; column++) {
            bool upright = column % (tiles->line_columns + 1) == 0;
            int across = column == 0 ? 0 : column == end ? 2 : 1;
            int down = row == 0 ? 0 : row == bottom ? 2 : 1;
            if (crossing && upright)
                canvas_sign(&part, row, column, signs[down][mirrored ? 2 - across : across], ROLE_RULE);
            else if (crossing || upright)
                canvas_sign(&part, row, column, crossing ? 0x2500 : 0x2502, ROLE_RULE);
        }
    }
}

// Where a line of the name begins.
static int start_of_line(const struct tiles *tiles, const struct tile *tile, size_t line)
{
    bool centred = tiles->shape.pictured && tiles->shape.above;
    return tile->name_start + (centred ? (tile->name_columns - tile->name.lines[line].width) / 2 : 0);
}

static void paint_name(const struct tiles *tiles, const struct tile *tile, const struct canvas *canvas, enum role role)
{
    for (size_t i = 0; i < tile->name.count; i++)
        canvas_line(canvas, tile->name_top + (int)i, start_of_line(tiles, tile, i), &tile->name.lines[i], role);
}

static void paint_picture(const struct tile *tile, const struct canvas *canvas, enum pictogram_size size, enum role colours)
{
    const struct canvas part = canvas_part(canvas, tile->picture_top, tile->picture_start, canvas->rows, canvas->columns);
    pictogram_paint(&part, tile->pictogram, tile->title, size, colours);
}

static enum pictogram_size picture_size(const struct tiles *tiles)
{
    return tiles->shape.large ? PICTOGRAM_LARGE : PICTOGRAM_SMALL;
}

// The sign of focus and the number, from `start` on.
static void paint_mark(const struct tile *tile, const struct canvas *canvas, int row, int start, enum role role)
{
    const struct choice_gutter gutter = {.sign = TILES_SIGN, .indent = TILES_SIGN + tile->number->width + 1};
    choice_paint_gutter(canvas, row, start, &gutter, tile->number, role);
}

static enum role name_role(const struct tiles *tiles, bool focused)
{
    return focused ? ROLE_FOCUS : tiles->view->layout_size == TEXT_SIZE_NORMAL ? ROLE_TEXT : ROLE_STRONG;
}

// A tile with a frame, which is thick and of the ground of focus when it has it.
static void paint_framed(const struct tiles *tiles, const struct tile *tile, const struct canvas *part, bool focused)
{
    enum role role = name_role(tiles, focused);
    int inner = tile->columns - 2;
    if (focused) {
        fill(part, 0, 0, 1, tile->columns, role);
        fill(part, tile->rows - 1, 0, 1, tile->columns, role);
        fill(part, 1, 0, tile->rows - 2, 1, role);
        fill(part, 1, tile->columns - 1, tile->rows - 2, 1, role);
        if (tiles->shape.above)
            fill(part, tile->name_top, 1, tile->rows - 1 - tile->name_top, inner, role);
        else
            fill(part, 1, tile->name_start - 1, tile->rows - 2, tile->columns - tile->name_start, role);
        canvas_cursor(part, tile->name_top, start_of_line(tiles, tile, 0) - 1); // before the name, which it would cover
    }
    if (tiles->shape.pictured)
        paint_picture(tile, part, picture_size(tiles), ROLE_PICTURE);
    paint_name(tiles, tile, part, role);
}

// Its number, in the upper line, which has a gap there, and so has the frame of a focused tile above.
static void paint_number(const struct tile *tile, const struct canvas *part, bool focused)
{
    if (!focused)
        canvas_fill(part, 0, TILES_SIGN, tile->number->width + 2, ROLE_NUMBER);
    paint_mark(tile, part, 0, 1, focused ? ROLE_FOCUS : ROLE_NUMBER);
}

// One without: the number is the first word of the name.
static void paint_plain(const struct tiles *tiles, const struct tile *tile, const struct canvas *part, bool focused)
{
    enum role role = name_role(tiles, focused);
    bool beside = tiles->shape.pictured && !tiles->shape.above;
    if (focused) // what is beside it or below, as a picture of another ground would flow into its neighbours
        fill(part, tile->name_top, beside ? tile->name_start - 1 : 0, tile->rows - tile->name_top, tile->columns, role);
    if (tiles->shape.pictured)
        paint_picture(tile, part, picture_size(tiles), ROLE_PICTURE);
    paint_name(tiles, tile, part, role);
    int start = start_of_line(tiles, tile, 0);
    if (!focused) {
        canvas_line(part, tile->name_top, start, tile->number, ROLE_NUMBER);
        return;
    }
    const struct choice_gutter gutter = {.sign = 1, .indent = 1};
    choice_paint_gutter(part, tile->name_top, start - (beside ? 1 : TILES_SIGN), &gutter, NULL, role); // there is but one column
    canvas_cursor(part, tile->name_top, start + tile->number->width);
}

static void paint_field(const struct tile *tile, const struct canvas *part, bool focused)
{
    enum role role = focused ? ROLE_FOCUS : ROLE_FIELD_QUIET;
    const struct canvas field = canvas_part(part, 0, TILES_GUTTER, part->rows, part->columns - TILES_GUTTER);
    fill(&field, 0, 0, field.rows, field.columns, focused ? ROLE_FOCUS : ROLE_FIELD);
    canvas_line(&field, tile->name_top, 1, &tile->name.lines[0], role);
    if (focused)
        fill(part, 0, 0, part->rows, TILES_GUTTER, ROLE_FOCUS);
    paint_mark(tile, part, tile->name_top, 0, focused ? ROLE_FOCUS : ROLE_NUMBER);
    if (focused)
        canvas_cursor(&field, tile->name_top, 0);
}

// A bar, a door or a quiet thing, in one row of a place that may be higher.
static void paint_row(const struct tile *tile, const struct canvas *part, bool focused)
{
    enum role role = focused ? ROLE_FOCUS : tile->kind == TILE_BAR ? tile->role : tile->kind == TILE_QUIET ? ROLE_QUIET : ROLE_TEXT;
    bool grounded = focused || tile->kind == TILE_BAR;
    if (grounded)
        fill(part, 0, 0, part->rows, part->columns, role);
    else if (tile->kind == TILE_DOOR && part->rows > 2)
        canvas_box(part, ROLE_RULE);
    int start = part->rows > 2 ? 1 : 0;
    if (tile->kind == TILE_BAR && tile->pictogram != NULL && part->rows >= pictogram_rows(PICTOGRAM_SMALL)) {
        paint_picture(tile, part, PICTOGRAM_SMALL, focused ? ROLE_FOCUS_PICTURE : ROLE_ALERT_PICTURE);
        start = tile->picture_start + pictogram_columns(PICTOGRAM_SMALL) + 1;
    }
    paint_mark(tile, part, tile->name_top, start, grounded ? role : ROLE_NUMBER);
    if (focused)
        canvas_cursor(part, tile->name_top, start + tile->name_start - 1);
    canvas_line(part, tile->name_top, start + tile->name_start, &tile->name.lines[0], role);
}

static void paint_tile(const struct tiles *tiles, const struct tile *tile, const struct canvas *part, bool focused)
{
    if (tile->kind == TILE_LINE)
        paint_field(tile, part, focused);
    else if (tile->kind != TILE_PICTURE)
        paint_row(tile, part, focused);
    else if (tiles->shape.framed)
        paint_framed(tiles, tile, part, focused);
    else
        paint_plain(tiles, tile, part, focused);
}

void tiles_paint(const struct tiles *tiles, const struct canvas *canvas)
{
    if (tiles->shape.framed)
        paint_lines(tiles, canvas);
    for (size_t turn = 0; turn < tiles->count; turn++) {
        // The focused one comes last, over the lines of its neighbours.
        size_t i = turn + 1 == tiles->count ? tiles->focus : turn < tiles->focus ? turn : turn + 1;
        const struct tile *tile = &tiles->items[i];
        const struct canvas part = canvas_part(canvas, tile->top, tile->start, tile->rows, tile->columns);
        paint_tile(tiles, tile, &part, i == tiles->focus);
    }
    for (size_t i = 0; i < tiles->count && tiles->shape.framed; i++) {
        const struct tile *tile = &tiles->items[i];
        const struct canvas part = canvas_part(canvas, tile->top, tile->start, tile->rows, tile->columns);
        if (tile->kind == TILE_PICTURE)
            paint_number(tile, &part, i == tiles->focus);
    }
}
