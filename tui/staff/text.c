// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// One text of the record under edit (staff->sheet) on a page of its own, with what is to be said about it beside it. Its argument is the
// path of the text, "texts.uk.summary". What is written goes to the sheet at once, so that it is in the draft.
#include "tui/staff/problem_words.h"
#include "tui/staff/text_page.h"

#include "core/base/memory.h"
#include "core/desk/word_list.h"
#include "core/edit/find.h"
#include "tui/kit/dialog.h"
#include "tui/staff/desk.h"
#include "tui/staff/screens.h"

#include <string.h>

enum { SIDE_COLUMNS = 38, SIDE_FROM = 104, BELOW_ROWS = 6, BELOW_LEAST = 10, WANTED_BYTES = 200 };

static const struct request paint_again = {.kind = REQUEST_PAINT};

// ---- opening -----------------------------------------------------------------------------------------------------

static const char *title(struct page *page)
{
    const struct text_page *writing = page->state;
    if (!writing->opened)
        return staff_text(page->view, MESSAGE_TEXT_TITLE);
    const char *language = message_language_name(page->view->messages, &page->data, writing->language->tag);
    return arena_format(&page->data, "%s · %s", staff_label(page->view, "field_", writing->text->name), language);
}

// The text of the record under edit that the path means.
static bool read_path(struct page *page)
{
    struct text_page *writing = page->state;
    const struct sheet *sheet = staff_of(page)->sheet;
    const char *tag, *field;
    if (sheet == NULL || !record_path_text(&page->data, page->argument.id, &tag, &field))
        return false;
    writing->language = language_by_tag(tag);
    writing->kind = sheet_kind(sheet);
    writing->text = model_text_of(writing->kind, field);
    return writing->language != NULL && writing->text != NULL;
}

static const char *words_of(const struct page *page)
{
    const struct text_page *writing = page->state;
    const char *words = sheet_words(staff_of(page)->sheet, writing->language->tag, writing->text->name);
    return words == NULL ? "" : words;
}

static void open_editor(struct page *page)
{
    struct text_page *writing = page->state;
    const struct sheet *sheet = staff_of(page)->sheet;
    const struct edit_limits limits = {.bytes = writing->text->bytes_max};
    bool was_here = sheet->focus != NULL && strcmp(sheet->focus, page->argument.id) == 0;
    editor_init(&writing->editor, &limits, writing->language->direction);
    edit_load(&writing->editor.edit, words_of(page));
    edit_place(&writing->editor.edit, was_here ? sheet->cursor : 0, false);
    editor_init(&writing->wanted, &(struct edit_limits){.bytes = WANTED_BYTES, .lines = 1}, writing->language->direction);
}

static void open_proof(struct page *page)
{
    struct text_page *writing = page->state;
    struct staff *staff = staff_of(page);
    struct problem problem;
    const char *more = NULL;
    if (proof_standard_read(&writing->standard, staff->editorial, writing->language, &problem) != STATUS_OK)
        staff_say_problem(page->view, &problem);
    if (word_list_read(&page->data, staff->path, &more, &problem) != STATUS_OK)
        staff_say_problem(page->view, &problem);
    proof_begin(&writing->proof, &writing->standard, staff->spelling, writing->text, more);
}

static void load(struct page *page)
{
    struct text_page *writing = page->state;
    if (writing->opened)
        return;
    if (!read_path(page)) {
        writing->problem = staff_text(page->view, MESSAGE_RECORD_NONE);
        return;
    }
    open_editor(page);
    open_proof(page);
    writing->opened = true;
}

static void close_page(struct page *page)
{
    struct text_page *writing = page->state;
    if (!writing->opened)
        return;
    proof_end(&writing->proof);
    proof_standard_free(&writing->standard);
    editor_free(&writing->editor);
    editor_free(&writing->wanted);
    arena_free(&writing->terms_arena);
    memory_free(&writing->marks);
}

// ---- looking -----------------------------------------------------------------------------------------------------

static void add_mark(struct text_page *writing, size_t start, size_t end, enum role role)
{
    size_t behind = writing->mark_count == 0 ? 0 : writing->marks[writing->mark_count - 1].end;
    start = start < behind ? behind : start;
    if (start < end)
        writing->marks[writing->mark_count++] = (struct editor_mark){start, end, role};
}

// The first finding from `at` on that is wrong, or is advice.
static size_t skip_to(const struct proof *proof, size_t at, bool wrong)
{
    while (at < proof->count && (proof->findings[at].kind != PROOF_RULE) != wrong)
        at++;
    return at;
}

