// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The content as others get it: without what is withheld. Whoever checks, counts or publishes asks the tables that there are, and
// need not know of it.
#ifndef KOMPASS_CORE_EDITORIAL_SHOWN_H
#define KOMPASS_CORE_EDITORIAL_SHOWN_H

#include "core/base/status.h"

#include <sqlite3.h>
#include <stdbool.h>

// From here on every statement on this connection sees the tables of data/schema.sql without the things that are withheld, without
// those that cannot be without them (the steps of a guide, the topics of an area, the offers of an organization, the duplicates
// and closures of an offer), and without the links that lead there: in lists they are left out, in bodies, too, and elsewhere
// they become NULL. Nothing of the file is changed, but the connection cannot write there until shown_end(). It goes on seeing what was
// withheld when it began: the caller holds a transaction, or ends it soon. *began is false, and there is nothing to be ended, when
// nothing is withheld, when it sees so already, and of a catalog.
enum status shown_begin(sqlite3 *editorial, bool *began, struct problem *problem);
void shown_end(sqlite3 *editorial);

// Whether a thing is left out, after shown_begin(): withheld itself, or not to be without what is.
bool shown_leaves_out(sqlite3 *editorial, const char *id);

#endif
