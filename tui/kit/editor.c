// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The whole text is laid out after each change: 20,000 bytes take a millisecond or two, and what a change does to lines
// further down need not be known. The cursor stands on the cell of the character before which is written, whichever way
// that runs, and behind the last one of a line where the line's direction ends.
#include "tui/kit/editor.h"

#include "core/edit/boundary.h"
#include "tui/kit/choice.h"

#include <limits.h>
#include <string.h>

enum {
    ROOM_LITTLE_PART = 10, // of a limit: from there on it is said how much room is left
    SINGLE_WIDTH = INT_MAX / 2, // columns of a single line
};

void editor_init(struct editor *editor, const struct edit_limits *limits, enum text_direction direction)
{
    *editor = (struct editor){.direction = direction, .goal = -1};
    edit_init(&editor->edit, limits);
    editor_lay_out(editor, 1, 1);
}

void editor_free(struct editor *editor)
{
    edit_free(&editor->edit);
    arena_free(&editor->lines_arena);
    *editor = (struct editor){0};
}

static bool is_single(const struct editor *editor)
{
    return editor->edit.limits.lines == 1;
}

// ---- places ------------------------------------------------------------------------------------------------------

struct cursor_place {
    size_t line;
    int column; // from the start of the line, in the text's direction
};

// The column at which a cell begins that is `left` columns from the line's left.
static int column_of(const struct editor *editor, const struct text_line *line, int left, int width)
{
    return editor->direction == TEXT_RIGHT_TO_LEFT ? line->width - left - width : left;
}

static size_t line_of(const struct editor *editor, size_t at)
{
    size_t first = 0; // begins at or before it
    size_t behind = editor->line_count;
    while (behind - first > 1) {
        size_t middle = first + (behind - first) / 2;
        if (editor->lines[middle].start <= at)
            first = middle;
        else
            behind = middle;
    }
    return first;
}

// Where the cursor stands when it is before the byte. Of what is in no cell of its own, such as the alef that is one with the
// lam before it, it stands on the cell that has it.
static struct cursor_place place_of(const struct editor *editor, size_t at)
{
    struct cursor_place place = {.line = line_of(editor, at)};
    const struct text_line *line = &editor->lines[place.line];
    if (at >= line->end) { // behind what is shown: among the blanks at the line's end
        place.column = line->width;
        for (size_t i = line->end; i < at; i++)
            place.column += editor->edit.text[i] == ' ';
        return place;
    }
    uint32_t nearest = 0;
    int left = 0;
    for (size_t i = 0; i < line->count; i++) {
        if (line->places[i] <= at && line->places[i] >= nearest) {
            nearest = line->places[i];
            place.column = column_of(editor, line, left, line->cells[i].width);
        }
        left += line->cells[i].width;
    }
    return place;
}

// The last byte before which the cursor can stand in the line.
static size_t end_of(const struct editor *editor, size_t line)
{
    const struct edit *edit = &editor->edit;
    if (line + 1 == editor->line_count)
        return edit->length;
    size_t next = editor->lines[line + 1].start;
    if (edit->text[next - 1] == '\n')
        return next - 1;
    return boundary_cluster_before(edit->text, edit->length, next);
}

// The byte before which the cursor stands that is put to a place.
static size_t byte_at(const struct editor *editor, size_t line_index, int column)
{
    const struct text_line *line = &editor->lines[line_index];
    size_t end = end_of(editor, line_index);
    if (column >= line->width) {
        size_t at = line->end + (size_t)(column - line->width);
        return at < end ? at : end;
    }
    int left = 0;
    for (size_t i = 0; i < line->count; i++) {
        int start = column_of(editor, line, left, line->cells[i].width);
        if (column >= start && column < start + line->cells[i].width)
            return line->places[i];
        left += line->cells[i].width;
    }
    return line->start;
}

// ---- layout ------------------------------------------------------------------------------------------------------

// Columns of the ground that is written on, without those of the scroll marks.
static int ground_columns(const struct editor *editor)
{
    return is_single(editor) ? editor->columns : choice_columns(editor->columns);
}

