// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Ways for the tiles to stand are tried from the one that carries furthest to the plainest; the first counts in which all fits.
// Pictures come before frames, and frames before air: a picture is read by who reads nothing.
#include "tui/kit/tiles_private.h"

#include <string.h>

enum {
    COLUMNS_MAX = 160,  // beyond these, what belongs together would stand too far apart
    NAME_ROWS_MAX = 3,  // above or without a picture
    NAME_LEAST = 8,     // columns
    SHAPE_COLUMNS_MAX = 6, // of tiles
    PLAIN_GAP = 2,      // columns between tiles without frame and picture
    QUIET_GAP = 2,      // columns between things of second rank, before the sign of the next one
    DOOR_AIR = 5,       // columns beside the title of a door: its frame, and what the tiles leave of the width
    DOOR_ROW_AIR = 3,   // likewise, of a row of doors that are as wide as their names
    TOUCH_ROWS = 2,
    BOXED_ROWS = 3,     // of a door with a frame,
    LINE_ROWS_MORE = 6, // that tiles get at most, where rows are left
    TALL_ROWS = 4,      // and of a bar with a picture
};

static const struct tile_shape shapes[] = {
    {.columns = 6, .pictured = true, .large = true, .above = true, .framed = true},
    {.columns = 4, .pictured = true, .large = true, .above = true, .framed = true},
    {.columns = 4, .pictured = true, .framed = true},
    {.columns = 4, .pictured = true, .above = true, .framed = true},
    {.columns = 3, .pictured = true, .framed = true},
    {.columns = 4, .pictured = true, .above = true},
    {.columns = 3, .pictured = true},
    {.columns = 4, .framed = true},
    {.columns = 3, .framed = true},
    {.columns = 2, .framed = true},
    {.columns = 3},
    {.columns = 2},
};

// What laying out needs to know of all.
struct tiles_plan {
    struct tiles *tiles;
    struct arena *arena;
    const struct tile_text *texts;
    struct tile_shape shape;
    int widths[SHAPE_COLUMNS_MAX]; // columns of the tiles of each column, without frame
    int rows, columns;       // cells,
    int aside;               // and how far from the start edge they begin;
    int band_columns, band_aside; // of what stands above and below the tiles over their whole width
    int target;              // rows of a thing at least
    int first[TILE_KINDS];   // index of the first of each kind,
    int many[TILE_KINDS];    // and how many there are
    bool brief;              // quiet things are told in brief
    int quiet_gap;
    int kind_rows[TILE_KINDS]; // rows of each kind of thing, without the blank ones between them
    int tile_gap;            // blank rows between rows of tiles without frame
    int name_rows;           // of the highest name
    int gaps[TILE_KINDS];    // blank rows above each kind
};

static int size_of_picture(const struct tile_shape *shape, int (*measure)(enum pictogram_size))
{
    return shape->pictured ? measure(shape->large ? PICTOGRAM_LARGE : PICTOGRAM_SMALL) : 0;
}

static struct text_layout lay_out_text(const struct tiles_plan *plan, const char *text, int columns)
{
    struct text_layout layout;
    struct text_options options = view_text_options(plan->tiles->view, columns);
    text_lay_out(plan->arena, text, &options, &layout);
    return layout;
}

// Columns of the widest word of the text.
static int widest_word(struct arena *arena, const char *text)
{
    int widest = 0;
    for (const char *word = text; *word != '\0';) {
        size_t length = strcspn(word, " ");
        int columns = text_measure(arena_copy(arena, word, length));
        widest = columns > widest ? columns : widest;
        word += length + strspn(word + length, " ");
    }
    return widest;
}

// ---- picture tiles -----------------------------------------------------------------------------------------------

// Columns between two tiles: a line where they have frames, a blank where a name would touch the next picture.
static int columns_between(const struct tile_shape *shape)
{
    return shape->framed ? 1 : !shape->pictured ? PLAIN_GAP : shape->above ? 0 : 1;
}

static int columns_between_all(const struct tile_shape *shape)
{
    return columns_between(shape) * (shape->columns - 1);
}

// Columns of a tile, without its frame.
static int tile_columns(const struct tiles_plan *plan)
{
    const struct tile_shape *shape = &plan->shape;
    int edges = shape->framed ? 2 : 0;
    return (plan->columns - edges - columns_between_all(shape)) / shape->columns;
}

