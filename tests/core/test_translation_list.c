// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// What is to be translated: which texts, in which order, in which state.
#include "tests/core/record.h"

#include "core/database/statement.h"
#include "core/model/schema.h"
#include "core/translation/list.h"

#include <string.h>

static const struct translation_filter all = {.kind = KIND_NONE, .area = TRANSLATION_NOWHERE};

static struct translation_list *open_list(struct house *house, const char *tag)
{
    struct translation_list *list;
    expect(house, translation_list_open(&list, house->editorial, &house->problem));
    expect(house, translation_list_read(list, language_by_tag(tag), &house->problem));
    return list;
}

static const char *state_name(enum translation_state state)
{
    static const char *const names[] = {"missing", "outdated", "machine", "current", "unwanted"};
    return names[state];
}

// The kinds and fields in their order, with their states but for missing ones: "guide.title guide.summary guide_step.text ...".
static const char *show(struct house *house, const struct translation_list *list, const char *tag,
                        const struct translation_filter *filter)
{
    const char *shown = "";
    for (size_t i = 0; i < list->thing_count; i++) {
        const struct translation_thing *thing = &list->things[list->order[i]];
        for (size_t w = thing->texts; w < list->wish_count && list->wishes[w].thing == list->order[i]; w++) {
            enum translation_state state = translation_list_state(list, language_by_tag(tag), w);
            if (!translation_list_admits(list, language_by_tag(tag), w, filter))
                continue;
            shown = arena_format(&house->arena, "%s%s%s.%s%s%s", shown, shown[0] == '\0' ? "" : " ", model_kind(thing->kind)->name,
                                 list->wishes[w].model->name, state == TRANSLATION_MISSING ? "" : ":",
                                 state == TRANSLATION_MISSING ? "" : state_name(state));
        }
    }
    return shown;
}

static void test_the_order_is_what_matters(void **state)
{
    struct house *house = *state;
    put_one_of_each(house);
    struct translation_list *list = open_list(house, "uk");
    assert_string_equal(show(house, list, "uk", &all),
                        "emergency.name emergency.when situation.name guide.title guide.summary guide_step.text closure.reason closure.reason"
                        " area.name topic.name topic.name offer.summary:machine offer.gloss:current event.title"
                        " event.summary article.title article.summary article.body holiday.name term.name term.explanation");
    translation_list_close(&list);
}

static const char *area(struct house *house, const char *id, int position)
{
    return arena_format(&house->arena, "{'kind': 'area', 'id': '%s', 'slug': 'a%d', 'position': %d" NAMED("A") "}", id, position, position);
}

static const char *topic(struct house *house, const char *id, const char *area_id, int position)
{
    return arena_format(&house->arena, "{'kind': 'topic', 'id': '%s', 'slug': 't-%s', 'position': %d, 'area_id': '%s'" NAMED("T") "}", id,
                        id, position, area_id);
}

static const char *offer(struct house *house, const char *id, const char *topics, int position)
{
    return arena_format(&house->arena,
                        "{'kind': 'offer', 'id': '%s', 'slug': 'o-%s', 'position': %d, 'type': 'office', 'name': 'Amt', 'hours_known':"
                        " false, 'organization_id': '" ORGANIZATION_ID "', 'topics': [%s]" SOURCE SUMMARY("Amt.") "}",
                        id, id, position, topics);
}

// By areas, then by the offer's first topic, then by position, whatever the ids are.
static void test_offers_stand_as_the_kiosk_shows_them(void **state)
{
    struct house *house = *state;
#define ID(letter) "00000000-0000-4000-8000-00000000000" letter
    const char *const records[] = {
        NAMELESS("organization", ORGANIZATION_ID, ", 'name': 'Stadt'"),
        area(house, ID("1"), 2), area(house, ID("2"), 1), topic(house, ID("3"), ID("1"), 2), topic(house, ID("5"), ID("1"), 1),
        topic(house, ID("6"), ID("2"), 1), offer(house, ID("7"), "'" ID("3") "'", 1), offer(house, ID("8"), "'" ID("5") "', '" ID("6") "'", 2),
        offer(house, ID("9"), "'" ID("5") "'", 1), offer(house, ID("a"), "'" ID("6") "'", 5), offer(house, ID("b"), "", 9),
    };
    for (size_t i = 0; i < sizeof records / sizeof *records; i++)
        assert_int_equal(put(house, records[i], 0), CHANGE_DONE);
    struct translation_list *list = open_list(house, "uk");
    const char *order = "";
    for (size_t i = 0; i < list->thing_count; i++)
        order = arena_format(&house->arena, "%s%s", order, list->things[list->order[i]].id + MODEL_ID_BYTES - 2);
    assert_string_equal(order, "26153ba987"); // area 2 with its topic, area 1 with its topics; no topic, area 2, area 1
    struct translation_filter filter = all;
    filter.area = list->wishes[translation_list_find(list, ID("1"), "name")].thing;
    filter.kind = KIND_OFFER;
    assert_int_equal(translation_list_count(list, language_by_tag("uk"), &filter).of[TRANSLATION_MISSING], 6); // 9, 8, 7: summary, gloss
    translation_list_close(&list);
}

