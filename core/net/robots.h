// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// robots.txt (RFC 9309): what of a web server a program is asked to leave alone, and how long to wait between two questions.
#ifndef KOMPASS_CORE_NET_ROBOTS_H
#define KOMPASS_CORE_NET_ROBOTS_H

#include "core/base/arena.h"

#include <stdbool.h>
#include <stddef.h>

enum { ROBOTS_BYTES = 512 * 1024 }; // read of a file; the standard asks for 500 KiB

struct robots_rule;

// Zero-initialised it allows everything and asks for no delay.
struct robots {
    struct robots_rule *rules; // in the arena
    size_t count;
    long delay_ms; // between two questions, at most an hour
};

// Reads the rules for the program that calls itself `product` ("kompass"), those for all when none are for it. Whatever bytes it gets,
// it ends; what is no line of the format is passed over, and of very many rules the first count.
void robots_read(struct robots *robots, struct arena *arena, const char *bytes, size_t size, const char *product);

// Whether a path with its query, "/a?b", may be asked for: the longest rule that fits decides, of two as long the one that allows.
bool robots_allow(const struct robots *robots, const char *path);

#endif
