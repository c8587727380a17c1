// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Tests of patches: what a day's work costs, that they are used, and that no bad one does harm.
#include "tests/core/town.h"

#include "core/release/digest.h"
#include "core/insight/inspect.h"
#include "core/release/manifest.h"
#include "core/release/patch.h"

#include <sys/stat.h>

static void sync_fine(struct station *station, long release)
{
    struct sync_result result;
    station_expect(station, station_sync(station, &result), STATUS_OK);
    assert_int_equal(result.release, release);
}

static void lose_catalog(struct station *station, long release)
{
    assert_int_equal(
        truncate(station_in_release(station, arena_format(&station->arena, "catalog-%ld.db.zst", release)), 0), 0);
}

// The figure of the release format: 20 of 2,000 offers cost at most 5 % of the whole. `make fault` does it in full; a
// smaller town shows the same sooner. Much smaller ones would not: the table of words, all of which moves with a few new
// ones, does not shrink with the town.
static void test_a_day_of_work_costs_a_twentieth(void **state)
{
    struct station *station = *state;
    struct publish_result result;
    int offers = getenv("KOMPASS_FAULTS") != NULL ? 2000 : 800;
    town_grow(station, offers);
    station_expect(station, station_publish(station, &result), STATUS_OK);
    sync_fine(station, 2);
    town_edit(station, offers / 100, 7);
    station_expect(station, station_publish(station, &result), STATUS_OK);
    struct manifest manifest = station_manifest(station);
    assert_int_equal(manifest.patch_count, 1); // nothing is won from release 1, which had no such offers
    assert_int_equal(manifest.patches[0].from, 2);
    print_message("catalog %zu, packed %zu, patch %zu bytes: %.1f %%\n", manifest.catalog_size,
                  manifest.compressed_size, manifest.patches[0].size,
                  100.0 * (double)manifest.patches[0].size / (double)manifest.compressed_size);
    assert_true(manifest.patches[0].size * 20 <= manifest.compressed_size);
    lose_catalog(station, 3); // so only the patch can have led there
    sync_fine(station, 3);
}

static void test_patches_lead_from_the_last_five(void **state)
{
    struct station *station = *state;
    for (long n = 2; n <= 8; n++)
        station_publish_next(station, arena_format(&station->arena, "Name %ld", n));
    struct manifest manifest = station_manifest(station);
    assert_int_equal(manifest.patch_count, 5);
    for (size_t i = 0; i < 5; i++)
        assert_int_equal(manifest.patches[i].from, 7 - (long)i);
    assert_int_equal(access(station_in_release(station, "patch-3-8.zst"), F_OK), 0);
    assert_int_equal(access(station_in_release(station, "patch-6-7.zst"), F_OK), 0); // may still be being fetched
    assert_int_not_equal(access(station_in_release(station, "patch-5-6.zst"), F_OK), 0);
}

static void test_each_of_the_five_leads_to_the_newest(void **state)
{
    struct station *station = *state;
    sync_fine(station, 1);
    for (long n = 2; n <= 6; n++)
        station_publish_next(station, arena_format(&station->arena, "Name %ld", n));
    lose_catalog(station, 6);
    sync_fine(station, 6);
    lose_catalog(station, 1);
    station_publish_next(station, "Sieben"); // a lost catalog only costs its patch
    assert_int_equal(station_manifest(station).patch_count, 4);
}

static void test_a_bad_patch_costs_no_more_than_the_whole(void **state)
{
    struct station *station = *state;
    size_t size;
    size_t state_size;
    sync_fine(station, 1);
    station_publish_next(station, "Zwei");
    const char *path = station_in_release(station, "patch-1-2.zst");
    const char *second = arena_format(&station->arena, "%s/2.db", station->catalogs);
    const char *first = arena_format(&station->arena, "%s/1.db", station->catalogs);
    char *bytes = fixture_read(&station->arena, path, &size);
    struct inspection inspection;
    assert_int_equal(truncate(path, 10), 0); // the publisher's own check finds it
    station_expect(station,
                   inspect(&(struct inspect_places){station->release, NULL, NULL}, station_sink, &station->found, &inspection, &station->problem),
                   STATUS_OK);
    assert_int_equal(inspection.problems, 1);
    assert_non_null(strstr(station->found.text, "patch-1-2.zst"));
    char *state_text = fixture_read(&station->arena, station->state, &state_size);
    for (size_t i = 0; i < size; i += 1 + size / (getenv("KOMPASS_FAULTS") != NULL ? 50 : 12)) {
        char *changed = arena_copy(&station->arena, bytes, size);
        changed[i] = (char)(changed[i] ^ (1 << i % 8));
        fixture_write(path, changed, i % 2 == 0 ? size : i);
        sync_fine(station, 2);
        assert_int_equal(unlink(second), 0); // and once more from release 1
        fixture_write(station->state, state_text, state_size);
    }
    fixture_write(path, bytes, size);
    // What it leads from is damaged: the patch comes out wrong.
    assert_int_equal(truncate(first, 8192), 0);
    sync_fine(station, 2);
}

