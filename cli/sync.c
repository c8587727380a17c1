// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// kompass sync: adopt a publisher's newest release.
#include "cli/cli.h"

#include "core/release/outcome.h"
#include "core/release/sync.h"
#include "core/release/transport.h"

#include <stdio.h>

// Writes down for `kompass status` what the sync came to. A disk that is too full for that is told, but changes nothing:
// the release is adopted or not.
static void record(const struct sync_options *what, enum status status, const struct sync_result *result,
                   const struct problem *why)
{
    struct arena arena = {0};
    struct problem problem;
    const char *path = outcome_path(&arena, sync_state_path(&arena, what->catalog, what->state));
    if (outcome_write(path, status, result, why, &problem) != STATUS_OK)
        cli_tell(&problem);
    arena_free(&arena);
}

int sync_main(int argc, char **argv)
{
    struct sync_options what = {0};
    const struct cli_option options[] = {
        {"from", CLI_TEXT, true, "SOURCE", "the release directory, or its https:// or file:// address", &what.from},
        {"catalog", CLI_TEXT, true, "DIR", "the folder of catalogs; made when it is missing", &what.catalog},
        {"key", CLI_TEXT, true, "PUBLIC", "the public key of the publisher", &what.public_key},
        {"state", CLI_TEXT, false, "FILE", "what was adopted before; DIR.state if not given", &what.state},
    };
    const struct cli_usage usage = {
        "sync",
        "",
        "Verifies the release of SOURCE and adopts it when it is newer, whole and signed. Can be stopped at any\n"
        "moment and run again at any time.",
        options,
        sizeof options / sizeof *options,
        0,
        0};
    int first;
    int code;
    if (!cli_parse(&usage, argc, argv, &first, &code))
        return code;
    struct problem problem;
    struct sync_result result;
    transport_forgo_network();
    enum status status = sync_from(&what, &result, &problem);
    record(&what, status, &result, &problem);
    if (status == STATUS_OK)
        printf(result.adopted ? "release %ld adopted\n" : "release %ld is in place\n", result.release);
    return cli_exit(status, &problem);
}
