// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// show_events --ready-fd N: a program that has everything told apart, keys held with others and what is pasted, and shows on
// the screen what came, a row an event, as tests/support/script.h has it. 'q' ends it.
#include "core/base/arena.h"
#include "tests/support/script.h"
#include "tui/kit/canvas.h"
#include "tui/terminal/curses_terminal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void show(struct terminal *terminal, struct grid *grid, struct arena *arena, int count, const char *what)
{
    int rows, columns;
    terminal->operations->size(terminal, &rows, &columns);
    if (grid->rows != rows || grid->columns != columns) {
        grid_resize(grid, rows, columns);
        grid_clear(grid);
    }
    struct canvas canvas = {.grid = grid, .arena = arena, .rows = rows, .columns = columns};
    canvas_text(&canvas, count % rows, 0, columns, what, ROLE_TEXT);
    canvas_fill(&canvas, (count + 1) % rows, 0, columns, ROLE_TEXT);
    terminal->operations->present(terminal, grid);
}

int main(int count, char **arguments)
{
    struct problem problem;
    struct terminal *terminal;
    struct grid grid = {0};
    struct arena arena = {0};
    struct curses_options options = {.modifiers = true, .pastes = true, .watch = -1, .fonts = ""};
    int ready = count > 2 && strcmp(arguments[1], "--ready-fd") == 0 ? atoi(arguments[2]) : -1;
    if (curses_terminal_open(&terminal, &options, &problem) != STATUS_OK) {
        fprintf(stderr, "show_events: %s: %s\n", problem.what, problem.why);
        return EXIT_FAILURE;
    }
    struct event event = {.kind = EVENT_RESIZE};
    for (int shown = 0;; shown++) {
        bool quits = event.kind == EVENT_CHARACTER && event.character == 'q' && event.modifiers == 0;
        if (quits || event.kind == EVENT_END)
            break;
        show(terminal, &grid, &arena, shown, event.kind == EVENT_RESIZE ? "ready" : script_write(&arena, &event));
        bool waits = !terminal->operations->wait(terminal, 0, &event);
        if (waits && ready >= 0 && write(ready, ".", 1) != 1)
            break;
        while (waits && !terminal->operations->wait(terminal, -1, &event))
            continue;
    }
    terminal->operations->close(&terminal);
    grid_free(&grid);
    arena_free(&arena);
    return EXIT_SUCCESS;
}
