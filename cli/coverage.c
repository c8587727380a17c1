// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Everything is counted before a line is printed, so that a report is whole or none.
#include "cli/coverage.h"

#include "core/base/sys.h"
#include "core/database/database.h"
#include "core/insight/content_open.h"
#include "core/language/message.h"

#include <stdio.h>
#include <string.h>

enum { COUNT_WIDTH = 7 }; // "999/999"

enum status coverage_locales(struct arena *arena, char **folder, struct problem *problem)
{
    const char *data = sys_data_folder(arena);
    if (data == NULL)
        return problem_set(problem, STATUS_NOT_FOUND, "share/kompass", "install the program whole",
                           "the messages are not where the program looks for them");
    *folder = arena_format(arena, "%s/locales", data);
    return STATUS_OK;
}

enum status coverage_gather(struct language_coverage *coverage, const char *path, struct problem *problem)
{
    char *locales = NULL;
    *coverage = (struct language_coverage){0};
    enum status status = coverage_locales(&coverage->arena, &locales, problem);
    if (status != STATUS_OK)
        return status;
    const struct language *languages = language_table(&coverage->count);
    coverage->rows = arena_allocate(&coverage->arena, coverage->count, sizeof *coverage->rows);
    size_t set_count;
    const struct message_set *sets = message_sets(&set_count);
    sqlite3 *database;
    status = content_open(&database, path, cli_sink, NULL, problem);
    for (size_t i = 0; status == STATUS_OK && i < coverage->count; i++) {
        struct coverage_row *row = &coverage->rows[i];
        row->language = &languages[i];
        row->translated = arena_allocate(&coverage->arena, set_count, sizeof *row->translated);
        for (size_t k = 0; k < set_count; k++)
            row->translated[k] = messages_translated(&sets[k], locales, row->language);
        status = content_coverage_count(database, row->language, row->content, problem);
    }
    database_close(&database);
    return status;
}

// "12/15", or "12" when it is all there is.
static const char *share(struct arena *arena, long have, long of)
{
    return have == of ? arena_format(arena, "%ld", of) : arena_format(arena, "%ld/%ld", have, of);
}

// Of the column of a kind.
static int width_of(enum kind kind)
{
    const int name = (int)strlen(model_kind(kind)->name);
    return (name < COUNT_WIDTH ? COUNT_WIDTH : name) + 2;
}

void coverage_print(struct language_coverage *coverage)
{
    size_t set_count;
    const struct message_set *sets = message_sets(&set_count);
    printf("%-10s", "language");
    for (size_t k = 0; k < set_count; k++)
        printf("%10s", sets[k].program);
    for (int kind = 0; kind < KIND_COUNT; kind++) {
        if (content_is_translated((enum kind)kind))
            printf("%*s", width_of((enum kind)kind), model_kind((enum kind)kind)->name);
    }
    printf("%9s%9s\n", "machine", "outdated");
    for (size_t i = 0; i < coverage->count; i++) {
        const struct coverage_row *row = &coverage->rows[i];
        long machine = 0, outdated = 0;
        printf("%-10s", row->language->tag);
        for (size_t k = 0; k < set_count; k++)
            printf("%10s", share(&coverage->arena, (long)row->translated[k], (long)sets[k].count));
        for (int kind = 0; kind < KIND_COUNT; kind++) {
            if (!content_is_translated((enum kind)kind))
                continue;
            printf("%*s", width_of((enum kind)kind), share(&coverage->arena, row->content[kind].have, row->content[kind].of));
            machine += row->content[kind].machine;
            outdated += row->content[kind].outdated;
        }
        printf("%9ld%9ld\n", machine, outdated);
    }
}
