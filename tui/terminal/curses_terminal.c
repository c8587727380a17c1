// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The only file with <curses.h>: it puts the rows that changed into curses' window, and turns curses' keys into events.
#include "tui/terminal/curses_terminal.h"

#include "core/base/memory.h"
#include "tui/terminal/dialogue.h"
#include "tui/terminal/ink.h"
#include "tui/terminal/key_codes.h"
#include "tui/terminal/keys.h"
#include "tui/terminal/order.h"
#include "tui/terminal/palette.h"
#include "tui/terminal/screen_font.h"
#include "tui/terminal/signals.h"
#include "tui/terminal/terminal_modes.h"
#include "tui/terminal/terminfo.h"
#include "tui/terminal/tty.h"

// curses' macros hide functions and change types behind one's back.
#define NCURSES_NOMACROS 1
#include <curses.h>

#include <limits.h>
#include <locale.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <wchar.h>

static const char erase_scrollback[] = "\033[3J";

struct curses_terminal {
    struct terminal terminal;
    struct terminal_operations operations;
    struct curses_options options;
    struct screen_font *font;
    SCREEN *screen;
    WINDOW *input;        // a pad: reading from it does not draw, as reading from a window would
    struct termios modes; // before us
    bool narrow;          // the last column stays free
    struct terminal_modes terminal_modes;
    bool keeps_marks;     // has room for zero-width characters in a cell
    enum palette palette;
    bool own_colours;     // -1 stands for the terminal's own colours
    enum theme_id theme;
    attr_t attributes[ROLE_COUNT];
    short pairs[ROLE_COUNT];
    struct ink inks[ROLE_COUNT];              // of the roles
    struct grid shown;                        // what was presented last
    bool repaint;                             // the screen may hold anything: send all of it
    struct grid_cell turned[TTY_COLUMNS_MAX]; // a row as the terminal is to get it
    uint8_t contrast[TTY_COLUMNS_MAX];        // see order_row()
    cchar_t line[TTY_COLUMNS_MAX];
    struct keys keys;
    int64_t last_byte_ms; // when the last of them was read
    struct event held;    // came together with another, is next
    bool holds;
    struct dialogue dialogue;
};

static struct curses_terminal *self(struct terminal *terminal)
{
    return (struct curses_terminal *)terminal; // the terminal is its first member
}

static void append(char *bytes, size_t size, const char *more)
{
    strncat(bytes, more, size - strlen(bytes) - 1);
}

// What gives the terminal back the colours that it was told to draw; "" when it was told none.
static const char *colours_restoring(const struct curses_terminal *curses)
{
    if (curses->palette == PALETTE_CONSOLE)
        return PALETTE_CONSOLE_RESTORING;
    return screen_font_is_of_xterm(curses->font) ? PALETTE_XTERM_RESTORING : "";
}

// Not every terminal has a second screen that takes ours with it; the console would show it in another font and other colours.
static bool wipes_at_end(const struct curses_terminal *curses)
{
    return curses->options.locked || curses->palette == PALETTE_CONSOLE || screen_font_is_of_console(curses->font);
}

static void prepare_restore(const struct curses_terminal *curses)
{
    char bytes[SIGNALS_RESTORE_BYTES] = "";
    append(bytes, sizeof bytes, colours_restoring(curses)); // before the screen is wiped in them
    terminfo_append(bytes, sizeof bytes, "rmkx");
    terminfo_append(bytes, sizeof bytes, "sgr0");
    terminfo_append(bytes, sizeof bytes, "op");
    if (wipes_at_end(curses))
        terminfo_append(bytes, sizeof bytes, "clear");
    terminfo_append(bytes, sizeof bytes, "cnorm");
    terminfo_append(bytes, sizeof bytes, "rmcup");
    terminal_modes_append_restoring(&curses->terminal_modes, bytes, sizeof bytes);
    if (curses->options.locked)
        append(bytes, sizeof bytes, erase_scrollback);
    append(bytes, sizeof bytes, screen_font_restoring(curses->font));
    signals_prepare_restore(STDOUT_FILENO, &curses->modes, bytes, strlen(bytes), screen_font_rescue);
}

