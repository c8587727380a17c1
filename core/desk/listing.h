// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// All things of a kind as staff lists them: what each is called, where it belongs, how fresh it is, what it lacks; and finding
// some of them. Made for tens of thousands of rows.
#ifndef KOMPASS_CORE_DESK_LISTING_H
#define KOMPASS_CORE_DESK_LISTING_H

#include "core/base/arena.h"
#include "core/base/clock.h"
#include "core/base/status.h"
#include "core/model/model.h"

#include <sqlite3.h>

// What may be the matter with a thing, by names that filters know: "state:unverified".
enum listing_state {
    LISTING_UNVERIFIED,  // nobody has checked its facts with whom they are about
    LISTING_OVERDUE,     // its facts are older than facts of its kind may be, of no known day, or due to be looked at again
    LISTING_EXPIRING,    // it will be overdue within LISTING_SOON_DAYS
    LISTING_UNREACHABLE, // it can be neither called, written to, looked up nor visited
    LISTING_WITHHELD,    // it is not published
    LISTING_HIDDEN,      // it is never shown, as it repeats another
    LISTING_MISSING,     // of the language asked for: a text is not translated,
    LISTING_OUTDATED,    // or its German text has changed since,
    LISTING_MACHINE,     // or no person has read its translation
    LISTING_STATES,
};

enum { LISTING_SOON_DAYS = 14 };

struct listing_row {
    const char *id, *slug;           // slug: NULL where the kind has none
    const char *title;               // German; "" when it has none
    const char *owner;               // who it belongs to: an organization, an area ...; may be NULL
    const char *areas;               // slugs of the areas that it stands in, parted by commas; NULL: none, or it is not searchable yet
    const char *as_of;               // the day that its facts are of, as precisely as it is known; NULL: nobody knows, or it has none
    unsigned states;                 // 1 << enum listing_state, those of a language as far as one was asked for
    const char *folded;              // what is searched, with the German text below the title; NULL until it is searchable
};

struct listing {
    enum kind kind;
    struct listing_row *rows; // in the order of readers
    size_t count;
    size_t searchable;        // the first of them that are ready for words and areas
    char language[16];        // whose states the rows have; "": none yet
    struct arena arena;
};

// Reads them. `review_months` is how old facts of the kind may be (roster_review_months()) on the day `today`. The caller frees, also
// after a failure.
enum status listing_read(struct listing *listing, sqlite3 *editorial, enum kind kind, int review_months, struct local_time today,
                         struct problem *problem);

// Makes so many more of the rows ready for filters with words and areas, which read those that are not: to be called while nobody
// types, until listing->searchable is listing->count.
enum status listing_read_on(struct listing *listing, sqlite3 *editorial, size_t rows, struct problem *problem);

// How many things of a kind are in each state, those that are hidden left out; none in a state of a language.
enum status listing_count(sqlite3 *editorial, enum kind kind, int review_months, struct local_time today, long counts[LISTING_STATES],
                          struct problem *problem);
void listing_free(struct listing *listing);

// The rows that a filter finds, by their places in `found`, which has room for all. A filter has words, all of which must stand
// in title, owner, detail or slug (text_fold()), also within a word, and fields: state:unverified, area:health, lang:uk (missing, outdated or
// machine there). A field of unknown name or value finds nothing; *unknown is then where it begins, otherwise NULL.
enum status listing_filter(struct listing *listing, sqlite3 *editorial, const char *filter, size_t *found, size_t *count,
                           const char **unknown, struct problem *problem);

// How the last word of a filter may go on, when it begins a field: whole filters, in the arena, at most `room`.
size_t listing_complete(const struct listing *listing, struct arena *arena, const char *filter, const char **completed, size_t room);

// Whether facts of a day (facts_as_of()) want to be looked at again on `day`: because somebody has said so, or as they are too old for
// their kind. Each may be NULL.
bool listing_is_overdue(const char *as_of, const char *review_after, int review_months, struct local_time day);

// The name of a state in filters. Static.
const char *listing_state_name(enum listing_state state);

// What a thing is called, in German; in the arena; NULL: there is none.
enum status listing_title(sqlite3 *editorial, struct arena *arena, const char *id, const char **title, struct problem *problem);

#endif
