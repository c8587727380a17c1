// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Words that people use for one another, whatever the content says: "Kita" and "Kindertagesstätte".
#ifndef KOMPASS_CORE_LANGUAGE_RELATED_H
#define KOMPASS_CORE_LANGUAGE_RELATED_H

#include "core/base/arena.h"

// Groups of folded words, single spaces between and around them, in an array that ends in NULL. In the arena.
const char *const *related_groups(struct arena *arena);

#endif
