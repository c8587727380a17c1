// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The whole kiosk on a terminal in memory, with the city's real content and a clock that stands at Monday, 23 November
// 2026, 10:15.
#ifndef KOMPASS_TESTS_SUPPORT_KIOSK_FIXTURE_H
#define KOMPASS_TESTS_SUPPORT_KIOSK_FIXTURE_H

#include "tests/support/virtual_terminal.h"
#include "tui/kiosk/kiosk.h"

struct kiosk_fixture {
    struct kiosk kiosk;
    struct loop loop;
    struct virtual_terminal *terminal;
    struct fake_clock clock;
    struct arena arena; // what a test needs until its end
};

// Starts the kiosk on its attract screen. `catalog` is a path, NULL for the content of data/content, "" for none.
void kiosk_fixture_open(struct kiosk_fixture *fixture, const char *language, int rows, int columns, const char *catalog);
void kiosk_fixture_close(struct kiosk_fixture *fixture);

// Types a script and lets the kiosk answer. False when the kiosk ended.
bool kiosk_fixture_type(struct kiosk_fixture *fixture, const char *script);

// Lets time pass and the kiosk see it.
void kiosk_fixture_wait(struct kiosk_fixture *fixture, int64_t milliseconds);

// The screen as text, in the fixture's arena.
char *kiosk_fixture_text(struct kiosk_fixture *fixture);

// The name of the page that is seen.
const char *kiosk_fixture_top(const struct kiosk_fixture *fixture);

void assert_top(const struct kiosk_fixture *fixture, const char *name);
void assert_shows(struct kiosk_fixture *fixture, const char *text);

// The texts stand on the screen in this order; the list ends with NULL.
void assert_order(struct kiosk_fixture *fixture, const char *const *texts);

#endif
