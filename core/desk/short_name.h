// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The short name of a new record, made from what it is called, so that nobody has to think of one.
#ifndef KOMPASS_CORE_DESK_SHORT_NAME_H
#define KOMPASS_CORE_DESK_SHORT_NAME_H

#include "core/desk/sheet.h"

// Gives the sheet a short name that nothing of its kind has: "Bürgeramt Dessau" is buergeramt-dessau, the next one
// buergeramt-dessau-2. One that has a name, that is called nothing yet, or whose kind has no short names stays as it is.
enum status short_name_give(struct sheet *sheet, sqlite3 *editorial, struct problem *problem);

#endif
