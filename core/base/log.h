// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The log: one line a message on the log's stream, with a systemd priority prefix (sd-daemon(3)) when that is the
// journal. Never a visitor's words.
#ifndef KOMPASS_CORE_BASE_LOG_H
#define KOMPASS_CORE_BASE_LOG_H

#include "core/base/status.h"

enum log_level { LOG_LEVEL_ERROR = 3, LOG_LEVEL_WARNING = 4, LOG_LEVEL_INFO = 6 };

// Sends the log to `fd`, with priority prefixes if `journal`. Before this call, and with fd -1, nothing is written.
void log_open(int fd, int journal);

void log_message(enum log_level level, const char *format, ...) __attribute__((format(printf, 2, 3)));

// Logs the problem as `what: why (mend)`.
void log_problem(enum log_level level, const struct problem *problem);

#endif
