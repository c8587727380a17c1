// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// A record that somebody edits: as it was when it was opened, as it is now, and what came of saving it. Nothing here waits
// for a person: between opening and saving no transaction is open.
#ifndef KOMPASS_CORE_DESK_SHEET_H
#define KOMPASS_CORE_DESK_SHEET_H

#include "core/editorial/change.h"
#include "core/language/language.h"

// A field that two people have changed since it was opened, each in another way.
struct sheet_conflict {
    char *path;                   // record_compare()
    json_t *opened, *ours, *theirs; // owned; NULL: not there
};

// To be read by all, written by sheet_*() only.
struct sheet {
    json_t *opened;   // as it is in the database as far as the editor knows; NULL: it is new
    int64_t revision; // of that; 0: new
    json_t *working;  // as it is now
    json_t *typed;    // an object of texts by path: written in a field that it is not (yet) right for
    char *focus;      // the path of the field that is being edited; NULL: none
    size_t cursor;    // byte in its text
    struct sheet_conflict *conflicts; // after a save that met some: owned
    size_t conflict_count;
    bool unkept;      // something is not in the draft yet
    const struct language *translated; // into which one of its texts is being translated on a page above; NULL: none
    struct arena arena; // of the outcome of the last save
    struct sheet *below; // of the record from whose page this one was opened; borrowed
};

// Opens a thing. STATUS_NOT_FOUND when there is none.
enum status sheet_open(struct sheet *sheet, sqlite3 *editorial, const char *id, struct problem *problem);

// A new thing of a kind, with an id of its own (RFC 9562, version 4), behind all others of the kind; as a copy of `model`, a record,
// or empty where that is NULL. A copy has neither its slug nor what was found out about it: source dates, verification.
void sheet_begin(struct sheet *sheet, enum kind kind, json_t *model);

// Takes over what was saved of the thing meanwhile by another way; where something was changed here as well, saving will merge it.
// STATUS_NOT_FOUND when the thing is gone and nothing was changed here.
enum status sheet_catch_up(struct sheet *sheet, sqlite3 *editorial, struct problem *problem);

// Frees it. Zero-initialised may be closed.
void sheet_close(struct sheet *sheet);

enum kind sheet_kind(const struct sheet *sheet);
const char *sheet_id(const struct sheet *sheet);

// The value of a field, by a path of record_compare(): "cost", "contacts", "source.url", "texts.uk.summary", "staff_note". Of a text
// of a thing it is the object with text, origin and so on. Borrowed; NULL: not there.
json_t *sheet_get(const struct sheet *sheet, const char *path);

// Puts a value there and takes it over; NULL takes the field away. What is the same already changes nothing.
void sheet_set(struct sheet *sheet, const char *path, json_t *value);

// A text of a thing in a language; NULL: none. Written by a person: its origin is then "human", and nobody has read it against the
// German one yet. An empty text takes it away.
const char *sheet_words(const struct sheet *sheet, const char *language, const char *field);
void sheet_set_words(struct sheet *sheet, const char *language, const char *field, const char *words);

// What somebody wrote into a field that is no value of it, such as half a date; NULL takes it away. It is kept in drafts and is
// not saved.
void sheet_set_typed(struct sheet *sheet, const char *path, const char *text);
const char *sheet_typed(const struct sheet *sheet, const char *path);

// Where the editor is. `path` NULL: nowhere.
void sheet_set_focus(struct sheet *sheet, const char *path, size_t cursor);

// Whether a new thing could be published at once: an offer stands under a topic; a guide has no step before it is saved, and an emergency
// number is wanted in every language of the kiosk. Others are whole when they are right.
bool sheet_is_finished(const struct sheet *sheet);

// Whether anything is other than it was when it was opened or saved.
bool sheet_changed(const struct sheet *sheet);

// The scopes of leases (core/editorial/lease.h) that what is changed lies in, and of what is translated; each once, in the arena.
const char **sheet_scopes(const struct sheet *sheet, struct arena *arena, size_t *count);

enum sheet_result {
    SHEET_SAVED,
    SHEET_UNCHANGED, // there was nothing to be saved
    SHEET_MERGED,    // saved together with what others have changed meanwhile, in other fields
    SHEET_CONFLICT,  // not saved: others have changed the same fields, see sheet->conflicts
    SHEET_INVALID,   // not saved: outcome->problems
    SHEET_FORBIDDEN, // not saved: the author may not change outcome->paths
    SHEET_LOCKED,    // not saved: outcome->holder edits it, since outcome->since (RFC 3339, UTC)
    SHEET_GONE,      // not saved: somebody removed it meanwhile; saving again makes it anew
};

// What a save came to; with SHEET_INVALID, problems; in the sheet's keeping until its next function.
struct sheet_outcome {
    struct problem *problems; // `what` is the path of the field
    size_t problem_count;
    const char **paths;
    size_t path_count;
    const char *holder, *since;
};

// Saves it in one transaction. What others have changed since is merged by field (record_merge()); where they have changed the same
// fields, nothing is saved and the sheet has the conflicts. The status tells only whether the database could be used.
enum status sheet_save(struct sheet *sheet, sqlite3 *editorial, const struct change_author *author, enum sheet_result *result,
                       struct sheet_outcome *outcome, struct problem *problem);

// The field as it is stored (NULL: it is empty) has been seen: it is what one goes on from, and what was written here is not wanted any
// more. The rest of the sheet stays as it is.
void sheet_see(struct sheet *sheet, const char *path, json_t *stored);

// Whether the field has been changed here.
bool sheet_field_changed(const struct sheet *sheet, const char *path);

// Settles a conflict, which is then none any more: the field is as we have it, or as the others do. When all are settled,
// sheet_save() saves.
void sheet_settle(struct sheet *sheet, size_t conflict, bool ours);

// The sheet as one text for a draft, in the arena; and a sheet made of one again. STATUS_CORRUPT for anything else.
const char *sheet_write(struct arena *arena, const struct sheet *sheet);
enum status sheet_read(struct sheet *sheet, const char *text, struct problem *problem);

#endif
