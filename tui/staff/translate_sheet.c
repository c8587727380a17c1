// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// How a text is seen beside its translation: where the page is wide, the German one at its start and the other at its end,
// otherwise above each other. Words of the German text that came since the translation are marked, those that went are listed.
#include "core/text/difference.h"
#include "core/translation/check.h"
#include "tui/staff/translate.h"

#include <stdlib.h>
#include <string.h>

enum {
    HEAD_ROWS = 2,     // what it is, how far one is
    BESIDE_COLUMNS = 100,
    GAP_COLUMNS = 2,
    NOTES_PART = 4,    // of the rows, one in so many
    BOX_LEAST = 2,     // rows that each of the two texts has, or only one of them is seen
    MARKS_MAX = 200,   // changed words that are marked
    REMOVED_MAX = 160, // bytes of them that are listed
};

const char *translate_language_name(const struct view *view, struct arena *arena, const struct language *language)
{
    bool form = language_is_same(language, language_by_tag("de")) && strcmp(language->tag, "de") != 0;
    return form ? language->german : message_language_name(view->messages, arena, language->tag);
}

enum staff_message translate_state_text(enum translation_state state)
{
    static const enum staff_message texts[] = {MESSAGE_TRANSLATE_MISSING, MESSAGE_TRANSLATE_OUTDATED, MESSAGE_TRANSLATE_MACHINE,
                                               MESSAGE_TRANSLATE_CURRENT};
    return texts[state < TRANSLATION_STATES ? state : TRANSLATION_CURRENT];
}

// ---- what has changed ---------------------------------------------------------------------------------------------

static bool is_blank(const char *text, size_t length)
{
    size_t blanks = 0;
    while (blanks < length && (text[blanks] == ' ' || text[blanks] == '\n'))
        blanks++;
    return blanks == length;
}

static void tell_removed(struct translation_sheet *sheet, const struct view *view, const struct text_stretch *changes, size_t count)
{
    const char *removed = NULL;
    for (size_t i = 0; i < count; i++) {
        if (changes[i].kind != DIFFERENCE_REMOVED || is_blank(changes[i].text, changes[i].length))
            continue;
        char *words = arena_copy(&sheet->arena, changes[i].text, changes[i].length);
        for (char *end; (end = strchr(words, '\n')) != NULL;)
            *end = ' ';
        for (size_t length = strlen(words); length > 0 && words[length - 1] == ' ';)
            words[--length] = '\0';
        removed = removed == NULL ? words : arena_format(&sheet->arena, "%s · %s", removed, words);
        if (strlen(removed) > REMOVED_MAX)
            break;
    }
    if (removed != NULL)
        sheet->changes = message_format(view->messages, &sheet->arena, MESSAGE_TRANSLATE_CHANGED, (const char *[]){removed, NULL});
    else
        sheet->changes = staff_text(view, text_differs(changes, count) ? MESSAGE_TRANSLATE_ADDED : MESSAGE_TRANSLATE_BLANKS);
}

// Marks what came since the translation.
static void mark_added(struct translation_sheet *sheet, const struct text_stretch *changes, size_t count)
{
    struct editor_mark *marks = arena_allocate(&sheet->arena, MARKS_MAX, sizeof *marks);
    size_t at = 0, made = 0;
    for (size_t i = 0; i < count; i++) {
        if (changes[i].kind == DIFFERENCE_ADDED && made < MARKS_MAX)
            marks[made++] = (struct editor_mark){at, at + changes[i].length, ROLE_NOTICE};
        at += changes[i].kind == DIFFERENCE_REMOVED ? 0 : changes[i].length;
    }
    sheet->german.marks = marks;
    sheet->german.mark_count = made;
}

static enum status compare_sources(struct translation_sheet *sheet, const struct view *view, struct problem *problem)
{
    const char *before;
    size_t count;
    sheet->changes = NULL;
    sheet->german.marks = NULL;
    sheet->german.mark_count = 0;
    if (sheet->pair.state != TRANSLATION_OUTDATED)
        return STATUS_OK;
    enum status status = translation_source_of(sheet->queue.editorial, &sheet->arena, sheet->task.thing, sheet->task.model,
                                               sheet->pair.source_hash, &before, problem);
    if (status != STATUS_OK)
        return status;
    if (before == NULL) {
        sheet->changes = staff_text(view, MESSAGE_TRANSLATE_SOURCE_UNKNOWN);
        return STATUS_OK;
    }
    const struct text_stretch *changes = text_difference(&sheet->arena, before, sheet->pair.german, &count);
    mark_added(sheet, changes, count);
    tell_removed(sheet, view, changes, count);
    return STATUS_OK;
}

