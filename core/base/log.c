// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// One write(2) per line, so that lines of several processes do not mix.
#include "core/base/log.h"

#include <stdarg.h>
#include <stdio.h>
#include <unistd.h>

static int log_fd = -1;
static int log_to_journal;

void log_open(int fd, int journal)
{
    log_fd = fd;
    log_to_journal = journal;
}

void log_message(enum log_level level, const char *format, ...)
{
    if (log_fd < 0)
        return;
    char line[1600];
    size_t length = 0;
    if (log_to_journal)
        length = (size_t)snprintf(line, sizeof line, "<%d>", (int)level);
    va_list arguments;
    va_start(arguments, format);
    int added = vsnprintf(line + length, sizeof line - length - 1, format, arguments);
    va_end(arguments);
    if (added < 0)
        return;
    length += (size_t)added < sizeof line - length - 1 ? (size_t)added : sizeof line - length - 2;
    line[length++] = '\n';
    ssize_t written = write(log_fd, line, length);
    (void)written; // a log that cannot be written cannot be told either
}

void log_problem(enum log_level level, const struct problem *problem)
{
    char text[1400];
    problem_format(problem, text, sizeof text);
    log_message(level, "%s", text);
}
