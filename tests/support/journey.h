// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Going through the kiosk as a person does: looking for words on the screen and moving towards them with the arrow
// keys.
#ifndef KOMPASS_TESTS_SUPPORT_JOURNEY_H
#define KOMPASS_TESTS_SUPPORT_JOURNEY_H

#include "core/catalog/catalog.h"
#include "tests/support/pty.h"

struct journey {
    struct arena arena;
    struct catalog *catalog; // the default one, to know what must be there
    const struct language *language;
    struct reader reader;
    struct pty *pty;
};

// Starts the kiosk, 100 columns by 30 rows, with a folder to count in, and stands before its attract screen.
void journey_begin(struct journey *journey, const char *language);
void journey_end(struct journey *journey);

// Goes on to the languages, chooses one's own, and stands before home.
void journey_choose_language(struct journey *journey);

// Moves the focus to the thing with that title by arrow keys; ends the test program when it is not there.
void journey_walk_to(struct journey *journey, const char *title);

// Walks to an entry and opens it with Enter.
void journey_open(struct journey *journey, const char *id);

// From home to an offer, by area and topic.
void journey_open_offer(struct journey *journey, const char *slug);

#endif
