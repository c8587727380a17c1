// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Tests of plans: what a publishing would change, told the same from history and from catalogs; what forbids it; what only warns.
#include "tests/core/record.h"
#include "tests/core/station.h"

#include "core/publish/plan.h"
#include "core/publish/published.h"

#define TODAY "2026-11-23"

// ---- from history -------------------------------------------------------------------------------------------------

static void note_release(struct house *house, struct manifest *manifest)
{
    struct published published = {.number = manifest->release, .at = manifest->created, .author = "anna"};
    expect(house, published_last_change(house->editorial, &published.change, &house->problem));
    expect(house, published_note(house->editorial, &published, &house->problem));
}

// A folder with nothing but a manifest, as if all that there is had been published.
static const char *published_now(struct house *house)
{
    static const char zeroes[] = "0000000000000000000000000000000000000000000000000000000000000000";
    struct manifest manifest = {.release = 3, .city = "stadt", .created = "2026-11-20T08:00:00Z", .expires = "2027-02-18T08:00:00Z",
                                .key_id = "0123456789ABCDEF", .catalog_file = "catalog-3.db.zst", .catalog_size = 1,
                                .compressed_size = 1, .catalog_sha256 = zeroes, .compressed_sha256 = zeroes};
    const char *folder = arena_format(&house->arena, "%s/release", house->folder);
    expect(house, sys_make_folder(folder, &house->problem));
    const char *text = manifest_write(&house->arena, &manifest);
    fixture_write(arena_format(&house->arena, "%s/" MANIFEST_FILE, folder), text, strlen(text));
    note_release(house, &manifest);
    return folder;
}

static struct plan plan_of(struct house *house, const char *folder)
{
    struct plan plan;
    expect(house, plan_make(&house->arena, house->editorial, folder, NULL, TODAY, &plan, &house->problem));
    return plan;
}

static void assert_counts(const struct plan *plan, long added, long changed, long gone)
{
    if (plan->counts[PLAN_NEW] != added || plan->counts[PLAN_CHANGED] != changed || plan->counts[PLAN_GONE] != gone)
        fail_msg("%ld new, %ld changed, %ld gone", plan->counts[PLAN_NEW], plan->counts[PLAN_CHANGED], plan->counts[PLAN_GONE]);
    assert_int_equal(plan->item_count, (size_t)(added + changed + gone));
}

static const struct plan_item *item_of(const struct plan *plan, const char *id)
{
    for (size_t i = 0; i < plan->item_count; i++)
        if (strcmp(plan->items[i].id, id) == 0)
            return &plan->items[i];
    fail_msg("%s is not in the plan", id);
    return NULL;
}

static void test_at_first_everything_is_new(void **state)
{
    struct house *house = *state;
    put_one_of_each(house);
    struct plan plan = plan_of(house, NULL);
    assert_int_equal(plan.basis, PLAN_FIRST);
    assert_counts(&plan, ONE_OF_EACH - 1, 0, 0); // one closure is withheld
    assert_int_equal(plan.withheld, 1);
    plan = plan_of(house, house->folder); // a folder without a release
    assert_int_equal(plan.basis, PLAN_FIRST);
    assert_int_equal(plan.release, 0);
}

static void test_nothing_done_changes_nothing(void **state)
{
    struct house *house = *state;
    put_one_of_each(house);
    struct plan plan = plan_of(house, published_now(house));
    assert_int_equal(plan.basis, PLAN_HISTORY);
    assert_int_equal(plan.release, 3);
    assert_string_equal(plan.created, "2026-11-20T08:00:00Z");
    assert_counts(&plan, 0, 0, 0);
}

