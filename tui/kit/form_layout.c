// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// A form is painted whole on a sheet of its own, of which the rows in sight are copied: so that what is cut at the edge of the
// page needs no rule of its own.
#include "tui/kit/form_private.h"

#include "tui/kit/choice.h"

#include <string.h>

enum {
    SIGN = 2,              // columns of the sign of focus and the blank behind it
    GAP = 2,               // between label and field, and between two choices
    COLUMNS_BESIDE = 60,   // from here on labels stand beside fields,
    LABEL_PART = 3,        // in at most so small a part of the columns
    BOX_COLUMNS_MAX = 78,
    DATE_COLUMNS = 12,
    ROWS_WITH_SPACE = 16,  // from here on there is a blank row between two fields
    CHOICE_SIGN = 2,       // columns of a choice's sign and the blank behind it
    PAGE_SIGN = 2,         // columns of the sign that something opens, and the blank before it
    SIGN_OPENS = 0x203A,
    SIGN_OPENS_TO_LEFT = 0x2039,
    SIGN_TO_RIGHT = 0x25B6,
    SIGN_TO_LEFT = 0x25C0,
    SIGN_CHOSEN = 0x25CF,
    SIGN_NOT_CHOSEN = 0x25CB,
};

int form_choice_count(const struct form *form, size_t field)
{
    int count = 0;
    if (form->fields[field].kind == FORM_DECISION)
        return FORM_UNKNOWN + 1;
    while (form->fields[field].choices[count] != NULL)
        count++;
    return count;
}

// What one of them is called.
static const char *choice_name(const struct form *form, const struct view *view, size_t field, int choice)
{
    if (form->fields[field].kind == FORM_DECISION)
        return view_work_text(view, choice == FORM_YES  ? WORK_TEXT_YES
                                    : choice == FORM_NO ? WORK_TEXT_NO
                                                        : WORK_TEXT_UNKNOWN);
    return form->fields[field].choices[choice];
}

// ---- layout ------------------------------------------------------------------------------------------------------

// Labels beside fields are as wide as the widest, the star included; 0: they stand above.
static int label_columns(const struct form *form, int columns)
{
    int widest = 0;
    for (size_t i = 0; i < form->count; i++) {
        int width = text_measure(form->fields[i].label) + (form->fields[i].needed ? 2 : 0);
        widest = width > widest ? width : widest;
    }
    int most = columns / LABEL_PART;
    return columns < COLUMNS_BESIDE ? 0 : widest < most ? widest : most;
}

static int choice_columns_of(const struct form *form, const struct view *view, size_t field, int choice)
{
    return CHOICE_SIGN + text_measure(choice_name(form, view, field, choice));
}

static int box_rows(const struct form *form, const struct view *view, size_t field, struct form_place *place, int rows)
{
    const struct form_field *described = &form->fields[field];
    if (described->kind == FORM_ROWS)
        return (int)form->values[field].count + (form_can_add(form, field) ? 1 : 0);
    if (described->kind == FORM_LINES) {
        int most = rows > 4 ? rows - 3 : 1; // with its label and what is said below it fits on the page
        return described->rows < 1 ? 1 : described->rows < most ? described->rows : most;
    }
    if (described->kind == FORM_PAGE)
        return place->shown.count < 1 ? 1 : (int)place->shown.count;
    if (!form_is_chosen(form, field))
        return 1;
    int sum = -GAP;
    for (int i = 0; i < form_choice_count(form, field); i++)
        sum += choice_columns_of(form, view, field, i) + GAP;
    place->beside = sum <= place->box_columns;
    return place->beside ? 1 : form_choice_count(form, field);
}

