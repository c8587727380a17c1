// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Texts are handed out, each to one translator; the German text of then is found; what is put in is held to rights, leases and what
// was seen.
#include "tests/core/record.h"

#include "core/editorial/history.h"
#include "core/translation/apply.h"
#include "core/translation/pair.h"
#include "core/translation/queue.h"

#include <string.h>

enum { NOW = 1795000000 }; // 2026-11-18T11:06:40Z
#define TODAY "2026-11-18"

static int full_house(void **state)
{
    open_house(state);
    put_one_of_each(*state);
    return 0;
}

static const struct language *uk(void)
{
    return language_by_tag("uk");
}

static struct change_author at(const char *name, int64_t now)
{
    return (struct change_author){.name = name, .reason = "", .now = now, .session = name};
}

static struct translation_pair pair_of(struct house *house, const char *thing, const char *field)
{
    struct translation_pair pair;
    expect(house, translation_pair_read(house->editorial, &house->arena, thing, field, uk(), &pair, &house->problem));
    return pair;
}

static enum translation_result apply_as(struct house *house, const struct change_author *author, struct translation_item item,
                                        struct translation_outcome *outcome)
{
    struct translation_outcome own;
    outcome = outcome == NULL ? &own : outcome;
    item.language = item.language == NULL ? "uk" : item.language;
    expect(house, translation_apply(house->editorial, author, TODAY, &item, 1, &house->arena, outcome, &house->problem));
    return outcome->result;
}

// Writes what a translator who has both texts on the screen now would.
static enum translation_result write_now(struct house *house, const struct change_author *author, const char *thing, const char *field,
                                         const char *text)
{
    struct translation_pair pair = pair_of(house, thing, field);
    return apply_as(house, author,
                    (struct translation_item){
                        .thing = thing, .field = field, .source_hash = pair.german_hash, .seen = pair.own, .text = text},
                    NULL);
}

// ---- handing out --------------------------------------------------------------------------------------------------

// Two translators, each on a connection of their own, go through all of it in turns: each text once, and none is left.
static void two_walk_through_all_of_it(void **state)
{
    struct house *house = *state;
    sqlite3 *other;
    struct translation_queue queues[2];
    struct translation_task tasks[2] = {{.thing = ""}, {.thing = ""}};
    const char *done = "";
    size_t count = 0, held;
    bool more[2] = {true, true};
    expect(house, editorial_open(&other, house->path, &house->problem));
    expect(house, translation_queue_open(&queues[0], house->editorial, uk(), &house->problem));
    expect(house, translation_queue_open(&queues[1], other, uk(), &house->problem));
    const struct translation_filter all = {.kind = KIND_NONE, .area = TRANSLATION_NOWHERE};
    struct translation_counts counts = translation_list_count(queues[0].list, uk(), &all);
    size_t to_do = counts.of[TRANSLATION_MISSING] + counts.of[TRANSLATION_MACHINE] + counts.of[TRANSLATION_OUTDATED];
    for (int turn = 0; more[0] || more[1]; turn++) {
        int who = turn % 3 == 0; // one is quicker
        struct change_author author = at(who == 0 ? "anna" : "bert", NOW + turn);
        enum status status = translation_queue_next(&queues[who], &author, &tasks[who], &tasks[who], &held, &house->problem);
        more[who] = status == STATUS_OK;
        if (status == STATUS_NOT_FOUND) {
            if (tasks[who].thing[0] != '\0')
                expect(house, translation_queue_release(&queues[who], &author, &tasks[who], &house->problem));
            continue;
        }
        expect(house, status);
        const char *name = arena_format(&house->arena, " %s.%s ", tasks[who].thing, tasks[who].model->name);
        if (strstr(done, name) != NULL)
            fail_msg("%s twice", name);
        done = arena_format(&house->arena, "%s%s", done, name);
        count++;
        assert_int_equal(write_now(house, &author, tasks[who].thing, tasks[who].model->name, "Слова."), TRANSLATION_APPLIED);
    }
    assert_int_equal(count, to_do);
    assert_int_equal(held, 0);
    translation_queue_close(&queues[0]);
    translation_queue_close(&queues[1]);
    database_close(&other);
}

static const char *next_of(struct house *house, struct translation_queue *queue, const struct change_author *author,
                           struct translation_task *task)
{
    size_t held;
    enum status status = translation_queue_next(queue, author, task, task, &held, &house->problem);
    if (status == STATUS_NOT_FOUND)
        return arena_format(&house->arena, "none, %zu held", held);
    expect(house, status);
    return arena_format(&house->arena, "%s.%s", task->thing + MODEL_ID_BYTES - 2, task->model->name);
}

