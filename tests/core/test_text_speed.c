// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// No text takes a time that is not linear in its length. How long it takes is printed by `make bench`.
#include "tests/core/text_lines.h"

#include "tests/support/floods.h"

#include <time.h>

static double cpu_seconds(void)
{
    struct timespec time;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

// What is quadratic takes minutes of the processor here, what is linear milliseconds: between them is room for
// sanitizers and slow machines.
static void time_is_linear(void **state)
{
    (void)state;
    enum { BYTES = 300000, LIMIT_SECONDS = 5 };
    for (size_t i = 0; i < COUNT(floods); i++) {
        // One bracket that is never closed keeps all after it in mind.
        for (int round = 0; round < 4; round++) {
            struct text_options options = {.direction = TEXT_RIGHT_TO_LEFT, .width = 60, .find_fields = round >= 2};
            char *text = arena_format(&arena, "%s%s", round % 2 == 0 ? "" : "(", repeat(floods[i], BYTES));
            struct text_layout layout;
            double start = cpu_seconds();
            text_lay_out(&arena, text, &options, &layout);
            assert_true(cpu_seconds() - start < LIMIT_SECONDS);
            arena_free(&arena);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(time_is_linear, empty_arena),
    };
    return cmocka_run_group_tests_name("text/speed", tests, NULL, NULL);
}