// Shares the width among the columns of tiles. Where names stand beside pictures and no line stands between them, what equal parts
// leave goes to the columns whose words need it, and the rest to the last.
static void share_columns(struct tiles_plan *plan, int columns)
{
    const struct tile_shape *shape = &plan->shape;
    for (int i = 0; i < shape->columns; i++)
        plan->widths[i] = columns;
    if (shape->framed || shape->above || !shape->pictured)
        return;
    int left = plan->columns - columns_between_all(shape) - columns * shape->columns;
    for (int i = 0; i < plan->many[TILE_PICTURE]; i++) {
        const char *name = plan->texts[plan->first[TILE_PICTURE] + i].title;
        int *width = &plan->widths[i % shape->columns];
        int more = size_of_picture(shape, pictogram_columns) + 1 + widest_word(plan->arena, name) - *width;
        if (more > 0 && more <= left) {
            *width += more;
            left -= more;
        }
    }
    plan->widths[shape->columns - 1] += left;
}

// Columns before a column of tiles.
static int columns_before(const struct tiles_plan *plan, int column)
{
    int columns = 0;
    for (int i = 0; i < column; i++)
        columns += plan->widths[i] + columns_between(&plan->shape);
    return columns;
}

// Where the name stands in its tile.
static void place_name(const struct tiles_plan *plan, struct tile *tile, int columns)
{
    const struct tile_shape *shape = &plan->shape;
    int picture = size_of_picture(shape, pictogram_columns);
    int edge = shape->framed ? 1 : 0; // of the frame
    int air = shape->framed ? 1 : 0;  // beside what is within
    tile->picture_start = edge + (shape->above ? (columns - picture) / 2 : air);
    tile->name_start = edge + air;
    tile->name_columns = columns - 2 * air;
    if (shape->pictured && !shape->above) {
        tile->name_start += picture + 1;
        tile->name_columns -= picture + 1;
    } else if (!shape->framed) {
        tile->name_start += TILES_SIGN;
        tile->name_columns -= TILES_SIGN;
    }
}

// Lays out all names; the rows of the highest one, 0 where one does not fit.
static int lay_out_names(struct tiles_plan *plan)
{
    const struct tile_shape *shape = &plan->shape;
    bool beside = shape->pictured && !shape->above;
    int most = beside ? size_of_picture(shape, pictogram_rows) : NAME_ROWS_MAX;
    int highest = 1;
    for (int i = 0; i < plan->many[TILE_PICTURE]; i++) {
        int index = plan->first[TILE_PICTURE] + i;
        struct tile *tile = &plan->tiles->items[index];
        place_name(plan, tile, plan->widths[i % shape->columns]);
        const char *name = plan->texts[index].title;
        if (tile->name_columns < NAME_LEAST || widest_word(plan->arena, name) > tile->name_columns)
            return 0;
        if (!shape->framed)
            name = arena_format(plan->arena, "%d %s", plan->texts[index].number, name);
        tile->name = lay_out_text(plan, name, tile->name_columns);
        if ((int)tile->name.count > most)
            return 0;
        highest = (int)tile->name.count > highest ? (int)tile->name.count : highest;
    }
    return highest;
}

static int lines_of_tiles(const struct tiles_plan *plan)
{
    return (plan->many[TILE_PICTURE] + plan->shape.columns - 1) / plan->shape.columns;
}

static int rows_of_tiles(const struct tiles_plan *plan)
{
    int lines = lines_of_tiles(plan);
    int frame = plan->shape.framed ? 1 : 0;
    return lines * (plan->tiles->line_rows + frame) + frame + (lines - 1) * plan->tile_gap;
}

// Lays the tiles out in their shape; false where they do not fit in their columns.
static bool try_tiles(struct tiles_plan *plan)
{
    int columns = tile_columns(plan);
    int picture_rows = size_of_picture(&plan->shape, pictogram_rows);
    if (columns < size_of_picture(&plan->shape, pictogram_columns))
        return false;
    share_columns(plan, columns);
    int names = lay_out_names(plan);
    if (names == 0)
        return false;
    plan->name_rows = names;
    int rows = plan->shape.above ? picture_rows + names : names > picture_rows ? names : picture_rows;
    plan->tiles->line_rows = rows > plan->target ? rows : plan->target;
    plan->tiles->line_columns = columns;
    plan->tile_gap = 0;
    plan->kind_rows[TILE_PICTURE] = rows_of_tiles(plan);
    return true;
}

