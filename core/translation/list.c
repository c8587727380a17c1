// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Rows of `text` come in the order of the ids of their things, language by language; they are walked through beside the things in the
// same order. With the index text_state an editorial database does not read the texts themselves for that.
#include "core/translation/list.h"

#include "core/base/memory.h"
#include "core/database/statement.h"
#include "core/model/model_sql.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DEPTH_MAX = 4 }; // of the way from an area down to a step of a guide

enum translation_state translation_state_of(const char *wanted, const char *hash, const char *origin, const char *reviewed_on)
{
    if (wanted == NULL)
        return TRANSLATION_UNWANTED;
    if (hash == NULL)
        return TRANSLATION_MISSING;
    if (strcmp(hash, wanted) != 0)
        return TRANSLATION_OUTDATED;
    return origin != NULL && strcmp(origin, "machine") == 0 && reviewed_on == NULL ? TRANSLATION_MACHINE : TRANSLATION_CURRENT;
}

// ---- things -------------------------------------------------------------------------------------------------------

// A thing while the list is read.
struct reading_thing {
    struct translation_thing thing;
    long position;
    char parent[MODEL_ID_BYTES]; // "": none
    size_t way[DEPTH_MAX];       // places in reading.things: from the outermost down to itself
    size_t depth;
    const char **hashes; // of the columns that its texts are made from, one for each; NULL: it is made from a German one
};

struct list_reading {
    struct translation_list *list;
    struct reading_thing *things; // by id
    size_t count, capacity;
    struct arena arena;
};

static size_t translated_count(enum kind kind)
{
    size_t count = 0;
    for (size_t i = 0; i < model_kind(kind)->text_count; i++)
        count += model_kind(kind)->texts[i].translated;
    return count;
}

// The id of the thing that one stands in, as SQL on its row.
static const char *parent_sql(struct arena *arena, const struct model_kind *model)
{
    if (model->parent != KIND_NONE)
        return arena_format(arena, "%s.%s", model->name, model->parent_column);
    for (size_t i = 0; i < model->part_count; i++) {
        const struct model_part *part = &model->parts[i];
        if (part->shelf)
            return arena_format(arena, "(SELECT %s FROM %s WHERE %s = %s.id ORDER BY position LIMIT 1)", part->columns[0].name,
                                part->table, part->owner, model->name);
    }
    return "NULL";
}

static void add_thing(struct list_reading *reading, enum kind kind, struct statement *row)
{
    reading->things = arena_grow(&reading->arena, reading->things, reading->count, &reading->capacity, sizeof *reading->things);
    struct reading_thing *thing = &reading->things[reading->count++];
    const char *id = statement_text(row, 0), *parent = statement_text(row, 2);
    thing->thing.kind = kind;
    thing->position = (long)statement_number(row, 1);
    snprintf(thing->thing.id, MODEL_ID_BYTES, "%s", id == NULL ? "" : id);
    snprintf(thing->parent, MODEL_ID_BYTES, "%s", parent == NULL ? "" : parent);
    thing->hashes = arena_allocate(&reading->arena, (size_t)statement_columns(row), sizeof *thing->hashes);
    for (int column = 3; column < statement_columns(row); column++)
        thing->hashes[column - 3] = statement_copy(&reading->list->arena, row, column);
}

static enum status read_kind(struct list_reading *reading, enum kind kind, struct problem *problem)
{
    const struct model_kind *model = model_kind(kind);
    struct arena *arena = &reading->arena;
    const char *sql = arena_format(arena, "SELECT thing.id, thing.position, %s", parent_sql(arena, model));
    if (translated_count(kind) == 0)
        return STATUS_OK;
    for (size_t i = 0; i < model->text_count; i++) {
        if (model->texts[i].translated)
            sql = arena_format(arena, "%s, %s", sql, model->texts[i].of == NULL ? "NULL" : model->texts[i].of_hash);
    }
    struct statement *rows =
        database_query(reading->list->database,
                       arena_format(arena, "%s FROM thing JOIN %s USING (id) WHERE %s", sql, model->name, model_sql_shown(arena, kind)),
                       problem);
    while (statement_next(rows))
        add_thing(reading, kind, rows);
    return statement_end(&rows);
}

static int compare_ids(const void *a, const void *b)
{
    const struct reading_thing *first = a, *second = b;
    return strcmp(first->thing.id, second->thing.id);
}

static struct reading_thing *find_thing(const struct list_reading *reading, const char *id)
{
    struct reading_thing wanted = {.position = 0};
    size_t length = strlen(id);
    if (length >= MODEL_ID_BYTES || reading->count == 0)
        return NULL;
    memcpy(wanted.thing.id, id, length + 1);
    return bsearch(&wanted, reading->things, reading->count, sizeof wanted, compare_ids);
}

// ---- the order ----------------------------------------------------------------------------------------------------

