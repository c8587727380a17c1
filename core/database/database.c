// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The marks of a file are read before SQLite sees it, so that each kind of wrong file gets its own message.
#include "core/database/database.h"

#include "core/base/sys.h"
#include "core/database/statement.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>

enum {
    HEADER_BYTES = 100, // SQLite's file format, section 1.3 "The Database Header"; numbers are big-endian
    HEADER_PAGE_SIZE = 16,
    HEADER_CHANGES = 24,
    HEADER_PAGES = 28,
    HEADER_VERSION = 60,
    HEADER_APPLICATION = 68,
    HEADER_PAGES_VALID_FOR = 92,
    BUSY_MILLISECONDS = 5000,
};

static uint32_t read_number(const unsigned char *header, int offset)
{
    const unsigned char *bytes = header + offset;
    return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 | bytes[3];
}

static const char *kind_of(int application_id)
{
    return application_id == SCHEMA_EDITORIAL_ID ? "an editorial database" : "a catalog";
}

static const char *mend_of(int application_id)
{
    return application_id == SCHEMA_EDITORIAL_ID ? "restore it from a backup, or import into a new file"
                                                 : "get it again with `kompass sync`";
}

static enum status check_marks(const char *path, int application_id, int found_id, int version, struct problem *problem)
{
    if (found_id != application_id) {
        bool other = found_id == SCHEMA_CATALOG_ID || found_id == SCHEMA_EDITORIAL_ID;
        return problem_set(problem, STATUS_INVALID, path, "give the path of another file", "this is %s, not %s",
                           other ? kind_of(found_id) : "a database of another program", kind_of(application_id));
    }
    if (version > SCHEMA_VERSION)
        return problem_set(problem, STATUS_UNSUPPORTED, path, "install a newer Kompass",
                           "made by a newer Kompass: version %d, and this program reads up to %d", version,
                           SCHEMA_VERSION);
    if (version < 1)
        return problem_set(problem, STATUS_CORRUPT, path, mend_of(application_id), "its version is missing");
    return STATUS_OK;
}

static enum status read_header(const char *path, unsigned char header[HEADER_BYTES], int64_t *size,
                               struct problem *problem)
{
    int fd = sys_open(path, O_RDONLY, 0);
    if (fd < 0)
        return problem_set_errno(problem, path, "open");
    struct stat about;
    enum status status = STATUS_OK;
    size_t length = 0;
    if (fstat(fd, &about) != 0)
        status = problem_set_errno(problem, path, "read");
    else
        *size = about.st_size;
    if (status == STATUS_OK)
        status = sys_read_up_to(fd, path, header, HEADER_BYTES, &length, problem);
    sys_close(fd);
    memset(header + length, 0, HEADER_BYTES - length);
    return status;
}

static enum status check_magic(const unsigned char *header, const char *path, int application_id,
                               struct problem *problem)
{
    if (memcmp(header, "SQLite format 3", 16) == 0)
        return STATUS_OK;
    return problem_set(problem, STATUS_INVALID, path, "give the path of another file", "this is not %s",
                       kind_of(application_id));
}

