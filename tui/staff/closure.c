// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// A closure, entered in a minute: of whom, when, other hours, why; and below the form what the kiosk will say. Its argument is + for
// a new one of all offices, + and the id of an offer for one of that, or the id of a closure.
#include "core/base/log.h"
#include "core/publish/preview.h"
#include "tui/kit/document.h"
#include "tui/kit/leaving.h"
#include "tui/staff/closure_form.h"
#include "tui/staff/desk.h"
#include "tui/staff/kiosk_words.h"
#include "tui/staff/problem_words.h"
#include "tui/staff/screens.h"
#include "tui/staff/staff.h"

#include <string.h>

enum { SHOWN_AT_HOUR = 10, SHOWN_ROWS_LEAST = 7 };


struct closure_page {
    struct sheet sheet;
    struct closure_form closure;
    struct leaving leaving;
    struct document shown; // what the kiosk will say; nothing as long as `told` is NULL
    struct arena told_arena;
    const char *told;
    const char *problem; // why there is nothing to edit; NULL: there is
    int64_t revision; // of the thing when it was opened
    bool opened;
};

static const char *word(const struct page *page, enum staff_message id)
{
    return staff_text(page->view, id);
}

static struct request tell(struct page *page, const char *saying)
{
    staff_say(page->view, saying);
    return (struct request){.kind = REQUEST_LAYOUT};
}

static struct request tell_problem(struct page *page, const struct problem *problem)
{
    return tell(page, message_format(page->view->messages, &page->lines, MESSAGE_SAVED_FAILED,
                                     (const char *[]){problem_words(&page->lines, page->view, problem), NULL}));
}

// ---- opening -----------------------------------------------------------------------------------------------------

static const char *title(struct page *page)
{
    return word(page, MESSAGE_CLOSURE_TITLE);
}

static enum status open_sheet(struct page *page, struct problem *problem)
{
    struct closure_page *closing = page->state;
    struct staff *staff = staff_of(page);
    const char *id = page->argument.id;
    bool resumed;
    if (id[0] == '+') {
        enum status status = closing_begin(&closing->sheet, staff->editorial, id + 1, page->view->tick.now, problem);
        if (status == STATUS_OK && staff->wish != NULL)
            closing_put_wish(&closing->sheet, staff->wish);
        staff->wish = NULL;
        return status;
    }
    return desk_open(staff, &closing->sheet, id, &resumed, problem);
}

static void load(struct page *page)
{
    struct closure_page *closing = page->state;
    struct staff *staff = staff_of(page);
    struct problem problem;
    bool first = !closing->opened;
    enum status status = first ? open_sheet(page, &problem) : STATUS_OK;
    if (status != STATUS_OK) {
        closing->problem = status == STATUS_INVALID && page->argument.id[0] != '+' ? staff_text(page->view, MESSAGE_RECORD_OPEN)
                                                                                    : problem_words(&page->data, page->view, &problem);
        return;
    }
    if (first) {
        closing->opened = true;
        closing->sheet.unkept = false; // what follows by itself is no draft
        closing->revision = closing->sheet.revision;
        desk_put(staff, &closing->sheet);
    }
    closure_form_open(&closing->closure, page, &closing->sheet);
    if (first && page->argument.id[0] == '+' && page->argument.id[1] != '\0')
        closing->closure.form.focus = sheet_get(&closing->sheet, "first_day") == NULL ? CLOSURE_FROM : CLOSURE_REASON; // whose it is is known
}

static void layout(struct page *page)
{
    struct closure_page *closing = page->state;
    if (!closing->opened)
        return;
    form_lay_out(&closing->closure.form, page->view, page->rows, page->columns);
    int rows = page->rows - closing->closure.form.total_rows - 1;
    document_begin(&closing->shown);
    if (closing->told == NULL)
        return;
    rows = rows < SHOWN_ROWS_LEAST ? SHOWN_ROWS_LEAST : rows;
    form_lay_out(&closing->closure.form, page->view, page->rows - rows - 1, page->columns);
    document_paragraph(&closing->shown, &page->lines, ROLE_TEXT, closing->told);
    document_lay_out(&closing->shown, &page->lines, page->view, rows, page->columns);
}

static void paint(struct page *page, const struct canvas *canvas)
{
    const struct closure_page *closing = page->state;
    if (!closing->opened) {
        canvas_text(canvas, 0, 0, canvas->columns, closing->problem, ROLE_NOTICE);
        return;
    }
    struct canvas top = canvas_part(canvas, 0, 0, closing->closure.form.rows, canvas->columns);
    form_paint(&closing->closure.form, page->view, &top);
    if (closing->told != NULL) {
        struct canvas below = canvas_part(canvas, closing->closure.form.rows + 1, 0, closing->shown.rows, canvas->columns);
        document_paint(&closing->shown, &below);
    }
    leaving_paint(&closing->leaving, page->view, canvas);
}

// ---- what the kiosk will say -------------------------------------------------------------------------------------

