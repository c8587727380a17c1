// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Tests of taking back, of doing the same to many, and of what history says of both.
#include "tests/core/record.h"

#include "core/base/memory.h"
#include "core/editorial/bulk.h"
#include "core/editorial/history.h"
#include "core/editorial/import.h"
#include "core/editorial/lease.h"
#include "core/editorial/undo.h"

#include <sys/wait.h>
#include <time.h>

enum { NOW = 1795000000 };

static struct change_author by(const char *name)
{
    return (struct change_author){.name = name, .reason = "", .now = NOW};
}

static enum change_result set(struct house *house, const char *name, const char *id, const char *path, json_t *value)
{
    int64_t revision;
    struct change *change;
    struct change_outcome outcome;
    const struct change_author author = by(name);
    json_t *record = read_thing(house, id, &revision);
    record_put_at(record, path, value);
    expect(house, change_begin(&change, house->editorial, &author, &house->problem));
    expect(house, change_put(change, record, revision, &outcome, &house->problem));
    if (outcome.problem_count > 0)
        house->problem = outcome.problems[0];
    expect(house, change_commit(&change, &house->problem));
    json_decref(record);
    return outcome.result;
}

static void take_out(struct house *house, const char *id)
{
    int64_t revision;
    struct change *change;
    struct change_outcome outcome;
    json_decref(read_thing(house, id, &revision));
    expect(house, change_begin(&change, house->editorial, &somebody, &house->problem));
    expect(house, change_remove(change, id, revision, &outcome, &house->problem));
    assert_int_equal(outcome.result, CHANGE_DONE);
    expect(house, change_commit(&change, &house->problem));
}

static const char *in_words(struct house *house, const struct undo_report *report)
{
    static const char *const reasons[] = {"field", "gone", "changed", "needed", "link", "invalid", "forbidden", "locked"};
    const char *text = arena_format(&house->arena, "~%zu +%zu -%zu", report->changed, report->back, report->removed);
    for (size_t i = 0; i < report->left_count; i++) {
        const struct undo_left *left = &report->left[i];
        text = arena_format(&house->arena, "%s; %s %s%s%s%s%s", text, reasons[left->reason],
                            left->slug != NULL ? left->slug : model_kind(left->kind)->name, left->path == NULL ? "" : " ",
                            left->path == NULL ? "" : left->path, left->other == NULL ? "" : ": ",
                            left->other == NULL ? "" : left->other);
    }
    assert_string_equal(ask_house(house, "SELECT count(*) FROM pragma_foreign_key_check"), "0");
    return text;
}

static const char *undo_as(struct house *house, const struct change_author *author, int64_t number, const char *only)
{
    struct undo_report report;
    expect(house, undo_change(house->editorial, author, number, only, &house->arena, &report, &house->problem));
    assert_int_equal(report.number != 0, report.changed + report.back + report.removed > 0);
    return in_words(house, &report);
}

static const char *undo(struct house *house, int64_t number)
{
    const struct change_author author = by("undoer");
    return undo_as(house, &author, number, NULL);
}

static int64_t newest(struct house *house)
{
    return atoll(ask_house(house, "SELECT max(number) FROM change"));
}

// All that is published and all that staff know, as text.
static const char *everything(struct house *house)
{
    struct arena_text text = {0};
    arena_append(&house->arena, &text, "");
    struct records *records = records_open(house->editorial);
    const char *ids = ask_house(house, "SELECT group_concat(id) FROM (SELECT id FROM thing ORDER BY id)");
    for (size_t at = 0; ids[at] != '\0'; at += ids[at + 36] == '\0' ? 36 : 37) {
        json_t *record;
        int64_t revision;
        expect(house, record_read(records, arena_copy(&house->arena, ids + at, 36), &record, &revision, &house->problem));
        arena_append(&house->arena, &text, record_write_text(&house->arena, record));
        arena_append(&house->arena, &text, "\n");
        json_decref(record);
    }
    records_close(&records);
    return text.bytes;
}

// ---- one save -----------------------------------------------------------------------------------------------------

static void a_save_is_taken_back_and_so_is_that(void **state)
{
    struct house *house = *state;
    put_one_of_each(house);
    const char *before = everything(house);
    assert_int_equal(set(house, "anna", OFFER_ID, "cost", json_string("free")), CHANGE_DONE);
    const char *after = everything(house);
    int64_t change = newest(house);
    assert_string_equal(undo(house, change), "~1 +0 -0");
    assert_string_equal(everything(house), before);
    assert_string_equal(ask_house(house, "SELECT door || ' ' || undoes || ' ' || author FROM change ORDER BY number DESC"),
                        arena_format(&house->arena, "undo %lld undoer", (long long)change));
    assert_string_equal(undo(house, newest(house)), "~1 +0 -0"); // redo
    assert_string_equal(everything(house), after);
    assert_string_equal(undo(house, change + 1), "~0 +0 -0"); // that is taken back already
}

