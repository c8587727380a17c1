// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
#include "core/model/counts.h"

#include "core/database/statement.h"

static const char count_rows[] =
    "SELECT (SELECT count(*) FROM area), (SELECT count(*) FROM topic),"
    " (SELECT count(*) FROM offer WHERE duplicate_of IS NULL), (SELECT count(*) FROM article),"
    " (SELECT count(*) FROM guide), (SELECT count(*) FROM guide_step), (SELECT count(*) FROM emergency)";

enum status counts_read(sqlite3 *database, struct counts *counts, struct problem *problem)
{
    long *const numbers[] = {&counts->areas,  &counts->topics,      &counts->offers,           &counts->articles,
                             &counts->guides, &counts->guide_steps, &counts->emergency_numbers};
    *counts = (struct counts){0};
    struct statement *row = database_query(database, count_rows, problem);
    bool there = statement_next(row);
    for (int i = 0; there && i < (int)(sizeof numbers / sizeof *numbers); i++)
        *numbers[i] = (long)statement_number(row, i);
    return statement_end(&row);
}
