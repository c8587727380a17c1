// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// All that a person can do: one list. Help and footer are made from it and from the key table, in every language.
#ifndef KOMPASS_TUI_KIT_ACTION_H
#define KOMPASS_TUI_KIT_ACTION_H

#include "core/language/message.h"
#include "tui/kit/terminal.h"

// ACTION(name, message of the footer, message of the help page). CHARACTER is one typed into a field, or a letter typed
// elsewhere, which begins a search.
#define ACTION_LIST(ACTION)                                         \
    ACTION(UP, KEY_MOVE, HELP_MOVE)                                 \
    ACTION(DOWN, KEY_MOVE, HELP_MOVE)                               \
    ACTION(TO_START, KEY_MOVE, HELP_MOVE)                           \
    ACTION(TO_END, KEY_MOVE, HELP_MOVE)                             \
    ACTION(PAGE_UP, KEY_PAGE, HELP_PAGE)                            \
    ACTION(PAGE_DOWN, KEY_PAGE, HELP_PAGE)                          \
    ACTION(FIRST, KEY_FIRST, HELP_FIRST)                            \
    ACTION(LAST, KEY_LAST, HELP_LAST)                               \
    ACTION(OPEN, KEY_OPEN, HELP_OPEN)                               \
    ACTION(NUMBER, KEY_NUMBER, HELP_NUMBER)                         \
    ACTION(ERASE, KEY_ERASE, HELP_ERASE)                            \
    ACTION(KEYBOARD, KEY_KEYBOARD, HELP_KEYBOARD)                   \
    ACTION(BACK, KEY_BACK, HELP_BACK)                               \
    ACTION(HELP, KEY_HELP, HELP_HELP)                               \
    ACTION(LANGUAGE, KEY_LANGUAGE, HELP_LANGUAGE)                   \
    ACTION(SEARCH, KEY_SEARCH, HELP_SEARCH)                         \
    ACTION(CHARACTER, KEY_SEARCH, HELP_SEARCH)                      \
    ACTION(HOME, KEY_HOME, HELP_HOME)                               \
    ACTION(TEXT_SIZE, KEY_TEXT_SIZE, HELP_TEXT_SIZE)                \
    ACTION(DISPLAY, KEY_DISPLAY, HELP_DISPLAY)                      \
    ACTION(EMERGENCY, KEY_EMERGENCY, HELP_EMERGENCY)                \
    ACTION(QUIT, KEY_QUIT, HELP_QUIT)

enum action {
    ACTION_NONE,
#define ACTION_NAME(name, footer, help) ACTION_##name,
    ACTION_LIST(ACTION_NAME)
#undef ACTION_NAME
    ACTION_POINT,     // touched or clicked a place of the page
    ACTION_COUNT,
};

enum { NUMBER_ENDS = -1 }; // what has been typed is the whole number

// What the page is asked to do.
struct input {
    enum action action;
    int number;         // ACTION_NUMBER: the digit, 0 to 9, or NUMBER_ENDS
    uint32_t character; // ACTION_CHARACTER
    int row, start;     // ACTION_POINT: place in the page's canvas
    bool wheel;         // ACTION_UP, ACTION_DOWN: by a wheel or a finger that drags, which only scroll
    int rows;           // then: how far
};

// Where keys mean different things.
enum key_context {
    KEY_CONTEXT_LIST,     // things to choose from
    KEY_CONTEXT_DOCUMENT, // text to read, links to follow
    KEY_CONTEXT_FIELD,    // a field to type into, with results below
    KEY_CONTEXT_ATTRACT,  // any key goes on
};

// The input that an event means in the context; left and right become start and end by the direction. ACTION_NONE for
// events that mean nothing. Pointer events are placed by the caller.
struct input action_of_event(const struct event *event, enum key_context context, enum text_direction direction);

// What is printed on the keys of the keyboard, whatever language the reader has: DIN 2137, or that of the United States,
// which most others follow.
enum key_print { KEY_PRINT_GERMAN, KEY_PRINT_AMERICAN, KEY_PRINT_COUNT };

// The caps of the keys bound to the action in the context, for people: "F1", "Esc", "↑ ↓". Static. NULL when it has none.
const char *action_keys(enum action action, enum key_context context, enum key_print print);

// Messages of the action.
int action_footer_message(enum action action);
int action_help_message(enum action action);

// The actions that the footer shows in the context, most useful first; ends with ACTION_NONE. Static.
const enum action *action_footer(enum key_context context);

#endif
