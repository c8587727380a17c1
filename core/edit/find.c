// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The text is folded in pieces, mostly words, and it is noted where each came from; the clusters within a piece are only counted
// where something was found. Pieces are short, so that a text without blanks takes no longer than another.
#include "core/edit/find.h"

#include "core/edit/boundary.h"
#include "core/text/fold.h"

#include <string.h>

enum { PIECE_BYTES = 64, WINDOW_BYTES = 256 };

// What stands between two blanks, or a part of that.
struct found_piece {
    size_t start, end; // bytes in the text
    size_t folded_at;  // byte in the folded one
};

struct folded_text {
    struct arena arena, scratch;
    const struct edit *edit;
    struct arena_text folded;
    struct found_piece *pieces; // that something is left of
    size_t count, capacity;
};

static const char *fold_bytes(struct arena *scratch, const struct folded_text *text, size_t start, size_t end)
{
    return text_fold(scratch, arena_copy(scratch, text->edit->text + start, end - start));
}

// A word of plain letters, perhaps with a sign of punctuation behind it, in small ones; false for any other. Most words of many
// languages are such, and they take a tenth of the time so.
static bool fold_plainly(const char *bytes, size_t length, char folded[PIECE_BYTES + 1])
{
    if (length > 1 && strchr(".,;:!?", bytes[length - 1]) != NULL)
        length--;
    if (length > PIECE_BYTES)
        return false;
    for (size_t i = 0; i < length; i++) {
        char letter = (char)(bytes[i] | 0x20);
        if (letter < 'a' || letter > 'z' || bytes[i] < 'A')
            return false;
        folded[i] = letter;
    }
    folded[length] = '\0';
    return true;
}

static void add_piece(struct folded_text *text, size_t start, size_t end, bool begins_word)
{
    char plain[PIECE_BYTES + 1];
    bool is_plain = fold_plainly(text->edit->text + start, end - start, plain);
    arena_reset(&text->scratch);
    const char *folded = is_plain ? plain : fold_bytes(&text->scratch, text, start, end);
    if (folded[0] != '\0') {
        if (begins_word && text->folded.length > 0)
            arena_append(&text->arena, &text->folded, " ");
        text->pieces = arena_grow(&text->arena, text->pieces, text->count, &text->capacity, sizeof *text->pieces);
        text->pieces[text->count++] = (struct found_piece){start, end, text->folded.length};
        arena_append(&text->arena, &text->folded, folded);
    }
}

// The end of the piece that begins at `start` in a word that ends at `end`.
static size_t end_piece(const struct edit *edit, size_t start, size_t end)
{
    size_t left = end - start;
    if (left <= PIECE_BYTES)
        return end;
    size_t cut = boundary_cluster_at(edit->text + start, left < WINDOW_BYTES ? left : WINDOW_BYTES, PIECE_BYTES);
    return start + (cut > 0 ? cut : boundary_cluster_after(edit->text + start, left, 0));
}

static void fold_all(struct folded_text *text)
{
    arena_append(&text->arena, &text->folded, "");
    for (size_t at = 0; at < text->edit->length; at++) {
        size_t end = at + strcspn(text->edit->text + at, " \n");
        for (size_t start = at; at < end;) {
            size_t piece = end_piece(text->edit, at, end);
            add_piece(text, at, piece, at == start);
            at = piece;
        }
    }
}

// The piece that has a byte of the folded text.
static const struct found_piece *piece_with(const struct folded_text *text, size_t folded)
{
    size_t first = 0;
    size_t behind = text->count;
    while (behind - first > 1) {
        size_t middle = first + (behind - first) / 2;
        if (text->pieces[middle].folded_at <= folded)
            first = middle;
        else
            behind = middle;
    }
    return &text->pieces[first];
}

// The byte of the text that a byte of the folded one came from: the beginning of its cluster, or for the end of what was found,
// the end of the last one.
static size_t place_of(const struct folded_text *text, size_t folded, bool is_end)
{
    struct arena scratch = {0};
    const struct found_piece *piece = piece_with(text, is_end ? folded - 1 : folded);
    size_t wanted = folded - piece->folded_at;
    size_t at = piece->start;
    size_t place = piece->end;
    while (at < piece->end) {
        size_t length = piece->end - piece->start;
        size_t next = piece->start + boundary_cluster_after(text->edit->text + piece->start, length, at - piece->start);
        size_t up_to = strlen(fold_bytes(&scratch, text, piece->start, next));
        if (is_end ? up_to >= wanted : up_to > wanted) {
            place = is_end ? next : at;
            break;
        }
        at = next;
    }
    arena_free(&scratch);
    return place;
}

// The last place before `end` and not before `start` at which `words` begins; NULL: none.
static const char *find_last(const char *text, const char *words, size_t start, size_t end)
{
    size_t length = strlen(words);
    for (size_t at = end; at-- > start;)
        if (strncmp(text + at, words, length) == 0)
            return text + at;
    return NULL;
}

// Where `words` begins in `text` behind or before byte `from`, or beyond the end from the other one; NULL: nowhere.
static const char *find_around(const char *text, const char *words, size_t from, bool back)
{
    size_t length = strlen(text);
    size_t middle = from < length ? from : length;
    const char *found = back ? find_last(text, words, 0, middle) : strstr(text + middle, words);
    if (found != NULL)
        return found;
    return back ? find_last(text, words, middle, length) : strstr(text, words);
}

// The byte of the folded text at which a byte of the text comes to stand.
static size_t folded_of(const struct folded_text *text, size_t at)
{
    struct arena scratch = {0};
    size_t folded = text->folded.length;
    for (size_t i = 0; i < text->count; i++) {
        const struct found_piece *piece = &text->pieces[i];
        if (at >= piece->end)
            continue;
        folded = piece->folded_at + (at <= piece->start ? 0 : strlen(fold_bytes(&scratch, text, piece->start, at)));
        break;
    }
    arena_free(&scratch);
    return folded;
}

static bool find_exactly(const struct edit *edit, const char *words, size_t from, bool back, size_t *start, size_t *end)
{
    const char *found = words[0] == '\0' ? NULL : find_around(edit->text, words, from, back);
    if (found == NULL)
        return false;
    *start = (size_t)(found - edit->text);
    *end = *start + strlen(words);
    return true;
}

bool edit_find(const struct edit *edit, const char *words, size_t from, bool back, size_t *start, size_t *end)
{
    struct folded_text text = {.edit = edit};
    const char *wanted = text_fold(&text.arena, words);
    bool is_found;
    if (wanted[0] == '\0') {
        is_found = find_exactly(edit, words, from, back, start, end);
    } else {
        fold_all(&text);
        const char *found = find_around(text.folded.bytes, wanted, folded_of(&text, from), back);
        is_found = found != NULL;
        if (is_found) {
            *start = place_of(&text, (size_t)(found - text.folded.bytes), false);
            *end = place_of(&text, (size_t)(found - text.folded.bytes) + strlen(wanted), true);
        }
    }
    arena_free(&text.scratch);
    arena_free(&text.arena);
    return is_found;
}
