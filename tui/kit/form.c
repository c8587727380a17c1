// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// What is in the fields, whether it is right, and what input does. Where things stand is form_layout.c's.
#include "tui/kit/form_private.h"

#include "core/base/memory.h"

#include <stdio.h>
#include <string.h>

static const struct edit_limits date_limits = {.bytes = 80, .lines = 1};

// ---- values ------------------------------------------------------------------------------------------------------

bool form_is_chosen(const struct form *form, size_t field)
{
    return form->fields[field].kind == FORM_CHOICE || form->fields[field].kind == FORM_DECISION;
}

// Whether it is one text that is written here.
static bool has_editor(const struct form *form, size_t field)
{
    enum form_kind kind = form->fields[field].kind;
    return kind != FORM_ROWS && kind != FORM_PAGE && !form_is_chosen(form, field);
}

static struct edit_limits limits_of(const struct form_field *field)
{
    struct edit_limits limits = field->kind == FORM_DATE ? date_limits : field->limits;
    if (field->kind == FORM_TEXT || field->kind == FORM_ROWS)
        limits.lines = 1;
    return limits;
}

static struct editor *add_editor(struct form *form, size_t field)
{
    struct form_value *value = &form->values[field];
    value->editors = memory_resize(value->editors, value->count + 1, sizeof *value->editors); // words are elsewhere
    struct editor *editor = &value->editors[value->count++];
    struct edit_limits limits = limits_of(&form->fields[field]);
    editor_init(editor, &limits, form->fields[field].direction);
    return editor;
}

static void remove_editor(struct form_value *value, size_t row)
{
    editor_free(&value->editors[row]);
    value->count--;
    memmove(value->editors + row, value->editors + row + 1, (value->count - row) * sizeof *value->editors);
}

static void forget_text(char **text)
{
    if (*text != NULL)
        explicit_bzero(*text, strlen(*text));
    memory_free(text);
}

// The rows with a line feed behind each; the caller frees.
static char *join_rows(const struct form_value *value)
{
    size_t length = 0;
    for (size_t i = 0; i < value->count; i++)
        length += value->editors[i].edit.length + 1;
    char *joined = memory_allocate(length + 1, 1);
    char *end = joined;
    for (size_t i = 0; i < value->count; i++) {
        end = mempcpy(end, value->editors[i].edit.text, value->editors[i].edit.length);
        *end++ = '\n';
    }
    return joined;
}

void form_init(struct form *form, const struct form_field *fields, size_t count, void *context)
{
    *form = (struct form){.fields = fields, .count = count, .context = context};
    form->values = memory_allocate(count, sizeof *form->values);
    for (size_t i = 0; i < count; i++) {
        form->values[i].choice = form->values[i].kept_choice = FORM_UNCHOSEN;
        form->values[i].kept_rows = memory_copy_text("");
        form->values[i].shown = memory_copy_text("");
        if (has_editor(form, i))
            add_editor(form, i);
    }
}

void form_free(struct form *form)
{
    for (size_t i = 0; i < form->count; i++) {
        struct form_value *value = &form->values[i];
        while (value->count > 0)
            remove_editor(value, value->count - 1);
        memory_free(&value->editors);
        forget_text(&value->kept_rows);
        forget_text(&value->shown);
        forget_text(&value->error);
    }
    memory_free(&form->values);
    arena_free(&form->lines_arena);
    *form = (struct form){0};
}

static void keep_field(struct form *form, size_t field)
{
    struct form_value *value = &form->values[field];
    value->kept_choice = value->choice;
    for (size_t i = 0; i < value->count; i++)
        edit_keep(&value->editors[i].edit);
    forget_text(&value->kept_rows);
    value->kept_rows = join_rows(value);
}

void form_set_text(struct form *form, size_t field, const char *text)
{
    struct form_value *value = &form->values[field];
    if (form->fields[field].kind == FORM_PAGE) {
        forget_text(&value->shown);
        value->shown = memory_copy_text(text);
        return;
    }
    if (form->fields[field].kind != FORM_ROWS) {
        edit_load(&value->editors[0].edit, text);
        value->editors[0].rows = 0; // to be laid out again
        return;
    }
    if (field == form->focus)
        form->part = 0;
    while (value->count > 0)
        remove_editor(value, value->count - 1);
    struct arena arena = {0};
    while (*text != '\0') {
        size_t length = strcspn(text, "\n");
        edit_load(&add_editor(form, field)->edit, arena_copy(&arena, text, length));
        text += text[length] == '\n' ? length + 1 : length;
    }
    arena_free(&arena);
    keep_field(form, field);
}

