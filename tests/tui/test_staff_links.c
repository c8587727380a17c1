// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Broken links in the staff's program: as they are seen, and that a new address is taken over everywhere.
#include "tests/support/staff_fixture.h"

#include "core/editorial/contacts.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

enum { MONDAY = 1795305600 }; // 2026-11-22T00:00Z

// The n-th web address and the n-th number of the content fail, one moved, one failed today only.
static void learn(struct staff_fixture *fixture)
{
    struct contact_address *addresses;
    struct problem problem;
    size_t count, places[CONTACT_TYPES] = {0};
    assert_int_equal(contacts_read(fixture->staff.editorial, &fixture->arena, &addresses, &count, &problem), STATUS_OK);
    struct contact_answer *answers = arena_allocate(&fixture->arena, count, sizeof *answers);
    for (int day = -2; day <= 0; day++) {
        memset(places, 0, sizeof places);
        for (size_t i = 0; i < count; i++) {
            size_t place = ++places[addresses[i].type];
            answers[i] = (struct contact_answer){CONTACT_WORKS, "", "", ""};
            if (addresses[i].type == CONTACT_URL && (place == 5 || (place == 9 && day == 0)))
                answers[i] = (struct contact_answer){place == 5 ? CONTACT_GONE : CONTACT_SLOW, "the server answers with 404", "", ""};
            else if (addresses[i].type == CONTACT_URL && place == 7)
                answers[i] = (struct contact_answer){CONTACT_MOVED, "https://neu.example/seite", "", ""};
            else if (addresses[i].type == CONTACT_PHONE && place == 3)
                answers[i] = (struct contact_answer){CONTACT_INVALID, "has too few digits", "", ""};
        }
        assert_int_equal(contacts_write(fixture->staff.editorial, addresses, answers, count, MONDAY + day * 86400, &problem), STATUS_OK);
    }
}

static void open_learnt(struct staff_fixture *fixture, const char *tag, int rows, int columns)
{
    staff_fixture_open(fixture, "anna", tag, rows, columns);
    learn(fixture);
    staff_fixture_restart(fixture);
}

static void pages_are_golden(void **state)
{
    static const struct {
        const char *name, *script;
    } pages[] = {{"work-broken", ""}, {"broken", "'13'"}};
    static const char *const tags[] = {"de", "en"};
    static const struct {
        int rows, columns;
    } sizes[] = {{24, 80}, {33, 120}};
    int differences = 0;
    (void)state;
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++)
        for (size_t t = 0; t < sizeof tags / sizeof *tags; t++)
            for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s++) {
                struct staff_fixture fixture;
                open_learnt(&fixture, tags[t], sizes[s].rows, sizes[s].columns);
                staff_fixture_type(&fixture, pages[i].script);
                differences += staff_fixture_differs(&fixture, pages[i].name);
                staff_fixture_close(&fixture);
            }
    assert_int_equal(differences, 0);
}

static void the_record_is_one_key_away(void **state)
{
    struct staff_fixture fixture;
    (void)state;
    open_learnt(&fixture, "de", 24, 80);
    staff_fixture_type(&fixture, "'13'");
    assert_string_equal(staff_fixture_top(&fixture), "broken_contacts");
    staff_fixture_type(&fixture, "Enter");
    assert_string_equal(staff_fixture_top(&fixture), "record");
    staff_fixture_type(&fixture, "Esc");
    assert_string_equal(staff_fixture_top(&fixture), "broken_contacts");
    staff_fixture_close(&fixture);
}

// The rows of those that moved come after those that are broken.
static size_t first_moved(struct staff_fixture *fixture, const char **address)
{
    struct contact_trouble *troubles;
    struct problem problem;
    size_t count, place = 0;
    assert_int_equal(contacts_in_trouble(fixture->staff.editorial, &fixture->arena, &troubles, &count, &problem), STATUS_OK);
    while (place < count && troubles[place].result != CONTACT_MOVED)
        place++;
    *address = place < count ? troubles[place].address : NULL;
    return place;
}

static void a_new_address_is_taken_over(void **state)
{
    struct staff_fixture fixture;
    const char *address;
    (void)state;
    open_learnt(&fixture, "de", 24, 80);
    size_t place = first_moved(&fixture, &address);
    assert_non_null(address);
    staff_fixture_type(&fixture, arena_format(&fixture.arena, "'13' Down*%zu Enter", place));
    assert_true(staff_fixture_shows(&fixture, "Neue Adresse übernehmen?"));
    staff_fixture_type(&fixture, "Enter"); // by which nothing happens
    assert_false(staff_fixture_shows(&fixture, "Neue Adresse übernehmen?"));
    assert_true(first_moved(&fixture, &address) == place && address != NULL);
    staff_fixture_type(&fixture, "Enter '3'");
    assert_true(staff_fixture_shows(&fixture, "geändert."));
    first_moved(&fixture, &address);
    assert_null(address); // nobody has the old one any more
    staff_fixture_close(&fixture);
}

static void who_may_not_is_told(void **state)
{
    struct staff_fixture fixture;
    struct rights none = {.name = "vera"};
    const char *address;
    (void)state;
    open_learnt(&fixture, "de", 24, 80);
    fixture.staff.rights = &none;
    size_t place = first_moved(&fixture, &address);
    staff_fixture_type(&fixture, arena_format(&fixture.arena, "'13' Down*%zu Enter '3'", place));
    assert_true(staff_fixture_shows(&fixture, "Nicht getan: Das dürfen Sie nicht."));
    first_moved(&fixture, &address);
    assert_non_null(address);
    staff_fixture_close(&fixture);
}

static void without_trouble_it_says_so(void **state)
{
    struct staff_fixture fixture;
    (void)state;
    staff_fixture_open(&fixture, "anna", "en", 40, 120);
    staff_fixture_type(&fixture, "F9");
    assert_true(staff_fixture_shows(&fixture, "Broken links and contacts"));
    staff_fixture_close(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pages_are_golden),
        cmocka_unit_test(the_record_is_one_key_away),
        cmocka_unit_test(a_new_address_is_taken_over),
        cmocka_unit_test(who_may_not_is_told),
        cmocka_unit_test(without_trouble_it_says_so),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
