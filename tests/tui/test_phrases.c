// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The sentences that tell whether it is open, what to do next and how sure we are, from facts made up here.
#include "core/text/isolate.h"
#include "tests/support/kiosk_fixture.h"
#include "tui/kiosk/phrases.h"
#include "tui/kiosk/screens.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

// A page that only carries what phrases need.
struct stage {
    struct kiosk_fixture fixture;
    struct page page;
};

static void open_stage(struct stage *stage, const char *language)
{
    *stage = (struct stage){0};
    kiosk_fixture_open(&stage->fixture, language, 24, 80, NULL);
    stage->page = (struct page){.view = &stage->fixture.loop.view};
}

static void close_stage(struct stage *stage)
{
    arena_free(&stage->page.data);
    kiosk_fixture_close(&stage->fixture);
}

// The text without the isolates that keep its parts apart.
static char *plain(struct stage *stage, const char *text)
{
    if (text == NULL)
        return NULL;
    char *result = arena_copy_text(&stage->page.data, text);
    char *to = result;
    for (const char *from = text; *from != '\0';) {
        bool mark = strncmp(from, "\u2066", 3) == 0 || strncmp(from, "\u2067", 3) == 0 || strncmp(from, "\u2068", 3) == 0 ||
                    strncmp(from, "\u2069", 3) == 0 || strncmp(from, "\u2060", 3) == 0;
        if (mark) {
            from += 3;
        } else if (strncmp(from, "\u00a0", 2) == 0) {
            *to++ = ' ';
            from += 2;
        } else {
            *to++ = *from++;
        }
    }
    *to = '\0';
    return result;
}

static void at(struct stage *stage, int month, int day, int hour, int minute)
{
    struct local_time now = clock_from_day_number(clock_day_number(2026, month, day));
    now.hour = hour;
    now.minute = minute;
    stage->fixture.loop.view.tick.now = now;
}

static const struct opening_span office[] = {{.weekday = 0, .open_minute = 480, .close_minute = 720},
                                             {.weekday = 0, .open_minute = 810, .close_minute = 960},
                                             {.weekday = 1, .open_minute = 480, .close_minute = 1080},
                                             {.weekday = 3, .open_minute = 480, .close_minute = 1080},
                                             {.weekday = 4, .open_minute = 480, .close_minute = 720}};

static void test_opening_says_when_it_changes(void **state)
{
    (void)state;
    struct stage stage;
    open_stage(&stage, "de");
    const struct catalog_offer offer = {.spans = office, .span_count = 5, .hours_known = true, .verified_on = "2026-11-01"};
    static const struct {
        int month, day, hour, minute;
        enum role role;
        const char *text;
    } cases[] = {
        {11, 23, 10, 15, ROLE_OPEN, "Jetzt geöffnet, bis 12:00 Uhr"},
        {11, 23, 11, 29, ROLE_OPEN, "Jetzt geöffnet, bis 12:00 Uhr"},
        {11, 23, 11, 30, ROLE_OPEN, "Jetzt geöffnet, bis 12:00 Uhr, schließt bald"},
        {11, 23, 12, 0, ROLE_TEXT, "Jetzt geschlossen. Öffnet heute um 13:30 Uhr."},
        {11, 23, 20, 0, ROLE_TEXT, "Jetzt geschlossen. Öffnet morgen um 08:00 Uhr."},
        {11, 27, 13, 0, ROLE_TEXT, "Jetzt geschlossen. Öffnet am Montag, 30. November 2026 um 08:00 Uhr."},
        {12, 25, 10, 0, ROLE_TEXT,
         "Heute geschlossen. Heute ist Feiertag: 1. Weihnachtstag. Öffnet am Montag, 28. Dezember 2026 um 08:00 Uhr."},
        {10, 31, 10, 0, ROLE_TEXT, "Heute geschlossen. Heute ist Feiertag: Reformationstag. Öffnet am Montag, 2. November 2026 um 08:00 Uhr."},
        {5, 25, 10, 0, ROLE_TEXT, "Heute geschlossen. Heute ist Feiertag: Pfingstmontag. Öffnet morgen um 08:00 Uhr."},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        enum role role = ROLE_COUNT;
        at(&stage, cases[i].month, cases[i].day, cases[i].hour, cases[i].minute);
        assert_string_equal(plain(&stage, phrase_opening(&stage.page, &offer, &role)), cases[i].text);
        assert_int_equal(role, cases[i].role);
    }
    close_stage(&stage);
}