static void find_way(const struct list_reading *reading, struct reading_thing *thing)
{
    size_t way[DEPTH_MAX];
    for (const struct reading_thing *at = thing; at != NULL && thing->depth < DEPTH_MAX; at = find_thing(reading, at->parent))
        way[thing->depth++] = (size_t)(at - reading->things);
    for (size_t i = 0; i < thing->depth; i++)
        thing->way[i] = way[thing->depth - 1 - i];
}

// One level of two ways: an area is before what has no place only if it is more urgent, which was asked before.
static int compare_places(const struct reading_thing *things, size_t a, size_t b)
{
    const struct reading_thing *first = &things[a], *second = &things[b];
    bool area = first->thing.kind == KIND_AREA, other_area = second->thing.kind == KIND_AREA;
    if (area != other_area)
        return area ? 1 : -1;
    if (first->position != second->position)
        return first->position < second->position ? -1 : 1;
    if (first->thing.kind != second->thing.kind)
        return first->thing.kind < second->thing.kind ? -1 : 1;
    return (a > b) - (a < b); // by id
}

static int compare_things(const void *a, const void *b, void *context)
{
    const struct reading_thing *things = context, *first = &things[*(const size_t *)a], *second = &things[*(const size_t *)b];
    int urgency = model_kind(second->thing.kind)->urgency - model_kind(first->thing.kind)->urgency;
    for (size_t i = 0; urgency == 0 && i < first->depth && i < second->depth; i++) {
        int order = first->way[i] == second->way[i] ? 0 : compare_places(things, first->way[i], second->way[i]);
        if (order != 0)
            return order;
    }
    return urgency != 0 ? urgency : (first->depth > second->depth) - (first->depth < second->depth);
}

// Puts the things into the list, each with its texts, and finds their order.
static void put(struct list_reading *reading)
{
    struct translation_list *list = reading->list;
    size_t wishes = 0;
    for (size_t i = 0; i < reading->count; i++) {
        find_way(reading, &reading->things[i]);
        wishes += translated_count(reading->things[i].thing.kind);
    }
    list->thing_count = reading->count;
    list->things = arena_allocate(&list->arena, reading->count + 1, sizeof *list->things);
    list->order = arena_allocate(&list->arena, reading->count + 1, sizeof *list->order);
    list->wishes = arena_allocate(&list->arena, wishes + 1, sizeof *list->wishes);
    for (size_t i = 0; i < reading->count; i++) {
        const struct reading_thing *from = &reading->things[i];
        const struct model_kind *model = model_kind(from->thing.kind);
        bool in_area = reading->things[from->way[0]].thing.kind == KIND_AREA;
        list->order[i] = i;
        list->things[i] = from->thing;
        list->things[i].area = in_area ? from->way[0] : TRANSLATION_NOWHERE;
        list->things[i].texts = list->wish_count;
        for (size_t text = 0, made = 0; text < model->text_count; text++) {
            if (model->texts[text].translated)
                list->wishes[list->wish_count++] =
                    (struct translation_wish){.thing = i, .model = &model->texts[text], .hash = from->hashes[made++]};
        }
    }
    if (reading->count > 0)
        qsort_r(list->order, reading->count, sizeof *list->order, compare_things, reading->things);
}

// ---- texts --------------------------------------------------------------------------------------------------------

static struct translation_wish *find_wish(const struct translation_list *list, size_t thing, const char *field)
{
    for (size_t i = list->things[thing].texts; i < list->wish_count && list->wishes[i].thing == thing; i++) {
        if (strcmp(list->wishes[i].model->name, field) == 0)
            return &list->wishes[i];
    }
    return NULL;
}

// Called for each row of a language that is a text of the list: field, hash, origin, reviewed_on from column 1 on.
typedef void take_text(struct translation_list *list, struct translation_wish *wish, struct statement *row, void *context);

static enum status walk_texts(struct translation_list *list, const char *language, take_text *take, void *context,
                              struct problem *problem)
{
    size_t next = 0;
    struct statement *rows = database_query(list->database,
                                            "SELECT thing, field, source_hash, origin, reviewed_on FROM text WHERE language = ?"
                                            " ORDER BY thing, field",
                                            problem);
    statement_bind_text(rows, 1, language);
    while (statement_next(rows)) {
        const char *thing = statement_text(rows, 0), *field = statement_text(rows, 1);
        int order = -1;
        if (thing == NULL || field == NULL)
            continue;
        while (next < list->thing_count && (order = strcmp(list->things[next].id, thing)) < 0)
            next++;
        struct translation_wish *wish = order == 0 && next < list->thing_count ? find_wish(list, next, field) : NULL;
        if (wish != NULL)
            take(list, wish, rows, context);
    }
    return statement_end(&rows);
}

static void take_german(struct translation_list *list, struct translation_wish *wish, struct statement *row, void *context)
{
    (void)context;
    wish->german = true;
    if (wish->model->of == NULL)
        wish->hash = statement_copy(&list->arena, row, 2);
}

