// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Paper as blocks and as bytes: there and back, and whatever an enemy would send in place of them.
#include "core/output/paper.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct paper sample(struct arena *arena)
{
    struct paper paper = {.language = language_by_tag("ar")};
    paper_add(arena, &paper, PAPER_TITLE, language_by_tag("ar"), "مكتب");
    paper_add(arena, &paper, PAPER_NAME, language_by_tag("de"), "Bürgeramt\nDessau");
    paper_add(arena, &paper, PAPER_CODE, NULL, "BEGIN:VCARD\n4 de 3\nEND");
    return paper;
}

static void test_what_is_written_is_read(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct problem problem;
    struct arena_text bytes;
    struct paper read, paper = sample(&arena);
    assert_int_equal(paper_encode(&arena, &paper, &bytes, &problem), STATUS_OK);
    assert_int_equal(paper_decode(&arena, bytes.bytes, bytes.length, &read, &problem), STATUS_OK);
    assert_ptr_equal(read.language, paper.language);
    assert_int_equal(read.count, paper.count);
    for (size_t i = 0; i < paper.count; i++) {
        assert_int_equal(read.blocks[i].kind, paper.blocks[i].kind);
        assert_ptr_equal(read.blocks[i].language, paper.blocks[i].language);
        assert_string_equal(read.blocks[i].text, paper.blocks[i].text);
    }
    arena_free(&arena);
}

static void test_nothing_is_added_for_nothing(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct problem problem;
    struct arena_text bytes;
    struct paper paper = {.language = language_by_tag("de")};
    paper_add(&arena, &paper, PAPER_TEXT, paper.language, NULL);
    paper_add(&arena, &paper, PAPER_TEXT, paper.language, "");
    assert_int_equal(paper.count, 0);
    assert_int_equal(paper_encode(&arena, &paper, &bytes, &problem), STATUS_LIMIT);
    for (int i = 0; i < 2 * PAPER_BLOCKS_MAX; i++)
        paper_add(&arena, &paper, PAPER_TEXT, paper.language, "x");
    assert_int_equal(paper.count, PAPER_BLOCKS_MAX);
    arena_free(&arena);
}

static void test_what_is_too_long_is_refused(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct problem problem;
    struct arena_text bytes;
    struct paper paper = {.language = language_by_tag("de")};
    char *text = arena_allocate(&arena, 100001, 1);
    memset(text, 'x', 100000);
    paper_add(&arena, &paper, PAPER_TEXT, paper.language, text);
    assert_int_equal(paper_encode(&arena, &paper, &bytes, &problem), STATUS_LIMIT);
    arena_free(&arena);
}

static void test_other_bytes_are_refused(void **state)
{
    (void)state;
    static const char *const bad[] = {
        "", "de", "de\n", "xx\n4 de 1\nx\n", "de\n4 de 1\n", "de\n4 de 1\nx", "de\n4 de 2\nx\n", "de\n4 de 0\n\n", "de\n99 de 1\nx\n",
        "de\n-1 de 1\nx\n", "de\n4 xx 1\nx\n", "de\n4 - 1\nx\n", "de\n4 de 1x\nx\n", "de\n4 de 18446744073709551615\nx\n", "de\n4 de\nx\n",
        "de\n4de 1\nx\n", "de\n4 de 1\n\x1b\n", "de\n4 de 1\n\xff\n", "de\n4 de 1\nxy\n", "de\n4 de -1\nx\n", "\n4 de 1\nx\n",
    };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct arena arena = {0};
        struct problem problem;
        struct paper paper;
        if (paper_decode(&arena, bad[i], strlen(bad[i]), &paper, &problem) != STATUS_INVALID)
            fail_msg("taken: %s", bad[i]);
        arena_free(&arena);
    }
}

// Each byte of good ones changed, and each end cut: read or refused, never out of bounds (as the sanitizers see).
static void test_damaged_bytes_do_no_harm(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct problem problem;
    struct arena_text bytes;
    struct paper read, paper = sample(&arena);
    size_t refused = 0, whole = 0;
    paper_encode(&arena, &paper, &bytes, &problem);
    for (size_t i = 0; i < bytes.length; i++) {
        for (int value = 0; value < 256; value += 5) {
            struct arena own = {0};
            char *damaged = arena_copy(&own, bytes.bytes, bytes.length);
            damaged[i] = (char)value;
            refused += paper_decode(&own, damaged, bytes.length, &read, &problem) != STATUS_OK;
            arena_free(&own);
        }
        whole += paper_decode(&arena, bytes.bytes, i, &read, &problem) == STATUS_OK;
    }
    assert_int_equal(whole, paper.count - 1); // cut between two blocks
    assert_true(refused > bytes.length * 10);
    arena_free(&arena);
}

static void test_states_are_known(void **state)
{
    (void)state;
    assert_true(print_state_is_known(PRINT_BUSY) && print_state_is_known(PRINT_DONE) && print_state_is_known(PRINT_NOT_NOW));
    assert_true(print_state_is_known(PRINT_NO_PAPER) && print_state_is_known(PRINT_OFF) && print_state_is_known(PRINT_JAMMED));
    assert_false(print_state_is_known(0) || print_state_is_known('x') || print_state_is_known(-1));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_is_written_is_read),    cmocka_unit_test(test_nothing_is_added_for_nothing),
        cmocka_unit_test(test_what_is_too_long_is_refused), cmocka_unit_test(test_other_bytes_are_refused),
        cmocka_unit_test(test_damaged_bytes_do_no_harm),   cmocka_unit_test(test_states_are_known),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
