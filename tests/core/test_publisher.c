// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Tests of the process that publishes: what it is told, what it tells, and what becomes of it when one of the two ends.
#include "tests/core/station.h"

#include "core/publish/publisher.h"

#include <poll.h>
#include <sys/socket.h>

#define TODAY "2026-11-23"

static struct publisher *start(struct station *station)
{
    struct publisher *publisher;
    const struct publisher_place place = {.editorial = station->editorial, .directory = station->release,
                                          .secret_key = station->secret_key, .kiosks = station->folder, .expires_days = 30};
    station_expect(station, publisher_start(&publisher, &place, &station->problem), STATUS_OK);
    return publisher;
}

static void import(struct station *station)
{
    struct content_report report;
    station_expect(station, key_generate(station->public_key, station->secret_key, &station->problem), STATUS_OK);
    station_expect(station, station_import(station, false, &report), STATUS_OK);
}

static void test_it_plans_and_publishes(void **state)
{
    struct station *station = *state;
    import(station);
    struct publisher *publisher = start(station);
    const struct publisher_news *news = publisher_news(publisher);
    assert_int_equal(news->state, PUBLISHER_IDLE);
    assert_true(news->may_sign);
    publisher_plan(publisher, TODAY);
    assert_int_equal(news->state, PUBLISHER_PLANNING);
    publisher_plan(publisher, TODAY); // it is at work
    publisher_wait(publisher);
    assert_true(news->planned && !news->failed);
    assert_int_equal(news->plan.basis, PLAN_FIRST);
    assert_true(news->plan.item_count > 10);
    assert_int_equal(news->kiosks, 0);
    publisher_publish(publisher, "anna");
    assert_int_equal(news->state, PUBLISHER_PUBLISHING);
    publisher_wait(publisher);
    assert_true(news->ended && news->well);
    assert_int_equal(news->result.release, 1);
    assert_int_equal(news->step, PUBLISH_PLACE);
    assert_answer(station, "SELECT author FROM release", "anna");
    fixture_write(arena_format(&station->arena, "%s/a.prom", station->folder), "#\nkompass_release_number 1\n", 26);
    fixture_write(arena_format(&station->arena, "%s/b.prom", station->folder), "#\nkompass_release_number 0\n", 26);
    publisher_plan(publisher, TODAY);
    publisher_wait(publisher);
    assert_int_equal(news->plan.basis, PLAN_HISTORY);
    assert_int_equal(news->plan.item_count, 0);
    assert_int_equal(news->kiosks, 1);
    assert_int_equal(news->following, 1);
    publisher_end(&publisher);
    assert_null(publisher);
}

static void test_what_forbids_it_is_told_and_nothing_is_published(void **state)
{
    struct station *station = *state;
    import(station);
    station_sql(station, "DELETE FROM offer_topic");
    struct publisher *publisher = start(station);
    const struct publisher_news *news = publisher_news(publisher);
    publisher_plan(publisher, TODAY);
    publisher_wait(publisher);
    assert_true(news->plan.forbids.count > 0);
    publisher_publish(publisher, "anna");
    publisher_wait(publisher);
    assert_true(news->ended && !news->well && news->failed);
    assert_non_null(strstr(news->problem.why, "nothing was published"));
    assert_int_equal(access(station->release, F_OK), -1);
    publisher_end(&publisher);
}

static void test_who_cannot_read_the_key_cannot_publish(void **state)
{
    struct station *station = *state;
    import(station);
    unlink(station->secret_key);
    struct publisher *publisher = start(station);
    const struct publisher_news *news = publisher_news(publisher);
    assert_false(news->may_sign);
    publisher_publish(publisher, "anna"); // whatever a program offers
    publisher_wait(publisher);
    assert_true(news->ended && !news->well);
    assert_string_equal(news->problem.what, station->secret_key);
    publisher_end(&publisher);
    const struct publisher_place nowhere = {.editorial = station->editorial, .expires_days = 30};
    station_expect(station, publisher_start(&publisher, &nowhere, &station->problem), STATUS_OK);
    assert_false(publisher_news(publisher)->may_sign);
    publisher_plan(publisher, TODAY); // what has changed can be seen all the same
    publisher_wait(publisher);
    assert_true(publisher_news(publisher)->planned);
    assert_int_equal(publisher_news(publisher)->kiosks, -1);
    publisher_publish(publisher, "anna");
    publisher_wait(publisher);
    assert_false(publisher_news(publisher)->well);
    publisher_end(&publisher);
}

