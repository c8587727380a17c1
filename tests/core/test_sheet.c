// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// A record under edit: saved, merged with what others did meanwhile, and kept as a draft.
#include "tests/core/record.h"

#include "core/desk/sheet.h"

#include <string.h>

static const struct change_author anna = {.name = "anna", .reason = "", .now = 1795392000};
static const struct change_author bert = {.name = "bert", .reason = "", .now = 1795392060};

static struct sheet open_sheet(struct house *house, const char *id)
{
    struct sheet sheet;
    expect(house, sheet_open(&sheet, house->editorial, id, &house->problem));
    return sheet;
}

static enum sheet_result save(struct house *house, struct sheet *sheet, const struct change_author *author)
{
    enum sheet_result result;
    struct sheet_outcome outcome;
    expect(house, sheet_save(sheet, house->editorial, author, &result, &outcome, &house->problem));
    return result;
}

static const char *stored(struct house *house, const char *path)
{
    struct sheet sheet = open_sheet(house, OFFER_ID);
    const char *value = arena_copy_text(&house->arena, json_string_value(sheet_get(&sheet, path)));
    sheet_close(&sheet);
    return value;
}

static int fill_house(void **state)
{
    open_house(state);
    put_one_of_each(*state);
    return 0;
}

static void test_a_field_is_saved(void **state)
{
    struct house *house = *state;
    struct sheet sheet = open_sheet(house, OFFER_ID);
    assert_false(sheet_changed(&sheet));
    sheet_set(&sheet, "cost", json_string("free"));
    assert_true(sheet_changed(&sheet));
    assert_int_equal(save(house, &sheet, &anna), SHEET_SAVED);
    assert_false(sheet_changed(&sheet));
    assert_int_equal(save(house, &sheet, &anna), SHEET_UNCHANGED);
    sheet_close(&sheet);
    assert_string_equal(stored(house, "cost"), "free");
}

static void test_two_fields_of_two_people_are_both_kept(void **state)
{
    struct house *house = *state;
    struct sheet one = open_sheet(house, OFFER_ID);
    struct sheet other = open_sheet(house, OFFER_ID);
    sheet_set(&one, "cost", json_string("free"));
    sheet_set(&other, "staff_note", json_string("angerufen"));
    sheet_set_words(&other, "uk", "summary", "Інше");
    assert_int_equal(save(house, &one, &anna), SHEET_SAVED);
    assert_int_equal(save(house, &other, &bert), SHEET_MERGED);
    assert_string_equal(json_string_value(sheet_get(&other, "cost")), "free");
    sheet_close(&one);
    sheet_close(&other);
    assert_string_equal(stored(house, "cost"), "free");
    assert_string_equal(stored(house, "staff_note"), "angerufen");
    assert_string_equal(stored(house, "texts.uk.summary.text"), "Інше");
    assert_string_equal(stored(house, "texts.uk.summary.origin"), "human");
}

static void test_one_field_of_two_people_is_asked_about(void **state)
{
    struct house *house = *state;
    struct sheet one = open_sheet(house, OFFER_ID);
    struct sheet other = open_sheet(house, OFFER_ID);
    sheet_set(&one, "name", json_string("Bürgeramt"));
    sheet_set(&other, "name", json_string("Bürgerbüro"));
    sheet_set(&other, "cost", json_string("paid"));
    assert_int_equal(save(house, &one, &anna), SHEET_SAVED);
    assert_int_equal(save(house, &other, &bert), SHEET_CONFLICT);
    assert_int_equal(other.conflict_count, 1);
    assert_string_equal(other.conflicts[0].path, "name");
    assert_string_equal(json_string_value(other.conflicts[0].opened), "Amt");
    assert_string_equal(json_string_value(other.conflicts[0].ours), "Bürgerbüro");
    assert_string_equal(json_string_value(other.conflicts[0].theirs), "Bürgeramt");
    assert_string_equal(stored(house, "name"), "Bürgeramt");
    assert_int_equal(save(house, &other, &bert), SHEET_CONFLICT); // nothing before it is settled
    sheet_settle(&other, 0, false);
    assert_int_equal(save(house, &other, &bert), SHEET_SAVED);
    assert_string_equal(stored(house, "name"), "Bürgeramt");
    assert_string_equal(stored(house, "cost"), "paid");
    sheet_close(&one);
    sheet_close(&other);
}