// What is said below a field: what is wrong, or of the one that has the focus, what its editor says; or the day in words.
static const char *text_below(struct form *form, const struct view *view, size_t field, enum role *role)
{
    struct local_time day;
    const char *error = form->values[field].error;
    const struct editor *editor = form->focus == field ? form_focused_editor(form) : NULL;
    const char *said = editor == NULL ? NULL : editor_saying(editor, &form->lines_arena, view);
    *role = error != NULL || (editor != NULL && editor->full) ? ROLE_NOTICE : ROLE_QUIET;
    if (said != NULL && editor->full)
        return said;
    if (error != NULL)
        return error;
    if (said == NULL && form->fields[field].kind == FORM_DATE && form_date(form, field, &day))
        return message_date(view->messages, &form->lines_arena, day, DATE_STYLE_FULL);
    return said;
}

static struct text_layout lay_out_text(struct form *form, const struct view *view, const char *text, int columns)
{
    struct text_layout layout = {0};
    struct text_options options = view_text_options(view, columns);
    if (text != NULL)
        text_lay_out(&form->lines_arena, text, &options, &layout);
    return layout;
}

static void lay_out_editors(struct form *form, size_t field, const struct form_place *place)
{
    struct form_value *value = &form->values[field];
    int rows = form->fields[field].kind == FORM_ROWS ? 1 : place->box_rows;
    for (size_t i = 0; i < value->count; i++) {
        struct editor *editor = &value->editors[i];
        enum text_direction direction = form->fields[field].direction;
        if (editor->rows == rows && editor->columns == place->box_columns && editor->direction == direction)
            continue; // it laid itself out when it changed
        editor->direction = direction;
        editor_lay_out(editor, rows, place->box_columns);
    }
}

static void lay_out_field(struct form *form, const struct view *view, size_t field, int row, int rows, int labels)
{
    const struct form_field *described = &form->fields[field];
    struct form_place *place = &form->places[field];
    int columns = choice_columns(form->columns) - SIGN;
    *place = (struct form_place){.row = row, .label_columns = labels > 0 ? labels : columns};
    const char *label = described->needed ? arena_format(&form->lines_arena, "%s *", described->label) : described->label;
    place->label = lay_out_text(form, view, label, place->label_columns);
    place->box_start = SIGN + (labels > 0 ? labels + GAP : 0);
    place->box_columns = columns + SIGN - place->box_start;
    int most = described->kind == FORM_DATE ? DATE_COLUMNS : BOX_COLUMNS_MAX;
    place->box_columns = place->box_columns > most ? most : place->box_columns < 1 ? 1 : place->box_columns;
    place->box_row = row + (labels > 0 ? 0 : (int)place->label.count);
    if (described->kind == FORM_PAGE)
        place->shown = lay_out_text(form, view, form->values[field].shown, place->box_columns - PAGE_SIGN);
    place->box_rows = box_rows(form, view, field, place, rows);
    place->below = lay_out_text(form, view, text_below(form, view, field, &place->below_role), columns + SIGN - place->box_start);
    lay_out_editors(form, field, place);
    int end = place->box_row + place->box_rows + (int)place->below.count;
    int label_end = row + (int)place->label.count;
    place->rows = (end > label_end ? end : label_end) - row;
}

static bool any_needed(const struct form *form)
{
    bool any = false;
    for (size_t i = 0; i < form->count; i++)
        any = any || form->fields[i].needed;
    return any;
}

int form_focus_row(const struct form *form)
{
    return form->places[form->focus].box_row + (int)form->part;
}

// The whole field, if it has room, else the part of it that has the focus.
static void show_focus(struct form *form)
{
    const struct form_place *place = &form->places[form->focus];
    int first = form->focus == 0 && place->rows < form->rows ? 0 : place->row;
    int end = place->row + place->rows;
    if (place->rows > form->rows) {
        first = form_focus_row(form);
        end = first + 1;
    }
    if (form->scroll > form->total_rows - form->rows)
        form->scroll = form->total_rows > form->rows ? form->total_rows - form->rows : 0;
    if (end > form->scroll + form->rows)
        form->scroll = end - form->rows;
    if (first < form->scroll)
        form->scroll = first;
}

