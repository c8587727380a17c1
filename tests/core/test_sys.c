// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Tests of whole-file operations when any of their system calls fails: old bytes or new bytes, and nothing left behind.
#include "tests/core/fixture.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>

static const char old_bytes[] = "the old bytes";
static const char new_bytes[] = "the new bytes, which are longer";

static size_t count_names(const char *folder)
{
    size_t count = 0;
    DIR *stream = opendir(folder);
    assert_non_null(stream);
    for (struct dirent *entry = readdir(stream); entry != NULL; entry = readdir(stream))
        count += strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
    closedir(stream);
    return count;
}

static int open_descriptors(void)
{
    return (int)count_names("/proc/self/fd");
}

static void test_a_file_is_written_and_read_whole(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct problem problem;
    char *folder = fixture_folder(&arena);
    char *path = arena_format(&arena, "%s/file", folder);
    size_t size = 300000;
    char *bytes = arena_allocate(&arena, size, 1);
    for (size_t i = 0; i < size; i++)
        bytes[i] = (char)(i * 7 % 251);
    umask(022);
    assert_int_equal(sys_write_file(path, bytes, size, 0640, &problem), STATUS_OK);
    char *read;
    size_t read_size;
    assert_int_equal(sys_read_file(&arena, path, size, &read, &read_size, &problem), STATUS_OK);
    assert_int_equal(read_size, size);
    assert_memory_equal(read, bytes, size);
    assert_int_equal(read[size], 0);
    struct stat about;
    assert_int_equal(stat(path, &about), 0);
    assert_int_equal(about.st_mode & 0777, 0640);
    assert_int_equal(sys_write_file(path, "", 0, 0600, &problem), STATUS_OK);
    assert_int_equal(sys_read_file(&arena, path, 0, &read, &read_size, &problem), STATUS_OK);
    assert_int_equal(read_size, 0);
    assert_int_equal(count_names(folder), 1);
    fixture_remove_folder(folder);
    arena_free(&arena);
}

// The number of a process that is no more.
static long ended_process(void)
{
    pid_t child = fork();
    if (child == 0)
        _exit(0);
    assert_int_equal(waitpid(child, NULL, 0), child);
    return (long)child;
}

static void test_what_a_killed_write_left_is_removed_and_nothing_else(void **state)
{
    (void)state;
    struct arena arena = {0};
    char *folder = fixture_folder(&arena);
    long gone = ended_process();
    const char *const left[] = {
        arena_format(&arena, "%s/file.%ld.new", folder, gone),
        arena_format(&arena, "%s/file.%ld.new", folder, (long)getpid()), // of a process before with this number
    };
    const char *const of_another = arena_format(&arena, "%s/file.more.%ld.new", folder, gone);
    const char *const others[] = {
        arena_format(&arena, "%s/file.1.new", folder), // at work
        arena_format(&arena, "%s/file", folder),       arena_format(&arena, "%s/file.new", folder),
        arena_format(&arena, "%s/file..new", folder),  arena_format(&arena, "%s/file.x%ld.new", folder, gone),
        arena_format(&arena, "%s/%ld.new", folder, gone), arena_format(&arena, "%s/file.0%ld.new", folder, gone),
        arena_format(&arena, "%s/file.99999999999999999999.new", folder), arena_format(&arena, "%s/file.%ld.new~", folder, gone),
        arena_format(&arena, "%s/file%ld.new", folder, gone),
    };
    for (size_t i = 0; i < sizeof left / sizeof *left; i++)
        fixture_write(left[i], "half", 4);
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        fixture_write(others[i], "x", 1);
    fixture_write(of_another, "x", 1);
    sys_remove_unfinished(arena_format(&arena, "%s/file", folder));
    for (size_t i = 0; i < sizeof left / sizeof *left; i++)
        assert_int_not_equal(access(left[i], F_OK), 0);
    assert_int_equal(access(of_another, F_OK), 0);
    sys_remove_all_unfinished(folder);
    assert_int_not_equal(access(of_another, F_OK), 0);
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        assert_int_equal(access(others[i], F_OK), 0);
    sys_remove_unfinished("/no/such/folder/file");
    fixture_remove_folder(folder);
    arena_free(&arena);
}

