// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The list may be older than the database: a text is looked at before it is handed out, and once more when its lease is taken, as
// somebody may have been quicker. It is read anew at its end, and when it is far behind.
#include "core/translation/queue.h"

#include "core/translation/pair.h"

#include <stdio.h>
#include <string.h>

enum {
    TO_DO = 1u << TRANSLATION_MISSING | 1u << TRANSLATION_OUTDATED | 1u << TRANSLATION_MACHINE,
    BEHIND_MAX = 1000, // changes that a list may be behind before it is read anew: each costs a look at most
};

// ---- opening ------------------------------------------------------------------------------------------------------

static enum status read_list(struct translation_queue *queue, struct problem *problem)
{
    struct translation_list *list;
    enum status status = translation_list_open(&list, queue->editorial, problem);
    if (status == STATUS_OK)
        status = translation_list_read(list, queue->language, problem);
    if (status != STATUS_OK) {
        translation_list_close(&list);
        return status;
    }
    translation_list_close(&queue->list);
    queue->list = list;
    translation_queue_limit(queue, queue->area[0] == '\0' ? NULL : queue->area);
    return STATUS_OK;
}

enum status translation_queue_open(struct translation_queue *queue, sqlite3 *editorial, const struct language *language,
                                   struct problem *problem)
{
    *queue = (struct translation_queue){
        .editorial = editorial, .language = language, .filter = {.kind = KIND_NONE, .area = TRANSLATION_NOWHERE}};
    return read_list(queue, problem);
}

void translation_queue_close(struct translation_queue *queue)
{
    translation_list_close(&queue->list);
}

void translation_queue_limit(struct translation_queue *queue, const char *area)
{
    if (area != queue->area)
        snprintf(queue->area, sizeof queue->area, "%s", area == NULL ? "" : area);
    queue->filter.area = TRANSLATION_NOWHERE;
    for (size_t i = 0; area != NULL && i < queue->list->thing_count; i++) {
        if (strcmp(queue->list->things[i].id, area) == 0)
            queue->filter.area = i;
    }
}

enum status translation_queue_refresh(struct translation_queue *queue, struct problem *problem)
{
    int64_t behind;
    enum status status = translation_list_behind(queue->list, &behind, problem);
    return status == STATUS_OK && behind > 0 ? read_list(queue, problem) : status;
}

// ---- one text -----------------------------------------------------------------------------------------------------

enum status translation_queue_look(struct translation_queue *queue, const struct translation_task *task,
                                   enum translation_state *state, struct problem *problem)
{
    struct arena arena = {0};
    struct translation_pair pair;
    size_t wish = translation_list_find(queue->list, task->thing, task->model->name);
    enum status status =
        translation_pair_read(queue->editorial, &arena, task->thing, task->model->name, queue->language, &pair, problem);
    arena_free(&arena);
    if (status != STATUS_OK && status != STATUS_NOT_FOUND)
        return status;
    *state = status == STATUS_OK ? pair.state : TRANSLATION_UNWANTED; // of a thing that was removed
    if (wish != TRANSLATION_NOWHERE)
        translation_list_set(queue->list, queue->language, wish, *state);
    return STATUS_OK;
}

enum status translation_queue_release(struct translation_queue *queue, const struct change_author *author,
                                      const struct translation_task *task, struct problem *problem)
{
    return lease_release(queue->editorial, author, task->thing, queue->language->tag, problem);
}

enum status translation_queue_take(struct translation_queue *queue, const struct change_author *author,
                                   const struct translation_task *before, const struct translation_task *task, struct arena *arena,
                                   struct lease **other, struct problem *problem)
{
    enum status status =
        lease_take(queue->editorial, author, task->thing, queue->language->tag, false, arena, other, problem);
    if (status == STATUS_OK && *other == NULL && before->thing[0] != '\0' && strcmp(before->thing, task->thing) != 0)
        status = translation_queue_release(queue, author, before, problem);
    return status;
}

// ---- the next one -------------------------------------------------------------------------------------------------

// A walk through the list.
struct translation_walk {
    struct translation_queue *queue;
    const struct change_author *author;
    struct translation_task after;
    struct translation_filter filter;
    struct arena arena;
    struct lease *leases; // of all
    size_t lease_count;
    size_t held;
    struct problem *problem;
};

static bool is_held(const struct translation_walk *walk, const char *thing)
{
    for (size_t i = 0; i < walk->lease_count; i++) {
        const struct lease *lease = &walk->leases[i];
        if (strcmp(lease->thing, thing) == 0 && strcmp(lease->scope, walk->queue->language->tag) == 0 &&
            strcmp(lease->session, walk->author->session) != 0)
            return true;
    }
    return false;
}

