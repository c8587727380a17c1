// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
#include "core/desk/tasks.h"

#include "core/desk/listing.h"
#include "core/editorial/contacts.h"
#include "core/editorial/proposal.h"

static const struct {
    enum task_what what;
    enum listing_state state;
    const char *filter;
} asked[] = {
    {TASK_UNREACHABLE, LISTING_UNREACHABLE, "state:unreachable"},
    {TASK_OVERDUE, LISTING_OVERDUE, "state:overdue"},
    {TASK_EXPIRING, LISTING_EXPIRING, "state:expiring"},
    {TASK_UNVERIFIED, LISTING_UNVERIFIED, "state:unverified"},
    {TASK_WITHHELD, LISTING_WITHHELD, "state:withheld"},
};

enum { ASKED = sizeof asked / sizeof *asked };

static void add(struct tasks *tasks, struct arena *arena, size_t *room, struct task task)
{
    tasks->items = arena_grow(arena, tasks->items, tasks->count, room, sizeof *tasks->items);
    tasks->items[tasks->count++] = task;
}

static enum status add_drafts(struct tasks *tasks, struct arena *arena, size_t *room, struct drafts *drafts, const char *person,
                              struct problem *problem)
{
    struct draft *list;
    size_t count;
    enum status status = drafts_list(drafts, arena, person, &list, &count, problem);
    for (size_t i = 0; status == STATUS_OK && i < count; i++)
        add(tasks, arena, room,
            (struct task){.what = TASK_DRAFT, .kind = list[i].kind, .id = list[i].thing, .title = list[i].title, .count = 1});
    return status;
}

static enum status count_kind(sqlite3 *editorial, enum kind kind, struct local_time today, long counts[ASKED],
                              struct problem *problem)
{
    struct listing listing;
    enum status status = listing_read_states(&listing, editorial, kind, today, problem);
    for (size_t i = 0; i < listing.count; i++)
        for (size_t k = 0; k < ASKED; k++)
            counts[k] += (listing.rows[i].states & 1u << asked[k].state) != 0 && (listing.rows[i].states & 1u << LISTING_HIDDEN) == 0;
    listing_free(&listing);
    return status;
}

enum status tasks_read(struct tasks *tasks, struct arena *arena, sqlite3 *editorial, struct drafts *drafts, const char *person,
                       struct local_time today, struct problem *problem)
{
    size_t room = 0;
    long counts[KIND_COUNT][ASKED] = {0};
    *tasks = (struct tasks){0};
    enum status status = drafts == NULL ? STATUS_OK : add_drafts(tasks, arena, &room, drafts, person, problem);
    struct proposal *proposals;
    size_t waiting = 0;
    if (status == STATUS_OK)
        status = proposal_list(editorial, arena, &proposals, &waiting, problem);
    if (waiting > 0)
        add(tasks, arena, &room, (struct task){.what = TASK_PROPOSALS, .kind = KIND_NONE, .count = (long)waiting});
    for (int kind = 0; status == STATUS_OK && kind < KIND_COUNT; kind++)
        status = count_kind(editorial, (enum kind)kind, today, counts[kind], problem);
    long broken = 0;
    if (status == STATUS_OK)
        status = contacts_broken(editorial, &broken, problem);
    if (broken > 0)
        add(tasks, arena, &room, (struct task){.what = TASK_BROKEN, .kind = KIND_NONE, .count = broken});
    for (size_t k = 0; k < ASKED; k++)
        for (int kind = 0; kind < KIND_COUNT; kind++)
            if (counts[kind][k] > 0)
                add(tasks, arena, &room, (struct task){.what = asked[k].what, .kind = (enum kind)kind, .count = counts[kind][k],
                                                       .filter = asked[k].filter});
    return status;
}