// What is doubtful is said in the same line as the fact, and never looks as if it were sure.
static void test_a_doubt_stands_beside_the_status(void **state)
{
    (void)state;
    struct stage stage;
    open_stage(&stage, "de");
    static const struct {
        const char *source_date, *verified_on;
        enum confidence confidence;
        bool hours_doubted;
        const char *text;
    } cases[] = {
        {"2021-12", NULL, CONFIDENCE_HIGH, false, "Vielleicht geöffnet, bis 12:00 Uhr (Stand: Dezember 2021, nicht geprüft)"},
        {"2021", NULL, CONFIDENCE_MEDIUM, false, "Vielleicht geöffnet, bis 12:00 Uhr (Stand: 2021, nicht geprüft)"},
        {"2025-11-22", NULL, CONFIDENCE_HIGH, false,
         "Vielleicht geöffnet, bis 12:00 Uhr (Stand: 22. November 2025, nicht geprüft)"},
        {"2025-11-23", NULL, CONFIDENCE_HIGH, false, "Jetzt geöffnet, bis 12:00 Uhr"},
        {"2025-12", NULL, CONFIDENCE_MEDIUM, false, "Jetzt geöffnet, bis 12:00 Uhr"},
        {"2025", NULL, CONFIDENCE_HIGH, false, "Vielleicht geöffnet, bis 12:00 Uhr (Stand: 2025, nicht geprüft)"},
        {"2026-11", NULL, CONFIDENCE_LOW, false,
         "Vielleicht geöffnet, bis 12:00 Uhr (Stand: November 2026, nicht geprüft)"},
        {"2026-11", NULL, CONFIDENCE_HIGH, true,
         "Vielleicht geöffnet, bis 12:00 Uhr (Stand: November 2026, nicht geprüft)"},
        {NULL, NULL, CONFIDENCE_HIGH, false, "Vielleicht geöffnet, bis 12:00 Uhr (Stand nicht bekannt, nicht geprüft)"},
        {"2021-12", "2026-01-07", CONFIDENCE_LOW, true, "Jetzt geöffnet, bis 12:00 Uhr"},
        {"2021-12", "2024-10-31", CONFIDENCE_HIGH, false,
         "Vielleicht geöffnet, bis 12:00 Uhr (Zuletzt geprüft am 31. Oktober 2024)"},
        {"2026-02", "2024-10-31", CONFIDENCE_HIGH, false, "Jetzt geöffnet, bis 12:00 Uhr"},
        {"soon", NULL, CONFIDENCE_HIGH, false, "Vielleicht geöffnet, bis 12:00 Uhr (Stand: soon, nicht geprüft)"},
    };
    at(&stage, 11, 23, 10, 15);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        enum role role = ROLE_COUNT;
        const struct catalog_offer offer = {.spans = office, .span_count = 5, .hours_known = true,
            .source_date = cases[i].source_date, .verified_on = cases[i].verified_on,
            .confidence = cases[i].confidence, .hours_doubted = cases[i].hours_doubted};
        assert_string_equal(plain(&stage, phrase_opening(&stage.page, &offer, &role)), cases[i].text);
        assert_int_equal(role == ROLE_OPEN, strncmp(cases[i].text, "Jetzt", 5) == 0);
        assert_int_equal(phrase_doubt(&stage.page, &offer) == NULL, role == ROLE_OPEN);
    }
    at(&stage, 12, 25, 10, 15);
    enum role role;
    const struct catalog_offer old = {.spans = office, .span_count = 5, .hours_known = true, .source_date = "2021-12"};
    assert_string_equal(plain(&stage, phrase_opening(&stage.page, &old, &role)),
                        "Heute geschlossen. Heute ist Feiertag: 1. Weihnachtstag. Öffnet am Montag, 28. Dezember 2026 um "
                        "08:00 Uhr. (Stand: Dezember 2021, nicht geprüft)");
    assert_int_equal(role, ROLE_NOTICE);
    close_stage(&stage);
}

