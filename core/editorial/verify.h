// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// "Still valid": somebody asked those whom the facts of a thing are about, and they are right. That is no edit: nothing of the thing
// changes but the day of its verification and the day from which on it wants to be looked at again. Who asked, and how, is kept in
// the editorial database and never published.
#ifndef KOMPASS_CORE_EDITORIAL_VERIFY_H
#define KOMPASS_CORE_EDITORIAL_VERIFY_H

#include "core/base/clock.h"
#include "core/editorial/change.h"

enum verify_method { VERIFY_PHONE, VERIFY_VISIT, VERIFY_LETTER, VERIFY_MAIL, VERIFY_WEBSITE, VERIFY_METHODS };

// As the database calls it: "phone". Static.
const char *verify_method_name(enum verify_method method);

struct verify_stamp {
    enum verify_method method;
    struct local_time day; // of the question; only the date counts
    int review_months;     // look again after so many: roster_review_months()
    const char *note;      // what was said; NULL: nothing to note
};

// Stamps a thing of which the author has seen this revision: whoever says that facts are right must have seen those that are there. The
// outcome is that of change_put(); with CHANGE_DONE and CHANGE_UNCHANGED (stamped on the same day before) it is noted who asked.
enum status verify_thing(struct change *change, const char *id, int64_t seen, const struct verify_stamp *stamp,
                         struct change_outcome *outcome, struct problem *problem);

// One time that somebody asked.
struct verify_note {
    const char *day;    // YYYY-MM-DD
    const char *person; // as change_author.name
    const char *method; // verify_method_name()
    const char *note;   // NULL: nothing
};

// All of a thing, the newest first, in the arena.
enum status verify_list(sqlite3 *editorial, const char *id, struct arena *arena, struct verify_note **notes, size_t *count,
                        struct problem *problem);

// The same day so many months later, or the last of that month when it has no such day. In the arena, YYYY-MM-DD.
const char *verify_months_after(struct arena *arena, struct local_time day, int months);

#endif
