// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The whole text is laid out after each change: 20,000 bytes take a millisecond or two, and what a change does to lines
// further down need not be known. The cursor stands on the cell of the character before which is written, whichever way
// that runs, and behind the last one of a line where the line's direction ends.
#include "tui/kit/editor.h"

#include "tui/kit/choice.h"
#include "tui/kit/editor_private.h"

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

bool editor_is_single(const struct editor *editor)
{
    return editor->edit.limits.lines == 1;
}

// ---- layout ------------------------------------------------------------------------------------------------------

// Columns of the ground that is written on, without those of the scroll marks.
static int ground_columns(const struct editor *editor)
{
    return editor_is_single(editor) ? editor->columns : choice_columns(editor->columns);
}

static void scroll_to_cursor(struct editor *editor)
{
    struct editor_place cursor = editor_cursor(editor);
    int at = editor_is_single(editor) ? cursor.column : (int)cursor.line;
    int shown = editor_is_single(editor) ? editor->columns : editor->rows;
    int whole = editor_is_single(editor) ? editor->lines[0].width + 1 : (int)editor->line_count;
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
    int width = editor_is_single(editor) ? SINGLE_WIDTH : ground_columns(editor) - 1; // and one for the cursor
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
    editor->written = result == EDIT_CHANGED;
    editor->dropped = 0;
    if (result == EDIT_CHANGED)
        editor_lay_out(editor, editor->rows, editor->columns);
    else
        scroll_to_cursor(editor);
    return result == EDIT_CHANGED ? EDITOR_CHANGED : EDITOR_MOVED;
}

static enum editor_result finish_motion(struct editor *editor)
{
    editor->full = editor->written = false;
    editor->dropped = 0;
    scroll_to_cursor(editor);
    return EDITOR_MOVED;
}

// What was put in at once: characters that no text may have are left out, and that is told.
static enum editor_result put_in(struct editor *editor, const char *text, size_t length, size_t dropped)
{
    enum editor_result result = finish_change(editor, edit_insert(&editor->edit, text, length));
    if (!editor->full)
        editor->dropped = dropped + editor->edit.dropped;
    return result;
}

static enum editor_result paste(struct editor *editor, const struct input *input)
{
    if (input->cut_short)
        return finish_change(editor, EDIT_FULL);
    return put_in(editor, input->text, input->length, input->dropped);
}

// A cut is a copy whose words go.
static enum editor_result copy(struct editor *editor, const struct view *view, bool cut)
{
    size_t start, end;
    if (view->clipboard == NULL || !edit_selection(&editor->edit, &start, &end))
        return EDITOR_MOVED;
    clipboard_put(view->clipboard, editor->edit.text + start, end - start);
    return cut ? finish_change(editor, edit_erase(&editor->edit, EDIT_CLUSTER_ON)) : EDITOR_MOVED;
}

// Undone, or done again: the cursor is where it was.
static enum editor_result take_back(struct editor *editor, bool changed)
{
    enum editor_result result = finish_change(editor, changed ? EDIT_CHANGED : EDIT_NOTHING);
    finish_motion(editor);
    return result;
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
    struct editor_place cursor = editor_cursor(editor);
    if (editor->goal < 0)
        editor->goal = cursor.column;
    int last = (int)editor->line_count - 1;
    int target = (int)cursor.line + lines;
    bool beyond = target < 0 || target > last;
    if (beyond && !select && ((lines < 0 && cursor.line == 0) || (lines > 0 && (int)cursor.line == last)))
        return EDITOR_IGNORED;
    int goal = editor->goal;
    size_t at = target < 0 ? 0 : target > last ? editor->edit.length : editor_byte_at(editor, (size_t)target, goal);
    edit_place(&editor->edit, at, select);
    return finish_motion(editor);
}

// Whether lines are above or below what is shown.
static bool is_more_above(const struct editor *editor)
{
    return !editor_is_single(editor) && editor->scroll > 0;
}

