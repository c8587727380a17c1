// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// kompass collect: bring the counts of kiosks together.
#include "cli/cli.h"

#include "core/base/clock.h"
#include "core/database/database.h"
#include "core/desk/complaints.h"
#include "core/insight/usage_collect.h"
#include "core/insight/usage_figures.h"

#include <stdio.h>

// What is wrong with offers goes to staff, who never see a count.
static enum status tell_complaints(sqlite3 *collected, const char *path, struct problem *problem)
{
    struct arena arena = {0};
    struct usage_report *reports;
    size_t count;
    struct complaints complaints = {0};
    enum status status = usage_reports_read(&reports, &count, &arena, collected, problem);
    for (size_t i = 0; status == STATUS_OK && i < count; i++)
        complaints_add(&complaints, &arena, reports[i].offer, usage_feedback_name(reports[i].feedback), reports[i].seen);
    if (status == STATUS_OK)
        status = complaints_write(&complaints, path, problem);
    arena_free(&arena);
    return status;
}

int collect_main(int argc, char **argv)
{
    const char *from = NULL;
    const char *into = NULL;
    const char *complaints = NULL;
    const struct cli_option options[] = {
        {"from", CLI_TEXT, true, "SOURCE",
         "a kiosk's usage-export; a folder with it, or with a folder for each kiosk; or its https:// or file:// address", &from},
        {"into", CLI_TEXT, true, "FILE", "the file of counts; made when it is missing", &into},
        {"complaints", CLI_TEXT, false, "FILE", "also write what visitors said is wrong, for staff: `complaints` beside the editorial database", &complaints},
    };
    const struct cli_usage usage = {
        .name = "collect",
        .operands = "",
        CLI_OPTIONS(options),
        .summary = "Takes in what kiosks have counted. Whatever comes twice, late or in another order counts once, so it can be run\n"
                   "again at any time. Three years are kept. `kompass report usage` shows the figures; docs/privacy.md says what they are."};
    int code;
    if (!cli_parse_options(&usage, argc, argv, &code))
        return code;
    struct problem problem;
    struct local_time today;
    struct usage_collected result = {0};
    sqlite3 *collected;
    if (!clock_local(clock_utc_seconds(), &today))
        return cli_exit(problem_set(&problem, STATUS_IO, "the clock", "set it", "no calendar has its time"), &problem);
    enum status status = usage_file_open(&collected, into, &problem);
    if (status != STATUS_OK)
        return cli_exit(status, &problem);
    status = usage_collect(collected, from, today, &result, cli_sink, NULL);
    printf("%zu export%s taken in, %zu counts\n", result.exports, result.exports == 1 ? "" : "s", result.rows);
    if (complaints != NULL && tell_complaints(collected, complaints, &problem) != STATUS_OK) {
        cli_tell(&problem);
        status = problem.status;
    }
    database_close(&collected);
    return status == STATUS_OK ? CLI_DONE : CLI_PROBLEM;
}
