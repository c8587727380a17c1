// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Planning and publishing in a process of their own, so that nobody who types waits for them, and so that the program in which people
// type need not read the secret key. Nothing here waits but publisher_wait(); publisher_descriptor() is readable when there is news.
#ifndef KOMPASS_CORE_PUBLISH_PUBLISHER_H
#define KOMPASS_CORE_PUBLISH_PUBLISHER_H

#include "core/publish/plan.h"
#include "core/publish/publish.h"

#include <stdbool.h>

// Where is published to, and by whose key: /etc/kompass/publish.conf (deploy/staff/publish.conf tells the keys). Texts are in the arena.
struct publisher_place {
    const char *editorial;  // path of the database
    const char *directory;  // of the release; NULL: nothing is published from here
    const char *secret_key; // path; NULL: the same
    const char *kiosks;     // a folder to which the status of kiosks comes (publisher_kiosks); NULL: none
    long expires_days;
    const struct roster *roster; // how old facts may be; NULL: as without one; borrowed, as long as the process is there
};

// Reads the file over *place, whose expires_days is the default. No file is no problem: then nothing is published from here.
enum status publisher_configure(struct publisher_place *place, struct arena *arena, const char *path, problem_sink *sink, void *context);

struct publisher; // opaque; NULL is one that has ended

enum publisher_state { PUBLISHER_IDLE, PUBLISHER_PLANNING, PUBLISHER_PUBLISHING, PUBLISHER_ENDED };

// What there is to be told.
struct publisher_news {
    enum publisher_state state;
    bool may_sign;           // the secret key can be read by who started the program
    bool planned;            // `plan` is one
    struct plan plan;
    long kiosks, following;  // whose status is there, and of these those that show the release in place or a newer one; kiosks -1: not known
    enum publish_step step;  // while it publishes
    bool ended;              // a publishing has ended since publisher_publish(): well, or with `problem`
    bool well;
    struct publish_result result;
    struct problem problem;  // also of a plan that could not be made
    bool failed;             // there is one
};

// Starts the process; for main, before it gives up starting any. `place` is copied.
enum status publisher_start(struct publisher **publisher, const struct publisher_place *place, struct problem *problem);
// Leaves it: a publishing that is under way goes on to its end.
void publisher_end(struct publisher **publisher);

int publisher_descriptor(const struct publisher *publisher); // to be watched; -1: nothing

// Borrowed, until the next function; of NULL one that has ended.
const struct publisher_news *publisher_news(const struct publisher *publisher);

// Asks for a plan, on the day `today` (YYYY-MM-DD), or publishes for `author`; nothing while it is at work.
void publisher_plan(struct publisher *publisher, const char *today);
void publisher_publish(struct publisher *publisher, const char *author);

// Takes what was told: true when there is news. Never waits.
bool publisher_read(struct publisher *publisher);

// Waits until it is idle or has ended; for tests.
void publisher_wait(struct publisher *publisher);

// Reads the folder to which kiosks' status comes: files *.prom, as `kompass status --prometheus` writes them, one a kiosk. Counts them,
// and those that show a release of at least that number. Files that do not tell a number are not counted.
enum status publisher_kiosks(const char *folder, long release, long *kiosks, long *following, struct problem *problem);

#endif
