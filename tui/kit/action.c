// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The key table: one row a binding. Nothing else in the program knows which key does what.
#include "tui/kit/action.h"

#include "generated/kiosk_messages.h"

#include <stddef.h>
#include <unictype.h>

enum { WHEEL_ROWS = 3 }; // that a notch scrolls by

enum context_set {
    IN_LIST = 1 << KEY_CONTEXT_LIST,
    IN_DOCUMENT = 1 << KEY_CONTEXT_DOCUMENT,
    IN_FIELD = 1 << KEY_CONTEXT_FIELD,
    IN_PAGES = IN_LIST | IN_DOCUMENT | IN_FIELD,
    IN_ATTRACT = 1 << KEY_CONTEXT_ATTRACT,
    EVERYWHERE = IN_PAGES | IN_ATTRACT,
};

struct binding {
    enum action action;
    enum terminal_key key; // TERMINAL_KEY_NONE: `character` instead
    uint32_t character;
    unsigned contexts; // enum context_set
    const char *cap;   // what is printed on the key; NULL: not shown to people, another row is
    const char *american; // what is printed there where that is something else
};

// Rows of one action follow each other; their caps are shown in this order.
static const struct binding bindings[] = {
    {ACTION_UP, TERMINAL_KEY_UP, 0, IN_PAGES, "↑ ↓", NULL},
    {ACTION_DOWN, TERMINAL_KEY_DOWN, 0, IN_PAGES, "↑ ↓", NULL},
    {ACTION_TO_START, TERMINAL_KEY_LEFT, 0, IN_LIST | IN_FIELD, "← →", NULL},
    {ACTION_TO_END, TERMINAL_KEY_RIGHT, 0, IN_LIST | IN_FIELD, "← →", NULL},
    {ACTION_PAGE_UP, TERMINAL_KEY_PAGE_UP, 0, IN_PAGES, "Bild ↑ Bild ↓", "PgUp PgDn"},
    {ACTION_PAGE_DOWN, TERMINAL_KEY_PAGE_DOWN, 0, IN_PAGES, "Bild ↑ Bild ↓", "PgUp PgDn"},
    {ACTION_PAGE_DOWN, TERMINAL_KEY_NONE, ' ', IN_DOCUMENT, NULL, NULL},
    {ACTION_FIRST, TERMINAL_KEY_HOME, 0, IN_PAGES, "Pos1", "Home"},
    {ACTION_LAST, TERMINAL_KEY_END, 0, IN_PAGES, "Ende", "End"},
    {ACTION_OPEN, TERMINAL_KEY_ENTER, 0, EVERYWHERE, "Enter", NULL},
    {ACTION_ERASE, TERMINAL_KEY_BACKSPACE, 0, IN_FIELD, "Rücktaste", "Backspace"},
    {ACTION_ERASE, TERMINAL_KEY_DELETE, 0, IN_FIELD, NULL, NULL},
    {ACTION_KEYBOARD, TERMINAL_KEY_F7, 0, IN_FIELD, "F7", NULL},
    {ACTION_BACK, TERMINAL_KEY_ESCAPE, 0, IN_PAGES, "Esc", NULL},
    {ACTION_BACK, TERMINAL_KEY_BACKSPACE, 0, IN_LIST | IN_DOCUMENT, NULL, NULL},
    {ACTION_HELP, TERMINAL_KEY_F1, 0, IN_PAGES, "F1", NULL},
    {ACTION_HELP, TERMINAL_KEY_NONE, '?', IN_LIST | IN_DOCUMENT, NULL, NULL},
    {ACTION_LANGUAGE, TERMINAL_KEY_F2, 0, IN_PAGES, "F2", NULL},
    {ACTION_SEARCH, TERMINAL_KEY_F3, 0, IN_PAGES, "F3", NULL},
    {ACTION_SEARCH, TERMINAL_KEY_NONE, '/', IN_LIST | IN_DOCUMENT, NULL, NULL},
    {ACTION_HOME, TERMINAL_KEY_F4, 0, IN_PAGES, "F4", NULL},
    {ACTION_DISPLAY, TERMINAL_KEY_F5, 0, EVERYWHERE, "F5", NULL},
    {ACTION_TEXT_SIZE, TERMINAL_KEY_F6, 0, EVERYWHERE, "F6", NULL},
    {ACTION_EMERGENCY, TERMINAL_KEY_F9, 0, EVERYWHERE, "F9", NULL},
    {ACTION_QUIT, TERMINAL_KEY_NONE, 'q', IN_ATTRACT, "q", NULL},
};
enum { BINDING_COUNT = sizeof bindings / sizeof *bindings };

