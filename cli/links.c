// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// kompass check --links: whether web addresses, mail addresses and telephone numbers work.
#include "cli/links.h"

#include "cli/cli.h"

#include "core/base/clock.h"
#include "core/base/confine.h"
#include "core/editorial/editorial.h"
#include "core/insight/contact_check.h"

#include <stdio.h>
#include <unistd.h>

static const char *state_of(const struct contact_trouble *trouble)
{
    return trouble->broken ? "broken" : trouble->failing_from == NULL ? "moved" : "failed once";
}

static void print_lines(const struct contact_report *report)
{
    for (size_t i = 0; i < report->trouble_count; i++) {
        const struct contact_trouble *trouble = &report->troubles[i];
        printf("%s: %s (%s %s)", state_of(trouble), trouble->address, model_kind(trouble->kind)->name, trouble->title);
        printf(": %s%s%s", contact_result_name(trouble->result), trouble->detail[0] == '\0' ? "" : ": ", trouble->detail);
        if (trouble->failing_from != NULL)
            printf("; since %s", trouble->failing_from);
        printf("\n");
    }
    printf("%zu contacts:", report->count);
    for (int result = 0; result < CONTACT_RESULTS; result++)
        if (report->results[result] > 0)
            printf(" %ld %s,", report->results[result], contact_result_name((enum contact_result)result));
    printf(" %ld broken\n", report->broken);
}

static json_t *trouble_json(const struct contact_trouble *trouble)
{
    json_t *object = json_pack("{s:s, s:s, s:s, s:s, s:b, s:I, s:s, s:s, s:s}", "type", contact_type_name(trouble->type), "address",
                               trouble->address, "result", contact_result_name(trouble->result), "detail", trouble->detail,
                               "broken", trouble->broken, "failed_days", (json_int_t)trouble->failed_days, "kind",
                               model_kind(trouble->kind)->name, "id", trouble->thing, "title", trouble->title);
    json_object_set_new(object, "failing_from", trouble->failing_from == NULL ? json_null() : json_string(trouble->failing_from));
    return object;
}

static void print_json(const struct contact_report *report)
{
    json_t *results = json_object();
    json_t *troubles = json_array();
    for (int result = 0; result < CONTACT_RESULTS; result++)
        json_object_set_new(results, contact_result_name((enum contact_result)result), json_integer(report->results[result]));
    for (size_t i = 0; i < report->trouble_count; i++)
        json_array_append_new(troubles, trouble_json(&report->troubles[i]));
    json_t *document = json_pack("{s:b, s:I, s:I, s:o, s:o}", "reached", report->reached, "contacts", (json_int_t)report->count,
                                 "broken", (json_int_t)report->broken, "results", results, "troubles", troubles);
    json_dumpf(document, stdout, JSON_INDENT(2));
    printf("\n");
    json_decref(document);
}

static enum status open_existing(sqlite3 **editorial, const char *path, struct problem *problem)
{
    *editorial = NULL;
    if (access(path, F_OK) != 0)
        return problem_set_errno(problem, path, "read");
    return editorial_open(editorial, path, problem);
}

int links_check(const char *path, bool json)
{
    struct arena arena = {0};
    struct problem problem;
    struct contact_report report;
    sqlite3 *editorial;
    if (confine_check(&problem) != STATUS_OK) // no reason to look at nothing
        cli_tell(&problem);
    enum status status = open_existing(&editorial, path, &problem);
    if (status == STATUS_OK)
        status = contact_check(editorial, &link_manners, clock_utc_seconds(), &arena, &report, &problem);
    if (status == STATUS_OK && json)
        print_json(&report);
    if (status == STATUS_OK && !report.reached)
        status = problem_set(&problem, STATUS_IO, "network", "check the network, the proxy and the name server",
                             "nothing could be reached, so nothing counts as failed");
    else if (status == STATUS_OK && !json)
        print_lines(&report);
    database_close(&editorial);
    int code = cli_exit(status, &problem);
    if (status == STATUS_OK && report.broken > 0)
        code = CLI_PROBLEM;
    arena_free(&arena);
    return code;
}
