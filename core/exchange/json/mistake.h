// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The first mistake in a JSON text, as somebody who wrote it by hand would name it: "a comma is missing".
#ifndef KOMPASS_CORE_EXCHANGE_JSON_MISTAKE_H
#define KOMPASS_CORE_EXCHANGE_JSON_MISTAKE_H

#include "core/base/arena.h"

#include <stdbool.h>
#include <stddef.h>

struct json_mistake {
    size_t line, column;    // where it is to be mended; from 1, a column is a character
    const char *why, *mend; // in the arena
};

// Looks for it in linear time. False when the text is right (RFC 8259, without double names in an object), or when it
// is wrong in a way that nobody does by mistake.
bool json_find_mistake(struct arena *arena, const char *bytes, size_t size, struct json_mistake *mistake);

#endif
