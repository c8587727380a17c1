// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
#include "core/insight/usage_file.h"

#include "core/database/database.h"
#include "core/database/statement.h"
#include "core/model/schema.h"

#include <stdio.h>
#include <string.h>

enum { USAGE_FILE_ID = 0x4B4D5055, USAGE_FILE_VERSION = 1, WEEK_DAYS = 7, THURSDAY = 3 };

static const struct {
    const char *name;
    enum usage_span span;
} measures[USAGE_MEASURES] = {
    [USAGE_OFFER] = {"offer", USAGE_DAY},  [USAGE_SCREEN] = {"screen", USAGE_DAY}, [USAGE_LANGUAGE] = {"language", USAGE_WEEK},
    [USAGE_HOUR] = {"hour", USAGE_MONTH},  [USAGE_AREA] = {"area", USAGE_MONTH},   [USAGE_PATH] = {"path", USAGE_MONTH},
    [USAGE_FEEDBACK] = {"feedback", USAGE_MONTH},
};

static const char *const feedback_names[USAGE_FEEDBACKS] = {
    [USAGE_HELPFUL] = "helpful",           [USAGE_NOT_HELPFUL] = "not-helpful",
    [USAGE_WRONG_PHONE] = "wrong-phone",   [USAGE_WRONG_TIMES] = "wrong-times",
    [USAGE_WRONG_ADDRESS] = "wrong-address", [USAGE_WRONG_CLOSED] = "wrong-closed",
    [USAGE_WRONG_WORDS] = "wrong-words",
};

const char *usage_measure_name(enum usage_measure measure)
{
    return measures[measure].name;
}

enum usage_span usage_measure_span(enum usage_measure measure)
{
    return measures[measure].span;
}

bool usage_measure_of(const char *name, enum usage_measure *measure)
{
    for (int i = 0; i < USAGE_MEASURES; i++) {
        if (strcmp(measures[i].name, name) != 0)
            continue;
        *measure = (enum usage_measure)i;
        return true;
    }
    return false;
}

const char *usage_feedback_name(enum usage_feedback feedback)
{
    return feedback_names[feedback];
}

// ---- periods ------------------------------------------------------------------------------------------------------

// The Thursday of the first week of a year is that of the week with 4 January (ISO 8601).
static int64_t first_thursday(int year)
{
    int64_t fourth = clock_day_number(year, 1, 4);
    return fourth - clock_from_day_number(fourth).weekday + THURSDAY;
}

void usage_period(enum usage_span span, struct local_time day, char period[USAGE_PERIOD_BYTES])
{
    int64_t number = clock_day_number(day.year, day.month, day.day);
    int64_t thursday = number - clock_from_day_number(number).weekday + THURSDAY;
    int year = clock_from_day_number(thursday).year;
    switch (span) {
    case USAGE_DAY:
        snprintf(period, USAGE_PERIOD_BYTES, "%04d-%02d-%02d", day.year, day.month, day.day);
        return;
    case USAGE_WEEK:
        snprintf(period, USAGE_PERIOD_BYTES, "%04d-W%02d", year, (int)((thursday - first_thursday(year)) / WEEK_DAYS) + 1);
        return;
    case USAGE_MONTH:
        snprintf(period, USAGE_PERIOD_BYTES, "%04d-%02d", day.year, day.month);
    }
}

// The Thursday of a week, "2026-W49". False for any other text.
static bool thursday_of(const char *week, struct local_time *day)
{
    int year, number, end = 0;
    if (sscanf(week, "%4d-W%2d%n", &year, &number, &end) != 2 || year < 1 || number < 1)
        return false;
    char again[USAGE_PERIOD_BYTES];
    *day = clock_from_day_number(first_thursday(year) + (int64_t)(number - 1) * WEEK_DAYS);
    usage_period(USAGE_WEEK, *day, again);
    return strcmp(again, week) == 0;
}

bool usage_is_period(enum usage_span span, const char *period)
{
    struct local_time thursday;
    if (span == USAGE_WEEK)
        return thursday_of(period, &thursday);
    return span == USAGE_DAY ? clock_is_day(period) : strlen(period) == 7 && clock_is_date(period);
}

void usage_month_of(enum usage_span span, const char *period, char month[USAGE_PERIOD_BYTES])
{
    struct local_time thursday;
    if (span == USAGE_WEEK && thursday_of(period, &thursday))
        usage_period(USAGE_MONTH, thursday, month);
    else
        snprintf(month, USAGE_PERIOD_BYTES, "%.7s", period);
}

// ---- the file -----------------------------------------------------------------------------------------------------

static const unsigned char schema_bytes[] = {
#include "generated/usage.inc"
    0
};

static const char *schema(void)
{
    return (const char *)schema_bytes;
}

static const struct database_format usage_format = {
    .application_id = USAGE_FILE_ID,
    .version = USAGE_FILE_VERSION,
    .oldest = USAGE_FILE_VERSION,
    .own = true,
    .changes = true,
    .name = "a file of counts",
    .mend = "remove it: at the kiosk it is made anew, elsewhere `kompass collect` fills it again",
    .other_id = SCHEMA_EDITORIAL_ID,
    .other_name = SCHEMA_EDITORIAL_NAME,
    .schema = {schema},
};

enum status usage_file_open(sqlite3 **database, const char *path, struct problem *problem)
{
    enum status status = database_open_writing(database, path, &usage_format, problem);
    if (status == STATUS_OK)
        status = database_check(*database, path, problem);
    // A log that is never put into the file while somebody waits; what is deleted is gone from the bytes, too.
    if (status == STATUS_OK)
        status = database_run(*database, "PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = 0; PRAGMA secure_delete = ON", problem);
    if (status != STATUS_OK)
        database_close(database);
    return status;
}

enum status usage_file_read(sqlite3 **database, const char *path, struct problem *problem)
{
    return database_open_reading(database, path, &usage_format, problem);
}

enum status usage_forget_before(sqlite3 *database, struct local_time day, struct problem *problem)
{
    struct statement *row = database_query(database, "DELETE FROM count WHERE measure = ?1 AND period <> '' AND period < ?2", problem);
    enum status status = STATUS_OK;
    for (int measure = 0; status == STATUS_OK && measure < USAGE_MEASURES; measure++) {
        char period[USAGE_PERIOD_BYTES];
        usage_period(measures[measure].span, day, period);
        statement_bind_text(row, 1, measures[measure].name);
        statement_bind_text(row, 2, period);
        status = statement_run(row);
    }
    enum status ended = statement_end(&row);
    return status != STATUS_OK ? status : ended;
}

enum status usage_settle(sqlite3 *database, struct problem *problem)
{
    return database_run(database, "PRAGMA wal_checkpoint(TRUNCATE)", problem);
}
