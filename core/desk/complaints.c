// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// A file and no table of the editorial database: it is made anew with each collecting, has no history, and who collects need not open
// the database.
#include "core/desk/complaints.h"

#include "core/base/clock.h"
#include "core/base/sys.h"
#include "core/database/database.h"
#include "core/database/statement.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FOR_STAFF = 0640, ID_BYTES = 37, DAY_BYTES = 11 };

static const char first_line[] = "kompass-complaints 1\n";

static struct complaint *complaint_of(struct complaints *complaints, struct arena *arena, const char *offer)
{
    for (size_t i = complaints->count; i-- > 0;)
        if (strcmp(complaints->items[i].offer, offer) == 0)
            return &complaints->items[i];
    complaints->items = arena_grow(arena, complaints->items, complaints->count, &complaints->capacity, sizeof *complaints->items);
    struct complaint *complaint = &complaints->items[complaints->count++];
    *complaint = (struct complaint){.offer = offer, .seen = ""};
    return complaint;
}

void complaints_add(struct complaints *complaints, struct arena *arena, const char *offer, const char *what, const char *seen)
{
    struct complaint *complaint = complaint_of(complaints, arena, offer);
    if (complaint->what_count == COMPLAINT_WHATS_MAX)
        return;
    complaint->what[complaint->what_count++] = what;
    if (strcmp(seen, complaint->seen) > 0)
        complaint->seen = seen;
}

enum status complaints_write(const struct complaints *complaints, const char *path, struct problem *problem)
{
    struct arena arena = {0};
    struct arena_text text = {0};
    arena_append(&arena, &text, first_line);
    for (size_t i = 0; i < complaints->count; i++)
        for (size_t j = 0; j < complaints->items[i].what_count; j++)
            arena_append(&arena, &text, arena_format(&arena, "%s %s %s\n", complaints->items[i].offer, complaints->items[i].what[j],
                                                     complaints->items[i].seen));
    enum status status = sys_write_file(path, text.bytes, text.length, FOR_STAFF, problem);
    if (status == STATUS_OK)
        chmod(path, FOR_STAFF); // whatever mask he has who collects
    arena_free(&arena);
    return status;
}

// ---- reading ------------------------------------------------------------------------------------------------------

// The offer's name; NULL: there is nothing to be mended, or no longer.
static enum status open_title(sqlite3 *editorial, struct arena *arena, const char *offer, const char *seen, const char **title,
                              struct problem *problem)
{
    struct statement *row = database_query(editorial,
                                           "SELECT name FROM offer LEFT JOIN source ON source.thing = offer.id WHERE offer.id = ?1"
                                           " AND coalesce(verified_on, '') < ?2 AND NOT EXISTS (SELECT 1 FROM withheld WHERE thing = ?1)",
                                           problem);
    statement_bind_text(row, 1, offer);
    statement_bind_text(row, 2, seen);
    *title = statement_next(row) ? statement_copy(arena, row, 0) : NULL;
    return statement_end(&row);
}

static enum status read_line(struct complaints *complaints, struct arena *arena, sqlite3 *editorial, const char *line, struct problem *problem)
{
    char offer[ID_BYTES], what[COMPLAINT_WORD_BYTES], seen[DAY_BYTES];
    const char *title;
    int end = 0;
    if (sscanf(line, "%36s %31s %10s%n", offer, what, seen, &end) != 3 || line[end] != '\0' || !clock_is_day(seen))
        return STATUS_OK;
    enum status status = open_title(editorial, arena, offer, seen, &title, problem);
    if (status != STATUS_OK || title == NULL)
        return status;
    complaints_add(complaints, arena, arena_copy_text(arena, offer), arena_copy_text(arena, what), arena_copy_text(arena, seen));
    complaint_of(complaints, arena, offer)->title = title;
    return STATUS_OK;
}

static int compare_complaints(const void *a, const void *b)
{
    const struct complaint *first = a;
    const struct complaint *second = b;
    int order = strcmp(second->seen, first->seen);
    if (order == 0)
        order = strcmp(first->title, second->title);
    return order != 0 ? order : strcmp(first->offer, second->offer);
}

enum status complaints_read(struct complaints *complaints, struct arena *arena, sqlite3 *editorial, const char *editorial_path,
                            struct problem *problem)
{
    const char *path = arena_format(arena, "%s/" COMPLAINTS_FILE, sys_folder_of(arena, editorial_path));
    char *bytes = NULL;
    size_t size;
    *complaints = (struct complaints){0};
    if (access(path, F_OK) != 0 && errno == ENOENT)
        return STATUS_OK;
    enum status status = sys_read_file(arena, path, COMPLAINTS_BYTES_MAX, &bytes, &size, problem);
    if (status == STATUS_OK && strncmp(bytes, first_line, strlen(first_line)) != 0)
        status = problem_set(problem, STATUS_INVALID, path, "let `kompass collect` write it anew", "it holds no complaints");
    for (char *rest = bytes, *line; status == STATUS_OK && (line = strsep(&rest, "\n")) != NULL;)
        status = read_line(complaints, arena, editorial, line, problem);
    if (complaints->count > 0)
        qsort(complaints->items, complaints->count, sizeof *complaints->items, compare_complaints);
    return status;
}
