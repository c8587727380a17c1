// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// What staff lists, and what filters find in it.
#include "tests/core/record.h"

#include "core/desk/listing.h"

#include <string.h>

static const struct local_time today = {2026, 11, 23, 10, 15, 0};

static int fill_house(void **state)
{
    open_house(state);
    put_one_of_each(*state);
    return 0;
}

static struct listing read_on(struct house *house, enum kind kind, int review_months, struct local_time day)
{
    struct listing listing;
    expect(house, listing_read(&listing, house->editorial, kind, review_months, day, &house->problem));
    return listing;
}

static struct listing read_kind(struct house *house, enum kind kind)
{
    return read_on(house, kind, 12, today);
}

// The slugs that a filter finds, parted by blanks.
static const char *find(struct house *house, struct listing *listing, const char *filter)
{
    size_t found[16];
    size_t count;
    const char *unknown;
    const char *slugs = "";
    expect(house, listing_filter(listing, house->editorial, filter, found, &count, &unknown, &house->problem));
    if (unknown != NULL)
        return arena_format(&house->arena, "? %s", unknown);
    for (size_t i = 0; i < count; i++)
        slugs = arena_format(&house->arena, "%s%s%s", slugs, i == 0 ? "" : " ", listing->rows[found[i]].slug);
    return slugs;
}

static void test_every_kind_is_listed(void **state)
{
    struct house *house = *state;
    for (int kind = 0; kind < KIND_COUNT; kind++) {
        struct listing listing = read_kind(house, (enum kind)kind);
        assert_true(listing.count > 0);
        for (size_t i = 0; i < listing.count; i++) {
            const char *title;
            expect(house, listing_title(house->editorial, &house->arena, listing.rows[i].id, &title, &house->problem));
            assert_string_equal(listing.rows[i].title, title);
            assert_string_not_equal(title, "");
        }
        listing_free(&listing);
    }
}

// What is counted is what lists show.
static void test_counts_are_those_of_the_rows(void **state)
{
    struct house *house = *state;
    for (int kind = 0; kind < KIND_COUNT; kind++) {
        struct listing listing = read_kind(house, (enum kind)kind);
        long counts[LISTING_STATES], seen[LISTING_STATES] = {0};
        for (size_t i = 0; i < listing.count; i++)
            for (int state_of = 0; state_of < LISTING_STATES; state_of++)
                seen[state_of] += (listing.rows[i].states & (1u << state_of | 1u << LISTING_HIDDEN)) == 1u << state_of;
        expect(house, listing_count(house->editorial, (enum kind)kind, 6, today, counts, &house->problem));
        seen[LISTING_HIDDEN] = counts[LISTING_HIDDEN]; // are left out
        assert_memory_equal(counts, seen, sizeof counts);
        listing_free(&listing);
    }
}

static void test_what_is_the_matter(void **state)
{
    struct house *house = *state;
    struct listing offers = read_kind(house, KIND_OFFER);
    assert_int_equal(offers.count, 2);
    assert_string_equal(offers.rows[0].owner, "Stadt");
    assert_null(offers.rows[0].areas); // is read while nobody types, or by the first filter
    expect(house, listing_read_on(&offers, house->editorial, 1, &house->problem));
    assert_string_equal(offers.rows[0].areas, "ankommen");
    assert_null(offers.rows[1].folded);
    assert_string_equal(offers.rows[0].as_of, "2026-11-20");
    assert_int_equal(offers.rows[0].states, 0);
    assert_int_equal(offers.rows[1].states, 1u << LISTING_UNVERIFIED | 1u << LISTING_OVERDUE | 1u << LISTING_UNREACHABLE |
                                                1u << LISTING_HIDDEN);
    listing_free(&offers);
    struct listing articles = read_kind(house, KIND_ARTICLE);
    expect(house, listing_read_on(&articles, house->editorial, 99, &house->problem));
    assert_int_equal(articles.searchable, articles.count);
    assert_string_equal(articles.rows[0].owner, "Wohnen");
    assert_string_equal(articles.rows[0].areas, "ankommen");
    assert_int_equal(articles.rows[0].states, 1u << LISTING_UNVERIFIED | 1u << LISTING_OVERDUE);
    listing_free(&articles);
}

