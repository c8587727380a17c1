// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// A program as the kit sees it: one table of what can be done, by which keys, in which words, and of what is policy. The kit
// knows no program; help, footer and what keys do are made from this table, in every language.
//
// Texts of the interface are ids that view->messages resolve, so of the program's own list of messages.
#ifndef KOMPASS_TUI_KIT_PROGRAM_H
#define KOMPASS_TUI_KIT_PROGRAM_H

#include "core/language/language.h"
#include "tui/kit/action.h"

#include <stddef.h>

struct canvas;
struct loop;
struct page_argument;
struct screen;
struct view;

// What is printed on the keys of the keyboard, whatever language the reader has: DIN 2137, or that of the United States,
// which most others follow.
enum key_print { KEY_PRINT_GERMAN, KEY_PRINT_AMERICAN, KEY_PRINT_COUNT };

// One row says which action a key asks for; the first that matches counts.
struct binding {
    int action;
    enum terminal_key key; // TERMINAL_KEY_NONE: `character` instead
    uint32_t character;
    unsigned contexts;     // bits of places in program->contexts: IN_CONTEXT(...)
    const char *cap;       // what is printed on the key; NULL: not shown to people, another row is
    const char *american;  // what is printed there where that is something else
    unsigned modifiers;    // enum terminal_modifier; held with it
};

#define IN_CONTEXT(context) (1u << (context))
enum { CONTEXTS_MAX = 32 };

// A kind of page, as far as keys go.
struct key_context {
    const int *footer; // the actions that the footer shows, most useful first, ended by ACTION_NONE
    bool typed;        // characters are typed into a field: all that are bound to nothing are ACTION_CHARACTER. Else letters
                       // are, and digits are ACTION_NUMBER
    int otherwise;     // what keys and characters ask for that are bound to nothing; ACTION_NONE: as above
};

// What an action is called: in the footer in a word, on the help page in a sentence.
struct action_words {
    int action;
    int footer, help; // messages
};

// What the kit itself has to say.
enum kit_text {
    KIT_TEXT_TOO_SMALL,      // the terminal has too few rows or columns
    KIT_TEXT_NUMBER_GOES_ON, // {0}, a number, may be the beginning of a longer one
    KIT_TEXT_SPACE,          // the space bar of the keyboard on the screen,
    KIT_TEXT_ERASE,          // the key that takes the last letter away,
    KIT_TEXT_DONE,           // and the one that shuts it
    KIT_TEXT_COUNT,
};

// What the widgets say that only programs for work have: editor, form, table.
enum work_text {
    WORK_TEXT_NEEDED,   // what the star at a label means
    WORK_TEXT_MISSING,  // the field must be filled in
    WORK_TEXT_NO_DATE,  // what is written is no day
    WORK_TEXT_ROOM,     // so many characters can still be written: {0} is a number
    WORK_TEXT_FULL,     // there is no room for what was typed or pasted
    WORK_TEXT_SELECTED, // so many characters are selected: {0} is a number
    WORK_TEXT_DROPPED,  // so many characters of what was pasted were left out: {0} is a number
    WORK_TEXT_YES,
    WORK_TEXT_NO,
    WORK_TEXT_UNKNOWN,
    WORK_TEXT_ADD,      // another row of a list of rows
    WORK_TEXT_NUMBER,   // {0,number}: as the language groups digits
    WORK_TEXT_POSITION, // row {0} of {1}, both texts
    WORK_TEXT_MARKED,   // so many rows are marked: {0} is a number
    WORK_TEXT_NOTHING,  // a table has no rows
    WORK_TEXT_LEAVE,    // the question before a page with changes is left,
    WORK_TEXT_UNSAVED,  // why it is asked,
    WORK_TEXT_STAY,     // and its answers
    WORK_TEXT_SAVE,
    WORK_TEXT_DISCARD,
    WORK_TEXT_COUNT,
};

// What stands around every page, in the reader's language.
struct program_bar {
    const char *brand; // the program's name and place, with which the path begins
    const char *note;  // on the quiet row above the keys, where a page has none of its own; NULL: nothing
    bool warns;        // the note is a warning: no page has another, and the path gives way to it
};

// All static. Functions that may be NULL say so.
struct program {
    const struct action_words *actions; // in the order of the help page; ended by ACTION_NONE
    const struct binding *bindings;     // the caps of an action are shown in this order; ended by ACTION_NONE
    const struct key_context *contexts; // that screens name by their place, at most CONTEXTS_MAX; ended by one without footer
    const int *kept_keys;               // that a footer has before all others, ended by ACTION_NONE; NULL: none
    int texts[KIT_TEXT_COUNT];          // messages
    const int *work_texts;              // WORK_TEXT_COUNT messages; NULL where there is no such widget

    struct program_bar (*bar)(const struct view *view);
    // A turn of the loop begins: what it may cost is counted from here. NULL: nobody counts.
    void (*begin)(struct loop *loop);
    // An action that no page took, or a letter, which is then the first in the field of the page that this opens. Returns
    // false to end the loop; where pages may have something to lose, loop_may_close() is asked before.
    bool (*act)(struct loop *loop, int action);
    // The reader goes back from the page on top, which may be closed: stack_back(), unless it is one of the first.
    void (*back)(struct loop *loop);
    // STACK_PAGES_MAX pages are open and another is asked for: makes room, or tells the reader why not (view->saying).
    // Where there is no room afterwards, nothing is opened.
    void (*full)(struct loop *loop);
    // The reader chose a language. NULL: there is one only.
    void (*language)(struct loop *loop, const struct language *language);
    // The visit is over, whatever is unsaved: wipe everything of it and show the first page.
    void (*reset)(struct loop *loop);
    // Whether an idle reset is due at all: not on the first page.
    bool (*visiting)(const struct loop *loop);
    // Paints the warning before a reset, `seconds` before it. NULL where loop->idle_ms is 0.
    void (*warn)(struct loop *loop, const struct canvas *canvas, int seconds);
    // What the terminal watches beside the reader has something to tell. NULL: nothing is watched.
    void (*notice)(struct loop *loop);
};

// The input that an event means in the context; left and right become start and end by the direction. ACTION_NONE for
// events that mean nothing. A key held with modifiers that are bound to nothing with it is the key without them; with Shift it
// selects. A character is not: Alt and a letter must not write it. Ctrl-C that is bound to nothing asks for the end, as SIGINT
// does. Pointer events are placed by the caller.
struct input program_input(const struct program *program, const struct event *event, int context,
                           enum text_direction direction);

// The caps of the keys bound to the action in the context, for people: "F1", "Esc", "↑ ↓". Static. NULL when it has none.
const char *program_keys(const struct program *program, int action, int context, enum key_print print);

// The words of an action; NULL when it has none.
const struct action_words *program_words(const struct program *program, int action);

#endif
