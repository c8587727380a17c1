// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Everything that can go wrong between a publisher and a kiosk, counted. Whatever is done, the folder of catalogs holds
// the old release or the new one, whole, and the next sync heals. `make fault` does all of it and prints the table of
// docs/reliability.md; without KOMPASS_FAULTS=all a part of the many is tried.
#include "tests/core/station.h"

#include "core/catalog/catalog.h"
#include "core/release/manifest.h"
#include "core/release/pack.h"
#include "core/search/search.h"

#include <sys/stat.h>

struct tally {
    long cases, adopted, kept, lost;
};

static bool all;

static void count(struct tally *tally, long before, long after, long found)
{
    tally->cases++;
    if (found == after)
        tally->adopted++;
    else if (found == before)
        tally->kept++;
    else
        tally->lost++;
}

static void tell(const char *what, const struct tally *tally)
{
    print_message("| %-52s | %6ld | %7ld | %6ld | %4ld |\n", what, tally->cases, tally->adopted, tally->kept,
                  tally->lost);
    assert_int_equal(tally->lost, 0);
    assert_true(tally->cases > 0);
}

static const char *in(struct station *station, const char *folder, const char *name)
{
    return arena_format(&station->arena, "%s/%s", folder, name);
}

// The release that a kiosk would show, looked through; 0 when there is none. A file that does not open counts as lost.
static long shown(struct station *station)
{
    struct catalog *catalog;
    struct problem problem;
    station_forget(station);
    if (catalog_open_newest(&catalog, station->catalogs, station_sink, &station->found, &problem) != STATUS_OK ||
        station->found.count > 0)
        return 0;
    long number = catalog_release(catalog)->number;
    bool whole = catalog_verify(catalog, &problem) == STATUS_OK && search_verify(catalog, &problem) == STATUS_OK;
    catalog_close(&catalog);
    return whole ? number : 0;
}

static enum status sync_quietly(struct station *station)
{
    struct sync_result result;
    return station_sync(station, &result);
}

static enum status publish_quietly(struct station *station)
{
    struct publish_result result;
    return station_publish(station, &result);
}

static void heal(struct station *station, long release)
{
    station_expect(station, sync_quietly(station), STATUS_OK);
    assert_int_equal(shown(station), release);
}

// Release 1 adopted, release 2 offered; both kept aside, to begin from again.
static int set_up(void **state)
{
    station_set_up_published(state);
    struct station *station = *state;
    heal(station, 1);
    assert_int_equal(station_publish_next(station, "Zwei"), 2);
    station_copy(&station->arena, station->catalogs, in(station, station->folder, "catalogs.1"));
    station_copy(&station->arena, station->state, in(station, station->folder, "state.1"));
    station_copy(&station->arena, station->release, in(station, station->folder, "release.2"));
    return 0;
}

static void begin_again(struct station *station)
{
    fixture_remove_folder(station->catalogs);
    fixture_remove_folder(station->release);
    station_copy(&station->arena, in(station, station->folder, "catalogs.1"), station->catalogs);
    station_copy(&station->arena, in(station, station->folder, "state.1"), station->state);
    station_copy(&station->arena, in(station, station->folder, "release.2"), station->release);
}

// ---- the process or the power ends --------------------------------------------------------------------------------

enum { UNSYNCED_MAX = 64 };
static int unsynced[UNSYNCED_MAX]; // files written to and not yet forced to the disk; whatever they are called by now
static size_t unsynced_count;

static bool same_file(int a, int b)
{
    struct stat first;
    struct stat second;
    return fstat(a, &first) == 0 && fstat(b, &second) == 0 && first.st_ino == second.st_ino &&
           first.st_dev == second.st_dev;
}

static void forget_synced(int fd)
{
    for (size_t i = 0; i < unsynced_count; i++) {
        if (!same_file(unsynced[i], fd))
            continue;
        close(unsynced[i]);
        unsynced[i--] = unsynced[--unsynced_count];
    }
}

static void note_written(int fd)
{
    forget_synced(fd);
    if (unsynced_count < UNSYNCED_MAX)
        unsynced[unsynced_count++] = dup(fd);
}

static void lose_power(void)
{
    for (size_t i = 0; i < unsynced_count; i++) {
        if (ftruncate(unsynced[i], 0) != 0)
            _exit(8);
    }
    kill(getpid(), SIGKILL);
}

static void end_at_once(void)
{
    kill(getpid(), SIGKILL);
}

