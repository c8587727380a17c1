// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The kiosk as its main wires it, but for what leads out of the page: no state, no releases to follow, no idle time, no end.
#include "tui/staff/visitor.h"

#include "core/base/memory.h"
#include "tui/kiosk/entries.h"
#include "tui/kiosk/kiosk.h"
#include "tui/kiosk/screens.h"

enum { HOME_DEPTH = 2 }; // of the stack, when the first choice is on top

struct visitor {
    struct terminal terminal; // its first member, so that operations find the rest
    int rows, columns;
    struct event event; // the next one,
    bool waiting;       // if there is one
    struct kiosk kiosk;
    struct program program; // the kiosk's, without searching
    struct loop loop;
    size_t depth;      // of the stack when the page is on top with which it began
    bool left;         // the reader went back from there
    const char *words; // there is nothing to search
};

// ---- a terminal that is a grid ------------------------------------------------------------------------------------

static struct visitor *self(struct terminal *terminal)
{
    return (struct visitor *)terminal;
}

static void get_size(struct terminal *terminal, int *rows, int *columns)
{
    *rows = self(terminal)->rows;
    *columns = self(terminal)->columns;
}

static void set_theme(struct terminal *terminal, enum theme_id theme)
{
    (void)terminal; // the page asks for it
    (void)theme;
}

static void present(struct terminal *terminal, const struct grid *grid)
{
    (void)terminal; // the page reads it where it is
    (void)grid;
}

static bool wait_for_event(struct terminal *terminal, int timeout_ms, struct event *event)
{
    struct visitor *visitor = self(terminal);
    (void)timeout_ms; // it is the page that waits
    bool waiting = visitor->waiting;
    *event = visitor->event;
    visitor->waiting = false;
    return waiting;
}

static void close_terminal(struct terminal **terminal)
{
    *terminal = NULL; // it is the visitor's
}

static const struct terminal_operations operations = {
    .size = get_size, .set_theme = set_theme, .present = present, .wait = wait_for_event, .close = close_terminal,
};

static void sample(void *clock, struct tick *tick)
{
    *tick = ((const struct view *)clock)->tick;
}

// ---- the kiosk ----------------------------------------------------------------------------------------------------

// There are only a few things here: a search would tell that what is not among them does not exist.
static bool act(struct loop *loop, int action)
{
    struct visitor *visitor = self(loop->terminal);
    if (action == KIOSK_ACTION_SEARCH || action == ACTION_CHARACTER) {
        loop->view.saying = visitor->words;
        loop->dirty = true;
        return true;
    }
    if (action == KIOSK_ACTION_HOME) // where the page was with which it began
        visitor->depth = HOME_DEPTH;
    return kiosk_program.act(loop, action) || action == ACTION_QUIT;
}

static void back(struct loop *loop)
{
    struct visitor *visitor = self(loop->terminal);
    if (loop->stack.depth > visitor->depth)
        kiosk_program.back(loop);
    else
        visitor->left = true;
}

static void open_page(struct visitor *visitor, const char *id)
{
    struct arena arena = {0};
    struct catalog_entry entry;
    loop_open(&visitor->loop, &screen_attract, NULL);
    loop_open(&visitor->loop, &screen_home, NULL);
    if (catalog_entry(visitor->kiosk.catalog, &arena, &visitor->kiosk.reader, id, &entry)) {
        struct request request = entry_request(&entry);
        loop_open(&visitor->loop, request.screen, &request.argument);
    }
    visitor->depth = visitor->loop.stack.depth;
    arena_free(&arena);
}

static void begin(struct visitor *visitor, const struct visitor_sight *sight)
{
    struct loop *loop = &visitor->loop;
    visitor->program = kiosk_program;
    visitor->program.act = act;
    visitor->program.back = back;
    visitor->kiosk.releases.expires = INT64_MAX; // what is not published yet is not out of date
    visitor->kiosk.chosen = true;
    *loop = (struct loop){
        .terminal = &visitor->terminal,
        .sample = sample,
        .clock = sight->view,
        .ready_fd = -1,
        .view = {.program = &visitor->program, .context = &visitor->kiosk, .theme = sight->view->theme,
                 .key_print = sight->view->key_print},
    };
    loop_init(loop);
    kiosk_set_language(&visitor->kiosk, &loop->view, visitor->kiosk.first_language);
    open_page(visitor, sight->id);
}

enum status visitor_open(struct visitor **visitor, const struct visitor_sight *sight, struct problem *problem)
{
    struct visitor *opened = memory_allocate(1, sizeof *opened);
    struct catalog *catalog;
    *visitor = NULL;
    opened->terminal.operations = &operations;
    opened->rows = sight->rows;
    opened->columns = sight->columns;
    opened->words = sight->words;
    enum status status = catalog_open_bytes(&catalog, sight->bytes, sight->size, problem);
    if (status == STATUS_OK)
        status = kiosk_open(&opened->kiosk, sight->locales, sight->language, problem);
    if (status != STATUS_OK) {
        catalog_close(&catalog);
        memory_free(&opened);
        return status;
    }
    opened->kiosk.catalog = catalog;
    begin(opened, sight);
    *visitor = opened;
    return STATUS_OK;
}

void visitor_close(struct visitor **visitor)
{
    if (*visitor == NULL)
        return;
    loop_free(&(*visitor)->loop);
    kiosk_close(&(*visitor)->kiosk);
    memory_free(visitor);
}

// ---- what is done -------------------------------------------------------------------------------------------------

// Takes turns until the screen shows what came of everything.
static void settle(struct visitor *visitor)
{
    while (visitor->waiting || visitor->loop.dirty)
        loop_turn(&visitor->loop);
}

static void tell(struct visitor *visitor, const struct event *event)
{
    visitor->event = *event;
    visitor->waiting = true;
    settle(visitor);
}

void visitor_resize(struct visitor *visitor, int rows, int columns)
{
    if (visitor->rows == rows && visitor->columns == columns)
        return;
    visitor->rows = rows;
    visitor->columns = columns;
    tell(visitor, &(struct event){.kind = EVENT_RESIZE});
}

void visitor_set_language(struct visitor *visitor, const struct language *language)
{
    kiosk_set_language(&visitor->kiosk, &visitor->loop.view, language);
    loop_set_language(&visitor->loop, language);
    loop_reload(&visitor->loop);
    settle(visitor);
}

const struct language *visitor_language(const struct visitor *visitor)
{
    return messages_language(visitor->loop.view.messages);
}

enum theme_id visitor_theme(const struct visitor *visitor)
{
    return visitor->loop.view.theme;
}

bool visitor_take(struct visitor *visitor, const struct event *event)
{
    settle(visitor);
    tell(visitor, event);
    return !visitor->left;
}

const struct grid *visitor_screen(struct visitor *visitor)
{
    visitor->loop.dirty = true; // another minute may have begun
    settle(visitor);
    return &visitor->loop.grid;
}