static void what_others_changed_since_stays_and_is_told(void **state)
{
    struct house *house = *state;
    put_one_of_each(house);
    int64_t revision;
    json_t *record = read_thing(house, OFFER_ID, &revision);
    record_put_at(record, "cost", json_string("free"));
    record_put_at(record, "name", json_string("Neues Amt"));
    struct change *change;
    struct change_outcome outcome;
    expect(house, change_begin(&change, house->editorial, &somebody, &house->problem));
    expect(house, change_put(change, record, revision, &outcome, &house->problem));
    expect(house, change_commit(&change, &house->problem));
    json_decref(record);
    int64_t number = newest(house);
    set(house, "bert", OFFER_ID, "name", json_string("Berts Amt"));
    set(house, "bert", OFFER_ID, "appointment_url", json_string("https://termin.example"));
    assert_string_equal(undo(house, number), "~1 +0 -0; field amt name");
    assert_string_equal(ask_house(house, "SELECT name || coalesce(cost, '-') || appointment_url FROM offer WHERE id = '" OFFER_ID "'"),
                        "Berts Amt-https://termin.example");
    take_out(house, TWIN_ID);
    assert_string_equal(undo(house, number), "~0 +0 -0; field amt name");
}

static void there_is_no_undo_of_nothing(void **state)
{
    struct house *house = *state;
    struct undo_report report;
    const struct change_author author = by("undoer");
    put_one_of_each(house);
    assert_int_equal(undo_change(house->editorial, &author, 999, NULL, &house->arena, &report, &house->problem), STATUS_NOT_FOUND);
    assert_int_equal(undo_change(house->editorial, &author, 1, OFFER_ID, &house->arena, &report, &house->problem), STATUS_NOT_FOUND);
    assert_int_equal(undo_removal(house->editorial, &author, OFFER_ID, &house->arena, &report, &house->problem), STATUS_NOT_FOUND);
    assert_int_equal(undo_removal(house->editorial, &author, NO_ID, &house->arena, &report, &house->problem), STATUS_NOT_FOUND);
    assert_int_equal(sqlite3_get_autocommit(house->editorial), 1);
}

// ---- things that come and go --------------------------------------------------------------------------------------

static void what_was_added_goes_unless_somebody_needs_it(void **state)
{
    struct house *house = *state;
    put_one_of_each(house);
    put(house, THING("topic", NO_ID, "neu", ", 'area_id': '" AREA_ID "'" NAMED("Neu")), 0);
    int64_t added = newest(house);
    json_t *topics = parse("['" NO_ID "']");
    set(house, "bert", TWIN_ID, "topics", topics);
    int64_t linked = newest(house);
    assert_string_equal(undo(house, added), "~0 +0 -0; needed neu: offer amt-zwei");
    assert_string_equal(undo(house, linked), "~1 +0 -0");
    set(house, "bert", NO_ID, "texts.de.name", parse(TEXT("Neuer")));
    assert_string_equal(undo(house, added), "~0 +0 -0; changed neu");
    assert_string_equal(undo(house, newest(house)), "~1 +0 -0");
    assert_string_equal(undo(house, added), "~0 +0 -1");
    assert_string_equal(undo(house, added), "~0 +0 -0"); // it is so already
    assert_string_equal(undo(house, newest(house)), "~0 +1 -0");
    assert_string_equal(ask_house(house, "SELECT slug FROM thing WHERE id = '" NO_ID "'"), "neu");
}

static void what_was_removed_comes_back_with_its_parts(void **state)
{
    struct house *house = *state;
    put_one_of_each(house);
    const char *before = everything(house);
    take_out(house, GUIDE_ID);
    assert_string_equal(undo(house, newest(house)), "~0 +2 -0");
    assert_string_equal(everything(house), before);
    assert_string_equal(undo(house, newest(house)), "~0 +0 -2");
    struct undo_report report;
    const struct change_author author = by("undoer");
    expect(house, undo_removal(house->editorial, &author, GUIDE_ID, &house->arena, &report, &house->problem));
    assert_string_equal(in_words(house, &report), "~0 +2 -0");
    assert_string_equal(everything(house), before);
    assert_string_equal(ask_house(house, "SELECT door || coalesce(undoes, '') FROM change ORDER BY number DESC"), "restore");
}