// Does `work` in a process that ends at its n-th call. True when it ended by itself before.
static bool end_after(struct station *station, long n, bool power, enum status (*work)(struct station *))
{
    int status;
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        const struct sys_hooks hooks = {power ? lose_power : end_at_once, note_written, forget_synced};
        sys_set_hooks(&hooks);
        sys_fail_after(n, EIO);
        _exit(work(station) == STATUS_OK ? 0 : 9);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFSIGNALED(status) || WEXITSTATUS(status) == 0);
    return !WIFSIGNALED(status);
}

static void end_sync(struct station *station, const char *what, bool power)
{
    struct tally tally = {0};
    for (long n = 0;; n += all ? 1 : power ? 11 : 9) {
        begin_again(station);
        bool ended = end_after(station, n, power, sync_quietly);
        count(&tally, 1, 2, shown(station));
        heal(station, 2);
        if (ended)
            break;
    }
    tell(what, &tally);
}

static void end_publish(struct station *station, const char *what, bool power)
{
    struct tally tally = {0};
    station_sql(station, "UPDATE offer SET name = 'Drei' WHERE " STATION_IS_OFFICE);
    for (long n = 0;; n += all ? 1 : power ? 11 : 9) {
        begin_again(station);
        bool ended = end_after(station, n, power, publish_quietly);
        enum status status = sync_quietly(station);
        count(&tally, 2, 3, status == STATUS_OK ? shown(station) : 0);
        station_expect(station, publish_quietly(station), STATUS_OK);
        heal(station, 3);
        if (ended)
            break;
    }
    tell(what, &tally);
}

static void test_processes_that_end(void **state)
{
    struct station *station = *state;
    print_message("| %-52s | %6s | %7s | %6s | %4s |\n", "fault", "cases", "adopted", "kept", "lost");
    end_sync(station, "sync killed at every system call", false);
    end_sync(station, "power lost at every system call of sync", true);
    end_publish(station, "publish killed at every system call", false);
    end_publish(station, "power lost at every system call of publish", true);
}

static void fail_calls(struct station *station, const char *what, int error, bool publishing)
{
    struct tally tally = {0};
    bool left = false;
    if (publishing)
        station_sql(station, "UPDATE offer SET name = 'Vier' WHERE " STATION_IS_OFFICE);
    for (long n = 0; !left; n += all ? 1 : error == EIO ? 13 : 11) {
        begin_again(station);
        sys_fail_after(n, error);
        enum status status = publishing ? publish_quietly(station) : sync_quietly(station);
        left = station_fault_is_left();
        if (publishing)
            status = sync_quietly(station);
        count(&tally, publishing ? 2 : 1, publishing ? 3 : 2, publishing && status != STATUS_OK ? 0 : shown(station));
        if (publishing)
            station_expect(station, publish_quietly(station), STATUS_OK);
        heal(station, publishing ? 3 : 2);
    }
    tell(what, &tally);
}

static void test_calls_that_fail(void **state)
{
    struct station *station = *state;
    fail_calls(station, "disk full at every system call of sync", ENOSPC, false);
    fail_calls(station, "read or write error at every system call of sync", EIO, false);
    fail_calls(station, "disk full at every system call of publish", ENOSPC, true);
    fail_calls(station, "read or write error at every system call of publish", EIO, true);
}

// ---- bytes that change --------------------------------------------------------------------------------------------

static uint32_t any(uint32_t below)
{
    static uint64_t seed = 1;
    seed = seed * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)((seed >> 33) % below);
}

// One sync of what is offered now; what it adopts, if anything, is taken away again.
static void try_once(struct station *station, struct tally *tally)
{
    sync_quietly(station);
    long found = shown(station);
    count(tally, 1, 2, found);
    if (found == 2)
        begin_again(station);
}

static void flip_and_cut(struct station *station, const char *name, long flips, const char *flipped, const char *cut)
{
    struct tally tally = {0};
    size_t size;
    const char *path = station_in_release(station, name);
    char *bytes = fixture_read(&station->arena, path, &size);
    begin_again(station);
    for (long i = 0; i < (flips == 0 ? (long)size : flips); i++) {
        struct arena arena = {0};
        char *changed = arena_copy(&arena, bytes, size);
        size_t place = flips == 0 ? (size_t)i : any((uint32_t)size);
        changed[place] = (char)(changed[place] ^ (1 << any(8)));
        fixture_write(path, changed, size);
        try_once(station, &tally);
        arena_free(&arena);
    }
    tell(flipped, &tally);
    tally = (struct tally){0};
    for (size_t length = 0; length < size; length += 1 + size / (all ? 400 : 5)) {
        fixture_write(path, bytes, length);
        try_once(station, &tally);
    }
    tell(cut, &tally);
    fixture_write(path, bytes, size);
}

