// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// kompass sync: adopt a publisher's newest release.
#include "cli/cli.h"

#include "core/base/confine.h"
#include "core/follow/outcome.h"
#include "core/follow/state.h"
#include "core/follow/sync.h"
#include "core/net/transport.h"

#include <stdio.h>

// Writes down for `kompass status` what the sync came to. A disk that is too full for that is told, but changes
// nothing: the release is adopted or not.
static void record(const struct sync_options *what, enum status status, const struct sync_result *result,
                   const struct problem *why)
{
    struct arena arena = {0};
    struct problem problem;
    const char *path = outcome_path(&arena, state_path(&arena, what->catalog, what->state));
    if (outcome_write(path, status, result, why, &problem) != STATUS_OK)
        cli_tell(&problem);
    arena_free(&arena);
}

int sync_main(int argc, char **argv)
{
    struct sync_options what = {0};
    long rollback = 0;
    const struct cli_option options[] = {
        {"from", CLI_TEXT, false, "SOURCE",
         "a release directory, or a catalog FILE.db; or its https:// or file:// address", &what.from},
        {"catalog", CLI_TEXT, true, "DIR", "the folder of catalogs; made when it is missing", &what.catalog},
        {"key", CLI_TEXT, false, "PUBLIC", "the public key of the publisher", &what.public_key},
        {"state", CLI_TEXT, false, "FILE", "what was adopted before; DIR.state if not given", &what.state},
        {"rollback-to", CLI_NUMBER, false, "N", "go back to release N, for root; instead of --from and --key",
         &rollback},
    };
    const struct cli_usage usage = {
        .name = "sync",
        .operands = "",
        CLI_OPTIONS(options),
        .summary =
            "Verifies the release of SOURCE and adopts it when it is newer, whole and signed. Can be stopped at any\n"
            "moment and run again at any time."};
    int code;
    if (!cli_parse_options(&usage, argc, argv, &code))
        return code;
    struct problem problem;
    struct sync_result result = {0};
    if (rollback > 0) {
        if (what.from != NULL || what.public_key != NULL)
            return cli_wrong(&usage, "--rollback-to", "this option goes without --from and --key");
        enum status went_back = sync_roll_back(&what, rollback, &result, &problem);
        if (went_back == STATUS_OK)
            printf("back to release %ld; newer ones that were here are not adopted again\n", result.release);
        return cli_exit(went_back, &problem);
    }
    if (what.from == NULL || what.public_key == NULL)
        return cli_wrong(&usage, what.from == NULL ? "--from" : "--key", "this option is missing");
    if (confine_check(&problem) != STATUS_OK) // no reason to leave a kiosk without news
        cli_tell(&problem);
    transport_forgo_network();
    enum status status = sync_from(&what, &result, &problem);
    record(&what, status, &result, &problem);
    if (status == STATUS_OK && result.anew)
        printf("the key is another one than before: what its publisher before had brought is removed\n");
    if (status == STATUS_OK)
        printf(result.adopted ? "release %ld adopted\n" : "release %ld is in place\n", result.release);
    return cli_exit(status, &problem);
}
