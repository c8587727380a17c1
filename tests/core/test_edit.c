// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Tests of the text that somebody writes: in every script, to its limits, and back.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "core/base/memory.h"
#include "core/edit/edit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include <unistr.h>

static const struct edit_limits roomy = {.bytes = 20000};

static struct edit open_with(const struct edit_limits *limits, const char *text)
{
    struct edit edit;
    edit_init(&edit, limits);
    edit_load(&edit, text);
    return edit;
}

// Types each character; the last one's result.
static enum edit_result type(struct edit *edit, const char *text)
{
    enum edit_result result = EDIT_NOTHING;
    ucs4_t character;
    for (const uint8_t *at = (const uint8_t *)text; (at = u8_next(&character, at)) != NULL;)
        result = edit_type(edit, character);
    return result;
}

// The text with | at the cursor and [ at the anchor of a selection.
static void expect(const struct edit *edit, const char *marked)
{
    char shown[512];
    size_t length = 0;
    for (size_t i = 0; i <= edit->length; i++) {
        if (edit->anchor != edit->cursor && i == edit->anchor)
            shown[length++] = '[';
        if (i == edit->cursor)
            shown[length++] = '|';
        shown[length++] = edit->text[i];
    }
    assert_string_equal(shown, marked);
    assert_int_equal(edit->characters, u8_mbsnlen((const uint8_t *)edit->text, edit->length));
}

static void test_types_and_moves_in_a_line(void **state)
{
    (void)state;
    struct edit edit = open_with(&roomy, "");
    expect(&edit, "|");
    assert_false(edit_changed(&edit));
    assert_int_equal(type(&edit, "Amt für"), EDIT_CHANGED);
    expect(&edit, "Amt für|");
    assert_true(edit_move(&edit, EDIT_CLUSTER_BACK, false));
    assert_true(edit_move(&edit, EDIT_CLUSTER_BACK, false));
    expect(&edit, "Amt f|ür");
    type(&edit, "x");
    expect(&edit, "Amt fx|ür");
    assert_int_equal(edit_erase(&edit, EDIT_CLUSTER_BACK), EDIT_CHANGED);
    assert_int_equal(edit_erase(&edit, EDIT_CLUSTER_ON), EDIT_CHANGED);
    expect(&edit, "Amt f|r");
    assert_true(edit_move(&edit, EDIT_LINE_START, false));
    assert_false(edit_move(&edit, EDIT_CLUSTER_BACK, false));
    assert_int_equal(edit_erase(&edit, EDIT_CLUSTER_BACK), EDIT_NOTHING);
    assert_true(edit_changed(&edit));
    edit_free(&edit);
}

static void test_clusters_stay_whole_in_every_script(void **state)
{
    (void)state;
    static const char *const clusters[] = {
        "a", "ä", "q\u0323\u0302", "ệ", "ش", "بِ", "ላ", "ሕ", "👩\u200D👩\u200D👧", "🇺🇦", "각", "ї", "\n", "א",
    };
    const size_t count = sizeof clusters / sizeof *clusters;
    struct edit edit = open_with(&roomy, "");
    size_t starts[sizeof clusters / sizeof *clusters + 1] = {0};
    for (size_t i = 0; i < count; i++) {
        type(&edit, clusters[i]);
        starts[i + 1] = edit.length;
        assert_int_equal(edit.cursor, edit.length);
    }
    for (size_t i = count; i > 0; i--) {
        assert_true(edit_move(&edit, EDIT_CLUSTER_BACK, false));
        assert_int_equal(edit.cursor, starts[i - 1]);
    }
    for (size_t i = 0; i < count; i++) {
        for (size_t byte = starts[i]; byte < starts[i + 1]; byte++) { // from the middle, to where it begins
            edit_place(&edit, byte, false);
            assert_int_equal(edit.cursor, starts[i]);
        }
        edit_move(&edit, EDIT_CLUSTER_ON, false);
        assert_int_equal(edit.cursor, starts[i + 1]);
    }
    edit_place(&edit, edit.length + 5, false);
    for (size_t i = count; i > 0; i--) {
        assert_int_equal(edit_erase(&edit, EDIT_CLUSTER_BACK), EDIT_CHANGED);
        assert_int_equal(edit.length, starts[i - 1]);
    }
    edit_free(&edit);
}