static void test_bytes_that_change(void **state)
{
    struct station *station = *state;
    flip_and_cut(station, "manifest.json", all ? 0 : 15, "every byte of the manifest flipped", "manifest cut off");
    flip_and_cut(station, "manifest.json.minisig", all ? 0 : 12, "every byte of the signatures flipped",
                 "signatures cut off");
    flip_and_cut(station, "patch-1-2.zst", all ? 1000 : 5, "random flips in the patch (the whole is taken)",
                 "patch cut off (the whole is taken)");
    struct manifest manifest = station_manifest(station);
    manifest.patch_count = 0;
    station_sign_manifest(station, &manifest);
    fixture_remove_folder(in(station, station->folder, "release.2"));
    station_copy(&station->arena, station->release, in(station, station->folder, "release.2"));
    flip_and_cut(station, "catalog-2.db.zst", all ? 10000 : 20, "random flips in the catalog", "catalog cut off");
    heal(station, 2);
}

// ---- sources that lie ---------------------------------------------------------------------------------------------

// Changes the true catalog of release 2 by SQL and offers it with a right signature.
static void offer_changed(struct station *station, const char *sql)
{
    struct manifest manifest = station_manifest(station);
    const char *path = in(station, station->folder, "changed.db");
    const struct pack_terms terms = {manifest.compressed_size, manifest.catalog_size, manifest.compressed_sha256,
                                     manifest.catalog_sha256};
    sqlite3 *database;
    size_t size;
    int fd = open(path, O_RDWR | O_CREAT | O_TRUNC, 0600);
    station_expect(station,
                   pack_unpack(station_in_release(station, manifest.catalog_file), fd, path, &terms, &station->problem),
                   STATUS_OK);
    close(fd);
    assert_int_equal(sqlite3_open(path, &database), SQLITE_OK);
    fixture_run(database, sql);
    sqlite3_close(database);
    char *bytes = fixture_read(&station->arena, path, &size);
    station_offer_catalog(station, bytes, size);
}

static void expect_kept(struct station *station, const char *what)
{
    struct tally tally = {0};
    sync_quietly(station);
    count(&tally, 1, 2, shown(station));
    tell(what, &tally);
    assert_int_equal(tally.kept, 1);
    begin_again(station);
    setenv("SOURCE_DATE_EPOCH", "1795000000", 1);
}

static void test_hostile_catalogs(void **state)
{
    static const struct {
        const char *what, *sql;
    } cases[] = {
        {"catalog with a trigger", "CREATE TRIGGER t AFTER INSERT ON offer BEGIN SELECT 1; END"},
        {"catalog with an endless view",
         "CREATE VIEW v AS WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n"},
        {"catalog with an endless view in place of a table",
         "DROP TABLE text; CREATE VIEW text AS WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL"
         " SELECT i + 1 FROM n) SELECT i AS thing, 'de' AS language, 'name' AS field, 'x' AS text, '' AS origin FROM n"},
        {"catalog with a strange virtual table", "CREATE VIRTUAL TABLE box USING rtree (id, a, b)"},
        {"catalog without a table", "DROP TABLE text"},
        {"catalog whose references lead nowhere", "PRAGMA foreign_keys = OFF; DELETE FROM organization"},
        {"catalog of a newer form", "PRAGMA user_version = 99"},
        {"catalog of another program", "PRAGMA application_id = 1"},
        {"catalog with a huge schema",
         "PRAGMA writable_schema = ON; INSERT INTO sqlite_schema VALUES ('table', 'z', 'z', 0, 'CREATE VIRTUAL TABLE z"
         " USING none(' || hex(zeroblob(500000)) || ')')"},
        {"catalog with a broken index", "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET rootpage = 2"
                                        " WHERE name = 'topic_of_area'"},
    };
    struct station *station = *state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        offer_changed(station, cases[i].sql);
        expect_kept(station, cases[i].what);
    }
    heal(station, 2);
}

