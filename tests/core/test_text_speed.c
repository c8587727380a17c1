// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// How long a layout takes: a screen, and a megabyte of text that is meant to take long. The figures are printed.

#include "tests/core/text_lines.h"

#include <time.h>

// A paragraph in Arabic as the kiosk shows it.
#define PARAGRAPH                                                                                                                    \
    "يقدم مكتب الهجرة في مدينة Dessau-Roßlau المشورة مجانًا للاجئين والمهاجرين " \
    "(هاتف: \u2066+49\u00A0340\u00A0204-2901\u2069) من الساعة \u206608:00\u201312:30\u2069. "

static double lay_out_for_time(const char *text, const struct text_options *options)
{
    struct timespec start, end;
    struct text_layout layout;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &start);
    text_lay_out(&arena, text, options, &layout);
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &end);
    return (double)(end.tv_sec - start.tv_sec) * 1e3 + (double)(end.tv_nsec - start.tv_nsec) / 1e6;
}

// A megabyte, also of what ICU alone takes minutes for. The figure wanted is 100 ms; the limit leaves room for
// sanitizers and slow machines, not for time that is quadratic.
static void a_megabyte_is_laid_out_in_a_moment(void **state)
{
    (void)state;
    enum { MEGABYTE = 1000000, LIMIT_MS = 8000 };
    static const char *const floods[] = {
        "Das Amt hilft ", PARAGRAPH, "a",    " ",          "\n",        "\u0301",     "\u2068",       "\u2067a ",
        "\u0647\u0654",   "(",       "(((a", "a(\u05D0[ ", "(\u05D0) ", "\u05D0(a) ", "\u0915\u093F",
        "1-",             "1.1a",    "(0",   "0340 ",     "1 000 ",    "a@",         "www.a./", "a (", "a 1 ", "a. \"",
    };
    double worst = 0;
    for (size_t i = 0; i < COUNT(floods); i++) {
        // One bracket that is never closed keeps all after it in mind.
        for (int round = 0; round < 4; round++) {
            struct text_options options = {.direction = TEXT_RIGHT_TO_LEFT, .width = 60, .find_fields = round >= 2};
            char *text = arena_format(&arena, "%s%s", round % 2 == 0 ? "" : "(", repeat(floods[i], MEGABYTE));
            double time = lay_out_for_time(text, &options);
            assert_true(time < LIMIT_MS);
            worst = time > worst ? time : worst;
            arena_free(&arena);
        }
    }
    print_message("a megabyte: at most %.0f ms\n", worst);
}

static void a_screen_is_laid_out_before_anybody_sees(void **state)
{
    (void)state;
    enum { LIMIT_MS = 50 };
    char *text = repeat(PARAGRAPH, 24 * 80 * 2);
    double best = LIMIT_MS;
    for (int round = 0; round < 20; round++) {
        struct text_options options = {.direction = TEXT_RIGHT_TO_LEFT, .width = 80, .max_lines = 24};
        double time = lay_out_for_time(text, &options);
        best = time < best ? time : best;
    }
    print_message("a screen of 24 lines in Arabic: %.2f ms\n", best);
    assert_true(best < LIMIT_MS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(a_megabyte_is_laid_out_in_a_moment, empty_arena),
        cmocka_unit_test_teardown(a_screen_is_laid_out_before_anybody_sees, empty_arena),
    };
    return cmocka_run_group_tests_name("text/speed", tests, NULL, NULL);
}
