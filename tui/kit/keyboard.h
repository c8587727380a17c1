// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// A keyboard on the screen, for who has only arrow keys or a finger, or writes in another script than the keys show.
#ifndef KOMPASS_TUI_KIT_KEYBOARD_H
#define KOMPASS_TUI_KIT_KEYBOARD_H

#include "tui/kit/page.h"

enum { KEYBOARD_ROWS_MAX = 4, KEYBOARD_LAYERS_MAX = 3 };

// The letters of one script, or of one language in it.
struct keyboard_layout {
    const char *script;    // ISO 15924; "" for signs of no script
    const char *languages; // tags with a blank between; NULL: whoever writes the script
    const char *cap;       // what the key says that leads here
    const char *rows[KEYBOARD_ROWS_MAX + 1]; // characters with blanks between, left to right as on that script's keyboards
};

// The layouts that a reader of the language goes through with one key; returns how many. First the reader's letters (the
// language's own layout, else its script's, else the Latin one), then Latin ones if these are others, last digits. Static.
size_t keyboard_layers(const struct language *language, const struct keyboard_layout *layers[KEYBOARD_LAYERS_MAX]);

// The one letter that `typed` makes with the letter before it: an Ethiopic vowel gives a bare consonant its form, as ስ and ኡ
// are ሱ. 0: they stay two.
uint32_t keyboard_compose(uint32_t before, uint32_t typed);

struct keyboard_key; // laid out

// Zero-initialised is shut, with the reader's own letters.
struct keyboard {
    bool open;
    size_t layer;              // of keyboard_layers()
    size_t focus;              // index of the key
    struct keyboard_key *keys; // in the page's lines
    size_t key_count;
    int rows;                  // of cells that it takes
};

// Lays the keys out for at most rows x columns of cells; each is two rows high where there is room.
// keyboard->rows is 0 when it is shut.
void keyboard_lay_out(struct keyboard *keyboard, struct arena *arena, const struct view *view,
                      const struct language *language, int rows, int columns);

enum keyboard_result {
    KEYBOARD_IGNORED,
    KEYBOARD_MOVED,   // paint again
    KEYBOARD_TYPED,   // *character is to be inserted
    KEYBOARD_ERASED,  // the last letter is to be taken away
    KEYBOARD_CHANGED, // lay out again: other letters, or shut
};

// Arrows move, Enter and touch press; down from the last row and its last key shut it, as going back does. `input` is
// placed on the canvas that the keyboard is painted on. Only while it is open and laid out.
enum keyboard_result keyboard_act(struct keyboard *keyboard, const struct input *input, uint32_t *character);

// Also puts the hardware cursor on the focused key.
void keyboard_paint(const struct keyboard *keyboard, const struct canvas *canvas);

#endif
