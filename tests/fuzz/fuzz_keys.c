// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// libFuzzer target for the key decoder: no input makes an event that is none, and two unhurried keys after any input
// are always understood, so that nothing typed can make the keyboard useless.
#include "tui/terminal/keys.h"

#include <assert.h>
#include <stddef.h>

enum { NUMBER_MOST = 9999 }; // of which one more digit is read

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(const struct event *event)
{
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
    default:
        assert(event->kind == EVENT_INTERRUPT);
        break;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct keys keys = {0};
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
    return 0;
}