static void scroll_to_cursor(struct editor *editor)
{
    struct cursor_place cursor = place_of(editor, editor->edit.cursor);
    int at = is_single(editor) ? cursor.column : (int)cursor.line;
    int shown = is_single(editor) ? editor->columns : editor->rows;
    int whole = is_single(editor) ? editor->lines[0].width + 1 : (int)editor->line_count;
    if (editor->scroll > whole - shown)
        editor->scroll = whole - shown > 0 ? whole - shown : 0;
    if (at < editor->scroll)
        editor->scroll = at;
    if (at >= editor->scroll + shown)
        editor->scroll = at - shown + 1;
}

void editor_lay_out(struct editor *editor, int rows, int columns)
{
    const struct edit *edit = &editor->edit;
    editor->rows = rows < 1 ? 1 : rows;
    editor->columns = columns < 1 ? 1 : columns;
    arena_reset(&editor->lines_arena);
    int width = is_single(editor) ? SINGLE_WIDTH : ground_columns(editor) - 1; // and one for the cursor
    struct text_options options = {.direction = editor->direction, .width = width, .places = true};
    struct text_layout layout;
    text_lay_out(&editor->lines_arena, edit->text, &options, &layout);
    editor->lines = layout.lines;
    editor->line_count = layout.count;
    if (edit->length > 0 && edit->text[edit->length - 1] == '\n') { // the cursor may stand behind it
        struct text_line *lines = arena_allocate(&editor->lines_arena, layout.count + 1, sizeof *lines);
        memcpy(lines, layout.lines, layout.count * sizeof *lines);
        lines[layout.count].start = lines[layout.count].end = (uint32_t)edit->length;
        editor->lines = lines;
        editor->line_count++;
    }
    scroll_to_cursor(editor);
}

// ---- deeds -------------------------------------------------------------------------------------------------------

static enum editor_result finish_change(struct editor *editor, enum edit_result result)
{
    editor->goal = -1;
    editor->full = result == EDIT_FULL;
    if (result == EDIT_CHANGED)
        editor_lay_out(editor, editor->rows, editor->columns);
    return result == EDIT_CHANGED ? EDITOR_CHANGED : EDITOR_MOVED;
}

static enum editor_result finish_motion(struct editor *editor)
{
    editor->full = false;
    scroll_to_cursor(editor);
    return EDITOR_MOVED;
}

static enum editor_result move(struct editor *editor, enum edit_motion motion, bool select)
{
    editor->goal = -1;
    edit_move(&editor->edit, motion, select);
    return finish_motion(editor);
}

// Lines up or down, in the column in which that began. Beyond the first and the last line it is ignored, but when something is
// being selected goes to their ends.
static enum editor_result move_lines(struct editor *editor, int lines, bool select)
{
    struct cursor_place cursor = place_of(editor, editor->edit.cursor);
    if (editor->goal < 0)
        editor->goal = cursor.column;
    int last = (int)editor->line_count - 1;
    int target = (int)cursor.line + lines;
    bool beyond = target < 0 || target > last;
    if (beyond && !select && ((lines < 0 && cursor.line == 0) || (lines > 0 && (int)cursor.line == last)))
        return EDITOR_IGNORED;
    int goal = editor->goal;
    size_t at = target < 0 ? 0 : target > last ? editor->edit.length : byte_at(editor, (size_t)target, goal);
    edit_place(&editor->edit, at, select);
    return finish_motion(editor);
}

// Whether lines are above or below what is shown.
static bool is_more_above(const struct editor *editor)
{
    return !is_single(editor) && editor->scroll > 0;
}

static bool is_more_below(const struct editor *editor)
{
    return !is_single(editor) && editor->scroll + editor->rows < (int)editor->line_count;
}

