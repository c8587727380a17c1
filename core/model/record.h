// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// A record is one thing with all that is known of it, as one JSON object. It is what the door for writing takes and gives
// (core/editorial/change.h), what history keeps, and what an import remembers of its source:
//
//   {"kind": "offer", "id": "06f821bf-43bd-507a-8c39-d682b36dcbdd", "slug": "office", "position": 3,
//    "type": "office", "name": "Bürgeramt", "hours_known": true, "organization_id": "...",     the columns of its kind
//    "topics": ["..."], "contacts": [{"phone": "+493400000", "role": "Anmeldung"}],            its parts
//    "source": {"url": "https://...", "date": "2026-11", "verified_on": "2026-11-20", "confidence": "high"},
//    "staff_note": "...",                                                                      the row of `note`
//    "withheld": "...",                                                                        the row of `withheld`
//    "paths": {"en": "/region/en/office/"},                                                    those of `source_path`
//    "texts": {"de": {"summary": {"text": "...", "origin": "human", "reviewed_on": "2026-11-20", "source_hash": "..."}}}}
//
// The names are those of core/model/model.h; flags are true and false; a part of one column is a list of values, another
// one a list of objects; what nobody stated is left out, and so are columns that are derived. The revision of a thing is
// not in it. Every record here is a json_t of jansson; none that is handed over as an argument is changed, but by
// record_tidy() and record_complete(). New ones are the caller's, who ends them with json_decref().
#ifndef KOMPASS_CORE_MODEL_RECORD_H
#define KOMPASS_CORE_MODEL_RECORD_H

#include "core/base/arena.h"
#include "core/base/status.h"
#include "core/model/model.h"

#include <jansson.h>
#include <sqlite3.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// From here on JSON takes its memory from core/base/memory, so that none of its functions fails for want of it. For
// whoever begins to work with records.
void record_use_memory(void);

// ---- one record ---------------------------------------------------------------------------------------------------

// The kind that it names, KIND_NONE for none that is known. `record` may be NULL.
enum kind record_kind(json_t *record);

// The text of a field at the top of it, NULL when it has none.
const char *record_string(json_t *record, const char *field);

// Its id, "" when it has none.
const char *record_id(json_t *record);

// What lists call it: its German text that the model names as title, or else the column of that name; NULL when it has neither.
const char *record_title(json_t *record);

// One text of it: {"text", "origin", ...}, NULL when it has none.
json_t *record_text(json_t *record, const char *language, const char *field);

// The path of a text in it, "texts.uk.summary", as in record_compare(); in the arena.
const char *record_text_path(struct arena *arena, const char *language, const char *field);

// Whether a path is that of a text; then its language, in the arena, and its field, which is the end of the path.
bool record_path_text(struct arena *arena, const char *path, const char **language, const char **field);

// The record as text; the same record gives the same text. In the arena.
char *record_write_text(struct arena *arena, json_t *record);

// Reads such a text. STATUS_CORRUPT for anything but a JSON object.
enum status record_read_text(const char *text, json_t **record, struct problem *problem);

// Brings what people or other programs wrote to the one form in which equal records are equal: NFC, blocks of bodies as
// they are written, reals as reals, sets in order, nothing that is empty. What is wrong in it stays, for record_check().
void record_tidy(json_t *record);

// BLAKE2b-128 over the bytes of a text, as 32 hexadecimal digits: text.source_hash. In the arena.
char *record_hash(struct arena *arena, const char *text);

// Gives each text its source_hash: a German one its own; one that states none that of `current`, the thing as it is, when
// it has the same text, otherwise that of the German text of today. `current` may be NULL.
void record_complete(json_t *record, json_t *current);

// Of what a text is made: the German text, or the column that its model names; NULL when there is none.
const char *record_original(json_t *record, const struct model_text *text);

// ---- where it leads -----------------------------------------------------------------------------------------------

// A place in a record that leads to another thing: a column, a part, a link in a body.
struct record_link {
    const char *path; // "organization_id", "topics[0]", "texts.de.body"
    const char *id;
    enum kind kind; // what it must lead to
    bool needed;    // without it the record is not whole, or says something else (model_column.bound)
};

// All of them, in the arena.
struct record_link *record_links(struct arena *arena, json_t *record, size_t *count);

// The kind of the thing with that id, KIND_NONE when there is none.
typedef enum kind record_lookup(void *context, const char *id);

// Takes away what leads to a thing that is not there, but for what is needed. The record that results.
json_t *record_without_lost_links(json_t *record, record_lookup *lookup, void *context);

