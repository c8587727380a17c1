// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The terminal of tests: a queue of events and a copy of the last grid.
#include "tests/support/virtual_terminal.h"

#include "core/base/memory.h"
#include "tests/support/script.h"
#include "tui/kit/theme_reader.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FULL_BLOCK = 0x2588 };
static const double TEXT_CONTRAST = 4.5; // of second-rank text (docs/design.md)

static struct virtual_terminal *self(struct terminal *terminal)
{
    return (struct virtual_terminal *)terminal; // the terminal is its first member
}

static void get_size(struct terminal *terminal, int *rows, int *columns)
{
    *rows = self(terminal)->rows;
    *columns = self(terminal)->columns;
}

static void set_theme(struct terminal *terminal, enum theme_id theme)
{
    self(terminal)->theme = theme;
}

// As xterm in full screen: with larger letters there are 2/3 and 1/2 of the rows and columns, and it tells so later.
static bool set_text_size(struct terminal *terminal, enum text_size size)
{
    static const int sixths[TEXT_SIZE_COUNT] = {6, 4, 3};
    struct virtual_terminal *virtual = self(terminal);
    if (!virtual->has_sizes)
        return false;
    if (virtual->text_size == TEXT_SIZE_NORMAL) {
        virtual->whole_rows = virtual->rows;
        virtual->whole_columns = virtual->columns;
    }
    virtual->text_size = size;
    char resize[40];
    snprintf(resize, sizeof resize, "Resize(%d,%d)", virtual->whole_rows * sixths[size] / 6,
             virtual->whole_columns * sixths[size] / 6);
    virtual_terminal_type(virtual, resize);
    return true;
}

// Block elements, without the shades, which some fonts draw as dots.
static bool is_block(uint32_t base)
{
    return base >= 0x2580 && base <= 0x259F && !(base >= 0x2591 && base <= 0x2593);
}

// Box drawing, blocks and the signs of geometry.
static bool is_shape(uint32_t base)
{
    return base >= 0x2500 && base <= 0x25FF;
}

// Whether a role's contrast, which test_theme measures, is enough for what is drawn in it: text needs more than shapes do, and a
// pair that is in no table draws nothing but whole blocks in their own colour, and the edge of a button.
static bool can_be_seen(const struct grid_cell *cell)
{
    if (cell->role >= ROLE_COUNT)
        return false;
    if (theme_role_name((enum role)cell->role) == NULL)
        return cell->role == ROLE_BUTTON_EDGE ? cell->base == ' ' || is_block(cell->base) : cell->base == FULL_BLOCK;
    return theme_least_contrast((enum role)cell->role) >= TEXT_CONTRAST || cell->base == ' ' || is_shape(cell->base);
}

static void assert_can_be_seen(const struct grid *grid)
{
    for (int row = 0; row < grid->rows; row++)
        for (int column = 0; column < grid->columns; column++) {
            const struct grid_cell *cell = grid_at(grid, row, column);
            if (can_be_seen(cell))
                continue;
            fprintf(stderr, "U+%04X in row %d, column %d of %dx%d is in role %d, whose contrast is not for that\n",
                    (unsigned)cell->base, row, column, grid->columns, grid->rows, cell->role);
            abort();
        }
}

static void present(struct terminal *terminal, const struct grid *grid)
{
    struct virtual_terminal *virtual = self(terminal);
    assert_can_be_seen(grid);
    grid_resize(&virtual->shown, grid->rows, grid->columns);
    size_t cells = (size_t)grid->rows * (size_t)grid->columns;
    if (cells > 0)
        memcpy(virtual->shown.cells, grid->cells, cells * sizeof *grid->cells);
    virtual->shown.cursor_row = grid->cursor_row;
    virtual->shown.cursor_column = grid->cursor_column;
    virtual->presents++;
}

