// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Private to core/text: the stages of a layout. prepare.c turns text into cells in logical order, wrap.c finds where
// lines end, reorder.c puts a line's cells into visual order, layout.c calls them.
#ifndef KOMPASS_CORE_TEXT_PARAGRAPH_H
#define KOMPASS_CORE_TEXT_PARAGRAPH_H

#include "core/base/arena.h"
#include "core/text/layout.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// A whole text, shaped, without what is never shown; what steers order and breaks is still there.
struct text_prepared {
    uint32_t *characters;
    size_t count;
    bool right_to_left; // something in it may stand right to left
};

// One paragraph of it.
struct text_paragraph {
    const uint32_t *characters;
    size_t length;           // characters
    struct text_cell *cells; // logical order; what steers is here too, of width 0, as it parts what it stands between
    size_t count;            // cells
    uint32_t *positions;     // of each cell's base in `characters`
    int *columns;            // before each cell, and at [count] all of them
    const char *chances;     // of each cell: nonzero where a line may end before it; NULL: the paragraph is one line
    const uint8_t *levels;   // of each cell, by UAX #9; NULL: left to right all through
};

// Decodes, isolates fields and shapes as the options ask, and drops what is never shown. In the scratch arena.
void text_prepare(struct arena *scratch, const char *text, const struct text_options *options,
                  struct text_prepared *prepared);

// The characters with what is found in free text kept whole as text_isolate() keeps a field, and isolated where the
// text around it stands right to left. What stands in an isolate of its own is treated by that one's direction. In the
// scratch arena.
uint32_t *text_isolate_found(struct arena *scratch, const uint32_t *characters, size_t *count,
                             enum text_direction direction);

// Forms the paragraph's cells in the arena from its characters; the rest is scratch. A character wider than a line of
// `width` columns becomes an ellipsis.
void text_form_cells(struct arena *arena, struct arena *scratch, struct text_paragraph *paragraph, int width);

// A space that a line's end swallows.
bool text_is_space(const struct text_cell *cell);

// The end of the cells from `first` to `end` without the spaces there, and what steers among them.
size_t text_trim(const struct text_paragraph *paragraph, size_t first, size_t end);

// Finds the chances to break, unless the paragraph fits into one line of `width` columns.
void text_find_chances(struct arena *scratch, struct text_paragraph *paragraph, int width);

// The last place at or before `end` that parts no cluster (UAX #29), or `first`.
size_t text_whole_clusters(const struct text_paragraph *paragraph, size_t first, size_t end);

// Whether a line that ends before the cell `at` ends in a soft hyphen. The hyphen is shown then and takes a column.
bool text_ends_in_hyphen(const struct text_paragraph *paragraph, size_t at);

// The first cell of the line after the one that starts at `first`; no space.
size_t text_end_line(const struct text_paragraph *paragraph, size_t first, int width);

// Finds the levels of the whole paragraph, as the order of each line depends on all of it.
void text_find_levels(struct arena *scratch, struct text_paragraph *paragraph, enum text_direction direction);

// Room to turn a line in, used again for the next one; zeroed at first, in the scratch arena.
struct text_turning {
    struct text_cell *logical;
    int32_t *order;
    size_t capacity; // cells
};

// Puts a line's cells into visual order in place, with mirrored brackets (UAX #9, L2 and L4).
void text_reorder_cells(struct arena *scratch, struct text_turning *turning, struct text_cell *cells,
                        const uint8_t *levels, size_t count);

#endif
