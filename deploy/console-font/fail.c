// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
#include "deploy/console-font/font_builder.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

void builder_fail(const char *what, const char *why, ...)
{
    va_list arguments;
    va_start(arguments, why);
    fprintf(stderr, "build-font: %s: ", what);
    vfprintf(stderr, why, arguments);
    fputc('\n', stderr);
    va_end(arguments);
    exit(1);
}
