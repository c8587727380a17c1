// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Tests of who may do what: the file of the staff, good and bad, and who somebody is by login, group and key.
#include "tests/core/record.h"

#include "core/base/sys.h"
#include "core/editorial/login.h"
#include "core/editorial/rights.h"

#include <errno.h>

// Of RFC 8032's first test key as `ssh-keygen` writes and prints it.
#define KEY "AAAAC3NzaC1lZDI1NTE5AAAAINdamAGCsQq31Uv+08lkBzoO4XLz2qYjJa8CGmj3B1Ea"
#define PRINT "SHA256:bbXpuKG6zhzdmnxq256TlqzFBzRl2f6OOg722cYNbU8"
#define OTHER_PRINT "SHA256:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"

struct told {
    char text[4000]; // line: why (mend); of each
    size_t count;
};

static void note(void *context, const struct problem *problem)
{
    struct told *told = context;
    size_t used = strlen(told->text);
    const char *name = strrchr(problem->what, '/');
    assert_true(problem->mend[0] != '\0');
    told->count++;
    snprintf(told->text + used, sizeof told->text - used, "%s: %s; ", name == NULL ? problem->what : name + 1, problem->why);
}

static struct roster *read_roster(const char *text, struct told *told)
{
    struct arena arena = {0};
    struct roster *roster;
    const char *folder = fixture_folder(&arena);
    const char *path = arena_format(&arena, "%s/staff.conf", folder);
    fixture_write(path, text, strlen(text));
    *told = (struct told){0};
    enum status status = roster_read(&roster, path, note, told);
    assert_int_equal(status != STATUS_OK, told->count > 0);
    fixture_remove_folder(folder);
    arena_free(&arena);
    return roster;
}

// ---- the file -----------------------------------------------------------------------------------------------------

#define GOOD                                                                                                           \
    "person = chief | Die Leitung | administrator\n"                                                                   \
    "person = desk " OTHER_PRINT " | Am Tisch | author, reviewer\n"                                                    \
    "person = " PRINT " | Übersetzung | translator uk  RU, publisher\n"                                                \
    "group = writers | author\n"                                                                                       \
    "group = speakers | translator en\n"                                                                               \
    "review = event 3\n"

static struct rights rights_by(struct roster *roster, const char *user, const char *first, const char *second,
                               const char *fingerprint)
{
    const char *const groups[] = {first, second};
    const struct login login = {user, groups, first == NULL ? 0 : second == NULL ? 1 : 2, fingerprint};
    return rights_of(roster, &login);
}

static void a_good_file_says_who_may_what(void **state)
{
    (void)state;
    struct told told;
    struct roster *roster = read_roster(GOOD, &told);
    assert_string_equal(told.text, "");
    struct rights chief = rights_by(roster, "chief", NULL, NULL, NULL);
    assert_string_equal(chief.name, "Die Leitung");
    for (enum right right = RIGHT_WRITE; right <= RIGHT_ADMINISTER; right++)
        assert_true(rights_include(&chief, right));
    assert_true(rights_to_translate(&chief, "ti"));
    struct rights desk = rights_by(roster, "desk", NULL, NULL, NULL);
    assert_true(rights_include(&desk, RIGHT_WRITE) && rights_include(&desk, RIGHT_REVIEW));
    assert_false(rights_include(&desk, RIGHT_PUBLISH) || rights_include(&desk, RIGHT_ADMINISTER));
    assert_int_equal(roster_review_months(roster, KIND_EVENT), 3);
    assert_int_equal(roster_review_months(roster, KIND_OFFER), ROSTER_REVIEW_MONTHS_OFFER);
    assert_int_equal(roster_review_months(roster, KIND_ARTICLE), ROSTER_REVIEW_MONTHS);
    size_t count;
    assert_string_equal(roster_lines(roster, &count)[3].who, "@writers");
    assert_int_equal(count, 5);
    roster_free(&roster);
}

