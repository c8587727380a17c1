// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// How long a person waits for the kiosk, beside the least program on ncurses (floor.c) on the same machine in the same
// run.
//
// Times are wall-clock times at the terminal's side: from the start, or from the key's bytes, to the ready byte that
// follows the painted frame. Kiosk and floor take turns, so that what else the machine does meets both.
#include "core/catalog/catalog.h"
#include "core/insight/usage.h"
#include "core/language/language.h"
#include "tests/support/journey.h"
#include "tests/support/program.h"
#include "tests/support/samples.h"

#include <sqlite3.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { ROWS = 30, COLUMNS = 100, STARTS = 60, KEYS = 200 };

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

// Presses and waits for the frame; what it took goes into the samples, if there are any.
static void press(struct pty *pty, const char *script, struct samples *samples)
{
    size_t before, after;
    pty_output(pty, &before);
    double start = now();
    pty_press(pty, script);
    pty_settle(pty);
    pty_output(pty, &after);
    if (samples != NULL)
        samples_add(samples, pty_ready_time(pty) - start, after - before);
}

static struct pty *start_floor(void)
{
    struct arena arena = {0};
    struct pty *pty = pty_start(
        &(struct pty_options){.program = program_built(&arena, "bench/floor"), .rows = ROWS, .columns = COLUMNS});
    pty_settle(pty);
    arena_free(&arena);
    return pty;
}

static void measure_start(struct pty *pty, struct samples *samples)
{
    size_t bytes;
    pty_output(pty, &bytes);
    samples_add(samples, pty_ready_time(pty) - pty_start_time(pty), bytes);
    pty_free(&pty);
}

// ---- the table ---------------------------------------------------------------------------------------------------

static int missed;

static const char *judge(bool reached)
{
    missed += !reached;
    return reached ? "" : "  MISSED";
}

static void print_times(const char *what, struct samples *kiosk, struct samples *floor, double ratio_most,
                        double ms_most, size_t bytes_most)
{
    double median = samples_quantile(kiosk, 0.5);
    char beside[64] = "            -      -";
    char target[48] = "";
    bool reached = true;
    if (floor != NULL) {
        double ratio = median / samples_quantile(floor, 0.5);
        snprintf(beside, sizeof beside, "%6.2f %5.2f %5.1fx", samples_quantile(floor, 0.5), samples_quantile(floor, 0.95), ratio);
        reached = ratio_most == 0 || ratio <= ratio_most;
    }
    if (ratio_most > 0)
        snprintf(target, sizeof target, "at most %.0fx", ratio_most);
    if (ms_most > 0) {
        snprintf(target, sizeof target, "under %.0f ms", ms_most);
        reached = reached && median < ms_most;
    }
    if (bytes_most > 0) {
        size_t length = strlen(target);
        snprintf(target + length, sizeof target - length, "%sat most %zu bytes", length > 0 ? ", " : "", bytes_most);
        reached = reached && kiosk->most_bytes <= bytes_most;
    }
    printf("%-30s %6.2f %5.2f   %-20s %7zu %6zu  %s%s\n", what, median, samples_quantile(kiosk, 0.95), beside,
           kiosk->bytes / kiosk->count, kiosk->most_bytes, target, judge(reached));
}

// ---- what is measured --------------------------------------------------------------------------------------------

static void bench_start(void)
{
    static const char *const known[] = {"KIOSK_TERM=xterm", NULL}; // asks nothing
    enum { ASKING_MOST_MS = 5 };
    static struct samples kiosk, silent, floor;
    for (int i = 0; i < STARTS; i++) {
        measure_start(start_floor(), &floor);
        measure_start(program_start_kiosk(&(struct pty_options){.rows = ROWS, .columns = COLUMNS}), &kiosk);
        measure_start(program_start_kiosk(&(struct pty_options){.rows = ROWS, .columns = COLUMNS, .environment = known}),
                      &silent);
    }
    print_times("start to first paint", &kiosk, &floor, 3, 0, 0);
    print_times("start without questions", &silent, &floor, 0, 0, 0);
    double asking = samples_quantile(&kiosk, 0.5) - samples_quantile(&silent, 0.5);
    printf("%-30s %6.2f %48s at most %d ms%s\n", "what asking the terminal takes", asking, "", ASKING_MOST_MS,
           judge(asking <= ASKING_MOST_MS));
}

