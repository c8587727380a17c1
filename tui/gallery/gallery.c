// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The gallery's tables of words, keys and policy; and its languages.
#include "tui/gallery/gallery.h"

#include <string.h>

// ---- languages ---------------------------------------------------------------------------------------------------

static const struct message_source sources[] = {
#define GALLERY_WORD(name, word) [MESSAGE_##name] = {.key = word},
    GALLERY_WORDS(GALLERY_WORD)
#undef GALLERY_WORD
};
static const struct message_set set = {.program = "gallery", .messages = sources, .count = MESSAGE_COUNT};
static const char *const tags[GALLERY_LANGUAGES] = {"de", "en", "ar"};

static const struct gallery_content *content_of(const char *tag)
{
    for (const struct gallery_content *content = gallery_contents; content->tag != NULL; content++)
        if (strcmp(content->tag, tag) == 0)
            return content;
    return NULL;
}

enum status gallery_open(struct gallery *gallery, const char *folder, const char *tag, struct problem *problem)
{
    *gallery = (struct gallery){.content = content_of(tag)};
    enum status status = STATUS_OK;
    if (gallery->content == NULL)
        return problem_set(problem, STATUS_NOT_FOUND, tag, "use de, ar, uk, ti or mixed", "there is no content in it");
    for (int i = 0; i < GALLERY_LANGUAGES && status == STATUS_OK; i++)
        status = messages_open(&gallery->messages[i], &set, folder, language_by_tag(tags[i]), problem);
    if (status != STATUS_OK)
        gallery_close(gallery);
    return status;
}

void gallery_close(struct gallery *gallery)
{
    for (int i = 0; i < GALLERY_LANGUAGES; i++)
        messages_close(&gallery->messages[i]);
}

enum text_direction gallery_direction(const struct gallery *gallery)
{
    const struct language *language = language_by_tag(gallery->content->tag);
    return language == NULL ? TEXT_LEFT_TO_RIGHT : language->direction;
}

void gallery_speak(struct gallery *gallery, struct view *view)
{
    int spoken = 1;
    for (int i = 0; i < GALLERY_LANGUAGES; i++)
        if (strcmp(tags[i], gallery->content->tag) == 0)
            spoken = i;
    view->messages = gallery->messages[spoken];
    view->direction = messages_language(view->messages)->direction;
}

// ---- what can be done --------------------------------------------------------------------------------------------

enum {
    IN_LIST = IN_CONTEXT(GALLERY_CONTEXT_LIST),
    IN_EDITOR = IN_CONTEXT(GALLERY_CONTEXT_EDITOR),
    IN_FORM = IN_CONTEXT(GALLERY_CONTEXT_FORM),
    IN_TABLE = IN_CONTEXT(GALLERY_CONTEXT_TABLE),
    IN_WRITING = IN_EDITOR | IN_FORM,
    EVERYWHERE = IN_LIST | IN_WRITING | IN_TABLE,
};

static const struct action_words actions[] = {
    {ACTION_OPEN, MESSAGE_KEY_OPEN, MESSAGE_KEY_OPEN},
    {ACTION_BACK, MESSAGE_KEY_BACK, MESSAGE_KEY_BACK},
    {ACTION_QUIT, MESSAGE_KEY_QUIT, MESSAGE_KEY_QUIT},
    {ACTION_DOWN, MESSAGE_KEY_MOVE, MESSAGE_KEY_MOVE},
    {ACTION_NEXT_FIELD, MESSAGE_KEY_NEXT, MESSAGE_KEY_NEXT},
    {ACTION_UNDO, MESSAGE_KEY_UNDO, MESSAGE_KEY_UNDO},
    {ACTION_REDO, MESSAGE_KEY_REDO, MESSAGE_KEY_REDO},
    {ACTION_SELECT_ALL, MESSAGE_KEY_ALL, MESSAGE_KEY_ALL},
    {ACTION_CUT, MESSAGE_KEY_CUT, MESSAGE_KEY_CUT},
    {ACTION_COPY, MESSAGE_KEY_COPY, MESSAGE_KEY_COPY},
    {ACTION_INSERT, MESSAGE_KEY_INSERT, MESSAGE_KEY_INSERT},
    {ACTION_MARK, MESSAGE_KEY_MARK, MESSAGE_KEY_MARK},
    {GALLERY_ACTION_FILTER, MESSAGE_KEY_FILTER, MESSAGE_KEY_FILTER},
    {GALLERY_ACTION_SAVE, MESSAGE_KEY_SAVE, MESSAGE_KEY_SAVE},
    {GALLERY_ACTION_LANGUAGE, MESSAGE_KEY_LANGUAGE, MESSAGE_KEY_LANGUAGE},
    {GALLERY_ACTION_THEME, MESSAGE_KEY_THEME, MESSAGE_KEY_THEME},
    {GALLERY_ACTION_SIZE, MESSAGE_KEY_SIZE, MESSAGE_KEY_SIZE},
    {ACTION_NONE, 0, 0},
};