static void test_changes_are_told_field_by_field(void **state)
{
    struct house *house = *state;
    put_one_of_each(house);
    const char *folder = published_now(house);
    assert_int_equal(put(house, OFFER(TWIN_ID, "amt-zwei", ", 'cost': 'paid', 'duplicate_of': '" OFFER_ID "', 'texts': {'de': {'summary': "
                         TEXT("Anders.") "}, 'uk': {'summary': " TEXT("Uk") "}}"), 1), CHANGE_DONE);
    assert_int_equal(put(house, OFFER(NO_ID, "neu", ", 'topics': ['" TOPIC_ID "']" SUMMARY("Neu.")), 0), CHANGE_DONE);
    struct plan plan = plan_of(house, folder);
    assert_counts(&plan, 1, 1, 0);
    assert_int_equal(plan.items[0].change, PLAN_NEW);
    assert_string_equal(plan.items[0].name, "Amt");
    const struct plan_item *twin = item_of(&plan, TWIN_ID);
    assert_int_equal(twin->change, PLAN_CHANGED);
    assert_int_equal(twin->field_count, 3);
    bool cost = false;
    for (size_t i = 0; i < twin->field_count; i++)
        cost = cost || strcmp(twin->fields[i], "cost") == 0;
    assert_true(cost);
    assert_int_equal(plan.text_count, 2);
    assert_string_equal(plan.texts[0].language, "de");
    assert_int_equal(plan.texts[0].counts[PLAN_NEW], 1);
    assert_int_equal(plan.texts[0].counts[PLAN_CHANGED], 1);
    assert_string_equal(plan.texts[1].language, "uk");
    assert_int_equal(plan.texts[1].counts[PLAN_NEW], 1);
}

static void test_a_note_of_staff_is_no_change(void **state)
{
    struct house *house = *state;
    put_one_of_each(house);
    const char *folder = published_now(house);
    assert_int_equal(put(house, OFFER(TWIN_ID, "amt-zwei", ", 'staff_note': 'x', 'duplicate_of': '" OFFER_ID "'" SUMMARY("Noch ein Amt.")), 1),
                     CHANGE_DONE);
    struct plan plan = plan_of(house, folder);
    assert_counts(&plan, 0, 0, 0);
}

// Withholds a thing, or gives it free, in a change of its own.
static void hold(struct house *house, const char *id, const char *reason)
{
    struct change *change;
    struct change_outcome outcome;
    int64_t revision;
    json_t *record = read_thing(house, id, &revision);
    if (reason == NULL)
        json_object_del(record, "withheld");
    else
        json_object_set_new(record, "withheld", json_string(reason));
    expect(house, change_begin(&change, house->editorial, &somebody, &house->problem));
    expect(house, change_put(change, record, revision, &outcome, &house->problem));
    assert_int_equal(outcome.result, CHANGE_DONE);
    expect(house, change_commit(&change, &house->problem));
    json_decref(record);
}

static void test_what_is_withheld_goes_with_what_needs_it(void **state)
{
    struct house *house = *state;
    put_one_of_each(house);
    const char *folder = published_now(house);
    hold(house, OFFER_ID, "nicht sicher");
    struct plan plan = plan_of(house, folder);
    assert_counts(&plan, 0, 0, 2); // its duplicate goes, too; its closure was never to be seen
    assert_int_equal(item_of(&plan, TWIN_ID)->change, PLAN_GONE);
    assert_int_equal(plan.withheld, 2);
    // It is published so. What is done to what nobody sees changes nothing; given free it all comes back.
    note_release(house, &(struct manifest){.release = 3, .created = "2026-11-20T08:00:00Z"});
    assert_int_equal(put(house, OFFER(TWIN_ID, "amt-zwei", ", 'cost': 'paid', 'duplicate_of': '" OFFER_ID "'" SUMMARY("Noch ein Amt.")), 1),
                     CHANGE_DONE);
    plan = plan_of(house, folder);
    assert_counts(&plan, 0, 0, 0);
    hold(house, OFFER_ID, NULL);
    plan = plan_of(house, folder);
    assert_counts(&plan, 2, 0, 0);
    hold(house, CLOSURE_ID, NULL);
    plan = plan_of(house, folder);
    assert_counts(&plan, 3, 0, 0);
}

static void test_what_is_to_be_done_is_counted(void **state)
{
    struct house *house = *state;
    put_one_of_each(house);
    struct plan plan = plan_of(house, NULL);
    assert_int_equal(plan.unread, 1);
    assert_int_equal(plan.overdue, 7); // of no known day; what repeats another is not counted
    assert_int_equal(plan.waiting, 0);
    fixture_run(house->editorial, "UPDATE source SET review_after = '2026-11-22' WHERE thing = '" OFFER_ID "';"
                                  "UPDATE source SET review_after = '" TODAY "' WHERE thing = '" ARTICLE_ID "';"
                                  "INSERT INTO proposal (received, proposer, thing, kind, record, state) VALUES"
                                  " ('2026-11-20T08:00:00Z', 'Verein', '" OFFER_ID "', 'offer', '{}', 'waiting')");
    plan = plan_of(house, NULL);
    assert_int_equal(plan.overdue, 8); // the article was one of them before
    assert_int_equal(plan.waiting, 1);
}