static void test_words(void **state)
{
    (void)state;
    struct edit edit = open_with(&roomy, "Das ist's: „Wohnung“,\n\n  شقة جديدة, ዓዲ ኣሎኒ!");
    static const char *const stops[] = {
        "Das", " ist's", ": „Wohnung", "“,\n\n  شقة", " جديدة", ", ዓዲ", " ኣሎኒ", "!",
    };
    edit_move(&edit, EDIT_TEXT_START, false);
    size_t at = 0;
    for (size_t i = 0; i < sizeof stops / sizeof *stops; i++) {
        assert_true(edit_move(&edit, EDIT_WORD_ON, false));
        at += strlen(stops[i]);
        assert_int_equal(edit.cursor, at);
    }
    static const char *const begins[] = {"ኣሎኒ!", "ዓዲ ", "جديدة, ", "شقة ", "Wohnung“,\n\n  ", "ist's: „", "Das "};
    for (size_t i = 0; i < sizeof begins / sizeof *begins; i++) {
        assert_true(edit_move(&edit, EDIT_WORD_BACK, false));
        at = (size_t)(strstr(edit.text, begins[i]) - edit.text);
        assert_int_equal(edit.cursor, at);
    }
    assert_false(edit_move(&edit, EDIT_WORD_BACK, false));
    assert_int_equal(edit_erase(&edit, EDIT_WORD_ON), EDIT_CHANGED);
    assert_int_equal(strncmp(edit.text, " ist's", 6), 0);
    edit_free(&edit);
}

static void test_selection(void **state)
{
    (void)state;
    struct edit edit = open_with(&roomy, "eins zwei drei");
    assert_int_equal(edit_selected(&edit), 0);
    edit_place(&edit, 5, false);
    assert_true(edit_move(&edit, EDIT_WORD_ON, true));
    expect(&edit, "eins [zwei| drei");
    assert_int_equal(edit_selected(&edit), 4);
    edit_move(&edit, EDIT_CLUSTER_BACK, false);
    expect(&edit, "eins |zwei drei");
    edit_move(&edit, EDIT_WORD_ON, true);
    edit_move(&edit, EDIT_CLUSTER_ON, false);
    expect(&edit, "eins zwei| drei");
    edit_move(&edit, EDIT_WORD_BACK, true);
    expect(&edit, "eins |zwei[ drei");
    type(&edit, "2");
    expect(&edit, "eins 2| drei");
    edit_undo(&edit);
    expect(&edit, "eins |zwei[ drei");
    assert_int_equal(edit_type(&edit, 0x1B), EDIT_NOTHING); // and the selection stays
    expect(&edit, "eins |zwei[ drei");
    edit_erase(&edit, EDIT_CLUSTER_BACK);
    expect(&edit, "eins | drei");
    assert_true(edit_select_all(&edit));
    expect(&edit, "[eins  drei|");
    edit_insert(&edit, "neu\ngeschrieben", 15);
    expect(&edit, "neu\ngeschrieben|");
    edit_free(&edit);
}

