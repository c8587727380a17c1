// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Tests of following a publisher over https: what a sync costs, and that no server, however it behaves, harms what is
// in place or keeps a sync for ever.
#include "tests/core/station.h"

#include "core/catalog/catalog.h"
#include "core/follow/kept.h"
#include "core/net/transport_https.h"
#include "tests/support/https_server.h"

#include <dirent.h>
#include <sched.h>
#include <sys/socket.h>

static const struct https_patience little = {.connect_ms = 1000, .slow_seconds = 1, .slow_bytes_second = 1 << 20};

struct town {
    struct station *station;
    struct https_server server;
    const char *address, *offer;
};

static int set_up(void **state)
{
    struct town *town = calloc(1, sizeof *town);
    void *station;
    station_set_up_published(&station);
    town->station = station;
    struct arena *arena = &town->station->arena;
    server_start(&town->server, arena, town->station->folder, town->station->release);
    town->address = arena_format(arena, "https://127.0.0.1:%d", town->server.port);
    town->offer = kept_path(arena, town->station->state);
    setenv("SSL_CERT_FILE", town->server.certificate, 1);
    setenv("no_proxy", "*", 1);
    *state = town;
    return 0;
}

static int tear_down(void **state)
{
    struct town *town = *state;
    void *station = town->station;
    server_stop(&town->server);
    station_tear_down(&station);
    free(town);
    return 0;
}

static enum status follow(struct town *town, struct sync_result *result)
{
    const struct sync_options options = {town->address, town->station->catalogs, town->station->public_key, NULL};
    *result = (struct sync_result){0};
    server_forget(&town->server);
    return sync_from(&options, result, &town->station->problem);
}

static void follow_fine(struct town *town, long release, bool adopted)
{
    struct sync_result result;
    station_expect(town->station, follow(town, &result), STATUS_OK);
    assert_int_equal(result.release, release);
    assert_int_equal(result.adopted, adopted);
}

static long newest(struct town *town)
{
    struct catalog *catalog;
    struct station *station = town->station;
    station_expect(station,
                   catalog_open_newest(&catalog, station->catalogs, station_sink, &station->found, &station->problem),
                   STATUS_OK);
    station_expect(station, catalog_verify(catalog, &station->problem), STATUS_OK);
    long number = catalog_release(catalog)->number;
    catalog_close(&catalog);
    return number;
}

static long publish_another(struct town *town)
{
    static int number;
    return station_publish_next(town->station, arena_format(&town->station->arena, "Name %d", ++number));
}

// ---- what it costs ------------------------------------------------------------------------------------------------

static void test_an_unchanged_release_costs_one_short_answer(void **state)
{
    struct town *town = *state;
    follow_fine(town, 1, true);
    struct server_counts counts = server_counts(&town->server);
    assert_int_equal(counts.requests, 3); // manifest, signature, catalog
    assert_int_equal(counts.connections, 1);
    follow_fine(town, 1, false);
    counts = server_counts(&town->server);
    assert_int_equal(counts.requests, 1);
    assert_int_equal(counts.unchanged, 1);
    assert_true(counts.bytes < 1024);
}

static void test_what_was_kept_is_judged_again(void **state)
{
    struct town *town = *state;
    struct station *station = town->station;
    struct sync_result result;
    size_t size;
    follow_fine(town, 1, true);
    char *kept = fixture_read(&station->arena, town->offer, &size);

    // A catalog that was lost is healed by what was kept.
    assert_int_equal(unlink(arena_format(&station->arena, "%s/1.db", station->catalogs)), 0);
    follow_fine(town, 1, true);
    assert_int_equal(server_counts(&town->server).unchanged, 1);

    // Damaged in any byte, cut off anywhere: it is left aside, and the next sync has it again.
    for (size_t i = 0; i < size; i += 37) {
        kept[i] ^= 1;
        fixture_write(town->offer, kept, size);
        kept[i] ^= 1;
        follow_fine(town, 1, false);
        fixture_write(town->offer, kept, i);
        follow_fine(town, 1, false);
    }
    follow_fine(town, 1, false);
    assert_int_equal(server_counts(&town->server).requests, 1);

    // It expires like any other.
    setenv("SOURCE_DATE_EPOCH", "1799999999", 1);
    station_expect(station, follow(town, &result), STATUS_UNTRUSTED);
    assert_non_null(strstr(station->problem.why, "expired"));
    setenv("SOURCE_DATE_EPOCH", "1795000000", 1);

    // That of another publisher's address is not asked for.
    const char *elsewhere = arena_format(&station->arena, "%s/elsewhere", town->address);
    server_forget(&town->server);
    struct sync_options options = {elsewhere, station->catalogs, station->public_key, NULL};
    station_expect(station, sync_from(&options, &result, &station->problem), STATUS_OK);
    assert_int_equal(server_counts(&town->server).unchanged, 0);
}

