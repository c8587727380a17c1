// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// What is written is read again as the same blocks: tests/core/test_body.c tries that with any bytes.
#include "core/model/body.h"

#include <string.h>

static const char signs[] = "#*>\\"; // with which a line begins that is no plain paragraph

// ---- reading ------------------------------------------------------------------------------------------------------

static bool parse_link(struct arena *arena, const char *line, struct body_block *block)
{
    const char *blank = strchr(line, ' ');
    if (blank == NULL || strlen(blank + 1) != MODEL_ID_BYTES - 1)
        return false;
    enum kind kind = model_kind_of(arena_copy(arena, line, (size_t)(blank - line)));
    if (kind == KIND_NONE)
        return false;
    *block = (struct body_block){BODY_LINK, NULL, NULL, kind, blank + 1};
    return true;
}

static bool parse_item(struct arena *arena, const char *line, struct body_block *block)
{
    const char *blank = strchr(line, ' ');
    if (blank == NULL || blank - line > BODY_MARK_BYTES || blank[1] == '\0')
        return false;
    const char *mark = blank == line ? NULL : arena_copy(arena, line, (size_t)(blank - line));
    *block = (struct body_block){BODY_ITEM, blank + 1, mark, KIND_NONE, NULL};
    return true;
}

static struct body_block parse_line(struct arena *arena, const char *line)
{
    struct body_block block = {BODY_PARAGRAPH, line, NULL, KIND_NONE, NULL};
    if (line[0] == '#' && line[1] == ' ' && line[2] != '\0')
        return (struct body_block){BODY_HEADING, line + 2, NULL, KIND_NONE, NULL};
    if (line[0] == '>' && line[1] == ' ' && parse_link(arena, line + 2, &block))
        return block;
    if (line[0] == '*' && parse_item(arena, line + 1, &block))
        return block;
    if (line[0] == '\\' && line[1] != '\0')
        block.text = line + 1;
    return block;
}

struct body_block *body_parse(struct arena *arena, const char *body, size_t *count)
{
    size_t lines = 1;
    for (const char *at = body; at != NULL && (at = strchr(at, '\n')) != NULL; at++)
        lines++;
    struct body_block *blocks = arena_allocate(arena, lines, sizeof *blocks);
    *count = 0;
    for (const char *at = body == NULL ? "" : body; *at != '\0';) {
        size_t length = strcspn(at, "\n");
        if (length > 0)
            blocks[(*count)++] = parse_line(arena, arena_copy(arena, at, length));
        at += length + (at[length] == '\n');
    }
    return blocks;
}

// ---- writing ------------------------------------------------------------------------------------------------------

// One line of a text: breaks and tabs become blanks, those at the ends go.
static char *one_line(struct arena *arena, const char *text)
{
    static const char blanks[] = " \t\r\n\v\f";
    text += strspn(text, blanks);
    char *line = arena_copy_text(arena, text);
    size_t length = strlen(line);
    while (length > 0 && strchr(blanks, line[length - 1]) != NULL)
        line[--length] = '\0';
    for (char *at = line; *at != '\0'; at++)
        *at = strchr(blanks, *at) != NULL ? ' ' : *at;
    return line;
}

// A mark without blanks: those that do not break a line (U+00A0) stand in for them.
static const char *one_mark(struct arena *arena, const char *mark)
{
    struct arena_text text = {0};
    char byte[2] = "";
    for (mark = one_line(arena, mark); *mark != '\0'; mark++) {
        byte[0] = *mark;
        arena_append(arena, &text, *mark == ' ' ? "\u00a0" : byte);
    }
    return text.length == 0 || text.length > BODY_MARK_BYTES ? NULL : text.bytes;
}

static const char *line_of(struct arena *arena, const struct body_block *block)
{
    if (block->kind == BODY_LINK)
        return block->link == NULL ? "" : arena_format(arena, "> %s %s", model_kind(block->link_kind)->name, block->link);
    const char *text = block->text == NULL ? "" : one_line(arena, block->text);
    const char *mark = block->mark == NULL ? NULL : one_mark(arena, block->mark);
    if (text[0] == '\0')
        return text;
    if (block->kind == BODY_HEADING)
        return arena_format(arena, "# %s", text);
    if (block->kind == BODY_ITEM)
        return arena_format(arena, "*%s %s", mark == NULL ? "" : mark, text);
    return strchr(signs, text[0]) == NULL ? text : arena_format(arena, "\\%s", text);
}

const char *body_write(struct arena *arena, const struct body_block *blocks, size_t count)
{
    struct arena_text body = {0};
    arena_append(arena, &body, "");
    for (size_t i = 0; i < count; i++) {
        const char *line = line_of(arena, &blocks[i]);
        if (line[0] == '\0')
            continue;
        if (body.length > 0)
            arena_append(arena, &body, "\n");
        arena_append(arena, &body, line);
    }
    return body.bytes;
}

const char *body_words(struct arena *arena, const char *body)
{
    size_t count;
    const struct body_block *blocks = body_parse(arena, body, &count);
    struct arena_text words = {0};
    arena_append(arena, &words, "");
    for (size_t i = 0; i < count; i++) {
        if (blocks[i].text == NULL)
            continue;
        if (words.length > 0)
            arena_append(arena, &words, "\n");
        arena_append(arena, &words, blocks[i].text);
    }
    return words.bytes;
}
