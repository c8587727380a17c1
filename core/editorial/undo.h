// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Taking back a change, whatever it was: one save, a thousand things in bulk, an import, another undo (which is redo). It goes
// through the door like any change and is one itself, so rights, leases and checks hold, and it can be taken back.
//
// Of each thing that the change touched, field by field: what is still as the change left it becomes what it was before. What
// somebody has changed since stays, and is told. What was removed comes back; what was added goes, unless it was changed since or
// something leads to it by now.
#ifndef KOMPASS_CORE_EDITORIAL_UNDO_H
#define KOMPASS_CORE_EDITORIAL_UNDO_H

#include "core/editorial/change.h"

enum undo_reason {
    UNDO_FIELD,     // the field was changed since
    UNDO_GONE,      // the thing was removed since
    UNDO_CHANGED,   // it was added, and has been changed since
    UNDO_NEEDED,    // it was added, and other things are in it or lead to it by now
    UNDO_LINK,      // it came back without this link: what that led to is gone
    UNDO_INVALID,   // with it the thing would not be right
    UNDO_FORBIDDEN, // the author may not
    UNDO_LOCKED,    // somebody works on it
};

// Something that is not as it was before the change.
struct undo_left {
    enum undo_reason reason;
    const char *thing;
    enum kind kind;
    const char *slug;  // NULL: it has none
    const char *path;  // UNDO_FIELD, UNDO_LINK, UNDO_INVALID, UNDO_FORBIDDEN: the field; otherwise NULL
    const char *other; // UNDO_NEEDED: what leads to it; UNDO_INVALID: why; UNDO_LOCKED: who; otherwise NULL
};

// In the arena.
struct undo_report {
    int64_t number;               // of the change that it is; 0: nothing was to be done
    size_t changed, back, removed; // things
    struct undo_left *left;
    size_t left_count;
};

// Takes back the change of that number in one transaction; with `only`, the id of a thing, no more than what it did to that and to
// what is within it. Door and undoes of the author are set here, unless he has them. STATUS_NOT_FOUND when there is no such change.
enum status undo_change(sqlite3 *editorial, const struct change_author *author, int64_t number, const char *only,
                        struct arena *arena, struct undo_report *report, struct problem *problem);

// Brings back a thing that is gone, as it was last, with what was removed within it. STATUS_NOT_FOUND when it is there, or never was.
enum status undo_removal(sqlite3 *editorial, const struct change_author *author, const char *id, struct arena *arena,
                         struct undo_report *report, struct problem *problem);

#endif
