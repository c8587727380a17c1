// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Closures as a clerk enters them, on Monday, 23 November 2026: of one office, of all, other hours; what is wrong is said at its
// field, and what the kiosk will say is said below.
#include "tests/support/golden.h"
#include "tests/support/staff_fixture.h"

#include "core/base/log.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#define MENU "F9 '15' "
#define OFFICES MENU "'3' "
#define RIGHT "'24.12.2026' Tab Tab Right Tab Tab 'Heiligabend' "

static const struct {
    const char *name, *script;
} pages[] = {
    {"closure", MENU},
    {"closure-offices", OFFICES "Tab Tab " RIGHT "F5"},
    {"closure-saved", OFFICES "Tab Tab " RIGHT "Ctrl+'s'"},
    {"closure-offer", "F9 '6' 'bürgeramt dessau' Enter F8 '1' '1.12.2026' Tab Tab Tab '9-11' Tab 'Schulung' F5"},
    {"closure-wrong", OFFICES "Tab Tab '24.12.2026' Tab Ctrl+'a' '1.12.2026' Tab Right Tab '9-12 am Mond' Tab Ctrl+'s'"},
};

static const struct {
    int rows, columns;
} sizes[] = {{24, 80}, {33, 120}};

static void test_pages_are_golden(void **state)
{
    (void)state;
    static const char *const tags[] = {"de", "en"};
    int differences = 0;
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++)
        for (size_t t = 0; t < sizeof tags / sizeof *tags; t++)
            for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s++) {
                struct staff_fixture fixture;
                staff_fixture_open(&fixture, "anna", tags[t], sizes[s].rows, sizes[s].columns);
                staff_fixture_type(&fixture, pages[i].script);
                const char *file = arena_format(&fixture.arena, "staff-%s.%s.%dx%d", pages[i].name, tags[t],
                                                sizes[s].columns, sizes[s].rows);
                differences += golden_differs(file, staff_fixture_text(&fixture));
                staff_fixture_close(&fixture);
            }
    assert_int_equal(differences, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_pages_are_golden),
    };
    return cmocka_run_group_tests_name("staff/closure", tests, NULL, NULL);
}