static void links_to_what_is_gone_are_told(void **state)
{
    struct house *house = *state;
    put_one_of_each(house);
    take_out(house, ARTICLE_ID);
    int64_t article = newest(house);
    take_out(house, EMERGENCY_ID);
    int64_t emergency = newest(house);
    take_out(house, GUIDE_ID);
    take_out(house, EVENT_ID);
    take_out(house, CLOSURE_ID);
    take_out(house, SITUATION_ID);
    take_out(house, TWIN_ID);
    take_out(house, OFFER_ID);
    int64_t offer = newest(house);
    assert_string_equal(undo(house, emergency), "~0 +1 -0; link notruf offer_id");
    assert_string_equal(undo(house, article), "~0 +1 -0; link miete texts.de.body");
    take_out(house, ARTICLE_ID);
    take_out(house, TOPIC_ID);
    assert_string_equal(undo(house, article), "~0 +0 -0; invalid miete topic_id: leads to no topic");
    assert_string_equal(undo(house, offer), "~0 +1 -0; link amt topics");
}

#define ARTICLE(id, slug, link)                                                                                        \
    THING("article", id, slug, ", 'topic_id': '" TOPIC_ID "'" SOURCE ", 'texts': {'de': {'title': " TEXT("A") ", 'summary': "  \
          TEXT("S") ", 'body': " TEXT("Text.\\n> article " link) "}}")

// Two that lead to each other, and two whose slugs changed hands: in no order could they be done one after the other.
static void what_goes_round_in_circles_is_taken_back_too(void **state)
{
    struct house *house = *state;
    put_one_of_each(house);
    put(house, ARTICLE(NO_ID, "eins", ARTICLE_ID), 0);
    set(house, "bert", ARTICLE_ID, "texts.de.body", parse(TEXT("Text.\\n> article " NO_ID)));
    const char *before = everything(house);
    struct change *change;
    struct change_outcome outcome;
    // First without the links, then gone: in one transaction, as an import does it.
    expect(house, change_begin(&change, house->editorial, &somebody, &house->problem));
    int64_t revision;
    json_t *record = read_thing(house, ARTICLE_ID, &revision);
    json_t *plain = json_deep_copy(record);
    record_put_at(plain, "texts.de.body", parse(TEXT("Text.")));
    expect(house, change_put(change, plain, revision, &outcome, &house->problem));
    expect(house, change_remove(change, NO_ID, 1, &outcome, &house->problem));
    assert_int_equal(outcome.result, CHANGE_DONE);
    expect(house, change_remove(change, ARTICLE_ID, revision + 1, &outcome, &house->problem));
    assert_int_equal(outcome.result, CHANGE_DONE);
    expect(house, change_commit(&change, &house->problem));
    json_decref(plain);
    json_decref(record);
    assert_string_equal(undo(house, newest(house)), "~0 +2 -0");
    assert_string_equal(everything(house), before);

    put(house, THING("area", "00000000-0000-4000-8000-0000000000f1", "a", NAMED("A")), 0);
    put(house, THING("area", "00000000-0000-4000-8000-0000000000f2", "b", NAMED("B")), 0);
    expect(house, change_begin(&change, house->editorial, &somebody, &house->problem));
    static const char *const steps[] = {THING("area", "00000000-0000-4000-8000-0000000000f1", "c", NAMED("A")),
                                        THING("area", "00000000-0000-4000-8000-0000000000f2", "a", NAMED("B"))};
    for (size_t i = 0; i < 2; i++) {
        record = parse(steps[i]);
        expect(house, change_put(change, record, 1, &outcome, &house->problem));
        assert_int_equal(outcome.result, CHANGE_DONE);
        json_decref(record);
    }
    expect(house, change_commit(&change, &house->problem));
    assert_string_equal(undo(house, newest(house)), "~2 +0 -0");
    assert_string_equal(ask_house(house, "SELECT group_concat(slug) FROM (SELECT slug FROM thing WHERE id LIKE '%f1' OR id LIKE '%f2' ORDER BY id)"),
                        "a,b");
}

static void somebody_elses_slug_stays(void **state)
{
    struct house *house = *state;
    put_one_of_each(house);
    take_out(house, TERM_ID);
    int64_t removal = newest(house);
    put(house, THING("term", NO_ID, "frist", ", 'texts': {'de': {'name': " TEXT("Frist") ", 'explanation': " TEXT("Neu.") "}}"), 0);
    assert_string_equal(undo(house, removal), "~0 +0 -0; invalid frist slug: is that of another thing");
}

// ---- roles and leases ---------------------------------------------------------------------------------------------

static void an_undo_is_held_to_roles_and_leases(void **state)
{
    struct house *house = *state;
    static const char *const ukrainian[] = {"uk"};
    const struct rights translator = {"t", 1u << RIGHTS_TRANSLATOR, ukrainian, 1};
    struct change_author author = by("t");
    struct lease *other;
    put_one_of_each(house);
    set(house, "anna", OFFER_ID, "cost", json_string("free"));
    int64_t number = newest(house);
    author.rights = &translator;
    assert_string_equal(undo_as(house, &author, number, NULL), "~0 +0 -0; forbidden amt cost");
    const struct change_author anna = {.name = "anna", .reason = "", .now = NOW, .session = "a"};
    expect(house, lease_take(house->editorial, &anna, OFFER_ID, "", false, &house->arena, &other, &house->problem));
    assert_string_equal(undo(house, number), "~0 +0 -0; locked amt: anna");
    set(house, "anna", OFFER_ID, "texts.uk.summary", parse(TEXT("Anders")));
    assert_string_equal(undo_as(house, &author, newest(house), NULL), "~1 +0 -0");
}