static void what_one_holds_is_not_handed_to_others(void **state)
{
    struct house *house = *state;
    struct translation_queue queue;
    struct translation_task annas = {.thing = ""}, berts = {.thing = ""}, again = {.thing = ""};
    const struct change_author anna = at("anna", NOW), bert = at("bert", NOW + 1);
    const struct change_author late = at("bert", NOW + LEASE_TRANSLATION_SECONDS);
    expect(house, translation_queue_open(&queue, house->editorial, uk(), &house->problem));
    assert_string_equal(next_of(house, &queue, &anna, &annas), "b.name");
    assert_string_equal(next_of(house, &queue, &anna, &annas), "b.when");
    assert_string_equal(next_of(house, &queue, &bert, &berts), "8.name");
    assert_string_equal(next_of(house, &queue, &anna, &annas), "9.title");    // and the number is free
    assert_string_equal(next_of(house, &queue, &bert, &again), "b.name");
    // Another window of the same person is another translator.
    struct change_author window = bert;
    window.session = "bert 2";
    struct translation_task windows = {.thing = ""};
    assert_string_equal(next_of(house, &queue, &window, &windows), "a.text");
    assert_string_equal(next_of(house, &queue, &late, &berts), "9.title");
    translation_queue_close(&queue);
}

static void a_filter_narrows_what_is_handed_out(void **state)
{
    struct house *house = *state;
    struct translation_queue queue;
    struct translation_task task = {.thing = ""};
    const struct change_author anna = at("anna", NOW), bert = at("bert", NOW);
    expect(house, translation_queue_open(&queue, house->editorial, uk(), &house->problem));
    queue.filter.states = 1u << TRANSLATION_MACHINE;
    assert_string_equal(next_of(house, &queue, &anna, &task), "6.summary");
    assert_string_equal(next_of(house, &queue, &anna, &task), "none, 0 held");
    task = (struct translation_task){.thing = ""};
    assert_string_equal(next_of(house, &queue, &bert, &task), "none, 1 held");
    queue.filter.states = 0;
    queue.filter.kind = KIND_ARTICLE;
    translation_queue_limit(&queue, AREA_ID);
    assert_string_equal(next_of(house, &queue, &anna, &task), "8.title");
    translation_queue_limit(&queue, NO_ID); // no such area: nothing is left out
    assert_string_equal(next_of(house, &queue, &anna, &task), "8.summary");
    translation_queue_close(&queue);
}

// What others add and do while a list is open: what is new is found at its end, what is done is not handed out.
static void a_list_that_is_old(void **state)
{
    struct house *house = *state;
    struct translation_queue queue;
    struct translation_task task = {.thing = ""};
    const struct change_author anna = at("anna", NOW);
    expect(house, translation_queue_open(&queue, house->editorial, uk(), &house->problem));
    queue.filter.kind = KIND_EMERGENCY;
    assert_int_equal(write_now(house, &anna, EMERGENCY_ID, "name", "Номер"), TRANSLATION_APPLIED);
    assert_string_equal(next_of(house, &queue, &anna, &task), "b.when");
    assert_int_equal(put(house, THING("emergency", NO_ID, "zwei", ", 'number': '110'" SOURCE ", 'texts': {'de': {'name': " TEXT("Polizei")
                                      ", 'when': " TEXT("Bei Gefahr.") "}}"), 0), CHANGE_DONE);
    assert_string_equal(next_of(house, &queue, &anna, &task), "f.name");
    assert_int_equal(write_now(house, &anna, NO_ID, "when", "Небезпека."), TRANSLATION_APPLIED);
    assert_int_equal(write_now(house, &anna, EMERGENCY_ID, "when", "Пожежа."), TRANSLATION_APPLIED);
    assert_string_equal(next_of(house, &queue, &anna, &task), "none, 0 held");
    expect(house, translation_queue_refresh(&queue, &house->problem));
    translation_queue_close(&queue);
}

static void it_is_told_when_the_database_cannot_be_used(void **state)
{
    struct house *house = *state;
    struct translation_queue queue;
    struct translation_task task = {.thing = ""};
    size_t held;
    const struct change_author anna = at("anna", NOW);
    expect(house, translation_queue_open(&queue, house->editorial, uk(), &house->problem));
    fixture_run(house->editorial, "DROP TABLE lease");
    assert_int_equal(translation_queue_next(&queue, &anna, &task, &task, &held, &house->problem), STATUS_CORRUPT);
    translation_queue_close(&queue);
    fixture_run(house->editorial, "DROP TABLE term");
    assert_int_equal(translation_queue_open(&queue, house->editorial, uk(), &house->problem), STATUS_CORRUPT);
    translation_queue_close(&queue);
}