static const struct binding bindings[] = {
    {ACTION_UP, TERMINAL_KEY_UP, 0, EVERYWHERE, "↑ ↓", NULL, 0},
    {ACTION_DOWN, TERMINAL_KEY_DOWN, 0, EVERYWHERE, "↑ ↓", NULL, 0},
    {ACTION_TO_START, TERMINAL_KEY_LEFT, 0, EVERYWHERE, NULL, NULL, 0},
    {ACTION_TO_END, TERMINAL_KEY_RIGHT, 0, EVERYWHERE, NULL, NULL, 0},
    {ACTION_WORD_BACK, TERMINAL_KEY_LEFT, 0, IN_WRITING | IN_TABLE, NULL, NULL, TERMINAL_CONTROL},
    {ACTION_WORD_FORTH, TERMINAL_KEY_RIGHT, 0, IN_WRITING | IN_TABLE, NULL, NULL, TERMINAL_CONTROL},
    {ACTION_PAGE_UP, TERMINAL_KEY_PAGE_UP, 0, EVERYWHERE, NULL, NULL, 0},
    {ACTION_PAGE_DOWN, TERMINAL_KEY_PAGE_DOWN, 0, EVERYWHERE, NULL, NULL, 0},
    {ACTION_FIRST, TERMINAL_KEY_HOME, 0, IN_LIST | IN_TABLE, NULL, NULL, 0},
    {ACTION_LAST, TERMINAL_KEY_END, 0, IN_LIST | IN_TABLE, NULL, NULL, 0},
    {ACTION_LINE_START, TERMINAL_KEY_HOME, 0, IN_WRITING, NULL, NULL, 0},
    {ACTION_LINE_END, TERMINAL_KEY_END, 0, IN_WRITING, NULL, NULL, 0},
    {ACTION_FIRST, TERMINAL_KEY_HOME, 0, IN_WRITING, NULL, NULL, TERMINAL_CONTROL},
    {ACTION_LAST, TERMINAL_KEY_END, 0, IN_WRITING, NULL, NULL, TERMINAL_CONTROL},
    {ACTION_OPEN, TERMINAL_KEY_ENTER, 0, EVERYWHERE, "Enter", NULL, 0},
    {ACTION_ERASE, TERMINAL_KEY_BACKSPACE, 0, IN_WRITING | IN_TABLE, NULL, NULL, 0},
    {ACTION_ERASE_FORTH, TERMINAL_KEY_DELETE, 0, IN_WRITING | IN_TABLE, NULL, NULL, 0},
    {ACTION_NEXT_FIELD, TERMINAL_KEY_TAB, 0, EVERYWHERE, "Tab", NULL, 0},
    {ACTION_PREVIOUS_FIELD, TERMINAL_KEY_TAB, 0, EVERYWHERE, NULL, NULL, TERMINAL_SHIFT},
    {ACTION_UNDO, TERMINAL_KEY_NONE, 'z', IN_WRITING, "Strg-Z", "Ctrl-Z", TERMINAL_CONTROL},
    {ACTION_REDO, TERMINAL_KEY_NONE, 'y', IN_WRITING, "Strg-Y", "Ctrl-Y", TERMINAL_CONTROL},
    {ACTION_SELECT_ALL, TERMINAL_KEY_NONE, 'a', IN_WRITING, "Strg-A", "Ctrl-A", TERMINAL_CONTROL},
    {ACTION_CUT, TERMINAL_KEY_NONE, 'x', IN_WRITING, "Strg-X", "Ctrl-X", TERMINAL_CONTROL},
    {ACTION_COPY, TERMINAL_KEY_NONE, 'c', IN_WRITING, "Strg-C", "Ctrl-C", TERMINAL_CONTROL},
    {ACTION_INSERT, TERMINAL_KEY_NONE, 'v', IN_WRITING, "Strg-V", "Ctrl-V", TERMINAL_CONTROL},
    {ACTION_MARK, TERMINAL_KEY_NONE, ' ', IN_TABLE, "Leer", "Space", 0},
    {GALLERY_ACTION_FILTER, TERMINAL_KEY_F3, 0, IN_TABLE, "F3", NULL, 0},
    {GALLERY_ACTION_SAVE, TERMINAL_KEY_F8, 0, IN_WRITING, "F8", NULL, 0},
    {ACTION_BACK, TERMINAL_KEY_ESCAPE, 0, EVERYWHERE, "Esc", NULL, 0},
    {GALLERY_ACTION_LANGUAGE, TERMINAL_KEY_F2, 0, EVERYWHERE, "F2", NULL, 0},
    {GALLERY_ACTION_THEME, TERMINAL_KEY_F5, 0, EVERYWHERE, "F5", NULL, 0},
    {GALLERY_ACTION_SIZE, TERMINAL_KEY_F6, 0, EVERYWHERE, "F6", NULL, 0},
    {ACTION_QUIT, TERMINAL_KEY_F10, 0, EVERYWHERE, "F10", NULL, 0},
    {.action = ACTION_NONE},
};