// ---- many ---------------------------------------------------------------------------------------------------------

static const char *offer_id(struct arena *arena, size_t number)
{
    return arena_format(arena, "00000000-0000-4000-8000-1%011zu", number);
}

static const char **add_offers(struct house *house, size_t count)
{
    struct change *change;
    struct change_outcome outcome;
    const char **ids = arena_allocate(&house->arena, count, sizeof *ids);
    put_one_of_each(house);
    json_t *model = parse(OFFER(TWIN_ID, "amt-zwei", ", 'contacts': [{'phone': '+49340111', 'role': 'Anmeldung'}]"
                                SUMMARY("Noch ein Amt.")));
    expect(house, change_begin(&change, house->editorial, &somebody, &house->problem));
    for (size_t i = 0; i < count; i++) {
        json_t *record = json_deep_copy(model);
        ids[i] = offer_id(&house->arena, i);
        json_object_set_new(record, "id", json_string(ids[i]));
        json_object_set_new(record, "slug", json_string(arena_format(&house->arena, "o-%zu", i)));
        expect(house, change_put(change, record, 0, &outcome, &house->problem));
        assert_int_equal(outcome.result, CHANGE_DONE);
        json_decref(record);
    }
    expect(house, change_commit(&change, &house->problem));
    json_decref(model);
    return ids;
}

static double since(const struct timespec *from)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)(now.tv_sec - from->tv_sec) * 1000 + (double)(now.tv_nsec - from->tv_nsec) / 1e6;
}

static void a_thousand_at_once_are_taken_back_in_less_than_a_second(void **state)
{
    struct house *house = *state;
    enum { MANY = 1000 };
    struct bulk_result *results = arena_allocate(&house->arena, MANY, sizeof *results);
    struct timespec from;
    size_t done;
    int64_t number;
    const struct change_author author = by("anna");
    const char **ids = add_offers(house, MANY);
    const char *before = everything(house);
    json_t *value = json_string("free");
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &from);
    expect(house, bulk_set(house->editorial, &author, ids, MANY, "cost", value, &house->arena, results, &done, &number, &house->problem));
    double took = since(&from);
    json_decref(value);
    assert_int_equal(done, MANY);
    const char *bytes = ask_house(house, arena_format(&house->arena, "SELECT sum(length(CAST(before AS BLOB)) + length(CAST(after AS"
                                                      " BLOB))) / 1000 FROM change_thing WHERE change = %lld", (long long)number));
    assert_string_equal(ask_house(house, "SELECT count(*) FROM offer WHERE cost = 'free'"), "1000");
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &from);
    const char *report = undo(house, number);
    double undone = since(&from);
    assert_string_equal(report, "~1000 +0 -0");
    assert_string_equal(everything(house), before);
    expect(house, bulk_remove(house->editorial, &author, ids, MANY, &house->arena, results, &done, &number, &house->problem));
    assert_int_equal(done, MANY);
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &from);
    assert_string_equal(undo(house, number), "~0 +1000 -0");
    double back = since(&from);
    assert_string_equal(everything(house), before);
    print_message("1,000 in bulk: %.0f ms, taken back: %.0f ms; removed and brought back: %.0f ms; %s bytes of history each\n", took,
                  undone, back, bytes);
    assert_true(undone < 1000 && back < 1000);
}

static void each_of_many_has_its_own_answer(void **state)
{
    struct house *house = *state;
    struct bulk_result results[5];
    size_t done;
    int64_t number;
    struct lease *other;
    const struct change_author anna = {.name = "anna", .reason = "", .now = NOW, .session = "a"}, bert = by("bert");
    put_one_of_each(house);
    expect(house, lease_take(house->editorial, &anna, TWIN_ID, "", false, &house->arena, &other, &house->problem));
    const char *const ids[] = {OFFER_ID, TWIN_ID, NO_ID, AREA_ID, OFFER_ID};
    json_t *value = json_string("free");
    expect(house, bulk_set(house->editorial, &bert, ids, 5, "cost", value, &house->arena, results, &done, &number, &house->problem));
    json_decref(value);
    assert_int_equal(done, 1);
    assert_int_equal(results[0].result, CHANGE_DONE);
    assert_int_equal(results[1].result, CHANGE_LOCKED);
    assert_string_equal(results[1].why, "anna");
    assert_true(results[2].gone);
    assert_int_equal(results[3].result, CHANGE_INVALID);
    assert_string_equal(results[3].why, "cost");
    assert_int_equal(results[4].result, CHANGE_UNCHANGED);
    const char *const guides[] = {AREA_ID, TOPIC_ID, OTHER_TOPIC_ID, OFFER_ID, GUIDE_ID};
    expect(house, bulk_remove(house->editorial, &bert, guides, 5, &house->arena, results, &done, &number, &house->problem));
    assert_int_equal(results[4].result, CHANGE_DONE);
    assert_int_equal(results[3].result, CHANGE_NEEDED);
    assert_int_equal(results[0].result, CHANGE_NEEDED);
    assert_int_equal(done, 1);
}