void form_set_choice(struct form *form, size_t field, int choice)
{
    form->values[field].choice = form->values[field].kept_choice = choice;
}

const char *form_text(const struct form *form, size_t field, size_t row)
{
    return form->values[field].editors[row].edit.text;
}

bool form_date(const struct form *form, size_t field, struct local_time *date)
{
    const char *text = form_text(form, field, 0);
    int year, month, day;
    int taken = 0;
    bool iso = sscanf(text, "%4d-%2d-%2d%n", &year, &month, &day, &taken) == 3;
    if (!iso && sscanf(text, "%2d.%2d.%4d%n", &day, &month, &year, &taken) != 3)
        return false;
    if (text[taken] != '\0' || year < 1000 || month < 1 || month > 12 || day < 1)
        return false;
    *date = clock_from_day_number(clock_day_number(year, month, day));
    return date->year == year && date->month == month && date->day == day; // else a month has no such day
}

bool form_field_changed(const struct form *form, size_t field)
{
    const struct form_value *value = &form->values[field];
    if (form_is_chosen(form, field))
        return value->choice != value->kept_choice;
    if (form->fields[field].kind == FORM_PAGE)
        return false; // whoever has the page knows
    if (form->fields[field].kind != FORM_ROWS)
        return edit_changed(&value->editors[0].edit);
    char *rows = join_rows(value);
    bool changed = strcmp(rows, value->kept_rows) != 0;
    forget_text(&rows);
    return changed;
}

bool form_changed(const struct form *form)
{
    for (size_t i = 0; i < form->count; i++)
        if (form_field_changed(form, i))
            return true;
    return false;
}

void form_keep(struct form *form)
{
    for (size_t i = 0; i < form->count; i++)
        keep_field(form, i);
}

// ---- whether it is right -----------------------------------------------------------------------------------------

void form_set_error(struct form *form, size_t field, const char *error)
{
    char *copy = error == NULL ? NULL : memory_copy_text(error);
    forget_text(&form->values[field].error);
    form->values[field].error = copy;
}

static bool is_empty(const struct form *form, size_t field)
{
    const struct form_value *value = &form->values[field];
    if (form_is_chosen(form, field))
        return value->choice == FORM_UNCHOSEN;
    if (form->fields[field].kind == FORM_PAGE)
        return value->shown[0] == '\0';
    bool empty = true;
    for (size_t i = 0; i < value->count; i++)
        empty = empty && value->editors[i].edit.text[strspn(value->editors[i].edit.text, " \n")] == '\0';
    return empty;
}

static bool check_field(struct form *form, const struct view *view, size_t field)
{
    const struct form_field *described = &form->fields[field];
    struct arena arena = {0};
    struct local_time day;
    const char *error = NULL;
    bool empty = is_empty(form, field);
    if (described->needed && empty)
        error = view_work_text(view, WORK_TEXT_MISSING);
    else if (described->kind == FORM_DATE && !empty && !form_date(form, field, &day))
        error = view_work_text(view, WORK_TEXT_NO_DATE);
    else if (described->check != NULL)
        error = described->check(form, field, &arena);
    form_set_error(form, field, error);
    arena_free(&arena);
    return error == NULL;
}

// ---- focus -------------------------------------------------------------------------------------------------------

bool form_can_add(const struct form *form, size_t field)
{
    return form->fields[field].kind == FORM_ROWS && form->values[field].count < form->fields[field].rows_max;
}

// Parts of a field that can have the focus.
static size_t parts_of(const struct form *form, size_t field)
{
    if (form->fields[field].kind != FORM_ROWS)
        return 1;
    return form->values[field].count + (form_can_add(form, field) ? 1 : 0);
}

