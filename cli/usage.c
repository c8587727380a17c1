// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// kompass report usage. All three formats print the same figures; what is not among them is under five, or none.
#include "cli/usage.h"

#include "cli/cli.h"

#include "core/base/clock.h"
#include "core/database/database.h"
#include "core/desk/listing.h"
#include "core/insight/content_open.h"

#include <jansson.h>
#include <stdio.h>
#include <string.h>

struct usage_printing {
    struct arena arena;
    sqlite3 *content; // NULL: things are called by their ids
    const struct usage_figures *figures;
};

static const char *const titles[USAGE_MEASURES] = {
    [USAGE_OFFER] = "offers, in visits that opened them",
    [USAGE_SCREEN] = "pages, in visits that opened one of the kind",
    [USAGE_LANGUAGE] = "languages, in visits that chose them",
    [USAGE_HOUR] = "hours of the day, in pages opened",
    [USAGE_AREA] = "life areas and languages, in visits that opened them",
    [USAGE_PATH] = "situations of the guided path, in results",
    [USAGE_FEEDBACK] = "what was said of offers",
};

// The id that a key begins with, if it is one, gets the name of its thing.
static const char *name_of(struct usage_printing *printing, const char *key)
{
    enum { ID_LENGTH = 36 };
    const char *title = NULL;
    struct problem ignored; // a thing that is no longer there is called by its id
    if (printing->content == NULL || strlen(key) < ID_LENGTH)
        return key;
    const char *id = arena_copy(&printing->arena, key, ID_LENGTH);
    if (listing_title(printing->content, &printing->arena, id, &title, &ignored) != STATUS_OK || title == NULL)
        return key;
    return arena_format(&printing->arena, "%s%s%s", title, key[ID_LENGTH] == '\0' ? "" : " ·", key + ID_LENGTH);
}

static void print_text(struct usage_printing *printing)
{
    const struct usage_figures *figures = printing->figures;
    printf("Figures are rounded down to fives. What is not listed is under 5; sums are of what is listed.\n");
    for (size_t i = 0; i < figures->count; i++) {
        const struct usage_figure *figure = &figures->items[i];
        if (i == 0 || figure[-1].measure != figure->measure)
            printf("\n%s\n", titles[figure->measure]);
        printf("%10s %8ld  %s\n", figure->period, figure->least, name_of(printing, figure->key));
    }
}

// RFC 4180, without anything that a spreadsheet would take for a formula.
static void print_field(const char *text, const char *end)
{
    printf("\"%s", strchr("=+-@", text[0]) != NULL && text[0] != '\0' ? "'" : "");
    for (; *text != '\0'; text++)
        printf(*text == '"' ? "\"\"" : "%c", *text);
    printf("\"%s", end);
}

static void print_csv(struct usage_printing *printing)
{
    const struct usage_figures *figures = printing->figures;
    printf("measure,period,key,name,least\r\n");
    for (size_t i = 0; i < figures->count; i++) {
        const struct usage_figure *figure = &figures->items[i];
        printf("%s,%s,", usage_measure_name(figure->measure), figure->period);
        print_field(figure->key, ",");
        print_field(name_of(printing, figure->key), ",");
        printf("%ld\r\n", figure->least);
    }
}

static void print_json(struct usage_printing *printing)
{
    const struct usage_figures *figures = printing->figures;
    json_t *list = json_array();
    for (size_t i = 0; i < figures->count; i++) {
        const struct usage_figure *figure = &figures->items[i];
        json_array_append_new(list, json_pack("{s:s, s:s, s:s, s:s, s:I}", "measure", usage_measure_name(figure->measure), "period",
                                              figure->period, "key", figure->key, "name", name_of(printing, figure->key), "least",
                                              (json_int_t)figure->least));
    }
    json_t *root = json_pack("{s:i, s:o}", "step", USAGE_LEAST, "figures", list);
    json_dumpf(root, stdout, JSON_INDENT(1));
    printf("\n");
    json_decref(root);
}

enum status usage_print(const struct report_wish *wish, struct problem *problem)
{
    static void (*const print[])(struct usage_printing *printing) = {
        [REPORT_TEXT] = print_text, [REPORT_JSON] = print_json, [REPORT_CSV] = print_csv};
    struct usage_figures figures;
    struct usage_printing printing = {.figures = &figures};
    struct local_time today;
    sqlite3 *database = NULL;
    if (!clock_local(clock_utc_seconds(), &today))
        return problem_set(problem, STATUS_IO, "the clock", "set it", "no calendar has its time");
    enum status status = usage_file_read(&database, wish->usage, problem);
    if (status == STATUS_OK && wish->from != NULL)
        status = content_open(&printing.content, wish->from, cli_sink, NULL, problem);
    if (status == STATUS_OK)
        status = usage_figures_read(&figures, &printing.arena, database, wish->level, today, problem);
    if (status == STATUS_OK)
        print[wish->format](&printing);
    database_close(&printing.content);
    database_close(&database);
    arena_free(&printing.arena);
    return status;
}
