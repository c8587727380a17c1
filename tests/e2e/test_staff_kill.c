// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The staff's program is killed while five people type: `make staff-bench` does it a thousand times.
#include "tests/support/killer.h"
#include "tests/support/program.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

enum { TRIES = 5 };

static void test_no_saved_word_is_lost(void **state)
{
    struct arena arena = {0};
    (void)state;
    // On a busy machine a program may be killed each time before it could keep a draft: then it is tried again, otherwise.
    struct killer_result result = {0};
    for (unsigned seed = 1; seed <= TRIES && result.resumed == 0; seed++) {
        const char *folder = program_scratch(&arena, arena_format(&arena, "staff_kill_%u", seed));
        result = killer_run(folder, program_built(&arena, "default/editorial.db"), 40, seed);
        if (result.lost_ms > KILLER_LOSS_MS)
            fail_msg("%.0f ms of typing are lost", result.lost_ms);
    }
    print_message("kills %d saves %d resumed %d lost %.0f ms start %.0f ms\n", result.kills, result.saves, result.resumed, result.lost_ms, result.started_ms);
    assert_int_equal(result.kills, 40);
    assert_true(result.saves > 0);
    assert_true(result.resumed > 0);
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_no_saved_word_is_lost),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
