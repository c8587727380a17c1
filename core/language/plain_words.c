// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The lists are short, so they are searched from their beginning.
#include "core/language/plain_words.h"

#include <string.h>

static const unsigned char file[] = {
#include "generated/plain-language.inc"
};

static const char *const names[PLAIN_LISTS] = {
    [PLAIN_AUXILIARIES] = "auxiliaries",
    [PLAIN_PARTICIPLES] = "participles",
    [PLAIN_NO_PARTICIPLES] = "no-participles",
    [PLAIN_SEPARABLE] = "separable",
    [PLAIN_GENITIVE_PREPOSITIONS] = "genitive-prepositions",
    [PLAIN_BEFORE_DER] = "before-der",
    [PLAIN_NEGATIONS] = "negations",
    [PLAIN_SUBJUNCTIVES] = "subjunctives",
    [PLAIN_ABBREVIATIONS] = "abbreviations",
    [PLAIN_KNOWN_ABBREVIATIONS] = "known-abbreviations",
    [PLAIN_AFTER_ORDINALS] = "after-ordinals",
    [PLAIN_NUMERALS] = "numerals",
    [PLAIN_LARGE_NUMERALS] = "large-numerals",
    [PLAIN_NO_COMPOUNDS] = "no-compounds",
};

static enum plain_list list_of(const char *name)
{
    int list = 0;
    while (list < PLAIN_LISTS && strcmp(names[list], name) != 0)
        list++;
    return (enum plain_list)list;
}

static void add_word(struct arena *arena, struct plain_words *words, enum plain_list list, char *word)
{
    enum { WORDS_MAX = 256 }; // of a list
    char *instead = strchr(word, '=');
    if (words->lists[list].count == WORDS_MAX)
        return;
    if (words->lists[list].count == 0) {
        words->lists[list].words = arena_allocate(arena, WORDS_MAX, sizeof(char *));
        words->lists[list].instead = arena_allocate(arena, WORDS_MAX, sizeof(char *));
    }
    if (instead != NULL)
        *instead++ = '\0';
    for (char *at = instead; at != NULL && *at != '\0'; at++)
        *at = *at == '_' ? ' ' : *at;
    words->lists[list].words[words->lists[list].count] = word;
    words->lists[list].instead[words->lists[list].count++] = instead;
}

void plain_words_read(struct arena *arena, struct plain_words *words)
{
    char *rest = NULL;
    enum plain_list list = PLAIN_LISTS;
    *words = (struct plain_words){0};
    for (char *line = strtok_r(arena_copy(arena, (const char *)file, sizeof file), "\n", &rest); line != NULL;
         line = strtok_r(NULL, "\n", &rest)) {
        if (line[0] == '[') {
            line[strcspn(line, "]")] = '\0';
            list = list_of(line + 1);
            continue;
        }
        char *others = NULL;
        for (char *word = strtok_r(line, " ", &others); line[0] != '#' && list < PLAIN_LISTS && word != NULL;
             word = strtok_r(NULL, " ", &others))
            add_word(arena, words, list, word);
    }
}

bool plain_words_have(const struct plain_words *words, enum plain_list list, const char *word, const char **instead)
{
    for (size_t i = 0; i < words->lists[list].count; i++) {
        if (strcmp(words->lists[list].words[i], word) != 0)
            continue;
        if (instead != NULL)
            *instead = words->lists[list].instead[i];
        return true;
    }
    return false;
}
