// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The text is always accepted text: every character typed goes through the gate that all other text goes through.
#include "tui/kit/field.h"

#include "core/text/accept.h"

#include <string.h>
#include <unigbrk.h>
#include <unistr.h>

enum { UTF8_BYTES_MAX = 4, LINE_SEPARATOR = 0x2028, PARAGRAPH_SEPARATOR = 0x2029 };

void field_insert(struct field *field, uint32_t character)
{
    if (character < ' ' || character == LINE_SEPARATOR || character == PARAGRAPH_SEPARATOR)
        return;
    uint8_t typed[UTF8_BYTES_MAX];
    int bytes = u8_uctomb(typed, character, sizeof typed);
    if (bytes < 0) // no character: a surrogate, or beyond U+10FFFF
        return;
    struct arena arena = {0}; // overwritten when freed
    char *text = arena_allocate(&arena, field->length + (size_t)bytes + 1, 1);
    memcpy(text, field->text, field->length);
    memcpy(text + field->length, typed, (size_t)bytes);
    // The whole text, as a mark composes with the letter before it (NFC).
    const char *cleaned = text_clean(&arena, text, field->length + (size_t)bytes);
    size_t length = strlen(cleaned);
    if (length < sizeof field->text) {
        memset(field->text, 0, sizeof field->text);
        memcpy(field->text, cleaned, length);
        field->length = length;
    }
    arena_free(&arena);
}

// The byte at which the cluster before byte `end` begins.
static size_t cluster_before(const struct field *field, size_t end)
{
    const uint8_t *text = (const uint8_t *)field->text;
    const uint8_t *begin = u8_grapheme_prev(text + end, text);
    return begin == NULL ? 0 : (size_t)(begin - text);
}

uint32_t field_last(const struct field *field)
{
    ucs4_t character = 0;
    const uint8_t *text = (const uint8_t *)field->text;
    return u8_prev(&character, text + field->length, text) == NULL ? 0 : character;
}

bool field_erase(struct field *field)
{
    if (field->length == 0)
        return false;
    size_t length = cluster_before(field, field->length);
    explicit_bzero(field->text + length, field->length - length);
    field->length = length;
    return true;
}

void field_set(struct field *field, const char *text)
{
    size_t length = strlen(text);
    field_wipe(field);
    for (size_t at = 0; at < length;) {
        ucs4_t character = 0;
        at += (size_t)u8_mbtouc(&character, (const uint8_t *)text + at, length - at);
        field_insert(field, character);
    }
}

void field_wipe(struct field *field)
{
    explicit_bzero(field, sizeof *field);
}

// The longest end of the text that takes at most `columns`, beginning with a whole cluster.
static const char *tail_of(const struct field *field, int columns)
{
    if (text_measure(field->text) <= columns)
        return field->text;
    size_t starts[FIELD_BYTES] = {0}; // of clusters, from the end; starts[i] is followed by i + 1 clusters
    size_t count = 0;
    for (size_t end = field->length; end > 0; count++) {
        starts[count] = cluster_before(field, end);
        end = starts[count];
    }
    size_t fits = 0; // so many clusters fit,
    size_t over = count; // so many do not
    while (over - fits > 1) {
        size_t middle = fits + (over - fits) / 2;
        if (text_measure(field->text + starts[middle - 1]) <= columns)
            fits = middle;
        else
            over = middle;
    }
    return fits == 0 ? "" : field->text + starts[fits - 1];
}

void field_paint(const struct field *field, const struct canvas *canvas, int row, int start, int columns,
                 const char *hint)
{
    canvas_fill(canvas, row, start, columns, ROLE_FIELD);
    int behind = 0;
    if (field->length == 0) {
        canvas_text(canvas, row, start + 1, columns - 1, hint, ROLE_FIELD_QUIET); // behind the cursor
    } else {
        const char *tail = tail_of(field, columns - 1); // the cursor needs a column too
        canvas_text(canvas, row, start, columns, tail, ROLE_FIELD);
        behind = text_measure(tail); // blanks at the end count
    }
    canvas_cursor(canvas, row, start + behind);
}