// The moment about which it is asked: the first day, or today when that is over.
static struct local_time moment_of(const struct closure_page *closing, const struct page *page)
{
    struct local_time now = page->view->tick.now, first;
    const char *day = json_string_value(sheet_get(&closing->sheet, "first_day"));
    if (day == NULL || !clock_parse_day(day, &first) ||
        clock_day_number(first.year, first.month, first.day) <= clock_day_number(now.year, now.month, now.day))
        return now;
    first.hour = SHOWN_AT_HOUR;
    return first;
}

static enum status words_of(struct page *page, const char *id, struct local_time when, const char **words, struct problem *problem)
{
    struct closure_page *closing = page->state;
    const struct staff *staff = staff_of(page);
    struct sheet offer;
    struct preview preview;
    char created[CLOCK_STAMP_BYTES];
    clock_format_utc(staff->now, created);
    enum status status = sheet_open(&offer, staff->editorial, id, problem);
    if (status != STATUS_OK)
        return status;
    status = preview_build(staff->editorial, offer.working, closing->sheet.working, created, &preview, problem);
    sheet_close(&offer);
    return status != STATUS_OK ? status
                               : kiosk_words_of(&closing->told_arena, preview.bytes, preview.size, staff->locales,
                                                messages_language(page->view->messages), id, when, words, problem);
}

// Of the first offers that it is about, in the state that the database has just now, with what is on the sheet.
static enum status say_all(struct page *page, struct problem *problem)
{
    struct closure_page *closing = page->state;
    struct arena *arena = &closing->told_arena;
    struct closing_offers offers;
    struct messages *messages = page->view->messages;
    const struct local_time when = moment_of(closing, page);
    const char *date = message_date(messages, arena, when, DATE_STYLE_FULL);
    const char *told = message_format(messages, arena, MESSAGE_CLOSURE_SAYS,
                                      (const char *[]){date, message_time(arena, when.hour, when.minute), NULL});
    enum status status = closing_offers(staff_of(page)->editorial, arena, &closing->sheet, &offers, problem);
    for (size_t i = 0; status == STATUS_OK && i < offers.shown; i++) {
        const char *words = "";
        status = words_of(page, offers.ids[i], when, &words, problem);
        told = arena_format(arena, "%s\n%s: %s", told, offers.names[i], words);
    }
    if (status == STATUS_OK && offers.count > (long)offers.shown)
        told = arena_format(arena, "%s\n%s", told,
                            message_count(messages, arena, MESSAGE_CLOSURE_MORE, offers.count - (long)offers.shown, NULL));
    closing->told = status == STATUS_OK ? told : NULL;
    return status;
}

static void forget_words(struct closure_page *closing)
{
    closing->told = NULL;
    arena_reset(&closing->told_arena);
}

static struct request tell_wrong(struct page *page, const struct problem *problems, size_t count)
{
    struct closure_page *closing = page->state;
    bool told = false;
    for (size_t i = count; i-- > 0;)
        told = closure_form_tell(&closing->closure, &problems[i]) || told;
    if (told || count == 0)
        return tell(page, word(page, MESSAGE_SAVED_NOT));
    return tell_problem(page, &problems[0]);
}

// As if it were saved.
static struct request look(struct page *page)
{
    struct closure_page *closing = page->state;
    struct problem problem, *problems;
    size_t count;
    forget_words(closing);
    closing_check(&closing->sheet, staff_of(page)->editorial, &page->lines, &problems, &count);
    if (count > 0)
        return tell_wrong(page, problems, count);
    return say_all(page, &problem) == STATUS_OK ? (struct request){.kind = REQUEST_LAYOUT} : tell_problem(page, &problem);
}

// ---- saving ------------------------------------------------------------------------------------------------------

// The form is right, and the record has all that follows from it.
static bool complete(struct page *page, struct request *request)
{
    struct closure_page *closing = page->state;
    struct problem problem;
    if (!form_check(&closing->closure.form, page->view)) {
        *request = tell(page, word(page, MESSAGE_SAVED_NOT));
        return false;
    }
    if (closing_name(&closing->sheet, staff_of(page)->editorial, &problem) != STATUS_OK) {
        *request = tell_problem(page, &problem);
        return false;
    }
    return true;
}

static struct request save(struct page *page)
{
    struct closure_page *closing = page->state;
    struct sheet_outcome outcome;
    enum sheet_result result;
    struct problem problem;
    struct request request;
    if (!complete(page, &request))
        return request;
    if (!desk_save(page, &closing->sheet, MESSAGE_CLOSURE_SAVED, &result, &outcome))
        return (struct request){.kind = REQUEST_LAYOUT};
    if (result == SHEET_INVALID)
        return tell_wrong(page, outcome.problems, outcome.problem_count);
    forget_words(closing);
    if (desk_is_saved(result)) {
        closure_form_fill(&closing->closure, page); // with what others have changed
        if (say_all(page, &problem) != STATUS_OK)
            log_problem(LOG_LEVEL_WARNING, &problem); // it is saved all the same
    }
    if (result == SHEET_CONFLICT)
        return staff_open_page(&screen_conflict, "", sheet_id(&closing->sheet));
    return (struct request){.kind = REQUEST_LAYOUT};
}