// ---- the German text of then --------------------------------------------------------------------------------------

static void write_german(struct house *house, const char *text)
{
    int64_t revision;
    struct change *change;
    struct change_outcome outcome;
    json_t *record = read_thing(house, OFFER_ID, &revision);
    json_t *summary = record_text(record, "de", "summary");
    json_object_set_new(summary, "text", json_string(text));
    expect(house, change_begin(&change, house->editorial, &somebody, &house->problem));
    expect(house, change_put(change, record, revision, &outcome, &house->problem));
    assert_int_equal(outcome.result, CHANGE_DONE);
    expect(house, change_commit(&change, &house->problem));
    json_decref(record);
}

static const char *source_of(struct house *house, const char *field, const char *hash)
{
    const char *text;
    expect(house, translation_source_of(house->editorial, &house->arena, OFFER_ID, model_text_of(KIND_OFFER, field), hash, &text,
                                        &house->problem));
    return text;
}

static void the_german_text_of_then_is_in_the_history(void **state)
{
    struct house *house = *state;
    struct translation_pair before = pair_of(house, OFFER_ID, "summary");
    assert_string_equal(before.german, "Ein Amt.");
    assert_int_equal(before.state, TRANSLATION_MACHINE);
    write_german(house, "Ein neues Amt.");
    write_german(house, "Ein ganz neues Amt.");
    struct translation_pair now = pair_of(house, OFFER_ID, "summary");
    assert_int_equal(now.state, TRANSLATION_OUTDATED);
    assert_string_equal(now.german, "Ein ganz neues Amt.");
    assert_string_equal(source_of(house, "summary", now.source_hash), "Ein Amt.");
    assert_string_equal(source_of(house, "summary", now.german_hash), "Ein ganz neues Amt.");
    assert_null(source_of(house, "summary", "00000000000000000000000000000000"));
    assert_string_equal(source_of(house, "gloss", pair_of(house, OFFER_ID, "gloss").source_hash), "Amt"); // made of the name
    fixture_run(house->editorial, "UPDATE change_thing SET after = '{x}' WHERE after LIKE '%Ein Amt.%'");
    assert_null(source_of(house, "summary", now.source_hash)); // a damaged history: not known any more
    fixture_run(house->editorial, "UPDATE change_thing SET before = after WHERE before IS NULL; DELETE FROM change_thing WHERE change < 5");
    assert_null(source_of(house, "summary", "ffffffffffffffffffffffffffffffff"));
}

static void a_pair_that_is_none(void **state)
{
    struct house *house = *state;
    struct translation_pair pair;
    assert_int_equal(translation_pair_read(house->editorial, &house->arena, NO_ID, "summary", uk(), &pair, &house->problem),
                     STATUS_NOT_FOUND);
    assert_int_equal(translation_pair_read(house->editorial, &house->arena, OFFER_ID, "name", uk(), &pair, &house->problem),
                     STATUS_NOT_FOUND);
    assert_int_equal(translation_pair_read(house->editorial, &house->arena, TERM_ID, "forms", uk(), &pair, &house->problem),
                     STATUS_NOT_FOUND); // not translated
    pair = pair_of(house, OFFER_ID, "bring");
    assert_null(pair.german);
    assert_int_equal(pair.state, TRANSLATION_UNWANTED);
}

// ---- putting in ---------------------------------------------------------------------------------------------------

static const char *row(struct house *house, const char *columns)
{
    return ask_house(house, arena_format(&house->arena,
                                         "SELECT %s FROM text WHERE thing = '" OFFER_ID "' AND language = 'uk' AND field = 'summary'",
                                         columns));
}

static void words_are_a_persons_and_belong_to_the_german_text_of_today(void **state)
{
    struct house *house = *state;
    const struct change_author anna = at("anna", NOW);
    write_german(house, "Ein neues Amt.");
    assert_int_equal(write_now(house, &anna, OFFER_ID, "summary", "Нове."), TRANSLATION_APPLIED);
    assert_string_equal(row(house, "text || origin || coalesce(reviewed_on, '-')"), "Нове.human-");
    assert_int_equal(pair_of(house, OFFER_ID, "summary").state, TRANSLATION_CURRENT);
    assert_int_equal(write_now(house, &anna, OFFER_ID, "summary", "Нове."), TRANSLATION_AS_IT_WAS);
    assert_string_equal(ask_house(house, "SELECT author || door FROM change ORDER BY number DESC LIMIT 1"), "annatranslation");
}

