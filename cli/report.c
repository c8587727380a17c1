// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// kompass report: what there is, counted. How whole each language is, or what visitors looked for in vain.
#include "cli/coverage.h"

#include "core/insight/demand.h"
#include "core/language/message.h"

#include <jansson.h>
#include <stdio.h>
#include <string.h>

// {PROGRAM: {TAG: {"messages", "translated"}}}
static json_t *interface_of(const struct language_coverage *coverage)
{
    size_t count;
    const struct message_set *sets = message_sets(&count);
    json_t *interface = json_object();
    for (size_t k = 0; k < count; k++) {
        json_t *program = json_object();
        for (size_t i = 0; i < coverage->count; i++)
            json_object_set_new(program, coverage->rows[i].language->tag,
                                json_pack("{s:I, s:I}", "messages", (json_int_t)sets[k].count, "translated",
                                          (json_int_t)coverage->rows[i].translated[k]));
        json_object_set_new(interface, sets[k].program, program);
    }
    return interface;
}

static void print_json(const struct language_coverage *coverage)
{
    json_t *content = json_object();
    for (size_t i = 0; i < coverage->count; i++) {
        const struct coverage_row *row = &coverage->rows[i];
        json_t *kinds = json_object();
        for (int kind = 0; kind < KIND_COUNT; kind++) {
            if (!content_is_translated((enum kind)kind))
                continue;
            const struct content_coverage *own = &row->content[kind];
            json_object_set_new(kinds, model_kind((enum kind)kind)->name,
                                json_pack("{s:I, s:I, s:I, s:I, s:I}", "of", (json_int_t)own->of, "have",
                                          (json_int_t)own->have, "current", (json_int_t)own->current, "machine",
                                          (json_int_t)own->machine, "outdated", (json_int_t)own->outdated));
        }
        json_object_set_new(content, row->language->tag, kinds);
    }
    json_t *root = json_pack("{s:o, s:o}", "interface", interface_of(coverage), "content", content);
    json_dumpf(root, stdout, JSON_INDENT(1));
    printf("\n");
    json_decref(root);
}

static enum status report_coverage(const char *from, bool json, struct problem *problem)
{
    struct language_coverage coverage;
    enum status status = coverage_gather(&coverage, from, problem);
    if (status == STATUS_OK && json)
        print_json(&coverage);
    else if (status == STATUS_OK)
        coverage_print(&coverage);
    arena_free(&coverage.arena);
    return status;
}

static enum status report_demand(const char *from, bool json, struct problem *problem)
{
    struct arena arena = {0};
    struct demand_word *words;
    size_t count;
    json_t *list = json_array();
    enum status status = demand_read(&arena, from, &words, &count, problem);
    if (status == STATUS_OK && !json)
        printf("%8s  %-8s  %s\n", "visits", "last", "word");
    for (size_t i = 0; status == STATUS_OK && i < count; i++) {
        if (json)
            json_array_append_new(list, json_pack("{s:s, s:I, s:s}", "word", words[i].word, "visits",
                                                  (json_int_t)words[i].visits, "last", words[i].month));
        else
            printf("%8ld  %-8s  %s\n", words[i].visits, words[i].month, words[i].word);
    }
    if (status == STATUS_OK && json) {
        json_t *root = json_pack("{s:i, s:O}", "threshold_days", DEMAND_DAYS, "words", list);
        json_dumpf(root, stdout, JSON_INDENT(1));
        printf("\n");
        json_decref(root);
    }
    json_decref(list);
    arena_free(&arena);
    return status;
}

static const struct {
    const char *name;
    enum status (*print)(const char *from, bool json, struct problem *problem);
} reports[] = {{"coverage", report_coverage}, {"demand", report_demand}};

int report_main(int argc, char **argv)
{
    const char *from = NULL;
    const char *format = "table";
    const struct cli_option options[] = {
        {"from", CLI_TEXT, true, "SOURCE",
         "of coverage a catalog, a folder of catalogs or of content, an editorial database; of demand the kiosk's folder",
         &from},
        {"format", CLI_TEXT, false, "HOW", "table or json; table if not given", &format},
    };
    const struct cli_usage usage = {
        "report",
        "coverage|demand",
        "coverage counts how whole each language is: messages of each program, and things of the content. A thing is\n"
        "there when all of its texts are; it is then current, translated by a program and not reviewed by a person\n"
        "(machine), or made from a German text that has changed since (outdated).\n"
        "demand tells the words that were searched without result in visits of three different days or more.",
        options,
        sizeof options / sizeof *options,
        1,
        1};
    int first;
    int code;
    if (!cli_parse(&usage, argc, argv, &first, &code))
        return code;
    size_t report = 0;
    while (report < sizeof reports / sizeof *reports && strcmp(reports[report].name, argv[first]) != 0)
        report++;
    if (report == sizeof reports / sizeof *reports)
        return cli_wrong(&usage, argv[first], "this report is not known; use coverage or demand");
    if (strcmp(format, "table") != 0 && strcmp(format, "json") != 0)
        return cli_wrong(&usage, "--format", "must be table or json");
    struct problem problem;
    enum status status = reports[report].print(from, strcmp(format, "json") == 0, &problem);
    return cli_exit(status, &problem);
}
