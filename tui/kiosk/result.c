// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// What helps in a situation: at most seven offers, each with the reason, what to do next and what to bring; below them by name what may
// help, too. In danger numbers are large, and nothing was asked.
#include "tui/kiosk/entries.h"
#include "tui/kiosk/path.h"
#include "tui/kiosk/phrases.h"
#include "tui/kiosk/screens.h"

#include <stdio.h>
#include <string.h>

enum {
    DETAIL_LINES = 6, // of a card at most: why, by which answers, what to do, what to bring
    ROWS_WITH_ALL = 20, // below so many rows cards have less
    DETAIL_LINES_LOW = 4,
    FIGURE_DIGITS = 6,  // of a number that is shown large
};

struct result {
    struct entries entries;
    size_t paper; // the place of the line that leads to printing; where there is none, behind all
    const char *title;
};

static const char *title(struct page *page)
{
    const struct result *state = page->state;
    return state->title;
}

static void add_line(struct page *page, struct arena_text *text, const char *line)
{
    if (line == NULL || line[0] == '\0')
        return;
    arena_append(&page->data, text, text->length == 0 ? "" : "\n");
    arena_append(&page->data, text, line);
}

// "You said: passport of an EU country." Of a child its age, if it is one.
static void add_said(struct page *page, struct arena_text *text, const struct path_stage *stage, enum path_question question)
{
    struct messages *messages = page->view->messages;
    path_values chosen = kiosk_of(page)->path.answers.values[question];
    const char *separator = messages_language(messages)->list_separator;
    const char *all = NULL;
    size_t count = path_value_count(question, &stage->table->districts);
    for (size_t i = 0; i < count; i++) {
        if ((chosen & (path_values)1 << i) == 0)
            continue;
        if (question == PATH_AGE && i > 0 && i < PATH_AGES && chosen == (path_values)1 << i) {
            add_line(page, text, message_count(messages, &page->data, MESSAGE_BECAUSE_CHILD, (long)i, NULL));
            return;
        }
        const char *value = path_value_text(page, question, &stage->table->districts, i);
        all = all == NULL ? value : arena_format(&page->data, "%s%s%s", all, separator, value);
    }
    if (all != NULL)
        add_line(page, text, message_format(messages, &page->data, MESSAGE_BECAUSE_SAID, (const char *[]){all, NULL}));
}

static void add_labelled(struct page *page, struct arena_text *text, enum kiosk_message label, const char *words)
{
    if (words != NULL)
        add_line(page, text, arena_format(&page->data, "%s: %s", message_text(page->view->messages, label), words));
}

static const char *why(struct page *page, const struct path_stage *stage, const struct path_result *result)
{
    struct messages *messages = page->view->messages;
    struct arena_text text = {0};
    add_line(page, &text, path_reason_text(page, stage->table->rows[result->row].reason));
    for (int question = 0; question < PATH_QUESTIONS; question++) {
        if ((result->because & 1u << question) != 0)
            add_said(page, &text, stage, (enum path_question)question);
        if ((result->open & 1u << question) != 0)
            add_line(page, &text, message_format(messages, &page->data, MESSAGE_DEPENDS_ON,
                                                 (const char *[]){path_question_text(page, (enum path_question)question), NULL}));
    }
    return text.bytes;
}

// A number that can be dialled without looking twice, without the blanks of print.
static const char *figure_of(struct page *page, const struct catalog_offer *offer)
{
    for (size_t i = 0; i < offer->contact_count; i++) {
        const char *number = offer->contacts[i].printed;
        char *digits = arena_copy_text(&page->data, number == NULL ? "" : number);
        size_t count = 0;
        for (const char *at = digits; *at != '\0'; at++)
            if (*at != ' ')
                digits[count++] = *at;
        digits[count] = '\0';
        if (count > 0 && count <= FIGURE_DIGITS && strspn(digits, "0123456789") == count)
            return digits;
    }
    return NULL;
}

