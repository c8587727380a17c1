// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Whether a table answers everybody. Domains are finite, so nothing is proved: everything is tried.
#include "core/paths/path.h"

#include <string.h>

struct path_checking {
    struct arena *arena;
    const struct path_table *table;
    path_fault_sink *sink;
    void *context;
    size_t faults;
    enum path_question asked[PATH_QUESTIONS];
    size_t asked_count;
    bool nothing, too_much; // were told
};

static void tell(struct path_checking *checking, size_t row, const char *why, const char *mend)
{
    checking->faults++;
    if (checking->sink != NULL)
        checking->sink(checking->context, row, why, mend);
}

// Whether whatever meets the second condition meets the first.
static bool covers(const struct path_condition *first, const struct path_condition *second)
{
    if (!first->matters)
        return true;
    if (!second->matters || first->own != second->own)
        return false;
    return first->own || (second->values & ~first->values) == 0;
}

static void check_rows(struct path_checking *checking)
{
    const struct path_table *table = checking->table;
    for (size_t row = 0; row < table->row_count; row++) {
        for (size_t before = 0; before < row; before++) {
            bool covered = strcmp(table->rows[before].offer, table->rows[row].offer) == 0;
            for (int question = 0; question < PATH_QUESTIONS; question++)
                covered = covered && covers(&table->rows[before].conditions[question], &table->rows[row].conditions[question]);
            if (!covered)
                continue;
            tell(checking, row,
                 arena_format(checking->arena, "never counts, as row %zu has this offer for all whom it is for", before + 1),
                 "remove it, or write the narrower row first");
            break;
        }
    }
}

// "status asylum, age 4", "whatever is answered".
static const char *words_of(struct path_checking *checking, const size_t *values)
{
    struct arena_text text = {0};
    for (size_t i = 0; i < checking->asked_count; i++) {
        enum path_question question = checking->asked[i];
        const char *word = path_value_word(checking->arena, question, &checking->table->districts, values[i]);
        arena_append(checking->arena, &text,
                     arena_format(checking->arena, "%s%s %s", i == 0 ? "" : ", ", path_question_name(question),
                                  word == NULL ? "elsewhere" : word));
    }
    return text.bytes == NULL ? "whatever is answered" : text.bytes;
}

static void try_answers(struct path_checking *checking, const size_t *values)
{
    struct path_answers answers = {{0}};
    struct path_result results[PATH_ROWS_MAX];
    for (size_t i = 0; i < checking->asked_count; i++)
        answers.values[checking->asked[i]] = (path_values)1 << values[i];
    size_t count = path_evaluate(checking->table, &answers, NULL, results);
    if (count == 0 && !checking->nothing) {
        checking->nothing = true;
        tell(checking, PATH_ROWS_MAX, arena_format(checking->arena, "has nothing for: %s", words_of(checking, values)),
             "add a row that is for everybody");
    } else if (count > PATH_RESULTS_MAX && !checking->too_much) {
        checking->too_much = true;
        tell(checking, PATH_ROWS_MAX,
             arena_format(checking->arena, "has %zu offers for: %s, and %d are as many as somebody can do something with", count,
                          words_of(checking, values), PATH_RESULTS_MAX),
             "remove the least important, or say for whom they are");
    }
}

// All combinations of one answer to each question.
static void try_all(struct path_checking *checking)
{
    size_t values[PATH_QUESTIONS] = {0};
    size_t at = 0;
    while (at <= checking->asked_count && !(checking->nothing && checking->too_much)) {
        try_answers(checking, values);
        for (at = 0; at < checking->asked_count; at++) {
            if (++values[at] < path_value_count(checking->asked[at], &checking->table->districts))
                break;
            values[at] = 0;
        }
        if (at == checking->asked_count)
            return;
    }
}

size_t path_check(struct arena *arena, const struct path_table *table, bool urgent, path_fault_sink *sink, void *context)
{
    struct path_checking checking = {.arena = arena, .table = table, .sink = sink, .context = context};
    unsigned asked = path_asked(table);
    for (int question = 0; question < PATH_QUESTIONS; question++)
        if ((asked & 1u << question) != 0)
            checking.asked[checking.asked_count++] = (enum path_question)question;
    check_rows(&checking);
    if (urgent && asked != 0)
        tell(&checking, PATH_ROWS_MAX, "is urgent and asks something", "write - in all columns: help is shown at once");
    else if (checking.asked_count > PATH_ASKED_MAX)
        tell(&checking, PATH_ROWS_MAX,
             arena_format(arena, "asks %zu questions, and nobody answers more than %d", checking.asked_count, PATH_ASKED_MAX),
             "leave out a column");
    else
        try_all(&checking);
    return checking.faults;
}
