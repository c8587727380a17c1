// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The moment at which tests ask for what depends on one.
#ifndef KOMPASS_TESTS_SUPPORT_TODAY_H
#define KOMPASS_TESTS_SUPPORT_TODAY_H

#include "core/base/clock.h"

// Monday, 23 November 2026, 10:15
#define TODAY ((struct local_time){2026, 11, 23, 10, 15, 0})

#endif
