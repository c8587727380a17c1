// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// From what brings somebody here to what helps: by few keys in every language, back without losing an answer, and away at once.
#include "tests/support/kiosk_fixture.h"
#include "tui/kiosk/screens.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

enum { KEYS_MAX = 6 };

// The most frequent needs: what is typed behind the language until the office stands on the page, its number there, and the office.
static const struct {
    const char *script;
    int number;
    const char *slug;
} needs[] = {
    {"F12 Enter '9'", 1, "buergeramt-dessau"},                // to register
    {"F12 Enter '9'", 3, "integrationsbuero"},                // somebody who explains how things are here
    {"F12 Enter '9'", 4, "auslaenderbehoerde"},               // a permit, after arriving
    {"F12 '2' '9'", 2, "mkz-dessau"},                         // a letter
    {"F12 '2' '9'", 5, "sisa-sprachmittlung"},                // an interpreter
    {"F12 '3' '9'", 1, "fachstelle-wohnhilfen"},              // about to lose a flat
    {"F12 '3' '9'", 4, "wohnberechtigungsschein"},            // a flat that one can pay
    {"F12 '4' '9'", 1, "notruf-112"},                         // a life in danger
    {"F12 '4' '9'", 2, "bereitschaftsdienst-116117"},         // a doctor at night
    {"F12 '4' '9'", 4, "kinderarztpraxen-klinikum"},          // a doctor for a child
    {"F12 '5' '9'", 1, "schwangerschaftsberatung-schlossplatz"}, // pregnant
    {"F12 '5' '9'", 5, "dekita"},                             // a kindergarten
    {"F12 '5' '9'", 6, "landesschulamt-dessau"},              // a school
    {"F12 '5' '9'", 7, "familienkasse"},                      // child benefit
    {"F12 '6' '9'", 1, "jobcenter"},                          // work, and money until then
    {"F12 '6' '9'", 4, "iq-anerkennung"},                     // a profession learnt elsewhere
    {"F12 '7' '9'", 1, "auslaenderbehoerde"},                 // papers
    {"F12 '8'", 1, "notruf-110"},                             // violence
    {"F12 '8'", 4, "frauenhaus-dessau"},                      // a safe place
    {"F12 '9' '9'", 2, "vhs"},                                // a German course
};

static int count_keys(const char *script)
{
    int count = 0;
    for (const char *at = script; *at != '\0';) {
        if (*at == '\'') {
            size_t length = strcspn(at + 1, "'");
            count += (int)length;
            at += length + 2;
        } else {
            size_t length = strcspn(at, " ");
            count += length > 0;
            at += length > 0 ? length : 1;
        }
    }
    return count;
}

// From the attract page, so any key comes first.
static const char *choose_language(struct arena *arena, size_t place)
{
    return place == 0 ? "Enter Enter" : arena_format(arena, "Enter '%zu'", place + 1);
}

static void test_twenty_needs_are_six_keys_away_in_every_language(void **state)
{
    (void)state;
    struct arena arena = {0};
    const struct language *languages[LANGUAGE_TABLE_MAX];
    struct kiosk_fixture fixture;
    kiosk_fixture_open(&fixture, "de", 24, 80, NULL);
    size_t count = kiosk_languages(&fixture.kiosk, languages);
    assert_int_equal(count, 15);
    for (size_t l = 0; l < count; l++) {
        for (size_t i = 0; i < sizeof needs / sizeof *needs; i++) {
            const char *script = arena_format(&arena, "%s %s", choose_language(&arena, l), needs[i].script);
            const char *id = catalog_id_of_slug(fixture.kiosk.catalog, &arena, KIND_OFFER, needs[i].slug);
            assert_non_null(id);
            if (count_keys(script) > KEYS_MAX)
                fail_msg("%s, %s: %d keys", languages[l]->tag, needs[i].slug, count_keys(script));
            kiosk_fixture_type(&fixture, script);
            assert_top(&fixture, "result");
            assert_ptr_equal(messages_language(fixture.loop.view.messages), languages[l]);
            kiosk_fixture_type(&fixture, arena_format(&arena, "'%d'", needs[i].number));
            if (strcmp(kiosk_fixture_top(&fixture), "offer") != 0) // there is a number of two digits that begins so
                kiosk_fixture_type(&fixture, "Enter");
            assert_top(&fixture, "offer");
            if (strcmp(stack_top(&fixture.loop.stack)->argument.id, id) != 0)
                fail_msg("%s: not %s", languages[l]->tag, needs[i].slug);
            kiosk_fixture_type(&fixture, "F10");
            assert_top(&fixture, "attract");
            arena_reset(&arena);
        }
    }
    kiosk_fixture_close(&fixture);
    arena_free(&arena);
}

// Two keys from wherever one is; the first thing is a number to call, large.
static void test_danger_is_two_keys_away(void **state)
{
    (void)state;
    static const char *const places[] = {"", "F3", "F1", "F9", "'3'", "F12 '4' '1'"};
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        struct kiosk_fixture fixture;
        kiosk_fixture_open(&fixture, "de", 24, 80, NULL);
        kiosk_fixture_type(&fixture, "Enter Enter");
        kiosk_fixture_type(&fixture, places[i]);
        kiosk_fixture_type(&fixture, "F12 '8'");
        assert_top(&fixture, "result");
        assert_shows(&fixture, "Notruf 110");
        assert_shows(&fixture, "116 016");
        assert_shows(&fixture, "F10 Alles löschen");
        kiosk_fixture_close(&fixture);
    }
}

