// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Web addresses, mail addresses and telephone numbers of all things, what became of asking whether they work, and who has them.
// Asking is another's (core/insight/contact_check.h): here is what was learnt, and what follows from it.
#ifndef KOMPASS_CORE_EDITORIAL_CONTACTS_H
#define KOMPASS_CORE_EDITORIAL_CONTACTS_H

#include "core/editorial/change.h"

enum contact_type { CONTACT_URL, CONTACT_EMAIL, CONTACT_PHONE, CONTACT_TYPES };

enum contact_result {
    CONTACT_WORKS,
    CONTACT_MOVED,       // for good; it works there: the detail is the new address
    CONTACT_GONE,        // its server says that it is not there; the domain takes no mail
    CONTACT_REFUSED,     // there, but programs are not answered: perhaps people are
    CONTACT_CERTIFICATE, // its certificate is not right
    CONTACT_SLOW,        // takes too long
    CONTACT_ERROR,       // its server is broken
    CONTACT_NAMELESS,    // nothing has this name
    CONTACT_UNREACHABLE, // its machine does not answer
    CONTACT_INVALID,     // cannot be one
    CONTACT_UNKNOWN,     // nothing was learnt
    CONTACT_RESULTS,
};

enum { CONTACT_BROKEN_DAYS = 2 }; // on so many days it has failed, without an answer that was good between them

// As the database and programs call them.
const char *contact_type_name(enum contact_type type);
const char *contact_result_name(enum contact_result result);

// One to be asked about, whoever has it. Texts are in the arena.
struct contact_address {
    enum contact_type type;
    const char *address;         // as it is shown: of a telephone number as printed, when it is
    const char *dialled;         // of a telephone number that has one, in the form of E.164; NULL: it has none
    const char *etag, *modified; // of the last answer; "": none
};

// All of them, each once, in order of type and address.
enum status contacts_read(sqlite3 *editorial, struct arena *arena, struct contact_address **addresses, size_t *count,
                          struct problem *problem);

// What was learnt of one. `detail`, `etag`, `modified` may be "".
struct contact_answer {
    enum contact_result result;
    const char *detail, *etag, *modified;
};

// Writes down what was learnt of each at a time (seconds since 1970-01-01T00:00Z), in one transaction, and forgets what no thing has
// any more. A failure counts once a day, UTC; one good answer ends it; CONTACT_UNKNOWN changes nothing of what was known before.
enum status contacts_write(sqlite3 *editorial, const struct contact_address *addresses, const struct contact_answer *answers,
                           size_t count, int64_t now, struct problem *problem);

// One place with a contact that failed or moved. Texts are in the arena.
struct contact_trouble {
    enum contact_type type;
    enum contact_result result;
    const char *address, *detail; // detail: "" none
    const char *failing_from;     // the first day of failing, YYYY-MM-DD, UTC; NULL: it moved
    long failed_days;
    bool broken;                  // it failed on CONTACT_BROKEN_DAYS days
    const char *thing, *title;    // who has it
    enum kind kind;
};

// All of them: first what is broken, then what moved, then what failed on one day only.
enum status contacts_in_trouble(sqlite3 *editorial, struct arena *arena, struct contact_trouble **troubles, size_t *count,
                                struct problem *problem);

// How many contacts are broken that some thing has.
enum status contacts_broken(sqlite3 *editorial, long *count, struct problem *problem);

// What came of taking over a new address.
struct contact_move {
    size_t changed;            // things
    enum change_result result; // CHANGE_DONE, or of the first thing that was not changed
    const char *why;           // then the field, who works on it; NULL: nothing to say. In the arena
};

// Puts the address to which a web address has moved in its place, in all things that have it, as one change. Nothing is changed when it
// has not moved.
enum status contacts_follow(sqlite3 *editorial, const struct change_author *author, const char *address, struct arena *arena,
                            struct contact_move *move, struct problem *problem);

#endif
