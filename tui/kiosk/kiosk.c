// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// What concerns the whole kiosk: which page a key leads to, how a visit begins and ends, in which language it speaks.
#include "tui/kiosk/kiosk.h"

#include "core/base/log.h"
#include "core/base/memory.h"
#include "core/insight/counters.h"
#include "tui/kiosk/counting.h"
#include "tui/kiosk/coverage.h"
#include "tui/kiosk/screens.h"
#include "tui/kit/dialog.h"

#include <assert.h>
#include <string.h>

enum { ATTRACT_DEPTH = 1 };

static size_t place_of(const struct language *language)
{
    size_t count;
    return (size_t)(language - language_table(&count));
}

enum status kiosk_open(struct kiosk *kiosk, const char *locales, const struct language *first_language,
                       struct problem *problem)
{
    *kiosk = (struct kiosk){
        .first_language = first_language, .reader = reader_of(first_language), .configuration = configuration_default(),
        .releases = {.watch = -1, .state_path = "", .city = ""}, .printer.socket = -1, .set = message_set_of(PROGRAM_KIOSK)};
    kiosk->locales = arena_copy_text(&kiosk->arena, locales);
    return messages_open(&kiosk->messages[place_of(first_language)], kiosk->set, locales, first_language, problem);
}

void kiosk_close(struct kiosk *kiosk)
{
    for (size_t i = 0; i < LANGUAGE_TABLE_MAX; i++)
        messages_close(&kiosk->messages[i]);
    catalog_close(&kiosk->catalog);
    releases_close(&kiosk->releases);
    printer_link_close(&kiosk->printer);
    arena_free(&kiosk->visit);
    arena_free(&kiosk->arena);
}

void kiosk_count(const struct kiosk *kiosk, long starts, long sessions)
{
    struct problem problem;
    if (kiosk->state != NULL && counters_add(kiosk->state, starts, sessions, &problem) != STATUS_OK)
        log_problem(LOG_LEVEL_WARNING, &problem);
}

void kiosk_watch_clock(struct kiosk *kiosk)
{
    struct problem problem;
    struct clock_record record = {0};
    int64_t now = clock_utc_seconds(), created = 0;
    bool synchronised = clock_discipline() == CLOCK_SYNCHRONISED;
    if (!kiosk->watches_clock)
        return;
    if (kiosk->state != NULL && clock_record_note(kiosk->state, now, synchronised, &record, &problem) != STATUS_OK)
        log_problem(LOG_LEVEL_WARNING, &problem);
    if (kiosk->catalog != NULL)
        clock_parse_utc(catalog_release(kiosk->catalog)->created, &created);
    enum clock_doubt doubt = clock_doubt_of(&record, now, created, synchronised);
    if (doubt != CLOCK_SURE && kiosk->clock_doubt == CLOCK_SURE)
        log_message(LOG_LEVEL_WARNING, "the clock may be wrong, nothing is called open by it; `kompass status` says why");
    kiosk->clock_doubt = doubt;
}

void kiosk_remember(struct kiosk *kiosk, const struct catalog_entry *entry)
{
    size_t place = 0;
    while (place < kiosk->recent_count && strcmp(kiosk->recent[place].id, entry->id) != 0)
        place++;
    if (place == KIOSK_RECENT_MAX)
        place--;
    kiosk->recent_count += place == kiosk->recent_count;
    memmove(&kiosk->recent[1], &kiosk->recent[0], place * sizeof *kiosk->recent);
    kiosk->recent[0] = (struct kiosk_choice){0};
    memccpy(kiosk->recent[0].id, entry->id, '\0', CATALOG_ID_BYTES - 1);
}