// The rows of the week, one a line: "»" before today's, a bar between cells. NULL: there are none.
static char *week(struct stage *stage, const struct catalog_offer *offer)
{
    const struct document_row *rows = NULL;
    size_t count = week_rows(&stage->page, offer, &rows);
    char *text = NULL;
    for (size_t i = 0; i < count; i++) {
        text = arena_format(&stage->page.data, "%s%s%s%s:", text == NULL ? "" : text, i == 0 ? "" : "\n", rows[i].marked ? "»" : "",
                            rows[i].name);
        for (size_t cell = 0; cell < rows[i].cell_count; cell++)
            text = arena_format(&stage->page.data, "%s%s%s", text, cell == 0 ? " " : " | ", rows[i].cells[cell]);
    }
    return plain(stage, text);
}

static void test_unknown_is_not_closed(void **state)
{
    (void)state;
    struct stage stage;
    enum role role;
    open_stage(&stage, "de");
    const struct catalog_offer unknown = {.hours_known = false};
    assert_string_equal(phrase_opening(&stage.page, &unknown, &role), "Die Öffnungszeiten sind nicht bekannt.");
    assert_int_equal(role, ROLE_NOTICE);
    assert_null(week(&stage, &unknown));
    const struct catalog_offer never = {.hours_known = true, .spans = office, .span_count = 0, .verified_on = "2026-11-01"};
    assert_string_equal(phrase_opening(&stage.page, &never, &role), "Jetzt geschlossen.");
    const struct opening_span always[] = {
        {.weekday = 0, .open_minute = 0, .close_minute = 1440}, {.weekday = 1, .open_minute = 0, .close_minute = 1440},
        {.weekday = 2, .open_minute = 0, .close_minute = 1440}, {.weekday = 3, .open_minute = 0, .close_minute = 1440},
        {.weekday = 4, .open_minute = 0, .close_minute = 1440}, {.weekday = 5, .open_minute = 0, .close_minute = 1440},
        {.weekday = 6, .open_minute = 0, .close_minute = 1440}};
    const struct catalog_offer help_line = {.hours_known = true, .spans = always, .span_count = 7, .confidence = CONFIDENCE_HIGH};
    assert_string_equal(phrase_opening(&stage.page, &help_line, &role), "Rund um die Uhr geöffnet");
    const struct catalog_offer old_line = {.hours_known = true, .spans = always, .span_count = 7, .confidence = CONFIDENCE_HIGH, .source_date = "2023-06"};
    assert_string_equal(phrase_opening(&stage.page, &old_line, &role), "Rund um die Uhr geöffnet (\u2068Stand: \u2068Juni 2023\u2069\u2069, nicht geprüft)");
    assert_int_equal(role, ROLE_NOTICE); // what may be wrong is not green
    const struct catalog_offer unsure_line = {.hours_known = true, .spans = always, .span_count = 7, .confidence = CONFIDENCE_LOW, .source_date = "2026-06"};
    assert_string_equal(phrase_opening(&stage.page, &unsure_line, &role), "Vielleicht geöffnet (\u2068Stand: \u2068Juni 2026\u2069\u2069, nicht geprüft)");
    assert_string_equal(week(&stage, &help_line), "»Mo – So: 00:00–24:00");
    close_stage(&stage);
}

