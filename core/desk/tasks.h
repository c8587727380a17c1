// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// What there is to do for somebody who begins to work, of what he may do: first what he left off, then what the content needs, the
// most urgent first.
#ifndef KOMPASS_CORE_DESK_TASKS_H
#define KOMPASS_CORE_DESK_TASKS_H

#include "core/base/clock.h"
#include "core/desk/drafts.h"
#include "core/desk/listing.h"
#include "core/editorial/rights.h"

// What is to be done, by urgency.
enum task_what {
    TASK_DRAFT,       // of the person's own: `id`, `title`
    TASK_DANGER,      // numbers for emergencies that are in one of the states below
    TASK_COMPLAINTS,  // offers with which something is wrong, as visitors said (core/desk/complaints.h)
    TASK_OVERDUE,
    TASK_UNVERIFIED,
    TASK_EXPIRING,    // overdue within LISTING_SOON_DAYS
    TASK_UNREACHABLE, // things that can be neither called nor visited
    TASK_PROPOSALS,   // of others, that wait
    TASK_BROKEN,      // contacts that do not work
    TASK_WITHHELD,    // kept back from publishing
    TASK_WHATS,
};

struct task {
    enum task_what what;
    enum kind kind;           // KIND_NONE: of proposals, contacts and complaints
    long count;               // of things
    enum listing_state state; // of things of the kind: which they are in
    const char *id, *title;   // TASK_DRAFT
};

struct tasks {
    struct task *items; // in the arena, by urgency
    size_t count;
};

// Who asks.
struct worker {
    const char *person;
    const struct rights *rights; // NULL: everything
    const struct roster *roster; // how old facts may be; NULL: as without one
    struct drafts *drafts;       // may be NULL
    const char *editorial_path;  // where complaints lie beside; NULL: there are none
};

// Reads them. `today` decides what is overdue. When complaints cannot be read, all others are there all the same.
enum status tasks_read(struct tasks *tasks, struct arena *arena, sqlite3 *editorial, const struct worker *worker, struct local_time today,
                       struct problem *problem);

#endif
