// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The staff's program as it is seen, and that everything has a name.
#include "tests/support/golden.h"
#include "tests/support/staff_fixture.h"
#include "core/model/model.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

static const struct {
    const char *name, *script;
} pages[] = {
    {"work", ""},
    {"menu", "F9"},
    {"help", "F1"},
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

static void test_the_language_changes(void **state)
{
    (void)state;
    struct staff_fixture fixture;
    staff_fixture_open(&fixture, "anna", "de", 24, 80);
    staff_fixture_type(&fixture, "F9");
    assert_true(staff_fixture_shows(&fixture, "Sprache: English"));
    staff_fixture_type(&fixture, "'2'");
    assert_true(staff_fixture_shows(&fixture, "Language: Deutsch"));
    staff_fixture_close(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_pages_are_golden),
        cmocka_unit_test(test_the_language_changes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
