// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Rows for terminals that order text themselves and cannot be told not to: turned so that they show what we have.
//
// Our rows come in visual order with joined letters. A terminal of PROBE_ORDER_IMPLICIT takes each row for a paragraph
// in logical order (UAX #9); one of PROBE_ORDER_WORDS turns each word of Arabic letters round and knows nothing of rows.
// Both get every word of letters from right to left turned round, so that they turn it back; all else stays in its
// column. So the columns of the glass, of the cursor and of the pointer stay ours.
#ifndef KOMPASS_TUI_TERMINAL_ORDER_H
#define KOMPASS_TUI_TERMINAL_ORDER_H

#include "tui/terminal/probe.h"
#include "tui/kit/grid.h"

#include <stdint.h>

// Turns a row of `columns` cells, in visual order, into what such a terminal is to be sent; other orders leave it as it
// is. PROBE_ORDER_IMPLICIT: marks (U+200E) are added that keep the words apart. PROBE_ORDER_WORDS: such a terminal takes
// what stands beside a word without a blank for a part of it, unless it is in another font; contrast[column] becomes
// the role of the word's letters plus one where a cell is to be bold if that role is not, and not bold if it is; else
// 0. Roles and widths travel with their cells.
void order_row(enum probe_order order, struct grid_cell *cells, uint8_t *contrast, int columns);

// The column to which order_row() takes the cell of `column` in a row that is still in visual order: where to put the
// cursor of a terminal that shows it on the cell it was sent for; and where on the glass is the pointer of which such a
// terminal tells by the cell that it was sent, as this is its own inverse. The column itself outside of such rows.
int order_column(enum probe_order order, const struct grid_cell *cells, int columns, int column);

#endif