// Writes the new bytes over the old with the call after `successes` failing. True when the fault was not reached.
static bool write_with_fault(const char *folder, const char *path, long successes, int error)
{
    struct arena arena = {0};
    struct problem problem = {0};
    fixture_write(path, old_bytes, sizeof old_bytes);
    int descriptors = open_descriptors();
    sys_fail_after(successes, error);
    enum status status = sys_write_file(path, new_bytes, sizeof new_bytes, 0600, &problem);
    sys_fail_after(-1, 0);
    size_t size;
    char *bytes = fixture_read(&arena, path, &size);
    bool is_old = size == sizeof old_bytes && memcmp(bytes, old_bytes, size) == 0;
    bool is_new = size == sizeof new_bytes && memcmp(bytes, new_bytes, size) == 0;
    assert_true(is_old || is_new);
    if (status == STATUS_OK)
        assert_true(is_new);
    else
        assert_true(problem.why[0] != '\0' && strcmp(problem.what, path) * strcmp(problem.what, folder) == 0);
    assert_int_equal(count_names(folder), 1); // no temporary file
    assert_int_equal(open_descriptors(), descriptors);
    arena_free(&arena);
    return status == STATUS_OK;
}

static void test_any_failing_call_leaves_old_or_new_bytes(void **state)
{
    (void)state;
    static const int errors[] = {EIO, ENOSPC, EACCES};
    struct arena arena = {0};
    char *folder = fixture_folder(&arena);
    char *path = arena_format(&arena, "%s/file", folder);
    for (size_t i = 0; i < sizeof errors / sizeof *errors; i++) {
        long failures = 0;
        while (!write_with_fault(folder, path, failures, errors[i]))
            failures++;
        assert_true(failures >= 6); // open, write, fsync, close, rename, and the folder's own
        assert_true(failures < 20);
    }
    fixture_remove_folder(folder);
    arena_free(&arena);
}

static void test_an_interrupted_write_goes_on(void **state)
{
    (void)state;
    struct arena arena = {0};
    char *folder = fixture_folder(&arena);
    assert_true(write_with_fault(folder, arena_format(&arena, "%s/file", folder), 1, EINTR)); // 0 is open, 1 is write
    fixture_remove_folder(folder);
    arena_free(&arena);
}

static void test_any_failing_call_of_reading_is_told(void **state)
{
    (void)state;
    struct arena arena = {0};
    char *folder = fixture_folder(&arena);
    char *path = arena_format(&arena, "%s/file", folder);
    fixture_write(path, old_bytes, sizeof old_bytes);
    int descriptors = open_descriptors();
    long failures = 0;
    for (enum status status = STATUS_IO; status != STATUS_OK; failures++) {
        struct problem problem = {0};
        char *bytes;
        size_t size;
        sys_fail_after(failures, EIO);
        status = sys_read_file(&arena, path, 1000, &bytes, &size, &problem);
        sys_fail_after(-1, 0);
        assert_true(status == STATUS_OK || (status == STATUS_IO && strcmp(problem.what, path) == 0));
        assert_int_equal(open_descriptors(), descriptors);
    }
    assert_true(failures >= 3); // open, two reads
    sys_fail_after(1, EINTR); // an interrupted read goes on
    size_t size;
    fixture_read(&arena, path, &size);
    assert_int_equal(size, sizeof old_bytes);
    fixture_remove_folder(folder);
    arena_free(&arena);
}

