// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Search: a field, below it a keyboard if asked for, and what was found so far, with each key. Never an empty page: without
// a result it offers the life areas.
#include "core/search/search.h"
#include "core/text/isolate.h"
#include "tui/kiosk/entries.h"
#include "tui/kiosk/phrases.h"
#include "tui/kiosk/screens.h"
#include "tui/kit/field.h"
#include "tui/kit/keyboard.h"

#include <string.h>

enum {
    RESULTS_MAX = 50,
    CARDS_FIRST = 8,          // results that are told whole at once: as many as a screen shows at most, as each costs its queries
    GROUPS_FROM = 11,         // results that are parted by their kinds
    FIELD_ROW = 0,
    BELOW_FIELD = 2,          // the first row that the rest has,
    BELOW_FIELD_LOW = 1,      // and on a low screen with a keyboard
    LIST_LEAST = 3,           // rows that are the list's, whatever is said above it
    ROWS_WITH_KEYBOARD = 14,  // from this height on there are blank rows around it
};

struct search {
    struct field field; // the visitor's words
    struct keyboard keyboard;
    struct entries entries;
    const char *saying; // what stands between field and list; "" for nothing
    struct text_layout said; // its lines; as many as leave the list a row
    const char *meant;  // other words, which the first line of the list offers; NULL: none
    char unfound[FIELD_BYTES]; // the longest that was typed in vain since the field was empty
    bool begun;
    bool found; // the list has results
    size_t cards; // of them, those that are told whole: with chips, marks, and words that they do not show
};

// An emergency number's line begins with the number: who looks for it may need no more.
static void add_number(struct list_text *text, const char *id, struct page *page)
{
    size_t count;
    struct kiosk *kiosk = kiosk_of(page);
    const struct emergency_number *numbers = catalog_emergency(kiosk->catalog, &page->data, &kiosk->reader, &count);
    for (size_t i = 0; i < count; i++) {
        if (numbers[i].id == NULL || strcmp(numbers[i].id, id) != 0)
            continue;
        const char *phone = text_isolate(&page->data, TEXT_FIELD_PHONE, numbers[i].number);
        text->title = arena_format(&page->data, "%s · %s", phone, text_isolate(&page->data, TEXT_FIELD_NAME, text->title));
    }
}

// Where the words were found in another language than the one shown, the line says so instead of its detail.
static bool say_language(struct list_text *text, const struct search_result *result, struct page *page)
{
    struct messages *messages = page->view->messages;
    if (result->matched == NULL || result->entry.title.language == NULL || result->entry.german != NULL ||
        language_is_same(result->matched, result->entry.title.language))
        return false;
    const char *name = message_language_name(messages, &page->data, result->matched->tag);
    text->detail = message_format(messages, &page->data, MESSAGE_SEARCH_MATCHED, (const char *const[]){name, NULL});
    return true;
}

// Words of its texts that were found and that it does not show, before a detail, as that may be cut.
static void say_words(struct list_text *text, const char *words, bool after_language, struct page *page)
{
    words = text_isolate(&page->data, TEXT_FIELD_NAME, words);
    if (after_language) {
        text->detail = arena_format(&page->data, "%s · %s", text->detail, words);
        return;
    }
    words = message_format(page->view->messages, &page->data, MESSAGE_SEARCH_FOUND, (const char *const[]){words, NULL});
    text->detail = text->detail == NULL ? words : arena_format(&page->data, "%s · %s", words, text->detail);
}

// Marks the words of a text of a result that were found.
static struct list_marks marks_of(const struct search_results *found, const struct search_result *result, const char *text,
                                  struct page *page)
{
    struct list_marks marks;
    marks.spans = search_found_spans(kiosk_of(page)->catalog, &page->data, found, result, text, &marks.count);
    return marks;
}

static struct list_text result_text(const struct search_results *found, const struct search_result *result, bool whole,
                                    struct page *page)
{
    struct list_text text = whole ? entry_card(&result->entry, page) : entry_text(&result->entry, page);
    text.role = ROLE_STRONG;
    const char *shown = arena_format(&page->data, "%s %s %s", text.title, text.detail == NULL ? "" : text.detail,
                                     result->entry.german == NULL ? "" : result->entry.german);
    if (result->entry.kind == KIND_EVENT)
        text.detail = phrase_event_time(page, &result->next);
    if (result->entry.kind == KIND_EMERGENCY)
        add_number(&text, result->entry.id, page);
    bool language = say_language(&text, result, page);
    if (!whole)
        return text;
    const char *others = search_found_words(kiosk_of(page)->catalog, &page->data, found, result, shown);
    if (others != NULL)
        say_words(&text, others, language, page);
    text.title_marks = marks_of(found, result, text.title, page);
    text.detail_marks = marks_of(found, result, text.detail, page);
    return text;
}

