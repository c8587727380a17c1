// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Private to plans: one that is being made, from history (plan.c) or from catalogs (plan_catalog.c).
#ifndef KOMPASS_CORE_PUBLISH_PLAN_PRIVATE_H
#define KOMPASS_CORE_PUBLISH_PLAN_PRIVATE_H

#include "core/publish/plan.h"
#include "core/release/manifest.h"

#include <jansson.h>

struct planning {
    struct arena *arena;
    sqlite3 *editorial;
    struct plan *plan;
    size_t item_capacity, text_capacity;
    struct problem *problem;
};

// Notes what became of one thing: its records as visitors could see them before and will, NULL where they could not. What is for
// staff only does not count. The records stay the caller's.
void plan_note(struct planning *planning, json_t *before, json_t *after);

// Notes all things that differ between the catalog of the release in place and one of today. *known is false when it cannot be read.
enum status plan_compare_catalogs(struct planning *planning, const char *directory, const struct manifest *manifest, bool *known);

#endif