const struct editor *form_focused_editor(const struct form *form)
{
    const struct form_value *value = &form->values[form->focus];
    return form->part < value->count ? &value->editors[form->part] : NULL;
}

static void focus_on(struct form *form, const struct view *view, size_t field, size_t part)
{
    if (field != form->focus && !is_empty(form, form->focus)) // who only passes by is told nothing
        check_field(form, view, form->focus);
    form->focus = field;
    form->part = part;
}

// Goes on to the next part, or back; from the last to the first only where `around` is set.
static bool go(struct form *form, const struct view *view, bool on, bool around)
{
    size_t field = form->focus;
    if (on && form->part + 1 < parts_of(form, field)) {
        form->part++;
        return true;
    }
    if (!on && form->part > 0) {
        form->part--;
        return true;
    }
    do {
        if (!around && (on ? field + 1 == form->count : field == 0))
            return false;
        field = (field + (on ? 1 : form->count - 1)) % form->count;
    } while (parts_of(form, field) == 0);
    focus_on(form, view, field, on ? 0 : parts_of(form, field) - 1);
    return true;
}

bool form_check(struct form *form, const struct view *view)
{
    size_t first = form->count;
    for (size_t i = form->count; i-- > 0;)
        if (!check_field(form, view, i))
            first = i;
    if (first < form->count && first != form->focus) {
        form->focus = first;
        form->part = 0;
    }
    form_lay_out(form, view, form->rows, form->columns);
    return first == form->count;
}

// ---- deeds -------------------------------------------------------------------------------------------------------

static enum form_result choose(struct form *form, int choice)
{
    struct form_value *value = &form->values[form->focus];
    if (choice == value->choice)
        return FORM_MOVED;
    value->choice = choice;
    form_set_error(form, form->focus, NULL);
    return FORM_CHANGED;
}

// A digit, or a blank, of which either may be typed as a character.
static enum form_result choose_by_character(struct form *form, uint32_t character)
{
    int count = form_choice_count(form, form->focus);
    int digit = (int)character - '0';
    if (character == ' ')
        return choose(form, (form->values[form->focus].choice + 1) % count);
    return digit >= 1 && digit <= count ? choose(form, digit - 1) : FORM_IGNORED;
}

static enum form_result act_on_choice(struct form *form, const struct input *input)
{
    int last = form_choice_count(form, form->focus) - 1;
    int choice = form->values[form->focus].choice;
    switch (input->action) {
    case ACTION_TO_START:
        return choose(form, choice > 0 ? choice - 1 : 0);
    case ACTION_TO_END:
        return choose(form, choice < last ? choice + 1 : last);
    case ACTION_ERASE:
    case ACTION_ERASE_FORTH:
        return choose(form, FORM_UNCHOSEN);
    case ACTION_NUMBER:
        return choose_by_character(form, '0' + (uint32_t)input->number);
    case ACTION_MARK:
        return choose_by_character(form, ' ');
    case ACTION_CHARACTER:
        return choose_by_character(form, input->character);
    default:
        return FORM_IGNORED;
    }
}

static enum form_result of_editor(struct form *form, enum editor_result result)
{
    if (result == EDITOR_CHANGED)
        form_set_error(form, form->focus, NULL); // it is looked at again when it is left
    return result == EDITOR_CHANGED ? FORM_CHANGED : result == EDITOR_MOVED ? FORM_MOVED : FORM_IGNORED;
}

static enum form_result act_on_editor(struct form *form, const struct view *view, const struct input *input)
{
    struct form_value *value = &form->values[form->focus];
    struct editor *editor = &value->editors[form->part];
    bool row = form->fields[form->focus].kind == FORM_ROWS;
    if (row && input->action == ACTION_ERASE && editor->edit.length == 0) { // an empty row goes
        remove_editor(value, form->part);
        form->part -= form->part > 0 ? 1 : 0;
        return FORM_CHANGED;
    }
    return of_editor(form, editor_act(editor, view, input));
}

// The place behind the last row: what is typed there begins another.
static enum form_result act_on_adding(struct form *form, const struct view *view, const struct input *input)
{
    bool writes = input->action == ACTION_CHARACTER || input->action == ACTION_NUMBER || input->action == ACTION_PASTE;
    if (input->action != ACTION_OPEN && !writes)
        return FORM_IGNORED;
    add_editor(form, form->focus);
    form_lay_out(form, view, form->rows, form->columns);
    if (writes)
        act_on_editor(form, view, input);
    return FORM_CHANGED;
}

