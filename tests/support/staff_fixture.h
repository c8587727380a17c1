// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The staff's program in a terminal in memory, on an editorial database of its own with the city's content.
#ifndef KOMPASS_TESTS_SUPPORT_STAFF_FIXTURE_H
#define KOMPASS_TESTS_SUPPORT_STAFF_FIXTURE_H

#include "tests/support/virtual_terminal.h"
#include "tui/staff/staff.h"

struct staff_fixture {
    struct arena arena;
    struct staff staff;
    struct loop loop;
    struct virtual_terminal *terminal;
    struct clock clock;      // pinned to 23 November 2026, 10:15
    struct fake_clock ticks; // the same for the loop
    char folder[64];         // with editorial.db, removed at the end
    const struct rights *rights; // of the person; NULL: everything
    bool publishes;          // to folder/release, with a key of its own
};

// Opens it on its first page for the person, speaking `tag` (de or en). Not to be moved afterwards. The database is a copy of
// the one that the golden catalog was published from.
void staff_fixture_open(struct staff_fixture *fixture, const char *person, const char *tag, int rows, int columns);
// The same for a person who may publish, to folder/release, which kiosks follow with folder/key.pub.
void staff_fixture_open_publishing(struct staff_fixture *fixture, const char *person, const char *tag, int rows, int columns);

// The same for a person who has no more than these rights, which are borrowed.
void staff_fixture_open_as(struct staff_fixture *fixture, const struct rights *rights, const char *tag, int rows, int columns);

// Waits until the process that publishes has done what it was told, and lets the program see it.
void staff_fixture_publish(struct staff_fixture *fixture);

void staff_fixture_close(struct staff_fixture *fixture);

// Ends the program as a broken connection does, without a word to its pages, and starts it again on the same database.
void staff_fixture_restart(struct staff_fixture *fixture);

// Does a script (tests/support/script.h). False when the program ended.
bool staff_fixture_type(struct staff_fixture *fixture, const char *script);

// The screen, valid until the fixture is closed; whether some row shows the text; the name of the page on top.
const char *staff_fixture_text(struct staff_fixture *fixture);
bool staff_fixture_shows(const struct staff_fixture *fixture, const char *text);
// Holds the screen to tests/golden/staff-<name>.<language>.<columns>x<rows>.txt, as golden_differs() does.
int staff_fixture_differs(struct staff_fixture *fixture, const char *name);
const char *staff_fixture_top(const struct staff_fixture *fixture);

#endif
