// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Tests of following a publisher: what is right is adopted; nothing else touches the catalogs in place.
#include "tests/core/station.h"

#include "core/catalog/catalog.h"
#include "core/release/manifest.h"

#include <sys/file.h>
#include <sys/stat.h>
#include <sys/wait.h>

static void sync_fine(struct station *station, long release, bool adopted)
{
    struct sync_result result = {0};
    station_expect(station, station_sync(station, &result), STATUS_OK);
    assert_int_equal(result.release, release);
    assert_int_equal(result.adopted, adopted);
}

static const char *placed_path(struct station *station, long release)
{
    return catalog_path(&station->arena, station->catalogs, release);
}

static bool is_there(struct station *station, long release)
{
    return access(placed_path(station, release), F_OK) == 0;
}

// The number of the newest catalog that opens.
static long newest(struct station *station)
{
    struct catalog *catalog;
    station_expect(station,
                   catalog_open_newest(&catalog, station->catalogs, station_sink, &station->found, &station->problem),
                   STATUS_OK);
    long number = catalog_release(catalog)->number;
    station_expect(station, catalog_verify(catalog, &station->problem), STATUS_OK);
    catalog_close(&catalog);
    return number;
}

static void test_a_new_release_is_adopted_once(void **state)
{
    struct station *station = *state;
    struct stat before;
    struct stat after;
    sync_fine(station, 1, true);
    assert_int_equal(stat(placed_path(station, 1), &before), 0);
    sync_fine(station, 1, false);
    assert_int_equal(stat(placed_path(station, 1), &after), 0);
    assert_true(before.st_ino == after.st_ino);
    assert_int_equal(station_publish_next(station, "Zwei"), 2);
    sync_fine(station, 2, true);
    assert_int_equal(newest(station), 2);
    assert_true(is_there(station, 1));
}

static void test_two_older_ones_are_kept(void **state)
{
    struct station *station = *state;
    sync_fine(station, 1, true);
    const char *const others[] = {"001.db", "0.db", " 2.db", "+3.db", "2000000000.db", "one.db"}; // not ours to remove
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        fixture_write(arena_format(&station->arena, "%s/%s", station->catalogs, others[i]), "x", 1);
    for (long n = 2; n <= 5; n++) {
        station_publish_next(station, arena_format(&station->arena, "Name %ld", n));
        sync_fine(station, n, true);
    }
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        assert_int_equal(access(arena_format(&station->arena, "%s/%s", station->catalogs, others[i]), F_OK), 0);
    assert_false(is_there(station, 1));
    assert_false(is_there(station, 2));
    assert_true(is_there(station, 3) && is_there(station, 4) && is_there(station, 5));
}

static void test_a_lost_or_damaged_catalog_is_healed(void **state)
{
    struct station *station = *state;
    sync_fine(station, 1, true);
    assert_int_equal(unlink(placed_path(station, 1)), 0);
    sync_fine(station, 1, true);
    assert_int_equal(truncate(placed_path(station, 1), 5000), 0);
    sync_fine(station, 1, true);
    int fd = open(placed_path(station, 1), O_WRONLY);
    assert_int_equal(pwrite(fd, "x", 1, 9000), 1);
    close(fd);
    sync_fine(station, 1, true);
    assert_int_equal(newest(station), 1);
    sync_fine(station, 1, false);
}

static void test_addresses_of_files(void **state)
{
    struct station *station = *state;
    struct sync_result result;
    const char *spaced = arena_format(&station->arena, "%s/a b", station->folder);
    station_copy(&station->arena, station->release, spaced);
    struct sync_options options = {arena_format(&station->arena, "file://%s/a%%20b", station->folder),
                                   station->catalogs, station->public_key, NULL};
    station_expect(station, sync_from(&options, &result, &station->problem), STATUS_OK);
    options.from = arena_format(&station->arena, "file://localhost%s/a%%20b/", station->folder);
    station_expect(station, sync_from(&options, &result, &station->problem), STATUS_OK);
    options.from = "file://elsewhere/release";
    assert_int_equal(sync_from(&options, &result, &station->problem), STATUS_INVALID);
    options.from = "ftp://example.org/";
    assert_int_equal(sync_from(&options, &result, &station->problem), STATUS_UNSUPPORTED);
    options.from = "/nonexistent";
    assert_int_equal(sync_from(&options, &result, &station->problem), STATUS_NOT_FOUND);
    assert_string_equal(station->problem.what, "/nonexistent/manifest.json");
}

