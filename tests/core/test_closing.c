// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Tests of entering a closure: what follows from the few things that somebody says.
#include "tests/core/record.h"

#include "core/desk/closing.h"

static const struct local_time today = {.year = 2026, .month = 11, .day = 23};

static int set_up(void **state)
{
    int result = open_house(state);
    put_one_of_each(*state);
    return result;
}

static const char *at(const struct sheet *sheet, const char *path)
{
    const char *text = json_string_value(sheet_get(sheet, path));
    return text == NULL ? "" : text;
}

static void the_source_follows_whom_it_is_of(void **state)
{
    struct house *house = *state;
    struct sheet sheet;
    expect(house, closing_begin(&sheet, house->editorial, OFFER_ID, today, &house->problem));
    assert_int_equal(closing_scope(&sheet), CLOSURE_OF_OFFER);
    assert_string_equal(at(&sheet, "source.url"), "https://amt.example/");
    assert_string_equal(at(&sheet, "source.date"), "2026-11-23");
    expect(house, closing_set_scope(&sheet, house->editorial, CLOSURE_OF_ORGANIZATION, OFFER_ID, &house->problem));
    assert_string_equal(at(&sheet, "organization_id"), ORGANIZATION_ID);
    assert_null(sheet_get(&sheet, "offer_id"));
    expect(house, closing_set_scope(&sheet, house->editorial, CLOSURE_OF_OFFICES, OFFER_ID, &house->problem));
    assert_int_equal(closing_scope(&sheet), CLOSURE_OF_OFFICES);
    assert_null(sheet_get(&sheet, "organization_id"));
    sheet_set(&sheet, "source.url", json_string("https://zeitung.example/"));
    expect(house, closing_set_scope(&sheet, house->editorial, CLOSURE_OF_OFFER, OFFER_ID, &house->problem));
    assert_string_equal(at(&sheet, "source.url"), "https://zeitung.example/"); // somebody wrote it
    sheet_close(&sheet);
}

static void it_may_begin_with_an_organization(void **state)
{
    struct house *house = *state;
    struct sheet sheet;
    expect(house, closing_begin(&sheet, house->editorial, ORGANIZATION_ID, today, &house->problem));
    assert_int_equal(closing_scope(&sheet), CLOSURE_OF_ORGANIZATION);
    assert_string_equal(at(&sheet, "organization_id"), ORGANIZATION_ID);
    assert_string_equal(at(&sheet, "source.url"), "https://amt.example/");
    sheet_close(&sheet);
}

static void it_knows_how_many_offers_it_is_about(void **state)
{
    struct house *house = *state;
    struct sheet sheet;
    struct closing_offers offers;
    expect(house, closing_begin(&sheet, house->editorial, "", today, &house->problem));
    expect(house, closing_offers(house->editorial, &house->arena, &sheet, &offers, &house->problem));
    assert_int_equal(offers.count, 1); // the other one is its duplicate
    assert_int_equal(offers.shown, 1);
    assert_string_equal(offers.ids[0], OFFER_ID);
    assert_string_equal(offers.names[0], "Amt");
    assert_int_equal(put(house, THING("offer", NO_ID, "rat", ", 'type': 'advice', 'name': 'Rat', 'hours_known': false, 'organization_id': '"
                                      ORGANIZATION_ID "'" SOURCE SUMMARY("Rat.")), 0), CHANGE_DONE);
    expect(house, closing_offers(house->editorial, &house->arena, &sheet, &offers, &house->problem));
    assert_int_equal(offers.count, 1); // no office
    expect(house, closing_set_scope(&sheet, house->editorial, CLOSURE_OF_ORGANIZATION, OFFER_ID, &house->problem));
    expect(house, closing_offers(house->editorial, &house->arena, &sheet, &offers, &house->problem));
    assert_int_equal(offers.count, 2);
    expect(house, closing_set_scope(&sheet, house->editorial, CLOSURE_OF_OFFER, NO_ID, &house->problem));
    expect(house, closing_offers(house->editorial, &house->arena, &sheet, &offers, &house->problem));
    assert_int_equal(offers.count, 1);
    sheet_close(&sheet);
}

