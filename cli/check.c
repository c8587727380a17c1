// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// kompass check: every problem of what Kompass has made, and a line that sums it up.
#include "cli/cli.h"

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
        "directory. Without --key the signature of a release is not checked.",
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
    if (status != STATUS_OK)
        return cli_exit(status, &problem);
    print_summary(&inspection);
    return inspection.problems == 0 ? CLI_DONE : CLI_PROBLEM;
}