// ---- the past -----------------------------------------------------------------------------------------------------

static void assert_refused(struct station *station, enum status status, const char *why)
{
    struct sync_result result;
    assert_int_equal(station_sync(station, &result), status);
    if (strstr(station->problem.why, why) == NULL)
        fail_msg("%s", station->problem.why);
}

static void test_an_older_release_never_comes_back(void **state)
{
    struct station *station = *state;
    const char *old = arena_format(&station->arena, "%s/old", station->folder);
    station_copy(&station->arena, station->release, old);
    station_publish_next(station, "Zwei");
    sync_fine(station, 2, true);
    station->release = arena_copy_text(&station->arena, old);
    assert_refused(station, STATUS_UNTRUSTED, "release 1 is older than release 2");
    assert_int_equal(newest(station), 2);
    // Not even to somebody who empties the folder, as long as the state is kept beside it;
    fixture_remove_folder(station->catalogs);
    assert_refused(station, STATUS_UNTRUSTED, "release 1 is older than release 2");
    // nor to somebody who removes or damages the state, as long as there is a catalog.
    station->release = arena_format(&station->arena, "%s/release", station->folder);
    sync_fine(station, 2, true);
    station->release = arena_copy_text(&station->arena, old);
    assert_int_equal(unlink(station->state), 0);
    assert_refused(station, STATUS_UNTRUSTED, "release 1 is older than release 2");
    fixture_write(station->state, "kompass-sync-state 1\ncity musterstadt\nrelease 1\n", 49);
    assert_refused(station, STATUS_UNTRUSTED, "release 1 is older than release 2");
}

static void test_a_lost_state_is_written_again(void **state)
{
    struct station *station = *state;
    size_t size;
    sync_fine(station, 1, true);
    char *text = fixture_read(&station->arena, station->state, &size);
    assert_non_null(strstr(text, "city musterstadt\nrelease 1\nsha256 "));
    assert_int_equal(unlink(station->state), 0);
    sync_fine(station, 1, true);
    assert_string_equal(fixture_read(&station->arena, station->state, &size), text);
    fixture_write(station->state, "rubbish", 7);
    sync_fine(station, 1, true);
    assert_string_equal(fixture_read(&station->arena, station->state, &size), text);
}

static void test_one_number_has_one_content(void **state)
{
    struct station *station = *state;
    struct publish_result result;
    sync_fine(station, 1, true);
    station->release = arena_format(&station->arena, "%s/other", station->folder);
    station_sql(station, "UPDATE offer SET name = 'Anders' WHERE " STATION_IS_OFFICE);
    station_expect(station, station_publish(station, &result), STATUS_OK);
    assert_int_equal(result.release, 1);
    assert_refused(station, STATUS_UNTRUSTED, "release 1 was here before with other content");
}

static void test_an_expired_release_is_not_adopted(void **state)
{
    struct station *station = *state;
    sync_fine(station, 1, true);
    station_publish_next(station, "Zwei");
    setenv("SOURCE_DATE_EPOCH", "1797591999", 1); // a second before
    sync_fine(station, 2, true);
    setenv("SOURCE_DATE_EPOCH", "1797592000", 1);
    assert_refused(station, STATUS_UNTRUSTED, "release 2 expired at 2026-12-18T11:06:40Z");
    assert_int_equal(newest(station), 2); // what is here stays
}

static void test_another_city_is_not_ours(void **state)
{
    struct station *station = *state;
    struct publish_result result;
    sync_fine(station, 1, true);
    station->release = arena_format(&station->arena, "%s/other", station->folder);
    station_sql(station, "UPDATE thing SET slug = 'anderswo' WHERE kind = 'city'");
    station_expect(station, station_publish(station, &result), STATUS_OK);
    assert_refused(station, STATUS_UNTRUSTED, "a release of anderswo, not of musterstadt");
}

