// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The texts of codes: whole lines, the most useful first, never a cut word, and every odd sign as the standards write it.
#include "core/output/calendar.h"
#include "core/output/steps.h"
#include "core/output/vcard.h"
#include "core/text/isolate.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>
#include <unicode/ubidi.h>
#include <unicode/ustring.h>

static struct arena arena;

static int teardown(void **state)
{
    (void)state;
    arena_free(&arena);
    return 0;
}

// ---- steps ---------------------------------------------------------------------------------------------------------

static const char *const office[TAKE_FIELD_COUNT] = {
    [TAKE_NAME] = "Bürgeramt",   [TAKE_MEANING] = "مكتب المواطنين", [TAKE_ADDRESS] = "Zerbster Straße 4", [TAKE_TOWN] = "06844 Dessau-Roßlau",
    [TAKE_PHONE] = "+493402042", [TAKE_STEP] = "اتصلوا أولا.",
};

static void test_all_that_has_room_stands_in_the_order_of_reading(void **state)
{
    (void)state;
    struct payload payload;
    steps_write(&arena, office, 500, &payload);
    assert_string_equal(payload.text, "مكتب المواطنين\nBürgeramt\nZerbster Straße 4\n06844 Dessau-Roßlau\n+493402042\nاتصلوا أولا.");
    assert_int_equal(payload.length, strlen(payload.text));
    assert_int_equal(payload.left_out, 0);
}

// In every room, however small: whole lines, those of the field list, at most so many bytes, and what is missing is told.
static void test_no_line_is_ever_cut(void **state)
{
    (void)state;
    for (size_t limit = 0; limit < 160; limit++) {
        struct payload payload;
        steps_write(&arena, office, limit, &payload);
        assert_true(payload.length <= limit);
        for (int field = 0; field < TAKE_FIELD_COUNT; field++) {
            bool in = office[field] != NULL && payload.text != NULL && strstr(payload.text, office[field]) != NULL;
            assert_int_equal((payload.left_out & 1u << field) != 0, office[field] != NULL && !in);
        }
        char *rest = payload.text == NULL ? NULL : arena_copy_text(&arena, payload.text);
        for (char *line = rest == NULL ? NULL : strtok(rest, "\n"); line != NULL; line = strtok(NULL, "\n")) {
            bool whole = false;
            for (int field = 0; field < TAKE_FIELD_COUNT; field++)
                whole = whole || (office[field] != NULL && strcmp(office[field], line) == 0);
            assert_true(whole);
        }
    }
}

static void test_the_door_comes_before_the_words(void **state)
{
    (void)state;
    struct payload payload;
    steps_write(&arena, office, strlen("Bürgeramt\nZerbster Straße 4\n+493402042"), &payload);
    assert_string_equal(payload.text, "Bürgeramt\nZerbster Straße 4\n+493402042");
    assert_int_equal(payload.left_out, 1u << TAKE_MEANING | 1u << TAKE_TOWN | 1u << TAKE_STEP);
    steps_write(&arena, office, 8, &payload); // one byte too few for the shortest
    assert_null(payload.text);
    static const char *const nothing[TAKE_FIELD_COUNT] = {[TAKE_NAME] = ""};
    steps_write(&arena, nothing, 500, &payload);
    assert_null(payload.text);
    assert_int_equal(payload.left_out, 0);
}

// ---- contacts ------------------------------------------------------------------------------------------------------

static void test_a_contact_is_a_vcard(void **state)
{
    (void)state;
    const struct vcard card = {.name = "Bürgeramt", .phone = "+493402042", .email = "amt@example.org", .url = "https://example.org/a,b;c",
                               .street = "Zerbster Straße 4", .postal_code = "06844", .city = "Dessau-Roßlau"};
    struct payload payload;
    vcard_write(&arena, &card, 500, &payload);
    assert_string_equal(payload.text, "BEGIN:VCARD\nVERSION:3.0\nN:Bürgeramt\nFN:Bürgeramt\nTEL:+493402042\n"
                                      "ADR:;;Zerbster Straße 4;Dessau-Roßlau;;06844;\nEMAIL:amt@example.org\n"
                                      "URL:https://example.org/a,b;c\nEND:VCARD");
    assert_int_equal(payload.left_out, 0);
}

