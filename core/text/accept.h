// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The gate for all text: what passes is well-formed UTF-8 in Unicode form NFC and can be put on a screen.
#ifndef KOMPASS_CORE_TEXT_ACCEPT_H
#define KOMPASS_CORE_TEXT_ACCEPT_H

#include "core/base/arena.h"
#include "core/base/status.h"

#include <stdbool.h>
#include <stdint.h>

// Strict, for content: *accepted is the text in NFC, in the arena. STATUS_INVALID for malformed UTF-8, control
// characters but line feed, bidirectional overrides and embeddings (U+202A to U+202E), noncharacters and unassigned
// code points; `why` names the code point and the byte offset. `what` is the place named in the problem.
enum status text_accept(struct arena *arena, const char *bytes, size_t length, const char *what, char **accepted,
                        struct problem *problem);

// Lenient, for what is about to be shown and cannot be refused (a visitor's typing, an old catalog): malformed bytes
// become U+FFFD, tabs become spaces, other characters that text_accept() refuses are dropped; NFC, in the arena.
char *text_clean(struct arena *arena, const char *bytes, size_t length);

// Whether normalization (UAX #15) neither changes a character nor joins it with any beside it that this is true of as well: what is made
// of these alone is in NFC. Known of what lies below U+0300 and of the letters and signs that our texts are nearly all made of; false
// says nothing.
bool text_stands_alone(uint32_t character);

// How many characters text_clean() would drop, for whoever must be told.
size_t text_count_dropped(const char *bytes, size_t length);

#endif
