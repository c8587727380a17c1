// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// A file is read by lines: facts first, one a line, then the head of the table, then its rows, cells between "|". Reading never stops at
// a problem, so that a file is mended at one go.
#include "core/exchange/content/situation.h"

#include "core/text/accept.h"

#include <stdlib.h>
#include <string.h>

enum {
    COLUMNS_MAX = PATH_QUESTIONS + 2,
    COLUMN_OFFER = PATH_QUESTIONS, // beside the questions
    COLUMN_REASON,
    COLUMN_NONE,
};

struct situation_reader {
    struct json_reader *reader;
    struct content_situation *situation;
    const char *name; // of the file
    size_t line;
    int columns[COLUMNS_MAX]; // of the table, in the order of the file
    size_t column_count;      // 0: its head has not come yet
    struct path_districts districts;
    struct content_row *rows;
    size_t capacity;
};

static void tell_at(struct json_reader *reader, const char *name, size_t line, const char *mend, const char *why)
{
    reader->file = arena_format(reader->arena, "%s:%zu", name, line);
    reader->length = 0;
    reader->path[0] = '\0';
    json_report(reader, mend, "%s", why);
}

static void tell(struct situation_reader *reading, const char *mend, const char *why)
{
    tell_at(reading->reader, reading->name, reading->line, mend, why);
}

// What stands before and behind it is cut off.
static char *trimmed(char *text)
{
    text += strspn(text, " \t\r");
    size_t length = strlen(text);
    while (length > 0 && strchr(" \t\r", text[length - 1]) != NULL)
        text[--length] = '\0';
    return text;
}

// ---- facts --------------------------------------------------------------------------------------------------------

static void read_fact(struct situation_reader *reading, char *line)
{
    struct content_situation *situation = reading->situation;
    size_t length = strcspn(line, " \t");
    char *value = line[length] == '\0' ? line + length : trimmed(line + length + 1);
    line[length] = '\0';
    if (value[0] == '\0')
        tell(reading, "write what it is behind it", arena_format(reading->reader->arena, "\"%s\" says nothing", json_quote(reading->reader, line)));
    else if (strcmp(line, "name") == 0)
        *situation->thing.texts.items = (struct content_text){.language = "de", .field = "name", .text = value};
    else if (strcmp(line, "pictogram") == 0)
        situation->pictogram = value;
    else if (strcmp(line, "urgent") == 0 && strcmp(value, "yes") == 0)
        situation->urgent = true;
    else if (strcmp(line, "position") == 0 && strspn(value, "0123456789") == strlen(value) && strlen(value) < 4 && strcmp(value, "0") != 0)
        situation->thing.position = strtol(value, NULL, 10);
    else
        tell(reading, "write position 1 to 999, pictogram, name, urgent yes, or the head of the table: offer | reason | …",
             arena_format(reading->reader->arena, "\"%s %s\" is not known", json_quote(reading->reader, line), json_quote(reading->reader, value)));
}

// ---- the table ----------------------------------------------------------------------------------------------------

static int column_of(const char *name)
{
    if (strcmp(name, "offer") == 0)
        return COLUMN_OFFER;
    return strcmp(name, "reason") == 0 ? COLUMN_REASON : path_question_of(name) == PATH_QUESTIONS ? COLUMN_NONE : (int)path_question_of(name);
}

static bool has_column(const struct situation_reader *reading, int column)
{
    for (size_t i = 0; i < reading->column_count; i++)
        if (reading->columns[i] == column)
            return true;
    return false;
}

// The next cell, NULL behind the last one.
static char *next_cell(char **line)
{
    char *cell = *line;
    if (cell == NULL)
        return NULL;
    char *bar = strchr(cell, '|');
    if (bar != NULL)
        *bar++ = '\0';
    *line = bar;
    return trimmed(cell);
}

