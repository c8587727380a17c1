// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Tests of the opening hours that a region of Integreat states: what each form of a week becomes, and what is said of it.
#include "core/catalog/catalog.h"
#include "core/exchange/integreat/integreat.h"
#include "tests/core/station.h"

static int set_up(void **state)
{
    station_set_up(state);
    struct station *station = *state;
    station->content = arena_format(&station->arena, "%s/region", station->folder);
    station_copy(&station->arena, station_source(&station->arena, "tests/fixtures/integreat/musterkreis"),
                 station->content);
    return 0;
}

// Imports a region that has one place with these members besides its name.
static void import_place(struct station *station, const char *members, struct integreat_report *report)
{
    sqlite3 *editorial;
    const char *place = arena_format(&station->arena,
                                     "[{\"path\": \"/musterkreis/de/locations/amt/\", \"title\": \"Amt\", %s}]", members);
    fixture_write(arena_format(&station->arena, "%s/de/locations.json", station->content), place, strlen(place));
    station_forget(station);
    assert_int_equal(editorial_open(&editorial, station->editorial, &station->problem), STATUS_OK);
    station_expect(station, integreat_import(editorial, station->content, false,
                                             &(struct content_listener){.problem = station_sink, .context = &station->found}, report,
                                             &station->problem), STATUS_OK);
    database_close(&editorial);
}

#define SPANS                                                                                                           \
    "SELECT coalesce(group_concat(weekday || ':' || open_minute || '-' || close_minute"                                 \
    " || CASE by_appointment WHEN 1 THEN 'a' ELSE '' END, ' '), '') FROM (SELECT * FROM schedule ORDER BY position)"
#define DAY(members) "{" members "}"
#define CLOSED DAY("\"closed\": true")
#define APPOINTMENT DAY("\"appointmentOnly\": true")
#define SLOTS(slots) DAY("\"allDay\": false, \"closed\": false, \"appointmentOnly\": false, \"timeSlots\": [" slots "]")
#define SLOT(start, end) "{\"start\": \"" start "\", \"end\": \"" end "\"}"
#define WEEKEND CLOSED "," CLOSED
#define HOURS(week) "\"opening_hours\": [" week "]"
#define FROM_MONDAY(monday) HOURS(monday "," CLOSED "," CLOSED "," CLOSED "," CLOSED "," WEEKEND)
#define EACH_DAY(day) HOURS(day "," day "," day "," day "," day "," day "," day)

static void test_each_form_of_a_week(void **state)
{
    struct station *station = *state;
    struct integreat_report report;
    static const struct {
        const char *members, *spans, *facts; // facts: hours_known and by_appointment
    } cases[] = {
        {"\"opening_hours\": null", "", "0?"},
        {EACH_DAY(SLOTS("")), "", "0?"}, // says nothing of any day
        {EACH_DAY(CLOSED), "", "1?"},
        {EACH_DAY(APPOINTMENT), "", "11"},
        {EACH_DAY(DAY("\"appointmentOnly\": true, \"closed\": true")), "", "11"},
        {HOURS(APPOINTMENT "," APPOINTMENT "," CLOSED "," CLOSED "," CLOSED "," WEEKEND), "0:0-1440a 1:0-1440a", "11"},
        {HOURS(SLOTS(SLOT("08:00", "12:00")) "," APPOINTMENT "," CLOSED "," CLOSED "," CLOSED "," WEEKEND),
         "0:480-720 1:0-1440a", "1?"},
        {FROM_MONDAY(DAY("\"appointmentOnly\": true, \"timeSlots\": [" SLOT("08:00", "12:00") "]")), "0:480-720a", "11"},
        {FROM_MONDAY(DAY("\"allDay\": true, \"timeSlots\": [" SLOT("08:00", "12:00") "]")), "0:0-1440", "1?"},
        {FROM_MONDAY(DAY("\"closed\": true, \"timeSlots\": [" SLOT("08:00", "12:00") "]")), "", "1?"},
        {FROM_MONDAY(SLOTS(SLOT("08:00:00", "12:00:00") "," SLOT("13:00", "24:00"))), "0:480-720 0:780-1440", "1?"},
        {FROM_MONDAY(SLOTS(SLOT("20:00", "00:00"))), "0:1200-1440", "1?"},
        {FROM_MONDAY(SLOTS(SLOT("20:00", "02:30"))), "0:1200-1590", "1?"},
        {FROM_MONDAY(SLOTS(SLOT("00:00", "24:00"))), "0:0-1440", "1?"},
        {FROM_MONDAY(SLOTS(SLOT("00:00", "00:00"))), "0:0-1440", "1?"},
        {FROM_MONDAY(SLOTS(SLOT("8:00", "9:30"))), "0:480-570", "1?"},
        // Out of order, overlapping, one within another, touching, twice.
        {FROM_MONDAY(SLOTS(SLOT("14:00", "16:00") "," SLOT("08:00", "12:00") "," SLOT("10:00", "13:00") ","
                           SLOT("09:00", "10:00") "," SLOT("16:00", "17:00") "," SLOT("14:00", "16:00"))),
         "0:480-780 0:840-1020", "1?"},
        {FROM_MONDAY(SLOTS(SLOT("06:00", "09:00") "," SLOT("08:00", "07:00"))), "0:360-1800", "1?"}, // no more than a day
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        import_place(station, cases[i].members, &report);
        assert_answer(station, SPANS, cases[i].spans);
        assert_answer(station, "SELECT hours_known || coalesce(by_appointment, '?') FROM offer", cases[i].facts);
        assert_answer(station, "SELECT count(*) FROM offer WHERE appointment_url IS NOT NULL OR temporarily_closed = 1", "0");
        assert_int_equal(report.notes[INTEGREAT_BAD_HOURS], 0);
    }
}