static void people_are_told_apart_by_key_login_and_group(void **state)
{
    (void)state;
    struct told told;
    struct roster *roster = read_roster(GOOD, &told);
    static const struct {
        const char *user, *first, *second, *fingerprint, *name;
        unsigned roles;
        size_t languages;
    } people[] = {
        {"desk", NULL, NULL, NULL, "Am Tisch", 1u << RIGHTS_AUTHOR | 1u << RIGHTS_REVIEWER, 0},
        {"shared", NULL, NULL, OTHER_PRINT, "Am Tisch", 1u << RIGHTS_AUTHOR | 1u << RIGHTS_REVIEWER, 0},
        {"desk", NULL, NULL, PRINT, "Übersetzung", 1u << RIGHTS_TRANSLATOR | 1u << RIGHTS_PUBLISHER, 2}, // the key decides
        {"chief", "writers", NULL, NULL, "Die Leitung", 1u << RIGHTS_ADMINISTRATOR, 0},
        {"new", "writers", NULL, NULL, "new", 1u << RIGHTS_AUTHOR, 0},
        {"new", "users", "writers", "SHA256:unknown", "new", 1u << RIGHTS_AUTHOR, 0},
        {"new", "speakers", "writers", NULL, "new", 1u << RIGHTS_AUTHOR | 1u << RIGHTS_TRANSLATOR, 1},
        {"new", "users", NULL, NULL, "new", 0, 0},
        {"Am Tisch", "writers", NULL, NULL, "Am Tisch", 0, 0}, // the name is another's
        {"", NULL, NULL, NULL, "", 0, 0},
        {"@writers", NULL, NULL, NULL, "@writers", 0, 0},
        {"des", NULL, NULL, NULL, "des", 0, 0},
        {"writers", NULL, NULL, NULL, "writers", 0, 0},
    };
    for (size_t i = 0; i < sizeof people / sizeof *people; i++) {
        struct rights rights = rights_by(roster, people[i].user, people[i].first, people[i].second, people[i].fingerprint);
        if (strcmp(rights.name, people[i].name) != 0 || rights.roles != people[i].roles ||
            rights.language_count != people[i].languages)
            fail_msg("person %zu: %s, %x", i, rights.name, rights.roles);
    }
    roster_free(&roster);
}

static void each_wrong_line_is_told_and_gives_no_right(void **state)
{
    (void)state;
    static const struct {
        const char *line, *told;
    } files[] = {
        {"person = a | A", ":2: a part is missing; "},
        {"person = a", ":2: a part is missing; "},
        {"person = | A | author", ":2: nobody is named; "},
        {"person = a | | author", ":2: the name is empty"},
        {"person = a | A\xe2\x80\xae""A | author", ":2: the name is empty"},
        {"person = a | A | ", ":2: an empty word is no role; "},
        {"person = a | A | author,", ":2: an empty word is no role; "},
        {"person = a | A | Author", ":2: Author is no role; "},
        {"person = a | A | boss", ":2: boss is no role; "},
        {"person = a | A | author reviewer", ":2: \"reviewer\" behind author is not understood; "},
        {"person = a | A | translator", ":2: no language is named for the translator; "},
        {"person = a | A | translator xx", ":2: xx is no language that is known here; "},
        {"person = a | A | translator uk, translator ru", ":2: \"ru\" behind translator is not understood; "},
        {"person = SHA256:abc | A | author", ":2: SHA256:abc is no fingerprint of a key; "},
        {"person = MD5:00:11 | A | author", ":2: MD5:00:11 is no fingerprint of a key; "},
        {"person = @a | A | author", ":2: @a is no login; "},
        {"person = chief | A | author", ":2: chief is in a line further up already; "},
        {"person = a | Chief | author", ":2: Chief is in a line further up already; "},
        {"person = a | A | author | b", ":2: \"| b\" behind author is not understood; "},
        {"group = a b | author", ":2: a part is missing or no name of a group; "},
        {"group = | author", ":2: a part is missing or no name of a group; "},
        {"group = a", ":2: a part is missing or no name of a group; "},
        {"review = offer", ":2: the months are no number from 1 to 120; "},
        {"review = offer 0", ":2: the months are no number from 1 to 120; "},
        {"review = offer 121", ":2: the months are no number from 1 to 120; "},
        {"review = offer -1", ":2: the months are no number from 1 to 120; "},
        {"review = area 6", ":2: area is no kind of thing that has a source; "},
        {"user = a", ":2: no such setting: user; "},
    };
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        struct arena arena = {0};
        struct told told;
        struct roster *roster = read_roster(
            arena_format(&arena, "person = chief | Chief | administrator\n%s\ngroup = after | author\n", files[i].line), &told);
        if (told.count != 1 || strstr(told.text, files[i].told) == NULL)
            fail_msg("%s: \"%s\"", files[i].line, told.text);
        assert_int_equal(rights_by(roster, "a", "a", NULL, NULL).roles, 0);
        assert_int_equal(rights_by(roster, "b", "after", NULL, NULL).roles, 1u << RIGHTS_AUTHOR);
        roster_free(&roster);
        arena_free(&arena);
    }
}

