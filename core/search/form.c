// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Compounds are taken apart from their end, which is what they are: a Kinderarzt is an Arzt.
#include "core/search/form.h"

#include <string.h>

// ---- rows ---------------------------------------------------------------------------------------------------------

int64_t search_row_id(const struct search_row *row)
{
    return row->thing << ROW_THING_SHIFT | (int64_t)row->language << (ROW_TITLE_BITS + ROW_LENGTH_BITS) |
           (int64_t)row->title << ROW_LENGTH_BITS | row->length;
}

struct search_row search_row_of(int64_t id)
{
    return (struct search_row){
        .thing = id >> ROW_THING_SHIFT,
        .language = (int)(id >> (ROW_TITLE_BITS + ROW_LENGTH_BITS)) & ((1 << ROW_LANGUAGE_BITS) - 1),
        .title = (int)(id >> ROW_LENGTH_BITS) & ((1 << ROW_TITLE_BITS) - 1),
        .length = (int)id & ((1 << ROW_LENGTH_BITS) - 1),
    };
}

// ---- forms --------------------------------------------------------------------------------------------------------

char *form_stem(struct arena *arena, const struct language *language, const char *stem)
{
    // The tag keeps the stems of one language from meeting those of another.
    return arena_format(arena, "\uE000%.2s\uE000%s", language->tag, stem);
}

char *form_part(struct arena *arena, const char *stem)
{
    return arena_format(arena, "\uE001%s", stem);
}

char *form_latin(struct arena *arena, const char *key, enum form_latin kind)
{
    static const char *const marks[] = {
        [FORM_LATIN_VOWELS] = "\uE002", [FORM_LATIN_ARABIC] = "\uE003", [FORM_LATIN_ETHIOPIC] = "\uE004"};
    return arena_format(arena, "%s%s", marks[kind], key);
}

char *form_marked(struct arena *arena, const char *marked)
{
    return arena_format(arena, "\uE005%s", marked);
}

char *form_spelling(struct arena *arena, const char *word, const char *marked)
{
    return arena_format(arena, "\uE005%s %s", word, marked);
}

// ---- compounds ----------------------------------------------------------------------------------------------------

enum { COMPOUND_LEAST = 7, TAIL_LEAST = 3, HEAD_LEAST = 3, TAIL_ALONE_LEAST = 4, TAIL_BASE_LEAST = 4 };

bool form_joins(const struct language *language)
{
    return strncmp(language->tag, "de", 2) == 0;
}

// The word that stands alone for the beginning of one: as it is, or with an ending that it has lost.
static const char *known_word(struct arena *arena, const char *word, form_count *count, void *context)
{
    static const char *const lost[] = {"", "e", "en", "n", "er"};
    for (size_t i = 0; i < sizeof lost / sizeof *lost; i++) {
        const char *whole = arena_format(arena, "%s%s", word, lost[i]);
        if (count(context, whole) > 0)
            return whole;
    }
    return NULL;
}

// Whether the head is a word, with or without the letters that join it to the next.
static const char *known_head(struct arena *arena, const char *head, form_count *count, void *context)
{
    static const char *const joints[] = {"", "s", "n", "en", "es", "er", "e", "ens"};
    size_t length = strlen(head);
    for (size_t i = 0; i < sizeof joints / sizeof *joints; i++) {
        size_t joint = strlen(joints[i]);
        if (length < joint + HEAD_LEAST || strcmp(head + length - joint, joints[i]) != 0)
            continue;
        const char *word = known_word(arena, arena_copy(arena, head, length - joint), count, context);
        if (word != NULL)
            return word;
    }
    return NULL;
}

// Whether the tail is a word, or a form of one that is not there itself.
static const char *known_tail(struct arena *arena, const char *tail, form_count *count, void *context)
{
    static const char *const endings[] = {"en", "e", "n", "er", "s", "es"};
    size_t length = strlen(tail);
    if (count(context, tail) > 0)
        return tail;
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        size_t ending = strlen(endings[i]);
        if (length < ending + TAIL_BASE_LEAST || strcmp(tail + length - ending, endings[i]) != 0)
            continue;
        const char *base = arena_copy(arena, tail, length - ending);
        if (count(context, base) > 0)
            return base;
    }
    return NULL;
}

static size_t split_from(struct arena *arena, const char *word, form_count *count, void *context, size_t depth,
                         const char *parts[FORM_PARTS_MAX])
{
    size_t length = strlen(word);
    const char *alone = NULL; // the longest tail whose head nobody knows
    for (size_t at = HEAD_LEAST; at + TAIL_LEAST <= length; at++) {
        const char *tail = ((unsigned char)word[at] & 0xC0) == 0x80 ? NULL : known_tail(arena, word + at, count, context);
        if (tail == NULL)
            continue;
        const char *head = arena_copy(arena, word, at);
        const char *known = known_head(arena, head, count, context);
        if (known != NULL) {
            parts[0] = known;
            parts[1] = tail;
            return 2;
        }
        size_t more = 0;
        if (depth + 2 < FORM_PARTS_MAX && at >= COMPOUND_LEAST)
            more = split_from(arena, head, count, context, depth + 1, parts);
        if (more > 1) {
            parts[more] = tail;
            return more + 1;
        }
        if (alone == NULL && strlen(tail) >= TAIL_ALONE_LEAST)
            alone = tail;
    }
    if (alone == NULL || depth > 0)
        return 0;
    parts[0] = alone;
    return 1;
}

size_t form_split(struct arena *arena, const char *word, form_count *count, void *context,
                  const char *parts[FORM_PARTS_MAX])
{
    size_t length = strlen(word);
    if (length < COMPOUND_LEAST || length > FORM_WORD_MAX || strspn(word, "abcdefghijklmnopqrstuvwxyz") != length)
        return 0;
    return split_from(arena, word, count, context, 0, parts);
}

char *form_umlaut(struct arena *arena, const char *word, bool marks)
{
    static const char vowels[] = "aou";
    static const char *const letters[] = {"ä", "ö", "ü"};
    char *changed = arena_allocate(arena, strlen(word) + 1, 1);
    char *end = changed;
    bool any = false;
    for (const char *byte = word; *byte != '\0'; byte++) {
        bool after_vowel = byte > word && strchr("aeiouq", byte[-1]) != NULL; // "neue", "quelle"
        const char *vowel = byte[1] == 'e' && !after_vowel ? strchr(vowels, *byte) : NULL;
        if (vowel != NULL && marks)
            end = stpcpy(end, letters[vowel - vowels]); // two bytes for two
        else
            *end++ = *byte;
        byte += vowel != NULL;
        any = any || vowel != NULL;
    }
    *end = '\0';
    return any ? changed : NULL;
}
