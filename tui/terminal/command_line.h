// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// What programs on a terminal have in common before they take it over: how they say that a command line is wrong.
#ifndef KOMPASS_TUI_TERMINAL_COMMAND_LINE_H
#define KOMPASS_TUI_TERMINAL_COMMAND_LINE_H

#include "core/base/status.h"

#include <stdbool.h>

enum { EXIT_USAGE = 2 }; // beside EXIT_SUCCESS and EXIT_FAILURE

// Says `program: what: why (mend)` on standard error. Gives `status`, for exit().
int command_line_complain(const char *program, const struct problem *problem, int status);

// The same of an argument; gives EXIT_USAGE.
int command_line_refuse(const char *program, const char *what, const char *why, const char *mend);

// What getopt_long() found wrong: `option` is ':' for a value that is missing, anything else for an option that there is not.
int command_line_refuse_option(const char *program, int option, const char *argument);

// Reads the value of --ready-fd, the number of a descriptor. Otherwise says what is wrong and gives false.
bool command_line_descriptor(const char *program, const char *text, int *descriptor);

#endif
