// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Words are parted at blanks; what stands around them says where sentences and clauses end.
#include "core/language/plain_text.h"

#include <string.h>
#include <unicase.h>
#include <unictype.h>
#include <unistr.h>

#define BLANKS " \t"
#define NO_BREAK_SPACE "\u00A0"

static bool is_letter_or_digit(ucs4_t character)
{
    return uc_is_property(character, UC_PROPERTY_ALPHABETIC) ||
           uc_is_general_category(character, UC_DECIMAL_DIGIT_NUMBER);
}

static char *in_lower_case(struct arena *arena, const char *text)
{
    uint8_t buffer[128];
    size_t size = sizeof buffer;
    const uint8_t *lower = u8_tolower((const uint8_t *)text, strlen(text), "de", NULL, buffer, &size);
    if (lower == NULL || lower != buffer) // longer than any word: no list has it
        return arena_copy_text(arena, text);
    return arena_copy(arena, (const char *)buffer, size);
}

static struct plain_word read_word(struct arena *arena, const char *text, char *raw)
{
    const uint8_t *first = NULL, *end = NULL;
    struct plain_word word = {.raw = raw, .shown = "", .lower = "", .at = (size_t)(raw - text)};
    ucs4_t character;
    for (const uint8_t *at = (const uint8_t *)raw, *next; (next = u8_next(&character, at)) != NULL; at = next) {
        if (!is_letter_or_digit(character))
            continue;
        if (first == NULL) {
            first = at;
            word.capital = uc_is_upper(character);
        }
        end = next;
        word.letters++;
        word.number = word.number || uc_is_general_category(character, UC_DECIMAL_DIGIT_NUMBER);
    }
    if (first == NULL)
        return word;
    word.at = (size_t)((const char *)first - text);
    word.shown = arena_copy(arena, (const char *)first, (size_t)(end - first));
    word.lower = in_lower_case(arena, word.shown);
    word.address = strchr(raw, '@') != NULL || strstr(raw, "://") != NULL || strncmp(raw, "www.", 4) == 0;
    word.ends_clause = strpbrk((const char *)end, ",;:") != NULL;
    return word;
}

// Whether the full stop of `word` ends a sentence before `next` (NULL: nothing follows).
static bool is_last_word(struct arena *arena, const struct plain_words *words, const struct plain_word *word,
                         const struct plain_word *next)
{
    const char *behind = word->raw + strlen(word->raw);
    while (behind > word->raw && strchr("\"')]", behind[-1]) != NULL)
        behind--;
    const char *quote = "“";
    size_t quote_size = strlen(quote);
    if ((size_t)(behind - word->raw) > quote_size && memcmp(behind - quote_size, quote, quote_size) == 0)
        behind -= quote_size;
    if (next == NULL)
        return true;
    if (behind == word->raw || strchr(".!?:", behind[-1]) == NULL)
        return false;
    if (behind[-1] == ':') // a label, or what is explained
        return next->capital;
    if (behind[-1] != '.')
        return true;
    if (word->letters == 1 && !word->number)
        return false;
    if (word->number && word->letters <= 2)
        return !plain_words_have(words, PLAIN_AFTER_ORDINALS, next->lower, NULL) && (next->capital || next->number);
    if (plain_words_have(words, PLAIN_ABBREVIATIONS, arena_format(arena, "%s.", word->lower), NULL))
        return false;
    return next->capital || next->number || next->letters == 0;
}

// Words as readers count them: a telephone number is printed in groups of digits and is one.
static size_t length_of(const struct plain_word *words, size_t count)
{
    size_t length = 0;
    for (size_t i = 0; i < count; i++) {
        bool goes_on = i > 0 && words[i].number && words[i - 1].number && !words[i - 1].ends_clause;
        length += words[i].letters > 0 && !goes_on;
    }
    return length;
}

static const char *joined(struct arena *arena, const struct plain_word *words, size_t count)
{
    struct arena_text text = {0};
    for (size_t i = 0; i < count; i++) {
        arena_append(arena, &text, i == 0 ? "" : " ");
        arena_append(arena, &text, words[i].raw);
    }
    return text.bytes;
}

struct plain_sentence *plain_sentences(struct arena *arena, const struct plain_words *words, const char *text,
                                       size_t *count)
{
    size_t most = strlen(text) / 2 + 1; // a word takes a letter and a blank
    struct plain_sentence *sentences = arena_allocate(arena, most, sizeof *sentences);
    struct plain_word *all = arena_allocate(arena, most, sizeof *all);
    char *copy = arena_copy_text(arena, text);
    for (char *blank = copy; (blank = strstr(blank, NO_BREAK_SPACE)) != NULL;)
        memset(blank, ' ', strlen(NO_BREAK_SPACE));
    char *lines = NULL;
    *count = 0;
    for (char *line = strtok_r(copy, "\n", &lines); line != NULL; line = strtok_r(NULL, "\n", &lines)) {
        char *rest = NULL;
        size_t word_count = 0;
        for (char *raw = strtok_r(line, BLANKS, &rest); raw != NULL; raw = strtok_r(NULL, BLANKS, &rest))
            all[word_count++] = read_word(arena, copy, raw);
        struct plain_word *first = all;
        for (size_t i = 0; i < word_count; i++) {
            if (!is_last_word(arena, words, &all[i], i + 1 < word_count ? &all[i + 1] : NULL))
                continue;
            size_t taken = (size_t)(&all[i] - first) + 1;
            sentences[(*count)++] = (struct plain_sentence){
                joined(arena, first, taken), first, taken, length_of(first, taken)};
            first = &all[i + 1];
        }
        all += word_count;
    }
    return sentences;
}
