// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// libFuzzer target for the text that somebody writes. Two bytes of limits, then deeds: a byte says which, and some take the
// bytes behind it. What edit.h promises is asserted after each.
#include "core/edit/boundary.h"
#include "core/edit/edit.h"
#include "core/text/accept.h"

#include <assert.h>
#include <string.h>
#include <unistr.h>

enum { NOT_FORGOTTEN = 500 }; // bytes of input that make no longer history than is held

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

// `loaded` is the length of the text at first, which may be longer than the limit.
static void check(const struct edit *edit, size_t loaded)
{
    static struct arena arena;
    assert(strlen(edit->text) == edit->length && edit->length < edit->capacity);
    assert(strcmp(text_clean(&arena, edit->text, edit->length), edit->text) == 0);
    assert(edit->length <= edit->limits.bytes || edit->length <= loaded);
    assert(edit->characters == u8_mbsnlen((const uint8_t *)edit->text, edit->length));
    size_t lines = 1;
    for (size_t i = 0; i < edit->length; i++)
        lines += edit->text[i] == '\n';
    assert(edit->lines == lines && (edit->limits.lines != 1 || lines == 1));
    assert(edit->cursor <= edit->length && edit->anchor <= edit->length);
    assert(boundary_cluster_at(edit->text, edit->length, edit->cursor) == edit->cursor);
    assert(boundary_cluster_at(edit->text, edit->length, edit->anchor) == edit->anchor);
    arena_reset(&arena);
}

// Does what the first byte says; returns the bytes taken.
static size_t act(struct edit *edit, const uint8_t *data, size_t size)
{
    bool select = (data[0] & 0x80) != 0;
    int argument = data[0] >> 4 & 7;
    size_t taken = 1;
    ucs4_t character = 0;
    switch (data[0] & 15) {
    case 0:
        edit_erase(edit, (enum edit_motion)argument);
        break;
    case 1:
        edit_move(edit, (enum edit_motion)argument, select);
        break;
    case 2:
        edit_undo(edit);
        break;
    case 3:
        edit_redo(edit);
        break;
    case 4:
        taken = size < 3 ? size : 3;
        edit_place(edit, (size_t)data[taken - 1] * (size_t)(argument + 1), select);
        break;
    case 5:
        taken += size - 1 < data[0] >> 4 ? size - 1 : data[0] >> 4;
        edit_insert(edit, (const char *)data + 1, taken - 1);
        break;
    case 6:
        edit_keep(edit);
        assert(!edit_changed(edit));
        break;
    case 7:
        edit_select_all(edit);
        break;
    default:
        if (size > 1)
            taken += (size_t)u8_mbtouc(&character, data + 1, size - 1);
        edit_type(edit, character);
        break;
    }
    return taken;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 4)
        return 0;
    struct edit edit;
    edit_init(&edit, &(struct edit_limits){.bytes = 4 + data[0], .lines = data[1] % 4});
    char loaded[64] = {0};
    size_t length = size - 2 < data[1] >> 2 ? size - 2 : data[1] >> 2;
    memcpy(loaded, data + 2, length);
    edit_load(&edit, loaded);
    check(&edit, edit.length);
    assert(!edit_changed(&edit));
    struct arena arena = {0};
    const char *first = arena_copy_text(&arena, edit.text);
    for (size_t at = 2 + length; at < size;) {
        at += act(&edit, data + at, size - at);
        check(&edit, strlen(first));
    }
    while (edit_redo(&edit)) {
    }
    const char *newest = arena_copy_text(&arena, edit.text);
    while (edit_undo(&edit)) {
    }
    if (size < NOT_FORGOTTEN)
        assert(strcmp(edit.text, first) == 0);
    while (edit_redo(&edit)) {
    }
    assert(strcmp(edit.text, newest) == 0);
    arena_free(&arena);
    edit_free(&edit);
    return 0;
}