// What is wrong is marked in any case, advice around it. A word that is just being written is not judged yet.
static void mark(struct text_page *writing)
{
    const struct proof *proof = &writing->proof;
    const struct editor *editor = &writing->editor;
    if (2 * proof->count + 1 > writing->mark_capacity) {
        memory_free(&writing->marks);
        writing->mark_capacity = 4 * proof->count + 1;
        writing->marks = memory_allocate(writing->mark_capacity, sizeof *writing->marks);
    }
    writing->mark_count = 0;
    size_t advice = skip_to(proof, 0, false);
    for (size_t wrong = skip_to(proof, 0, true); wrong < proof->count; wrong = skip_to(proof, wrong + 1, true)) {
        const struct proof_finding *found = &proof->findings[wrong];
        if (found->kind == PROOF_SPELLING && editor->written && found->end == editor->edit.cursor)
            continue;
        for (; advice < proof->count && proof->findings[advice].start < found->start; advice = skip_to(proof, advice + 1, false)) {
            size_t end = proof->findings[advice].end;
            add_mark(writing, proof->findings[advice].start, end < found->start ? end : found->start, ROLE_FIELD_ADVICE);
            if (end > found->start)
                break;
        }
        add_mark(writing, found->start, found->end, ROLE_FIELD_WRONG);
    }
    for (; advice < proof->count; advice = skip_to(proof, advice + 1, false))
        add_mark(writing, proof->findings[advice].start, proof->findings[advice].end, ROLE_FIELD_ADVICE);
    writing->editor.marks = writing->marks;
    writing->editor.mark_count = writing->mark_count;
}

static void look(struct page *page)
{
    struct text_page *writing = page->state;
    const struct edit *edit = &writing->editor.edit;
    const char *german = record_original(staff_of(page)->sheet->working, writing->text);
    proof_look(&writing->proof, edit->text, edit->length);
    mark(writing);
    arena_reset(&writing->terms_arena);
    writing->term_count = 0;
    if (writing->beside || writing->panel == TEXT_PANEL_GLOSSARY)
        writing->term_count = proof_terms(&writing->standard, &writing->terms_arena, german == NULL ? "" : german, edit->text, &writing->terms);
}

// ---- painting ----------------------------------------------------------------------------------------------------

static void layout(struct page *page)
{
    struct text_page *writing = page->state;
    if (!writing->opened)
        return;
    int measure = view_measure(page->view);
    writing->beside = page->columns >= SIDE_FROM;
    bool below = !writing->beside && (writing->panel != TEXT_PANEL_NONE || writing->mode == TEXT_CHOOSING);
    int columns = writing->beside ? page->columns - SIDE_COLUMNS - 2 : page->columns;
    writing->rows = writing->beside ? page->rows - 1 : !below ? 0 : page->rows < BELOW_LEAST ? page->rows / 3 : BELOW_ROWS;
    writing->columns = writing->beside ? SIDE_COLUMNS : page->columns;
    editor_lay_out(&writing->editor, page->rows - 1 - (below ? writing->rows : 0), columns < measure ? columns : measure);
    editor_lay_out(&writing->wanted, 1, page->columns / 2);
}

static void paint_last_row(const struct page *page, const struct canvas *canvas)
{
    const struct text_page *writing = page->state;
    int row = canvas->rows - 1;
    if (writing->mode == TEXT_FINDING) {
        int taken = canvas_text(canvas, row, 0, canvas->columns / 2, staff_text(page->view, MESSAGE_TEXT_FIND), ROLE_STRONG) + 1;
        struct canvas box = canvas_part(canvas, row, taken, 1, writing->wanted.columns);
        editor_paint(&writing->wanted, &box, true, NULL);
        if (writing->not_found)
            canvas_text(canvas, row, taken + writing->wanted.columns + 1, canvas->columns - taken - writing->wanted.columns - 1,
                        staff_text(page->view, MESSAGE_NOTHING), ROLE_NOTICE);
        return;
    }
    const char *said = editor_saying(&writing->editor, canvas->arena, page->view);
    bool notice = writing->editor.full || writing->editor.dropped > 0;
    if (said != NULL)
        canvas_text(canvas, row, 0, canvas->columns, said, notice ? ROLE_NOTICE : ROLE_QUIET);
}

