// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The file of counts, at a kiosk and of several: what is counted, and over which span of time. Each measure is a sum over one
// thing and one span; no two of them can be joined, as no row says whose it is (docs/privacy.md).
#ifndef KOMPASS_CORE_INSIGHT_USAGE_FILE_H
#define KOMPASS_CORE_INSIGHT_USAGE_FILE_H

#include "core/base/clock.h"
#include "core/base/status.h"

#include <sqlite3.h>
#include <stdbool.h>

enum usage_span { USAGE_DAY, USAGE_WEEK, USAGE_MONTH };

enum usage_measure {
    USAGE_OFFER,    // an offer's page; key: its id; by day
    USAGE_SCREEN,   // a page of another kind that not every visit has; key: its name; by day
    USAGE_LANGUAGE, // a language that was chosen; key: its tag; by week
    USAGE_HOUR,     // any page; key: two hours, "08-10"; by month
    USAGE_AREA,     // a life area; key: its id and the language; by month
    USAGE_PATH,     // a result of the guided path; key: the situation; by month
    USAGE_FEEDBACK, // what was said of an offer; key: its id and enum usage_feedback; by month
    USAGE_MEASURES,
};

enum usage_feedback {
    USAGE_HELPFUL,
    USAGE_NOT_HELPFUL,
    USAGE_WRONG_PHONE, // from here on something is to be mended
    USAGE_WRONG_TIMES,
    USAGE_WRONG_ADDRESS,
    USAGE_WRONG_CLOSED,
    USAGE_WRONG_WORDS, // nobody can understand it
    USAGE_FEEDBACKS,
};

enum {
    USAGE_PERIOD_BYTES = 36, // "2026-11-30", or whatever three numbers a day has, and the NUL
    USAGE_KEY_BYTES = 64,    // with the NUL
    USAGE_ID_BYTES = 33,     // of epochs and machines: 32 hexadecimal digits and the NUL
    USAGE_COUNT_MAX = 999999999,
};

// Names and spans. Static.
const char *usage_measure_name(enum usage_measure measure);
enum usage_span usage_measure_span(enum usage_measure measure);
bool usage_measure_of(const char *name, enum usage_measure *measure);
const char *usage_feedback_name(enum usage_feedback feedback);

// The period of a span that a day is in: the day, its ISO 8601 week, its month. Periods of a span stand in the order of their texts.
void usage_period(enum usage_span span, struct local_time day, char period[USAGE_PERIOD_BYTES]);

// Whether a text is a period of the span.
bool usage_is_period(enum usage_span span, const char *period);

// The month that a period belongs to as a whole: of a week, that of its Thursday.
void usage_month_of(enum usage_span span, const char *period, char month[USAGE_PERIOD_BYTES]);

// Opens such a file for writing, or makes it, for nobody but this login: what was written is whole after a loss of power, though the last of it
// may be gone; no writing waits for the disk (WAL with synchronous = NORMAL), but usage_settle() does. The caller closes.
enum status usage_file_open(sqlite3 **database, const char *path, struct problem *problem);

// The same to read it.
enum status usage_file_read(sqlite3 **database, const char *path, struct problem *problem);

// Removes the counts of all periods that ended before a day.
enum status usage_forget_before(sqlite3 *database, struct local_time day, struct problem *problem);

// Puts what was written into the file itself, on the disk, and empties the log beside it.
enum status usage_settle(sqlite3 *database, struct problem *problem);

#endif
