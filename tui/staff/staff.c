// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The staff's program: its tables of words and keys, and its policy.
#include "tui/staff/staff.h"

#include "core/editorial/editorial.h"
#include "core/model/record.h"
#include "tui/staff/screens.h"

#include <string.h>
#include <time.h>
#include <unistd.h>

static const char program_name[] = "staff";
static const char *const tags[STAFF_LANGUAGES] = {"de", "en"};

// ---- opening -----------------------------------------------------------------------------------------------------

enum status staff_open(struct staff *staff, const char *path, const char *person, const char *locales, const char *tag,
                       const struct clock *clock, struct problem *problem)
{
    *staff = (struct staff){.path = path, .person = person, .clock = clock};
    enum status status = STATUS_OK;
    record_use_memory();
    staff->language = -1;
    for (int i = 0; i < STAFF_LANGUAGES && status == STATUS_OK; i++) {
        if (strcmp(tags[i], tag) == 0)
            staff->language = i;
        status = messages_open(&staff->messages[i], message_set_of(program_name), locales, language_by_tag(tags[i]), problem);
    }
    if (status == STATUS_OK && staff->language < 0)
        status = problem_set(problem, STATUS_NOT_FOUND, tag, "use de or en", "this program does not speak it");
    if (status == STATUS_OK && access(path, F_OK) != 0)
        status = problem_set(problem, STATUS_IO, path, "the operator makes it with `kompass import content`",
                             "there is no editorial database");
    if (status == STATUS_OK)
        status = editorial_open(&staff->editorial, path, problem);
    if (status != STATUS_OK)
        staff_close(staff);
    return status;
}

void staff_close(struct staff *staff)
{
    database_close(&staff->editorial);
    for (int i = 0; i < STAFF_LANGUAGES; i++)
        messages_close(&staff->messages[i]);
    arena_free(&staff->arena);
}

void staff_speak(const struct staff *staff, struct view *view)
{
    view->messages = staff->messages[staff->language];
    view->direction = messages_language(view->messages)->direction;
}

const char *staff_label(const struct view *view, const char *prefix, const char *name)
{
    const struct message_set *set = message_set_of(program_name);
    size_t length = strlen(prefix);
    for (size_t i = 0; i < set->count; i++) {
        const char *key = set->messages[i].key;
        if (strncmp(key, prefix, length) == 0 && strcmp(key + length, name) == 0)
            return message_text(view->messages, (int)i);
    }
    return name;
}

struct change_author staff_author(const struct staff *staff, const char *reason)
{
    return (struct change_author){.name = staff->person, .reason = reason, .now = staff->now};
}

// ---- what can be done --------------------------------------------------------------------------------------------

enum {
    IN_LIST = IN_CONTEXT(STAFF_CONTEXT_LIST),
    IN_TABLE = IN_CONTEXT(STAFF_CONTEXT_TABLE),
    IN_FORM = IN_CONTEXT(STAFF_CONTEXT_FORM),
    IN_WRITING = IN_FORM,
    IN_TYPED = IN_WRITING | IN_TABLE,
    EVERYWHERE = IN_LIST | IN_TYPED,
};