static void test_by_appointment_is_not_closed(void **state)
{
    (void)state;
    struct stage stage;
    enum role role;
    open_stage(&stage, "de");
    at(&stage, 11, 25, 10, 0); // a Wednesday
    const struct catalog_offer only = {.hours_known = true, .spans = office, .span_count = 0, .by_appointment = VALUE_YES, .verified_on = "2026-11-01"};
    assert_string_equal(phrase_opening(&stage.page, &only, &role), "Nur mit Termin");
    assert_int_equal(role, ROLE_TEXT);
    assert_null(week(&stage, &only));
    static const struct opening_span some[] = {
        {.weekday = 0, .open_minute = 480, .close_minute = 720},
        {.weekday = 2, .open_minute = 0, .close_minute = 1440, .by_appointment = true},
        {.weekday = 3, .open_minute = 480, .close_minute = 720, .by_appointment = true}};
    const struct catalog_offer mixed = {.hours_known = true, .spans = some, .span_count = 3, .verified_on = "2026-11-01"};
    assert_string_equal(phrase_opening(&stage.page, &mixed, &role), "Heute nur mit Termin");
    assert_string_equal(week(&stage, &mixed),
                        "Montag: 08:00–12:00\nDienstag: geschlossen\n»Mittwoch: nur mit Termin\n"
                        "Donnerstag: 08:00–12:00 (nur mit Termin)\nFr – So: geschlossen");
    const struct catalog_offer days = {.hours_known = true, .spans = some + 1, .span_count = 2, .by_appointment = VALUE_YES, .verified_on = "2026-11-01"};
    assert_string_equal(phrase_opening(&stage.page, &days, &role), "Nur mit Termin");
    close_stage(&stage);
}

// Nobody is sent to a door because a telephone is answered.
static void test_by_phone_is_not_open(void **state)
{
    (void)state;
    struct stage stage;
    enum role role;
    open_stage(&stage, "de");
    at(&stage, 11, 23, 10, 0); // a Monday
    static const struct opening_span spans[] = {
        {.weekday = 0, .open_minute = 540, .close_minute = 660, .by_phone = true, .contact = "Anmeldung"},
        {.weekday = 1, .open_minute = 840, .close_minute = 960, .languages = "ar uk"},
    };
    struct catalog_offer offer = {.hours_known = true, .spans = spans, .span_count = 1, .verified_on = "2026-11-01"};
    assert_string_equal(plain(&stage, phrase_opening(&stage.page, &offer, &role)), "Jetzt telefonisch zu erreichen, bis 11:00 Uhr");
    assert_int_equal(role, ROLE_TEXT);
    at(&stage, 11, 23, 11, 0);
    assert_string_equal(plain(&stage, phrase_opening(&stage.page, &offer, &role)),
                        "Jetzt geschlossen. Öffnet am Montag, 30. November 2026 um 09:00 Uhr. (telefonisch)");
    offer.span_count = 2;
    assert_string_equal(plain(&stage, phrase_opening(&stage.page, &offer, &role)), "Jetzt geschlossen. Öffnet morgen um 14:00 Uhr.");
    assert_string_equal(plain(&stage, phrase_span(&stage.page, &spans[0])), "09:00–11:00 (telefonisch, Anmeldung)");
    assert_string_equal(plain(&stage, phrase_span(&stage.page, &spans[1])), "14:00–16:00 (Arabisch, Ukrainisch)");
    close_stage(&stage);
}

