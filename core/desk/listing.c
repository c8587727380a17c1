// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The questions are made from core/model, so every kind is listed alike.
#include "core/desk/listing.h"

#include "core/catalog/catalog.h"
#include "core/database/statement.h"
#include "core/language/language.h"
#include "core/model/model_sql.h"
#include "core/model/schema.h"
#include "core/text/fold.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const state_names[LISTING_STATES] = {"unverified", "overdue", "expiring", "unreachable", "withheld",
                                                        "hidden",     "missing", "outdated", "machine"};

const char *listing_state_name(enum listing_state state)
{
    return state_names[state];
}

// ---- questions ----------------------------------------------------------------------------------------------------

// What a thing belongs to: the first that its kind cannot do without, else the first that it may lead to.
static const struct model_column *owner_column(const struct model_kind *model)
{
    const struct model_column *first = NULL;
    for (size_t i = 0; i < model->column_count; i++) {
        const struct model_column *column = &model->columns[i];
        if (column->type == MODEL_THING && column->needed)
            return column;
        if (column->type == MODEL_THING && first == NULL && column->leads_to != KIND_NONE)
            first = column;
    }
    return first;
}

static const char *owner_of(struct arena *arena, const struct model_kind *model)
{
    const struct model_column *column = owner_column(model);
    if (column == NULL)
        return "NULL";
    const char *id = arena_format(arena, "\"%s\".\"%s\"", model->name, column->name);
    return model_sql_value(arena, column->leads_to, model_kind(column->leads_to)->title, id);
}

// The slugs of the areas, by way of the topics or the kind's own column.
static const char *areas_of(struct arena *arena, const struct model_kind *model)
{
    const char *topics = NULL;
    for (size_t i = 0; i < model->column_count; i++) {
        if (model->columns[i].type == MODEL_THING && model->columns[i].leads_to == KIND_AREA)
            return arena_format(arena, "(SELECT slug FROM thing WHERE id = own.\"%s\")", model->columns[i].name);
        if (model->columns[i].type == MODEL_THING && model->columns[i].leads_to == KIND_TOPIC)
            topics = arena_format(arena, "topic.id = own.\"%s\"", model->columns[i].name);
    }
    for (size_t i = 0; i < model->part_count; i++) {
        const struct model_part *part = &model->parts[i];
        if (part->column_count == 1 && part->columns[0].leads_to == KIND_TOPIC)
            topics = arena_format(arena, "topic.id IN (SELECT \"%s\" FROM \"%s\" WHERE \"%s\" = own.id)", part->columns[0].name,
                                  part->table, part->owner);
    }
    if (topics == NULL)
        return "NULL";
    return arena_format(arena, "(SELECT group_concat(DISTINCT slug) FROM topic JOIN thing ON thing.id = area_id WHERE %s)", topics);
}

// What the states of a thing follow from, of a row of its kind's table.
static const char *facts_sql(struct arena *arena, const struct model_kind *model)
{
    return arena_format(arena, "source.date, source.verified_on, source.review_after, source.thing, withheld.thing, %s, %s",
                        model->reached == NULL ? "1" : model->reached, model->hidden == NULL ? "0" : model->hidden);
}

#define WITH_FACTS " LEFT JOIN source ON source.thing = \"%s\".id LEFT JOIN withheld ON withheld.thing = \"%s\".id"

// In any order.
static const char *count_sql(struct arena *arena, const struct model_kind *model)
{
    return arena_format(arena, "SELECT %s FROM \"%s\"" WITH_FACTS, facts_sql(arena, model), model->name, model->name, model->name);
}

// What a list shows, in the order of readers.
static const char *list_sql(struct arena *arena, enum kind kind)
{
    const struct model_kind *model = model_kind(kind);
    bool texts = model_text_of(kind, model->title) != NULL;
    return arena_format(arena,
                        "SELECT %s, thing.id, thing.slug, %s, %s FROM \"%s\" CROSS JOIN thing ON thing.id = \"%s\".id" WITH_FACTS
                        " ORDER BY position, thing.id",
                        facts_sql(arena, model),
                        texts ? model_sql_value(arena, kind, model->title, "thing.id")
                              : arena_format(arena, "\"%s\".\"%s\"", model->name, model->title),
                        owner_of(arena, model), model->name, model->name, model->name, model->name);
}