// Starts a program that tells nobody when it has painted, and waits until the last row that it paints is there.
static void measure_shown(const struct pty_options *options, const char *last, struct samples *samples)
{
    struct pty *pty = pty_start(options);
    pty_expect(pty, last);
    samples_add(samples, now() - pty_start_time(pty), 0);
    pty_free(&pty);
}

// A menu of dialog(1), the usual way of asking somebody something on a terminal, beside the kiosk's first screen: both are
// waited for in the same way, by what stands there. The kiosk loads Unicode's tables and a catalog before it; the ratio is told
// and has no limit.
static void bench_dialog(void)
{
    static const char *const menu[] = {"--menu", "Kompass",  "20", "60",   "8", "1", "Deutsch", "2",      "English",
                                       "3",      "Français", "4",  "Türkçe", NULL};
    static const struct pty_options dialog = {
        .program = "/usr/bin/dialog", .arguments = menu, .rows = ROWS, .columns = COLUMNS, .without_ready = true};
    static const char *const now_there[] = {"--now", "2026-11-23T10:15", NULL};
    static struct samples of_dialog, of_kiosk;
    struct arena arena = {0};
    const struct pty_options kiosk = {.program = program_built(&arena, "kompass-kiosk"),
                                      .arguments = now_there,
                                      .rows = ROWS,
                                      .columns = COLUMNS,
                                      .without_ready = true};
    for (int i = 0; i < STARTS; i++) {
        measure_shown(&dialog, "Cancel", &of_dialog);
        measure_shown(&kiosk, "Drücken Sie eine Taste", &of_kiosk);
    }
    arena_free(&arena);
    double ratio = samples_quantile(&of_kiosk, 0.5) / samples_quantile(&of_dialog, 0.5);
    printf("%-30s %6.2f %5.2f   %6.2f %5.2f %5.1fx\n", "first screen beside dialog(1)", samples_quantile(&of_kiosk, 0.5),
           samples_quantile(&of_kiosk, 0.95), samples_quantile(&of_dialog, 0.5), samples_quantile(&of_dialog, 0.95), ratio);
}

// The focus goes up and down in a list that stands still.
static void bench_arrow(struct journey *journey, struct pty *floor_program)
{
    static struct samples kiosk, floor;
    for (int i = 0; i < KEYS; i++) {
        const char *key = i % 2 == 0 ? "Down" : "Up";
        press(floor_program, key, &floor);
        press(journey->pty, key, &kiosk);
    }
    print_times("arrow key in a list", &kiosk, &floor, 3, 0, 1024);
}

// The focus goes to and fro between two tiles of the first page.
static void bench_tiles(struct journey *journey)
{
    static struct samples kiosk;
    for (int i = 0; i < KEYS; i++)
        press(journey->pty, i % 2 == 0 ? "Right" : "Left", &kiosk);
    print_times("arrow key on tiles", &kiosk, NULL, 0, 0, 2048);
}

// Both lists scroll by one item: from the last one up to the first one shown and back.
static void bench_scroll(struct journey *journey, struct pty *floor_program)
{
    static struct samples kiosk, floor;
    struct arena arena = {0};
    for (int i = 0; i < 2 * ROWS; i++)
        press(floor_program, "Down", NULL);
    pty_type(journey->pty, "Esc*2"); // area, home
    journey_walk_to(journey, "Schritt für Schritt");
    pty_type(journey->pty, "Enter");
    size_t guides = catalog_guides(journey->catalog, &arena, &journey->reader, NULL).count;
    for (size_t count = 0; count + guides < KEYS / 2; count += guides) {
        const char *key = count / guides % 2 == 0 ? "Down" : "Up";
        for (size_t i = 1; i < guides; i++) {
            char *before = pty_row(journey->pty, &arena, ROWS / 2);
            press(floor_program, "Down", &floor);
            size_t size_before, size_after;
            pty_output(journey->pty, &size_before);
            double start = now();
            pty_press(journey->pty, key);
            pty_settle(journey->pty);
            pty_output(journey->pty, &size_after);
            if (strcmp(before, pty_row(journey->pty, &arena, ROWS / 2)) != 0) // it did scroll
                samples_add(&kiosk, pty_ready_time(journey->pty) - start, size_after - size_before);
        }
    }
    print_times("scroll a list", &kiosk, &floor, 3, 0, 1024);
    arena_free(&arena);
}

