// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Why visits are written together: the log of a database holds one transaction after the other, and who reads the disk would
// have in each what one visitor did. Five visits, or those of an hour, cannot be told apart.
#include "core/insight/usage.h"

#include "core/base/arena.h"
#include "core/base/log.h"
#include "core/base/memory.h"
#include "core/base/sys.h"
#include "core/database/database.h"
#include "core/database/statement.h"
#include "core/insight/usage_export.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>

enum { MACHINE_BYTES_MAX = 256, ID_BYTES = 16, RETRY_MS = 60000, HOURS_TOGETHER = 2 };

struct mark {
    enum usage_measure measure;
    char key[USAGE_KEY_BYTES];
};

struct sum {
    struct mark of;
    char period[USAGE_PERIOD_BYTES];
    long count;
};

struct usage {
    struct arena arena;
    const char *folder, *path;
    char machine[USAGE_ID_BYTES];
    struct mark marks[USAGE_VISIT_MAX]; // what this visit did
    size_t marked, heard;
    struct sum sums[USAGE_SUMS_MAX]; // that are not written yet
    size_t sum_count;
    long visits;          // in them that have ended
    int64_t since_ms;     // the first of them; -1: not looked at yet
    int64_t tried_ms;     // when writing failed; -1: it did not
    sqlite3 *database;    // NULL: not open
    char epoch[USAGE_ID_BYTES];
    char exported[USAGE_PERIOD_BYTES]; // the day of the last export; "" not known
    bool unsettled;       // something was written that is in the log beside the file only
    bool told;            // a failure is in the log
};

// The id of a machine is confidential outside of it (machine-id(5)), so a keyed hash stands for it.
static void read_machine(char machine[USAGE_ID_BYTES], const char *path)
{
    static const unsigned char key[] = "kompass usage: machine";
    unsigned char hash[ID_BYTES];
    struct arena arena = {0};
    struct problem ignored;
    char *text;
    size_t size;
    if (sys_read_file(&arena, path, MACHINE_BYTES_MAX, &text, &size, &ignored) == STATUS_OK && size > 0)
        crypto_generichash(hash, sizeof hash, (const unsigned char *)text, size, key, sizeof key - 1);
    else
        randombytes_buf(hash, sizeof hash);
    sodium_bin2hex(machine, USAGE_ID_BYTES, hash, sizeof hash);
    arena_free(&arena);
}

struct usage *usage_open(const char *folder, const char *machine)
{
    if (sodium_init() < 0)
        return NULL;
    struct usage *usage = memory_allocate(1, sizeof *usage);
    usage->folder = arena_copy_text(&usage->arena, folder);
    usage->path = arena_format(&usage->arena, "%s/" USAGE_FILE, folder);
    usage->since_ms = usage->tried_ms = -1;
    read_machine(usage->machine, machine);
    return usage;
}

// ---- counting -----------------------------------------------------------------------------------------------------

static bool is_marked(const struct usage *usage, enum usage_measure measure, const char *key)
{
    for (size_t i = 0; i < usage->marked; i++)
        if (usage->marks[i].measure == measure && strncmp(usage->marks[i].key, key, USAGE_KEY_BYTES - 1) == 0)
            return true;
    return false;
}

static void set_mark(struct mark *mark, enum usage_measure measure, const char *key)
{
    *mark = (struct mark){.measure = measure};
    strncpy(mark->key, key, USAGE_KEY_BYTES - 1);
}

static void add(struct usage *usage, enum usage_measure measure, const char *key, const struct local_time *now)
{
    struct sum sum = {.count = 1};
    set_mark(&sum.of, measure, key);
    if (now != NULL)
        usage_period(usage_measure_span(measure), *now, sum.period);
    for (size_t i = 0; i < usage->sum_count; i++) {
        struct sum *there = &usage->sums[i];
        if (there->of.measure == measure && strcmp(there->of.key, sum.of.key) == 0 && strcmp(there->period, sum.period) == 0) {
            there->count++;
            return;
        }
    }
    if (usage->sum_count < USAGE_SUMS_MAX)
        usage->sums[usage->sum_count++] = sum;
}

static void count_hour(struct usage *usage, const struct local_time *now)
{
    char key[USAGE_KEY_BYTES] = "unknown";
    int from = now == NULL ? 0 : now->hour / HOURS_TOGETHER * HOURS_TOGETHER;
    if (now != NULL)
        snprintf(key, sizeof key, "%02d-%02d", from, from + HOURS_TOGETHER);
    add(usage, USAGE_HOUR, key, now);
}

void usage_count(struct usage *usage, enum usage_measure measure, const char *key, const struct local_time *now)
{
    if (usage == NULL)
        return;
    if (measure == USAGE_HOUR) {
        count_hour(usage, now);
        return;
    }
    if (usage->marked == USAGE_VISIT_MAX || is_marked(usage, measure, key))
        return;
    set_mark(&usage->marks[usage->marked++], measure, key);
    add(usage, measure, key, now);
}

void usage_count_two(struct usage *usage, enum usage_measure measure, const char *first, const char *second, const struct local_time *now)
{
    char key[USAGE_KEY_BYTES];
    snprintf(key, sizeof key, "%s %s", first, second);
    usage_count(usage, measure, key, now);
}

