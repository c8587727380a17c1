// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The marks of a file are read before SQLite sees it, so that each kind of wrong file gets its own message.
#include "core/database/database.h"

#include "core/base/sys.h"
#include "core/database/statement.h"
#include "core/database/versions.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    HEADER_BYTES = 100, // SQLite's file format, section 1.3 "The Database Header"; numbers are big-endian
    HEADER_PAGE_SIZE = 16,
    HEADER_CHANGES = 24,
    HEADER_PAGES = 28,
    HEADER_VERSION = 60,
    HEADER_APPLICATION = 68,
    HEADER_PAGES_VALID_FOR = 92,
    BUSY_FIRST_MICROSECONDS = 5000, // between the first two looks whether another program has done writing,
    BUSY_LESS_MICROSECONDS = 50,    // by so much less after each,
    BUSY_TIMES = 90,                // so often
};

static int patience = 5000; // milliseconds, of a transaction that somebody asked for

static uint32_t read_number(const unsigned char *header, int offset)
{
    const unsigned char *bytes = header + offset;
    return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 | bytes[3];
}

static enum status check_id(const char *path, const struct database_format *format, int found_id, struct problem *problem)
{
    if (found_id == format->application_id)
        return STATUS_OK;
    return problem_set(problem, STATUS_INVALID, path, "give the path of another file", "this is %s, not %s",
                       found_id == format->other_id ? format->other_name : "a database of another program", format->name);
}

static enum status check_version(const char *path, const struct database_format *format, int oldest, int version,
                                 struct problem *problem)
{
    if (version > format->version)
        return problem_set(problem, STATUS_UNSUPPORTED, path, "install a newer Kompass",
                           "made by a newer Kompass: version %d, and this program reads up to %d", version,
                           format->version);
    if (version < 1)
        return problem_set(problem, STATUS_CORRUPT, path, format->mend, "its version is missing");
    if (version < oldest)
        return problem_set(problem, STATUS_UNSUPPORTED, path, format->upgrading != NULL ? format->upgrading : format->mend,
                           "made by an older Kompass: version %d, and this program reads from %d on", version, oldest);
    return STATUS_OK;
}

static enum status read_header(const char *path, unsigned char header[HEADER_BYTES], int64_t *size,
                               struct problem *problem)
{
    int fd = sys_open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC, 0); // a pipe would keep us waiting for a writer
    if (fd < 0)
        return problem_set_errno(problem, path, "open");
    struct stat about;
    enum status status = STATUS_OK;
    size_t length = 0;
    if (fstat(fd, &about) != 0)
        status = problem_set_errno(problem, path, "read");
    else if (!S_ISREG(about.st_mode) && !S_ISDIR(about.st_mode))
        status = problem_set(problem, STATUS_INVALID, path, "give the path of another file", "this is no regular file");
    else
        *size = about.st_size;
    if (status == STATUS_OK)
        status = sys_read_up_to(fd, path, header, HEADER_BYTES, &length, problem);
    sys_close(fd);
    memset(header + length, 0, HEADER_BYTES - length);
    return status;
}

static enum status check_magic(const unsigned char *header, const char *path, const struct database_format *format,
                               struct problem *problem)
{
    if (memcmp(header, "SQLite format 3", 16) == 0)
        return STATUS_OK;
    return problem_set(problem, STATUS_INVALID, path, "give the path of another file", "this is not %s", format->name);
}

// The version of what changes is asked for later, as it may stand in the log beside the file.
static enum status check_header(const unsigned char header[HEADER_BYTES], int64_t size, const char *path,
                                const struct database_format *format, struct problem *problem)
{
    if (size == 0)
        return problem_set(problem, STATUS_CORRUPT, path, format->mend, "the file is empty");
    enum status status = check_magic(header, path, format, problem);
    if (status != STATUS_OK)
        return status;
    int64_t page_size = read_number(header, HEADER_PAGE_SIZE) >> 16;
    int64_t expected = read_number(header, HEADER_PAGES) * (page_size == 1 ? 65536 : page_size);
    bool expected_valid = read_number(header, HEADER_CHANGES) == read_number(header, HEADER_PAGES_VALID_FOR);
    if (size < HEADER_BYTES || (expected_valid && size < expected))
        return problem_set(problem, STATUS_CORRUPT, path, format->mend, "cut off: %lld of %lld bytes are there",
                           (long long)size, (long long)(expected > size ? expected : HEADER_BYTES));
    status = check_id(path, format, (int)read_number(header, HEADER_APPLICATION), problem);
    if (status == STATUS_OK && !format->changes)
        status = check_version(path, format, format->oldest, (int)read_number(header, HEADER_VERSION), problem);
    return status;
}

