// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// What was done, by whom and when: all changes, those of one thing field by field, and what was removed. Read only; everything is in
// the arena, the newest first.
#ifndef KOMPASS_CORE_EDITORIAL_HISTORY_H
#define KOMPASS_CORE_EDITORIAL_HISTORY_H

#include "core/base/arena.h"
#include "core/base/status.h"
#include "core/model/model.h"

#include <sqlite3.h>
#include <stddef.h>
#include <stdint.h>

// Which changes are meant; NULL: any.
struct history_filter {
    const char *author;
    const char *door;
    const char *kind;  // of a thing that they touched, by its name in the model
    const char *thing; // id
    const char *path;  // of a field that they changed, as record_compare() has it; of a part or an object of the record as well
};

// One change.
struct history_entry {
    int64_t number;
    const char *at;             // RFC 3339, UTC
    const char *author, *reason;
    const char *door;           // as change_author.door; NULL: not known
    int64_t undoes, undone_by;  // numbers of changes; 0: none
    size_t things;              // how many it touched
    size_t added, removed;      // of these
    const char *thing;          // one of them: that of the filter, otherwise any
    const char *kind, *slug;    // of this one; slug: NULL when it has none
    const char *title;          // what it was called then, in German; NULL: nothing
};

// Changes below the number `before`, 0 for the newest, at most `limit`.
enum status history_list(sqlite3 *editorial, const struct history_filter *filter, int64_t before, size_t limit,
                         struct arena *arena, struct history_entry **entries, size_t *count, struct problem *problem);

// How many changes there are, of these.
enum status history_count(sqlite3 *editorial, const struct history_filter *filter, int64_t *count, struct problem *problem);

// What one change did to one field of a thing.
struct history_field {
    int64_t change;
    const char *at, *author, *door;
    int64_t revision;    // of the thing after it
    const char *path;    // "": the thing was added or removed
    const char *before, *after; // JSON, as the record has it; NULL: not there. Of the thing itself both are NULL or its record
};

// All fields that changes of a thing touched, or all changes of one `path`: the first of a path tells who changed it last. Of a thing
// that was added or removed there is one entry, not one for each of its fields.
enum status history_fields(sqlite3 *editorial, const char *thing, const char *path, struct arena *arena,
                           struct history_field **fields, size_t *count, struct problem *problem);

// The things that a change touched, at most `limit`.
struct history_thing {
    const char *thing, *kind, *slug, *title;
    const char *before, *after; // records as text; NULL: it was added, it was removed
};
enum status history_things(sqlite3 *editorial, int64_t change, size_t limit, struct arena *arena, struct history_thing **things,
                           size_t *count, struct problem *problem);

// A thing that is gone. What went with another that it was within is not told by itself.
struct history_removed {
    const char *thing, *kind, *slug, *title;
    int64_t change;
    const char *at, *author, *door;
};

// Those removed by changes below the number `before`, 0 for all, at most `limit`. undo_removal() brings one back.
enum status history_removed(sqlite3 *editorial, int64_t before, size_t limit, struct arena *arena,
                            struct history_removed **things, size_t *count, struct problem *problem);

// ---- one thing ----------------------------------------------------------------------------------------------------

// One change of one thing.
struct change_history {
    int64_t change; // number of the transaction
    const char *at; // RFC 3339, UTC
    const char *author, *reason;
    const char *door; // as the author's; NULL
    int64_t undoes;
    int64_t revision;           // after it; of a removal the last one
    const char *before, *after; // records as text; NULL: it was not there, it is not there any more
};

// All changes of a thing in the order in which they were made.
enum status editorial_history(sqlite3 *editorial, struct arena *arena, const char *id, struct change_history **changes,
                              size_t *count, struct problem *problem);

#endif
