// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// A closure as somebody enters it in a minute: of whom, when, other hours as people write them; what follows from that is filled in.
#ifndef KOMPASS_CORE_DESK_CLOSING_H
#define KOMPASS_CORE_DESK_CLOSING_H

#include "core/base/clock.h"
#include "core/desk/sheet.h"
#include "core/time/closure.h"
#include "core/time/hours_text.h"

// Begins a new one: of the offer or the organization of that id; "": of all offices. `today` is the date of its source. After a failure
// there is no sheet to be closed.
enum status closing_begin(struct sheet *sheet, sqlite3 *editorial, const char *whose, struct local_time today, struct problem *problem);

// Whom it is of.
enum closure_scope closing_scope(const struct sheet *sheet);

// Makes it one of others: of `offer`, of the organization of `offer`, of all offices; `offer` may be "" where it is not needed or not
// known yet. The address of its source follows, unless it is one that no offer has: somebody wrote that.
enum status closing_set_scope(struct sheet *sheet, sqlite3 *editorial, enum closure_scope scope, const char *offer, struct problem *problem);

// After the offer or the organization was chosen in another way: the address of the source follows.
enum status closing_follow(struct sheet *sheet, sqlite3 *editorial, struct problem *problem);

// Other hours as people write them: "Mo-Do 9-12", or "9-12" alone for each day that has hours otherwise; nothing, or "closed", closes. True
// when all of it was understood and is in the record; else *at and *length are the bytes of `text` that are not, and the record stays.
bool closing_set_hours(struct sheet *sheet, const char *text, size_t *at, size_t *length);

// What somebody says of certain days among weekly hours: "24.12. zu", "jeden 1. Montag zu".
struct closing_wish {
    struct local_time first, last; // only the dates count
    bool every_year;
    bool closes;
    const char *words; // as written, of which the hours are a part unless it closes; borrowed
};

enum closing_wished {
    CLOSING_NO_DAY,  // no day follows from it that a closure could be of
    CLOSING_ENTERED, // there is a closure on those days
    CLOSING_WISHED,
};

// What is to be entered from `today` on, given the closures that hold already. Of days that recur in a month, which no closure can say,
// the next one within CLOSING_AHEAD_DAYS without a closure. `text` is what was read.
enum { CLOSING_AHEAD_DAYS = 366 };
enum closing_wished closing_wish_of(struct closing_wish *wish, struct arena *arena, const char *text, const struct hours_text_rest *rest,
                                    const struct closure *closures, size_t count, struct local_time today);

// Puts it into a new closure. Hours are left as they are written, to be looked at.
void closing_put_wish(struct sheet *sheet, const struct closing_wish *wish);

// The hours in the record, as they are written in a language; "" when it closes. In the arena.
const char *closing_hours(struct arena *arena, const struct sheet *sheet, const char *language);

enum { CLOSING_SHOWN_MAX = 4 };

// The offers that it is about: how many, and the first of them by what readers see first.
struct closing_offers {
    long count;
    size_t shown;
    const char *ids[CLOSING_SHOWN_MAX], *names[CLOSING_SHOWN_MAX]; // in the arena
};
enum status closing_offers(sqlite3 *editorial, struct arena *arena, const struct sheet *sheet, struct closing_offers *offers,
                           struct problem *problem);

// What is wrong with it, as the door would say if it were saved; nothing is written, and nobody who writes waits. In the arena.
void closing_check(const struct sheet *sheet, sqlite3 *editorial, struct arena *arena, struct problem **problems, size_t *count);

// Gives it a name of its own in links, made of whom it is of and its first day. Nothing is done to one that has a name.
enum status closing_name(struct sheet *sheet, sqlite3 *editorial, struct problem *problem);

#endif