static void test_what_forbids_and_what_warns_is_told(void **state)
{
    struct house *house = *state;
    put_one_of_each(house);
    struct plan plan = plan_of(house, NULL);
    size_t before = plan.forbids.count; // an emergency number that is not in all languages
    assert_true(before > 0 && before == plan.forbids.told_count);
    fixture_run(house->editorial, "DELETE FROM offer_topic");
    plan = plan_of(house, NULL);
    assert_true(plan.forbids.count > before);
    size_t warned = plan.warns.count;
    fixture_run(house->editorial, "DELETE FROM contact; UPDATE offer SET place_id = NULL");
    plan = plan_of(house, NULL);
    assert_true(plan.warns.count > warned);
    for (int i = 0; i < 200; i++)
        fixture_run(house->editorial,
                    arena_format(&house->arena, "BEGIN; INSERT INTO offer SELECT '00000000-0000-4000-9000-%012d', type, name, name_hash,"
                                 " organization_id, place_id, hours_known, temporarily_closed, by_appointment, appointment_url, cost, NULL"
                                 " FROM offer WHERE id = '" OFFER_ID "'; INSERT INTO thing VALUES ('00000000-0000-4000-9000-%012d',"
                                 " 'offer', 'x%d', 1, 1); COMMIT", i, i, i));
    plan = plan_of(house, NULL);
    assert_true(plan.forbids.count > PLAN_PROBLEMS_MAX);
    assert_int_equal(plan.forbids.told_count, PLAN_PROBLEMS_MAX);
}

// ---- on its way ---------------------------------------------------------------------------------------------------

static void test_a_plan_survives_its_way(void **state)
{
    struct house *house = *state;
    put_one_of_each(house);
    const char *folder = published_now(house);
    assert_int_equal(put(house, OFFER(TWIN_ID, "amt-zwei", ", 'cost': 'paid', 'duplicate_of': '" OFFER_ID "'" SUMMARY("Anders.")), 1), CHANGE_DONE);
    struct plan plan = plan_of(house, folder);
    const char *text = plan_write(&house->arena, &plan);
    struct plan again;
    expect(house, plan_read(&house->arena, text, &again, &house->problem));
    assert_string_equal(plan_write(&house->arena, &again), text);
    assert_int_equal(again.basis, PLAN_HISTORY);
    assert_string_equal(again.items[0].fields[0], plan.items[0].fields[0]);
    assert_string_equal(again.created, plan.created);
}

static void test_what_is_no_plan_is_refused_or_empty(void **state)
{
    struct house *house = *state;
    static const char *const none[] = {"", "[]", "{", "3", "{\"basis\": 9}"};
    static const char *const empty[] = {"{}", "{\"items\": 3, \"texts\": {}, \"forbids\": []}",
                                        "{\"items\": [1, {\"kind\": \"x\"}, {\"kind\": \"offer\", \"change\": 7}]}"};
    struct plan plan;
    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        assert_int_equal(plan_read(&house->arena, none[i], &plan, &house->problem), STATUS_CORRUPT);
    for (size_t i = 0; i < sizeof empty / sizeof *empty; i++) {
        expect(house, plan_read(&house->arena, empty[i], &plan, &house->problem));
        assert_int_equal(plan.item_count, 0);
        assert_int_equal(plan.forbids.told_count, 0);
    }
}

// ---- from catalogs ------------------------------------------------------------------------------------------------

static struct plan plan_at(struct station *station)
{
    sqlite3 *editorial;
    struct plan plan;
    station_expect(station, editorial_open(&editorial, station->editorial, &station->problem), STATUS_OK);
    station_expect(station, plan_make(&station->arena, editorial, station->release, NULL, TODAY, &plan, &station->problem), STATUS_OK);
    database_close(&editorial);
    return plan;
}

