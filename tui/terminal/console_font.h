// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Our fonts on the Linux console that the program owns, and what that console can draw (console_ioctl(4)).
//
// No privilege is needed on the process's controlling terminal. On any other terminal nothing is changed. A new font
// may change the number of rows and columns (SIGWINCH), and what is on the screen must be drawn anew, since the console
// keeps glyphs and not characters.
#ifndef KOMPASS_TUI_TERMINAL_CONSOLE_FONT_H
#define KOMPASS_TUI_TERMINAL_CONSOLE_FONT_H

#include "core/base/status.h"

#include <stdbool.h>
#include <stdint.h>

struct console_fonts; // opaque; one per console (the kernel's headers have a struct console_font)

enum console_font_size {
    CONSOLE_FONT_SMALL,  // 8x16 pixels
    CONSOLE_FONT_MIDDLE, // 12x24
    CONSOLE_FONT_LARGE,  // 16x32
    CONSOLE_FONT_SIZES
};

// Whether `fd` is a Linux console (KDGKBTYPE).
bool console_font_is_console(int fd);

// Remembers the console's font and reads what it can draw; changes nothing. `folder` has the fonts, <font>-<size>.psf,
// and is copied; `fd` is borrowed. STATUS_UNSUPPORTED when `fd` is no Linux console, STATUS_IO when it refuses to tell.
enum status console_font_open(struct console_fonts **font, int fd, const char *folder, struct problem *problem);

// The largest size with at least so many rows and columns; the smallest if none has them.
enum console_font_size console_font_size_for(const struct console_fonts *font, int rows, int columns);

// The characters that a console can draw: a bit each.
struct console_coverage {
    uint8_t bits[0x10000 / 8];
};

// What the console could draw with the font for the language (BCP 47) in this size, by the font's file. Without a sound
// one the problem says why, and the coverage is of what the console has now.
enum status console_font_coverage(const struct console_fonts *font, const char *tag, enum console_font_size size,
                                  struct console_coverage *coverage, struct problem *problem);
bool console_coverage_has(const struct console_coverage *coverage, uint32_t character);

// Whether console_font_load() would do nothing.
bool console_font_is_loaded(const struct console_fonts *font, const char *tag, enum console_font_size size);

// Loads the font for the language; nothing happens when it is loaded already. STATUS_UNSUPPORTED: no
// font has the language's letters; statuses of sys_read_file() and psf_read(): the file; then the font stays as it is.
// STATUS_IO: the console refuses; then the font from before console_font_open() is put back, if it lets us.
enum status console_font_load(struct console_fonts *font, const char *tag, enum console_font_size size,
                              struct problem *problem);

// Whether the console can draw the character with the font it has now, by what the kernel says. Constant time.
bool console_font_covers(const struct console_fonts *font, uint32_t character);

// Whether the console has lost our font since it was loaded, as it does when the kernel finds its graphics: then the console
// is as if nothing had been loaded, with other rows and columns.
bool console_font_is_lost(struct console_fonts *font);

// Gives the console its font back, if ours is there; console_font_load() goes on working.
enum status console_font_give_back(struct console_fonts *font, struct problem *problem);

// The same as the process ends after a crash: nothing but system calls (signal-safety(7)), on what console_font_open()
// remembered. NULL is allowed.
void console_font_rescue(const struct console_fonts *font);

// Gives the console its font back and frees; *font becomes NULL, whatever the result. NULL is allowed.
enum status console_font_close(struct console_fonts **font, struct problem *problem);

// Seam for tests: `call` is used for ioctl(2), with its results and errno; NULL is the real one again.
typedef int console_font_ioctl(int fd, unsigned long request, void *argument);
void console_font_use_ioctl(console_font_ioctl *call);

#endif
