// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The staff's program: what all pages share, and its policy.
#include "tui/staff/staff.h"

#include "core/base/log.h"
#include "core/editorial/editorial.h"
#include "core/model/record.h"
#include "core/publish/publisher.h"
#include "tui/staff/history_words.h"
#include "tui/staff/problem_words.h"
#include "tui/staff/screens.h"
#include "tui/staff/translate.h"
#include "tui/staff/work.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum {
    PAUSE_MS = 1000, // after which what was typed is kept,
    DRAFT_MS = 1000, // and after which it is without a pause
    AGAIN_MS = 100,  // when it could not be
    AHEAD_MS = 50,   // after which more of a list is read,
    AHEAD_ROWS = 250, // a few milliseconds' worth at a time
    WARN_MS = 5000,  // after which it is told
};

static const char program_name[] = "staff";
static const char *const tags[STAFF_LANGUAGES] = {"de", "en"};

// ---- opening -----------------------------------------------------------------------------------------------------

// Without drafts one can work all the same, and is told.
static void open_drafts(struct staff *staff)
{
    struct problem problem;
    if (drafts_open(&staff->drafts, staff->path, &problem) == STATUS_OK)
        return;
    log_problem(LOG_LEVEL_WARNING, &problem);
    staff->warning = message_text(staff->messages[staff->language], staff->drafts == NULL ? MESSAGE_DRAFTS_NONE : MESSAGE_DRAFTS_DAMAGED);
}

enum status staff_open(struct staff *staff, const char *path, const char *person, const char *locales, const char *tag,
                       const struct clock *clock, struct problem *problem)
{
    *staff = (struct staff){.spelling = staff->spelling, .publisher = staff->publisher, .path = path, .person = person, .locales = locales, .clock = clock};
    lease_draw_session(staff->session);
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
    if (status == STATUS_OK)
        open_drafts(staff);
    if (status != STATUS_OK)
        staff_close(staff);
    return status;
}

void staff_close(struct staff *staff)
{
    struct problem ignored; // it runs out by itself
    struct change_author author = staff_author(staff, "");
    if (staff->editorial != NULL)
        lease_release(staff->editorial, &author, NULL, "", &ignored);
    drafts_close(&staff->drafts);
    spelling_end(&staff->spelling);
    publisher_end(&staff->publisher);
    database_close(&staff->editorial);
    for (int i = 0; i < STAFF_LANGUAGES; i++)
        messages_close(&staff->messages[i]);
    arena_free(&staff->said);
    arena_free(&staff->arena);
}

void staff_speak(const struct staff *staff, struct view *view)
{
    view->messages = staff->messages[staff->language];
    view->direction = messages_language(view->messages)->direction;
}

// Keys have _ where the model has - ("eu-citizens").
static bool is_key_of(const char *key, const char *name)
{
    while (*key != '\0' && *key == (*name == '-' ? '_' : *name)) {
        key++;
        name++;
    }
    return *key == '\0' && *name == '\0';
}

const char *staff_label(const struct view *view, const char *prefix, const char *name)
{
    const struct message_set *set = message_set_of(program_name);
    size_t length = strlen(prefix);
    for (size_t i = 0; i < set->count; i++) {
        const char *key = set->messages[i].key;
        if (strncmp(key, prefix, length) == 0 && is_key_of(key + length, name))
            return message_text(view->messages, (int)i);
    }
    return name;
}

// What is said may be made of what was said before.
void staff_say(struct view *view, const char *text)
{
    struct staff *staff = view->context;
    struct arena said = {0};
    view->saying = arena_copy_text(&said, text);
    arena_free(&staff->said);
    staff->said = said;
}

void staff_say_problem(struct view *view, const struct problem *problem)
{
    struct arena arena = {0};
    staff_say(view, problem_words(&arena, view, problem));
    arena_free(&arena);
}

struct request staff_open_page(const struct screen *screen, const char *prefix, const char *id)
{
    struct request request = {.kind = REQUEST_OPEN, .screen = screen};
    snprintf(request.argument.id, sizeof request.argument.id, "%s%s", prefix, id);
    return request;
}

