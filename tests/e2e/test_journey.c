// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The journey that the kiosk is for: from the attract screen to the Integrationsbüro's telephone number, with arrow keys and
// Enter alone, in each language, in the program as built on the content as published.
#include "core/catalog/catalog.h"
#include "core/text/layout.h"
#include "tests/support/program.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>
#include <unistr.h>

#include <cmocka.h>

enum { STEPS_MAX = 60 };

struct journey {
    struct arena arena;
    struct catalog *catalog;
    const struct language *language;
    struct reader reader;
    struct pty *pty;
};

// The first cells of a title as they stand on the glass: at the left, or at the right where lines begin there.
static char *glass_form(struct journey *journey, const char *title)
{
    enum { CELLS = 12 };
    struct text_options options = {.direction = journey->language->direction, .width = 1000};
    struct text_layout layout;
    text_lay_out(&journey->arena, title, &options, &layout);
    struct text_line line = layout.lines[0];
    if (line.count > CELLS) {
        if (journey->language->direction == TEXT_RIGHT_TO_LEFT)
            line.cells += line.count - CELLS;
        line.count = CELLS;
    }
    return text_line_to_utf8(&journey->arena, &line);
}

static char *cursor_row(struct journey *journey, int *column)
{
    int row;
    pty_cursor(journey->pty, &row, column);
    return pty_row(journey->pty, &journey->arena, row);
}

// Moves the focus to the thing with that title. The cursor stands on the title's first cell.
static void walk_to(struct journey *journey, const char *title)
{
    bool rightwards = journey->language->direction == TEXT_LEFT_TO_RIGHT;
    const char *wanted = glass_form(journey, title);
    for (int step = 0; step < STEPS_MAX; step++) {
        int column;
        const char *row = cursor_row(journey, &column);
        const char *found = strstr(row, wanted);
        if (found == NULL) {
            pty_type(journey->pty, "Down");
            continue;
        }
        int first = (int)u8_mbsnlen((const uint8_t *)row, (size_t)(found - row)); // no wide characters in these languages
        int last = first + (int)u8_mbsnlen((const uint8_t *)wanted, strlen(wanted)) - 1;
        if (column == (rightwards ? first : last))
            return;
        pty_type(journey->pty, rightwards ? "Right" : "Left");
    }
    fail_msg("\"%s\" cannot be reached:\n%s", title, pty_text(journey->pty, &journey->arena));
}

static void open_entry(struct journey *journey, enum entry_kind kind, const char *id)
{
    struct catalog_entry entry;
    assert_true(catalog_entry(journey->catalog, &journey->arena, &journey->reader, kind, id, &entry));
    walk_to(journey, entry.title.value);
    pty_type(journey->pty, "Enter");
}

// The area that has the topic.
static const char *area_of(struct journey *journey, const char *topic_id)
{
    struct catalog_list areas = catalog_areas(journey->catalog, &journey->arena, &journey->reader);
    for (size_t i = 0; i < areas.count; i++) {
        const char *area = areas.entries[i].id;
        struct catalog_list topics = catalog_topics(journey->catalog, &journey->arena, &journey->reader, area);
        for (size_t k = 0; k < topics.count; k++) {
            if (strcmp(topics.entries[k].id, topic_id) == 0)
                return area;
        }
    }
    fail_msg("no area has topic %s", topic_id);
    return NULL;
}

static void begin(struct journey *journey, const char *tag)
{
    struct problem problem;
    *journey = (struct journey){.language = language_by_tag(tag)};
    journey->reader = reader_of(journey->language);
    const char *folder = program_built(&journey->arena, "share/kompass/catalog");
    assert_int_equal(catalog_open_newest(&journey->catalog, folder, NULL, NULL, &problem), STATUS_OK);
    journey->pty = program_start_kiosk(&(struct pty_options){0});
}

static void end(struct journey *journey)
{
    pty_free(&journey->pty);
    catalog_close(&journey->catalog);
    arena_free(&journey->arena);
}

static void choose_language(struct journey *journey)
{
    pty_type(journey->pty, "Enter");
    walk_to(journey, journey->language->autonym);
    pty_type(journey->pty, "Enter");
}

static void find_the_office(const char *tag)
{
    struct journey journey;
    struct catalog_offer offer;
    struct problem problem;
    begin(&journey, tag);
    const char *id = catalog_id_of_slug(journey.catalog, &journey.arena, ENTRY_OFFER, "integrationsbuero");
    assert_non_null(id);
    assert_int_equal(catalog_offer(journey.catalog, &journey.arena, &journey.reader, id, &offer, &problem), STATUS_OK);

    choose_language(&journey);
    open_entry(&journey, ENTRY_AREA, area_of(&journey, offer.topic_id));
    open_entry(&journey, ENTRY_TOPIC, offer.topic_id);
    open_entry(&journey, ENTRY_OFFER, id);
    assert_true(pty_shows(journey.pty, "Integrationsbüro"));
    for (int step = 0; step < STEPS_MAX && !pty_shows(journey.pty, "340 2042901"); step++)
        pty_type(journey.pty, "Down");
    assert_true(pty_shows(journey.pty, "340 2042901"));

    pty_type(journey.pty, "Esc*4"); // topic, area, home, and the visit is over
    assert_true(pty_shows(journey.pty, "Willkommen"));
    assert_false(pty_shows(journey.pty, "2042901"));
    end(&journey);
}

static void test_german(void **state)
{
    (void)state;
    find_the_office("de");
}

static void test_english(void **state)
{
    (void)state;
    find_the_office("en");
}

static void test_arabic(void **state)
{
    (void)state;
    find_the_office("ar");
}

static void test_ukrainian(void **state)
{
    (void)state;
    find_the_office("uk");
}

// A touch does what Enter does: the first language, the first area, and back by the footer's key.
static void test_touch(void **state)
{
    (void)state;
    struct journey journey;
    begin(&journey, "de");
    struct catalog_list areas = catalog_areas(journey.catalog, &journey.arena, &journey.reader);
    assert_true(areas.count > 0);
    pty_type(journey.pty, "Click(10,20)");
    int row, column;
    pty_cursor(journey.pty, &row, &column);
    pty_type(journey.pty, arena_format(&journey.arena, "Click(%d,%d)", row, column + 1));
    assert_true(pty_shows(journey.pty, areas.entries[0].title.value));
    pty_cursor(journey.pty, &row, &column);
    pty_type(journey.pty, arena_format(&journey.arena, "Click(%d,%d)", row, column + 1));
    struct catalog_list topics = catalog_topics(journey.catalog, &journey.arena, &journey.reader, areas.entries[0].id);
    assert_true(topics.count > 0);
    assert_true(pty_shows(journey.pty, topics.entries[0].title.value));
    end(&journey);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_german),
        cmocka_unit_test(test_english),
        cmocka_unit_test(test_arabic),
        cmocka_unit_test(test_ukrainian),
        cmocka_unit_test(test_touch),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