static enum status check_file(const char *path, const struct database_format *format, struct problem *problem)
{
    unsigned char header[HEADER_BYTES];
    int64_t size = 0;
    enum status status = read_header(path, header, &size, problem);
    return status == STATUS_OK ? check_header(header, size, path, format, problem) : status;
}

static enum status status_of(int code)
{
    switch (code & 0xff) {
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_FORMAT:
    case SQLITE_INTERRUPT: // a query went on for ever (catalog_open.c)
    case SQLITE_ERROR:     // our own SQL does not fit: a table or column is missing
        return STATUS_CORRUPT;
    case SQLITE_CONSTRAINT:
    case SQLITE_MISMATCH:
        return STATUS_INVALID;
    case SQLITE_TOOBIG:
        return STATUS_LIMIT;
    default:
        return STATUS_IO;
    }
}

static const char *mend_of_code(int code)
{
    switch (code & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return "another program is writing; try again when it is done";
    case SQLITE_FULL:
        return "make room on the disk";
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return "it is damaged: get it again, or restore it from a backup";
    case SQLITE_CANTOPEN:
        return "check that the folder exists and may be written";
    case SQLITE_READONLY:
    case SQLITE_PERM:
        return "check the rights of the file and its folder";
    case SQLITE_ERROR: // a table or column is missing
        return "another version of Kompass made it: import the content into a new file, or get the catalog again";
    default:
        return "";
    }
}

static enum problem_cause cause_of_code(int code)
{
    switch (code & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return PROBLEM_BUSY;
    case SQLITE_FULL:
        return PROBLEM_FULL;
    case SQLITE_CANTOPEN:
    case SQLITE_READONLY:
    case SQLITE_PERM:
        return PROBLEM_DENIED;
    default:
        return PROBLEM_OTHER;
    }
}

enum status database_problem(sqlite3 *database, struct problem *problem)
{
    int code = sqlite3_extended_errcode(database);
    const char *path = database != NULL ? sqlite3_db_filename(database, "main") : NULL; // NULL: not even opened
    problem_set(problem, status_of(code), path != NULL ? path : "database", mend_of_code(code), "%s", sqlite3_errmsg(database));
    problem->cause = cause_of_code(code);
    return problem->status;
}

// SQLite's own advice for files that somebody else made: sqlite.org/security.html, "Untrusted SQLite Database Files".
// The file is not mapped into memory either: that is no faster for a catalog, and a disk that fails would end the
// program by SIGBUS instead of giving an error.
static void harden(sqlite3 *database)
{
    static const struct {
        int option;
        int on;
    } settings[] = {
        {SQLITE_DBCONFIG_DEFENSIVE, 1},
        {SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0},
        {SQLITE_DBCONFIG_ENABLE_TRIGGER, 0},
        {SQLITE_DBCONFIG_ENABLE_VIEW, 0},
        {SQLITE_DBCONFIG_DQS_DDL, 0},
        {SQLITE_DBCONFIG_DQS_DML, 0},
        {SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0},
    };
    for (size_t i = 0; i < sizeof settings / sizeof *settings; i++)
        sqlite3_db_config(database, settings[i].option, settings[i].on, (int *)NULL);
}

static void limit(sqlite3 *database)
{
    static const struct {
        int limit;
        int value;
    } limits[] = {
        {SQLITE_LIMIT_LENGTH, 4 * 1024 * 1024},
        {SQLITE_LIMIT_SQL_LENGTH, 64 * 1024},
        {SQLITE_LIMIT_COLUMN, 100},
        {SQLITE_LIMIT_EXPR_DEPTH, 50},
        {SQLITE_LIMIT_COMPOUND_SELECT, 8},
        {SQLITE_LIMIT_FUNCTION_ARG, 16},
        {SQLITE_LIMIT_ATTACHED, 0},
        {SQLITE_LIMIT_VARIABLE_NUMBER, 16},
        {SQLITE_LIMIT_TRIGGER_DEPTH, 1},
        {SQLITE_LIMIT_WORKER_THREADS, 0},
        {SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 100},
    };
    for (size_t i = 0; i < sizeof limits / sizeof *limits; i++)
        sqlite3_limit(database, limits[i].limit, limits[i].value);
}