static void test_a_cut_download_goes_on(void **state)
{
    struct town *town = *state;
    struct sync_result result;
    server_set_fault(&town->server, SERVER_CUTS, ".zst");
    station_expect(town->station, follow(town, &result), STATUS_IO);
    assert_non_null(strstr(town->station->problem.why, "ended too early"));
    size_t first = server_counts(&town->server).bytes;
    server_set_fault(&town->server, SERVER_FINE, "");
    follow_fine(town, 1, true);
    struct server_counts counts = server_counts(&town->server);
    assert_int_equal(counts.partial, 1);
    assert_true(counts.bytes < first + 1024);
}

// A catalog by itself needs no directory: its signature, and the file when that is wanted.
static void test_a_bare_catalog_comes_over_https(void **state)
{
    struct town *town = *state;
    struct station *station = town->station;
    struct publish_result result;
    const struct publish_options options = {
        .editorial = station->editorial,
        .directory = station->release,
        .secret_key = station->secret_key,
        .expires_days = 30,
        .bare = arena_format(&station->arena, "%s/town.db", station->release),
    };
    station_expect(station, publish(&options, station_sink, &station->found, &result, &station->problem), STATUS_OK);
    town->address = arena_format(&station->arena, "%s/town.db", town->address);
    server_set_fault(&town->server, SERVER_CUTS, ".db");
    struct sync_result cut;
    station_expect(station, follow(town, &cut), STATUS_IO);
    server_set_fault(&town->server, SERVER_FINE, "");
    follow_fine(town, 1, true);
    assert_int_equal(server_counts(&town->server).partial, 1);
    follow_fine(town, 1, false);
    assert_int_equal(server_counts(&town->server).requests, 1);
}

// A server without ranges sends all again; one that lies about them costs a second download.
static void test_ranges_that_are_none(void **state)
{
    static const struct {
        enum server_fault fault;
        int requests;
    } cases[] = {{SERVER_WITHOUT_RANGES, 3}, {SERVER_WRONG_RANGE, 4}};
    struct town *town = *state;
    struct sync_result result;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        long release = publish_another(town);
        server_set_fault(&town->server, SERVER_CUTS, ".zst");
        station_expect(town->station, follow(town, &result), STATUS_IO);
        server_set_fault(&town->server, cases[i].fault, ".zst");
        follow_fine(town, release, true);
        assert_int_equal(server_counts(&town->server).requests, cases[i].requests);
    }
}

static void test_a_redirect_is_followed(void **state)
{
    struct town *town = *state;
    server_set_fault(&town->server, SERVER_REDIRECT_ONCE, "");
    follow_fine(town, 1, true);
    assert_int_equal(server_counts(&town->server).requests, 6);
}

static void test_a_proxy_of_the_environment_is_used(void **state)
{
    struct town *town = *state;
    setenv("https_proxy", arena_format(&town->station->arena, "http://127.0.0.1:%d", town->server.port), 1);
    setenv("no_proxy", "", 1);
    follow_fine(town, 1, true);
    assert_int_equal(server_counts(&town->server).proxied, 1);
    unsetenv("https_proxy");
}

static void set_time(struct town *town, long seconds)
{
    setenv("SOURCE_DATE_EPOCH", arena_format(&town->station->arena, "%ld", 1795000000 + seconds), 1);
}

