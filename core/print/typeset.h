// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// From blocks of text to lines on paper, by Pango and Cairo: every script, both directions, whatever printer follows.
#ifndef KOMPASS_CORE_PRINT_TYPESET_H
#define KOMPASS_CORE_PRINT_TYPESET_H

#include "core/output/paper.h"

// What it is printed on. Rolls are 58 and 80 mm wide, of which heads print 48 and 72 mm; as long as needed.
enum paper_format { PAPER_SLIP_58, PAPER_SLIP_80, PAPER_A4, PAPER_FORMATS };

enum {
    RASTER_DOTS_MM = 8,           // of the heads of printers of slips: 203 dpi
    RASTER_WIDTH_MAX = 576,       // dots
    RASTER_ROWS_MAX = 3000 * RASTER_DOTS_MM, // three metres: who needs more should not take it from a roll
};

// The name by which a format is chosen: "slip58", "slip80", "a4".
extern const char *const paper_format_names[PAPER_FORMATS];

// False where nothing is called so.
bool paper_format_by_name(const char *name, enum paper_format *format);

// Dots of one bit, 1 is black; the first is the highest bit of a byte.
struct raster {
    int width, rows; // dots; the width is a multiple of 8
    unsigned char *bits; // rows of width / 8 bytes
};

// Loads the fonts, which takes longer than all else, so that what is typeset later by this process or one that it makes is ready at once.
void typeset_prepare(void);

// A slip as dots, in the arena. STATUS_LIMIT when it would be longer than RASTER_ROWS_MAX, STATUS_UNSUPPORTED for A4, STATUS_IO when
// there is no memory.
enum status typeset_raster(struct arena *arena, const struct paper *paper, enum paper_format format, struct raster *raster,
                           struct problem *problem);

// Writes a PDF to the descriptor: pages of A4, or one page as long as the slip. `pages`, which may be NULL, is how many.
enum status typeset_pdf(const struct paper *paper, enum paper_format format, int fd, int *pages, struct problem *problem);

// Writes a slip as a picture, PNG, to the descriptor: its dots and the margin that the paper has around them.
enum status typeset_png(const struct paper *paper, enum paper_format format, int fd, struct problem *problem);

#endif
