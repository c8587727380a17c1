// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The kiosk as a whole: visits begin and end, keys lead in and out, nothing of a visitor stays, no size breaks it.
#include "tests/support/kiosk_fixture.h"
#include "tui/kiosk/entries.h"
#include "tui/kiosk/reading.h"
#include "tui/kiosk/screens.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static const char *const languages[] = {"de", "de-simple", "en", "ar", "uk", "ru",  "fa", "tr",
                                        "fr", "es",        "ro", "pl", "vi", "kmr", "ti"};
enum { LANGUAGES = sizeof languages / sizeof *languages };

// What a list may have leads somewhere, whatever kinds there will be.
static void test_every_listed_kind_has_a_screen(void **state)
{
    (void)state;
    for (int kind = 0; kind < KIND_COUNT; kind++) {
        if (model_kind((enum kind)kind)->listed && entry_request_by_id((enum kind)kind, "x").screen == NULL)
            fail_msg("%s has no screen", model_kind((enum kind)kind)->name);
    }
}

// More links than anybody foresaw; each leads to another page.
enum { MANY_LINKS = 300 };
static const struct screen screen_leaf;

static void load_many(struct page *page)
{
    struct reading *reading = page->state;
    reading_begin(reading);
    reading->title = "Viele";
    for (int i = 0; i < MANY_LINKS; i++) {
        struct request request = {.kind = REQUEST_OPEN, .screen = &screen_leaf};
        snprintf(request.argument.id, sizeof request.argument.id, "%d", i);
        reading_link(reading, page, arena_format(&page->data, "Verweis %d.", i), NULL, request);
    }
}

static void load_leaf(struct page *page)
{
    struct reading *reading = page->state;
    reading_begin(reading);
    reading->title = page->argument.id;
}

static const struct screen screen_many = READING_SCREEN("many", load_many);
static const struct screen screen_leaf = READING_SCREEN("leaf", load_leaf);

static void test_no_link_of_a_page_is_dropped(void **state)
{
    (void)state;
    struct kiosk_fixture fixture;
    kiosk_fixture_open(&fixture, "de", 30, 100, NULL);
    kiosk_fixture_type(&fixture, "Enter Enter");
    loop_open(&fixture.loop, &screen_many, NULL);
    kiosk_fixture_type(&fixture, "Down*128 Enter"); // the first link has the focus
    assert_top(&fixture, "leaf");
    assert_string_equal(stack_top(&fixture.loop.stack)->argument.id, "128");
    kiosk_fixture_type(&fixture, "Esc End");
    assert_shows(&fixture, "Verweis 299.");
    kiosk_fixture_type(&fixture, "Down*300 Enter");
    assert_string_equal(stack_top(&fixture.loop.stack)->argument.id, "299");
    kiosk_fixture_close(&fixture);
}

static bool draws_no_arabic(struct terminal *terminal, const struct language *language, uint32_t character)
{
    (void)terminal;
    (void)language;
    return character < 0x0600 || (character > 0x06FF && character < 0xFB00);
}

static void test_what_cannot_be_drawn_is_not_offered(void **state)
{
    (void)state;
    static const struct terminal_operations operations = {.draws = draws_no_arabic};
    struct terminal poor = {.operations = &operations};
    for (int arabic_first = 0; arabic_first < 2; arabic_first++) {
        struct kiosk_fixture fixture;
        kiosk_fixture_open(&fixture, arabic_first ? "ar" : "de", 30, 100, NULL);
        kiosk_see_terminal(&fixture.kiosk, &poor);
        assert_int_equal(kiosk_offers(&fixture.kiosk, language_by_tag("ar")), arabic_first);
        kiosk_fixture_type(&fixture, "Enter");
        assert_shows(&fixture, "Українська");
        assert_int_equal(virtual_terminal_shows(fixture.terminal, "ﺔﻴﺑﺮﻌﻟﺍ"), arabic_first);
        kiosk_fixture_type(&fixture, "Enter F1");
        assert_int_equal(virtual_terminal_shows(fixture.terminal, "diese Sprachen: Arabisch,"), !arabic_first);
        kiosk_fixture_close(&fixture);
    }
}

