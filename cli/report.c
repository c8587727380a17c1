// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// kompass report: what there is, counted. How whole each language is, what is used, or what visitors looked for in vain.
#include "cli/coverage.h"
#include "cli/usage.h"

#include "core/database/database.h"
#include "core/insight/demand.h"
#include "core/insight/usage_figures.h"
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

static enum status report_coverage(const struct report_wish *wish, struct problem *problem)
{
    struct language_coverage coverage;
    enum status status = coverage_gather(&coverage, wish->from, problem);
    if (status == STATUS_OK && wish->format == REPORT_JSON)
        print_json(&coverage);
    else if (status == STATUS_OK)
        coverage_print(&coverage);
    arena_free(&coverage.arena);
    return status;
}

// Of one kiosk, or of all that were collected.
static enum status read_words(const struct report_wish *wish, struct arena *arena, struct demand_word **words, size_t *count, struct problem *problem)
{
    sqlite3 *database;
    if (wish->usage == NULL)
        return demand_read(arena, wish->from, words, count, problem);
    enum status status = usage_file_read(&database, wish->usage, problem);
    if (status != STATUS_OK)
        return status;
    status = usage_words_read(words, count, arena, database, problem);
    database_close(&database);
    return status;
}

static enum status report_demand(const struct report_wish *wish, struct problem *problem)
{
    struct arena arena = {0};
    struct demand_word *words;
    size_t count;
    json_t *list = json_array();
    bool json = wish->format == REPORT_JSON;
    enum status status = read_words(wish, &arena, &words, &count, problem);
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

// Where a report can read, and whether as CSV.
enum report_source { REPORT_OF_CONTENT = 1, REPORT_OF_USAGE = 2 };

static const struct {
    const char *name;
    enum status (*print)(const struct report_wish *wish, struct problem *problem);
    unsigned needs; // one of these
    bool csv;
} reports[] = {{"coverage", report_coverage, REPORT_OF_CONTENT, false},
               {"demand", report_demand, REPORT_OF_CONTENT | REPORT_OF_USAGE, false},
               {"usage", usage_print, REPORT_OF_USAGE, true}};

static bool read_choice(const char *const *names, size_t count, const char *name, int *choice)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(names[i], name) == 0) {
            *choice = (int)i;
            return true;
        }
    return false;
}

// What is wrong with the wish for a report; NULL: nothing.
static const char *refuse(size_t report, const struct report_wish *wish, const char **what)
{
    unsigned has = (wish->from != NULL ? REPORT_OF_CONTENT : 0U) | (wish->usage != NULL ? REPORT_OF_USAGE : 0U);
    *what = reports[report].needs == REPORT_OF_USAGE ? "--usage" : "--from";
    if ((has & reports[report].needs) == 0)
        return "this option is missing";
    *what = "--format";
    return wish->format == REPORT_CSV && !reports[report].csv ? "must be table or json" : NULL;
}

int report_main(int argc, char **argv)
{
    static const char *const formats[] = {[REPORT_TEXT] = "text", [REPORT_JSON] = "json", [REPORT_CSV] = "csv", [REPORT_CSV + 1] = "table"};
    static const char *const levels[] = {[USAGE_FINEST] = "finest", [USAGE_BY_MONTH] = "month", [USAGE_BY_YEAR] = "year"};
    struct report_wish wish = {0};
    const char *format = "text", *by = "month", *what;
    int choice, level;
    const struct cli_option options[] = {
        {"from", CLI_TEXT, false, "SOURCE",
         "of coverage a catalog, a folder of catalogs or of content, an editorial database; of demand the kiosk's folder; of usage what names things",
         &wish.from},
        {"usage", CLI_TEXT, false, "FILE", "of usage and demand: the file of kompass collect", &wish.usage},
        {"by", CLI_TEXT, false, "SPAN", "of usage: finest, month or year; month if not given", &by},
        {"format", CLI_TEXT, false, "HOW", "text or json, of usage also csv; text if not given", &format},
    };
    const struct cli_usage usage = {
        "report",
        "coverage|demand|usage",
        "coverage counts how whole each language is: messages of each program, and things of the content. A thing is\n"
        "there when all of its texts are; it is then current, translated by a program and not reviewed by a person\n"
        "(machine), or made from a German text that has changed since (outdated).\n"
        "demand tells the words that were searched without result in visits of three different days or more.\n"
        "usage tells what is used: figures of periods that are over, rounded down to fives; under 5 is not shown.",
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
        return cli_wrong(&usage, argv[first], "this report is not known; use coverage, demand or usage");
    if (!read_choice(formats, sizeof formats / sizeof *formats, format, &choice))
        return cli_wrong(&usage, "--format", "must be table or json");
    if (!read_choice(levels, sizeof levels / sizeof *levels, by, &level))
        return cli_wrong(&usage, "--by", "must be finest, month or year");
    wish.format = choice > REPORT_CSV ? REPORT_TEXT : (enum report_format)choice;
    wish.level = (enum usage_level)level;
    const char *why = refuse(report, &wish, &what);
    if (why != NULL)
        return cli_wrong(&usage, what, why);
    struct problem problem;
    enum status status = reports[report].print(&wish, &problem);
    return cli_exit(status, &problem);
}