// A server that says for ever that nothing has changed is believed for a day, then asked for the whole.
static void test_nothing_new_is_believed_for_a_day(void **state)
{
    struct town *town = *state;
    struct sync_result result;
    follow_fine(town, 1, true);
    long release = publish_another(town);
    server_set_fault(&town->server, SERVER_304, "");
    set_time(town, KEPT_SECONDS - 1);
    follow_fine(town, 1, false);
    set_time(town, KEPT_SECONDS);
    station_expect(town->station, follow(town, &result), STATUS_IO);
    assert_non_null(strstr(town->station->problem.why, "304"));
    assert_int_equal(newest(town), 1);
    set_time(town, -1); // a clock that was put back makes nothing fresh
    station_expect(town->station, follow(town, &result), STATUS_IO);
    set_time(town, KEPT_SECONDS);
    server_set_fault(&town->server, SERVER_FINE, "");
    follow_fine(town, release, true);

    // From a server that is well it costs manifest and signature once a day.
    set_time(town, 2 * KEPT_SECONDS);
    follow_fine(town, release, false);
    assert_int_equal(server_counts(&town->server).requests, 2);
    follow_fine(town, release, false);
    assert_int_equal(server_counts(&town->server).requests, 1);
    set_time(town, 0);
}

// ---- servers that go wrong ----------------------------------------------------------------------------------------

// Which status a fault gives at the manifest and at the catalog.
static const struct fault_case {
    enum server_fault fault;
    enum status manifest, catalog;
} faults[] = {
    {SERVER_REFUSES, STATUS_IO, STATUS_IO},
    {SERVER_MUTE, STATUS_IO, STATUS_IO},
    {SERVER_STALLS, STATUS_IO, STATUS_IO},
    {SERVER_STALLS_IN_BODY, STATUS_IO, STATUS_IO},
    {SERVER_DRIPS, STATUS_IO, STATUS_IO},
    {SERVER_DRIPS_HEAD, STATUS_IO, STATUS_IO},
    {SERVER_CUTS, STATUS_IO, STATUS_IO},
    {SERVER_LENGTH_TOO_LONG, STATUS_IO, STATUS_CORRUPT},
    {SERVER_LENGTH_TOO_SHORT, STATUS_UNTRUSTED, STATUS_CORRUPT},
    {SERVER_LENGTH_HUGE, STATUS_LIMIT, STATUS_CORRUPT},
    {SERVER_ENDLESS, STATUS_LIMIT, STATUS_CORRUPT},
    {SERVER_ENDLESS_HEAD, STATUS_IO, STATUS_IO},
    {SERVER_OTHER_BYTES, STATUS_UNTRUSTED, STATUS_CORRUPT},
    {SERVER_REDIRECT_LOOP, STATUS_IO, STATUS_IO},
    {SERVER_REDIRECT_TO_HTTP, STATUS_UNTRUSTED, STATUS_UNTRUSTED},
    {SERVER_REDIRECT_TO_FILE, STATUS_UNTRUSTED, STATUS_UNTRUSTED},
    {SERVER_REDIRECT_ENDLESS, STATUS_NOT_FOUND, STATUS_NOT_FOUND},
    {SERVER_500, STATUS_IO, STATUS_IO},
    {SERVER_500_ENDLESS, STATUS_IO, STATUS_IO},
    {SERVER_304, STATUS_OK, STATUS_IO}, // for a day: see test_nothing_new_is_believed_for_a_day()
    {SERVER_GARBAGE, STATUS_IO, STATUS_IO},
};

static void try_fault(struct town *town, const struct fault_case *fault, const char *suffix, enum status expected)
{
    struct sync_result result;
    long before = newest(town);
    long release = publish_another(town);
    server_set_fault(&town->server, fault->fault, suffix);
    // Only for servers that make us wait: on a machine under load, one that is well may be slow, too.
    bool slow = fault->fault >= SERVER_MUTE && fault->fault <= SERVER_DRIPS_HEAD;
    transport_https_set_patience(slow ? &little : NULL);
    enum status status = follow(town, &result);
    transport_https_set_patience(NULL);
    if (status != expected || newest(town) != before)
        fail_msg("fault %d of %s: status %d, not %d; release %ld, not %ld: %s", (int)fault->fault, suffix, (int)status,
                 (int)expected, newest(town), before, town->station->problem.why);
    server_set_fault(&town->server, SERVER_FINE, "");
    follow_fine(town, release, true);
    assert_int_equal(newest(town), release);
    assert_false(waitpid(-1, NULL, WNOHANG) > 0); // no process is left but the server
}

// What try_fault() has proved of every case.
static void tell_table(const char *file)
{
    size_t cases = sizeof faults / sizeof *faults;
    print_message(
        "servers that go wrong with the %s: %zu cases, %zu kept the old release, %zu adopted the new one at the "
        "next sync, 0 lost\n",
        file, cases, cases, cases);
}

