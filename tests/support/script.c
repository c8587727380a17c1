// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Reads scripts by one table of words.
#include "tests/support/script.h"

#include "core/base/memory.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistr.h>

enum arguments { NO_ARGUMENTS, TWO_NUMBERS };

static const struct word {
    const char *name;
    enum event_kind kind;
    enum terminal_key key;
    enum arguments arguments;
} words[] = {
    {"Up", EVENT_KEY, TERMINAL_KEY_UP, NO_ARGUMENTS},
    {"Down", EVENT_KEY, TERMINAL_KEY_DOWN, NO_ARGUMENTS},
    {"Left", EVENT_KEY, TERMINAL_KEY_LEFT, NO_ARGUMENTS},
    {"Right", EVENT_KEY, TERMINAL_KEY_RIGHT, NO_ARGUMENTS},
    {"PageUp", EVENT_KEY, TERMINAL_KEY_PAGE_UP, NO_ARGUMENTS},
    {"PageDown", EVENT_KEY, TERMINAL_KEY_PAGE_DOWN, NO_ARGUMENTS},
    {"Home", EVENT_KEY, TERMINAL_KEY_HOME, NO_ARGUMENTS},
    {"End", EVENT_KEY, TERMINAL_KEY_END, NO_ARGUMENTS},
    {"Enter", EVENT_KEY, TERMINAL_KEY_ENTER, NO_ARGUMENTS},
    {"Esc", EVENT_KEY, TERMINAL_KEY_ESCAPE, NO_ARGUMENTS},
    {"Backspace", EVENT_KEY, TERMINAL_KEY_BACKSPACE, NO_ARGUMENTS},
    {"Delete", EVENT_KEY, TERMINAL_KEY_DELETE, NO_ARGUMENTS},
    {"Tab", EVENT_KEY, TERMINAL_KEY_TAB, NO_ARGUMENTS},
    {"F1", EVENT_KEY, TERMINAL_KEY_F1, NO_ARGUMENTS},
    {"F2", EVENT_KEY, TERMINAL_KEY_F2, NO_ARGUMENTS},
    {"F3", EVENT_KEY, TERMINAL_KEY_F3, NO_ARGUMENTS},
    {"F4", EVENT_KEY, TERMINAL_KEY_F4, NO_ARGUMENTS},
    {"F5", EVENT_KEY, TERMINAL_KEY_F5, NO_ARGUMENTS},
    {"F6", EVENT_KEY, TERMINAL_KEY_F6, NO_ARGUMENTS},
    {"F7", EVENT_KEY, TERMINAL_KEY_F7, NO_ARGUMENTS},
    {"F8", EVENT_KEY, TERMINAL_KEY_F8, NO_ARGUMENTS},
    {"F9", EVENT_KEY, TERMINAL_KEY_F9, NO_ARGUMENTS},
    {"F10", EVENT_KEY, TERMINAL_KEY_F10, NO_ARGUMENTS},
    {"F11", EVENT_KEY, TERMINAL_KEY_F11, NO_ARGUMENTS},
    {"F12", EVENT_KEY, TERMINAL_KEY_F12, NO_ARGUMENTS},
    {"Other", EVENT_KEY, TERMINAL_KEY_OTHER, NO_ARGUMENTS},
    {"Click", EVENT_POINTER, TERMINAL_KEY_NONE, TWO_NUMBERS},
    {"WheelUp", EVENT_WHEEL_UP, TERMINAL_KEY_NONE, TWO_NUMBERS},
    {"WheelDown", EVENT_WHEEL_DOWN, TERMINAL_KEY_NONE, TWO_NUMBERS},
    {"Resize", EVENT_RESIZE, TERMINAL_KEY_NONE, TWO_NUMBERS},
    {"Interrupt", EVENT_INTERRUPT, TERMINAL_KEY_NONE, NO_ARGUMENTS},
    {"Hangup", EVENT_END, TERMINAL_KEY_NONE, NO_ARGUMENTS},
};

static _Noreturn void refuse(const char *text, const char *at)
{
    fprintf(stderr, "script: \"%s\": not understood from \"%s\" on (see tests/support/script.h)\n", text, at);
    abort();
}

static void add(struct script *script, const struct event *event)
{
    script->events = memory_resize(script->events, script->count + 1, sizeof *script->events);
    script->events[script->count++] = *event;
}

static const struct word *word_at(const char *at, size_t length)
{
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (strlen(words[i].name) == length && strncmp(words[i].name, at, length) == 0)
            return &words[i];
    }
    return NULL;
}

