// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Each field is a line of its own, and so a paragraph whose direction a telephone finds by itself (UAX #9, P2).
#include "core/output/steps.h"

// In the order in which they are read.
static const struct {
    enum take_field field;
    int rank;
} order[] = {
    {TAKE_MEANING, 4}, {TAKE_NAME, 0},  {TAKE_WHEN, 1},  {TAKE_ADDRESS, 2}, {TAKE_TOWN, 6}, {TAKE_PHONE, 3},
    {TAKE_STEP, 5},    {TAKE_HOURS, 7}, {TAKE_BRING, 8}, {TAKE_EMAIL, 9},   {TAKE_WEB, 10},
};
_Static_assert(sizeof order / sizeof *order == TAKE_FIELD_COUNT, "each field has its place");

void steps_write(struct arena *arena, const char *const fields[TAKE_FIELD_COUNT], size_t limit, struct payload *payload)
{
    struct take_line lines[TAKE_FIELD_COUNT];
    for (size_t i = 0; i < TAKE_FIELD_COUNT; i++)
        lines[i] = (struct take_line){order[i].field, fields[order[i].field], order[i].rank};
    take_join(arena, "", lines, TAKE_FIELD_COUNT, "", limit, payload);
}
