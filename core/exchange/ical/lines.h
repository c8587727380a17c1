// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The lines of a calendar (RFC 5545, section 3.1), whatever ends them, unfolded, with their numbers in the file.
#ifndef KOMPASS_CORE_EXCHANGE_ICAL_LINES_H
#define KOMPASS_CORE_EXCHANGE_ICAL_LINES_H

#include "core/base/arena.h"

#include <stdbool.h>
#include <stddef.h>

struct ical_lines {
    const char *bytes; // without a NUL; borrowed
    size_t size, at;
    size_t number; // of the line that is next
};

struct ical_line {
    size_t number;     // of its first piece in the file, from 1
    const char *text;  // whole; NULL: it is longer than ICAL_LINE_BYTES_MAX
    const char *name;  // in capital letters, "" when it does not begin with one
    const char *value; // behind the first colon that is not in quotes; NULL: there is none
};

void ical_lines_begin(struct ical_lines *lines, const char *bytes, size_t size);

// The next line that is not empty, in the arena. False at the end.
bool ical_lines_next(struct ical_lines *lines, struct arena *arena, struct ical_line *line);

#endif
