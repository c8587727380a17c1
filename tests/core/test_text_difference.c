// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// What became of a text: examples, properties over random texts, and texts that would cost too much.
#include "core/text/difference.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// "ab [-c-]{+d+}".
static const char *marked(struct arena *arena, const char *old, const char *new)
{
    static const char *const before[] = {"", "[-", "{+"}, *const after[] = {"", "-]", "+}"};
    size_t count;
    const char *all = "";
    const struct text_stretch *differences = text_difference(arena, old, new, &count);
    for (size_t i = 0; i < count; i++)
        all = arena_format(arena, "%s%s%.*s%s", all, before[differences[i].kind], (int)differences[i].length,
                           differences[i].text, after[differences[i].kind]);
    return all;
}

static void test_examples(void **state)
{
    (void)state;
    static const struct {
        const char *old, *new, *marked;
    } examples[] = {
        {"", "", ""},
        {"Rufen Sie an.", "Rufen Sie an.", "Rufen Sie an."},
        {"", "Neu.", "{+Neu.+}"},
        {"Alt.", "", "[-Alt.-]"},
        {"Kommen Sie am Montag.", "Kommen Sie am Dienstag.", "Kommen Sie am [-Montag-]{+Dienstag+}."},
        {"Das ist kostenlos.", "Das ist nicht kostenlos.", "Das ist {+nicht +}kostenlos."},
        {"Er kostet 255 Euro.", "Er kostet 250 Euro.", "Er kostet [-255 -]{+250 +}Euro."},
        {"a b c", "c b a", "[-a b -]c {+b a+}"},
        {"ein  Wort", "ein Wort", "ein Wort"},
        {"eins\nzwei", "eins zwei", "eins [-\n-]zwei"},
        {"  vorn", "vorn", "[-  -]vorn"},
        {"الهاتف 110", "الهاتف 112", "الهاتف [-110-]{+112+}"},
        {"Öffnungszeiten", "Öffnungszeit", "[-Öffnungszeiten-]{+Öffnungszeit+}"},
    };
    struct arena arena = {0};
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++)
        assert_string_equal(marked(&arena, examples[i].old, examples[i].new), examples[i].marked);
    arena_free(&arena);
}

static const char *random_text(struct arena *arena, size_t words, size_t different)
{
    struct arena_text text = {0};
    arena_append(arena, &text, "");
    for (size_t i = 0; i < words; i++)
        arena_append(arena, &text, arena_format(arena, "w%zu%s", (size_t)rand() % different, rand() % 7 == 0 ? ".\n" : " "));
    return text.bytes;
}

// The texts that the stretches make up.
static const char *put_together(struct arena *arena, const struct text_stretch *differences, size_t count,
                                enum text_stretch_kind left_out)
{
    struct arena_text text = {0};
    arena_append(arena, &text, "");
    for (size_t i = 0; i < count; i++) {
        if (differences[i].kind != left_out)
            arena_append(arena, &text, arena_copy(arena, differences[i].text, differences[i].length));
    }
    return text.bytes;
}

static const char *without_blanks(struct arena *arena, const char *text)
{
    char *copy = arena_copy_text(arena, text), *end = copy;
    for (const char *at = copy; *at != '\0'; at++) {
        if (*at != ' ')
            *end++ = *at;
    }
    *end = '\0';
    return copy;
}

// Of both texts' words, those that a longest common subsequence has: by the textbook's recursion, with a table.
static size_t longest(const char *const *a, size_t a_count, const char *const *b, size_t b_count)
{
    size_t table[32][32] = {{0}};
    for (size_t i = a_count; i-- > 0;)
        for (size_t j = b_count; j-- > 0;)
            table[i][j] = strcmp(a[i], b[j]) == 0                 ? table[i + 1][j + 1] + 1
                          : table[i + 1][j] > table[i][j + 1] ? table[i + 1][j]
                                                              : table[i][j + 1];
    return table[0][0];
}

static void test_few_words_change(void **state)
{
    (void)state;
    static const char *const words[] = {"eins", "zwei", "drei", "vier", "Haus"};
    struct arena arena = {0};
    srand(3);
    for (int round = 0; round < 2000; round++, arena_reset(&arena)) {
        const char *a[30], *b[30];
        const char *old = "", *new = "";
        size_t counts[2] = {(size_t)rand() % 12, (size_t)rand() % 12}, count, kept = 0;
        for (size_t i = 0; i < counts[0]; i++)
            old = arena_format(&arena, "%s%s ", old, a[i] = words[rand() % 5]);
        for (size_t i = 0; i < counts[1]; i++)
            new = arena_format(&arena, "%s%s ", new, b[i] = words[rand() % 5]);
        const struct text_stretch *differences = text_difference(&arena, old, new, &count);
        for (size_t i = 0; i < count; i++)
            for (size_t at = 0; differences[i].kind == DIFFERENCE_SAME && at < differences[i].length; at++)
                kept += differences[i].text[at] == ' ';
        assert_int_equal(kept, longest(a, counts[0], b, counts[1]));
    }
    arena_free(&arena);
}

// Words that a thousand times were the same, words that never are, and both in long texts.
static void test_both_texts_are_in_it(void **state)
{
    (void)state;
    static const struct {
        size_t words, different;
    } sizes[] = {{5, 3}, {60, 10}, {3000, 3}, {3000, 100000}, {12000, 4}, {12000, 3000}, {12000, 1000000}};
    struct arena arena = {0};
    srand(4);
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++, arena_reset(&arena)) {
        const char *old = random_text(&arena, sizes[i].words, sizes[i].different);
        const char *new = random_text(&arena, sizes[i].words, sizes[i].different);
        size_t count;
        const struct text_stretch *differences = text_difference(&arena, old, new, &count);
        assert_string_equal(put_together(&arena, differences, count, DIFFERENCE_REMOVED), new);
        // The blanks of what is the same are the new text's.
        assert_string_equal(without_blanks(&arena, put_together(&arena, differences, count, DIFFERENCE_ADDED)),
                            without_blanks(&arena, old));
        for (size_t k = 1; k < count; k++)
            assert_true(differences[k].kind != differences[k - 1].kind);
        assert_true(text_differs(differences, count));
    }
    arena_free(&arena);
}

// One word in the middle of 50 kB is one word.
static void test_long_text(void **state)
{
    (void)state;
    struct arena arena = {0};
    srand(5);
    const char *old = random_text(&arena, 10000, 20);
    char *new = arena_copy_text(&arena, old);
    size_t count;
    new[25001 + strcspn(new + 25001, "w")] = 'x';
    const struct text_stretch *differences = text_difference(&arena, old, new, &count);
    assert_int_equal(count, 4);
    assert_true(differences[1].length < 6);
    differences = text_difference(&arena, old, old, &count);
    assert_int_equal(count, 1);
    assert_false(text_differs(differences, count));
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_examples),
        cmocka_unit_test(test_few_words_change),
        cmocka_unit_test(test_both_texts_are_in_it),
        cmocka_unit_test(test_long_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
