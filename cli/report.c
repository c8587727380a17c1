// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// kompass report: what there is, counted. The one report is of languages: how whole each is.
#include "cli/cli.h"

#include "core/base/sys.h"
#include "core/catalog/database.h"
#include "core/insight/content_coverage.h"
#include "core/insight/content_open.h"
#include "core/language/message.h"

#include <jansson.h>
#include <stdio.h>
#include <string.h>

// All of the report is counted before a line is printed: languages in the order of the table.
struct row {
    const struct language *language;
    size_t translated; // messages
    struct content_coverage content[COVERAGE_KINDS];
};

struct report {
    struct arena arena;
    size_t count;
    struct row *rows;
};

static enum status count(struct report *report, const char *path, struct problem *problem)
{
    const char *data = sys_data_folder(&report->arena);
    if (data == NULL)
        return problem_set(problem, STATUS_NOT_FOUND, "share/kompass", "install the program whole",
                           "the messages are not where the program looks for them");
    const char *locales = arena_format(&report->arena, "%s/locales", data);
    const struct language *languages = language_table(&report->count);
    report->rows = arena_allocate(&report->arena, report->count, sizeof *report->rows);
    sqlite3 *database;
    enum status status = content_open(&database, path, cli_sink, NULL, problem);
    for (size_t i = 0; status == STATUS_OK && i < report->count; i++) {
        report->rows[i].language = &languages[i];
        report->rows[i].translated = messages_translated(locales, &languages[i]);
        status = content_coverage_count(database, &languages[i], report->rows[i].content, problem);
    }
    database_close(&database);
    return status;
}

static void print_json(const struct report *report)
{
    json_t *interface = json_object();
    json_t *content = json_object();
    for (size_t i = 0; i < report->count; i++) {
        const struct row *row = &report->rows[i];
        json_t *kinds = json_object();
        json_object_set_new(interface, row->language->tag,
                            json_pack("{s:i, s:I}", "messages", (int)MESSAGE_COUNT, "translated",
                                      (json_int_t)row->translated));
        for (int kind = 0; kind < COVERAGE_KINDS; kind++) {
            const struct content_coverage *own = &row->content[kind];
            json_object_set_new(kinds, coverage_kind_name((enum coverage_kind)kind),
                                json_pack("{s:I, s:I, s:I, s:I, s:I}", "of", (json_int_t)own->of, "have",
                                          (json_int_t)own->have, "current", (json_int_t)own->current, "machine",
                                          (json_int_t)own->machine, "outdated", (json_int_t)own->outdated));
        }
        json_object_set_new(content, row->language->tag, kinds);
    }
    json_t *root = json_pack("{s:o, s:o}", "interface", interface, "content", content);
    json_dumpf(root, stdout, JSON_INDENT(1));
    printf("\n");
    json_decref(root);
}

// "12/15", or "12" when it is all there is.
static const char *share(struct arena *arena, long have, long of)
{
    return have == of ? arena_format(arena, "%ld", of) : arena_format(arena, "%ld/%ld", have, of);
}

static void print_table(struct report *report)
{
    printf("%-10s%10s", "language", "interface");
    for (int kind = 0; kind < COVERAGE_KINDS; kind++)
        printf("%11s", coverage_kind_name((enum coverage_kind)kind));
    printf("%9s%9s\n", "machine", "outdated");
    for (size_t i = 0; i < report->count; i++) {
        const struct row *row = &report->rows[i];
        long machine = 0, outdated = 0;
        printf("%-10s%10s", row->language->tag, share(&report->arena, (long)row->translated, MESSAGE_COUNT));
        for (int kind = 0; kind < COVERAGE_KINDS; kind++) {
            printf("%11s", share(&report->arena, row->content[kind].have, row->content[kind].of));
            machine += row->content[kind].machine;
            outdated += row->content[kind].outdated;
        }
        printf("%9ld%9ld\n", machine, outdated);
    }
}

int report_main(int argc, char **argv)
{
    const char *from = NULL;
    const char *format = "table";
    const struct cli_option options[] = {
        {"from", CLI_TEXT, true, "CATALOG", "a catalog, a folder of catalogs or of content, an editorial database",
         &from},
        {"format", CLI_TEXT, false, "HOW", "table or json; table if not given", &format},
    };
    const struct cli_usage usage = {
        "report",
        "coverage",
        "Counts how whole each language is: messages of the interface, and things of the content. A thing is there when\n"
        "all of its texts are; it is then current, translated by a program and not yet reviewed by a person (machine),\n"
        "or made from a German text that has changed since (outdated).",
        options,
        sizeof options / sizeof *options,
        1,
        1};
    int first;
    int code;
    if (!cli_parse(&usage, argc, argv, &first, &code))
        return code;
    if (strcmp(argv[first], "coverage") != 0)
        return cli_wrong(&usage, argv[first], "this report is not known; it is coverage");
    if (strcmp(format, "table") != 0 && strcmp(format, "json") != 0)
        return cli_wrong(&usage, "--format", "must be table or json");
    struct report report = {0};
    struct problem problem;
    enum status status = count(&report, from, &problem);
    if (status == STATUS_OK && strcmp(format, "json") == 0)
        print_json(&report);
    else if (status == STATUS_OK)
        print_table(&report);
    arena_free(&report.arena);
    return cli_exit(status, &problem);
}
