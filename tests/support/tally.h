// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// How often searching found what was looked for.
#ifndef KOMPASS_TESTS_SUPPORT_TALLY_H
#define KOMPASS_TESTS_SUPPORT_TALLY_H

#include <stddef.h>

struct tally {
    long asked, first, among_five, nothing;
};

// Counts a search of `count` results whose right one stands at `place`, from 0 on; at `count` when there is none.
static inline void tally_count(struct tally *tally, size_t place, size_t count)
{
    tally->asked++;
    tally->first += place < count && place == 0;
    tally->among_five += place < count && place < 5;
    tally->nothing += count == 0;
}

static inline double tally_percent(const struct tally *tally, long part)
{
    return 100.0 * (double)part / (double)tally->asked;
}

#endif