static bool is_to_do(const struct translation_walk *walk, enum translation_state state)
{
    return state < TRANSLATION_STATES && (walk->filter.states & 1u << state) != 0;
}

// Takes the text, if it is still to be done and free. *taken: it is.
static enum status try_text(struct translation_walk *walk, const struct translation_task *task, bool *taken)
{
    enum translation_state state;
    struct lease *other = NULL;
    *taken = false;
    enum status status = translation_queue_look(walk->queue, task, &state, walk->problem);
    if (status != STATUS_OK || !is_to_do(walk, state))
        return status;
    status = translation_queue_take(walk->queue, walk->author, &walk->after, task, &walk->arena, &other, walk->problem);
    walk->held += other != NULL;
    if (status != STATUS_OK || other != NULL)
        return status;
    status = translation_queue_look(walk->queue, task, &state, walk->problem);
    *taken = status == STATUS_OK && is_to_do(walk, state);
    if (status == STATUS_OK && !*taken && strcmp(task->thing, walk->after.thing) != 0)
        status = translation_queue_release(walk->queue, walk->author, task, walk->problem);
    return status;
}

// All texts of one thing, from one of them on.
static enum status walk_thing(struct translation_walk *walk, size_t thing, size_t first, struct translation_task *next)
{
    const struct translation_list *list = walk->queue->list;
    enum status status = STATUS_OK;
    bool taken = false;
    for (size_t wish = first; status == STATUS_OK && wish < list->wish_count && list->wishes[wish].thing == thing; wish++) {
        struct translation_task task = {.model = list->wishes[wish].model};
        if (!translation_list_admits(list, walk->queue->language, wish, &walk->filter))
            continue;
        memcpy(task.thing, list->things[thing].id, MODEL_ID_BYTES);
        if (strcmp(task.thing, walk->after.thing) == 0 && task.model == walk->after.model)
            continue;
        if (is_held(walk, task.thing)) {
            walk->held++;
            continue;
        }
        status = try_text(walk, &task, &taken);
        if (taken) {
            *next = task;
            return STATUS_OK;
        }
    }
    return status == STATUS_OK ? STATUS_NOT_FOUND : status;
}

// From behind `after` on, through all of the list, to before it.
static enum status walk_all(struct translation_walk *walk, struct translation_task *next)
{
    const struct translation_list *list = walk->queue->list;
    size_t start = 0, from = 0;
    enum status status = STATUS_NOT_FOUND;
    size_t wish = walk->after.model == NULL ? TRANSLATION_NOWHERE
                                            : translation_list_find(list, walk->after.thing, walk->after.model->name);
    while (wish != TRANSLATION_NOWHERE && list->order[start] != list->wishes[wish].thing)
        start++;
    from = wish == TRANSLATION_NOWHERE ? 0 : wish + 1;
    walk->held = 0;
    for (size_t i = 0; status == STATUS_NOT_FOUND && i < list->thing_count; i++) {
        size_t thing = list->order[(start + i) % list->thing_count];
        status = walk_thing(walk, thing, i == 0 && from > 0 ? from : list->things[thing].texts, next);
    }
    if (status == STATUS_NOT_FOUND && from > 0) // what stands before `after` in its own thing
        status = walk_thing(walk, list->wishes[wish].thing, list->things[list->wishes[wish].thing].texts, next);
    return status;
}

enum status translation_queue_next(struct translation_queue *queue, const struct change_author *author,
                                   const struct translation_task *after, struct translation_task *next, size_t *held,
                                   struct problem *problem)
{
    struct translation_walk walk = {.queue = queue, .author = author, .after = *after, .filter = queue->filter, .problem = problem};
    int64_t behind;
    if (walk.filter.states == 0)
        walk.filter.states = TO_DO;
    enum status status = translation_list_behind(queue->list, &behind, problem);
    if (status == STATUS_OK && behind > BEHIND_MAX)
        status = read_list(queue, problem);
    if (status == STATUS_OK)
        status = lease_list(queue->editorial, author->now, &walk.arena, &walk.leases, &walk.lease_count, problem);
    walk.filter.area = queue->filter.area;
    if (status == STATUS_OK)
        status = walk_all(&walk, next);
    if (status == STATUS_NOT_FOUND && behind > 0 && behind <= BEHIND_MAX) {
        status = read_list(queue, problem);
        walk.filter.area = queue->filter.area;
        if (status == STATUS_OK)
            status = walk_all(&walk, next);
    }
    *held = walk.held;
    arena_free(&walk.arena);
    if (status == STATUS_NOT_FOUND)
        problem_set(problem, status, queue->language->tag, "", "nothing is left to be done");
    return status;
}
