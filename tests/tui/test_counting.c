// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// What a visit leaves: sums of the pages that were seen and of what was said of offers, and nothing else.
#include "tests/core/usage_fixture.h"
#include "tests/support/kiosk_fixture.h"
#include "tui/kiosk/screens.h"

struct counting_place {
    struct counters_place *counters;
    struct kiosk_fixture fixture;
    const char *offer;
};

static void begin(struct counting_place *place, void **state, const char *language)
{
    *place = (struct counting_place){.counters = *state};
    kiosk_fixture_open(&place->fixture, language, 24, 80, NULL);
    place->offer = catalog_id_of_slug(place->fixture.kiosk.catalog, &place->counters->arena, KIND_OFFER, "buergeramt-dessau");
    assert_non_null(place->offer);
    place->fixture.kiosk.usage = usage_open(place->counters->folder, place->counters->machine);
}

// One key after the other, as a person types: each page is seen.
static void press(struct counting_place *place, const char *keys)
{
    char *rest = NULL;
    for (char *key = strtok_r(arena_copy_text(&place->counters->arena, keys), " ", &rest); key != NULL; key = strtok_r(NULL, " ", &rest))
        kiosk_fixture_type(&place->fixture, key);
}

static void open_offer(struct counting_place *place, const char *id)
{
    struct page_argument argument = {0};
    memccpy(argument.id, id, '\0', sizeof argument.id - 1);
    loop_open(&place->fixture.loop, &screen_offer, &argument);
    virtual_terminal_run(place->fixture.terminal, &place->fixture.loop);
}

// Ends the visit and the program; what was counted.
static const char *end(struct counting_place *place)
{
    struct kiosk_fixture *fixture = &place->fixture;
    kiosk_forget(&fixture->kiosk, fixture->loop.view.tick.now);
    usage_close(&fixture->kiosk.usage);
    const char *text = counted(&place->counters->arena, place->counters->path);
    kiosk_fixture_close(fixture);
    return text;
}

static void test_each_page_counts_in_its_own_table(void **state)
{
    struct counting_place place;
    begin(&place, state, "de");
    press(&place, "Enter Enter"); // greeting, languages, home
    assert_top(&place.fixture, "home");
    open_offer(&place, place.offer);
    press(&place, "Esc F3 Esc F3 Esc F9 Esc"); // searched twice, once counted
    const char *expected = arena_format(&place.counters->arena,
                                        "hour 2026-11 10-12 9; language 2026-W48 de 1; offer 2026-11-23 %s 1;"
                                        " screen 2026-11-23 emergency 1; screen 2026-11-23 search 1",
                                        place.offer);
    assert_string_equal(end(&place), expected);
}

static void test_areas_count_with_the_language_and_paths_by_situation(void **state)
{
    struct counting_place place;
    begin(&place, state, "uk");
    struct arena *arena = &place.counters->arena;
    const char *area = catalog_id_of_slug(place.fixture.kiosk.catalog, arena, KIND_AREA, "arrival");
    struct page_argument argument = {0};
    memccpy(argument.id, area, '\0', sizeof argument.id - 1);
    press(&place, "Enter Enter");
    loop_open(&place.fixture.loop, &screen_area, &argument);
    press(&place, "Down F12"); // what brings somebody here; danger is the eighth, and asks nothing
    assert_top(&place.fixture, "situations");
    press(&place, "'8'");
    assert_top(&place.fixture, "result");
    const char *situation = arena_copy_text(arena, place.fixture.kiosk.path.situation);
    const char *text = end(&place);
    assert_non_null(strstr(text, arena_format(arena, "area 2026-11 %s uk 1", area)));
    assert_non_null(strstr(text, arena_format(arena, "path 2026-11 %s 1", situation)));
    assert_null(strstr(text, "home"));
    assert_null(strstr(text, "question"));
    assert_null(strstr(text, "screen"));
}

static void test_a_greeting_alone_counts_nothing(void **state)
{
    struct counting_place place;
    begin(&place, state, "de");
    press(&place, "Enter"); // the languages
    kiosk_fixture_wait(&place.fixture, 3 * 60 * 1000);
    kiosk_fixture_wait(&place.fixture, 60 * 1000);
    kiosk_forget(&place.fixture.kiosk, place.fixture.loop.view.tick.now);
    usage_close(&place.fixture.kiosk.usage);
    assert_int_not_equal(access(place.counters->path, F_OK), 0);
    kiosk_fixture_close(&place.fixture);
}

// A clock that may show another day has none; one that nobody has set for long is off by minutes.
static void test_a_doubtful_clock_counts_under_no_day(void **state)
{
    struct counting_place place;
    begin(&place, state, "de");
    place.fixture.kiosk.clock_doubt = CLOCK_BEHIND;
    press(&place, "Enter Enter F3");
    const char *unknown = end(&place);
    assert_string_equal(unknown, "hour  unknown 2; language  de 1; screen  search 1");
    begin(&place, state, "de");
    place.fixture.kiosk.clock_doubt = CLOCK_ALONE;
    press(&place, "Enter Enter F3");
    assert_non_null(strstr(end(&place), "screen 2026-11-23 search 1"));
}

