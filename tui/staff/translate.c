// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Translating, one text after the other: each is handed out by the queue (core/translation/queue.h), so that nobody else gets it
// meanwhile. What is typed is kept in the sheet of the thing, and with it in the draft.
#include "tui/staff/translate.h"

#include "core/translation/apply.h"
#include "tui/kit/leaving.h"
#include "tui/staff/problem_words.h"
#include "tui/staff/screens.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BEFORE_MAX = 64 }; // texts that one can go back to

struct translate_page {
    struct translation_sheet sheet;
    struct sheet own;    // of the thing, for the draft; not open where a page below has one of it
    struct sheet *draft; // that one or the other; NULL: no text is open
    struct leaving leaving;
    struct asking lost; // whether to keep words of a thing that is gone
    struct translation_task before[BEFORE_MAX];
    size_t before_count;
    const char *problem; // why there is nothing to translate, in `words`; NULL: there is
    struct arena words;
    bool opened;
};

static struct change_author author_of(const struct page *page, enum staff_message reason)
{
    struct change_author author = staff_author(staff_of(page), reason == MESSAGE_COUNT ? "" : staff_text(page->view, reason));
    author.door = DOOR_TRANSLATION;
    return author;
}

// ---- a text is opened and left ------------------------------------------------------------------------------------

static const char *path_of(struct arena *arena, const struct translation_sheet *sheet)
{
    return record_text_path(arena, sheet->queue.language->tag, sheet->task.model->name);
}

static const char *stored(const struct translation_sheet *sheet)
{
    return sheet->pair.own == NULL ? "" : sheet->pair.own;
}

// What is said when somebody else wrote or removed it meanwhile.
static enum staff_message conflict(const char *meanwhile)
{
    return meanwhile[0] == '\0' ? MESSAGE_TRANSLATE_REMOVED : MESSAGE_TRANSLATE_CONFLICT;
}

static bool is_changed(const struct translate_page *translating)
{
    return translating->draft != NULL && strcmp(translating->sheet.own.edit.text, stored(&translating->sheet)) != 0;
}

// The sheet of the thing: that of a page below, or one of our own, with what was typed before and not saved.
static enum status open_draft(struct page *page, struct problem *problem)
{
    struct translate_page *translating = page->state;
    struct staff *staff = staff_of(page);
    const char *thing = translating->sheet.task.thing;
    for (struct sheet *sheet = staff->sheet; sheet != NULL && translating->draft == NULL; sheet = sheet->below)
        if (strcmp(sheet_id(sheet), thing) == 0)
            translating->draft = sheet;
    if (translating->draft != NULL) {
        translating->draft->translated = translating->sheet.queue.language;
        return STATUS_OK;
    }
    enum status status = STATUS_NOT_FOUND;
    if (staff->drafts != NULL)
        status = drafts_read(staff->drafts, staff->person, thing, &translating->own, problem);
    if (status != STATUS_OK)
        status = sheet_open(&translating->own, staff->editorial, thing, problem);
    if (status != STATUS_OK)
        return status;
    translating->own.below = staff->sheet;
    translating->own.translated = translating->sheet.queue.language; // others see that in the next pause
    staff->sheet = translating->draft = &translating->own;
    return STATUS_OK;
}

// What is typed stays in the draft.
static void close_draft(struct page *page)
{
    struct translate_page *translating = page->state;
    struct staff *staff = staff_of(page);
    staff_keep_drafts(staff);
    translating->draft->translated = NULL;
    if (translating->draft == &translating->own) {
        staff->sheet = translating->own.below;
        sheet_close(&translating->own);
        translating->own = (struct sheet){0};
    }
    translating->draft = NULL;
}

// The text that is open as it is stored is what the draft goes on from; what else is in the draft stays, and is still of the thing as it
// was when that was written.
static void see_stored(struct page *page)
{
    struct translate_page *translating = page->state;
    struct staff *staff = staff_of(page);
    struct sheet fresh;
    struct problem ignored;
    if (translating->draft == NULL || sheet_open(&fresh, staff->editorial, translating->sheet.task.thing, &ignored) != STATUS_OK)
        return;
    const char *path = path_of(&page->data, &translating->sheet);
    sheet_see(translating->draft, path, sheet_get(&fresh, path));
    sheet_close(&fresh);
}

