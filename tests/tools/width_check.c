// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Holds the widths that layouts are made with to the glass: whatever the texts of some files put into cells is written
// to the terminal that this runs in, and the terminal is asked where its cursor is then.
#include "core/base/sys.h"
#include "core/text/accept.h"
#include "core/text/layout.h"
#include "tui/terminal/probe.h"

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

enum {
    AT_ONCE = 40, // questions that are sent before answers are read
    FILE_BYTES_MAX = 1 << 24,
    PATIENCE_MS = 10000,
    LINE_COLUMNS = 400,
    TOLD_MAX = 20,
};

static _Noreturn void give_up(const char *why)
{
    fprintf(stderr, "width_check: %s\n", why);
    exit(2);
}

// ---- what can be shown -------------------------------------------------------------------------------------------

struct cells {
    struct text_cell *list;
    size_t count, room;
};

static int compare(const void *a, const void *b)
{
    return memcmp(a, b, sizeof(struct text_cell));
}

static void add_line(struct cells *cells, struct arena *arena, const char *text)
{
    static const enum text_direction directions[] = {TEXT_LEFT_TO_RIGHT, TEXT_RIGHT_TO_LEFT}; // brackets are mirrored
    for (size_t d = 0; d < 2; d++) {
        struct text_options options = {.direction = directions[d], .width = LINE_COLUMNS};
        struct text_layout layout;
        text_lay_out(arena, text, &options, &layout);
        for (size_t i = 0; i < layout.count; i++) {
            for (size_t k = 0; k < layout.lines[i].count; k++) {
                if (cells->count == cells->room) {
                    cells->room = 2 * cells->room + 1024;
                    cells->list = realloc(cells->list, cells->room * sizeof *cells->list);
                    if (cells->list == NULL)
                        give_up("out of memory");
                }
                struct text_cell *cell = &cells->list[cells->count++];
                memset(cell, 0, sizeof *cell); // with what lies between its members
                cell->base = layout.lines[i].cells[k].base;
                memcpy(cell->marks, layout.lines[i].cells[k].marks, sizeof cell->marks);
                cell->width = layout.lines[i].cells[k].width;
            }
        }
    }
}

static void keep_different(struct cells *cells)
{
    size_t kept = 0;
    qsort(cells->list, cells->count, sizeof *cells->list, compare);
    for (size_t i = 0; i < cells->count; i++) {
        if (kept == 0 || compare(&cells->list[kept - 1], &cells->list[i]) != 0)
            cells->list[kept++] = cells->list[i];
    }
    cells->count = kept;
}

static void add_file(struct cells *cells, const char *path)
{
    struct arena arena = {0};
    struct problem problem;
    char *text;
    size_t size;
    if (sys_read_file(&arena, path, FILE_BYTES_MAX, &text, &size, &problem) != STATUS_OK)
        give_up(path);
    for (char *line = strtok(text, "\n"); line != NULL; line = strtok(NULL, "\n")) {
        add_line(cells, &arena, text_clean(&arena, line, strlen(line)));
    }
    arena_free(&arena);
    keep_different(cells);
}

// What is sent of a sample, which is one cell, where no combining marks are sent.
static const char *without_marks(struct arena *arena, const char *sample)
{
    struct text_layout layout;
    text_lay_out(arena, sample, &(struct text_options){.width = LINE_COLUMNS, .unshaped = true}, &layout);
    const struct text_cell base = {.base = layout.lines[0].cells[0].base};
    return text_line_to_utf8(arena, &(struct text_line){.cells = &base, .count = 1});
}

// ---- asking ------------------------------------------------------------------------------------------------------

// The column of the next answer, CSI row ; column R.
static int read_column(void)
{
    char bytes[64];
    size_t length = 0;
    for (;;) {
        struct pollfd source = {.fd = STDIN_FILENO, .events = POLLIN};
        char byte;
        if (poll(&source, 1, PATIENCE_MS) <= 0 || read(STDIN_FILENO, &byte, 1) != 1)
            give_up("the terminal does not answer");
        if (byte == '\033')
            length = 0;
        if (length + 1 < sizeof bytes)
            bytes[length++] = byte;
        bytes[length] = '\0';
        int row, column;
        if (byte == 'R' && sscanf(bytes, "\033[%d;%d", &row, &column) == 2)
            return column;
    }
}