static const struct action_words actions[] = {
    {ACTION_OPEN, MESSAGE_KEY_OPEN, MESSAGE_HELP_OPEN},
    {ACTION_BACK, MESSAGE_KEY_BACK, MESSAGE_HELP_BACK},
    {ACTION_DOWN, MESSAGE_KEY_MOVE, MESSAGE_HELP_MOVE},
    {ACTION_NEXT_FIELD, MESSAGE_KEY_NEXT, MESSAGE_HELP_NEXT},
    {STAFF_ACTION_HELP, MESSAGE_KEY_HELP, MESSAGE_HELP_HELP},
    {STAFF_ACTION_SAVE, MESSAGE_KEY_SAVE, MESSAGE_HELP_SAVE},
    {STAFF_ACTION_FILTER, MESSAGE_KEY_FILTER, MESSAGE_HELP_FILTER},
    {STAFF_ACTION_NEW, MESSAGE_KEY_NEW, MESSAGE_HELP_NEW},
    {ACTION_UNDO, MESSAGE_KEY_UNDO, MESSAGE_HELP_UNDO},
    {ACTION_REDO, MESSAGE_KEY_REDO, MESSAGE_HELP_REDO},
    {ACTION_SELECT_ALL, MESSAGE_KEY_ALL, MESSAGE_HELP_ALL},
    {ACTION_CUT, MESSAGE_KEY_CUT, MESSAGE_HELP_CUT},
    {ACTION_COPY, MESSAGE_KEY_COPY, MESSAGE_HELP_COPY},
    {ACTION_INSERT, MESSAGE_KEY_INSERT, MESSAGE_HELP_INSERT},
    {ACTION_MARK, MESSAGE_KEY_MARK, MESSAGE_HELP_MARK},
    {STAFF_ACTION_MENU, MESSAGE_KEY_MENU, MESSAGE_HELP_MENU},
    {ACTION_QUIT, MESSAGE_KEY_QUIT, MESSAGE_HELP_QUIT},
    {ACTION_NONE, 0, 0},
};

static const struct binding bindings[] = {
    {ACTION_UP, TERMINAL_KEY_UP, 0, EVERYWHERE, "↑ ↓", NULL, 0},
    {ACTION_DOWN, TERMINAL_KEY_DOWN, 0, EVERYWHERE, "↑ ↓", NULL, 0},
    {ACTION_TO_START, TERMINAL_KEY_LEFT, 0, EVERYWHERE, NULL, NULL, 0},
    {ACTION_TO_END, TERMINAL_KEY_RIGHT, 0, EVERYWHERE, NULL, NULL, 0},
    {ACTION_WORD_BACK, TERMINAL_KEY_LEFT, 0, IN_TYPED, NULL, NULL, TERMINAL_CONTROL},
    {ACTION_WORD_FORTH, TERMINAL_KEY_RIGHT, 0, IN_TYPED, NULL, NULL, TERMINAL_CONTROL},
    {ACTION_PAGE_UP, TERMINAL_KEY_PAGE_UP, 0, EVERYWHERE, NULL, NULL, 0},
    {ACTION_PAGE_DOWN, TERMINAL_KEY_PAGE_DOWN, 0, EVERYWHERE, NULL, NULL, 0},
    {ACTION_FIRST, TERMINAL_KEY_HOME, 0, IN_LIST | IN_TABLE, NULL, NULL, 0},
    {ACTION_LAST, TERMINAL_KEY_END, 0, IN_LIST | IN_TABLE, NULL, NULL, 0},
    {ACTION_LINE_START, TERMINAL_KEY_HOME, 0, IN_WRITING, NULL, NULL, 0},
    {ACTION_LINE_END, TERMINAL_KEY_END, 0, IN_WRITING, NULL, NULL, 0},
    {ACTION_FIRST, TERMINAL_KEY_HOME, 0, IN_WRITING, NULL, NULL, TERMINAL_CONTROL},
    {ACTION_LAST, TERMINAL_KEY_END, 0, IN_WRITING, NULL, NULL, TERMINAL_CONTROL},
    {ACTION_OPEN, TERMINAL_KEY_ENTER, 0, EVERYWHERE, "Enter", NULL, 0},
    {ACTION_ERASE, TERMINAL_KEY_BACKSPACE, 0, IN_TYPED, NULL, NULL, 0},
    {ACTION_ERASE_FORTH, TERMINAL_KEY_DELETE, 0, IN_TYPED, NULL, NULL, 0},
    {ACTION_NEXT_FIELD, TERMINAL_KEY_TAB, 0, EVERYWHERE, "Tab", NULL, 0},
    {ACTION_PREVIOUS_FIELD, TERMINAL_KEY_TAB, 0, EVERYWHERE, NULL, NULL, TERMINAL_SHIFT},
    {STAFF_ACTION_SAVE, TERMINAL_KEY_NONE, 's', IN_WRITING, "Strg-S", "Ctrl-S", TERMINAL_CONTROL},
    {ACTION_UNDO, TERMINAL_KEY_NONE, 'z', IN_WRITING, "Strg-Z", "Ctrl-Z", TERMINAL_CONTROL},
    {ACTION_REDO, TERMINAL_KEY_NONE, 'y', IN_WRITING, "Strg-Y", "Ctrl-Y", TERMINAL_CONTROL},
    {ACTION_SELECT_ALL, TERMINAL_KEY_NONE, 'a', IN_WRITING, "Strg-A", "Ctrl-A", TERMINAL_CONTROL},
    {ACTION_CUT, TERMINAL_KEY_NONE, 'x', IN_WRITING, "Strg-X", "Ctrl-X", TERMINAL_CONTROL},
    {ACTION_COPY, TERMINAL_KEY_NONE, 'c', IN_WRITING, "Strg-C", "Ctrl-C", TERMINAL_CONTROL},
    {ACTION_INSERT, TERMINAL_KEY_NONE, 'v', IN_WRITING, "Strg-V", "Ctrl-V", TERMINAL_CONTROL},
    {ACTION_MARK, TERMINAL_KEY_NONE, ' ', IN_TABLE, "Leer", "Space", 0},
    {STAFF_ACTION_HELP, TERMINAL_KEY_F1, 0, EVERYWHERE, "F1", NULL, 0},
    {STAFF_ACTION_FILTER, TERMINAL_KEY_F3, 0, IN_TABLE, "F3", NULL, 0},
    {STAFF_ACTION_NEW, TERMINAL_KEY_NONE, 'n', IN_TABLE, "Strg-N", "Ctrl-N", TERMINAL_CONTROL},
    {STAFF_ACTION_MENU, TERMINAL_KEY_F9, 0, EVERYWHERE, "F9", NULL, 0},
    {ACTION_BACK, TERMINAL_KEY_ESCAPE, 0, EVERYWHERE, "Esc", NULL, 0},
    {ACTION_BACK, TERMINAL_KEY_BACKSPACE, 0, IN_LIST, NULL, NULL, 0},
    {ACTION_QUIT, TERMINAL_KEY_F10, 0, EVERYWHERE, "F10", NULL, 0},
    {.action = ACTION_NONE},
};

