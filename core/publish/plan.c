// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The history since the last release says what has changed, however often it did; only what was withheld or given free meanwhile
// takes others along, which is asked of the links.
#include "core/publish/plan_private.h"

#include "core/base/sys.h"
#include "core/database/database.h"
#include "core/database/statement.h"
#include "core/desk/listing.h"
#include "core/editorial/editorial.h"
#include "core/model/record.h"
#include "core/publish/published.h"
#include "core/publish/reach.h"

#include <stdlib.h>
#include <string.h>

// ---- one thing ----------------------------------------------------------------------------------------------------

// The texts of a language, which are at their place in byte order.
static struct plan_texts *texts_of(struct planning *planning, const char *language)
{
    struct plan *plan = planning->plan;
    size_t place = 0;
    while (place < plan->text_count && strcmp(plan->texts[place].language, language) < 0)
        place++;
    if (place < plan->text_count && strcmp(plan->texts[place].language, language) == 0)
        return &plan->texts[place];
    plan->texts = arena_grow(planning->arena, plan->texts, plan->text_count, &planning->text_capacity, sizeof *plan->texts);
    memmove(&plan->texts[place + 1], &plan->texts[place], (plan->text_count++ - place) * sizeof *plan->texts);
    plan->texts[place] = (struct plan_texts){.language = arena_copy_text(planning->arena, language)};
    return &plan->texts[place];
}

static void count_text(struct planning *planning, struct arena *arena, const struct record_difference *difference)
{
    const char *language, *field;
    enum plan_change change = difference->before == NULL ? PLAN_NEW : difference->after == NULL ? PLAN_GONE : PLAN_CHANGED;
    if (record_path_text(arena, difference->path, &language, &field))
        texts_of(planning, language)->counts[change]++;
}

static const char *name_of(struct arena *arena, json_t *record)
{
    const char *name = record_title(record);
    if (name == NULL)
        name = record_string(record, "slug");
    return arena_copy_text(arena, name != NULL ? name : record_id(record));
}

void plan_note(struct planning *planning, json_t *before, json_t *after)
{
    struct plan *plan = planning->plan;
    struct arena compared = {0};
    size_t count;
    const struct record_difference *differences = record_compare(&compared, before, after, &count);
    if (count > 0 || (before == NULL) != (after == NULL)) {
        json_t *record = after != NULL ? after : before;
        struct plan_item item = {.change = before == NULL ? PLAN_NEW : after == NULL ? PLAN_GONE : PLAN_CHANGED,
                                 .kind = record_kind(record),
                                 .id = arena_copy_text(planning->arena, record_id(record)),
                                 .name = name_of(planning->arena, record)};
        const char **fields = arena_allocate(planning->arena, count, sizeof *fields);
        for (size_t i = 0; i < count; i++) {
            count_text(planning, &compared, &differences[i]);
            fields[i] = arena_copy_text(planning->arena, differences[i].path);
        }
        item.fields = fields;
        item.field_count = item.change == PLAN_CHANGED ? count : 0;
        plan->items = arena_grow(planning->arena, plan->items, plan->item_count, &planning->item_capacity, sizeof *plan->items);
        plan->items[plan->item_count++] = item;
        plan->counts[item.change]++;
    }
    arena_free(&compared);
}

static int in_order(const void *a, const void *b)
{
    const struct plan_item *first = a, *second = b;
    if (first->change != second->change)
        return (int)first->change - (int)second->change;
    if (first->kind != second->kind)
        return (int)first->kind - (int)second->kind;
    int names = strcmp(first->name, second->name);
    return names != 0 ? names : strcmp(first->id, second->id);
}

// ---- history ------------------------------------------------------------------------------------------------------

// The things that were touched since a change: what they were at first, and are now.
#define TOUCHED                                                                                                          \
    " FROM (SELECT thing, min(change) AS first, max(change) AS last FROM change_thing WHERE change > ?1 GROUP BY thing)" \
    " AS touched JOIN change_thing AS early ON early.change = first AND early.thing = touched.thing"                     \
    " JOIN change_thing AS late ON late.change = last AND late.thing = touched.thing"
#define HELD(record) "json_extract(" record ", '$.withheld') IS NOT NULL"

struct looking_back {
    struct planning *planning;
    int64_t since;
    struct reach before, now; // the things that are left out: withheld, and those that cannot be without them
    json_t *touched;          // an object of the ids that history tells of
    enum status status;
};

