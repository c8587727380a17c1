// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// kompass check: every problem of what Kompass has made, and a line that sums it up.
#include "cli/coverage.h"
#include "cli/links.h"

#include "core/database/database.h"
#include "core/editorial/editorial.h"
#include "core/insight/content_open.h"
#include "core/insight/language_quality.h"
#include "core/insight/wording.h"
#include "core/language/message_check.h"
#include "core/insight/inspect.h"

#include <stdio.h>

static void print_summary(const struct inspection *inspection)
{
    if (inspection->problems == 0)
        printf("no problems");
    else
        printf("%zu problem%s", inspection->problems, inspection->problems == 1 ? "" : "s");
    if (inspection->kind != INSPECT_EDITORIAL && inspection->release == 0) {
        printf("; no catalog could be read\n");
        return;
    }
    if (inspection->kind == INSPECT_EDITORIAL)
        printf(" in the editorial database");
    else if (inspection->kind == INSPECT_CATALOGS)
        printf(" in %zu catalog%s, the newest is release %ld", inspection->catalogs,
               inspection->catalogs == 1 ? "" : "s", inspection->release);
    else
        printf(" in release %ld", inspection->release);
    struct arena arena = {0};
    printf(": %s\n", counts_text(&arena, &inspection->counts));
    arena_free(&arena);
}

// Whether somebody changed the newest catalog after it was adopted: what is wrong with it was told as a problem.
static void print_bytes(const struct inspection *inspection)
{
    bool catalogs = inspection->kind == INSPECT_CATALOG || inspection->kind == INSPECT_CATALOGS;
    if (!catalogs || inspection->release == 0 || inspection->bytes == ADOPTED_CHANGED)
        return;
    if (inspection->bytes == ADOPTED_SAME)
        printf("the bytes of release %ld are those that were adopted\n", inspection->release);
    else if (inspection->uncompared.what[0] == '\0')
        printf("nothing to compare the bytes with: the file's name is not that of a release in a folder of catalogs\n");
    else
        printf("nothing to compare the bytes with: %s: %s\n", inspection->uncompared.what, inspection->uncompared.why);
}

// The messages are checked with the content, because readers see both together: a language that is offered is whole.
static enum status check_interface(struct inspection *inspection, struct problem *problem)
{
    struct arena arena = {0};
    char *locales = NULL;
    size_t count, set_count;
    const struct language *languages = language_table(&count);
    const struct message_set *sets = message_sets(&set_count);
    enum status status = coverage_locales(&arena, &locales, problem);
    for (size_t i = 0; status == STATUS_OK && i < count * set_count; i++) {
        const struct message_set *set = &sets[i / count];
        const struct language *language = &languages[i % count];
        if (language_is_offered(language, set->program))
            inspection->problems += messages_check(set, locales, language, cli_sink, NULL);
    }
    arena_free(&arena);
    return status;
}

// A release is packed; what is in it was looked at, but is not opened again for a table.
static bool is_opened_again(const struct inspection *inspection)
{
    return inspection->kind == INSPECT_EDITORIAL || (inspection->kind != INSPECT_RELEASE && inspection->release != 0);
}

static enum status print_coverage(const struct inspection *inspection, const char *path, struct problem *problem)
{
    struct language_coverage coverage;
    if (!is_opened_again(inspection))
        return STATUS_OK;
    enum status status = coverage_gather(&coverage, path, problem);
    if (status == STATUS_OK)
        coverage_print(&coverage);
    arena_free(&coverage.arena);
    return status;
}

static void print_quality(const struct quality *quality)
{
    for (size_t i = 0; i < quality->count; i++) {
        const struct quality_text *text = &quality->texts[i];
        printf("%s %s (%s): %.1f\n", text->thing, text->field, text->language, text->report.score);
        for (size_t k = 0; k < text->report.count; k++) {
            const struct plain_finding *finding = &text->report.findings[k];
            if (k == 0 || finding->sentence != finding[-1].sentence)
                printf("  %zu. %s\n", finding->sentence, finding->text);
            printf("     %s: %s: %s (%s)\n", plain_rule_name(finding->rule), finding->found, finding->instead,
                   plain_rule_source(finding->rule));
        }
    }
    printf("%zu findings in %zu of %zu texts\n", quality->findings, quality->count, quality->looked_at);
}

// A lint: what it finds is advice, so the content is not wrong for it.
static int check_quality(const char *path)
{
    struct arena arena = {0};
    struct quality quality;
    struct problem problem;
    sqlite3 *database;
    enum status status = content_open(&database, path, cli_sink, NULL, &problem);
    if (status == STATUS_OK)
        status = language_quality_look(database, &arena, &quality, &problem);
    if (status == STATUS_OK)
        print_quality(&quality);
    database_close(&database);
    arena_free(&arena);
    return cli_exit(status, &problem);
}

