// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Tests of following a source that lies: cut, flipped, swapped, too large, signed but wrong. A catalog is in place
// before, and the same one after.
#include "tests/core/station.h"

#include "core/catalog/catalog.h"
#include "core/follow/state.h"
#include "core/release/digest.h"
#include "core/release/manifest.h"
#include "core/release/pack.h"

#include <sys/stat.h>

static void assert_kept(struct station *station, enum status expected)
{
    struct sync_result result;
    struct catalog *catalog;
    char **names;
    size_t count;
    enum status status = station_sync(station, &result);
    struct problem problem = station->problem;
    if (expected != STATUS_OK)
        station_expect(station, status, expected);
    assert_int_not_equal(status, STATUS_OK);
    assert_true(problem.what[0] != '\0' && problem.why[0] != '\0');
    station_expect(station,
                   catalog_open_newest(&catalog, station->catalogs, station_sink, &station->found, &station->problem),
                   STATUS_OK);
    assert_int_equal(catalog_release(catalog)->number, 1);
    assert_int_equal(station->found.count, 0);
    catalog_close(&catalog);
    station_expect(station, sys_list_folder(&station->arena, station->catalogs, "", &names, &count, &station->problem),
                   STATUS_OK);
    assert_int_equal(count, 1);
    assert_int_not_equal(access(arena_format(&station->arena, "%s/.sync.new", station->catalogs), F_OK), 0);
    station->problem = problem;
}

static void assert_adopted(struct station *station)
{
    struct sync_result result;
    station_expect(station, station_sync(station, &result), STATUS_OK);
    assert_int_equal(result.release, 2);
}

// Release 1 adopted, release 2 offered without a patch, so that its catalog counts.
static int set_up(void **state)
{
    struct sync_result result;
    station_set_up_published(state);
    struct station *station = *state;
    station_expect(station, station_sync(station, &result), STATUS_OK);
    assert_int_equal(station_publish_next(station, "Zwei"), 2);
    struct manifest manifest = station_manifest(station);
    manifest.patch_count = 0;
    station_sign_manifest(station, &manifest);
    return 0;
}

static void test_a_cut_or_flipped_manifest(void **state)
{
    struct station *station = *state;
    size_t size;
    const char *path = station_in_release(station, "manifest.json");
    char *text = fixture_read(&station->arena, path, &size);
    for (size_t i = 0; i < size; i++) {
        char *changed = arena_copy(&station->arena, text, size);
        changed[i] = (char)(changed[i] ^ (1 << i % 8));
        fixture_write(path, changed, size);
        assert_kept(station, STATUS_UNTRUSTED);
        if (i % 16 == 0) {
            fixture_write(path, text, i);
            assert_kept(station, STATUS_UNTRUSTED);
        }
    }
    fixture_write(path, text, size);
    assert_adopted(station);
}

static void test_a_cut_or_missing_signature(void **state)
{
    struct station *station = *state;
    size_t size;
    const char *path = station_in_release(station, "manifest.json.minisig");
    char *text = fixture_read(&station->arena, path, &size);
    assert_int_equal(unlink(path), 0);
    assert_kept(station, STATUS_NOT_FOUND);
    for (size_t length = 0; length < size / 2 - 1; length += 5) {
        fixture_write(path, text, length);
        assert_kept(station, STATUS_INVALID);
    }
    char *long_text = arena_allocate(&station->arena, SIGNATURE_FILE_MAX + 1, 1);
    memset(long_text, 'x', SIGNATURE_FILE_MAX + 1);
    fixture_write(path, long_text, SIGNATURE_FILE_MAX + 1);
    assert_kept(station, STATUS_LIMIT);
    fixture_write(path, text, size);
    assert_adopted(station);
}

