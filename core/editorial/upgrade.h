// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The steps that make an editorial database of an older version one of today.
#ifndef KOMPASS_CORE_EDITORIAL_UPGRADE_H
#define KOMPASS_CORE_EDITORIAL_UPGRADE_H

#include "core/base/status.h"

#include <sqlite3.h>

// From version 1 to version 2: every row, id, text, state, note and order stays. Runs inside the transaction of the caller, with
// foreign keys on or off, who sets user_version and rolls back when it fails. Refuses what is broken so that it could not stay as
// it is: rows that lead to nothing, an id of two things, a link to what is no id. What version 1 kept only for `kompass check` to
// find (links to things that are gone, unknown languages) is kept, and found again. What the source of an imported thing said is
// not known: imported.record is {} until the next import (data/upgrades/2.sql).
enum status upgrade_2(sqlite3 *editorial, struct problem *problem);

// From version 2 to version 3, which has a kind and tables more: what is there stays as it is. With foreign keys off.
enum status upgrade_3(sqlite3 *editorial, struct problem *problem);

// From version 3 to version 4, in which life areas have a picture: NULL, until somebody chooses one or the content is imported.
enum status upgrade_4(sqlite3 *editorial, struct problem *problem);

// From version 4 to version 5, in which the history is another sort of table: each row of it stays as it is, in the order of changes.
enum status upgrade_5(sqlite3 *editorial, struct problem *problem);

// From version 5 to version 6, which has a kind more: what is there stays as it is. With foreign keys off.
enum status upgrade_6(sqlite3 *editorial, struct problem *problem);

// From version 6 to version 7, in which opening hours may be restricted: those that are there are not.
enum status upgrade_7(sqlite3 *editorial, struct problem *problem);

// From version 7 to version 8, in which events may have extra times: none have any yet.
enum status upgrade_8(sqlite3 *editorial, struct problem *problem);

// From version 8 to version 9, in which the hours of closures may be restricted, too: those that are there are not. With foreign keys off.
enum status upgrade_9(sqlite3 *editorial, struct problem *problem);

#endif
