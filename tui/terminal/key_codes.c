// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Tables: the VT220's numbers, xterm's modifiers (ctlseqs, "PC-Style Function Keys"), the names of user_caps(5).
#include "tui/terminal/key_codes.h"

#include <stddef.h>
#include <string.h>

enum { FUNCTION_KEYS = 12, BYTE_ESCAPE = 0x1B, BYTE_DELETE = 0x7F };

enum terminal_key key_of_letter(unsigned char letter)
{
    static const struct {
        unsigned char letter;
        enum terminal_key key;
    } letters[] = {
        {'A', TERMINAL_KEY_UP},   {'B', TERMINAL_KEY_DOWN}, {'C', TERMINAL_KEY_RIGHT}, {'D', TERMINAL_KEY_LEFT},
        {'H', TERMINAL_KEY_HOME}, {'F', TERMINAL_KEY_END},  {'P', TERMINAL_KEY_F1},    {'Q', TERMINAL_KEY_F2},
        {'R', TERMINAL_KEY_F3},   {'S', TERMINAL_KEY_F4},
    };
    for (size_t i = 0; i < sizeof letters / sizeof *letters; i++) {
        if (letters[i].letter == letter)
            return letters[i].key;
    }
    return TERMINAL_KEY_OTHER;
}

enum terminal_key key_of_number(int number)
{
    static const enum terminal_key numbers[] = {
        [1] = TERMINAL_KEY_HOME,
        [3] = TERMINAL_KEY_DELETE,
        [4] = TERMINAL_KEY_END,
        [5] = TERMINAL_KEY_PAGE_UP,
        [6] = TERMINAL_KEY_PAGE_DOWN,
        [7] = TERMINAL_KEY_HOME,
        [8] = TERMINAL_KEY_END,
        [11] = TERMINAL_KEY_F1,
        TERMINAL_KEY_F2,
        TERMINAL_KEY_F3,
        TERMINAL_KEY_F4,
        TERMINAL_KEY_F5,
        [17] = TERMINAL_KEY_F6,
        TERMINAL_KEY_F7,
        TERMINAL_KEY_F8,
        TERMINAL_KEY_F9,
        TERMINAL_KEY_F10,
        [23] = TERMINAL_KEY_F11,
        TERMINAL_KEY_F12,
    };
    if (number < 0 || number >= (int)(sizeof numbers / sizeof *numbers) || numbers[number] == TERMINAL_KEY_NONE)
        return TERMINAL_KEY_OTHER;
    return numbers[number];
}

enum terminal_key key_of_shifted_number(int number)
{
    static const int numbers[] = {25, 26, 28, 29, 31, 32, 33, 34}; // F13 to F20
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        if (numbers[i] == number)
            return TERMINAL_KEY_F1 + (unsigned)i;
    }
    return TERMINAL_KEY_OTHER;
}

unsigned modifiers_of_number(int number)
{
    enum { SHIFT = 1, ALT = 2, CONTROL = 4, META = 8 };
    int held = number > 1 ? number - 1 : 0;
    return ((held & SHIFT) != 0 ? TERMINAL_SHIFT : 0u) | ((held & (ALT | META)) != 0 ? TERMINAL_ALT : 0u) |
           ((held & CONTROL) != 0 ? TERMINAL_CONTROL : 0u);
}

struct event event_of_character(int code, unsigned modifiers)
{
    enum { SURROGATES = 0xD800, PRIVATE_END = 0xF8FF, LAST = 0x10FFFF };
    struct event event = {.kind = EVENT_KEY, .key = TERMINAL_KEY_OTHER, .modifiers = modifiers};
    switch (code) {
    case '\b':
    case BYTE_DELETE:
        event.key = TERMINAL_KEY_BACKSPACE;
        return event;
    case '\t':
        event.key = TERMINAL_KEY_TAB;
        return event;
    case '\r':
        event.key = TERMINAL_KEY_ENTER;
        return event;
    case BYTE_ESCAPE:
        event.key = TERMINAL_KEY_ESCAPE;
        return event;
    default:
        break;
    }
    // Some number keys that are no characters from the private use area on.
    bool control = code < ' ' || (code > BYTE_DELETE && code < 0xA0);
    if (control || code > LAST || (code >= SURROGATES && code <= PRIVATE_END))
        return event;
    bool upper = code >= 'A' && code <= 'Z';
    bool lower = code >= 'a' && code <= 'z';
    bool shift = (modifiers & TERMINAL_SHIFT) != 0;
    bool alone = (modifiers & ~(unsigned)TERMINAL_SHIFT) == 0;
    event = (struct event){.kind = EVENT_CHARACTER, .character = (uint32_t)code, .modifiers = modifiers};
    if (alone) {
        event.modifiers = 0;
        event.character -= lower && shift ? 'a' - 'A' : 0;
    } else if (upper) {
        event.character += 'a' - 'A';
    } else if (!lower) {
        event.modifiers &= ~(unsigned)TERMINAL_SHIFT; // it made this character of another
    }
    return event;
}

bool event_of_capability(const char *name, struct event *event)
{
    static const struct {
        const char *name;
        enum terminal_key key;
    } keys[] = {
        {"kUP", TERMINAL_KEY_UP},    {"kDN", TERMINAL_KEY_DOWN},     {"kLFT", TERMINAL_KEY_LEFT},
        {"kRIT", TERMINAL_KEY_RIGHT}, {"kHOM", TERMINAL_KEY_HOME},    {"kEND", TERMINAL_KEY_END},
        {"kPRV", TERMINAL_KEY_PAGE_UP}, {"kNXT", TERMINAL_KEY_PAGE_DOWN}, {"kDC", TERMINAL_KEY_DELETE},
    };
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        size_t length = strlen(keys[i].name);
        const char *held = name + length;
        if (strncmp(name, keys[i].name, length) != 0 || (held[0] != '\0' && (held[0] < '2' || held[0] > '8' || held[1] != '\0')))
            continue;
        unsigned modifiers = held[0] == '\0' ? TERMINAL_SHIFT : modifiers_of_number(held[0] - '0');
        *event = (struct event){.kind = EVENT_KEY, .key = keys[i].key, .modifiers = modifiers};
        return true;
    }
    return false;
}

struct event event_of_function(int number)
{
    static const unsigned held[] = {0, TERMINAL_SHIFT, TERMINAL_CONTROL, TERMINAL_CONTROL | TERMINAL_SHIFT, TERMINAL_ALT,
                                    TERMINAL_ALT | TERMINAL_SHIFT};
    size_t twelves = number < 1 ? sizeof held : (size_t)(number - 1) / FUNCTION_KEYS;
    if (twelves >= sizeof held / sizeof *held)
        return (struct event){.kind = EVENT_KEY, .key = TERMINAL_KEY_OTHER};
    return (struct event){.kind = EVENT_KEY,
                          .key = TERMINAL_KEY_F1 + (unsigned)((number - 1) % FUNCTION_KEYS),
                          .modifiers = held[twelves]};
}