// The URI of a path (RFC 3986): everything that could mean something else is written in hexadecimal digits.
static char *uri_of(struct arena *arena, const char *path, bool immutable)
{
    static const char digits[] = "0123456789ABCDEF";
    static const char query[] = "?immutable=1";
    char *uri = arena_allocate(arena, 3 * strlen(path) + sizeof "file://" + sizeof query, 1);
    char *end = stpcpy(uri, path[0] == '/' ? "file://" : "file:");
    for (const unsigned char *byte = (const unsigned char *)path; *byte != '\0'; byte++) {
        if (strchr("%?#", *byte) == NULL) {
            *end++ = (char)*byte;
        } else {
            *end++ = '%';
            *end++ = digits[*byte >> 4];
            *end++ = digits[*byte & 15];
        }
    }
    *end = '\0';
    if (immutable)
        memcpy(end, query, sizeof query);
    return uri;
}

// How a file is opened to be read. Readers of a file with a log need a file beside it that all share; SQLite makes it, and only
// who may write removes it again. So it is opened for writing where that is allowed, and writes nothing all the same
// (query_only). A log that somebody has left is left, too.
struct reading_way {
    bool immutable, writable, logged;
};

static struct reading_way reading_way_of(struct arena *arena, const char *path, const struct database_format *format)
{
    const char *log = arena_format(arena, "%s-wal", path);
    struct reading_way way = {.immutable = !format->changes};
    way.logged = !way.immutable && access(log, F_OK) == 0;
    way.writable = !way.immutable && faccessat(AT_FDCWD, path, W_OK, AT_EACCESS) == 0 &&
                   faccessat(AT_FDCWD, sys_folder_of(arena, path), W_OK, AT_EACCESS) == 0;
    way.immutable = way.immutable || (!way.writable && !way.logged);
    return way;
}

// The marks of a file that is open.
static enum status read_marks(sqlite3 *database, int64_t *id, int64_t *version, struct problem *problem)
{
    enum status status = database_number(database, "PRAGMA application_id", id, problem);
    return status == STATUS_OK ? database_number(database, "PRAGMA user_version", version, problem) : status;
}

static enum status check_marks(sqlite3 *database, const char *path, const struct database_format *format, int oldest,
                               struct problem *problem)
{
    int64_t id = 0;
    int64_t version = 0;
    enum status status = read_marks(database, &id, &version, problem);
    if (status == STATUS_OK)
        status = check_id(path, format, (int)id, problem);
    return status == STATUS_OK ? check_version(path, format, oldest, (int)version, problem) : status;
}

// SQLite's own waiting grows longer the longer it lasts, so that of many who write the newest come first: of twenty one was sent
// away after five seconds. Here who has waited longest looks most often; all looking often would only keep the processors from who
// writes.
static int wait_for_others(void *most, int times)
{
    static _Thread_local int64_t began; // milliseconds
    int64_t milliseconds = sys_milliseconds();
    began = times == 0 ? milliseconds : began;
    if (milliseconds - began >= *(const int *)most)
        return 0;
    int pause = BUSY_FIRST_MICROSECONDS - BUSY_LESS_MICROSECONDS * (times < BUSY_TIMES ? times : BUSY_TIMES);
    sys_pause(pause);
    return 1;
}

enum status database_end(sqlite3 *database, enum status status, struct problem *problem)
{
    struct problem ignored; // SQLite may have rolled back by itself
    if (status == STATUS_OK)
        status = database_run(database, "COMMIT", problem);
    if (status != STATUS_OK)
        database_run(database, "ROLLBACK", &ignored);
    return status;
}

enum status database_begin_within(sqlite3 *database, int milliseconds, bool *begun, struct problem *problem)
{
    sqlite3_busy_handler(database, wait_for_others, &milliseconds);
    int code = sqlite3_exec(database, "BEGIN IMMEDIATE", NULL, NULL, NULL);
    sqlite3_busy_handler(database, wait_for_others, &patience);
    *begun = code == SQLITE_OK;
    return code == SQLITE_OK || (code & 0xff) == SQLITE_BUSY ? STATUS_OK : database_problem(database, problem);
}

