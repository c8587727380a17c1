// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// A line at a time. The first fault ends it: what follows a row that is missing is wrong, too.
#include "deploy/pictograms/reader.h"

#include "core/base/arena.h"
#include "core/base/sys.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static const struct shape {
    const char *name;
    int width, height;
    size_t place; // of its pixels in the struct
} shapes[] = {
    {"large", PICTOGRAM_LARGE_WIDTH, PICTOGRAM_LARGE_HEIGHT, offsetof(struct pictogram, large)},
    {"small", PICTOGRAM_SMALL_WIDTH, PICTOGRAM_SMALL_HEIGHT, offsetof(struct pictogram, small)},
};
enum { SHAPES = sizeof shapes / sizeof *shapes };

struct drawing {
    const char *path;
    int line;                  // that is read, from 1
    const struct shape *shape; // whose rows are read; NULL: none
    int row;                   // of it
    bool drawn[SHAPES];
    struct pictogram *pictogram;
    struct problem *problem;
};

static enum status refuse(struct drawing *drawing, const char *mend, const char *why, ...)
    __attribute__((format(printf, 3, 4)));

static enum status refuse(struct drawing *drawing, const char *mend, const char *why, ...)
{
    char place[sizeof drawing->problem->what];
    char said[sizeof drawing->problem->why];
    va_list arguments;
    va_start(arguments, why);
    vsnprintf(said, sizeof said, why, arguments);
    va_end(arguments);
    snprintf(place, sizeof place, "%s:%d", drawing->path, drawing->line);
    return problem_set(drawing->problem, STATUS_INVALID, place, mend, "%s", said);
}

static char *pixels_of(struct drawing *drawing)
{
    return (char *)drawing->pictogram + drawing->shape->place;
}

// A terminal has two colours for a cell: one is the ground, so its upper and lower pixel have the other.
static enum status check_cells(struct drawing *drawing, const char *upper)
{
    int width = drawing->shape->width;
    for (int column = 0; column < width; column++) {
        char above = upper[column];
        char below = upper[width + column];
        if (above != '.' && below != '.' && above != below)
            return refuse(drawing, "rows 1 and 2, 3 and 4 and so on share a cell: leave a pixel free, or take one tone",
                          "column %d has another tone than the row above, which is in the same cell", column + 1);
    }
    return STATUS_OK;
}

static enum status check_drawn(struct drawing *drawing)
{
    if (strspn(pixels_of(drawing), ".") == strlen(pixels_of(drawing)))
        return refuse(drawing, "draw with # and +", "nothing is drawn in '%s'", drawing->shape->name);
    drawing->drawn[drawing->shape - shapes] = true;
    drawing->shape = NULL;
    return STATUS_OK;
}

static enum status read_row(struct drawing *drawing, const char *line, size_t length)
{
    const struct shape *shape = drawing->shape;
    for (size_t i = 0; i < length; i++) {
        if (line[i] == '\0' || strchr(".#+", line[i]) == NULL)
            return refuse(drawing, "the signs are . # and +", "sign %zu of the row is none of a pictogram", i + 1);
    }
    if (length != (size_t)shape->width)
        return refuse(drawing, "give each row its size", "a row of '%s' has %d signs, this one has %zu", shape->name,
                      shape->width, length);
    char *row = pixels_of(drawing) + drawing->row * shape->width;
    memcpy(row, line, length);
    drawing->row++;
    enum status status = drawing->row % 2 == 0 ? check_cells(drawing, row - shape->width) : STATUS_OK;
    return status == STATUS_OK && drawing->row == shape->height ? check_drawn(drawing) : status;
}

static bool is_word(const char *line, size_t length, const char *word)
{
    return length == strlen(word) && memcmp(line, word, length) == 0;
}

static enum status read_line(struct drawing *drawing, const char *line, size_t length)
{
    if (drawing->shape != NULL)
        return read_row(drawing, line, length);
    if (length == 0 || (length >= 2 && memcmp(line, "//", 2) == 0))
        return STATUS_OK;
    if (is_word(line, length, "directed") && !drawing->pictogram->directed) {
        drawing->pictogram->directed = true;
        return STATUS_OK;
    }
    for (size_t i = 0; i < SHAPES; i++) {
        if (is_word(line, length, shapes[i].name) && !drawing->drawn[i]) {
            drawing->shape = &shapes[i];
            drawing->row = 0;
            return STATUS_OK;
        }
    }
    return refuse(drawing, "once each: directed, large and its 16 rows, small and its 8 rows",
                  "this line is no part of a pictogram");
}

static enum status read_lines(struct drawing *drawing, const char *text, size_t size)
{
    enum status status = STATUS_OK;
    const char *end = text + size;
    while (status == STATUS_OK && text < end) {
        const char *feed = memchr(text, '\n', (size_t)(end - text));
        drawing->line++;
        status = read_line(drawing, text, (size_t)((feed != NULL ? feed : end) - text));
        text = feed != NULL ? feed + 1 : end;
    }
    drawing->line++; // where it ends
    if (status == STATUS_OK && drawing->shape != NULL)
        return refuse(drawing, "draw all rows", "'%s' has %d rows, only %d are here", drawing->shape->name,
                      drawing->shape->height, drawing->row);
    for (size_t i = 0; status == STATUS_OK && i < SHAPES; i++) {
        if (!drawing->drawn[i])
            status = refuse(drawing, "draw it in both sizes", "there is no '%s'", shapes[i].name);
    }
    return status;
}

// Its file's name, without folder and ending.
static enum status read_name(const char *path, char name[PICTOGRAM_NAME_BYTES], struct problem *problem)
{
    const char *slash = strrchr(path, '/');
    const char *base = slash != NULL ? slash + 1 : path;
    size_t length = strspn(base, "abcdefghijklmnopqrstuvwxyz0123456789-");
    if (length == 0 || length >= PICTOGRAM_NAME_BYTES || strcmp(base + length, ".pict") != 0)
        return problem_set(problem, STATUS_INVALID, path, "call the file so", "a pictogram is called a-z, 0-9 and -, up to %d of them, and .pict",
                           PICTOGRAM_NAME_BYTES - 1);
    memcpy(name, base, length);
    return STATUS_OK;
}

enum status pictogram_read(const char *path, struct pictogram *pictogram, struct problem *problem)
{
    struct arena arena = {0};
    char *text;
    size_t size;
    *pictogram = (struct pictogram){0};
    enum status status = read_name(path, pictogram->name, problem);
    if (status == STATUS_OK)
        status = sys_read_file(&arena, path, PICTOGRAM_FILE_BYTES, &text, &size, problem);
    if (status == STATUS_OK) {
        struct drawing drawing = {.path = path, .pictogram = pictogram, .problem = problem};
        status = read_lines(&drawing, text, size);
    }
    arena_free(&arena);
    return status;
}