static enum status check_file(const char *path, int application_id, struct problem *problem)
{
    unsigned char header[HEADER_BYTES];
    int64_t size = 0;
    enum status status = read_header(path, header, &size, problem);
    if (status != STATUS_OK)
        return status;
    if (size == 0)
        return problem_set(problem, STATUS_CORRUPT, path, mend_of(application_id), "the file is empty");
    status = check_magic(header, path, application_id, problem);
    if (status != STATUS_OK)
        return status;
    int64_t page_size = read_number(header, HEADER_PAGE_SIZE) >> 16;
    int64_t expected = read_number(header, HEADER_PAGES) * (page_size == 1 ? 65536 : page_size);
    bool expected_valid = read_number(header, HEADER_CHANGES) == read_number(header, HEADER_PAGES_VALID_FOR);
    if (size < HEADER_BYTES || (expected_valid && size < expected))
        return problem_set(problem, STATUS_CORRUPT, path, mend_of(application_id),
                           "cut off: %lld of %lld bytes are there", (long long)size,
                           (long long)(expected > size ? expected : HEADER_BYTES));
    return check_marks(path, application_id, (int)read_number(header, HEADER_APPLICATION),
                       (int)read_number(header, HEADER_VERSION), problem);
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

enum status database_problem(sqlite3 *database, struct problem *problem)
{
    int code = sqlite3_extended_errcode(database);
    const char *path = database != NULL ? sqlite3_db_filename(database, "main") : NULL; // NULL: not even opened
    return problem_set(problem, status_of(code), path != NULL ? path : "database", mend_of_code(code), "%s",
                       sqlite3_errmsg(database));
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
static char *uri_of(struct arena *arena, const char *path)
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
    memcpy(end, query, sizeof query);
    return uri;
}

enum status database_open_reading(sqlite3 **database, const char *path, int application_id, struct problem *problem)
{
    *database = NULL;
    enum status status = check_file(path, application_id, problem);
    if (status != STATUS_OK)
        return status;
    struct arena arena = {0};
    int flags = SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE;
    int code = sqlite3_open_v2(uri_of(&arena, path), database, flags, NULL);
    arena_free(&arena);
    if (code == SQLITE_OK) {
        harden(*database);
        limit(*database);
        // The kernel keeps the file's pages: a large copy of them in the process would only cost its memory.
        code = sqlite3_exec(*database, "PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0; PRAGMA cache_size = -768", NULL,
                            NULL, NULL);
    }
    if (code == SQLITE_OK)
        return STATUS_OK;
    status = database_problem(*database, problem);
    database_close(database);
    return status;
}

static enum status read_marks(sqlite3 *database, bool *empty, int *application_id, int *version,
                              struct problem *problem)
{
    int64_t tables = 0;
    int64_t id = 0;
    int64_t number = 0;
    enum status status = database_number(database, "SELECT count(*) FROM sqlite_schema", &tables, problem);
    if (status == STATUS_OK)
        status = database_number(database, "PRAGMA application_id", &id, problem);
    if (status == STATUS_OK)
        status = database_number(database, "PRAGMA user_version", &number, problem);
    *application_id = (int)id;
    *version = (int)number;
    *empty = tables == 0 && *application_id == 0 && *version == 0;
    return status;
}

static enum status create_schema(sqlite3 *database, int application_id, const char *const *schema,
                                 struct problem *problem)
{
    enum status status = database_run(database, "BEGIN IMMEDIATE", problem);
    bool empty = false;
    int id = 0;
    int version = 0;
    if (status == STATUS_OK)
        status = read_marks(database, &empty, &id, &version, problem);
    // Of two programs that make the same file at once, the second to get the lock finds it made.
    for (; status == STATUS_OK && empty && *schema != NULL; schema++)
        status = database_run(database, *schema, problem);
    struct arena arena = {0};
    if (status == STATUS_OK && empty)
        status = database_run(database,
                              arena_format(&arena, "PRAGMA application_id = %d; PRAGMA user_version = %d",
                                           application_id, SCHEMA_VERSION),
                              problem);
    arena_free(&arena);
    return status == STATUS_OK ? database_run(database, "COMMIT", problem) : status;
}

static enum status prepare_writing(sqlite3 *database, const char *path, int application_id, const char *const *schema,
                                   struct problem *problem)
{
    bool empty = false;
    int id = 0;
    int version = 0;
    enum status status = read_marks(database, &empty, &id, &version, problem);
    if (status == STATUS_OK && empty) {
        status = create_schema(database, application_id, schema, problem);
        if (status == STATUS_OK)
            status = read_marks(database, &empty, &id, &version, problem);
    }
    if (status == STATUS_OK)
        status = check_marks(path, application_id, id, version, problem);
    if (status == STATUS_OK)
        status = database_run(database, "PRAGMA journal_mode = WAL; PRAGMA foreign_keys = ON", problem);
    return status;
}

// A file that is no database is told apart before SQLite opens it. A missing or empty one becomes one.
static enum status check_writable(const char *path, int application_id, struct problem *problem)
{
    unsigned char header[HEADER_BYTES];
    int64_t size = 0;
    enum status status = read_header(path, header, &size, problem);
    if (status == STATUS_NOT_FOUND)
        return STATUS_OK;
    return status == STATUS_OK && size > 0 ? check_magic(header, path, application_id, problem) : status;
}

enum status database_open_writing(sqlite3 **database, const char *path, int application_id, const char *const *schema,
                                  struct problem *problem)
{
    *database = NULL;
    enum status status = check_writable(path, application_id, problem);
    if (status != STATUS_OK)
        return status;
    int code = sqlite3_open_v2(path, database, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, NULL);
    if (code != SQLITE_OK) {
        status = database_problem(*database, problem);
    } else {
        harden(*database);
        sqlite3_busy_timeout(*database, BUSY_MILLISECONDS);
        status = prepare_writing(*database, path, application_id, schema, problem);
    }
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
