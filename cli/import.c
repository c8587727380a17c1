// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// kompass import: content files, a region of Integreat, calendars, or proposals, into an editorial database.
#include "cli/cli.h"

#include "core/base/arena.h"
#include "core/base/sys.h"
#include "core/database/database.h"
#include "core/base/clock.h"
#include "core/editorial/editorial.h"
#include "core/exchange/content/inbox.h"
#include "core/exchange/ical/ical.h"
#include "core/exchange/integreat/integreat.h"
#include "core/net/transport.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

// What the command line says of an import.
struct importing {
    const char *source;
    bool dry_run;
    bool settle;            // the database is new, and gets its name when all is well
    const char *offer, *url; // of a calendar; NULL: not said
};

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

static enum status import_content(sqlite3 *editorial, const struct importing *importing, struct problem *problem)
{
    struct content_report report;
    const struct content_listener listener = listener_of(importing->dry_run);
    enum status status = content_import(editorial, importing->source, importing->dry_run, &listener, &report, problem);
    if (status == STATUS_OK && importing->settle)
        status = database_run(editorial, settle_sql, problem);
    if (status != STATUS_OK)
        return status;
    printf("read %ld areas, %ld topics, %ld offers, %ld articles, %ld guides with %ld steps, %ld emergency numbers, "
           "%ld holidays, %ld events, %ld terms, %ld closures, %ld situations\n",
           report.areas, report.topics, report.offers, report.articles, report.guides, report.guide_steps,
           report.emergency_numbers, report.holidays, report.events, report.terms, report.closures, report.situations);
    print_changes(&report, importing->dry_run);
    return STATUS_OK;
}

static enum status import_integreat(sqlite3 *editorial, const struct importing *importing, struct problem *problem)
{
    struct integreat_report report;
    const struct content_listener listener = listener_of(importing->dry_run);
    transport_forgo_network();
    enum status status = integreat_import(editorial, importing->source, importing->dry_run, &listener, &report, problem);
    if (status == STATUS_OK && importing->settle)
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
    print_changes(&report.content, importing->dry_run);
    return STATUS_OK;
}

// What is wrong with single events has been told; the rest is in.
static enum status import_ical(sqlite3 *editorial, const struct importing *importing, struct problem *problem)
{
    struct ical_report report;
    const struct content_listener listener = listener_of(importing->dry_run);
    const struct ical_source source = {importing->source, importing->offer, importing->url};
    enum status status = ical_import(editorial, &source, importing->dry_run, &listener, &report, problem);
    if (status == STATUS_OK && importing->settle)
        status = database_run(editorial, settle_sql, problem);
    if (status != STATUS_OK)
        return status;
    printf("read %ld calendar%s with %ld entries, made %ld events\n", report.files - report.unread, report.files - report.unread == 1 ? "" : "s",
           report.components, report.content.events);
    for (int note = 0; note < ICAL_NOTES; note++) {
        if (report.notes[note] > 0)
            printf("%s: %ld %s\n", note < ICAL_FIRST_LEFT_OUT ? "changed" : "left out", report.notes[note], ical_note_text((enum ical_note)note));
    }
    if (report.content.problems > 0)
        printf("%ld problem%s, told one by one; what has one is left out\n", report.content.problems, report.content.problems == 1 ? "" : "s");
    if (report.unread > 0)
        printf("%ld calendar%s could not be read; what the source said before stays\n", report.unread, report.unread == 1 ? "" : "s");
    print_changes(&report.content, importing->dry_run);
    return STATUS_OK;
}

// A file, whose proposer is who it says by its name; or all of an inbox.
static enum status import_proposal(sqlite3 *editorial, const struct importing *importing, struct problem *problem)
{
    const char *source = importing->source;
    bool dry_run = importing->dry_run;
    struct inbox_result result = {0};
    const char *slash = strrchr(source, '/');
    const struct inbox inbox = {.editorial = editorial, .folder = source, .now = clock_utc_seconds(), .dry_run = dry_run, .sink = cli_sink};
    bool folder = sys_is_folder(source);
    if (folder && dry_run)
        return problem_set(problem, STATUS_UNSUPPORTED, source, "name one of its files", "an inbox is not tried");
    enum status status = folder ? inbox_take(&inbox, &result, problem)
                                : inbox_propose(&inbox, source, slash == NULL ? source : slash + 1, &result, problem);
    if (status == STATUS_OK && importing->settle)
        status = database_run(editorial, settle_sql, problem);
    if (status == STATUS_OK || folder)
        printf("%s: %zu waiting, %zu as it is already\n", dry_run ? "would be" : "proposed", result.waiting, result.same);
    return status;
}

// The kinds of sources.
static const struct {
    const char *name;
    enum status (*import)(sqlite3 *editorial, const struct importing *importing, struct problem *problem);
} kinds[] = {{"content", import_content}, {"integreat", import_integreat}, {"ical", import_ical}, {"proposal", import_proposal}};

// What SQLite keeps beside a database.
static void remove_beside(struct arena *arena, const char *path)
{
    static const char *const endings[] = {"-wal", "-shm", "-journal"};
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        unlink(arena_format(arena, "%s%s", path, endings[i]));
}

