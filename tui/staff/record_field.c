// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
#include "tui/staff/record_field.h"

#include "core/desk/listing.h"
#include "core/desk/opening_facts.h"
#include "tui/staff/field_words.h"
#include "tui/staff/screens.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// ---- pages -------------------------------------------------------------------------------------------------------

// What is written on a page made for it: a column or a text by its name in core/model, a part by its table. `words` says it in a
// line, in the arena; NULL: as any other field.
static const struct {
    const char *name;
    const struct screen *screen;
    const char *(*words)(struct arena *arena, const struct view *view, const struct sheet *sheet, json_t *value);
} pages[] = {
    {"schedule", &screen_hours, hours_words},
    {"contact", &screen_contacts, contacts_words},
    {"rule", &screen_recurrence, recurrence_line},
    {"place_id", &screen_address, NULL},
};

enum { PAGES = sizeof pages / sizeof *pages };

// Its place in the table, PAGES for none.
static size_t place_of(const char *name)
{
    size_t place = 0;
    while (place < PAGES && strcmp(pages[place].name, name) != 0)
        place++;
    return place;
}

static const struct screen *page_of(const char *name)
{
    size_t place = place_of(name);
    return place < PAGES ? pages[place].screen : NULL;
}

const struct screen *record_field_screen_of_column(const struct model_column *column)
{
    const struct screen *own = page_of(column->name);
    return own != NULL ? own : column->type == MODEL_THING ? &screen_choose : NULL;
}

const struct screen *record_field_screen_of_text(const struct model_text *text)
{
    const struct screen *own = page_of(text->name);
    return own != NULL ? own : text->form == MODEL_BODY ? &screen_text : NULL;
}

// A list of values is chosen, unless they are of a type that is written, such as days.
const struct screen *record_field_screen_of_part(const struct model_part *part)
{
    const struct screen *own = page_of(part->table);
    bool chosen = part->column_count == 1 && (part->columns[0].type == MODEL_THING || part->columns[0].type == MODEL_TEXT);
    return own != NULL ? own : chosen ? &screen_choose_many : NULL;
}

// ---- what stands there -------------------------------------------------------------------------------------------

const char *record_field_text(struct arena *arena, const struct record_field *field, json_t *value)
{
    if (value == NULL)
        return "";
    if (field->text != NULL)
        return arena_copy_text(arena, json_string_value(json_object_get(value, "text")));
    if (json_is_integer(value))
        return arena_format(arena, "%lld", (long long)json_integer_value(value));
    if (json_is_real(value))
        return arena_format(arena, "%.7g", json_real_value(value));
    const char *text = json_string_value(value);
    return text == NULL ? "" : arena_copy_text(arena, text);
}

// A day as 2026-11-23 or 23.11.2026, with a time behind it or without.
static bool read_moment(const char *text, bool with_time, char written[CLOCK_TIME_BYTES])
{
    int year, month, day, hour = 0, minute = 0;
    int taken = 0, more = 0;
    bool iso = sscanf(text, " %4d-%2d-%2d%n", &year, &month, &day, &taken) == 3;
    if (!iso && sscanf(text, " %2d.%2d.%4d%n", &day, &month, &year, &taken) != 3)
        return false;
    text += taken;
    if (with_time && sscanf(text, "%*[ T]%2d%*[:.]%2d%n", &hour, &minute, &more) != 2)
        return false;
    text += more;
    if (text[strspn(text, " ")] != '\0' || year < 1000) // 1.1.26 is meant otherwise
        return false;
    struct local_time moment;
    struct problem ignored;
    snprintf(written, CLOCK_TIME_BYTES, "%04d-%02d-%02dT%02d:%02d", year, month, day, hour, minute);
    bool exists = clock_parse(written, &moment, &ignored) == STATUS_OK;
    if (!with_time)
        written[strlen("YYYY-MM-DD")] = '\0';
    return exists;
}

// JSON has no number without end and none that is no number.
static bool read_number(const char *text, bool whole, json_t **value)
{
    char *end;
    errno = 0;
    double real = whole ? 0 : strtod(text, &end);
    long number = whole ? strtol(text, &end, 10) : 0;
    if (end == text || end[strspn(end, " ")] != '\0' || !isfinite(real) || (whole && errno == ERANGE))
        return false;
    *value = whole ? json_integer(number) : json_real(real);
    return true;
}

bool record_field_read(const struct record_field *field, const char *text, json_t **value)
{
    char moment[CLOCK_TIME_BYTES];
    enum model_type type = field->column == NULL ? MODEL_TEXT : field->column->type;
    switch (type) {
    case MODEL_NUMBER:
    case MODEL_REAL:
        return read_number(text, type == MODEL_NUMBER, value);
    case MODEL_DAY:
    case MODEL_TIME:
        if (!read_moment(text, type == MODEL_TIME, moment))
            return false;
        *value = json_string(moment);
        return true;
    default:
        *value = json_string(text);
        return true;
    }
}

