// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// A table of the things of a kind, with a filter: for the page that lists them, and for those on which one is chosen.
#ifndef KOMPASS_TUI_STAFF_THINGS_H
#define KOMPASS_TUI_STAFF_THINGS_H

#include "core/desk/listing.h"
#include "tui/kit/table.h"

enum things_column { THINGS_TITLE, THINGS_OWNER, THINGS_AS_OF, THINGS_STATE, THINGS_COLUMNS };

struct things {
    struct view *view;
    enum kind kind;
    struct listing listing;
    struct table table;
    struct table_column columns[THINGS_COLUMNS];
    struct editor filter;
    size_t *order; // places in the listing of the rows that are shown; owned
    bool *marks;   // of the listing's rows; owned
    struct arena words; // what is said
};

// Reads the things, again where they have been read: marks, filter and order stay. Zero-initialised at first.
void things_open(struct things *things, struct page *page, enum kind kind, const char *filter, bool may_mark);
void things_close(struct things *things);

// The row that has the focus; NULL: there is none. Gives it to the thing of that id.
const struct listing_row *things_focused(const struct things *things);
void things_focus(struct things *things, const char *id);

enum things_result { THINGS_IGNORED, THINGS_MOVED, THINGS_OPENED };

// Moves, marks, sorts, filters; Tab completes a field of the filter.
enum things_result things_act(struct things *things, const struct page *page, const struct input *input);

#endif
