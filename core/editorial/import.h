// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Imports through the door: a source says what it has, and the database follows it, but for what people have changed.
//
// Of each thing that it owns, an import remembers what the source said last (table imported). What only the source has changed
// since is taken over; what only people have changed stays; where both have changed the same field, what people made of it stays
// and is told. Things that people have removed are not brought back. What the source has no more is removed, unless people have
// changed it or something else still leads to it: then it stays, and is theirs from then on.
#ifndef KOMPASS_CORE_EDITORIAL_IMPORT_H
#define KOMPASS_CORE_EDITORIAL_IMPORT_H

#include "core/editorial/change.h"

// Things; those within another one, such as the steps of a guide, count as a part of it.
struct import_report {
    long added, changed, unchanged, removed;
    long kept; // told of as kept, fields and things
};

// Why something is not as the source says.
enum import_reason {
    IMPORT_FIELD,    // kept: people have changed this field, too
    IMPORT_WHOLE,    // kept: with what people have changed, what the source says would make no whole thing
    IMPORT_LEFT,     // kept: people have changed it, and the source has it no more
    IMPORT_NEEDED,   // kept: the source has it no more, but something leads to it
    IMPORT_REMOVED,  // left out: people have removed it
    IMPORT_NOWHERE,  // left out: it needs what people have removed
    IMPORT_LOCKED,   // kept: somebody works on it just now; the next import does what this one did not
    IMPORT_UNKNOWN,  // not kept: what the source said before is not known, so the field is as it says now
};

struct import_kept {
    enum import_reason reason;
    json_t *record;        // the thing as it is; of what was left out, as the source has it
    const char *path;      // IMPORT_FIELD, IMPORT_UNKNOWN: record_compare()
    json_t *ours, *theirs; // then; of IMPORT_UNKNOWN ours is what it was before; NULL: nothing
    const char *other;     // IMPORT_NEEDED, IMPORT_NOWHERE: the id of what leads to it, or what it leads to; IMPORT_LOCKED: of what is
                           // worked on, NULL: it itself
};

struct import;

// Who hears what an import does. Each may be NULL; what they get is borrowed.
struct import_listener {
    // A thing came (`before` NULL), went (`after` NULL) or became another. Not told of what came or went within another one
    // that did.
    void (*changed)(void *context, struct import *import, json_t *before, json_t *after);
    void (*kept)(void *context, struct import *import, const struct import_kept *kept);
    problem_sink *problem; // a record that cannot be right: `what` is the thing and the field
    void *context;
};

// Begins the import of a source, whose name is the author's. Nobody is kept from writing while it is gathered; author and database are
// borrowed until its end.
struct import *import_begin(sqlite3 *editorial, const struct change_author *author, const struct import_listener *listener);

// One thing as the source has it, without hashes of texts but for those of which the source says what they were made from.
// Takes the record over. What is within another comes after it.
void import_put(struct import *import, json_t *record);

// Brings the database to what the source has, in one transaction (change_begin(), by DOOR_IMPORT), and ends the import. With `dry_run` everything is done, told and counted, and
// taken back. STATUS_INVALID, and nothing is written, when a record was wrong; STATUS_IO when
// another program is writing all the time.
enum status import_end(struct import **import, bool dry_run, struct import_report *report, struct problem *problem);

// For listeners, and only while they are called: the thing as the source has it, or else as the database has it; NULL when
// neither does. The caller ends it with json_decref().
json_t *import_look(struct import *import, const char *id);

// Notes that facts of a thing changed and neither the date of their source nor that of their verification did; `fields`
// NULL: that they are dated anew.
void import_note_older(struct import *import, const char *id, const char *fields);

#endif