static bool draws_cyrillic_when_chosen(struct terminal *terminal, const struct language *language, uint32_t character)
{
    (void)terminal;
    return strcmp(language->script, "Cyrl") == 0 || character < 0x0400 || character > 0x04FF;
}

// Waits until the language greets.
static void wait_for_turn(struct kiosk_fixture *fixture, const char *tag)
{
    const struct language *greeting[LANGUAGE_TABLE_MAX];
    size_t count = kiosk_languages(&fixture->kiosk, greeting);
    for (size_t i = 0; i < count && strcmp(greeting[i]->tag, tag) != 0; i++)
        kiosk_fixture_wait(fixture, KIOSK_TURN_MS);
}

// Before its font is there, a language says nothing in its own letters but its name; what is drawn in dots needs no font.
static void test_who_cannot_be_greeted_yet_sees_the_language(void **state)
{
    (void)state;
    static const struct terminal_operations operations = {.draws = draws_cyrillic_when_chosen};
    struct terminal console = {.operations = &operations};
    struct kiosk_fixture fixture;
    kiosk_fixture_open(&fixture, "de", 30, 100, NULL);
    wait_for_turn(&fixture, "uk");
    assert_shows(&fixture, "Натисніть будь-яку клавішу.");
    kiosk_see_terminal(&fixture.kiosk, &console);
    assert_true(kiosk_offers(&fixture.kiosk, language_by_tag("uk")));
    kiosk_fixture_type(&fixture, "Enter Esc");
    assert_top(&fixture, "attract");
    wait_for_turn(&fixture, "uk");
    assert_false(virtual_terminal_shows(fixture.terminal, "Натисніть"));
    assert_shows(&fixture, "Українська");
    kiosk_fixture_type(&fixture, "Resize(12,40)"); // where nothing is drawn in dots
    assert_false(virtual_terminal_shows(fixture.terminal, "Ласкаво"));
    kiosk_fixture_wait(&fixture, KIOSK_TURN_MS * 4L);
    assert_shows(&fixture, "Bienvenue");
    kiosk_fixture_close(&fixture);
}

// One language after the other greets, and after the last one the first again; a visit begins with none of that and ends with
// the first one. Between two turns nothing is painted.
static void test_every_language_greets_in_turn(void **state)
{
    (void)state;
    struct kiosk_fixture fixture;
    kiosk_fixture_open(&fixture, "de", 24, 80, NULL);
    const struct language *greeting[LANGUAGE_TABLE_MAX];
    size_t count = kiosk_languages(&fixture.kiosk, greeting);
    assert_true(count > 2);
    for (size_t i = 0; i < count; i++) {
        if (greeting[i]->direction == TEXT_LEFT_TO_RIGHT) // in the order of the glass, too
            assert_shows(&fixture, message_text(kiosk_messages(&fixture.kiosk, greeting[i]), MESSAGE_ATTRACT_ANY_KEY));
        assert_in_range(fixture.loop.due_ms, 1, KIOSK_TURN_MS);
        long frames = fixture.terminal->presents;
        kiosk_fixture_wait(&fixture, KIOSK_TURN_MS - 1);
        assert_int_equal(fixture.terminal->presents, frames);
        kiosk_fixture_wait(&fixture, 1);
        assert_int_equal(fixture.terminal->presents, frames + 1);
    }
    assert_shows(&fixture, "Drücken Sie eine Taste.");
    kiosk_fixture_wait(&fixture, KIOSK_TURN_MS * 2L);
    assert_shows(&fixture, "Press any key.");
    kiosk_fixture_type(&fixture, "Enter");
    assert_int_equal(fixture.loop.due_ms, 0);
    kiosk_fixture_type(&fixture, "Esc");
    assert_shows(&fixture, "Drücken Sie eine Taste.");
    kiosk_fixture_close(&fixture);
}

