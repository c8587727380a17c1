// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// A month of visits at two kiosks, by keys and a clock in memory: through the counters, the nightly exports, collecting as it goes in
// life, and to the figures that people see. They are held to what the visitors did, and stand as text in
// tests/golden/usage-month.txt.
#include "tests/core/usage_fixture.h"
#include "tests/support/golden.h"
#include "tests/support/kiosk_fixture.h"
#include "tui/kiosk/screens.h"

#include "core/insight/usage_collect.h"

#include <string.h>

enum { KIOSKS = 2, DAYS = 30, OFFERS = 4, AREAS = 2, LANGUAGES = 4, WEEKS = 6, MINUTE_MS = 60000, OPENS = 8 };

static const char *const offer_slugs[OFFERS] = {"integrationsbuero", "buergeramt-dessau", "auslaenderbehoerde", "jobcenter"};
static const char *const area_slugs[AREAS] = {"arrival", "work"};
static const char *const languages[LANGUAGES] = {"de", "ar", "uk", "ti"};

// What the visitors did, of both kiosks.
struct done {
    long offers[DAYS][OFFERS], languages[WEEKS][LANGUAGES], areas[AREAS][LANGUAGES], visits, told;
};

struct month {
    struct counters_place *place;
    struct kiosk_fixture fixture;
    const char *folder; // of the kiosk's counters
    const char *offers[OFFERS], *areas[AREAS];
    struct done *done;
    sqlite3 *collected;
    unsigned seed;
};

// The same numbers on every machine, which rand() does not promise: the minimal standard of Park and Miller.
static unsigned next(struct month *month, unsigned below)
{
    month->seed = (unsigned)((unsigned long)month->seed * 48271 % 2147483647);
    return month->seed % below;
}

static void see(struct month *month, const struct screen *screen, const char *id)
{
    struct page_argument argument = {0};
    memccpy(argument.id, id, '\0', sizeof argument.id - 1);
    loop_open(&month->fixture.loop, screen, &argument);
    virtual_terminal_run(month->fixture.terminal, &month->fixture.loop);
}

// Some offers and languages are those of many, others of few; one in twenty says that the first thing is wrong that can be.
static void visit(struct month *month, int day)
{
    struct kiosk_fixture *fixture = &month->fixture;
    struct done *done = month->done;
    unsigned language = next(month, 10);
    language = language < 5 ? 0 : language < 8 ? 1 : language < 9 ? 2 : 3;
    unsigned offer = next(month, 10), area = next(month, 3);
    offer = offer < 5 ? 0 : offer < 8 ? 1 : offer < 9 ? 2 : 3;
    kiosk_fixture_type(fixture, "Enter");
    kiosk_program.language(&fixture->loop, language_by_tag(languages[language]));
    virtual_terminal_run(fixture->terminal, &fixture->loop);
    assert_top(fixture, "home");
    if (area < AREAS) {
        see(month, &screen_area, month->areas[area]);
        done->areas[area][language]++;
    }
    see(month, &screen_offer, month->offers[offer]);
    done->offers[day][offer]++;
    if (next(month, 20) == 0) {
        see(month, &screen_feedback, month->offers[offer]);
        kiosk_fixture_type(fixture, "'3'");
        assert_top(fixture, "offer");
        done->told++;
    }
    if (next(month, 4) == 0)
        kiosk_fixture_type(fixture, "F9");
    done->languages[(day + 6) / 7][language]++; // 1 November 2026 is a Sunday
    done->visits++;
    kiosk_fixture_wait(fixture, 91 * 1000);
    kiosk_fixture_wait(fixture, 30 * 1000);
    assert_top(fixture, "attract");
}

// Counts go home on most days, on some of them twice.
static void collect(struct month *month, struct local_time today)
{
    struct usage_collected result;
    for (unsigned times = next(month, 3); times > 0; times--)
        assert_int_equal(usage_collect(month->collected, month->folder, today, &result, NULL, NULL), STATUS_OK);
}

static void begin(struct month *month, int kiosk)
{
    struct kiosk_fixture *fixture = &month->fixture;
    month->folder = fixture_folder(&month->place->arena);
    char *machine = arena_format(&month->place->arena, "%s/machine-id", month->folder);
    fixture_write(machine, kiosk == 0 ? "a\n" : "b\n", 2);
    kiosk_fixture_open(fixture, "de", 24, 80, NULL);
    for (int i = 0; i < OFFERS; i++)
        month->offers[i] = arena_copy_text(&month->place->arena, catalog_id_of_slug(fixture->kiosk.catalog, &fixture->arena, KIND_OFFER, offer_slugs[i]));
    for (int i = 0; i < AREAS; i++)
        month->areas[i] = arena_copy_text(&month->place->arena, catalog_id_of_slug(fixture->kiosk.catalog, &fixture->arena, KIND_AREA, area_slugs[i]));
    fixture->kiosk.usage = usage_open(month->folder, machine);
}

static void end(struct month *month)
{
    kiosk_forget(&month->fixture.kiosk, month->fixture.loop.view.tick.now);
    usage_close(&month->fixture.kiosk.usage);
    kiosk_fixture_close(&month->fixture);
    fixture_remove_folder(month->folder);
}