struct request staff_open_thing(enum kind kind, const char *id)
{
    if (kind == KIND_CLOSURE) // has few fields, and more that follows from them
        return staff_open_page(&screen_closure, "", id == NULL ? "+" : id);
    return id == NULL ? staff_open_page(&screen_record, "+", model_kind(kind)->name) : staff_open_page(&screen_record, "", id);
}

struct request staff_reload(struct page *page, const struct page_result *result)
{
    (void)page;
    (void)result;
    return (struct request){.kind = REQUEST_LOAD};
}

struct change_author staff_author(const struct staff *staff, const char *reason)
{
    return (struct change_author){.name = staff->person, .reason = reason, .now = staff->now, .rights = staff->rights,
                                  .session = staff->session, .door = DOOR_FORM};
}

void staff_ask_for_plan(struct page *page)
{
    char today[CLOCK_DAY_BYTES];
    publisher_plan(staff_of(page)->publisher, clock_format_day(page->view->tick.now, today));
}

const char *staff_date(const struct view *view, struct arena *arena, const char *stamp)
{
    struct local_time day;
    return stamp != NULL && clock_parse_day(stamp, &day) ? message_date(view->messages, arena, day, DATE_STYLE_LONG) : "";
}

// "kind name", as the core calls a thing, in words.
static const char *thing_words(const struct view *view, struct arena *arena, const char *thing)
{
    const char *blank = strchr(thing, ' ');
    return blank == NULL ? thing : history_thing_name(arena, view, arena_copy(arena, thing, (size_t)(blank - thing)), blank + 1, NULL);
}

const char *staff_refusal(const struct view *view, struct arena *arena, enum change_result result, const char *why)
{
    static const enum staff_message words[] = {
        [CHANGE_DONE] = MESSAGE_SAVED,         [CHANGE_UNCHANGED] = MESSAGE_SAVED_NOTHING,
        [CHANGE_CONFLICT] = MESSAGE_REFUSED_CONFLICT, [CHANGE_INVALID] = MESSAGE_REFUSED_INVALID,
        [CHANGE_NEEDED] = MESSAGE_REFUSED_NEEDED, [CHANGE_FORBIDDEN] = MESSAGE_REFUSED_FORBIDDEN,
        [CHANGE_LOCKED] = MESSAGE_REFUSED_LOCKED,
    };
    const char *detail = why == NULL ? "" : result == CHANGE_NEEDED ? thing_words(view, arena, why) : why;
    return message_format(view->messages, arena, words[result], (const char *[]){detail, NULL});
}

// ---- policy ------------------------------------------------------------------------------------------------------

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

static struct program_bar bar(const struct view *view)
{
    const struct staff *staff = view->context;
    return (struct program_bar){.brand = "Kompass", .note = staff->person};
}

void staff_keep_drafts(struct staff *staff)
{
    struct problem problem;
    for (struct sheet *sheet = staff->sheet; sheet != NULL && staff->drafts != NULL; sheet = sheet->below)
        if (sheet->unkept && drafts_keep(staff->drafts, staff->person, sheet, staff->now, &problem) != STATUS_OK)
            log_problem(LOG_LEVEL_WARNING, &problem); // and is tried again
}

// What others are to see that somebody works on here: the facts and the German texts that are changed, or those of a language alone.
static struct lease_wish *wishes_of(const struct staff *staff, struct arena *arena, size_t *count)
{
    struct lease_wish *wishes = NULL;
    size_t room = 0, scope_count;
    *count = 0;
    for (const struct sheet *sheet = staff->sheet; sheet != NULL; sheet = sheet->below) {
        const char **scopes = sheet->revision == 0 ? NULL : sheet_scopes(sheet, arena, &scope_count);
        for (size_t i = 0; scopes != NULL && i < scope_count; i++) {
            wishes = arena_grow(arena, wishes, *count, &room, sizeof *wishes);
            wishes[(*count)++] = (struct lease_wish){sheet_id(sheet), scopes[i]};
        }
    }
    return wishes;
}

