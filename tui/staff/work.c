// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The first page: what there is to do, grouped by why, the most urgent first; each line leads to where it is done. What takes longer
// than opening a page may, what a publishing would change and how much there is to translate, follows when it is known.
#include "tui/staff/work.h"

#include "core/desk/tasks.h"
#include "core/publish/published.h"
#include "core/publish/publisher.h"
#include "core/translation/tally.h"
#include "tui/kit/list.h"
#include "tui/staff/screens.h"
#include "tui/staff/translate.h"

#include <stdio.h>
#include <string.h>

enum { COLUMNS_MAX = 2, COLUMN_LEAST = 36 };

// Places of rows: those of tasks, and behind them all others.
enum { PLACE_PLAN = 1 + TASK_WHATS * KIND_COUNT * LISTING_STATES, PLACE_LANGUAGES };

struct work_row {
    enum staff_message group;
    const char *title;
    struct request request;
    int place; // the same whatever rows come before it
};

struct work_page {
    struct list list;
    struct tasks tasks; // in the page's data
    struct tally tally;
    int64_t change;     // the last one when the page was read,
    int64_t planned;    // and when a plan was asked for; -1: none was
    bool opened;
    struct work_row *rows; // in the page's lines
    size_t count, room;
    int focus; // place of the row that somebody went to; 0: nobody went to any
};

static const char *title(struct page *page)
{
    return staff_text(page->view, MESSAGE_WORK_TITLE);
}

// ---- reading ------------------------------------------------------------------------------------------------------

static bool may_publish(const struct staff *staff)
{
    return rights_include(staff->rights, RIGHT_PUBLISH) && publisher_news(staff->publisher)->may_sign;
}

// Unless one of what there is now was asked for, or another is being made.
static void ask_for_plan(struct page *page)
{
    struct work_page *work = page->state;
    const struct staff *staff = staff_of(page);
    if (!may_publish(staff) || work->planned == work->change || publisher_news(staff->publisher)->state != PUBLISHER_IDLE)
        return;
    staff_ask_for_plan(page);
    work->planned = work->change;
}

static void load(struct page *page)
{
    struct work_page *work = page->state;
    const struct staff *staff = staff_of(page);
    const struct worker worker = {.person = staff->person, .rights = staff->rights, .roster = staff->roster, .drafts = staff->drafts,
                                  .editorial_path = staff->path};
    struct problem problem;
    work->planned = work->opened ? work->planned : -1;
    work->opened = true;
    if (tasks_read(&work->tasks, &page->data, staff->editorial, &worker, page->view->tick.now, &problem) != STATUS_OK)
        staff_say_problem(page->view, &problem); // some are there all the same
    if (published_last_change(staff->editorial, &work->change, &problem) != STATUS_OK) {
        staff_say_problem(page->view, &problem);
        return;
    }
    tally_want(&work->tally);
    ask_for_plan(page);
}

bool work_go_on(struct page *page, bool *news)
{
    struct work_page *work = page->state;
    const struct staff *staff = staff_of(page);
    return tally_step(&work->tally, staff->editorial, staff->rights, news);
}

// ---- rows ---------------------------------------------------------------------------------------------------------

static void add(struct page *page, struct work_row row)
{
    struct work_page *work = page->state;
    work->rows = arena_grow(&page->lines, work->rows, work->count, &work->room, sizeof row);
    work->rows[work->count++] = row;
}

static const char *counted(struct page *page, enum staff_message message, long count, const char *of)
{
    return message_count(page->view->messages, &page->lines, message, count, (const char *[]){of, NULL});
}

static const char *draft_text(struct page *page, const struct task *task)
{
    const char *kind = staff_label(page->view, "kind_", model_kind(task->kind)->name);
    return task->title[0] == '\0' ? kind : arena_format(&page->lines, "%s: %s", kind, task->title);
}

static const char *title_of(struct page *page, const struct task *task)
{
    static const enum staff_message dangers[LISTING_STATES] = {
        [LISTING_UNVERIFIED] = MESSAGE_WORK_DANGER_UNVERIFIED, [LISTING_OVERDUE] = MESSAGE_WORK_DANGER_OVERDUE,
        [LISTING_EXPIRING] = MESSAGE_WORK_DANGER_EXPIRING,     [LISTING_UNREACHABLE] = MESSAGE_WORK_DANGER_UNREACHABLE,
    };
    if (task->what == TASK_DRAFT)
        return draft_text(page, task);
    if (task->what == TASK_PROPOSALS)
        return counted(page, MESSAGE_WORK_PROPOSALS_WAIT, task->count, "");
    if (task->what == TASK_COMPLAINTS)
        return counted(page, MESSAGE_WORK_COMPLAINTS_COUNT, task->count, "");
    if (task->what == TASK_BROKEN)
        return counted(page, MESSAGE_WORK_BROKEN_COUNT, task->count, "");
    return counted(page, task->what == TASK_DANGER ? dangers[task->state] : MESSAGE_WORK_OF, task->count,
                   staff_label(page->view, "kinds_", model_kind(task->kind)->name));
}