static enum status prepare_reading(sqlite3 *database, const char *path, const struct database_format *format,
                                   const struct reading_way *way, struct problem *problem)
{
    harden(database);
    limit(database);
    // The kernel keeps the file's pages: a large copy of them in the process would only cost its memory.
    enum status status =
        database_run(database, "PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0; PRAGMA cache_size = -1536", problem);
    if (status != STATUS_OK || !format->changes)
        return status;
    sqlite3_busy_handler(database, wait_for_others, &patience);
    sqlite3_db_config(database, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, way->logged, (int *)NULL);
    status = database_run(database, "PRAGMA query_only = ON", problem);
    return status == STATUS_OK ? check_marks(database, path, format, format->oldest, problem) : status;
}

enum status database_open_reading(sqlite3 **database, const char *path, const struct database_format *format,
                                  struct problem *problem)
{
    *database = NULL;
    enum status status = check_file(path, format, problem);
    if (status != STATUS_OK)
        return status;
    struct arena arena = {0};
    const struct reading_way way = reading_way_of(&arena, path, format);
    int flags = (way.writable ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY) | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX |
                SQLITE_OPEN_PRIVATECACHE;
    if (sqlite3_open_v2(uri_of(&arena, path, way.immutable), database, flags, NULL) == SQLITE_OK)
        status = prepare_reading(*database, path, format, &way, problem);
    else
        status = database_problem(*database, problem);
    arena_free(&arena);
    if (status != STATUS_OK)
        database_close(database);
    return status;
}

enum status database_open_bytes(sqlite3 **database, unsigned char *bytes, size_t size, const char *name,
                                const struct database_format *format, struct problem *problem)
{
    unsigned char header[HEADER_BYTES] = {0};
    *database = NULL;
    memcpy(header, bytes, size < HEADER_BYTES ? size : HEADER_BYTES);
    enum status status = check_header(header, (int64_t)size, name, format, problem);
    int code = sqlite3_open_v2(":memory:", database, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);
    if (status != STATUS_OK || code != SQLITE_OK)
        sqlite3_free(bytes);
    else // frees them also when it fails
        code = sqlite3_deserialize(*database, "main", bytes, (sqlite3_int64)size, (sqlite3_int64)size,
                                   SQLITE_DESERIALIZE_READONLY | SQLITE_DESERIALIZE_FREEONCLOSE);
    if (status == STATUS_OK && code != SQLITE_OK)
        status = database_problem(*database, problem);
    const struct reading_way way = {.immutable = true};
    if (status == STATUS_OK)
        status = prepare_reading(*database, name, format, &way, problem);
    if (status != STATUS_OK)
        database_close(database);
    return status;
}

// Whether nothing is in it yet, not even what another program marks its files with.
static enum status see_empty(sqlite3 *database, bool *empty, struct problem *problem)
{
    int64_t tables = 0;
    int64_t id = 0;
    int64_t version = 0;
    enum status status = database_number(database, "SELECT count(*) FROM sqlite_schema", &tables, problem);
    if (status == STATUS_OK)
        status = read_marks(database, &id, &version, problem);
    *empty = tables == 0 && id == 0 && version == 0;
    return status;
}

static enum status create_schema(sqlite3 *database, const struct database_format *format, struct problem *problem)
{
    enum status status = database_run(database, "BEGIN IMMEDIATE", problem);
    bool empty = false;
    if (status == STATUS_OK)
        status = see_empty(database, &empty, problem);
    // Of two programs that make the same file at once, the second to get the lock finds it made.
    for (size_t i = 0; status == STATUS_OK && empty && i < DATABASE_SCHEMA_PARTS && format->schema[i] != NULL; i++)
        status = database_run(database, format->schema[i](), problem);
    struct arena arena = {0};
    if (status == STATUS_OK && empty)
        status = database_run(database,
                              arena_format(&arena, "PRAGMA application_id = %d; PRAGMA user_version = %d",
                                           format->application_id, format->version),
                              problem);
    arena_free(&arena);
    return status == STATUS_OK ? database_run(database, "COMMIT", problem) : status;
}

