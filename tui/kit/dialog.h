// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// A box in the middle of a page that stands back behind it: a question with two or three answers, or words alone.
//
// The page that asks keeps it in its state, paints it last, and gives it all input as long as it is open.
#ifndef KOMPASS_TUI_KIT_DIALOG_H
#define KOMPASS_TUI_KIT_DIALOG_H

#include "tui/kit/page.h"

enum { DIALOG_TEXTS_MAX = 3, DIALOG_ANSWERS_MAX = 3 };

// One paragraph; text NULL: none.
struct dialog_text {
    const char *text; // borrowed, in the reader's language
    enum role role;
};

struct dialog {
    struct dialog_text texts[DIALOG_TEXTS_MAX];
    const char *answers[DIALOG_ANSWERS_MAX]; // borrowed; NULL after the last one
    size_t focus; // the answer that Enter gives: at first the one by which nothing is lost
    int left, of; // of a time that runs out, as a bar below the words where there is a row for it; 0: none
};

enum dialog_result {
    DIALOG_IGNORED,
    DIALOG_MOVED,    // paint again
    DIALOG_ANSWERED, // *answer is the index of the answer
    DIALOG_LEFT,     // the reader went back without one
};

// Arrows and tabulator move, Enter, a digit or a touch answers, Esc leaves. `input` is placed on a canvas of rows x columns.
enum dialog_result dialog_act(struct dialog *dialog, const struct view *view, int rows, int columns,
                              const struct input *input, size_t *answer);

// Paints it over what is on the canvas, which stands back. The answers are always to be seen; of texts that leave no room for
// them, the ends are not. Puts the hardware cursor before the first text, or on the answer that has the focus.
void dialog_paint(const struct dialog *dialog, const struct view *view, const struct canvas *canvas);

#endif
