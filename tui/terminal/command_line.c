// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
#include "tui/terminal/command_line.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

enum { DESCRIPTOR_MAX = 1023, LINE_BYTES = 1400, MEND_BYTES = 64 };

int command_line_complain(const char *program, const struct problem *problem, int status)
{
    char text[LINE_BYTES];
    problem_format(problem, text, sizeof text);
    fprintf(stderr, "%s: %s\n", program, text);
    return status;
}

int command_line_refuse(const char *program, const char *what, const char *why, const char *mend)
{
    struct problem problem;
    problem_set(&problem, STATUS_INVALID, what, mend, "%s", why);
    return command_line_complain(program, &problem, EXIT_USAGE);
}

int command_line_refuse_option(const char *program, int option, const char *argument)
{
    char mend[MEND_BYTES];
    snprintf(mend, sizeof mend, "see %s --help", program);
    return command_line_refuse(program, argument, option == ':' ? "needs a value" : "no such option", mend);
}

bool command_line_descriptor(const char *program, const char *text, int *descriptor)
{
    char *end;
    errno = 0;
    long number = strtol(text, &end, 10);
    if (errno != 0 || end == text || *end != '\0' || number < 0 || number > DESCRIPTOR_MAX) {
        command_line_refuse(program, text, "not a file descriptor", "give --ready-fd the number of an open one");
        return false;
    }
    *descriptor = (int)number;
    return true;
}