// ---- acting ------------------------------------------------------------------------------------------------------

// Nothing is to be chosen of all offices.
static struct request open_which(struct page *page)
{
    const struct closure_page *closing = page->state;
    if (!closing->closure.chosen || closing->closure.scope == CLOSURE_OF_OFFICES)
        return (struct request){.kind = REQUEST_NONE};
    return staff_open_page(&screen_choose, "", closing->closure.scope == CLOSURE_OF_OFFER ? "offer_id" : "organization_id");
}

// The keys that lead to a page about what is saved.
static const struct screen *page_of(int action)
{
    return action == STAFF_ACTION_MORE        ? &screen_more
           : action == STAFF_ACTION_TRANSLATE ? &screen_translated_languages
           : action == STAFF_ACTION_HISTORY   ? &screen_thing_history
                                              : NULL;
}

static struct request act(struct page *page, const struct input *input)
{
    struct closure_page *closing = page->state;
    struct request request;
    if (!closing->opened)
        return (struct request){.kind = REQUEST_NONE};
    if (closing->leaving.asked) {
        bool wants_saving;
        request = leaving_act(&closing->leaving, page, input, &wants_saving);
        return wants_saving ? save(page) : request;
    }
    if (input->action == STAFF_ACTION_SAVE)
        return save(page);
    if (input->action == STAFF_ACTION_PREVIEW)
        return complete(page, &request) ? look(page) : request;
    const struct screen *screen = page_of(input->action);
    if (screen != NULL && closing->sheet.opened == NULL)
        return tell(page, word(page, MESSAGE_CLOSURE_UNSAVED));
    if (screen != NULL)
        return staff_open_page(screen, "", sheet_id(&closing->sheet));
    if (closing->told != NULL && (input->action == ACTION_PAGE_UP || input->action == ACTION_PAGE_DOWN))
        return (struct request){.kind = document_act(&closing->shown, input) == DOCUMENT_IGNORED ? REQUEST_NONE : REQUEST_PAINT};
    if (input->action == ACTION_BACK && closing->opened && closing->sheet.revision != closing->revision && !sheet_changed(&closing->sheet))
        return desk_give_back(&closing->sheet);
    enum form_result result = form_act(&closing->closure.form, page->view, input);
    if (result == FORM_OPENED)
        return open_which(page);
    if (result != FORM_CHANGED)
        return (struct request){.kind = result == FORM_IGNORED ? REQUEST_NONE : REQUEST_PAINT};
    closure_form_take(&closing->closure, page);
    forget_words(closing);
    return (struct request){.kind = REQUEST_LAYOUT};
}

// A page has changed it in the database.
static struct request catch_up(struct page *page)
{
    struct closure_page *closing = page->state;
    struct problem problem;
    if (sheet_catch_up(&closing->sheet, staff_of(page)->editorial, &problem) == STATUS_NOT_FOUND) {
        closing->leaving.discarded = true;
        return (struct request){.kind = REQUEST_BACK, .result = {.answer = STAFF_ANSWER_CHANGED}};
    }
    closure_form_fill(&closing->closure, page);
    return (struct request){.kind = REQUEST_LAYOUT};
}

static struct request returned(struct page *page, const struct page_result *result)
{
    struct closure_page *closing = page->state;
    if (result->answer == STAFF_ANSWER_REMOVED) {
        closing->leaving.discarded = true; // there is nothing left to be saved
        return (struct request){.kind = REQUEST_BACK, .result = {.answer = STAFF_ANSWER_CHANGED}};
    }
    forget_words(closing);
    if (result->answer == STAFF_ANSWER_SETTLED) {
        closure_form_fill(&closing->closure, page);
        return save(page);
    }
    if (result->answer == STAFF_ANSWER_STORED)
        return catch_up(page);
    if (result->answer != STAFF_ANSWER_CHANGED)
        return (struct request){.kind = REQUEST_LAYOUT};
    closure_form_follow(&closing->closure, page);
    return (struct request){.kind = REQUEST_LAYOUT};
}

static bool may_close(struct page *page, struct request *request)
{
    struct closure_page *closing = page->state;
    bool typed = closing->opened && form_changed(&closing->closure.form);
    return leaving_may_close(&closing->leaving, typed && sheet_changed(&closing->sheet), request);
}

static void close_page(struct page *page)
{
    struct closure_page *closing = page->state;
    if (!closing->opened)
        return;
    desk_leave(staff_of(page), closing->leaving.discarded);
    closure_form_close(&closing->closure);
    sheet_close(&closing->sheet);
    arena_free(&closing->told_arena);
}

const struct screen screen_closure = {
    .name = "closure",
    .context = STAFF_CONTEXT_CLOSURE,
    .state_size = sizeof(struct closure_page),
    .title = title,
    .load = load,
    .layout = layout,
    .paint = paint,
    .act = act,
    .returned = returned,
    .may_close = may_close,
    .close = close_page,
};
