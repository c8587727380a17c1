// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The merge is that of a grow-only counter (Shapiro, Preguiça, Baquero, Zawirski 2011): each epoch counts for itself, of two figures of one
// epoch the larger one holds, and a sum over epochs is a sum over kiosks. It needs no order and no memory of what was taken before.
#include "core/insight/usage_export.h"

#include "core/base/sys.h"
#include "core/database/database.h"
#include "core/database/statement.h"
#include "core/insight/demand.h"
#include "core/insight/usage.h"
#include "core/release/digest.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char first_line[] = "kompass-usage 1";

// ---- putting out --------------------------------------------------------------------------------------------------

static bool is_to_be_mended(const char *key)
{
    return strstr(key, " wrong-") != NULL;
}

// How much of a row leaves: all of a period that is over.
static long leaving(enum usage_measure measure, const char *period, const char *key, long count, struct local_time today)
{
    char present[USAGE_PERIOD_BYTES];
    usage_period(usage_measure_span(measure), today, present);
    if (period[0] == '\0')
        return count - count % USAGE_UNKNOWN_STEP;
    if (strcmp(period, present) < 0)
        return count;
    return measure == USAGE_FEEDBACK && is_to_be_mended(key) ? 1 : 0;
}

static void append_words(struct arena *arena, struct arena_text *text, const char *folder)
{
    struct demand_word *words;
    size_t count;
    struct problem ignored; // a kiosk may have none; a damaged file is told by who writes it
    if (demand_read(arena, folder, &words, &count, &ignored) != STATUS_OK)
        return;
    for (size_t i = 0; i < count; i++)
        arena_append(arena, text, arena_format(arena, "word %ld %s %s\n", words[i].visits, words[i].month, words[i].word));
}

static enum status append_epochs(sqlite3 *database, struct arena *arena, struct arena_text *text, struct local_time today,
                                 struct problem *problem)
{
    char epoch[USAGE_ID_BYTES] = "";
    struct statement *row = database_query(database,
                                           "SELECT id, machine, measure, period, key, count FROM count JOIN epoch ON id = epoch"
                                           " ORDER BY id, measure, period, key",
                                           problem);
    while (statement_next(row)) {
        enum usage_measure measure;
        const char *period = statement_text(row, 3), *key = statement_text(row, 4);
        if (!usage_measure_of(statement_text(row, 2), &measure))
            continue;
        long count = leaving(measure, period, key, (long)statement_number(row, 5), today);
        if (count == 0)
            continue;
        if (strcmp(epoch, statement_text(row, 0)) != 0) {
            snprintf(epoch, sizeof epoch, "%s", statement_text(row, 0));
            arena_append(arena, text, arena_format(arena, "epoch %s %s\n", epoch, statement_text(row, 1)));
        }
        arena_append(arena, text, arena_format(arena, "count %s %s %ld %s\n", usage_measure_name(measure), period[0] == '\0' ? "-" : period, count, key));
    }
    return statement_end(&row);
}

// Words follow the epoch that is written now; it has a line of its own even when it has no counts.
static enum status append_own(sqlite3 *database, const char *own, const char *folder, struct arena *arena, struct arena_text *text,
                              struct problem *problem)
{
    struct statement *row = database_query(database, "SELECT machine FROM epoch WHERE id = ?1", problem);
    statement_bind_text(row, 1, own);
    if (statement_next(row))
        arena_append(arena, text, arena_format(arena, "epoch %s %s\n", own, statement_text(row, 0)));
    append_words(arena, text, folder);
    return statement_end(&row);
}

