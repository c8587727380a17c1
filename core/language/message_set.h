// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Which messages each program has: generated from the German files, locales/<program>/de.txt. Key `home_title` is
// MESSAGE_HOME_TITLE in that program's generated/<program>_messages.h, which nothing that two programs share includes.
#ifndef KOMPASS_CORE_LANGUAGE_MESSAGE_SET_H
#define KOMPASS_CORE_LANGUAGE_MESSAGE_SET_H

#include <stddef.h>

// Where a message stands, as far as its width matters.
enum message_place {
    MESSAGE_WRAPS,
    MESSAGE_IN_BAR,  // in the bar on top of the screen, before the clock
    MESSAGE_ON_LINE, // on one line across the page
};

struct message_source {
    const char *key; // "home_title"
    enum message_place place;
};

struct message_set {
    const char *program;                   // its folder of locales/: "kiosk"
    const struct message_source *messages; // a message's id is its place here
    size_t count;
};

// The messages of all programs that have any. The table is static.
const struct message_set *message_sets(size_t *count);

// Those of one program; NULL when it has none.
const struct message_set *message_set_of(const char *program);

#endif
