// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The widgets as they are seen: golden screens of the gallery in every size; and what a person does on its pages.
#include "tests/support/gallery_fixture.h"
#include "tests/support/golden.h"
#include "tests/support/slate.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include <stdio.h>
#include <string.h>

static const struct {
    const char *name, *script;
} pages[] = {
    {"start", ""},
    {"editor", "Enter End"},
    {"editor-selected", "Enter Down Shift+Down Shift+Right"},
    {"editor-leave", "Enter 'x' Esc"},
    {"form", "Down Enter"},
    {"form-errors", "Down Enter Ctrl+'a' Backspace Tab*4 Ctrl+'a' 'x' F8"},
    {"form-end", "Down Enter Shift+Tab 'Abc'"},
    {"table", "Down*2 Enter Down*3 ' ' Down"},
    {"table-filter", "Down*2 Enter F3 'n'"},
    {"dialog", "Down*3 Enter Right"},
    {"pictograms", "Down*4 Enter"},
    {"pictograms-end", "Down*4 Enter End"},
    {"tiles", "Down*5 Enter Right"},
    {"tiles-door", "Down*5 Enter End Up"},
};

static const struct {
    int rows, columns;
} sizes[] = {{24, 80}, {22, 64}, {33, 120}, {12, 40}};

static int hold_page(const char *name, const char *script, const char *tag, int rows, int columns)
{
    struct gallery_fixture fixture;
    gallery_fixture_open(&fixture, tag, rows, columns);
    gallery_fixture_type(&fixture, script);
    const char *file = arena_format(&fixture.arena, "gallery-%s.%s.%dx%d", name, tag, columns, rows);
    int differs = golden_differs(file, gallery_fixture_text(&fixture));
    gallery_fixture_close(&fixture);
    return differs;
}

static void test_pages_are_golden(void **state)
{
    (void)state;
    static const char *const tags[] = {"de", "ar"};
    int differences = 0;
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++)
        for (size_t t = 0; t < sizeof tags / sizeof *tags; t++)
            for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s++)
                differences += hold_page(pages[i].name, pages[i].script, tags[t], sizes[s].rows, sizes[s].columns);
    assert_int_equal(differences, 0);
}

static void test_other_scripts_are_golden(void **state)
{
    (void)state;
    static const char *const tags[] = {"uk", "ti", "mixed"};
    int differences = 0;
    for (size_t t = 0; t < sizeof tags / sizeof *tags; t++) {
        differences += hold_page("editor", "Enter End", tags[t], 24, 80);
        differences += hold_page("form", "Down Enter", tags[t], 24, 80);
        differences += hold_page("table", "Down*2 Enter Down*3 ' ' Down", tags[t], 24, 80);
    }
    assert_int_equal(differences, 0);
}

static const char *top(const struct gallery_fixture *fixture)
{
    return stack_top(&fixture->loop.stack)->screen->name;
}

static void test_a_page_with_changes_asks_before_it_goes(void **state)
{
    (void)state;
    struct gallery_fixture fixture;
    gallery_fixture_open(&fixture, "de", 24, 80);
    gallery_fixture_type(&fixture, "Enter 'x' Backspace Esc"); // changed back is not changed
    assert_string_equal(top(&fixture), "start");
    gallery_fixture_type(&fixture, "Enter 'xyz' Esc");
    assert_true(gallery_fixture_shows(&fixture, "Seite verlassen?"));
    gallery_fixture_type(&fixture, "Enter"); // the answer by which nothing is lost
    assert_string_equal(top(&fixture), "editor");
    assert_true(gallery_fixture_shows(&fixture, "xyzIn der"));
    assert_true(gallery_fixture_type(&fixture, "F10")); // nor is it lost by quitting
    assert_true(gallery_fixture_shows(&fixture, "Seite verlassen?"));
    gallery_fixture_type(&fixture, "Esc 'v' Esc Right Enter"); // saves
    assert_string_equal(top(&fixture), "editor");
    assert_true(gallery_fixture_shows(&fixture, "Gespeichert."));
    gallery_fixture_type(&fixture, "Esc");
    assert_string_equal(top(&fixture), "start");
    gallery_fixture_type(&fixture, "Enter 'xyz' Esc '3'"); // discards
    assert_string_equal(top(&fixture), "start");
    gallery_fixture_close(&fixture);
}