static void bench_pages(struct journey *journey)
{
    static struct samples open, back, escape, list, code;
    for (int i = 0; i < KEYS; i++) {
        press(journey->pty, "Enter", &open);
        press(journey->pty, i % 4 == 0 ? "Esc" : "Backspace", i % 4 == 0 ? &escape : &back);
    }
    for (int i = 0; i < KEYS; i++) {
        press(journey->pty, "F2", &list);
        press(journey->pty, "Backspace", NULL);
    }
    press(journey->pty, "Enter", NULL);
    for (int i = 0; i < KEYS; i++) {
        press(journey->pty, "F8", &code);
        press(journey->pty, "Backspace", NULL);
    }
    press(journey->pty, "Backspace", NULL);
    print_times("open an offer", &open, NULL, 0, 2, 0);
    print_times("a code of it", &code, NULL, 0, 5, 0);
    print_times("back with Backspace", &back, NULL, 0, 0, 0);
    print_times("back with Esc (waits 50 ms)", &escape, NULL, 0, 0, 0); // for what may follow ESC as part of a key
    print_times("list of languages", &list, NULL, 0, 0, 0);
}

// Chooses a language as a visitor does; what is measured is the page in it.
static void switch_language(struct journey *journey, const char *tag, struct samples *samples)
{
    const struct language *from = journey->language;
    const struct language *to = language_by_tag(tag);
    press(journey->pty, "F2", NULL);
    if (to < from) // further up in the list, which begins at the present one
        press(journey->pty, "Home", NULL);
    journey_walk_to(journey, to->autonym);
    press(journey->pty, "Enter", samples);
    journey->language = to;
    journey->reader = reader_of(to);
}

// Round through languages of four scripts and both directions, on every kind of page.
static void bench_languages(struct journey *journey)
{
    enum { ROUNDS = 12, SWITCH_MOST_MS = 3 };
    static const char *const tags[] = {"en", "ar", "uk", "de"};
    static const struct {
        const char *name, *keys;
    } pages[] = {{"switch on home", "F4"},       {"switch on search results", "F4 F3 'arzt'"}, {"switch on emergency", "F4 F9"},
                 {"switch on help", "F4 F1"},    {"switch on an area", "F4 Enter"},      {"switch on an offer", NULL}};
    for (size_t page = 0; page < sizeof pages / sizeof *pages; page++) {
        static struct samples samples;
        samples.count = samples.bytes = samples.most_bytes = 0;
        if (pages[page].keys != NULL) {
            pty_type(journey->pty, pages[page].keys);
        } else {
            pty_type(journey->pty, "F4");
            journey_open_offer(journey, "integrationsbuero");
        }
        for (size_t i = 0; i < ROUNDS * sizeof tags / sizeof *tags; i++)
            switch_language(journey, tags[i % (sizeof tags / sizeof *tags)], &samples);
        print_times(pages[page].name, &samples, NULL, 0, SWITCH_MOST_MS, 0);
    }
    pty_type(journey->pty, "Esc"); // to the topic's list
}

// What counting adds to a key that opens a page, with as many sums in memory as there can be; the disk is no part of it.
static void bench_counting(void)
{
    enum { COUNTED = 20000 };
    static const double most_ms = 0.1;
    struct usage *usage = usage_open("/dev/null", "/dev/null");
    struct local_time today = {.year = 2026, .month = 11, .day = 23, .hour = 10};
    double worst = 0, whole = 0;
    for (int i = 0; i < COUNTED; i++) {
        char id[USAGE_KEY_BYTES];
        snprintf(id, sizeof id, "%d", i % USAGE_SUMS_MAX);
        double start = now();
        usage_count(usage, USAGE_HOUR, "", &today);
        usage_count(usage, USAGE_LANGUAGE, "de", &today);
        usage_count(usage, USAGE_OFFER, id, &today);
        double took = now() - start;
        whole += took;
        worst = took > worst ? took : worst;
        if (i % USAGE_VISIT_MAX == USAGE_VISIT_MAX - 1)
            usage_end_visit(usage);
    }
    printf("%-30s %6.4f, worst %.4f of %d                             under 0.1 ms%s\n", "counting a page", whole / COUNTED, worst, COUNTED,
           judge(whole / COUNTED < most_ms));
    usage_close(&usage);
}