static void read_head(struct situation_reader *reading, char *line)
{
    for (char *cell = next_cell(&line); cell != NULL; cell = next_cell(&line)) {
        int column = column_of(cell);
        if (column == COLUMN_NONE)
            tell(reading, "write offer, reason, whom, status, age, district, language or time",
                 arena_format(reading->reader->arena, "\"%s\" is no column", json_quote(reading->reader, cell)));
        else if (has_column(reading, column))
            tell(reading, "remove one of them", arena_format(reading->reader->arena, "the column \"%s\" is there twice", cell));
        else
            reading->columns[reading->column_count++] = column;
    }
    if (!has_column(reading, COLUMN_OFFER) || !has_column(reading, COLUMN_REASON))
        tell(reading, "begin it with offer | reason", "the table has no column for the offer or for the reason");
}

static void read_reason(struct situation_reader *reading, const char *cell)
{
    const char *const *choices = model_part_of(KIND_SITUATION, "rows")->columns[1].choices;
    struct arena_text all = {0};
    arena_append(reading->reader->arena, &all, "choose one of:");
    for (size_t i = 0; choices[i] != NULL; i++) {
        if (strcmp(choices[i], cell) == 0)
            return;
        arena_append(reading->reader->arena, &all, arena_format(reading->reader->arena, " %s", choices[i]));
    }
    tell(reading, all.bytes, arena_format(reading->reader->arena, "\"%s\" is no reason", json_quote(reading->reader, cell)));
}

static void read_cell(struct situation_reader *reading, struct content_row *row, int column, const char *cell)
{
    struct path_condition condition;
    const char *why;
    const char *mend;
    if (column == COLUMN_OFFER) {
        row->offer = cell;
    } else if (column == COLUMN_REASON) {
        row->reason = cell;
        read_reason(reading, cell);
    } else if (!path_condition_read(reading->reader->arena, (enum path_question)column, &reading->districts, cell,
                                    &condition, &why, &mend)) {
        tell(reading, mend, arena_format(reading->reader->arena, "%s: \"%s\" %s", path_question_name((enum path_question)column),
                                         json_quote(reading->reader, cell), why));
    } else if (condition.matters) {
        row->cells[column] = cell;
    }
}

static void read_row(struct situation_reader *reading, char *line)
{
    struct content_row row = {.line = reading->line};
    size_t count = 0;
    for (char *cell = next_cell(&line); cell != NULL; cell = next_cell(&line), count++)
        if (count < reading->column_count)
            read_cell(reading, &row, reading->columns[count], cell);
    if (count != reading->column_count)
        tell(reading, "write a cell for each column, - for what does not matter",
             arena_format(reading->reader->arena, "the row has %zu cells, the table %zu columns", count, reading->column_count));
    if (row.offer == NULL || row.reason == NULL)
        return;
    struct content_situation *situation = reading->situation;
    if (situation->rows.count == PATH_ROWS_MAX) {
        tell(reading, "leave out what is least important", arena_format(reading->reader->arena, "more than %d rows", PATH_ROWS_MAX));
        return;
    }
    reading->rows = arena_grow(reading->reader->arena, reading->rows, situation->rows.count, &reading->capacity, sizeof *reading->rows);
    reading->rows[situation->rows.count++] = row;
    situation->rows.items = reading->rows;
}

// ---- files --------------------------------------------------------------------------------------------------------

static void read_line(struct situation_reader *reading, char *line)
{
    line = trimmed(line);
    if (line[0] == '\0' || line[0] == '#')
        return;
    if (reading->column_count > 0)
        read_row(reading, line);
    else if (strchr(line, '|') != NULL)
        read_head(reading, line);
    else
        read_fact(reading, line);
}

// "paths/arrived.path" is of the situation "arrived".
static const char *slug_of(struct json_reader *reader, const char *name)
{
    const char *slash = strrchr(name, '/');
    const char *first = slash == NULL ? name : slash + 1;
    size_t length = strlen(first);
    size_t ending = strlen(SITUATION_ENDING);
    return arena_copy(reader->arena, first, length > ending ? length - ending : length);
}

