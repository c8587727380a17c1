// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// What the kiosk says about when an offer is open, in its own words, at another time than now.
#ifndef KOMPASS_TUI_STAFF_KIOSK_WORDS_H
#define KOMPASS_TUI_STAFF_KIOSK_WORDS_H

#include "core/base/arena.h"
#include "core/base/clock.h"
#include "core/base/status.h"
#include "core/language/language.h"

#include <stddef.h>

// The sentences on the page of the offer of that id, a line each, at `when`, in a catalog whose bytes are from SQLite and taken over
// whatever comes of it. The messages of the kiosk are in `locales`. In the arena.
enum status kiosk_words_of(struct arena *arena, unsigned char *bytes, size_t size, const char *locales, const struct language *language,
                           const char *id, struct local_time when, const char **words, struct problem *problem);

#endif