// What the dictionary has answered meanwhile is looked at here: nobody acted, and the text is the same.
static void paint(struct page *page, const struct canvas *canvas)
{
    struct text_page *writing = page->state;
    if (!writing->opened) {
        canvas_text(canvas, 0, 0, canvas->columns, writing->problem, ROLE_NOTICE);
        return;
    }
    look(page);
    struct canvas box = canvas_part(canvas, 0, 0, writing->editor.rows, writing->editor.columns);
    struct canvas panel = writing->beside
                              ? canvas_part(canvas, 0, canvas->columns - writing->columns, writing->rows, writing->columns)
                              : canvas_part(canvas, writing->editor.rows, 0, writing->rows, writing->columns);
    editor_paint(&writing->editor, &box, writing->mode == TEXT_WRITING, staff_text(page->view, MESSAGE_TEXT_EMPTY));
    if (writing->rows > 0)
        text_panel_paint(writing, page, &panel);
    paint_last_row(page, canvas);
}

// ---- writing -----------------------------------------------------------------------------------------------------

// A text of one line is wrapped here like any other, and has no ends of lines in the record.
static void take_words(struct page *page)
{
    struct text_page *writing = page->state;
    struct sheet *sheet = staff_of(page)->sheet;
    struct arena arena = {0};
    char *words = arena_copy_text(&arena, writing->editor.edit.text);
    for (char *at = words; writing->text->form == MODEL_LINE && *at != '\0'; at++)
        *at = *at == '\n' ? ' ' : *at;
    sheet_set_words(sheet, writing->language->tag, writing->text->name, words[strspn(words, " \n")] == '\0' ? "" : words);
    sheet_set_focus(sheet, page->argument.id, writing->editor.edit.cursor);
    arena_free(&arena);
}

static struct request write_into(struct page *page, const struct input *input)
{
    struct text_page *writing = page->state;
    if (input->action == ACTION_OPEN && writing->text->form == MODEL_LINE)
        return paint_again;
    enum editor_result result = editor_act(&writing->editor, page->view, input);
    if (result == EDITOR_CHANGED)
        take_words(page);
    else if (result == EDITOR_MOVED)
        sheet_set_focus(staff_of(page)->sheet, page->argument.id, writing->editor.edit.cursor);
    return (struct request){.kind = result == EDITOR_IGNORED ? REQUEST_NONE : REQUEST_PAINT};
}

static void show_place(struct text_page *writing, size_t start, size_t end)
{
    edit_place(&writing->editor.edit, start, false);
    edit_place(&writing->editor.edit, end, true);
    editor_lay_out(&writing->editor, writing->editor.rows, writing->editor.columns);
}

static struct request go_to_finding(struct page *page, bool back)
{
    struct text_page *writing = page->state;
    size_t start, end;
    bool selected = edit_selection(&writing->editor.edit, &start, &end);
    look(page);
    const struct proof_finding *found = proof_beside(&writing->proof, selected ? start : writing->editor.edit.cursor, back);
    if (found == NULL)
        staff_say(page->view, staff_text(page->view, MESSAGE_TEXT_NO_FINDING));
    else
        show_place(writing, found->start, found->end);
    return paint_again;
}

// ---- finding words -----------------------------------------------------------------------------------------------

static struct request find(struct page *page, size_t from, bool back)
{
    struct text_page *writing = page->state;
    size_t start, end;
    bool empty = writing->wanted.edit.length == 0;
    bool found = edit_find(&writing->editor.edit, writing->wanted.edit.text, from, back, &start, &end);
    writing->not_found = !found && !empty;
    if (found)
        show_place(writing, start, end);
    return paint_again;
}

static struct request find_next(struct page *page, bool back)
{
    const struct text_page *writing = page->state;
    size_t start, end;
    edit_selection(&writing->editor.edit, &start, &end);
    return find(page, back ? start : end, back);
}

static struct request begin_finding(struct page *page, bool back)
{
    struct text_page *writing = page->state;
    size_t end;
    if (writing->mode == TEXT_FINDING || (back && writing->wanted.edit.length > 0))
        return find_next(page, back);
    writing->mode = TEXT_FINDING;
    writing->not_found = false;
    edit_selection(&writing->editor.edit, &writing->find_from, &end);
    edit_select_all(&writing->wanted.edit);
    return (struct request){.kind = REQUEST_LAYOUT};
}

static struct request act_on_finding(struct page *page, const struct input *input)
{
    struct text_page *writing = page->state;
    if (input->action == ACTION_BACK) {
        writing->mode = TEXT_WRITING;
        return (struct request){.kind = REQUEST_LAYOUT};
    }
    if (input->action == ACTION_OPEN || input->action == ACTION_DOWN || input->action == ACTION_UP)
        return find_next(page, input->action == ACTION_UP);
    if (editor_act(&writing->wanted, page->view, input) == EDITOR_CHANGED)
        return find(page, writing->find_from, false);
    return paint_again;
}