static void test_another_key_is_not_ours(void **state)
{
    struct station *station = *state;
    const char *other = arena_format(&station->arena, "%s/other", station->folder);
    const char *other_secret = arena_format(&station->arena, "%s/other-secret", station->folder);
    station_expect(station, key_generate(other, other_secret, &station->problem), STATUS_OK);
    station->public_key = arena_copy_text(&station->arena, other);
    assert_refused(station, STATUS_UNTRUSTED, "signed with the key");
    assert_false(is_there(station, 1));
    assert_int_not_equal(access(station->state, F_OK), 0);
}

// ---- faults -------------------------------------------------------------------------------------------------------

// As when both options name one folder.
static void test_a_release_directory_holds_no_catalogs(void **state)
{
    struct station *station = *state;
    struct sync_result result;
    station->catalogs = station->release;
    assert_int_equal(station_sync(station, &result), STATUS_INVALID);
    assert_non_null(strstr(station->problem.why, "a release directory, not a folder of catalogs"));
    assert_false(is_there(station, 1));
}

static void test_two_at_once_do_not_mix(void **state)
{
    struct station *station = *state;
    sync_fine(station, 1, true);
    station_publish_next(station, "Zwei");
    int lock = open(station->catalogs, O_RDONLY | O_DIRECTORY);
    assert_int_equal(flock(lock, LOCK_EX | LOCK_NB), 0);
    assert_refused(station, STATUS_IO, "another kompass is at work");
    assert_int_equal(newest(station), 1);
    close(lock);
    sync_fine(station, 2, true);
}

static void test_leftovers_of_a_killed_sync_do_no_harm(void **state)
{
    struct station *station = *state;
    station_expect(station, sys_make_folder(station->catalogs, &station->problem), STATUS_OK);
    const char *leftover = arena_format(&station->arena, "%s/.sync.new", station->catalogs);
    fixture_write(leftover, "half a catalog", 14);
    const char *const written[] = {"", ".offer", ".outcome"}; // beside the state
    pid_t killed = fork();
    if (killed == 0)
        _exit(0);
    assert_int_equal(waitpid(killed, NULL, 0), killed);
    for (size_t i = 0; i < sizeof written / sizeof *written; i++)
        fixture_write(arena_format(&station->arena, "%s%s.%ld.new", station->state, written[i], (long)killed), "half", 4);
    sync_fine(station, 1, true);
    assert_int_not_equal(access(leftover, F_OK), 0);
    for (size_t i = 0; i < sizeof written / sizeof *written; i++)
        assert_int_not_equal(
            access(arena_format(&station->arena, "%s%s.%ld.new", station->state, written[i], (long)killed), F_OK), 0);
    // A link that somebody put there is not followed.
    const char *victim = arena_format(&station->arena, "%s/victim", station->folder);
    size_t size;
    fixture_write(victim, "precious", 8);
    assert_int_equal(symlink(victim, leftover), 0);
    station_publish_next(station, "Zwei");
    sync_fine(station, 2, true);
    assert_string_equal(fixture_read(&station->arena, victim, &size), "precious");
}