static void test_a_visit_from_attract_to_offer_and_back(void **state)
{
    (void)state;
    struct kiosk_fixture fixture;
    kiosk_fixture_open(&fixture, "de", 24, 80, NULL);
    assert_top(&fixture, "attract");
    kiosk_fixture_type(&fixture, "'x'"); // any key
    assert_top(&fixture, "languages");
    kiosk_fixture_type(&fixture, "Enter");
    assert_top(&fixture, "home");
    kiosk_fixture_type(&fixture, "Enter");
    assert_top(&fixture, "area");
    kiosk_fixture_type(&fixture, "Enter");
    assert_top(&fixture, "topic");
    kiosk_fixture_type(&fixture, "Enter");
    assert_top(&fixture, "offer");
    assert_shows(&fixture, "340 2042901");
    assert_shows(&fixture, "06846 Dessau-Roßlau");
    kiosk_fixture_type(&fixture, "Esc");
    assert_top(&fixture, "topic");
    kiosk_fixture_type(&fixture, "Backspace Esc");
    assert_top(&fixture, "home");
    kiosk_fixture_type(&fixture, "Esc"); // the visit is over
    assert_top(&fixture, "attract");
    kiosk_fixture_close(&fixture);
}

static void test_one_key_leads_in_and_out_of_each_service_page(void **state)
{
    (void)state;
    static const struct {
        const char *key, *name;
    } pages[] = {{"F1", "help"}, {"F2", "languages"}, {"F3", "search"}, {"F9", "emergency"}};
    struct kiosk_fixture fixture;
    kiosk_fixture_open(&fixture, "en", 24, 80, NULL);
    kiosk_fixture_type(&fixture, "Enter Enter Enter");
    assert_top(&fixture, "area");
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
        kiosk_fixture_type(&fixture, pages[i].key);
        assert_top(&fixture, pages[i].name);
        kiosk_fixture_type(&fixture, pages[i].key);
        assert_top(&fixture, "area");
    }
    kiosk_fixture_type(&fixture, "F4");
    assert_top(&fixture, "home");
    kiosk_fixture_close(&fixture);
}

// In every language, before anybody scrolls: life, police, a doctor, violence against women.
static void test_the_first_emergency_numbers_are_seen_at_once(void **state)
{
    (void)state;
    static const char *const numbers[] = {"112", "110", "116117", "116 016"};
    static const struct {
        int rows, columns;
    } sizes[] = {{24, 80}, {22, 64}, {33, 120}, {12, 40}};
    for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s++) {
        for (size_t l = 0; l < LANGUAGES; l++) {
            struct kiosk_fixture fixture;
            kiosk_fixture_open(&fixture, languages[l], sizes[s].rows, sizes[s].columns, NULL);
            kiosk_fixture_type(&fixture, "F9");
            for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
                assert_shows(&fixture, numbers[i]);
            kiosk_fixture_close(&fixture);
        }
    }
}

static void test_an_emergency_number_is_opened_where_it_stands(void **state)
{
    (void)state;
    struct kiosk_fixture fixture;
    kiosk_fixture_open(&fixture, "de", 24, 80, NULL);
    kiosk_fixture_type(&fixture, "Enter Enter");
    const char *id = catalog_id_of_slug(fixture.kiosk.catalog, &fixture.arena, KIND_EMERGENCY, "opfer-telefon-116006");
    struct page_argument argument = {0};
    memcpy(argument.id, id, sizeof argument.id);
    loop_open(&fixture.loop, &screen_emergency, &argument);
    kiosk_fixture_type(&fixture, "");
    assert_shows(&fixture, "▶ 116 006");
    kiosk_fixture_type(&fixture, "Home F5"); // the focus is the reader's from then on
    assert_shows(&fixture, "▶ 112");
    kiosk_fixture_close(&fixture);
}

static void test_the_emergency_key_works_before_a_language_is_chosen(void **state)
{
    (void)state;
    struct kiosk_fixture fixture;
    kiosk_fixture_open(&fixture, "de", 24, 80, NULL);
    kiosk_fixture_type(&fixture, "F9");
    assert_top(&fixture, "emergency");
    assert_shows(&fixture, "112");
    kiosk_fixture_type(&fixture, "Esc");
    assert_top(&fixture, "attract");
    kiosk_fixture_close(&fixture);
}

// Who goes home from the list of languages has taken the one shown: letters search, and a second language is offered.
static void test_going_home_takes_the_language_shown(void **state)
{
    (void)state;
    struct kiosk_fixture fixture;
    kiosk_fixture_open(&fixture, "de", 24, 80, NULL);
    kiosk_fixture_type(&fixture, "Enter 'a'");
    assert_top(&fixture, "languages"); // a letter chooses nothing
    kiosk_fixture_type(&fixture, "F4");
    assert_top(&fixture, "home");
    kiosk_fixture_type(&fixture, "'arzt'");
    assert_top(&fixture, "search");
    assert_shows(&fixture, "arzt");
    kiosk_fixture_type(&fixture, "F4 F2 End Enter");
    assert_top(&fixture, "second");
    kiosk_fixture_close(&fixture);
}