static void test_faults_of_the_manifest(void **state)
{
    struct town *town = *state;
    follow_fine(town, 1, true);
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++)
        try_fault(town, &faults[i], "manifest.json", faults[i].manifest);
    tell_table("manifest");
}

static void test_faults_of_the_catalog(void **state)
{
    struct town *town = *state;
    follow_fine(town, 1, true);
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++)
        try_fault(town, &faults[i], ".zst", faults[i].catalog);
    tell_table("catalog");
}

static void test_files_that_are_missing(void **state)
{
    struct town *town = *state;
    struct sync_result result;
    const char *path = arena_format(&town->station->arena, "%s/catalog-1.db.zst", town->station->release);
    assert_int_equal(unlink(path), 0);
    station_expect(town->station, follow(town, &result), STATUS_NOT_FOUND);
    town->address = arena_format(&town->station->arena, "%s/", town->address);
    assert_int_equal(unlink(arena_format(&town->station->arena, "%s/manifest.json", town->station->release)), 0);
    station_expect(town->station, follow(town, &result), STATUS_NOT_FOUND);
}

static void test_certificates(void **state)
{
    struct town *town = *state;
    struct arena *arena = &town->station->arena;
    struct sync_result result;
    struct https_server other;
    const char *address = town->address;
    // Another name than the certificate's.
    town->address = arena_format(arena, "https://localhost:%d", town->server.port);
    station_expect(town->station, follow(town, &result), STATUS_UNTRUSTED);
    // Another certificate than the one trusted, though for the right name.
    const char *folder = arena_format(arena, "%s/other", town->station->folder);
    assert_int_equal(mkdir(folder, 0755), 0);
    server_start(&other, arena, folder, town->station->release);
    town->address = arena_format(arena, "https://127.0.0.1:%d", other.port);
    station_expect(town->station, follow(town, &result), STATUS_UNTRUSTED);
    assert_non_null(strstr(town->station->problem.mend, "certificate"));
    server_stop(&other);
    // Nobody there.
    station_expect(town->station, follow(town, &result), STATUS_IO);
    town->address = address;
    follow_fine(town, 1, true);
}

static void test_other_addresses_are_refused(void **state)
{
    static const char *const addresses[] = {"http://127.0.0.1/", "ftp://127.0.0.1/", "HTTPS2://x", "https://"};
    struct town *town = *state;
    struct sync_result result;
    for (size_t i = 0; i < sizeof addresses / sizeof *addresses; i++) {
        town->address = addresses[i];
        assert_int_not_equal(follow(town, &result), STATUS_OK);
    }
}

// ---- the process that fetches -------------------------------------------------------------------------------------

static size_t open_sockets(const char *process)
{
    struct arena arena = {0};
    size_t count = 0;
    char target[64];
    const char *folder = arena_format(&arena, "/proc/%s/fd", process);
    DIR *stream = opendir(folder);
    assert_non_null(stream);
    for (struct dirent *entry = readdir(stream); entry != NULL; entry = readdir(stream)) {
        ssize_t length = readlinkat(dirfd(stream), entry->d_name, target, sizeof target - 1);
        count += length > 7 && memcmp(target, "socket:", 7) == 0;
    }
    closedir(stream);
    arena_free(&arena);
    return count;
}

struct watching {
    size_t sockets, bytes;
};

static enum status take_and_look(void *context, const void *bytes, size_t size, struct problem *problem)
{
    struct watching *watching = context;
    (void)bytes;
    (void)problem;
    watching->bytes += size;
    watching->sockets = open_sockets("self");
    return STATUS_OK;
}

static enum status take_nothing(void *context, const void *bytes, size_t size, struct problem *problem)
{
    (void)bytes;
    *(size_t *)context += size;
    return problem_set(problem, STATUS_LIMIT, "disk", "", "full");
}

// While a file comes in, the process that takes it holds one socket more than before: the channel, no network.
static void test_the_process_that_verifies_has_no_network(void **state)
{
    struct town *town = *state;
    struct station *station = town->station;
    struct transport transport = {0};
    struct transport_answer answer;
    struct watching watching = {0};
    size_t before = open_sockets("self");
    station_expect(station, transport_open(&station->arena, &transport, town->address, &station->problem), STATUS_OK);
    struct transport_request request = {
        .name = "catalog-1.db.zst", .limit = 1 << 20, .validator = "", .take = take_and_look, .context = &watching};
    station_expect(station, transport.fetch(&transport, &request, &answer, &station->problem), STATUS_OK);
    assert_true(watching.bytes > 1000);
    assert_int_equal(watching.sockets, before + 1);

    // Who takes may stop, and the next file is right.
    size_t taken = 0;
    request.take = take_nothing;
    request.context = &taken;
    station_expect(station, transport.fetch(&transport, &request, &answer, &station->problem), STATUS_LIMIT);
    assert_string_equal(station->problem.why, "full");
    request.take = take_and_look;
    request.context = &watching;
    watching.bytes = 0;
    station_expect(station, transport.fetch(&transport, &request, &answer, &station->problem), STATUS_OK);
    assert_true(watching.bytes > 1000);
    transport_close(&transport);
    assert_int_equal(open_sockets("self"), before);
}

