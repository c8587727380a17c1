// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Snowball's stemmers expect spelling with marks; that ours have lost them costs a little sharpness, the same for index
// and query.
#include "core/language/stem.h"

#include "core/base/memory.h"

#include <libstemmer.h>
#include <string.h>
#include <unistr.h>

enum { STEMMERS_MAX = LANGUAGE_TABLE_MAX, CHARACTERS_LEFT = 3, WORD_BYTES = 256 };

// How each language is stemmed: by a Snowball algorithm, and by endings of our own, longest first.
static const struct {
    const char *tag, *algorithm;
    const char *endings; // folded
} methods[] = {
    {"de", "german", "erinn erin inn ung"},
    {"de-simple", "german", "erinn erin inn ung"},
    {"en", "english", NULL},
    {"fr", "french", NULL},
    {"es", "spanish", NULL},
    {"ro", "romanian", NULL},
    {"tr", "turkish", NULL},
    {"ru", "russian", NULL},
    {"ar", "arabic", NULL},
    {"uk", NULL,
     "ування уванням еннями аннями ннями ення ання ями ами ого ому ими ові еві ість істю ості ого оі ою ею іи ів ів ах ях ам "
     "ям ем ом ии их им ти ть а я о е и і і у ю ь и"},
    {"pl", NULL, "owania owanie osciach oscia osci ania anie enia enie ami ach ego emu ymi imi ow om ie ej a e a e i o u y"},
    {"kmr", NULL, "eke an en en a e i e"},
    {"fa", NULL, "هايي هاي ها ان"},
};

struct stems {
    struct {
        const struct language *language;
        struct sb_stemmer *stemmer; // NULL: none
        const char *endings;        // NULL: none
    } known[STEMMERS_MAX];
    size_t count;
};

struct stems *stems_open(void)
{
    return memory_allocate(1, sizeof(struct stems));
}

void stems_close(struct stems **stems)
{
    for (size_t i = 0; *stems != NULL && i < (*stems)->count; i++)
        sb_stemmer_delete((*stems)->known[i].stemmer);
    memory_free(stems);
}

static size_t find(struct stems *stems, const struct language *language)
{
    for (size_t i = 0; i < stems->count; i++) {
        if (stems->known[i].language == language)
            return i;
    }
    if (stems->count == STEMMERS_MAX)
        return STEMMERS_MAX;
    stems->known[stems->count].language = language;
    for (size_t i = 0; i < sizeof methods / sizeof *methods; i++) {
        if (strcmp(methods[i].tag, language->tag) != 0)
            continue;
        if (methods[i].algorithm != NULL)
            stems->known[stems->count].stemmer = sb_stemmer_new(methods[i].algorithm, NULL);
        stems->known[stems->count].endings = methods[i].endings;
    }
    return stems->count++;
}

static size_t characters_of(const char *text, size_t length)
{
    size_t count = 0;
    for (size_t i = 0; i < length; i++)
        count += ((unsigned char)text[i] & 0xC0) != 0x80;
    return count;
}

// The word without the first of the endings that leaves enough of it.
static const char *without_ending(struct arena *arena, const char *word, const char *endings)
{
    size_t length = strlen(word);
    for (const char *ending = endings; *ending != '\0';) {
        size_t ending_length = strcspn(ending, " ");
        if (length > ending_length && memcmp(word + length - ending_length, ending, ending_length) == 0 &&
            characters_of(word, length - ending_length) >= CHARACTERS_LEFT)
            return arena_copy(arena, word, length - ending_length);
        ending += ending_length + strspn(ending + ending_length, " ");
    }
    return word;
}

// A stemmer keeps the word that it was given last, which may be a visitor's: it is given one of the same length that says
// nothing.
static const char *stem_by(struct sb_stemmer *stemmer, struct arena *arena, const char *word)
{
    static const sb_symbol nothing[WORD_BYTES];
    size_t size = strlen(word);
    if (size > sizeof nothing)
        return word;
    const sb_symbol *found = sb_stemmer_stem(stemmer, (const sb_symbol *)word, (int)size);
    int length = sb_stemmer_length(stemmer);
    const char *stem = found != NULL && length > 0 ? arena_copy(arena, (const char *)found, (size_t)length) : word;
    sb_stemmer_stem(stemmer, nothing, (int)size);
    return stem;
}

// The word without the Arabic article and the particles that are written together with it: and, with, for, like.
static const char *without_article(const char *word)
{
    static const char *const articles[] = {"وال", "بال", "فال", "كال", "لل", "ال"};
    for (size_t i = 0; i < sizeof articles / sizeof *articles; i++) {
        size_t length = strlen(articles[i]);
        if (strncmp(word, articles[i], length) == 0 && characters_of(word + length, strlen(word + length)) >= CHARACTERS_LEFT)
            return word + length;
    }
    return word;
}

// A Tigrinya word without the "and" at its end, and without its last vowel, which endings change: ትምህርቲ, ትምህርትን.
static const char *without_last_vowel(struct arena *arena, const char *word)
{
    enum { SYLLABLE_BYTES = 3, VOWELS_OF_ROW = 8, SIXTH = 5, FIRST_SYLLABLE = 0x1200, LAST_SYLLABLE = 0x137F };
    static const char and[] = "ን";
    size_t length = strlen(word);
    if (length > SYLLABLE_BYTES && strcmp(word + length - SYLLABLE_BYTES, and) == 0 &&
        characters_of(word, length - SYLLABLE_BYTES) >= CHARACTERS_LEFT)
        length -= SYLLABLE_BYTES;
    if (length < SYLLABLE_BYTES)
        return word;
    char *stem = arena_copy(arena, word, length);
    uint8_t *last = (uint8_t *)stem + length - SYLLABLE_BYTES;
    ucs4_t syllable = 0;
    if (u8_mbtouc(&syllable, last, SYLLABLE_BYTES) == SYLLABLE_BYTES && syllable >= FIRST_SYLLABLE && syllable <= LAST_SYLLABLE)
        u8_uctomb(last, syllable - syllable % VOWELS_OF_ROW + SIXTH, SYLLABLE_BYTES);
    return stem;
}

const char *stem_of(struct stems *stems, struct arena *arena, const struct language *language, const char *word)
{
    size_t index = find(stems, language);
    if (index == STEMMERS_MAX || characters_of(word, strlen(word)) <= CHARACTERS_LEFT)
        return word;
    const char *stem = strcmp(language->tag, "ar") == 0 ? without_article(word) : word;
    if (strcmp(language->tag, "ti") == 0)
        return without_last_vowel(arena, word);
    if (stems->known[index].stemmer != NULL)
        stem = stem_by(stems->known[index].stemmer, arena, stem);
    if (stems->known[index].endings != NULL)
        stem = without_ending(arena, stem, stems->known[index].endings);
    return stem;
}