static void test_a_plan_that_cannot_be_made_is_told(void **state)
{
    struct station *station = *state;
    import(station);
    struct publisher *publisher = start(station);
    fixture_write(station->editorial, "this is no database, and no one will ever take it for one ...", 60);
    publisher_plan(publisher, TODAY);
    publisher_wait(publisher);
    assert_true(publisher_news(publisher)->failed);
    assert_false(publisher_news(publisher)->planned);
    assert_int_equal(publisher_news(publisher)->state, PUBLISHER_IDLE);
    publisher_end(&publisher);
}

// Who types goes away in the middle: the release is made all the same, whole.
static void test_what_was_begun_is_ended(void **state)
{
    struct station *station = *state;
    import(station);
    struct publisher *publisher = start(station);
    struct pollfd gone = {.fd = dup(publisher_descriptor(publisher)), .events = POLLIN};
    publisher_publish(publisher, "anna");
    publisher_end(&publisher);
    shutdown(gone.fd, SHUT_WR); // as if nobody held this end any more
    char byte[sizeof(struct problem) + 16384];
    do {
        assert_int_equal(poll(&gone, 1, 60000), 1);
    } while (recv(gone.fd, byte, sizeof byte, 0) > 0); // until the other end is closed
    close(gone.fd);
    assert_answer(station, "SELECT number || author FROM release", "1anna");
}

static void test_one_that_has_ended_says_so(void **state)
{
    (void)state;
    struct publisher *none = NULL;
    assert_int_equal(publisher_descriptor(none), -1);
    assert_int_equal(publisher_news(none)->state, PUBLISHER_ENDED);
    publisher_plan(none, TODAY);
    publisher_publish(none, "anna");
    assert_false(publisher_read(none));
    publisher_wait(none);
    publisher_end(&none);
}

static void test_settings(void **state)
{
    struct station *station = *state;
    static const char good[] = "# of the office\nto = /srv/www/kompass\nkey = /etc/kompass/publisher.key\nexpires = 30\nkiosks = /srv/kiosks\n";
    static const char *const bad[] = {"to = here\n", "key = publisher.key\n", "expires = 0\n", "expires = x\n", "expires = 3651\n", "where = /\n"};
    struct publisher_place place = {.expires_days = 90};
    const char *path = arena_format(&station->arena, "%s/publish.conf", station->folder);
    station_expect(station, publisher_configure(&place, &station->arena, path, station_sink, &station->found), STATUS_OK); // not there
    assert_null(place.directory);
    fixture_write(path, good, strlen(good));
    station_expect(station, publisher_configure(&place, &station->arena, path, station_sink, &station->found), STATUS_OK);
    assert_string_equal(place.directory, "/srv/www/kompass");
    assert_string_equal(place.secret_key, "/etc/kompass/publisher.key");
    assert_string_equal(place.kiosks, "/srv/kiosks");
    assert_int_equal(place.expires_days, 30);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        fixture_write(path, bad[i], strlen(bad[i]));
        assert_int_not_equal(publisher_configure(&place, &station->arena, path, station_sink, &station->found), STATUS_OK);
    }
    assert_int_equal(place.expires_days, 30);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_it_plans_and_publishes, station_set_up, station_tear_down),
        cmocka_unit_test_setup_teardown(test_what_forbids_it_is_told_and_nothing_is_published, station_set_up, station_tear_down),
        cmocka_unit_test_setup_teardown(test_who_cannot_read_the_key_cannot_publish, station_set_up, station_tear_down),
        cmocka_unit_test_setup_teardown(test_a_plan_that_cannot_be_made_is_told, station_set_up, station_tear_down),
        cmocka_unit_test_setup_teardown(test_what_was_begun_is_ended, station_set_up, station_tear_down),
        cmocka_unit_test(test_one_that_has_ended_says_so),
        cmocka_unit_test_setup_teardown(test_settings, station_set_up, station_tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