enum status usage_export_write(sqlite3 *database, const char *own, const char *folder, struct local_time today, struct problem *problem)
{
    struct arena arena = {0};
    struct arena_text text = {0};
    char day[USAGE_PERIOD_BYTES];
    char hash[DIGEST_BYTES];
    usage_period(USAGE_DAY, today, day);
    arena_append(&arena, &text, arena_format(&arena, "%s\nday %s\n", first_line, day));
    enum status status = append_epochs(database, &arena, &text, today, problem);
    if (status == STATUS_OK)
        status = append_own(database, own, folder, &arena, &text, problem);
    digest_bytes(text.bytes, text.length, hash);
    arena_append(&arena, &text, arena_format(&arena, "end %s\n", hash));
    if (status == STATUS_OK)
        status = sys_write_file(arena_format(&arena, "%s/" USAGE_EXPORT, folder), text.bytes, text.length, 0600, problem);
    arena_free(&arena);
    return status;
}

// ---- taking in ----------------------------------------------------------------------------------------------------

struct usage_reading {
    sqlite3 *collected;
    struct usage_taken *taken;
    char epoch[USAGE_ID_BYTES];
    struct statement *epochs, *counts, *words;
    enum status status; // of the database
};

static bool is_id(const char *text)
{
    return strlen(text) == USAGE_ID_BYTES - 1 && strspn(text, "0123456789abcdef") == USAGE_ID_BYTES - 1;
}

static bool is_key(const char *text)
{
    size_t length = strlen(text);
    for (size_t i = 0; i < length; i++)
        if (text[i] < ' ' || text[i] > '~')
            return false;
    return length > 0 && length < USAGE_KEY_BYTES;
}

static bool run(struct usage_reading *reading, struct statement *statement)
{
    reading->status = statement_run(statement);
    return true;
}

static bool take_epoch(struct usage_reading *reading, const char *line)
{
    char machine[USAGE_ID_BYTES];
    int end = 0;
    if (sscanf(line, "epoch %32s %32s%n", reading->epoch, machine, &end) != 2 || line[end] != '\0' || !is_id(reading->epoch) || !is_id(machine))
        return false;
    statement_bind_text(reading->epochs, 1, reading->epoch);
    statement_bind_text(reading->epochs, 2, machine);
    statement_bind_text(reading->epochs, 3, reading->taken->day);
    return run(reading, reading->epochs);
}

static bool take_count(struct usage_reading *reading, const char *line)
{
    char name[16], period[16];
    long count;
    int end = 0;
    enum usage_measure measure;
    if (sscanf(line, "count %15s %15s %9ld %n", name, period, &count, &end) != 3 || end == 0 || !usage_measure_of(name, &measure) ||
        count < 1 || reading->epoch[0] == '\0' || !is_key(line + end))
        return false;
    bool known = strcmp(period, "-") != 0;
    if (known && !usage_is_period(usage_measure_span(measure), period))
        return false;
    statement_bind_text(reading->counts, 1, name);
    statement_bind_text(reading->counts, 2, known ? period : "");
    statement_bind_text(reading->counts, 3, line + end);
    statement_bind_text(reading->counts, 4, reading->epoch);
    statement_bind_number(reading->counts, 5, count);
    statement_bind_text(reading->counts, 6, reading->taken->day);
    reading->taken->rows++;
    return run(reading, reading->counts);
}

static bool take_word(struct usage_reading *reading, const char *line)
{
    char month[16];
    long visits;
    int end = 0;
    if (sscanf(line, "word %6ld %15s %n", &visits, month, &end) != 2 || end == 0 || visits < DEMAND_DAYS || reading->epoch[0] == '\0' ||
        !usage_is_period(USAGE_MONTH, month) || line[end] == '\0' || strlen(line + end) >= DEMAND_WORD_BYTES || strpbrk(line + end, "0123456789") != NULL)
        return false;
    statement_bind_text(reading->words, 1, line + end);
    statement_bind_text(reading->words, 2, reading->epoch);
    statement_bind_number(reading->words, 3, visits);
    statement_bind_text(reading->words, 4, month);
    reading->taken->rows++;
    return run(reading, reading->words);
}

static bool take_line(struct usage_reading *reading, const char *line)
{
    return take_count(reading, line) || take_word(reading, line) || take_epoch(reading, line);
}

