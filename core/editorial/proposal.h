// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// What others propose that a thing should say: it waits beside the thing until somebody of staff has looked at it, field by field. A
// proposal changes nothing by itself; what is taken of it goes through the door, as the change of who took it.
#ifndef KOMPASS_CORE_EDITORIAL_PROPOSAL_H
#define KOMPASS_CORE_EDITORIAL_PROPOSAL_H

#include "core/editorial/change.h"

struct proposal {
    int64_t number;
    const char *received; // RFC 3339, UTC
    const char *proposer; // as they called themselves
    const char *thing;    // id; of a new thing it is not there yet
    enum kind kind;
    const char *title;    // in German, as they have it; "" for none
};

// Lets a record wait, in the name of the author and with his time. It is checked like any (record_check(), but for links to things
// that are not there, which are told and left out). One of the same author for the same thing takes the place of what he proposed
// before. STATUS_INVALID for a record that is wrong: each problem goes to `sink`.
enum status proposal_add(sqlite3 *editorial, const struct change_author *author, json_t *record, int64_t *number, problem_sink *sink,
                         void *context, struct problem *problem);

// The same for an array of records, each after those that it needs: all wait, or none, as with a dry run.
// Those that say nothing else than what is there need not wait.
struct proposal_counts {
    size_t waiting, same;
};
enum status proposal_add_all(sqlite3 *editorial, const struct change_author *author, json_t *records, bool dry_run,
                             struct proposal_counts *counts, problem_sink *sink, void *context, struct problem *problem);

// Those that wait, the oldest first, in the arena.
enum status proposal_list(sqlite3 *editorial, struct arena *arena, struct proposal **proposals, size_t *count, struct problem *problem);

// One that waits, with its record, which is the caller's. STATUS_NOT_FOUND when it does not wait any more.
enum status proposal_read(sqlite3 *editorial, struct arena *arena, int64_t number, struct proposal *proposal, json_t **record,
                          struct problem *problem);

// A field that it would have otherwise than it is.
struct proposal_field {
    const char *path;       // record_compare()
    json_t *present;        // borrowed from `present`; NULL: not there
    json_t *proposed;       // borrowed from the proposal's record
};

// Those fields that the proposal states and that are otherwise in `present` (NULL: everything is new). What it does not state is no
// wish to have it gone; where a thing stands in its list, what staff notes, and whether it is kept back are not for others to say. In
// the arena.
struct proposal_field *proposal_compare(struct arena *arena, json_t *present, json_t *record, size_t *count);

// What became of it is noted once: STATUS_NOT_FOUND when somebody else has decided meanwhile. Only whoever may review decides;
// STATUS_INVALID for others.

// Takes it: writes the record, which is the thing as it will be, and notes that it was taken, both or neither. `seen` is the revision of
// the thing that was compared, 0 of a new one. When *result is not CHANGE_DONE or CHANGE_UNCHANGED it goes on waiting, and *why is as
// change_why() has it, in the arena.
enum status proposal_take(sqlite3 *editorial, const struct change_author *author, int64_t number, json_t *record, int64_t seen,
                          struct arena *arena, enum change_result *result, const char **why, struct problem *problem);

enum status proposal_decline(sqlite3 *editorial, const struct change_author *author, int64_t number, const char *reason,
                             struct problem *problem);

#endif