static void test_the_language_can_change_on_every_page(void **state)
{
    (void)state;
    struct kiosk_fixture fixture;
    kiosk_fixture_open(&fixture, "de", 24, 80, NULL);
    kiosk_fixture_type(&fixture, "Enter 'Deutsch' Enter Enter Enter Enter");
    assert_top(&fixture, "offer");
    kiosk_fixture_type(&fixture, "F2 '3'");
    assert_top(&fixture, "offer");
    assert_shows(&fixture, "central contact point");
    assert_int_equal(fixture.loop.view.direction, TEXT_LEFT_TO_RIGHT);
    kiosk_fixture_type(&fixture, "F2 '4'");
    assert_top(&fixture, "offer");
    assert_int_equal(fixture.loop.view.direction, TEXT_RIGHT_TO_LEFT);
    kiosk_fixture_type(&fixture, "Esc");
    assert_top(&fixture, "topic");
    kiosk_fixture_close(&fixture);
}

static void test_an_idle_visitor_is_warned_and_then_forgotten(void **state)
{
    (void)state;
    struct kiosk_fixture fixture;
    kiosk_fixture_open(&fixture, "de", 24, 80, NULL);
    kiosk_fixture_type(&fixture, "Enter '3' F5 F3 'geheim'");
    assert_shows(&fixture, "geheim");
    kiosk_fixture_wait(&fixture, 89 * 1000);
    assert_false(virtual_terminal_shows(fixture.terminal, "Are you still here?"));
    kiosk_fixture_wait(&fixture, 1000);
    assert_shows(&fixture, "Are you still here?");
    assert_shows(&fixture, "In 20 seconds");
    assert_false(virtual_terminal_shows(fixture.terminal, "erase")); // nobody is frightened
    assert_int_equal(grid_at(&fixture.terminal->shown, 0, 1)->role, ROLE_DIM); // the page stands back
    kiosk_fixture_wait(&fixture, 19 * 1000);
    assert_shows(&fixture, "In 1 second ");
    kiosk_fixture_type(&fixture, "'a'"); // any key stays, and does nothing else
    assert_top(&fixture, "search");
    assert_shows(&fixture, "geheim");
    assert_false(virtual_terminal_shows(fixture.terminal, "geheima"));
    kiosk_fixture_wait(&fixture, 90 * 1000);
    assert_shows(&fixture, "Are you still here?");
    kiosk_fixture_wait(&fixture, 20 * 1000);
    assert_top(&fixture, "attract");
    assert_false(virtual_terminal_shows(fixture.terminal, "geheim"));
    assert_int_equal(fixture.loop.view.theme, THEME_NIGHT);
    assert_ptr_equal(fixture.kiosk.reader.languages[0], language_by_tag("de"));
    kiosk_fixture_type(&fixture, "Enter Enter F3"); // the next visitor
    assert_false(virtual_terminal_shows(fixture.terminal, "geheim"));
    kiosk_fixture_close(&fixture);
}

// The German name is what a reader shows to others: on few columns it has a second row.
static void test_a_german_name_is_whole_in_forty_columns(void **state)
{
    (void)state;
    struct kiosk_fixture fixture;
    kiosk_fixture_open(&fixture, "vi", 12, 40, NULL);
    kiosk_fixture_type(&fixture, "Enter Enter '2' Enter Enter");
    assert_top(&fixture, "topic");
    assert_shows(&fixture, "Amt für Soziales und");
    assert_false(virtual_terminal_shows(fixture.terminal, "Soziales und…"));
    kiosk_fixture_close(&fixture);
}