static const char *hours_as_record(struct house *house, const struct sheet *sheet)
{
    static const char *const bounds[] = {"weeks", "valid_from", "valid_until", "languages", "contact"};
    json_t *list = sheet_get(sheet, "schedule");
    json_t *span;
    size_t i;
    const char *all = "";
    json_array_foreach(list, i, span)
    {
        json_t *weekday = json_object_get(span, "weekday");
        all = arena_format(&house->arena, "%s%s%lld %lld-%lld%s%s", all, i == 0 ? "" : "; ",
                           weekday == NULL ? -1 : json_integer_value(weekday), json_integer_value(json_object_get(span, "open_minute")),
                           json_integer_value(json_object_get(span, "close_minute")),
                           json_is_true(json_object_get(span, "by_appointment")) ? " a" : "",
                           json_is_true(json_object_get(span, "by_phone")) ? " phone" : "");
        for (size_t b = 0; b < sizeof bounds / sizeof *bounds; b++) {
            const char *bound = json_string_value(json_object_get(span, bounds[b]));
            all = bound == NULL ? all : arena_format(&house->arena, "%s %s", all, bound);
        }
    }
    return all;
}

static void hours_are_read_as_people_write_them(void **state)
{
    struct house *house = *state;
    static const struct {
        const char *text, *record, *german;
    } cases[] = {
        {"", "", ""},
        {"  ", "", ""},
        {"geschlossen", "", ""},
        {"closed", "", ""},
        {"9-12", "-1 540-720", "9–12 Uhr"},
        {"9-12, 13-16 Uhr", "-1 540-720; -1 780-960", "9–12, 13–16 Uhr"},
        {"von 9 bis 12:30 Uhr", "-1 540-750", "9–12:30 Uhr"},
        {"Mo-Mi 9-12", "0 540-720; 1 540-720; 2 540-720", "Mo–Mi 9–12 Uhr"},
        {"Do 22-2", "3 1320-1560", "Do 22–2 Uhr"},
        {"9-12; 14-16 nur mit Termin", "-1 540-720; -1 840-960 a", "9–12 Uhr; 14–16 Uhr nur mit Termin"},
        {"9-12 nur telefonisch", "-1 540-720 phone", "9–12 Uhr nur telefonisch"},
        {"telefonisch 9-12", "-1 540-720 phone", "9–12 Uhr nur telefonisch"},
        {"9-12; 14-16 telefonisch", "-1 540-720; -1 840-960 phone", "9–12 Uhr; 14–16 Uhr nur telefonisch"},
        {"Mo-Di 9-12 in geraden Wochen auf Arabisch für „Anmeldung“; Do 9-12 vom 1.4. bis 30.9.",
         "0 540-720 even ar Anmeldung; 1 540-720 even ar Anmeldung; 3 540-720 04-01 09-30",
         "Mo, Di 9–12 Uhr in geraden Wochen auf Arabisch für „Anmeldung“; Do 9–12 Uhr vom 1.4. bis 30.9."},
    };
    struct sheet sheet;
    expect(house, closing_begin(&sheet, house->editorial, "", today, &house->problem));
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        size_t place, length;
        if (!closing_set_hours(&sheet, cases[i].text, &place, &length))
            fail_msg("%s: at %zu", cases[i].text, place);
        assert_string_equal(hours_as_record(house, &sheet), cases[i].record);
        const char *written = closing_hours(&house->arena, &sheet, "de");
        assert_string_equal(written, cases[i].german);
        assert_true(closing_set_hours(&sheet, written, &place, &length)); // and back
        assert_string_equal(hours_as_record(house, &sheet), cases[i].record);
    }
    sheet_close(&sheet);
}

static void what_is_not_understood_stays_out(void **state)
{
    struct house *house = *state;
    static const char *const wrong[] = {"25-26", "9 bis", "vormittags nach Lust", "12-9 Uhr und so", "Mo 9-12; jeden 1. Dienstag zu", "9-12 am Mond"};
    struct sheet sheet;
    size_t place, length;
    expect(house, closing_begin(&sheet, house->editorial, "", today, &house->problem));
    assert_true(closing_set_hours(&sheet, "9-12", &place, &length));
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        if (closing_set_hours(&sheet, wrong[i], &place, &length))
            fail_msg("%s: %s", wrong[i], hours_as_record(house, &sheet));
        assert_true(length > 0 && place + length <= strlen(wrong[i]));
        assert_string_equal(hours_as_record(house, &sheet), "-1 540-720");
    }
    sheet_close(&sheet);
}