// Takes the file in which a new database is made, so that nobody else makes or removes it meanwhile; *claim is closed
// when it has its name. What an import that was ended has left is dropped.
static enum status claim_new(struct arena *arena, const char *path, int *claim, struct problem *problem)
{
    struct stat held, named;
    *claim = sys_open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0644);
    if (*claim < 0)
        return problem_set_errno(problem, path, "create");
    if (flock(*claim, LOCK_EX | LOCK_NB) == 0 && fstat(*claim, &held) == 0 && stat(path, &named) == 0 &&
        held.st_ino == named.st_ino && held.st_dev == named.st_dev) {
        remove_beside(arena, path);
        return ftruncate(*claim, 0) == 0 ? STATUS_OK : problem_set_errno(problem, path, "write");
    }
    sys_close(*claim);
    *claim = -1;
    return problem_set(problem, STATUS_IO, path, "try again when it has ended",
                       "another import is making this database");
}

// A database that somebody else has made meanwhile is not replaced.
static enum status give_name(struct arena *arena, const char *path, const char *into, struct problem *problem)
{
    if (access(into, F_OK) == 0)
        return problem_set(problem, STATUS_IO, into, "import again, into what is there now",
                           "somebody else has just made it");
    remove_beside(arena, into); // the log of one that was there before would be taken for the new one's
    if (sys_rename(path, into) != 0)
        return problem_set_errno(problem, into, "create");
    return sys_sync_folder(sys_folder_of(arena, into), problem);
}

// A database that is not there yet gets its name when the import has gone well, so that nothing empty is left behind.
static enum status import_into_new(size_t kind, const struct importing *importing, const char *into, struct problem *problem)
{
    struct importing settling = *importing;
    settling.settle = true;
    struct arena arena = {0};
    sqlite3 *editorial = NULL;
    int claim = -1;
    const char *folder = sys_folder_of(&arena, into);
    const char *path = arena_format(&arena, "%s.new", into);
    enum status status = sys_is_folder(folder)
                             ? claim_new(&arena, path, &claim, problem)
                             : problem_set(problem, STATUS_NOT_FOUND, into, "make the folder, or name another file",
                                           "there is no folder %s", folder);
    if (status == STATUS_OK)
        status = editorial_open(&editorial, path, problem);
    if (status == STATUS_OK)
        status = kinds[kind].import(editorial, &settling, problem);
    database_close(&editorial);
    if (status == STATUS_OK)
        status = give_name(&arena, path, into, problem);
    if (claim >= 0) {
        remove_beside(&arena, path);
        if (status != STATUS_OK)
            sys_unlink(path);
        sys_close(claim);
    }
    arena_free(&arena);
    return status;
}

// A dry run neither makes nor upgrades a file: without one it is tried in memory, and an older one is refused.
static enum status import(size_t kind, const struct importing *importing, const char *into, struct problem *problem)
{
    sqlite3 *editorial = NULL;
    bool missing = access(into, F_OK) != 0;
    if (missing && !importing->dry_run)
        return import_into_new(kind, importing, into, problem);
    enum status status = STATUS_OK;
    if (!missing && importing->dry_run)
        status = database_open_reading(&editorial, into, &editorial_format, problem);
    database_close(&editorial);
    if (status == STATUS_OK)
        status = editorial_open(&editorial, missing ? ":memory:" : into, problem);
    if (status == STATUS_OK)
        status = kinds[kind].import(editorial, importing, problem);
    database_close(&editorial);
    return status;
}

int import_main(int argc, char **argv)
{
    const char *into = NULL;
    struct importing importing = {0};
    const struct cli_option options[] = {
        {"into", CLI_TEXT, true, "FILE", "the editorial database; made when it is missing", &into},
        {"dry-run", CLI_FLAG, false, NULL,
         "check everything and tell each thing that would come, change or go, but write nothing", &importing.dry_run},
        {"offer", CLI_TEXT, false, "SLUG", "of calendars: the offer at which all their events are", &importing.offer},
        {"url", CLI_TEXT, false, "ADDRESS", "of calendars: where they can be looked up", &importing.url},
    };
    const struct cli_usage usage = {
        "import",
        "content|integreat|ical|proposal SOURCE",
        "Reads SOURCE into the database: a folder of content files (data/content/README.md); or a region of\n"
        "Integreat, its https address in the API, version 3, or a folder with its saved answers (docs/search.md);\n"
        "or a calendar in the format iCalendar, or a folder of such (*.ics), whose faulty events are told and left out;\n"
        "or a proposal, a content file, which changes nothing and waits until staff has looked at it; or an inbox, whose\n"
        "files go to done/ or refused/ beside it. But for calendars\n"
        "all of it is checked first; with a single problem nothing is written. Importing the same source twice changes nothing.",
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
        return cli_wrong(&usage, argv[first], "this kind of source is not known; use content, integreat, ical or proposal");
    if ((importing.offer != NULL || importing.url != NULL) && strcmp(kinds[kind].name, "ical") != 0)
        return cli_wrong(&usage, argv[first], "--offer and --url are of calendars (ical)");
    importing.source = argv[first + 1];

    struct problem problem;
    return cli_exit(import(kind, &importing, into, &problem), &problem);
}
