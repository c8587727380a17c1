// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The terminal of tests: a queue of events and a copy of the last grid.
#include "tests/support/virtual_terminal.h"

#include "core/base/memory.h"
#include "tests/support/script.h"

#include <stdio.h>
#include <string.h>

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

static void present(struct terminal *terminal, const struct grid *grid)
{
    struct virtual_terminal *virtual = self(terminal);
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
