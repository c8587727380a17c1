// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// What the checks share: a question to the database, and how its answers are told.
#ifndef KOMPASS_CORE_EDITORIAL_CHECK_PRIVATE_H
#define KOMPASS_CORE_EDITORIAL_CHECK_PRIVATE_H

#include "core/base/arena.h"
#include "core/base/status.h"
#include "core/database/statement.h"

struct check {
    sqlite3 *database;
    problem_sink *sink; // may be NULL
    void *context;
    size_t problems;    // told until now
    struct arena arena; // of the present question
    struct arena row;   // of its present row
    struct problem *problem;
};

// Each row that comes back is a problem: its first column says what, an optional second one names the detail.
struct check_question {
    const char *sql;
    const char *why;
    const char *mend;
};

// `what` NULL is "?", `detail` NULL is none.
void check_tell(struct check *check, const char *what, const char *why, const char *mend, const char *detail);

// A text of a row as it may be shown: texts of a foreign file are cleaned. NULL for SQL NULL; until the row's arena is reset.
const char *check_shown(struct check *check, struct statement *row, int column);

// Asks it, and tells each row.
enum status check_ask(struct check *check, const struct check_question *question);

// Everything that core/model says of every kind and field: check_model.c.
enum status check_by_model(struct check *check);

// Tells of texts whose hash is not theirs: their translations count as current, though they are of another text.
enum status check_hashes(struct check *check);

// An SQL condition: this text is no day. date() alone gives back a 31 February as it is; adding nothing makes it count.
#define CHECK_NO_DAY(text) text " IS NOT date(" text ", '+0 days')"

#endif