// Two lines before the rows, and behind them the digest of all. Gives the rows, NULL when the file was cut or changed.
static char *frame_of(char *bytes, size_t size, struct usage_taken *taken)
{
    char hash[DIGEST_BYTES], said[DIGEST_BYTES + 8];
    int rows = 0;
    const size_t last = strlen("end \n") + DIGEST_BYTES - 1;
    if (size < last || memchr(bytes, '\0', size) != NULL)
        return NULL;
    bytes[size] = '\0';
    digest_bytes(bytes, size - last, hash);
    snprintf(said, sizeof said, "end %s\n", hash);
    if (strcmp(bytes + size - last, said) != 0)
        return NULL;
    bytes[size - last] = '\0';
    bool right = sscanf(bytes, "kompass-usage 1\nday %10s\n%n", taken->day, &rows) == 1 && rows > 0 && clock_is_day(taken->day);
    return right ? bytes + rows : NULL;
}

static enum status take_rows(struct usage_reading *reading, const char *name, char *rows, struct problem *problem)
{
    char *rest = NULL;
    long number = 3;
    for (char *line = strtok_r(rows, "\n", &rest); reading->status == STATUS_OK && line != NULL; line = strtok_r(NULL, "\n", &rest), number++)
        if (!take_line(reading, line))
            reading->status = problem_set(problem, STATUS_INVALID, name, "update the program that made it or the one that reads it",
                                          "line %ld is none of an export", number);
    const enum status ends[] = {statement_end(&reading->epochs), statement_end(&reading->counts), statement_end(&reading->words)};
    for (size_t i = 0; reading->status == STATUS_OK && i < sizeof ends / sizeof *ends; i++)
        reading->status = ends[i];
    return reading->status;
}

enum status usage_export_take(sqlite3 *collected, const char *name, char *bytes, size_t size, struct usage_taken *taken, struct problem *problem)
{
    *taken = (struct usage_taken){0};
    char *rows = frame_of(bytes, size, taken);
    if (rows == NULL)
        return problem_set(problem, STATUS_INVALID, name, "fetch it again", "not an export of a kiosk's counts, or not whole");
    enum status status = database_run(collected, "BEGIN IMMEDIATE", problem);
    if (status != STATUS_OK)
        return status;
    struct usage_reading reading = {
        .collected = collected,
        .taken = taken,
        .epochs = database_query(collected, "INSERT INTO epoch VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET exported = max(exported, excluded.exported)", problem),
        .counts = database_query(collected, "INSERT INTO count VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT DO UPDATE SET count = max(count, excluded.count)", problem),
        .words = database_query(collected,
                                "INSERT INTO word VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO UPDATE SET visits = max(visits, excluded.visits),"
                                " month = max(month, excluded.month)",
                                problem),
    };
    status = take_rows(&reading, name, rows, problem);
    return database_end(collected, status, problem);
}

static enum status run_with(sqlite3 *database, const char *sql, const char *text, struct problem *problem)
{
    struct statement *row = database_query(database, sql, problem);
    statement_bind_text(row, 1, text);
    statement_run(row);
    return statement_end(&row);
}

enum status usage_forget(sqlite3 *collected, struct local_time today, struct problem *problem)
{
    char day[USAGE_PERIOD_BYTES];
    char month[USAGE_PERIOD_BYTES];
    int months = today.year * 12 + today.month - 1 - USAGE_MONTHS_KEPT;
    struct local_time first = {.year = months / 12, .month = months % 12 + 1, .day = 1};
    usage_period(USAGE_DAY, first, day);
    usage_period(USAGE_MONTH, first, month);
    enum status status = usage_forget_before(collected, first, problem);
    if (status == STATUS_OK)
        status = run_with(collected, "DELETE FROM count WHERE period = '' AND seen < ?1", day, problem);
    if (status == STATUS_OK)
        status = run_with(collected, "DELETE FROM word WHERE month < ?1", month, problem);
    if (status == STATUS_OK)
        status = database_run(collected, "DELETE FROM epoch WHERE id NOT IN (SELECT epoch FROM count UNION SELECT epoch FROM word)", problem);
    return status;
}