static void live(struct month *month, int kiosk)
{
    struct kiosk_fixture *fixture = &month->fixture;
    begin(month, kiosk);
    for (int day = 0; day <= DAYS; day++) { // on the last one, nobody comes any more
        struct local_time today = clock_from_day_number(clock_day_number(2026, 11, 1) + day);
        fixture->clock.tick.now = today; // between two days nobody was there
        fixture->clock.tick.elapsed_ms += (int64_t)12 * 60 * MINUTE_MS;
        fixture->clock.tick.now.hour = OPENS;
        kiosk_fixture_wait(fixture, MINUTE_MS); // the export of the day
        kiosk_fixture_wait(fixture, MINUTE_MS);
        collect(month, today);
        bool weekend = day % 7 == 0 || day % 7 == 6;
        for (unsigned visits = day == DAYS ? 0 : weekend ? next(month, 3) : 8 + next(month, 9); visits > 0; visits--) {
            visit(month, day);
            kiosk_fixture_wait(fixture, (int64_t)(5 + next(month, 40)) * MINUTE_MS);
        }
    }
    struct usage_collected result;
    assert_int_equal(usage_collect(month->collected, month->folder, day_of(2026, 12, 1, 9), &result, NULL, NULL), STATUS_OK);
    end(month);
}

// ---- the figures --------------------------------------------------------------------------------------------------

static long figure_of(const struct usage_figures *figures, enum usage_measure measure, const char *period, const char *key)
{
    for (size_t i = 0; i < figures->count; i++)
        if (figures->items[i].measure == measure && strcmp(figures->items[i].period, period) == 0 && strcmp(figures->items[i].key, key) == 0)
            return figures->items[i].least;
    return 0;
}

static void hold(const struct usage_figures *figures, enum usage_measure measure, struct local_time day, const char *key, long done)
{
    char period[USAGE_PERIOD_BYTES];
    usage_period(usage_measure_span(measure), day, period);
    assert_int_equal(figure_of(figures, measure, period, key), done - done % USAGE_LEAST);
}

static void hold_all(struct month *month, const struct usage_figures *figures)
{
    struct arena *arena = &month->place->arena;
    for (int day = 0; day < DAYS; day++)
        for (int i = 0; i < OFFERS; i++)
            hold(figures, USAGE_OFFER, clock_from_day_number(clock_day_number(2026, 11, 1) + day), month->offers[i], month->done->offers[day][i]);
    for (int week = 0; week < WEEKS - 1; week++) // the last one goes on
        for (int i = 0; i < LANGUAGES; i++)
            hold(figures, USAGE_LANGUAGE, clock_from_day_number(clock_day_number(2026, 11, 1) + 7 * week), languages[i], month->done->languages[week][i]);
    for (int area = 0; area < AREAS; area++)
        for (int i = 0; i < LANGUAGES; i++)
            hold(figures, USAGE_AREA, day_of(2026, 11, 1, 0), arena_format(arena, "%s %s", month->areas[area], languages[i]), month->done->areas[area][i]);
}

// An id of a thing as its slug, so that the text says what it is about.
static const char *named(struct month *month, const char *key)
{
    struct arena *arena = &month->place->arena;
    for (int i = 0; i < OFFERS; i++)
        if (strncmp(key, month->offers[i], strlen(month->offers[i])) == 0)
            return arena_format(arena, "%s%s", offer_slugs[i], key + strlen(month->offers[i]));
    for (int i = 0; i < AREAS; i++)
        if (strncmp(key, month->areas[i], strlen(month->areas[i])) == 0)
            return arena_format(arena, "%s%s", area_slugs[i], key + strlen(month->areas[i]));
    return key;
}

static void append_figures(struct month *month, struct arena_text *text, const struct usage_figures *figures)
{
    struct arena *arena = &month->place->arena;
    for (size_t i = 0; i < figures->count; i++)
        arena_append(arena, text, arena_format(arena, "%-8s %-10s %4ld  %s\n", usage_measure_name(figures->items[i].measure),
                                               figures->items[i].period, figures->items[i].least, named(month, figures->items[i].key)));
}

static void test_a_month_comes_out_as_it_was(void **state)
{
    struct counters_place *place = *state;
    struct done done = {.visits = 0};
    struct month month = {.place = place, .done = &done, .seed = 20261101};
    struct problem problem;
    struct usage_figures finest, by_month;
    struct usage_report *reports;
    struct arena_text text = {0};
    size_t count;
    assert_int_equal(usage_file_open(&month.collected, arena_format(&place->arena, "%s/collected.db", place->folder), &problem), STATUS_OK);
    for (int kiosk = 0; kiosk < KIOSKS; kiosk++)
        live(&month, kiosk);
    assert_int_equal(usage_figures_read(&finest, &place->arena, month.collected, USAGE_FINEST, day_of(2026, 12, 1, 9), &problem), STATUS_OK);
    assert_int_equal(usage_figures_read(&by_month, &place->arena, month.collected, USAGE_BY_MONTH, day_of(2026, 12, 1, 9), &problem), STATUS_OK);
    assert_int_equal(usage_reports_read(&reports, &count, &place->arena, month.collected, &problem), STATUS_OK);
    hold_all(&month, &finest);
    arena_append(&place->arena, &text, arena_format(&place->arena, "%ld visits at %d kiosks, %ld said that something is wrong\n\nby month\n", done.visits, KIOSKS, done.told));
    append_figures(&month, &text, &by_month);
    arena_append(&place->arena, &text, "\nby day and week\n");
    append_figures(&month, &text, &finest);
    arena_append(&place->arena, &text, "\nto be mended\n");
    for (size_t i = 0; i < count; i++)
        arena_append(&place->arena, &text, arena_format(&place->arena, "%s %s\n", named(&month, reports[i].offer), usage_feedback_name(reports[i].feedback)));
    assert_int_equal(golden_differs("usage-month", text.bytes), 0);
    database_close(&month.collected);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_a_month_comes_out_as_it_was, counters_set_up, counters_tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
