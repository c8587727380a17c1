// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Golden screens: every screen in every language as text, in visual order. `make golden` writes them anew; the difference is
// reviewed like code.
#include "tests/support/golden.h"
#include "tests/support/kiosk_fixture.h"
#include "tui/kiosk/screens.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

// A screen, opened with a thing of the catalog, and what is typed then.
struct golden {
    const char *name;
    const struct screen *screen;
    enum kind kind;
    const char *slug;   // NULL: no argument
    const char *script; // NULL: nothing
    bool all_sizes;     // else only at 80x24
};

static const struct golden goldens[] = {
    {"attract", &screen_attract, 0, NULL, NULL, true},
    {"languages", &screen_languages, 0, NULL, NULL, false},
    {"languages-number", &screen_attract, 0, NULL, "Enter '1'", true},
    {"languages-later", &screen_attract, 0, NULL, "Enter Enter F2", false},
    {"second", &screen_attract, 0, NULL, "Enter Enter F2 End Enter", false},
    {"home", &screen_home, 0, NULL, NULL, true},
    {"area", &screen_area, KIND_AREA, "arrival", NULL, false},
    {"topic", &screen_topic, KIND_TOPIC, "first-contact", NULL, false},
    {"offer", &screen_offer, KIND_OFFER, "integrationsbuero", NULL, false},
    {"offer-hours", &screen_offer, KIND_OFFER, "buergeramt-dessau", NULL, true},
    {"offer-end", &screen_offer, KIND_OFFER, "buergeramt-dessau", "End", false},
    {"card", &screen_card, KIND_OFFER, "buergeramt-dessau", NULL, true},
    {"take", &screen_take, KIND_OFFER, "buergeramt-dessau", NULL, true},
    {"take-contact", &screen_take, KIND_OFFER, "buergeramt-dessau", "Down", false},
    {"feedback", &screen_feedback, KIND_OFFER, "buergeramt-dessau", NULL, true},
    {"feedback-thanks", &screen_offer, KIND_OFFER, "buergeramt-dessau", "End Enter Enter", false},
    {"article", &screen_article, KIND_ARTICLE, "register-your-home", NULL, false},
    {"guides", &screen_guides, 0, NULL, NULL, false},
    {"guide", &screen_guide, KIND_GUIDE, "first-week", NULL, true},
    {"words", &screen_words, KIND_GUIDE, "residence-permit", NULL, true},
    {"situations", &screen_situations, 0, NULL, NULL, true},
    {"question", &screen_situations, 0, NULL, "Enter", true},
    {"question-ages", &screen_situations, 0, NULL, "Enter '1' '4' '5'", true},
    {"result", &screen_situations, 0, NULL, "Enter End Enter", false},
    {"result-danger", &screen_situations, 0, NULL, "'8'", true},
    {"result-answered", &screen_situations, 0, NULL, "Enter '1' '4' '5' '20' '1'", true},
    {"search", &screen_search, 0, NULL, NULL, false},
    {"search-keyboard", &screen_search, 0, NULL, "F7", true},
    {"search-found", &screen_search, 0, NULL, "'arzt'", false},
    {"search-nothing", &screen_search, 0, NULL, "'xqzw'", false},
    {"emergency", &screen_emergency, 0, NULL, NULL, true},
    {"help", &screen_help, 0, NULL, NULL, false},
    {"help-keys", &screen_help, 0, NULL, "PageDown", false},
    {"about", &screen_about, 0, NULL, NULL, false},
};

static const char *const languages[] = {"de", "en", "ar", "uk", "vi"};

static const struct {
    int rows, columns;
} sizes[] = {{24, 80}, {22, 64}, {33, 120}, {12, 40}};

// Opens the screen above home, as if the reader had walked there.
static void open_golden(struct kiosk_fixture *fixture, const struct golden *golden)
{
    struct page_argument argument = {0};
    if (golden->slug != NULL) {
        const char *id = catalog_id_of_slug(fixture->kiosk.catalog, &fixture->arena, golden->kind, golden->slug);
        if (id == NULL)
            fail_msg("%s: no such slug: %s", golden->name, golden->slug);
        memcpy(argument.id, id, sizeof argument.id);
    }
    if (golden->screen != &screen_attract)
        loop_open(&fixture->loop, &screen_home, NULL);
    if (golden->screen != &screen_attract && golden->screen != &screen_home)
        loop_open(&fixture->loop, golden->screen, &argument);
    assert_true(kiosk_fixture_type(fixture, golden->script == NULL ? "" : golden->script));
}

// `how` is what is typed at last and what the file's name says of it; "" for nothing. `typed` NULL: nothing, until the
// visitor is asked for that.
static int hold_screen(const struct golden *golden, const char *language, int rows, int columns, const char *how,
                       const char *typed)
{
    struct kiosk_fixture fixture;
    kiosk_fixture_open(&fixture, language, rows, columns, NULL);
    fixture.kiosk.usage = usage_open("/dev/null", "/dev/null"); // counts as the real one does, and can write nothing
    open_golden(&fixture, golden);
    if (typed == NULL)
        kiosk_fixture_wait(&fixture, 91 * 1000);
    else
        kiosk_fixture_type(&fixture, typed);
    const char *name = arena_format(&fixture.arena, "%s%s.%s.%dx%d", golden->name, how, language, columns, rows);
    int differs = golden_differs(name, kiosk_fixture_text(&fixture));
    usage_close(&fixture.kiosk.usage);
    kiosk_fixture_close(&fixture);
    return differs;
}

