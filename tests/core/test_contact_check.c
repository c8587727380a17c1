// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Tests of contacts: which there are, when one is broken, what is told of it, and that a new address goes through the door.
#include "tests/core/record.h"

#include "core/insight/contact_check.h"
#include "tests/support/link_server.h"

enum { DAY = 86400, MONDAY = 1795000000 }; // 2026-11-18T11:06:40Z

static size_t read_all(struct house *house, struct contact_address **addresses)
{
    size_t count;
    expect(house, contacts_read(house->editorial, &house->arena, addresses, &count, &house->problem));
    return count;
}

static void put_offer(struct house *house, const char *more)
{
    int64_t revision;
    json_decref(read_thing(house, TWIN_ID, &revision));
    const char *text = arena_format(&house->arena,
                                    "{'kind': 'offer', 'id': '" TWIN_ID "', 'slug': 'amt-zwei', 'position': 1, 'type': 'office', 'name': 'Amt zwei',"
                                    " 'hours_known': false, 'organization_id': '" ORGANIZATION_ID "'" SUMMARY("Noch ein Amt.") ", %s}",
                                    more);
    if (put(house, text, revision) != CHANGE_DONE)
        fail_msg("%s: %s", house->problem.what, house->problem.why);
}

// Gives every contact the same answer, but for one.
static void learn(struct house *house, const char *address, enum contact_result result, const char *detail, int64_t now)
{
    struct contact_address *addresses;
    size_t count = read_all(house, &addresses);
    struct contact_answer *answers = arena_allocate(&house->arena, count, sizeof *answers);
    for (size_t i = 0; i < count; i++) {
        bool meant = strcmp(addresses[i].address, address) == 0;
        answers[i] = (struct contact_answer){meant ? result : CONTACT_WORKS, meant ? detail : "", "", ""};
    }
    expect(house, contacts_write(house->editorial, addresses, answers, count, now, &house->problem));
}

static const char *state_of(struct house *house, const char *address)
{
    return ask_house(house, arena_format(&house->arena,
                                         "SELECT result || ' ' || failed_days || ' ' || coalesce(failing_from, '-') FROM contact_check"
                                         " WHERE contact = '%s'",
                                         address));
}

static void all_contacts_are_found_once(void **state)
{
    struct house *house = *state;
    struct contact_address *addresses;
    put_one_of_each(house);
    put_offer(house, "'appointment_url': 'https://termin.example/', 'contacts': [{'url': 'https://amt.example'}, {'email': 'a@amt.example'},"
                     " {'phone': '+493402040', 'printed': '0340 204-0'}], 'source': {'url': 'https://example.org/'}");
    size_t count = read_all(house, &addresses);
    static const struct {
        enum contact_type type;
        const char *address, *dialled;
    } wanted[] = {
        {CONTACT_URL, "https://amt.example", NULL},     {CONTACT_URL, "https://amt.example/", NULL},
        {CONTACT_URL, "https://example.org/", NULL},    {CONTACT_URL, "https://termin.example/", NULL},
        {CONTACT_EMAIL, "a@amt.example", NULL},         {CONTACT_PHONE, "+49340111", "+49340111"},
        {CONTACT_PHONE, "0340 204-0", "+493402040"},
    };
    assert_int_equal(count, sizeof wanted / sizeof *wanted);
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(addresses[i].type, wanted[i].type);
        assert_string_equal(addresses[i].address, wanted[i].address);
        if (wanted[i].dialled != NULL)
            assert_string_equal(addresses[i].dialled, wanted[i].dialled);
    }
}