static void test_catalogs_tell_the_same_as_history(void **state)
{
    struct station *station = *state;
    struct content_report report;
    struct publish_result result;
    station_expect(station, key_generate(station->public_key, station->secret_key, &station->problem), STATUS_OK);
    station_expect(station, station_import(station, false, &report), STATUS_OK);
    station_expect(station, station_publish(station, &result), STATUS_OK);
    struct plan plan = plan_at(station);
    assert_int_equal(plan.basis, PLAN_HISTORY);
    assert_counts(&plan, 0, 0, 0);
    assert_int_equal(plan.forbids.count, 0);
    station_edit(station, "offers/arrival.json", "Hier melden Sie Ihre Wohnung an.", "Hier melden Sie Ihre neue Wohnung an.");
    station_expect(station, station_import(station, false, &report), STATUS_OK);
    plan = plan_at(station);
    assert_int_equal(plan.basis, PLAN_HISTORY);
    assert_counts(&plan, 0, 1, 0);
    const char *history = plan_write(&station->arena, &plan);
    station_sql(station, "DELETE FROM release");
    plan = plan_at(station);
    assert_int_equal(plan.basis, PLAN_CATALOG);
    plan.basis = PLAN_HISTORY;
    assert_string_equal(plan_write(&station->arena, &plan), history);
    station_sql(station, "INSERT INTO withheld SELECT id, 'x' FROM offer WHERE " STATION_IS_OFFICE); // by another hand, without history
    plan = plan_at(station);
    assert_true(plan.counts[PLAN_GONE] >= 1);
    assert_int_equal(plan.counts[PLAN_NEW], 0);
}

static void test_a_release_that_cannot_be_read_leaves_it_unknown(void **state)
{
    struct station *station = *state;
    struct content_report report;
    struct publish_result result;
    station_expect(station, key_generate(station->public_key, station->secret_key, &station->problem), STATUS_OK);
    station_expect(station, station_import(station, false, &report), STATUS_OK);
    station_expect(station, station_publish(station, &result), STATUS_OK);
    station_sql(station, "DELETE FROM release");
    const char *packed = arena_format(&station->arena, "%s/catalog-1.db.zst", station->release);
    fixture_write(packed, "nothing", 7);
    struct plan plan = plan_at(station);
    assert_int_equal(plan.basis, PLAN_UNKNOWN);
    assert_int_equal(plan.release, 1);
    assert_int_equal(plan.item_count, 0);
    unlink(packed);
    assert_int_equal(plan_at(station).basis, PLAN_UNKNOWN);
    fixture_write(arena_format(&station->arena, "%s/" MANIFEST_FILE, station->release), "{}", 2);
    sqlite3 *editorial;
    station_expect(station, editorial_open(&editorial, station->editorial, &station->problem), STATUS_OK);
    assert_int_equal(plan_make(&station->arena, editorial, station->release, NULL, TODAY, &plan, &station->problem), STATUS_INVALID);
    database_close(&editorial);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_at_first_everything_is_new, open_house, close_house),
        cmocka_unit_test_setup_teardown(test_nothing_done_changes_nothing, open_house, close_house),
        cmocka_unit_test_setup_teardown(test_changes_are_told_field_by_field, open_house, close_house),
        cmocka_unit_test_setup_teardown(test_a_note_of_staff_is_no_change, open_house, close_house),
        cmocka_unit_test_setup_teardown(test_what_is_withheld_goes_with_what_needs_it, open_house, close_house),
        cmocka_unit_test_setup_teardown(test_what_is_to_be_done_is_counted, open_house, close_house),
        cmocka_unit_test_setup_teardown(test_what_forbids_and_what_warns_is_told, open_house, close_house),
        cmocka_unit_test_setup_teardown(test_a_plan_survives_its_way, open_house, close_house),
        cmocka_unit_test_setup_teardown(test_what_is_no_plan_is_refused_or_empty, open_house, close_house),
        cmocka_unit_test_setup_teardown(test_catalogs_tell_the_same_as_history, station_set_up, station_tear_down),
        cmocka_unit_test_setup_teardown(test_a_release_that_cannot_be_read_leaves_it_unknown, station_set_up, station_tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