static void an_import_is_taken_back(void **state)
{
    struct house *house = *state;
    const struct change_author source = by("source");
    struct import_report done;
    struct import *import;
    for (int round = 0; round < 2; round++) {
        import = import_begin(house->editorial, &source, NULL);
        for (size_t i = 0; i < ONE_OF_EACH; i++)
            import_put(import, parse(one_of_each[i]));
        expect(house, import_end(&import, false, &done, &house->problem));
        if (round == 0) {
            assert_string_equal(undo(house, 1), arena_format(&house->arena, "~0 +0 -%d", (int)ONE_OF_EACH));
            assert_string_equal(ask_house(house, "SELECT count(*) FROM thing"), "0");
        }
    }
    assert_string_equal(ask_house(house, "SELECT count(*) FROM thing"), "0"); // somebody took it back: the next does not bring it
    assert_string_equal(undo(house, 2), arena_format(&house->arena, "~0 +%d -0", (int)ONE_OF_EACH));
    assert_string_equal(ask_house(house, "SELECT (SELECT count(*) FROM imported) - count(*) FROM thing"), "0"); // the import's again
}

// ---- history ------------------------------------------------------------------------------------------------------

static void history_says_who_changed_what(void **state)
{
    struct house *house = *state;
    struct history_entry *entries;
    struct history_field *fields;
    size_t count;
    int64_t number;
    put_one_of_each(house);
    set(house, "anna", OFFER_ID, "contacts", parse("[{'phone': '+49340222'}]"));
    set(house, "bert", OFFER_ID, "cost", json_string("free"));
    set(house, "anna", OFFER_ID, "cost", json_string("paid"));
    int64_t last = newest(house);
    undo(house, last);
    expect(house, history_fields(house->editorial, OFFER_ID, "contacts", &house->arena, &fields, &count, &house->problem));
    assert_int_equal(count, 2);
    assert_string_equal(fields[0].author, "anna");
    assert_string_equal(fields[0].before, "[{\"phone\":\"+49340111\",\"role\":\"Anmeldung\"},{\"url\":\"https://amt.example\"}]");
    assert_string_equal(fields[0].after, "[{\"phone\":\"+49340222\"}]");
    assert_null(fields[1].before);
    expect(house, history_fields(house->editorial, OFFER_ID, NULL, &house->arena, &fields, &count, &house->problem));
    assert_int_equal(count, 5);
    assert_string_equal(fields[0].path, "cost");
    assert_string_equal(fields[0].author, "undoer");
    assert_string_equal(fields[0].door, "undo");
    assert_string_equal(fields[4].path, ""); // when it came
    static const struct {
        struct history_filter filter;
        int count;
    } filters[] = {
        {{0}, ONE_OF_EACH + 4},
        {{.author = "anna"}, 2},
        {{.author = "nobody"}, 0},
        {{.door = DOOR_UNDO}, 1},
        {{.kind = "topic"}, 2},
        {{.thing = OFFER_ID}, 5},
        {{.thing = OFFER_ID, .path = "cost"}, 3},
        {{.path = "contacts", .author = "anna"}, 1},
        {{.path = "texts.uk.summary"}, 1},
        {{.path = "source.verified_on"}, 1},
    };
    for (size_t i = 0; i < sizeof filters / sizeof *filters; i++) {
        expect(house, history_count(house->editorial, &filters[i].filter, &number, &house->problem));
        expect(house, history_list(house->editorial, &filters[i].filter, 0, 1000, &house->arena, &entries, &count, &house->problem));
        if (number != filters[i].count || count != (size_t)filters[i].count)
            fail_msg("filter %zu: %lld, %zu", i, (long long)number, count);
    }
    expect(house, history_list(house->editorial, &(struct history_filter){0}, 0, 2, &house->arena, &entries, &count, &house->problem));
    assert_int_equal(count, 2);
    assert_int_equal(entries[0].undoes, last);
    assert_int_equal(entries[1].undone_by, last + 1);
    assert_string_equal(entries[1].title, "Amt");
    assert_string_equal(entries[1].kind, "offer");
    assert_int_equal(entries[1].things, 1);
    expect(house, history_list(house->editorial, &(struct history_filter){0}, entries[1].number, 2, &house->arena, &entries, &count, &house->problem));
    assert_int_equal(entries[0].number, last - 1);
}

