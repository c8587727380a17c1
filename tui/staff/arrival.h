// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// What somebody brings along who logs in over SSH: variables and the name of a terminal, as any client may send them, and what sshd
// says of the connection.
#ifndef KOMPASS_TUI_STAFF_ARRIVAL_H
#define KOMPASS_TUI_STAFF_ARRIVAL_H

#include "core/base/arena.h"
#include "core/base/status.h"

#include <stdbool.h>

struct arrival {
    const char *authentication; // the file with the key that was shown (sshd_config(5), ExposeAuthInfo); NULL: none
    const char *address;        // where the connection comes from; NULL: from this machine
    const char *language;       // what the person rather reads: "de" or "en"
    bool wants_command;         // another program was asked for, such as a shell, scp or sftp
};

// Takes it from the environment into the arena, and leaves an environment of our own making: TERM with a name that is known to be
// good, COLORTERM if it says that the terminal takes any colour, NO_COLOR if it was set, and nothing else. To be called before anybody
// else looks there.
void arrival_take(struct arrival *arrival, struct arena *arena);

// The name of a terminal as it is accepted: one of those that are known, a plain one for one that is dumb or not named, and
// "xterm-256color", which most new ones follow, for all others. Static.
const char *arrival_terminal(const char *name);

// Refuses who came for something else, or without a terminal: STATUS_UNSUPPORTED. Not for --help and the like.
enum status arrival_check(const struct arrival *arrival, struct problem *problem);

#endif