// False: another program is writing just now.
static bool hold_leases(struct loop *loop)
{
    const struct staff *staff = loop->view.context;
    const struct change_author author = staff_author(staff, "");
    struct arena arena = {0};
    struct problem problem;
    struct lease *other = NULL;
    size_t count;
    bool kept = true;
    const struct lease_wish *wishes = wishes_of(staff, &arena, &count);
    if (lease_keep(staff->editorial, &author, wishes, count, &arena, &other, &kept, &problem) != STATUS_OK)
        log_problem(LOG_LEVEL_WARNING, &problem);
    if (other != NULL) {
        staff_say(&loop->view, message_format(loop->view.messages, &arena, MESSAGE_LEASE_OTHER, (const char *[]){other->holder, NULL}));
        loop->dirty = true;
    }
    arena_free(&arena);
    return kept;
}

static bool is_unkept(const struct staff *staff)
{
    bool unkept = false;
    for (const struct sheet *sheet = staff->sheet; sheet != NULL; sheet = sheet->below)
        unkept = unkept || sheet->unkept;
    return unkept;
}

// Another was writing at that moment; or, when it lasts, the disk is full or must not be written, which who types must know.
static void try_again(struct loop *loop, bool lasts)
{
    loop->due_ms = lasts ? PAUSE_MS : AGAIN_MS;
    if (!lasts || loop->view.saying != NULL)
        return;
    staff_say(&loop->view, staff_text(&loop->view, MESSAGE_DRAFTS_NONE));
    loop->dirty = true;
}

// What was typed is on the disk after a pause, and in any case before DRAFT_MS have gone by.
static void keep_in_time(struct loop *loop)
{
    struct staff *staff = loop->view.context;
    struct tick tick; // the loop's is of before it waited
    loop->sample(loop->clock, &tick);
    int64_t now = tick.elapsed_ms;
    bool unkept = is_unkept(staff);
    bool paused = now - loop->last_input_ms >= PAUSE_MS;
    bool unheld = staff->held_ms <= loop->last_input_ms;
    loop->due_ms = unkept || unheld ? PAUSE_MS : 0;
    if (!unkept)
        staff->kept_ms = now;
    if (unkept && (paused || now - staff->kept_ms >= DRAFT_MS)) {
        staff_keep_drafts(staff);
        if (staff->drafts != NULL && is_unkept(staff)) {
            try_again(loop, now - staff->kept_ms >= WARN_MS);
            return;
        }
        staff->kept_ms = now;
    }
    if (!paused || !unheld) // no key waits for somebody who writes
        return;
    if (hold_leases(loop))
        staff->held_ms = now;
    else
        loop->due_ms = AGAIN_MS;
}

// The clock is asked here and when the program begins, and nowhere else.
// A list shows its rows at once; what filters look in besides is read bit by bit while nobody types.
static void read_ahead(struct loop *loop)
{
    struct staff *staff = loop->view.context;
    struct listing *listing = staff->unread;
    struct problem ignored; // who filters is told
    struct tick tick;
    if (listing == NULL || listing->searchable == listing->count)
        return;
    loop->sample(loop->clock, &tick);
    loop->due_ms = loop->due_ms == 0 || loop->due_ms > AHEAD_MS ? AHEAD_MS : loop->due_ms;
    if (tick.elapsed_ms - loop->last_input_ms < AHEAD_MS)
        return;
    loop->due_ms = 1;
    if (listing_read_on(listing, staff->editorial, AHEAD_ROWS, &ignored) != STATUS_OK)
        staff->unread = NULL;
}

static void begin(struct loop *loop)
{
    struct staff *staff = loop->view.context;
    struct page *top = stack_top(&loop->stack);
    bool news = false;
    staff->now = clock_seconds(staff->clock);
    keep_in_time(loop);
    read_ahead(loop);
    if (top->screen != &screen_work)
        return;
    if (loop->shown != top || work_go_on(top, &news)) // it is seen first
        loop->due_ms = STAFF_GO_ON_MS;
    if (news)
        loop_update(loop);
}