static void test_what_cannot_be_read_is_told(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct problem problem;
    char *folder = fixture_folder(&arena);
    char *path = arena_format(&arena, "%s/file", folder);
    char *bytes;
    size_t size;
    assert_int_equal(sys_read_file(&arena, path, 10, &bytes, &size, &problem), STATUS_NOT_FOUND);
    assert_int_equal(sys_read_file(&arena, folder, 10, &bytes, &size, &problem), STATUS_IO);
    fixture_write(path, "12345678901", 11);
    assert_int_equal(sys_read_file(&arena, path, 10, &bytes, &size, &problem), STATUS_LIMIT);
    assert_int_equal(sys_read_file(&arena, "/dev/zero", 100000, &bytes, &size, &problem), STATUS_LIMIT);
    assert_int_equal(sys_write_file(arena_format(&arena, "%s/no/file", folder), "x", 1, 0600, &problem),
                     STATUS_NOT_FOUND);
    fixture_remove_folder(folder);
    arena_free(&arena);
}

static void test_a_link_in_the_way_of_the_temporary_file_is_not_followed(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct problem problem;
    char *folder = fixture_folder(&arena);
    char *path = arena_format(&arena, "%s/file", folder);
    char *victim = arena_format(&arena, "%s/victim", folder);
    fixture_write(victim, old_bytes, sizeof old_bytes);
    assert_int_equal(symlink(victim, arena_format(&arena, "%s.%ld.new", path, (long)getpid())), 0);
    assert_int_not_equal(sys_write_file(path, new_bytes, sizeof new_bytes, 0600, &problem), STATUS_OK);
    size_t size;
    assert_string_equal(fixture_read(&arena, victim, &size), old_bytes);
    fixture_remove_folder(folder);
    arena_free(&arena);
}

static void test_folders_are_made_once_and_listed_in_order(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct problem problem;
    char *folder = fixture_folder(&arena);
    char *inner = arena_format(&arena, "%s/in", folder);
    assert_false(sys_is_folder(inner));
    assert_int_equal(sys_make_folder(inner, &problem), STATUS_OK);
    assert_int_equal(sys_make_folder(inner, &problem), STATUS_OK);
    assert_true(sys_is_folder(inner));
    assert_int_equal(sys_sync_folder(inner, &problem), STATUS_OK);
    assert_int_not_equal(sys_make_folder(arena_format(&arena, "%s/no/in", folder), &problem), STATUS_OK);
    for (int i = 40; i > 0; i--)
        fixture_write(arena_format(&arena, "%s/%02d.db", inner, i), "x", 1);
    fixture_write(arena_format(&arena, "%s/.hidden.db", inner), "x", 1);
    fixture_write(arena_format(&arena, "%s/other.txt", inner), "x", 1);
    assert_int_not_equal(sys_make_folder(arena_format(&arena, "%s/other.txt", inner), &problem), STATUS_OK);
    char **names;
    size_t count;
    assert_int_equal(sys_list_folder(&arena, inner, ".db", &names, &count, &problem), STATUS_OK);
    assert_int_equal(count, 40);
    for (int i = 0; i < 40; i++)
        assert_string_equal(names[i], arena_format(&arena, "%02d.db", i + 1));
    assert_int_equal(sys_list_folder(&arena, arena_format(&arena, "%s/none", inner), "", &names, &count, &problem),
                     STATUS_NOT_FOUND);
    fixture_remove_folder(folder);
    arena_free(&arena);
}

static void test_the_folder_of_a_path(void **state)
{
    (void)state;
    struct arena arena = {0};
    assert_string_equal(sys_folder_of(&arena, "name"), ".");
    assert_string_equal(sys_folder_of(&arena, "/name"), "/");
    assert_string_equal(sys_folder_of(&arena, "a/b/name"), "a/b");
    assert_string_equal(sys_folder_of(&arena, "a/"), "a");
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_file_is_written_and_read_whole),
        cmocka_unit_test(test_what_a_killed_write_left_is_removed_and_nothing_else),
        cmocka_unit_test(test_any_failing_call_leaves_old_or_new_bytes),
        cmocka_unit_test(test_an_interrupted_write_goes_on),
        cmocka_unit_test(test_any_failing_call_of_reading_is_told),
        cmocka_unit_test(test_what_cannot_be_read_is_told),
        cmocka_unit_test(test_a_link_in_the_way_of_the_temporary_file_is_not_followed),
        cmocka_unit_test(test_folders_are_made_once_and_listed_in_order),
        cmocka_unit_test(test_the_folder_of_a_path),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
