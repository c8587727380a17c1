// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// An office: an sshd on loopback through which people log in to the staff's program, each with a role, on a copy of the city's
// content; a release folder that those publish to who may; and the folder of catalogs of a kiosk that follows it.
#ifndef KOMPASS_TESTS_SUPPORT_STAFF_OFFICE_H
#define KOMPASS_TESTS_SUPPORT_STAFF_OFFICE_H

#include "tests/support/sshd.h"
#include "tests/support/typist.h"

struct office_person {
    const char *name;
    const char *roles; // as staff.conf has them; NULL: in no line of it
};

struct staff_office {
    struct arena arena;
    const char *folder;
    const char *editorial, *release, *catalog, *public_key, *secret_key;
    struct sshd *sshd;
};

// Somebody who is logged in.
struct office_login {
    struct staff_office *office;
    struct typist typist; // of the person; its terminal is `typist.pty`
    pid_t program;
};

// Makes it in a scratch folder of that name. All people, up to one without a name, log in as one Unix user and are told apart by their keys.
void staff_office_open(struct staff_office *office, const char *name, const struct office_person *people);
void staff_office_close(struct staff_office *office);

// Logs in and waits for the first page, or only until the program is about to start. 24 rows and 80 columns.
struct office_login staff_office_log_in(struct staff_office *office, const char *person);
struct office_login staff_office_come_back(struct staff_office *office, const char *person);

// The same, and opens an offer which the filter alone finds, with the focus in its description.
struct office_login staff_office_open_offer(struct staff_office *office, const char *person, const char *offer);

// Leaves by F10; or with the line, as if a cable was cut. Both wait until the program has ended.
void office_leave(struct office_login *login);
void office_drop(struct office_login *login);

// Goes to a field of the form that is open by these keys, all at once, and waits until it has the focus.
void office_go_to(struct office_login *login, const char *keys, const char *label);

// Publishes from the first page, and waits until release `number` is in place.
void office_publish(struct office_login *login, int number);

// Runs build/kompass and ends the test program when that fails; what it says, in the office's arena.
const char *staff_office_run(struct staff_office *office, const char *const *arguments);
#define OFFICE_RUN(office, ...) staff_office_run(office, (const char *const[]){__VA_ARGS__, NULL})

// The kiosk's side: follows the release folder once, as its timer does.
void staff_office_sync(struct staff_office *office);

// What sqlite3 answers to a question about the working set; in the office's arena.
const char *staff_office_ask(struct staff_office *office, const char *sql);

#endif
