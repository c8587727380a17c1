// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// SQL statements, the only way to ask a database: prepared once in a table or made for one use, begun, stepped and ended
// in the same way. No other room calls SQLite for that.
//
// A statement is in use from its beginning to its end, each beginning has one end, and no statement is in use twice at once:
// who began it first would go on with the other's rows. After a failure it has no more rows, and its end says so. NULL is a
// statement without rows.
#ifndef KOMPASS_CORE_DATABASE_STATEMENT_H
#define KOMPASS_CORE_DATABASE_STATEMENT_H

#include "core/base/arena.h"
#include "core/base/status.h"

#include <sqlite3.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct statement;
struct statements;

// How long statements may go on, in units of BUDGET_UNIT instructions of SQLite's machine. One that goes on for longer fails
// (STATUS_CORRUPT): it goes round in circles in a file that was made to do that.
enum { BUDGET_UNIT = 10000 };
struct budget {
    long each; // for every statement of a table from its beginning on
    long left; // of the present one
    long turn; // left for all together until somebody sets it again; LONG_MAX: nobody counts turns
};

// Bounds all statements of a connection. `budget` is borrowed until that is closed.
void database_limit(sqlite3 *database, struct budget *budget);

// A table of statements: `sql` has `count` texts, by the values of an enum, and is borrowed like the connection. A statement
// is prepared when it is first begun, and its text read only then. `budget` is that of the connection; NULL: it has none. The
// caller closes the table before the connection.
struct statements *statements_open(sqlite3 *database, const char *const *sql, size_t count, struct budget *budget);
void statements_close(struct statements **statements); // NULL is fine

// Begins a statement of the table; all its parameters are NULL. Its first failure is put into `problem`, which must stay
// until the end; NULL: it is logged. One that is in use, which is a fault of the program, gives a statement without rows whose
// end is STATUS_INVALID; the one in use goes on as it is.
struct statement *statements_begin(struct statements *statements, size_t which, struct problem *problem);

// Runs every statement of the table once to its last row, to see that the database has what it asks for: with `first` as the
// first parameter and `others` as each further one.
enum status statements_try(struct statements *statements, const char *first, const char *others, struct problem *problem);

// Begins a statement of no table: one that is asked once, or whose text is made at run time. `problem` as above.
struct statement *database_query(sqlite3 *database, const char *sql, struct problem *problem);

// The values of parameters, from 1 on. A text is borrowed until the statement ends or gets another; NULL is SQL NULL.
void statement_bind_text(struct statement *statement, int parameter, const char *text);
void statement_bind_number(struct statement *statement, int parameter, int64_t number);
void statement_bind_real(struct statement *statement, int parameter, double real);
void statement_bind_column(struct statement *statement, int parameter, struct statement *row, int column);

// The next row. False after the last one and after a failure.
bool statement_next(struct statement *statement);

// Runs it to its end, when there are no rows to be read, and makes it ready to be run again with other values.
enum status statement_run(struct statement *statement);

// Ends the statement: of no row any text is valid any more, and *statement becomes NULL. Gives the status of its first
// failure.
enum status statement_end(struct statement **statement);

// Columns of the present row, from 0 on. A text is NULL for SQL NULL, and valid until the next row; a copy is in the arena.
const char *statement_text(struct statement *row, int column);
char *statement_copy(struct arena *arena, struct statement *row, int column);
int64_t statement_number(struct statement *row, int column);
double statement_real(struct statement *row, int column);
bool statement_is_null(struct statement *row, int column);

// What the columns are, of a statement that has begun: how many, the name of each, and of the present row
// whether it has a text there and how many bytes.
int statement_columns(const struct statement *statement);
const char *statement_column_name(const struct statement *statement, int column);
bool statement_is_text(struct statement *row, int column);
size_t statement_bytes(struct statement *row, int column);

// The number in the first column of the first row; 0 when there is no row.
enum status database_number(sqlite3 *database, const char *sql, int64_t *number, struct problem *problem);

#endif
