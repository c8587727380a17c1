// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// A field of one line to type into, by grapheme clusters (UAX #29).
#ifndef KOMPASS_TUI_KIT_FIELD_H
#define KOMPASS_TUI_KIT_FIELD_H

#include "tui/kit/canvas.h"

enum { FIELD_BYTES = 256 };

struct field {
    char text[FIELD_BYTES]; // UTF-8, the visitor's words: field_wipe() when done
    size_t length;
};

// Appends a character that text_clean() keeps, but no end of a line; ignores it when the field is full.
void field_insert(struct field *field, uint32_t character);

// The last character, 0 when the field is empty.
uint32_t field_last(const struct field *field);

// Takes the last grapheme cluster away; false when the field was empty.
bool field_erase(struct field *field);

// Puts other words in place of those there; what has no room is left out.
void field_set(struct field *field, const char *text);

// Overwrites the words.
void field_wipe(struct field *field);

// Paints the end of the text and the hardware cursor behind it; `hint` shows while it is empty.
void field_paint(const struct field *field, const struct canvas *canvas, int row, int start, int columns,
                 const char *hint);

#endif