// RFC 2426, 5: ESCAPED-CHAR. A name must not become a part more, nor a property more.
static void test_odd_signs_are_escaped(void **state)
{
    (void)state;
    const struct vcard card = {.name = "A;B,C\\D\nEND:VCARD", .phone = "1", .street = "E;F", .city = "G,H", .url = "https://example.org/\nX:1"};
    struct payload payload;
    vcard_write(&arena, &card, 500, &payload);
    assert_string_equal(payload.text, "BEGIN:VCARD\nVERSION:3.0\nN:A\\;B\\,C\\\\D\\nEND:VCARD\nFN:A\\;B\\,C\\\\D\\nEND:VCARD\nTEL:1\n"
                                      "ADR:;;E\\;F;G\\,H;;;\nEND:VCARD");
}

static void test_a_long_name_stands_once(void **state)
{
    (void)state;
    struct vcard card = {.name = "Stadtverwaltung, Amt für alles", .phone = "+493402042"};
    struct payload payload;
    vcard_write(&arena, &card, 105, &payload);
    assert_string_equal(payload.text, "BEGIN:VCARD\nVERSION:3.0\nN:\nFN:Stadtverwaltung\\, Amt für alles\nTEL:+493402042\nEND:VCARD");
    card.phone = NULL; // a name alone
    vcard_write(&arena, &card, 500, &payload);
    assert_null(payload.text);
    card = (struct vcard){.phone = "+493402042"};
    vcard_write(&arena, &card, 500, &payload);
    assert_null(payload.text);
    for (size_t limit = 0; limit < 200; limit++) {
        card = (struct vcard){.name = "Bürgeramt", .phone = "+493402042", .street = "Zerbster Straße 4", .city = "Dessau-Roßlau"};
        vcard_write(&arena, &card, limit, &payload);
        assert_true(payload.length <= limit);
        assert_true(payload.text == NULL || strcmp(payload.text + payload.length - strlen("\nEND:VCARD"), "\nEND:VCARD") == 0);
    }
}

// ---- dates ---------------------------------------------------------------------------------------------------------

// In UTC, winter and summer; the environment's zone is Europe/Berlin.
static void test_a_date_is_an_event(void **state)
{
    (void)state;
    struct calendar_entry entry = {.title = "Café; Spiele, Gäste", .begins = {2026, 11, 27, 17, 0, 4}, .ends = {2026, 11, 27, 19, 30, 4},
                                   .place = "Markt 1, Dessau", .url = "https://example.org/x"};
    struct payload payload;
    calendar_write(&arena, &entry, 500, &payload);
    assert_string_equal(payload.text, "BEGIN:VEVENT\nDTSTART:20261127T160000Z\nDTEND:20261127T183000Z\nSUMMARY:Café\\; Spiele\\, Gäste\n"
                                      "LOCATION:Markt 1\\, Dessau\nURL:https://example.org/x\nEND:VEVENT");
    entry.begins = (struct local_time){2026, 7, 1, 0, 30, 2};
    entry.ends = entry.begins; // a moment has no end
    calendar_write(&arena, &entry, 90, &payload);
    assert_string_equal(payload.text, "BEGIN:VEVENT\nDTSTART:20260630T223000Z\nSUMMARY:Café\\; Spiele\\, Gäste\nEND:VEVENT");
    assert_int_equal(payload.left_out, 1u << TAKE_ADDRESS | 1u << TAKE_WEB);
}

static void test_a_whole_day_has_no_times(void **state)
{
    (void)state;
    struct calendar_entry entry = {.title = "Fest", .begins = {2026, 12, 31, 0, 0, 3}, .ends = {2027, 1, 1, 0, 0, 4}, .all_day = true};
    struct payload payload;
    calendar_write(&arena, &entry, 500, &payload);
    assert_string_equal(payload.text, "BEGIN:VEVENT\nDTSTART;VALUE=DATE:20261231\nDTEND;VALUE=DATE:20270101\nSUMMARY:Fest\nEND:VEVENT");
    entry.title = NULL;
    calendar_write(&arena, &entry, 500, &payload);
    assert_null(payload.text);
    entry.title = "A title that has no room although its place has";
    entry.place = "P";
    calendar_write(&arena, &entry, 105, &payload);
    assert_null(payload.text);
}

// ---- texts for other devices ---------------------------------------------------------------------------------------

