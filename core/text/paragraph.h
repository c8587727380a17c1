// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Private to core/text: the stages of a layout. prepare.c turns text into characters of known traits, wrap.c
// finds where lines end, reorder.c in which order a line is seen, layout.c calls them and forms the cells.
#ifndef KOMPASS_CORE_TEXT_PARAGRAPH_H
#define KOMPASS_CORE_TEXT_PARAGRAPH_H

#include "core/base/arena.h"
#include "core/text/layout.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// What a layout knows of a character, in one byte: the columns of the cell that it opens, 0 where it opens none, and
// flags. What steers order and breaks opens none and vanishes.
enum {
    TEXT_COLUMNS = 0x03,
    TEXT_MARK = 0x04,     // stands in the last cell opened before it
    TEXT_VANISHES = 0x08, // is not seen where it stands at a line's end
    TEXT_TOO_WIDE = 0x10, // for any line: an ellipsis of one column is seen instead
    TEXT_END = 0x20,      // ends a paragraph, and is nothing else
};

// A whole text, shaped, without what is never shown; what steers order and breaks is still there.
struct text_prepared {
    uint32_t *characters;
    uint8_t *traits; // of each character
    size_t count;
    uint32_t *places; // of each character, the byte of the text at which it begins, and behind them the text's length; or NULL
    bool right_to_left; // something in it may stand right to left
};

// One paragraph of it, without its end.
struct text_paragraph {
    uint32_t *characters;
    uint8_t *traits; // of each character
    size_t length;
    const uint32_t *places; // as above
    char *chances;   // of each character: nonzero where a line may end before it; NULL: the paragraph is one line
    uint8_t *levels; // of each character, by UAX #9; NULL: left to right all through
};

// Decodes, isolates fields and shapes as the options ask, drops what is never shown, and finds the traits of the rest.
// In the scratch arena.
void text_prepare(struct arena *scratch, const char *text, const struct text_options *options,
                  struct text_prepared *prepared);

// The characters with what is found in free text kept whole as text_isolate() keeps a field, and isolated where the
// text around it stands right to left. What stands in an isolate of its own is treated by that one's direction. In the
// scratch arena.
uint32_t *text_isolate_found(struct arena *scratch, const uint32_t *characters, size_t *count,
                             enum text_direction direction);

// May give a character an odd level in left-to-right text: the blocks of the bidirectional types R, AL and AN, and the
// controls that open a right-to-left isolate or count as a right-to-left letter.
bool text_is_right_to_left(uint32_t character);

// A space that a line's end swallows, unless a mark stands on it.
bool text_is_space(uint32_t character);

// The columns of the characters from `first` to `end`.
int text_columns(const struct text_paragraph *paragraph, size_t first, size_t end);

// The end of the characters from `first` to `end` without the spaces there, and what steers among them.
size_t text_trim(const struct text_paragraph *paragraph, size_t first, size_t end);

// Finds the chances to break, in the room for them, unless the paragraph fits into one line of `width` columns.
void text_find_chances(struct text_paragraph *paragraph, int width, char *room);

// The last place at or before `end` that parts no cluster (UAX #29), or `first`.
size_t text_whole_clusters(const struct text_paragraph *paragraph, size_t first, size_t end);

// Whether a line that ends before the character `at` ends in a soft hyphen. The hyphen is shown then and takes a
// column.
bool text_ends_in_hyphen(const struct text_paragraph *paragraph, size_t at);

// The first character of the line after the one that starts at `first`; no space.
size_t text_end_line(const struct text_paragraph *paragraph, size_t first, int width);

// Room for ordering, used again for the next part of a text; zeroed at first, in the scratch arena.
struct text_ordering {
    uint16_t *units; // of UTF-16
    size_t units_capacity;
    uint8_t *levels;
    size_t levels_capacity;
    int32_t *order;
    size_t order_capacity;
};

// The levels of the prepared characters from `first` to `end`, which are whole paragraphs, as the order of each line
// depends on all of its paragraph. Marks have those of their bases. Valid until the next call.
uint8_t *text_find_levels(struct arena *scratch, struct text_ordering *ordering, const struct text_prepared *prepared,
                          size_t first, size_t end, enum text_direction direction);

// The order on the glass of the characters from `first` to `end` (UAX #9, L2), as places behind `first`, the leftmost
// first; NULL where that is their order in the text. Valid until the next call.
const int32_t *text_order_line(struct arena *scratch, struct text_ordering *ordering,
                               const struct text_paragraph *paragraph, size_t first, size_t end);

#endif
