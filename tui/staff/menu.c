// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Everything that can be opened, and what concerns the program itself.
#include "tui/kit/list.h"
#include "tui/staff/screens.h"
#include "tui/staff/staff.h"

// One row leads to a page or, where that is NULL, asks for an action of the program's.
static const struct menu_row {
    enum staff_message group, text;
    const struct screen *screen;
    const char *argument; // of the screen; NULL: none
    enum staff_action action;
} menu_rows[] = {
    {.group = MESSAGE_MENU_GROUP_WORK, .text = MESSAGE_ALL_HISTORY_TITLE, .screen = &screen_history},
    {.group = MESSAGE_MENU_GROUP_WORK, .text = MESSAGE_BIN_TITLE, .screen = &screen_removed},
    {.group = MESSAGE_MENU_GROUP_WORK, .text = MESSAGE_PEOPLE_TITLE, .screen = &screen_people},
    {.group = MESSAGE_MENU_GROUP_WORK, .text = MESSAGE_LANGUAGES_TITLE, .screen = &screen_translated_languages},
    {.group = MESSAGE_MENU_GROUP_WORK, .text = MESSAGE_PROPOSALS_TITLE, .screen = &screen_proposals},
    {.group = MESSAGE_MENU_GROUP_WORK, .text = MESSAGE_PUBLISH_TITLE, .screen = &screen_publish},
    {.group = MESSAGE_MENU_GROUP_WORK, .text = MESSAGE_RELEASES_TITLE, .screen = &screen_releases},
    {.group = MESSAGE_MENU_GROUP_WORK, .text = MESSAGE_MENU_CLOSURE, .screen = &screen_closure, .argument = "+"},
    {.group = MESSAGE_MENU_GROUP_WORK, .text = MESSAGE_BROKEN_TITLE, .screen = &screen_broken_contacts},
    {.group = MESSAGE_MENU_GROUP_PROGRAM, .text = MESSAGE_HELP_TITLE, .screen = &screen_staff_help},
    {.group = MESSAGE_MENU_GROUP_PROGRAM, .text = MESSAGE_MENU_LANGUAGE, .action = STAFF_ACTION_LANGUAGE},
    {.group = MESSAGE_MENU_GROUP_PROGRAM, .text = MESSAGE_MENU_THEME, .action = STAFF_ACTION_THEME},
    {.group = MESSAGE_MENU_GROUP_PROGRAM, .text = MESSAGE_MENU_SIZE, .action = STAFF_ACTION_SIZE},
};

enum { ROWS = sizeof menu_rows / sizeof *menu_rows };

static const char *title(struct page *page)
{
    return staff_text(page->view, MESSAGE_MENU_TITLE);
}

// First the kinds of things, in the model's order, then what else there is.
static void layout(struct page *page)
{
    struct list_text texts[KIND_COUNT + ROWS] = {0};
    for (int kind = 0; kind < KIND_COUNT; kind++)
        texts[kind].title = staff_label(page->view, "kinds_", model_kind((enum kind)kind)->name);
    texts[0].group = staff_text(page->view, MESSAGE_MENU_GROUP_THINGS);
    for (size_t i = 0; i < ROWS; i++) {
        texts[KIND_COUNT + i].title = staff_text(page->view, menu_rows[i].text);
        if (i == 0 || menu_rows[i].group != menu_rows[i - 1].group)
            texts[KIND_COUNT + i].group = staff_text(page->view, menu_rows[i].group);
    }
    const struct list_shape shape = {.columns_max = 2, .column_least = 36, .numbered = true, .air = LIST_TIGHT};
    list_lay_out(page->state, &page->lines, page->view, texts, KIND_COUNT + ROWS, &shape, page->rows, page->columns);
}

static void paint(struct page *page, const struct canvas *canvas)
{
    list_paint(page->state, canvas);
}

static struct request open_row(size_t place)
{
    if (place < KIND_COUNT)
        return staff_open_page(&screen_things, "", model_kind((enum kind)place)->name);
    const struct menu_row *row = &menu_rows[place - KIND_COUNT];
    if (row->screen == NULL)
        return (struct request){.kind = REQUEST_ACTION, .action = (int)row->action};
    return staff_open_page(row->screen, "", row->argument == NULL ? "" : row->argument);
}

static struct request act(struct page *page, const struct input *input)
{
    struct list *list = page->state;
    enum list_result result = list_act(list, input);
    if (result == LIST_OPENED)
        return open_row(list->focus);
    return (struct request){.kind = result == LIST_IGNORED ? REQUEST_NONE : REQUEST_PAINT};
}

const struct screen screen_menu = {
    .name = "menu",
    .context = STAFF_CONTEXT_LIST,
    .state_size = sizeof(struct list),
    .title = title,
    .layout = layout,
    .paint = paint,
    .act = act,
};