// ---- reading ------------------------------------------------------------------------------------------------------

// A step has no title of its own: its first words are seen anyway.
static const char *title_of(struct translation_sheet *sheet)
{
    struct problem ignored;
    json_t *record;
    const char *title = NULL;
    if (records_read_one(sheet->queue.editorial, sheet->task.thing, &record, NULL, &ignored) == STATUS_OK) {
        title = arena_copy_text(&sheet->arena, record_title(record));
        json_decref(record);
    }
    return title == NULL ? "" : title;
}

enum status translation_sheet_read(struct translation_sheet *sheet, const struct view *view, const char *words,
                                   struct problem *problem)
{
    arena_reset(&sheet->arena);
    sheet->theirs = NULL;
    sheet->on_german = false;
    enum status status = translation_pair_read(sheet->queue.editorial, &sheet->arena, sheet->task.thing, sheet->task.model->name,
                                               sheet->queue.language, &sheet->pair, problem);
    if (status != STATUS_OK)
        return status;
    const struct edit_limits limits = {.bytes = sheet->task.model->bytes_max}; // a single line is wrapped, too
    editor_free(&sheet->german);
    editor_free(&sheet->own);
    editor_init(&sheet->german, &limits, TEXT_LEFT_TO_RIGHT);
    editor_init(&sheet->own, &limits, sheet->queue.language->direction);
    edit_load(&sheet->german.edit, sheet->pair.german == NULL ? "" : sheet->pair.german);
    edit_load(&sheet->own.edit, sheet->pair.own == NULL ? "" : sheet->pair.own);
    if (words != NULL) {
        edit_select_all(&sheet->own.edit);
        edit_insert(&sheet->own.edit, words, strlen(words));
    }
    edit_move(&sheet->german.edit, EDIT_TEXT_START, false);
    sheet->title = title_of(sheet);
    status = compare_sources(sheet, view, problem);
    translation_sheet_check(sheet);
    return status;
}

void translation_sheet_close(struct translation_sheet *sheet)
{
    editor_free(&sheet->german);
    editor_free(&sheet->own);
    translation_checker_close(&sheet->checker);
    translation_queue_close(&sheet->queue);
    arena_free(&sheet->checks);
    arena_free(&sheet->arena);
}

static int compare_marks(const void *a, const void *b)
{
    const struct editor_mark *first = a, *second = b;
    return (first->start > second->start) - (first->start < second->start);
}

// What is found stands in the text, one mark behind the other.
static void mark_findings(struct translation_sheet *sheet)
{
    struct editor_mark *marks = arena_allocate(&sheet->checks, sheet->finding_count + 1, sizeof *marks);
    size_t count = 0, kept = 0;
    for (size_t i = 0; i < sheet->finding_count; i++) {
        const struct translation_finding *finding = &sheet->findings[i];
        if (finding->own.end > finding->own.start)
            marks[count++] = (struct editor_mark){finding->own.start, finding->own.end, finding->must ? ROLE_ALERT : ROLE_NOTICE};
    }
    if (count > 0)
        qsort(marks, count, sizeof *marks, compare_marks);
    for (size_t i = 0; i < count; i++) {
        if (kept == 0 || marks[i].start >= marks[kept - 1].end)
            marks[kept++] = marks[i];
    }
    sheet->own.marks = marks;
    sheet->own.mark_count = kept;
}

void translation_sheet_check(struct translation_sheet *sheet)
{
    const char *german = sheet->german.edit.text, *own = sheet->own.edit.text;
    arena_reset(&sheet->checks);
    sheet->finding_count = 0;
    sheet->findings = NULL;
    sheet->terms = translation_terms(sheet->checker, &sheet->checks, german, own, &sheet->term_count);
    if (own[0] != '\0')
        sheet->findings = translation_check(sheet->checker, &sheet->checks, sheet->task.model, german, own, &sheet->finding_count);
    mark_findings(sheet);
}

