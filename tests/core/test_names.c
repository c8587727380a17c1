// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Names and addresses that are there already, found while others are typed; and how long that takes among ten thousand.
#include "tests/core/record.h"

#include "core/desk/addresses.h"
#include "core/desk/names.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

enum { MANY = 10000, ROOM = 20, ASKED = 20 };

static void execute(struct house *house, const char *sql)
{
    if (sqlite3_exec(house->editorial, sql, NULL, NULL, NULL) != SQLITE_OK)
        fail_msg("%s: %s", sql, sqlite3_errmsg(house->editorial));
}

static const char *id_of(struct house *house, size_t number)
{
    return arena_format(&house->arena, "00000000-0000-4000-8000-%012zu", number);
}

static void add(struct house *house, const char *kind, size_t number, const char *columns, const char *values)
{
    const char *id = id_of(house, number);
    execute(house, arena_format(&house->arena, "INSERT INTO thing (id, kind, slug, position, revision) VALUES ('%s', '%s', NULL, 1, 1)", id, kind));
    execute(house, arena_format(&house->arena, "INSERT INTO %s (id, %s) VALUES ('%s', %s)", kind, columns, id, values));
}

static const char *near_names(struct house *house, const struct name_asked *asked)
{
    struct known_names *names;
    struct name_near near[NAMES_NEAR_MAX];
    const char *all = "";
    expect(house, names_open(&names, house->editorial, KIND_ORGANIZATION, &house->problem));
    size_t count = names_find(names, asked, near);
    for (size_t i = 0; i < count; i++)
        all = arena_format(&house->arena, "%s%s; ", all, near[i].name);
    names_close(&names);
    return all;
}

static void test_names_that_are_like_it(void **state)
{
    struct house *house = *state;
    static const char *const names[] = {"Bürgeramt Dessau", "Bürgeramt Roßlau", "Jobcenter Dessau-Roßlau", "Beratungsstelle für Frauen",
                                        "Beratungsstelle für Migranten", "Ausländerbehörde", "Volkshochschule Dessau"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        add(house, "organization", i, "name", arena_format(&house->arena, "'%s'", names[i]));
    assert_string_equal(near_names(house, &(struct name_asked){.name = "bürgeramt dessau"}), "Bürgeramt Dessau; ");
    assert_string_equal(near_names(house, &(struct name_asked){.name = "Buergeramt Dessau"}), "Bürgeramt Dessau; ");
    assert_string_equal(near_names(house, &(struct name_asked){.name = "Auslanderbehörde"}), "Ausländerbehörde; ");
    assert_string_equal(near_names(house, &(struct name_asked){.name = "Auslaenderbehörde"}), "Ausländerbehörde; ");
    assert_string_equal(near_names(house, &(struct name_asked){.name = "Jobcentre Dessau"}), "Jobcenter Dessau-Roßlau; ");
    assert_string_equal(near_names(house, &(struct name_asked){.name = "Beratungsstelle für Migranten", .id = id_of(house, 4)}), "");
    assert_string_equal(near_names(house, &(struct name_asked){.name = "Kleiderkammer"}), "");
    assert_string_equal(near_names(house, &(struct name_asked){.name = ""}), "");
}

static void test_an_owner_and_a_phone_make_nearer(void **state)
{
    struct house *house = *state;
    struct known_names *names;
    struct name_near near[NAMES_NEAR_MAX];
    put_one_of_each(house);
    expect(house, names_open(&names, house->editorial, KIND_OFFER, &house->problem));
    struct name_asked asked = {.name = "Something else"};
    assert_int_equal(names_find(names, &asked, near), 0);
    asked.name = "Amt";
    size_t without = names_find(names, &asked, near);
    double before = without == 0 ? 0 : near[0].nearness;
    asked.phones = "+4934099 +49340111";
    size_t with = names_find(names, &asked, near);
    assert_true(with >= without);
    assert_true(with == 0 || near[0].nearness > before);
    names_close(&names);
    struct known_names *none = NULL;
    names_close(&none);
}

static const char *found_addresses(struct house *house, const char *typed)
{
    struct addresses addresses;
    size_t found[ROOM];
    enum address_match matches[ROOM];
    static const char signs[] = "=<~.";
    const char *all = "";
    expect(house, addresses_read(&addresses, house->editorial, &house->problem));
    size_t count = addresses_find(&addresses, typed, found, matches, ROOM);
    for (size_t i = 0; i < count; i++)
        all = arena_format(&house->arena, "%s%c%s; ", all, signs[matches[i]], addresses.items[found[i]].street);
    addresses_free(&addresses);
    return all;
}

static void test_addresses_that_are_known(void **state)
{
    struct house *house = *state;
    static const char *const streets[] = {"Kühnauer Straße 24 (TGZ)", "Kühnauer Straße 8", "Kühnauer Straße 161 a", "Zerbster Straße 4",
                                          "Am Lustgarten 1", "Straße des 17. Juni 5", "Albrechtsplatz 6"};
    for (size_t i = 0; i < sizeof streets / sizeof *streets; i++)
        add(house, "place", i, "street, postal_code, city",
            arena_format(&house->arena, "'%s', '06846', 'Dessau-Roßlau'", streets[i]));
    assert_string_equal(found_addresses(house, "Kühn"), "<Kühnauer Straße 8; <Kühnauer Straße 24 (TGZ); <Kühnauer Straße 161 a; ");
    assert_string_equal(found_addresses(house, "Kühnauerstr. 24"), "=Kühnauer Straße 24 (TGZ); .Kühnauer Straße 8; .Kühnauer Straße 161 a; ");
    assert_string_equal(found_addresses(house, "kuehnauer strase 8"), "~Kühnauer Straße 8; .Kühnauer Straße 24 (TGZ); .Kühnauer Straße 161 a; ");
    assert_string_equal(found_addresses(house, "Kühnauer Straße 161A"), "=Kühnauer Straße 161 a; .Kühnauer Straße 8; .Kühnauer Straße 24 (TGZ); ");
    assert_string_equal(found_addresses(house, "Kühnauer Straße 2"), "<Kühnauer Straße 24 (TGZ); .Kühnauer Straße 8; .Kühnauer Straße 161 a; ");
    assert_string_equal(found_addresses(house, "Zerbster Str 4"), "=Zerbster Straße 4; ");
    assert_string_equal(found_addresses(house, "straße des 17. juni 5"), "=Straße des 17. Juni 5; ");
    assert_string_equal(found_addresses(house, "straße des 17"), "");
    assert_string_equal(found_addresses(house, "Albrechtspl. 6"), "=Albrechtsplatz 6; ");
    assert_string_equal(found_addresses(house, "Hauptstraße 1"), "");
}

static double milliseconds(const struct timespec *from)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)(now.tv_sec - from->tv_sec) * 1e3 + (double)(now.tv_nsec - from->tv_nsec) / 1e6;
}