// All text is in NFC, so what is typed or erased may change its neighbours.
static void test_composes_with_what_stands_around(void **state)
{
    (void)state;
    struct edit edit = open_with(&roomy, "");
    type(&edit, "ve\u0302\u0323");
    expect(&edit, "vệ|");
    edit_undo(&edit);
    expect(&edit, "|");
    edit_redo(&edit);
    expect(&edit, "vệ|");
    edit_load(&edit, "u\n\u0308ber");
    edit_place(&edit, 2, false);
    edit_erase(&edit, EDIT_CLUSTER_BACK); // the line feed: the mark stands on the letter now
    expect(&edit, "ü|ber");
    edit_undo(&edit);
    expect(&edit, "u\n|\u0308ber");
    edit_load(&edit, "\u1161n"); // of Hangul, a vowel alone
    edit_place(&edit, 0, false);
    type(&edit, "\u1100");
    expect(&edit, "가|n");
    edit_undo(&edit);
    expect(&edit, "|\u1161n");
    edit_free(&edit);
}

static void test_takes_only_what_can_be_shown(void **state)
{
    (void)state;
    static const uint32_t refused[] = {0, 1, 7, '\b', 0x1B, 0x7F, 0x9B, 0x202E, 0xD800, 0xFFFE, 0x110000, 0xFFFFFFFF};
    struct edit edit = open_with(&roomy, "a");
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++)
        assert_int_equal(edit_type(&edit, refused[i]), EDIT_NOTHING);
    expect(&edit, "a|");
    edit_insert(&edit, "\t1\r\n2\r3\xFF\x1B[31m\xE2\x80\xA8" "4", 17);
    expect(&edit, "a 1\n2\n3\uFFFD[31m\n4|");
    assert_int_equal(edit.lines, 4);
    edit_free(&edit);
}

static void test_a_single_line(void **state)
{
    (void)state;
    struct edit edit = open_with(&(struct edit_limits){.bytes = 100, .lines = 1}, "eins\n\nzwei\n");
    expect(&edit, "eins zwei|");
    assert_false(edit_changed(&edit));
    assert_int_equal(edit_type(&edit, '\n'), EDIT_NOTHING);
    edit_insert(&edit, "\r\n x\r\n\r\ny\n", 9);
    expect(&edit, "eins zwei x y|");
    assert_int_equal(edit.lines, 1);
    edit_free(&edit);
}

static void test_limits(void **state)
{
    (void)state;
    struct edit edit = open_with(&(struct edit_limits){.bytes = 10, .characters = 6, .lines = 2}, "");
    assert_int_equal(edit_room(&edit), 2);
    assert_int_equal(type(&edit, "ääääa"), EDIT_CHANGED);
    assert_int_equal(edit_type(&edit, 0xE4), EDIT_FULL); // bytes
    assert_int_equal(edit_insert(&edit, "bc", 2), EDIT_FULL); // all or nothing
    expect(&edit, "ääääa|");
    assert_int_equal(edit_room(&edit), 0);
    assert_int_equal(edit_type(&edit, '\n'), EDIT_CHANGED);
    assert_int_equal(edit_type(&edit, 'b'), EDIT_FULL); // characters
    edit_load(&edit, "\n");
    assert_int_equal(edit_type(&edit, '\n'), EDIT_FULL); // lines
    edit_load(&edit, "sehr viel länger als erlaubt\nist\ndas");
    assert_false(edit_changed(&edit));
    assert_int_equal(edit_type(&edit, 'x'), EDIT_FULL);
    assert_int_equal(edit_erase(&edit, EDIT_WORD_BACK), EDIT_CHANGED); // shorter it may become
    edit_select_all(&edit);
    assert_int_equal(edit_type(&edit, 'x'), EDIT_CHANGED);
    expect(&edit, "x|");
    assert_true(edit_undo(&edit)); // and longer again, as it was
    assert_int_equal(edit.lines, 3);
    edit_free(&edit);
}

