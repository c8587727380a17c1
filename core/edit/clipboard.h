// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// What was cut or copied, to be put in elsewhere in the same program. It is never handed to a terminal: OSC 52 would give it to
// whoever else reads that one's clipboard.
#ifndef KOMPASS_CORE_EDIT_CLIPBOARD_H
#define KOMPASS_CORE_EDIT_CLIPBOARD_H

#include <stddef.h>

// Zero-initialised is empty.
struct clipboard {
    char *text; // UTF-8; owned; NULL: nothing
    size_t length;
};

// Puts the words there in place of those before, which are overwritten.
void clipboard_put(struct clipboard *clipboard, const char *text, size_t length);

// Overwrites and frees what is there.
void clipboard_wipe(struct clipboard *clipboard);

#endif