// Places a tile and, in the middle of its height, what is in it.
static void place_tile(const struct tiles_plan *plan, struct tile *tile, int place)
{
    const struct tiles *tiles = plan->tiles;
    const struct tile_shape *shape = &plan->shape;
    int frame = shape->framed ? 1 : 0;
    tile->top = tiles->top + place / shape->columns * (tiles->line_rows + frame + plan->tile_gap);
    tile->start = tiles->start + columns_before(plan, place % shape->columns);
    tile->rows = tiles->line_rows + 2 * frame;
    tile->columns = plan->widths[place % shape->columns] + 2 * frame;
    int picture_rows = size_of_picture(shape, pictogram_rows);
    int names = (int)tile->name.count;
    int free = shape->framed ? tiles->line_rows - picture_rows - plan->name_rows : 0; // the number of a tile without frame stays in its corner
    int between = free > 1 ? 1 : 0; // picture and name, in all tiles
    int spare = free > 0 ? (free - between) / 2 : 0;
    tile->picture_top = frame + (shape->above ? spare : shape->framed ? (tiles->line_rows - picture_rows) / 2 : 0);
    tile->name_top = shape->above                      ? tile->picture_top + picture_rows + between
                     : shape->framed && shape->pictured ? frame + (tiles->line_rows - names) / 2
                                                        : frame;
}

// ---- the other things --------------------------------------------------------------------------------------------

static const char *quiet_title(const struct tiles_plan *plan, int index)
{
    const struct tile_text *text = &plan->texts[index];
    return plan->brief && text->brief != NULL ? text->brief : text->title;
}

// Columns of a thing of second rank: sign, number, title.
static int quiet_columns(const struct tiles_plan *plan, int index)
{
    return TILES_SIGN + plan->tiles->items[index].number->width + 1 + text_measure(quiet_title(plan, index));
}

// Lets the things of second rank stand in rows, one behind the other; returns how many rows there are.
static int flow_quiet(const struct tiles_plan *plan)
{
    int line = 0;
    int start = 0;
    for (int i = 0; i < plan->many[TILE_QUIET]; i++) {
        struct tile *tile = &plan->tiles->items[plan->first[TILE_QUIET] + i];
        tile->columns = quiet_columns(plan, plan->first[TILE_QUIET] + i);
        if (start > 0 && start + tile->columns > plan->columns) {
            line++;
            start = 0;
        }
        tile->top = line * plan->target;
        tile->start = plan->aside + start;
        start += tile->columns + plan->quiet_gap;
    }
    return plan->many[TILE_QUIET] > 0 ? line + 1 : 0;
}

// In one row, if they can; told in brief before they take another.
static void lay_out_quiet(struct tiles_plan *plan)
{
    static const struct {
        bool brief;
        int gap;
    } ways[] = {{false, QUIET_GAP}, {true, QUIET_GAP}, {true, 0}};
    int lines = 0;
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        plan->brief = ways[i].brief;
        plan->quiet_gap = ways[i].gap;
        lines = flow_quiet(plan);
        if (lines <= 1)
            break;
    }
    plan->kind_rows[TILE_QUIET] = lines * plan->target;
}

static int title_columns(const struct tiles_plan *plan, int door)
{
    return text_measure(plan->texts[plan->first[TILE_DOOR] + door].title);
}

// Whether the names of all doors have room in equal parts of one row.
static bool doors_are_equal(const struct tiles_plan *plan)
{
    int many = plan->many[TILE_DOOR];
    for (int i = 0; i < many; i++)
        if (title_columns(plan, i) + TILES_GUTTER + DOOR_AIR > plan->columns / many)
            return false;
    return true;
}

// How many doors stand in the row that begins with this one, each as wide as its name; and how many columns they have together.
static int doors_in_row(const struct tiles_plan *plan, int door, int *columns)
{
    int count = 0;
    *columns = 0;
    while (door + count < plan->many[TILE_DOOR]) {
        int more = TILES_GUTTER + title_columns(plan, door + count) + 1;
        if (count > 0 && *columns + more + DOOR_ROW_AIR > plan->columns)
            break;
        *columns += more;
        count++;
    }
    return count;
}

static int lines_of_doors(const struct tiles_plan *plan)
{
    int lines = 0, ignored;
    if (plan->many[TILE_DOOR] > 0 && doors_are_equal(plan))
        return 1;
    for (int door = 0; door < plan->many[TILE_DOOR]; door += doors_in_row(plan, door, &ignored))
        lines++;
    return lines;
}