// ---- drawing -----------------------------------------------------------------------------------------------------

static void get_size(struct terminal *terminal, int *rows, int *columns)
{
    getmaxyx(stdscr, *rows, *columns);
    if (self(terminal)->narrow && *columns > 1)
        --*columns;
}

// The pair of those colours, found or made: themes and roles share them, as eight colours have room for few.
static short pair_of(const struct curses_terminal *curses, struct palette_style style)
{
    if (style.ink < 0 && curses->own_colours)
        return 0;
    int pair = style.ink < 0 ? alloc_pair(COLOR_WHITE, COLOR_BLACK) : alloc_pair(style.ink, style.ground);
    return (short)(pair > 0 ? pair : 0);
}

// Tells our own devices the theme's colours. On a console what stands there keeps the old ones until it is sent again.
static void tell_colours(struct curses_terminal *curses)
{
    char bytes[PALETTE_BYTES] = "";
    const struct theme *theme = theme_of(curses->theme);
    if (curses->palette == PALETTE_CONSOLE)
        palette_tell_console(bytes, theme);
    else if (screen_font_is_of_xterm(curses->font) && curses->palette != PALETTE_NONE)
        palette_tell_xterm(bytes, theme);
    if (bytes[0] == '\0')
        return;
    tty_send(bytes);
    curses->repaint = true;
}

static void set_theme(struct terminal *terminal, enum theme_id id)
{
    struct curses_terminal *curses = self(terminal);
    curses->theme = curses->palette == PALETTE_NONE ? THEME_MONOCHROME : id;
    for (int role = 0; role < ROLE_COUNT; role++) {
        struct palette_style style = palette_style(curses->palette, theme_of(curses->theme), (enum role)role);
        curses->attributes[role] = (style.attributes & THEME_BOLD ? A_BOLD : 0) |
                                   (style.attributes & THEME_UNDERLINE ? A_UNDERLINE : 0) |
                                   (style.attributes & THEME_REVERSE ? A_REVERSE : 0);
        curses->pairs[role] = curses->palette == PALETTE_NONE ? 0 : pair_of(curses, style);
        curses->inks[role] = (struct ink){.ground = style.ground, .marks_blanks = (style.attributes & (THEME_UNDERLINE | THEME_REVERSE)) != 0};
    }
    tell_colours(curses);
    grid_resize(&curses->shown, 0, 0); // every row is to be drawn anew
}

// Makes curses' form of a cell. A character whose width curses sees otherwise would shift the rest of the row.
static void make_cell(const struct curses_terminal *curses, const struct grid_cell *cell, uint8_t contrast,
                      cchar_t *out)
{
    wchar_t text[TEXT_MARKS_MAX + 2] = {(wchar_t)cell->base};
    if (cell->base >= 0x7F && wcwidth((wchar_t)cell->base) != cell->width)
        text[0] = L'?';
    text[0] = (wchar_t)screen_font_stand_in(curses->font, (uint32_t)text[0]);
    for (int i = 0; curses->keeps_marks && i < TEXT_MARKS_MAX && cell->marks[i] != 0; i++) {
        if (wcwidth((wchar_t)cell->marks[i]) != 0)
            break;
        text[i + 1] = (wchar_t)cell->marks[i];
    }
    int role = cell->role < ROLE_COUNT ? cell->role : ROLE_TEXT;
    attr_t attributes = curses->attributes[role];
    if (contrast != 0)
        attributes = (attributes & ~A_BOLD) | (~curses->attributes[contrast - 1] & A_BOLD);
    setcchar(out, text, attributes, curses->pairs[role], NULL);
}

static bool same_cells(const struct grid_cell *a, const struct grid_cell *b)
{
    return a->base == b->base && a->width == b->width && a->role == b->role &&
           memcmp(a->marks, b->marks, sizeof a->marks) == 0;
}

