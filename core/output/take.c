// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Lines are never folded, though both formats advise it from 75 bytes on: a fold costs two bytes of a hundred, and some readers of
// codes take it for the end of the value. Lines end with a line feed alone, as nearly all codes have it: a byte each.
#include "core/output/take.h"

#include <stdbool.h>
#include <string.h>

static bool is_there(const struct take_line *line)
{
    return line->text != NULL && line->text[0] != '\0';
}

static void put(struct arena *arena, struct arena_text *text, const char *line)
{
    if (line[0] == '\0')
        return;
    if (text->length > 0)
        arena_append(arena, text, "\n");
    arena_append(arena, text, line);
}

static size_t cost_of(const char *line)
{
    return line[0] == '\0' ? 0 : strlen(line) + 1;
}

// The line that comes next for room; `count` when all were seen.
static size_t next_line(const struct take_line *lines, size_t count, const bool *seen)
{
    size_t next = count;
    for (size_t i = 0; i < count; i++)
        if (!seen[i] && is_there(&lines[i]) && (next == count || lines[i].rank < lines[next].rank))
            next = i;
    return next;
}

void take_join(struct arena *arena, const char *opening, const struct take_line *lines, size_t count, const char *closing,
               size_t limit, struct payload *payload)
{
    size_t used = cost_of(opening) + cost_of(closing);
    bool *seen = arena_allocate(arena, count, sizeof *seen);
    bool *chosen = arena_allocate(arena, count, sizeof *chosen);
    bool any = false;
    *payload = (struct payload){0};
    for (size_t i = next_line(lines, count, seen); i < count; i = next_line(lines, count, seen)) {
        seen[i] = true;
        size_t cost = cost_of(lines[i].text);
        chosen[i] = used + cost <= limit + 1; // the last line has no line feed
        if (chosen[i])
            used += cost;
        else
            payload->left_out |= 1u << lines[i].field;
        any = any || chosen[i];
    }
    if (!any)
        return;
    struct arena_text text = {0};
    put(arena, &text, opening);
    for (size_t i = 0; i < count; i++)
        if (chosen[i])
            put(arena, &text, lines[i].text);
    put(arena, &text, closing);
    payload->text = text.bytes;
    payload->length = text.length;
}

char *take_property(struct arena *arena, const char *name, const char *value)
{
    if (value == NULL || value[0] == '\0')
        return NULL;
    size_t length = strlen(name);
    char *line = arena_allocate(arena, length + 2 * strlen(value) + 1, 1);
    memcpy(line, name, length);
    for (const char *at = value; *at != '\0'; at++) {
        if (*at == '\\' || *at == ';' || *at == ',' || *at == '\n')
            line[length++] = '\\';
        line[length++] = *at == '\n' ? 'n' : *at;
    }
    line[length] = '\0';
    return line;
}

char *take_uri(struct arena *arena, const char *name, const char *uri)
{
    if (uri == NULL || uri[0] == '\0')
        return NULL;
    for (const char *at = uri; *at != '\0'; at++)
        if ((unsigned char)*at <= ' ' || *at == 0x7f)
            return NULL;
    return arena_format(arena, "%s%s", name, uri);
}
