// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// What to do and where to go, as a plain text: every telephone shows one, also without a network or a program for it.
#ifndef KOMPASS_CORE_OUTPUT_STEPS_H
#define KOMPASS_CORE_OUTPUT_STEPS_H

#include "core/output/take.h"

// The fields that there are, by enum take_field, NULL for the others, in at most `limit` bytes. Name, time, place and number get the
// room first, so that somebody finds the door; then what it is called and what to do there in the reader's words.
void steps_write(struct arena *arena, const char *const fields[TAKE_FIELD_COUNT], size_t limit, struct payload *payload);

#endif