struct wording {
    bool listed;
    size_t findings;
};

static void take_wording(void *context, const struct wording_finding *finding)
{
    struct wording *wording = context;
    wording->findings++;
    if (wording->listed)
        printf("%s %s %s: %s without \"%s\"\n", finding->language, finding->thing, finding->field, finding->term,
               finding->rendering);
}

// Translations that call a thing otherwise than the glossary are perhaps right all the same, so they are no problem.
static enum status print_wording(const struct inspection *inspection, const char *path, bool listed,
                                 struct problem *problem)
{
    sqlite3 *database;
    struct wording wording = {.listed = listed};
    if (!is_opened_again(inspection))
        return STATUS_OK;
    enum status status = content_open(&database, path, cli_sink, NULL, problem);
    if (status != STATUS_OK)
        return status;
    status = wording_check(database, take_wording, &wording, problem);
    database_close(&database);
    if (status == STATUS_OK && wording.findings > 0)
        printf("glossary: %zu word%s of German texts without the rendering in a translation%s\n", wording.findings,
               wording.findings == 1 ? "" : "s", listed ? "" : " (--terms lists them)");
    return status;
}

static void print_warning(void *context, const struct problem *warning)
{
    (void)context;
    printf("warning: %s: %s (%s)\n", warning->what, warning->why, warning->mend);
}

// What could be better; the content is not wrong for it.
static enum status print_warnings(const struct inspection *inspection, const char *path, struct problem *problem)
{
    sqlite3 *database;
    size_t found;
    if (!is_opened_again(inspection))
        return STATUS_OK;
    enum status status = content_open(&database, path, cli_sink, NULL, problem);
    if (status != STATUS_OK)
        return status;
    status = editorial_warn(database, print_warning, NULL, &found, problem);
    database_close(&database);
    if (status == STATUS_OK && found > 0)
        printf("%zu warning%s\n", found, found == 1 ? "" : "s");
    return status;
}

int check_main(int argc, char **argv)
{
    struct inspect_places places = {0};
    bool language_quality = false;
    bool terms = false;
    bool links = false;
    bool json = false;
    const struct cli_option options[] = {
        {"key", CLI_TEXT, false, "PUBLIC", "the public key that a release must be signed with", &places.public_key},
        {"state", CLI_TEXT, false, "FILE", "what sync keeps of a folder of catalogs; PATH.state if not given",
         &places.state},
        {"terms", CLI_FLAG, false, NULL, "list translations without the rendering of a word of the glossary", &terms},
        {"language-quality", CLI_FLAG, false, NULL, "tell instead what makes German and Leichte Sprache hard to read",
         &language_quality},
        {"links", CLI_FLAG, false, NULL, "ask instead whether the links, mail addresses and telephone numbers of PATH work", &links},
        {"json", CLI_FLAG, false, NULL, "with --links: print one JSON document", &json},
    };
    const struct cli_usage usage = {
        "check",
        "PATH",
        "Looks for every problem of PATH: a catalog, a folder of catalogs, an editorial database, or a release\n"
        "directory; and of the messages of every program in the languages that it offers. Then it prints warnings, which are no\n"
        "problems, such as offers that nobody can reach, and how whole each language is.\n"
        "Without --key the signature of a release is not checked. With --language-quality PATH may be a folder of\n"
        "content, too; the worst text comes first, with a number for each that is 0 at best. With --links PATH is an\n"
        "editorial database, which keeps the result, and the network is asked: what failed on two days is broken.",
        options,
        sizeof options / sizeof *options,
        1,
        1};
    int first;
    int code;
    if (!cli_parse(&usage, argc, argv, &first, &code))
        return code;
    if (json && !links)
        return cli_wrong(&usage, "--json", "this option goes with --links");
    if (links)
        return links_check(argv[first], json);
    if (language_quality)
        return check_quality(argv[first]);
    places.path = argv[first];
    struct inspection inspection;
    struct problem problem;
    enum status status = inspect(&places, cli_sink, NULL, &inspection, &problem);
    if (status == STATUS_OK)
        status = check_interface(&inspection, &problem);
    if (status != STATUS_OK)
        return cli_exit(status, &problem);
    print_summary(&inspection);
    print_bytes(&inspection);
    status = print_warnings(&inspection, argv[first], &problem);
    if (status == STATUS_OK)
        status = print_coverage(&inspection, argv[first], &problem);
    if (status == STATUS_OK)
        status = print_wording(&inspection, argv[first], terms, &problem);
    if (status != STATUS_OK)
        return cli_exit(status, &problem);
    return inspection.problems == 0 ? CLI_DONE : CLI_PROBLEM;
}