// ---- suggestions -------------------------------------------------------------------------------------------------

// The unknown word at the cursor, or the next one.
static const struct proof_finding *unknown_word(struct page *page)
{
    struct text_page *writing = page->state;
    size_t start, end;
    edit_selection(&writing->editor.edit, &start, &end);
    look(page);
    const struct proof_finding *found = proof_at(&writing->proof, start);
    for (size_t i = 0; i <= writing->proof.count && (found == NULL || found->kind != PROOF_SPELLING); i++) {
        found = proof_beside(&writing->proof, found == NULL ? start : found->start, false);
        if (found == NULL)
            return NULL;
    }
    return found->kind == PROOF_SPELLING ? found : NULL;
}

static const char *chosen_word(struct page *page)
{
    const struct text_page *writing = page->state;
    return arena_copy(&page->lines, writing->editor.edit.text + writing->word_start, writing->word_end - writing->word_start);
}

// What might be meant, as far as the dictionary has answered, and to keep the word as a right one.
static void list_choices(struct page *page)
{
    struct text_page *writing = page->state;
    const char *const *suggestions = NULL;
    size_t count;
    const char *word = chosen_word(page);
    bool answered = spelling_suggest(staff_of(page)->spelling, word, strlen(word), &suggestions, &count);
    struct list_text *texts = arena_allocate(&page->lines, count + 1, sizeof *texts);
    for (size_t i = 0; i < count; i++)
        texts[i].title = arena_copy_text(&page->lines, suggestions[i]);
    texts[count].title = message_format(page->view->messages, &page->lines, MESSAGE_TEXT_KEEP_WORD, (const char *[]){word, NULL});
    if (!answered)
        texts[count].detail = staff_text(page->view, MESSAGE_TEXT_SUGGESTING);
    writing->choice_count = count + 1;
    const struct list_shape shape = {.columns_max = writing->beside ? 1 : 2, .column_least = 24, .detail_lines = 1, .numbered = true};
    list_lay_out(&writing->choices, &page->lines, page->view, texts, count + 1, &shape, writing->rows, writing->columns);
}

static struct request suggest(struct page *page)
{
    struct text_page *writing = page->state;
    const struct proof_finding *found = unknown_word(page);
    if (found == NULL) {
        staff_say(page->view, staff_text(page->view, MESSAGE_TEXT_NO_UNKNOWN));
        return paint_again;
    }
    writing->word_start = found->start;
    writing->word_end = found->end;
    writing->mode = TEXT_CHOOSING;
    writing->choices.focus = 0;
    show_place(writing, writing->word_start, writing->word_end);
    return (struct request){.kind = REQUEST_LAYOUT};
}

static struct request keep_word(struct page *page)
{
    struct text_page *writing = page->state;
    struct staff *staff = staff_of(page);
    struct problem problem;
    const char *word = chosen_word(page);
    if (word_list_add(staff->path, word, &problem) == STATUS_OK) {
        spelling_add(staff->spelling, word);
        staff_say(page->view, message_format(page->view->messages, &page->data, MESSAGE_TEXT_KEPT, (const char *[]){word, NULL}));
    } else {
        staff_say(page->view, message_format(page->view->messages, &page->data, MESSAGE_TEXT_NOT_KEPT,
                                     (const char *[]){problem_words(&page->data, page->view, &problem), NULL}));
    }
    writing->mode = TEXT_WRITING;
    return (struct request){.kind = REQUEST_LAYOUT};
}

// The word becomes the suggestion, as one step that can be taken back.
static struct request choose(struct page *page)
{
    struct text_page *writing = page->state;
    const char *const *suggestions;
    size_t count;
    size_t chosen = writing->choices.focus;
    const char *word = chosen_word(page);
    spelling_suggest(staff_of(page)->spelling, word, strlen(word), &suggestions, &count);
    if (chosen >= count)
        return keep_word(page);
    writing->mode = TEXT_WRITING;
    show_place(writing, writing->word_start, writing->word_end);
    write_into(page, &(struct input){.action = ACTION_PASTE, .text = suggestions[chosen], .length = strlen(suggestions[chosen])});
    return (struct request){.kind = REQUEST_LAYOUT};
}