static void test_undo_goes_by_words_typed(void **state)
{
    (void)state;
    struct edit edit = open_with(&roomy, "");
    type(&edit, "eins zwei  drei\nvier");
    static const char *const back[] = {"eins zwei  drei\n|", "eins zwei  |", "eins |", "|"};
    for (size_t i = 0; i < sizeof back / sizeof *back; i++) {
        assert_true(edit_undo(&edit));
        expect(&edit, back[i]);
    }
    assert_false(edit_undo(&edit));
    assert_false(edit_changed(&edit));
    while (edit_redo(&edit)) {
    }
    expect(&edit, "eins zwei  drei\nvier|");
    edit_erase(&edit, EDIT_CLUSTER_BACK);
    edit_erase(&edit, EDIT_CLUSTER_BACK);
    edit_undo(&edit); // both at once
    expect(&edit, "eins zwei  drei\nvier|");
    edit_place(&edit, 2, false);
    type(&edit, "x");
    edit_move(&edit, EDIT_CLUSTER_BACK, false);
    edit_move(&edit, EDIT_CLUSTER_ON, false);
    type(&edit, "y"); // moved between: two groups
    edit_undo(&edit);
    expect(&edit, "eix|ns zwei  drei\nvier");
    type(&edit, "z");
    assert_false(edit_redo(&edit)); // another way was taken
    edit_insert(&edit, "12", 2);
    edit_insert(&edit, "34", 2);
    edit_undo(&edit);
    expect(&edit, "eixz12|ns zwei  drei\nvier");
    edit_free(&edit);
}

static void test_knows_whether_it_changed(void **state)
{
    (void)state;
    struct edit edit = open_with(&roomy, "Hallo");
    type(&edit, "!");
    assert_true(edit_changed(&edit));
    edit_erase(&edit, EDIT_CLUSTER_BACK);
    assert_false(edit_changed(&edit));
    type(&edit, "?");
    edit_keep(&edit);
    assert_false(edit_changed(&edit));
    edit_undo(&edit);
    assert_true(edit_changed(&edit));
    edit_load(&edit, "Hello");
    assert_false(edit_changed(&edit) || edit_undo(&edit));
    edit_free(&edit);
}

// However long somebody writes, the history stays within its bounds, and holds what was done last.
static void test_history_is_bounded(void **state)
{
    (void)state;
    const struct edit_limits limits = {.bytes = 1000};
    const size_t bound = 64 * 1024 + 4 * limits.bytes + 2000;
    struct edit edit = open_with(&limits, "");
    for (int i = 0; i < 20000; i++) {
        if (edit_type(&edit, i % 7 == 0 ? ' ' : (uint32_t)('a' + i % 26)) == EDIT_FULL)
            edit_select_all(&edit), edit_erase(&edit, EDIT_CLUSTER_ON);
        if (i % 3 == 0)
            edit_move(&edit, EDIT_WORD_BACK, false);
        assert_true(edit.history.count * sizeof *edit.history.changes + edit.history.words_length <= bound);
    }
    int groups = 0;
    while (edit_undo(&edit))
        groups++;
    assert_in_range(groups, 200, 20000);
    while (groups-- > 0)
        assert_true(edit_redo(&edit));
    assert_false(edit_redo(&edit));
    edit_free(&edit);
}

// Even a single run and a single change of the largest kind can be taken back.
static void test_the_newest_change_can_always_be_taken_back(void **state)
{
    (void)state;
    const struct edit_limits limits = {.bytes = 60000};
    char *text = memory_allocate(60001, 1);
    char *other = memory_allocate(60001, 1);
    memset(text, 'a', 60000);
    memset(other, 'b', 60000);
    struct edit edit = open_with(&limits, text);
    edit_select_all(&edit);
    assert_int_equal(edit_insert(&edit, other, 60000), EDIT_CHANGED);
    assert_true(edit_undo(&edit));
    assert_string_equal(edit.text, text);
    edit_move(&edit, EDIT_TEXT_END, false);
    for (int i = 0; i < 3000; i++)
        edit_erase(&edit, EDIT_CLUSTER_BACK);
    size_t length = edit.length;
    assert_true(edit_undo(&edit));
    assert_in_range(edit.length, length + 1, length + 256);
    edit_free(&edit);
    memory_free(&text);
    memory_free(&other);
}