// Takes the text that is open out of the draft, as it was saved or thrown away.
static void settle_draft(struct page *page)
{
    const struct translate_page *translating = page->state;
    struct staff *staff = staff_of(page);
    struct problem ignored;
    see_stored(page);
    if (translating->draft != &translating->own) { // of the record that is open below: where nothing else is changed it goes on from now
        sheet_catch_up(translating->draft, staff->editorial, &ignored);
        return;
    }
    sheet_set_focus(translating->draft, NULL, 0);
    if (!sheet_changed(translating->draft) && staff->drafts != NULL)
        drafts_drop(staff->drafts, staff->person, translating->sheet.task.thing, &ignored);
}

// What the reader had typed of this text and not saved; NULL: nothing. What others wrote since *then is not his to take back.
static const char *typed_words(struct page *page, const char **then)
{
    struct translate_page *translating = page->state;
    struct translation_sheet *sheet = &translating->sheet;
    struct sheet *draft = translating->draft;
    const char *path = path_of(&page->data, sheet);
    *then = NULL;
    if (!sheet_field_changed(draft, path)) {
        see_stored(page);
        return NULL;
    }
    json_t *opened = draft->opened == NULL ? NULL : record_at(draft->opened, path);
    *then = arena_copy_text(&page->data, opened == NULL ? "" : json_string_value(json_object_get(opened, "text")));
    return sheet_words(draft, sheet->queue.language->tag, sheet->task.model->name);
}

// Shows the text of the task, which the reader holds.
static void open_text(struct page *page)
{
    struct translate_page *translating = page->state;
    struct translation_sheet *sheet = &translating->sheet;
    struct problem problem;
    const char *words = NULL, *then = NULL;
    if (sheet->task.thing[0] == '\0')
        return;
    if (open_draft(page, &problem) == STATUS_OK)
        words = typed_words(page, &then);
    if (translation_sheet_read(sheet, page->view, words, &problem) != STATUS_OK)
        staff_say_problem(page->view, &problem);
    if (translating->draft == NULL)
        return;
    if (translating->draft->focus != NULL && strcmp(translating->draft->focus, path_of(&page->data, sheet)) == 0)
        edit_place(&sheet->own.edit, translating->draft->cursor, false);
    if (words != NULL && strcmp(then, stored(sheet)) != 0 && is_changed(translating))
        staff_say(page->view, message_format(page->view->messages, &page->lines, conflict(stored(sheet)),
                                             (const char *[]){stored(sheet), NULL}));
    else if (is_changed(translating))
        staff_say(page->view, staff_text(page->view, MESSAGE_RECORD_RESUMED));
    else
        sheet_set_focus(translating->draft, path_of(&page->data, sheet), sheet->own.edit.cursor);
}

static void push_before(struct translate_page *translating, const struct translation_task *task)
{
    if (translating->before_count == BEFORE_MAX)
        memmove(translating->before, translating->before + 1, --translating->before_count * sizeof *translating->before);
    translating->before[translating->before_count++] = *task;
}

// The next text; what is open is left. Without one the page stays, and says so.
static struct request go_on(struct page *page)
{
    struct translate_page *translating = page->state;
    struct translation_sheet *sheet = &translating->sheet;
    struct change_author author = author_of(page, MESSAGE_COUNT);
    struct translation_task after = sheet->task;
    struct problem problem;
    size_t held;
    if (translating->draft != NULL)
        close_draft(page);
    enum status status = translation_queue_next(&sheet->queue, &author, &after, &sheet->task, &held, &problem);
    if (status == STATUS_OK && after.thing[0] != '\0')
        push_before(translating, &after);
    translating->problem = NULL;
    if (status == STATUS_NOT_FOUND) {
        if (after.thing[0] != '\0') {
            push_before(translating, &after);
            translation_queue_release(&sheet->queue, &author, &after, &problem);
        }
        sheet->task = (struct translation_task){.thing = ""};
        translating->problem = held == 0 ? staff_text(page->view, MESSAGE_TRANSLATE_NOTHING)
                                         : message_count(page->view->messages, &translating->words, MESSAGE_TRANSLATE_HELD, (long)held, NULL);
    } else if (status != STATUS_OK) {
        staff_say_problem(page->view, &problem);
    }
    open_text(page);
    return (struct request){.kind = REQUEST_LAYOUT};
}

