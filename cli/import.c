// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// kompass import: content files into an editorial database.
#include "cli/cli.h"

#include "core/catalog/database.h"
#include "core/editorial/editorial.h"
#include "core/exchange/content.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

static void print_report(const struct content_report *report, bool dry_run)
{
    printf("read %ld areas, %ld topics, %ld offers, %ld articles, %ld guides with %ld steps, %ld emergency numbers, "
           "%ld holidays\n",
           report->areas, report->topics, report->offers, report->articles, report->guides, report->guide_steps,
           report->emergency_numbers, report->holidays);
    printf("%s: %ld added, %ld changed, %ld unchanged, %ld removed\n", dry_run ? "would be" : "written", report->added,
           report->changed, report->unchanged, report->removed);
}

int import_main(int argc, char **argv)
{
    const char *into = NULL;
    bool dry_run = false;
    const struct cli_option options[] = {
        {"into", CLI_TEXT, true, "FILE", "the editorial database; made when it is missing", &into},
        {"dry-run", CLI_FLAG, false, NULL, "check everything and tell what would change, but write nothing", &dry_run},
    };
    const struct cli_usage usage = {
        "import",
        "content SOURCE",
        "Reads the folder SOURCE of content files (data/content/README.md) into the database. All of it is checked\n"
        "first; with a single problem nothing is written. Importing the same content twice changes nothing.",
        options,
        sizeof options / sizeof *options,
        2,
        2};
    int first;
    int code;
    if (!cli_parse(&usage, argc, argv, &first, &code))
        return code;
    if (strcmp(argv[first], "content") != 0)
        return cli_wrong(&usage, argv[first], "this kind of source is not known; use content");

    sqlite3 *editorial;
    struct problem problem;
    struct content_report report;
    // A dry run into a file that is not there yet is tried on a database in memory: it must not leave one behind.
    bool missing = access(into, F_OK) != 0;
    enum status status = editorial_open(&editorial, dry_run && missing ? ":memory:" : into, &problem);
    if (status != STATUS_OK)
        return cli_exit(status, &problem);
    status = content_import(editorial, argv[first + 1], dry_run, cli_sink, NULL, &report, &problem);
    database_close(&editorial);
    if (status == STATUS_OK)
        print_report(&report, dry_run);
    return cli_exit(status, &problem);
}