static bool is_more_below(const struct editor *editor)
{
    return !editor_is_single(editor) && editor->scroll + editor->rows < (int)editor->line_count;
}

static enum editor_result point(struct editor *editor, const struct input *input, enum text_direction direction)
{
    int page = choice_scroll_at(editor->rows, editor->columns, is_more_above(editor), is_more_below(editor), input);
    if (page != ACTION_NONE)
        return move_lines(editor, page == ACTION_PAGE_UP ? -editor->rows : editor->rows, false);
    int start = direction == editor->direction ? input->start : ground_columns(editor) - 1 - input->start;
    int line = editor_is_single(editor) ? 0 : editor->scroll + input->row;
    if (editor_is_single(editor))
        start += editor->scroll;
    editor->goal = -1;
    size_t at = line >= (int)editor->line_count ? editor->edit.length : editor_byte_at(editor, (size_t)line, start < 0 ? 0 : start);
    edit_place(&editor->edit, at, input->select);
    return finish_motion(editor);
}

// To the left or right, as the glass shows it. Without selecting on, a selection ends, at its end on that side.
static enum editor_result move_sideways(struct editor *editor, bool right, bool select)
{
    size_t start, end;
    if (!select && edit_selection(&editor->edit, &start, &end))
        return move(editor, right == (editor->direction == TEXT_LEFT_TO_RIGHT) ? EDIT_CLUSTER_ON : EDIT_CLUSTER_BACK, false);
    editor->goal = -1;
    edit_place(&editor->edit, editor_beside(editor, right), select);
    return finish_motion(editor);
}

// Words are gone through in the text's order.
static enum editor_result move_words(struct editor *editor, bool to_end, const struct input *input, enum text_direction direction)
{
    bool on = to_end == (direction == editor->direction);
    return move(editor, on ? EDIT_WORD_ON : EDIT_WORD_BACK, input->select);
}

static enum editor_result wheel(struct editor *editor, const struct input *input)
{
    int most = (int)editor->line_count - editor->rows;
    int target = editor->scroll + (input->action == ACTION_UP ? -input->rows : input->rows);
    target = target > most ? most : target;
    target = target < 0 ? 0 : target;
    if (editor_is_single(editor) || target == editor->scroll)
        return EDITOR_IGNORED;
    editor->scroll = target;
    return EDITOR_MOVED;
}