// The same for whatever the process might try: nothing but local sockets, from the moment the source is open.
static void test_a_process_can_forgo_the_network(void **state)
{
    struct town *town = *state;
    int status;
    pid_t process = fork();
    assert_true(process >= 0);
    if (process == 0) {
        struct sync_result result;
        transport_forgo_network();
        if (follow(town, &result) != STATUS_OK || !result.adopted)
            _exit(1);
        for (int family = 0; family < AF_MAX; family++) {
            if (family != AF_UNIX && (socket(family, SOCK_STREAM, 0) >= 0 || errno != EACCES))
                _exit(2);
        }
        _exit(socket(AF_UNIX, SOCK_STREAM, 0) >= 0 ? 0 : 3);
    }
    assert_int_equal(waitpid(process, &status, 0), process);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 0);
}

// A sync that is killed while it waits leaves no process behind: the server, which talks to one client at a time, is
// free for the next one.
static void test_a_killed_sync_leaves_nothing_behind(void **state)
{
    struct town *town = *state;
    for (int i = 0; i < 3; i++) {
        server_set_fault(&town->server, SERVER_STALLS_IN_BODY, i == 0 ? "manifest.json" : i == 1 ? ".minisig" : ".zst");
        server_forget(&town->server);
        pid_t process = fork();
        assert_true(process >= 0);
        if (process == 0) {
            struct sync_result result;
            follow(town, &result);
            _exit(0);
        }
        while (server_counts(&town->server).requests <= i)
            sched_yield();
        assert_int_equal(kill(process, SIGKILL), 0);
        assert_int_equal(waitpid(process, NULL, 0), process);
    }
    server_set_fault(&town->server, SERVER_FINE, "");
    follow_fine(town, 1, true);
}

// The child of this process that is not the server.
static long youngest_child(pid_t server)
{
    struct arena arena = {0};
    size_t size;
    long child = 0;
    char *list = fixture_read(&arena, arena_format(&arena, "/proc/self/task/%ld/children", (long)getpid()), &size);
    for (char *word = strtok(list, " "); word != NULL; word = strtok(NULL, " "))
        child = strtol(word, NULL, 10) != server ? strtol(word, NULL, 10) : child;
    arena_free(&arena);
    assert_true(child > 0);
    return child;
}

static void test_the_process_that_fetches_may_die(void **state)
{
    struct town *town = *state;
    struct station *station = town->station;
    struct transport transport = {0};
    struct transport_answer answer;
    size_t taken = 0;
    station_expect(station, transport_open(&station->arena, &transport, town->address, &station->problem), STATUS_OK);
    long child = youngest_child(town->server.process);
    assert_int_equal(kill((pid_t)child, SIGKILL), 0);
    const struct transport_request request = {
        .name = "manifest.json", .limit = 1 << 16, .validator = "", .take = take_nothing, .context = &taken};
    station_expect(station, transport.fetch(&transport, &request, &answer, &station->problem), STATUS_IO);
    assert_int_equal(taken, 0);
    transport_close(&transport);
    follow_fine(town, 1, true);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_an_unchanged_release_costs_one_short_answer, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_what_was_kept_is_judged_again, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_nothing_new_is_believed_for_a_day, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_a_cut_download_goes_on, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_a_bare_catalog_comes_over_https, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_ranges_that_are_none, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_a_redirect_is_followed, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_a_proxy_of_the_environment_is_used, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_faults_of_the_manifest, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_faults_of_the_catalog, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_files_that_are_missing, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_certificates, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_other_addresses_are_refused, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_the_process_that_verifies_has_no_network, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_a_process_can_forgo_the_network, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_a_killed_sync_leaves_nothing_behind, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_the_process_that_fetches_may_die, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