static void draw_row(struct curses_terminal *curses, const struct grid_cell *cells, int row, int columns)
{
    int count = 0;
    int before = -1;
    memcpy(curses->turned, cells, (size_t)columns * sizeof *cells);
    order_row(curses->dialogue.probe.order, curses->turned, curses->contrast, columns);
    ink_share(curses->inks, curses->turned, curses->contrast, columns);
    for (int column = 0; column < columns; column++) {
        const struct grid_cell *cell = &curses->turned[column];
        uint8_t contrast = curses->contrast[column];
        if (cell->width == 0)
            continue; // the wide character before it covers this column
        if (before >= 0 && same_cells(&curses->turned[before], cell) && curses->contrast[before] == contrast)
            curses->line[count] = curses->line[count - 1];
        else
            make_cell(curses, cell, contrast, &curses->line[count]);
        before = column;
        count++;
    }
    mvadd_wchnstr(row, 0, curses->line, count);
}

static void present(struct terminal *terminal, const struct grid *grid)
{
    struct curses_terminal *curses = self(terminal);
    int rows, columns;
    getmaxyx(stdscr, rows, columns);
    bool same_size = curses->shown.rows == grid->rows && curses->shown.columns == grid->columns;
    if (!same_size || curses->repaint) {
        erase();
        if (curses->repaint)
            clearok(curscr, TRUE);
        grid_resize(&curses->shown, grid->rows, grid->columns);
        same_size = false;
    }
    curses->repaint = false;
    int used_rows = rows < grid->rows ? rows : grid->rows;
    int used_columns = columns < grid->columns ? columns : grid->columns;
    for (int row = 0; row < used_rows; row++) {
        const struct grid_cell *cells = &grid->cells[(size_t)row * (size_t)grid->columns];
        struct grid_cell *shown = &curses->shown.cells[(size_t)row * (size_t)grid->columns];
        size_t size = (size_t)grid->columns * sizeof *cells;
        if (same_size && memcmp(shown, cells, size) == 0)
            continue;
        memcpy(shown, cells, size);
        draw_row(curses, cells, row, used_columns);
    }
    // xterm lets letters reach over the edges of their cells, and what did so stays when only the cell is sent anew:
    // the tail of an Arabic comma in an empty cell.
    if (grid->fresh && curses->dialogue.probe.kind == PROBE_XTERM)
        redrawwin(stdscr);
    int cursor_row = grid->cursor_row < rows ? grid->cursor_row : rows - 1;
    int cursor_column = grid->cursor_column < columns ? grid->cursor_column : columns - 1;
    cursor_row = cursor_row > 0 ? cursor_row : 0;
    cursor_column = cursor_column > 0 ? cursor_column : 0;
    if (cursor_row < used_rows)
        cursor_column =
            order_column(curses->dialogue.probe.order, &grid->cells[(size_t)cursor_row * (size_t)grid->columns],
                         used_columns, cursor_column);
    move(cursor_row, cursor_column);
    refresh();
    if (curses->dialogue.ask_again && dialogue_ask(&curses->dialogue, rows, columns)) {
        char back[32]; // to where curses takes the cursor to be
        snprintf(back, sizeof back, "\033[%d;%dH", cursor_row + 1, cursor_column + 1);
        tty_send(back);
        wredrawln(stdscr, 1, 1);
        refresh();
    }
}

// ---- events ------------------------------------------------------------------------------------------------------

// A key that curses names by a number of its own; with what is held, it is the key without it.
static struct event event_of_code(int code)
{
    static const struct {
        int code;
        enum terminal_key key;
    } codes[] = {
        {KEY_UP, TERMINAL_KEY_UP},           {KEY_SR, TERMINAL_KEY_UP},
        {KEY_DOWN, TERMINAL_KEY_DOWN},       {KEY_SF, TERMINAL_KEY_DOWN},
        {KEY_LEFT, TERMINAL_KEY_LEFT},       {KEY_SLEFT, TERMINAL_KEY_LEFT},
        {KEY_RIGHT, TERMINAL_KEY_RIGHT},     {KEY_SRIGHT, TERMINAL_KEY_RIGHT},
        {KEY_PPAGE, TERMINAL_KEY_PAGE_UP},   {KEY_SPREVIOUS, TERMINAL_KEY_PAGE_UP},
        {KEY_NPAGE, TERMINAL_KEY_PAGE_DOWN}, {KEY_SNEXT, TERMINAL_KEY_PAGE_DOWN},
        {KEY_HOME, TERMINAL_KEY_HOME},       {KEY_SHOME, TERMINAL_KEY_HOME},
        {KEY_FIND, TERMINAL_KEY_HOME},       {KEY_END, TERMINAL_KEY_END},
        {KEY_SEND, TERMINAL_KEY_END},        {KEY_SELECT, TERMINAL_KEY_END},
        {KEY_ENTER, TERMINAL_KEY_ENTER},     {KEY_BACKSPACE, TERMINAL_KEY_BACKSPACE},
        {KEY_DC, TERMINAL_KEY_DELETE},
    };
    enum terminal_key key = code >= KEY_F(1) && code <= KEY_F(12) ? TERMINAL_KEY_F1 + (unsigned)(code - KEY_F(1)) : TERMINAL_KEY_OTHER;
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
        if (codes[i].code == code)
            key = codes[i].key;
    }
    return (struct event){.kind = EVENT_KEY, .key = key};
}

