// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
#include "core/desk/tasks.h"

#include "core/desk/complaints.h"
#include "core/editorial/contacts.h"
#include "core/editorial/proposal.h"

// What a state asks for; TASK_WHATS: nothing.
static const enum task_what asked[LISTING_STATES] = {
    [LISTING_UNVERIFIED] = TASK_UNVERIFIED,   [LISTING_OVERDUE] = TASK_OVERDUE,   [LISTING_EXPIRING] = TASK_EXPIRING,
    [LISTING_UNREACHABLE] = TASK_UNREACHABLE, [LISTING_WITHHELD] = TASK_WITHHELD, [LISTING_HIDDEN] = TASK_WHATS,
    [LISTING_MISSING] = TASK_WHATS,           [LISTING_OUTDATED] = TASK_WHATS,    [LISTING_MACHINE] = TASK_WHATS,
};

struct task_reading {
    struct tasks *tasks;
    struct arena *arena;
    size_t room;
    long counts[KIND_COUNT][LISTING_STATES];
    long proposals, broken, complaints;
};

static void add(struct task_reading *reading, struct task task)
{
    struct tasks *tasks = reading->tasks;
    if (task.count == 0)
        return;
    tasks->items = arena_grow(reading->arena, tasks->items, tasks->count, &reading->room, sizeof *tasks->items);
    tasks->items[tasks->count++] = task;
}

static enum status add_drafts(struct task_reading *reading, const struct worker *worker, struct problem *problem)
{
    struct draft *list;
    size_t count;
    if (worker->drafts == NULL)
        return STATUS_OK;
    enum status status = drafts_list(worker->drafts, reading->arena, worker->person, &list, &count, problem);
    for (size_t i = 0; status == STATUS_OK && i < count; i++)
        add(reading, (struct task){.what = TASK_DRAFT, .kind = list[i].kind, .id = list[i].thing, .title = list[i].title, .count = 1});
    return status;
}

// Those of a kind in which a mistake is dangerous come before all others, whatever is the matter with them.
static enum task_what what_of(enum kind kind, enum listing_state state)
{
    return model_kind(kind)->grave && asked[state] < TASK_WITHHELD ? TASK_DANGER : asked[state];
}

static void add_content(struct task_reading *reading, enum task_what what)
{
    for (int kind = 0; kind < KIND_COUNT; kind++)
        for (int state = 0; state < LISTING_STATES; state++)
            if (what_of((enum kind)kind, (enum listing_state)state) == what)
                add(reading, (struct task){.what = what, .kind = (enum kind)kind, .state = (enum listing_state)state,
                                           .count = reading->counts[kind][state]});
    if (what == TASK_COMPLAINTS)
        add(reading, (struct task){.what = what, .kind = KIND_NONE, .count = reading->complaints});
    if (what == TASK_PROPOSALS)
        add(reading, (struct task){.what = what, .kind = KIND_NONE, .count = reading->proposals});
    if (what == TASK_BROKEN)
        add(reading, (struct task){.what = what, .kind = KIND_NONE, .count = reading->broken});
}

static enum status count_complaints(struct task_reading *reading, sqlite3 *editorial, const struct worker *worker, struct problem *problem)
{
    struct complaints complaints;
    if (worker->editorial_path == NULL || !rights_include(worker->rights, RIGHT_WRITE))
        return STATUS_OK;
    enum status status = complaints_read(&complaints, reading->arena, editorial, worker->editorial_path, problem);
    reading->complaints = status == STATUS_OK ? (long)complaints.count : 0;
    return status;
}

enum status tasks_read(struct tasks *tasks, struct arena *arena, sqlite3 *editorial, const struct worker *worker, struct local_time today,
                       struct problem *problem)
{
    struct task_reading reading = {.tasks = tasks, .arena = arena};
    bool writes = rights_include(worker->rights, RIGHT_WRITE);
    struct proposal *proposals;
    size_t waiting = 0;
    *tasks = (struct tasks){0};
    enum status status = add_drafts(&reading, worker, problem);
    for (int kind = 0; status == STATUS_OK && writes && kind < KIND_COUNT; kind++)
        status = listing_count(editorial, (enum kind)kind, roster_review_months(worker->roster, (enum kind)kind), today, reading.counts[kind], problem);
    if (status == STATUS_OK && writes)
        status = contacts_broken(editorial, &reading.broken, problem);
    if (status == STATUS_OK && rights_include(worker->rights, RIGHT_REVIEW))
        status = proposal_list(editorial, arena, &proposals, &waiting, problem);
    reading.proposals = (long)waiting;
    enum status complaints = status == STATUS_OK ? count_complaints(&reading, editorial, worker, problem) : STATUS_OK;
    for (int what = TASK_DANGER; status == STATUS_OK && what < TASK_WHATS; what++)
        add_content(&reading, (enum task_what)what);
    return status != STATUS_OK ? status : complaints;
}