// What is written while both versions wait is what one keeps, not the words of then.
static void test_words_written_in_a_conflict_are_kept(void **state)
{
    struct house *house = *state;
    struct sheet one = open_sheet(house, OFFER_ID);
    struct sheet other = open_sheet(house, OFFER_ID);
    sheet_set_words(&one, "uk", "summary", "Одне");
    sheet_set_words(&other, "uk", "summary", "Інше");
    assert_int_equal(save(house, &one, &anna), SHEET_SAVED);
    assert_int_equal(save(house, &other, &bert), SHEET_CONFLICT);
    sheet_set_words(&other, "uk", "summary", "Інше, і довше");
    assert_int_equal(save(house, &other, &bert), SHEET_CONFLICT);
    sheet_settle(&other, 0, true);
    assert_int_equal(save(house, &other, &bert), SHEET_SAVED);
    assert_string_equal(stored(house, "texts.uk.summary.text"), "Інше, і довше");
    sheet_close(&one);
    sheet_close(&other);
}

static const char *scopes_of(struct house *house, const struct sheet *sheet)
{
    size_t count;
    const char **scopes = sheet_scopes(sheet, &house->arena, &count);
    const char *all = "";
    for (size_t i = 0; i < count; i++)
        all = arena_format(&house->arena, "%s[%s]", all, scopes[i]);
    return all;
}

// Who translates is in nobody's way who changes facts.
static void test_only_what_is_changed_is_held(void **state)
{
    struct house *house = *state;
    struct sheet sheet = open_sheet(house, OFFER_ID);
    assert_string_equal(scopes_of(house, &sheet), "");
    sheet.translated = language_by_tag("ru");
    assert_string_equal(scopes_of(house, &sheet), "[ru]");
    sheet.translated = NULL;
    sheet_set_words(&sheet, "uk", "summary", "Інше");
    sheet_set_words(&sheet, "uk", "bring", "Паспорт");
    assert_string_equal(scopes_of(house, &sheet), "[uk]");
    sheet.translated = language_by_tag("uk");
    sheet_set_typed(&sheet, "texts.ru.summary", "…");
    assert_string_equal(scopes_of(house, &sheet), "[uk][ru]");
    sheet_set_words(&sheet, "de", "summary", "Anders.");
    sheet_set(&sheet, "cost", json_string("free"));
    assert_non_null(strstr(scopes_of(house, &sheet), "[]"));
    sheet_close(&sheet);
}

static void test_what_is_wrong_is_told_and_stays(void **state)
{
    struct house *house = *state;
    enum sheet_result result;
    struct sheet_outcome outcome;
    struct sheet sheet = open_sheet(house, OFFER_ID);
    sheet_set(&sheet, "type", json_string("circus"));
    expect(house, sheet_save(&sheet, house->editorial, &anna, &result, &outcome, &house->problem));
    assert_int_equal(result, SHEET_INVALID);
    assert_int_equal(outcome.problem_count, 1);
    assert_string_equal(outcome.problems[0].what, "type");
    assert_string_equal(json_string_value(sheet_get(&sheet, "type")), "circus");
    sheet_close(&sheet);
}

static void test_what_was_removed_meanwhile_can_be_saved_anew(void **state)
{
    struct house *house = *state;
    struct change *change;
    struct change_outcome outcome;
    struct sheet sheet = open_sheet(house, TERM_ID);
    sheet_set_words(&sheet, "de", "explanation", "Bis zum Tag.");
    expect(house, change_begin(&change, house->editorial, &bert, &house->problem));
    expect(house, change_remove(change, TERM_ID, sheet.revision, &outcome, &house->problem));
    expect(house, change_commit(&change, &house->problem));
    assert_int_equal(save(house, &sheet, &anna), SHEET_GONE);
    assert_string_equal(sheet_words(&sheet, "de", "explanation"), "Bis zum Tag.");
    assert_int_equal(save(house, &sheet, &anna), SHEET_SAVED);
    sheet_close(&sheet);
}

