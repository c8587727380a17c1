// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Words that nothing has: several words without the blanks between them, or one that is misspelt.
#include "core/search/search_private.h"

#include "core/text/near.h"
#include "core/language/function_words.h"

#include <string.h>

enum {
    NEAR_MAX = 3,           // words that a misspelt one may have meant
    JOINED_PART_LEAST = 3,  // characters of a word that is typed together with others
    JOINED_CHARACTERS_MAX = 32,
};

static const double quality_near = 0.75; // with one mistake

// ---- several words ------------------------------------------------------------------------------------------------

// A word in pieces, and which languages have what lies between two of its characters.
struct joined {
    struct seeking *seeking;
    const char *word;
    size_t starts[JOINED_CHARACTERS_MAX + 1]; // bytes
    size_t characters;
    bool ethiopic; // an Ethiopic word in Latin letters, which lacks vowels at its ends as it likes
    bool asked[JOINED_CHARACTERS_MAX + 1][JOINED_CHARACTERS_MAX + 1];
    uint64_t languages[JOINED_CHARACTERS_MAX + 1][JOINED_CHARACTERS_MAX + 1];
};

static const char *piece_of(const struct joined *joined, size_t from, size_t to)
{
    return arena_copy(joined->seeking->arena, joined->word + joined->starts[from], joined->starts[to] - joined->starts[from]);
}

// The languages in which a piece is a word that holds a question together, and those of the reader that know a form of it.
static uint64_t languages_of_forms(const struct joined *joined, const char *piece, bool enough)
{
    struct seeking *seeking = joined->seeking;
    const struct searcher *searcher = seeking->searcher;
    uint64_t languages = 0;
    for (int i = 0; i < searcher->language_count; i++) {
        const struct language *language = searcher->languages[i];
        uint64_t bit = UINT64_C(1) << i;
        bool own = (seeking->own & bit) != 0 && enough && language != NULL;
        if (searcher->function_words[i] != NULL && function_words_have(searcher->function_words[i], piece))
            languages |= bit;
        else if (own && joined->ethiopic)
            languages |= search_has_form(seeking, form_latin(seeking->arena, latin_ethiopic_key(seeking->arena, piece, false),
                                                             FORM_LATIN_ETHIOPIC))
                             ? bit
                             : 0;
        else if (own)
            languages |= search_has_form(seeking,
                                         form_stem(seeking->arena, language,
                                                   stem_of(searcher->stems, seeking->arena, language, piece)))
                             ? bit
                             : 0;
    }
    return languages;
}

static uint64_t languages_of_piece(struct joined *joined, size_t from, size_t to)
{
    uint64_t languages = 0;
    if (joined->asked[from][to])
        return joined->languages[from][to];
    const char *piece = piece_of(joined, from, to);
    bool enough = to - from >= JOINED_PART_LEAST;
    if (enough)
        search_has_word(joined->seeking, piece, &languages);
    if (languages == 0 && to - from >= 2)
        languages = languages_of_forms(joined, piece, enough);
    joined->asked[from][to] = true;
    joined->languages[from][to] = languages;
    return languages;
}

// Parts the characters from `from` on into so many words of the same language, the first as long as possible; of Ethiopic
// ones as short as possible, because vowels may follow it.
static bool part_into(struct joined *joined, size_t from, size_t count, uint64_t languages, const char **parts)
{
    size_t end = joined->characters;
    if (count == 1) {
        parts[0] = piece_of(joined, from, end);
        return (languages_of_piece(joined, from, end) & languages) != 0;
    }
    for (size_t i = 2; from + i < end; i++) {
        size_t to = joined->ethiopic ? from + i : end + 1 - i;
        uint64_t both = languages_of_piece(joined, from, to) & languages;
        if (both == 0 || !part_into(joined, to, count - 1, both, parts + 1))
            continue;
        parts[0] = piece_of(joined, from, to);
        return true;
    }
    return false;
}