static void test_undo_paste_and_another_language(void **state)
{
    (void)state;
    struct gallery_fixture fixture;
    gallery_fixture_open(&fixture, "de", 24, 80);
    gallery_fixture_type(&fixture, "Enter 'eins zwei ' Paste'drei\nvier' Ctrl+'z'");
    assert_true(gallery_fixture_shows(&fixture, "eins zwei In der"));
    gallery_fixture_type(&fixture, "Ctrl+'z' Ctrl+'y'*2");
    assert_true(gallery_fixture_shows(&fixture, "eins zwei drei"));
    gallery_fixture_type(&fixture, "F2"); // the words stay, the page mirrors
    assert_true(gallery_fixture_shows(&fixture, "eins zwei drei"));
    assert_int_equal(fixture.loop.view.direction, TEXT_RIGHT_TO_LEFT);
    gallery_fixture_type(&fixture, "Resize(12,40)");
    assert_true(gallery_fixture_shows(&fixture, "eins zwei drei"));
    gallery_fixture_close(&fixture);
}

static void test_every_page_in_every_size(void **state)
{
    (void)state;
    for (int rows = 12; rows <= 40; rows += 4) {
        for (int columns = 40; columns <= 130; columns += 13) {
            for (const struct gallery_content *content = gallery_contents; content->tag != NULL; content++) {
                struct gallery_fixture fixture;
                gallery_fixture_open(&fixture, content->tag, rows, columns);
                for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
                    gallery_fixture_type(&fixture, pages[i].script);
                    gallery_fixture_type(&fixture, "Tab Down PageDown F6 PageUp Up F6 End Home F6 F5");
                    loop_reset(&fixture.loop);
                    gallery_fixture_type(&fixture, "Home");
                }
                gallery_fixture_close(&fixture);
            }
        }
    }
}

// Whatever is pressed, typed, pasted and touched: every frame is whole, and the program goes on.
static void test_anything_may_be_pressed(void **state)
{
    (void)state;
    static const char *const deeds[] = {
        "Up", "Down", "Left", "Right", "PageUp", "PageDown", "Home", "End", "Enter", "Esc", "Backspace", "Delete", "Tab",
        "Shift+Tab", "Shift+Down", "Shift+Left", "Ctrl+Left", "Ctrl+Shift+Right", "Ctrl+Home", "Ctrl+End", "Ctrl+'z'",
        "Ctrl+'y'", "Ctrl+'a'", "F2", "F3", "F5", "F6", "F8", "' '", "'1'", "'a'", "'ش'", "'ü'", "'\u0301'", "'日'",
        "Paste'eins\nzwei\u0308 ثلاثة'", "Other", "Down Enter", "Enter",
    };
    static const char *const tags[] = {"de", "ar", "mixed"};
    uint32_t seed = 4711;
    for (size_t t = 0; t < sizeof tags / sizeof *tags; t++) {
        struct gallery_fixture fixture;
        gallery_fixture_open(&fixture, tags[t], 24, 80);
        for (int step = 0; step < 3000; step++) {
            char script[64];
            unsigned row = slate_random(&seed, 34);
            unsigned column = slate_random(&seed, 121);
            switch (slate_random(&seed, 12)) {
            case 0:
                snprintf(script, sizeof script, "Click(%u,%u)", row, column);
                break;
            case 1:
                snprintf(script, sizeof script, "Wheel%s(%u,%u)", row % 2 == 0 ? "Up" : "Down", row, column);
                break;
            case 2:
                snprintf(script, sizeof script, "Resize(%u,%u)", 12 + row % 22, 40 + column % 81);
                break;
            default:
                snprintf(script, sizeof script, "%s", deeds[slate_random(&seed, sizeof deeds / sizeof *deeds)]);
                break;
            }
            assert_true(gallery_fixture_type(&fixture, script) || strstr(script, "Click") != NULL);
            slate_expect_whole(&fixture.terminal->shown);
            if (!fixture.loop.running) { // "quit" was touched
                gallery_fixture_close(&fixture);
                gallery_fixture_open(&fixture, tags[t], 24, 80);
            }
        }
        gallery_fixture_close(&fixture);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_pages_are_golden),
        cmocka_unit_test(test_other_scripts_are_golden),
        cmocka_unit_test(test_a_page_with_changes_asks_before_it_goes),
        cmocka_unit_test(test_undo_paste_and_another_language),
        cmocka_unit_test(test_every_page_in_every_size),
        cmocka_unit_test(test_anything_may_be_pressed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
