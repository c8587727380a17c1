// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Tests of joining what a region says in several languages: single dates of events, and as many of them as an answer
// holds.
#include "core/exchange/integreat/model.h"
#include "tests/core/fixture.h"

#include <time.h>

enum { GERMAN, ENGLISH, FOLDERS };

// A region of two languages with events alone.
struct region {
    struct content content;
    struct integreat_report report;
    struct integreat_folder folders[FOLDERS];
    struct integreat source;
};

static void begin(struct region *region, size_t events)
{
    *region = (struct region){.folders = {{.code = "de", .language = "de"}, {.code = "en", .language = "en"}}};
    region->source = (struct integreat){.content = &region->content,
                                        .report = &region->report,
                                        .folders = region->folders,
                                        .folder_count = FOLDERS,
                                        .region = "m"};
    for (size_t f = 0; f < FOLDERS; f++)
        region->folders[f].events.items =
            arena_allocate(&region->content.arena, events, sizeof(struct integreat_event));
}

static struct integreat_event *add(struct region *region, size_t folder, const char *path, long id, const char *start)
{
    struct json_items *events = &region->folders[folder].events;
    struct integreat_event *event = &((struct integreat_event *)events->items)[events->count++];
    *event = (struct integreat_event){
        .page = {.path = arena_copy_text(&region->content.arena, path), .title = "A", .place = "events.json"},
        .id = id,
        .start = arena_copy_text(&region->content.arena, start)};
    return event;
}

static void test_events_are_joined_by_number_and_start(void **state)
{
    (void)state;
    struct region region;
    begin(&region, 8);
    struct integreat_event *first = add(&region, GERMAN, "/m/de/a$2026-12-10/", 7, "2026-12-10T10:00");
    struct integreat_event *second = add(&region, GERMAN, "/m/de/a$2026-12-17/", 7, "2026-12-17T10:00");
    add(&region, GERMAN, "/m/de/b/", 8, "2026-12-10T10:00");
    add(&region, GERMAN, "/m/de/c/", 8, "2026-12-10T10:00");
    add(&region, GERMAN, "/m/de/d/", 0, "2026-12-10T10:00");
    const struct integreat_event *english = add(&region, ENGLISH, "/m/en/x/", 7, "2026-12-17T10:00");
    const struct integreat_event *later = add(&region, ENGLISH, "/m/en/y/", 7, "2026-12-24T10:00");
    const struct integreat_event *twice = add(&region, ENGLISH, "/m/en/z/", 8, "2026-12-10T10:00");
    const struct integreat_event *nameless = add(&region, ENGLISH, "/m/en/w/", 0, "2026-12-10T10:00");
    for (size_t i = 0; i < region.folders[ENGLISH].events.count; i++)
        ((struct integreat_event *)region.folders[ENGLISH].events.items)[i].page.title = "B";
    integreat_join(&region.source);
    assert_ptr_equal(english->page.german, &second->page);
    assert_null(first->page.versions[ENGLISH]);
    assert_null(later->page.german);
    assert_null(twice->page.german); // there are two of them
    assert_null(nameless->page.german);
    arena_free(&region.content.arena);
}

static void test_single_dates_are_known_by_the_path_of_their_event(void **state)
{
    (void)state;
    struct region region;
    begin(&region, 8);
    const struct integreat_folder *german = &region.folders[GERMAN];
    const struct integreat_event *course = add(&region, GERMAN, "/m/de/a/", 7, "2026-12-10T10:00");
    const struct integreat_event *date = add(&region, GERMAN, "/m/de/a$2026-12-10/", 7, "2026-12-10T10:00");
    const struct integreat_event *other = add(&region, GERMAN, "/m/de/ab/", 8, "2026-12-10T10:00");
    add(&region, GERMAN, "/m/de/a$2026-12-17/", 7, NULL);
    add(&region, GERMAN, "/m/de/abc$2026-12-17/", 9, "2026-12-17T10:00");
    integreat_join(&region.source);
    assert_true(integreat_has_date(german, course, NULL));
    assert_true(integreat_has_date(german, course, "2026-12-10T10:00"));
    assert_false(integreat_has_date(german, course, "2026-12-17T10:00"));
    assert_false(integreat_has_date(german, date, NULL));
    assert_false(integreat_has_date(german, other, NULL));
    arena_free(&region.content.arena);
}

static double cpu_seconds(void)
{
    struct timespec time;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

// A walk through all events for each of them takes minutes here.
static void test_many_events_take_little_time(void **state)
{
    (void)state;
    enum { EVENTS = 100000, LIMIT_SECONDS = 20 };
    struct region region;
    begin(&region, EVENTS);
    char path[64];
    for (long i = 0; i < EVENTS; i++) {
        snprintf(path, sizeof path, "/m/de/%ld%s/", i / 2, i % 2 == 0 ? "" : "$2026-12-10");
        add(&region, GERMAN, path, i + 1, "2026-12-10T10:00");
        snprintf(path, sizeof path, "/m/en/%ld/", i);
        add(&region, ENGLISH, path, i + 1, "2026-12-10T10:00");
    }
    double start = cpu_seconds();
    size_t found = 0;
    integreat_join(&region.source);
    const struct integreat_event *events = region.folders[GERMAN].events.items;
    for (size_t i = 0; i < EVENTS; i++)
        found += integreat_has_date(&region.folders[GERMAN], &events[i], NULL);
    assert_int_equal(found, EVENTS / 2);
    assert_true(cpu_seconds() - start < LIMIT_SECONDS);
    arena_free(&region.content.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_events_are_joined_by_number_and_start),
        cmocka_unit_test(test_single_dates_are_known_by_the_path_of_their_event),
        cmocka_unit_test(test_many_events_take_little_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