static enum editor_result point(struct editor *editor, const struct input *input, enum text_direction direction)
{
    int page = choice_scroll_at(editor->rows, editor->columns, is_more_above(editor), is_more_below(editor), input);
    if (page != ACTION_NONE)
        return move_lines(editor, page == ACTION_PAGE_UP ? -editor->rows : editor->rows, false);
    int start = direction == editor->direction ? input->start : ground_columns(editor) - 1 - input->start;
    int line = is_single(editor) ? 0 : editor->scroll + input->row;
    if (is_single(editor))
        start += editor->scroll;
    editor->goal = -1;
    size_t at = line >= (int)editor->line_count ? editor->edit.length : byte_at(editor, (size_t)line, start < 0 ? 0 : start);
    edit_place(&editor->edit, at, input->select);
    return finish_motion(editor);
}

static enum editor_result move_along(struct editor *editor, enum edit_motion back, enum edit_motion forth, bool to_end,
                                     const struct input *input, enum text_direction direction)
{
    bool on = to_end == (direction == editor->direction);
    return move(editor, on ? forth : back, input->select);
}

static enum editor_result wheel(struct editor *editor, const struct input *input)
{
    int most = (int)editor->line_count - editor->rows;
    int target = editor->scroll + (input->action == ACTION_UP ? -input->rows : input->rows);
    target = target > most ? most : target;
    target = target < 0 ? 0 : target;
    if (is_single(editor) || target == editor->scroll)
        return EDITOR_IGNORED;
    editor->scroll = target;
    return EDITOR_MOVED;
}

// What only moves.
static enum editor_result act_on_cursor(struct editor *editor, const struct input *input, enum text_direction direction)
{
    struct edit *edit = &editor->edit;
    size_t line = line_of(editor, edit->cursor);
    switch (input->action) {
    case ACTION_UP:
        return input->wheel ? wheel(editor, input) : is_single(editor) ? EDITOR_IGNORED : move_lines(editor, -1, input->select);
    case ACTION_DOWN:
        return input->wheel ? wheel(editor, input) : is_single(editor) ? EDITOR_IGNORED : move_lines(editor, 1, input->select);
    case ACTION_PAGE_UP:
        return is_single(editor) ? EDITOR_IGNORED : move_lines(editor, -editor->rows, input->select);
    case ACTION_PAGE_DOWN:
        return is_single(editor) ? EDITOR_IGNORED : move_lines(editor, editor->rows, input->select);
    case ACTION_TO_START:
        return move_along(editor, EDIT_CLUSTER_BACK, EDIT_CLUSTER_ON, false, input, direction);
    case ACTION_TO_END:
        return move_along(editor, EDIT_CLUSTER_BACK, EDIT_CLUSTER_ON, true, input, direction);
    case ACTION_WORD_BACK:
        return move_along(editor, EDIT_WORD_BACK, EDIT_WORD_ON, false, input, direction);
    case ACTION_WORD_FORTH:
        return move_along(editor, EDIT_WORD_BACK, EDIT_WORD_ON, true, input, direction);
    case ACTION_LINE_START:
    case ACTION_LINE_END:
        editor->goal = -1;
        edit_place(edit, input->action == ACTION_LINE_START ? editor->lines[line].start : end_of(editor, line),
                   input->select);
        return finish_motion(editor);
    case ACTION_FIRST:
        return move(editor, EDIT_TEXT_START, input->select);
    case ACTION_LAST:
        return move(editor, EDIT_TEXT_END, input->select);
    case ACTION_SELECT_ALL:
        edit_select_all(edit);
        return finish_motion(editor);
    case ACTION_POINT:
        return point(editor, input, direction);
    default:
        return EDITOR_IGNORED;
    }
}