void form_lay_out(struct form *form, const struct view *view, int rows, int columns)
{
    form->rows = rows;
    form->columns = columns;
    arena_reset(&form->lines_arena);
    form->places = arena_allocate(&form->lines_arena, form->count, sizeof *form->places);
    int labels = label_columns(form, choice_columns(columns) - SIGN);
    int gap = rows >= ROWS_WITH_SPACE ? 1 : 0;
    int row = any_needed(form) ? 1 + gap : 0; // what the star means
    for (size_t i = 0; i < form->count; i++) {
        lay_out_field(form, view, i, row, rows, labels);
        row += form->places[i].rows + gap;
    }
    form->total_rows = row - (form->count > 0 ? gap : 0);
    if (form->count > 0)
        show_focus(form);
}

// ---- painting ----------------------------------------------------------------------------------------------------

static void paint_choices(const struct form *form, const struct view *view, const struct canvas *box, size_t field)
{
    const struct form_value *value = &form->values[field];
    bool focused = form->focus == field;
    int start = 0;
    for (int i = 0; i < form_choice_count(form, field); i++) {
        int row = form->places[field].beside ? 0 : i;
        int columns = choice_columns_of(form, view, field, i);
        bool chosen = i == value->choice;
        bool here = focused && i == (value->choice == FORM_UNCHOSEN ? 0 : value->choice);
        enum role role = here ? ROLE_FOCUS : chosen ? ROLE_STRONG : ROLE_TEXT;
        canvas_fill(box, row, start, columns, role);
        canvas_sign(box, row, start, chosen ? SIGN_CHOSEN : SIGN_NOT_CHOSEN, role);
        canvas_text(box, row, start + CHOICE_SIGN, box->columns, choice_name(form, view, field, i), role);
        if (here)
            canvas_cursor(box, row, start);
        if (form->places[field].beside)
            start += columns + GAP;
    }
}

static void paint_editors(const struct form *form, const struct view *view, const struct canvas *box, size_t field)
{
    const struct form_value *value = &form->values[field];
    bool rows = form->fields[field].kind == FORM_ROWS;
    bool focused = form->focus == field;
    for (size_t i = 0; i < value->count; i++) {
        struct canvas part = canvas_part(box, rows ? (int)i : 0, 0, value->editors[i].rows, box->columns);
        editor_paint(&value->editors[i], &part, focused && form->part == i, form->fields[field].hint);
    }
    if (!form_can_add(form, field))
        return;
    bool here = focused && form->part == value->count;
    int row = (int)value->count;
    const char *add = view_work_text(view, WORK_TEXT_ADD);
    canvas_fill(box, row, 0, text_measure(add) + CHOICE_SIGN, here ? ROLE_FOCUS : ROLE_LINK);
    canvas_sign(box, row, 0, '+', here ? ROLE_FOCUS : ROLE_LINK);
    canvas_text(box, row, CHOICE_SIGN, box->columns, add, here ? ROLE_FOCUS : ROLE_LINK);
    if (here)
        canvas_cursor(box, row, 0);
}

static void paint_page(const struct form *form, const struct canvas *box, size_t field)
{
    const struct text_layout *shown = &form->places[field].shown;
    bool focused = form->focus == field;
    enum role role = focused ? ROLE_FOCUS : ROLE_FIELD;
    for (int row = 0; row < box->rows; row++)
        canvas_fill(box, row, 0, box->columns, role);
    for (size_t i = 0; i < shown->count; i++)
        canvas_line(box, (int)i, 0, &shown->lines[i], role);
    canvas_sign(box, 0, box->columns - 1, box->direction == TEXT_RIGHT_TO_LEFT ? SIGN_OPENS_TO_LEFT : SIGN_OPENS, role);
    if (shown->count == 0 && form->fields[field].hint != NULL)
        canvas_text(box, 0, 0, box->columns - PAGE_SIGN, form->fields[field].hint, focused ? ROLE_FOCUS_QUIET : ROLE_FIELD_QUIET);
    if (focused)
        canvas_cursor(box, 0, 0);
}