void kiosk_forget(struct kiosk *kiosk, struct local_time today)
{
    struct problem problem;
    if (kiosk->state != NULL && demand_add(kiosk->state, today, &kiosk->unfound, &problem) != STATUS_OK)
        log_problem(LOG_LEVEL_WARNING, &problem);
    usage_end_visit(kiosk->usage);
    kiosk->seen = NULL;
    explicit_bzero(&kiosk->seen_argument, sizeof kiosk->seen_argument);
    explicit_bzero(&kiosk->unfound, sizeof kiosk->unfound);
    explicit_bzero(kiosk->recent, sizeof kiosk->recent);
    kiosk->recent_count = 0;
    explicit_bzero(&kiosk->events, sizeof kiosk->events);
    explicit_bzero(&kiosk->path, sizeof kiosk->path);
    printer_link_forget(&kiosk->printer);
}

struct messages *kiosk_messages(struct kiosk *kiosk, const struct language *language)
{
    struct messages **messages = &kiosk->messages[place_of(language)];
    if (*messages == NULL) {
        struct problem problem;
        if (messages_open(messages, kiosk->set, kiosk->locales, language, &problem) != STATUS_OK) {
            log_problem(LOG_LEVEL_ERROR, &problem);
            return kiosk->messages[place_of(kiosk->first_language)];
        }
    }
    return *messages;
}

// The terminal as long as nobody has chosen a language.
struct at_first {
    struct terminal *terminal;
    const struct language *language;
};

static bool draws_at_first(void *context, const struct language *language, uint32_t character)
{
    (void)language;
    const struct at_first *at_first = context;
    return at_first->terminal->operations->draws(at_first->terminal, at_first->language, character);
}

static bool terminal_draws(void *context, const struct language *language, uint32_t character)
{
    struct terminal *terminal = context;
    return terminal->operations->draws(terminal, language, character);
}

// Whether a message can be shown before its language is chosen.
static bool drawn_at_first(struct messages *messages, enum kiosk_message id, struct at_first *at_first, struct letters_shown *shown)
{
    coverage_count(messages, id, id, shown);
    return coverage_of(shown, draws_at_first, at_first).missing == 0;
}

static enum kiosk_greeting greeting_of(struct messages *messages, struct at_first *at_first, struct letters_shown *shown)
{
    if (!drawn_at_first(messages, MESSAGE_ATTRACT_GREETING, at_first, shown) ||
        !drawn_at_first(messages, MESSAGE_ATTRACT_ANY_KEY, at_first, shown))
        return KIOSK_GREETS_BY_NAME;
    return drawn_at_first(messages, MESSAGE_ATTRACT_PROMISE, at_first, shown) ? KIOSK_GREETS_WHOLE : KIOSK_GREETS_SHORT;
}

void kiosk_see_terminal(struct kiosk *kiosk, struct terminal *terminal)
{
    size_t count;
    const struct language *languages = language_table(&count);
    if (terminal->operations->draws == NULL)
        return;
    struct letters_shown *shown = memory_allocate(1, sizeof *shown);
    struct at_first at_first = {terminal, kiosk->first_language};
    for (size_t i = 0; i < count; i++) {
        if (!language_is_offered(&languages[i], PROGRAM_KIOSK))
            continue;
        struct messages *messages = kiosk_messages(kiosk, &languages[i]);
        coverage_count(messages, 0, MESSAGE_COUNT - 1, shown);
        struct coverage coverage = coverage_of(shown, terminal_draws, terminal);
        kiosk->greetings[i] = greeting_of(messages, &at_first, shown);
        kiosk->undrawn[i] = !coverage_suffices(&coverage) && &languages[i] != kiosk->first_language;
        if (kiosk->undrawn[i])
            log_message(LOG_LEVEL_WARNING, "%s is not offered: the terminal lacks %zu of its %zu letters",
                        languages[i].tag, coverage.missing, coverage.letters);
    }
    memory_free(&shown);
}

bool kiosk_wants(const struct kiosk *kiosk, const struct language *language)
{
    const struct configuration *configuration = &kiosk->configuration;
    for (size_t i = 0; i < configuration->language_count; i++) {
        if (configuration->languages[i] == language)
            return true;
    }
    return configuration->language_count == 0 || language == kiosk->first_language;
}

bool kiosk_offers(const struct kiosk *kiosk, const struct language *language)
{
    return language_is_offered(language, PROGRAM_KIOSK) && kiosk_wants(kiosk, language) && !kiosk->undrawn[place_of(language)];
}

