// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Importing a region from its server: the same as from a folder, and no server, however it behaves, changes the database.
#include "tests/core/station.h"

#include "core/exchange/integreat/integreat.h"
#include "core/net/transport_https.h"
#include "tests/support/https_server.h"

static const struct https_patience little = {.connect_ms = 1000, .slow_seconds = 1, .slow_bytes_second = 1 << 20};

struct region {
    struct station *station;
    struct https_server server;
    const char *address, *folder;
};

static int set_up(void **state)
{
    struct region *region = calloc(1, sizeof *region);
    void *station;
    station_set_up(&station);
    region->station = station;
    struct arena *arena = &region->station->arena;
    const char *root = arena_format(arena, "%s/api", region->station->folder);
    region->folder = arena_format(arena, "%s/musterkreis", root);
    assert_int_equal(mkdir(root, 0755), 0);
    station_copy(arena, station_source(arena, "tests/fixtures/integreat/musterkreis"), region->folder);
    station_copy(arena, arena_format(arena, "%s/regions.json", region->folder), arena_format(arena, "%s/regions.json", root));
    server_start(&region->server, arena, region->station->folder, root);
    region->address = arena_format(arena, "https://127.0.0.1:%d/musterkreis", region->server.port);
    setenv("SSL_CERT_FILE", region->server.certificate, 1);
    setenv("no_proxy", "*", 1);
    transport_https_set_patience(&little);
    *state = region;
    return 0;
}

static int tear_down(void **state)
{
    struct region *region = *state;
    void *station = region->station;
    transport_https_set_patience(NULL);
    server_stop(&region->server);
    station_tear_down(&station);
    free(region);
    return 0;
}

static enum status import_from(struct region *region, const char *from, struct integreat_report *report)
{
    struct station *station = region->station;
    sqlite3 *editorial;
    station_expect(station, editorial_open(&editorial, station->editorial, &station->problem), STATUS_OK);
    enum status status =
        integreat_import(editorial, from, false, &(struct content_listener){.problem = station_sink, .context = &station->found}, report, &station->problem);
    database_close(&editorial);
    return status;
}

static void test_a_server_gives_the_same_as_a_folder(void **state)
{
    struct region *region = *state;
    struct integreat_report report;
    station_expect(region->station, import_from(region, region->folder, &report), STATUS_OK);
    assert_true(report.content.added > 10);
    station_expect(region->station, import_from(region, region->address, &report), STATUS_OK);
    assert_int_equal(report.content.added + report.content.changed + report.content.removed, 0);
    assert_int_equal(report.content.events, 7);
    assert_int_equal(server_counts(&region->server).connections, 1);
    // a slash more at its end is the same region
    const char *address = arena_format(&region->station->arena, "%s/", region->address);
    station_expect(region->station, import_from(region, address, &report), STATUS_OK);
    assert_int_equal(report.content.unchanged > 10 ? report.content.changed : -1, 0);
}

static void assert_nothing_imported(struct region *region)
{
    sqlite3 *editorial;
    sqlite3_stmt *row;
    struct station *station = region->station;
    station_expect(station, editorial_open(&editorial, station->editorial, &station->problem), STATUS_OK);
    assert_int_equal(sqlite3_prepare_v2(editorial, "SELECT count(*) FROM imported", -1, &row, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(row), SQLITE_ROW);
    assert_int_equal(sqlite3_column_int(row, 0), 0);
    sqlite3_finalize(row);
    database_close(&editorial);
}

static void test_servers_that_go_wrong_change_nothing(void **state)
{
    struct region *region = *state;
    static const struct {
        enum server_fault fault;
        const char *suffix;
        enum status status;
        const char *why;
    } faults[] = {
        {SERVER_REFUSES, "", STATUS_IO, ""},
        {SERVER_STALLS, "en/pages/", STATUS_IO, "too slow"},
        {SERVER_DRIPS, "de/events/?combine_recurring=True", STATUS_IO, "too slow"},
        {SERVER_CUTS, "en/locations/", STATUS_IO, "ended too early"},
        {SERVER_LENGTH_HUGE, "de/pages/", STATUS_LIMIT, "larger than allowed"},
        {SERVER_ENDLESS, "de/pages/", STATUS_LIMIT, ""},
        {SERVER_REDIRECT_LOOP, "languages/", STATUS_IO, "from one address to the next"},
        {SERVER_REDIRECT_TO_FILE, "languages/", STATUS_UNTRUSTED, "not https"},
        {SERVER_500, "regions/", STATUS_IO, "500"},
        {SERVER_GARBAGE, "ar/pages/", STATUS_IO, ""},
        {SERVER_OTHER_BYTES, "de/pages/", STATUS_INVALID, "1 problem"},
        {SERVER_OTHER_BYTES, "languages/", STATUS_INVALID, "no list of languages"},
    };
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
        struct integreat_report report;
        server_set_fault(&region->server, faults[i].fault, faults[i].suffix);
        enum status status = import_from(region, region->address, &report);
        if (status != faults[i].status || strstr(region->station->problem.why, faults[i].why) == NULL)
            fail_msg("fault %d of %s: status %d, %s: %s", (int)faults[i].fault, faults[i].suffix, (int)status,
                     region->station->problem.what, region->station->problem.why);
        assert_nothing_imported(region);
    }
    server_set_fault(&region->server, SERVER_FINE, "");
    struct integreat_report report;
    station_expect(region->station, import_from(region, region->address, &report), STATUS_OK);
}

static void test_addresses_that_are_no_region_are_told(void **state)
{
    struct region *region = *state;
    struct station *station = region->station;
    struct arena *arena = &station->arena;
    struct integreat_report report;
    const char *nowhere = arena_format(arena, "https://127.0.0.1:%d/andernorts", region->server.port);
    station_expect(station, import_from(region, nowhere, &report), STATUS_NOT_FOUND);
    station_expect(station, import_from(region, "https://127.0.0.1", &report), STATUS_INVALID);
    station_expect(station, import_from(region, "https://", &report), STATUS_INVALID);
    station_expect(station, import_from(region, "https://127.0.0.1/a?b", &report), STATUS_INVALID);
    station_expect(station, import_from(region, "http://127.0.0.1/musterkreis", &report), STATUS_UNSUPPORTED);
    setenv("SSL_CERT_FILE", "/dev/null", 1);
    station_expect(station, import_from(region, region->address, &report), STATUS_UNTRUSTED);
    assert_nothing_imported(region);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_a_server_gives_the_same_as_a_folder),
        TEST(test_servers_that_go_wrong_change_nothing),
        TEST(test_addresses_that_are_no_region_are_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
