// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Tests of the line that an editor shows for a path in a JSON text.
#include "core/exchange/json/line.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const char text[] = "{\n"
                           "  \"format\": \"x\",\n"
                           "  \"offers\": [\n"
                           "    {\"slug\": \"a] } \\\" , {\", \"n\": [1, 2.5e3, null, true]},\n"
                           "    {\n"
                           "      \"slug\":\n"
                           "        \"b\",\n"
                           "      \"place\": {\"city\": {}, \"more\": [ ],\n"
                           "        \"latitude\" : -51.8\n"
                           "      },\n"
                           "      \"days\": [\n"
                           "        \"mo\",\n"
                           "        \"tu\"\n"
                           "      ]\n"
                           "    }\n"
                           "  ]\n"
                           "}\n";

static void test_each_path_has_its_line(void **state)
{
    (void)state;
    static const struct {
        const char *path;
        size_t line;
    } places[] = {
        {"", 1},
        {"format", 2},
        {"offers", 3},
        {"offers[0]", 4},
        {"offers[0].slug", 4},
        {"offers[0].n[3]", 4},
        {"offers[1]", 5},
        {"offers[1].slug", 6},
        {"offers[1].place", 8},
        {"offers[1].place.city", 8},
        {"offers[1].place.latitude", 9},
        {"offers[1].days", 11},
        {"offers[1].days[0]", 12},
        {"offers[1].days[1]", 13},
        // Of what is not there the line of what would hold it.
        {"offers[1].name", 5},
        {"offers[1].place.street", 8},
        {"offers[1].days[2]", 11},
        {"offers[1].days[1].x", 13},
        {"offers[2]", 3},
        {"offers[", 3},
        {"offers[0].slug.x[1]", 4},
        {"guides[0].slug", 1},
        {"..", 1},
    };
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        size_t line = json_line_of(text, strlen(text), places[i].path);
        if (line != places[i].line)
            fail_msg("%s is said to be in line %zu", places[i].path, line);
    }
}

// What is cut off ends the search, not the program.
static void test_a_text_that_ends_early(void **state)
{
    (void)state;
    for (size_t size = 0; size < strlen(text); size++)
        assert_in_range(json_line_of(text, size, "offers[1].place.latitude"), 1, 17);
    assert_int_equal(json_line_of("{\"a\\", 4, "a.b"), 1);
    assert_int_equal(json_line_of("[", 1, "[0]"), 1);
    assert_int_equal(json_line_of("[\n1]", 4, "[0]"), 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_each_path_has_its_line),
        cmocka_unit_test(test_a_text_that_ends_early),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