static void write_all(const char *bytes)
{
    for (size_t size = strlen(bytes); size > 0;) {
        ssize_t written = write(STDOUT_FILENO, bytes, size);
        if (written <= 0)
            give_up("the terminal is gone");
        bytes += written;
        size -= (size_t)written;
    }
}

// Writes `count` texts, each at the start of the second row, and fills in the columns that they took.
static void measure(const char *const *texts, int *columns, size_t count)
{
    for (size_t begin = 0; begin < count; begin += AT_ONCE) {
        size_t end = begin + AT_ONCE < count ? begin + AT_ONCE : count;
        for (size_t i = begin; i < end; i++) {
            write_all("\033[2;1H\033[K");
            write_all(texts[i]);
            write_all("\033[6n");
        }
        for (size_t i = begin; i < end; i++)
            columns[i] = read_column() - 1;
    }
}

// ---- telling -----------------------------------------------------------------------------------------------------

// Writes what differs; returns how many are as wide as laid out.
static size_t tell(FILE *out, const char *const *texts, const int *expected, const int *columns, size_t count)
{
    size_t equal = 0;
    size_t told = 0;
    for (size_t i = 0; i < count; i++) {
        if (columns[i] == expected[i])
            equal++;
        else if (told++ < TOLD_MAX)
            fprintf(out, "  \"%s\" takes %d columns, not %d\n", texts[i], columns[i], expected[i]);
    }
    return equal;
}

int main(int argument_count, char **arguments)
{
    struct termios before;
    if (argument_count < 4 || tcgetattr(STDIN_FILENO, &before) != 0)
        give_up("usage, in a terminal: width_check NAME REPORT FILE...");
    FILE *out = fopen(arguments[2], "w");
    if (out == NULL)
        give_up(arguments[2]);
    struct cells cells = {0};
    for (int i = 3; i < argument_count; i++)
        add_file(&cells, arguments[i]);

    // What the kiosk never sends to a terminal has no width there.
    struct probe probe;
    bool marks = !probe_is_known(&probe, STDIN_FILENO) || probe_keeps_marks(&probe);
    for (size_t i = 0; !marks && i < cells.count; i++)
        memset(cells.list[i].marks, 0, sizeof cells.list[i].marks);
    struct arena arena = {0};
    size_t count = PROBE_SAMPLES + cells.count;
    const char **texts = arena_allocate(&arena, count, sizeof *texts);
    int *expected = arena_allocate(&arena, count, sizeof *expected);
    int *columns = arena_allocate(&arena, count, sizeof *columns);
    for (size_t i = 0; i < count; i++) {
        bool sample = i < PROBE_SAMPLES;
        struct text_line line = {.cells = sample ? NULL : &cells.list[i - PROBE_SAMPLES], .count = 1};
        if (!sample)
            texts[i] = text_line_to_utf8(&arena, &line);
        else
            texts[i] = marks ? probe_samples[i].text : without_marks(&arena, probe_samples[i].text);
        expected[i] = sample ? probe_samples[i].width : line.cells->width;
    }

    struct termios raw = before;
    cfmakeraw(&raw);
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &raw);
    measure(texts, columns, count);
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &before);
    size_t samples = tell(out, texts, expected, columns, PROBE_SAMPLES);
    size_t others = tell(out, texts + PROBE_SAMPLES, expected + PROBE_SAMPLES, columns + PROBE_SAMPLES, cells.count);
    fprintf(out, "%s: probe set %zu of %d, cells of interface and content %zu of %zu as wide as laid out\n", arguments[1],
            samples, PROBE_SAMPLES, others, cells.count);
    fclose(out);
    arena_free(&arena);
    free(cells.list);
    return samples == PROBE_SAMPLES && others == cells.count ? EXIT_SUCCESS : EXIT_FAILURE;
}
