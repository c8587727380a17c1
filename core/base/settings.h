// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Reads a file of settings: one `key = value` a line, a line that begins with # is a comment. What is wrong is said with
// its line; the rest of the file counts all the same.
#ifndef KOMPASS_CORE_BASE_SETTINGS_H
#define KOMPASS_CORE_BASE_SETTINGS_H

#include "core/base/status.h"

#include <stdbool.h>
#include <stddef.h>

enum { SETTINGS_BYTES_MAX = 64 * 1024, SETTINGS_KEYS_MAX = 32 };

// Takes the value of a key: not empty, without blanks around it, borrowed, one call a line. Anything but STATUS_OK refuses the
// value, and then nothing may have changed; of *problem `why` and `mend` are told.
typedef enum status settings_take(void *target, const char *value, struct problem *problem);

struct setting {
    const char *key;
    settings_take *take;
    bool many; // may be there more than once
};

// Reads the file at `path` into `target` by `known` (at most SETTINGS_KEYS_MAX). Every problem goes to `sink`, named
// path:line: a line that is none of the above, a key that is unknown, or there twice and not many times, a value that is refused, bytes that
// are not UTF-8 text; and the file itself when it cannot be read. Returns STATUS_OK or the status of the first problem.
enum status settings_read(const char *path, const struct setting *known, size_t count, void *target, problem_sink *sink,
                          void *context);

// The same of a text that was read already, or is no file: `path` is what problems call it. The bytes are overwritten, and one
// more byte behind them must be ours.
enum status settings_read_text(const char *path, char *bytes, size_t size, const struct setting *known, size_t count,
                               void *target, problem_sink *sink, void *context);

#endif