// What an earlier sync has fetched is not fetched again; what it left of other bytes does no harm.
static void test_a_download_goes_on_where_it_ended(void **state)
{
    struct station *station = *state;
    struct manifest manifest;
    size_t size;
    char *text =
        fixture_read(&station->arena, arena_format(&station->arena, "%s/manifest.json", station->release), &size);
    station_expect(station, manifest_read(&station->arena, text, size, &manifest, &station->problem), STATUS_OK);
    const char *packed = arena_format(&station->arena, "%s/%s", station->release, manifest.catalog_file);
    const char *part = arena_format(&station->arena, "%s/%.16s.part", station->catalogs, manifest.compressed_sha256);
    const char *other = arena_format(&station->arena, "%s/0123456789abcdef.part", station->catalogs);
    char *bytes = fixture_read(&station->arena, packed, &size);
    station_expect(station, sys_make_folder(station->catalogs, &station->problem), STATUS_OK);
    // The rest is all that is read of the source: its first half is not even right.
    char *half = arena_copy(&station->arena, bytes, size);
    memset(half, 0, size / 2);
    fixture_write(packed, half, size);
    fixture_write(part, bytes, size / 2);
    fixture_write(other, bytes, size / 2);
    sync_fine(station, 1, true);
    assert_int_not_equal(access(part, F_OK), 0);
    assert_int_not_equal(access(other, F_OK), 0);
    // Wrong bytes to go on from, too few or too many of them: the file is fetched again.
    fixture_write(packed, bytes, size);
    for (size_t part_size = 1; part_size <= size; part_size += size / 2 - 1) {
        assert_int_equal(unlink(placed_path(station, 1)), 0);
        fixture_write(part, half, part_size);
        sync_fine(station, 1, true);
    }
    assert_int_equal(unlink(placed_path(station, 1)), 0);
    fixture_write(part, arena_format(&station->arena, "%0*d", (int)size + 1, 0), size + 1);
    sync_fine(station, 1, true);
}

// Whatever call fails, the old catalog or the new one is there, whole, and the next sync heals without a hand.
static void test_no_failing_call_loses_the_catalog(void **state)
{
    struct station *station = *state;
    long kept = 0;
    sync_fine(station, 1, true);
    station_publish_next(station, "Zwei");
    const char *before = arena_format(&station->arena, "%s/before", station->folder);
    const char *before_state = arena_format(&station->arena, "%s/before.state", station->folder);
    station_copy(&station->arena, station->catalogs, before);
    station_copy(&station->arena, station->state, before_state);
    for (long n = 0;; n++) {
        struct sync_result result;
        fixture_remove_folder(station->catalogs);
        station_copy(&station->arena, before, station->catalogs);
        station_copy(&station->arena, before_state, station->state);
        sys_fail_after(n, n % 2 == 0 ? EIO : ENOSPC);
        enum status status = station_sync(station, &result);
        bool left = station_fault_is_left();
        long number = newest(station);
        assert_int_equal(station->found.count, 0); // nothing that does not open is in the folder
        assert_true(number == 2 || (number == 1 && status != STATUS_OK));
        kept += number == 1;
        struct sync_result again;
        station_expect(station, station_sync(station, &again), STATUS_OK);
        assert_int_equal(newest(station), 2);
        if (left) {
            station_expect(station, status, STATUS_OK);
            assert_true(kept > 10);
            break;
        }
    }
}

static enum status sync_quietly(struct station *station)
{
    struct sync_result result;
    return station_sync(station, &result);
}

static void test_without_memory_the_catalog_stays(void **state)
{
    struct station *station = *state;
    long n = 0;
    sync_fine(station, 1, true);
    station_publish_next(station, "Zwei");
    for (; !station_without_memory(station, n, sync_quietly); n++) {
        long number = newest(station);
        assert_true(number == 1 || number == 2);
        assert_int_equal(station->found.count, 0);
    }
    assert_true(n > 10);
    assert_int_equal(newest(station), 2);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, station_set_up_published, station_tear_down)
    const struct CMUnitTest tests[] = {
        TEST(test_a_new_release_is_adopted_once),
        TEST(test_two_older_ones_are_kept),
        TEST(test_a_lost_or_damaged_catalog_is_healed),
        TEST(test_addresses_of_files),
        TEST(test_an_older_release_never_comes_back),
        TEST(test_a_lost_state_is_written_again),
        TEST(test_one_number_has_one_content),
        TEST(test_an_expired_release_is_not_adopted),
        TEST(test_another_city_is_not_ours),
        TEST(test_another_key_is_not_ours),
        TEST(test_a_release_directory_holds_no_catalogs),
        TEST(test_two_at_once_do_not_mix),
        TEST(test_leftovers_of_a_killed_sync_do_no_harm),
        TEST(test_a_download_goes_on_where_it_ended),
        TEST(test_no_failing_call_loses_the_catalog),
        TEST(test_without_memory_the_catalog_stays),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