size_t search_part_joined(struct seeking *seeking, const char *word, const char *parts[FORM_PARTS_MAX])
{
    struct joined *joined = arena_allocate(seeking->arena, 1, sizeof *joined);
    size_t length = strlen(word);
    joined->seeking = seeking;
    joined->word = word;
    joined->ethiopic = search_reads_script(seeking, "Ethi") && (unsigned char)word[0] < 0x80;
    for (size_t i = 0; i < length; i++) {
        if (((unsigned char)word[i] & 0xC0) == 0x80)
            continue;
        if (joined->characters == JOINED_CHARACTERS_MAX)
            return 0;
        joined->starts[joined->characters++] = i;
    }
    joined->starts[joined->characters] = length;
    if (joined->characters < 2 * JOINED_PART_LEAST)
        return 0;
    for (size_t count = 2; count <= 3; count++) {
        if (part_into(joined, 0, count, seeking->own, parts) || part_into(joined, 0, count, SEARCH_ANY_LANGUAGE, parts))
            return count;
    }
    return 0;
}

// ---- a misspelt word ----------------------------------------------------------------------------------------------

struct near_word {
    const char *word, *shown;
    int distance;
    long things;
};

// The words of these languages that begin with `initial` and are near; keeps the best NEAR_MAX in `found`, nearest first.
static size_t look_near(struct seeking *seeking, const char *initial, uint64_t languages, const uint32_t *typed,
                        size_t length, struct near_word found[NEAR_MAX], size_t count)
{
    int most = near_allowed(length);
    struct statement *rows = search_begin(seeking->searcher, SEARCH_INITIAL, initial);
    char *end = search_end_of(seeking, initial);
    statement_bind_text(rows, 2, end);
    while (statement_next(rows)) {
        uint32_t characters[NEAR_CHARACTERS_MAX];
        const char *word = statement_text(rows, 0);
        if (strlen(word) > 4 * length + 8 ||
            ((uint64_t)statement_number(rows, 3) & languages) == 0)
            continue;
        size_t other = near_characters(word, characters);
        int distance = other == 0 ? NEAR_TOO_FAR : near_distance(typed, length, characters, other, most);
        if (distance == NEAR_TOO_FAR)
            continue;
        struct near_word near = {NULL, NULL, distance, (long)statement_number(rows, 1)};
        size_t place = count;
        while (place > 0 && (found[place - 1].distance > distance ||
                             (found[place - 1].distance == distance && found[place - 1].things < near.things)))
            place--;
        if (place == NEAR_MAX)
            continue;
        near.word = statement_copy(seeking->arena, rows, 0);
        near.shown = statement_copy(seeking->arena, rows, 2);
        count += count < NEAR_MAX;
        for (size_t i = count - 1; i > place; i--)
            found[i] = found[i - 1];
        found[place] = near;
    }
    statement_end(&rows);
    return count;
}

// Words with the same first letter, or with the second as the first, in case these two were swapped or the first is one too
// many.
static size_t look_near_initials(struct seeking *seeking, const char *word, uint64_t languages,
                                 struct near_word found[NEAR_MAX])
{
    uint32_t typed[NEAR_CHARACTERS_MAX];
    size_t length = near_characters(word, typed);
    if (length == 0 || near_allowed(length) == 0)
        return 0;
    size_t first = 1;
    while (((unsigned char)word[first] & 0xC0) == 0x80)
        first++;
    size_t second = first + 1;
    while (((unsigned char)word[second] & 0xC0) == 0x80)
        second++;
    const char *initial = arena_copy(seeking->arena, word, first);
    size_t count = look_near(seeking, initial, languages, typed, length, found, 0);
    if (typed[0] != typed[1])
        count = look_near(seeking, arena_copy(seeking->arena, word + first, second - first), languages, typed, length, found,
                          count);
    return count;
}

// Words of the reader's language are offered, which has German names in its texts, too. Words of the others that the reader
// is offered are looked for without a word.
void search_find_near(struct seeking *seeking, struct term *term, bool own)
{
    struct near_word found[NEAR_MAX];
    size_t count = look_near_initials(seeking, term->word, seeking->own, found);
    bool offered = count > 0;
    if (!offered && !own)
        count = look_near_initials(seeking, term->word, seeking->reads, found);
    for (size_t i = 0; i < count && found[i].distance == found[0].distance; i++)
        search_find_word(seeking, found[i].word, quality_near / found[i].distance, quality_near / found[i].distance, true);
    if (offered)
        term->meant = found[0].shown != NULL ? found[0].shown : found[0].word;
    if (count > 0)
        search_has_word(seeking, found[0].word, &term->languages);
}