// What stands above results of a kind.
static enum kiosk_message heading_of(enum kind kind)
{
    switch (kind) {
    case KIND_AREA:
    case KIND_TOPIC:
        return MESSAGE_GROUP_TOPICS;
    case KIND_OFFER:
        return MESSAGE_GROUP_OFFERS;
    case KIND_GUIDE:
        return MESSAGE_GROUP_GUIDES;
    case KIND_EVENT:
        return MESSAGE_EVENTS_TITLE;
    case KIND_EMERGENCY:
        return MESSAGE_EMERGENCY_TITLE;
    default:
        return MESSAGE_GROUP_ARTICLES; // and words
    }
}

// Many results stand by kinds, the kind of the best one first, and within each the best first.
static void part_by_kinds(struct search_results *found, struct page *page)
{
    struct search_result *parted = arena_allocate(&page->data, found->count, sizeof *parted);
    size_t count = 0;
    for (size_t first = 0; first < found->count; first++) {
        enum kiosk_message heading = heading_of(found->items[first].entry.kind);
        bool begun = false; // by one before
        for (size_t i = 0; i < first; i++)
            begun = begun || heading_of(found->items[i].entry.kind) == heading;
        for (size_t i = first; i < found->count && !begun; i++)
            if (heading_of(found->items[i].entry.kind) == heading)
                parted[count++] = found->items[i];
    }
    found->items = parted;
}

// A detail that the line above has is left out, and many results have headings.
static void add_result(struct page *page, const struct search_results *found, size_t place)
{
    struct search *state = page->state;
    struct entries *entries = &state->entries;
    const struct search_result *result = &found->items[place];
    struct list_text text = result_text(found, result, place < state->cards, page);
    const struct list_text *above = place > 0 ? &entries->texts[entries->count - 1] : NULL;
    if (above != NULL && above->detail != NULL && text.detail != NULL && strcmp(above->detail, text.detail) == 0)
        text.detail = NULL;
    enum kiosk_message heading = heading_of(result->entry.kind);
    if (found->count >= GROUPS_FROM && (place == 0 || heading_of(result[-1].entry.kind) != heading))
        text.group = message_text(page->view->messages, heading);
    entries->entries[entries->count] = result->entry;
    entries->texts[entries->count++] = text;
}

static void list_results(struct page *page, struct search_results *found)
{
    struct search *state = page->state;
    struct entries *entries = &state->entries;
    struct messages *messages = page->view->messages;
    state->saying = message_count(messages, &page->data, found->more ? MESSAGE_COUNT_RESULTS_MORE : MESSAGE_COUNT_RESULTS,
                                  (long)found->count, NULL);
    state->meant = found->did_you_mean;
    if (state->meant != NULL) {
        const char *title =
            message_format(messages, &page->data, MESSAGE_SEARCH_MEANT, (const char *const[]){state->meant, NULL});
        entries->entries[entries->count] = (struct catalog_entry){.id = ""}; // opens nothing: act_on_results()
        entries->texts[entries->count++] = (struct list_text){.title = title, .role = ROLE_TEXT};
    }
    if (found->count >= GROUPS_FROM)
        part_by_kinds(found, page);
    for (size_t i = 0; i < found->count; i++)
        add_result(page, found, i);
}

// What was chosen here before in this visit, the last one first.
static void list_recent(struct page *page)
{
    struct search *state = page->state;
    struct kiosk *kiosk = kiosk_of(page);
    struct catalog_list recent = {arena_allocate(&page->data, KIOSK_RECENT_MAX, sizeof *recent.entries), 0};
    for (size_t i = 0; i < kiosk->recent_count; i++)
        recent.count += catalog_entry(kiosk->catalog, &page->data, &kiosk->reader, kiosk->recent[i].id,
                                      &recent.entries[recent.count]);
    entries_add(&state->entries, page, &recent, MESSAGE_SEARCH_RECENT);
}

// What there is besides: the life areas, and somebody to ask.
static void list_areas(struct page *page)
{
    struct search *state = page->state;
    struct kiosk *kiosk = kiosk_of(page);
    struct catalog_list areas = catalog_areas(kiosk->catalog, &page->data, &kiosk->reader);
    if (state->field.length > 0) {
        state->saying = arena_format(&page->data, "%s\n%s", message_text(page->view->messages, MESSAGE_SEARCH_NONE),
                                     message_text(page->view->messages, MESSAGE_NEXT_ASK));
    }
    entries_add(&state->entries, page, &areas, MESSAGE_SEARCH_INSTEAD);
}

