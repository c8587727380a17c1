// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// What is printed of a thing: blocks of text in the order in which they are read, and codes. It knows no printer, no font and no size of
// paper. It goes from the kiosk to the process that prints as bytes, and is read there as if an enemy had written them.
//
// Texts are UTF-8 in logical order; isolates (UAX #9) are welcome. They are borrowed, what is made is in the arena.
#ifndef KOMPASS_CORE_OUTPUT_PAPER_H
#define KOMPASS_CORE_OUTPUT_PAPER_H

#include "core/base/arena.h"
#include "core/base/status.h"
#include "core/language/language.h"

#include <stdbool.h>

enum {
    PAPER_BLOCKS_MAX = 512,
    PAPER_BYTES_MAX = 96 * 1024, // of the form for the other process: one message of a socket
};

enum paper_kind {
    PAPER_TITLE,
    PAPER_NAME,    // the German name beside it, as it stands at the door
    PAPER_HEADING,
    PAPER_LABEL,   // of the text that follows
    PAPER_TEXT,
    PAPER_NUMBER,  // to be dialled
    PAPER_NOTE,    // in smaller letters: how old and from where it is
    PAPER_CODE,    // the text of a QR code
    PAPER_KINDS,
};

struct paper_block {
    enum paper_kind kind;
    const struct language *language; // of the text; of a code none: NULL
    const char *text;
};

struct paper {
    const struct language *language; // of the reader: at its side the page begins
    struct paper_block *blocks;
    size_t count, capacity;
    bool machine; // some of it was translated by a machine: for who makes it, to say so in a block
};

// Adds a block; nothing where the text is NULL or "", or PAPER_BLOCKS_MAX are there.
void paper_add(struct arena *arena, struct paper *paper, enum paper_kind kind, const struct language *language, const char *text);

// The paper as bytes. STATUS_LIMIT where that would be more than PAPER_BYTES_MAX.
enum status paper_encode(struct arena *arena, const struct paper *paper, struct arena_text *bytes, struct problem *problem);

// Reads such bytes. STATUS_INVALID for all others: what is not UTF-8, kinds and languages that are not known, control characters.
enum status paper_decode(struct arena *arena, const char *bytes, size_t size, struct paper *paper, struct problem *problem);

// How the printer is, as the process that prints tells it, one byte each.
enum print_state {
    PRINT_NONE = 0,
    PRINT_BUSY = 'b',
    PRINT_DONE = 'd',
    PRINT_NO_PAPER = 'p',
    PRINT_OFF = 'o',     // or open, or not connected
    PRINT_JAMMED = 'j',
    PRINT_NOT_NOW = 'n', // anything else
};

// Whether the byte is one of these but PRINT_NONE.
bool print_state_is_known(int byte);

#endif