static enum form_result act_on_page(const struct input *input)
{
    if (input->action == ACTION_OPEN)
        return FORM_OPENED;
    return input->action == ACTION_ERASE || input->action == ACTION_ERASE_FORTH ? FORM_EMPTIED : FORM_IGNORED;
}

static enum form_result act_on_focus(struct form *form, const struct view *view, const struct input *input)
{
    if (form->fields[form->focus].kind == FORM_PAGE)
        return act_on_page(input);
    if (form_is_chosen(form, form->focus))
        return act_on_choice(form, input);
    return form_focused_editor(form) != NULL ? act_on_editor(form, view, input) : act_on_adding(form, view, input);
}

static enum form_result point(struct form *form, const struct view *view, const struct input *input)
{
    struct form_hit hit = form_hit(form, view, input->row, input->start);
    if (hit.field == form->count)
        return FORM_IGNORED;
    bool opens = hit.inside && form->focus == hit.field && form->fields[hit.field].kind == FORM_PAGE;
    if (opens)
        return FORM_OPENED;
    focus_on(form, view, hit.field, hit.part);
    if (hit.choice != FORM_UNCHOSEN)
        return choose(form, hit.choice);
    if (!hit.inside || form_is_chosen(form, hit.field) || form->fields[hit.field].kind == FORM_PAGE) // a label, between choices
        return FORM_MOVED;
    if (form_focused_editor(form) == NULL)
        return act_on_adding(form, view, &(struct input){.action = ACTION_OPEN});
    struct input inner = *input;
    inner.row = hit.row;
    inner.start = hit.start;
    act_on_editor(form, view, &inner);
    return FORM_MOVED;
}

// The form scrolls, or where all of it is in sight, the text that has the focus.
static enum form_result scroll(struct form *form, const struct view *view, const struct input *input)
{
    int most = form->total_rows - form->rows;
    int target = form->scroll + (input->action == ACTION_UP ? -input->rows : input->rows);
    target = target > most ? most : target;
    target = target < 0 ? 0 : target;
    if (most <= 0 && form_focused_editor(form) != NULL)
        return act_on_editor(form, view, input);
    if (target == form->scroll)
        return FORM_IGNORED;
    form->scroll = target;
    return FORM_MOVED;
}

// From field to field, by keys that the field itself has no use for.
static enum form_result travel(struct form *form, const struct view *view, const struct input *input)
{
    bool moved = false;
    switch (input->action) {
    case ACTION_NEXT_FIELD:
    case ACTION_PREVIOUS_FIELD:
        moved = go(form, view, input->action == ACTION_NEXT_FIELD, true);
        break;
    case ACTION_UP:
    case ACTION_DOWN:
    case ACTION_OPEN:
        moved = go(form, view, input->action != ACTION_UP, false);
        break;
    case ACTION_PAGE_UP:
    case ACTION_PAGE_DOWN:
        for (int rows = form_focus_row(form); go(form, view, input->action == ACTION_PAGE_DOWN, false);) {
            moved = true;
            int passed = form_focus_row(form) - rows;
            if (passed >= form->rows - 1 || passed <= 1 - form->rows)
                break;
        }
        break;
    default:
        break;
    }
    return moved ? FORM_MOVED : FORM_IGNORED;
}

enum form_result form_act(struct form *form, const struct view *view, const struct input *input)
{
    if (form->count == 0)
        return FORM_IGNORED;
    if (input->wheel)
        return scroll(form, view, input);
    enum form_result result = FORM_IGNORED;
    if (input->action == ACTION_POINT)
        result = point(form, view, input);
    else if (input->action != ACTION_NEXT_FIELD && input->action != ACTION_PREVIOUS_FIELD)
        result = act_on_focus(form, view, input);
    if (result == FORM_IGNORED)
        result = travel(form, view, input);
    if (result != FORM_IGNORED)
        form_lay_out(form, view, form->rows, form->columns);
    return result;
}