static void test_no_half_word_stands_beside_the_warning(void **state)
{
    (void)state;
    struct kiosk_fixture fixture;
    kiosk_fixture_open(&fixture, "de", 24, 80, NULL);
    kiosk_fixture_type(&fixture, "Enter Enter");
    kiosk_fixture_wait(&fixture, 90 * 1000);
    const struct grid *shown = &fixture.terminal->shown;
    int walls = 0;
    for (int row = 0; row < shown->rows; row++) {
        if (grid_at(shown, row, 8)->base != 0x2502) // the box's side
            continue;
        walls++;
        for (int column = 0; column < 8; column++)
            assert_int_equal(grid_at(shown, row, column)->base, ' ');
        for (int column = 72; column < shown->columns; column++)
            assert_int_equal(grid_at(shown, row, column)->base, ' ');
    }
    assert_true(walls >= 5);
    kiosk_fixture_close(&fixture);
}

static void test_nobody_is_warned_on_the_attract_screen(void **state)
{
    (void)state;
    struct kiosk_fixture fixture;
    kiosk_fixture_open(&fixture, "de", 24, 80, NULL);
    kiosk_fixture_wait(&fixture, 3600 * 1000);
    assert_top(&fixture, "attract");
    assert_false(virtual_terminal_shows(fixture.terminal, "Sind Sie noch da?"));
    kiosk_fixture_type(&fixture, "Enter"); // whoever comes after an hour has the whole time
    assert_top(&fixture, "languages");
    assert_false(virtual_terminal_shows(fixture.terminal, "Sind Sie noch da?"));
    kiosk_fixture_close(&fixture);
}

static void test_quitting(void **state)
{
    (void)state;
    struct kiosk_fixture fixture;
    kiosk_fixture_open(&fixture, "de", 24, 80, NULL);
    fixture.kiosk.locked = true;
    assert_true(kiosk_fixture_type(&fixture, "'q'"));
    assert_top(&fixture, "languages"); // like any key
    assert_true(kiosk_fixture_type(&fixture, "Interrupt Enter Interrupt"));
    fixture.kiosk.locked = false;
    assert_true(kiosk_fixture_type(&fixture, "'q'")); // only on the first page
    assert_false(kiosk_fixture_type(&fixture, "Interrupt"));
    kiosk_fixture_close(&fixture);
    kiosk_fixture_open(&fixture, "de", 24, 80, NULL);
    assert_false(kiosk_fixture_type(&fixture, "'q'"));
    kiosk_fixture_close(&fixture);
}

static void test_the_end_of_the_terminal_ends_the_visit(void **state)
{
    (void)state;
    struct kiosk_fixture fixture;
    kiosk_fixture_open(&fixture, "de", 24, 80, NULL);
    kiosk_fixture_type(&fixture, "Enter Enter F3 'geheim'");
    assert_false(kiosk_fixture_type(&fixture, "Hangup"));
    assert_int_equal(fixture.loop.stack.depth, 1);
    kiosk_fixture_close(&fixture);
}

static void test_every_footer_key_can_be_touched(void **state)
{
    (void)state;
    for (size_t l = 0; l < LANGUAGES; l++) {
        struct kiosk_fixture fixture;
        kiosk_fixture_open(&fixture, languages[l], 24, 80, NULL);
        kiosk_fixture_type(&fixture, "Enter Enter Enter");
        size_t count = fixture.loop.frame.target_count;
        assert_true(count >= 5);
        for (size_t i = 0; i < count; i++) {
            const struct frame_target target = fixture.loop.frame.targets[i];
            char click[32];
            snprintf(click, sizeof click, "Click(%d,%d)", target.canvas.top,
                     target.canvas.left + target.canvas.columns / 2);
            assert_int_equal(frame_hit(&fixture.loop.frame, target.canvas.top, target.canvas.left), target.action);
            if (target.action == KIOSK_ACTION_HELP) {
                kiosk_fixture_type(&fixture, click);
                assert_top(&fixture, "help");
                kiosk_fixture_type(&fixture, "F1");
            }
        }
        kiosk_fixture_close(&fixture);
    }
}