enum editor_result editor_act(struct editor *editor, const struct input *input, enum text_direction direction)
{
    struct edit *edit = &editor->edit;
    switch (input->action) {
    case ACTION_CHARACTER:
        return finish_change(editor, edit_type(edit, input->character));
    case ACTION_NUMBER:
        if (input->number == NUMBER_ENDS)
            return EDITOR_IGNORED;
        return finish_change(editor, edit_type(edit, '0' + (uint32_t)input->number));
    case ACTION_OPEN:
        return is_single(editor) ? EDITOR_IGNORED : finish_change(editor, edit_type(edit, '\n'));
    case ACTION_PASTE:
        return finish_change(editor, input->cut_short ? EDIT_FULL : edit_insert(edit, input->text, input->length));
    case ACTION_ERASE:
        return finish_change(editor, edit_erase(edit, EDIT_CLUSTER_BACK));
    case ACTION_ERASE_FORTH:
        return finish_change(editor, edit_erase(edit, EDIT_CLUSTER_ON));
    case ACTION_UNDO:
        return finish_change(editor, edit_undo(edit) ? EDIT_CHANGED : EDIT_NOTHING);
    case ACTION_REDO:
        return finish_change(editor, edit_redo(edit) ? EDIT_CHANGED : EDIT_NOTHING);
    default:
        return act_on_cursor(editor, input, direction);
    }
}

// ---- painting ----------------------------------------------------------------------------------------------------

// Gives the cells of a line that are selected their role; where the selection goes on in the next line, a blank behind them.
static void paint_selection(const struct editor *editor, const struct canvas *box, int row, int start, size_t line_index)
{
    size_t from, to;
    const struct text_line *line = &editor->lines[line_index];
    if (!edit_selection(&editor->edit, &from, &to))
        return;
    int left = 0;
    for (size_t i = 0; i < line->count; i++) {
        const struct text_cell *cell = &line->cells[i];
        struct text_line one = {.cells = cell, .count = 1, .width = cell->width};
        if (line->places[i] >= from && line->places[i] < to)
            canvas_line(box, row, start + column_of(editor, line, left, cell->width), &one, ROLE_SELECTED);
        left += cell->width;
    }
    if (from <= end_of(editor, line_index) && to > line->end)
        canvas_fill(box, row, start + line->width, 1, ROLE_SELECTED);
}

void editor_paint(const struct editor *editor, const struct canvas *canvas, bool focused, const char *hint)
{
    int rows = canvas->rows < editor->rows ? canvas->rows : editor->rows;
    int columns = ground_columns(editor);
    struct canvas box = canvas_part(canvas, 0, 0, rows, editor->columns);
    struct canvas text = canvas_part(canvas, 0, 0, rows, columns);
    text.direction = editor->direction;
    for (int row = 0; row < rows; row++)
        canvas_fill(&box, row, 0, columns, ROLE_FIELD);
    size_t first = is_single(editor) ? 0 : (size_t)editor->scroll;
    int start = is_single(editor) ? -editor->scroll : 0;
    for (int row = 0; row < rows && first + (size_t)row < editor->line_count; row++) {
        canvas_line(&text, row, start, &editor->lines[first + (size_t)row], ROLE_FIELD);
        paint_selection(editor, &text, row, start, first + (size_t)row);
    }
    if (editor->edit.length == 0 && hint != NULL)
        canvas_text(&box, 0, 1, columns - 1, hint, ROLE_FIELD_QUIET); // behind the cursor
    choice_paint_scroll(&box, is_more_above(editor), is_more_below(editor));
    struct cursor_place cursor = place_of(editor, editor->edit.cursor);
    if (focused)
        canvas_cursor(&text, (int)cursor.line - (int)first, start + cursor.column);
}

const char *editor_saying(const struct editor *editor, struct arena *arena, const struct view *view)
{
    const struct edit *edit = &editor->edit;
    size_t selected = edit_selected(edit);
    size_t room = edit_room(edit);
    size_t whole = edit->limits.characters > 0 ? edit->limits.characters : edit->limits.bytes / 4;
    if (editor->full)
        return view_work_text(view, WORK_TEXT_FULL);
    if (selected > 0)
        return view_work_count(view, arena, WORK_TEXT_SELECTED, selected);
    if (room <= whole / ROOM_LITTLE_PART)
        return view_work_count(view, arena, WORK_TEXT_ROOM, room);
    return NULL;
}
