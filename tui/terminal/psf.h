// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Reads a font for the Linux console: PSF version 2 with its unicode table (psf.h of kbd). The file is not trusted.
#ifndef KOMPASS_TUI_TERMINAL_PSF_H
#define KOMPASS_TUI_TERMINAL_PSF_H

#include "core/base/arena.h"
#include "core/base/status.h"

#include <stddef.h>
#include <stdint.h>

// What Linux 6.1 takes. 512 glyphs of 32x32 pixels are 64 KiB; the rest is for the unicode table.
enum {
    PSF_GLYPHS_MAX = 512,
    PSF_WIDTH_MAX = 32,
    PSF_HEIGHT_MAX = 32,
    PSF_SPACE_GLYPH = 32, // with which the kernel clears the screen, whatever the unicode table says
    PSF_BYTES_MAX = 512 * 1024,
};

struct psf_pair {
    uint16_t character;
    uint16_t glyph; // from 0
};

struct psf {
    int width, height; // pixels, at least 1
    int glyph_count;   // at least 1
    size_t row_bytes;  // of a glyph, whose rows follow each other from the top, leftmost pixel in the highest bit
    const uint8_t *glyphs;
    const struct psf_pair *pairs; // by glyph; no character twice
    size_t pair_count;
};

// Takes `size` bytes apart. The glyphs stay where they are in `bytes`, the pairs are in the arena. `what` is the name
// for problems. STATUS_UNSUPPORTED: another format, no unicode table, larger than the console takes, characters beyond
// U+FFFF or sequences of them; STATUS_LIMIT: more than PSF_BYTES_MAX; STATUS_INVALID: anything that contradicts itself,
// or a space that is not glyph 32.
enum status psf_read(struct arena *arena, const void *bytes, size_t size, const char *what, struct psf *font,
                     struct problem *problem);

#endif