static void set_text(struct house *house, const char *language, const char *columns)
{
    fixture_run(house->editorial, arena_format(&house->arena, "UPDATE text SET %s WHERE thing = '" OFFER_ID "' AND language = '%s'",
                                               columns, language));
}

static void test_states(void **state)
{
    struct house *house = *state;
    put_one_of_each(house);
    struct translation_filter offers = all;
    offers.kind = KIND_OFFER;
    struct translation_list *list = open_list(house, "uk");
    assert_string_equal(show(house, list, "uk", &offers), "offer.summary:machine offer.gloss:current");
    translation_list_close(&list);

    set_text(house, "uk", "reviewed_on = '2026-11-01'");
    list = open_list(house, "uk");
    assert_string_equal(show(house, list, "uk", &offers), "offer.summary:current offer.gloss:current");
    translation_list_close(&list);

    set_text(house, "uk", "source_hash = replace(hex(zeroblob(16)), '0', 'a')");
    list = open_list(house, "uk");
    assert_string_equal(show(house, list, "uk", &offers), "offer.summary:outdated offer.gloss:outdated");
    struct translation_counts counts = translation_list_count(list, language_by_tag("uk"), &all);
    assert_int_equal(counts.of[TRANSLATION_OUTDATED], 2);
    assert_int_equal(counts.of[TRANSLATION_CURRENT] + counts.of[TRANSLATION_MACHINE], 0);
    offers.states = 1u << TRANSLATION_MISSING;
    assert_string_equal(show(house, list, "uk", &offers), "");

    // Easy German explains a name only where German does. The twin of another offer is not shown to readers.
    expect(house, translation_list_read(list, language_by_tag("de-simple"), &house->problem));
    assert_string_equal(show(house, list, "de-simple", &offers), "offer.summary");
    assert_int_equal(translation_list_find(list, TWIN_ID, "summary"), TRANSLATION_NOWHERE);
    assert_int_equal(translation_list_find(list, OFFER_ID, "name"), TRANSLATION_NOWHERE);
    size_t wish = translation_list_find(list, OFFER_ID, "gloss");
    translation_list_set(list, language_by_tag("uk"), wish, TRANSLATION_CURRENT);
    assert_int_equal(translation_list_state(list, language_by_tag("uk"), wish), TRANSLATION_CURRENT);
    translation_list_close(&list);
}

static void test_a_change_makes_it_old(void **state)
{
    struct house *house = *state;
    int64_t behind;
    put_one_of_each(house);
    struct translation_list *list = open_list(house, "uk");
    expect(house, translation_list_behind(list, &behind, &house->problem));
    assert_int_equal(behind, 0);
    assert_int_equal(put(house, THING("term", NO_ID, "wort", ", 'texts': {'de': {'name': " TEXT("W") ", 'explanation': " TEXT("E.") "}}"), 0),
                     CHANGE_DONE);
    expect(house, translation_list_behind(list, &behind, &house->problem));
    assert_int_equal(behind, 1);
    translation_list_close(&list);
    translation_list_close(&list); // NULL
}

// A parent that leads back, ids that are none: no more than a wrong order comes of it.
static void test_a_broken_file(void **state)
{
    struct house *house = *state;
    put_one_of_each(house);
    fixture_run(house->editorial, "PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON");
    fixture_run(house->editorial, "UPDATE topic SET area_id = id");
    fixture_run(house->editorial,
                "UPDATE thing SET id = 'ääääääääääääääääääääääääääääääääääää' WHERE kind = 'area';"
                " UPDATE area SET id = 'ääääääääääääääääääääääääääääääääääää'; UPDATE text SET source_hash = 'x' WHERE language = 'uk'");
    struct translation_list *list = open_list(house, "uk");
    assert_true(list->thing_count > 10);
    translation_list_close(&list);
    fixture_run(house->editorial, "DROP TABLE term");
    assert_int_not_equal(translation_list_open(&list, house->editorial, &house->problem), STATUS_OK);
    assert_null(list);
}

static void test_every_kind_with_texts_has_an_urgency(void **state)
{
    (void)state;
    for (int kind = 0; kind < KIND_COUNT; kind++) {
        const struct model_kind *model = model_kind((enum kind)kind);
        bool translated = false;
        for (size_t i = 0; i < model->text_count; i++)
            translated = translated || model->texts[i].translated;
        assert_true(translated == (model->urgency > 0));
    }
}

int main(void)
{
#define HOUSE(name) cmocka_unit_test_setup_teardown(name, open_house, close_house)
    const struct CMUnitTest tests[] = {
        HOUSE(test_the_order_is_what_matters),
        HOUSE(test_offers_stand_as_the_kiosk_shows_them),
        HOUSE(test_states),
        HOUSE(test_a_change_makes_it_old),
        HOUSE(test_a_broken_file),
        cmocka_unit_test(test_every_kind_with_texts_has_an_urgency),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
