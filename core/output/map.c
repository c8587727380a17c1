// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Written by whole numbers: printf() writes a comma where the locale does.
#include "core/output/map.h"

#include <math.h>
#include <stdlib.h>

enum { PARTS = 100000 }; // of a degree: a metre

static const char *degrees(struct arena *arena, double value)
{
    long parts = lround(value * PARTS);
    return arena_format(arena, "%s%ld.%05ld", parts < 0 ? "-" : "", labs(parts) / PARTS, labs(parts) % PARTS);
}

void map_write(struct arena *arena, const struct coordinates *point, size_t limit, struct payload *payload)
{
    *payload = (struct payload){0};
    if (!coordinates_are_known(point))
        return;
    const struct take_line line = {TAKE_ADDRESS, arena_format(arena, "geo:%s,%s", degrees(arena, point->latitude), degrees(arena, point->longitude)), 0};
    take_join(arena, "", &line, 1, "", limit, payload);
}