void staff_begin(struct loop *loop)
{
    struct staff *staff = loop->view.context;
    struct draft *drafts;
    size_t count = 0;
    struct problem problem;
    staff->now = clock_seconds(staff->clock);
    loop_open(loop, &screen_work, NULL);
    if (staff->warning != NULL)
        staff_say(&loop->view, staff->warning);
    // Whoever was cut off goes on there.
    if (staff->drafts == NULL || drafts_list(staff->drafts, &staff->arena, staff->person, &drafts, &count, &problem) != STATUS_OK || count == 0)
        return;
    struct page_argument argument = {0};
    const char *translation = translate_left_off(staff, drafts[0].thing);
    memccpy(argument.id, translation != NULL ? translation : drafts[0].thing, '\0', sizeof argument.id - 1);
    loop_open(loop, translation != NULL ? &screen_translate : drafts[0].kind == KIND_CLOSURE ? &screen_closure : &screen_record, &argument);
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
    struct staff *staff = loop->view.context;
    switch (action) {
    case ACTION_QUIT:
        return !loop_may_close(loop, 0);
    case STAFF_ACTION_LANGUAGE:
        speak_other(loop);
        return true;
    case STAFF_ACTION_THEME:
        staff->theme = (loop->view.theme + 1) % THEME_COUNT;
        loop_set_theme(loop, staff->theme);
        return true;
    case STAFF_ACTION_SEEN_THEME:
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

// The colours that a visitor chose stay on that screen.
static void back(struct loop *loop)
{
    const struct staff *staff = loop->view.context;
    if (loop->stack.depth > 1) {
        stack_back(&loop->stack);
        loop_update(loop); // the news of meanwhile went to the page above
    }
    if (loop->stack.depth == 1) // what there is to do is less than before
        loop_reload(loop);
    if (loop->view.theme != staff->theme)
        loop_set_theme(loop, staff->theme);
}

// Whoever goes from page to page by the menu is never told that it cannot go on: the oldest page goes that he left by the menu, which
// gives no page an answer, and on which nothing is written: what it shows is read anew.
static bool forget_oldest(struct stack *stack)
{
    static const struct screen *const read_only[] = {
        &screen_menu, &screen_things, &screen_history, &screen_change, &screen_removed, &screen_people, &screen_translated_languages,
        &screen_proposals, &screen_publish, &screen_releases, &screen_broken_contacts,
    };
    for (size_t place = 1; place + 1 < stack->depth; place++)
        for (size_t i = 0; i < sizeof read_only / sizeof *read_only; i++)
            if (stack->pages[place]->screen == read_only[i] && stack->pages[place + 1]->screen == &screen_menu) {
                stack_remove(stack, place);
                return true;
            }
    return false;
}

static void full(struct loop *loop)
{
    if (!forget_oldest(&loop->stack))
        staff_say(&loop->view, staff_text(&loop->view, MESSAGE_STACK_FULL));
}

// The connection is gone, or the program must end: what was typed is kept.
static void reset(struct loop *loop)
{
    staff_keep_drafts(loop->view.context);
    stack_cut(&loop->stack, 1);
}

static bool visiting(const struct loop *loop)
{
    return loop->stack.depth > 1;
}

// The page on top is asked whether it shows any of it.
static void notice(struct loop *loop)
{
    struct staff *staff = loop->view.context;
    unsigned long news = spelling_news(staff->spelling);
    bool told = publisher_read(staff->publisher);
    spelling_read(staff->spelling);
    if (told || spelling_news(staff->spelling) != news)
        loop_update(loop);
}

const struct program staff_program = {
    .actions = staff_actions,
    .bindings = staff_bindings,
    .contexts = staff_contexts,
    .kept_keys = staff_kept_keys,
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
    .notice = notice,
};