static struct request request_of(const struct task *task)
{
    char list[PAGE_ID_BYTES];
    if (task->what == TASK_DRAFT)
        return staff_open_thing(task->kind, task->id);
    if (task->what == TASK_PROPOSALS)
        return (struct request){.kind = REQUEST_OPEN, .screen = &screen_proposals};
    if (task->what == TASK_COMPLAINTS)
        return (struct request){.kind = REQUEST_OPEN, .screen = &screen_complaints};
    if (task->what == TASK_BROKEN)
        return (struct request){.kind = REQUEST_OPEN, .screen = &screen_broken_contacts};
    snprintf(list, sizeof list, "%s?state:%s", model_kind(task->kind)->name, listing_state_name(task->state));
    return staff_open_page(&screen_things, "", list);
}

static int place_of_task(const struct task *task, size_t index)
{
    if (task->what == TASK_DRAFT)
        return -1 - (int)index;
    return 1 + ((int)task->what * KIND_COUNT + (int)task->kind) * LISTING_STATES + (int)task->state;
}

static void add_tasks(struct page *page, enum task_what from, enum task_what to)
{
    static const enum staff_message groups[TASK_WHATS] = {
        [TASK_DRAFT] = MESSAGE_WORK_DRAFTS,           [TASK_DANGER] = MESSAGE_WORK_DANGER,
        [TASK_COMPLAINTS] = MESSAGE_WORK_COMPLAINTS,  [TASK_OVERDUE] = MESSAGE_WORK_OVERDUE,
        [TASK_UNVERIFIED] = MESSAGE_WORK_UNVERIFIED,  [TASK_EXPIRING] = MESSAGE_WORK_EXPIRING,
        [TASK_UNREACHABLE] = MESSAGE_WORK_UNREACHABLE, [TASK_PROPOSALS] = MESSAGE_WORK_PROPOSALS,
        [TASK_BROKEN] = MESSAGE_WORK_BROKEN,          [TASK_WITHHELD] = MESSAGE_WORK_WITHHELD,
    };
    const struct work_page *work = page->state;
    for (size_t i = 0; i < work->tasks.count; i++) {
        const struct task *task = &work->tasks.items[i];
        if (task->what >= from && task->what <= to)
            add(page, (struct work_row){groups[task->what], title_of(page, task), request_of(task), place_of_task(task, i)});
    }
}

static const char *plan_text(struct page *page, const struct publisher_news *news)
{
    struct messages *messages = page->view->messages;
    const char *number = arena_format(&page->lines, "%ld", news->plan.release);
    const char *date = staff_date(page->view, &page->lines, news->plan.created);
    long changes = (long)news->plan.item_count;
    if (news->state != PUBLISHER_IDLE)
        return staff_text(page->view, MESSAGE_WORK_PLAN_LOOKING);
    if (!news->planned)
        return staff_text(page->view, MESSAGE_WORK_PLAN_FAILED);
    if (news->plan.basis == PLAN_FIRST)
        return staff_text(page->view, MESSAGE_WORK_PLAN_FIRST);
    if (news->plan.basis != PLAN_UNKNOWN && changes > 0)
        return message_count(messages, &page->lines, MESSAGE_WORK_PLAN_SINCE, changes, (const char *[]){number, date, NULL});
    return message_format(messages, &page->lines, news->plan.basis == PLAN_UNKNOWN ? MESSAGE_WORK_PLAN_UNKNOWN : MESSAGE_WORK_PLAN_SAME,
                          (const char *[]){number, date, NULL});
}

static void add_plan(struct page *page)
{
    const struct staff *staff = staff_of(page);
    const struct publisher_news *news = publisher_news(staff->publisher);
    if (may_publish(staff))
        add(page, (struct work_row){MESSAGE_WORK_PUBLISH, plan_text(page, news),
                                    {.kind = REQUEST_OPEN, .screen = &screen_publish}, PLACE_PLAN});
}

