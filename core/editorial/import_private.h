// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Private to imports: an import under way, and its parts in import.c, import_merge.c and import_leave.c.
#ifndef KOMPASS_CORE_EDITORIAL_IMPORT_PRIVATE_H
#define KOMPASS_CORE_EDITORIAL_IMPORT_PRIVATE_H

#include "core/editorial/import.h"
#include "core/editorial/private.h"

enum entry_state {
    ENTRY_NEW,
    ENTRY_OWNED,   // by this source
    ENTRY_OTHERS,  // people's, or another source's
    ENTRY_REMOVED, // by people
    ENTRY_NOWHERE, // needs what is not there
};

// One thing of the source.
struct import_entry {
    json_t *record;
    const char *id;
    enum kind kind;
    struct import_entry *whole; // of what is within another, that; otherwise itself
    enum entry_state state;
    const char *base; // ENTRY_OWNED: what the source said last, as text
    bool changed;     // it, or what is within it
};

struct import {
    sqlite3 *editorial;
    struct change_author author;
    struct change *change; // NULL until all is gathered
    struct import_listener listener;
    struct import_report *report;
    struct import_entry *entries; // in the order of the source
    size_t count, capacity;
    struct import_entry **by_id; // sorted, without doubles
    size_t by_id_count;
    struct arena arena;
    size_t problems;
    struct problem *problem;
    enum status status; // of the first failure
};

// The entry of an id, NULL when the source does not have it.
struct import_entry *import_find(const struct import *import, const char *id);

// Keeps the first failure, and says whether all is well.
bool import_goes_on(struct import *import, enum status status);

// Counts and tells what is not as the source says.
void import_tell_kept(struct import *import, const struct import_kept *kept);

// What to make of a thing that is there, of what the source said before (text of a record) and says now. A new record; equal
// to `ours` when nothing is to be written. `changed_by_people` is set.
json_t *import_merge(struct import *import, json_t *ours, const char *base, json_t *theirs, bool *changed_by_people);

// What a new thing looks like.
json_t *import_complete(json_t *theirs);

// Whether people have changed a thing since the source said `base`.
bool import_is_changed(json_t *ours, const char *base);

// Whether somebody works on what would change from `before` to `after` (NULL: it goes).
bool import_is_locked(struct import *import, json_t *before, json_t *after);

// Removes what the source has no more.
void import_leave(struct import *import);

#endif