static void test_one_key_says_what_is_wrong_once_an_offer(void **state)
{
    struct counting_place place;
    begin(&place, state, "de");
    press(&place, "Enter Enter");
    open_offer(&place, place.offer);
    press(&place, "End");
    assert_shows(&place.fixture, "Hat das geholfen?");
    press(&place, "Enter");
    assert_top(&place.fixture, "feedback");
    press(&place, "'4'");
    assert_top(&place.fixture, "offer");
    assert_shows(&place.fixture, "Danke.");
    press(&place, "End");
    assert_false(virtual_terminal_shows(place.fixture.terminal, "Hat das geholfen?"));
    assert_false(virtual_terminal_shows(place.fixture.terminal, "Danke."));
    kiosk_fixture_wait(&place.fixture, 91 * 1000); // the next visitor may say something, too
    kiosk_fixture_wait(&place.fixture, 30 * 1000);
    assert_top(&place.fixture, "attract");
    press(&place, "Enter Enter");
    open_offer(&place, place.offer);
    press(&place, "End Enter Enter");
    const char *text = end(&place);
    struct arena *arena = &place.counters->arena;
    assert_non_null(strstr(text, arena_format(arena, "feedback 2026-11 %s wrong-times 1", place.offer)));
    assert_non_null(strstr(text, arena_format(arena, "feedback 2026-11 %s helpful 1", place.offer)));
    assert_non_null(strstr(text, arena_format(arena, "offer 2026-11-23 %s 2", place.offer)));
}

// Holds what can be said of an offer against what its page says; whether it has an address.
static bool hold_feedback(struct counting_place *place, const char *id)
{
    struct kiosk_fixture *fixture = &place->fixture;
    struct page_argument argument = {0};
    struct catalog_offer offer;
    struct problem problem;
    struct kiosk *kiosk = &fixture->kiosk;
    assert_int_equal(catalog_offer(kiosk->catalog, &fixture->arena, &kiosk->reader, id, &offer, &problem), STATUS_OK);
    memccpy(argument.id, offer.id, '\0', sizeof argument.id - 1);
    loop_open(&fixture->loop, &screen_feedback, &argument);
    kiosk_fixture_type(fixture, "Down Up");
    assert_int_equal(virtual_terminal_shows(fixture->terminal, "Die Adresse stimmt nicht"), offer.street != NULL);
    assert_int_equal(virtual_terminal_shows(fixture->terminal, "Die Öffnungszeiten stimmen nicht"), offer.hours_known);
    kiosk_fixture_type(fixture, "Esc");
    return offer.street != NULL;
}

// What a page does not say cannot be wrong; and a visitor goes back without having said anything.
static void test_only_what_stands_there_can_be_wrong(void **state)
{
    struct counting_place place;
    size_t with = 0, without = 0;
    begin(&place, state, "de");
    struct kiosk *kiosk = &place.fixture.kiosk;
    struct arena *arena = &place.fixture.arena;
    press(&place, "Enter Enter");
    struct catalog_list areas = catalog_areas(kiosk->catalog, arena, &kiosk->reader);
    for (size_t a = 0; a < areas.count; a++) {
        struct catalog_list topics = catalog_topics(kiosk->catalog, arena, &kiosk->reader, areas.entries[a].id);
        struct catalog_list things = catalog_topic_entries(kiosk->catalog, arena, &kiosk->reader, topics.entries[0].id);
        for (size_t i = 0; i < things.count; i++)
            if (things.entries[i].kind == KIND_OFFER)
                *(hold_feedback(&place, things.entries[i].id) ? &with : &without) += 1;
    }
    assert_true(with > 0 && without > 0);
    assert_null(strstr(end(&place), "feedback 2026-11 "));
}

static void test_nothing_is_asked_where_nothing_is_counted(void **state)
{
    struct counting_place place;
    begin(&place, state, "de");
    usage_close(&place.fixture.kiosk.usage);
    press(&place, "Enter Enter");
    open_offer(&place, place.offer);
    press(&place, "End");
    assert_false(virtual_terminal_shows(place.fixture.terminal, "Hat das geholfen?"));
    kiosk_fixture_close(&place.fixture);
}

// Between visits the counts are written, and at night the export, by the clock of the kiosk alone.
static void test_pauses_write(void **state)
{
    struct counting_place place;
    begin(&place, state, "de");
    for (int visit = 0; visit < USAGE_VISITS_TOGETHER; visit++) {
        assert_int_not_equal(access(place.counters->path, F_OK), 0);
        press(&place, "Enter Enter F9");
        kiosk_fixture_wait(&place.fixture, 91 * 1000);
        kiosk_fixture_wait(&place.fixture, 30 * 1000);
        assert_top(&place.fixture, "attract");
        kiosk_fixture_wait(&place.fixture, KIOSK_TURN_MS);
    }
    assert_non_null(strstr(counted(&place.counters->arena, place.counters->path), "screen 2026-11-23 emergency 5"));
    assert_int_not_equal(access(place.counters->export, F_OK), 0);
    kiosk_fixture_wait(&place.fixture, USAGE_REST_MS);
    assert_int_equal(access(place.counters->export, F_OK), 0);
    end(&place);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, counters_set_up, counters_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_each_page_counts_in_its_own_table),
        TEST(test_areas_count_with_the_language_and_paths_by_situation),
        TEST(test_a_greeting_alone_counts_nothing),
        TEST(test_a_doubtful_clock_counts_under_no_day),
        TEST(test_one_key_says_what_is_wrong_once_an_offer),
        TEST(test_only_what_stands_there_can_be_wrong),
        TEST(test_nothing_is_asked_where_nothing_is_counted),
        TEST(test_pauses_write),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
