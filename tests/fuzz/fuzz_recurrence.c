// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// libFuzzer target for rules of recurrence: whatever one says, it is followed within its bounds or refused with a
// reason that is safe to show, and its times come in order, from its start on and not over.
#include "core/time/recurrence.h"

#include <assert.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_refusal(const struct problem *problem)
{
    assert(problem->why[0] != '\0' && problem->mend[0] != '\0');
    for (const char *byte = problem->why; *byte != '\0'; byte++)
        assert(*byte >= 0x20 && *byte < 0x7F);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char text[600];
    struct problem problem;
    struct recurrence_days days;
    struct occurrence found[6];
    int64_t day;
    const struct local_time now = {.year = 2031, .month = 3, .day = 1, .hour = 12};
    const struct recurrence recurrence = {{.year = 2026, .month = 11, .day = 5, .hour = 10}, 90, text, "2031-03-06", NULL};
    if (size >= sizeof text)
        return 0;
    memcpy(text, data, size);
    text[size] = '\0';
    if (recurrence_check(&recurrence, &problem) != STATUS_OK)
        check_refusal(&problem);
    size_t count = recurrence_list(&recurrence, now, found, 6);
    for (size_t i = 0; i < count; i++) {
        assert(recurrence_minutes(now, found[i].ends) > 0);
        assert(i == 0 || recurrence_minutes(found[i - 1].begins, found[i].begins) > 0);
        assert(recurrence_is_on(&recurrence, found[i].begins));
    }
    assert(recurrence_days_begin(&days, &recurrence, recurrence.starts) == recurrence_is_rule(text));
    if (!recurrence_is_rule(text))
        return 0;
    while (recurrence_days_next(&days, &day))
        assert(day >= days.first);
    assert(days.looked_at <= RECURRENCE_LOOKED_AT_MAX + 371);
    return 0;
}
