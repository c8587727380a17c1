// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Searching: a visitor's words become a query of FTS5 in which nothing they typed has a meaning of its own.
#include "core/catalog/catalog_private.h"

#include "core/catalog/database.h"
#include "core/text/fold.h"

#include <string.h>

enum {
    WORDS_MAX = 16,
    QUERY_BYTES_MAX = 1024, // of what was typed; nobody types more for a search
};

struct words {
    char *words[WORDS_MAX];
    size_t count;
};

// The words of folded text, which single spaces part.
static struct words split_words(char *folded)
{
    struct words words = {.count = 0};
    char *rest = NULL;
    for (char *word = strtok_r(folded, " ", &rest); word != NULL && words.count < WORDS_MAX;
         word = strtok_r(NULL, " ", &rest))
        words.words[words.count++] = word;
    return words;
}

// The words as prefixes, joined by an operator: "sprach"* AND "kurs"*. Folding leaves letters, digits and marks only; a
// quotation mark is doubled all the same, because it is the one character that would matter.
static char *match_expression(struct arena *arena, const struct words *words, const char *operator)
{
    size_t size = 1;
    for (size_t i = 0; i < words->count; i++)
        size += 2 * strlen(words->words[i]) + strlen(operator) + sizeof "\"\"*";
    char *expression = arena_allocate(arena, size, 1);
    char *end = expression;
    for (size_t i = 0; i < words->count; i++) {
        end = stpcpy(end, i > 0 ? operator : "");
        *end++ = '"';
        for (const char *byte = words->words[i]; *byte != '\0'; byte++) {
            if (*byte == '"')
                *end++ = '"';
            *end++ = *byte;
        }
        end = stpcpy(end, "\"*");
    }
    return expression;
}

static bool is_listed(const struct catalog_list *list, const char *id)
{
    for (size_t i = 0; i < list->count; i++) {
        if (strcmp(list->entries[i].id, id) == 0)
            return true;
    }
    return false;
}

static struct catalog_list find(struct catalog *catalog, struct arena *arena, const struct reader *reader,
                                const char *expression, size_t limit)
{
    struct catalog_list list = {0};
    size_t capacity = 0;
    sqlite3_stmt *statement = query_begin(catalog, QUERY_SEARCH, expression);
    reader_bind(reader, statement, 2);
    while (list.count < limit && query_step(statement)) {
        enum entry_kind kind;
        const char *id = (const char *)sqlite3_column_text(statement, 1);
        if (id == NULL || is_listed(&list, id) ||
            !entry_kind_parse((const char *)sqlite3_column_text(statement, 0), &kind))
            continue; // the row of another language has brought it already
        list.entries = array_grow(arena, list.entries, list.count, &capacity, sizeof *list.entries);
        if (catalog_entry(catalog, arena, reader, kind, id, &list.entries[list.count]) &&
            !is_listed(&list, list.entries[list.count].id)) // a duplicate that publishing indexed
            list.count++;
    }
    sqlite3_reset(statement);
    return list;
}

struct catalog_list catalog_search(struct catalog *catalog, struct arena *arena, const struct reader *reader,
                                   const char *query, size_t limit)
{
    size_t length = strnlen(query, QUERY_BYTES_MAX + 1);
    if (length > QUERY_BYTES_MAX) {
        length = QUERY_BYTES_MAX;
        while (length > 0 && ((unsigned char)query[length] & 0xC0) == 0x80) // whole characters only
            length--;
    }
    struct words words = split_words(text_fold(arena, arena_copy(arena, query, length)));
    if (words.count == 0)
        return (struct catalog_list){0};
    struct catalog_list list = find(catalog, arena, reader, match_expression(arena, &words, " AND "), limit);
    if (list.count == 0 && words.count > 1)
        list = find(catalog, arena, reader, match_expression(arena, &words, " OR "), limit);
    return list;
}