// A text that the reader chose, if nobody else works on it.
static bool open_chosen(struct page *page, const struct translation_task *task)
{
    struct translate_page *translating = page->state;
    struct translation_sheet *sheet = &translating->sheet;
    struct change_author author = author_of(page, MESSAGE_COUNT);
    struct problem problem;
    struct lease *other = NULL;
    enum status status = translation_queue_take(&sheet->queue, &author, &sheet->task, task, &page->data, &other, &problem);
    if (status != STATUS_OK)
        staff_say_problem(page->view, &problem);
    else if (other != NULL)
        staff_say(page->view, message_format(page->view->messages, &page->data, MESSAGE_REFUSED_LOCKED, (const char *[]){other->holder, NULL}));
    if (status != STATUS_OK || other != NULL)
        return false;
    if (translating->draft != NULL)
        close_draft(page);
    sheet->task = *task;
    translating->problem = NULL;
    open_text(page);
    return true;
}

static struct request go_back(struct page *page)
{
    struct translate_page *translating = page->state;
    if (translating->before_count == 0) {
        staff_say(page->view, staff_text(page->view, MESSAGE_TRANSLATE_NO_BEFORE));
        return (struct request){.kind = REQUEST_PAINT};
    }
    if (open_chosen(page, &translating->before[translating->before_count - 1]))
        translating->before_count--;
    return (struct request){.kind = REQUEST_LAYOUT};
}

// ---- opening ------------------------------------------------------------------------------------------------------

// The text of the thing at which the reader left off.
static bool find_left_off(struct page *page, const struct translation_queue *queue, const char *thing, struct translation_task *task)
{
    const struct staff *staff = staff_of(page);
    struct sheet draft = {0};
    struct problem ignored;
    if (staff->drafts == NULL || drafts_read(staff->drafts, staff->person, thing, &draft, &ignored) != STATUS_OK)
        return false;
    const char *language, *field;
    bool ours = draft.focus != NULL && record_path_text(&page->data, draft.focus, &language, &field) &&
                strcmp(language, queue->language->tag) == 0;
    size_t wish = ours ? translation_list_find(queue->list, thing, field) : TRANSLATION_NOWHERE;
    sheet_close(&draft);
    if (wish == TRANSLATION_NOWHERE)
        return false;
    *task = (struct translation_task){.model = queue->list->wishes[wish].model};
    snprintf(task->thing, sizeof task->thing, "%s", thing);
    return true;
}

// The first text of the thing that there is something to do about; without one the first that is wanted.
static bool find_text(const struct translation_queue *queue, const char *thing, struct translation_task *task)
{
    const struct translation_list *list = queue->list;
    for (int current = 0; current < 2; current++) {
        for (size_t i = 0; i < list->wish_count; i++) {
            enum translation_state state = translation_list_state(list, queue->language, i);
            if (strcmp(list->things[list->wishes[i].thing].id, thing) != 0 || state == TRANSLATION_UNWANTED ||
                (state == TRANSLATION_CURRENT && current == 0))
                continue;
            *task = (struct translation_task){.model = list->wishes[i].model};
            snprintf(task->thing, sizeof task->thing, "%s", thing);
            return true;
        }
    }
    return false;
}

