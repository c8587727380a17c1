// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// kompass import: content files, or a region of Integreat, into an editorial database.
#include "cli/cli.h"

#include "core/catalog/database.h"
#include "core/editorial/editorial.h"
#include "core/exchange/integreat.h"
#include "core/release/transport.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

static void print_changes(const struct content_report *report, bool dry_run)
{
    printf("%s: %ld added, %ld changed, %ld unchanged, %ld removed\n", dry_run ? "would be" : "written", report->added,
           report->changed, report->unchanged, report->removed);
}

static enum status import_content(sqlite3 *editorial, const char *folder, bool dry_run, struct problem *problem)
{
    struct content_report report;
    enum status status = content_import(editorial, folder, dry_run, cli_sink, NULL, &report, problem);
    if (status != STATUS_OK)
        return status;
    printf("read %ld areas, %ld topics, %ld offers, %ld articles, %ld guides with %ld steps, %ld emergency numbers, "
           "%ld holidays, %ld events, %ld terms\n",
           report.areas, report.topics, report.offers, report.articles, report.guides, report.guide_steps,
           report.emergency_numbers, report.holidays, report.events, report.terms);
    print_changes(&report, dry_run);
    return STATUS_OK;
}

static enum status import_integreat(sqlite3 *editorial, const char *folder, bool dry_run, struct problem *problem)
{
    struct integreat_report report;
    transport_forgo_network();
    enum status status = integreat_import(editorial, folder, dry_run, cli_sink, NULL, &report, problem);
    if (status != STATUS_OK)
        return status;
    printf("read %ld pages, %ld places, %ld events\n", report.pages, report.places, report.events);
    printf("made %ld areas, %ld topics, %ld articles, %ld offers, %ld events\n", report.content.areas,
           report.content.topics, report.content.articles, report.content.offers, report.content.events);
    for (int note = 0; note < INTEGREAT_NOTES; note++) {
        if (report.notes[note] > 0)
            printf("%s: %ld %s\n", note < INTEGREAT_FIRST_LEFT_OUT ? "changed" : "left out", report.notes[note],
                   integreat_note_text((enum integreat_note)note));
    }
    print_changes(&report.content, dry_run);
    return STATUS_OK;
}

// The kinds of sources.
static const struct {
    const char *name;
    enum status (*import)(sqlite3 *editorial, const char *folder, bool dry_run, struct problem *problem);
} kinds[] = {{"content", import_content}, {"integreat", import_integreat}};

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
        "content|integreat SOURCE",
        "Reads SOURCE into the database: a folder of content files (data/content/README.md); or a region of Integreat,\n"
        "its https address in the API, version 3, or a folder with its saved answers (docs/search.md). All of it is checked first; with a single problem nothing is\n"
        "written. Importing the same source twice changes nothing.",
        options,
        sizeof options / sizeof *options,
        2,
        2};
    int first;
    int code;
    if (!cli_parse(&usage, argc, argv, &first, &code))
        return code;
    size_t kind = 0;
    while (kind < sizeof kinds / sizeof *kinds && strcmp(argv[first], kinds[kind].name) != 0)
        kind++;
    if (kind == sizeof kinds / sizeof *kinds)
        return cli_wrong(&usage, argv[first], "this kind of source is not known; use content or integreat");

    sqlite3 *editorial;
    struct problem problem;
    // A dry run into a file that is not there yet is tried on a database in memory: it must not leave one behind.
    bool missing = access(into, F_OK) != 0;
    enum status status = editorial_open(&editorial, dry_run && missing ? ":memory:" : into, &problem);
    if (status != STATUS_OK)
        return cli_exit(status, &problem);
    status = kinds[kind].import(editorial, argv[first + 1], dry_run, &problem);
    database_close(&editorial);
    return cli_exit(status, &problem);
}
