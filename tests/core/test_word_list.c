// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The words that staff have called right: added one by one, by many at once, and over failures of the system.
#include "tests/core/fixture.h"

#include "core/base/sys.h"
#include "core/desk/word_list.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

struct office {
    struct arena arena;
    char *folder;
    const char *editorial, *list;
    struct problem problem;
};

static int open_office(void **state)
{
    struct office *office = calloc(1, sizeof *office);
    office->folder = fixture_folder(&office->arena);
    office->editorial = arena_format(&office->arena, "%s/editorial.db", office->folder);
    office->list = arena_format(&office->arena, "%s/words.txt", office->folder);
    *state = office;
    return 0;
}

static int close_office(void **state)
{
    struct office *office = *state;
    fixture_remove_folder(office->folder);
    arena_free(&office->arena);
    free(office);
    return 0;
}

static const char *words(struct office *office)
{
    const char *all;
    assert_int_equal(word_list_read(&office->arena, office->editorial, &all, &office->problem), STATUS_OK);
    return all;
}

static enum status add(struct office *office, const char *word)
{
    return word_list_add(office->editorial, word, &office->problem);
}

static void test_words_are_added_once(void **state)
{
    struct office *office = *state;
    assert_string_equal(words(office), "");
    assert_int_equal(add(office, "Ölmühle"), STATUS_OK);
    assert_int_equal(add(office, "ሰላም"), STATUS_OK);
    assert_int_equal(add(office, "Öl"), STATUS_OK); // a part of one that is there
    assert_int_equal(add(office, "Ölmühle"), STATUS_OK);
    assert_string_equal(words(office), "Ölmühle\nሰላም\nÖl\n");
}

static void test_what_is_no_word_is_refused(void **state)
{
    struct office *office = *state;
    static const char *const bad[] = {"", "zwei Worte", "zwei\nZeilen", "#x", "a\u202E", "\xFF", "e\u0301", "\x1B[m"};
    char long_word[WORD_LIST_WORD_BYTES + 2];
    memset(long_word, 'x', sizeof long_word - 1);
    long_word[sizeof long_word - 1] = '\0';
    assert_int_equal(add(office, long_word), STATUS_INVALID);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_int_equal(add(office, bad[i]), STATUS_INVALID);
    assert_string_equal(words(office), "");
}

// People may write the file, too; what is no text in it is left out and stays there.
static void test_a_file_by_hand(void **state)
{
    struct office *office = *state;
    static const char bytes[] = "# unsere Namen\n\nZiebigk\n\xFF\xFE\nKita";
    fixture_write(office->list, bytes, sizeof bytes - 1);
    assert_string_equal(words(office), "Ziebigk\nKita\n");
    assert_int_equal(add(office, "Hort"), STATUS_OK);
    assert_string_equal(words(office), "Ziebigk\nKita\nHort\n");
    size_t size;
    assert_memory_equal(fixture_read(&office->arena, office->list, &size), bytes, sizeof bytes - 1);
    char *huge = arena_allocate(&office->arena, WORD_LIST_BYTES_MAX + 2, 1);
    memset(huge, 'x', WORD_LIST_BYTES_MAX);
    fixture_write(office->list, huge, WORD_LIST_BYTES_MAX);
    assert_int_equal(add(office, "Amt"), STATUS_LIMIT);
    fixture_write(office->list, huge, WORD_LIST_BYTES_MAX + 1);
    assert_int_equal(add(office, "Amt"), STATUS_LIMIT);
}

static void test_many_add_at_once(void **state)
{
    struct office *office = *state;
    enum { PEOPLE = 6, WORDS = 20 };
    for (int person = 0; person < PEOPLE; person++) {
        if (fork() != 0)
            continue;
        for (int i = 0; i < WORDS; i++)
            while (add(office, arena_format(&office->arena, "wort%d-%d", person, i)) != STATUS_OK)
                continue;
        _exit(0);
    }
    for (int person = 0; person < PEOPLE; person++) {
        int status;
        assert_true(wait(&status) > 0);
        assert_int_equal(status, 0);
    }
    const char *all = words(office);
    size_t lines = 0;
    for (const char *at = all; (at = strchr(at, '\n')) != NULL; at++)
        lines++;
    assert_int_equal(lines, PEOPLE * WORDS);
}

// Who shares the folder may write in both files, and read what another's mask would have kept from him.
static void test_files_are_for_all_whatever_mask_somebody_has(void **state)
{
    struct office *office = *state;
    static const char *const names[] = {"words.txt", "words.lock"};
    mode_t before = umask(077);
    assert_int_equal(add(office, "Amt"), STATUS_OK);
    umask(before);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct stat about;
        assert_int_equal(stat(arena_format(&office->arena, "%s/%s", office->folder, names[i]), &about), 0);
        assert_int_equal(about.st_mode & 07777, 0660);
    }
}

// A lock that may only be read serves as well.
static void test_a_lock_that_another_made_is_enough(void **state)
{
    struct office *office = *state;
    const char *lock = arena_format(&office->arena, "%s/words.lock", office->folder);
    fixture_write(lock, "", 0);
    assert_int_equal(chmod(lock, 0440), 0);
    if (geteuid() == 0) { // whom no mode stops
        assert_int_equal(chown(lock, 1, (gid_t)-1) + chown(office->folder, 65534, (gid_t)-1), 0);
        assert_int_equal(seteuid(65534), 0);
    }
    const enum status status = add(office, "Amt");
    if (getuid() == 0)
        assert_int_equal(seteuid(0), 0);
    assert_int_equal(status, STATUS_OK);
}

static void test_waits_for_nobody(void **state)
{
    struct office *office = *state;
    int lock = open(arena_format(&office->arena, "%s/words.lock", office->folder), O_RDWR | O_CREAT, 0600);
    assert_int_equal(flock(lock, LOCK_EX), 0);
    assert_int_equal(add(office, "Amt"), STATUS_IO);
    close(lock);
    assert_int_equal(add(office, "Amt"), STATUS_OK);
}

// Each system call fails in turn: the word is added, or the list is as it was.
static void test_over_failures(void **state)
{
    struct office *office = *state;
    assert_int_equal(add(office, "Amt"), STATUS_OK);
    bool left = true;
    for (long successes = 0; left; successes++) {
        sys_fail_after(successes, ENOSPC);
        enum status status = add(office, "Hort");
        left = !sys_fault_is_left();
        sys_fail_after(-1, 0);
        const char *all = words(office);
        assert_true(strcmp(all, "Amt\n") == 0 || strcmp(all, "Amt\nHort\n") == 0);
        assert_true(status != STATUS_OK || strcmp(all, "Amt\nHort\n") == 0);
        fixture_write(office->list, "Amt\n", 4);
        assert_true(successes < 100);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_words_are_added_once, open_office, close_office),
        cmocka_unit_test_setup_teardown(test_what_is_no_word_is_refused, open_office, close_office),
        cmocka_unit_test_setup_teardown(test_a_file_by_hand, open_office, close_office),
        cmocka_unit_test_setup_teardown(test_many_add_at_once, open_office, close_office),
        cmocka_unit_test_setup_teardown(test_files_are_for_all_whatever_mask_somebody_has, open_office, close_office),
        cmocka_unit_test_setup_teardown(test_a_lock_that_another_made_is_enough, open_office, close_office),
        cmocka_unit_test_setup_teardown(test_waits_for_nobody, open_office, close_office),
        cmocka_unit_test_setup_teardown(test_over_failures, open_office, close_office),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
