// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// A terminal's cursor stands on a cell and not between two, so its places are the cells, each before the character in it, and
// one behind the line, where the line's direction ends. Keys that point left and right go from one to the other as they are
// seen, so that a key never seems to do nothing, and back is back, whatever directions meet.
#include "tui/kit/editor_private.h"

#include "core/edit/boundary.h"

int editor_column_of(const struct editor *editor, const struct text_line *line, int left, int width)
{
    return editor->direction == TEXT_RIGHT_TO_LEFT ? line->width - left - width : left;
}

size_t editor_line_of(const struct editor *editor, size_t at)
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

// The cell that shows the byte. Of what is in no cell of its own, such as the alef that is one with the lam before it, it is
// the cell that has it. The line has cells, and does not end before the byte.
static size_t cell_of(const struct text_line *line, size_t at)
{
    size_t cell = 0;
    bool found = false;
    for (size_t i = 0; i < line->count; i++) {
        if (line->places[i] <= at && (!found || line->places[i] >= line->places[cell])) {
            cell = i;
            found = true;
        }
    }
    for (size_t i = 0; i < line->count && !found; i++) // before all that is seen
        cell = line->places[i] < line->places[cell] ? i : cell;
    return cell;
}

static int left_of(const struct text_line *line, size_t cell)
{
    int left = 0;
    for (size_t i = 0; i < cell; i++)
        left += line->cells[i].width;
    return left;
}

static int column_of_cell(const struct editor *editor, const struct text_line *line, size_t cell)
{
    return editor_column_of(editor, line, left_of(line, cell), line->cells[cell].width);
}

struct editor_place editor_place_of(const struct editor *editor, size_t at)
{
    struct editor_place place = {.line = editor_line_of(editor, at)};
    const struct text_line *line = &editor->lines[place.line];
    if (at < line->end && line->count > 0) {
        place.column = column_of_cell(editor, line, cell_of(line, at));
        return place;
    }
    place.column = line->width; // behind what is shown: among the blanks at the line's end
    for (size_t i = line->end; i < at; i++)
        place.column += editor->edit.text[i] == ' ';
    return place;
}

static bool runs_left(const struct text_line *line, size_t cell)
{
    return (line->levels[cell] & 1) != 0;
}

// Whether what was just written runs in another direction than what stands behind it; then *cell is the one that shows it.
static bool is_at_a_turn(const struct editor *editor, const struct text_line *line, size_t *cell)
{
    size_t at = editor->edit.cursor;
    if (!editor->written || at <= line->start || at > line->end || line->count == 0)
        return false;
    *cell = cell_of(line, boundary_cluster_before(editor->edit.text, editor->edit.length, at));
    bool left = editor->direction == TEXT_RIGHT_TO_LEFT;
    return runs_left(line, *cell) != (at < line->end ? runs_left(line, cell_of(line, at)) : left);
}

struct editor_place editor_cursor(const struct editor *editor)
{
    struct editor_place place = editor_place_of(editor, editor->edit.cursor);
    const struct text_line *line = &editor->lines[place.line];
    size_t cell;
    if (!is_at_a_turn(editor, line, &cell))
        return place;
    bool back = runs_left(line, cell) != (editor->direction == TEXT_RIGHT_TO_LEFT); // it is written against the line
    place.column = column_of_cell(editor, line, cell) + (back ? -1 : line->cells[cell].width);
    place.column = place.column < 0 ? 0 : place.column; // no cell is there
    return place;
}

size_t editor_end_of(const struct editor *editor, size_t line)
{
    const struct edit *edit = &editor->edit;
    if (line + 1 == editor->line_count)
        return edit->length;
    size_t next = editor->lines[line + 1].start;
    if (edit->text[next - 1] == '\n')
        return next - 1;
    return boundary_cluster_before(edit->text, edit->length, next);
}

size_t editor_byte_at(const struct editor *editor, size_t line_index, int column)
{
    const struct text_line *line = &editor->lines[line_index];
    size_t end = editor_end_of(editor, line_index);
    if (column >= line->width) {
        size_t at = line->end + (size_t)(column - line->width);
        return at < end ? at : end;
    }
    int left = 0;
    for (size_t i = 0; i < line->count; i++) {
        int start = editor_column_of(editor, line, left, line->cells[i].width);
        if (column >= start && column < start + line->cells[i].width)
            return line->places[i];
        left += line->cells[i].width;
    }
    return line->start;
}

