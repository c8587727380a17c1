// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Beside a text: what is the matter where the cursor is, how many such places there are, the words of the glossary, how much of it
// readers see in lists.
#include "tui/staff/text_page.h"

#include "core/text/layout.h"

#include <string.h>

enum { MANY_WORDS = 40, MANY_WRONG_PART = 5 }; // a fifth of so many words: it is another language, or a poor dictionary

// Where the next words go.
struct panel_writer {
    const struct canvas *canvas;
    const struct page *page;
    int row;
};

static void say(struct panel_writer *writer, enum role role, const char *text)
{
    struct text_layout layout;
    struct text_options options = view_text_options(writer->page->view, writer->canvas->columns);
    text_lay_out(writer->canvas->arena, text, &options, &layout);
    for (size_t i = 0; i < layout.count && writer->row < writer->canvas->rows; i++)
        canvas_line(writer->canvas, writer->row++, 0, &layout.lines[i], role);
}

static const char *format(const struct panel_writer *writer, enum staff_message id, const char *one, const char *other)
{
    return message_format(writer->page->view->messages, writer->canvas->arena, id, (const char *[]){one, other, NULL});
}

static const char *count(const struct panel_writer *writer, enum staff_message id, size_t number)
{
    return message_count(writer->page->view->messages, writer->canvas->arena, id, (long)number, NULL);
}

// ---- spelling and advice -----------------------------------------------------------------------------------------

static size_t count_kind(const struct text_page *writing, bool spelling)
{
    size_t found = 0;
    for (size_t i = 0; i < writing->proof.count; i++)
        found += (writing->proof.findings[i].kind == PROOF_SPELLING) == spelling;
    return found;
}

static void say_spelling(struct panel_writer *writer, const struct text_page *writing, size_t wrong)
{
    struct view *view = writer->page->view;
    const char *name = message_language_name(view->messages, writer->canvas->arena, writing->language->tag);
    switch (spelling_state(staff_of(writer->page)->spelling)) {
    case SPELLING_READY:
        say(writer, wrong > 0 ? ROLE_NOTICE : ROLE_QUIET,
            writing->proof.unanswered > 0 ? staff_text(view, MESSAGE_TEXT_CHECKING)
            : wrong == 0                  ? staff_text(view, MESSAGE_TEXT_RIGHT_WORDS)
                                          : count(writer, MESSAGE_TEXT_WRONG_WORDS, wrong));
        break;
    case SPELLING_OPENING:
        say(writer, ROLE_QUIET, staff_text(view, MESSAGE_TEXT_CHECKING));
        break;
    case SPELLING_NONE:
        say(writer, ROLE_QUIET, format(writer, MESSAGE_TEXT_NO_DICTIONARY, name, NULL));
        break;
    case SPELLING_CLOSED:
    case SPELLING_ENDED:
        say(writer, ROLE_QUIET, staff_text(view, MESSAGE_TEXT_NO_SPELLING));
        break;
    }
}

static bool is_mostly_wrong(const struct text_page *writing, size_t wrong)
{
    size_t words = 0;
    const char *text = writing->editor.edit.text;
    for (size_t i = 0; i < writing->editor.edit.length; i++)
        words += text[i] == ' ' || text[i] == '\n';
    return words >= MANY_WORDS && wrong * MANY_WRONG_PART >= words;
}

// In the words of staff, what is the matter and what to do.
static const char *advice_on(const struct panel_writer *writer, const struct text_page *writing, const struct proof_finding *finding)
{
    const char *words = arena_copy(writer->canvas->arena, writing->editor.edit.text + finding->start, finding->end - finding->start);
    switch (finding->kind) {
    case PROOF_SPELLING:
        return format(writer, MESSAGE_TEXT_UNKNOWN, words, NULL);
    case PROOF_INVISIBLE:
        return format(writer, MESSAGE_TEXT_INVISIBLE, finding->found, NULL);
    case PROOF_BLOCK:
        return format(writer, MESSAGE_TEXT_MISREAD, finding->found, NULL);
    case PROOF_RULE:
        break;
    }
    static const enum staff_message rules[PLAIN_RULES] = {
        [PLAIN_SENTENCE] = MESSAGE_RULE_SENTENCE,       [PLAIN_PASSIVE] = MESSAGE_RULE_PASSIVE,
        [PLAIN_GENITIVE] = MESSAGE_RULE_GENITIVE,       [PLAIN_NEGATION] = MESSAGE_RULE_NEGATION,
        [PLAIN_SUBJUNCTIVE] = MESSAGE_RULE_SUBJUNCTIVE, [PLAIN_ABBREVIATION] = MESSAGE_RULE_ABBREVIATION,
        [PLAIN_COMPOUND] = MESSAGE_RULE_COMPOUND,       [PLAIN_NUMBER] = MESSAGE_RULE_NUMBER,
    };
    const char *advice = format(writer, rules[finding->rule], finding->rule == PLAIN_SENTENCE ? "" : finding->found, NULL);
    if (finding->written == NULL)
        return advice;
    return arena_format(writer->canvas->arena, "%s %s", advice, format(writer, MESSAGE_TEXT_INSTEAD, finding->written, NULL));
}

