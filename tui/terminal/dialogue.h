// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The conversation with the terminal while it is in use: when it is asked what it is (probe.h), which bytes are its
// answers, and what is known of it meanwhile. Nothing ever waits for an answer but the end.
#ifndef KOMPASS_TUI_TERMINAL_DIALOGUE_H
#define KOMPASS_TUI_TERMINAL_DIALOGUE_H

#include "tui/terminal/probe.h"

#include <stdbool.h>
#include <stdint.h>

// Zero-initialised is ready.
struct dialogue {
    struct probe probe; // what is known
    struct probe_replies replies;
    bool asked;       // and the last question is not answered yet
    int64_t asked_ms; // when
    bool ask_again;   // after the next frame
};

// Sends the questions to a screen of that size. What is measured is measured in the second row; true when it was: that
// row must be drawn again, and the cursor placed.
bool dialogue_ask(struct dialogue *dialogue, int rows, int columns);

// Wants them asked again, as the terminal may be another one by now; unless it never answered.
void dialogue_ask_again(struct dialogue *dialogue);

// After the window has changed its size: asks again, but not for each step of a window that is being dragged.
void dialogue_follow_size(struct dialogue *dialogue);

// Takes a byte that the terminal sent. True when the last question is answered with it, and `probe` is what is known
// now; what an operator should know of it is in the log.
bool dialogue_take(struct dialogue *dialogue, unsigned char byte);

// Whether answers may still come: what begins with ESC is then more likely one of them, cut in two by a network, than
// the key.
bool dialogue_expects_answer(const struct dialogue *dialogue);

// Waits for answers that are still to come: later they would be taken for words typed to the shell.
void dialogue_end(struct dialogue *dialogue);

#endif