// Staff read on the help page what the terminal is; where nothing is known of it there is nothing to read.
static void test_help_tells_staff_about_the_terminal(void **state)
{
    (void)state;
    static const char *const lines[][2] = {
        {"de", "22 Zeilen, 64 Spalten"}, {"en", "22 rows, 64 columns"}, {"uk", "Рядків: 22, стовпців: 64"}};
    for (size_t l = 0; l < sizeof lines / sizeof *lines; l++) {
        struct probe probe = {.kind = PROBE_KONSOLE,
                              .order = PROBE_ORDER_IMPLICIT,
                              .colours = 256,
                              .pointer = true,
                              .version = "Konsole 22.12.3",
                              .rows = 22,
                              .columns = 64};
        memset(probe.widths, -1, sizeof probe.widths);
        struct kiosk_fixture fixture;
        kiosk_fixture_open(&fixture, lines[l][0], 22, 64, NULL);
        kiosk_fixture_type(&fixture, "Enter Enter F1 End");
        assert_false(virtual_terminal_shows(fixture.terminal, "64"));
        fixture.kiosk.terminal = &probe;
        kiosk_fixture_type(&fixture, "Esc F1 End");
        assert_true(virtual_terminal_shows(fixture.terminal, "Konsole 22.12.3"));
        assert_true(virtual_terminal_shows(fixture.terminal, "256"));
        assert_true(virtual_terminal_shows(fixture.terminal, lines[l][1]));
        probe.columns = 100;
        kiosk_fixture_type(&fixture, "Resize(22,100)");
        assert_true(virtual_terminal_shows(fixture.terminal, "100"));
        kiosk_fixture_close(&fixture);
    }
}

static void test_list_rows_can_be_touched(void **state)
{
    (void)state;
    struct kiosk_fixture fixture;
    kiosk_fixture_open(&fixture, "ar", 24, 80, NULL);
    kiosk_fixture_type(&fixture, "Enter Enter");
    assert_top(&fixture, "home");
    kiosk_fixture_type(&fixture, "Click(5,70)"); // the first tile is at the right
    assert_top(&fixture, "area");
    kiosk_fixture_close(&fixture);
}

// The key for larger text is explained once in a visit, and the next key finds the page as it is.
static void test_the_key_for_size_is_explained_once(void **state)
{
    (void)state;
    struct kiosk_fixture fixture;
    kiosk_fixture_open(&fixture, "en", 24, 80, NULL);
    kiosk_fixture_type(&fixture, "Enter Enter F6");
    assert_shows(&fixture, "again: even more.");
    kiosk_fixture_type(&fixture, "Down");
    assert_false(virtual_terminal_shows(fixture.terminal, "again:"));
    kiosk_fixture_type(&fixture, "F6 F6 F6");
    assert_false(virtual_terminal_shows(fixture.terminal, "again:"));
    kiosk_fixture_type(&fixture, "Esc"); // the next visit
    fixture.terminal->has_sizes = true;
    kiosk_fixture_type(&fixture, "Enter Enter F6");
    assert_shows(&fixture, "again: very large.");
    kiosk_fixture_close(&fixture);
}

// A title that is too long for its row in the bar has more of them, on every screen, and the page what is left.
static void test_a_long_title_is_whole(void **state)
{
    (void)state;
    struct kiosk_fixture fixture;
    kiosk_fixture_open(&fixture, "vi", 12, 40, NULL);
    kiosk_fixture_type(&fixture, "Enter Enter 'Burgeramt' Down");
    kiosk_fixture_type(&fixture, "Enter");
    assert_top(&fixture, "offer");
    const char *title = frame_title(stack_top(&fixture.loop.stack));
    assert_true(text_measure(title) > 26);
    const char *text = kiosk_fixture_text(&fixture);
    assert_null(strstr(text, "…"));
    assert_true(fixture.loop.frame.body.rows < 12 - 1 - 2); // of the bar, and of keys
    assert_int_equal(stack_top(&fixture.loop.stack)->rows, fixture.loop.frame.body.rows);
    kiosk_fixture_type(&fixture, "Resize(12,80)");
    assert_int_equal(fixture.loop.frame.body.rows, 12 - 1 - 1);
    kiosk_fixture_close(&fixture);
}

