// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// What a kiosk counts about itself: how often it was started, and how many visits it had. Nothing about anybody.
#ifndef KOMPASS_CORE_INSIGHT_COUNTERS_H
#define KOMPASS_CORE_INSIGHT_COUNTERS_H

#include "core/base/arena.h"
#include "core/base/status.h"

#define COUNTERS_FILE "counters" // in the kiosk's own folder

struct counters {
    long starts;   // of the program, 0 to COUNTERS_MAX
    long sessions; // visits that began, the same
};

enum { COUNTERS_MAX = 999999999 }; // more are not counted

// STATUS_NOT_FOUND when the kiosk has written none, STATUS_INVALID for a file that holds none.
enum status counters_read(const char *folder, struct counters *counters, struct problem *problem);

// Adds to the counters of a folder, whole or not at all. It does not wait for the disk, as a visitor would wait with
// it: a loss of power may cost the last counts. A damaged file is begun anew.
enum status counters_add(const char *folder, long starts, long sessions, struct problem *problem);

#endif