// A row for each language in which there is something.
static void add_languages(struct page *page, enum staff_message group, unsigned states)
{
    const struct work_page *work = page->state;
    for (size_t i = 0; i < work->tally.count; i++) {
        const struct tally_language *own = &work->tally.languages[i];
        size_t count = 0, languages;
        const int place = (int)(own->language - language_table(&languages));
        for (int state = 0; state < TRANSLATION_STATES; state++)
            count += (states & 1u << state) != 0 ? own->counts.of[state] : 0;
        const char *argument = translate_argument(&page->lines, own->language, 0, "");
        const char *name = translate_language_name(page->view, &page->lines, own->language);
        if (count > 0)
            add(page, (struct work_row){group, counted(page, MESSAGE_WORK_OF, (long)count, name),
                                        staff_open_page(&screen_translations, "", argument),
                                        PLACE_LANGUAGES + (int)group * LANGUAGE_TABLE_MAX + place});
    }
}

static void add_translations(struct page *page)
{
    add_languages(page, MESSAGE_WORK_TRANSLATE, 1u << TRANSLATION_MISSING | 1u << TRANSLATION_OUTDATED);
    add_languages(page, MESSAGE_WORK_READ, 1u << TRANSLATION_MACHINE);
}

// Whoever is there for some languages begins with them.
static void make_rows(struct page *page)
{
    struct work_page *work = page->state;
    const struct rights *rights = staff_of(page)->rights;
    bool translator = rights != NULL && rights->language_count > 0;
    work->rows = NULL;
    work->count = work->room = 0;
    add_tasks(page, TASK_DRAFT, TASK_DRAFT);
    if (translator)
        add_translations(page);
    add_tasks(page, TASK_DANGER, TASK_BROKEN);
    add_plan(page);
    if (!translator)
        add_translations(page);
    add_tasks(page, TASK_WITHHELD, TASK_WITHHELD);
}

static void layout(struct page *page)
{
    struct work_page *work = page->state;
    make_rows(page);
    struct list_text *texts = arena_allocate(&page->lines, work->count + 1, sizeof *texts);
    for (size_t i = 0; i < work->count; i++) {
        texts[i] = (struct list_text){.title = work->rows[i].title};
        if (i == 0 || work->rows[i].group != work->rows[i - 1].group)
            texts[i].group = staff_text(page->view, work->rows[i].group);
        if (work->focus != 0 && work->rows[i].place == work->focus)
            work->list.focus = i;
    }
    const struct list_shape shape = {.columns_max = COLUMNS_MAX, .column_least = COLUMN_LEAST, .numbered = true, .air = LIST_TIGHT};
    int rows = page->rows - (staff_of(page)->clock_doubt != CLOCK_SURE);
    list_lay_out(&work->list, &page->lines, page->view, texts, work->count, &shape, rows, page->columns);
}

static void paint(struct page *page, const struct canvas *canvas)
{
    const struct work_page *work = page->state;
    if (work->count == 0)
        canvas_text(canvas, 0, 0, canvas->columns, staff_text(page->view, MESSAGE_WORK_NONE), ROLE_TEXT);
    else
        list_paint(&work->list, canvas);
    if (staff_of(page)->clock_doubt != CLOCK_SURE)
        canvas_text(canvas, canvas->rows - 1, 0, canvas->columns, staff_text(page->view, MESSAGE_WORK_CLOCK), ROLE_QUIET);
}

// ---- acting -------------------------------------------------------------------------------------------------------

static struct request act(struct page *page, const struct input *input)
{
    struct work_page *work = page->state;
    enum list_result result = work->count == 0 ? LIST_IGNORED : list_act(&work->list, input);
    if (result == LIST_IGNORED)
        return (struct request){.kind = REQUEST_NONE};
    work->focus = work->list.focus == 0 ? 0 : work->rows[work->list.focus].place;
    return result == LIST_OPENED ? work->rows[work->list.focus].request : (struct request){.kind = REQUEST_PAINT};
}

// Something more is known.
static struct request update(struct page *page)
{
    ask_for_plan(page);
    return (struct request){.kind = REQUEST_LAYOUT};
}

static void close_page(struct page *page)
{
    struct work_page *work = page->state;
    tally_close(&work->tally);
}

const struct screen screen_work = {
    .name = "work",
    .context = STAFF_CONTEXT_LIST,
    .state_size = sizeof(struct work_page),
    .title = title,
    .load = load,
    .layout = layout,
    .paint = paint,
    .act = act,
    .update = update,
    .close = close_page,
};