static bool wait_for_event(struct terminal *terminal, int timeout_ms, struct event *event)
{
    struct virtual_terminal *virtual = self(terminal);
    virtual->last_timeout_ms = timeout_ms;
    if (virtual->next_event == virtual->event_count)
        return false;
    *event = virtual->events[virtual->next_event++];
    if (event->kind == EVENT_RESIZE) {
        virtual->rows = event->row;
        virtual->columns = event->column;
        event->row = event->column = 0;
    }
    return true;
}

static void close_terminal(struct terminal **terminal)
{
    struct virtual_terminal *virtual = *terminal == NULL ? NULL : self(*terminal);
    virtual_terminal_free(&virtual);
    *terminal = NULL;
}

static const struct terminal_operations operations = {
    .size = get_size,
    .set_theme = set_theme,
    .set_text_size = set_text_size,
    .present = present,
    .wait = wait_for_event,
    .close = close_terminal,
};

struct virtual_terminal *virtual_terminal_new(int rows, int columns)
{
    struct virtual_terminal *virtual = memory_allocate(1, sizeof *virtual);
    virtual->terminal.operations = &operations;
    virtual->rows = rows;
    virtual->columns = columns;
    return virtual;
}

void virtual_terminal_free(struct virtual_terminal **virtual)
{
    if (*virtual == NULL)
        return;
    memory_free(&(*virtual)->events);
    grid_free(&(*virtual)->shown);
    memory_free(virtual);
}

void virtual_terminal_type(struct virtual_terminal *virtual, const char *text)
{
    struct script script = script_read(text);
    size_t waiting = virtual->event_count - virtual->next_event;
    struct event *events = memory_allocate(waiting + script.count, sizeof *events);
    if (waiting > 0)
        memcpy(events, virtual->events + virtual->next_event, waiting * sizeof *events);
    if (script.count > 0)
        memcpy(events + waiting, script.events, script.count * sizeof *events);
    memory_free(&virtual->events);
    virtual->events = events;
    virtual->event_count = waiting + script.count;
    virtual->next_event = 0;
    script_free(&script);
}

bool virtual_terminal_run(struct virtual_terminal *virtual, struct loop *loop)
{
    while (virtual->next_event < virtual->event_count || loop->dirty) {
        if (!loop_turn(loop))
            return false;
    }
    return true;
}

char *virtual_terminal_text(const struct virtual_terminal *virtual, struct arena *arena)
{
    char *text = arena_copy_text(arena, "");
    for (int row = 0; row < virtual->shown.rows; row++)
        text = arena_format(arena, "%s%s\n", text, grid_row_text(arena, &virtual->shown, row));
    return text;
}

bool virtual_terminal_shows(const struct virtual_terminal *virtual, const char *text)
{
    struct arena arena = {0};
    bool found = false;
    for (int row = 0; row < virtual->shown.rows && !found; row++)
        found = strstr(grid_row_text(&arena, &virtual->shown, row), text) != NULL;
    arena_free(&arena);
    return found;
}

struct fake_clock fake_clock_at(int year, int month, int day, int hour, int minute)
{
    struct fake_clock clock = {.tick.elapsed_ms = 1000 * 1000};
    clock.tick.now = clock_from_day_number(clock_day_number(year, month, day));
    clock.tick.now.hour = hour;
    clock.tick.now.minute = minute;
    return clock;
}

void fake_clock_advance(struct fake_clock *clock, int64_t milliseconds)
{
    struct local_time *now = &clock->tick.now;
    clock->tick.elapsed_ms += milliseconds;
    int64_t since = clock->into_minute_ms + milliseconds;
    clock->into_minute_ms = since % 60000;
    int64_t minutes = now->hour * 60 + now->minute + since / 60000;
    *now = clock_from_day_number(clock_day_number(now->year, now->month, now->day) + minutes / 1440);
    now->hour = (int)(minutes % 1440 / 60);
    now->minute = (int)(minutes % 60);
}

void fake_clock_sample(void *clock, struct tick *tick)
{
    const struct fake_clock *fake = clock;
    *tick = fake->tick;
}
