// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// As bytes: the reader's language, then for each block a line "kind language length" and the text with a line feed. Lengths are told, so that
// no text can look like the beginning of the next block.
#include "core/output/paper.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <unistr.h>

void paper_add(struct arena *arena, struct paper *paper, enum paper_kind kind, const struct language *language, const char *text)
{
    if (text == NULL || text[0] == '\0' || paper->count == PAPER_BLOCKS_MAX)
        return;
    paper->blocks = arena_grow(arena, paper->blocks, paper->count, &paper->capacity, sizeof *paper->blocks);
    paper->blocks[paper->count++] = (struct paper_block){kind, language, text};
}

enum status paper_encode(struct arena *arena, const struct paper *paper, struct arena_text *bytes, struct problem *problem)
{
    *bytes = (struct arena_text){0};
    arena_append(arena, bytes, arena_format(arena, "%s\n", paper->language->tag));
    for (size_t i = 0; i < paper->count; i++) {
        const struct paper_block *block = &paper->blocks[i];
        const char *tag = block->language == NULL ? "-" : block->language->tag;
        size_t length = strlen(block->text);
        if (bytes->length + length > PAPER_BYTES_MAX)
            break;
        arena_append(arena, bytes, arena_format(arena, "%d %s %zu\n", (int)block->kind, tag, length));
        arena_append(arena, bytes, block->text);
        arena_append(arena, bytes, "\n");
        if (i + 1 == paper->count && bytes->length <= PAPER_BYTES_MAX)
            return STATUS_OK;
    }
    return problem_set(problem, STATUS_LIMIT, "paper", "print less at once",
                       paper->count == 0 ? "there is nothing to be printed" : "the text is too long to be printed");
}

// A line of the form, terminated in place of its line feed; NULL at the end.
static char *next_line(char **at, const char *end)
{
    char *line = *at;
    char *feed = memchr(line, '\n', (size_t)(end - line));
    if (feed == NULL)
        return NULL;
    *feed = '\0';
    *at = feed + 1;
    return line;
}

// Text as we write it: line feeds, and no other control character, which a printer could take for an order.
static bool is_clean(const char *text, size_t length)
{
    if (u8_check((const uint8_t *)text, length) != NULL)
        return false;
    for (size_t i = 0; i < length; i++)
        if (((unsigned char)text[i] < ' ' && text[i] != '\n') || text[i] == 0x7f)
            return false;
    return true;
}

// Reads "kind language length" and the text behind it. False when it is something else.
static bool read_block(char **at, const char *end, struct paper_block *block)
{
    char *line = next_line(at, end);
    char *rest = NULL;
    if (line == NULL || !isdigit((unsigned char)line[0]))
        return false;
    unsigned long kind = strtoul(line, &rest, 10);
    if (kind >= PAPER_KINDS || *rest != ' ')
        return false;
    char *tag = rest + 1;
    char *blank = strchr(tag, ' ');
    if (blank == NULL || !isdigit((unsigned char)blank[1]))
        return false;
    *blank = '\0';
    size_t length = strtoul(blank + 1, &rest, 10);
    if (*rest != '\0' || length == 0 || length >= (size_t)(end - *at) || (*at)[length] != '\n' || !is_clean(*at, length))
        return false;
    *block = (struct paper_block){(enum paper_kind)kind, language_by_tag(tag), *at};
    (*at)[length] = '\0';
    *at += length + 1;
    return block->language != NULL || (block->kind == PAPER_CODE && strcmp(tag, "-") == 0);
}

enum status paper_decode(struct arena *arena, const char *bytes, size_t size, struct paper *paper, struct problem *problem)
{
    char *at = arena_copy(arena, bytes, size);
    const char *end = at + size;
    char *tag = size > PAPER_BYTES_MAX ? NULL : next_line(&at, end);
    bool good = tag != NULL;
    *paper = (struct paper){.language = good ? language_by_tag(tag) : NULL};
    good = paper->language != NULL && at < end;
    while (good && at < end) {
        struct paper_block block;
        good = paper->count < PAPER_BLOCKS_MAX && read_block(&at, end, &block);
        if (good)
            paper_add(arena, paper, block.kind, block.language, block.text);
    }
    return good ? STATUS_OK : problem_set(problem, STATUS_INVALID, "paper", "", "not what a kiosk sends to be printed");
}

bool print_state_is_known(int byte)
{
    return byte != 0 && strchr("bdpojn", byte) != NULL;
}