static void test_a_cut_or_flipped_catalog(void **state)
{
    struct station *station = *state;
    size_t size;
    const char *path = station_in_release(station, "catalog-2.db.zst");
    char *bytes = fixture_read(&station->arena, path, &size);
    for (size_t i = 0; i < size; i += size / 97) {
        struct arena arena = {0};
        char *changed = arena_copy(&arena, bytes, size);
        changed[i] = (char)(changed[i] ^ (1 << i % 8));
        fixture_write(path, changed, size);
        assert_kept(station, STATUS_CORRUPT);
        fixture_write(path, bytes, i);
        assert_kept(station, STATUS_CORRUPT);
        arena_free(&arena);
    }
    char *longer = arena_copy(&station->arena, bytes, size);
    fixture_write(path, longer, size + 1);
    assert_kept(station, STATUS_CORRUPT);
    assert_int_equal(unlink(path), 0);
    assert_kept(station, STATUS_NOT_FOUND);
    fixture_write(path, bytes, size);
    assert_adopted(station);
}

static void test_the_catalog_of_another_release(void **state)
{
    struct station *station = *state;
    size_t size;
    char *bytes = fixture_read(&station->arena, station_in_release(station, "catalog-1.db.zst"), &size);
    fixture_write(station_in_release(station, "catalog-2.db.zst"), bytes, size);
    assert_kept(station, STATUS_CORRUPT);
    // Signed as if it were the right one.
    bytes = fixture_read(&station->arena, arena_format(&station->arena, "%s/1.db", station->catalogs), &size);
    station_offer_catalog(station, bytes, size);
    assert_kept(station, STATUS_CORRUPT);
    assert_non_null(strstr(station->problem.why, "its catalog is release 1 of musterstadt"));
}

static void test_sizes_that_lie(void **state)
{
    struct station *station = *state;
    const struct manifest right = station_manifest(station);
    struct manifest lie = right;
    lie.catalog_size = right.catalog_size - 1;
    station_sign_manifest(station, &lie);
    assert_kept(station, STATUS_CORRUPT);
    lie.catalog_size = right.catalog_size + 1;
    station_sign_manifest(station, &lie);
    assert_kept(station, STATUS_CORRUPT);
    lie = right;
    lie.compressed_size = right.compressed_size + 1;
    station_sign_manifest(station, &lie);
    assert_kept(station, STATUS_CORRUPT);
    lie.compressed_size = (size_t)MANIFEST_CATALOG_BYTES_MAX + 1;
    station_sign_manifest(station, &lie);
    assert_kept(station, STATUS_LIMIT);
    lie = right;
    lie.catalog_size = (size_t)MANIFEST_CATALOG_BYTES_MAX + 1;
    station_sign_manifest(station, &lie);
    assert_kept(station, STATUS_LIMIT);
    station_sign_manifest(station, &right);
    assert_adopted(station);
}

static void test_a_bomb_is_stopped_at_its_stated_size(void **state)
{
    struct station *station = *state;
    struct manifest manifest = station_manifest(station);
    enum { BOMB_BYTES = 64 * 1024 * 1024 };
    struct arena arena = {0};
    char *packed;
    char packed_hash[DIGEST_BYTES];
    void *zeros = arena_allocate(&arena, BOMB_BYTES, 1);
    station_expect(station,
                   pack_compress(&arena, zeros, BOMB_BYTES, &packed, &manifest.compressed_size, &station->problem),
                   STATUS_OK);
    digest_bytes(packed, manifest.compressed_size, packed_hash);
    manifest.compressed_sha256 = packed_hash;
    fixture_write(station_in_release(station, manifest.catalog_file), packed, manifest.compressed_size);
    station_sign_manifest(station, &manifest);
    assert_kept(station, STATUS_CORRUPT);
    assert_non_null(strstr(station->problem.why, "more than the manifest says"));
    arena_free(&arena);
}

static void test_signed_files_that_are_no_catalogs(void **state)
{
    struct station *station = *state;
    size_t size;
    station_offer_catalog(station, "", 0);
    assert_kept(station, STATUS_CORRUPT);
    station_offer_catalog(station, "hello", 5);
    assert_kept(station, STATUS_INVALID);
    char *bytes = fixture_read(&station->arena, station->editorial, &size);
    station_offer_catalog(station, bytes, size);
    assert_kept(station, STATUS_INVALID);
    // A catalog of a newer form, one of which a table is missing, and one with a damaged page.
    static const char *const changes[] = {"PRAGMA user_version = 99", "DROP TABLE text",
                                          "PRAGMA foreign_keys = OFF; DELETE FROM organization"};
    static const enum status statuses[] = {STATUS_UNSUPPORTED, STATUS_CORRUPT, STATUS_CORRUPT};
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        sqlite3 *database;
        const char *path = arena_format(&station->arena, "%s/changed.db", station->folder);
        station_copy(&station->arena, arena_format(&station->arena, "%s/1.db", station->catalogs), path);
        assert_int_equal(sqlite3_open(path, &database), SQLITE_OK);
        fixture_run(database, changes[i]);
        sqlite3_close(database);
        bytes = fixture_read(&station->arena, path, &size);
        station_offer_catalog(station, bytes, size);
        assert_kept(station, statuses[i]);
        assert_int_equal(unlink(path), 0);
    }
}

