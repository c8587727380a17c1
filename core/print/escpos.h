// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// ESC/POS, the language of printers of slips: dots out, status in. Only a few of its commands, which all such printers know; text mode is
// never used, as no printer has all scripts.
#ifndef KOMPASS_CORE_PRINT_ESCPOS_H
#define KOMPASS_CORE_PRINT_ESCPOS_H

#include "core/output/paper.h"
#include "core/print/typeset.h"

enum { ESCPOS_BAND_ROWS = 128 }; // of dots in one command: what the smallest buffers hold

// The orders that print the dots: ESC @, GS v 0 for each band, feed, cut. In the arena; *size is how many bytes.
unsigned char *escpos_write(struct arena *arena, const struct raster *raster, size_t *size);

// What is asked with DLE EOT n.
enum escpos_question { ESCPOS_PRINTER = 1, ESCPOS_OFFLINE = 2, ESCPOS_ERROR = 3, ESCPOS_PAPER = 4 };

// What an answer to it says: PRINT_NO_PAPER, PRINT_OFF, PRINT_JAMMED, or PRINT_NONE when nothing is wrong. An answer that is none by its
// fixed bits says nothing.
enum print_state escpos_read_answer(enum escpos_question question, unsigned char answer);

#endif