static void it_is_broken_after_two_days(void **state)
{
    struct house *house = *state;
    static const char amt[] = "https://amt.example";
    long broken;
    put_one_of_each(house);
    learn(house, amt, CONTACT_GONE, "404", MONDAY);
    assert_string_equal(state_of(house, amt), "gone 1 2026-11-18");
    learn(house, amt, CONTACT_SLOW, "", MONDAY + 3600);
    assert_string_equal(state_of(house, amt), "slow 1 2026-11-18"); // the same day
    expect(house, contacts_broken(house->editorial, &broken, &house->problem));
    assert_int_equal(broken, 0);
    learn(house, amt, CONTACT_UNKNOWN, "", MONDAY + DAY);
    assert_string_equal(state_of(house, amt), "slow 1 2026-11-18"); // nothing was learnt
    learn(house, amt, CONTACT_GONE, "404", MONDAY + DAY + 60);
    assert_string_equal(state_of(house, amt), "gone 2 2026-11-18");
    expect(house, contacts_broken(house->editorial, &broken, &house->problem));
    assert_int_equal(broken, 1);
    learn(house, amt, CONTACT_WORKS, "", MONDAY + 2 * DAY);
    assert_string_equal(state_of(house, amt), "works 0 -");
    learn(house, amt, CONTACT_ERROR, "", MONDAY + 3 * DAY); // begins anew
    assert_string_equal(state_of(house, amt), "error 1 2026-11-21");
    learn(house, amt, CONTACT_REFUSED, "", MONDAY + 4 * DAY); // it is there
    assert_string_equal(state_of(house, amt), "refused 0 -");
}

static void troubles_are_told_with_their_things(void **state)
{
    struct house *house = *state;
    struct contact_trouble *troubles;
    size_t count;
    put_one_of_each(house);
    put_offer(house, "'contacts': [{'url': 'https://amt.example'}, {'url': 'https://neu.example/'}, {'email': 'a@amt.example'}],"
                     " 'source': {'url': 'https://example.org/'}");
    learn(house, "https://amt.example", CONTACT_GONE, "404", MONDAY);
    learn(house, "https://amt.example", CONTACT_GONE, "404", MONDAY + DAY);
    struct contact_address later[] = {{CONTACT_URL, "https://neu.example/", NULL, "", ""}, {CONTACT_EMAIL, "a@amt.example", NULL, "", ""}};
    struct contact_answer answers[] = {{CONTACT_MOVED, "https://neuer.example/", "", ""}, {CONTACT_GONE, "", "", ""}};
    expect(house, contacts_write(house->editorial, later, answers, 2, MONDAY + DAY, &house->problem));
    expect(house, contacts_in_trouble(house->editorial, &house->arena, &troubles, &count, &house->problem));
    assert_int_equal(count, 4);
    assert_string_equal(troubles[0].thing, OFFER_ID);
    assert_string_equal(troubles[1].thing, TWIN_ID);
    assert_string_equal(troubles[0].title, "Amt");
    assert_string_equal(troubles[0].detail, "404");
    assert_string_equal(troubles[0].failing_from, "2026-11-18");
    assert_true(troubles[0].broken && troubles[1].broken);
    assert_int_equal(troubles[2].result, CONTACT_MOVED);
    assert_null(troubles[2].failing_from);
    assert_string_equal(troubles[2].detail, "https://neuer.example/");
    assert_int_equal(troubles[3].type, CONTACT_EMAIL);
    assert_false(troubles[3].broken);
}

static void what_nobody_has_is_forgotten(void **state)
{
    struct house *house = *state;
    put_one_of_each(house);
    put_offer(house, "'contacts': [{'url': 'https://alt.example/'}], 'source': {'url': 'https://example.org/'}");
    learn(house, "https://alt.example/", CONTACT_GONE, "", MONDAY);
    put_offer(house, "'contacts': [{'url': 'https://neu.example/'}], 'source': {'url': 'https://example.org/'}");
    learn(house, "", CONTACT_WORKS, "", MONDAY + DAY);
    assert_string_equal(state_of(house, "https://alt.example/"), "");
    assert_string_equal(state_of(house, "https://neu.example/"), "works 0 -");
}

// ---- taking over ---------------------------------------------------------------------------------------------------

