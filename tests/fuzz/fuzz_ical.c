// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Calendars of anybody: whatever they say, reading and joining them ends, and what is told may be shown.
#include "core/exchange/ical/ical.h"

#include <stdlib.h>
#include <string.h>

static void sink(void *context, const struct problem *problem)
{
    (void)context;
    if (strchr(problem->what, '\033') != NULL || strchr(problem->why, '\033') != NULL || problem->mend[0] == '\0')
        abort();
}

int LLVMFuzzerTestOneInput(const unsigned char *bytes, size_t size);

int LLVMFuzzerTestOneInput(const unsigned char *bytes, size_t size)
{
    ical_check_bytes("fuzz.ics", (const char *)bytes, size, "Europe/Berlin", sink, NULL);
    return 0;
}
