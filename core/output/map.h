// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// A place for a telephone's map: a geo URI (RFC 5870), which names no company's map.
#ifndef KOMPASS_CORE_OUTPUT_MAP_H
#define KOMPASS_CORE_OUTPUT_MAP_H

#include "core/base/geography.h"
#include "core/output/take.h"

// Nothing is taken where the point is not known or has no room.
void map_write(struct arena *arena, const struct coordinates *point, size_t limit, struct payload *payload);

#endif