// An offer of which something was said has a mark of its own, whatever was said.
bool usage_hears(const struct usage *usage, const char *offer)
{
    return usage != NULL && usage->heard < USAGE_FEEDBACK_MAX && usage->marked < USAGE_VISIT_MAX &&
           !is_marked(usage, USAGE_FEEDBACK, offer);
}

void usage_hear(struct usage *usage, const char *offer, enum usage_feedback feedback, const struct local_time *now)
{
    char key[USAGE_KEY_BYTES];
    if (!usage_hears(usage, offer))
        return;
    usage->heard++;
    set_mark(&usage->marks[usage->marked++], USAGE_FEEDBACK, offer);
    snprintf(key, sizeof key, "%s %s", offer, usage_feedback_name(feedback));
    add(usage, USAGE_FEEDBACK, key, now);
}

void usage_end_visit(struct usage *usage)
{
    if (usage == NULL)
        return;
    usage->visits += usage->marked > 0;
    explicit_bzero(usage->marks, sizeof usage->marks);
    usage->marked = usage->heard = 0;
}

// ---- the file -----------------------------------------------------------------------------------------------------

// The epoch of this machine that the file has, or a new one.
static enum status find_epoch(struct usage *usage, struct problem *problem)
{
    unsigned char id[ID_BYTES];
    usage->exported[0] = usage->epoch[0] = '\0';
    struct statement *row = database_query(usage->database, "SELECT id, exported FROM epoch WHERE machine = ?1", problem);
    statement_bind_text(row, 1, usage->machine);
    if (statement_next(row)) {
        snprintf(usage->epoch, sizeof usage->epoch, "%s", statement_text(row, 0));
        snprintf(usage->exported, sizeof usage->exported, "%s", statement_text(row, 1));
    }
    enum status status = statement_end(&row);
    if (status != STATUS_OK || usage->epoch[0] != '\0')
        return status;
    randombytes_buf(id, sizeof id);
    sodium_bin2hex(usage->epoch, sizeof usage->epoch, id, sizeof id);
    row = database_query(usage->database, "INSERT INTO epoch (id, machine) VALUES (?1, ?2)", problem);
    statement_bind_text(row, 1, usage->epoch);
    statement_bind_text(row, 2, usage->machine);
    statement_run(row);
    return statement_end(&row);
}

static void remove_file(const struct usage *usage)
{
    struct arena arena = {0};
    sys_unlink(usage->path);
    sys_unlink(arena_format(&arena, "%s-wal", usage->path));
    sys_unlink(arena_format(&arena, "%s-shm", usage->path));
    arena_free(&arena);
}

// A damaged file is begun anew; its counts are lost, those that were exported are not.
static enum status open_file(struct usage *usage, struct problem *problem)
{
    if (usage->database != NULL)
        return STATUS_OK;
    enum status status = usage_file_open(&usage->database, usage->path, problem);
    if (status == STATUS_CORRUPT || status == STATUS_INVALID) {
        log_problem(LOG_LEVEL_WARNING, problem);
        remove_file(usage);
        status = usage_file_open(&usage->database, usage->path, problem);
    }
    if (status == STATUS_OK)
        status = find_epoch(usage, problem);
    if (status != STATUS_OK)
        database_close(&usage->database);
    return status;
}

static enum status write_sums(struct usage *usage, struct problem *problem)
{
    struct statement *row = database_query(usage->database,
                                           "INSERT INTO count (measure, period, key, epoch, count) VALUES (?1, ?2, ?3, ?4, ?5)"
                                           " ON CONFLICT DO UPDATE SET count = min(count + excluded.count, 999999999)",
                                           problem);
    enum status status = STATUS_OK;
    for (size_t i = 0; status == STATUS_OK && i < usage->sum_count; i++) {
        const struct sum *sum = &usage->sums[i];
        statement_bind_text(row, 1, usage_measure_name(sum->of.measure));
        statement_bind_text(row, 2, sum->period);
        statement_bind_text(row, 3, sum->of.key);
        statement_bind_text(row, 4, usage->epoch);
        statement_bind_number(row, 5, sum->count);
        status = statement_run(row);
    }
    enum status ended = statement_end(&row);
    return status != STATUS_OK ? status : ended;
}

// All sums, or none of them, which then stay where they are.
static enum status write_all(struct usage *usage, struct problem *problem)
{
    bool begun = false;
    if (usage->sum_count == 0)
        return STATUS_OK;
    enum status status = database_begin_within(usage->database, 0, &begun, problem);
    if (status == STATUS_OK && !begun)
        return problem_set(problem, STATUS_IO, usage->path, "it is tried again", "another program writes to it");
    if (status == STATUS_OK)
        status = database_end(usage->database, write_sums(usage, problem), problem);
    if (status != STATUS_OK)
        return status;
    explicit_bzero(usage->sums, sizeof usage->sums);
    usage->sum_count = 0;
    usage->visits = 0;
    usage->since_ms = -1;
    usage->unsettled = true;
    return STATUS_OK;
}

