// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The order of the table is the order of the results, whatever is answered: a result that moved when one answered a question
// would look like another.
#include "core/paths/path.h"

#include <string.h>

enum path_truth path_condition_holds(const struct path_condition *condition, path_values answer, path_values stated)
{
    if (!condition->matters)
        return PATH_TRUE;
    path_values met = condition->own ? stated : condition->values;
    if (answer == 0 || met == 0)
        return PATH_UNKNOWN;
    return (answer & met) != 0 ? PATH_TRUE : PATH_FALSE;
}

// Whether a row holds, and by which answers.
static struct path_result result_of(const struct path_table *table, size_t row, const struct path_answers *answers,
                                    const struct path_answers *stated)
{
    struct path_result result = {.row = row, .fits = PATH_TRUE};
    for (int question = 0; question < PATH_QUESTIONS; question++) {
        const struct path_condition *condition = &table->rows[row].conditions[question];
        enum path_truth holds =
            path_condition_holds(condition, answers->values[question], stated == NULL ? 0 : stated[row].values[question]);
        result.fits = holds < result.fits ? holds : result.fits;
        if (condition->matters && holds == PATH_TRUE)
            result.because |= 1u << question;
        if (holds == PATH_UNKNOWN)
            result.open |= 1u << question;
    }
    return result;
}

unsigned path_asked(const struct path_table *table)
{
    unsigned asked = 0;
    for (size_t i = 0; i < table->row_count; i++)
        for (int question = 0; question < PATH_QUESTIONS; question++)
            asked |= table->rows[i].conditions[question].matters ? 1u << question : 0;
    return asked;
}

static bool is_of_same_offer(const struct path_table *table, size_t first, size_t second)
{
    return strcmp(table->rows[first].offer, table->rows[second].offer) == 0;
}

// Whether a row before it is of the same offer.
static bool is_repeated(const struct path_table *table, size_t row)
{
    size_t before = 0;
    while (before < row && !is_of_same_offer(table, before, row))
        before++;
    return before < row;
}

size_t path_evaluate(const struct path_table *table, const struct path_answers *answers, const struct path_answers *stated,
                     struct path_result results[PATH_ROWS_MAX])
{
    size_t count = 0;
    for (size_t first = 0; first < table->row_count; first++) {
        if (is_repeated(table, first))
            continue;
        struct path_result best = {.fits = PATH_FALSE};
        for (size_t row = first; row < table->row_count && best.fits != PATH_TRUE; row++) {
            if (!is_of_same_offer(table, first, row))
                continue;
            struct path_result result = result_of(table, row, answers, stated);
            best = result.fits > best.fits ? result : best;
        }
        if (best.fits != PATH_FALSE)
            results[count++] = best;
    }
    return count;
}
