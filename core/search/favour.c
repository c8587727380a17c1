// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Of offers that fit equally well the open and the near ones come first. Only what is listed is looked at, so this costs
// the same in a catalog of any size.
#include "core/search/search_private.h"

#include <math.h>

// Enough to come before an equal, too little to pass what fits better.
static const double bonus_open = 0.03;
static const double bonus_near = 0.03;

// All of the bonus within a walk, none where nobody goes for being near; in between, each doubling takes the same away.
static const double near_metres = 1000;
static const double far_metres = 10000;

// What is not known to be near has no bonus: it stands with what is far, and no lower.
static double bonus_of_distance(const struct searcher *searcher, const char *id, const struct coordinates *here)
{
    struct statement *row = search_begin(searcher, SEARCH_OFFER_POINT, id);
    struct coordinates there = {0};
    if (statement_next(row))
        there = (struct coordinates){statement_real(row, 0), statement_real(row, 1)};
    statement_end(&row);
    if (!coordinates_are_known(&there))
        return 0;
    double nearness = log(far_metres / coordinates_metres(here, &there)) / log(far_metres / near_metres);
    return nearness <= 0 ? 0 : nearness < 1 ? bonus_near * nearness : bonus_near;
}

void search_favour(struct seeking *seeking, const struct coordinates *here, struct search_results *results)
{
    size_t holiday_count;
    const struct holiday *holidays = catalog_holidays(seeking->catalog, seeking->arena, seeking->reader, &holiday_count);
    bool anywhere = here != NULL && coordinates_are_known(here);
    for (size_t i = 0; i < results->count; i++) {
        struct search_result result = results->items[i];
        if (result.entry.kind != KIND_OFFER)
            continue;
        if (catalog_is_open(seeking->catalog, seeking->arena, result.entry.id, holidays, holiday_count, seeking->now))
            result.score *= 1 + bonus_open;
        if (anywhere)
            result.score *= 1 + bonus_of_distance(seeking->searcher, result.entry.id, here);
        size_t place = i;
        for (; place > 0 && results->items[place - 1].score < result.score; place--)
            results->items[place] = results->items[place - 1];
        results->items[place] = result;
    }
}
