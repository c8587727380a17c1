// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// What strangers put into the inbox waits, or lies aside with a note; none keeps another from being taken, and none is lost.
#include "tests/core/record.h"

#include "core/base/sys.h"
#include "core/exchange/content/inbox.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static int fill_house(void **state)
{
    open_house(state);
    put_one_of_each(*state);
    struct house *house = *state;
    expect(house, sys_make_folder(arena_format(&house->arena, "%s/incoming", house->folder), &house->problem));
    return 0;
}

static const char *in(struct house *house, const char *folder, const char *name)
{
    return arena_format(&house->arena, "%s/%s/%s", house->folder, folder, name);
}

static void drop_in(struct house *house, const char *name, const char *text)
{
    FILE *file = fopen(in(house, "incoming", name), "w");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

#define OFFER_JSON(slug, more)                                                                                                   \
    "{\"slug\": \"" slug "\", \"kind\": \"office\", \"name\": \"Neues Amt\", \"organization\": \"Verein\", \"topics\": [\"wohnen\"]," \
    " \"source\": {\"url\": \"https://example.org/\"}, \"confidence\": \"low\"" more ", \"texts\": {\"de\": {\"summary\": \"Ein Amt.\"}}}"
#define FILE_JSON(offers) "{\"format\": \"kompass-content-1\", \"offers\": [" offers "]}"

static void ignore(void *context, const struct problem *problem)
{
    ++*(size_t *)context;
    assert_true(problem->why[0] != '\0');
}

// A minute after the last file came, or at that moment.
static enum status take(struct house *house, int64_t later, struct inbox_result *result)
{
    struct stat about;
    size_t told = 0;
    assert_int_equal(stat(in(house, "incoming", "."), &about), 0);
    const struct inbox inbox = {.editorial = house->editorial, .folder = arena_format(&house->arena, "%s/incoming", house->folder),
                                .now = (int64_t)about.st_ctime + later, .sink = ignore, .context = &told};
    return inbox_take(&inbox, result, &house->problem);
}
enum { LATER = 61 };

static size_t files_in(struct house *house, const char *folder, const char *suffix, const char **first)
{
    char **names;
    size_t count;
    expect(house, sys_list_folder(&house->arena, in(house, folder, "."), suffix, &names, &count, &house->problem));
    *first = count > 0 ? names[0] : "";
    return count;
}

static void test_a_good_file_waits_in_its_owners_name(void **state)
{
    struct house *house = *state;
    struct inbox_result result;
    const char *name;
    drop_in(house, "amt.json", FILE_JSON(OFFER_JSON("neues-amt", "")));
    expect(house, take(house, 0, &result)); // it may still be on its way
    assert_int_equal(result.done, 0);
    assert_int_equal(access(in(house, "incoming", "amt.json"), F_OK), 0);
    expect(house, take(house, LATER, &result));
    assert_int_equal(result.done, 1);
    assert_int_equal(result.waiting, 2); // and who runs it
    assert_int_equal(files_in(house, "done", "_amt.json", &name), 1);
    assert_int_equal(files_in(house, "incoming", "", &name), 0);
    assert_string_not_equal(ask_house(house, "SELECT proposer FROM proposal"), "amt.json");
    expect(house, take(house, LATER, &result)); // nothing is there
    assert_int_equal(result.done, 0);
}

// All kinds of wrong things between two good ones.
static void test_what_is_wrong_lies_aside_with_a_note(void **state)
{
    struct house *house = *state;
    struct inbox_result result;
    const char *name;
    char *note;
    size_t size;
    char *large = arena_allocate(&house->arena, (9u << 20) + 1, 1);
    memset(large, ' ', 9u << 20);
    drop_in(house, "0.json", FILE_JSON(OFFER_JSON("neues-amt", "")));
    drop_in(house, "1.json", "{\"format\": \"kompass-content-1\", \"offers\": [");
    drop_in(house, "2.json", large);
    drop_in(house, "3.json", "");
    drop_in(house, "-rf \033]0;evil\007 $(id)\n.json", "\377\376");
    drop_in(house, ".hidden", "[]");
    drop_in(house, "4.json", FILE_JSON(OFFER_JSON("ganz-gut", "") ", " OFFER_JSON("halb", ", \"phone\": \"drei\""))); // all of a file, or nothing
    assert_int_equal(symlink("/etc/passwd", in(house, "incoming", "5.json")), 0);
    assert_int_equal(mkfifo(in(house, "incoming", "6.json"), 0600), 0);
    assert_int_equal(mkdir(in(house, "incoming", "done"), 0700), 0); // where a careless program would put things
    drop_in(house, "z.json", FILE_JSON(OFFER_JSON("letztes-amt", "")));
    assert_int_equal(take(house, LATER, &result), STATUS_INVALID);
    assert_int_equal(result.done, 2);
    assert_int_equal(result.refused, 9);
    assert_int_equal(result.left, 0);
    assert_int_equal(files_in(house, "incoming", "", &name), 0);
    assert_int_equal(files_in(house, "taking", "", &name), 0);
    assert_int_equal(files_in(house, "refused", "", &name), 18);
    for (const char *at = name; *at != '\0'; at++)
        assert_true(*at > ' ' && *at < 127 && strchr("/$();", *at) == NULL);
    assert_int_equal(files_in(house, "refused", "_5.json.txt", &name), 1);
    expect(house, sys_read_file(&house->arena, in(house, "refused", name), 4096, &note, &size, &house->problem));
    assert_non_null(strstr(note, "it is no file (send a file)"));
    assert_string_equal(ask_house(house, "SELECT count(*) FROM proposal WHERE kind = 'offer'"), "2");
}

// Whatever call fails, and the database: all files are somewhere, and the next time takes them.
static void test_what_fails_is_taken_the_next_time(void **state)
{
    struct house *house = *state;
    struct inbox_result result;
    const char *name;
    drop_in(house, "good.json", FILE_JSON(OFFER_JSON("neues-amt", "")));
    drop_in(house, "bad.json", "[");
    bool failed = true;
    for (long calls = 0; failed; calls++) {
        sys_fail_after(calls, EIO);
        take(house, LATER, &result);
        failed = !sys_fault_is_left();
        sys_fail_after(-1, 0);
        size_t there = files_in(house, "incoming", "", &name);
        if (access(in(house, "taking", "."), F_OK) == 0)
            there += files_in(house, "taking", "", &name);
        if (access(in(house, "refused", "."), F_OK) == 0)
            there += files_in(house, "done", ".json", &name) + files_in(house, "refused", ".json", &name);
        assert_int_equal(there, 2);
    }
    take(house, LATER, &result);
    assert_int_equal(files_in(house, "done", ".json", &name), 1);
    assert_int_equal(files_in(house, "refused", ".json", &name), 1);
    assert_string_equal(ask_house(house, "SELECT count(*) FROM proposal WHERE kind = 'offer' AND state = 'waiting'"), "1");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fill_house, close_house)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_a_good_file_waits_in_its_owners_name),
        TEST(test_what_is_wrong_lies_aside_with_a_note),
        TEST(test_what_fails_is_taken_the_next_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
