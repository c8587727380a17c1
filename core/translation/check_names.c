// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Whether things are called what they are called: words of the glossary, official names, streets.
#include "core/translation/check_private.h"

#include "core/text/fold.h"

#include <string.h>
#include <strings.h>

struct translation_term *translation_terms(const struct translation_checker *checker, struct arena *arena, const char *german,
                                           const char *own, size_t *count)
{
    struct glossary_found found = glossary_nothing(&checker->glossary, arena);
    glossary_find(&checker->glossary, german, &found);
    struct translation_term *terms = arena_allocate(arena, found.count + 1, sizeof *terms);
    const char *folded = text_fold(arena, own);
    *count = 0;
    for (size_t i = 0; i < found.count; i++) {
        const char *rendering = rendering_of(&checker->renderings, found.terms[i]);
        if (rendering != NULL)
            terms[(*count)++] = (struct translation_term){
                .german = {found.stretches[i].start, found.stretches[i].end},
                .term = checker->glossary.terms[found.terms[i]].name,
                .rendering = rendering,
                .used = rendering_is_in(&checker->renderings, found.terms[i], folded),
            };
    }
    return terms;
}

static void check_terms(struct translation_checking *checking)
{
    size_t count;
    const struct translation_term *terms =
        translation_terms(checking->checker, checking->arena, checking->german, checking->own, &count);
    for (size_t i = 0; i < count; i++) {
        if (!terms[i].used)
            translation_find(checking, (struct translation_finding){
                                           .fault = TRANSLATION_TERM, .german = terms[i].german, .wanted = terms[i].rendering});
    }
}

// Official names of more than one word: a single one is mostly a word of the language, such as "Stadtbibliothek".
static void check_official_names(struct translation_checking *checking)
{
    const struct glossary *names = &checking->checker->names;
    struct glossary_found found = glossary_nothing(names, checking->arena);
    glossary_find(names, checking->german, &found);
    const char *folded = found.count == 0 ? "" : text_fold(checking->arena, checking->own);
    for (size_t i = 0; i < found.count; i++) {
        const char *name = names->terms[found.terms[i]].name;
        if (strchr(name, ' ') == NULL || strstr(folded, text_fold(checking->arena, name)) != NULL)
            continue;
        translation_find(checking, (struct translation_finding){.fault = TRANSLATION_NAME,
                                                                .german = {found.stretches[i].start, found.stretches[i].end},
                                                                .wanted = name});
    }
}

// The length of the ending by which a word is a street's name, in any case; 0: it is none.
static size_t street_ending(const char *word, size_t length)
{
    static const char *const ends[] = {"straße", "strasse", "str.",     "weg", "platz",  "allee", "markt", "gasse",
                                       "ring",   "damm",    "chaussee", "hof", "graben", "wall",  "steig", "ufer"};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        size_t end = strlen(ends[i]);
        if (length >= end && strncasecmp(word + length - end, ends[i], end) == 0)
            return end;
    }
    return 0;
}

static bool is_number_behind(const char *word)
{
    return word[0] == ' ' && word[1] >= '1' && word[1] <= '9';
}

// "Kavalierstraße 18", "Zerbster Straße 4": an ending that stands alone has the word before it with it.
static void check_streets(struct translation_checking *checking)
{
    const char *folded = NULL, *before = NULL;
    for (const char *word = checking->german; *word != '\0';) {
        size_t length = strcspn(word, " \n");
        size_t ending = is_number_behind(word + length) ? street_ending(word, length) : 0;
        const char *start = ending == length && before != NULL ? before : word;
        if (ending > 0 && !(word[0] >= 'a' && word[0] <= 'z')) {
            const char *street = arena_copy(checking->arena, start, (size_t)(word + length - start));
            size_t at = (size_t)(start - checking->german);
            folded = folded == NULL ? text_fold(checking->arena, checking->own) : folded;
            if (strstr(folded, text_fold(checking->arena, street)) == NULL)
                translation_find(checking, (struct translation_finding){.fault = TRANSLATION_STREET,
                                                                        .must = true,
                                                                        .german = {at, at + strlen(street)},
                                                                        .wanted = street});
        }
        before = word;
        word += length + strspn(word + length, " \n");
    }
}

void translation_check_names(struct translation_checking *checking)
{
    check_terms(checking);
    check_official_names(checking);
    check_streets(checking);
}
