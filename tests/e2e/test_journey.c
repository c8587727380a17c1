// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The journey that the kiosk is for: from the attract screen to the Integrationsbüro's telephone number, with arrow
// keys and Enter alone, in each language, in the program as built on the content as published.
#include "core/text/layout.h"
#include "tests/support/journey.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

enum { SCROLL_MAX = 60 };

static void find_the_office(const char *tag)
{
    struct journey journey;
    journey_begin(&journey, tag);
    struct pty *pty = journey.pty;
    journey_choose_language(&journey);
    journey_open_offer(&journey, "integrationsbuero");
    assert_true(pty_shows(pty, "Integrationsbüro"));
    for (int step = 0; step < SCROLL_MAX && !pty_shows(pty, "340 2042901"); step++)
        pty_type(pty, "Down");
    assert_true(pty_shows(pty, "340 2042901"));

    pty_type(pty, "Esc*4"); // topic, area, home, and the visit is over
    assert_true(pty_shows(pty, "Willkommen"));
    assert_false(pty_shows(pty, "2042901"));
    journey_end(&journey);
}

static void test_german(void **state)
{
    (void)state;
    find_the_office("de");
}

static void test_english(void **state)
{
    (void)state;
    find_the_office("en");
}

static void test_arabic(void **state)
{
    (void)state;
    find_the_office("ar");
}

static void test_ukrainian(void **state)
{
    (void)state;
    find_the_office("uk");
}

// On the first screen nothing is focused: the cursor, and with it a braille display, is where the key is asked for.
static void test_cursor_waits_for_any_key(void **state)
{
    (void)state;
    struct journey journey;
    journey_begin(&journey, "de");
    int row, column;
    pty_cursor(journey.pty, &row, &column);
    const char *asked = "Drücken Sie eine Taste.";
    const char *shown = pty_row(journey.pty, &journey.arena, row);
    const char *place = strstr(shown, asked);
    assert_non_null(place);
    char *before = arena_format(&journey.arena, "%.*s", (int)(place - shown), shown);
    assert_int_equal(column, text_measure(before) + text_measure(asked));
    journey_end(&journey);
}

// A touch does what Enter does: the first language, the first area, and back by the footer's key.
static void test_touch(void **state)
{
    (void)state;
    struct journey journey;
    journey_begin(&journey, "de");
    struct catalog_list areas = catalog_areas(journey.catalog, &journey.arena, &journey.reader);
    assert_true(areas.count > 0);
    pty_type(journey.pty, "Click(10,20)");
    int row, column;
    pty_cursor(journey.pty, &row, &column);
    pty_type(journey.pty, arena_format(&journey.arena, "Click(%d,%d)", row, column + 1));
    assert_true(pty_shows(journey.pty, "Was brauchen Sie?"));
    pty_cursor(journey.pty, &row, &column);
    pty_type(journey.pty, arena_format(&journey.arena, "Click(%d,%d)", row, column + 1));
    struct catalog_list topics = catalog_topics(journey.catalog, &journey.arena, &journey.reader, areas.entries[0].id);
    assert_true(topics.count > 0);
    assert_true(pty_shows(journey.pty, topics.entries[0].title.value));
    journey_end(&journey);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_german),
        cmocka_unit_test(test_english),
        cmocka_unit_test(test_arabic),
        cmocka_unit_test(test_ukrainian),
        cmocka_unit_test(test_cursor_waits_for_any_key),
        cmocka_unit_test(test_touch),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
