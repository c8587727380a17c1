// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// How a translation is written, whatever it says.
#include "core/translation/check_private.h"

#include "core/language/orthography.h"
#include "core/text/fold.h"

#include <string.h>
#include <unictype.h>
#include <unistr.h>

enum { UNCHANGED_WORDS_MIN = 3 };

static struct translation_place place_of(const char *text, uint32_t sign)
{
    const uint8_t *at = sign == 0 ? NULL : u8_strchr((const uint8_t *)text, sign);
    ucs4_t character;
    if (at == NULL)
        return (struct translation_place){0};
    size_t start = (size_t)((const char *)at - text);
    return (struct translation_place){start, (size_t)((const char *)u8_next(&character, at) - text)};
}

// ---- signs --------------------------------------------------------------------------------------------------------

// The first sign that steers the direction (UAX #9, 2), 0 when there is none. Stored text has none: they come in where a field enters a line.
static uint32_t direction_sign(const char *text)
{
    const uint8_t *at = (const uint8_t *)text;
    for (ucs4_t character; (at = u8_next(&character, at)) != NULL;) {
        if (uc_is_property_bidi_control(character))
            return character;
    }
    return 0;
}

static void check_each_sign(struct translation_checking *checking)
{
    uint32_t sign = direction_sign(checking->own);
    if (sign != 0) {
        translation_find(checking, (struct translation_finding){.fault = TRANSLATION_DIRECTION,
                                                                .must = true,
                                                                .own = place_of(checking->own, sign)});
        return;
    }
    const char *why = orthography_fault(checking->checker->language, checking->own, &sign);
    if (why != NULL)
        translation_find(checking, (struct translation_finding){.fault = TRANSLATION_SIGN, .own = place_of(checking->own, sign)});
    if (!orthography_is_in_script(checking->checker->language, checking->own))
        translation_find(checking, (struct translation_finding){.fault = TRANSLATION_SCRIPT, .must = true});
}

// ---- words --------------------------------------------------------------------------------------------------------

// Words as blanks part them.
struct blank_word {
    const char *start;
    size_t length;
};

static struct blank_word next_word(const char **at)
{
    const char *start = *at + strspn(*at, " \n");
    *at = start + strcspn(start, " \n");
    return (struct blank_word){start, (size_t)(*at - start)};
}

static bool is_word(const struct blank_word *word)
{
    ucs4_t character;
    for (size_t i = 0; i < word->length;) {
        i += (size_t)u8_mbtouc(&character, (const uint8_t *)word->start + i, word->length - i);
        if (!uc_is_property_alphabetic(character) && !uc_is_general_category(character, UC_MARK))
            return false;
    }
    return word->length > 1;
}

// The first word that stands twice, one behind the other, with nothing but blanks between. Empty: none does.
static struct blank_word doubled_word(const char *text)
{
    struct blank_word before = {0};
    for (const char *at = text;;) {
        struct blank_word word = next_word(&at);
        if (word.length == 0)
            return word;
        if (word.length == before.length && memcmp(word.start, before.start, word.length) == 0 && is_word(&word))
            return word;
        before = word;
    }
}

static void check_words(struct translation_checking *checking)
{
    struct blank_word word = doubled_word(checking->own);
    size_t at = word.length == 0 ? 0 : (size_t)(word.start - checking->own), words = 0;
    if (word.length > 0 && doubled_word(checking->german).length == 0)
        translation_find(checking, (struct translation_finding){.fault = TRANSLATION_DOUBLED,
                                                                .own = {at, at + word.length},
                                                                .found = arena_copy(checking->arena, word.start, word.length)});
    for (const char *rest = checking->german; next_word(&rest).length > 0;)
        words++;
    bool german = language_is_same(checking->checker->language, language_by_tag("de"));
    if (!german && words >= UNCHANGED_WORDS_MIN && strcmp(checking->german, checking->own) == 0)
        translation_find(checking, (struct translation_finding){.fault = TRANSLATION_UNCHANGED});
}

// ---- endings ------------------------------------------------------------------------------------------------------

enum ending { ENDING_NONE, ENDING_OF_SENTENCE, ENDING_COLON };

// The sign at the end of the text, before what closes.
static enum ending ending_of(const char *text)
{
    static const struct {
        ucs4_t sign;
        enum ending kind;
    } signs[] = {{':', ENDING_COLON}, {0x1365, ENDING_COLON}, {0x1366, ENDING_COLON}};
    const uint8_t *start = (const uint8_t *)text, *at = start + strlen(text);
    for (ucs4_t character; (at = u8_prev(&character, at, start)) != NULL;) {
        if (uc_is_property_white_space(character) || uc_is_property_quotation_mark(character) ||
            uc_is_general_category(character, UC_CLOSE_PUNCTUATION) || uc_is_property_bidi_control(character))
            continue;
        for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
            if (signs[i].sign == character)
                return signs[i].kind;
        }
        return uc_is_property_sentence_terminal(character) ? ENDING_OF_SENTENCE : ENDING_NONE;
    }
    return ENDING_NONE;
}

static void check_ending(struct translation_checking *checking)
{
    size_t end = strlen(checking->own), german_end = strlen(checking->german);
    if (!checking->beside && ending_of(checking->german) != ending_of(checking->own))
        translation_find(checking, (struct translation_finding){.fault = TRANSLATION_ENDING,
                                                                .german = {german_end, german_end},
                                                                .own = {end, end}});
}

void translation_check_signs(struct translation_checking *checking)
{
    check_each_sign(checking);
    check_words(checking);
    check_ending(checking);
}