static void narrow(struct translation_queue *queue, char what, const char *id)
{
    if (what == TRANSLATE_STATE && id[0] >= '0' && id[0] < '0' + TRANSLATION_STATES)
        queue->filter.states = 1u << (id[0] - '0');
    if (what == TRANSLATE_KIND)
        queue->filter.kind = model_kind_of(id);
    if (what == TRANSLATE_AREA)
        translation_queue_limit(queue, id);
}

static void load(struct page *page)
{
    struct translate_page *translating = page->state;
    struct translation_sheet *sheet = &translating->sheet;
    const struct staff *staff = staff_of(page);
    const char *argument = page->argument.id;
    const struct language *language = translate_language(argument);
    struct translation_task chosen;
    struct problem problem;
    char what = argument[0] == '\0' ? '\0' : argument[TRANSLATE_LANGUAGE_BYTES];
    const char *id = what == '\0' ? "" : argument + TRANSLATE_LANGUAGE_BYTES + 1;
    if (translating->lost.open)
        translate_ask_lost(page, language, id, &translating->lost); // in another language
    if (translating->opened || language == NULL)
        return;
    translating->opened = true;
    if (!rights_to_translate(staff->rights, language->tag)) {
        translating->problem = staff_text(page->view, MESSAGE_LANGUAGES_NONE);
        return;
    }
    if (translation_queue_open(&sheet->queue, staff->editorial, language, &problem) != STATUS_OK ||
        translation_checker_open(&sheet->checker, staff->editorial, language, &problem) != STATUS_OK) {
        translating->problem = problem_words(&translating->words, page->view, &problem);
        return;
    }
    narrow(&sheet->queue, what, id);
    if (what == TRANSLATE_THING &&
        (find_left_off(page, &sheet->queue, id, &chosen) || find_text(&sheet->queue, id, &chosen)))
        open_chosen(page, &chosen);
    else if (what != TRANSLATE_THING || !translate_ask_lost(page, language, id, &translating->lost))
        go_on(page);
}

static const char *title(struct page *page)
{
    const struct language *language = translate_language(page->argument.id);
    return language == NULL ? staff_text(page->view, MESSAGE_LANGUAGES_TITLE)
                            : translate_language_name(page->view, &page->data, language);
}

static void layout(struct page *page)
{
    struct translate_page *translating = page->state;
    if (translating->draft != NULL)
        translation_sheet_lay_out(&translating->sheet, page->rows, page->columns);
}

static void paint(struct page *page, const struct canvas *canvas)
{
    struct translate_page *translating = page->state;
    if (translating->draft == NULL)
        canvas_text(canvas, 0, 0, canvas->columns, translating->problem == NULL ? "" : translating->problem, ROLE_NOTICE);
    else
        translation_sheet_paint(&translating->sheet, page->view, canvas);
    asking_paint(&translating->lost, page->view, canvas);
    leaving_paint(&translating->leaving, page->view, canvas);
}

// ---- saving -------------------------------------------------------------------------------------------------------

// What is said of what was not saved; what stands there meanwhile is seen from then on.
static void say_refusal(struct page *page, const struct translation_outcome *outcome)
{
    static const enum staff_message messages[TRANSLATION_RESULTS] = {
        [TRANSLATION_CONFLICT] = MESSAGE_TRANSLATE_CONFLICT, [TRANSLATION_SOURCE_CHANGED] = MESSAGE_TRANSLATE_SOURCE_CHANGED,
        [TRANSLATION_LOCKED] = MESSAGE_REFUSED_LOCKED,       [TRANSLATION_FORBIDDEN] = MESSAGE_SAVED_FORBIDDEN,
        [TRANSLATION_INVALID] = MESSAGE_TRANSLATE_INVALID,   [TRANSLATION_GONE] = MESSAGE_TRANSLATE_GONE,
    };
    struct translate_page *translating = page->state;
    struct translation_sheet *sheet = &translating->sheet;
    const char *why = outcome->why == NULL ? "" : outcome->why;
    struct problem problem;
    if (outcome->result == TRANSLATION_CONFLICT || outcome->result == TRANSLATION_SOURCE_CHANGED) {
        const char *words = arena_copy_text(&page->data, sheet->own.edit.text);
        if (translation_sheet_read(sheet, page->view, words, &problem) == STATUS_OK)
            why = stored(sheet);
    }
    enum staff_message message = outcome->result == TRANSLATION_CONFLICT ? conflict(why) : messages[outcome->result];
    staff_say(page->view, message_format(page->view->messages, &page->data, message, (const char *[]){why, NULL}));
}