// What filters look in besides, of one thing: German texts lie far apart in the file.
static const char *words_sql(struct arena *arena, enum kind kind)
{
    const struct model_kind *model = model_kind(kind);
    return arena_format(arena, "SELECT %s, %s FROM \"%s\" AS own WHERE id = ?", model_sql_value(arena, kind, model->detail, "own.id"),
                        areas_of(arena, model), model->name);
}

// ---- reading ------------------------------------------------------------------------------------------------------

static void note(unsigned *states, enum listing_state state, bool is_so)
{
    if (is_so)
        *states |= 1u << state;
}

bool listing_is_overdue(const char *as_of, const char *review_after, int review_months, struct local_time day)
{
    return facts_are_old(as_of, review_months, day) || facts_are_due(review_after, day);
}

// Of a row that begins with facts_sql(); *as_of is valid until the next row.
static unsigned states_of(struct statement *row, int review_months, struct local_time today, const char **as_of)
{
    const char *verified_on = statement_text(row, 1);
    const char *review_after = statement_text(row, 2);
    bool sourced = !statement_is_null(row, 3);
    unsigned states = 0;
    bool verified;
    *as_of = facts_as_of(statement_text(row, 0), verified_on, &verified);
    bool overdue = sourced && listing_is_overdue(*as_of, review_after, review_months, today);
    struct local_time soon = clock_from_day_number(clock_day_number(today.year, today.month, today.day) + LISTING_SOON_DAYS);
    note(&states, LISTING_UNVERIFIED, sourced && verified_on == NULL);
    note(&states, LISTING_OVERDUE, overdue);
    note(&states, LISTING_EXPIRING, sourced && !overdue && listing_is_overdue(*as_of, review_after, review_months, soon));
    note(&states, LISTING_WITHHELD, !statement_is_null(row, 4));
    note(&states, LISTING_UNREACHABLE, statement_number(row, 5) == 0);
    note(&states, LISTING_HIDDEN, statement_number(row, 6) != 0);
    return states;
}

static struct listing_row read_row(struct arena *arena, struct statement *from, int review_months, struct local_time today)
{
    const char *as_of;
    const char *title = statement_copy(arena, from, 9);
    const unsigned states = states_of(from, review_months, today, &as_of);
    return (struct listing_row){.id = statement_copy(arena, from, 7), .slug = statement_copy(arena, from, 8),
                                .title = title == NULL ? "" : title, .owner = statement_copy(arena, from, 10),
                                .as_of = as_of == NULL ? NULL : arena_copy_text(arena, as_of), .states = states};
}

enum status listing_read(struct listing *listing, sqlite3 *editorial, enum kind kind, int review_months, struct local_time today,
                         struct problem *problem)
{
    size_t capacity = 0;
    struct arena arena = {0};
    *listing = (struct listing){.kind = kind};
    struct statement *row = database_query(editorial, list_sql(&arena, kind), problem);
    while (statement_next(row)) {
        listing->rows = arena_grow(&listing->arena, listing->rows, listing->count, &capacity, sizeof *listing->rows);
        listing->rows[listing->count++] = read_row(&listing->arena, row, review_months, today);
    }
    arena_free(&arena);
    return statement_end(&row);
}

enum status listing_count(sqlite3 *editorial, enum kind kind, int review_months, struct local_time today, long counts[LISTING_STATES],
                          struct problem *problem)
{
    struct arena arena = {0};
    const char *as_of;
    struct statement *row = database_query(editorial, count_sql(&arena, model_kind(kind)), problem);
    memset(counts, 0, LISTING_STATES * sizeof *counts);
    while (statement_next(row)) {
        const unsigned states = states_of(row, review_months, today, &as_of);
        for (int state = 0; state < LISTING_STATES && (states & 1u << LISTING_HIDDEN) == 0; state++)
            counts[state] += (states & 1u << state) != 0;
    }
    arena_free(&arena);
    return statement_end(&row);
}