// The same words again say nothing of who wrote them or whether they were read.
static void the_same_words_go_with_the_new_german_text(void **state)
{
    struct house *house = *state;
    const struct change_author anna = at("anna", NOW);
    write_german(house, "Ein neues Amt.");
    assert_int_equal(write_now(house, &anna, OFFER_ID, "summary", "Uk"), TRANSLATION_APPLIED);
    assert_string_equal(row(house, "text || origin"), "Ukmachine");
    assert_int_equal(pair_of(house, OFFER_ID, "summary").state, TRANSLATION_MACHINE);
}

static void stamps_leave_the_words_alone(void **state)
{
    struct house *house = *state;
    struct change_author anna = at("anna", NOW);
    write_german(house, "Ein neues Amt.");
    struct translation_pair pair = pair_of(house, OFFER_ID, "summary");
    struct translation_item item = {
        .thing = OFFER_ID, .field = "summary", .act = TRANSLATION_SAME_MEANING, .source_hash = pair.german_hash, .seen = pair.own};
    anna.reason = "Sinn unverändert";
    assert_int_equal(apply_as(house, &anna, item, NULL), TRANSLATION_APPLIED);
    assert_string_equal(row(house, "text || origin || coalesce(reviewed_on, '-')"), "Ukmachine-");
    assert_int_equal(pair_of(house, OFFER_ID, "summary").state, TRANSLATION_MACHINE);
    assert_string_equal(ask_house(house, "SELECT reason FROM change ORDER BY number DESC LIMIT 1"), "Sinn unverändert");
    assert_int_equal(apply_as(house, &anna, item, NULL), TRANSLATION_AS_IT_WAS);
    item.act = TRANSLATION_READ;
    assert_int_equal(apply_as(house, &anna, item, NULL), TRANSLATION_APPLIED);
    assert_string_equal(row(house, "text || origin || reviewed_on"), "Ukmachine" TODAY);
    assert_int_equal(pair_of(house, OFFER_ID, "summary").state, TRANSLATION_CURRENT);
    item.field = "next_step";
    assert_int_equal(apply_as(house, &anna, item, NULL), TRANSLATION_GONE);
}

static void what_has_changed_since_is_told(void **state)
{
    struct house *house = *state;
    const struct change_author anna = at("anna", NOW), bert = at("bert", NOW);
    struct translation_pair pair = pair_of(house, OFFER_ID, "summary");
    struct translation_item item = {.thing = OFFER_ID, .field = "summary", .source_hash = pair.german_hash, .seen = pair.own, .text = "Моє."};
    assert_int_equal(write_now(house, &bert, OFFER_ID, "summary", "Берта."), TRANSLATION_APPLIED);
    assert_int_equal(apply_as(house, &anna, item, NULL), TRANSLATION_CONFLICT);
    item.seen = NULL;
    assert_int_equal(apply_as(house, &anna, item, NULL), TRANSLATION_CONFLICT);
    item.text = "Берта."; // both the same
    assert_int_equal(apply_as(house, &anna, item, NULL), TRANSLATION_AS_IT_WAS);
    write_german(house, "Ein neues Amt.");
    assert_int_equal(apply_as(house, &anna, item, NULL), TRANSLATION_SOURCE_CHANGED);
    assert_string_equal(row(house, "text"), "Берта.");
    item.thing = NO_ID;
    assert_int_equal(apply_as(house, &anna, item, NULL), TRANSLATION_GONE);
    item = (struct translation_item){.thing = OFFER_ID, .field = "summary", .language = "de", .source_hash = pair.german_hash, .text = "x"};
    assert_int_equal(apply_as(house, &anna, item, NULL), TRANSLATION_GONE);
    item.language = "xx";
    assert_int_equal(apply_as(house, &anna, item, NULL), TRANSLATION_GONE);
}

