// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// What is indexed of each thing, by the model: one row for each listed thing and each language that it can be found in.
#ifndef KOMPASS_CORE_SEARCH_INDEX_ROWS_H
#define KOMPASS_CORE_SEARCH_INDEX_ROWS_H

#include "core/base/status.h"
#include "core/database/statement.h"

#include <sqlite3.h>

// The columns of a row; the last four are those of the table `search`. Each may be NULL but the first two.
enum index_column {
    INDEX_THING,
    INDEX_LANGUAGE,
    INDEX_TITLE,
    INDEX_SUMMARY,
    INDEX_CONTEXT,
    INDEX_BODY,
    INDEX_COLUMNS,
};

typedef enum status index_take(void *context, struct statement *row);

// Once, before the first reading.
enum status index_rows_begin(sqlite3 *catalog, struct problem *problem);

// Gives all rows of a catalog to `take` until that fails: those of a thing together, things in the order of the screens,
// the words of the glossary last. The same catalog always gives the same rows.
enum status index_rows(sqlite3 *catalog, index_take *take, void *context, struct problem *problem);

#endif