static void test_every_action_has_key_help_and_footer(void **state)
{
    (void)state;
    const struct program *program = &kiosk_program;
    for (const struct action_words *words = program->actions; words->action != ACTION_NONE; words++) {
        const char *caps = NULL;
        for (int context = 0; program->contexts[context].footer != NULL && caps == NULL; context++)
            caps = program_keys(program, words->action, context, KEY_PRINT_GERMAN);
        assert_non_null(caps);
    }
    for (int action = ACTION_PROGRAM; action <= KIOSK_ACTION_EMERGENCY; action++)
        assert_non_null(program_words(program, action));
    for (const struct binding *binding = program->bindings; binding->action != ACTION_NONE; binding++)
        assert_non_null(program_words(program, binding->action));
    static const int contexts[] = {KIOSK_CONTEXT_LIST, KIOSK_CONTEXT_DOCUMENT, KIOSK_CONTEXT_FIELD};
    static const int everywhere[] = {ACTION_BACK,           KIOSK_ACTION_HELP, KIOSK_ACTION_LANGUAGE, KIOSK_ACTION_EMERGENCY,
                                     KIOSK_ACTION_HOME,     KIOSK_ACTION_TEXT_SIZE};
    for (size_t c = 0; c < sizeof contexts / sizeof *contexts; c++)
        for (size_t a = 0; a < sizeof everywhere / sizeof *everywhere; a++) {
            bool shown = false;
            for (const int *action = program->contexts[contexts[c]].footer; *action != ACTION_NONE; action++)
                shown = shown || *action == everywhere[a];
            assert_true(shown);
        }
}

static void test_the_minute_on_the_clock_changes(void **state)
{
    (void)state;
    struct kiosk_fixture fixture;
    kiosk_fixture_open(&fixture, "de", 24, 80, NULL);
    kiosk_fixture_type(&fixture, "Enter Enter");
    assert_shows(&fixture, "Mo 10:15");
    kiosk_fixture_wait(&fixture, 60 * 1000);
    assert_shows(&fixture, "Mo 10:16");
    kiosk_fixture_close(&fixture);
}

// Days have names of different widths, which may leave the title one row more or less.
static void test_the_page_follows_the_clock(void **state)
{
    (void)state;
    enum { DAYS = 7, LEAST = 40, MOST = 64 };
    struct kiosk_fixture fixture;
    kiosk_fixture_open(&fixture, "ar", 12, MOST, NULL);
    kiosk_fixture_type(&fixture, "Enter Enter 'Burgeramt' Down");
    kiosk_fixture_type(&fixture, "Enter");
    fixture.loop.idle_ms = 0; // nobody leaves
    int changes = 0;
    for (int columns = LEAST; columns <= MOST; columns++) {
        char resize[32];
        snprintf(resize, sizeof resize, "Resize(12,%d)", columns);
        kiosk_fixture_type(&fixture, resize);
        for (int day = 0; day < DAYS; day++) {
            int before = fixture.loop.frame.body.rows;
            kiosk_fixture_wait(&fixture, 24 * 60 * 60 * (int64_t)1000);
            changes += fixture.loop.frame.body.rows != before;
            assert_int_equal(stack_top(&fixture.loop.stack)->rows, fixture.loop.frame.body.rows);
        }
    }
    assert_true(changes > 0);
    kiosk_fixture_close(&fixture);
}

// Every screen at every size of a wide range: nothing breaks, and what the terminal gets is whole (grid_put() blanks
// what is cut, so a wide character always has its second half).
static void walk_sizes(const char *language, const char *script)
{
    struct kiosk_fixture fixture;
    kiosk_fixture_open(&fixture, language, 24, 80, NULL);
    kiosk_fixture_type(&fixture, script);
    static const int rows[] = {1, 2, 7, 11, 12, 13, 16, 19, 20, 24, 33, 67};
    static const int columns[] = {1, 2, 10, 39, 40, 41, 59, 60, 64, 80, 120, 240};
    for (size_t r = 0; r < sizeof rows / sizeof *rows; r++)
        for (size_t c = 0; c < sizeof columns / sizeof *columns; c++) {
            char resize[32];
            snprintf(resize, sizeof resize, "Resize(%d,%d)", rows[r], columns[c]);
            assert_true(kiosk_fixture_type(&fixture, resize));
            assert_int_equal(fixture.terminal->shown.rows, rows[r]);
            assert_int_equal(fixture.terminal->shown.columns, columns[c]);
        }
    kiosk_fixture_type(&fixture, "Down PageDown End Up Resize(24,80)");
    kiosk_fixture_close(&fixture);
}