// The same with what is held.
static struct event event_of_code_held(int code)
{
    enum { KEYS_MAX = 63 }; // functions of curses
    static const int shifted[] = {KEY_SR, KEY_SF, KEY_SLEFT, KEY_SRIGHT, KEY_SPREVIOUS, KEY_SNEXT, KEY_SHOME, KEY_SEND};
    struct event event = event_of_code(code);
    if (code == KEY_BTAB)
        return (struct event){.kind = EVENT_KEY, .key = TERMINAL_KEY_TAB, .modifiers = TERMINAL_SHIFT};
    if (code == KEY_SDC)
        return (struct event){.kind = EVENT_KEY, .key = TERMINAL_KEY_DELETE, .modifiers = TERMINAL_SHIFT};
    if (code >= KEY_F(1) && code <= KEY_F(KEYS_MAX))
        return event_of_function(code - KEY_F(0));
    for (size_t i = 0; i < sizeof shifted / sizeof *shifted; i++)
        if (shifted[i] == code)
            event.modifiers = TERMINAL_SHIFT;
    const char *name = code > KEY_MAX ? keyname(code) : NULL; // of the terminal's own description
    if (name != NULL)
        event_of_capability(name, &event);
    return event;
}

// The keypad's corners and middle in application mode are digits: numbers are how things are chosen.
static uint32_t digit_of_code(int code)
{
    switch (code) {
    case KEY_A1:
        return '7';
    case KEY_A3:
        return '9';
    case KEY_B2:
        return '5';
    case KEY_C1:
        return '1';
    case KEY_C3:
        return '3';
    default:
        return 0;
    }
}

static bool give_code(const struct curses_terminal *curses, int code, struct event *event)
{
    if (code == KEY_RESIZE)
        return false; // sizes are ours: see resize()
    if (digit_of_code(code) != 0) {
        *event = (struct event){.kind = EVENT_CHARACTER, .character = digit_of_code(code)};
        return true;
    }
    *event = curses->options.modifiers ? event_of_code_held(code) : event_of_code(code);
    return true;
}

// Tells it what is known now to be needed; true when that is something new.
static bool adopt_modes(struct curses_terminal *curses)
{
    if (!terminal_modes_learn(&curses->terminal_modes, &curses->dialogue.probe))
        return false;
    prepare_restore(curses);
    terminal_modes_tell(&curses->terminal_modes, true);
    return true;
}

// Draws for the terminal as it is known now; `before` is what it was taken for. True when everything must be drawn
// anew.
static bool follow_probe(struct curses_terminal *curses, const struct probe *before)
{
    const struct probe *probe = &curses->dialogue.probe;
    bool keeps_marks = probe_reads_utf8(probe) && probe_keeps_marks(probe);
    bool turned = probe_orders_rows(probe) || probe_orders_rows(before);
    bool changed = keeps_marks != curses->keeps_marks || (turned && before->order != probe->order);
    curses->keeps_marks = keeps_marks;
    changed = adopt_modes(curses) || changed;
    curses->repaint = curses->repaint || changed;
    return changed;
}

