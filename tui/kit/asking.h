// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// A question that a page asks before it does something. A part of the page's state.
#ifndef KOMPASS_TUI_KIT_ASKING_H
#define KOMPASS_TUI_KIT_ASKING_H

#include "tui/kit/dialog.h"

// Zero-initialised asks nothing.
struct asking {
    struct dialog question; // its first answer is the one by which nothing is done
    bool open;              // it is on the screen
};

// Asks. The request is the page's.
struct request asking_begin(struct asking *asking, struct dialog question);

// Takes all input while it is open. *answer is the index of the answer that was given; 0 as long as there is none, and when the reader
// went back without one: then the request is the page's.
struct request asking_act(struct asking *asking, const struct page *page, const struct input *input, size_t *answer);

// Paints it, if it is open, over what was painted on the page's canvas.
void asking_paint(const struct asking *asking, const struct view *view, const struct canvas *canvas);

#endif