static void take_state(struct translation_list *list, struct translation_wish *wish, struct statement *row, void *context)
{
    unsigned char *state = (unsigned char *)context + (wish - list->wishes);
    if (*state != TRANSLATION_UNWANTED)
        *state = (unsigned char)translation_state_of(wish->hash, statement_text(row, 2), statement_text(row, 3),
                                                     statement_text(row, 4));
}

// ---- lists --------------------------------------------------------------------------------------------------------

static enum status read_change(sqlite3 *database, int64_t *change, struct problem *problem)
{
    int64_t changes;
    *change = 0;
    enum status status =
        database_number(database, "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = 'change'", &changes, problem);
    if (status == STATUS_OK && changes > 0)
        status = database_number(database, "SELECT max(number) FROM change", change, problem);
    return status;
}

enum status translation_list_open(struct translation_list **list, sqlite3 *database, struct problem *problem)
{
    struct list_reading reading = {.list = *list = memory_allocate(1, sizeof **list)};
    (*list)->database = database;
    enum status status = read_change(database, &(*list)->change, problem);
    for (int kind = 0; status == STATUS_OK && kind < KIND_COUNT; kind++)
        status = read_kind(&reading, (enum kind)kind, problem);
    if (reading.count > 0)
        qsort(reading.things, reading.count, sizeof *reading.things, compare_ids);
    put(&reading);
    if (status == STATUS_OK)
        status = walk_texts(*list, "de", take_german, NULL, problem);
    arena_free(&reading.arena);
    if (status != STATUS_OK)
        translation_list_close(list);
    return status;
}

void translation_list_close(struct translation_list **list)
{
    if (*list == NULL)
        return;
    arena_free(&(*list)->arena);
    memory_free(list);
}

enum status translation_list_behind(const struct translation_list *list, int64_t *changes, struct problem *problem)
{
    int64_t change = list->change;
    enum status status = read_change(list->database, &change, problem);
    *changes = change - list->change;
    return status;
}

// ---- languages ----------------------------------------------------------------------------------------------------

static size_t place_of(const struct language *language)
{
    size_t count;
    return (size_t)(language - language_table(&count));
}

// What is made of another field than a German text of its name is wanted in every language but forms of German, which explain
// where German does.
static bool is_wanted(const struct translation_wish *wish, bool form_of_german)
{
    return wish->hash != NULL && (wish->model->of == NULL || !form_of_german || wish->german);
}

enum status translation_list_read(struct translation_list *list, const struct language *language, struct problem *problem)
{
    size_t place = place_of(language);
    bool form_of_german = language_is_same(language, language_by_tag("de"));
    if (list->states[place] != NULL)
        return STATUS_OK;
    unsigned char *states = arena_allocate(&list->arena, list->wish_count + 1, 1);
    for (size_t i = 0; i < list->wish_count; i++)
        states[i] = is_wanted(&list->wishes[i], form_of_german) ? TRANSLATION_MISSING : TRANSLATION_UNWANTED;
    enum status status = walk_texts(list, language->tag, take_state, states, problem);
    if (status == STATUS_OK)
        list->states[place] = states;
    return status;
}

enum translation_state translation_list_state(const struct translation_list *list, const struct language *language, size_t wish)
{
    const unsigned char *states = list->states[place_of(language)];
    return states == NULL ? TRANSLATION_UNWANTED : (enum translation_state)states[wish];
}

void translation_list_set(struct translation_list *list, const struct language *language, size_t wish,
                          enum translation_state state)
{
    if (list->states[place_of(language)] != NULL)
        list->states[place_of(language)][wish] = (unsigned char)state;
}

size_t translation_list_find(const struct translation_list *list, const char *thing, const char *field)
{
    size_t low = 0, high = list->thing_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (strcmp(list->things[middle].id, thing) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == list->thing_count || strcmp(list->things[low].id, thing) != 0)
        return TRANSLATION_NOWHERE;
    const struct translation_wish *wish = find_wish(list, low, field);
    return wish == NULL ? TRANSLATION_NOWHERE : (size_t)(wish - list->wishes);
}

bool translation_list_admits(const struct translation_list *list, const struct language *language, size_t wish,
                             const struct translation_filter *filter)
{
    const struct translation_thing *thing = &list->things[list->wishes[wish].thing];
    enum translation_state state = translation_list_state(list, language, wish);
    return state != TRANSLATION_UNWANTED && (filter->kind == KIND_NONE || filter->kind == thing->kind) &&
           (filter->area == TRANSLATION_NOWHERE || filter->area == thing->area) &&
           (filter->states == 0 || (filter->states & 1u << state) != 0);
}

struct translation_counts translation_list_count(const struct translation_list *list, const struct language *language,
                                                 const struct translation_filter *filter)
{
    struct translation_counts counts = {{0}};
    for (size_t i = 0; i < list->wish_count; i++) {
        if (translation_list_admits(list, language, i, filter))
            counts.of[translation_list_state(list, language, i)]++;
    }
    return counts;
}