// Nobody is told that a place is closed because its hours were written wrongly.
static void test_hours_that_cannot_be_are_unknown(void **state)
{
    struct station *station = *state;
    struct integreat_report report;
    import_place(station, FROM_MONDAY(SLOTS(SLOT("09:00", "09:00"))), &report);
    assert_answer(station, SPANS, "");
    assert_answer(station, "SELECT hours_known || coalesce(by_appointment, '?') FROM offer", "0?");
    assert_true(report.notes[INTEGREAT_BAD_HOURS] > 0);
    import_place(station, FROM_MONDAY(SLOTS(SLOT("09:00", "09:00") "," SLOT("10:00", "12:00"))), &report);
    assert_answer(station, "SELECT hours_known || coalesce(by_appointment, '?') FROM offer", "1?");
}

static void test_a_link_for_appointments_is_no_need_of_one(void **state)
{
    struct station *station = *state;
    struct integreat_report report;
    import_place(station, "\"appointment_url\": \"https://amt.example/termin\", " FROM_MONDAY(SLOTS(SLOT("08:00", "12:00"))),
                 &report);
    assert_answer(station, "SELECT appointment_url || coalesce(by_appointment, '?') FROM offer",
                  "https://amt.example/termin?");
    import_place(station, "\"appointment_url\": \"https://amt.example/termin\", " EACH_DAY(APPOINTMENT), &report);
    assert_answer(station, "SELECT appointment_url || by_appointment FROM offer", "https://amt.example/termin1");
    import_place(station, "\"appointment_url\": \"bitte anrufen\"", &report);
    assert_answer(station, "SELECT count(*) FROM offer WHERE appointment_url IS NULL", "1");
}

static void test_closed_for_the_time_being(void **state)
{
    struct station *station = *state;
    struct integreat_report report;
    import_place(station, "\"temporarily_closed\": true, " FROM_MONDAY(SLOTS(SLOT("08:00", "12:00"))), &report);
    assert_answer(station, "SELECT temporarily_closed || hours_known FROM offer", "11");
    assert_int_equal(report.notes[INTEGREAT_CLOSED], 1);
    import_place(station, "\"temporarily_closed\": true, \"opening_hours\": null", &report);
    assert_answer(station, "SELECT temporarily_closed || hours_known FROM offer", "10");
    // It opens again, and that is a change.
    import_place(station, "\"temporarily_closed\": false, \"opening_hours\": null", &report);
    assert_int_equal(report.content.changed, 1);
    assert_answer(station, "SELECT coalesce(temporarily_closed, '?') FROM offer", "?");
}

static void test_the_holidays_of_all_of_germany(void **state)
{
    struct station *station = *state;
    struct integreat_report report;
    import_place(station, "\"opening_hours\": null", &report);
    assert_answer(station,
                  "SELECT group_concat(coalesce(month || '-' || day, 'easter' || days_after_easter), ' ') FROM"
                  " (SELECT * FROM holiday ORDER BY month, day, days_after_easter)",
                  "easter-2 easter1 easter39 easter50 1-1 5-1 10-3 12-25 12-26");
    assert_answer(station, "SELECT group_concat(languages) FROM (SELECT count(*) AS languages FROM text JOIN holiday ON id = thing GROUP BY id)",
                  "15,15,15,15,15,15,15,15,15");
    assert_int_equal(report.content.holidays, 9);
    // A second import keeps them; what somebody else knows of the place stays.
    import_place(station, "\"opening_hours\": null", &report);
    assert_answer(station, "SELECT count(*) FROM holiday", "9");
    assert_int_equal(report.content.added + report.content.changed + report.content.removed, 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, station_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_each_form_of_a_week),
        TEST(test_hours_that_cannot_be_are_unknown),
        TEST(test_a_link_for_appointments_is_no_need_of_one),
        TEST(test_closed_for_the_time_being),
        TEST(test_the_holidays_of_all_of_germany),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