// Adds the characters between quotes and returns what follows the closing one.
static const char *read_quoted(struct script *script, const char *text, const char *at, unsigned modifiers)
{
    for (at++; *at != '\'';) {
        struct event event = {.kind = EVENT_CHARACTER, .modifiers = modifiers};
        ucs4_t character;
        int length = *at == '\0' ? 0 : u8_strmbtouc(&character, (const uint8_t *)at);
        if (length <= 0)
            refuse(text, at);
        event.character = character;
        add(script, &event);
        at += length;
    }
    return at + 1;
}

static const char *read_paste(struct script *script, const char *text, const char *quote)
{
    const char *end = strchr(quote + 1, '\'');
    if (end == NULL)
        refuse(text, quote);
    add(script, &(struct event){.kind = EVENT_PASTE, .text = quote + 1, .length = (size_t)(end - quote - 1)});
    return end + 1;
}

static const struct {
    const char *name;
    enum terminal_modifier modifier;
} held[] = {{"Ctrl+", TERMINAL_CONTROL}, {"Alt+", TERMINAL_ALT}, {"Shift+", TERMINAL_SHIFT}};
enum { HELD = sizeof held / sizeof *held };

// Takes what is held, in the order above, and returns what follows.
static const char *read_modifiers(const char *at, unsigned *modifiers)
{
    *modifiers = 0;
    for (size_t i = 0; i < HELD; i++)
        if (strncmp(at, held[i].name, strlen(held[i].name)) == 0) {
            *modifiers |= held[i].modifier;
            at += strlen(held[i].name);
        }
    return at;
}

static const char *read_word(struct script *script, const char *text, const char *at, unsigned modifiers)
{
    size_t length = strcspn(at, " (*");
    const struct word *word = word_at(at, length);
    if (word == NULL)
        refuse(text, at);
    struct event event = {.kind = word->kind, .key = word->key, .modifiers = modifiers};
    const char *rest = at + length;
    if (word->arguments == TWO_NUMBERS) {
        int taken = 0;
        if (sscanf(rest, "(%d,%d)%n", &event.row, &event.column, &taken) != 2 || taken == 0)
            refuse(text, at);
        rest += taken;
    }
    add(script, &event);
    return rest;
}

struct script script_read(const char *text)
{
    struct script script = {0};
    const char *at = text;
    while (*(at += strspn(at, " ")) != '\0') {
        size_t before = script.count;
        unsigned modifiers;
        at = read_modifiers(at, &modifiers);
        if (strncmp(at, "Paste'", 6) == 0)
            at = read_paste(&script, text, at + 5);
        else
            at = *at == '\'' ? read_quoted(&script, text, at, modifiers) : read_word(&script, text, at, modifiers);
        size_t added = script.count - before;
        if (*at == '*') {
            char *rest;
            unsigned long times = strtoul(at + 1, &rest, 10);
            if (times == 0 || rest == at + 1)
                refuse(text, at);
            for (size_t i = 0; i < added * (times - 1); i++) {
                struct event copy = script.events[before + i];
                add(&script, &copy);
            }
            at = rest;
        }
        if (*at != ' ' && *at != '\0')
            refuse(text, at);
    }
    return script;
}

void script_free(struct script *script)
{
    memory_free(&script->events);
    script->count = 0;
}

char *script_write(struct arena *arena, const struct event *event)
{
    enum { SHOWN_BYTES = 60 };
    char *text = arena_copy_text(arena, "");
    for (size_t i = 0; i < HELD; i++)
        if ((event->modifiers & (unsigned)held[i].modifier) != 0)
            text = arena_format(arena, "%s%s", text, held[i].name);
    if (event->kind == EVENT_CHARACTER) {
        uint8_t bytes[8];
        int length = u8_uctomb(bytes, event->character, sizeof bytes);
        return arena_format(arena, "%s'%.*s'", text, length, (const char *)bytes);
    }
    if (event->kind == EVENT_PASTE) {
        text = arena_copy_text(arena, "Paste'");
        for (size_t at = 0; at < event->length && at < SHOWN_BYTES; at++)
            text = event->text[at] == '\n' ? arena_format(arena, "%s⏎", text) : arena_format(arena, "%s%c", text, event->text[at]);
        return arena_format(arena, "%s'%s%s", text, event->length > SHOWN_BYTES ? "…" : "", event->cut_short ? " cut" : "");
    }
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (words[i].kind == event->kind && words[i].key == event->key)
            return arena_format(arena, "%s%s", text, words[i].name);
    return text;
}