// A terminal that orders rows says of which cell it was sent the finger is; we say where that one stands on the glass.
static void place_pointer(const struct curses_terminal *curses, struct event *event)
{
    const struct grid *shown = &curses->shown;
    bool placed = event->kind == EVENT_POINTER || event->kind == EVENT_WHEEL_UP || event->kind == EVENT_WHEEL_DOWN;
    if (placed && event->row < shown->rows)
        event->column =
            order_column(curses->dialogue.probe.order, &shown->cells[(size_t)event->row * (size_t)shown->columns],
                         shown->columns, event->column);
}

// A byte that is no key of curses: part of an answer of the terminal's, or of a key that only we know.
static bool take_byte(struct curses_terminal *curses, unsigned char byte, struct event *event)
{
    curses->last_byte_ms = tty_milliseconds();
    const struct probe before = curses->dialogue.probe;
    bool answered = curses->keys.state != KEYS_PASTE && dialogue_take(&curses->dialogue, byte);
    if (keys_take(&curses->keys, byte, event)) { // passes over answers
        place_pointer(curses, event);
        return true;
    }
    *event = (struct event){.kind = EVENT_RESIZE}; // asks for everything again
    return answered && follow_probe(curses, &before);
}

// Milliseconds that the next byte of what has begun may take.
static int patience(const struct curses_terminal *curses)
{
    enum { ANSWER_MS = 500 };
    return curses->keys.state == KEYS_ESCAPE && dialogue_expects_answer(&curses->dialogue)
               ? ANSWER_MS
               : keys_patience(&curses->keys);
}

// Reads until there is an event or nothing more has come; or so much that the clock and signals must be looked at
// again, as a terminal may send without end.
static bool read_event(struct curses_terminal *curses, struct event *event)
{
    enum { BYTES_AT_ONCE = 4096 };
    if (keys_more(&curses->keys, event))
        return true;
    if (curses->holds) {
        curses->holds = false;
        *event = curses->held;
        return true;
    }
    for (int taken = 0; taken < BYTES_AT_ONCE; taken++) {
        int code = wgetch(curses->input);
        if (code == ERR) // curses has already waited for what may follow ESC
            return curses->keys.state == KEYS_ESCAPE && !dialogue_expects_answer(&curses->dialogue) &&
                   keys_end(&curses->keys, event);
        if (code >= 0 && code <= UCHAR_MAX) {
            if (take_byte(curses, (unsigned char)code, event))
                return true;
            continue;
        }
        if (keys_pass_over(&curses->keys)) {
            curses->last_byte_ms = tty_milliseconds();
            continue;
        }
        struct event begun;
        if (!keys_pending(&curses->keys) || !keys_end(&curses->keys, &begun)) {
            if (give_code(curses, code, event))
                return true;
            continue;
        }
        curses->holds = give_code(curses, code, &curses->held);
        *event = begun;
        return true;
    }
    return false;
}

// curses takes the size from the environment, at its start and whenever it takes the terminal anew. We set it from the
// window: a size of 0 x 0 or an absurd one ends here.
static void set_size(int rows, int columns)
{
    char text[16];
    snprintf(text, sizeof text, "%d", rows);
    setenv("LINES", text, 1);
    snprintf(text, sizeof text, "%d", columns);
    setenv("COLUMNS", text, 1);
}

// Follows the window's size; false when it is the same.
static bool resize(struct curses_terminal *curses)
{
    int rows, columns, rows_now, columns_now;
    getmaxyx(stdscr, rows_now, columns_now);
    if (!tty_size(&rows, &columns) || (rows == rows_now && columns == columns_now))
        return false;
    set_size(rows, columns);
    WINDOW *const kept[] = {stdscr, newscr, curscr}; // which curses makes anew without wiping what was written in them
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
        werase(kept[i]);
    resize_term(rows, columns);
    curses->dialogue.probe.rows = rows;
    curses->dialogue.probe.columns = columns;
    curses->repaint = true;
    return true;
}

// After letters were changed: the console follows at once, xterm when it gets to it.
static void see_font(struct curses_terminal *curses)
{
    if (screen_font_was_changed(curses->font) && !resize(curses))
        curses->repaint = true;
}

static bool set_text_size(struct terminal *terminal, enum text_size size)
{
    struct curses_terminal *curses = self(terminal);
    if (screen_font_is_of_xterm(curses->font) && curses->dialogue.probe.answered &&
        curses->dialogue.probe.kind != PROBE_XTERM)
        return false; // it says that it is another one
    bool done = screen_font_set_size(curses->font, size);
    see_font(curses);
    return done;
}

