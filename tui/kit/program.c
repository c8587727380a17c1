// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Looking up in a program's tables. They are short, and a person waits between two keys: no index is worth its lines.
#include "tui/kit/program.h"

#include <unictype.h>

enum { WHEEL_ROWS = 3 }; // that a notch scrolls by

static const struct binding *find_binding(const struct program *program, const struct event *event, int context,
                                          unsigned modifiers)
{
    for (const struct binding *binding = program->bindings; binding->action != ACTION_NONE; binding++) {
        if ((binding->contexts & IN_CONTEXT(context)) == 0 || binding->modifiers != modifiers)
            continue;
        bool hit = event->kind == EVENT_KEY ? binding->key != TERMINAL_KEY_NONE && binding->key == event->key
                                            : binding->character != 0 && binding->character == event->character;
        if (hit)
            return binding;
    }
    return NULL;
}

// On a screen that runs from right to left, the key that points left points to the end.
static int turn(int action, enum text_direction direction)
{
    if (direction == TEXT_LEFT_TO_RIGHT)
        return action;
    switch (action) {
    case ACTION_TO_START:
        return ACTION_TO_END;
    case ACTION_TO_END:
        return ACTION_TO_START;
    case ACTION_WORD_BACK:
        return ACTION_WORD_FORTH;
    case ACTION_WORD_FORTH:
        return ACTION_WORD_BACK;
    default:
        return action;
    }
}

static struct input input_of_bound(const struct program *program, const struct event *event, int context,
                                   enum text_direction direction)
{
    const struct binding *binding = find_binding(program, event, context, event->modifiers);
    bool select = binding == NULL && (event->modifiers & TERMINAL_SHIFT) != 0;
    if (select) // Ctrl-Shift-Left selects what Ctrl-Left passes
        binding = find_binding(program, event, context, event->modifiers & ~(unsigned)TERMINAL_SHIFT);
    if (binding == NULL && event->kind == EVENT_KEY)
        binding = find_binding(program, event, context, 0);
    if (binding == NULL)
        return (struct input){.action = program->contexts[context].otherwise};
    return (struct input){.action = turn(binding->action, direction), .select = select};
}

static bool is_interrupt(const struct event *event)
{
    return event->character == 'c' && event->modifiers == TERMINAL_CONTROL;
}

static struct input input_of_character(const struct key_context *context, const struct event *event)
{
    bool digit = event->character >= '0' && event->character <= '9';
    if (event->modifiers != 0)
        return (struct input){.action = is_interrupt(event) ? ACTION_QUIT : ACTION_NONE};
    if (context->typed || uc_is_property_alphabetic(event->character))
        return (struct input){.action = ACTION_CHARACTER, .character = event->character};
    if (digit)
        return (struct input){.action = ACTION_NUMBER, .number = (int)(event->character - '0')};
    return (struct input){.action = ACTION_NONE};
}

struct input program_input(const struct program *program, const struct event *event, int context,
                           enum text_direction direction)
{
    if (event->kind == EVENT_WHEEL_UP || event->kind == EVENT_WHEEL_DOWN)
        return (struct input){.action = event->kind == EVENT_WHEEL_UP ? ACTION_UP : ACTION_DOWN,
                              .wheel = true,
                              .rows = event->rows > 0 ? event->rows : WHEEL_ROWS};
    if (event->kind == EVENT_INTERRUPT)
        return (struct input){.action = ACTION_QUIT};
    if (event->kind == EVENT_PASTE)
        return (struct input){
            .action = ACTION_PASTE, .text = event->text, .length = event->length, .cut_short = event->cut_short,
            .dropped = event->dropped};
    if (event->kind != EVENT_KEY && event->kind != EVENT_CHARACTER)
        return (struct input){.action = ACTION_NONE};
    struct input input = input_of_bound(program, event, context, direction);
    if (input.action != ACTION_NONE || event->kind == EVENT_KEY)
        return input;
    return input_of_character(&program->contexts[context], event);
}

const char *program_keys(const struct program *program, int action, int context, enum key_print print)
{
    if (action == ACTION_NUMBER && !program->contexts[context].typed && program->contexts[context].otherwise == ACTION_NONE)
        return "1 2 3";
    if (action == ACTION_CHARACTER)
        return "A B C";
    for (const struct binding *binding = program->bindings; binding->action != ACTION_NONE; binding++) {
        if (binding->action == action && (binding->contexts & IN_CONTEXT(context)) != 0 && binding->cap != NULL)
            return print == KEY_PRINT_AMERICAN && binding->american != NULL ? binding->american : binding->cap;
    }
    return NULL;
}

const struct action_words *program_words(const struct program *program, int action)
{
    for (const struct action_words *words = program->actions; words->action != ACTION_NONE; words++)
        if (words->action == action)
            return words;
    return NULL;
}