static void a_new_address_goes_through_the_door(void **state)
{
    struct house *house = *state;
    struct contact_move move;
    static const char old[] = "https://example.org/";
    put_one_of_each(house);
    put_offer(house, "'appointment_url': 'https://example.org/', 'contacts': [{'url': 'https://example.org/', 'role': 'Amt'}],"
                     " 'source': {'url': 'https://example.org/', 'date': '2026-11'}");
    expect(house, contacts_follow(house->editorial, &somebody, old, &house->arena, &move, &house->problem));
    assert_int_equal(move.changed, 0); // nobody has said that it moved
    learn(house, old, CONTACT_MOVED, "https://example.org/neu", MONDAY);
    const char *before = ask_house(house, "SELECT count(*) FROM change");
    expect(house, contacts_follow(house->editorial, &somebody, old, &house->arena, &move, &house->problem));
    assert_int_equal(move.result, CHANGE_DONE);
    assert_true(move.changed > 5); // all that name it as their source
    assert_int_equal(atoi(ask_house(house, "SELECT count(*) FROM change")), atoi(before) + 1);
    int64_t revision;
    json_t *offer = read_thing(house, TWIN_ID, &revision);
    assert_string_equal(record_string(offer, "appointment_url"), "https://example.org/neu");
    assert_string_equal(json_string_value(record_at(offer, "source.url")), "https://example.org/neu");
    json_t *contact = json_array_get(record_at(offer, "contacts"), 0);
    assert_string_equal(json_string_value(json_object_get(contact, "url")), "https://example.org/neu");
    assert_string_equal(json_string_value(json_object_get(contact, "role")), "Amt");
    json_decref(offer);
    assert_string_equal(ask_house(house, "SELECT count(*) FROM source WHERE url = 'https://example.org/'"), "0");
}

static void who_may_not_does_not(void **state)
{
    struct house *house = *state;
    struct contact_move move;
    struct rights none = {.name = "vera"};
    struct change_author vera = {.name = "vera", .reason = "", .now = MONDAY, .rights = &none};
    put_one_of_each(house);
    learn(house, "https://amt.example", CONTACT_MOVED, "https://neu.example/", MONDAY);
    expect(house, contacts_follow(house->editorial, &vera, "https://amt.example", &house->arena, &move, &house->problem));
    assert_int_equal(move.changed, 0);
    assert_int_equal(move.result, CHANGE_FORBIDDEN);
    assert_non_null(move.why);
}

// ---- the whole way -------------------------------------------------------------------------------------------------

static enum mail_domain_state fake_mail(void *context, const char *domain)
{
    (void)context;
    return strcmp(domain, "amt.example") == 0 ? MAIL_DOMAIN_TAKES : MAIL_DOMAIN_NONE;
}

static enum mail_domain_state no_mail(void *context, const char *domain)
{
    (void)context;
    (void)domain;
    return MAIL_DOMAIN_UNKNOWN;
}

static const struct link_manners quick = {
    .hosts = 4, .connect_ms = 3000, .answer_ms = 3000, .pause_ms = 0, .pause_max_ms = 1000, .ask_mail = fake_mail};

static void check(struct house *house, const struct link_manners *manners, int64_t now, struct contact_report *report)
{
    expect(house, contact_check(house->editorial, manners, now, &house->arena, report, &house->problem));
}