static void what_is_gone_is_listed_until_it_is_back(void **state)
{
    struct house *house = *state;
    struct history_removed *things;
    struct undo_report report;
    size_t count;
    put_one_of_each(house);
    take_out(house, GUIDE_ID);
    take_out(house, TERM_ID);
    expect(house, history_removed(house->editorial, 0, 10, &house->arena, &things, &count, &house->problem));
    assert_int_equal(count, 2); // the step went with its guide
    assert_string_equal(things[0].title, "Frist");
    assert_string_equal(things[1].title, "Woche");
    assert_string_equal(things[1].author, "somebody");
    expect(house, history_removed(house->editorial, things[0].change, 10, &house->arena, &things, &count, &house->problem));
    assert_int_equal(count, 1);
    expect(house, undo_removal(house->editorial, &somebody, GUIDE_ID, &house->arena, &report, &house->problem));
    expect(house, history_removed(house->editorial, 0, 10, &house->arena, &things, &count, &house->problem));
    assert_int_equal(count, 1);
    take_out(house, STEP_ID);
    expect(house, history_removed(house->editorial, 0, 10, &house->arena, &things, &count, &house->problem));
    assert_int_equal(count, 2); // by itself it is listed
    assert_string_equal(things[0].kind, "guide_step");
}

// ---- bad times ----------------------------------------------------------------------------------------------------

static void a_full_disk_undoes_nothing_half(void **state)
{
    struct house *house = *state;
    enum { MANY = 300 };
    struct undo_report report;
    struct bulk_result *results = arena_allocate(&house->arena, MANY, sizeof *results);
    size_t done;
    int64_t number;
    const struct change_author author = by("anna");
    const char **ids = add_offers(house, MANY);
    json_t *value = json_string("free");
    expect(house, bulk_set(house->editorial, &author, ids, MANY, "cost", value, &house->arena, results, &done, &number, &house->problem));
    const char *before = everything(house);
    fixture_run(house->editorial, "PRAGMA wal_checkpoint(TRUNCATE)");
    fixture_run(house->editorial, arena_format(&house->arena, "PRAGMA max_page_count = %s", ask_house(house, "PRAGMA page_count")));
    assert_int_equal(undo_change(house->editorial, &author, number, NULL, &house->arena, &report, &house->problem), STATUS_IO);
    assert_string_equal(house->problem.mend, "make room on the disk");
    json_decref(value);
    value = json_string("paid");
    assert_int_equal(bulk_set(house->editorial, &author, ids, MANY, "cost", value, &house->arena, results, &done, &number, &house->problem), STATUS_IO);
    json_decref(value);
    assert_string_equal(everything(house), before);
    assert_int_equal(sqlite3_get_autocommit(house->editorial), 1);
    fixture_run(house->editorial, "PRAGMA max_page_count = 1000000");
    assert_string_equal(ask_house(house, "PRAGMA quick_check"), "ok");
}

static void a_history_that_is_damaged_is_told(void **state)
{
    struct house *house = *state;
    struct undo_report report;
    struct history_field *fields;
    size_t count;
    const struct change_author author = by("anna");
    put_one_of_each(house);
    set(house, "anna", OFFER_ID, "cost", json_string("free"));
    int64_t number = newest(house);
    static const char *const damages[] = {"{\"kind\": \"offer\", }", "{ }{ }", "{\"a\": \"\x01\"}"};
    for (size_t i = 0; i < sizeof damages / sizeof *damages; i++) {
        fixture_run(house->editorial, arena_format(&house->arena, "UPDATE change_thing SET before = '%s' WHERE change = %lld",
                                                   damages[i], (long long)number));
        assert_int_equal(undo_change(house->editorial, &author, number, NULL, &house->arena, &report, &house->problem), STATUS_CORRUPT);
        assert_int_equal(history_fields(house->editorial, OFFER_ID, NULL, &house->arena, &fields, &count, &house->problem), STATUS_CORRUPT);
        assert_int_equal(sqlite3_get_autocommit(house->editorial), 1);
    }
    // JSON, but of no thing that could be: it is refused field by field, and nothing is written.
    const char *before = everything(house);
    fixture_run(house->editorial, arena_format(&house->arena, "UPDATE change_thing SET before = '{\"kind\": \"offer\", \"cost\": 7}'"
                                               " WHERE change = %lld", (long long)number));
    expect(house, undo_change(house->editorial, &author, number, NULL, &house->arena, &report, &house->problem));
    assert_int_equal(report.changed, 0);
    assert_true(report.left_count > 0 && report.left[0].reason == UNDO_INVALID);
    assert_string_equal(everything(house), before);
}

