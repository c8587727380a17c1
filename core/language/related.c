// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The entries are kept in order, because every word of a query is asked for as it is and by its stem in each language.
#include "core/language/related.h"

#include "core/base/memory.h"
#include "core/text/fold.h"

#include <stdlib.h>
#include <string.h>

enum { GROUP_WORDS_MAX = 40 };

static const unsigned char file[] = {
#include "generated/related-words.inc"
};

struct related {
    struct arena arena;
    struct related_entry *entries;
    size_t count, capacity;
};

static int compare(const void *a, const void *b)
{
    const struct related_entry *first = a;
    const struct related_entry *second = b;
    int order = strcmp(first->word, second->word);
    if (order != 0)
        return order;
    const char *first_tag = first->stem_language == NULL ? "" : first->stem_language->tag;
    const char *second_tag = second->stem_language == NULL ? "" : second->stem_language->tag;
    return strcmp(first_tag, second_tag);
}

static void add_entry(struct related *related, const char *word, const struct language *stem_language,
                      const struct related_group *group)
{
    if (related->count == related->capacity) {
        related->capacity = related->capacity == 0 ? 2048 : related->capacity * 2;
        related->entries = memory_resize(related->entries, related->capacity, sizeof *related->entries);
    }
    related->entries[related->count++] = (struct related_entry){word, stem_language, group};
}

static void add_entries(struct related *related, struct stems *stems, const char *word, const struct related_group *group)
{
    add_entry(related, word, NULL, group);
    add_entry(related, stem_of(stems, &related->arena, group->language, word), group->language, group);
}

// A line of words that stand for one another, or of such before a ">" for which those after it stand when they are alone.
static void add_group(struct related *related, struct stems *stems, const struct language *language, char *line)
{
    struct related_group *group = arena_allocate(&related->arena, 1, sizeof *group);
    char *rest = NULL;
    size_t count = 0;
    char *meant = strchr(line, '>');
    group->language = language;
    group->alone = meant != NULL;
    group->words = arena_allocate(&related->arena, GROUP_WORDS_MAX + 1, sizeof *group->words);
    char *words = text_fold(&related->arena, meant != NULL ? meant + 1 : line);
    for (char *word = strtok_r(words, " ", &rest); word != NULL && count < GROUP_WORDS_MAX; word = strtok_r(NULL, " ", &rest)) {
        group->words[count++] = word;
        if (!group->alone)
            add_entries(related, stems, word, group);
    }
    if (meant == NULL)
        return;
    *meant = '\0';
    words = text_fold(&related->arena, line);
    for (char *word = strtok_r(words, " ", &rest); word != NULL; word = strtok_r(NULL, " ", &rest))
        add_entries(related, stems, word, group);
}

struct related *related_open(struct stems *stems)
{
    struct related *related = memory_allocate(1, sizeof *related);
    const struct language *language = NULL;
    char *rest = NULL;
    for (char *line = strtok_r(arena_copy(&related->arena, (const char *)file, sizeof file), "\n", &rest); line != NULL;
         line = strtok_r(NULL, "\n", &rest)) {
        if (line[0] == '[') {
            line[strcspn(line, "]")] = '\0';
            language = language_by_tag(line + 1);
        } else if (line[0] != '#' && language != NULL) {
            add_group(related, stems, language, line);
        }
    }
    qsort(related->entries, related->count, sizeof *related->entries, compare);
    return related;
}

void related_close(struct related **related)
{
    if (*related == NULL)
        return;
    arena_free(&(*related)->arena);
    memory_free(&(*related)->entries);
    memory_free(related);
}

const struct related_entry *related_find(const struct related *related, const char *word,
                                         const struct language *stem_language, size_t *count)
{
    const struct related_entry wanted = {.word = word, .stem_language = stem_language};
    size_t low = 0;
    size_t high = related->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (compare(&related->entries[middle], &wanted) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    for (*count = 0; low + *count < related->count && compare(&related->entries[low + *count], &wanted) == 0;)
        ++*count;
    return &related->entries[low];
}
