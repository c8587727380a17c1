// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// How a function says that it failed: a status for the program, and for people what failed, why, and how to mend it.
#ifndef KOMPASS_CORE_BASE_STATUS_H
#define KOMPASS_CORE_BASE_STATUS_H

#include <stddef.h>

enum status {
    STATUS_OK = 0,
    STATUS_NOT_FOUND,   // the thing asked for does not exist
    STATUS_INVALID,     // the input breaks a rule of its format
    STATUS_UNSUPPORTED, // the input is of a kind or version that this program does not know
    STATUS_CORRUPT,     // the input was damaged after it was made
    STATUS_UNTRUSTED,   // a signature, key, city or release number is not acceptable
    STATUS_LIMIT,       // the input is larger than allowed
    STATUS_IO,          // the system refused to read or write
};

// Why the system refused, as far as whoever is told can do something about it, in words of whatever language.
enum problem_cause {
    PROBLEM_OTHER,
    PROBLEM_BUSY,   // another program writes just now
    PROBLEM_FULL,   // there is no room on the disk
    PROBLEM_DENIED, // the file or its folder must not be read or written
};

// A message to a person: `what: why (mend)`. Texts are UTF-8 in fixed memory, so that a problem can be told when
// memory is short; a longer text ends in an ellipsis.
struct problem {
    enum status status;
    enum problem_cause cause; // with STATUS_IO; otherwise PROBLEM_OTHER
    char what[512]; // the thing concerned: a file, a place in it, an argument
    char why[512];  // what is wrong with it
    char mend[256]; // what the reader can do; may be empty
};

// Receives every problem that a check or an import finds, in the order found. The problem is borrowed.
typedef void problem_sink(void *context, const struct problem *problem);

// Fills *problem, whose cause is PROBLEM_OTHER, and returns `status`. `mend` is a plain text, `why` a printf format.
enum status problem_set(struct problem *problem, enum status status, const char *what, const char *mend, const char *why, ...)
    __attribute__((format(printf, 5, 6)));

// The same for a failed system call: reason and cause are those of errno, `doing` says what was tried ("read", "create").
enum status problem_set_errno(struct problem *problem, const char *what, const char *doing);

// Writes `what: why (mend)` into `buffer` of `size` bytes (at least 1), cut between characters if it must be.
void problem_format(const struct problem *problem, char *buffer, size_t size);

#endif