static void a_database_that_cannot_be_written_is_told(void **state)
{
    struct house *house = *state;
    struct undo_report report;
    const struct change_author author = by("anna");
    put_one_of_each(house);
    fixture_run(house->editorial, "PRAGMA query_only = ON");
    assert_int_equal(undo_change(house->editorial, &author, 1, NULL, &house->arena, &report, &house->problem), STATUS_IO);
    assert_true(house->problem.mend[0] != '\0');
    fixture_run(house->editorial, "PRAGMA query_only = OFF");
    assert_int_equal(sqlite3_get_autocommit(house->editorial), 1);
}

// Wherever memory ends, the thing is as it was or as it is to be.
static void without_memory_nothing_is_half_undone(void **state)
{
    struct house *house = *state;
    put_one_of_each(house);
    take_out(house, GUIDE_ID);
    int64_t number = newest(house);
    long n = 0;
    for (bool enough = false; !enough; n += 1 + n / 4) {
        int status;
        pid_t child = fork();
        assert_true(child >= 0);
        if (child == 0) {
            struct problem problem;
            struct arena arena = {0};
            struct undo_report report;
            sqlite3 *editorial;
            const struct change_author author = by("anna");
            if (editorial_open(&editorial, house->path, &problem) != STATUS_OK)
                _exit(9);
            memory_fail_after(n);
            if (undo_change(editorial, &author, number, NULL, &arena, &report, &problem) != STATUS_OK)
                _exit(9);
            memory_fail_after(-1);
            _exit(0);
        }
        assert_int_equal(waitpid(child, &status, 0), child);
        assert_true(WIFEXITED(status) && WEXITSTATUS(status) <= 1);
        enough = WEXITSTATUS(status) == 0;
        assert_string_equal(ask_house(house, "SELECT count(*) FROM thing WHERE kind LIKE 'guide%'"), enough ? "2" : "0");
    }
    assert_true(n > 50);
}

// ---- at random ----------------------------------------------------------------------------------------------------

static unsigned long long seed = 11;

static unsigned below(unsigned limit)
{
    seed = seed * 6364136223846793005ULL + 1442695040888963407ULL;
    return (unsigned)(seed >> 33) % limit;
}

static void edit_at_random(struct house *house, const char *name, const char *id)
{
    static const char *const costs[] = {"free", "paid", "depends"};
    int64_t revision;
    json_t *record = read_thing(house, id, &revision);
    json_decref(record);
    if (record == NULL)
        return;
    switch (below(4)) {
    case 0:
        set(house, name, id, "cost", json_string(costs[below(3)]));
        break;
    case 1:
        set(house, name, id, "name", json_string(arena_format(&house->arena, "Amt %u", below(20))));
        break;
    case 2:
        set(house, name, id, "texts.uk.summary", json_pack("{s:s, s:s}", "text", arena_format(&house->arena, "uk %u", below(9)), "origin", "human"));
        break;
    default:
        set(house, name, id, "duplicate_of", below(2) == 0 ? NULL : json_string(offer_id(&house->arena, below(6))));
        break;
    }
}

// Two who began from the same record and change different fields: the second merges and loses nothing.
static void merge_at_random(struct house *house, const char *id)
{
    struct arena arena = {0};
    struct record_difference *conflicts;
    size_t count;
    int64_t revision;
    struct change *change;
    struct change_outcome outcome;
    json_t *base = read_thing(house, id, &revision);
    if (base == NULL)
        return;
    json_t *ours = json_deep_copy(base);
    record_put_at(ours, "appointment_url", json_string(arena_format(&arena, "https://t%u.example", below(50))));
    edit_at_random(house, "bert", id);
    const struct change_author author = by("anna");
    expect(house, change_begin(&change, house->editorial, &author, &house->problem));
    json_t *mine = json_deep_copy(ours);
    expect(house, change_put(change, mine, revision, &outcome, &house->problem));
    if (outcome.result == CHANGE_CONFLICT && outcome.current != NULL) {
        json_t *current = json_incref(outcome.current);
        int64_t seen = outcome.revision;
        json_t *merged = record_merge(&arena, base, ours, current, &conflicts, &count);
        assert_int_equal(count, 0);
        expect(house, change_put(change, merged, seen, &outcome, &house->problem));
        json_decref(merged);
        json_decref(current);
    }
    expect(house, change_commit(&change, &house->problem));
    json_decref(mine);
    json_decref(ours);
    json_decref(base);
    arena_free(&arena);
}

static void remove_at_random(struct house *house, const char *id)
{
    int64_t revision;
    struct change *change;
    struct change_outcome outcome;
    json_decref(read_thing(house, id, &revision));
    expect(house, change_begin(&change, house->editorial, &somebody, &house->problem));
    expect(house, change_remove(change, id, revision, &outcome, &house->problem));
    expect(house, change_commit(&change, &house->problem));
}

