// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// kompass import: content files, or a region of Integreat, into an editorial database.
#include "cli/cli.h"

#include "core/base/arena.h"
#include "core/base/sys.h"
#include "core/database/database.h"
#include "core/editorial/editorial.h"
#include "core/exchange/integreat/integreat.h"
#include "core/net/transport.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

static void print_changes(const struct content_report *report, bool dry_run)
{
    printf("%s: %ld added, %ld changed, %ld unchanged, %ld removed\n", dry_run ? "would be" : "written", report->added,
           report->changed, report->unchanged, report->removed);
    if (report->warnings > 0)
        printf("%ld warning%s\n", report->warnings, report->warnings == 1 ? "" : "s");
    if (report->kept > 0)
        printf("%ld kept as changed by hand\n", report->kept);
}

// What a dry run would do to one thing.
static void print_change(void *context, const struct content_change *change)
{
    (void)context;
    if (change->field != NULL)
        printf("changes: %s %s: %s: %s → %s\n", change->kind, change->slug, change->field,
               change->before == NULL ? "(nothing)" : change->before,
               change->after == NULL ? "(nothing)" : change->after);
    else if (change->before != NULL && change->after != NULL)
        printf("changes: %s %s: nothing that is shown\n", change->kind, change->slug);
    else
        printf("%s: %s %s\n", change->before == NULL ? "comes" : "goes", change->kind, change->slug);
}

static struct content_listener listener_of(bool dry_run)
{
    return (struct content_listener){
        .problem = cli_sink, .warning = cli_sink, .kept = cli_sink, .change = dry_run ? print_change : NULL};
}

// All that was written goes from SQLite's log into the file itself, as only this gets another name.
static const char settle_sql[] = "PRAGMA journal_mode = DELETE";

static enum status import_content(sqlite3 *editorial, const char *folder, bool dry_run, bool settle,
                              struct problem *problem)
{
    struct content_report report;
    const struct content_listener listener = listener_of(dry_run);
    enum status status = content_import(editorial, folder, dry_run, &listener, &report, problem);
    if (status == STATUS_OK && settle)
        status = database_run(editorial, settle_sql, problem);
    if (status != STATUS_OK)
        return status;
    printf("read %ld areas, %ld topics, %ld offers, %ld articles, %ld guides with %ld steps, %ld emergency numbers, "
           "%ld holidays, %ld events, %ld terms\n",
           report.areas, report.topics, report.offers, report.articles, report.guides, report.guide_steps,
           report.emergency_numbers, report.holidays, report.events, report.terms);
    print_changes(&report, dry_run);
    return STATUS_OK;
}

static enum status import_integreat(sqlite3 *editorial, const char *folder, bool dry_run, bool settle,
                                struct problem *problem)
{
    struct integreat_report report;
    const struct content_listener listener = listener_of(dry_run);
    transport_forgo_network();
    enum status status = integreat_import(editorial, folder, dry_run, &listener, &report, problem);
    if (status == STATUS_OK && settle)
        status = database_run(editorial, settle_sql, problem);
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
    enum status (*import)(sqlite3 *editorial, const char *folder, bool dry_run, bool settle, struct problem *problem);
} kinds[] = {{"content", import_content}, {"integreat", import_integreat}};

// With what SQLite keeps beside it.
static void remove_database(struct arena *arena, const char *path)
{
    static const char *const endings[] = {"", "-wal", "-shm", "-journal"};
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        unlink(arena_format(arena, "%s%s", path, endings[i]));
}

// A database that is not there yet gets its name when the import has gone well; a dry run is tried in memory. So
// nothing empty is left behind.
static enum status import(size_t kind, const char *source, const char *into, bool dry_run, struct problem *problem)
{
    struct arena arena = {0};
    sqlite3 *editorial;
    bool missing = access(into, F_OK) != 0;
    const char *folder = sys_folder_of(&arena, into);
    if (missing && !dry_run && !sys_is_folder(folder)) {
        enum status nowhere = problem_set(problem, STATUS_NOT_FOUND, into, "make the folder, or name another file",
                                          "there is no folder %s", folder);
        arena_free(&arena);
        return nowhere;
    }
    const char *path = !missing ? into : dry_run ? ":memory:" : arena_format(&arena, "%s.new", into);
    bool renamed = missing && !dry_run;
    if (renamed)
        remove_database(&arena, path); // of an import that was ended
    enum status status = editorial_open(&editorial, path, problem);
    if (status == STATUS_OK)
        status = kinds[kind].import(editorial, source, dry_run, renamed, problem);
    database_close(&editorial);
    if (status == STATUS_OK && renamed)
        remove_database(&arena, into); // the log of one that was there before would be taken for the new one's
    if (status == STATUS_OK && renamed && sys_rename(path, into) != 0)
        status = problem_set_errno(problem, into, "create");
    if (renamed)
        remove_database(&arena, path);
    arena_free(&arena);
    return status;
}

int import_main(int argc, char **argv)
{
    const char *into = NULL;
    bool dry_run = false;
    const struct cli_option options[] = {
        {"into", CLI_TEXT, true, "FILE", "the editorial database; made when it is missing", &into},
        {"dry-run", CLI_FLAG, false, NULL,
         "check everything and tell each thing that would come, change or go, but write nothing", &dry_run},
    };
    const struct cli_usage usage = {
        "import",
        "content|integreat SOURCE",
        "Reads SOURCE into the database: a folder of content files (data/content/README.md); or a region of\n"
        "Integreat, its https address in the API, version 3, or a folder with its saved answers (docs/search.md). All\n"
        "of it is checked first; with a single problem nothing is written. Importing the same source twice changes\n"
        "nothing.",
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

    struct problem problem;
    return cli_exit(import(kind, argv[first + 1], into, dry_run, &problem), &problem);
}