static const char *or_nothing(const char *text)
{
    return text == NULL ? "" : text;
}

static void fold_row(struct arena *arena, struct listing_row *row, const char *detail)
{
    struct arena scratch = {0};
    row->folded = text_fold(arena, arena_format(&scratch, "%s %s %s %s", row->title, or_nothing(row->owner), or_nothing(row->slug), or_nothing(detail)));
    arena_free(&scratch);
}

enum status listing_read_on(struct listing *listing, sqlite3 *editorial, size_t rows, struct problem *problem)
{
    struct arena arena = {0};
    size_t end = listing->count - listing->searchable < rows ? listing->count : listing->searchable + rows;
    if (listing->searchable == end)
        return STATUS_OK;
    struct statement *statement = database_query(editorial, words_sql(&arena, listing->kind), problem);
    for (; listing->searchable < end; listing->searchable++) {
        struct listing_row *row = &listing->rows[listing->searchable];
        statement_bind_text(statement, 1, row->id);
        bool there = statement_next(statement);
        fold_row(&listing->arena, row, there ? statement_text(statement, 0) : NULL);
        row->areas = there ? statement_copy(&listing->arena, statement, 1) : NULL;
        if (statement_run(statement) != STATUS_OK)
            break;
    }
    arena_free(&arena);
    return statement_end(&statement);
}

void listing_free(struct listing *listing)
{
    arena_free(&listing->arena);
    *listing = (struct listing){0};
}

// ---- a language ---------------------------------------------------------------------------------------------------

enum { LANGUAGE_STATES = 1u << LISTING_MISSING | 1u << LISTING_OUTDATED | 1u << LISTING_MACHINE };

// The texts that want a translation, with the state of the one that they have, as data/schema.sql derives it; things in order.
static const char language_sql[] =
    "SELECT german.thing, own.thing IS NULL, own.source_hash <> german.source_hash, own.origin = 'machine' AND own.reviewed_on IS NULL,"
    " german.field FROM text AS german JOIN thing ON thing.id = german.thing LEFT JOIN text AS own ON own.thing = german.thing"
    " AND own.field = german.field AND own.language = ?2 WHERE german.language = 'de' AND thing.kind = ?1 ORDER BY german.thing";

static int compare_ids(const void *one, const void *other, void *context)
{
    const struct listing *listing = context;
    return strcmp(listing->rows[*(const size_t *)one].id, listing->rows[*(const size_t *)other].id);
}

static enum status read_language(struct listing *listing, sqlite3 *editorial, const char *language, struct problem *problem)
{
    struct arena arena = {0};
    size_t *by_id = arena_allocate(&arena, listing->count + 1, sizeof *by_id);
    size_t at = 0;
    for (size_t i = 0; i < listing->count; i++) {
        by_id[i] = i;
        listing->rows[i].states &= ~(unsigned)LANGUAGE_STATES;
    }
    qsort_r(by_id, listing->count, sizeof *by_id, compare_ids, listing);
    struct statement *row = database_query(editorial, language_sql, problem);
    statement_bind_text(row, 1, model_kind(listing->kind)->name);
    statement_bind_text(row, 2, language);
    while (statement_next(row)) {
        const char *id = statement_text(row, 0);
        const struct model_text *text = model_text_of(listing->kind, statement_text(row, 4));
        while (at < listing->count && strcmp(listing->rows[by_id[at]].id, id) < 0)
            at++;
        if (text == NULL || !text->translated || at == listing->count || strcmp(listing->rows[by_id[at]].id, id) != 0)
            continue;
        struct listing_row *own = &listing->rows[by_id[at]];
        bool missing = statement_number(row, 1) != 0;
        bool outdated = !missing && statement_number(row, 2) != 0;
        note(&own->states, LISTING_MISSING, missing);
        note(&own->states, LISTING_OUTDATED, outdated);
        note(&own->states, LISTING_MACHINE, !missing && !outdated && statement_number(row, 3) != 0);
    }
    enum status status = statement_end(&row);
    if (status == STATUS_OK)
        snprintf(listing->language, sizeof listing->language, "%s", language);
    arena_free(&arena);
    return status;
}

