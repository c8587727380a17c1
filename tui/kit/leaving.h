// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The question before a page with changes is left: stay, save or discard. A part of the page's state.
#ifndef KOMPASS_TUI_KIT_LEAVING_H
#define KOMPASS_TUI_KIT_LEAVING_H

#include "tui/kit/dialog.h"

// Zero-initialised asks nothing.
struct leaving {
    bool asked;     // the question is on the screen
    bool discarded; // and was answered: the page may go
    size_t focus;   // answer
};

// For screen->may_close(): asks, where something was changed.
bool leaving_may_close(struct leaving *leaving, bool changed, struct request *request);

// Takes all input while it is asked. *save is set when the page is to save, and to stay; otherwise the request is the page's.
struct request leaving_act(struct leaving *leaving, const struct page *page, const struct input *input, bool *save);

// Paints the question, if it is asked, over what was painted on the page's canvas.
void leaving_paint(const struct leaving *leaving, const struct view *view, const struct canvas *canvas);

#endif
