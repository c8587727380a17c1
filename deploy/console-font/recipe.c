// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Reads recipes. A line is a word that says what it is, and its arguments; "#" at its beginning makes it a remark.
#include "deploy/console-font/font_builder.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistr.h>

enum { LINE_MAX_BYTES = 1024, INCLUDE_DEPTH_MAX = 4 };

static void add(struct recipe *recipe, const char *path, uint32_t character, uint32_t drawn_as)
{
    if (character > 0xFFFF)
        builder_fail(path, "U+%04X: the console draws nothing beyond U+FFFF", (unsigned)character);
    for (size_t i = 0; i < recipe->count; i++) {
        if (recipe->wanted[i].character == character)
            return;
    }
    if (recipe->count == CHARACTERS_MAX)
        builder_fail(path, "more than %d characters", CHARACTERS_MAX);
    recipe->wanted[recipe->count++] = (struct wanted){character, drawn_as};
}

static uint32_t code_point(const char *path, const char *word)
{
    char *end;
    unsigned long value = word != NULL ? strtoul(word, &end, 16) : 0;
    if (word == NULL || *end != '\0' || end - word < 4 || value > 0x10FFFF)
        builder_fail(path, "%s is no code point in four or more hexadecimal digits", word != NULL ? word : "nothing");
    return (uint32_t)value;
}

static void add_text(struct recipe *recipe, const char *path, const char *text)
{
    const uint8_t *at = (const uint8_t *)text;
    ucs4_t character;
    for (int length; *at != '\0'; at += length) {
        length = u8_strmbtouc(&character, at);
        if (length < 1)
            builder_fail(path, "not UTF-8");
        if (character != ' ')
            add(recipe, path, character, character);
    }
}

static void read_file(struct recipe *recipe, const char *folder, const char *name, int depth);

static void read_line(struct recipe *recipe, const char *folder, const char *path, char *line, int depth)
{
    char *rest = NULL;
    const char *verb = strtok_r(line, " \n", &rest);
    if (verb == NULL || verb[0] == '#') {
        return;
    } else if (strcmp(verb, "characters") == 0) {
        rest[strcspn(rest, "\n")] = '\0';
        add_text(recipe, path, rest);
    } else if (strcmp(verb, "range") == 0) {
        uint32_t first = code_point(path, strtok_r(NULL, " \n", &rest));
        uint32_t last = code_point(path, strtok_r(NULL, " \n", &rest));
        for (uint32_t character = first; character <= last; character++)
            add(recipe, path, character, character);
    } else if (strcmp(verb, "same") == 0) {
        uint32_t picture = code_point(path, strtok_r(NULL, " \n", &rest));
        for (char *word = strtok_r(NULL, " \n", &rest); word != NULL; word = strtok_r(NULL, " \n", &rest))
            add(recipe, path, code_point(path, word), picture);
    } else if (strcmp(verb, "include") == 0) {
        const char *other = strtok_r(NULL, " \n", &rest);
        if (other == NULL || depth == INCLUDE_DEPTH_MAX)
            builder_fail(path, "include of nothing, or of itself");
        read_file(recipe, folder, other, depth + 1);
    } else {
        builder_fail(path, "%s: not known (use characters, range, same, include)", verb);
    }
}

static FILE *open_text(char path[WORD_MAX], const char *folder, const char *name)
{
    if (snprintf(path, WORD_MAX, "%s/%s.txt", folder, name) >= WORD_MAX)
        builder_fail(name, "the path is too long");
    FILE *file = fopen(path, "r");
    if (file == NULL)
        builder_fail(path, "%s", strerror(errno));
    return file;
}

static void read_file(struct recipe *recipe, const char *folder, const char *name, int depth)
{
    char path[WORD_MAX];
    char line[LINE_MAX_BYTES];
    FILE *file = open_text(path, folder, name);
    while (fgets(line, sizeof line, file) != NULL) {
        if (strchr(line, '\n') == NULL)
            builder_fail(path, "a line is longer than %d bytes or does not end", LINE_MAX_BYTES - 2);
        read_line(recipe, folder, path, line, depth);
    }
    fclose(file);
}

void recipe_read(struct recipe *recipe, const char *folder, const char *name)
{
    recipe->count = 0;
    read_file(recipe, folder, name, 0);
}

static void add_source(struct sources *sources, const char *path, const char *kind, char *rest)
{
    if (sources->count == SOURCES_MAX)
        builder_fail(path, "more than %d sources for one font", SOURCES_MAX);
    struct source *source = &sources->list[sources->count++];
    *source = (struct source){.last = 0xFFFF};
    int used = 0;
    if (strcmp(kind, "hex") == 0) {
        source->kind = SOURCE_HEX;
        if (sscanf(rest, "%255s %n", source->path, &used) != 1)
            builder_fail(path, "hex without a file");
    } else if (strcmp(kind, "outline") == 0) {
        source->kind = SOURCE_OUTLINE;
        if (sscanf(rest, "%255s %dx%d %d %n", source->path, &source->across, &source->down, &source->baseline, &used) !=
            4)
            builder_fail(path, "outline needs a file, pixels of the em such as 20x20, rows above the baseline");
    } else {
        builder_fail(path, "%s: not known (use hex, outline)", kind);
    }
    char *limits = rest + used;
    char *after = NULL;
    char *first = strtok_r(limits, " \n", &after);
    if (first != NULL) {
        source->first = code_point(path, first);
        source->last = code_point(path, strtok_r(NULL, " \n", &after));
    }
}

void sources_read(struct sources *sources, const char *folder, const char *font, const char *size)
{
    char path[WORD_MAX];
    char line[LINE_MAX_BYTES];
    FILE *file = open_text(path, folder, "sources");
    sources->count = 0;
    while (fgets(line, sizeof line, file) != NULL) {
        char its_size[16], its_font[32], kind[16];
        int used = 0;
        if (line[0] == '#' || line[0] == '\n')
            continue;
        if (sscanf(line, "%15s %31s %15s %n", its_size, its_font, kind, &used) != 3)
            builder_fail(path, "a line needs size, font, kind and file: %s", line);
        if (strcmp(its_size, size) == 0 && (strcmp(its_font, font) == 0 || strcmp(its_font, "*") == 0))
            add_source(sources, path, kind, line + used);
    }
    fclose(file);
    if (sources->count == 0)
        builder_fail(path, "no source for %s %s", font, size);
}
