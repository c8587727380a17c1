// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The questions that a path may ask, what can be answered, and conditions on the answers: the cells of a decision table. A
// condition is written in a part of what DMN calls unary tests, and is read into the set of the values that meet it, so that
// asking costs one comparison. docs/paths.md is for people who write tables.
#ifndef KOMPASS_CORE_PATHS_CONDITION_H
#define KOMPASS_CORE_PATHS_CONDITION_H

#include "core/base/arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// In the order in which they are asked.
enum path_question {
    PATH_WHOM,     // for whom help is sought
    PATH_STATUS,   // by which right one is here
    PATH_AGE,      // how old the children are: one value a year of age
    PATH_DISTRICT, // where one lives: of the names in the table, or elsewhere
    PATH_LANGUAGE, // what one speaks: language_table()
    PATH_TIME,     // when one can come
    PATH_QUESTIONS,
};

enum {
    PATH_AGES = 18,         // 0 to 17, then
    PATH_NO_CHILD = PATH_AGES,
    PATH_VALUES_MAX = 64,   // of a question
    PATH_DISTRICTS_MAX = 16, // named in a table
};

// A set of values of one question, bit 1 << value. As an answer, 0 is "I do not know" and "I would rather not say".
typedef uint64_t path_values;

// The districts that a table names, in the order of their first places. The value behind the last one is "elsewhere".
struct path_districts {
    const char *names[PATH_DISTRICTS_MAX];
    size_t count;
};

struct path_condition {
    bool matters;       // false: whatever the answer is
    bool own;           // what the offer itself states meets it: the languages spoken there, the times when it is open
    path_values values; // otherwise that meet it
};

// The name of a question ("whom"), as in tables and columns.
const char *path_question_name(enum path_question question);

// The question of a name; PATH_QUESTIONS when there is none.
enum path_question path_question_of(const char *name);

// The first `count` values of a question.
path_values path_values_up_to(size_t count);

// How many values a question has; of the district as many as were named and one more.
size_t path_value_count(enum path_question question, const struct path_districts *districts);

// The word of a value ("asylum", "4", a district, a language's tag), in the arena or borrowed; NULL for "elsewhere".
const char *path_value_word(struct arena *arena, enum path_question question, const struct path_districts *districts, size_t value);

// Reads a condition: "-", "a, b", "not(a, b)"; of ages also "3", "3..6", "<3", "<=6", ">2", ">=14"; of languages "spoken", of times
// "open". A district that is not known is added to `districts`, as a name of the arena. False when it is none, or nothing and
// everything meets it: *why and *mend say so, in the arena or static.
bool path_condition_read(struct arena *arena, enum path_question question, struct path_districts *districts, const char *text,
                         struct path_condition *condition, const char **why, const char **mend);

#endif