// ---- finding ------------------------------------------------------------------------------------------------------

// A filter, read.
struct sought {
    struct arena arena;
    const char **words; // folded
    size_t word_count, word_room;
    const char **areas;
    size_t area_count, area_room;
    unsigned states; // all of them
    const char *language;
    const char *unknown;
};

// At the end of a filter a field may not be whole yet, and finds everything until it is.
static bool is_being_typed(const char *value, const char *place)
{
    bool begins = place[strcspn(place, " ")] == '\0' && value[0] == '\0';
    for (int state = 0; state < LISTING_STATES && !begins; state++)
        begins = place[strcspn(place, " ")] == '\0' && strncmp(place, "state:", 6) == 0 && strncmp(state_names[state], value, strlen(value)) == 0;
    return begins || (strncmp(place, "lang:", 5) == 0 && place[strcspn(place, " ")] == '\0' && strlen(value) < 2);
}

static void read_field(struct sought *sought, const char *token, size_t length, const char *place)
{
    const char *value = arena_copy(&sought->arena, strchr(token, ':') + 1, length - (size_t)(strchr(token, ':') + 1 - token));
    size_t name = (size_t)(strchr(token, ':') - token);
    int state = 0;
    while (state < LISTING_STATES && strcmp(value, state_names[state]) != 0)
        state++;
    if (strncmp(token, "state", name) == 0 && name == strlen("state") && state < LISTING_STATES) {
        sought->states |= 1u << state;
    } else if (strncmp(token, "area", name) == 0 && name == strlen("area") && value[0] != '\0') {
        sought->areas = arena_grow(&sought->arena, sought->areas, sought->area_count, &sought->area_room, sizeof *sought->areas);
        sought->areas[sought->area_count++] = value;
    } else if (strncmp(token, "lang", name) == 0 && name == strlen("lang") && language_by_tag(value) != NULL) {
        sought->language = value;
    } else if (sought->unknown == NULL && !is_being_typed(value, place)) {
        sought->unknown = place;
    }
}

static void read_filter(struct sought *sought, const char *filter)
{
    for (const char *at = filter + strspn(filter, " "); *at != '\0'; at += strspn(at, " ")) {
        size_t length = strcspn(at, " ");
        const char *token = arena_copy(&sought->arena, at, length);
        if (strchr(token, ':') != NULL) {
            read_field(sought, token, length, at);
        } else {
            sought->words =
                arena_grow(&sought->arena, sought->words, sought->word_count, &sought->word_room, sizeof *sought->words);
            sought->words[sought->word_count++] = text_fold(&sought->arena, token);
        }
        at += length;
    }
}

static bool is_in_area(const struct listing_row *row, const char *area)
{
    size_t length = strlen(area);
    for (const char *at = or_nothing(row->areas); *at != '\0'; at += strcspn(at, ",") + (at[strcspn(at, ",")] == ',' ? 1 : 0))
        if (strcspn(at, ",") == length && strncmp(at, area, length) == 0)
            return true;
    return false;
}

static bool matches(const struct listing_row *row, const struct sought *sought)
{
    if ((row->states & sought->states) != sought->states)
        return false;
    if (sought->language != NULL && (sought->states & LANGUAGE_STATES) == 0 && (row->states & LANGUAGE_STATES) == 0)
        return false;
    for (size_t i = 0; i < sought->area_count; i++)
        if (!is_in_area(row, sought->areas[i]))
            return false;
    for (size_t i = 0; i < sought->word_count; i++)
        if (strstr(row->folded, sought->words[i]) == NULL)
            return false;
    return true;
}

