// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// A kiosk within a page: the kiosk's own screens, keys and frame, on a catalog in memory and a terminal that is a grid. It writes
// nothing and counts nothing.
#ifndef KOMPASS_TUI_STAFF_VISITOR_H
#define KOMPASS_TUI_STAFF_VISITOR_H

#include "tui/kit/loop.h"

struct visitor; // opaque

// Opens it on the page of a thing, "" for the first choice, in a language. The catalog's bytes are from SQLite, and taken over
// whatever comes of it. The messages of the kiosk are in `locales`. `rows` and `columns` are those of its screen; `view` is that of
// the page, whose clock and theme it has, and `words`, in the page's language, say that nothing can be searched here; both borrowed.
struct visitor_sight {
    const char *id;
    unsigned char *bytes;
    size_t size;
    const char *locales;
    const struct language *language;
    struct view *view;
    const char *words;
    int rows, columns;
};
enum status visitor_open(struct visitor **visitor, const struct visitor_sight *sight, struct problem *problem);
void visitor_close(struct visitor **visitor); // NULL is fine

void visitor_resize(struct visitor *visitor, int rows, int columns);
void visitor_set_language(struct visitor *visitor, const struct language *language);
const struct language *visitor_language(const struct visitor *visitor);
enum theme_id visitor_theme(const struct visitor *visitor);

// Does what the reader does, whose pointer is where it is on the visitor's screen. False when he goes back from the page with which
// it began.
bool visitor_take(struct visitor *visitor, const struct event *event);

// What the visitor sees now. Valid until the next function.
const struct grid *visitor_screen(struct visitor *visitor);

#endif