static void without_an_administrator_the_file_is_not_whole(void **state)
{
    (void)state;
    struct told told;
    struct roster *roster = read_roster("person = a | A | author\n", &told);
    assert_string_equal(told.text, "staff.conf: nobody in it is an administrator; ");
    assert_int_equal(rights_by(roster, "a", NULL, NULL, NULL).roles, 1u << RIGHTS_AUTHOR);
    roster_free(&roster);
    roster = read_roster("", &told);
    assert_string_equal(told.text, "staff.conf: nobody in it is an administrator; ");
    roster_free(&roster);
    assert_int_equal(roster_read(&roster, "/nonexistent/staff.conf", note, &told), STATUS_NOT_FOUND);
    assert_int_equal(rights_by(roster, "root", "root", NULL, NULL).roles, 0);
    roster_free(&roster);
}

static void the_example_is_right_but_for_its_administrator(void **state)
{
    (void)state;
    const char *source = getenv("KOMPASS_SOURCE");
    struct arena arena = {0};
    struct told told = {0};
    struct roster *roster;
    roster_read(&roster, arena_format(&arena, "%s/deploy/staff/staff.conf", source == NULL ? "." : source), note, &told);
    assert_string_equal(told.text, "staff.conf: nobody in it is an administrator; ");
    roster_free(&roster);
    arena_free(&arena);
}

// ---- fields -------------------------------------------------------------------------------------------------------

static void a_field_asks_for_its_role(void **state)
{
    (void)state;
    struct told told;
    struct roster *roster = read_roster("person = c | C | administrator\nperson = w | W | author\nperson = t | T | translator uk\n"
                                     "person = r | R | reviewer\nperson = p | P | publisher\n", &told);
    json_t *text = parse("{'text': 'x', 'origin': 'machine'}");
    json_t *read = parse("{'text': 'x', 'origin': 'machine', 'reviewed_on': '2026-11-20'}");
    json_t *more = parse("{'text': 'y', 'origin': 'human', 'reviewed_on': '2026-11-20'}");
    const struct {
        const char *path;
        json_t *before, *after;
        const char *who; // may change it
    } changes[] = {
        {"contacts", NULL, NULL, "cwr"},
        {"source.verified_on", NULL, NULL, "cwr"},
        {"staff_note", NULL, NULL, "cwr"},
        {"texts.de.summary", NULL, text, "cwr"},
        {"texts.uk.summary", NULL, text, "cwtr"},
        {"texts.uk.summary", text, NULL, "cwtr"},
        {"texts.uk.summary", text, read, "ctr"},
        {"texts.uk.summary", read, more, "cwtr"}, // it was read before
        {"texts.ukx.summary", NULL, text, "cwr"},
        {"texts.ru.summary", text, read, "cr"},
        {"texts.de.summary", NULL, read, "cr"},
    };
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        for (const char *one = "cwtrp"; *one != '\0'; one++) {
            struct rights rights = rights_by(roster, (const char[]){*one, '\0'}, NULL, NULL, NULL);
            if (rights_to_change(&rights, changes[i].path, changes[i].before, changes[i].after) !=
                (strchr(changes[i].who, *one) != NULL))
                fail_msg("%zu: %s by %c", i, changes[i].path, *one);
        }
        assert_true(rights_to_change(NULL, changes[i].path, changes[i].before, changes[i].after));
    }
    json_decref(text);
    json_decref(read);
    json_decref(more);
    roster_free(&roster);
}

// ---- keys ---------------------------------------------------------------------------------------------------------