static struct request act_on_choices(struct page *page, const struct input *input)
{
    struct text_page *writing = page->state;
    struct input meant = *input;
    if (input->action == ACTION_CHARACTER && input->character >= '0' && input->character <= '9')
        meant = (struct input){.action = ACTION_NUMBER, .number = (int)(input->character - '0')};
    if (input->action == ACTION_BACK) {
        writing->mode = TEXT_WRITING;
        return (struct request){.kind = REQUEST_LAYOUT};
    }
    if (input->action == STAFF_ACTION_KEEP_WORD)
        return keep_word(page);
    if (input->action == ACTION_POINT) // placed on the page
        meant.row -= writing->beside ? 0 : writing->editor.rows;
    return list_act(&writing->choices, &meant) == LIST_OPENED ? choose(page) : paint_again;
}

static struct request keep_word_at_cursor(struct page *page)
{
    struct request request = suggest(page);
    const struct text_page *writing = page->state;
    return writing->mode == TEXT_CHOOSING ? keep_word(page) : request;
}

// ---- saving ------------------------------------------------------------------------------------------------------

// The whole record is saved; what it was before can still be taken back here. What is wrong elsewhere is told by the record's own page.
static struct request save(struct page *page)
{
    struct text_page *writing = page->state;
    struct sheet *sheet = staff_of(page)->sheet;
    struct sheet_outcome outcome;
    enum sheet_result result;
    if (!desk_save(page, sheet, MESSAGE_SAVED, &result, &outcome))
        return paint_again;
    if (desk_is_saved(result))
        edit_keep(&writing->editor.edit);
    if (result == SHEET_CONFLICT)
        return staff_open_page(&screen_conflict, "", sheet_id(sheet));
    return paint_again;
}

// What two had written was settled: the text may be another now, so the record's page shows it.
static struct request returned(struct page *page, const struct page_result *result)
{
    if (result->answer != STAFF_ANSWER_SETTLED)
        return paint_again;
    save(page);
    return (struct request){.kind = REQUEST_BACK, .result = {.answer = STAFF_ANSWER_CHANGED}};
}

// ---- acting ------------------------------------------------------------------------------------------------------

static struct request act_on_keys(struct page *page, const struct input *input)
{
    struct text_page *writing = page->state;
    switch (input->action) {
    case STAFF_ACTION_SAVE:
        return save(page);
    case ACTION_BACK:
        return (struct request){.kind = REQUEST_BACK, .result = {.answer = STAFF_ANSWER_CHANGED}};
    case STAFF_ACTION_FIND:
    case STAFF_ACTION_FIND_BACK:
        return begin_finding(page, input->action == STAFF_ACTION_FIND_BACK);
    case STAFF_ACTION_FINDING:
    case STAFF_ACTION_FINDING_BACK:
        return go_to_finding(page, input->action == STAFF_ACTION_FINDING_BACK);
    case STAFF_ACTION_SUGGEST:
        return suggest(page);
    case STAFF_ACTION_KEEP_WORD:
        return keep_word_at_cursor(page);
    case STAFF_ACTION_PANEL:
        writing->panel = (writing->panel + 1) % TEXT_PANELS;
        return (struct request){.kind = REQUEST_LAYOUT};
    default:
        return write_into(page, input);
    }
}

static bool is_of_program(int action)
{
    return action == STAFF_ACTION_HELP || action == STAFF_ACTION_MENU || action == ACTION_QUIT;
}

static struct request act(struct page *page, const struct input *input)
{
    struct text_page *writing = page->state;
    if (!writing->opened || is_of_program(input->action))
        return (struct request){.kind = REQUEST_NONE};
    bool finds = input->action == STAFF_ACTION_FIND || input->action == STAFF_ACTION_FIND_BACK;
    if (writing->mode == TEXT_FINDING && !finds)
        return act_on_finding(page, input);
    if (writing->mode == TEXT_CHOOSING)
        return act_on_choices(page, input);
    return act_on_keys(page, input);
}

static void arrange(struct page *page)
{
    struct text_page *writing = page->state;
    layout(page);
    if (writing->opened && writing->mode == TEXT_CHOOSING)
        list_choices(page);
}

// The dictionary has answered: what might be meant by a word may be known now.
static struct request update(struct page *page)
{
    const struct text_page *writing = page->state;
    return (struct request){.kind = writing->mode == TEXT_CHOOSING ? REQUEST_LAYOUT : REQUEST_PAINT};
}

const struct screen screen_text = {
    .name = "text",
    .context = STAFF_CONTEXT_TEXT,
    .state_size = sizeof(struct text_page),
    .title = title,
    .load = load,
    .layout = arrange,
    .paint = paint,
    .act = act,
    .returned = returned,
    .update = update,
    .close = close_page,
};
