// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Which words of the glossary stand on which page, written into a catalog while it is made.
#ifndef KOMPASS_CORE_PUBLISH_TERM_USES_H
#define KOMPASS_CORE_PUBLISH_TERM_USES_H

#include "core/base/status.h"

#include <sqlite3.h>

// Fills the table term_use (data/catalog.sql) from the German texts of offers, articles and guides, with their names.
enum status term_uses_fill(sqlite3 *catalog, struct problem *problem);

#endif