// Each day among others becomes the days that it means, so that nothing is lost when it is written again.
static void hours_of_each_day_beside_others_are_spelt_out(void **state)
{
    struct house *house = *state;
    struct sheet sheet;
    expect(house, closing_begin(&sheet, house->editorial, "", today, &house->problem));
    sheet_set(&sheet, "schedule", parse("[{'open_minute': 540, 'close_minute': 600, 'by_appointment': false},"
                                        " {'weekday': 0, 'open_minute': 780, 'close_minute': 840, 'by_appointment': false}]"));
    assert_string_equal(closing_hours(&house->arena, &sheet, "de"), "Mo 9–10, 13–14 Uhr; Di–So 9–10 Uhr");
    sheet_close(&sheet);
}

static void two_may_begin_on_one_day(void **state)
{
    struct house *house = *state;
    static const char *const names[] = {"amt-2026-12-24", "amt-2026-12-24-2", "amt-2026-12-24-3"};
    for (size_t i = 0; i < 3; i++) {
        struct sheet sheet;
        struct sheet_outcome outcome;
        enum sheet_result result;
        expect(house, closing_begin(&sheet, house->editorial, OFFER_ID, today, &house->problem));
        sheet_set(&sheet, "first_day", json_string("2026-12-24"));
        sheet_set(&sheet, "last_day", json_string("2026-12-24"));
        sheet_set_words(&sheet, "de", "reason", "Heiligabend");
        expect(house, closing_name(&sheet, house->editorial, &house->problem));
        assert_string_equal(at(&sheet, "slug"), names[i]);
        expect(house, sheet_save(&sheet, house->editorial, &somebody, &result, &outcome, &house->problem));
        if (result != SHEET_SAVED)
            fail_msg("%s: %s", outcome.problems[0].what, outcome.problems[0].why);
        expect(house, closing_name(&sheet, house->editorial, &house->problem));
        assert_string_equal(at(&sheet, "slug"), names[i]); // as it is
        sheet_close(&sheet);
    }
}

static void one_that_cannot_be_begun_leaves_nothing(void **state)
{
    struct house *house = *state;
    struct sheet sheet;
    fixture_run(house->editorial, "PRAGMA foreign_keys = OFF; DROP TABLE organization");
    assert_int_equal(closing_begin(&sheet, house->editorial, OFFER_ID, today, &house->problem), STATUS_CORRUPT);
    assert_null(sheet.working);
    assert_null(sheet.typed);
}

static void without_a_day_there_is_no_name_yet(void **state)
{
    struct house *house = *state;
    struct sheet sheet;
    expect(house, closing_begin(&sheet, house->editorial, "", today, &house->problem));
    expect(house, closing_name(&sheet, house->editorial, &house->problem));
    assert_string_equal(at(&sheet, "slug"), "");
    sheet_close(&sheet);
}

// ---- days that are written among weekly hours ---------------------------------------------------------------------

// "kind first last yearly words" of the only rest of a text.
static const char *wish_for(struct house *house, const char *text, const struct closure *closures, size_t count, struct local_time day)
{
    static const char *const names[] = {"none", "entered", "wished"};
    static struct hours_text hours;
    struct closing_wish wish;
    char first[CLOCK_DAY_BYTES], last[CLOCK_DAY_BYTES];
    hours_text_read(&house->arena, text, &hours);
    assert_int_equal(hours.rest_count, 1);
    enum closing_wished wished = closing_wish_of(&wish, &house->arena, text, &hours.rests[0], closures, count, day);
    if (wished != CLOSING_WISHED)
        return names[wished];
    return arena_format(&house->arena, "%s %s%s%s%s", clock_format_day(wish.first, first), clock_format_day(wish.last, last),
                        wish.every_year ? " yearly" : "", wish.closes ? "" : ": ", wish.closes ? "" : wish.words);
}

static void days_among_hours_can_be_entered(void **state)
{
    struct house *house = *state;
    static const struct local_time new_year = {.year = 2026, .month = 12, .day = 28};
    assert_string_equal(wish_for(house, "Mo 9-12; 24.12. zu", NULL, 0, today), "2026-12-24 2026-12-24 yearly");
    assert_string_equal(wish_for(house, "Mo 9-12; 24.12. zu", NULL, 0, new_year), "2027-12-24 2027-12-24 yearly");
    assert_string_equal(wish_for(house, "vom 24.12. bis 1.1. zu", NULL, 0, today), "2026-12-24 2027-01-01 yearly");
    assert_string_equal(wish_for(house, "29.2. zu", NULL, 0, today), "2028-02-29 2028-02-29 yearly");
    assert_string_equal(wish_for(house, "vom 23.12.2026 bis 2.1.2027 geschlossen", NULL, 0, today), "2026-12-23 2027-01-02");
    assert_string_equal(wish_for(house, "am 3.11.2026 zu", NULL, 0, today), "none"); // it is over
    assert_string_equal(wish_for(house, "Mo 9-12, nicht in den Ferien", NULL, 0, today), "none"); // which days?
    assert_string_equal(wish_for(house, "Mo 9-12, Einlass bis 11.30", NULL, 0, today), "none");
}