static void paint_field(const struct form *form, const struct view *view, const struct canvas *sheet, size_t field)
{
    const struct form_place *place = &form->places[field];
    bool focused = form->focus == field;
    uint32_t sign = sheet->direction == TEXT_RIGHT_TO_LEFT ? SIGN_TO_LEFT : SIGN_TO_RIGHT;
    if (focused)
        canvas_sign(sheet, place->row, 0, sign, ROLE_NUMBER);
    for (size_t i = 0; i < place->label.count; i++)
        canvas_line(sheet, place->row + (int)i, SIGN, &place->label.lines[i], focused ? ROLE_HEADING : ROLE_STRONG);
    struct canvas box = canvas_part(sheet, place->box_row, place->box_start, place->box_rows, place->box_columns);
    if (form_is_chosen(form, field))
        paint_choices(form, view, &box, field);
    else if (form->fields[field].kind == FORM_PAGE)
        paint_page(form, &box, field);
    else
        paint_editors(form, view, &box, field);
    for (size_t i = 0; i < place->below.count; i++)
        canvas_line(sheet, place->box_row + place->box_rows + (int)i, place->box_start, &place->below.lines[i],
                    place->below_role);
}

// Copies the rows in sight, and the cursor if it is among them.
static void show_sheet(const struct grid *sheet, const struct canvas *canvas, int scroll)
{
    for (int row = 0; row < canvas->rows && scroll + row < sheet->rows; row++)
        for (int column = 0; column < canvas->columns && column < sheet->columns; column++)
            *grid_at(canvas->grid, canvas->top + row, canvas->left + column) = *grid_at(sheet, scroll + row, column);
    int cursor = sheet->cursor_row - scroll;
    if (cursor < 0 || cursor >= canvas->rows)
        return;
    canvas->grid->cursor_row = canvas->top + cursor;
    canvas->grid->cursor_column = canvas->left + sheet->cursor_column;
}

void form_paint(const struct form *form, const struct view *view, const struct canvas *canvas)
{
    struct grid grid = {0};
    grid_resize(&grid, form->total_rows > canvas->rows ? form->total_rows : canvas->rows, canvas->columns);
    struct canvas sheet = {.grid = &grid, .arena = canvas->arena, .direction = canvas->direction, .rows = grid.rows,
                           .columns = grid.columns};
    if (any_needed(form))
        canvas_text(&sheet, 0, SIGN, sheet.columns - SIGN, view_work_text(view, WORK_TEXT_NEEDED), ROLE_QUIET);
    for (size_t i = 0; i < form->count; i++)
        paint_field(form, view, &sheet, i);
    show_sheet(&grid, canvas, form->scroll);
    grid_free(&grid);
    choice_paint_scroll(canvas, form->scroll, form->total_rows);
}

// ---- touch -------------------------------------------------------------------------------------------------------

static int choice_at(const struct form *form, const struct view *view, size_t field, int row, int start)
{
    int begin = 0;
    for (int i = 0; i < form_choice_count(form, field); i++) {
        int columns = choice_columns_of(form, view, field, i);
        bool beside = form->places[field].beside;
        if (beside ? start >= begin && start < begin + columns : row == i)
            return i;
        begin += columns + GAP;
    }
    return FORM_UNCHOSEN;
}

struct form_hit form_hit(const struct form *form, const struct view *view, int row, int start)
{
    struct form_hit hit = {.field = form->count, .choice = FORM_UNCHOSEN};
    int at = form->scroll + row;
    for (size_t i = 0; i < form->count; i++) {
        const struct form_place *place = &form->places[i];
        if (at < place->row || at >= place->row + place->rows)
            continue;
        hit.field = i;
        hit.row = at - place->box_row;
        hit.start = start - place->box_start;
        hit.inside = hit.row >= 0 && hit.row < place->box_rows && hit.start >= 0 && hit.start < place->box_columns;
        if (hit.inside && form_is_chosen(form, i))
            hit.choice = choice_at(form, view, i, hit.row, hit.start);
        if (hit.inside && form->fields[i].kind == FORM_ROWS) {
            hit.part = (size_t)hit.row;
            hit.row = 0;
        }
    }
    return hit;
}
