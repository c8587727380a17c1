// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The terminal's letters, where the program may change them: our fonts on the Linux console, and xterm's size by OSC 50
// (xterm's ctlseqs, "Set Font") where the environment allows it. Everywhere else nothing is ever sent or changed.
//
// KOMPASS_XTERM_FONTS=FACE:SIZE,SIZE,SIZE, for example "DejaVu Sans Mono:16,22,28", says that this is an xterm whose font
// may be changed, and to what: fontconfig's name of the face and three sizes in points, the normal one first. Who sets up
// the machine sets it; a user's own xterm is left alone.
#ifndef KOMPASS_TUI_TERMINAL_LETTERS_H
#define KOMPASS_TUI_TERMINAL_LETTERS_H

#include "core/base/status.h"
#include "core/language/language.h"
#include "tui/kit/terminal.h"

struct letters; // opaque

// Looks at the terminal of `fd`, which is borrowed, and changes nothing. `folder` has the console's fonts and is copied.
// There is at most one at a time.
struct letters *letters_open(int fd, const char *folder);

// Whether it is a Linux console, of which it is known what it draws; whether it is an xterm that may be asked.
bool letters_are_of_console(const struct letters *letters);
bool letters_are_of_xterm(const struct letters *letters);

// Letters of that size from now on. False when there are none, and then nothing is changed. The normal size of a console
// is the largest font that leaves 24 rows of 80 columns. A console has its new rows and columns at once, xterm later.
bool letters_set_size(struct letters *letters, enum text_size size);

// Letters for that language from now on. When they are not to be had the log says why, once, and all stays as it is.
void letters_set_language(struct letters *letters, const struct language *language);

// Whether the glass may show anything else than was drawn, since this was last asked.
bool letters_were_changed(struct letters *letters);

// On a console: whether there is a font for the language, at the normal size; if not, the problem says why.
enum status letters_check(struct letters *letters, const struct language *language, struct problem *problem);

// On a console: whether the character will be drawn once that language is set.
bool letters_draw(struct letters *letters, const struct language *language, uint32_t character);

// What to draw for the character now: itself, or a sign like it that the console's font has.
uint32_t letters_stand_in(const struct letters *letters, uint32_t character);

// The terminal has another size: a console may have lost its font with it, and gets it anew.
void letters_look_again(struct letters *letters);

// Gives the terminal its own letters back and takes them again: for a program that is stopped and goes on.
void letters_suspend(struct letters *letters);
void letters_resume(struct letters *letters);

// For a crash: bytes that give the terminal its letters back, "" when none do, and what bytes cannot do, by system calls
// only (signal-safety(7)).
const char *letters_restoring(const struct letters *letters);
void letters_rescue(void);

// Gives the terminal its letters back and frees; *letters becomes NULL. NULL is allowed.
void letters_close(struct letters **letters);

#endif
