// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// After a visit the words of the visitor are nowhere in the memory of the running kiosk: not as text, not as characters of
// any width, not in the cells of a screen.
#include "tests/support/program.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

// No word of any language. Its beginning is looked for, as it grows letter by letter and stemmers leave only beginnings.
static const char word[] = "qzjxwkvy";
enum { LETTERS = 5, STRIDE_MAX = 64 };

// How far apart the letters are there: 1 in UTF-8, 4 in UTF-32, more in cells; 0: they are not there.
static size_t stride_at(const unsigned char *bytes, size_t size)
{
    for (size_t stride = 1; stride <= STRIDE_MAX; stride++) {
        size_t letter = 1;
        while (letter < LETTERS && letter * stride < size && bytes[letter * stride] == (unsigned char)word[letter])
            letter++;
        if (letter == LETTERS)
            return stride;
    }
    return 0;
}

static size_t search_range(FILE *memory, const char *line, unsigned long begin, unsigned long end)
{
    size_t found = 0;
    size_t size = end - begin;
    unsigned char *bytes = malloc(size);
    assert_non_null(bytes);
    // Less than the range when the program gave back its end meanwhile.
    size = fseeko(memory, (off_t)begin, SEEK_SET) == 0 ? fread(bytes, 1, size, memory) : 0;
    for (size_t i = 0; i < size; i++) {
        size_t stride = bytes[i] == (unsigned char)word[0] ? stride_at(bytes + i, size - i) : 0;
        if (stride > 0)
            printf("  every %zu bytes, at 0x%lx of %s", stride, begin + i, line);
        found += stride > 0;
    }
    free(bytes);
    return found;
}

// How often the word is in what the process can write to. Whoever started it may look, unless the system forbids it to all.
static size_t count_words(const struct pty *pty)
{
    char path[64];
    char line[512];
    size_t found = 0;
    snprintf(path, sizeof path, "/proc/%d/maps", (int)pty_process(pty));
    FILE *maps = fopen(path, "r");
    assert_non_null(maps);
    snprintf(path, sizeof path, "/proc/%d/mem", (int)pty_process(pty));
    FILE *memory = fopen(path, "r");
    if (memory == NULL) {
        fclose(maps);
        skip(); // kernel.yama.ptrace_scope is 2 or 3
    }
    setvbuf(memory, NULL, _IONBF, 0);
    while (fgets(line, sizeof line, maps) != NULL) {
        unsigned long begin;
        unsigned long end;
        char writable;
        if (sscanf(line, "%lx-%lx r%c", &begin, &end, &writable) == 3 && writable == 'w')
            found += search_range(memory, line, begin, end);
    }
    fclose(memory);
    fclose(maps);
    return found;
}

// Ends the visit, sees that nothing of it is left in memory, and ends the program.
static void end_visit(struct pty *pty)
{
    pty_type(pty, "Esc Esc Esc");
    assert_false(pty_shows(pty, word));
    puts("after the visit:");
    assert_int_equal(count_words(pty), 0);
    pty_signal(pty, SIGTERM);
    assert_int_equal(pty_wait_exit(pty), 0);
    pty_free(&pty);
}

static void test_words_are_wiped(void **state)
{
    (void)state;
#ifdef __SANITIZE_ADDRESS__
    skip(); // it keeps what was freed, to see whether somebody still uses it
#endif
    struct pty *pty = program_start_kiosk(&(struct pty_options){0});
    pty_type(pty, "Enter '2' F3 'qzjxwkvy'");
    pty_expect(pty, word);
    puts("during the visit:");
    assert_true(count_words(pty) > 0);
    end_visit(pty);
}

// What was kept for one size of the screen is left behind at the next.
static void test_words_on_a_screen_that_is_resized_are_wiped(void **state)
{
    (void)state;
#ifdef __SANITIZE_ADDRESS__
    skip();
#endif
    static const int sizes[][2] = {{30, 100}, {50, 160}, {24, 80}, {22, 64}, {60, 200}, {24, 80}};
    struct pty *pty = program_start_kiosk(&(struct pty_options){0});
    pty_type(pty, "Enter '2' F3 'qzjxwkvy'");
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        pty_resize(pty, sizes[i][0], sizes[i][1]);
        pty_expect(pty, word);
    }
    assert_true(count_words(pty) > 0);
    end_visit(pty);
}

// A text that is pasted is given to the page and kept no longer, not even until the next key, which may never come. This one
// is so long that the editor takes nothing of it.
static void test_pasted_words_are_wiped(void **state)
{
    enum { WORDS = 10000 };
    (void)state;
#ifdef __SANITIZE_ADDRESS__
    skip();
#endif
    struct arena arena = {0};
    struct pty *pty = pty_start(
        &(struct pty_options){.program = program_built(&arena, "kit-gallery"), .rows = 24, .columns = 80});
    arena_free(&arena);
    pty_settle(pty);
    pty_type(pty, "Enter");
    pty_send(pty, "\033[200~", 6);
    for (int i = 0; i < WORDS; i++)
        pty_send(pty, word, sizeof word - 1);
    pty_send(pty, "\033[201~", 6);
    pty_expect(pty, "kein Platz mehr");
    assert_false(pty_shows(pty, word));
    puts("after the paste:");
    assert_int_equal(count_words(pty), 0);
    pty_press(pty, "F10"); // Ctrl-C copies where one writes
    assert_int_equal(pty_wait_exit(pty), 0);
    pty_free(&pty);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_words_are_wiped),
        cmocka_unit_test(test_words_on_a_screen_that_is_resized_are_wiped),
        cmocka_unit_test(test_pasted_words_are_wiped),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
