// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// What others propose waits, changes nothing, and is decided once.
#include "tests/core/record.h"

#include "core/base/sys.h"
#include "core/editorial/proposal.h"
#include "core/exchange/content/content.h"

#include <string.h>

static const struct change_author provider = {.name = "amt.json", .reason = "", .now = 1795392000};

static int fill_house(void **state)
{
    open_house(state);
    put_one_of_each(*state);
    return 0;
}

static void count_problem(void *context, const struct problem *problem)
{
    (void)problem;
    ++*(size_t *)context;
}

static int64_t propose(struct house *house, json_t *record)
{
    int64_t number;
    size_t problems = 0;
    expect(house, proposal_add(house->editorial, &provider, record, &number, count_problem, &problems, &house->problem));
    assert_int_equal(problems, 0);
    return number;
}

static size_t waiting(struct house *house)
{
    struct proposal *proposals;
    size_t count;
    expect(house, proposal_list(house->editorial, &house->arena, &proposals, &count, &house->problem));
    return count;
}

static json_t *changed_offer(struct house *house)
{
    int64_t revision;
    json_t *record = read_thing(house, OFFER_ID, &revision);
    record_put_at(record, "cost", json_string("free"));
    record_put_at(record, "staff_note", json_string("von außen"));
    record_put_at(record, "texts.uk", NULL); // what is not stated is no wish
    return record;
}

static void test_it_waits_and_changes_nothing(void **state)
{
    struct house *house = *state;
    struct proposal proposal;
    json_t *record = changed_offer(house);
    json_t *read, *present;
    int64_t revision;
    size_t count;
    const char *before = ask_house(house, "SELECT group_concat(id || revision) FROM thing");
    int64_t number = propose(house, record);
    assert_string_equal(ask_house(house, "SELECT group_concat(id || revision) FROM thing"), before);
    expect(house, proposal_read(house->editorial, &house->arena, number, &proposal, &read, &house->problem));
    assert_string_equal(proposal.proposer, "amt.json");
    assert_string_equal(proposal.title, "Amt");
    present = read_thing(house, OFFER_ID, &revision);
    const struct proposal_field *fields = proposal_compare(&house->arena, present, read, &count);
    assert_int_equal(count, 1); // neither the note nor the texts
    assert_string_equal(fields[0].path, "cost");
    assert_null(fields[0].present);
    json_decref(read);
    json_decref(present);
    propose(house, record); // the newer one of the same proposer takes its place
    assert_int_equal(waiting(house), 1);
    json_decref(record);
}

static void test_it_is_decided_once_and_by_a_reviewer(void **state)
{
    struct house *house = *state;
    json_t *record = changed_offer(house);
    struct proposal proposal;
    json_t *read;
    int64_t number = propose(house, record);
    const struct rights author_only = {.name = "anna", .roles = 1u << RIGHTS_AUTHOR};
    const struct change_author anna = {.name = "anna", .reason = "", .now = 1795392060, .rights = &author_only};
    const struct change_author bert = {.name = "bert", .reason = "", .now = 1795392060};
    assert_int_equal(proposal_decline(house->editorial, &anna, number, NULL, &house->problem), STATUS_INVALID);
    assert_int_equal(waiting(house), 1);
    expect(house, proposal_decline(house->editorial, &bert, number, "stimmt nicht", &house->problem));
    assert_int_equal(waiting(house), 0);
    assert_int_equal(proposal_decline(house->editorial, &bert, number, "doch nicht", &house->problem), STATUS_NOT_FOUND);
    assert_string_equal(ask_house(house, "SELECT state || decided_by || reason FROM proposal"), "declinedbertstimmt nicht");
    assert_int_equal(proposal_read(house->editorial, &house->arena, number, &proposal, &read, &house->problem), STATUS_NOT_FOUND);
    json_decref(record);
}

// The record that waits, as a whole, with what became of it.
static enum status take_it(struct house *house, const struct change_author *author, int64_t number, json_t *record, int64_t seen,
                           enum change_result *result)
{
    const char *why;
    return proposal_take(house->editorial, author, number, record, seen, &house->arena, result, &why, &house->problem);
}