static void add_card(struct page *page, const struct path_stage *stage, const struct path_result *result, size_t place)
{
    struct result *state = page->state;
    struct kiosk *kiosk = kiosk_of(page);
    struct catalog_entry *entry = &state->entries.entries[state->entries.count];
    struct list_text *text = &state->entries.texts[state->entries.count];
    struct catalog_offer offer;
    struct problem problem;
    const char *id = stage->table->rows[result->row].offer;
    if (!catalog_entry(kiosk->catalog, &page->data, &kiosk->reader, id, entry))
        return;
    state->entries.count++;
    *text = place < PATH_RESULTS_MAX ? entry_card(entry, page) : entry_text(entry, page);
    if (place == PATH_RESULTS_MAX)
        text->group = message_text(page->view->messages, MESSAGE_RESULT_MORE);
    if (place >= PATH_RESULTS_MAX ||
        catalog_offer(kiosk->catalog, &page->data, &kiosk->reader, id, &offer, &problem) != STATUS_OK)
        return;
    struct arena_text detail = {0};
    add_line(page, &detail, why(page, stage, result));
    add_labelled(page, &detail, MESSAGE_HEADING_NEXT, phrase_next_step(page, &offer));
    add_labelled(page, &detail, MESSAGE_HEADING_BRING, phrase_text(page, &offer.bring));
    text->detail = detail.bytes;
    text->figure = stage->situation.urgent ? figure_of(page, &offer) : NULL;
}

static void load(struct page *page)
{
    struct result *state = page->state;
    struct kiosk *kiosk = kiosk_of(page);
    struct path_stage stage;
    struct path_result results[PATH_ROWS_MAX];
    entries_begin(&state->entries, page, PATH_ROWS_MAX + 1);
    state->paper = PATH_ROWS_MAX + 1;
    if (!path_stage(page, path_situation(page), &stage)) {
        state->title = message_text(page->view->messages, MESSAGE_ENTRY_GONE);
        return;
    }
    state->title = message_text(page->view->messages, MESSAGE_RESULT_TITLE);
    size_t count = path_evaluate(stage.table, &kiosk->path.answers,
                                 catalog_path_stated(kiosk->catalog, &page->data, &kiosk->reader, stage.table), results);
    for (size_t i = 0; i < count; i++)
        add_card(page, &stage, &results[i], i);
    if (state->entries.count == 0 || !printer_link_is_there(&kiosk_of(page)->printer))
        return;
    state->paper = state->entries.count++;
    state->entries.entries[state->paper] = (struct catalog_entry){.id = ""}; // leads nowhere itself
    state->entries.texts[state->paper] = (struct list_text){.title = message_text(page->view->messages, MESSAGE_TAKE_PAPER), .role = ROLE_TEXT};
}

static void layout(struct page *page)
{
    struct result *state = page->state;
    const struct list_shape shape = {.columns_max = 1,
                                     .detail_lines = page->rows < ROWS_WITH_ALL ? DETAIL_LINES_LOW : DETAIL_LINES,
                                     .numbered = true,
                                     .air = LIST_AIRY,
                                     .sentences = true};
    if (state->entries.count == 0)
        entries_lay_out(&state->entries, page); // says where to ask
    else
        list_lay_out(&state->entries.list, &page->lines, page->view, state->entries.texts, state->entries.count, &shape, page->rows,
                     page->columns);
}

static void paint(struct page *page, const struct canvas *canvas)
{
    const struct result *state = page->state;
    entries_paint(&state->entries, canvas);
}

static struct request act(struct page *page, const struct input *input)
{
    struct result *state = page->state;
    struct request request = entries_act(&state->entries, input);
    if (request.kind != REQUEST_OPEN || state->entries.list.focus != state->paper)
        return request;
    request = (struct request){.kind = REQUEST_OPEN, .screen = &screen_take};
    snprintf(request.argument.id, sizeof request.argument.id, "%s", path_situation(page));
    return request;
}

const struct screen screen_result = {
    .name = "result",
    .context = KIOSK_CONTEXT_PATH,
    .state_size = sizeof(struct result),
    .title = title,
    .load = load,
    .layout = layout,
    .paint = paint,
    .act = act,
};