// ---- forgetting ---------------------------------------------------------------------------------------------------

// Of a clock that could not be believed nobody knows how old a count is: it goes with the end of each quarter.
static enum status forget_old(struct usage *usage, struct local_time today, struct problem *problem)
{
    char month[USAGE_PERIOD_BYTES];
    int64_t first = clock_day_number(today.year, today.month, today.day) - USAGE_DAYS_KEPT;
    enum status status = usage_forget_before(usage->database, clock_from_day_number(first), problem);
    usage_period(USAGE_MONTH, today, month);
    bool quarter = usage->exported[0] != '\0' && strncmp(usage->exported, month, strlen(month)) != 0 && today.month % 3 == 1;
    if (status == STATUS_OK && quarter)
        status = database_run(usage->database, "DELETE FROM count WHERE period = ''", problem);
    return status;
}

// The oldest days make room; each step takes one away.
static enum status forget_surplus(struct usage *usage, struct problem *problem)
{
    int64_t rows = 0, before = INT64_MAX;
    enum status status = database_number(usage->database, "SELECT count(*) FROM count", &rows, problem);
    while (status == STATUS_OK && rows > USAGE_ROWS_MAX && rows < before) {
        before = rows;
        status = database_run(usage->database,
                              "DELETE FROM count WHERE measure IN ('offer', 'screen') AND period ="
                              " (SELECT min(period) FROM count WHERE measure IN ('offer', 'screen'))",
                              problem);
        if (status == STATUS_OK)
            status = database_number(usage->database, "SELECT count(*) FROM count", &rows, problem);
    }
    return status;
}

// Only here the disk is waited for, when nobody has been there for a while. Also where no day is known, as the log would grow for ever.
static enum status settle(struct usage *usage, struct problem *problem)
{
    enum status status = usage_settle(usage->database, problem);
    usage->unsettled = status != STATUS_OK;
    return status;
}

static enum status put_out(struct usage *usage, struct local_time today, struct problem *problem)
{
    char day[USAGE_PERIOD_BYTES];
    enum status status = forget_old(usage, today, problem);
    if (status == STATUS_OK)
        status = forget_surplus(usage, problem);
    if (status == STATUS_OK)
        status = usage_export_write(usage->database, usage->epoch, usage->folder, today, problem);
    if (status != STATUS_OK)
        return status;
    usage_period(USAGE_DAY, today, day);
    struct statement *row = database_query(usage->database, "UPDATE epoch SET exported = ?1 WHERE id = ?2", problem);
    statement_bind_text(row, 1, day);
    statement_bind_text(row, 2, usage->epoch);
    statement_run(row);
    status = statement_end(&row);
    if (status == STATUS_OK)
        status = settle(usage, problem);
    if (status == STATUS_OK)
        snprintf(usage->exported, sizeof usage->exported, "%s", day);
    return status;
}

static void judge(struct usage *usage, enum status status, int64_t elapsed_ms, const struct problem *problem)
{
    usage->tried_ms = status == STATUS_OK ? -1 : elapsed_ms;
    if (status != STATUS_OK && !usage->told)
        log_problem(LOG_LEVEL_WARNING, problem);
    usage->told = status != STATUS_OK;
    if (status == STATUS_CORRUPT) // opened anew, it is found damaged and begun anew
        database_close(&usage->database);
}

void usage_pause(struct usage *usage, int64_t waited_ms, int64_t elapsed_ms, const struct local_time *today)
{
    struct problem problem;
    char day[USAGE_PERIOD_BYTES] = "";
    if (usage == NULL || (usage->tried_ms >= 0 && elapsed_ms - usage->tried_ms < RETRY_MS))
        return;
    if (usage->since_ms < 0 && usage->sum_count > 0)
        usage->since_ms = elapsed_ms;
    if (today != NULL)
        usage_period(USAGE_DAY, *today, day);
    bool due = usage->visits >= USAGE_VISITS_TOGETHER || (usage->sum_count > 0 && elapsed_ms - usage->since_ms >= USAGE_HOUR_MS);
    bool rest = waited_ms >= USAGE_REST_MS;
    bool out = rest && today != NULL && strcmp(day, usage->exported) != 0;
    if (!due && !out && !(rest && usage->unsettled))
        return;
    enum status status = open_file(usage, &problem);
    if (status == STATUS_OK && due)
        status = write_all(usage, &problem);
    if (status == STATUS_OK && out && strcmp(day, usage->exported) != 0)
        status = put_out(usage, *today, &problem);
    if (status == STATUS_OK && rest && usage->unsettled)
        status = settle(usage, &problem);
    judge(usage, status, elapsed_ms, &problem);
}

void usage_close(struct usage **usage)
{
    struct problem problem;
    if (*usage == NULL)
        return;
    if ((*usage)->sum_count > 0 && (open_file(*usage, &problem) != STATUS_OK || write_all(*usage, &problem) != STATUS_OK) && !(*usage)->told)
        log_problem(LOG_LEVEL_WARNING, &problem);
    database_close(&(*usage)->database);
    arena_free(&(*usage)->arena);
    explicit_bzero(*usage, sizeof **usage);
    memory_free(usage);
}