static void test_it_is_taken_with_the_change_or_not_at_all(void **state)
{
    struct house *house = *state;
    const struct rights author_only = {.name = "anna", .roles = 1u << RIGHTS_AUTHOR};
    const struct change_author anna = {.name = "anna", .reason = "", .now = 1795392060, .rights = &author_only};
    const struct change_author bert = {.name = "bert", .reason = "", .now = 1795392060};
    static const char revision_sql[] = "SELECT revision FROM thing WHERE id = '" OFFER_ID "'";
    enum change_result result;
    int64_t revision;
    json_t *record = changed_offer(house);
    int64_t number = propose(house, record);
    json_t *wanted = read_thing(house, OFFER_ID, &revision);
    const char *before = ask_house(house, revision_sql);
    record_put_at(wanted, "cost", json_string("free"));
    assert_int_equal(take_it(house, &anna, number, wanted, revision, &result), STATUS_INVALID); // an author writes, but does not decide
    assert_string_equal(ask_house(house, revision_sql), before);
    expect(house, take_it(house, &bert, number, wanted, revision - 1, &result)); // somebody changed it since it was compared
    assert_int_equal(result, CHANGE_CONFLICT);
    assert_string_equal(ask_house(house, revision_sql), before);
    assert_int_equal(waiting(house), 1);
    expect(house, take_it(house, &bert, number, wanted, revision, &result));
    assert_int_equal(result, CHANGE_DONE);
    assert_string_equal(ask_house(house, "SELECT state || decided_by FROM proposal"), "takenbert");
    before = ask_house(house, revision_sql);
    record_put_at(wanted, "cost", NULL);
    assert_int_equal(take_it(house, &bert, number, wanted, revision + 1, &result), STATUS_NOT_FOUND);
    assert_string_equal(ask_house(house, revision_sql), before);
    json_decref(wanted);
    json_decref(record);
}

static void test_what_is_wrong_does_not_wait(void **state)
{
    struct house *house = *state;
    json_t *record = changed_offer(house);
    int64_t number;
    size_t problems = 0;
    record_put_at(record, "type", json_string("circus"));
    record_put_at(record, "organization_id", json_string(NO_ID));
    assert_int_equal(proposal_add(house->editorial, &provider, record, &number, count_problem, &problems, &house->problem),
                     STATUS_INVALID);
    assert_int_equal(problems, 2);
    assert_int_equal(waiting(house), 0);
    json_decref(record);
}

static void take(void *context, json_t *record)
{
    json_array_append_new(context, record);
}

static void test_a_content_file_is_records(void **state)
{
    struct house *house = *state;
    static const char file[] =
        "{\"format\": \"kompass-content-1\", \"offers\": [{\"slug\": \"neues-amt\", \"kind\": \"office\", \"name\": \"Neues Amt\","
        " \"organization\": \"Verein\", \"topics\": [\"wohnen\"], \"source\": {\"url\": \"https://example.org/\"},"
        " \"confidence\": \"low\", \"texts\": {\"de\": {\"summary\": \"Ein Amt.\"}}}]}";
    size_t problems = 0;
    json_t *records = json_array();
    const char *path = arena_format(&house->arena, "%s/amt.json", house->folder);
    expect(house, sys_write_file(path, file, strlen(file), 0600, &house->problem));
    enum status status = content_read_records(path, count_problem, &problems, take, records, &house->problem);
    if (status != STATUS_OK)
        fail_msg("%s: %s", house->problem.what, house->problem.why);
    assert_int_equal(json_array_size(records), 2); // who runs it comes first
    assert_int_equal(record_kind(json_array_get(records, 0)), KIND_ORGANIZATION);
    assert_string_equal(record_string(json_array_get(records, 1), "name"), "Neues Amt");
    json_decref(records);
    expect(house, sys_write_file(path, "{\"format\": \"kompass-content-1\", \"offers\": [{]}", 46, 0600, &house->problem));
    assert_int_equal(content_read_records(path, count_problem, &problems, take, NULL, &house->problem), STATUS_INVALID);
    assert_int_equal(problems, 1); // one comma is one problem
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fill_house, close_house)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_it_waits_and_changes_nothing),
        TEST(test_it_is_decided_once_and_by_a_reviewer),
        TEST(test_it_is_taken_with_the_change_or_not_at_all),
        TEST(test_what_is_wrong_does_not_wait),
        TEST(test_a_content_file_is_records),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
