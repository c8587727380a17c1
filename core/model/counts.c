// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
#include "core/model/counts.h"

#include "core/database/database.h"

static const char count_rows[] =
    "SELECT (SELECT count(*) FROM area), (SELECT count(*) FROM topic),"
    " (SELECT count(*) FROM offer WHERE duplicate_of IS NULL), (SELECT count(*) FROM article),"
    " (SELECT count(*) FROM guide), (SELECT count(*) FROM guide_step), (SELECT count(*) FROM emergency)";

enum status counts_read(sqlite3 *database, struct counts *counts, struct problem *problem)
{
    long *const numbers[] = {&counts->areas,  &counts->topics,      &counts->offers,           &counts->articles,
                             &counts->guides, &counts->guide_steps, &counts->emergency_numbers};
    sqlite3_stmt *row = NULL;
    enum status status = STATUS_OK;
    *counts = (struct counts){0};
    if (sqlite3_prepare_v2(database, count_rows, sizeof count_rows, &row, NULL) != SQLITE_OK ||
        sqlite3_step(row) != SQLITE_ROW)
        status = database_problem(database, problem);
    for (int i = 0; status == STATUS_OK && i < (int)(sizeof numbers / sizeof *numbers); i++)
        *numbers[i] = (long)sqlite3_column_int64(row, i);
    sqlite3_finalize(row);
    return status;
}