static void rights_and_leases_hold(void **state)
{
    struct house *house = *state;
    static const char *const ukrainian[] = {"uk"}, *const russian[] = {"ru"};
    const struct rights may = {"anna", 1u << RIGHTS_TRANSLATOR, ukrainian, 1}, may_not = {"anna", 1u << RIGHTS_TRANSLATOR, russian, 1},
                        author = {.name = "anna", .roles = 1u << RIGHTS_AUTHOR};
    struct change_author anna = at("anna", NOW), bert = at("bert", NOW);
    struct translation_outcome outcome;
    struct lease *other;
    struct translation_pair pair = pair_of(house, OFFER_ID, "summary");
    struct translation_item item = {.thing = OFFER_ID, .field = "summary", .source_hash = pair.german_hash, .seen = pair.own,
                                    .text = "Моє.", .reviewed = true};
    anna.rights = &may_not;
    assert_int_equal(apply_as(house, &anna, item, NULL), TRANSLATION_FORBIDDEN);
    anna.rights = &author; // writes, but does not say that it was read
    assert_int_equal(apply_as(house, &anna, item, NULL), TRANSLATION_FORBIDDEN);
    anna.rights = &may;
    expect(house, lease_take(house->editorial, &bert, OFFER_ID, "uk", false, &house->arena, &other, &house->problem));
    assert_int_equal(apply_as(house, &anna, item, &outcome), TRANSLATION_LOCKED);
    assert_string_equal(outcome.why, "bert");
    expect(house, lease_release(house->editorial, &bert, OFFER_ID, "uk", &house->problem));
    item.text = "a\u202Eb";
    assert_int_equal(apply_as(house, &anna, item, &outcome), TRANSLATION_INVALID);
    assert_non_null(outcome.why);
    item.text = "Моє.";
    assert_int_equal(apply_as(house, &anna, item, NULL), TRANSLATION_APPLIED);
    assert_string_equal(row(house, "origin || reviewed_on"), "human" TODAY);
}

// A set is one change, of which some may be refused; what a program translated stays marked.
static void a_set_is_one_change(void **state)
{
    struct house *house = *state;
    const struct change_author office = at("office", NOW);
    struct translation_pair summary = pair_of(house, OFFER_ID, "summary"), gloss = pair_of(house, OFFER_ID, "gloss"),
                            term = pair_of(house, TERM_ID, "name");
    const struct translation_item items[] = {
        {.thing = OFFER_ID, .field = "summary", .language = "uk", .source_hash = summary.german_hash, .seen = summary.own, .text = "Один."},
        {.thing = OFFER_ID, .field = "gloss", .language = "uk", .source_hash = summary.german_hash, .seen = gloss.own, .text = "Два."},
        {.thing = TERM_ID, .field = "name", .language = "uk", .source_hash = term.german_hash, .text = "Строк", .machine = true},
        {.thing = TERM_ID, .field = "name", .language = "ar", .source_hash = term.german_hash, .text = "  "},
    };
    struct translation_outcome outcomes[4];
    expect(house, translation_apply(house->editorial, &office, TODAY, items, 4, &house->arena, outcomes, &house->problem));
    assert_int_equal(outcomes[0].result, TRANSLATION_APPLIED);
    assert_int_equal(outcomes[1].result, TRANSLATION_SOURCE_CHANGED); // the hash of another text
    assert_int_equal(outcomes[2].result, TRANSLATION_APPLIED);
    assert_int_equal(outcomes[3].result, TRANSLATION_INVALID);
    assert_int_equal(pair_of(house, TERM_ID, "name").state, TRANSLATION_MACHINE);
    assert_string_equal(ask_house(house, "SELECT count(*) FROM change_thing WHERE change = (SELECT max(number) FROM change)"), "2");
    fixture_run(house->editorial, "DROP TABLE lease");
    struct translation_item last = items[0];
    last.seen = "Один.";
    last.text = "Три.";
    assert_int_equal(translation_apply(house->editorial, &office, TODAY, &last, 1, &house->arena, outcomes, &house->problem),
                     STATUS_CORRUPT);
    assert_string_equal(row(house, "text"), "Один.");
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, full_house, close_house)
    const struct CMUnitTest tests[] = {
        TEST(two_walk_through_all_of_it),
        TEST(what_one_holds_is_not_handed_to_others),
        TEST(a_filter_narrows_what_is_handed_out),
        TEST(a_list_that_is_old),
        TEST(it_is_told_when_the_database_cannot_be_used),
        TEST(the_german_text_of_then_is_in_the_history),
        TEST(a_pair_that_is_none),
        TEST(words_are_a_persons_and_belong_to_the_german_text_of_today),
        TEST(the_same_words_go_with_the_new_german_text),
        TEST(stamps_leave_the_words_alone),
        TEST(what_has_changed_since_is_told),
        TEST(rights_and_leases_hold),
        TEST(a_set_is_one_change),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