// The offers of the city's catalog, each as often as it takes.
static size_t read_offers(struct catalog *catalog, struct arena *arena, struct catalog_offer *offers, size_t count)
{
    const struct reader reader = reader_of(language_by_tag("de"));
    const struct catalog_list areas = catalog_areas(catalog, arena, &reader);
    struct problem problem;
    size_t read = 0, before;
    do {
        before = read;
        for (size_t a = 0; a < areas.count; a++) {
            const struct catalog_list topics = catalog_topics(catalog, arena, &reader, areas.entries[a].id);
            for (size_t t = 0; t < topics.count; t++) {
                const struct catalog_list list = catalog_topic_entries(catalog, arena, &reader, topics.entries[t].id);
                for (size_t i = 0; i < list.count && read < count; i++)
                    read += list.entries[i].kind == KIND_OFFER &&
                            catalog_offer_state(catalog, arena, &reader, list.entries[i].id, &offers[read], &problem) == STATUS_OK;
            }
        }
    } while (read < count && read > before);
    return read;
}

// What is open and what is not, of 2,000 offers with their seasons, closures and holidays, at each hour of a week with Christmas.
static void bench_hours(void)
{
    enum { OFFERS = 2000, ASKED = 168 };
    struct arena arena = {0};
    struct catalog *catalog;
    struct problem problem;
    const struct reader reader = reader_of(language_by_tag("de"));
    struct samples asked = {0};
    size_t holiday_count, open = 0;
    if (catalog_open_newest(&catalog, program_built(&arena, "share/kompass/catalog"), NULL, NULL, &problem) != STATUS_OK) {
        fprintf(stderr, "bench: %s: %s\n", problem.what, problem.why);
        exit(EXIT_FAILURE);
    }
    struct catalog_offer *offers = arena_allocate(&arena, OFFERS, sizeof *offers);
    const struct holiday *holidays = catalog_holidays(catalog, &arena, &reader, &holiday_count);
    size_t count = read_offers(catalog, &arena, offers, OFFERS);
    for (int hour = 0; hour < ASKED; hour++) {
        struct local_time time = clock_from_day_number(clock_day_number(2026, 12, 21) + hour / 24);
        time.hour = hour % 24;
        double start = now();
        for (size_t i = 0; i < count; i++) {
            struct opening opening;
            catalog_opening(&offers[i], holidays, holiday_count, time, &opening);
            open += opening.state == OPENING_OPEN;
        }
        samples_add(&asked, now() - start, 0);
    }
    double median = samples_quantile(&asked, 0.5);
    printf("%-30s %6.2f %5.2f   %zu of them open, of %d hours                     under 5 ms%s\n", "open or closed, 2,000 offers", median,
           samples_quantile(&asked, 0.95), open / ASKED, ASKED, judge(count == OFFERS && median < 5));
    catalog_close(&catalog);
    arena_free(&arena);
}

// A copy of the city's catalog with as many events more, each on a day of every week for ten years.
static void make_events(struct arena *arena, const char *path, int events)
{
    sqlite3 *database = NULL;
    const char *from = arena_format(arena, "%s/1.db", program_built(arena, "share/kompass/catalog"));
    remove(path);
    const char *sql = arena_format(
        arena,
        "ATTACH 'file:%s?mode=ro' AS city; VACUUM city INTO '%s'; DETACH city; ATTACH '%s' AS many; PRAGMA many.foreign_keys = OFF;"
        "CREATE TEMP TABLE made AS WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < %d)"
        " SELECT i, printf('%%08x-0000-4000-8000-000000000000', i) AS id, o.id AS offer FROM n"
        " JOIN (SELECT id, row_number() OVER (ORDER BY id) - 1 AS place FROM many.offer) AS o ON o.place = i %% 100;"
        "INSERT INTO many.thing SELECT id, 'event', 'event-' || i, i, 1 FROM made;"
        "INSERT INTO many.event (id, offer_id, starts, minutes, all_day, rule)"
        " SELECT id, offer, date('2020-01-01', (i %% 7) || ' days') || 'T17:30', 90, 0, 'FREQ=WEEKLY' FROM made;"
        "INSERT INTO many.text SELECT id, 'de', 'name', 'Treffen ' || i, 'human', NULL, printf('%%032x', i) FROM made;"
        "WITH RECURSIVE w(week) AS (SELECT 0 UNION ALL SELECT week + 1 FROM w WHERE week < 521)"
        " INSERT INTO many.event_time SELECT id, date('2020-01-01', (i %% 7 + 7 * week) || ' days') || 'T17:30' FROM made, w",
        from, path, path, events - 1);
    char *why = NULL;
    if (sqlite3_open_v2(":memory:", &database, SQLITE_OPEN_READWRITE | SQLITE_OPEN_URI, NULL) != SQLITE_OK ||
        sqlite3_exec(database, sql, NULL, NULL, &why) != SQLITE_OK) {
        fprintf(stderr, "bench: %s: %s\n", path, why != NULL ? why : "cannot be made");
        exit(EXIT_FAILURE);
    }
    sqlite3_close(database);
}

