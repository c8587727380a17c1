// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Open addressing, at most two thirds full; the hash is FNV-1a.
#include "core/search/word_table.h"

#include "core/base/memory.h"

#include <string.h>

static uint64_t hash_of(const char *word)
{
    uint64_t hash = 0xcbf29ce484222325;
    for (; *word != '\0'; word++)
        hash = (hash ^ (unsigned char)*word) * 0x100000001b3;
    return hash ^ hash >> 32;
}

static struct word *place_of(const struct word_table *table, const char *word)
{
    size_t place = (size_t)hash_of(word) & (table->room - 1);
    while (table->words[place].word != NULL && strcmp(table->words[place].word, word) != 0)
        place = (place + 1) & (table->room - 1);
    return &table->words[place];
}

static void grow(struct word_table *table)
{
    struct word_table larger = {.arena = table->arena, .room = table->room == 0 ? 1024 : table->room * 2};
    larger.words = memory_allocate(larger.room, sizeof *larger.words);
    for (size_t i = 0; i < table->room; i++) {
        if (table->words[i].word != NULL)
            *place_of(&larger, table->words[i].word) = table->words[i];
    }
    larger.count = table->count;
    memory_free(&table->words);
    *table = larger;
}

struct word *word_table_add(struct word_table *table, const char *word)
{
    if (table->count * 3 >= table->room * 2)
        grow(table);
    struct word *place = place_of(table, word);
    if (place->word == NULL) {
        place->word = arena_copy_text(table->arena, word);
        table->count++;
    }
    return place;
}

struct word *word_table_find(const struct word_table *table, const char *word)
{
    struct word *place = table->room == 0 ? NULL : place_of(table, word);
    return place == NULL || place->word == NULL ? NULL : place;
}

void word_table_free(struct word_table *table)
{
    memory_free(&table->words);
    table->room = table->count = 0;
}