static void place_part(struct tile *tile, int row, int start, int rows, int columns)
{
    tile->top = row;
    tile->start = start;
    tile->columns = columns;
    tile->rows = rows;
    tile->name_start = TILES_GUTTER;
    tile->name_columns = columns - TILES_GUTTER;
    tile->name_top = (rows - 1) / 2;
    tile->picture_start = TILES_SIGN;
}

// Places all of a kind that stand in equal parts of the width, `beside` of them beside each other, so many rows high.
static void place_parts(const struct tiles_plan *plan, enum tile_kind kind, int row, int beside, int rows)
{
    for (int i = 0; i < plan->many[kind]; i++) {
        struct tile *tile = &plan->tiles->items[plan->first[kind] + i];
        int column = i % beside;
        int start = plan->band_columns * column / beside;
        place_part(tile, row + i / beside * rows, plan->band_aside + start, rows, plan->band_columns * (column + 1) / beside - start);
    }
}

// Doors in rows, each as wide as its name and a part of what is left.
static void place_doors(const struct tiles_plan *plan, int row, int rows)
{
    int used, count;
    for (int door = 0; door < plan->many[TILE_DOOR]; door += count, row += rows) {
        count = doors_in_row(plan, door, &used);
        int left = plan->band_columns > used ? plan->band_columns - used : 0;
        for (int i = 0, start = 0; i < count; i++) {
            struct tile *tile = &plan->tiles->items[plan->first[TILE_DOOR] + door + i];
            int columns = TILES_GUTTER + title_columns(plan, door + i) + 1 + left * (i + 1) / count - left * i / count;
            place_part(tile, row, plan->band_aside + start, rows, columns);
            start += columns;
        }
    }
}

static int lines_of(const struct tiles_plan *plan, enum tile_kind kind)
{
    return kind == TILE_DOOR ? lines_of_doors(plan) : plan->many[kind];
}

// ---- all ---------------------------------------------------------------------------------------------------------

static int rows_of_all(const struct tiles_plan *plan)
{
    int rows = 0;
    for (int kind = 0; kind < TILE_KINDS; kind++)
        rows += plan->kind_rows[kind] + plan->gaps[kind];
    return rows;
}

// Gives rows that are left to something, all or none.
static bool spend(int *left, int *rows, int more)
{
    if (*left < more)
        return false;
    *rows += more;
    *left -= more;
    return true;
}

// What rows are left go first to where things would touch, then to what shall be seen from afar.
static void spread(struct tiles_plan *plan)
{
    int left = plan->rows - rows_of_all(plan);
    int lines = lines_of_tiles(plan);
    int doors = lines_of(plan, TILE_DOOR);
    bool framed = plan->shape.framed;
    if (!framed && left >= lines - 1) {
        plan->tile_gap = 1;
        left -= lines - 1;
    }
    spend(&left, &plan->gaps[TILE_PICTURE], framed ? 0 : 1);
    spend(&left, &plan->gaps[TILE_BAR], framed ? 0 : 1);
    if (!spend(&left, &plan->kind_rows[TILE_BAR], plan->many[TILE_BAR] * (TALL_ROWS - plan->target)))
        spend(&left, &plan->kind_rows[TILE_BAR], plan->many[TILE_BAR] * (BOXED_ROWS - plan->target));
    spend(&left, &plan->gaps[TILE_QUIET], 1);
    spend(&left, &plan->kind_rows[TILE_DOOR], doors * (BOXED_ROWS - plan->target));
    spend(&left, &plan->gaps[TILE_PICTURE], framed ? 1 : 0);
    spend(&left, &plan->gaps[TILE_BAR], framed ? 1 : 0);
    for (int more = 0; more < LINE_ROWS_MORE && framed && left >= lines; more++) {
        plan->tiles->line_rows++;
        left -= lines;
    }
    plan->kind_rows[TILE_PICTURE] = rows_of_tiles(plan);
}

static void place_tiles(const struct tiles_plan *plan, int row)
{
    struct tiles *tiles = plan->tiles;
    tiles->top = row;
    tiles->rows = plan->kind_rows[TILE_PICTURE];
    tiles->columns = plan->band_columns;
    tiles->start = plan->band_aside;
    for (int i = 0; i < plan->many[TILE_PICTURE]; i++)
        place_tile(plan, &tiles->items[plan->first[TILE_PICTURE] + i], i);
}