// What happens this month, of 500 events that repeat over ten years, as their page reads it.
static void bench_events(void)
{
    enum { EVENTS = 500, ASKED = 50 };
    struct arena arena = {0}, read = {0};
    struct catalog *catalog;
    struct problem problem;
    const struct reader reader = reader_of(language_by_tag("de"));
    const struct event_span month = {{.year = 2026, .month = 11, .day = 23, .hour = 10}, {.year = 2026, .month = 12, .day = 1}};
    struct samples asked = {0};
    size_t least = EVENTS;
    const char *path = arena_format(&arena, "%s/events.db", program_scratch(&arena, "bench-events"));
    make_events(&arena, path, EVENTS);
    if (catalog_open(&catalog, path, &problem) != STATUS_OK) {
        fprintf(stderr, "bench: %s: %s\n", problem.what, problem.why);
        exit(EXIT_FAILURE);
    }
    for (int i = 0; i < ASKED; i++) {
        double start = now();
        size_t count = catalog_events(catalog, &read, &reader, &month, NULL).count;
        samples_add(&asked, now() - start, 0);
        least = count < least ? count : least;
        arena_free(&read);
    }
    double median = samples_quantile(&asked, 0.5);
    printf("%-30s %6.2f %5.2f   of ten years                                    under 10 ms%s\n", "500 events, this month", median,
           samples_quantile(&asked, 0.95), judge(least == EVENTS && median < 10));
    catalog_close(&catalog);
    arena_free(&arena);
    remove(path);
}

int main(void)
{
    struct journey journey;
    enum { MEMORY_MOST_KIB = 24 * 1024 };
    printf("Kompass at %dx%d beside a 20-line ncurses program (the floor); milliseconds, %d starts, up to %d keys\n\n",
           COLUMNS, ROWS, STARTS, KEYS);
    printf("                                   kiosk              floor               bytes sent\n");
    printf("step                           median   p95   median   p95 ratio        mean   most  target\n");
    bench_start();
    bench_dialog();
    bench_counting();
    bench_hours();
    bench_events();
    struct pty *floor_program = start_floor();
    journey_begin(&journey, "de");
    journey_choose_language(&journey);
    bench_tiles(&journey);
    journey_open_offer(&journey, "integrationsbuero");
    pty_type(journey.pty, "Esc"); // to the topic's list
    bench_arrow(&journey, floor_program);
    bench_pages(&journey);
    bench_languages(&journey);
    long memory = pty_peak_memory(journey.pty);
    bench_scroll(&journey, floor_program);
    long floor_memory = pty_peak_memory(floor_program);
    memory = pty_peak_memory(journey.pty) > memory ? pty_peak_memory(journey.pty) : memory;
    printf("%-30s %8.1f MiB   %6.1f MiB %4.1fx                 at most 24 MiB%s\n", "peak resident memory",
           (double)memory / 1024, (double)floor_memory / 1024, (double)memory / (double)floor_memory,
           judge(memory <= MEMORY_MOST_KIB));
    journey_end(&journey);
    pty_free(&floor_program);
    printf(missed == 0 ? "\nAll figures are reached.\n" : "\n%d figures are missed.\n", missed);
    return missed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
