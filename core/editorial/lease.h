// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Who works on what just now. A lease tells others who is there, and keeps everything else that writes (forms, bulk, undo,
// imports) away from a thing meanwhile: core/editorial/change.h asks for it. It is held for two minutes after the last key, a
// translation for ten, so that a line that broke keeps nobody waiting, and anybody may take it over: what its holder had written
// stays his draft.
//
// Each function is one short transaction, or none; nothing is held while somebody thinks.
#ifndef KOMPASS_CORE_EDITORIAL_LEASE_H
#define KOMPASS_CORE_EDITORIAL_LEASE_H

#include "core/editorial/change.h"

enum {
    LEASE_SECONDS = 120,             // how long one holds after it was taken or renewed
    LEASE_TRANSLATION_SECONDS = 600, // the same where the scope is a language: who translates thinks longer between two keys
    LEASE_RENEW_SECONDS = 20,        // how old it must be to be written again
    LEASE_PATIENCE_MS = 250,         // how long somebody who asks for one waits for others who write
    LEASE_SESSION_BYTES = 33,
};

struct lease {
    const char *thing;
    const char *scope;   // lease_scope() of what is meant
    const char *holder;  // as change_author.name
    const char *session;
    const char *since;   // RFC 3339, UTC
};

// The scope that a field is in, by its path: the language of a text, "" for German texts and everything that is no text. Who
// translates a thing into Ukrainian is in nobody's way who changes its hours. In the arena.
const char *lease_scope(struct arena *arena, const char *path);

// A name for a session that nobody else has: a program draws one at its start.
void lease_draw_session(char session[LEASE_SESSION_BYTES]);

// Takes one, or makes it longer if the author has it. *other is NULL then; otherwise it is somebody else's and stays that, unless
// `over`: then it is taken from him. From oneself, as from a line that broke, it is always taken. The author has name, session
// and now. STATUS_INVALID for who may not write there: he would only keep others away. Unless `over`, nobody waits for long: when
// another program goes on writing for LEASE_PATIENCE_MS, one that is free is left to the next lease_keep().
enum status lease_take(sqlite3 *editorial, const struct change_author *author, const char *thing, const char *scope, bool over,
                       struct arena *arena, struct lease **other, struct problem *problem);

// What a session wants to hold.
struct lease_wish {
    const char *thing, *scope;
};

// Makes the leases of the author's session those that are wished, no more and no less: takes what is free, makes longer what is older
// than LEASE_RENEW_SECONDS, gives back the rest. To be called in a pause after keys, as often as one likes: it writes only when there
// is something to write, and never waits: *kept is false when another program is writing just now, and it is to be called again. A
// wish that is somebody else's stays his, and *other, in the arena, tells who has the first of these; NULL: nobody. A wish of a scope
// that the author may not write is none.
enum status lease_keep(sqlite3 *editorial, const struct change_author *author, const struct lease_wish *wishes, size_t count,
                       struct arena *arena, struct lease **other, bool *kept, struct problem *problem);

// Gives it back; `scope` NULL: all of the thing; `thing` NULL: all of the session, when it ends. Only then it waits for others who
// write; otherwise it is left to the next lease_keep() when somebody does.
enum status lease_release(sqlite3 *editorial, const struct change_author *author, const char *thing, const char *scope,
                          struct problem *problem);

// All that hold at a time, by holder and the order in which they were taken. In the arena.
enum status lease_list(sqlite3 *editorial, int64_t now, struct arena *arena, struct lease **leases, size_t *count,
                       struct problem *problem);

#endif
