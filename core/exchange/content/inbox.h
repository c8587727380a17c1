// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The folder into which providers of offers put proposals (deploy/staff/sshd.conf): each file there waits for a reviewer, or lies aside
// with a note why it cannot. What is in it and how it is called is written by strangers.
#ifndef KOMPASS_CORE_EXCHANGE_CONTENT_INBOX_H
#define KOMPASS_CORE_EXCHANGE_CONTENT_INBOX_H

#include "core/base/status.h"

#include <sqlite3.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct inbox {
    sqlite3 *editorial;
    const char *folder; // what is put there; taking/, done/ and refused/ lie beside it, out of the reach of those who put it
    int64_t now;        // seconds since 1970
    bool dry_run;       // of inbox_propose(): nothing is written
    problem_sink *sink; // what is wrong with which file
    void *context;
};

struct inbox_result {
    size_t waiting, same; // things that wait now; that are as proposed already
    size_t done, refused; // files
    size_t left;          // files that stay where they are as the system or the database failed: the next time takes them
};

// Lets all that one file says wait, or nothing of it, as proposed by `proposer`. STATUS_INVALID when something in it is wrong, which
// is told.
enum status inbox_propose(const struct inbox *inbox, const char *path, const char *proposer, struct inbox_result *result,
                          struct problem *problem);

// Takes what has lain in the folder untouched for a minute, 500 files at most: a younger one may still be on its way. Its proposer is the
// Unix user whose file it is. None keeps another from being taken. Can be ended at any moment and called again. STATUS_INVALID when some
// were refused, STATUS_IO when some are left.
enum status inbox_take(const struct inbox *inbox, struct inbox_result *result, struct problem *problem);

#endif