// All footers have as many keys, so that each key has its place.
static const int in_list[] = {ACTION_OPEN, ACTION_BACK, GALLERY_ACTION_LANGUAGE, ACTION_QUIT, ACTION_DOWN,
                              GALLERY_ACTION_THEME, GALLERY_ACTION_SIZE, ACTION_NONE};
static const int in_editor[] = {GALLERY_ACTION_SAVE, ACTION_BACK, GALLERY_ACTION_LANGUAGE, ACTION_QUIT, ACTION_UNDO,
                                ACTION_REDO, ACTION_SELECT_ALL, ACTION_NONE};
static const int in_form[] = {GALLERY_ACTION_SAVE, ACTION_BACK, GALLERY_ACTION_LANGUAGE, ACTION_QUIT, ACTION_NEXT_FIELD,
                              ACTION_UNDO, ACTION_REDO, ACTION_NONE};
static const int in_table[] = {ACTION_OPEN, ACTION_BACK, GALLERY_ACTION_LANGUAGE, ACTION_QUIT, GALLERY_ACTION_FILTER,
                               ACTION_MARK, ACTION_DOWN, ACTION_NONE};

static const struct key_context contexts[] = {
    [GALLERY_CONTEXT_LIST] = {.footer = in_list},
    [GALLERY_CONTEXT_EDITOR] = {.footer = in_editor, .typed = true},
    [GALLERY_CONTEXT_FORM] = {.footer = in_form, .typed = true},
    [GALLERY_CONTEXT_TABLE] = {.footer = in_table, .typed = true},
    {.footer = NULL},
};

static const int work_texts[WORK_TEXT_COUNT] = {
    [WORK_TEXT_NEEDED] = MESSAGE_NEEDED,     [WORK_TEXT_MISSING] = MESSAGE_MISSING,
    [WORK_TEXT_NO_DATE] = MESSAGE_NO_DATE,   [WORK_TEXT_ROOM] = MESSAGE_ROOM,
    [WORK_TEXT_FULL] = MESSAGE_FULL,         [WORK_TEXT_SELECTED] = MESSAGE_SELECTED,
    [WORK_TEXT_DROPPED] = MESSAGE_DROPPED,
    [WORK_TEXT_YES] = MESSAGE_YES,           [WORK_TEXT_NO] = MESSAGE_NO,
    [WORK_TEXT_UNKNOWN] = MESSAGE_UNKNOWN,   [WORK_TEXT_ADD] = MESSAGE_ADD,
    [WORK_TEXT_NUMBER] = MESSAGE_NUMBER,     [WORK_TEXT_POSITION] = MESSAGE_POSITION,
    [WORK_TEXT_MARKED] = MESSAGE_MARKED,     [WORK_TEXT_NOTHING] = MESSAGE_NOTHING,
    [WORK_TEXT_LEAVE] = MESSAGE_LEAVE_TITLE, [WORK_TEXT_UNSAVED] = MESSAGE_LEAVE_TEXT,
    [WORK_TEXT_STAY] = MESSAGE_LEAVE_STAY,   [WORK_TEXT_SAVE] = MESSAGE_LEAVE_SAVE,
    [WORK_TEXT_DISCARD] = MESSAGE_LEAVE_DISCARD,
};

// ---- policy ------------------------------------------------------------------------------------------------------

static struct program_bar bar(const struct view *view)
{
    const struct gallery *gallery = view->context;
    return (struct program_bar){.brand = "Kompass", .note = gallery->content->tag};
}

static void speak_next(struct loop *loop)
{
    struct gallery *gallery = loop->view.context;
    gallery->content = gallery->content[1].tag == NULL ? gallery_contents : gallery->content + 1;
    gallery_speak(gallery, &loop->view);
    loop_reload(loop);
}

static bool act(struct loop *loop, int action)
{
    switch (action) {
    case ACTION_QUIT:
        return !loop_may_close(loop, 0);
    case GALLERY_ACTION_LANGUAGE:
        speak_next(loop);
        return true;
    case GALLERY_ACTION_THEME:
        loop_set_theme(loop, (loop->view.theme + 1) % THEME_COUNT);
        return true;
    case GALLERY_ACTION_SIZE:
        loop_set_text_size(loop, (loop->view.text_size + 1) % TEXT_SIZE_COUNT);
        return true;
    default:
        return true;
    }
}

static void back(struct loop *loop)
{
    stack_back(&loop->stack);
}

static void full(struct loop *loop)
{
    (void)loop; // no page of the gallery opens a third
}

static void reset(struct loop *loop)
{
    stack_cut(&loop->stack, 1);
}

static bool visiting(const struct loop *loop)
{
    return loop->stack.depth > 1;
}

const struct program gallery_program = {
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
    .act = act,
    .back = back,
    .full = full,
    .reset = reset,
    .visiting = visiting,
};