static const struct {
    int footer, help;
} messages[] = {
#define ACTION_MESSAGES(name, footer, help) [ACTION_##name] = {MESSAGE_##footer, MESSAGE_##help},
    ACTION_LIST(ACTION_MESSAGES)
#undef ACTION_MESSAGES
};

int action_footer_message(enum action action)
{
    return messages[action].footer;
}

int action_help_message(enum action action)
{
    return messages[action].help;
}

static const struct binding *find_binding(const struct event *event, enum key_context context)
{
    for (size_t i = 0; i < BINDING_COUNT; i++) {
        const struct binding *binding = &bindings[i];
        if ((binding->contexts & (1u << context)) == 0)
            continue;
        bool hit = event->kind == EVENT_KEY ? binding->key != TERMINAL_KEY_NONE && binding->key == event->key
                                            : binding->character != 0 && binding->character == event->character;
        if (hit)
            return binding;
    }
    return NULL;
}

// On a screen that runs from right to left, the key that points left points to the end.
static enum action turn(enum action action, enum text_direction direction)
{
    if (direction == TEXT_LEFT_TO_RIGHT)
        return action;
    if (action == ACTION_TO_START)
        return ACTION_TO_END;
    return action == ACTION_TO_END ? ACTION_TO_START : action;
}

struct input action_of_event(const struct event *event, enum key_context context, enum text_direction direction)
{
    if (event->kind == EVENT_WHEEL_UP || event->kind == EVENT_WHEEL_DOWN)
        return (struct input){.action = event->kind == EVENT_WHEEL_UP ? ACTION_UP : ACTION_DOWN,
                              .wheel = true,
                              .rows = event->rows > 0 ? event->rows : WHEEL_ROWS};
    if (event->kind == EVENT_INTERRUPT)
        return (struct input){.action = ACTION_QUIT};
    if (event->kind != EVENT_KEY && event->kind != EVENT_CHARACTER)
        return (struct input){.action = ACTION_NONE};
    const struct binding *binding = find_binding(event, context);
    if (binding != NULL)
        return (struct input){.action = turn(binding->action, direction)};
    if (context == KEY_CONTEXT_ATTRACT)
        return (struct input){.action = ACTION_OPEN}; // any key goes on
    if (event->kind == EVENT_KEY)
        return (struct input){.action = ACTION_NONE};
    if (context == KEY_CONTEXT_FIELD || uc_is_property_alphabetic(event->character))
        return (struct input){.action = ACTION_CHARACTER, .character = event->character};
    if (event->character >= '0' && event->character <= '9')
        return (struct input){.action = ACTION_NUMBER, .number = (int)(event->character - '0')};
    return (struct input){.action = ACTION_NONE};
}

const char *action_keys(enum action action, enum key_context context, enum key_print print)
{
    if (action == ACTION_NUMBER && (context == KEY_CONTEXT_LIST || context == KEY_CONTEXT_DOCUMENT))
        return "1 2 3";
    if (action == ACTION_CHARACTER)
        return "A B C";
    for (size_t i = 0; i < BINDING_COUNT; i++)
        if (bindings[i].action == action && (bindings[i].contexts & (1u << context)) != 0 && bindings[i].cap != NULL)
            return print == KEY_PRINT_AMERICAN && bindings[i].american != NULL ? bindings[i].american : bindings[i].cap;
    return NULL;
}

const enum action *action_footer(enum key_context context)
{
    // One order everywhere, so that every key has its place; in a field the keyboard takes that of search. The first six
    // have room on every screen (frame.c): who has made the text large needs the way back, too.
    static const enum action page[] = {ACTION_OPEN,     ACTION_BACK,      ACTION_EMERGENCY, ACTION_HELP,
                                       ACTION_LANGUAGE, ACTION_TEXT_SIZE, ACTION_SEARCH,    ACTION_HOME,
                                       ACTION_DISPLAY,  ACTION_DOWN,      ACTION_NONE};
    static const enum action field[] = {ACTION_OPEN,     ACTION_BACK,      ACTION_EMERGENCY, ACTION_HELP,
                                        ACTION_LANGUAGE, ACTION_TEXT_SIZE, ACTION_KEYBOARD,  ACTION_HOME,
                                        ACTION_DISPLAY,  ACTION_DOWN,      ACTION_NONE};
    static const enum action attract[] = {ACTION_NONE};
    switch (context) {
    case KEY_CONTEXT_LIST:
    case KEY_CONTEXT_DOCUMENT:
        return page;
    case KEY_CONTEXT_FIELD:
        return field;
    case KEY_CONTEXT_ATTRACT:
        break;
    }
    return attract;
}
