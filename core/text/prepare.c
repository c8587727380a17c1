// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// From bytes to cells in logical order. Most texts of a screen are plain Latin: what they do not need is found out
// while decoding and then left out.
#include "core/text/paragraph.h"

#include "core/text/codepoints.h"
#include "core/text/shape.h"

#include <string.h>
#include <unictype.h>

static bool is_plain(uint32_t character)
{
    return (character >= 0x20 && character < 0x7F) || character == '\n' ||
           (character >= CODEPOINT_NBSP && character < CODEPOINT_LIMIT_PLAIN && character != CODEPOINT_SOFT_HYPHEN);
}

// May give a character an odd level in a left-to-right paragraph: the blocks of the bidirectional types R, AL and AN,
// and the controls that open a right-to-left isolate or count as a right-to-left letter.
static bool is_right_to_left(uint32_t character)
{
    return (character >= 0x0590 && character <= 0x08FF) || character == 0x200F || character == CODEPOINT_RLI ||
           (character >= 0xFB1D && character <= 0xFDFF) || (character >= 0xFE70 && character <= 0xFEFF) ||
           (character >= 0x10800 && character <= 0x10FFF) || (character >= 0x1E800 && character <= 0x1EFFF);
}

void text_prepare(struct arena *scratch, const char *text, const struct text_options *options,
                  struct text_prepared *prepared)
{
    size_t count;
    uint32_t *characters = codepoint_decode(scratch, text, strlen(text), &count);
    if (options->find_fields)
        characters = text_isolate_found(scratch, characters, &count, options->direction);
    bool plain = true;
    bool right_to_left = false;
    for (size_t i = 0; i < count; i++) {
        if (is_plain(characters[i]))
            continue;
        plain = false;
        right_to_left = right_to_left || is_right_to_left(characters[i]);
    }
    if (right_to_left && !options->unshaped)
        count = text_shape(characters, count);
    if (!plain) {
        size_t kept = 0;
        for (size_t i = 0; i < count; i++) {
            bool hidden = !is_plain(characters[i]) && codepoint_role_of(characters[i]) == CODEPOINT_HIDDEN;
            // Words in Arabic and Hebrew are not hyphenated.
            bool hyphen = characters[i] == CODEPOINT_SOFT_HYPHEN && kept > 0 && is_right_to_left(characters[kept - 1]);
            if (!hidden && !hyphen)
                characters[kept++] = characters[i];
        }
        count = kept;
    }
    prepared->characters = characters;
    prepared->count = count;
    prepared->right_to_left = right_to_left;
}

static void add_mark(struct text_cell *cell, uint32_t mark)
{
    for (size_t i = 0; i < TEXT_MARKS_MAX; i++) {
        if (cell->marks[i] == 0) {
            cell->marks[i] = mark;
            return;
        }
    }
}

void text_form_cells(struct arena *arena, struct arena *scratch, struct text_paragraph *paragraph, int width)
{
    struct text_cell *cells = arena_allocate(arena, paragraph->length, sizeof *cells);
    uint32_t *positions = arena_allocate(scratch, paragraph->length, sizeof *positions);
    int *columns = arena_allocate(scratch, paragraph->length + 1, sizeof *columns);
    struct text_cell *base = NULL; // for marks
    size_t count = 0;
    for (size_t i = 0; i < paragraph->length; i++) {
        uint32_t character = paragraph->characters[i];
        int taken = is_plain(character) ? 1 : text_width_of(character);
        if (taken == 0 && codepoint_role_of(character) == CODEPOINT_MARK) {
            // One at the paragraph's start has no cell to stand in.
            if (base != NULL && base->base != CODEPOINT_ELLIPSIS)
                add_mark(base, character);
            continue;
        }
        if (taken > width) {
            character = CODEPOINT_ELLIPSIS;
            taken = 1;
        }
        struct text_cell *cell = &cells[count];
        cell->base = character;
        cell->width = (uint8_t)taken;
        if (taken > 0)
            base = cell;
        positions[count] = (uint32_t)i;
        columns[count + 1] = columns[count] + taken;
        count++;
    }
    paragraph->cells = cells;
    paragraph->positions = positions;
    paragraph->columns = columns;
    paragraph->count = count;
}

bool text_is_space(const struct text_cell *cell)
{
    if (cell->marks[0] != 0)
        return false;
    switch (cell->base) {
    case ' ':
    case 0x1680: // OGHAM SPACE MARK
    case 0x205F: // MEDIUM MATHEMATICAL SPACE
    case 0x3000: // IDEOGRAPHIC SPACE
        return true;
    default:
        return cell->base >= 0x2000 && cell->base <= 0x200A && cell->base != 0x2007; // U+2007 is a no-break space
    }
}

int text_measure(const char *text)
{
    struct arena scratch = {0};
    struct text_prepared prepared;
    text_prepare(&scratch, text, &(struct text_options){0}, &prepared);
    int widest = 0;
    int width = 0;
    for (size_t i = 0; i < prepared.count; i++) {
        uint32_t character = prepared.characters[i];
        width = codepoint_role_of(character) == CODEPOINT_END ? 0 : width + text_width_of(character);
        if (width > widest)
            widest = width;
    }
    arena_free(&scratch);
    return widest;
}
