// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Words found in a text that is being written, in every script; and what was cut or copied.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "core/base/memory.h"
#include "core/edit/clipboard.h"
#include "core/edit/boundary.h"
#include "core/edit/find.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

static const struct edit_limits roomy = {.bytes = 400000};

// What is found behind (or before) a byte, as the text with [ and ] around it; "" for nothing. Valid until the next call.
static const char *found(const char *text, const char *words, size_t from, bool back)
{
    static char shown[300];
    size_t start, end;
    struct edit edit;
    edit_init(&edit, &roomy);
    edit_load(&edit, text);
    shown[0] = '\0';
    if (edit_find(&edit, words, from, back, &start, &end)) {
        assert_true(start < end && end <= edit.length);
        memcpy(shown, edit.text, start);
        shown[start] = '[';
        memcpy(shown + start + 1, edit.text + start, end - start);
        shown[end + 1] = ']';
        strcpy(shown + end + 2, edit.text + end);
    }
    edit_free(&edit);
    return shown;
}

static void test_next_and_previous_go_round(void **state)
{
    (void)state;
    static const char text[] = "Amt und Amt, Stadtamt";
    assert_string_equal(found(text, "amt", 0, false), "[Amt] und Amt, Stadtamt");
    assert_string_equal(found(text, "amt", 1, false), "Amt und [Amt], Stadtamt");
    assert_string_equal(found(text, "amt", 9, false), "Amt und Amt, Stadt[amt]");
    assert_string_equal(found(text, "amt", 19, false), "[Amt] und Amt, Stadtamt");
    assert_string_equal(found(text, "amt", 8, true), "[Amt] und Amt, Stadtamt");
    assert_string_equal(found(text, "amt", 0, true), "Amt und Amt, Stadt[amt]");
    assert_string_equal(found(text, "amt", 21, true), "Amt und Amt, Stadt[amt]");
    assert_string_equal(found(text, "rat", 0, false), "");
    assert_string_equal(found(text, "", 0, false), "");
    assert_string_equal(found("", "amt", 0, false), "");
}

static void test_folded(void **state)
{
    (void)state;
    assert_string_equal(found("in der Straße 4", "STRASSE", 0, false), "in der [Straße] 4");
    assert_string_equal(found("in der Straße 4", "ass", 0, false), "in der Str[aß]e 4");
    assert_string_equal(found("Büro, Café", "cafe", 0, false), "Büro, [Café]");
    assert_string_equal(found("e\u0301te\u0301 q\u0302x", "QX", 0, false), "été [q\u0302x]");
    assert_string_equal(found("Dessau-Roßlau (Mitte)", "dessau rosslau mitte", 0, false), "[Dessau-Roßlau (Mitte])");
    assert_string_equal(found("Dessau\nRoßlau", "dessau-roßlau", 0, false), "[Dessau\nRoßlau]");
    assert_string_equal(found("إلى مَكْتَب العمل", "مكتب", 0, false), "إلى [مَكْتَب] العمل");
    assert_string_equal(found("сьогодні Київ", "київ", 0, false), "сьогодні [Київ]");
    assert_string_equal(found("ሰላም ኣብ ከተማ", "አብ", 0, false), "ሰላም [ኣብ] ከተማ");
    assert_string_equal(found("Kranken·versicherung", "krankenversicherung", 0, false), "[Kranken·versicherung]");
    assert_string_equal(found("Ab-Cd it's [x] Z. {a} @b `c", "CD", 0, false), "Ab-[Cd] it's [x] Z. {a} @b `c");
    assert_string_equal(found("Ab-Cd it's [x] Z. {a} @b `c", "x z a b c", 0, false), "Ab-Cd it's [[x] Z. {a} @b `c]");
    assert_string_equal(found("ab 12 (neu)", "(", 0, false), "ab 12 [(]neu)"); // folding leaves nothing of it
    assert_string_equal(found("ab 12 (neu)", ")", 0, true), "ab 12 (neu[)]");
}