enum kiosk_greeting kiosk_greets_in(const struct kiosk *kiosk, const struct language *language)
{
    return kiosk->greetings[place_of(language)];
}

size_t kiosk_languages(const struct kiosk *kiosk, const struct language *languages[LANGUAGE_TABLE_MAX])
{
    const struct configuration *configuration = &kiosk->configuration;
    size_t known;
    size_t count = 0;
    const struct language *table = language_table(&known);
    for (size_t i = 0; i < configuration->language_count; i++) {
        if (kiosk_offers(kiosk, configuration->languages[i]))
            languages[count++] = configuration->languages[i];
    }
    for (size_t i = 0; i < known && count < LANGUAGE_TABLE_MAX; i++) {
        bool named = false;
        for (size_t k = 0; k < configuration->language_count; k++)
            named = named || configuration->languages[k] == &table[i];
        if (!named && kiosk_offers(kiosk, &table[i]))
            languages[count++] = &table[i];
    }
    return count;
}

void kiosk_set_language(struct kiosk *kiosk, struct view *view, const struct language *language)
{
    view->messages = kiosk_messages(kiosk, language);
    view->direction = messages_language(view->messages)->direction;
    kiosk->reader = reader_of_two(messages_language(view->messages), kiosk->second);
    kiosk->reader.here = kiosk->configuration.location;
    arena_reset(&kiosk->visit);
    kiosk->holidays = NULL;
    kiosk->brand = arena_format(&kiosk->visit, "Kompass %s", kiosk->catalog == NULL ? "" : catalog_release(kiosk->catalog)->name);
    kiosk->as_of = NULL;
    kiosk->outdated = false;
    if (kiosk->catalog != NULL) {
        char *date = message_date(view->messages, &kiosk->visit, catalog_release(kiosk->catalog)->created_date, DATE_STYLE_LONG);
        kiosk->outdated = releases_outdated(kiosk, &view->tick);
        kiosk->as_of = message_format(view->messages, &kiosk->visit, kiosk->outdated ? MESSAGE_AS_OF_OUTDATED : MESSAGE_AS_OF,
                                      (const char *[]){date, NULL});
    }
}

// The date gives way to the path: it also stands on the first screen and at each entry.
static struct program_bar bar(const struct view *view)
{
    const struct kiosk *kiosk = view->context;
    return (struct program_bar){.brand = kiosk->brand, .note = kiosk->as_of, .warns = kiosk->outdated};
}

static bool asks_for_language(const struct screen *screen)
{
    return screen == &screen_languages || screen == &screen_second;
}

// A visit begins when a language is chosen, or the one shown is taken by going home.
static void begin_visit(struct kiosk *kiosk)
{
    if (!kiosk->chosen) {
        kiosk_watch_clock(kiosk);
        kiosk_count(kiosk, 0, 1);
    }
    kiosk->chosen = true;
}

static void set_language(struct loop *loop, const struct language *language)
{
    struct kiosk *kiosk = loop->view.context;
    kiosk_set_language(kiosk, &loop->view, language);
    loop_set_language(loop, language);
    bool first_choice = loop->stack.depth == ATTRACT_DEPTH + 1; // the attract screen asked, and home comes next
    while (asks_for_language(stack_top(&loop->stack)->screen))
        stack_cut(&loop->stack, loop->stack.depth - 1);
    begin_visit(kiosk);
    loop_reload(loop);
    if (first_choice)
        loop_open(loop, &screen_home, NULL);
}

// Opens the screen, or closes it if it is the one on top: the same key leads in and out.
static void toggle(struct loop *loop, const struct screen *screen)
{
    const struct page *top = stack_top(&loop->stack);
    if (top->screen != screen) {
        loop_open(loop, screen, NULL);
    } else if (loop->stack.depth > ATTRACT_DEPTH + 1) {
        stack_back(&loop->stack);
        loop_reload(loop);
    }
}