static void begin_reach(struct looking_back *back, struct reach *reach)
{
    *reach = (struct reach){.database = back->planning->editorial, .ids = json_object(), .problem = back->planning->problem};
}

static void end_reach(struct reach *reach)
{
    json_decref(reach->ids);
    arena_free(&reach->arena);
}

// What is withheld, and of that what was so at the beginning: not what was withheld since, but what was given free since.
static void find_left_out(struct looking_back *back)
{
    struct reach *now = &back->now, *before = &back->before;
    json_t *roots = json_array();
    const char *since = arena_format(back->planning->arena, "%lld", (long long)back->since);
    reach_add(now, "SELECT thing FROM withheld", NULL, roots);
    reach_follow_all(now, roots, REACH_FROM_NEEDING, roots);
    json_array_clear(roots);
    reach_add(before, "SELECT thing FROM withheld WHERE thing NOT IN (SELECT touched.thing" TOUCHED ")", since, roots);
    reach_add(before, "SELECT touched.thing" TOUCHED " WHERE " HELD("early.before"), since, roots);
    reach_follow_all(before, roots, REACH_FROM_NEEDING, roots);
    json_decref(roots);
    back->status = now->status != STATUS_OK ? now->status : before->status;
}

// The record as visitors could see it, NULL when they could not.
static json_t *seen(const struct reach *left_out, const char *id, const char *text)
{
    struct problem ignored;
    json_t *record;
    if (text == NULL || json_object_get(left_out->ids, id) != NULL || record_read_text(text, &record, &ignored) != STATUS_OK)
        return NULL;
    json_object_del(record, "staff_note");
    return record;
}

static void note_touched(struct looking_back *back)
{
    struct statement *rows =
        database_query(back->planning->editorial, "SELECT touched.thing, early.before, late.after" TOUCHED, back->planning->problem);
    statement_bind_number(rows, 1, back->since);
    while (statement_next(rows)) {
        const char *id = statement_text(rows, 0);
        json_t *before = seen(&back->before, id, statement_text(rows, 1));
        json_t *after = seen(&back->now, id, statement_text(rows, 2));
        json_object_set_new(back->touched, id, json_true());
        plan_note(back->planning, before, after);
        json_decref(before);
        json_decref(after);
    }
    enum status status = statement_end(&rows);
    if (back->status == STATUS_OK)
        back->status = status;
}

// Those of one list that are not in the other, and that history does not tell of: they went along, or came along.
static void note_along(struct looking_back *back, const struct reach *of, const struct reach *without, bool gone)
{
    struct records *records = records_open(back->planning->editorial);
    const char *id;
    json_t *value;
    json_object_foreach(of->ids, id, value)
    {
        json_t *record = NULL;
        int64_t revision;
        if (back->status != STATUS_OK || json_object_get(without->ids, id) != NULL || json_object_get(back->touched, id) != NULL)
            continue;
        back->status = record_read(records, id, &record, &revision, back->planning->problem);
        if (record != NULL)
            plan_note(back->planning, gone ? record : NULL, gone ? NULL : record);
        json_decref(record);
    }
    records_close(&records);
}

static enum status look_back(struct planning *planning, int64_t since)
{
    struct looking_back back = {.planning = planning, .since = since, .touched = json_object()};
    begin_reach(&back, &back.before);
    begin_reach(&back, &back.now);
    find_left_out(&back);
    if (back.status == STATUS_OK)
        note_touched(&back);
    note_along(&back, &back.now, &back.before, true);
    note_along(&back, &back.before, &back.now, false);
    end_reach(&back.before);
    end_reach(&back.now);
    json_decref(back.touched);
    return back.status;
}

// ---- the release in place -----------------------------------------------------------------------------------------

static enum status read_release(struct planning *planning, const char *directory, struct manifest *manifest, bool *there)
{
    char *text;
    size_t size;
    const char *path = arena_format(planning->arena, "%s/" MANIFEST_FILE, directory);
    enum status status = sys_read_file(planning->arena, path, MANIFEST_BYTES_MAX, &text, &size, planning->problem);
    *there = status == STATUS_OK;
    if (status == STATUS_NOT_FOUND)
        return STATUS_OK;
    return status == STATUS_OK ? manifest_read(planning->arena, text, size, manifest, planning->problem) : status;
}