static void contacts_are_asked_and_told(void **state)
{
    struct house *house = *state;
    struct link_server server;
    struct contact_report report;
    link_server_start(&server, &house->arena, house->folder);
    setenv("SSL_CERT_FILE", server.certificate, 1);
    setenv("no_proxy", "*", 1);
    for (size_t i = 0; i < ONE_OF_EACH; i++) // those without a web address of their own
        if (strstr(one_of_each[i], "url") == NULL)
            put(house, one_of_each[i], 0);
    put_offer(house, arena_format(&house->arena,
                                  "'appointment_url': 'https://localhost:%d/404', 'contacts': [{'url': 'https://localhost:%d/moved'},"
                                  " {'url': 'https://localhost:%d/ok', 'email': 'a@amt.example'}, {'email': 'b@falsch.example'}, {'email': 'ka@putt'},"
                                  " {'phone': '+493402040', 'printed': '0340 204-0'}, {'phone': '+493402041', 'printed': '0340 204-2'},"
                                  " {'printed': '12'}], 'source': {'url': 'https://localhost:%d/403'}",
                                  server.port, server.port, server.port, server.port));
    check(house, &quick, MONDAY, &report);
    assert_true(report.reached);
    assert_int_equal(report.count, 10);
    assert_int_equal(report.broken, 0);
    assert_int_equal(report.results[CONTACT_WORKS], 3);
    assert_int_equal(report.results[CONTACT_MOVED], 1);
    assert_int_equal(report.results[CONTACT_GONE], 2);
    assert_int_equal(report.results[CONTACT_REFUSED], 1);
    assert_int_equal(report.results[CONTACT_INVALID], 3);
    check(house, &quick, MONDAY + DAY, &report);
    assert_int_equal(report.broken, 5);
    assert_int_equal(report.trouble_count, 6);
    assert_int_equal(link_server_counts(&server).unchanged, 1); // /ok was asked for by what is known of it
    link_server_stop(&server);

    // Without a network nothing is learnt, and nothing forgotten.
    struct link_manners alone = quick;
    alone.ask_mail = no_mail;
    const char *before = ask_house(house, "SELECT group_concat(contact || result || failed_days || checked) FROM contact_check");
    check(house, &alone, MONDAY + 2 * DAY, &report);
    assert_false(report.reached);
    assert_string_equal(ask_house(house, "SELECT group_concat(contact || result || failed_days || checked) FROM contact_check"), before);
}

static void who_writes_meanwhile_is_waited_for_or_told(void **state)
{
    struct house *house = *state;
    sqlite3 *other;
    struct contact_address *addresses;
    put_one_of_each(house);
    size_t count = read_all(house, &addresses);
    struct contact_answer *answers = arena_allocate(&house->arena, count, sizeof *answers);
    for (size_t i = 0; i < count; i++)
        answers[i] = (struct contact_answer){CONTACT_WORKS, "", "", ""};
    expect(house, editorial_open(&other, house->path, &house->problem));
    expect(house, database_run(other, "BEGIN IMMEDIATE", &house->problem));
    sqlite3_busy_timeout(house->editorial, 1);
    assert_int_equal(contacts_write(house->editorial, addresses, answers, count, MONDAY, &house->problem), STATUS_IO);
    expect(house, database_run(other, "ROLLBACK", &house->problem));
    database_close(&other);
    assert_string_equal(ask_house(house, "SELECT count(*) FROM contact_check"), "0");
    expect(house, contacts_write(house->editorial, addresses, answers, count, MONDAY, &house->problem));
    assert_int_equal(atoi(ask_house(house, "SELECT count(*) FROM contact_check")), count);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(all_contacts_are_found_once, open_house, close_house),
        cmocka_unit_test_setup_teardown(it_is_broken_after_two_days, open_house, close_house),
        cmocka_unit_test_setup_teardown(troubles_are_told_with_their_things, open_house, close_house),
        cmocka_unit_test_setup_teardown(what_nobody_has_is_forgotten, open_house, close_house),
        cmocka_unit_test_setup_teardown(a_new_address_goes_through_the_door, open_house, close_house),
        cmocka_unit_test_setup_teardown(who_may_not_does_not, open_house, close_house),
        cmocka_unit_test_setup_teardown(contacts_are_asked_and_told, open_house, close_house),
        cmocka_unit_test_setup_teardown(who_writes_meanwhile_is_waited_for_or_told, open_house, close_house),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