// Keeps the words that are searched in vain until something is found by typing on, and tells the visit of them when the
// field is empty again.
static void note_unfound(struct page *page, bool found)
{
    struct search *state = page->state;
    size_t length = strlen(state->unfound);
    if (state->field.length == 0 && length > 0)
        demand_note(&kiosk_of(page)->unfound, state->unfound);
    if (state->field.length == 0 || (found && state->field.length > length))
        explicit_bzero(state->unfound, sizeof state->unfound);
    else if (!found && state->field.length >= length)
        memcpy(state->unfound, state->field.text, sizeof state->unfound);
}

static void load(struct page *page)
{
    struct search *state = page->state;
    struct kiosk *kiosk = kiosk_of(page);
    struct search_results found = {0};
    if (state->cards == 0)
        state->cards = CARDS_FIRST;
    if (!state->begun)
        state->keyboard.open = page->view->touch; // a finger has no other keys
    state->begun = true;
    entries_begin(&state->entries, page, RESULTS_MAX + 1);
    state->saying = "";
    state->meant = NULL;
    if (kiosk->catalog == NULL) {
        state->saying = message_text(page->view->messages, MESSAGE_NO_CATALOG_TITLE);
        return;
    }
    if (state->field.length > 0)
        found = search_catalog(kiosk->catalog, &page->data, &kiosk->reader, page->view->tick.now, state->field.text,
                               RESULTS_MAX);
    state->found = found.count > 0;
    note_unfound(page, state->found);
    if (state->field.length == 0)
        list_recent(page);
    if (found.count > 0)
        list_results(page, &found);
    else
        list_areas(page);
}

static const char *title(struct page *page)
{
    return message_text(page->view->messages, MESSAGE_SEARCH_TITLE);
}

// The row at which the keyboard begins.
static int keyboard_row(const struct page *page)
{
    return page->rows < ROWS_WITH_KEYBOARD ? BELOW_FIELD_LOW : BELOW_FIELD;
}

static int saying_row(const struct page *page)
{
    const struct search *state = page->state;
    if (state->keyboard.rows == 0)
        return BELOW_FIELD;
    return keyboard_row(page) + state->keyboard.rows + (page->rows < ROWS_WITH_KEYBOARD ? 0 : 1);
}

// The row at which the list begins: further down when something is said above it.
static int list_row(const struct page *page)
{
    const struct search *state = page->state;
    if (state->saying[0] == '\0')
        return saying_row(page);
    return saying_row(page) + (int)state->said.count + (state->keyboard.rows == 0 ? 1 : 0);
}

static void layout(struct page *page)
{
    struct search *state = page->state;
    const struct list_shape shape = {
        .columns_max = 1, .detail_lines = entries_detail_lines(page), .air = LIST_CARDS, .sentences = true};
    state->entries.list.unfocused = state->keyboard.open;
    keyboard_lay_out(&state->keyboard, &page->lines, page->view, kiosk_of(page)->reader.languages[0],
                     page->rows - keyboard_row(page), page->columns);
    struct text_options options = view_text_options(page->view, page->columns);
    options.max_lines = page->rows - saying_row(page) > LIST_LEAST ? page->rows - saying_row(page) - LIST_LEAST : 1;
    text_lay_out(&page->lines, state->saying, &options, &state->said);
    int rows = page->rows > list_row(page) ? page->rows - list_row(page) : 1;
    list_lay_out(&state->entries.list, &page->lines, page->view, state->entries.texts, state->entries.count, &shape, rows,
                 page->columns);
}

static void paint(struct page *page, const struct canvas *canvas)
{
    const struct search *state = page->state;
    for (size_t i = 0; i < state->said.count; i++)
        canvas_line(canvas, saying_row(page) + (int)i, 0, &state->said.lines[i], ROLE_QUIET);
    struct canvas part = canvas_part(canvas, list_row(page), 0, canvas->rows - list_row(page), canvas->columns);
    list_paint(&state->entries.list, &part);
    // Painted later: while somebody types, the cursor belongs into the field, or on the key that Enter presses.
    field_paint(&state->field, canvas, FIELD_ROW, 0, canvas->columns, message_text(page->view->messages, MESSAGE_SEARCH_HINT));
    struct canvas keys = canvas_part(canvas, keyboard_row(page), 0, state->keyboard.rows, canvas->columns);
    keyboard_paint(&state->keyboard, &keys);
}