static void test_ten_thousand_names_are_quick(void **state)
{
    struct house *house = *state;
    static const char *const parts[] = {"Beratung", "Verein", "Hilfe", "Sprachkurs", "Treff", "Migration", "Familie", "Jugend", "Sport"};
    struct known_names *names;
    struct name_near near[NAMES_NEAR_MAX];
    struct timespec from;
    execute(house, "BEGIN");
    for (int i = 0; i < MANY; i++)
        add(house, "organization", (size_t)i, "name",
            arena_format(&house->arena, "'%s %s Nr%d Ort%c%c'", parts[i % 9], parts[i / 9 % 9], i, 'a' + i % 26, 'a' + i / 26 % 26));
    execute(house, "COMMIT");
    expect(house, names_open(&names, house->editorial, KIND_ORGANIZATION, &house->problem));
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &from);
    for (int i = 0; i < ASKED; i++) {
        const char *name = arena_format(&house->arena, "Beratumg Migratoin Nr%d Ort", i * 300);
        assert_true(names_find(names, &(struct name_asked){.name = name}, near) <= NAMES_NEAR_MAX);
    }
    double each = milliseconds(&from) / ASKED;
    print_message("a name among %d: %.2f ms\n", MANY, each);
    assert_true(each < 5);
    names_close(&names);
}

#define TEST_IN_HOUSE(test) cmocka_unit_test_setup_teardown(test, open_house, close_house)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST_IN_HOUSE(test_names_that_are_like_it),
        TEST_IN_HOUSE(test_an_owner_and_a_phone_make_nearer),
        TEST_IN_HOUSE(test_addresses_that_are_known),
        TEST_IN_HOUSE(test_ten_thousand_names_are_quick),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
