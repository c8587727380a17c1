// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Somebody who writes the description of an offer in the staff's program, and remembers what was typed when and what was saved: for
// tests that end the program at any moment and look what is left of it.
#ifndef KOMPASS_TESTS_SUPPORT_TYPIST_H
#define KOMPASS_TESTS_SUPPORT_TYPIST_H

#include "tests/support/pty.h"

enum { TYPIST_BYTES = 1024 };

struct typist {
    const char *person;    // by whom drafts are called
    const char *offer;     // what the list of offers is filtered by; only one begins so
    const char *thing;     // its id
    const char *editorial; // path
    struct pty *pty;
    struct arena arena;
    unsigned texts;               // begun until now
    char typed[TYPIST_BYTES];     // the text as it is now, without what was there before
    double typed_ms[TYPIST_BYTES]; // when each byte of it was sent; monotonic
    size_t length;
    char saved[TYPIST_BYTES];     // what was seen to be saved last
    char saving[TYPIST_BYTES];    // what was to be saved and may be
};

double typist_milliseconds(void);

// Writes staff.conf into a folder: each of `people`, up to NULL, has all rights, and is known by a key of his own (as
// SSH_USER_AUTH would name it: <folder>/<person>.auth).
void typist_write_roster(const char *folder, const char *const *people);

// Starts the program without sshd as that person, with staff.conf of the folder. Waits for nothing.
void typist_start(struct typist *typist, const char *folder);

// From the first page to the offer's description, which it makes ready to be replaced. Waits for what it sees.
void typist_go_to_offer(struct typist *typist);

// Begins another text in place of all that stands there; the next key is its first.
void typist_begin_text(struct typist *typist);

// Sends the next key without waiting: letters of numbered words.
void typist_key(struct typist *typist);

// The word that is being written.
const char *typist_word(const struct typist *typist);

// Sends the keys that save; waits until it is said to be saved.
void typist_save(struct typist *typist);
void typist_ask_to_save(struct typist *typist); // without waiting

// What would be there at the next login: the draft, or else what is saved; in the typist's arena. How many keys of the present text are
// in it: -1 when it is an earlier one.
const char *typist_kept(struct typist *typist, long *keys);

// Waits until the draft of the description is these words.
void typist_wait_kept(struct typist *typist, const char *words);

// What is saved.
const char *typist_stored(struct typist *typist);

// After the program was killed at that time: ends the test program unless what is saved is what was saved, or was being saved. Gives
// the milliseconds of typing that are lost.
double typist_loss(struct typist *typist, double killed_ms);

#endif
