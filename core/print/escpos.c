// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Commands as Epson's reference for TM printers has them; others follow it.
#include "core/print/escpos.h"

#include <string.h>

enum { FEED_ROWS = 100, COMMAND_BYTES = 32 }; // from the head to the cutter

unsigned char *escpos_write(struct arena *arena, const struct raster *raster, size_t *size)
{
    static const unsigned char begin[] = {0x1b, '@'};
    static const unsigned char end[] = {0x1b, 'J', FEED_ROWS, 0x1d, 'V', 1}; // a partial cut: the slip hangs until it is taken
    size_t line = (size_t)raster->width / 8;
    size_t bands = (size_t)raster->rows / ESCPOS_BAND_ROWS + 1;
    unsigned char *bytes = arena_allocate(arena, line * (size_t)raster->rows + (bands + 2) * COMMAND_BYTES, 1);
    unsigned char *at = bytes;
    memcpy(at, begin, sizeof begin);
    at += sizeof begin;
    for (int row = 0; row < raster->rows; row += ESCPOS_BAND_ROWS) {
        int rows = raster->rows - row < ESCPOS_BAND_ROWS ? raster->rows - row : ESCPOS_BAND_ROWS;
        const unsigned char band[] = {0x1d, 'v', '0', 0, (unsigned char)line, 0, (unsigned char)(rows & 0xff), (unsigned char)(rows >> 8)};
        memcpy(at, band, sizeof band);
        at += sizeof band;
        memcpy(at, raster->bits + (size_t)row * line, (size_t)rows * line);
        at += (size_t)rows * line;
    }
    memcpy(at, end, sizeof end);
    *size = (size_t)(at + sizeof end - bytes);
    return bytes;
}

enum print_state escpos_read_answer(enum escpos_question question, unsigned char answer)
{
    static const struct {
        enum escpos_question question;
        unsigned char bits;
        enum print_state state;
    } meanings[] = {
        {ESCPOS_OFFLINE, 0x04, PRINT_OFF},      // the cover is open
        {ESCPOS_OFFLINE, 0x20, PRINT_NO_PAPER}, // it stopped for want of paper
        {ESCPOS_PAPER, 0x60, PRINT_NO_PAPER},
        {ESCPOS_ERROR, 0x28, PRINT_JAMMED},     // the cutter, or what it cannot recover from
        {ESCPOS_PRINTER, 0x08, PRINT_OFF},
    };
    if ((answer & 0x93) != 0x12)
        return PRINT_NONE;
    for (size_t i = 0; i < sizeof meanings / sizeof *meanings; i++)
        if (meanings[i].question == question && (answer & meanings[i].bits) != 0)
            return meanings[i].state;
    return PRINT_NONE;
}
