// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The public holidays of Saxony-Anhalt: section 2 of its Feiertagsgesetz, as data/content/holidays*.json has them.
#ifndef KOMPASS_TESTS_CORE_SAXONY_ANHALT_H
#define KOMPASS_TESTS_CORE_SAXONY_ANHALT_H

#include "core/time/hours.h"

static const struct holiday holidays[] = {
    {.month = 1, .day = 1, .name = "Neujahr"},
    {.month = 1, .day = 6, .name = "Heilige Drei Könige"},
    {.moves = true, .days_after_easter = -2, .name = "Karfreitag"},
    {.moves = true, .days_after_easter = 1, .name = "Ostermontag"},
    {.month = 5, .day = 1, .name = "Tag der Arbeit"},
    {.moves = true, .days_after_easter = 39, .name = "Christi Himmelfahrt"},
    {.moves = true, .days_after_easter = 50, .name = "Pfingstmontag"},
    {.month = 10, .day = 3, .name = "Tag der Deutschen Einheit"},
    {.month = 10, .day = 31, .name = "Reformationstag"},
    {.month = 12, .day = 25, .name = "1. Weihnachtstag"},
    {.month = 12, .day = 26, .name = "2. Weihnachtstag"},
};
enum { HOLIDAYS = sizeof holidays / sizeof *holidays };

#endif
