// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Of several closures one holds: hours of two of them are never mixed, which nobody could foresee.
#include "core/time/closure.h"

#include "core/base/clock.h"

// The days of a yearly closure that begin in a year. Where 29 February is missing it begins a day later and ends a day earlier,
// so that of this day alone there is nothing.
static struct closure_days days_of_year(const struct closure *closure, int year)
{
    struct local_time first = clock_from_day_number(closure->days.first);
    struct local_time last = clock_from_day_number(closure->days.last);
    struct closure_days days = {clock_day_number(year, first.month, first.day),
                                clock_day_number(year + last.year - first.year, last.month, last.day)};
    if (clock_from_day_number(days.last).month != last.month)
        days.last--;
    return days;
}

// Whether it holds on a day, and its days around that one.
static bool holds(const struct closure *closure, int64_t day, struct closure_days *days)
{
    *days = closure->days;
    if (closure->every_year && day > closure->days.last && closure->days.last != CLOSURE_NO_END) {
        int year = clock_from_day_number(day).year;
        *days = days_of_year(closure, year);
        if (days->first > day) // it began last year
            *days = days_of_year(closure, year - 1);
    }
    return days->first <= day && day <= days->last;
}

static bool comes_before(const struct closure *closure, const struct closure_days *days, const struct closure *other,
                         const struct closure_days *others)
{
    if (closure->scope != other->scope)
        return closure->scope > other->scope;
    return days->first != others->first ? days->first > others->first : days->last < others->last;
}

const struct closure *closure_on(const struct closure *closures, size_t count, int64_t day, struct closure_days *days)
{
    const struct closure *found = NULL;
    struct closure_days best = {0, 0};
    for (size_t i = 0; i < count; i++) {
        struct closure_days own;
        if (holds(&closures[i], day, &own) && (found == NULL || comes_before(&closures[i], &own, found, &best))) {
            found = &closures[i];
            best = own;
        }
    }
    if (days != NULL)
        *days = best;
    return found;
}
