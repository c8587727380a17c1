// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Lines with their places, before they are drawn.
#ifndef KOMPASS_CORE_PRINT_TYPESET_PRIVATE_H
#define KOMPASS_CORE_PRINT_TYPESET_PRIVATE_H

#include "core/output/qr.h"
#include "core/print/typeset.h"

#include <pango/pangocairo.h>

// A line, or a code: what is never divided.
struct typeset_line {
    PangoLayoutLine *line; // NULL: a code
    struct qr_code *code;
    double before;         // points of air above it, unless it is the first of a page
    double height, baseline, x; // points; x from the left edge of the column
    bool stays;            // on one page with the line after it
};

struct typeset_text {
    double width; // of the column, points
    struct typeset_line *lines;
    size_t count, capacity;
    struct arena *arena;
    PangoContext *context;
    PangoLayout **layouts; // which own the lines
    size_t layout_count, layout_capacity;
    enum paper_format format;
};

// Points of one module of a code.
double typeset_module(enum paper_format format);

// Lays out all blocks in the column of the format. To be freed, whatever it returns; only STATUS_LIMIT when a code has no room.
enum status typeset_lay_out(struct arena *arena, const struct paper *paper, enum paper_format format, struct typeset_text *text,
                            struct problem *problem);
void typeset_free(struct typeset_text *text);

// The line behind the last that has room in `height` points from `first` on, so that neither a heading is left at the end of a page nor
// a single line of a paragraph on either side of it; at least one line more. *used is the height that they take.
size_t typeset_page_end(const struct typeset_text *text, size_t first, double height, double *used);

#endif
