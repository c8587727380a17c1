// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The only file with <term.h>, which has a macro for each thing that it knows.
#include "tui/terminal/terminfo.h"

#include "tui/terminal/tty.h"

#include <term.h>
#undef columns

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { SUCCESS = 0 }; // of setupterm(3), which calls it OK where <curses.h> is known

// A string of the terminal's description, NULL when it has none.
static const char *capability(const char *name)
{
    const char *value = tigetstr(name);
    return (intptr_t)value == -1 ? NULL : value; // -1: the name is not that of a string
}

const char *terminfo_refusal(const char *name)
{
    int error;
    if (setupterm(name, STDOUT_FILENO, &error) != SUCCESS)
        return "no such terminal is known";
    bool places_cursor = capability("cup") != NULL;
    del_curterm(cur_term);
    return places_cursor ? NULL : "it cannot place its cursor";
}

bool terminfo_begin(void)
{
    int error;
    return setupterm(NULL, STDOUT_FILENO, &error) == SUCCESS;
}

void terminfo_end(void)
{
    del_curterm(cur_term);
}

bool terminfo_is_standard(void)
{
    const char *place_cursor = capability("cup");
    return place_cursor != NULL && strncmp(place_cursor, "\033[", 2) == 0;
}

bool terminfo_has_pointer(void)
{
    return capability("kmous") != NULL;
}

bool terminfo_wraps_at_once(void)
{
    return tigetflag("am") > 0 && tigetflag("xenl") <= 0;
}

int terminfo_colours(void)
{
    enum { PAIRS_LEAST = 64 }; // of each of eight colours with each; where there are fewer, one that was not to be had is not seen
    int colours = tigetnum("colors");
    return colours > 0 && tigetnum("pairs") >= PAIRS_LEAST ? colours : 0;
}

const char *terminfo_with_any_colour(const char *name)
{
    static const char table[] = "-256color", direct[] = "-direct";
    static char found[64];
    const char *says = getenv("COLORTERM");
    size_t length = strlen(name);
    if (says == NULL || (strcmp(says, "truecolor") != 0 && strcmp(says, "24bit") != 0))
        return name;
    // screen hands the variable on from the terminal outside of it, and takes no such colours.
    if (strncmp(name, "screen", 6) == 0 || length + sizeof direct > sizeof found)
        return name;
    if (length > strlen(table) && strcmp(name + length - strlen(table), table) == 0)
        length -= strlen(table);
    memcpy(found, name, length);
    memcpy(found + length, direct, sizeof direct);
    return terminfo_refusal(found) == NULL ? found : name;
}

bool terminfo_has_any_colour(void)
{
    enum { CHANNELS_OF_8_BITS = 1 << 24 };
    const char *text = capability("RGB");
    return terminfo_colours() >= CHANNELS_OF_8_BITS && (tigetflag("RGB") > 0 || tigetnum("RGB") > 0 || text != NULL);
}

bool terminfo_is_console(void)
{
    const char *name = getenv("TERM");
    return name != NULL && strncmp(name, "linux", 5) == 0;
}

void terminfo_describe(struct probe *probe)
{
    probe->colours = terminfo_colours();
    probe->pointer = probe->kind != PROBE_CONSOLE && terminfo_has_pointer();
    probe->places_cursor = capability("cup") != NULL;
    tty_size(&probe->rows, &probe->columns);
}

void terminfo_append(char *bytes, size_t size, const char *name)
{
    const char *from = capability(name);
    if (from == NULL)
        return;
    size_t length = strlen(bytes);
    for (; *from != '\0' && length + 1 < size; from++) {
        if (from[0] == '$' && from[1] == '<' && strchr(from, '>') != NULL)
            from = strchr(from, '>');
        else
            bytes[length++] = *from;
    }
    bytes[length] = '\0';
}
