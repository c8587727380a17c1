// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// What a visitor can do at the kiosk beside what the kit's widgets understand, and the kinds of its pages. Keys and words of
// all of it stand in the tables of actions.c.
#ifndef KOMPASS_TUI_KIOSK_ACTIONS_H
#define KOMPASS_TUI_KIOSK_ACTIONS_H

#include "tui/kit/program.h"

enum kiosk_action {
    KIOSK_ACTION_HELP = ACTION_PROGRAM,
    KIOSK_ACTION_LANGUAGE,
    KIOSK_ACTION_SEARCH,
    KIOSK_ACTION_HOME,
    KIOSK_ACTION_TEXT_SIZE,
    KIOSK_ACTION_DISPLAY,
    KIOSK_ACTION_EMERGENCY,
    KIOSK_ACTION_TAKE,
};

// Where keys mean different things.
enum kiosk_context {
    KIOSK_CONTEXT_LIST,     // things to choose from
    KIOSK_CONTEXT_DOCUMENT, // text to read, links to follow
    KIOSK_CONTEXT_THING,    // the same about one thing that can be taken along
    KIOSK_CONTEXT_FIELD,    // a field to type into, with results below
    KIOSK_CONTEXT_ATTRACT,  // any key goes on
};

// For kiosk_program.
extern const struct action_words kiosk_actions[];
extern const struct binding kiosk_bindings[];
extern const struct key_context kiosk_contexts[];
extern const int kiosk_kept_keys[];

#endif