static const int in_list[] = {ACTION_OPEN, ACTION_BACK, STAFF_ACTION_HELP, STAFF_ACTION_MENU, ACTION_QUIT, ACTION_NONE};
static const int in_table[] = {ACTION_OPEN,       ACTION_BACK,     STAFF_ACTION_HELP, STAFF_ACTION_FILTER,
                               STAFF_ACTION_NEW, STAFF_ACTION_MENU, ACTION_MARK,       ACTION_NONE};
static const int in_form[] = {STAFF_ACTION_SAVE, ACTION_BACK, STAFF_ACTION_HELP, ACTION_NEXT_FIELD, ACTION_UNDO,
                              ACTION_REDO,       STAFF_ACTION_MENU, ACTION_NONE};

static const struct key_context contexts[] = {
    [STAFF_CONTEXT_LIST] = {.footer = in_list},
    [STAFF_CONTEXT_TABLE] = {.footer = in_table, .typed = true},
    [STAFF_CONTEXT_FORM] = {.footer = in_form, .typed = true},
    {.footer = NULL},
};

static const int work_texts[WORK_TEXT_COUNT] = {
    [WORK_TEXT_NEEDED] = MESSAGE_NEEDED,     [WORK_TEXT_MISSING] = MESSAGE_MISSING,
    [WORK_TEXT_NO_DATE] = MESSAGE_NO_DATE,   [WORK_TEXT_ROOM] = MESSAGE_ROOM,
    [WORK_TEXT_FULL] = MESSAGE_FULL,         [WORK_TEXT_SELECTED] = MESSAGE_SELECTED,
    [WORK_TEXT_YES] = MESSAGE_YES,           [WORK_TEXT_NO] = MESSAGE_NO,
    [WORK_TEXT_UNKNOWN] = MESSAGE_UNKNOWN,   [WORK_TEXT_ADD] = MESSAGE_ADD,
    [WORK_TEXT_NUMBER] = MESSAGE_NUMBER,     [WORK_TEXT_POSITION] = MESSAGE_POSITION,
    [WORK_TEXT_MARKED] = MESSAGE_MARKED,     [WORK_TEXT_NOTHING] = MESSAGE_NOTHING,
    [WORK_TEXT_DROPPED] = MESSAGE_DROPPED,
    [WORK_TEXT_LEAVE] = MESSAGE_LEAVE_TITLE, [WORK_TEXT_UNSAVED] = MESSAGE_LEAVE_TEXT,
    [WORK_TEXT_STAY] = MESSAGE_LEAVE_STAY,   [WORK_TEXT_SAVE] = MESSAGE_LEAVE_SAVE,
    [WORK_TEXT_DISCARD] = MESSAGE_LEAVE_DISCARD,
};

