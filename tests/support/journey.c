// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Walks by what stands on the screen, never by where things should be.
#include "tests/support/journey.h"

#include "core/text/layout.h"
#include "tests/support/program.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistr.h>

enum { STEPS_MAX = 60 };

static _Noreturn void give_up(struct journey *journey, const char *what)
{
    fprintf(stderr, "journey: \"%s\" cannot be reached:\n%s", what, pty_text(journey->pty, &journey->arena));
    pty_free(&journey->pty);
    abort();
}

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

// The cursor stands on the cell before the focused title.
void journey_walk_to(struct journey *journey, const char *title)
{
    const char *wanted = glass_form(journey, title);
    for (int step = 0; step < STEPS_MAX; step++) {
        int column;
        const char *row = cursor_row(journey, &column);
        const char *found = strstr(row, wanted);
        if (found == NULL) {
            pty_type(journey->pty, "Down");
            continue;
        }
        int first =
            (int)u8_mbsnlen((const uint8_t *)row, (size_t)(found - row)); // no wide characters in these languages
        int last = first + (int)u8_mbsnlen((const uint8_t *)wanted, strlen(wanted)) - 1;
        if (column == first - 1 || column == last + 1) // the page's direction says which: not always that of the title
            return;
        pty_type(journey->pty, column < first ? "Right" : "Left");
    }
    give_up(journey, title);
}

static bool shows_title(struct journey *journey, const char *title)
{
    return strstr(pty_row(journey->pty, &journey->arena, 0), glass_form(journey, title)) != NULL;
}

// The names of tiles are wrapped, so an area is opened by its number, which Enter ends where it may go on. The page that
// opens says whether it is the right one.
static void open_area(struct journey *journey, const char *id, const char *title)
{
    struct catalog_list areas = catalog_areas(journey->catalog, &journey->arena, &journey->reader);
    size_t place = 0;
    while (place < areas.count && strcmp(areas.entries[place].id, id) != 0)
        place++;
    pty_type(journey->pty, arena_format(&journey->arena, "'%zu'", place + 1));
    if (!shows_title(journey, title))
        pty_type(journey->pty, "Enter");
    if (!shows_title(journey, title))
        give_up(journey, title);
}

void journey_open(struct journey *journey, const char *id)
{
    struct catalog_entry entry;
    if (!catalog_entry(journey->catalog, &journey->arena, &journey->reader, id, &entry))
        give_up(journey, id);
    if (entry.kind == KIND_AREA) {
        open_area(journey, id, entry.title.value);
        return;
    }
    journey_walk_to(journey, entry.title.value);
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
    give_up(journey, topic_id);
}

void journey_begin(struct journey *journey, const char *language)
{
    struct problem problem;
    *journey = (struct journey){.language = language_by_tag(language)};
    journey->reader = reader_of(journey->language);
    const char *folder = program_built(&journey->arena, "share/kompass/catalog");
    if (catalog_open_newest(&journey->catalog, folder, NULL, NULL, &problem) != STATUS_OK) {
        fprintf(stderr, "journey: %s: %s\n", problem.what, problem.why);
        abort();
    }
    const char *state = program_scratch(&journey->arena, "journey");
    journey->pty = program_start_kiosk(&(struct pty_options){.arguments = (const char *const[]){"--state", state, NULL}});
}

void journey_end(struct journey *journey)
{
    pty_free(&journey->pty);
    catalog_close(&journey->catalog);
    arena_free(&journey->arena);
}

void journey_choose_language(struct journey *journey)
{
    pty_type(journey->pty, "Enter");
    journey_walk_to(journey, journey->language->autonym);
    pty_type(journey->pty, "Enter");
}

void journey_open_offer(struct journey *journey, const char *slug)
{
    struct catalog_offer offer;
    struct problem problem;
    const char *id = catalog_id_of_slug(journey->catalog, &journey->arena, KIND_OFFER, slug);
    if (id == NULL ||
        catalog_offer(journey->catalog, &journey->arena, &journey->reader, id, &offer, &problem) != STATUS_OK)
        give_up(journey, slug);
    journey_open(journey, area_of(journey, offer.topic_id));
    journey_open(journey, offer.topic_id);
    journey_open(journey, id);
}
