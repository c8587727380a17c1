// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Tests of what the editorial database remembers of releases: of which change each was made, and what changed from one to the next.
#include "tests/core/record.h"
#include "tests/core/station.h"

#include "core/publish/published.h"

static void assert_counts(struct house *house, int64_t since, int64_t until, long added, long changed, long gone)
{
    struct published counts = {0};
    expect(house, published_count(house->editorial, since, until, &counts, &house->problem));
    assert_int_equal(counts.added, added);
    assert_int_equal(counts.changed, changed);
    assert_int_equal(counts.gone, gone);
}

static int64_t last_change(struct house *house)
{
    int64_t change;
    expect(house, published_last_change(house->editorial, &change, &house->problem));
    return change;
}

static void test_what_came_changed_and_went_is_counted(void **state)
{
    struct house *house = *state;
    assert_int_equal(last_change(house), 0);
    put_one_of_each(house);
    int64_t first = last_change(house);
    assert_counts(house, 0, first, ONE_OF_EACH - 1, 0, 0); // one is withheld
    assert_counts(house, first, INT64_MAX, 0, 0, 0);
    assert_int_equal(put(house, OFFER(OFFER_ID, "amt", ", 'cost': 'paid'" SUMMARY("Ein anderes Amt.")), 1), CHANGE_DONE);
    int64_t second = last_change(house);
    assert_counts(house, first, second, 0, 1, 0);
    assert_int_equal(put(house, OFFER(OFFER_ID, "amt", ", 'withheld': 'falsch'" SUMMARY("Ein anderes Amt.")), 2), CHANGE_DONE);
    assert_counts(house, first, INT64_MAX, 0, 0, 1); // however often it was changed before
    assert_counts(house, second, INT64_MAX, 0, 0, 1);
    assert_int_equal(put(house, OFFER(OFFER_ID, "amt", ", 'cost': 'paid', 'staff_note': 'geklärt'" SUMMARY("Ein anderes Amt.")), 3), CHANGE_DONE);
    assert_counts(house, second, INT64_MAX, 0, 0, 0); // as it was: nobody else reads a note
    assert_counts(house, first, INT64_MAX, 0, 1, 0);
    assert_counts(house, second + 1, INT64_MAX, 1, 0, 0); // it comes back
}

static void test_what_was_never_to_be_seen_does_not_count(void **state)
{
    struct house *house = *state;
    put_one_of_each(house);
    int64_t first = last_change(house);
    assert_int_equal(put(house, OFFER(NO_ID, "neu", ", 'withheld': 'in Arbeit'" SUMMARY("Neu.")), 0), CHANGE_DONE);
    assert_int_equal(put(house, OFFER(NO_ID, "neu", ", 'withheld': 'in Arbeit'" SUMMARY("Sehr neu.")), 1), CHANGE_DONE);
    assert_counts(house, first, INT64_MAX, 0, 0, 0);
    assert_int_equal(put(house, OFFER(NO_ID, "neu", SUMMARY("Sehr neu.")), 2), CHANGE_DONE);
    assert_counts(house, first, INT64_MAX, 1, 0, 0);
}

static void test_releases_are_listed_with_what_they_changed(void **state)
{
    struct house *house = *state;
    struct published *list;
    size_t count;
    int64_t change;
    put_one_of_each(house);
    int64_t first = last_change(house);
    const struct published one = {.number = 1, .at = "2026-11-18T11:06:40Z", .change = first, .author = "anna"};
    expect(house, published_note(house->editorial, &one, &house->problem));
    assert_int_equal(put(house, OFFER(OFFER_ID, "amt", SUMMARY("Ein anderes Amt.")), 1), CHANGE_DONE);
    const struct published two = {.number = 2, .at = "2026-11-19T11:06:40Z", .change = first + 1, .author = "bert"};
    expect(house, published_note(house->editorial, &two, &house->problem));
    expect(house, published_list(house->editorial, &house->arena, &list, &count, &house->problem));
    assert_int_equal(count, 2);
    assert_int_equal(list[0].number, 2);
    assert_string_equal(list[0].author, "bert");
    assert_int_equal(list[0].changed, 1);
    assert_int_equal(list[0].added, 0);
    assert_int_equal(list[1].number, 1);
    expect(house, published_change(house->editorial, 1, one.at, &change, &house->problem));
    assert_int_equal(change, first);
    expect(house, published_change(house->editorial, 1, "2026-11-19T00:00:00Z", &change, &house->problem));
    assert_int_equal(change, -1); // another release of that number
    const struct published renewed = {.number = 1, .at = one.at, .change = first + 1, .author = "bert"};
    expect(house, published_note(house->editorial, &renewed, &house->problem));
    expect(house, published_change(house->editorial, 1, one.at, &change, &house->problem));
    assert_int_equal(change, first + 1);
}