static void test_filters(void **state)
{
    struct house *house = *state;
    struct listing offers = read_kind(house, KIND_OFFER);
    assert_string_equal(find(house, &offers, ""), "amt amt-zwei");
    assert_string_equal(find(house, &offers, "noch"), "amt-zwei");
    assert_string_equal(find(house, &offers, "ein stad"), "amt amt-zwei");
    assert_string_equal(find(house, &offers, "stadt xyz"), "");
    assert_string_equal(find(house, &offers, "state:unverified"), "amt-zwei");
    assert_string_equal(find(house, &offers, "area:ankommen"), "amt");
    assert_string_equal(find(house, &offers, "area:anko"), "");
    assert_string_equal(find(house, &offers, "lang:uk"), "amt amt-zwei"); // one by a machine, one not at all
    assert_string_equal(find(house, &offers, "lang:uk state:machine"), "amt");
    assert_string_equal(find(house, &offers, "lang:uk state:missing"), "amt-zwei");
    assert_string_equal(find(house, &offers, "lang:fr state:missing"), "amt amt-zwei");
    assert_string_equal(find(house, &offers, "amt state:old"), "? state:old");
    assert_string_equal(find(house, &offers, "noch state:unv"), "amt-zwei"); // it is still being typed
    assert_string_equal(find(house, &offers, "state:unv noch"), "? state:unv noch");
    assert_string_equal(find(house, &offers, "lang:xx"), "? lang:xx");
    assert_string_equal(find(house, &offers, "x:y"), "? x:y");
    listing_free(&offers);
}

static void test_fields_are_completed(void **state)
{
    struct house *house = *state;
    const char *completed[32];
    struct listing offers = read_kind(house, KIND_OFFER);
    expect(house, listing_read_on(&offers, house->editorial, offers.count, &house->problem));
    assert_int_equal(listing_complete(&offers, &house->arena, "amt st", completed, 32), 1);
    assert_string_equal(completed[0], "amt state:");
    assert_int_equal(listing_complete(&offers, &house->arena, "amt state:un", completed, 32), 2);
    assert_string_equal(completed[0], "amt state:unverified ");
    assert_int_equal(listing_complete(&offers, &house->arena, "area:a", completed, 32), 1);
    assert_string_equal(completed[0], "area:ankommen");
    assert_int_equal(listing_complete(&offers, &house->arena, "lang:", completed, 3), 3);
    listing_free(&offers);
}

// Facts of 20 November 2026 with an interval of six months: due soon from 6 May, overdue from 21 May 2027 on.
static void test_the_interval_of_the_kind_decides(void **state)
{
    static const struct {
        struct local_time day;
        int months;
        unsigned states;
    } days[] = {
        {{2027, 5, 6, 10, 0, 0}, 6, 0},
        {{2027, 5, 7, 10, 0, 0}, 6, 1u << LISTING_EXPIRING},
        {{2027, 5, 20, 10, 0, 0}, 6, 1u << LISTING_EXPIRING},
        {{2027, 5, 21, 10, 0, 0}, 6, 1u << LISTING_OVERDUE},
        {{2027, 5, 21, 10, 0, 0}, 12, 0},
        {{2027, 11, 21, 10, 0, 0}, 12, 1u << LISTING_OVERDUE},
    };
    for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
        struct listing offers = read_on(*state, KIND_OFFER, days[i].months, days[i].day);
        assert_string_equal(offers.rows[0].as_of, "2026-11-20");
        if (offers.rows[0].states != days[i].states)
            fail_msg("day %zu: %x instead of %x", i, offers.rows[0].states, days[i].states);
        listing_free(&offers);
    }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fill_house, close_house)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_every_kind_is_listed),
        TEST(test_counts_are_those_of_the_rows),
        TEST(test_what_is_the_matter),
        TEST(test_filters),
        TEST(test_fields_are_completed),
        TEST(test_the_interval_of_the_kind_decides),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