static void check_facts(struct situation_reader *reading)
{
    struct content_situation *situation = reading->situation;
    const char *slug = situation->thing.slug;
    if (slug[0] == '\0' || strlen(slug) > 64 || strspn(slug, "abcdefghijklmnopqrstuvwxyz0123456789-") != strlen(slug))
        tell_at(reading->reader, reading->name, 1, "call the file by a to z, 0 to 9 and -, at most 64 of them",
                "the name of the file is no slug");
    if (situation->thing.texts.items[0].text == NULL)
        tell_at(reading->reader, reading->name, 1, "write a line: name Ich bin krank.", "the situation has no name");
    if (situation->thing.position == 0)
        tell_at(reading->reader, reading->name, 1, "write a line: position 1", "it is not said where the situation stands among the others");
    if (situation->rows.count == 0)
        tell_at(reading->reader, reading->name, 1, "add the head of a table and a row: offer | reason", "the situation leads to nothing");
}

void situation_read(struct content *content, struct json_reader *reader, const char *bytes, size_t size)
{
    char *accepted;
    struct problem problem;
    struct arena *arena = reader->arena;
    const char *name = reader->file;
    long problems = reader->problems;
    if (text_accept(arena, bytes, size, name, &accepted, &problem) != STATUS_OK) {
        tell_at(reader, name, 1, "write it again without that", problem.why);
        return;
    }
    struct content_situation *situation = arena_allocate(arena, 1, sizeof *situation);
    struct situation_reader *reading = arena_allocate(arena, 1, sizeof *reading);
    *situation = (struct content_situation){.thing = {.kind = KIND_SITUATION, .slug = slug_of(reader, name)}, .file = name};
    situation->thing.place = arena_format(arena, "%s:1", name);
    situation->thing.texts = (struct content_texts){arena_allocate(arena, 1, sizeof *situation->thing.texts.items), 1};
    situation->thing.texts.items[0] = (struct content_text){0};
    *reading = (struct situation_reader){.reader = reader, .situation = situation, .name = name, .line = 1};
    for (char *line = accepted, *next; line != NULL; line = next, reading->line++) {
        next = strchr(line, '\n');
        if (next != NULL)
            *next++ = '\0';
        read_line(reading, line);
    }
    check_facts(reading);
    if (reader->problems == problems)
        content_add(content, &situation->thing);
}

struct fault_place {
    struct json_reader *reader;
    const struct content_situation *situation;
};

static void tell_fault(void *context, size_t row, const char *why, const char *mend)
{
    const struct fault_place *place = context;
    const struct content_row *rows = place->situation->rows.items;
    if (row < place->situation->rows.count)
        tell_at(place->reader, place->situation->file, rows[row].line, mend, why);
    else
        tell_at(place->reader, place->situation->file, 1, mend, arena_format(place->reader->arena, "the table %s", why));
}

// Conditions were read, with the districts in the order in which they come.
void situation_check(struct json_reader *reader, const struct content_situation *situation)
{
    struct path_table *table = arena_allocate(reader->arena, 1, sizeof *table);
    const struct content_row *rows = situation->rows.items;
    *table = (struct path_table){.row_count = situation->rows.count};
    for (size_t i = 0; i < table->row_count; i++) {
        table->rows[i] = (struct path_row){.offer = rows[i].offer, .reason = rows[i].reason};
        for (int question = 0; question < PATH_QUESTIONS; question++) {
            const char *why;
            const char *mend;
            path_condition_read(reader->arena, (enum path_question)question, &table->districts,
                                rows[i].cells[question] == NULL ? "-" : rows[i].cells[question], &table->rows[i].conditions[question],
                                &why, &mend);
        }
    }
    struct fault_place place = {reader, situation};
    path_check(reader->arena, table, situation->urgent, tell_fault, &place);
}
