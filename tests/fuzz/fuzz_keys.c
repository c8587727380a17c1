// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// libFuzzer target for the key decoder: no input makes an event that is none, and two unhurried keys after any input
// are always understood, so that nothing typed can make the keyboard useless. The last byte says whether modifiers and pastes
// are told apart.
#include "tui/terminal/keys.h"

#include <assert.h>
#include <stddef.h>
#include <string.h>
#include <unistr.h>

enum { NUMBER_MOST = 9999 }; // of which one more digit is read

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

// Whoever wrote it: a text, of bounded length, with no control character that a terminal or a field would act upon.
static void check_paste(const struct event *event)
{
    assert(event->length <= PASTE_BYTES_MAX);
    assert(u8_check((const uint8_t *)event->text, event->length) == NULL);
    assert(strlen(event->text) == event->length);
    for (size_t i = 0; i < event->length; i++) {
        unsigned char byte = (unsigned char)event->text[i];
        assert(byte >= ' ' || byte == '\n' || byte == '\t');
        assert(byte != 0x7F && !(byte == 0xC2 && (unsigned char)event->text[i + 1] < 0xA0));
    }
}

static void check(const struct event *event)
{
    assert((event->modifiers & ~(unsigned)(TERMINAL_SHIFT | TERMINAL_ALT | TERMINAL_CONTROL)) == 0);
    switch (event->kind) {
    case EVENT_KEY:
        assert(event->key > TERMINAL_KEY_NONE && event->key <= TERMINAL_KEY_OTHER);
        break;
    case EVENT_CHARACTER:
        assert(event->character >= 0x20 && event->character <= 0x10FFFF);
        assert(event->character < 0x7F || event->character > 0x9F);
        assert(event->character < 0xD800 || event->character > 0xDFFF);
        break;
    case EVENT_POINTER:
    case EVENT_WHEEL_UP:
    case EVENT_WHEEL_DOWN:
        assert(event->row >= 0 && event->row < 10 * NUMBER_MOST && event->column >= 0 && event->column < 10 * NUMBER_MOST);
        assert(event->rows >= 0 && event->rows < 10 * NUMBER_MOST);
        break;
    case EVENT_PASTE:
        check_paste(event);
        break;
    default:
        assert(event->kind == EVENT_INTERRUPT);
        break;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    unsigned char choice = size > 0 ? data[size - 1] : 0;
    struct keys keys = {.modifiers = (choice & 1) != 0, .pastes = (choice & 2) != 0};
    struct event event;
    for (size_t i = 0; i < size; i++) {
        for (bool given = keys_take(&keys, data[i], &event); given; given = keys_more(&keys, &event))
            check(&event);
    }
    // What ends may turn out to be typed, and begin something else.
    while (keys_pending(&keys)) {
        for (bool given = keys_end(&keys, &event); given; given = keys_more(&keys, &event))
            check(&event);
    }
    assert(!keys_pending(&keys));
    assert(keys_take(&keys, '\r', &event) && event.kind == EVENT_KEY && event.key == TERMINAL_KEY_ENTER);
    assert(!keys_take(&keys, 0x1B, &event) && keys_pending(&keys));
    assert(keys_end(&keys, &event) && event.kind == EVENT_KEY && event.key == TERMINAL_KEY_ESCAPE);
    keys_close(&keys);
    return 0;
}