static void place_quiet(const struct tiles_plan *plan, int row)
{
    for (int i = 0; i < plan->many[TILE_QUIET]; i++) {
        struct tile *tile = &plan->tiles->items[plan->first[TILE_QUIET] + i];
        tile->top += row;
        tile->rows = plan->target;
        tile->name_start = TILES_SIGN + tile->number->width + 1;
        tile->name_columns = tile->columns - tile->name_start;
    }
}

static void place_all(struct tiles_plan *plan)
{
    const struct tile_shape *shape = &plan->shape;
    plan->band_columns = columns_before(plan, shape->columns) - columns_between(shape) + (shape->framed ? 2 : 0);
    plan->band_aside = plan->aside + (plan->columns - plan->band_columns) / 2;
    int row = 0;
    for (int kind = 0; kind < TILE_KINDS; kind++) {
        row += plan->gaps[kind];
        int lines = lines_of(plan, (enum tile_kind)kind);
        if (kind == TILE_PICTURE)
            place_tiles(plan, row);
        else if (kind == TILE_QUIET)
            place_quiet(plan, row);
        else if (lines > 0 && kind == TILE_DOOR && !doors_are_equal(plan))
            place_doors(plan, row, plan->kind_rows[kind] / lines);
        else if (lines > 0)
            place_parts(plan, (enum tile_kind)kind, row, kind == TILE_DOOR ? plan->many[kind] : 1, plan->kind_rows[kind] / lines);
        row += plan->kind_rows[kind];
    }
}

// The names of all but the tiles, each in one row.
static bool lay_out_others(struct tiles_plan *plan)
{
    for (size_t i = 0; i < plan->tiles->count; i++) {
        struct tile *tile = &plan->tiles->items[i];
        if (tile->kind == TILE_PICTURE)
            continue;
        const char *title = tile->kind == TILE_QUIET ? quiet_title(plan, (int)i) : plan->texts[i].title;
        tile->name = lay_out_text(plan, title, plan->columns);
        if (tile->name.count > 1 || tile->name.lines[0].width + TILES_GUTTER > plan->columns)
            return false;
    }
    return true;
}

static void begin(struct tiles_plan *plan, int columns)
{
    struct tiles *tiles = plan->tiles;
    tiles->items = arena_allocate(plan->arena, tiles->count, sizeof *tiles->items);
    tiles->numbers = arena_allocate(plan->arena, tiles->count, sizeof *tiles->numbers);
    plan->columns = columns < COLUMNS_MAX ? columns : COLUMNS_MAX;
    plan->aside = (columns - plan->columns) / 2;
    for (size_t i = tiles->count; i-- > 0;) {
        const struct tile_text *text = &plan->texts[i];
        tiles->items[i] = (struct tile){.kind = text->kind, .role = text->role, .pictogram = text->pictogram, .title = text->title,
                                        .number = choice_number(plan->arena, tiles->view, (size_t)text->number)};
        tiles->numbers[i] = text->number;
        plan->first[text->kind] = (int)i;
        plan->many[text->kind]++;
    }
}

// The first shape in which all has room.
static bool choose_shape(struct tiles_plan *plan)
{
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++) {
        plan->shape = shapes[i];
        if (plan->shape.columns <= plan->many[TILE_PICTURE] && try_tiles(plan) && rows_of_all(plan) <= plan->rows)
            return true;
    }
    return false;
}

bool tiles_lay_out(struct tiles *tiles, struct arena *arena, struct view *view, const struct tile_text *texts, size_t count,
                   int rows, int columns)
{
    struct tiles_plan plan = {.tiles = tiles, .arena = arena, .texts = texts, .rows = rows, .target = view->touch ? TOUCH_ROWS : 1};
    tiles->view = view;
    tiles->count = count;
    tiles->goal = -1;
    begin(&plan, columns);
    if (!tiles->begun || tiles->focus >= count)
        tiles->focus = (size_t)plan.first[TILE_PICTURE];
    tiles->begun = true;
    lay_out_quiet(&plan);
    plan.kind_rows[TILE_LINE] = plan.many[TILE_LINE] * plan.target;
    plan.kind_rows[TILE_BAR] = plan.many[TILE_BAR] * plan.target;
    plan.kind_rows[TILE_DOOR] = lines_of(&plan, TILE_DOOR) * plan.target;
    if (!lay_out_others(&plan) || !choose_shape(&plan))
        return false;
    tiles->shape = plan.shape;
    spread(&plan);
    place_all(&plan);
    if (!choice_goes_on(&(struct choice_numbers){tiles->numbers, count}, view->typed))
        view->typed = 0;
    return true;
}
