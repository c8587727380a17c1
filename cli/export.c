// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// kompass export: what a database has, in a format of others.
#include "cli/cli.h"

#include "core/base/sys.h"
#include "core/database/database.h"
#include "core/editorial/editorial.h"
#include "core/exchange/ical/export.h"
#include "core/model/schema.h"

#include <stdio.h>
#include <string.h>

// A catalog or an editorial database. What is neither is told as no editorial database.
static enum status open_either(sqlite3 **database, const char *path, struct problem *problem)
{
    struct problem ignored;
    if (database_open_reading(database, path, &catalog_format, &ignored) == STATUS_OK)
        return STATUS_OK;
    database_close(database);
    return database_open_reading(database, path, &editorial_format, problem);
}

static enum status export_ical(const char *from, const char *to, struct problem *problem)
{
    struct arena arena = {0};
    sqlite3 *database = NULL;
    char *calendar = NULL;
    long count = 0;
    enum status status = open_either(&database, from, problem);
    if (status == STATUS_OK)
        status = ical_export(database, &arena, &calendar, &count, problem);
    database_close(&database);
    if (status == STATUS_OK)
        status = sys_write_file(to, calendar, strlen(calendar), 0644, problem);
    if (status == STATUS_OK)
        printf("written: %ld events\n", count);
    arena_free(&arena);
    return status;
}

int export_main(int argc, char **argv)
{
    const char *from = NULL;
    const char *to = NULL;
    const struct cli_option options[] = {
        {"from", CLI_TEXT, true, "FILE", "a catalog, or an editorial database", &from},
        {"to", CLI_TEXT, true, "FILE", "the calendar; replaced whole when it is there", &to},
    };
    const struct cli_usage usage = {.name = "export",
                                    .operands = "ical",
                                    CLI_OPTIONS(options),
                                    .summary = "Writes all events with their German texts as a calendar in the format iCalendar (RFC 5545).",
                                    .least = 1,
                                    .most = 1};
    int first;
    int code;
    if (!cli_parse(&usage, argc, argv, &first, &code))
        return code;
    if (strcmp(argv[first], "ical") != 0)
        return cli_wrong(&usage, argv[first], "this format is not known; use ical");
    struct problem problem;
    return cli_exit(export_ical(from, to, &problem), &problem);
}