static void test_released_texts_have_no_isolates(void **state)
{
    (void)state;
    const char *phone = text_isolate(&arena, TEXT_FIELD_PHONE, "0340 204-2133");
    const char *street = text_isolate(&arena, TEXT_FIELD_ADDRESS, "Zerbster Straße 4");
    const char *sentence = arena_format(&arena, "اتصلوا: %s (%s)", phone, street);
    assert_string_equal(text_release(&arena, sentence, TEXT_RIGHT_TO_LEFT), "اتصلوا: \u200E0340 204-2133\u200F (Zerbster Straße 4)");
    sentence = arena_format(&arena, "Rufen Sie an: %s (%s)", phone, street);
    assert_string_equal(text_release(&arena, sentence, TEXT_LEFT_TO_RIGHT), "Rufen Sie an: 0340 204-2133 (Zerbster Straße 4)");
    assert_string_equal(text_release(&arena, "", TEXT_RIGHT_TO_LEFT), "");
    assert_null(text_release(&arena, NULL, TEXT_RIGHT_TO_LEFT));
}

// How a telephone finds it (UAX #9, P2 and P3).
static enum text_direction direction_by_the_first_letter(const char *text)
{
    UChar units[256];
    int32_t length;
    UErrorCode code = U_ZERO_ERROR;
    u_strFromUTF8(units, 256, &length, text, -1, &code);
    assert_true(U_SUCCESS(code));
    return ubidi_getBaseDirection(units, length) == UBIDI_RTL ? TEXT_RIGHT_TO_LEFT : TEXT_LEFT_TO_RIGHT;
}

// On a telephone it must stand in the order in which it stands here: both are laid out, and the glass shows the same.
static void test_released_texts_keep_their_order(void **state)
{
    (void)state;
    static const struct {
        enum text_field field;
        const char *text;
    } fields[] = {
        {TEXT_FIELD_PHONE, "0340 204-2133"}, {TEXT_FIELD_PHONE, "+49 340 2042133"}, {TEXT_FIELD_TIME, "08:00–12:00"},
        {TEXT_FIELD_ADDRESS, "Zerbster Straße 4 a"}, {TEXT_FIELD_URL, "dessau-rosslau.de"}, {TEXT_FIELD_EMAIL, "amt@dessau.de"},
        {TEXT_FIELD_PRICE, "12,50 €"},
    };
    static const char *const sentences[] = {"اتصلوا: %s", "الاثنين: %s، %s", "%s هو الرقم.", "رقم %s (قديم)", "(%s) و %s!", "%s %s"};
    for (size_t f = 0; f < sizeof fields / sizeof *fields; f++) {
        for (size_t s = 0; s < sizeof sentences / sizeof *sentences; s++) {
            const char *field = text_isolate(&arena, fields[f].field, fields[f].text);
            const char *isolated = arena_copy_text(&arena, sentences[s]);
            for (const char *at = strstr(isolated, "%s"); at != NULL; at = strstr(isolated, "%s"))
                isolated = arena_format(&arena, "%.*s%s%s", (int)(at - isolated), isolated, field, at + 2);
            const char *released = text_release(&arena, isolated, TEXT_RIGHT_TO_LEFT);
            struct text_options options = {.direction = TEXT_RIGHT_TO_LEFT, .width = 200};
            struct text_layout here, there;
            text_lay_out(&arena, isolated, &options, &here);
            options.direction = direction_by_the_first_letter(released);
            text_lay_out(&arena, released, &options, &there);
            assert_int_equal(here.count, 1);
            assert_int_equal(there.count, 1);
            assert_int_equal(here.lines[0].count, there.lines[0].count);
            for (size_t i = 0; i < here.lines[0].count; i++) {
                uint32_t one = here.lines[0].cells[i].base, other = there.lines[0].cells[i].base;
                if ((one == 0xA0 ? ' ' : one) != (other == 0xA0 ? ' ' : other))
                    fail_msg("%s: cell %zu is U+%04X, on a telephone U+%04X", isolated, i, one, other);
            }
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_all_that_has_room_stands_in_the_order_of_reading),
        cmocka_unit_test(test_no_line_is_ever_cut),
        cmocka_unit_test(test_the_door_comes_before_the_words),
        cmocka_unit_test(test_a_contact_is_a_vcard),
        cmocka_unit_test(test_odd_signs_are_escaped),
        cmocka_unit_test(test_a_long_name_stands_once),
        cmocka_unit_test(test_a_date_is_an_event),
        cmocka_unit_test(test_a_whole_day_has_no_times),
        cmocka_unit_test(test_released_texts_have_no_isolates),
        cmocka_unit_test(test_released_texts_keep_their_order),
    };
    return cmocka_run_group_tests(tests, NULL, teardown);
}