static void line_feeds_to_blanks(char *text)
{
    for (; (text = strchr(text, '\n')) != NULL;)
        *text = ' ';
}

// Puts the text in. True when it is as it was meant to be.
static bool put_in(struct page *page, enum translation_act act, bool reviewed, enum staff_message reason)
{
    struct translate_page *translating = page->state;
    struct translation_sheet *sheet = &translating->sheet;
    struct staff *staff = staff_of(page);
    struct change_author author = author_of(page, reason);
    struct translation_outcome outcome;
    struct problem problem;
    char *words = arena_copy_text(&page->data, sheet->own.edit.text);
    const struct local_time today = page->view->tick.now;
    if (sheet->task.model->form == MODEL_LINE)
        line_feeds_to_blanks(words);
    const struct translation_item item = {
        .thing = sheet->task.thing, .field = sheet->task.model->name, .language = sheet->queue.language->tag, .act = act,
        .source_hash = sheet->pair.german_hash, .seen = sheet->pair.own, .text = words, .reviewed = reviewed,
    };
    const char *day = arena_format(&page->data, "%04d-%02d-%02d", today.year, today.month, today.day);
    if (translation_apply(staff->editorial, &author, day, &item, 1, &page->data, &outcome, &problem) != STATUS_OK) {
        staff_say(page->view, message_format(page->view->messages, &page->data, MESSAGE_SAVED_FAILED,
                                     (const char *[]){problem_words(&page->data, page->view, &problem), NULL}));
        return false;
    }
    if (outcome.result != TRANSLATION_APPLIED && outcome.result != TRANSLATION_AS_IT_WAS) {
        say_refusal(page, &outcome);
        return false;
    }
    enum translation_state state;
    translation_queue_look(&sheet->queue, &sheet->task, &state, &problem);
    staff_say(page->view, staff_text(page->view, outcome.result == TRANSLATION_APPLIED ? MESSAGE_SAVED : MESSAGE_SAVED_NOTHING));
    return true;
}

static struct request save(struct page *page, bool reviewed)
{
    struct translate_page *translating = page->state;
    const struct translation_sheet *sheet = &translating->sheet;
    bool same = !is_changed(translating);
    if (strspn(sheet->own.edit.text, " \n") == sheet->own.edit.length) {
        staff_say(page->view, staff_text(page->view, MESSAGE_TRANSLATE_EMPTY));
        return (struct request){.kind = REQUEST_PAINT};
    }
    enum translation_act how = reviewed && same ? TRANSLATION_READ : TRANSLATION_WRITE;
    if (!put_in(page, how, reviewed, reviewed ? MESSAGE_TRANSLATE_REASON_READ : MESSAGE_COUNT))
        return (struct request){.kind = REQUEST_LAYOUT};
    settle_draft(page);
    return go_on(page);
}

static struct request say_same(struct page *page)
{
    const struct translate_page *translating = page->state;
    if (translating->sheet.pair.state != TRANSLATION_OUTDATED) {
        staff_say(page->view, staff_text(page->view, MESSAGE_TRANSLATE_NOT_OUTDATED));
        return (struct request){.kind = REQUEST_PAINT};
    }
    if (is_changed(translating))
        return save(page, false);
    if (!put_in(page, TRANSLATION_SAME_MEANING, false, MESSAGE_TRANSLATE_REASON_SAME))
        return (struct request){.kind = REQUEST_LAYOUT};
    settle_draft(page);
    return go_on(page);
}

// ---- acting -------------------------------------------------------------------------------------------------------