// ---- checking -----------------------------------------------------------------------------------------------------

// Tells everything that is wrong with a record, whatever JSON it is: `what` of a problem is the path of the field, as in
// record_compare(), with the index within a part. Gives the number of problems. What only the database knows (unique
// slugs, conditions of tables) is not asked.
size_t record_check(json_t *record, record_lookup *lookup, void *lookup_context, problem_sink *sink, void *context);

// ---- comparing and merging ----------------------------------------------------------------------------------------

// A field in which records differ. Fields are: each column ("cost"), each part as a whole ("contacts"), "slug", "position",
// each of the source ("source.verified_on"), each text ("texts.uk.summary"), "staff_note",
// "withheld", "paths".
struct record_difference {
    const char *path;
    json_t *before, *after; // borrowed from the records; NULL: not there
};

// The differences in the arena, in the order of the records. Either may be NULL: without any field.
struct record_difference *record_compare(struct arena *arena, json_t *before, json_t *after, size_t *count);

// The same of two records as texts (record_write_text()), of which only what differs is read; in the order of paths. *values owns what
// the differences have: the caller ends it, after a failure as well.
enum status record_compare_texts(struct arena *arena, const char *before, const char *after, struct record_difference **differences,
                                 size_t *count, json_t **values, struct problem *problem);

// The paths of the facts that differ, in the arena: of what readers see as its source states it, German texts among them. Not of
// how a thing is sorted, described for staff, checked or translated.
const char **record_facts_changed(struct arena *arena, json_t *before, json_t *after, size_t *count);

// Whether the date of the source or of its verification is another one than before, or is not before today ("YYYY-MM-DD"). Facts
// that changed while it is not have an older source than what they say.
bool record_is_dated_anew(json_t *before, json_t *after, const char *today);

// The value of a field, by its path; borrowed, NULL: not there.
json_t *record_at(json_t *record, const char *path);

// Puts a value there, which is taken over; NULL takes the field away.
void record_put_at(json_t *record, const char *path, json_t *value);

// A record of the same kind that has only this field.
json_t *record_of_field(json_t *record, const char *path, json_t *value);

// What two have made of the same record, field by field: where one of them changed it, the changed one; where both did the
// same, that; where both did something else, ours, and a conflict, whose `before` is ours and `after` theirs. `base` NULL is
// a record without any field: what only one of the two has is taken, what they have otherwise is a conflict. A new record;
// conflicts in the arena, with values borrowed from ours and theirs.
json_t *record_merge(struct arena *arena, json_t *base, json_t *ours, json_t *theirs,
                     struct record_difference **conflicts, size_t *count);

// ---- in an editorial database -------------------------------------------------------------------------------------

// What reads and writes records, with its statements; closed before the database. Only core/editorial writes.
struct records;
struct records *records_open(sqlite3 *editorial);
void records_close(struct records **records); // NULL is fine

// The thing as a record, and its revision; NULL and 0 when there is none.
enum status record_read(struct records *records, const char *id, json_t **record, int64_t *revision,
                        struct problem *problem);

// The same for one thing alone, with a reader of its own. `revision` may be NULL.
enum status records_read_one(sqlite3 *editorial, const char *id, json_t **record, int64_t *revision, struct problem *problem);

// The kind of a thing; KIND_NONE when there is none.
enum status record_find(struct records *records, const char *id, enum kind *kind, struct problem *problem);

// The id of the thing that has this kind and slug, in the arena; NULL: none.
enum status record_find_slug(struct records *records, struct arena *arena, enum kind kind, const char *slug, char **id,
                             struct problem *problem);

// Brings the thing from `before`, as it is (NULL: not there), to `after`, whose hashes are complete: only what differs is
// written. STATUS_INVALID when a condition of a table refuses it; the caller takes back what was written until then.
enum status record_write(struct records *records, json_t *before, json_t *after, int64_t revision,
                         struct problem *problem);

// Removes the thing with all that goes with it.
enum status record_erase(struct records *records, const char *id, struct problem *problem);

// The ids of the things that lead to this one, in the arena; each once, in no order.
enum status record_leading(struct records *records, struct arena *arena, const char *id, const char ***ids, size_t *count,
                           struct problem *problem);

// The ids of the things that are within this one, such as the steps of a guide; in the arena.
enum status record_within(struct records *records, struct arena *arena, const char *id, const char ***ids, size_t *count,
                          struct problem *problem);

#endif
