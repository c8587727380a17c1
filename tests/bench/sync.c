// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// What following costs a kiosk with a catalog of 100 MB: `kompass sync` run as a timer runs it, and its steps by
// themselves.
#include "tests/core/town.h"

#include "core/catalog/catalog.h"
#include "core/release/digest.h"

#include <sys/resource.h>
#include <time.h>

enum { OFFERS = 16500, RUNS = 5, MOST_MS = 3000, MOST_MIB = 64, MEGABYTE = 1000000 };

struct cost {
    double wall, user, system; // milliseconds; the run with the least of the processor
    long memory;               // KiB, the most at once
};

static double clock_ms(clockid_t clock)
{
    struct timespec time;
    clock_gettime(clock, &time);
    return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

static double ms_of(struct timeval time)
{
    return (double)time.tv_sec * 1e3 + (double)time.tv_usec / 1e3;
}

// ---- the program --------------------------------------------------------------------------------------------------

static struct cost run_sync(struct station *station)
{
    struct rusage used;
    int status;
    const char *build = getenv("KOMPASS_BUILD");
    const char *program = arena_format(&station->arena, "%s/kompass", build != NULL ? build : "build");
    double start = clock_ms(CLOCK_MONOTONIC);
    pid_t child = fork();
    if (child == 0) {
        dup2(open("/dev/null", O_WRONLY), STDOUT_FILENO);
        execl(program, "kompass", "sync", "--from", station->release, "--catalog", station->catalogs, "--key",
              station->public_key, (char *)NULL);
        _exit(127);
    }
    assert_int_equal(wait4(child, &status, 0, &used), child);
    assert_int_equal(status, 0);
    return (struct cost){clock_ms(CLOCK_MONOTONIC) - start, ms_of(used.ru_utime), ms_of(used.ru_stime),
                         used.ru_maxrss};
}

// The cheapest of some runs, each from what the state file said before: the others were disturbed.
static struct cost measure(struct station *station, const char *state, const char *lost)
{
    struct cost best = {.user = 1e9};
    for (int run = 0; run < RUNS; run++) {
        if (lost != NULL) {
            unlink(lost);
            fixture_write(station->state, state, strlen(state));
        }
        struct cost cost = run_sync(station);
        long memory = cost.memory > best.memory ? cost.memory : best.memory;
        if (cost.user + cost.system < best.user + best.system)
            best = cost;
        best.memory = memory;
    }
    return best;
}

static int missed;

static void print_cost(const char *what, const struct cost *cost)
{
    bool reached = cost->wall < MOST_MS && cost->memory < MOST_MIB * 1024;
    missed += !reached;
    print_message("%-34s %8.0f %8.0f %8.1f%s\n", what, cost->wall, cost->user + cost->system,
                  (double)cost->memory / 1024, reached ? "" : "  MISSED");
}

// ---- its steps ----------------------------------------------------------------------------------------------------

static double begun;

static void begin(void)
{
    begun = clock_ms(CLOCK_PROCESS_CPUTIME_ID);
}

static void print_step(const char *what)
{
    print_message("  %-32s %8s %8.0f\n", what, "", clock_ms(CLOCK_PROCESS_CPUTIME_ID) - begun);
}

static void ask(const char *path, const char *what, const char *sql)
{
    sqlite3 *database;
    struct problem problem;
    assert_int_equal(database_open_reading(&database, path, &catalog_format, &problem), STATUS_OK);
    begin();
    fixture_run(database, sql);
    print_step(what);
    database_close(&database);
}

static void print_steps(struct station *station, const char *path)
{
    struct manifest manifest = station_manifest(station);
    const struct pack_terms terms = {manifest.compressed_size, manifest.catalog_size, manifest.compressed_sha256,
                                     manifest.catalog_sha256};
    const char *unpacked = arena_format(&station->arena, "%s/unpacked", station->folder);
    size_t size;
    char hash[DIGEST_BYTES];
    int fd = open(unpacked, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    begin();
    station_expect(station,
                   pack_unpack(station_in_release(station, manifest.catalog_file), fd, unpacked, &terms,
                               &station->problem),
                   STATUS_OK);
    print_step("unpacking, hashing, writing");
    begin();
    double start = clock_ms(CLOCK_MONOTONIC);
    assert_int_equal(fsync(fd), 0);
    print_message("  %-32s %8.0f %8.0f\n", "fsync", clock_ms(CLOCK_MONOTONIC) - start,
                  clock_ms(CLOCK_PROCESS_CPUTIME_ID) - begun);
    close(fd);
    begin();
    station_expect(station, digest_file(path, &size, hash, &station->problem), STATUS_OK);
    print_step("reading and hashing once");
    ask(path, "quick_check", "PRAGMA quick_check(1)");
    ask(path, "foreign_key_check", "PRAGMA foreign_key_check");
    struct catalog *catalog;
    begin();
    station_expect(station, catalog_open(&catalog, path, &station->problem), STATUS_OK);
    print_step("opening as a kiosk does");
    begin();
    station_expect(station, catalog_verify(catalog, &station->problem), STATUS_OK);
    print_step("looking through it, all");
    catalog_close(&catalog);
}

static void grow(struct station *station)
{
    town_grow(station, OFFERS);
}

static void edit(struct station *station)
{
    town_edit(station, OFFERS / 100, 7);
}

// Changes the content and publishes it, in a process of its own: what a program had before exec() counts as its memory,
// too, and a publisher of 100 MB has more than a follower.
static void publish_apart(struct station *station, void (*change)(struct station *))
{
    int status;
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        struct publish_result result;
        change(station);
        _exit(station_publish(station, &result) == STATUS_OK ? 0 : 1);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
}

static void test_following_a_large_town(void **state)
{
    struct station *station = *state;
    size_t size;
    publish_apart(station, grow);
    run_sync(station);
    publish_apart(station, edit);
    const char *before = fixture_read(&station->arena, station->state, &size);
    struct manifest manifest = station_manifest(station);
    const char *newest = arena_format(&station->arena, "%s/%ld.db", station->catalogs, manifest.release);
    print_message("catalog %zu, packed %zu, patch %zu bytes; asked for: %d ms, %d MiB\n\n%-34s %8s %8s %8s\n",
                  manifest.catalog_size, manifest.compressed_size, manifest.patches[0].size, MOST_MS, MOST_MIB, "",
                  "wall ms", "CPU ms", "MiB");
    struct cost patch = measure(station, before, newest);
    unlink(station_in_release(station, manifest.patches[0].file));
    struct cost whole = measure(station, before, newest);
    struct cost unchanged = measure(station, before, NULL);
    print_cost("adopting by the whole", &whole);
    print_cost("adopting by a patch", &patch);
    print_cost("nothing new", &unchanged);
    print_message("\n");
    print_steps(station, newest);
    assert_true(manifest.catalog_size >= 100 * MEGABYTE);
    assert_int_equal(missed, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_following_a_large_town, station_set_up_published, station_tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
