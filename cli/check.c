// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// kompass check: every problem of what Kompass has made, and a line that sums it up.
#include "cli/coverage.h"

#include "core/language/message_check.h"
#include "core/release/inspect.h"

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
    printf(": %ld areas, %ld topics, %ld offers, %ld articles, %ld guides with %ld steps, %ld emergency numbers\n",
           inspection->areas, inspection->topics, inspection->offers, inspection->articles, inspection->guides,
           inspection->guide_steps, inspection->emergency_numbers);
}

// The interface is checked with the content, because readers see both together: a language that is offered is whole.
static enum status check_interface(struct inspection *inspection, struct problem *problem)
{
    struct arena arena = {0};
    char *locales = NULL;
    size_t count;
    const struct language *languages = language_table(&count);
    enum status status = coverage_locales(&arena, &locales, problem);
    for (size_t i = 0; status == STATUS_OK && i < count; i++)
        inspection->problems += languages[i].offered ? messages_check(locales, &languages[i], cli_sink, NULL) : 0;
    arena_free(&arena);
    return status;
}

// A release is packed; what is in it was looked at, but is not opened again for a table.
static enum status print_coverage(const struct inspection *inspection, const char *path, struct problem *problem)
{
    struct coverage coverage;
    if (inspection->kind == INSPECT_RELEASE || (inspection->kind != INSPECT_EDITORIAL && inspection->release == 0))
        return STATUS_OK;
    enum status status = coverage_count(&coverage, path, problem);
    if (status == STATUS_OK)
        coverage_print(&coverage);
    arena_free(&coverage.arena);
    return status;
}

int check_main(int argc, char **argv)
{
    const char *key = NULL;
    const struct cli_option options[] = {
        {"key", CLI_TEXT, false, "PUBLIC", "the public key that a release must be signed with", &key},
    };
    const struct cli_usage usage = {
        "check",
        "PATH",
        "Looks for every problem of PATH: a catalog, a folder of catalogs, an editorial database, or a release\n"
        "directory; and of the interface in every language that is offered. Then it prints how whole each language is.\n"
        "Without --key the signature of a release is not checked.",
        options,
        sizeof options / sizeof *options,
        1,
        1};
    int first;
    int code;
    if (!cli_parse(&usage, argc, argv, &first, &code))
        return code;
    struct inspection inspection;
    struct problem problem;
    enum status status = inspect(argv[first], key, cli_sink, NULL, &inspection, &problem);
    if (status == STATUS_OK)
        status = check_interface(&inspection, &problem);
    if (status != STATUS_OK)
        return cli_exit(status, &problem);
    print_summary(&inspection);
    status = print_coverage(&inspection, argv[first], &problem);
    if (status != STATUS_OK)
        return cli_exit(status, &problem);
    return inspection.problems == 0 ? CLI_DONE : CLI_PROBLEM;
}