// What only moves.
static enum editor_result act_on_cursor(struct editor *editor, const struct input *input, enum text_direction direction)
{
    struct edit *edit = &editor->edit;
    size_t line = editor_line_of(editor, edit->cursor);
    switch (input->action) {
    case ACTION_UP:
        return input->wheel ? wheel(editor, input) : editor_is_single(editor) ? EDITOR_IGNORED : move_lines(editor, -1, input->select);
    case ACTION_DOWN:
        return input->wheel ? wheel(editor, input) : editor_is_single(editor) ? EDITOR_IGNORED : move_lines(editor, 1, input->select);
    case ACTION_PAGE_UP:
        return editor_is_single(editor) ? EDITOR_IGNORED : move_lines(editor, -editor->rows, input->select);
    case ACTION_PAGE_DOWN:
        return editor_is_single(editor) ? EDITOR_IGNORED : move_lines(editor, editor->rows, input->select);
    case ACTION_TO_START:
    case ACTION_TO_END:
        return move_sideways(editor, (input->action == ACTION_TO_END) == (direction == TEXT_LEFT_TO_RIGHT), input->select);
    case ACTION_WORD_BACK:
        return move_words(editor, false, input, direction);
    case ACTION_WORD_FORTH:
        return move_words(editor, true, input, direction);
    case ACTION_LINE_START:
    case ACTION_LINE_END:
        editor->goal = -1;
        edit_place(edit, input->action == ACTION_LINE_START ? editor->lines[line].start : editor_end_of(editor, line),
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

enum editor_result editor_act(struct editor *editor, const struct view *view, const struct input *input)
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
        return editor_is_single(editor) ? EDITOR_IGNORED : finish_change(editor, edit_type(edit, '\n'));
    case ACTION_PASTE:
        return paste(editor, input);
    case ACTION_CUT:
    case ACTION_COPY:
        return copy(editor, view, input->action == ACTION_CUT);
    case ACTION_INSERT:
        if (view->clipboard == NULL || view->clipboard->text == NULL)
            return EDITOR_MOVED;
        return put_in(editor, view->clipboard->text, view->clipboard->length, 0);
    case ACTION_ERASE:
        return finish_change(editor, edit_erase(edit, EDIT_CLUSTER_BACK));
    case ACTION_ERASE_FORTH:
        return finish_change(editor, edit_erase(edit, EDIT_CLUSTER_ON));
    case ACTION_UNDO:
        return take_back(editor, edit_undo(edit));
    case ACTION_REDO:
        return take_back(editor, edit_redo(edit));
    default:
        return act_on_cursor(editor, input, view->direction);
    }
}

// ---- painting ----------------------------------------------------------------------------------------------------

// The role of what the byte begins: ROLE_FIELD unless it is marked.
static enum role role_at(const struct editor *editor, size_t at)
{
    size_t first = 0, behind = editor->mark_count;
    while (first < behind) {
        size_t middle = first + (behind - first) / 2;
        const struct editor_mark *mark = &editor->marks[middle];
        if (at >= mark->start && at < mark->end)
            return mark->role;
        if (at < mark->start)
            behind = middle;
        else
            first = middle + 1;
    }
    return ROLE_FIELD;
}

// Gives the cells of a line that are marked or selected their role; where the selection goes on in the next line, a blank
// behind them.
static void paint_roles(const struct editor *editor, const struct canvas *box, int row, int start, size_t line_index)
{
    size_t from, to;
    const struct text_line *line = &editor->lines[line_index];
    bool selected = edit_selection(&editor->edit, &from, &to);
    int left = 0;
    for (size_t i = 0; i < line->count; i++) {
        const struct text_cell *cell = &line->cells[i];
        struct text_line one = {.cells = cell, .count = 1, .width = cell->width};
        bool inside = selected && line->places[i] >= from && line->places[i] < to;
        enum role role = inside ? ROLE_SELECTED : role_at(editor, line->places[i]);
        if (role != ROLE_FIELD)
            canvas_line(box, row, start + editor_column_of(editor, line, left, cell->width), &one, role);
        left += cell->width;
    }
    if (selected && from <= editor_end_of(editor, line_index) && to > line->end)
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
    size_t first = editor_is_single(editor) ? 0 : (size_t)editor->scroll;
    int start = editor_is_single(editor) ? -editor->scroll : 0;
    for (int row = 0; row < rows && first + (size_t)row < editor->line_count; row++) {
        canvas_line(&text, row, start, &editor->lines[first + (size_t)row], ROLE_FIELD);
        paint_roles(editor, &text, row, start, first + (size_t)row);
    }
    if (editor->edit.length == 0 && hint != NULL)
        canvas_text(&box, 0, 1, columns - 1, hint, ROLE_FIELD_QUIET); // behind the cursor
    if (!editor_is_single(editor))
        choice_paint_scroll(&box, editor->scroll, (int)editor->line_count);
    struct editor_place cursor = editor_cursor(editor);
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
    if (editor->dropped > 0)
        return view_work_count(view, arena, WORK_TEXT_DROPPED, editor->dropped);
    if (selected > 0)
        return view_work_count(view, arena, WORK_TEXT_SELECTED, selected);
    if (room <= whole / ROOM_LITTLE_PART)
        return view_work_count(view, arena, WORK_TEXT_ROOM, room);
    return NULL;
}