// ---- from cell to cell -------------------------------------------------------------------------------------------

// The bytes that a cell shows.
static void bytes_of(const struct text_line *line, size_t cell, size_t *start, size_t *end)
{
    bool first = true;
    *start = line->places[cell];
    *end = line->end;
    for (size_t i = 0; i < line->count; i++) {
        if (line->places[i] > *start && line->places[i] < *end)
            *end = line->places[i];
        first = first && line->places[i] >= *start;
    }
    if (first)
        *start = line->start;
}

// The byte of a cell that is come to from its left, going right, or from its right.
static size_t enter_cell(const struct editor *editor, size_t line_index, size_t cell, bool right)
{
    const struct text_line *line = &editor->lines[line_index];
    size_t start, end;
    bytes_of(line, cell, &start, &end);
    if (right != runs_left(line, cell))
        return start;
    size_t last = boundary_cluster_before(editor->edit.text, editor->edit.length, end);
    return last > start ? last : start;
}

// The byte of a line that is come to from its own start (going on), or from its end.
static size_t enter_line(const struct editor *editor, size_t line_index, bool on)
{
    const struct text_line *line = &editor->lines[line_index];
    bool right = on == (editor->direction == TEXT_LEFT_TO_RIGHT);
    size_t end = editor_end_of(editor, line_index);
    if (line->count == 0 || (!on && end >= line->end))
        return on ? line->start : end;
    return enter_cell(editor, line_index, right ? 0 : line->count - 1, right);
}

// Beyond the cells of a line.
static size_t leave_line(const struct editor *editor, size_t line_index, bool on)
{
    if (on && line_index + 1 < editor->line_count)
        return enter_line(editor, line_index + 1, true);
    if (!on && line_index > 0)
        return enter_line(editor, line_index - 1, false);
    return editor->edit.cursor;
}

// Beyond the last cell: behind the line, if the cursor can stand there.
static size_t leave_cells(const struct editor *editor, size_t line_index, bool on)
{
    size_t end = editor->lines[line_index].end;
    return on && end <= editor_end_of(editor, line_index) ? end : leave_line(editor, line_index, on);
}

size_t editor_beside(const struct editor *editor, bool right)
{
    const struct edit *edit = &editor->edit;
    size_t at = edit->cursor;
    size_t line_index = editor_line_of(editor, at);
    const struct text_line *line = &editor->lines[line_index];
    bool on = right == (editor->direction == TEXT_LEFT_TO_RIGHT);
    size_t line_end = editor_end_of(editor, line_index);
    size_t turn;
    if (is_at_a_turn(editor, line, &turn)) { // from where it is seen
        bool beyond = right == runs_left(line, turn);
        size_t target = beyond ? turn : right ? turn + 2 : turn - 2;
        return target < line->count ? enter_cell(editor, line_index, target, right) : leave_cells(editor, line_index, on);
    }
    if (at >= line->end || line->count == 0) { // behind what is shown
        if (on)
            return at < line_end ? boundary_cluster_after(edit->text, edit->length, at) : leave_line(editor, line_index, on);
        if (at > line->end)
            return boundary_cluster_before(edit->text, edit->length, at);
        return line->count > 0 ? enter_cell(editor, line_index, right ? 0 : line->count - 1, right)
                               : leave_line(editor, line_index, on);
    }
    size_t cell = cell_of(line, at);
    size_t start, end;
    bytes_of(line, cell, &start, &end);
    bool within = right != runs_left(line, cell);
    size_t next = within ? boundary_cluster_after(edit->text, edit->length, at) : boundary_cluster_before(edit->text, edit->length, at);
    if (within ? next < end : at > start)
        return next;
    if (right ? cell + 1 < line->count : cell > 0)
        return enter_cell(editor, line_index, right ? cell + 1 : cell - 1, right);
    return leave_cells(editor, line_index, on);
}