// Whether any byte of a path is left in what the kiosk keeps of a visit.
static bool keeps_a_path(const struct kiosk_fixture *fixture)
{
    const unsigned char *bytes = (const unsigned char *)&fixture->kiosk.path;
    for (size_t i = 0; i < sizeof fixture->kiosk.path; i++)
        if (bytes[i] != 0)
            return true;
    return false;
}

static void test_one_key_clears_everything_at_once(void **state)
{
    (void)state;
    static const char *const ways[] = {"F12", "F12 Enter '1'", "F12 Enter '1' '1' '5'", "F12 Enter '9'", "F12 '8'", "F12 '8' '1'", "F3 'arzt'"};
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        struct kiosk_fixture fixture;
        kiosk_fixture_open(&fixture, "de", 24, 80, NULL);
        const char *waiting = kiosk_fixture_text(&fixture);
        kiosk_fixture_type(&fixture, "Enter Enter");
        kiosk_fixture_type(&fixture, ways[i]);
        kiosk_fixture_type(&fixture, "F10");
        assert_top(&fixture, "attract");
        assert_string_equal(kiosk_fixture_text(&fixture), waiting);
        assert_false(keeps_a_path(&fixture));
        kiosk_fixture_type(&fixture, "Enter Enter Esc");
        assert_top(&fixture, "attract"); // nothing is behind the first page
        kiosk_fixture_close(&fixture);
    }
}

static void test_back_keeps_answers_and_another_situation_does_not(void **state)
{
    (void)state;
    struct kiosk_fixture fixture;
    kiosk_fixture_open(&fixture, "de", 24, 80, NULL);
    kiosk_fixture_type(&fixture, "Enter Enter F12 Enter '3' '4'"); // young, of the EU
    assert_shows(&fixture, "Frage 3 von 4");
    kiosk_fixture_type(&fixture, "Esc");
    assert_shows(&fixture, "✓ Pass aus der EU");
    kiosk_fixture_type(&fixture, "Esc");
    assert_shows(&fixture, "✓ für einen jungen Menschen");
    kiosk_fixture_type(&fixture, "'8'"); // would rather not say
    assert_int_equal(fixture.kiosk.path.answers.values[PATH_WHOM], 0);
    assert_shows(&fixture, "✓ Pass aus der EU");
    kiosk_fixture_type(&fixture, "Esc Esc '6'");
    assert_top(&fixture, "question");
    assert_int_equal(fixture.kiosk.path.answers.values[PATH_STATUS], 0);
    kiosk_fixture_close(&fixture);
}

// Several ages may be chosen, "no children" beside none; what was chosen is taken back by choosing it again.
static void test_ages_are_chosen_and_taken_back(void **state)
{
    (void)state;
    struct kiosk_fixture fixture;
    const path_values *ages = &fixture.kiosk.path.answers.values[PATH_AGE];
    kiosk_fixture_open(&fixture, "de", 24, 80, NULL);
    kiosk_fixture_type(&fixture, "Enter Enter F12 Enter '1' '1' '5' '9'");
    assert_int_equal(*ages, 1 << 4 | 1 << 8);
    kiosk_fixture_type(&fixture, "'5'");
    assert_int_equal(*ages, 1 << 8);
    kiosk_fixture_type(&fixture, "'19'");
    assert_int_equal(*ages, 1 << PATH_NO_CHILD);
    kiosk_fixture_type(&fixture, "'5' '20'"); // and on
    assert_int_equal(*ages, 1 << 4);
    assert_shows(&fixture, "Frage 4 von 4");
    kiosk_fixture_type(&fixture, "'5'");
    assert_top(&fixture, "result");
    kiosk_fixture_type(&fixture, "End");
    assert_shows(&fixture, "Weil Ihr Kind 4 Jahre alt ist.");
    kiosk_fixture_close(&fixture);
}

// A visit that was left is as gone as one that was ended.
static void test_nothing_is_left_when_nobody_is_there(void **state)
{
    (void)state;
    struct kiosk_fixture fixture;
    kiosk_fixture_open(&fixture, "de", 24, 80, NULL);
    kiosk_fixture_type(&fixture, "Enter Enter F12 Enter '3' '4'");
    assert_true(keeps_a_path(&fixture));
    for (int minute = 0; minute < 30; minute++)
        kiosk_fixture_wait(&fixture, 60000);
    assert_top(&fixture, "attract");
    assert_false(keeps_a_path(&fixture));
    kiosk_fixture_close(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_twenty_needs_are_six_keys_away_in_every_language),
        cmocka_unit_test(test_danger_is_two_keys_away),
        cmocka_unit_test(test_one_key_clears_everything_at_once),
        cmocka_unit_test(test_back_keeps_answers_and_another_situation_does_not),
        cmocka_unit_test(test_ages_are_chosen_and_taken_back),
        cmocka_unit_test(test_nothing_is_left_when_nobody_is_there),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