static void set_language(struct terminal *terminal, const struct language *language)
{
    struct curses_terminal *curses = self(terminal);
    screen_font_set_language(curses->font, language);
    see_font(curses);
}

static bool draws(struct terminal *terminal, const struct language *language, uint32_t character)
{
    return screen_font_draws(self(terminal)->font, language, character);
}

// The terminal may be another one, or have forgotten what it was told.
static void tell_again(struct curses_terminal *curses)
{
    endwin(); // so that the next refresh() sets modes and screen again
    if (curses->palette == PALETTE_CONSOLE)
        doupdate(); // and gives the console its own colours, which is to come before ours
    terminal_modes_tell(&curses->terminal_modes, true);
    tell_colours(curses);
    curses->repaint = true;
    dialogue_ask_again(&curses->dialogue);
}

// The terminal may have been used by others: takes it anew.
static void take_again(struct curses_terminal *curses)
{
    tell_again(curses);
    screen_font_look_again(curses->font);
    screen_font_resume(curses->font);
    resize(curses);
}

// The console is never another one, and tells of each size that a font of ours has given it; but it may have lost that
// font.
static bool follow_console(struct curses_terminal *curses)
{
    screen_font_look_again(curses->font);
    bool changed = screen_font_was_changed(curses->font);
    curses->repaint = curses->repaint || changed;
    return resize(curses) || changed;
}

// The same size again: what attaches us to another terminal wants to see everything.
static bool follow_window(struct curses_terminal *curses)
{
    if (screen_font_is_of_console(curses->font))
        return follow_console(curses);
    if (resize(curses))
        dialogue_follow_size(&curses->dialogue);
    else
        tell_again(curses);
    return true;
}

static bool take_signal(struct curses_terminal *curses, struct event *event)
{
    signals_drain();
    *event = (struct event){.kind = EVENT_END};
    if (signals_take(SIGNAL_MARK_END))
        return true;
    event->kind = EVENT_INTERRUPT;
    if (signals_take(SIGNAL_MARK_INTERRUPT))
        return true;
    event->kind = EVENT_RESIZE;
    if (signals_take(SIGNAL_MARK_STOP)) {
        endwin();
        terminal_modes_tell(&curses->terminal_modes, false);
        tty_send(colours_restoring(curses));
        screen_font_suspend(curses->font);
        raise(SIGSTOP);
        signals_take(SIGNAL_MARK_CONTINUE);
        take_again(curses);
        return true;
    }
    if (signals_take(SIGNAL_MARK_CONTINUE)) {
        take_again(curses);
        return true;
    }
    return signals_take(SIGNAL_MARK_RESIZE) && follow_window(curses);
}

static bool wait_for_event(struct terminal *terminal, int timeout_ms, struct event *event)
{
    struct curses_terminal *curses = self(terminal);
    keys_forget(&curses->keys);
    if (take_signal(curses, event) || read_event(curses, event))
        return true;
    bool begun = keys_pending(&curses->keys);
    int64_t end_ms = curses->last_byte_ms + patience(curses);
    int64_t left_ms = end_ms - tty_milliseconds();
    if (begun && (timeout_ms < 0 || timeout_ms > left_ms))
        timeout_ms = left_ms > 0 ? (int)left_ms : 0;
    struct pollfd sources[] = {{.fd = STDIN_FILENO, .events = POLLIN},
                               {.fd = signals_fd(), .events = POLLIN},
                               {.fd = curses->options.watch, .events = POLLIN}};
    if (poll(sources, sizeof sources / sizeof *sources, timeout_ms) > 0 && tty_is_gone(&sources[0])) {
        *event = (struct event){.kind = EVENT_END};
        return true;
    }
    if (take_signal(curses, event) || read_event(curses, event))
        return true;
    if ((sources[2].revents & POLLIN) != 0) { // the visitor's keys come first
        *event = (struct event){.kind = EVENT_NOTICE};
        return true;
    }
    return begun && sources[0].revents == 0 && tty_milliseconds() >= end_ms && keys_end(&curses->keys, event);
}

