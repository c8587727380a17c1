// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The emergency numbers compiled into the program: the last resort when there is no catalog that can be read.
#ifndef KOMPASS_CORE_CATALOG_EMERGENCY_H
#define KOMPASS_CORE_CATALOG_EMERGENCY_H

#include "core/catalog/catalog.h"

// All numbers of data/content/emergency.json, generated at build time; texts in the reader's language. In the arena.
const struct emergency_number *emergency_compiled_in(struct arena *arena, const struct reader *reader, size_t *count);

// The compiled-in file itself (data/content/README.md, "emergency"), static.
const char *emergency_file(size_t *size);

#endif
