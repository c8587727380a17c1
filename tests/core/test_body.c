// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
#include "core/model/body.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define ID "0c2f6e0a-24f5-40b9-aad4-3098c44e5c71"

static void blocks_are_read(void **state)
{
    (void)state;
    struct arena arena = {0};
    size_t count;
    const struct body_block *blocks = body_parse(
        &arena, "# Geld\nEin Satz.\n\n* Punkt\n*4. Vierter\n> offer " ID "\n\\# kein Titel\n> offer kurz\n*ohne\n#x", &count);
    static const struct body_block expected[] = {
        {BODY_HEADING, "Geld", NULL, KIND_NONE, NULL},      {BODY_PARAGRAPH, "Ein Satz.", NULL, KIND_NONE, NULL},
        {BODY_ITEM, "Punkt", NULL, KIND_NONE, NULL},        {BODY_ITEM, "Vierter", "4.", KIND_NONE, NULL},
        {BODY_LINK, NULL, NULL, KIND_OFFER, ID},            {BODY_PARAGRAPH, "# kein Titel", NULL, KIND_NONE, NULL},
        {BODY_PARAGRAPH, "> offer kurz", NULL, KIND_NONE, NULL}, {BODY_PARAGRAPH, "*ohne", NULL, KIND_NONE, NULL},
        {BODY_PARAGRAPH, "#x", NULL, KIND_NONE, NULL},
    };
    assert_int_equal(count, sizeof expected / sizeof *expected);
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(blocks[i].kind, expected[i].kind);
        assert_int_equal(blocks[i].link_kind, expected[i].link_kind);
        const char *const pairs[][2] = {{blocks[i].text, expected[i].text},
                                        {blocks[i].mark, expected[i].mark},
                                        {blocks[i].link, expected[i].link}};
        for (size_t p = 0; p < 3; p++) {
            if (pairs[p][1] == NULL)
                assert_null(pairs[p][0]);
            else
                assert_string_equal(pairs[p][0], pairs[p][1]);
        }
    }
    assert_string_equal(body_words(&arena, "# Geld\n*1. Eins\n> offer " ID "\n\\>zwei"), "Geld\nEins\n>zwei");
    assert_string_equal(body_words(&arena, NULL), "");
    arena_free(&arena);
}

static void what_cannot_stand_in_a_line_is_mended(void **state)
{
    (void)state;
    struct arena arena = {0};
    const struct body_block blocks[] = {
        {BODY_PARAGRAPH, " zwei\nZeilen\t", NULL, KIND_NONE, NULL}, {BODY_HEADING, "", NULL, KIND_NONE, NULL},
        {BODY_ITEM, "so", "Nr. 4", KIND_NONE, NULL},               {BODY_ITEM, "lang", "dreizehn Byte", KIND_NONE, NULL},
        {BODY_PARAGRAPH, "\\ Strich", NULL, KIND_NONE, NULL},      {BODY_LINK, NULL, NULL, KIND_GUIDE, NULL},
    };
    assert_string_equal(body_write(&arena, blocks, sizeof blocks / sizeof *blocks),
                        "zwei Zeilen\n*Nr.\u00a04 so\n* lang\n\\\\ Strich");
    assert_string_equal(body_write(&arena, NULL, 0), "");
    arena_free(&arena);
}

// Whatever the bytes: what was read is written, read and written as the same.
static void any_bytes_come_back(void **state)
{
    (void)state;
    static const char *const pieces[] = {"#", "*", ">", "\\", " ", "\n", "a", "4.", "offer ", ID, "ä", "\r", "\t"};
    uint32_t random = 1;
    for (int round = 0; round < 20000; round++) {
        struct arena arena = {0};
        struct arena_text text = {0};
        arena_append(&arena, &text, "");
        for (int i = 0; i < 12; i++) {
            random = random * 1664525U + 1013904223U;
            arena_append(&arena, &text, pieces[(random >> 16) % (sizeof pieces / sizeof *pieces)]);
        }
        size_t count;
        const struct body_block *blocks = body_parse(&arena, text.bytes, &count);
        const char *once = body_write(&arena, blocks, count);
        blocks = body_parse(&arena, once, &count);
        if (strcmp(body_write(&arena, blocks, count), once) != 0)
            fail_msg("\"%s\" becomes \"%s\" and then another", text.bytes, once);
        arena_free(&arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(blocks_are_read),
        cmocka_unit_test(what_cannot_stand_in_a_line_is_mended),
        cmocka_unit_test(any_bytes_come_back),
    };
    return cmocka_run_group_tests_name("model/body", tests, NULL, NULL);
}