// Says once in a visit what the key does, as "A+" cannot, and its steps come round.
static void change_text_size(struct loop *loop)
{
    struct kiosk *kiosk = loop->view.context;
    loop_set_text_size(loop, (loop->view.text_size + 1) % TEXT_SIZE_COUNT);
    if (loop->stack.depth == ATTRACT_DEPTH) // there, any key goes on
        loop_open(loop, &screen_languages, NULL);
    if (kiosk->size_explained || loop->view.text_size == TEXT_SIZE_NORMAL)
        return;
    kiosk->size_explained = true;
    loop->view.saying =
        message_text(loop->view.messages, loop->view.layout_size == TEXT_SIZE_NORMAL ? MESSAGE_SIZE_LETTERS : MESSAGE_SIZE_ROOM);
}

static bool act(struct loop *loop, int action)
{
    struct kiosk *kiosk = loop->view.context;
    switch (action) {
    case KIOSK_ACTION_HOME:
        begin_visit(kiosk);
        stack_cut(&loop->stack, ATTRACT_DEPTH);
        loop_open(loop, &screen_home, NULL);
        return true;
    case KIOSK_ACTION_HELP:
        toggle(loop, &screen_help);
        return true;
    case KIOSK_ACTION_LANGUAGE:
        toggle(loop, &screen_languages);
        return true;
    case KIOSK_ACTION_SEARCH:
        toggle(loop, &screen_search);
        return true;
    case ACTION_CHARACTER: // whoever types looks for something
        if (kiosk->chosen && !asks_for_language(stack_top(&loop->stack)->screen))
            loop_open(loop, &screen_search, NULL);
        return true;
    case KIOSK_ACTION_EMERGENCY:
        toggle(loop, &screen_emergency);
        return true;
    case KIOSK_ACTION_PATH:
        begin_visit(kiosk);
        toggle(loop, &screen_situations);
        return true;
    case KIOSK_ACTION_CLEAR:
        loop_reset(loop);
        return true;
    case KIOSK_ACTION_DISPLAY:
        loop_set_theme(loop, (loop->view.theme + 1) % THEME_COUNT);
        return true;
    case KIOSK_ACTION_TEXT_SIZE:
        change_text_size(loop);
        return true;
    case ACTION_QUIT:
        return kiosk->locked;
    default:
        return true;
    }
}

void kiosk_read_holidays(struct kiosk *kiosk)
{
    if (kiosk->holidays == NULL && kiosk->catalog != NULL)
        kiosk->holidays = catalog_holidays(kiosk->catalog, &kiosk->visit, &kiosk->reader, &kiosk->holiday_count);
}

void kiosk_begin(struct loop *loop)
{
    const struct kiosk *kiosk = loop->view.context;
    if (loop->view.theme != kiosk->configuration.theme)
        loop_set_theme(loop, kiosk->configuration.theme);
    if (loop->view.text_size != kiosk->configuration.text_size)
        loop_set_text_size(loop, kiosk->configuration.text_size);
}

// A kiosk that has been running for weeks has spoken every language, and would keep what that takes for ever.
static void rest_languages(struct kiosk *kiosk)
{
    for (size_t i = 0; i < LANGUAGE_TABLE_MAX; i++) {
        if (kiosk->messages[i] != NULL)
            messages_rest(kiosk->messages[i]);
    }
}

static void reset(struct loop *loop)
{
    struct kiosk *kiosk = loop->view.context;
    stack_cut(&loop->stack, ATTRACT_DEPTH);
    kiosk_forget(kiosk, loop->view.tick.now);
    kiosk->waiting = false; // from now on
    kiosk_begin(loop);
    loop_set_touch(loop, false);
    rest_languages(kiosk);
    releases_take(loop);
    kiosk->second = NULL;
    kiosk->chosen = kiosk->size_explained = false;
    kiosk_set_language(kiosk, &loop->view, kiosk->first_language);
    loop_set_language(loop, kiosk->first_language);
    loop_reload(loop);
}

// Back on the first page the visit is over.
static void back(struct loop *loop)
{
    if (loop->stack.depth > ATTRACT_DEPTH + 1)
        stack_back(&loop->stack);
    else if (loop->stack.depth == ATTRACT_DEPTH + 1)
        loop_reset(loop);
}

