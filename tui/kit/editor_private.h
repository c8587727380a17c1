// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Private to the editor: what of the text is seen where, and which place is beside which.
#ifndef KOMPASS_TUI_KIT_EDITOR_PRIVATE_H
#define KOMPASS_TUI_KIT_EDITOR_PRIVATE_H

#include "tui/kit/editor.h"

struct editor_place {
    size_t line;
    int column; // from the start of the line, in the text's direction
};

bool editor_is_single(const struct editor *editor);

// The line that a byte is seen in, or after which it is not seen any more.
size_t editor_line_of(const struct editor *editor, size_t at);

// The column at which a cell begins that is `left` columns from the line's left.
int editor_column_of(const struct editor *editor, const struct text_line *line, int left, int width);

// Where the cursor stands when it is before the byte: on the cell of the character there, or behind the line.
struct editor_place editor_place_of(const struct editor *editor, size_t at);

// Where the cursor is drawn. Where two directions meet, what is written next may stand at either of two places; behind what
// was just written, it stands at that one's side.
struct editor_place editor_cursor(const struct editor *editor);

// The last byte before which the cursor can stand in the line.
size_t editor_end_of(const struct editor *editor, size_t line);

// The byte before which the cursor stands that is put to a place.
size_t editor_byte_at(const struct editor *editor, size_t line, int column);

// The byte before which the cursor stands after it went one cell to the left or right on the glass, or within a cell that has
// more than one cluster; at a line's end it goes to the next line. The same byte where there is nothing more.
size_t editor_beside(const struct editor *editor, bool right);

#endif