static void say_advice(struct panel_writer *writer, const struct text_page *writing)
{
    struct view *view = writer->page->view;
    size_t wrong = count_kind(writing, true), advice = count_kind(writing, false);
    const struct proof_finding *here = proof_at(&writing->proof, writing->editor.edit.cursor);
    if (here != NULL)
        say(writer, ROLE_TEXT, advice_on(writer, writing, here));
    say_spelling(writer, writing, wrong);
    if (is_mostly_wrong(writing, wrong))
        say(writer, ROLE_QUIET, staff_text(view, MESSAGE_TEXT_MOSTLY_WRONG));
    if (advice > 0)
        say(writer, ROLE_QUIET, count(writer, MESSAGE_TEXT_ADVICE, advice));
}

// ---- glossary ----------------------------------------------------------------------------------------------------

static void say_glossary(struct panel_writer *writer, const struct text_page *writing)
{
    bool german = strcmp(writing->language->tag, "de") == 0;
    if (writing->term_count == 0)
        return;
    say(writer, ROLE_HEADING, staff_text(writer->page->view, german ? MESSAGE_TEXT_EXPLAINED : MESSAGE_TEXT_GLOSSARY));
    for (size_t i = 0; i < writing->term_count && writer->row < writer->canvas->rows; i++) {
        const struct proof_term *term = &writing->terms[i];
        enum staff_message id = term->rendering == NULL ? MESSAGE_TEXT_TERM_NONE : term->written ? MESSAGE_TEXT_TERM : MESSAGE_TEXT_TERM_MISSING;
        say(writer, term->written || german ? ROLE_TEXT : ROLE_NOTICE,
            german ? term->german : format(writer, id, term->german, term->rendering));
    }
}

// ---- how long it is ----------------------------------------------------------------------------------------------

// The columns that the first line of the text takes.
static int columns_of(const struct panel_writer *writer, const struct text_page *writing)
{
    const char *text = writing->editor.edit.text;
    return text_measure(arena_copy(writer->canvas->arena, text, strcspn(text, "\n")));
}

static void say_length(struct panel_writer *writer, const struct text_page *writing)
{
    int seen = model_seen_columns(writing->kind, writing->text);
    int columns = columns_of(writer, writing);
    const char *length = count(writer, MESSAGE_TEXT_LENGTH, writing->editor.edit.characters);
    if (seen == 0) {
        say(writer, ROLE_QUIET, length);
        return;
    }
    const char *room = count(writer, MESSAGE_TEXT_SEEN, (size_t)seen);
    if (columns > seen)
        room = arena_format(writer->canvas->arena, "%s %s", room, count(writer, MESSAGE_TEXT_SEEN_OVER, (size_t)(columns - seen)));
    say(writer, ROLE_QUIET, arena_format(writer->canvas->arena, "%s %s", length, room));
}

static void say_blocks(struct panel_writer *writer, const struct text_page *writing)
{
    if (writing->text->form == MODEL_BODY)
        say(writer, ROLE_QUIET, staff_text(writer->page->view, MESSAGE_TEXT_BLOCKS));
}

void text_panel_paint(const struct text_page *writing, const struct page *page, const struct canvas *canvas)
{
    struct panel_writer writer = {.canvas = canvas, .page = page};
    if (writing->mode == TEXT_CHOOSING) {
        list_paint(&writing->choices, canvas);
        return;
    }
    if (writing->beside || writing->panel == TEXT_PANEL_ADVICE) {
        say_advice(&writer, writing);
        say_length(&writer, writing);
        say_blocks(&writer, writing);
        writer.row += writing->beside;
    }
    if (writing->beside || writing->panel == TEXT_PANEL_GLOSSARY)
        say_glossary(&writer, writing);
}
