// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Searching as visitors do it, on the city's real content: what they must see first, what a visit remembers and forgets.
#include "tests/support/kiosk_fixture.h"
#include "core/search/search.h"
#include "tui/kiosk/screens.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void open_search(struct kiosk_fixture *fixture, const char *language)
{
    kiosk_fixture_open(fixture, language, 30, 80, NULL);
    loop_open(&fixture->loop, &screen_home, NULL);
    loop_open(&fixture->loop, &screen_search, NULL);
}

static const char *typed(struct kiosk_fixture *fixture, const char *script)
{
    assert_true(kiosk_fixture_type(fixture, script));
    return kiosk_fixture_text(fixture);
}

static void assert_shown(const char *screen, const char *text, bool shown)
{
    if ((strstr(screen, text) != NULL) != shown)
        fail_msg("%s is %s:\n%s", text, shown ? "not there" : "there", screen);
}

// The first result of a query, whatever is offered above it.
static const struct catalog_entry *first_of(struct kiosk_fixture *fixture, const char *query, const char **meant)
{
    struct search_results found = search_catalog(fixture->kiosk.catalog, &fixture->arena, &fixture->kiosk.reader,
                                                  fixture->loop.view.tick.now, query, 5);
    *meant = found.did_you_mean;
    return found.count == 0 ? NULL : &found.items[0].entry;
}

static void test_what_people_look_for_is_found_first(void **state)
{
    (void)state;
    // The first result's title, or German name, has the part.
    static const struct {
        const char *language, *query, *part, *meant;
    } wanted[] = {
        {"de", "deutschkrus", "Deutsch", "deutschkurs"},
        {"de", "arbait", "Arbeit", "arbeit"},
        {"de", "Kinderarzt", "rzt", NULL},
        {"de", "Wohnung", "Wohnung", NULL},
        {"uk", "likar", "лікар", NULL},
        {"ar", "طبيب", "طبيب", NULL},
        {"en", "doctor for my child", "doctor", NULL},
        {"uk", "дитячий садок", "садок", NULL},
        {"ru", "врач", "врач", NULL},
        {"ru", "vrach", "врач", NULL},
        {"fa", "پزشک", "پزشک", NULL},
        {"fa", "دکتر", "پزشک", NULL},
        {"tr", "dil kursu", "kurs", NULL},
        {"fr", "medecin", "médecin", NULL},
        {"es", "medico", "médico", NULL},
        {"es", "aprender aleman", "alemán", NULL},
        {"ro", "gradinita", "Grădiniță", NULL},
        {"vi", "bac si", "bác sĩ", NULL},
        {"vi", "hoc tieng duc", "tiếng Đức", NULL},
        {"kmr", "kursa almani", "almanî", NULL},
        {"ti", "ሓኪም", "ሓኪም", NULL},
        {"ti", "ሀኪም", "ሓኪም", NULL},
        {"ti", "hakim", "ሓኪም", NULL},
        {"ti", "srah", "ስራሕ", NULL},
        {"de-simple", "Erlaubnis", "Aufenthalts·erlaubnis", NULL},
        {"de-simple", "Aufenthaltserlaubnis", "Aufenthalts·erlaubnis", NULL},
    };
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
        struct kiosk_fixture fixture;
        const char *meant;
        open_search(&fixture, wanted[i].language);
        const struct catalog_entry *first = first_of(&fixture, wanted[i].query, &meant);
        if (first == NULL)
            fail_msg("%s finds nothing", wanted[i].query);
        char *title = arena_format(&fixture.arena, "%s|%s|%s", first->title.value, first->german == NULL ? "" : first->german,
                                   first->detail.value == NULL ? "" : first->detail.value);
        if (strcasestr(title, wanted[i].part) == NULL)
            fail_msg("%s: first comes %s", wanted[i].query, title);
        if (wanted[i].meant != NULL && (meant == NULL || strcasestr(meant, wanted[i].meant) == NULL))
            fail_msg("%s: meant is %s", wanted[i].query, meant == NULL ? "nothing" : meant);
        kiosk_fixture_close(&fixture);
    }
}