// A closure says days, not "each first Monday": so each of them is offered in its turn.
static void recurring_days_come_one_after_the_other(void **state)
{
    struct house *house = *state;
    const int64_t monday = clock_day_number(2026, 12, 7);
    const struct closure entered[] = {{.scope = CLOSURE_OF_OFFER, .days = {monday, monday}},
                                      {.scope = CLOSURE_OF_OFFER, .days = {clock_day_number(2026, 12, 24), CLOSURE_NO_END}}};
    assert_string_equal(wish_for(house, "Mo-Fr 9-12; jeden 1. Montag zu", NULL, 0, today), "2026-12-07 2026-12-07");
    assert_string_equal(wish_for(house, "Mo-Fr 9-12; jeden 1. Montag zu", entered, 1, today), "2027-01-04 2027-01-04");
    assert_string_equal(wish_for(house, "Mo-Fr 9-12; jeden 1. Montag zu", entered, 2, today), "entered");
    assert_string_equal(wish_for(house, "24.12. zu", entered, 2, today), "entered");
    assert_string_equal(wish_for(house, "letzter Montag geschlossen", NULL, 0, today), "2026-11-30 2026-11-30");
    assert_string_equal(wish_for(house, "1. und 3. Sa im Monat 9-12", NULL, 0, today), "2026-12-05 2026-12-05: 1. und 3. Sa im Monat 9-12");
    assert_string_equal(wish_for(house, "Sa 9-12 alle zwei Wochen", NULL, 0, today), "none");
}

static void a_wish_fills_the_closure_in(void **state)
{
    struct house *house = *state;
    struct sheet sheet;
    struct closing_wish wish = {.first = {2026, 12, 24, 0, 0, 0}, .last = {2026, 12, 31, 0, 0, 0}, .every_year = true, .words = "24.12. 9-12"};
    expect(house, closing_begin(&sheet, house->editorial, OFFER_ID, today, &house->problem));
    closing_put_wish(&sheet, &wish);
    assert_string_equal(at(&sheet, "first_day"), "2026-12-24");
    assert_string_equal(at(&sheet, "last_day"), "2026-12-31");
    assert_true(json_is_true(sheet_get(&sheet, "every_year")));
    assert_string_equal(sheet_typed(&sheet, "schedule"), "24.12. 9-12"); // it opens: nobody may take it for closed
    wish.closes = true;
    closing_put_wish(&sheet, &wish);
    assert_null(sheet_typed(&sheet, "schedule"));
    sheet_close(&sheet);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_source_follows_whom_it_is_of, set_up, close_house),
        cmocka_unit_test_setup_teardown(it_may_begin_with_an_organization, set_up, close_house),
        cmocka_unit_test_setup_teardown(it_knows_how_many_offers_it_is_about, set_up, close_house),
        cmocka_unit_test_setup_teardown(hours_are_read_as_people_write_them, set_up, close_house),
        cmocka_unit_test_setup_teardown(what_is_not_understood_stays_out, set_up, close_house),
        cmocka_unit_test_setup_teardown(hours_of_each_day_beside_others_are_spelt_out, set_up, close_house),
        cmocka_unit_test_setup_teardown(two_may_begin_on_one_day, set_up, close_house),
        cmocka_unit_test_setup_teardown(days_among_hours_can_be_entered, set_up, close_house),
        cmocka_unit_test_setup_teardown(recurring_days_come_one_after_the_other, set_up, close_house),
        cmocka_unit_test_setup_teardown(a_wish_fills_the_closure_in, set_up, close_house),
        cmocka_unit_test_setup_teardown(one_that_cannot_be_begun_leaves_nothing, set_up, close_house),
        cmocka_unit_test_setup_teardown(without_a_day_there_is_no_name_yet, set_up, close_house),
    };
    return cmocka_run_group_tests_name("desk/closing", tests, NULL, NULL);
}
