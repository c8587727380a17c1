// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// A screen as a drawing, for documents: whoever reads them sees the colours, and git sees lines of text.
#ifndef KOMPASS_TESTS_SUPPORT_SVG_H
#define KOMPASS_TESTS_SUPPORT_SVG_H

#include "tui/kit/grid.h"

// The grid in the theme's colours as a document of SVG 1.1 with that title, in the arena; the same bytes for the same grid. Blocks and
// lines are drawn, so that no font leaves gaps in them; letters are text, each run as wide as its cells whatever font is found,
// in the order in which they stand in the grid. The theme has colours of its own.
char *svg_of_grid(struct arena *arena, const struct grid *grid, enum theme_id theme, const char *title);

#endif