// The box that the keys are in, and where it stands is the sheet's.
static struct request write_words(struct page *page, const struct input *input)
{
    struct translate_page *translating = page->state;
    struct translation_sheet *sheet = &translating->sheet;
    if (sheet->on_german) {
        static const int moves[] = {ACTION_UP, ACTION_DOWN, ACTION_TO_START, ACTION_TO_END, ACTION_PAGE_UP, ACTION_PAGE_DOWN,
                                    ACTION_FIRST, ACTION_LAST, ACTION_WORD_BACK, ACTION_WORD_FORTH, ACTION_LINE_START,
                                    ACTION_LINE_END, ACTION_COPY, ACTION_SELECT_ALL};
        bool moving = false;
        for (size_t i = 0; i < sizeof moves / sizeof *moves; i++)
            moving = moving || input->action == moves[i];
        enum editor_result result = moving ? editor_act(&sheet->german, page->view, input) : EDITOR_IGNORED;
        return (struct request){.kind = result == EDITOR_IGNORED ? REQUEST_NONE : REQUEST_PAINT};
    }
    if (input->action == ACTION_POINT || (input->action == ACTION_OPEN && sheet->task.model->form == MODEL_LINE))
        return (struct request){.kind = REQUEST_NONE};
    enum editor_result result = editor_act(&sheet->own, page->view, input);
    if (result == EDITOR_CHANGED) {
        sheet_set_words(translating->draft, sheet->queue.language->tag, sheet->task.model->name, sheet->own.edit.text);
        translation_sheet_check(sheet);
    }
    sheet_set_focus(translating->draft, path_of(&page->data, sheet), sheet->own.edit.cursor);
    return (struct request){.kind = result == EDITOR_IGNORED ? REQUEST_NONE : REQUEST_PAINT};
}

static struct request act(struct page *page, const struct input *input)
{
    struct translate_page *translating = page->state;
    if (translating->leaving.asked) {
        bool wants_saving;
        struct request request = leaving_act(&translating->leaving, page, input, &wants_saving);
        return wants_saving ? save(page, false) : request;
    }
    if (translating->lost.open)
        return translate_answer_lost(page, page->argument.id + TRANSLATE_LANGUAGE_BYTES + 1, &translating->lost, input);
    if (input->action == STAFF_ACTION_BEFORE)
        return go_back(page);
    if (translating->draft == NULL)
        return (struct request){.kind = REQUEST_NONE};
    switch (input->action) {
    case STAFF_ACTION_SAVE:
        return save(page, false);
    case STAFF_ACTION_READ:
        return save(page, true);
    case STAFF_ACTION_SAME:
        return say_same(page);
    case STAFF_ACTION_SKIP:
        return go_on(page);
    case ACTION_NEXT_FIELD:
    case ACTION_PREVIOUS_FIELD:
        translating->sheet.on_german = !translating->sheet.on_german;
        return (struct request){.kind = REQUEST_LAYOUT};
    default:
        return write_words(page, input);
    }
}

static bool may_close(struct page *page, struct request *request)
{
    struct translate_page *translating = page->state;
    bool own = translating->draft == &translating->own;
    return leaving_may_close(&translating->leaving, own && is_changed(translating), request);
}

static void close_page(struct page *page)
{
    struct translate_page *translating = page->state;
    struct change_author author = author_of(page, MESSAGE_COUNT);
    struct problem ignored;
    if (translating->leaving.discarded)
        settle_draft(page);
    if (translating->draft != NULL)
        close_draft(page);
    if (translating->sheet.queue.list != NULL && translating->sheet.task.thing[0] != '\0')
        translation_queue_release(&translating->sheet.queue, &author, &translating->sheet.task, &ignored);
    translation_sheet_close(&translating->sheet);
    arena_free(&translating->words);
}

const struct screen screen_translate = {
    .name = "translate",
    .context = STAFF_CONTEXT_TRANSLATION,
    .state_size = sizeof(struct translate_page),
    .title = title,
    .load = load,
    .layout = layout,
    .paint = paint,
    .act = act,
    .may_close = may_close,
    .close = close_page,
};