// By a clock that may be wrong nothing is open or closed; what does not hang on it is said.
static void test_a_doubtful_clock_opens_nothing(void **state)
{
    (void)state;
    struct stage stage;
    enum role role;
    open_stage(&stage, "de");
    at(&stage, 11, 23, 10, 15);
    struct catalog_offer offer = {.hours_known = true, .spans = office, .span_count = 5, .verified_on = "2026-11-01", .cost = COST_FREE};
    struct chips chips = phrase_chips(&stage.page, &offer, true);
    assert_int_equal(chips.count, 2);
    assert_string_equal(plain(&stage, arena_copy_text(&stage.page.data, chips.items[0].text)), "● Jetzt geöffnet, bis 12:00 Uhr");
    stage.fixture.kiosk.clock_doubt = CLOCK_BEHIND;
    assert_string_equal(phrase_opening(&stage.page, &offer, &role),
                        "Die Uhr an diesem Gerät geht vielleicht falsch. Sehen Sie selbst auf eine Uhr.");
    assert_int_equal(role, ROLE_QUIET);
    chips = phrase_chips(&stage.page, &offer, true);
    assert_int_equal(chips.count, 1);
    assert_string_equal(chips.items[0].text, "kostenlos");
    offer.temporarily_closed = true;
    assert_string_equal(phrase_opening(&stage.page, &offer, &role), "Vorübergehend geschlossen");
    close_stage(&stage);
}

static void test_whoever_has_a_telephone_is_called_first(void **state)
{
    (void)state;
    struct stage stage;
    enum role role;
    open_stage(&stage, "de");
    const struct catalog_contact phone = {.phone = "+493401234"};
    const struct catalog_offer offer = {.contacts = &phone, .contact_count = 1};
    assert_string_equal(phrase_opening(&stage.page, &offer, &role), "Die Öffnungszeiten sind nicht bekannt. Rufen Sie vorher an.");
    close_stage(&stage);
}

static void test_closed_for_the_time_being(void **state)
{
    (void)state;
    struct stage stage;
    enum role role;
    open_stage(&stage, "de");
    const struct catalog_contact phone = {.printed = "0340 1"};
    struct catalog_offer offer = {.temporarily_closed = true, .hours_known = true, .spans = office, .span_count = 5, .by_appointment = VALUE_YES,
                                  .street = "Weg 1", .appointment_url = "https://amt.example/termin", .contacts = &phone, .verified_on = "2026-11-01",
                                  .next_step = {.value = "Gehen Sie hin.", .language = language_by_tag("de")},
                                  .contact_count = 1};
    assert_string_equal(phrase_opening(&stage.page, &offer, &role), "Vorübergehend geschlossen");
    assert_int_equal(role, ROLE_TEXT);
    assert_null(week(&stage, &offer));
    assert_string_equal(plain(&stage, phrase_next_step(&stage.page, &offer)), "Fragen Sie, wann wieder offen ist: 0340 1");
    offer.hours_known = false;
    offer.spans = NULL;
    offer.span_count = 0;
    assert_string_equal(phrase_opening(&stage.page, &offer, &role), "Vorübergehend geschlossen");
    close_stage(&stage);
}