static enum status publish_as(struct station *station, const char *author, struct publish_result *result)
{
    const struct publish_options options = {.editorial = station->editorial, .directory = station->release,
                                            .secret_key = station->secret_key, .expires_days = 30, .author = author};
    station_forget(station);
    return publish(&options, station_sink, &station->found, result, &station->problem);
}

static void test_publishing_notes_what_it_was_made_of(void **state)
{
    struct station *station = *state;
    struct publish_result result;
    struct content_report report;
    station_expect(station, key_generate(station->public_key, station->secret_key, &station->problem), STATUS_OK);
    station_expect(station, station_import(station, false, &report), STATUS_OK);
    station_expect(station, publish_as(station, "anna", &result), STATUS_OK);
    assert_answer(station, "SELECT number || ' ' || at || ' ' || author FROM release", "1 2026-11-18T11:06:40Z anna");
    assert_answer(station, "SELECT change = (SELECT max(number) FROM change) FROM release", "1");
    station_expect(station, publish_as(station, "bert", &result), STATUS_OK);
    assert_true(result.renewed);
    assert_answer(station, "SELECT group_concat(number || author) FROM release", "1anna");
    station_edit(station, "offers/arrival.json", "Hier melden Sie Ihre Wohnung an.", "Hier melden Sie Ihre neue Wohnung an.");
    station_expect(station, station_import(station, false, &report), STATUS_OK);
    setenv("SOURCE_DATE_EPOCH", "1795100000", 1);
    station_expect(station, publish_as(station, NULL, &result), STATUS_OK);
    assert_int_equal(result.release, 2);
    assert_answer(station, "SELECT author FROM release WHERE number = 2", "kompass publish");
    assert_answer(station, "SELECT change FROM release WHERE number = 2", station_ask(station, station->editorial, "SELECT max(number) FROM change"));
}

static void hear(void *context, enum publish_step step)
{
    struct found *found = context;
    found->text = arena_format(&found->arena, "%s%d", found->text == NULL ? "" : found->text, (int)step);
}

static void test_each_step_is_told_in_its_order(void **state)
{
    struct station *station = *state;
    struct publish_result result;
    struct content_report report;
    station_expect(station, key_generate(station->public_key, station->secret_key, &station->problem), STATUS_OK);
    station_expect(station, station_import(station, false, &report), STATUS_OK);
    const struct publish_options options = {.editorial = station->editorial, .directory = station->release,
                                            .secret_key = station->secret_key, .expires_days = 30, .step = hear};
    station_forget(station);
    station_expect(station, publish(&options, station_sink, &station->found, &result, &station->problem), STATUS_OK);
    assert_string_equal(station->found.text, "01234");
    station_sql(station, "DELETE FROM offer_topic");
    station_forget(station);
    assert_int_equal(publish(&options, station_sink, &station->found, &result, &station->problem), STATUS_INVALID);
    assert_int_equal(station->found.text[0], '0'); // and no step after the check
    assert_null(strchr(station->found.text, '1'));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_what_came_changed_and_went_is_counted, open_house, close_house),
        cmocka_unit_test_setup_teardown(test_what_was_never_to_be_seen_does_not_count, open_house, close_house),
        cmocka_unit_test_setup_teardown(test_releases_are_listed_with_what_they_changed, open_house, close_house),
        cmocka_unit_test_setup_teardown(test_publishing_notes_what_it_was_made_of, station_set_up, station_tear_down),
        cmocka_unit_test_setup_teardown(test_each_step_is_told_in_its_order, station_set_up, station_tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