// What history says is what happened: each entry of a thing begins where the one before it ended, and the last ends as the thing is.
static void assert_explained(struct house *house)
{
    assert_string_equal(ask_house(house,
                                  "SELECT count(*) FROM (SELECT before, lag(after) OVER (PARTITION BY thing ORDER BY change) AS last"
                                  " FROM change_thing) WHERE before IS NOT last"),
                        "0");
    for (unsigned i = 0; i < 6; i++) {
        int64_t revision;
        const char *id = offer_id(&house->arena, i);
        json_t *record = read_thing(house, id, &revision);
        const char *told = ask_house(
            house, arena_format(&house->arena, "SELECT after FROM change_thing WHERE thing = '%s' ORDER BY change DESC LIMIT 1", id));
        assert_string_equal(record == NULL ? "" : record_write_text(&house->arena, record), told);
        json_decref(record);
    }
    assert_string_equal(ask_house(house, "SELECT count(*) FROM pragma_foreign_key_check"), "0");
}

// An undo changes only fields that are as the change left them: whatever another field was before, it is after it.
static void undo_at_random(struct house *house)
{
    struct undo_report report;
    const struct change_author author = by("undoer");
    int64_t number = 1 + (int64_t)below((unsigned)newest(house));
    if (atoi(ask_house(house, arena_format(&house->arena, "SELECT count(*) FROM change_thing WHERE change = %lld", (long long)number))) == 0)
        return;
    expect(house, undo_change(house->editorial, &author, number, NULL, &house->arena, &report, &house->problem));
    if (report.number == 0)
        return;
    struct history_thing *undone, *things;
    size_t undone_count, count;
    expect(house, history_things(house->editorial, report.number, 1000, &house->arena, &undone, &undone_count, &house->problem));
    expect(house, history_things(house->editorial, number, 1000, &house->arena, &things, &count, &house->problem));
    for (size_t i = 0; i < undone_count; i++) {
        size_t at = 0, differences;
        while (at < count && strcmp(things[at].thing, undone[i].thing) != 0)
            at++;
        assert_true(at < count); // it touches nothing that the change did not
        if (undone[i].before == NULL || undone[i].after == NULL || things[at].before == NULL || things[at].after == NULL)
            continue;
        json_t *from = parse(undone[i].before), *to = parse(undone[i].after), *left = parse(things[at].after), *was = parse(things[at].before);
        const struct record_difference *changed = record_compare(&house->arena, from, to, &differences);
        for (size_t d = 0; d < differences; d++) {
            json_t *then = record_at(left, changed[d].path), *before = record_at(was, changed[d].path);
            assert_true((then == NULL) == (changed[d].before == NULL) && (then == NULL || json_equal(then, changed[d].before)));
            assert_true((before == NULL) == (changed[d].after == NULL) && (before == NULL || json_equal(before, changed[d].after)));
        }
        json_decref(from);
        json_decref(to);
        json_decref(left);
        json_decref(was);
    }
}

static void whatever_editors_do_history_explains_every_field(void **state)
{
    struct house *house = *state;
    struct undo_report report;
    add_offers(house, 6);
    for (int turn = 0; turn < 400; turn++) {
        const char *id = offer_id(&house->arena, below(6));
        switch (below(6)) {
        case 0:
            undo_at_random(house);
            break;
        case 1:
            merge_at_random(house, id);
            break;
        case 2:
            if (below(3) == 0)
                remove_at_random(house, id);
            break;
        case 3:
            undo_removal(house->editorial, &somebody, id, &house->arena, &report, &house->problem);
            break;
        default:
            edit_at_random(house, below(2) == 0 ? "anna" : "bert", id);
            break;
        }
        assert_explained(house);
    }
    assert_true(newest(house) > 150);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, open_house, close_house)
    const struct CMUnitTest tests[] = {
        TEST(a_save_is_taken_back_and_so_is_that),
        TEST(what_others_changed_since_stays_and_is_told),
        TEST(there_is_no_undo_of_nothing),
        TEST(what_was_added_goes_unless_somebody_needs_it),
        TEST(what_was_removed_comes_back_with_its_parts),
        TEST(links_to_what_is_gone_are_told),
        TEST(what_goes_round_in_circles_is_taken_back_too),
        TEST(somebody_elses_slug_stays),
        TEST(an_undo_is_held_to_roles_and_leases),
        TEST(a_thousand_at_once_are_taken_back_in_less_than_a_second),
        TEST(each_of_many_has_its_own_answer),
        TEST(an_import_is_taken_back),
        TEST(history_says_who_changed_what),
        TEST(what_is_gone_is_listed_until_it_is_back),
        TEST(a_full_disk_undoes_nothing_half),
        TEST(a_history_that_is_damaged_is_told),
        TEST(a_database_that_cannot_be_written_is_told),
        TEST(without_memory_nothing_is_half_undone),
        TEST(whatever_editors_do_history_explains_every_field),
    };
    return cmocka_run_group_tests_name("editorial/undo", tests, NULL, NULL);
}