// A kiosk is renewed before its publisher: what the older program has adopted stands there with the right bytes.
static void test_an_adopted_catalog_of_an_older_form(void **state)
{
    struct station *station = *state;
    struct sync_result result;
    struct sync_state adopted;
    sqlite3 *database;
    size_t size;
    const char *path = arena_format(&station->arena, "%s/2.db", station->catalogs);
    station_copy(&station->arena, arena_format(&station->arena, "%s/1.db", station->catalogs), path);
    assert_int_equal(sqlite3_open(path, &database), SQLITE_OK);
    fixture_run(database, "PRAGMA user_version = 1");
    sqlite3_close(database);
    char *bytes = fixture_read(&station->arena, path, &size);
    station_offer_catalog(station, bytes, size);
    station_expect(station, state_read(&adopted, station->state, &station->problem), STATUS_OK);
    adopted.release = 2;
    digest_bytes(bytes, size, adopted.sha256);
    station_expect(station, state_write(&adopted, station->state, &station->problem), STATUS_OK);
    station_expect(station, station_sync(station, &result), STATUS_UNSUPPORTED);
    assert_non_null(strstr(station->problem.why, "made by an older Kompass: version 1"));
    assert_non_null(strstr(station->problem.mend, "publish again"));
}

static void test_signed_manifests_that_are_none(void **state)
{
    struct station *station = *state;
    struct manifest manifest = station_manifest(station);
    station_sign_text(station, "{}", 2);
    assert_kept(station, STATUS_INVALID);
    station_sign_text(station, "", 0);
    assert_kept(station, STATUS_INVALID);
    manifest.catalog_file = "../release/catalog-2.db.zst";
    station_sign_manifest(station, &manifest);
    assert_kept(station, STATUS_INVALID);
    char *large = arena_allocate(&station->arena, MANIFEST_BYTES_MAX + 1, 1);
    memset(large, ' ', MANIFEST_BYTES_MAX + 1);
    station_sign_text(station, large, MANIFEST_BYTES_MAX + 1);
    assert_kept(station, STATUS_LIMIT);
}

// Nothing that never ends is waited for.
static void test_pipes_and_devices(void **state)
{
    struct station *station = *state;
    static const char *const names[] = {"manifest.json", "manifest.json.minisig", "catalog-2.db.zst"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *path = station_in_release(station, names[i]);
        const char *aside = station_in_release(station, "aside");
        assert_int_equal(rename(path, aside), 0);
        assert_int_equal(mkfifo(path, 0644), 0);
        assert_kept(station, STATUS_INVALID);
        assert_int_equal(unlink(path), 0);
        assert_int_equal(symlink("/dev/zero", path), 0);
        assert_kept(station, STATUS_INVALID);
        assert_int_equal(unlink(path), 0);
        assert_int_equal(mkdir(path, 0755), 0);
        assert_kept(station, STATUS_INVALID);
        assert_int_equal(rmdir(path), 0);
        assert_int_equal(rename(aside, path), 0);
    }
    assert_adopted(station);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, station_tear_down)
    const struct CMUnitTest tests[] = {
        TEST(test_a_cut_or_flipped_manifest),
        TEST(test_a_cut_or_missing_signature),
        TEST(test_a_cut_or_flipped_catalog),
        TEST(test_the_catalog_of_another_release),
        TEST(test_sizes_that_lie),
        TEST(test_a_bomb_is_stopped_at_its_stated_size),
        TEST(test_signed_files_that_are_no_catalogs),
        TEST(test_an_adopted_catalog_of_an_older_form),
        TEST(test_signed_manifests_that_are_none),
        TEST(test_pipes_and_devices),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