static enum status prepare_writing(sqlite3 *database, const char *path, const struct database_format *format,
                                   struct problem *problem)
{
    bool empty = false;
    enum status status = see_empty(database, &empty, problem);
    if (status == STATUS_OK && empty)
        status = create_schema(database, format, problem);
    if (status == STATUS_OK)
        status = check_marks(database, path, format, 1, problem);
    if (status == STATUS_OK)
        status = versions_upgrade(database, path, format, problem);
    if (status == STATUS_OK)
        // What is sorted or taken back stays in memory: a confined program can make no files elsewhere.
        status = database_run(database, "PRAGMA journal_mode = WAL; PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY", problem);
    return status;
}

// A file that is no database is told apart before SQLite opens it. A missing or empty one becomes one.
static enum status check_writable(const char *path, const struct database_format *format, struct problem *problem)
{
    unsigned char header[HEADER_BYTES];
    int64_t size = 0;
    enum status status = read_header(path, header, &size, problem);
    if (status == STATUS_NOT_FOUND)
        return STATUS_OK;
    return status == STATUS_OK && size > 0 ? check_magic(header, path, format, problem) : status;
}

// In a folder that a group shares, whoever makes a file makes it for the group, whatever mask he has. Files that SQLite puts beside it
// get the same mode (its function findCreateFileMode).
static void set_mode(const char *path, bool own)
{
    struct arena arena = {0};
    struct stat folder, about;
    const mode_t shared = S_ISGID | S_IWGRP, mode = own ? 0600 : 0660;
    if (own || (stat(sys_folder_of(&arena, path), &folder) == 0 && (folder.st_mode & shared) == shared)) {
        int fd = sys_open(path, O_WRONLY | O_CREAT | O_CLOEXEC, mode);
        if (fd >= 0 && fstat(fd, &about) == 0 && about.st_size == 0)
            fchmod(fd, mode);
        if (fd >= 0)
            sys_close(fd);
    }
    arena_free(&arena);
}

// Of a new file. A row of more than a quarter of a page goes on in pages of its own (SQLite's file format, 1.6), which half the
// bodies of articles would in the usual 4,096 bytes: that makes a catalog a tenth larger.
#define PAGE_SIZE "PRAGMA page_size = 8192"

enum status database_open_writing(sqlite3 **database, const char *path, const struct database_format *format,
                                  struct problem *problem)
{
    *database = NULL;
    enum status status = check_writable(path, format, problem);
    if (status != STATUS_OK)
        return status;
    set_mode(path, format->own);
    int code = sqlite3_open_v2(path, database, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, NULL);
    if (code != SQLITE_OK) {
        status = database_problem(*database, problem);
    } else {
        harden(*database);
        sqlite3_busy_handler(*database, wait_for_others, &patience);
        status = database_run(*database, PAGE_SIZE, problem);
    }
    if (status == STATUS_OK)
        status = prepare_writing(*database, path, format, problem);
    if (status != STATUS_OK)
        database_close(database); // rolls back
    return status;
}

void database_close(sqlite3 **database)
{
    sqlite3_close(*database);
    *database = NULL;
}

enum status database_run(sqlite3 *database, const char *sql, struct problem *problem)
{
    return sqlite3_exec(database, sql, NULL, NULL, NULL) == SQLITE_OK ? STATUS_OK : database_problem(database, problem);
}

// The first row of a check other than "ok" is its first finding.
static enum status run_check(sqlite3 *database, const char *path, const char *sql, struct problem *problem)
{
    struct statement *row = database_query(database, sql, problem);
    const char *finding = statement_next(row) ? statement_text(row, 0) : "ok";
    enum status found = STATUS_OK;
    if (finding == NULL || strcmp(finding, "ok") != 0)
        found = problem_set(problem, STATUS_CORRUPT, path, "get it again or restore it from a backup", "damaged: %s",
                            finding != NULL ? finding : "");
    enum status asked = statement_end(&row);
    return asked != STATUS_OK ? asked : found;
}

enum status database_check(sqlite3 *database, const char *path, struct problem *problem)
{
    enum status status = run_check(database, path, "PRAGMA quick_check(1)", problem);
    if (status == STATUS_OK)
        status = run_check(
            database, path,
            "SELECT 'a row of ' || \"table\" || ' leads to no row of ' || parent FROM pragma_foreign_key_check",
            problem);
    return status;
}
