// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Formats problems into their fixed memory; a text that does not fit is cut between two UTF-8 characters.
#include "core/base/status.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static const char ellipsis[] = "…";

// Ends a truncated text in an ellipsis without leaving half a UTF-8 sequence before it.
static void mark_truncation(char *text, size_t size)
{
    size_t end = size - sizeof ellipsis;
    while (end > 0 && ((unsigned char)text[end] & 0xC0) == 0x80)
        end--;
    memcpy(text + end, ellipsis, sizeof ellipsis);
}

__attribute__((format(printf, 3, 0)))
static void format_into(char *text, size_t size, const char *format, va_list arguments)
{
    int length = vsnprintf(text, size, format, arguments);
    if (length < 0)
        text[0] = '\0';
    else if ((size_t)length >= size && size > sizeof ellipsis)
        mark_truncation(text, size);
}

static void copy_into(char *text, size_t size, const char *source)
{
    size_t length = strlen(source);
    if (length < size) {
        memcpy(text, source, length + 1);
        return;
    }
    memcpy(text, source, size - 1);
    text[size - 1] = '\0';
    if (size > sizeof ellipsis)
        mark_truncation(text, size);
}

enum status problem_set(struct problem *problem, enum status status, const char *what, const char *mend, const char *why, ...)
{
    problem->status = status;
    problem->cause = PROBLEM_OTHER;
    copy_into(problem->what, sizeof problem->what, what);
    copy_into(problem->mend, sizeof problem->mend, mend);
    va_list arguments;
    va_start(arguments, why);
    format_into(problem->why, sizeof problem->why, why, arguments);
    va_end(arguments);
    return status;
}

static const char *mend_for(int error)
{
    switch (error) {
    case ENOENT:
        return "check the name";
    case EACCES:
    case EPERM:
    case EROFS:
        return "check the owner and the permissions";
    case ENOSPC:
    case EDQUOT:
        return "free some space";
    case ENOTDIR:
    case EISDIR:
        return "name a file where a file is expected and a folder where a folder is";
    default:
        return "";
    }
}

static enum problem_cause cause_of(int error)
{
    switch (error) {
    case EACCES:
    case EPERM:
    case EROFS:
        return PROBLEM_DENIED;
    case ENOSPC:
    case EDQUOT:
        return PROBLEM_FULL;
    default:
        return PROBLEM_OTHER;
    }
}

enum status problem_set_errno(struct problem *problem, const char *what, const char *doing)
{
    int error = errno;
    enum status status = error == ENOENT ? STATUS_NOT_FOUND : STATUS_IO;
    problem_set(problem, status, what, mend_for(error), "cannot %s: %s", doing, strerror(error));
    problem->cause = cause_of(error);
    return status;
}

void problem_format(const struct problem *problem, char *buffer, size_t size)
{
    int length;
    if (problem->mend[0] != '\0')
        length = snprintf(buffer, size, "%s: %s (%s)", problem->what, problem->why, problem->mend);
    else
        length = snprintf(buffer, size, "%s: %s", problem->what, problem->why);
    if (length >= 0 && (size_t)length >= size && size > sizeof ellipsis)
        mark_truncation(buffer, size);
}