// ---- places -------------------------------------------------------------------------------------------------------

struct sheet_places {
    bool beside;
    int german_row, german_rows, own_row, own_rows, own_start, box_columns, notes_row, notes_rows;
};

// Where there is no room for both, the one that the keys are in is seen.
static struct sheet_places places_of(const struct translation_sheet *sheet, int rows, int columns)
{
    int notes = rows / NOTES_PART, boxes = rows - HEAD_ROWS - notes - 1;
    if (columns >= BESIDE_COLUMNS) {
        int width = (columns - GAP_COLUMNS) / 2;
        return (struct sheet_places){true, HEAD_ROWS + 2, boxes - 1, HEAD_ROWS + 2, boxes - 1, width + GAP_COLUMNS, width,
                                     rows - notes, notes};
    }
    int half = (boxes - 2) / 2;
    if (half < BOX_LEAST)
        return (struct sheet_places){false, HEAD_ROWS + 1, sheet->on_german ? boxes - 1 : 0, HEAD_ROWS + 1,
                                     sheet->on_german ? 0 : boxes - 1, 0, columns, rows - notes, notes};
    return (struct sheet_places){false, HEAD_ROWS + 1, half, HEAD_ROWS + 2 + half, boxes - 2 - half, 0, columns, rows - notes, notes};
}

void translation_sheet_lay_out(struct translation_sheet *sheet, int rows, int columns)
{
    struct sheet_places places = places_of(sheet, rows, columns);
    editor_lay_out(&sheet->german, places.german_rows < 1 ? 1 : places.german_rows, places.box_columns);
    editor_lay_out(&sheet->own, places.own_rows < 1 ? 1 : places.own_rows, places.box_columns);
}

// ---- painting -----------------------------------------------------------------------------------------------------

static void paint_head(const struct translation_sheet *sheet, const struct view *view, const struct canvas *canvas)
{
    static const struct translation_filter all = {.kind = KIND_NONE, .area = TRANSLATION_NOWHERE};
    struct arena *arena = canvas->arena;
    struct translation_counts counts = translation_list_count(sheet->queue.list, sheet->queue.language, &all);
    size_t left = counts.of[TRANSLATION_MISSING] + counts.of[TRANSLATION_OUTDATED] + counts.of[TRANSLATION_MACHINE];
    const char *place = message_format(view->messages, arena, MESSAGE_TRANSLATE_PLACE,
                                       (const char *[]){staff_label(view, "kind_", model_kind(sheet->pair.kind)->name), sheet->title,
                                                        staff_label(view, "field_", sheet->task.model->name), NULL});
    const char *progress = message_format(
        view->messages, arena, MESSAGE_TRANSLATE_LEFT,
        (const char *[]){translate_language_name(view, arena, sheet->queue.language),
                         view_work_count(view, arena, WORK_TEXT_NUMBER, left),
                         view_work_count(view, arena, WORK_TEXT_NUMBER, left + counts.of[TRANSLATION_CURRENT]), NULL});
    canvas_text(canvas, 0, 0, canvas->columns, place, ROLE_HEADING);
    canvas_text(canvas, 1, 0, canvas->columns, progress, ROLE_QUIET);
    canvas_text_at_end(canvas, 1, 0, canvas->columns / 3, staff_text(view, translate_state_text(sheet->pair.state)),
                       sheet->pair.state == TRANSLATION_CURRENT ? ROLE_QUIET : ROLE_NOTICE);
}

// What a finding says.
static const char *finding_text(const struct view *view, struct arena *arena, const struct translation_finding *finding)
{
    static const enum staff_message messages[TRANSLATION_FAULTS] = {
        MESSAGE_FAULT_MISSING,   MESSAGE_FAULT_OTHER,  MESSAGE_FAULT_ADDED,     MESSAGE_FAULT_HALF,
        MESSAGE_FAULT_STREET,    MESSAGE_FAULT_NAME,   MESSAGE_FAULT_TERM,      MESSAGE_FAULT_BLOCKS,
        MESSAGE_FAULT_DIRECTION, MESSAGE_FAULT_SIGN,   MESSAGE_FAULT_SCRIPT,    MESSAGE_FAULT_UNCHANGED,
        MESSAGE_FAULT_DOUBLED,   MESSAGE_FAULT_ENDING, MESSAGE_FAULT_LONG,      MESSAGE_FAULT_SHORT};
    const char *first = finding->wanted != NULL ? finding->wanted : finding->found;
    const char *second = finding->wanted != NULL ? finding->found : NULL;
    const char *what = message_format(view->messages, arena, messages[finding->fault],
                                      (const char *[]){first == NULL ? "" : first, second == NULL ? "" : second, NULL});
    return message_format(view->messages, arena, finding->must ? MESSAGE_TRANSLATE_MUST : MESSAGE_TRANSLATE_LOOK,
                          (const char *[]){what, NULL});
}