// A row is the next day of its name; equal days share one, but today.
static void test_a_week_is_told_by_its_coming_days(void **state)
{
    (void)state;
    static const struct opening_span saturday = {.weekday = 5, .open_minute = 600, .close_minute = 660};
    static const struct closure closures[] = {
        {.scope = CLOSURE_OF_OFFER, .days = {20776, 20776}, .reason = "Umzug"}, // 19 November 2026, a Thursday
        {.scope = CLOSURE_OF_OFFER, .days = {20785, 20785}, .reason = "Inventur", .spans = &saturday, .span_count = 1},
    };
    static const struct opening_span nights[] = {{.weekday = 5, .open_minute = 1320, .close_minute = 1680}};
    static const struct {
        const struct opening_span *spans;
        size_t span_count;
        int month, day;
        const char *text;
    } cases[] = {
        {office, 5, 11, 23, "»Montag: 08:00–12:00 | 13:30–16:00\nDienstag: 08:00–18:00\nMittwoch: geschlossen\n"
                            "Donnerstag: 08:00–18:00\nFreitag: 08:00–12:00\nSamstag: 10:00–11:00 | (Inventur)\nSonntag: geschlossen"},
        // before a closure, on its day,
        {office, 5, 11, 18, "Montag: 08:00–12:00 | 13:30–16:00\nDienstag: 08:00–18:00\n»Mittwoch: geschlossen\n"
                            "Donnerstag: geschlossen (Umzug)\nFreitag: 08:00–12:00\nSa – So: geschlossen"},
        {office, 5, 11, 19, "Montag: 08:00–12:00 | 13:30–16:00\nDienstag: 08:00–18:00\nMittwoch: geschlossen\n"
                            "»Donnerstag: geschlossen (Umzug)\nFreitag: 08:00–12:00\nSa – So: geschlossen"},
        // and on a Sunday, when the days of the week are past and those of the next count
        {office, 5, 11, 22, "Montag: 08:00–12:00 | 13:30–16:00\nDienstag: 08:00–18:00\nMittwoch: geschlossen\n"
                            "Donnerstag: 08:00–18:00\nFreitag: 08:00–12:00\nSamstag: 10:00–11:00 | (Inventur)\n»Sonntag: geschlossen"},
        {office, 5, 12, 25, "Montag: 08:00–12:00 | 13:30–16:00\nDienstag: 08:00–18:00\nMittwoch: geschlossen\n"
                            "Donnerstag: 08:00–18:00\n»Freitag: geschlossen (1. Weihnachtstag)\nSamstag: geschlossen (2. Weihnachtstag)\n"
                            "Sonntag: geschlossen"},
        {nights, 1, 12, 1, "Montag: geschlossen\n»Dienstag: geschlossen\nMi – Fr: geschlossen\n"
                            "Samstag: 22:00–04:00\nSonntag: geschlossen"},
    };
    struct stage stage;
    open_stage(&stage, "de");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct catalog_offer offer = {.spans = cases[i].spans, .span_count = cases[i].span_count, .hours_known = true,
                                      .closures = closures, .closure_count = 2, .verified_on = "2026-11-01"};
        at(&stage, cases[i].month, cases[i].day, 10, 15);
        assert_string_equal(week(&stage, &offer), cases[i].text);
    }
    close_stage(&stage);
}