static enum status find_changes(struct planning *planning, const char *directory)
{
    struct plan *plan = planning->plan;
    struct manifest manifest;
    bool there = false;
    int64_t since = 0;
    enum status status = directory == NULL ? STATUS_OK : read_release(planning, directory, &manifest, &there);
    plan->basis = PLAN_FIRST;
    if (status != STATUS_OK || !there)
        return status == STATUS_OK ? look_back(planning, 0) : status;
    plan->release = manifest.release;
    plan->created = manifest.created;
    plan->expires = manifest.expires;
    plan->basis = PLAN_HISTORY;
    status = published_change(planning->editorial, manifest.release, manifest.created, &since, planning->problem);
    if (status != STATUS_OK || since >= 0)
        return status == STATUS_OK ? look_back(planning, since) : status;
    bool known = false;
    status = plan_compare_catalogs(planning, directory, &manifest, &known);
    plan->basis = known ? PLAN_CATALOG : PLAN_UNKNOWN;
    return status;
}

// ---- what forbids, what warns -------------------------------------------------------------------------------------

struct telling {
    struct planning *planning;
    struct plan_problems *problems;
    size_t capacity;
};

static void keep_problem(void *context, const struct problem *problem)
{
    struct telling *telling = context;
    struct plan_problems *problems = telling->problems;
    if (problems->told_count == PLAN_PROBLEMS_MAX)
        return;
    problems->told = arena_grow(telling->planning->arena, problems->told, problems->told_count, &telling->capacity,
                                sizeof *problems->told);
    problems->told[problems->told_count++] = *problem;
}

static enum status count_overdue(struct planning *planning, const struct roster *roster, const char *today)
{
    struct local_time day = {0};
    enum status status = STATUS_OK;
    clock_parse_day(today, &day);
    for (int kind = 0; status == STATUS_OK && kind < KIND_COUNT; kind++) {
        long counts[LISTING_STATES] = {0};
        status = listing_count(planning->editorial, (enum kind)kind, roster_review_months(roster, (enum kind)kind), day, counts, planning->problem);
        planning->plan->overdue += counts[LISTING_OVERDUE];
    }
    return status;
}

static enum status count_things(struct planning *planning)
{
    struct plan *plan = planning->plan;
    struct statement *row = database_query(
        planning->editorial,
        "SELECT (SELECT count(*) FROM withheld), (SELECT count(*) FROM proposal WHERE state = 'waiting'),"
        " (SELECT count(*) FROM text WHERE origin = 'machine' AND reviewed_on IS NULL AND language <> 'de')",
        planning->problem);
    long *const counts[] = {&plan->withheld, &plan->waiting, &plan->unread};
    bool there = statement_next(row);
    for (int i = 0; there && i < 3; i++)
        *counts[i] = (long)statement_number(row, i);
    return statement_end(&row);
}

static enum status look(struct planning *planning, const char *directory, const struct roster *roster, const char *today)
{
    struct plan *plan = planning->plan;
    enum status status = find_changes(planning, directory);
    struct telling forbids = {.planning = planning, .problems = &plan->forbids};
    struct telling warns = {.planning = planning, .problems = &plan->warns};
    if (plan->item_count > 0)
        qsort(plan->items, plan->item_count, sizeof *plan->items, in_order);
    if (status == STATUS_OK)
        status = editorial_check(planning->editorial, keep_problem, &forbids, &plan->forbids.count, planning->problem);
    if (status == STATUS_OK)
        status = editorial_warn(planning->editorial, keep_problem, &warns, &plan->warns.count, planning->problem);
    if (status == STATUS_OK)
        status = count_overdue(planning, roster, today);
    return status == STATUS_OK ? count_things(planning) : status;
}

enum status plan_make(struct arena *arena, sqlite3 *editorial, const char *directory, const struct roster *roster,
                      const char *today, struct plan *plan, struct problem *problem)
{
    struct planning planning = {.arena = arena, .editorial = editorial, .plan = plan, .problem = problem};
    struct problem ignored;
    *plan = (struct plan){.basis = PLAN_FIRST};
    record_use_memory();
    enum status status = database_run(editorial, "BEGIN", problem); // all of one state
    if (status != STATUS_OK)
        return status;
    status = look(&planning, directory, roster, today);
    database_run(editorial, "COMMIT", &ignored);
    return status;
}