static void test_sources_that_lie(void **state)
{
    struct station *station = *state;
    struct arena *arena = &station->arena;
    const char *old = in(station, station->folder, "release.1");
    const char *packed = station_in_release(station, "catalog-2.db.zst");
    struct manifest lie;

    offer_changed(station, "UPDATE release SET number = 1");
    expect_kept(station, "catalog of another release, signed as this one");
    station_copy(arena, station_in_release(station, "catalog-1.db.zst"), packed);
    unlink(station_in_release(station, "patch-1-2.zst"));
    expect_kept(station, "catalog swapped for that of an older release");
    lie = station_manifest(station);
    lie.release = 3;
    char *text = manifest_write(arena, &lie);
    fixture_write(station_in_release(station, "manifest.json"), text, strlen(text));
    expect_kept(station, "manifest changed under its signature");
    unlink(station_in_release(station, "manifest.json.minisig"));
    expect_kept(station, "unsigned");
    lie = station_manifest(station);
    lie.city = "anderswo";
    station_sign_manifest(station, &lie);
    expect_kept(station, "another city");
    setenv("SOURCE_DATE_EPOCH", "1799999999", 1);
    expect_kept(station, "expired, or a clock far ahead");
    lie = station_manifest(station);
    lie.catalog_file = "../release/catalog-2.db.zst";
    lie.patch_count = 0;
    station_sign_manifest(station, &lie);
    expect_kept(station, "file name that leads out of the directory");
    lie = station_manifest(station);
    lie.catalog_size = (size_t)MANIFEST_CATALOG_BYTES_MAX + 1;
    station_sign_manifest(station, &lie);
    expect_kept(station, "larger than allowed");
    lie = station_manifest(station);
    char *bytes = arena_allocate(arena, 64 << 20, 1);
    station_offer_catalog(station, bytes, 64 << 20);
    struct manifest bomb = station_manifest(station);
    bomb.catalog_size = lie.catalog_size;
    station_sign_manifest(station, &bomb);
    expect_kept(station, "64 MiB of zeros in a few kilobytes");
    unlink(packed);
    unlink(station_in_release(station, "patch-1-2.zst"));
    assert_int_equal(symlink("/dev/zero", packed), 0);
    expect_kept(station, "link to a device in place of the catalog");
    const char *key = station->public_key;
    station->public_key = arena_format(arena, "%s/other", station->folder);
    station_expect(
        station,
        key_generate(station->public_key, arena_format(arena, "%s/other-secret", station->folder), &station->problem),
        STATUS_OK);
    expect_kept(station, "another key");
    station->public_key = arena_copy_text(arena, key);

    setenv("SOURCE_DATE_EPOCH", "86400", 1); // a clock far behind lets expired ones in, but no older ones
    heal(station, 2);
    setenv("SOURCE_DATE_EPOCH", "1795000000", 1);
    station_copy(arena, in(station, station->folder, "release.2"), old);
    station_publish_next(station, "Drei");
    heal(station, 3);
    fixture_remove_folder(station->release);
    station_copy(arena, old, station->release);
    assert_int_equal(sync_quietly(station), STATUS_UNTRUSTED);
    struct tally tally = {0};
    count(&tally, 3, 2, shown(station));
    tell("older release replayed", &tally);
    assert_int_equal(tally.kept, 1);
}

// ---- at once ------------------------------------------------------------------------------------------------------

static pid_t start(struct station *station, enum status (*work)(struct station *))
{
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0)
        _exit(work(station) == STATUS_OK ? 0 : 1);
    return child;
}

static void test_things_at_once(void **state)
{
    struct station *station = *state;
    struct tally syncs = {0};
    struct tally publications = {0};
    for (int i = 0; i < (all ? 100 : 2); i++) {
        begin_again(station);
        pid_t first = start(station, sync_quietly);
        pid_t second = start(station, sync_quietly);
        assert_int_equal(waitpid(first, NULL, 0), first);
        assert_int_equal(waitpid(second, NULL, 0), second);
        count(&syncs, 1, 2, shown(station));
        heal(station, 2);

        station_sql(station,
                    arena_format(&station->arena, "UPDATE offer SET name = 'Mal %d' WHERE " STATION_IS_OFFICE, i));
        first = start(station, publish_quietly);
        for (int j = 0; j < 5; j++)
            sync_quietly(station);
        long during = shown(station);
        assert_int_equal(waitpid(first, NULL, 0), first);
        count(&publications, 2, 3, during);
        heal(station, 3);
    }
    tell("two syncs at once", &syncs);
    tell("five syncs during a publication", &publications);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, station_tear_down)
    const struct CMUnitTest tests[] = {
        TEST(test_processes_that_end), TEST(test_calls_that_fail),  TEST(test_bytes_that_change),
        TEST(test_hostile_catalogs),   TEST(test_sources_that_lie), TEST(test_things_at_once),
    };
    const char *wanted = getenv("KOMPASS_FAULTS");
    all = wanted != NULL && strcmp(wanted, "all") == 0;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
