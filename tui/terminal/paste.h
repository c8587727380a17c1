// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// What is pasted, between the marks that a terminal puts around it (xterm's ctlseqs, "Bracketed Paste Mode"). It is a text and
// never keys, whatever is in it, and whoever wrote it: a mark of the end inside of it ends nothing, as bytes follow it at once;
// where the end never comes, silence is the end; and it is never longer than a bound.
#ifndef KOMPASS_TUI_TERMINAL_PASTE_H
#define KOMPASS_TUI_TERMINAL_PASTE_H

#include <stdbool.h>
#include <stddef.h>

enum { PASTE_BYTES_MAX = 64 * 1024 }; // what comes beyond it is dropped, and told

// Zero-initialised is ready.
struct paste {
    char *text;     // owned; NULL while there is none
    size_t length;
    bool cut_short; // there was more
    size_t dropped; // characters that no text may have, and bytes that are none
    bool ended;     // its last bytes were the mark of an end
    int matched;    // bytes of a mark that may be coming,
    char which;     // and which one: '0' begins a paste, '1' ends it
};

// Begins a text, after the mark of its beginning.
void paste_begin(struct paste *paste);

// Takes the next byte.
void paste_take(struct paste *paste, unsigned char byte);

// No more comes. The text is valid UTF-8 then, with \n between lines, and without control characters but it and \t:
// what was neither is counted.
void paste_finish(struct paste *paste);

// Wipes and frees the text.
void paste_forget(struct paste *paste);

#endif