enum status listing_filter(struct listing *listing, sqlite3 *editorial, const char *filter, size_t *found, size_t *count,
                           const char **unknown, struct problem *problem)
{
    struct sought sought = {0};
    enum status status = STATUS_OK;
    read_filter(&sought, filter);
    *unknown = sought.unknown;
    *count = 0;
    if (sought.language != NULL && strcmp(listing->language, sought.language) != 0)
        status = read_language(listing, editorial, sought.language, problem);
    if (status == STATUS_OK && (sought.word_count > 0 || sought.area_count > 0))
        status = listing_read_on(listing, editorial, listing->count, problem);
    for (size_t i = 0; status == STATUS_OK && sought.unknown == NULL && i < listing->count; i++)
        if (matches(&listing->rows[i], &sought))
            found[(*count)++] = i;
    arena_free(&sought.arena);
    return status;
}

// ---- completing ---------------------------------------------------------------------------------------------------

struct completion {
    struct arena *arena;
    const char *before; // the filter up to the word
    const char *word;
    const char **completed;
    size_t count, room;
};

static void offer_word(struct completion *completion, const char *word)
{
    size_t length = strlen(completion->word);
    if (completion->count == completion->room || strncmp(word, completion->word, length) != 0)
        return;
    const char *whole = arena_format(completion->arena, "%s%s", completion->before, word);
    for (size_t i = 0; i < completion->count; i++)
        if (strcmp(completion->completed[i], whole) == 0)
            return;
    completion->completed[completion->count++] = whole;
}

static void offer_areas(struct completion *completion, const struct listing *listing)
{
    for (size_t i = 0; i < listing->count && completion->count < completion->room; i++) {
        for (const char *at = or_nothing(listing->rows[i].areas); *at != '\0';) {
            size_t length = strcspn(at, ",");
            offer_word(completion, arena_format(completion->arena, "area:%.*s", (int)length, at));
            at += at[length] == ',' ? length + 1 : length;
        }
    }
}

size_t listing_complete(const struct listing *listing, struct arena *arena, const char *filter, const char **completed, size_t room)
{
    size_t languages;
    const struct language *table = language_table(&languages);
    const char *blank = strrchr(filter, ' ');
    const char *word = blank == NULL ? filter : blank + 1;
    struct completion completion = {.arena = arena, .before = arena_copy(arena, filter, (size_t)(word - filter)), .word = word,
                                    .completed = completed, .room = room};
    if (strchr(word, ':') == NULL) {
        static const char *const names[] = {"state:", "area:", "lang:"};
        for (size_t i = 0; i < sizeof names / sizeof *names; i++)
            offer_word(&completion, names[i]);
        return completion.count;
    }
    for (int state = 0; state < LISTING_STATES; state++)
        offer_word(&completion, arena_format(arena, "state:%s ", state_names[state]));
    for (size_t i = 0; i < languages; i++)
        offer_word(&completion, arena_format(arena, "lang:%s ", table[i].tag));
    offer_areas(&completion, listing);
    return completion.count;
}

// ---- one thing ----------------------------------------------------------------------------------------------------

enum status listing_title(sqlite3 *editorial, struct arena *arena, const char *id, const char **title, struct problem *problem)
{
    struct statement *row = database_query(editorial, "SELECT kind FROM thing WHERE id = ?", problem);
    statement_bind_text(row, 1, id);
    enum kind kind = statement_next(row) ? model_kind_of(statement_text(row, 0)) : KIND_NONE;
    enum status status = statement_end(&row);
    *title = NULL;
    if (status != STATUS_OK || kind == KIND_NONE)
        return status;
    const char *sql = arena_format(arena, "SELECT %s", model_sql_value(arena, kind, model_kind(kind)->title, "?1"));
    row = database_query(editorial, sql, problem);
    statement_bind_text(row, 1, id);
    if (statement_next(row))
        *title = statement_copy(arena, row, 0);
    return statement_end(&row);
}