// ---- the format itself --------------------------------------------------------------------------------------------

struct pair {
    char *old, *new;
    size_t old_size, new_size;
};

static void apply(struct station *station, const struct pair *pair, enum status expected)
{
    struct arena arena = {0};
    char *patch;
    size_t size;
    char patch_hash[DIGEST_BYTES];
    char hash[DIGEST_BYTES];
    const char *old_path = arena_format(&arena, "%s/old", station->folder);
    const char *patch_path = arena_format(&arena, "%s/patch", station->folder);
    const char *new_path = arena_format(&arena, "%s/new", station->folder);
    station_expect(
        station,
        patch_make(&arena, pair->old, pair->old_size, pair->new, pair->new_size, &patch, &size, &station->problem),
        STATUS_OK);
    fixture_write(old_path, pair->old, pair->old_size);
    fixture_write(patch_path, patch, size);
    digest_bytes(patch, size, patch_hash);
    digest_bytes(pair->new, pair->new_size, hash);
    const struct pack_terms terms = {size, pair->new_size, patch_hash, hash};
    int to = open(new_path, O_RDWR | O_CREAT | O_TRUNC, 0600);
    station_expect(station, patch_apply(patch_path, old_path, to, new_path, &terms, &station->problem), expected);
    close(to);
    size_t got;
    assert_memory_equal(fixture_read(&arena, new_path, &got), pair->new, pair->new_size);
    assert_int_equal(got, pair->new_size);
    arena_free(&arena);
}

// Bytes that do not compress, so that only what is found in the older file is cheap.
static char *noise(struct arena *arena, size_t size, uint64_t seed)
{
    char *bytes = arena_allocate(arena, size + 1, 1);
    for (size_t i = 0; i < size; i++) {
        seed = seed * 6364136223846793005u + 1442695040888963407u;
        bytes[i] = (char)(seed >> 40);
    }
    return bytes;
}

// Each size leads to each in `make fault`; else each to two, the empty, the same and the largest among them.
static void test_files_of_every_size(void **state)
{
    struct station *station = *state;
    bool all = getenv("KOMPASS_FAULTS") != NULL;
    static const size_t sizes[] = {0, 1, PATCH_PIECE_BYTES, 2 * (size_t)PATCH_PIECE_BYTES + 77};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        for (size_t j = 0; j < sizeof sizes / sizeof *sizes; j++) {
            if (!all && (i + j) % 2 != 0)
                continue;
            struct arena arena = {0};
            struct pair pair = {noise(&arena, sizes[i], 1), noise(&arena, sizes[j], 1), sizes[i], sizes[j]};
            apply(station, &pair, STATUS_OK);
            arena_free(&arena);
        }
    }
}

static void test_what_moves_within_the_margin_is_found(void **state)
{
    struct station *station = *state;
    struct arena arena = {0};
    struct problem problem;
    enum { SIZE = 10 * 1024 * 1024, MOVED = 3 * 1024 * 1024 };
    char *old = noise(&arena, SIZE, 1);
    char *new = noise(&arena, SIZE + MOVED, 2);
    char *patch;
    size_t size;
    memcpy(new + MOVED, old, SIZE);
    station_expect(station, patch_make(&arena, old, SIZE, new, SIZE + MOVED, &patch, &size, &problem), STATUS_OK);
    assert_true(size < MOVED + MOVED / 10); // what is new does not compress; the rest is nearly nothing
    arena_free(&arena);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, station_set_up_published, station_tear_down)
    const struct CMUnitTest tests[] = {
        TEST(test_a_day_of_work_costs_a_twentieth),
        TEST(test_patches_lead_from_the_last_five),
        TEST(test_each_of_the_five_leads_to_the_newest),
        TEST(test_a_bad_patch_costs_no_more_than_the_whole),
        TEST(test_files_of_every_size),
        TEST(test_what_moves_within_the_margin_is_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
