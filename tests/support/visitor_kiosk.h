// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// A kiosk with a thing on its screen, for tests that have the words of another program.
#ifndef KOMPASS_TESTS_SUPPORT_VISITOR_KIOSK_H
#define KOMPASS_TESTS_SUPPORT_VISITOR_KIOSK_H

#include "tui/kit/grid.h"

struct visitor_kiosk {
    struct kiosk_fixture *fixture; // owned
};

// The kiosk of kiosk_fixture_open() on the page of the thing of the catalog that has this kind and slug.
void visitor_kiosk_open(struct visitor_kiosk *kiosk, const char *language, int rows, int columns, const char *kind,
                        const char *slug);
void visitor_kiosk_close(struct visitor_kiosk *kiosk);

void visitor_kiosk_type(struct visitor_kiosk *kiosk, const char *script);
const struct grid *visitor_kiosk_screen(const struct visitor_kiosk *kiosk);

#endif