// ---- policy ------------------------------------------------------------------------------------------------------

static struct program_bar bar(const struct view *view)
{
    const struct staff *staff = view->context;
    return (struct program_bar){.brand = "Kompass", .note = staff->person};
}

// The clock is asked here and nowhere else.
static void begin(struct loop *loop)
{
    struct staff *staff = loop->view.context;
    const struct local_time *pin = &staff->clock->pin;
    if (!staff->clock->pinned) {
        staff->now = clock_utc_seconds();
        return;
    }
    struct tm local = {.tm_year = pin->year - 1900, .tm_mon = pin->month - 1, .tm_mday = pin->day,
                       .tm_hour = pin->hour, .tm_min = pin->minute, .tm_isdst = -1};
    staff->now = mktime(&local);
}

void staff_begin(struct loop *loop)
{
    begin(loop);
    loop_open(loop, &screen_work, NULL);
}

static void open_once(struct loop *loop, const struct screen *screen)
{
    if (stack_top(&loop->stack)->screen != screen)
        loop_open(loop, screen, NULL);
}

static void speak_other(struct loop *loop)
{
    struct staff *staff = loop->view.context;
    staff->language = (staff->language + 1) % STAFF_LANGUAGES;
    staff_speak(staff, &loop->view);
    loop_set_language(loop, messages_language(loop->view.messages));
    loop_reload(loop);
}

static bool act(struct loop *loop, int action)
{
    switch (action) {
    case ACTION_QUIT:
        return !loop_may_close(loop, 0);
    case STAFF_ACTION_LANGUAGE:
        speak_other(loop);
        return true;
    case STAFF_ACTION_THEME:
        loop_set_theme(loop, (loop->view.theme + 1) % THEME_COUNT);
        return true;
    case STAFF_ACTION_SIZE:
        loop_set_text_size(loop, (loop->view.text_size + 1) % TEXT_SIZE_COUNT);
        return true;
    case STAFF_ACTION_HELP:
        open_once(loop, &screen_staff_help);
        return true;
    case STAFF_ACTION_MENU:
        open_once(loop, &screen_menu);
        return true;
    default:
        return true;
    }
}

static void back(struct loop *loop)
{
    if (loop->stack.depth > 1)
        stack_back(&loop->stack);
}

static void full(struct loop *loop)
{
    loop->view.saying = staff_text(&loop->view, MESSAGE_STACK_FULL);
}

static void reset(struct loop *loop)
{
    stack_cut(&loop->stack, 1);
}

static bool visiting(const struct loop *loop)
{
    return loop->stack.depth > 1;
}

const struct program staff_program = {
    .actions = actions,
    .bindings = bindings,
    .contexts = contexts,
    .texts =
        {
            [KIT_TEXT_TOO_SMALL] = MESSAGE_TOO_SMALL,
            [KIT_TEXT_NUMBER_GOES_ON] = MESSAGE_NUMBER_GOES_ON,
            [KIT_TEXT_SPACE] = MESSAGE_SPACE,
            [KIT_TEXT_ERASE] = MESSAGE_ERASE,
            [KIT_TEXT_DONE] = MESSAGE_DONE,
        },
    .work_texts = work_texts,
    .bar = bar,
    .begin = begin,
    .act = act,
    .back = back,
    .full = full,
    .reset = reset,
    .visiting = visiting,
};
