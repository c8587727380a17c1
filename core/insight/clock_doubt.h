// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Whether a kiosk's clock can be right: what it says is held against the release that is shown, against the last day that it
// showed itself, and against the last day on which a time server disciplined it.
#ifndef KOMPASS_CORE_INSIGHT_CLOCK_DOUBT_H
#define KOMPASS_CORE_INSIGHT_CLOCK_DOUBT_H

#include "core/base/clock.h"

#define CLOCK_RECORD_FILE "clock" // in the kiosk's own folder

enum {
    CLOCK_ALONE_DAYS = 90,    // a quartz of 100 ppm is a quarter of an hour off then, half of what is "soon"
    CLOCK_SLACK_SECONDS = 86400, // that a clock may be behind the release: publishers' clocks differ, too
};

enum clock_doubt {
    CLOCK_SURE,
    CLOCK_BEFORE_RELEASE, // a day or more before the release was made
    CLOCK_BEHIND,         // a day that lies before one that it showed, and nothing disciplines it
    CLOCK_ALONE,          // nothing has disciplined it for CLOCK_ALONE_DAYS
};

// What a kiosk remembers of its clock: days since 1970-01-01 in UTC, 0: not known.
struct clock_record {
    int64_t seen;         // the last day that it showed
    int64_t synchronised; // the last one on which a time server disciplined it; before there was any, that of the first start
};

// `now` and `created` in seconds since 1970; created 0: there is no release.
enum clock_doubt clock_doubt_of(const struct clock_record *record, int64_t now, int64_t created, bool synchronised);

// STATUS_NOT_FOUND when the kiosk has written none, STATUS_INVALID for a file that holds none; the record is 0 then.
enum status clock_record_read(const char *folder, struct clock_record *record, struct problem *problem);

// Notes the day of `now`, whole or not at all, and gives the record as it was. Writes once a day at most, and never when
// it is. A clock that is disciplined is believed whatever was seen before.
enum status clock_record_note(const char *folder, int64_t now, bool synchronised, struct clock_record *before,
                              struct problem *problem);

#endif
