// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// kompass backup: a checked copy of the editorial database while staff work.
#include "cli/cli.h"

#include "core/base/clock.h"
#include "core/editorial/backup.h"

#include <stdio.h>

enum { KEEP_DAYS = 14 };

int backup_main(int argc, char **argv)
{
    struct backup_options what = {.keep_days = KEEP_DAYS, .now = clock_utc_seconds()};
    const struct cli_option options[] = {
        {"from", CLI_TEXT, true, "FILE", "the editorial database", &what.editorial},
        {"to", CLI_TEXT, true, "DIR", "the folder of copies, on another disk if possible; it must be there", &what.folder},
        {"keep", CLI_NUMBER, false, "DAYS", "how long copies are kept; 14 if not given", &what.keep_days},
    };
    const struct cli_usage usage = {
        .name = "backup",
        .operands = "",
        CLI_OPTIONS(options),
        .summary =
            "Copies the editorial database while staff work, checks the copy, names it by the time, and removes copies that are\n"
            "older than DAYS days, but for the DAYS newest. A damaged database is told, not copied."};
    int code;
    if (!cli_parse_options(&usage, argc, argv, &code))
        return code;
    struct arena arena = {0};
    struct problem problem;
    struct backup_result result;
    enum status status = editorial_backup(&what, &arena, &result, &problem);
    if (status == STATUS_OK)
        printf("%s: whole, %lld bytes; %ld older one%s removed\n", result.path, (long long)result.bytes, result.removed,
               result.removed == 1 ? "" : "s");
    arena_free(&arena);
    return cli_exit(status, &problem);
}
