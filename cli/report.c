// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// kompass report: what there is, counted. The one report is of languages: how whole each is.
#include "cli/coverage.h"

#include "core/language/message.h"

#include <jansson.h>
#include <stdio.h>
#include <string.h>

static void print_json(const struct coverage *coverage)
{
    json_t *interface = json_object();
    json_t *content = json_object();
    for (size_t i = 0; i < coverage->count; i++) {
        const struct coverage_row *row = &coverage->rows[i];
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
    struct coverage coverage;
    struct problem problem;
    enum status status = coverage_count(&coverage, from, &problem);
    if (status == STATUS_OK && strcmp(format, "json") == 0)
        print_json(&coverage);
    else if (status == STATUS_OK)
        coverage_print(&coverage);
    arena_free(&coverage.arena);
    return cli_exit(status, &problem);
}
