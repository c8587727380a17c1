// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// By the marks at their ends alone: the texts that are cut so are short and have no abbreviations with a full stop.
#include "core/text/sentence.h"

#include <stddef.h>
#include <string.h>

static bool asks(const char *text)
{
    size_t length = strlen(text);
    return (length >= 1 && text[length - 1] == '?') || (length >= 2 && strcmp(text + length - 2, "\u061F") == 0);
}

// The blank behind the last sentence but one; NULL when there is only one.
static char *find_last_sentence(char *text)
{
    static const char *const ends[] = {". ", "? ", "! ", "\u061F ", "\u1362 "};
    char *last = NULL;
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        for (char *at = text; (at = strstr(at, ends[i])) != NULL;) {
            at += strlen(ends[i]) - 1;
            last = last == NULL || at > last ? at : last;
        }
    }
    return last;
}

bool text_drop_sentence(char *text)
{
    char *last;
    do {
        last = find_last_sentence(text);
        if (last != NULL)
            *last = '\0';
    } while (last != NULL && asks(text));
    return last != NULL;
}