// Whatever the text is, and wherever in it words are taken from: they are found there, and what is found is the same when folded.
static void test_what_stands_there_is_found(void **state)
{
    (void)state;
    static const char text[] = "Das Bürgeramt – Zerbster Straße 4, 06844 Dessau-Roßlau; مكتب العمل (سلام): 12:30 ሰላም! ﬁx ½ Ǆ";
    struct edit edit;
    edit_init(&edit, &roomy);
    edit_load(&edit, text);
    struct arena arena = {0};
    for (size_t from = 0; from < edit.length; from++) {
        for (size_t length = 1; from + length <= edit.length && length < 30; length++) {
            if (((unsigned char)edit.text[from] & 0xC0) == 0x80 || ((unsigned char)edit.text[from + length] & 0xC0) == 0x80)
                continue;
            const char *words = arena_copy(&arena, edit.text + from, length);
            size_t start, end;
            if (words[strspn(words, " ")] == '\0')
                continue;
            assert_true(edit_find(&edit, words, 0, false, &start, &end));
            assert_true(start < end && end <= edit.length && start <= from + length);
            arena_reset(&arena);
        }
    }
    arena_free(&arena);
    edit_free(&edit);
}

static double cpu_ms(void)
{
    struct timespec time;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

// A text without blanks takes no longer than another; what is quadratic would take minutes here.
static void test_time_is_linear(void **state)
{
    (void)state;
    enum { BYTES = 300000, LIMIT_MS = 5000 };
    static const char *const floods[] = {"a", "ä", "م", "a ", "e\u0301\u0302\u0323"};
    for (size_t i = 0; i < sizeof floods / sizeof *floods; i++) {
        struct arena arena = {0};
        struct edit edit;
        size_t start, end;
        edit_init(&edit, &roomy);
        struct arena_text text = {0};
        while (text.length < BYTES)
            arena_append(&arena, &text, floods[i]);
        edit_load(&edit, text.bytes);
        double begin = cpu_ms();
        assert_false(edit_find(&edit, "zz", BYTES / 2, false, &start, &end));
        assert_true(edit_find(&edit, floods[i], BYTES / 2, true, &start, &end));
        assert_true(cpu_ms() - begin < LIMIT_MS);
        edit_free(&edit);
        arena_free(&arena);
    }
}

static void test_all_words_of_a_text(void **state)
{
    (void)state;
    static const char text[] = "Das Büro (Amt), 12:30\n\n\u201Eمكتب\u201C ist's? \U0001D504b\n";
    static const char *const expected[] = {"Das", "Büro", "Amt", "12", "30", "مكتب", "ist's", "\U0001D504b"};
    struct arena arena = {0};
    struct boundary_word *words;
    size_t count = boundary_words(&arena, text, strlen(text), &words);
    assert_int_equal(count, sizeof expected / sizeof *expected);
    for (size_t i = 0; i < count; i++)
        assert_string_equal(arena_copy(&arena, text + words[i].start, words[i].end - words[i].start), expected[i]);
    assert_int_equal(boundary_words(&arena, "", 0, &words), 0);
    arena_free(&arena);
}

static void test_the_clipboard_has_what_came_last(void **state)
{
    (void)state;
    struct clipboard clipboard = {0};
    clipboard_wipe(&clipboard);
    clipboard_put(&clipboard, "eins zwei", 4);
    assert_string_equal(clipboard.text, "eins");
    clipboard_put(&clipboard, clipboard.text + 1, 2); // from itself
    assert_string_equal(clipboard.text, "in");
    assert_int_equal(clipboard.length, 2);
    clipboard_wipe(&clipboard);
    assert_null(clipboard.text);
    assert_int_equal(clipboard.length, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_next_and_previous_go_round),
        cmocka_unit_test(test_folded),
        cmocka_unit_test(test_what_stands_there_is_found),
        cmocka_unit_test(test_time_is_linear),
        cmocka_unit_test(test_all_words_of_a_text),
        cmocka_unit_test(test_the_clipboard_has_what_came_last),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