static void test_no_size_breaks_a_screen(void **state)
{
    (void)state;
    static const char *const scripts[] = {"",
                                          "Enter",
                                          "Enter Enter",
                                          "Enter Enter Enter",
                                          "Enter Enter Enter Enter",
                                          "Enter Enter Enter Enter Enter",
                                          "Enter Enter F9",
                                          "Enter Enter F1",
                                          "Enter Enter F3 'arzt'",
                                          "Enter Enter '21'",
                                          "Enter Enter '16' Enter"};
    for (size_t l = 0; l < LANGUAGES; l += 2)
        for (size_t i = 0; i < sizeof scripts / sizeof *scripts; i++)
            walk_sizes(languages[l], scripts[i]);
}

static void test_a_small_terminal_says_so_and_recovers(void **state)
{
    (void)state;
    struct kiosk_fixture fixture;
    kiosk_fixture_open(&fixture, "de", 3, 10, NULL);
    assert_shows(&fixture, "Zu klein");
    assert_shows(&fixture, "40×12");
    kiosk_fixture_type(&fixture, "Resize(24,80)");
    assert_shows(&fixture, "Drücken Sie eine Taste.");
    kiosk_fixture_close(&fixture);
}

// More links than the stack keeps pages: the oldest are forgotten, the first two are kept.
static void test_a_very_long_way_ends_where_it_began(void **state)
{
    (void)state;
    struct kiosk_fixture fixture;
    kiosk_fixture_open(&fixture, "de", 24, 80, NULL);
    kiosk_fixture_type(&fixture, "Enter Enter");
    for (int i = 0; i < 3 * STACK_PAGES_MAX; i++)
        loop_open(&fixture.loop, i % 2 == 0 ? &screen_help : &screen_about, NULL);
    assert_int_equal(fixture.loop.stack.depth, STACK_PAGES_MAX);
    for (int i = 0; i < STACK_PAGES_MAX - 2; i++)
        kiosk_fixture_type(&fixture, "Esc");
    assert_top(&fixture, "home");
    kiosk_fixture_close(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_listed_kind_has_a_screen),
        cmocka_unit_test(test_no_link_of_a_page_is_dropped),
        cmocka_unit_test(test_a_visit_from_attract_to_offer_and_back),
        cmocka_unit_test(test_what_cannot_be_drawn_is_not_offered),
        cmocka_unit_test(test_who_cannot_be_greeted_yet_sees_the_language),
        cmocka_unit_test(test_every_language_greets_in_turn),
        cmocka_unit_test(test_one_key_leads_in_and_out_of_each_service_page),
        cmocka_unit_test(test_the_first_emergency_numbers_are_seen_at_once),
        cmocka_unit_test(test_an_emergency_number_is_opened_where_it_stands),
        cmocka_unit_test(test_the_emergency_key_works_before_a_language_is_chosen),
        cmocka_unit_test(test_going_home_takes_the_language_shown),
        cmocka_unit_test(test_the_language_can_change_on_every_page),
        cmocka_unit_test(test_an_idle_visitor_is_warned_and_then_forgotten),
        cmocka_unit_test(test_a_german_name_is_whole_in_forty_columns),
        cmocka_unit_test(test_no_half_word_stands_beside_the_warning),
        cmocka_unit_test(test_nobody_is_warned_on_the_attract_screen),
        cmocka_unit_test(test_quitting),
        cmocka_unit_test(test_the_end_of_the_terminal_ends_the_visit),
        cmocka_unit_test(test_every_footer_key_can_be_touched),
        cmocka_unit_test(test_list_rows_can_be_touched),
        cmocka_unit_test(test_help_tells_staff_about_the_terminal),
        cmocka_unit_test(test_the_key_for_size_is_explained_once),
        cmocka_unit_test(test_a_long_title_is_whole),
        cmocka_unit_test(test_every_action_has_key_help_and_footer),
        cmocka_unit_test(test_the_minute_on_the_clock_changes),
        cmocka_unit_test(test_the_page_follows_the_clock),
        cmocka_unit_test(test_no_size_breaks_a_screen),
        cmocka_unit_test(test_a_small_terminal_says_so_and_recovers),
        cmocka_unit_test(test_a_very_long_way_ends_where_it_began),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