const char *record_field_complaint(const struct staff *staff, const struct record_field *field)
{
    struct messages *messages = staff->messages[staff->language];
    if (field->screen != NULL)
        return message_text(messages, MESSAGE_WRONG_UNFINISHED);
    switch (field->column == NULL ? MODEL_TEXT : field->column->type) {
    case MODEL_DAY:
        return message_text(messages, MESSAGE_NO_DATE);
    case MODEL_TIME:
        return message_text(messages, MESSAGE_WRONG_TIME);
    default:
        return message_text(messages, MESSAGE_WRONG_NUMBER);
    }
}

// ---- in words ----------------------------------------------------------------------------------------------------

static const char *thing_text(struct arena *arena, const struct staff *staff, const char *id)
{
    const char *title = NULL;
    struct problem problem;
    if (listing_title(staff->editorial, arena, id, &title, &problem) != STATUS_OK || title == NULL)
        return id;
    return title;
}

static const char *column_text(struct arena *arena, const struct view *view, const struct staff *staff,
                               const struct model_column *column, json_t *value)
{
    const char *text = json_string_value(value);
    if (column->type == MODEL_THING && text != NULL)
        return thing_text(arena, staff, text);
    if (column->choices != NULL && text != NULL)
        return staff_label(view, "choice_", text);
    if (column->type == MODEL_FLAG)
        return staff_text(view, json_is_true(value) ? MESSAGE_YES : MESSAGE_NO);
    return record_field_text(arena, &(struct record_field){.column = column}, value);
}

static const char *joined(struct arena *arena, const char *before, const char *between, const char *more)
{
    return before[0] == '\0' ? more : more[0] == '\0' ? before : arena_format(arena, "%s%s%s", before, between, more);
}

static const char *part_row_text(struct arena *arena, const struct view *view, const struct staff *staff,
                              const struct model_part *part, json_t *entry)
{
    const char *all = "";
    if (part->column_count == 1)
        return column_text(arena, view, staff, &part->columns[0], entry);
    for (size_t i = 0; i < part->column_count; i++) {
        json_t *value = json_object_get(entry, part->columns[i].name);
        if (value != NULL && part->columns[i].type != MODEL_FLAG)
            all = joined(arena, all, " ", column_text(arena, view, staff, &part->columns[i], value));
    }
    return all;
}

const char *record_value_text(struct arena *arena, const struct view *view, const struct staff *staff, enum kind kind,
                              const char *path, json_t *value)
{
    const char *name = strrchr(path, '.') == NULL ? path : strrchr(path, '.') + 1;
    const struct model_part *part = model_part_of(kind, name);
    const struct model_column *column = model_column_of(kind, name);
    const char *all = "";
    if (value == NULL)
        return "";
    if (json_is_object(value)) // a text
        return arena_copy_text(arena, json_string_value(json_object_get(value, "text")));
    if (strcmp(path, "schedule") == 0 && json_is_array(value)) // as people write it
        return opening_schedule_text(arena, value, false, messages_language(view->messages)->tag);
    if (part != NULL && json_is_array(value)) {
        for (size_t i = 0; i < json_array_size(value); i++)
            all = joined(arena, all, part->column_count == 1 ? ", " : "\n", part_row_text(arena, view, staff, part, json_array_get(value, i)));
        return all;
    }
    if (column != NULL && strchr(path, '.') == NULL)
        return column_text(arena, view, staff, column, value);
    if (json_is_boolean(value))
        return staff_text(view, json_is_true(value) ? MESSAGE_YES : MESSAGE_NO);
    return record_field_text(arena, &(struct record_field){0}, value);
}

const char *record_field_shown(struct arena *arena, const struct view *view, const struct record_form *record,
                               const struct record_field *field, json_t *value)
{
    const char *name = field->part != NULL ? field->part->table : field->column != NULL ? field->column->name : "";
    size_t place = place_of(name);
    if (place < PAGES && pages[place].words != NULL)
        return pages[place].words(arena, view, record->sheet, value);
    return record_value_text(arena, view, record->staff, sheet_kind(record->sheet), field->path, value);
}

const char *record_field_label(struct arena *arena, const struct view *view, const char *path)
{
    const char *dot = strrchr(path, '.'), *tag, *field;
    const char *name = strcmp(path, "source.url") == 0 ? "source_url" : dot == NULL ? path : dot + 1;
    const char *label = staff_label(view, "field_", name);
    if (!record_path_text(arena, path, &tag, &field) || strcmp(tag, "de") == 0)
        return label;
    return arena_format(arena, "%s (%s)", label, message_language_name(view->messages, arena, tag));
}