static void test_screens_are_golden(void **state)
{
    (void)state;
    int differences = 0;
    for (size_t i = 0; i < sizeof goldens / sizeof *goldens; i++)
        for (size_t l = 0; l < sizeof languages / sizeof *languages; l++)
            for (size_t s = 0; s < (goldens[i].all_sizes ? sizeof sizes / sizeof *sizes : 1); s++)
                differences += hold_screen(&goldens[i], languages[l], sizes[s].rows, sizes[s].columns, "", "");
    assert_int_equal(differences, 0);
}

static bool is_held_everywhere(const char *tag)
{
    bool is = false;
    for (size_t l = 0; l < sizeof languages / sizeof *languages; l++)
        is = is || strcmp(languages[l], tag) == 0;
    return is;
}

// The other languages on offer, on the pages that matter most.
static void test_each_language_is_golden(void **state)
{
    (void)state;
    static const char *const names[] = {"home", "offer", "guide", "situations"};
    size_t count;
    const struct language *table = language_table(&count);
    int differences = 0;
    for (size_t l = 0; l < count; l++)
        for (size_t i = 0; i < sizeof goldens / sizeof *goldens; i++)
            for (size_t n = 0; n < sizeof names / sizeof *names; n++)
                if (language_is_offered(&table[l], PROGRAM_KIOSK) && !is_held_everywhere(table[l].tag) && strcmp(goldens[i].name, names[n]) == 0)
                    differences += hold_screen(&goldens[i], table[l].tag, 24, 80, "", "");
    assert_int_equal(differences, 0);
}

// The page of an offer as it is on the narrowest screen that has an aside, and in the script that takes the most room.
static void test_the_page_of_an_offer_is_golden(void **state)
{
    (void)state;
    static const char *const scripts[] = {"de", "ar", "uk", "ti"};
    int differences = 0;
    for (size_t i = 0; i < sizeof goldens / sizeof *goldens; i++) {
        if (strcmp(goldens[i].name, "offer-hours") != 0)
            continue;
        for (size_t l = 0; l < sizeof scripts / sizeof *scripts; l++)
            differences += hold_screen(&goldens[i], scripts[l], 30, 100, "", "");
        for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s++)
            differences += hold_screen(&goldens[i], "ti", sizes[s].rows, sizes[s].columns, "", "");
    }
    assert_int_equal(differences, 0);
}

// Home and an offer as the layout shows them in place of larger letters, and for fingers.
static void test_large_and_touched_screens_are_golden(void **state)
{
    (void)state;
    static const char *const names[] = {"home", "offer"};
    static const struct {
        const char *how, *typed;
    } ways[] = {{"-large", "F6"}, {"-largest", "F6 F6"}, {"-touch", "Click(0,0)"}};
    int differences = 0;
    for (size_t i = 0; i < sizeof goldens / sizeof *goldens; i++)
        for (size_t n = 0; n < sizeof names / sizeof *names; n++)
            for (size_t w = 0; w < sizeof ways / sizeof *ways && strcmp(goldens[i].name, names[n]) == 0; w++)
                for (size_t l = 0; l < sizeof languages / sizeof *languages; l += 2) // de, ar and vi
                    differences += hold_screen(&goldens[i], languages[l], 24, 80, ways[w].how, ways[w].typed);
    assert_int_equal(differences, 0);
}

// What can be said of an offer, in the script that takes the most room.
static void test_feedback_is_golden(void **state)
{
    (void)state;
    int differences = 0;
    for (size_t i = 0; i < sizeof goldens / sizeof *goldens; i++)
        for (size_t s = 0; s < sizeof sizes / sizeof *sizes && strcmp(goldens[i].name, "feedback") == 0; s++)
            differences += hold_screen(&goldens[i], "ti", sizes[s].rows, sizes[s].columns, "", "");
    assert_int_equal(differences, 0);
}

// What an idle visitor is asked, over a page that stands back.
static void test_the_warning_is_golden(void **state)
{
    (void)state;
    static const struct golden page = {.name = "warned", .screen = &screen_home};
    size_t count;
    const struct language *table = language_table(&count);
    int differences = 0;
    for (size_t l = 0; l < count; l++)
        for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s += 3) // 80x24 and 40x12
            if (language_is_offered(&table[l], PROGRAM_KIOSK))
                differences += hold_screen(&page, table[l].tag, sizes[s].rows, sizes[s].columns, "", NULL);
    assert_int_equal(differences, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_warning_is_golden),
        cmocka_unit_test(test_screens_are_golden),
        cmocka_unit_test(test_each_language_is_golden),
        cmocka_unit_test(test_the_page_of_an_offer_is_golden),
        cmocka_unit_test(test_feedback_is_golden),
        cmocka_unit_test(test_large_and_touched_screens_are_golden),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