static void test_the_next_step_follows_from_the_facts(void **state)
{
    (void)state;
    struct stage stage;
    open_stage(&stage, "en");
    const struct catalog_contact all = {.phone = "+493401", .printed = "0340 1", .email = "a@b.de", .url = "https://b.de/"};
    const struct catalog_contact unprinted = {.phone = "+493401"};
    const struct catalog_contact email = {.email = "a@b.de"};
    const struct catalog_contact url = {.url = "https://b.de/"};
    const struct language *english = language_by_tag("en");
    const struct {
        struct catalog_offer offer;
        const char *text;
    } cases[] = {
        {{.contacts = &all, .contact_count = 1, .by_appointment = VALUE_YES}, "Make an appointment first. Call: 0340 1"},
        {{.contacts = &email, .contact_count = 1, .by_appointment = VALUE_YES},
         "Make an appointment first. Write an e-mail: a@b.de"},
        {{.contacts = &all, .contact_count = 1, .street = "Weg 1", .hours_known = true, .spans = office, .span_count = 1,
          .verified_on = "2026-11-01"},
         "Go there during the opening hours."},
        {{.contacts = &all, .contact_count = 1, .street = "Weg 1", .hours_known = true, .spans = office, .span_count = 1},
         "Call first: 0340 1"}, // nobody knows whether the hours are right
        {{.street = "Weg 1", .hours_known = true, .spans = office, .span_count = 1}, "Go there during the opening hours."},
        {{.street = "Weg 1", .hours_known = true, .spans = office, .span_count = 1, .by_appointment = VALUE_YES},
         "Ask here at the Integration Office. We will help you."},
        {{.street = "Weg 1", .hours_known = true, .spans = office, .by_appointment = VALUE_YES,
          .appointment_url = "https://b.de/termin"}, "Make an appointment first. On the internet: b.de/termin"},
        {{.contacts = &all, .contact_count = 1, .street = "Weg 1", .hours_known = true, .spans = office}, "Call first: 0340 1"},
        {{.contacts = &all, .contact_count = 1, .street = "Weg 1"}, "Call first: 0340 1"},
        {{.contacts = &unprinted, .contact_count = 1}, "Call first: +493401"},
        {{.contacts = &email, .contact_count = 1}, "Write an e-mail: a@b.de"},
        {{.contacts = &url, .contact_count = 1}, "Look at the website: b.de"},
        {{0}, "Ask here at the Integration Office. We will help you."},
        {{.next_step = {.value = "Own words.", .language = english}, .contacts = &all, .contact_count = 1}, "Own words."},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_string_equal(plain(&stage, phrase_next_step(&stage.page, &cases[i].offer)), cases[i].text);
    close_stage(&stage);
}

static void test_web_addresses_as_they_are_typed(void **state)
{
    (void)state;
    struct stage stage;
    open_stage(&stage, "ar");
    static const char *const cases[][2] = {
        {"https://b.de", "b.de"},
        {"https://b.de/", "b.de"},
        {"https://b.de/a/", "b.de/a/"},
        {"https://b.de/a?b=https://c.de", "b.de/a?b=https://c.de"},
        {"http://b.de/", "http://b.de/"}, // a browser that takes https for granted might not find it
        {"https://", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_string_equal(plain(&stage, phrase_web(&stage.page, cases[i][0])), cases[i][1]);
    assert_null(phrase_web(&stage.page, NULL));
    close_stage(&stage);
}

static void test_addresses_as_on_a_letter(void **state)
{
    (void)state;
    struct stage stage;
    open_stage(&stage, "ar");
    const struct catalog_offer whole = {.street = "Weg 1", .postal_code = "06844", .city = "Dessau-Roßlau"};
    assert_string_equal(plain(&stage, phrase_address(&stage.page, whole.street, whole.postal_code, whole.city)), "Weg 1\n06844 Dessau-Roßlau");
    const struct catalog_offer no_street = {.postal_code = "06844", .city = "Dessau-Roßlau"};
    assert_string_equal(plain(&stage, phrase_address(&stage.page, no_street.street, no_street.postal_code, no_street.city)), "06844 Dessau-Roßlau");
    const struct catalog_offer no_code = {.street = "Weg 1", .city = "Dessau-Roßlau"};
    assert_string_equal(plain(&stage, phrase_address(&stage.page, no_code.street, no_code.postal_code, no_code.city)), "Weg 1\nDessau-Roßlau");
    const struct catalog_offer town_only = {.city = "Dessau-Roßlau"};
    assert_null(phrase_address(&stage.page, town_only.street, town_only.postal_code, town_only.city));
    close_stage(&stage);
}

static void test_audiences_and_languages(void **state)
{
    (void)state;
    struct stage stage;
    open_stage(&stage, "de");
    const char *const spoken[] = {"de", "ar", "uk"};
    const struct catalog_offer some = {.audiences = 1u << AUDIENCE_REFUGEES | 1u << AUDIENCE_WOMEN,
                                       .spoken = spoken,
                                       .spoken_count = 3};
    assert_string_equal(phrase_audiences(&stage.page, &some), "Geflüchtete, Frauen");
    assert_string_equal(phrase_spoken(&stage.page, &some), "Deutsch, Arabisch, Ukrainisch");
    const struct catalog_offer everyone = {.audiences = 1u << AUDIENCE_EVERYONE | 1u << AUDIENCE_WOMEN};
    assert_string_equal(phrase_audiences(&stage.page, &everyone), "für alle");
    const struct catalog_offer nothing = {0};
    assert_null(phrase_audiences(&stage.page, &nothing));
    assert_null(phrase_spoken(&stage.page, &nothing));
    close_stage(&stage);
}

static void test_a_text_of_another_direction_keeps_its_own(void **state)
{
    (void)state;
    struct stage stage;
    open_stage(&stage, "ar");
    const struct catalog_text english = {.value = "Ask here.", .language = language_by_tag("en")};
    const struct catalog_text arabic = {.value = "مرحبا", .language = language_by_tag("ar")};
    const struct catalog_text none = {0};
    assert_string_equal(phrase_text(&stage.page, &english), "\u2066Ask here.\u2069");
    assert_string_equal(phrase_text(&stage.page, &arabic), "مرحبا");
    assert_null(phrase_text(&stage.page, &none));
    close_stage(&stage);
    open_stage(&stage, "de");
    assert_string_equal(phrase_text(&stage.page, &arabic), "\u2067مرحبا\u2069");
    close_stage(&stage);
}

// What provenance() says, as it is painted.
static char *provenance_text(struct stage *stage, const char *source_date, const char *verified_on, enum confidence confidence)
{
    struct document document = {0};
    document_begin(&document);
    provenance(&document, &stage->page, "https://b.de/", source_date, verified_on, confidence);
    document_lay_out(&document, &stage->page.lines, stage->page.view, 20, 78);
    struct grid grid = {0};
    grid_resize(&grid, 20, 78);
    grid_clear(&grid);
    struct canvas canvas = {.grid = &grid, .arena = &stage->page.data, .rows = 20, .columns = 78};
    document_paint(&document, &canvas);
    char *text = arena_copy_text(&stage->page.data, "");
    for (int row = 0; row < 20; row++)
        text = arena_format(&stage->page.data, "%s%s|", text, grid_row_text(&stage->page.data, &grid, row));
    grid_free(&grid);
    arena_free(&stage->page.lines);
    return text;
}

static void test_provenance_says_how_sure_we_are(void **state)
{
    (void)state;
    struct stage stage;
    open_stage(&stage, "de");
    char *text = provenance_text(&stage, "2025-12-12", NULL, CONFIDENCE_HIGH);
    assert_non_null(strstr(text, "Noch nicht geprüft. Die Angaben sind von: 12. Dezember 2025"));
    assert_null(strstr(text, "vielleicht alt"));
    assert_non_null(strstr(text, " b.de|"));
    text = provenance_text(&stage, "2021-12", NULL, CONFIDENCE_LOW);
    assert_non_null(strstr(text, "Die Angaben sind von: Dezember 2021"));
    assert_non_null(strstr(text, "vielleicht alt"));
    assert_non_null(strstr(provenance_text(&stage, "2016", NULL, CONFIDENCE_LOW), "Die Angaben sind von: 2016"));
    assert_non_null(strstr(provenance_text(&stage, NULL, NULL, CONFIDENCE_MEDIUM), "Wir wissen nicht, von wann"));
    text = provenance_text(&stage, "2016", "2026-11-01", CONFIDENCE_LOW);
    assert_non_null(strstr(text, "Zuletzt geprüft am 1. November 2026"));
    assert_null(strstr(text, "Noch nicht geprüft"));
    assert_null(strstr(text, "vielleicht alt"));
    close_stage(&stage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_opening_says_when_it_changes),
        cmocka_unit_test(test_a_doubt_stands_beside_the_status),
        cmocka_unit_test(test_unknown_is_not_closed),
        cmocka_unit_test(test_by_appointment_is_not_closed),
        cmocka_unit_test(test_by_phone_is_not_open),
        cmocka_unit_test(test_a_doubtful_clock_opens_nothing),
        cmocka_unit_test(test_whoever_has_a_telephone_is_called_first),
        cmocka_unit_test(test_closed_for_the_time_being),
        cmocka_unit_test(test_a_week_is_told_by_its_coming_days),
        cmocka_unit_test(test_the_next_step_follows_from_the_facts),
        cmocka_unit_test(test_web_addresses_as_they_are_typed),
        cmocka_unit_test(test_addresses_as_on_a_letter),
        cmocka_unit_test(test_audiences_and_languages),
        cmocka_unit_test(test_a_text_of_another_direction_keeps_its_own),
        cmocka_unit_test(test_provenance_says_how_sure_we_are),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