// ---- opening and closing -----------------------------------------------------------------------------------------

static void close_terminal(struct terminal **terminal)
{
    if (*terminal == NULL)
        return;
    struct curses_terminal *curses = self(*terminal);
    tty_send(colours_restoring(curses)); // before the screen is wiped in them
    if (wipes_at_end(curses)) {
        erase();
        clearok(curscr, TRUE);
        refresh();
    }
    dialogue_end(&curses->dialogue);
    endwin();
    tcsetattr(STDIN_FILENO, TCSADRAIN, &curses->modes);
    terminal_modes_tell(&curses->terminal_modes, false);
    if (curses->options.locked)
        tty_send(erase_scrollback);
    screen_font_close(&curses->font);
    signals_close();
    delwin(curses->input);
    delscreen(curses->screen);
    keys_close(&curses->keys);
    grid_free(&curses->shown);
    memory_free(&curses);
    *terminal = NULL;
}

static const struct terminal_operations operations = {
    .size = get_size,
    .set_theme = set_theme,
    .set_text_size = set_text_size,
    .set_language = set_language,
    .present = present,
    .wait = wait_for_event,
    .close = close_terminal,
};

void curses_terminal_restore(void)
{
    signals_restore_terminal();
}

// Asks the terminal who it is, between curses' taking it over and the first frame, which wipes what the questions
// leave. The answers are read when they come; nothing waits for them.
static void ask(struct curses_terminal *curses, bool known)
{
    int rows, columns;
    getmaxyx(stdscr, rows, columns);
    if (!known && terminfo_is_standard())
        dialogue_ask(&curses->dialogue, rows, columns);
}

static void start_colours(struct curses_terminal *curses)
{
    const struct probe *probe = &curses->dialogue.probe;
    const char *no_color = getenv("NO_COLOR");
    curses->palette = PALETTE_NONE;
    if ((no_color != NULL && *no_color != '\0') || terminfo_colours() < 8 || !has_colors() || start_color() != OK)
        return;
    bool ours = probe->kind == PROBE_CONSOLE && probe->source <= PROBE_BY_SYSTEM && terminfo_is_console();
    if (ours)
        curses->palette = PALETTE_CONSOLE;
    else if (terminfo_has_any_colour())
        curses->palette = PALETTE_DIRECT;
    else
        curses->palette = COLORS >= COLOUR_TABLE_END ? PALETTE_TABLE : PALETTE_PLAIN;
    curses->own_colours = use_default_colors() == OK;
}

// Curses goes back to the modes that it found whenever the terminal is taken anew. For that moment, too, no key of a
// locked kiosk may send a signal or stop the output. Keys that wait were meant for whoever had the terminal before.
static void silence_keys(struct termios modes)
{
    modes.c_lflag &= ~(tcflag_t)(ISIG | ICANON | IEXTEN | ECHO);
    modes.c_iflag &= ~(tcflag_t)(IXON | ICRNL);
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &modes);
}

static void set_modes(struct curses_terminal *curses)
{
    raw(); // Ctrl-C, Ctrl-Z, Ctrl-\, Ctrl-S and Ctrl-Q are characters like others
    noecho();
    nonl();
    set_escdelay(keys_patience(&(struct keys){.state = KEYS_ESCAPE}));
    typeahead(-1); // a frame is sent whole
    idlok(stdscr, TRUE);
    curses->input = newpad(1, 1);
    keypad(curses->input, TRUE);
    meta(curses->input, TRUE);
    nodelay(curses->input, TRUE);
    define_key(NULL, KEY_MOUSE); // its reports are ours to read
}

static enum status refuse_terminal(const char *name, struct problem *problem, const char *why)
{
    char what[128];
    snprintf(what, sizeof what, "TERM=%s", name);
    return problem_set(
        problem, STATUS_UNSUPPORTED, what,
        "set TERM to what the terminal is, for example TERM=xterm-256color; ncurses-term has descriptions of more",
        "%s", why);
}

