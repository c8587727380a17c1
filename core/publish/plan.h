// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// What a publishing now would change for visitors, in counts and thing by thing; what forbids it, and what only warns.
#ifndef KOMPASS_CORE_PUBLISH_PLAN_H
#define KOMPASS_CORE_PUBLISH_PLAN_H

#include "core/base/arena.h"
#include "core/base/status.h"
#include "core/editorial/rights.h"
#include "core/model/model.h"

#include <sqlite3.h>
#include <stddef.h>

enum { PLAN_PROBLEMS_MAX = 100 }; // that are told one by one

// How it is known what has changed.
enum plan_basis {
    PLAN_FIRST,   // nothing was published there yet
    PLAN_HISTORY, // what was done since the change that the release in place was made of
    PLAN_CATALOG, // that is not known: its catalog was compared with one of today
    PLAN_UNKNOWN, // nor can its catalog be read by this program: nothing is told of changes
    PLAN_BASES,
};

enum plan_change { PLAN_NEW, PLAN_CHANGED, PLAN_GONE, PLAN_CHANGES };

struct plan_item {
    enum plan_change change;
    enum kind kind;
    const char *id;
    const char *name;          // in German, by which it is called in lists; its slug or id where there is none
    const char *const *fields; // of what has changed: record_compare()
    size_t field_count;
};

// Texts in one language.
struct plan_texts {
    const char *language; // BCP 47
    long counts[PLAN_CHANGES];
};

struct plan_problems {
    struct problem *told; // at most PLAN_PROBLEMS_MAX
    size_t told_count, count;
};

struct plan {
    enum plan_basis basis;
    long release;            // in place; 0: none
    const char *created;     // when that was made: RFC 3339, UTC; NULL: none
    const char *expires;     // until when its publisher vouches for it; NULL: none
    struct plan_item *items; // by change, kind and name
    size_t item_count;
    long counts[PLAN_CHANGES];
    struct plan_texts *texts; // languages in byte order
    size_t text_count;
    struct plan_problems forbids, warns; // editorial_check(), editorial_warn()
    long withheld; // things that are, without those that go with them
    long overdue;  // things that want to be looked at again: LISTING_OVERDUE, of those that are ever shown
    long waiting;  // proposals that nobody has decided on
    long unread;   // translations by machine that nobody has read
};

// Looks at an editorial database and the release in `directory` (NULL: there is none), on the day `today` (YYYY-MM-DD); how old facts
// may be says `roster` (NULL: as without one). Takes as
// long as the checks of a publishing do. All in the arena. Whether the release is signed is not asked: publishing does.
enum status plan_make(struct arena *arena, sqlite3 *editorial, const char *directory, const struct roster *roster,
                      const char *today, struct plan *plan, struct problem *problem);

// The plan as one text, and the plan that such a text is, in the arena: for another process. STATUS_CORRUPT for any other text.
char *plan_write(struct arena *arena, const struct plan *plan);
enum status plan_read(struct arena *arena, const char *text, struct plan *plan, struct problem *problem);

#endif
