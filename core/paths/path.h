// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// What helps whom: a decision table, asked with answers that may be missing. The logic is Kleene's: a row holds, does not hold, or
// that is not known, and what is not known hides nothing.
#ifndef KOMPASS_CORE_PATHS_PATH_H
#define KOMPASS_CORE_PATHS_PATH_H

#include "core/paths/condition.h"

enum {
    PATH_ROWS_MAX = 64,
    PATH_ASKED_MAX = 4,   // questions of a table
    PATH_RESULTS_MAX = 7, // for who has answered all of them
};

struct path_row {
    const char *offer;  // whatever names one
    const char *reason; // of core/model's words
    struct path_condition conditions[PATH_QUESTIONS];
};

struct path_table {
    struct path_row rows[PATH_ROWS_MAX];
    size_t row_count;
    struct path_districts districts;
};

// What somebody has answered, or what an offer states of itself; 0: unknown.
struct path_answers {
    path_values values[PATH_QUESTIONS];
};

// In an order in which "and" is the lesser of two, "or" the greater.
enum path_truth { PATH_FALSE, PATH_UNKNOWN, PATH_TRUE };

// An offer that helps, or may help.
struct path_result {
    size_t row;       // of the table, by which it is here: the first that holds, else the first that may
    enum path_truth fits; // PATH_TRUE or PATH_UNKNOWN
    unsigned because; // the questions, bit 1 << enum path_question, whose answers make the row hold
    unsigned open;    // those on whose answers it depends whether it does
};

// Whether a condition is met by an answer, given what the offer states.
enum path_truth path_condition_holds(const struct path_condition *condition, path_values answer, path_values stated);

// The questions that make a difference in a table, a bit of each.
unsigned path_asked(const struct path_table *table);

// The offers for these answers, in the order of their first rows, each once; `stated` is of each row's offer, NULL: nothing is known of
// any. At most PATH_ROWS_MAX results; returns how many. With an answer less none goes away and none changes its place among
// the others.
size_t path_evaluate(const struct path_table *table, const struct path_answers *answers, const struct path_answers *stated,
                     struct path_result results[PATH_ROWS_MAX]);

// Hears what is wrong with a table: in a row, or in all of it (then `row` is PATH_ROWS_MAX). The texts last as long as the arena.
typedef void path_fault_sink(void *context, size_t row, const char *why, const char *mend);

// Finds rows that make no difference, questions that are too many, answers for which there is nothing or too much. An urgent table asks
// nothing. Returns how many faults there are. Every combination of single answers is tried, which are some ten thousand at most.
size_t path_check(struct arena *arena, const struct path_table *table, bool urgent, path_fault_sink *sink, void *context);

#endif
