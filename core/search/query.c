// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// What was typed becomes words; those that hold the question together, and those of asking and of the place, are told from
// what is asked for.
#include "core/search/search_private.h"

#include "core/language/function_words.h"
#include "core/text/fold.h"

#include <string.h>

// The language whose function words hold the query together, beside the reader's own: the one that most of its words
// are function words of.
static int language_of_query(const struct seeking *seeking)
{
    int best = -1;
    size_t most = 1; // one word alone proves nothing
    for (int i = 0; i < seeking->searcher->language_count; i++) {
        size_t found = 0;
        for (size_t t = 0; seeking->searcher->function_words[i] != NULL && t < seeking->count; t++)
            found += function_words_have(seeking->searcher->function_words[i], seeking->terms[t].word);
        if (found > most) {
            most = found;
            best = i;
        }
    }
    return best;
}

static void mark_words(struct seeking *seeking)
{
    const struct searcher *searcher = seeking->searcher;
    int asked = language_of_query(seeking);
    for (int i = 0; i < searcher->language_count; i++) {
        bool own = searcher->languages[i] == seeking->reader->languages[0];
        bool holds = i == asked || (asked < 0 && own);
        for (size_t t = 0; t < seeking->count; t++) {
            struct term *term = &seeking->terms[t];
            if (holds && searcher->function_words[i] != NULL && function_words_have(searcher->function_words[i], term->word))
                term->function = true;
            if ((holds || own) && searcher->weak_words[i] != NULL && function_words_have(searcher->weak_words[i], term->word))
                term->weak = true;
        }
    }
}

// A word of several parts, without what joins them; NULL when nothing joins them.
static const char *without_hyphens(struct seeking *seeking, const char *piece)
{
    char *joined = arena_copy_text(seeking->arena, piece);
    size_t written = 0;
    for (const char *byte = piece; *byte != '\0'; byte++) {
        if (*byte != '-')
            joined[written++] = *byte;
    }
    joined[written] = '\0';
    return strcmp(joined, piece) == 0 ? NULL : joined;
}

// The query with those words parted at their joints that nothing has as they are, and with those joined that something has
// so.
static const char *part_unknown(struct seeking *seeking, const char *query)
{
    const char *parted = "";
    char *rest = NULL;
    char *pieces = arena_copy_text(seeking->arena, query);
    for (char *piece = strtok_r(pieces, " \t\n", &rest); piece != NULL; piece = strtok_r(NULL, " \t\n", &rest)) {
        uint64_t languages;
        const char *shown = piece;
        const char *joined = without_hyphens(seeking, piece);
        const char *parts = text_part_joints(seeking->arena, piece);
        if (joined != NULL && search_has_word(seeking, text_fold(seeking->arena, joined), &languages))
            shown = joined;
        else if (parts != NULL && !search_has_word(seeking, text_fold(seeking->arena, piece), &languages))
            shown = parts;
        parted = arena_format(seeking->arena, "%s %s", parted, shown);
    }
    return parted;
}

void search_split(struct seeking *seeking, const char *query)
{
    char *rest = NULL;
    char *rest_marked = NULL;
    const char *plain = text_without_gender(seeking->arena, query);
    const char *text = plain != NULL ? plain : query;
    if (strchr(text, '-') != NULL || text_part_joints(seeking->arena, text) != NULL)
        text = part_unknown(seeking, text);
    char *marks = text_fold_marked(seeking->arena, text);
    char *marked = strtok_r(marks, " ", &rest_marked);
    for (char *word = strtok_r(text_fold(seeking->arena, text), " ", &rest);
         word != NULL && seeking->count < SEARCH_WORDS_MAX; word = strtok_r(NULL, " ", &rest)) {
        bool known = false;
        for (size_t i = 0; i < seeking->count; i++)
            known = known || strcmp(seeking->terms[i].word, word) == 0;
        if (!known)
            seeking->terms[seeking->count++] = (struct term){.word = word, .marked = marked == NULL ? word : marked};
        if (marked != NULL)
            marked = strtok_r(NULL, " ", &rest_marked);
    }
    size_t length = strlen(query);
    if (seeking->count > 0 && length > 0 && strchr(" ?!.", query[length - 1]) == NULL)
        seeking->terms[seeking->count - 1].begun = true;
    mark_words(seeking);
}