enum status curses_terminal_open(struct terminal **terminal, const struct curses_options *options,
                                 struct problem *problem)
{
    *terminal = NULL;
    struct termios modes;
    if (tcgetattr(STDIN_FILENO, &modes) != 0 || !isatty(STDOUT_FILENO))
        return problem_set(problem, STATUS_UNSUPPORTED, "terminal",
                           "start the program in a terminal, without redirections",
                           "standard input and output are not one");
    if (setlocale(LC_CTYPE, "C.UTF-8") == NULL)
        return problem_set(problem, STATUS_UNSUPPORTED, "locale", "install the package libc-bin", "C.UTF-8 is missing");
    const char *name = getenv("TERM");
    if (name == NULL || *name == '\0')
        return refuse_terminal("", problem, "not set");
    const char *why_not = terminfo_refusal(name);
    if (why_not != NULL)
        return refuse_terminal(name, problem, why_not);
    unsetenv("LINES");
    unsetenv("COLUMNS");
    int rows, columns;
    if (tty_size(&rows, &columns))
        set_size(rows, columns);
    if (!signals_open(options->locked))
        return problem_set_errno(problem, "signals", "open a pipe");
    if (options->locked)
        silence_keys(modes);
    SCREEN *screen = newterm(terminfo_with_any_colour(name), stdout, stdin);
    if (screen == NULL) {
        tcsetattr(STDIN_FILENO, TCSADRAIN, &modes);
        signals_close();
        return refuse_terminal(name, problem, "curses cannot take it over");
    }
    // Until curses has come back to its screen once, it sends what it has whenever the cursor moves (6.4, _nc_mvcur of
    // lib_mvcur.c): the first frame would be sixty writes, seen one after the other.
    endwin();
    doupdate();
    struct curses_terminal *curses = memory_allocate(1, sizeof *curses);
    curses->repaint = true; // the first frame wipes what the questions leave
    curses->font = screen_font_open(STDIN_FILENO, options->fonts);
    curses->operations = operations;
    curses->operations.draws = screen_font_is_of_console(curses->font) ? draws : NULL;
    curses->terminal.operations = &curses->operations;
    curses->options = *options;
    curses->screen = screen;
    curses->modes = modes;
    curses->keys.modifiers = options->modifiers;
    curses->keys.pastes = options->pastes;
    bool console = strncmp(name, "linux", 5) == 0;
    // Where a description says that the cursor goes to the next row at once when the last column is written, terminals
    // that go by its name, as many do by TERM=ansi, wait with that for the next character: nobody knows where it is
    // then.
    curses->narrow = terminfo_wraps_at_once();
    curses->terminal_modes.orders_text = !console;
    curses->keeps_marks = !console; // it would show each zero-width character as a sign of its own
    curses->terminal_modes.pointer = options->pointer && !console && terminfo_has_pointer();
    curses->terminal_modes.pastes = options->pastes && terminfo_is_standard();
    bool known = probe_is_known(&curses->dialogue.probe, STDIN_FILENO);
    start_colours(curses);
    prepare_restore(curses);
    terminal_modes_tell(&curses->terminal_modes, true);
    tty_send(screen_font_restoring(curses->font)); // a program before us may have left other letters
    set_modes(curses);
    ask(curses, known);
    adopt_modes(curses);
    terminfo_describe(&curses->dialogue.probe);
    set_theme(&curses->terminal, curses_terminal_theme(&curses->terminal));
    *terminal = &curses->terminal;
    return STATUS_OK;
}

enum theme_id curses_terminal_theme(const struct terminal *terminal)
{
    const struct curses_terminal *curses = (const struct curses_terminal *)terminal;
    return screen_font_is_of_xterm(curses->font) ? THEME_DAY : THEME_NIGHT;
}

const struct probe *curses_terminal_probe(const struct terminal *terminal)
{
    return &((const struct curses_terminal *)terminal)->dialogue.probe;
}

void curses_terminal_report(struct probe *probe)
{
    bool described = terminfo_begin();
    if (described && terminfo_is_standard())
        probe_terminal(probe, STDIN_FILENO, STDOUT_FILENO);
    else if (!probe_is_known(probe, STDIN_FILENO))
        probe_conclude(probe, &(struct probe_replies){0});
    if (described) {
        terminfo_describe(probe);
        terminfo_end();
    }
}
