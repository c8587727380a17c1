// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The C library, ICU, ncurses and SQLite all read the environment. None of them is to find anything there that came over the network.
#include "tui/staff/arrival.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

// With descriptions in ncurses-base, so that they are on every Debian. A name that is not here is never looked for among the files of
// descriptions: it could lead elsewhere.
static const char *const terminals[] = {
    "xterm-256color", "xterm", "xterm-color", "xterm-mono", "screen", "screen-256color", "tmux", "tmux-256color", "linux", "rxvt",
    "rxvt-unicode", "rxvt-unicode-256color", "Eterm", "cygwin", "vt100", "vt102", "vt220",
};

const char *arrival_terminal(const char *name)
{
    if (name == NULL || name[0] == '\0' || strcmp(name, "dumb") == 0)
        return "vt100";
    for (size_t i = 0; i < sizeof terminals / sizeof *terminals; i++) {
        if (strcmp(terminals[i], name) == 0)
            return terminals[i];
    }
    return "xterm-256color";
}

// Whoever is at home in another language than German rather reads English.
static const char *language_of_environment(void)
{
    static const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *value = getenv(names[i]);
        if (value == NULL || value[0] == '\0')
            continue;
        bool none = strcmp(value, "POSIX") == 0 || value[0] == 'C';
        return none || strncmp(value, "de", 2) == 0 ? "de" : "en";
    }
    return "de";
}

static const char *copy_variable(struct arena *arena, const char *name)
{
    const char *value = getenv(name);
    return value == NULL ? NULL : arena_copy_text(arena, value);
}

void arrival_take(struct arrival *arrival, struct arena *arena)
{
    const char *connection = copy_variable(arena, "SSH_CONNECTION");
    const char *no_color = getenv("NO_COLOR");
    const char *colours = getenv("COLORTERM");
    bool any_colour = colours != NULL && (strcmp(colours, "truecolor") == 0 || strcmp(colours, "24bit") == 0);
    bool colourless = no_color != NULL && no_color[0] != '\0';
    const char *terminal = arrival_terminal(getenv("TERM"));
    *arrival = (struct arrival){
        .authentication = copy_variable(arena, "SSH_USER_AUTH"),
        .address = connection == NULL ? NULL : arena_copy(arena, connection, strcspn(connection, " ")),
        .language = language_of_environment(),
        .wants_command = getenv("SSH_ORIGINAL_COMMAND") != NULL,
    };
    clearenv();
    setenv("TERM", terminal, 1);
    if (any_colour)
        setenv("COLORTERM", "truecolor", 1);
    if (colourless)
        setenv("NO_COLOR", "1", 1);
}

enum status arrival_check(const struct arrival *arrival, struct problem *problem)
{
    static const char mend[] = "log in with ssh -t and no command; files go to the inbox, if there is one";
    if (arrival->wants_command)
        return problem_set(problem, STATUS_UNSUPPORTED, "command", mend, "no commands and no file transfers are to be had here");
    if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
        return problem_set(problem, STATUS_UNSUPPORTED, "terminal", mend, "there is none");
    return STATUS_OK;
}
