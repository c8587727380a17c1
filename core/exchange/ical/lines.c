// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Pieces are joined as bytes: many programs fold within a UTF-8 character, which is whole again only then.
#include "core/exchange/ical/lines.h"

#include "core/exchange/ical/ical.h"

#include <string.h>

void ical_lines_begin(struct ical_lines *lines, const char *bytes, size_t size)
{
    static const char mark[] = "\xEF\xBB\xBF";
    *lines = (struct ical_lines){.bytes = bytes, .size = size, .number = 1};
    if (size >= strlen(mark) && memcmp(bytes, mark, strlen(mark)) == 0)
        lines->at = strlen(mark);
}

// One line of the file, without its end. False when there is none.
static bool next_piece(struct ical_lines *lines, const char **piece, size_t *length)
{
    if (lines->at >= lines->size)
        return false;
    *piece = lines->bytes + lines->at;
    size_t left = lines->size - lines->at, end = 0;
    while (end < left && (*piece)[end] != '\n' && (*piece)[end] != '\r')
        end++;
    *length = end;
    if (end + 1 < left && (*piece)[end] == '\r' && (*piece)[end + 1] == '\n')
        end++;
    lines->at += end < left ? end + 1 : end;
    lines->number++;
    return true;
}

static bool goes_on(const struct ical_lines *lines)
{
    return lines->at < lines->size && (lines->bytes[lines->at] == ' ' || lines->bytes[lines->at] == '\t');
}

// "DTSTART;TZID="a:b":20261201" has the name DTSTART, and its value is behind the second colon.
static void take_apart(struct arena *arena, struct ical_line *line)
{
    const char *text = line->text == NULL ? "" : line->text;
    size_t length = strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-");
    bool quoted = false;
    char *name = arena_copy(arena, text, text[length] == ':' || text[length] == ';' ? length : 0);
    for (size_t i = 0; name[i] != '\0'; i++)
        name[i] = (char)(name[i] >= 'a' && name[i] <= 'z' ? name[i] - 'a' + 'A' : name[i]);
    line->name = name;
    line->value = NULL;
    for (const char *at = text; *at != '\0' && line->value == NULL; at++) {
        quoted = *at == '"' ? !quoted : quoted;
        if (*at == ':' && !quoted)
            line->value = at + 1;
    }
}

bool ical_lines_next(struct ical_lines *lines, struct arena *arena, struct ical_line *line)
{
    const char *piece;
    size_t length = 0, total;
    do {
        line->number = lines->number;
        if (!next_piece(lines, &piece, &length))
            return false;
    } while (length == 0);
    // Two passes, so that a line of many pieces costs its bytes once.
    struct ical_lines ahead = *lines;
    const char *more;
    size_t more_length;
    for (total = length; goes_on(&ahead) && next_piece(&ahead, &more, &more_length);)
        total += more_length - 1;
    bool fits = total <= ICAL_LINE_BYTES_MAX;
    char *text = fits ? arena_allocate(arena, total + 1, 1) : NULL;
    if (fits)
        memcpy(text, piece, length);
    for (size_t at = length; goes_on(lines) && next_piece(lines, &more, &more_length); at += more_length - 1) {
        if (fits)
            memcpy(text + at, more + 1, more_length - 1);
    }
    line->text = text;
    take_apart(arena, line);
    return true;
}
