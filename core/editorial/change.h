// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The one door for writing: whoever changes a thing of the editorial database goes through it, people and imports, so that
// each change has an author, a time and a history, and nobody overwrites what he has not seen.
#ifndef KOMPASS_CORE_EDITORIAL_CHANGE_H
#define KOMPASS_CORE_EDITORIAL_CHANGE_H

#include "core/editorial/rights.h"
#include "core/model/record.h"

// Who changes something, why and when. Borrowed until the change ends.
struct change_author {
    const char *name;   // of a person, as struct rights has it; the name of an import
    const char *reason; // in the author's words; may be empty
    int64_t now;        // seconds since 1970-01-01T00:00Z
    const struct rights *rights; // what he may change; NULL: everything
    const char *session; // which of his programs it is, for leases (core/editorial/lease.h); NULL: one that has none
    const char *door;    // by what it comes: DOOR_FORM and so on; NULL: a program that does not say
    int64_t undoes;      // the number of the change that it takes back; 0: none
};

// The doors that history tells apart. Another word may be one, too.
#define DOOR_FORM "form"       // one thing, as somebody has it on the screen
#define DOOR_BULK "bulk"       // one field of many
#define DOOR_IMPORT "import"   // what a source says
#define DOOR_PROPOSAL "proposal" // what was taken of a proposal
#define DOOR_UNDO "undo"       // core/editorial/undo.h
#define DOOR_RESTORE "restore" // something that was removed comes back
#define DOOR_VERIFY "verify"   // it is still so: core/editorial/verify.h

enum change_result {
    CHANGE_DONE,
    CHANGE_UNCHANGED, // it is so already
    CHANGE_CONFLICT,  // it is not any more what the author has seen
    CHANGE_INVALID,   // the record is wrong
    CHANGE_NEEDED,    // it cannot be removed, as other things lead to it
    CHANGE_FORBIDDEN, // the author may not change some of these fields
    CHANGE_LOCKED,    // somebody else works on it just now
};

struct lease;

// What came of one put or remove. All of it is the change's and valid until its next function.
struct change_outcome {
    enum change_result result;
    int64_t revision;           // of the thing as it is now; 0: there is none
    json_t *current;            // of a conflict, the thing as it is; NULL: it is gone
    const char **paths;         // of a conflict, the fields in which that differs from the record given: record_compare(); of what
                                // is forbidden, the fields that are
    size_t path_count;
    struct problem *problems;   // of an invalid record, see record_check(); or who leads to a thing that is needed
    size_t problem_count;
    const struct lease *lock;   // of what is locked, by whom; otherwise NULL
};

// One transaction. Others who want to write wait for it, 5 seconds at most; then they are told that somebody is writing.
struct change;

// Begins it. STATUS_IO when another program is writing all the time.
enum status change_begin(struct change **change, sqlite3 *editorial, const struct change_author *author,
                         struct problem *problem);

// Writes a record, which stays the caller's and is brought to its one form, with all hashes. `seen` is the revision that
// the author has seen, 0 of a new thing. The status tells only whether the database could be used at all; after a failure
// the change can only be cancelled.
enum status change_put(struct change *change, json_t *record, int64_t seen, struct change_outcome *outcome,
                       struct problem *problem);

// Removes a thing and its parts that have no life of their own, such as the steps of a guide.
enum status change_remove(struct change *change, const char *id, int64_t seen, struct change_outcome *outcome,
                          struct problem *problem);

// In one word what stands in the way, in the arena: the field that is wrong or forbidden, what leads to a thing that is needed, who works
// on it; NULL: nothing does, or the result says it all.
const char *change_why(const struct change_outcome *outcome, struct arena *arena);

// Makes all of it last, and nothing of it, when that fails. A transaction in which nothing changed leaves no row. Both end
// the change and set it to NULL.
enum status change_commit(struct change **change, struct problem *problem);
void change_cancel(struct change **change);

#endif
