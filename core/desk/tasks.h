// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// What there is to do, for somebody who begins to work: first what was left off, then what the content needs.
#ifndef KOMPASS_CORE_DESK_TASKS_H
#define KOMPASS_CORE_DESK_TASKS_H

#include "core/base/clock.h"
#include "core/desk/drafts.h"

enum task_what {
    TASK_DRAFT,       // of the person's own: `id`, `title`
    TASK_PROPOSALS,   // of others, that wait
    TASK_BROKEN,      // contacts that do not work: of no kind
    TASK_UNREACHABLE, // things that can be neither called nor visited
    TASK_OVERDUE,
    TASK_EXPIRING,    // to be looked at again within two weeks
    TASK_UNVERIFIED,
    TASK_WITHHELD,    // kept back from publishing
    TASK_WHATS,
};

struct task {
    enum task_what what;
    enum kind kind;
    long count;         // of things
    const char *filter; // that finds them in their listing; static
    const char *id, *title; // TASK_DRAFT
};

struct tasks {
    struct task *items; // in the arena, the most pressing first
    size_t count;
};

// Reads them. `drafts` may be NULL. `today` decides what is overdue.
enum status tasks_read(struct tasks *tasks, struct arena *arena, sqlite3 *editorial, struct drafts *drafts, const char *person,
                       struct local_time today, struct problem *problem);

#endif