static const char *terms_text(const struct translation_sheet *sheet, const struct view *view, struct arena *arena)
{
    const char *all = NULL;
    for (size_t i = 0; i < sheet->term_count; i++) {
        const struct translation_term *term = &sheet->terms[i];
        const char *one = message_format(view->messages, arena,
                                         term->used ? MESSAGE_TRANSLATE_TERM_USED : MESSAGE_TRANSLATE_TERM_UNUSED,
                                         (const char *[]){term->term, term->rendering, NULL});
        all = all == NULL ? one : arena_format(arena, "%s · %s", all, one);
    }
    return all;
}

static int paint_note(const struct canvas *canvas, int row, const struct view *view, const char *text, enum role role)
{
    struct text_options options = view_text_options(view, canvas->columns);
    struct text_layout layout;
    if (text == NULL || row >= canvas->rows)
        return row;
    text_lay_out(canvas->arena, text, &options, &layout);
    for (size_t i = 0; i < layout.count && row < canvas->rows; i++)
        canvas_line(canvas, row++, 0, &layout.lines[i], role);
    return row;
}

// What must be mended first, then the glossary.
static void paint_notes(const struct translation_sheet *sheet, const struct view *view, const struct canvas *canvas)
{
    int row = paint_note(canvas, 0, view, editor_saying(&sheet->own, canvas->arena, view), ROLE_NOTICE);
    for (size_t i = 0; i < sheet->finding_count && sheet->findings[i].must; i++)
        row = paint_note(canvas, row, view, finding_text(view, canvas->arena, &sheet->findings[i]), ROLE_ALERT);
    row = paint_note(canvas, row, view, terms_text(sheet, view, canvas->arena), ROLE_TEXT);
    for (size_t i = 0; i < sheet->finding_count; i++) {
        if (!sheet->findings[i].must && sheet->findings[i].fault != TRANSLATION_TERM) // told beside the term
            row = paint_note(canvas, row, view, finding_text(view, canvas->arena, &sheet->findings[i]), ROLE_NOTICE);
    }
}

void translation_sheet_paint(struct translation_sheet *sheet, const struct view *view, const struct canvas *canvas)
{
    struct sheet_places places = places_of(sheet, canvas->rows, canvas->columns);
    const char *german = message_language_name(view->messages, canvas->arena, "de");
    const char *own = translate_language_name(view, canvas->arena, sheet->queue.language);
    paint_head(sheet, view, canvas);
    int label = places.beside ? places.german_row - 2 : places.german_row - 1;
    int taken = places.german_rows < 1 ? 0 : canvas_text(canvas, label, 0, places.box_columns, german, ROLE_HEADING);
    if (sheet->changes != NULL && places.beside)
        canvas_text(canvas, label + 1, 0, canvas->columns, sheet->changes, ROLE_NOTICE);
    else if (sheet->changes != NULL && places.german_rows > 0)
        canvas_text(canvas, label, taken + 2, canvas->columns - taken - 2, sheet->changes, ROLE_NOTICE);
    if (places.own_rows > 0)
        canvas_text(canvas, places.beside ? label : places.own_row - 1, places.own_start, places.box_columns, own, ROLE_HEADING);
    struct canvas box = canvas_part(canvas, places.german_row, 0, places.german_rows, places.box_columns);
    editor_paint(&sheet->german, &box, sheet->on_german, NULL);
    box = canvas_part(canvas, places.own_row, places.own_start, places.own_rows, places.box_columns);
    editor_paint(&sheet->own, &box, !sheet->on_german, NULL);
    box = canvas_part(canvas, places.notes_row, 0, places.notes_rows, canvas->columns);
    paint_notes(sheet, view, &box);
}