// The words have changed: other results, the first of them focused.
static struct request find_again(struct page *page)
{
    struct search *state = page->state;
    state->entries.list = (struct list){0};
    state->cards = CARDS_FIRST;
    arena_reset(&page->lines);
    arena_reset(&page->data);
    load(page);
    return (struct request){.kind = REQUEST_LAYOUT};
}

static struct request erase(struct page *page)
{
    struct search *state = page->state;
    return field_erase(&state->field) ? find_again(page) : (struct request){.kind = REQUEST_NONE};
}

static struct request open_keyboard(struct page *page)
{
    struct search *state = page->state;
    state->keyboard.open = true;
    return (struct request){.kind = REQUEST_LAYOUT};
}

// A key of the keyboard on the screen may change the letter before it.
static void type_key(struct field *field, uint32_t character)
{
    uint32_t one = keyboard_compose(field_last(field), character);
    if (one != 0)
        field_erase(field);
    field_insert(field, one != 0 ? one : character);
}

// What the keyboard on the screen makes of the input; REQUEST_NONE when it is none of its business.
static struct request act_on_keyboard(struct page *page, const struct input *input)
{
    struct search *state = page->state;
    struct input placed = *input;
    uint32_t character = 0;
    placed.row -= keyboard_row(page);
    switch (keyboard_act(&state->keyboard, &placed, &character)) {
    case KEYBOARD_MOVED:
        return (struct request){.kind = REQUEST_PAINT};
    case KEYBOARD_TYPED:
        type_key(&state->field, character);
        return find_again(page);
    case KEYBOARD_ERASED:
        return erase(page);
    case KEYBOARD_CHANGED:
        return (struct request){.kind = REQUEST_LAYOUT};
    case KEYBOARD_IGNORED:
        break;
    }
    return (struct request){.kind = REQUEST_NONE};
}

static struct request act_on_results(struct page *page, const struct input *input)
{
    struct search *state = page->state;
    struct input placed = *input;
    placed.row -= list_row(page);
    struct request request = entries_act(&state->entries, &placed);
    if (request.kind == REQUEST_OPEN && state->meant != NULL && state->entries.list.focus == 0) {
        field_set(&state->field, state->meant);
        return find_again(page);
    }
    if (request.kind == REQUEST_OPEN && state->found) {
        explicit_bzero(state->unfound, sizeof state->unfound);
        kiosk_remember(kiosk_of(page), &state->entries.entries[state->entries.list.focus]);
    }
    if (request.kind == REQUEST_PAINT && state->entries.list.scroll > 0 && state->cards < RESULTS_MAX) {
        state->cards = RESULTS_MAX; // the reader goes on to those further down
        return (struct request){.kind = REQUEST_LOAD};
    }
    // Further up than the first result are the keys: the way to them without a key of their own.
    if (request.kind == REQUEST_NONE && input->action == ACTION_UP && !input->wheel)
        return open_keyboard(page);
    return request;
}

static struct request act(struct page *page, const struct input *input)
{
    struct search *state = page->state;
    bool at_keys = state->keyboard.open && !input->wheel;
    switch (input->action) {
    case ACTION_CHARACTER:
        field_insert(&state->field, input->character);
        return find_again(page);
    case ACTION_ERASE:
        return erase(page); // nothing of an empty field: a key that is held erases, and never leaves
    case ACTION_KEYBOARD:
        return state->keyboard.open ? act_on_keyboard(page, input) : open_keyboard(page);
    case ACTION_POINT:
        if (input->row == FIELD_ROW)
            return open_keyboard(page);
        if (input->row < saying_row(page) && at_keys)
            return act_on_keyboard(page, input);
        return act_on_results(page, input);
    default:
        break;
    }
    bool for_keys = input->action == ACTION_UP || input->action == ACTION_DOWN || input->action == ACTION_TO_START ||
                    input->action == ACTION_TO_END || input->action == ACTION_OPEN || input->action == ACTION_BACK;
    return at_keys && for_keys ? act_on_keyboard(page, input) : act_on_results(page, input);
}

static void close_search(struct page *page)
{
    struct search *state = page->state;
    field_wipe(&state->field);
    note_unfound(page, false);
}

const struct screen screen_search = {
    .name = "search",
    .context = KIOSK_CONTEXT_FIELD,
    .state_size = sizeof(struct search),
    .title = title,
    .load = load,
    .layout = layout,
    .paint = paint,
    .act = act,
    .close = close_search,
};