static void test_a_new_thing(void **state)
{
    struct house *house = *state;
    struct sheet sheet, again;
    sheet_begin(&sheet, KIND_ORGANIZATION, NULL);
    assert_int_equal(save(house, &sheet, &anna), SHEET_INVALID); // it has no name
    sheet_set(&sheet, "name", json_string("Verein"));
    assert_int_equal(save(house, &sheet, &anna), SHEET_SAVED);
    sheet_begin(&again, KIND_ORGANIZATION, sheet.working);
    assert_string_not_equal(sheet_id(&again), sheet_id(&sheet));
    assert_string_equal(json_string_value(sheet_get(&again, "name")), "Verein");
    assert_int_equal(save(house, &again, &anna), SHEET_INVALID); // two of one name
    sheet_close(&again);
    sheet_close(&sheet);
}

static void test_a_draft_is_the_same_sheet(void **state)
{
    struct house *house = *state;
    struct sheet one = open_sheet(house, OFFER_ID);
    struct sheet other = open_sheet(house, OFFER_ID);
    struct sheet again;
    sheet_set(&one, "name", json_string("Bürgeramt"));
    sheet_set(&other, "name", json_string("Bürgerbüro"));
    save(house, &one, &anna);
    save(house, &other, &bert);
    sheet_set_typed(&other, "source.verified_on", "31.2.");
    sheet_set_focus(&other, "source.verified_on", 3);
    const char *text = sheet_write(&house->arena, &other);
    expect(house, sheet_read(&again, text, &house->problem));
    assert_string_equal(sheet_write(&house->arena, &again), text);
    assert_string_equal(sheet_typed(&again, "source.verified_on"), "31.2.");
    assert_int_equal(again.cursor, 3);
    assert_int_equal(again.conflict_count, 1);
    assert_int_equal(save(house, &again, &bert), SHEET_CONFLICT);
    sheet_settle(&again, 0, true);
    assert_int_equal(save(house, &again, &bert), SHEET_SAVED);
    assert_string_equal(stored(house, "name"), "Bürgerbüro");
    sheet_close(&one);
    sheet_close(&other);
    sheet_close(&again);
}

// Whatever bytes a draft has, it is a sheet or none.
static void test_no_draft_does_harm(void **state)
{
    struct house *house = *state;
    struct sheet sheet = open_sheet(house, OFFER_ID);
    char *text = arena_copy_text(&house->arena, sheet_write(&house->arena, &sheet));
    sheet_close(&sheet);
    size_t length = strlen(text);
    size_t read = 0;
    for (size_t i = 0; i < length; i += 3) {
        char before = text[i];
        text[i] = before == '}' ? '"' : '}';
        struct sheet damaged;
        if (sheet_read(&damaged, text, &house->problem) == STATUS_OK)
            read++;
        sheet_close(&damaged);
        text[i] = before;
    }
    assert_true(read < length / 3);
    struct sheet none;
    assert_int_equal(sheet_read(&none, "{}", &house->problem), STATUS_CORRUPT);
    assert_int_equal(sheet_read(&none, "[", &house->problem), STATUS_CORRUPT);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fill_house, close_house)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_a_field_is_saved),
        TEST(test_two_fields_of_two_people_are_both_kept),
        TEST(test_one_field_of_two_people_is_asked_about),
        TEST(test_words_written_in_a_conflict_are_kept),
        TEST(test_only_what_is_changed_is_held),
        TEST(test_what_is_wrong_is_told_and_stays),
        TEST(test_what_was_removed_meanwhile_can_be_saved_anew),
        TEST(test_a_new_thing),
        TEST(test_a_draft_is_the_same_sheet),
        TEST(test_no_draft_does_harm),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
