// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Who may do what: the file of the staff (deploy/staff/staff.conf describes it), and what follows from it for somebody who has
// logged in. Who is not named may read and nothing else. There are no passwords here: who somebody is, the system says that let
// him in (core/editorial/login.h).
#ifndef KOMPASS_CORE_EDITORIAL_RIGHTS_H
#define KOMPASS_CORE_EDITORIAL_RIGHTS_H

#include "core/base/arena.h"
#include "core/base/status.h"
#include "core/editorial/login.h"
#include "core/model/model.h"

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

enum rights_role { RIGHTS_AUTHOR, RIGHTS_TRANSLATOR, RIGHTS_REVIEWER, RIGHTS_PUBLISHER, RIGHTS_ADMINISTRATOR, RIGHTS_ROLE_COUNT };

// As the file calls a role: "author". Static.
const char *rights_role_name(enum rights_role role);

// What somebody may do.
struct rights {
    const char *name;             // by which the history calls him
    unsigned roles;               // bits 1u << enum rights_role; 0: may read only
    const char *const *languages; // of a translator: BCP 47, as core/language writes them
    size_t language_count;
};

enum right {
    RIGHT_WRITE,      // things with all their facts and texts; putting up new ones, removing. Author, reviewer
    RIGHT_REVIEW,     // say of any text that it was read and is right; take or refuse proposals. Reviewer
    RIGHT_PUBLISH,    // publisher
    RIGHT_ADMINISTER, // administrator, who has all other rights, too
};

// In all of these `rights` NULL is a program that may do everything: an import, a test.
bool rights_include(const struct rights *rights, enum right right);

// Whether he may write texts of a language and say that they were read: a translator of it, a reviewer.
bool rights_to_translate(const struct rights *rights, const char *language);

// Whether he may change a field of a thing from one value to another; the path is that of record_compare(), NULL is not there.
// Authors write all fields, but do not say of a text that it was read; translators write texts of their languages.
bool rights_to_change(const struct rights *rights, const char *path, json_t *before, json_t *after);

// ---- the file -----------------------------------------------------------------------------------------------------

// What the file says.
struct roster;

// A line of the file, to be shown.
struct roster_line {
    const char *who;    // "anna SHA256:...", or "@editors" for a group
    struct rights rights; // its name is NULL for a group: each of it has his login name
};

// Reads the file. Every problem goes to `sink`, with its line: of a line that is wrong nothing holds, the rest does. Two lines
// for one person, name or group, and a file without any administrator are problems, too. *roster is there in any case, at the
// worst with nobody in it; the caller ends it. The status is that of the first problem.
enum status roster_read(struct roster **roster, const char *path, problem_sink *sink, void *context);
void roster_free(struct roster **roster);

// What somebody may do who has logged in. A line that names his key comes before one that names his login; only when there is
// neither, those of his groups hold, all together. Names are those of the file or, of who is in no line or in one of a group only, the
// login's.
struct rights rights_of(struct roster *roster, const struct login *login);

// All lines in their order. Valid as long as the roster.
const struct roster_line *roster_lines(const struct roster *roster, size_t *count);

// After how many months facts of a kind want to be looked at again: as the file says, otherwise ROSTER_REVIEW_MONTHS, of offers
// ROSTER_REVIEW_MONTHS_OFFER; without a roster (NULL) the same.
enum { ROSTER_REVIEW_MONTHS = 12, ROSTER_REVIEW_MONTHS_OFFER = 6, ROSTER_REVIEW_MONTHS_MAX = 120 };
int roster_review_months(const struct roster *roster, enum kind kind);

#endif
