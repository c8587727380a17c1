// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The terminal's letters, where the program may change them: our fonts on the Linux console, and xterm's size by OSC 50
// (xterm's ctlseqs, "Set Font") where the environment allows it. Everywhere else nothing is ever sent or changed.
//
// KOMPASS_XTERM_FONTS=FACE:SIZE,SIZE,SIZE, for example "DejaVu Sans Mono:16,22,28", says that this is an xterm whose font
// may be changed, and to what: fontconfig's name of the face and three sizes in points, the normal one first. Who sets up
// the machine sets it; a user's own xterm is left alone.
#ifndef KOMPASS_TUI_TERMINAL_SCREEN_FONT_H
#define KOMPASS_TUI_TERMINAL_SCREEN_FONT_H

#include "core/base/status.h"
#include "core/language/language.h"
#include "tui/kit/terminal.h"

struct screen_font; // opaque

// Looks at the terminal of `fd`, which is borrowed, and changes nothing. `folder` has the console's fonts and is copied.
// There is at most one at a time.
struct screen_font *screen_font_open(int fd, const char *folder);

// Whether it is a Linux console, of which it is known what it draws; whether it is an xterm that may be asked.
bool screen_font_is_of_console(const struct screen_font *font);
bool screen_font_is_of_xterm(const struct screen_font *font);

// Letters of that size from now on. False when there are none, and then nothing is changed. The normal size of a console
// is the largest font that leaves 24 rows of 80 columns. A console has its new rows and columns at once, xterm later.
bool screen_font_set_size(struct screen_font *font, enum text_size size);

// Letters for that language from now on. When they are not to be had the log says why, once, and all stays as it is.
void screen_font_set_language(struct screen_font *font, const struct language *language);

// Whether the glass may show anything else than was drawn, since this was last asked.
bool screen_font_was_changed(struct screen_font *font);

// On a console: whether there is a font for the language, at the normal size; if not, the problem says why.
enum status screen_font_check(struct screen_font *font, const struct language *language, struct problem *problem);

// On a console: whether the character will be drawn once that language is set.
bool screen_font_draws(struct screen_font *font, const struct language *language, uint32_t character);

// What to draw for the character now: itself, or a sign like it that the console's font has.
uint32_t screen_font_stand_in(const struct screen_font *font, uint32_t character);

// The terminal has another size: a console may have lost its font with it, and gets it anew.
void screen_font_look_again(struct screen_font *font);

// Gives the terminal its own letters back and takes them again: for a program that is stopped and goes on.
void screen_font_suspend(struct screen_font *font);
void screen_font_resume(struct screen_font *font);

// For a crash: bytes that give the terminal its letters back, "" when none do, and what bytes cannot do, by system calls
// only (signal-safety(7)).
const char *screen_font_restoring(const struct screen_font *font);
void screen_font_rescue(void);

// Gives the terminal its letters back and frees; *font becomes NULL. NULL is allowed.
void screen_font_close(struct screen_font **font);

#endif
