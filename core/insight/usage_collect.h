// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Bringing the counts of kiosks together, from wherever their exports lie.
#ifndef KOMPASS_CORE_INSIGHT_USAGE_COLLECT_H
#define KOMPASS_CORE_INSIGHT_USAGE_COLLECT_H

#include "core/base/clock.h"
#include "core/base/status.h"

#include <sqlite3.h>
#include <stddef.h>

struct usage_collected {
    size_t exports, rows; // that were taken in
};

// Takes in what `from` names: an export by itself; a folder with one, or with folders of kiosks that have one each; or such a folder's
// https:// or file:// address. Removes afterwards what is older than is kept on the day `today`. An export that cannot be taken in
// goes to `sink`, like any other problem, and the others are all the same; the first status that is not fine is returned. STATUS_NOT_FOUND when there is
// none.
enum status usage_collect(sqlite3 *collected, const char *from, struct local_time today, struct usage_collected *result, problem_sink *sink,
                          void *context);

#endif