static void a_key_has_the_fingerprint_that_ssh_keygen_prints(void **state)
{
    (void)state;
    static const struct {
        const char *text, *fingerprint, *why;
    } files[] = {
        {"publickey ssh-ed25519 " KEY "\n", PRINT, NULL},
        {"publickey ssh-ed25519 " KEY, PRINT, NULL},
        {"password\npublickey ssh-ed25519 " KEY "\npublickey ssh-ed25519 AAAA\n", PRINT, NULL},
        {"publickey ssh-ed25519 " KEY " a comment\n", PRINT, NULL},
        {"password\n", NULL, NULL},
        {"", NULL, NULL},
        {"publickey ssh-ed25519-cert-v01@openssh.com AAAA\n", NULL, NULL},
        {"publickey ssh-ed25519\n", NULL, "no key"},
        {"publickey  " KEY "\n", NULL, "another kind"},
        {"publickey ssh-rsa " KEY "\n", NULL, "another kind"},
        {"publickey ssh-ed25519 AAAA*AAAA\n", NULL, "base 64"},
        {"publickey ssh-ed25519 \n", NULL, "another kind"},
        {"publickey ssh-ed25519 AAAA\n", NULL, "another kind"},
        {"publickey ssh-ed25519 AAAAC3NzaC1lZDI1NTE5\n", NULL, "another kind"},
    };
    struct arena arena = {0};
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        struct problem problem = {0};
        const char *fingerprint;
        enum status status = login_fingerprint(&arena, files[i].text, strlen(files[i].text), &fingerprint, &problem);
        if ((status != STATUS_OK) != (files[i].why != NULL) || (files[i].why != NULL && strstr(problem.why, files[i].why) == NULL))
            fail_msg("%zu: %s", i, problem.why);
        assert_int_equal(fingerprint != NULL, files[i].fingerprint != NULL);
        if (fingerprint != NULL)
            assert_string_equal(fingerprint, files[i].fingerprint);
    }
    const char *fingerprint;
    struct problem problem;
    assert_int_equal(login_fingerprint(&arena, "publickey\0ssh", 13, &fingerprint, &problem), STATUS_INVALID);
    arena_free(&arena);
}

// Whatever stands in the file, nothing is read beyond it, and what is told has the form of a fingerprint.
static void damaged_files_give_a_fingerprint_or_none(void **state)
{
    (void)state;
    static const char good[] = "publickey ssh-ed25519 " KEY "\n";
    for (size_t at = 0; at < strlen(good); at++) {
        for (unsigned byte = 0; byte < 256; byte += 3) {
            struct arena arena = {0};
            struct problem problem;
            const char *fingerprint;
            char *text = arena_copy_text(&arena, good);
            text[at] = (char)byte;
            login_fingerprint(&arena, text, strlen(good), &fingerprint, &problem);
            assert_true(fingerprint == NULL || login_is_fingerprint(fingerprint));
            login_fingerprint(&arena, good, at, &fingerprint, &problem);
            assert_true(fingerprint == NULL || login_is_fingerprint(fingerprint));
            arena_free(&arena);
        }
    }
}

static void a_login_has_a_user_groups_and_the_key_of_its_file(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct problem problem;
    struct login login;
    const char *folder = fixture_folder(&arena);
    const char *path = arena_format(&arena, "%s/auth", folder);
    static const char text[] = "publickey ssh-ed25519 " KEY "\n";
    assert_int_equal(login_look(&arena, NULL, &login, &problem), STATUS_OK);
    assert_null(login.fingerprint);
    assert_true(login.group_count > 0 || getegid() != 0);
    fixture_write(path, text, strlen(text));
    assert_int_equal(login_look(&arena, path, &login, &problem), STATUS_OK);
    assert_string_equal(login.fingerprint, PRINT);
    assert_int_equal(login_look(&arena, arena_format(&arena, "%s/gone", folder), &login, &problem), STATUS_NOT_FOUND);
    assert_null(login.fingerprint);
    assert_non_null(login.user);
    bool left = true;
    for (long calls = 0; left; calls++) {
        sys_fail_after(calls, EIO);
        enum status status = login_look(&arena, path, &login, &problem);
        left = !sys_fault_is_left();
        sys_fail_after(-1, 0);
        assert_int_equal(login.fingerprint != NULL, status == STATUS_OK);
    }
    fixture_remove_folder(folder);
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_good_file_says_who_may_what),
        cmocka_unit_test(people_are_told_apart_by_key_login_and_group),
        cmocka_unit_test(each_wrong_line_is_told_and_gives_no_right),
        cmocka_unit_test(without_an_administrator_the_file_is_not_whole),
        cmocka_unit_test(the_example_is_right_but_for_its_administrator),
        cmocka_unit_test(a_field_asks_for_its_role),
        cmocka_unit_test(a_key_has_the_fingerprint_that_ssh_keygen_prints),
        cmocka_unit_test(damaged_files_give_a_fingerprint_or_none),
        cmocka_unit_test(a_login_has_a_user_groups_and_the_key_of_its_file),
    };
    return cmocka_run_group_tests_name("editorial/rights", tests, NULL, NULL);
}
