// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The gallery in a terminal in memory: for tests of the kit's widgets that need a program around them.
#ifndef KOMPASS_TESTS_SUPPORT_GALLERY_FIXTURE_H
#define KOMPASS_TESTS_SUPPORT_GALLERY_FIXTURE_H

#include "tests/support/virtual_terminal.h"
#include "tui/gallery/gallery.h"

struct gallery_fixture {
    struct arena arena;
    struct gallery gallery;
    struct loop loop;
    struct virtual_terminal *terminal;
    struct fake_clock clock; // 23 November 2026, 10:15
};

// Opens it on its first page with content of that tag. Not to be moved afterwards.
void gallery_fixture_open(struct gallery_fixture *fixture, const char *tag, int rows, int columns);
void gallery_fixture_close(struct gallery_fixture *fixture);

// Does a script (tests/support/script.h). False when the program ended.
bool gallery_fixture_type(struct gallery_fixture *fixture, const char *script);

// The screen, valid until the fixture is closed; whether some row shows the text.
const char *gallery_fixture_text(struct gallery_fixture *fixture);
bool gallery_fixture_shows(const struct gallery_fixture *fixture, const char *text);

#endif
