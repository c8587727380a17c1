// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The tables are made of the German files when the programs are built (locales/messages.awk).
#include "core/language/message_set.h"

#include <string.h>

#include "generated/message_sets.inc" // sets

const struct message_set *message_sets(size_t *count)
{
    *count = sizeof sets / sizeof *sets;
    return sets;
}

const struct message_set *message_set_of(const char *program)
{
    for (size_t i = 0; i < sizeof sets / sizeof *sets; i++) {
        if (strcmp(sets[i].program, program) == 0)
            return &sets[i];
    }
    return NULL;
}