// A visitor who follows links for long is never told that it cannot go on: the oldest page goes that is neither the first nor
// the second, which are where a visit begins, and which home and Esc lead to. It loses nothing: what a page of the kiosk shows
// is read anew, and words are typed on the page on top alone.
static void forget_oldest(struct loop *loop)
{
    stack_remove(&loop->stack, ATTRACT_DEPTH + 1);
}

static bool visiting(const struct loop *loop)
{
    return loop->stack.depth > ATTRACT_DEPTH;
}

// A box in the middle with the question and the seconds left, in words and as a bar: the one thing that moves, as it explains.
static void warn(struct loop *loop, const struct canvas *screen, int seconds)
{
    struct messages *messages = loop->view.messages;
    const struct dialog dialog = {.texts = {
        {message_text(messages, MESSAGE_IDLE_TITLE), ROLE_HEADING},
        {message_count(messages, screen->arena, MESSAGE_IDLE_COUNTDOWN, seconds, NULL), ROLE_NOTICE},
        {message_text(messages, MESSAGE_IDLE_ANY_KEY), ROLE_TEXT},
    }, .left = 1000 * seconds, .of = loop->warning_ms};
    dialog_paint(&dialog, &loop->view, screen);
}

static void notice(struct loop *loop)
{
    struct kiosk *kiosk = loop->view.context;
    printer_link_hear(&kiosk->printer, loop->view.tick.elapsed_ms);
    releases_notice(loop);
    kiosk_set_language(loop->view.context, &loop->view, messages_language(loop->view.messages));
    loop_reload(loop);
}

// As long as nobody is there, one language after the other greets, the first one from the end of a visit on. The loop looks at its
// clock only after this.
static void take_turns(struct loop *loop)
{
    struct kiosk *kiosk = loop->view.context;
    bool waited = kiosk->waiting;
    struct tick tick;
    kiosk->waiting = loop->stack.depth == ATTRACT_DEPTH;
    loop->due_ms = 0;
    if (!kiosk->waiting)
        return;
    loop->sample(loop->clock, &tick);
    if (!waited)
        kiosk->waiting_ms = tick.elapsed_ms;
    int64_t since = tick.elapsed_ms - kiosk->waiting_ms;
    size_t turn = (size_t)(since / KIOSK_TURN_MS);
    loop->due_ms = (int)(KIOSK_TURN_MS - since % KIOSK_TURN_MS);
    loop->dirty = loop->dirty || turn != kiosk->turn;
    kiosk->turn = turn;
    usage_pause(kiosk->usage, since, tick.elapsed_ms, counting_time(kiosk, &tick.now));
}

static void begin(struct loop *loop)
{
    struct kiosk *kiosk = loop->view.context;
    if (kiosk->catalog != NULL)
        catalog_begin_turn(kiosk->catalog);
    counting_see(kiosk, stack_top(&loop->stack));
    take_turns(loop);
}

const struct program kiosk_program = {
    .actions = kiosk_actions,
    .bindings = kiosk_bindings,
    .contexts = kiosk_contexts,
    .kept_keys = kiosk_kept_keys,
    .texts =
        {
            [KIT_TEXT_TOO_SMALL] = MESSAGE_TOO_SMALL,
            [KIT_TEXT_NUMBER_GOES_ON] = MESSAGE_NUMBER_GOES_ON,
            [KIT_TEXT_SPACE] = MESSAGE_KEYBOARD_SPACE,
            [KIT_TEXT_ERASE] = MESSAGE_KEY_ERASE,
            [KIT_TEXT_DONE] = MESSAGE_KEYBOARD_DONE,
        },
    .bar = bar,
    .begin = begin,
    .act = act,
    .back = back,
    .full = forget_oldest,
    .language = set_language,
    .reset = reset,
    .visiting = visiting,
    .warn = warn,
    .notice = notice,
};

static_assert((int)PAGE_ID_BYTES >= (int)CATALOG_ID_BYTES, "a page has room for the id of what it shows");