// ---- without memory ----------------------------------------------------------------------------------------------

// Writes, with every allocation failing in turn, in a child that must end as memory.h says.
static void test_ends_in_order_without_memory(void **state)
{
    (void)state;
    int status = 0;
    long failing = 0;
    do {
        pid_t child = fork();
        assert_true(child >= 0);
        if (child == 0) {
            close(STDERR_FILENO);
            memory_fail_after(failing);
            struct edit edit = open_with(&roomy, "ይመጽእ\nan");
            type(&edit, "ü b");
            edit_move(&edit, EDIT_WORD_BACK, true);
            edit_insert(&edit, "lang genug, um mehr Platz zu brauchen, als zuerst da war: vierundsechzig", 72);
            edit_undo(&edit);
            edit_free(&edit);
            _exit(0);
        }
        assert_int_equal(waitpid(child, &status, 0), child);
        assert_true(WIFEXITED(status));
        assert_in_range(WEXITSTATUS(status), 0, 1);
        failing++;
    } while (WEXITSTATUS(status) == 1 && failing < 1000);
    assert_in_range(failing, 20, 999);
}

// ---- overwritten -------------------------------------------------------------------------------------------------

// How often the heap has the word, whose bytes are given one too high so that the test itself does not have it.
static size_t count_in_heap(const char *shifted)
{
    char line[512];
    unsigned long begin = 0, end = 0;
    FILE *maps = fopen("/proc/self/maps", "r");
    assert_non_null(maps);
    while (fgets(line, sizeof line, maps) != NULL)
        if (strstr(line, "[heap]") != NULL)
            sscanf(line, "%lx-%lx", &begin, &end);
    fclose(maps);
    size_t length = strlen(shifted);
    size_t found = 0;
    for (const char *at = (const char *)(uintptr_t)begin; at + length < (const char *)(uintptr_t)end; at++) {
        size_t same = 0;
        while (same < length && at[same] == shifted[same] - 1)
            same++;
        found += same == length;
    }
    return found;
}

static void test_words_are_overwritten(void **state)
{
    (void)state;
#ifdef __SANITIZE_ADDRESS__
    skip(); // it has a heap of its own
#endif
    static const char shifted[] = "r{kyx"; // qzjxw
    struct edit edit = open_with(&roomy, "Ä ");
    for (int round = 0; round < 40; round++) {
        for (size_t i = 0; shifted[i] != '\0'; i++)
            edit_type(&edit, (uint32_t)(shifted[i] - 1));
        edit_type(&edit, ' ');
    }
    edit_keep(&edit);
    edit_place(&edit, 10, false);
    edit_move(&edit, EDIT_WORD_ON, true);
    edit_erase(&edit, EDIT_CLUSTER_BACK);
    edit_select_all(&edit);
    edit_erase(&edit, EDIT_CLUSTER_BACK);
    edit_undo(&edit);
    assert_in_range(count_in_heap(shifted), 40, 1000); // text, what was kept, history
    edit_free(&edit);
    assert_int_equal(count_in_heap(shifted), 0);
    assert_null(edit.text);
    edit_free(&edit);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_types_and_moves_in_a_line),
        cmocka_unit_test(test_clusters_stay_whole_in_every_script),
        cmocka_unit_test(test_words),
        cmocka_unit_test(test_selection),
        cmocka_unit_test(test_composes_with_what_stands_around),
        cmocka_unit_test(test_takes_only_what_can_be_shown),
        cmocka_unit_test(test_a_single_line),
        cmocka_unit_test(test_limits),
        cmocka_unit_test(test_undo_goes_by_words_typed),
        cmocka_unit_test(test_knows_whether_it_changed),
        cmocka_unit_test(test_history_is_bounded),
        cmocka_unit_test(test_the_newest_change_can_always_be_taken_back),
        cmocka_unit_test(test_ends_in_order_without_memory),
        cmocka_unit_test(test_words_are_overwritten),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
