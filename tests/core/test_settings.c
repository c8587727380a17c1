// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Files of settings, good and bad: each problem with its line and its reason, and the rest counts.
#include "core/base/settings.h"

#include "core/base/sys.h"

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

enum { TEXT = 400 };

struct target {
    char colour[TEXT], size[TEXT], parts[TEXT];
};

struct told {
    char text[4 * TEXT]; // what:why; of each problem
    size_t count;
};

static enum status take_colour(void *target, const char *value, struct problem *problem)
{
    if (strcmp(value, "none") == 0)
        return problem_set(problem, STATUS_UNSUPPORTED, value, "take another", "%s is no colour", value);
    snprintf(((struct target *)target)->colour, TEXT, "%s", value);
    return STATUS_OK;
}

static enum status take_size(void *target, const char *value, struct problem *problem)
{
    (void)problem;
    snprintf(((struct target *)target)->size, TEXT, "%s", value);
    return STATUS_OK;
}

static enum status take_part(void *target, const char *value, struct problem *problem)
{
    char *parts = ((struct target *)target)->parts;
    (void)problem;
    snprintf(parts + strlen(parts), TEXT - strlen(parts), "%s;", value);
    return STATUS_OK;
}

static const struct setting known[] = {{"colour", take_colour, false}, {"size", take_size, false}, {"part", take_part, true}};

static void note(void *context, const struct problem *problem)
{
    struct told *told = context;
    size_t used = strlen(told->text);
    const char *name = strrchr(problem->what, '/');
    told->count++;
    assert_true(problem->mend[0] != '\0' || problem->status == STATUS_IO ||
                problem->status == STATUS_NOT_FOUND || problem->status == STATUS_LIMIT);
    snprintf(told->text + used, sizeof told->text - used, "%s: %s; ", name == NULL ? problem->what : name + 1,
             problem->why);
}

static enum status read_bytes(const char *bytes, size_t size, struct target *target, struct told *told)
{
    char path[] = "/tmp/kompass-settings-XXXXXX";
    struct problem problem;
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    assert_int_equal(sys_write_all(fd, path, bytes, size, &problem), STATUS_OK);
    close(fd);
    *target = (struct target){.colour = "old", .size = "old"};
    *told = (struct told){0};
    enum status status = settings_read(path, known, 3, target, note, told);
    unlink(path);
    return status;
}

static void test_good(void **state)
{
    (void)state;
    static const struct {
        const char *text, *colour, *size;
    } files[] = {
        {"", "old", "old"},
        {"\n\n  \n# colour = red\n  # size = 1\n", "old", "old"},
        {"colour = red\nsize=2", "red", "2"},
        {"  colour\t=  dark red \t\r\n\r\nsize = a = b # c\r\n", "dark red", "a = b # c"},
        {"size = größer", "old", "größer"},
        {"\xEF\xBB\xBF" "colour = red\nsize = 2", "red", "2"}, // a mark that some editors write
        {"\xEF\xBB\xBF", "old", "old"},
    };
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        struct target target;
        struct told told;
        assert_int_equal(read_bytes(files[i].text, strlen(files[i].text), &target, &told), STATUS_OK);
        assert_string_equal(target.colour, files[i].colour);
        assert_string_equal(target.size, files[i].size);
        assert_string_equal(told.text, "");
    }
}

static void test_what_may_be_there_many_times(void **state)
{
    (void)state;
    static const char text[] = "part = one\nsize = 7\npart = two\npart = one\n";
    struct target target;
    struct told told;
    assert_int_equal(read_bytes(text, strlen(text), &target, &told), STATUS_OK);
    assert_string_equal(target.parts, "one;two;one;");
    assert_string_equal(target.size, "7");
}

static void test_each_wrong_line_is_told_and_the_rest_counts(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t size;
        enum status status;
        const char *told;
    } files[] = {
#define FILE_OF(text) text, sizeof text - 1
        {FILE_OF("\n# x\nshape = round\nsize = 7\n"), STATUS_INVALID, ":3: no such setting: shape; "},
        {FILE_OF("size = 7\ncolour = red\ncolour = blue"), STATUS_INVALID, ":3: colour was set further up already; "},
        {FILE_OF("colour\nsize = 7\n"), STATUS_INVALID, ":1: not a setting; "},
        {FILE_OF("colour =  \nsize = 7\n"), STATUS_INVALID, ":1: colour has no value; "},
        {FILE_OF("= red\nsize = 7\n"), STATUS_INVALID, ":1: no such setting: ; "},
        {FILE_OF("Size = 8\nsize = 7\n"), STATUS_INVALID, ":1: no such setting: Size; "},
        {FILE_OF("colour = none\nsize = 7\n"), STATUS_UNSUPPORTED, ":1: none is no colour; "},
        {FILE_OF("size = 7\ncolour = r\xff""d\n"), STATUS_INVALID, ":2: not UTF-8 text; "},
        {FILE_OF("size = 7\ncolour = r\0d\n"), STATUS_INVALID, ":2: not UTF-8 text; "},
#undef FILE_OF
    };
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        struct target target;
        struct told told;
        assert_int_equal(read_bytes(files[i].text, files[i].size, &target, &told), files[i].status);
        assert_int_equal(told.count, 1);
        if (strstr(told.text, files[i].told) == NULL)
            fail_msg("file %zu: \"%s\"", i, told.text);
        assert_string_equal(target.size, "7");
    }
}

static void test_all_problems_come_and_the_first_decides(void **state)
{
    (void)state;
    static const char text[] = "colour = none\nx\ny = 1\n";
    struct target target;
    struct told told;
    assert_int_equal(read_bytes(text, strlen(text), &target, &told), STATUS_UNSUPPORTED);
    assert_int_equal(told.count, 3);
    assert_string_equal(target.colour, "old");
}

static void test_files_that_cannot_be_read(void **state)
{
    (void)state;
    struct target target;
    struct told told = {0};
    assert_int_equal(settings_read("/nonexistent/kiosk.conf", known, 3, &target, note, &told), STATUS_NOT_FOUND);
    assert_non_null(strstr(told.text, "kiosk.conf"));
    static char large[SETTINGS_BYTES_MAX + 1];
    memset(large, '#', sizeof large);
    assert_int_equal(read_bytes(large, sizeof large, &target, &told), STATUS_LIMIT);
    assert_int_equal(told.count, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_good),
        cmocka_unit_test(test_what_may_be_there_many_times),
        cmocka_unit_test(test_each_wrong_line_is_told_and_the_rest_counts),
        cmocka_unit_test(test_all_problems_come_and_the_first_decides),
        cmocka_unit_test(test_files_that_cannot_be_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