static void test_a_reader_stands_where_the_settings_say(void **state)
{
    (void)state;
    struct kiosk_fixture fixture;
    open_search(&fixture, "de");
    assert_false(coordinates_are_known(&fixture.kiosk.reader.here));
    fixture.kiosk.configuration.location = (struct coordinates){51.84, 12.25};
    kiosk_set_language(&fixture.kiosk, &fixture.loop.view, language_by_tag("uk"));
    assert_true(fixture.kiosk.reader.here.latitude == 51.84 && fixture.kiosk.reader.here.longitude == 12.25);
    kiosk_fixture_close(&fixture);
}

static void test_what_was_chosen_is_offered_again_until_the_visit_ends(void **state)
{
    (void)state;
    struct kiosk_fixture fixture;
    open_search(&fixture, "de");
    assert_shown(typed(&fixture, ""), "Zuletzt gewählt", false);
    typed(&fixture, "'burgeramt dessau' Enter");
    assert_shown(typed(&fixture, "F4 F3"), "Zuletzt gewählt", true);
    assert_shown(typed(&fixture, ""), "Bürgeramt Dessau", true);
    assert_shown(typed(&fixture, "Enter"), "Zerbster Straße 4", true); // the first line opens what it names
    typed(&fixture, "F4 F3 'arzt' Enter F4 F3");
    const char *screen = kiosk_fixture_text(&fixture);
    assert_shown(screen, "Zuletzt gewählt", true);
    assert_true(strstr(screen, "Bürgeramt Dessau") > strcasestr(screen, "Arzt")); // the last choice comes first
    assert_shown(typed(&fixture, "'a'"), "Zuletzt gewählt", false);
    kiosk_fixture_wait(&fixture, 200 * 1000); // the warning, and the end of the visit
    kiosk_fixture_wait(&fixture, 200 * 1000);
    assert_int_equal(fixture.kiosk.recent_count, 0);
    assert_shown(typed(&fixture, "Enter Enter F3"), "Zuletzt gewählt", false);
    kiosk_fixture_close(&fixture);
}

// The words of the screen that are marked, with blanks between them.
static const char *marked_words(struct kiosk_fixture *fixture)
{
    const struct grid *grid = &fixture->terminal->shown;
    struct arena_text words = {0};
    for (int i = 0; i < grid->rows * grid->columns; i++) {
        bool is = grid->cells[i].role == ROLE_MATCH || grid->cells[i].role == ROLE_FOCUS_MATCH;
        bool was = i > 0 && (grid->cells[i - 1].role == ROLE_MATCH || grid->cells[i - 1].role == ROLE_FOCUS_MATCH);
        const struct text_cell cell = {.base = grid->cells[i].base, .width = 1};
        const struct text_line line = {.cells = &cell, .count = 1, .width = 1};
        if (is)
            arena_append(&fixture->arena, &words, arena_format(&fixture->arena, "%s%s", was ? "" : " ", text_line_to_utf8(&fixture->arena, &line)));
    }
    return words.bytes == NULL ? "" : words.bytes;
}

static void test_what_was_looked_for_is_marked(void **state)
{
    (void)state;
    static const struct {
        const char *language, *query, *word;
    } wanted[] = {{"de", "arzt", " Arztbesuch"}, {"de", "wo ist ein arzt", " Arztbesuch"}, {"ar", "طبيب", " ﺐﻴﺒﻃ"}, {"uk", "лікар", " лікар"}, {"ti", "ሓኪም", " ሓኪም"}};
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
        struct kiosk_fixture fixture;
        open_search(&fixture, wanted[i].language);
        typed(&fixture, arena_format(&fixture.arena, "'%s'", wanted[i].query));
        const char *words = marked_words(&fixture);
        if (strstr(words, wanted[i].word) == NULL)
            fail_msg("%s: marked are%s:\n%s", wanted[i].query, words, kiosk_fixture_text(&fixture));
        typed(&fixture, "'xqzw'");
        assert_string_equal(marked_words(&fixture), "");
        kiosk_fixture_close(&fixture);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_people_look_for_is_found_first),
        cmocka_unit_test(test_a_reader_stands_where_the_settings_say),
        cmocka_unit_test(test_what_was_chosen_is_offered_again_until_the_visit_ends),
        cmocka_unit_test(test_what_was_looked_for_is_marked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
