// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Tests of whom a follower believes and what an operator may do: keys in every order of events, going back, and
// catalogs that come by themselves.
#include "tests/core/station.h"

#include "core/catalog/catalog.h"
#include "core/follow/state.h"

#include <sys/stat.h>

enum { KEYS = 4 };

// Keys A, B, C, D; A is the one that the release is signed with and that the kiosk has.
struct keys {
    const char *public[KEYS], *secret[KEYS];
};

static struct keys make_keys(struct station *station)
{
    struct keys keys = {{station->public_key}, {station->secret_key}};
    for (int i = 1; i < KEYS; i++) {
        keys.public[i] = arena_format(&station->arena, "%s/public-%c", station->folder, 'A' + i);
        keys.secret[i] = arena_format(&station->arena, "%s/secret-%c", station->folder, 'A' + i);
        station_expect(station, key_generate(keys.public[i], keys.secret[i], &station->problem), STATUS_OK);
    }
    return keys;
}

// Publishes new content, signed by one key, announcing another, after a third; NULL for none.
static enum status publish_by(struct station *station, const char *secret, const char *next, const char *former)
{
    static int count;
    struct publish_result result;
    const struct publish_options options = {.editorial = station->editorial,
                                            .directory = station->release,
                                            .secret_key = secret,
                                            .expires_days = 30,
                                            .next_key = next,
                                            .former_key = former};
    station_forget(station);
    station_sql(station,
                arena_format(&station->arena, "UPDATE offer SET name = 'Neu %d' WHERE " STATION_IS_OFFICE, ++count));
    return publish(&options, station_sink, &station->found, &result, &station->problem);
}

static enum status sync_by(struct station *station, const char *public_key)
{
    struct sync_result result;
    const struct sync_options options = {
        .from = station->release, .catalog = station->catalogs, .public_key = public_key};
    return sync_from(&options, &result, &station->problem);
}

static struct sync_state state_of(struct station *station)
{
    struct sync_state state;
    station_expect(station, state_read(&state, station->state, &station->problem), STATUS_OK);
    return state;
}

#define FINE(call) station_expect(station, call, STATUS_OK)
#define UNTRUSTED(call) assert_int_equal(call, STATUS_UNTRUSTED)

static void test_an_announced_key_takes_over(void **state)
{
    struct station *station = *state;
    struct keys keys = make_keys(station);
    FINE(publish_by(station, keys.secret[0], keys.public[1], NULL));
    FINE(sync_by(station, keys.public[0]));
    assert_int_equal(state_of(station).key_count, 2);
    FINE(publish_by(station, keys.secret[0], NULL, NULL)); // goes on being announced
    FINE(sync_by(station, keys.public[0]));
    assert_int_equal(state_of(station).key_count, 2);
    UNTRUSTED(publish_by(station, keys.secret[1], NULL, NULL)); // must say which key it follows
    FINE(publish_by(station, keys.secret[1], NULL, keys.public[0]));
    FINE(sync_by(station, keys.public[0]));
    assert_int_equal(state_of(station).key_count, 1);
    FINE(publish_by(station, keys.secret[1], NULL, NULL));
    FINE(sync_by(station, keys.public[0]));
    // The former key is of no more use, to nobody.
    FINE(publish_by(station, keys.secret[0], NULL, keys.public[1]));
    UNTRUSTED(sync_by(station, keys.public[0]));
}

static void test_a_chain_of_keys(void **state)
{
    struct station *station = *state;
    struct keys keys = make_keys(station);
    for (int i = 0; i + 1 < KEYS; i++) {
        FINE(publish_by(station, keys.secret[i], keys.public[i + 1], i == 0 ? NULL : keys.public[i - 1]));
        FINE(sync_by(station, keys.public[0]));
        assert_int_equal(state_of(station).key_count, 2);
    }
    FINE(publish_by(station, keys.secret[KEYS - 1], NULL, keys.public[KEYS - 2]));
    FINE(sync_by(station, keys.public[0]));
    struct public_key last;
    FINE(key_read_public(&last, keys.public[KEYS - 1], &station -> problem));
    struct sync_state now = state_of(station);
    assert_true(now.key_count == 1 && key_is_same(&now.keys[0], &last));
}

static void test_a_later_announcement_replaces_an_earlier_one(void **state)
{
    struct station *station = *state;
    struct keys keys = make_keys(station);
    FINE(publish_by(station, keys.secret[0], keys.public[1], NULL));
    FINE(sync_by(station, keys.public[0]));
    FINE(publish_by(station, keys.secret[0], keys.public[2], NULL)); // B was stolen before it was used
    FINE(sync_by(station, keys.public[0]));
    FINE(publish_by(station, keys.secret[1], NULL, keys.public[0]));
    UNTRUSTED(sync_by(station, keys.public[0]));
    FINE(publish_by(station, keys.secret[2], NULL, keys.public[1]));
    FINE(sync_by(station, keys.public[0]));
}

static void test_a_key_that_nobody_announced(void **state)
{
    struct station *station = *state;
    struct keys keys = make_keys(station);
    FINE(sync_by(station, keys.public[0]));
    FINE(publish_by(station, keys.secret[1], keys.public[2], keys.public[0]));
    UNTRUSTED(sync_by(station, keys.public[0])); // nor does what it announces count
    assert_int_equal(state_of(station).key_count, 1);
    FINE(publish_by(station, keys.secret[2], NULL, keys.public[1]));
    UNTRUSTED(sync_by(station, keys.public[0]));
    // The key was lost: the new one comes with the package, numbers go on.
    FINE(sync_by(station, keys.public[2]));
    UNTRUSTED(sync_by(station, keys.public[0]));
}

static void test_a_new_key_file_ends_what_was_learnt(void **state)
{
    struct station *station = *state;
    struct keys keys = make_keys(station);
    FINE(publish_by(station, keys.secret[0], keys.public[1], NULL));
    FINE(sync_by(station, keys.public[0]));
    FINE(publish_by(station, keys.secret[3], NULL, keys.public[0]));
    FINE(sync_by(station, keys.public[3]));
    FINE(publish_by(station, keys.secret[1], NULL, keys.public[3]));
    UNTRUSTED(sync_by(station, keys.public[3])); // A's successor is not D's
    struct sync_state now = state_of(station);
    assert_int_equal(now.key_count, 1);
}

static void test_a_kiosk_that_was_away_needs_the_package(void **state)
{
    struct station *station = *state;
    struct keys keys = make_keys(station);
    FINE(sync_by(station, keys.public[0]));
    FINE(publish_by(station, keys.secret[0], keys.public[1], NULL)); // nobody saw it
    FINE(publish_by(station, keys.secret[1], NULL, keys.public[0]));
    UNTRUSTED(sync_by(station, keys.public[0]));
    FINE(sync_by(station, keys.public[1]));
}

static void test_an_announcement_must_make_sense(void **state)
{
    struct station *station = *state;
    struct keys keys = make_keys(station);
    assert_int_equal(publish_by(station, keys.secret[0], keys.public[0], NULL), STATUS_INVALID);
    assert_int_equal(publish_by(station, keys.secret[0], keys.secret[1], NULL), STATUS_INVALID);
    assert_int_equal(publish_by(station, keys.secret[0], "/nonexistent", NULL), STATUS_NOT_FOUND);
}

// ---- beginning anew -----------------------------------------------------------------------------------------------

static long newest(struct station *station)
{
    struct catalog *catalog;
    station_expect(station,
                   catalog_open_newest(&catalog, station->catalogs, station_sink, &station->found, &station->problem),
                   STATUS_OK);
    long number = catalog_release(catalog)->number;
    catalog_close(&catalog);
    return number;
}

static char *catalog_of(struct station *station, long number)
{
    return arena_format(&station->arena, "%s/%ld.db", station->catalogs, number);
}

// Three releases by A are adopted; then the folder of releases is moved to *stolen, and C begins a new one.
static struct keys adopt_from_a_thief(struct station *station, const char **stolen)
{
    struct keys keys = make_keys(station);
    for (int n = 1; n <= 3; n++) {
        FINE(sync_by(station, keys.public[0]));
        if (n < 3)
            FINE(publish_by(station, keys.secret[0], keys.public[1], NULL));
    }
    assert_int_equal(newest(station), 3);
    *stolen = arena_format(&station->arena, "%s/stolen", station->folder);
    assert_int_equal(rename(station->release, *stolen), 0);
    FINE(publish_by(station, keys.secret[2], NULL, NULL));
    return keys;
}

static void expect_only_the_new_publishers(struct station *station, long number)
{
    assert_int_equal(newest(station), number);
    for (long n = 1; n <= 5; n++)
        assert_int_equal(access(catalog_of(station, n), F_OK), n == number ? 0 : -1);
    assert_int_equal(state_of(station).release, number);
}

static void test_another_key_file_begins_anew(void **state)
{
    struct station *station = *state;
    const char *stolen;
    struct keys keys = adopt_from_a_thief(station, &stolen);
    UNTRUSTED(sync_by(station, keys.public[0])); // with the old key file nothing changes
    assert_int_equal(newest(station), 3);
    FINE(sync_by(station, keys.public[2]));
    expect_only_the_new_publishers(station, 1);
    FINE(sync_by(station, keys.public[2])); // nothing more to do
    expect_only_the_new_publishers(station, 1);
    // What the thief signs is no release, and the new publisher's own numbers count from here.
    const char *release = station->release;
    station->release = arena_copy_text(&station->arena, stolen);
    FINE(publish_by(station, keys.secret[0], NULL, NULL));
    UNTRUSTED(sync_by(station, keys.public[2]));
    station->release = arena_copy_text(&station->arena, release);
    const char *first = arena_format(&station->arena, "%s/first", station->folder);
    station_copy(&station->arena, release, first);
    FINE(publish_by(station, keys.secret[2], NULL, NULL));
    FINE(sync_by(station, keys.public[2]));
    assert_int_equal(newest(station), 2);
    station->release = arena_copy_text(&station->arena, first);
    UNTRUSTED(sync_by(station, keys.public[2]));
    assert_int_equal(newest(station), 2);
}

// Ended before anything was removed, in the middle of it, or before the state was written: the next sync ends it.
static void test_beginning_anew_can_be_ended_anywhere(void **state)
{
    struct station *station = *state;
    const char *stolen;
    struct keys keys = adopt_from_a_thief(station, &stolen);
    size_t sizes[4];
    size_t state_size;
    const char *former = fixture_read(&station->arena, station->state, &state_size);
    const char *catalogs[4] = {NULL};
    for (long n = 2; n <= 3; n++)
        catalogs[n] = fixture_read(&station->arena, catalog_of(station, n), &sizes[n]);
    for (long left = 1; left <= 3; left++) { // the highest catalog of the former publisher that is still there
        FINE(sync_by(station, keys.public[2]));
        expect_only_the_new_publishers(station, 1);
        for (long n = 2; n <= left; n++)
            fixture_write(catalog_of(station, n), catalogs[n], sizes[n]);
        fixture_write(station->state, former, state_size);
    }
    FINE(sync_by(station, keys.public[2]));
    expect_only_the_new_publishers(station, 1);
}

// What would be taken for the newest must be gone before the state says so.
static void test_what_cannot_be_removed_is_told(void **state)
{
    struct station *station = *state;
    const char *stolen;
    struct keys keys = adopt_from_a_thief(station, &stolen);
    assert_int_equal(unlink(catalog_of(station, 3)), 0);
    assert_int_equal(mkdir(catalog_of(station, 3), 0755), 0);
    assert_int_equal(sync_by(station, keys.public[2]), STATUS_IO);
    assert_int_equal(state_of(station).release, 3);
    assert_int_equal(rmdir(catalog_of(station, 3)), 0);
    FINE(sync_by(station, keys.public[2]));
    expect_only_the_new_publishers(station, 1);
}

static void test_the_same_number_from_another_publisher(void **state)
{
    struct station *station = *state;
    const char *stolen;
    struct keys keys = adopt_from_a_thief(station, &stolen);
    FINE(publish_by(station, keys.secret[2], NULL, NULL));
    FINE(publish_by(station, keys.secret[2], NULL, NULL));
    FINE(sync_by(station, keys.public[2]));
    expect_only_the_new_publishers(station, 3);
}

// A key that was announced but never signed is as good as another; one that signs already goes on counting.
static void test_an_announced_key_begins_anew_by_hand_only(void **state)
{
    struct station *station = *state;
    const char *stolen;
    struct keys keys = adopt_from_a_thief(station, &stolen);
    assert_int_equal(state_of(station).key_count, 2);
    fixture_remove_folder(station->release);
    FINE(publish_by(station, keys.secret[1], NULL, NULL));
    UNTRUSTED(sync_by(station, keys.public[0])); // believed, but release 1 is older
    assert_non_null(strstr(station->problem.mend, station->state));
    FINE(sync_by(station, keys.public[1]));
    expect_only_the_new_publishers(station, 1);
}

static void test_the_key_that_signs_keeps_its_numbers(void **state)
{
    struct station *station = *state;
    struct keys keys = make_keys(station);
    FINE(publish_by(station, keys.secret[0], keys.public[1], NULL));
    FINE(sync_by(station, keys.public[0]));
    FINE(publish_by(station, keys.secret[1], NULL, keys.public[0]));
    const char *old = arena_format(&station->arena, "%s/old", station->folder);
    station_copy(&station->arena, station->release, old);
    FINE(sync_by(station, keys.public[0]));
    FINE(publish_by(station, keys.secret[1], NULL, NULL));
    FINE(sync_by(station, keys.public[0]));
    station->release = arena_copy_text(&station->arena, old);
    UNTRUSTED(sync_by(station, keys.public[1])); // the package brought it: no old release comes back
    assert_int_equal(newest(station), 4);
}

static void test_another_city_stays_another(void **state)
{
    struct station *station = *state;
    const char *stolen;
    struct keys keys = adopt_from_a_thief(station, &stolen);
    fixture_remove_folder(station->release);
    station_sql(station, "UPDATE thing SET slug = 'anderswo' WHERE kind = 'city'");
    FINE(publish_by(station, keys.secret[2], NULL, NULL));
    UNTRUSTED(sync_by(station, keys.public[2]));
    assert_non_null(strstr(station->problem.mend, "to begin anew with another publisher"));
    assert_int_equal(newest(station), 3);
    for (long n = 1; n <= 3; n++) // as it says
        unlink(catalog_of(station, n));
    assert_int_equal(unlink(station->state), 0);
    FINE(sync_by(station, keys.public[2]));
    assert_int_equal(newest(station), 1);
}

// ---- going back ---------------------------------------------------------------------------------------------------

static enum status roll_back(struct station *station, long release)
{
    struct sync_result result;
    const struct sync_options options = {.catalog = station->catalogs};
    return sync_roll_back(&options, release, &result, &station->problem);
}

static void test_an_operator_goes_back(void **state)
{
    struct station *station = *state;
    for (long n = 1; n <= 3; n++) {
        FINE(sync_by(station, station->public_key));
        station_publish_next(station, arena_format(&station->arena, "Name %ld", n));
    }
    assert_int_equal(newest(station), 3);
    assert_int_equal(roll_back(station, 3), STATUS_INVALID);
    assert_int_equal(roll_back(station, 4), STATUS_INVALID);
    FINE(roll_back(station, 2));
    assert_int_equal(newest(station), 2);
    FINE(sync_by(station, station->public_key)); // release 4 is newer than all that was here
    assert_int_equal(newest(station), 4);
    FINE(roll_back(station, 2));
    FINE(sync_by(station, station->public_key)); // this one is not
    assert_int_equal(newest(station), 2);
    FINE(roll_back(station, 1)); // and further back
    assert_int_equal(newest(station), 1);
    assert_int_equal(roll_back(station, 2), STATUS_NOT_FOUND);
    station_publish_next(station, "Fünf");
    FINE(sync_by(station, station->public_key));
    assert_int_equal(newest(station), 5);
    assert_int_equal(state_of(station).rollback, 0);
}

static void test_going_back_ends_whole(void **state)
{
    struct station *station = *state;
    FINE(sync_by(station, station->public_key));
    station_publish_next(station, "Zwei");
    FINE(sync_by(station, station->public_key));
    const char *second = arena_format(&station->arena, "%s/2.db", station->catalogs);
    size_t size;
    char *bytes = fixture_read(&station->arena, second, &size);
    assert_int_equal(unlink(station->state), 0); // a lost state is no hindrance
    FINE(roll_back(station, 1));
    fixture_write(second, bytes, size); // as if it had been ended before it removed the file
    FINE(sync_by(station, station->public_key));
    assert_int_equal(newest(station), 1);
    assert_int_equal(truncate(arena_format(&station->arena, "%s/1.db", station->catalogs), 5000), 0);
    assert_int_equal(roll_back(station, 1), STATUS_CORRUPT);
}

static void test_only_who_owns_the_state_goes_back(void **state)
{
    struct station *station = *state;
    FINE(sync_by(station, station->public_key));
    station_publish_next(station, "Zwei");
    FINE(sync_by(station, station->public_key));
    if (geteuid() != 0)
        skip(); // nobody else can be tried to be
    assert_int_equal(chmod(station->folder, 0777), 0);
    assert_int_equal(seteuid(65534), 0);
    enum status status = roll_back(station, 1);
    assert_int_equal(seteuid(0), 0);
    assert_int_equal(status, STATUS_UNTRUSTED);
    assert_int_equal(newest(station), 2);
}

// ---- a catalog by itself ------------------------------------------------------------------------------------------

static enum status publish_bare(struct station *station, const char *path, const char *next_key)
{
    struct publish_result result;
    const struct publish_options options = {.editorial = station->editorial,
                                            .directory = station->release,
                                            .secret_key = station->secret_key,
                                            .expires_days = 30,
                                            .next_key = next_key,
                                            .bare = path};
    station_forget(station);
    return publish(&options, station_sink, &station->found, &result, &station->problem);
}

static void publish_bare_next(struct station *station, const char *path, const char *name)
{
    station_sql(station, arena_format(&station->arena, "UPDATE offer SET name = '%s' WHERE " STATION_IS_OFFICE, name));
    FINE(publish_bare(station, path, NULL));
}

static void test_a_bare_catalog_is_followed(void **state)
{
    struct station *station = *state;
    struct keys keys = make_keys(station);
    struct stat before;
    struct stat after;
    const char *path = arena_format(&station->arena, "%s/copied.db", station->folder);
    const char *directory = station->release;
    FINE(publish_bare(station, path, NULL));
    assert_int_equal(system(arena_format(&station->arena, "minisign -Vq -p '%s' -m '%s'", station->public_key, path)),
                     0);
    station->release = arena_copy_text(&station->arena, path);
    FINE(sync_by(station, station->public_key));
    assert_int_equal(newest(station), 1);
    const char *first = arena_format(&station->arena, "%s/1.db", station->catalogs);
    assert_int_equal(stat(first, &before), 0);
    assert_int_equal(before.st_mode & 0777, 0644);
    FINE(sync_by(station, station->public_key));
    assert_int_equal(stat(first, &after), 0);
    assert_true(before.st_ino == after.st_ino);

    station->release = arena_copy_text(&station->arena, directory);
    station_sql(station, "UPDATE offer SET name = 'Zwei' WHERE " STATION_IS_OFFICE);
    FINE(publish_bare(station, path, keys.public[1]));
    station->release = arena_format(&station->arena, "file://%s", path);
    FINE(sync_by(station, station->public_key));
    assert_int_equal(newest(station), 2);
    struct sync_state now = state_of(station);
    assert_int_equal(now.key_count, 2); // announced there, too
    assert_int_equal(strlen(now.expires), 20);
    // Directory and bare file are the same releases.
    station->release = arena_copy_text(&station->arena, directory);
    FINE(sync_by(station, station->public_key));
    assert_int_equal(newest(station), 2);
}

static void test_a_bare_catalog_that_is_not_right(void **state)
{
    struct station *station = *state;
    const char *path = arena_format(&station->arena, "%s/copied.db", station->folder);
    const char *signature = arena_format(&station->arena, "%s.minisig", path);
    const char *directory = station->release;
    size_t size;
    size_t signature_size;
    FINE(publish_bare(station, path, NULL));
    char *old = fixture_read(&station->arena, path, &size);
    char *old_signature = fixture_read(&station->arena, signature, &signature_size);
    station->release = arena_copy_text(&station->arena, path);
    FINE(sync_by(station, station->public_key));
    station->release = arena_copy_text(&station->arena, directory);
    publish_bare_next(station, path, "Zwei");
    size_t new_size;
    char *bytes = fixture_read(&station->arena, path, &new_size);
    station->release = arena_copy_text(&station->arena, path);

    fixture_write(path, old, size); // only one of two files has been copied yet
    assert_int_equal(sync_by(station, station->public_key), STATUS_CORRUPT);
    for (size_t i = 0; i < new_size; i += 1 + new_size / 40) {
        char *changed = arena_copy(&station->arena, bytes, new_size);
        changed[i] ^= 1;
        fixture_write(path, changed, i % 2 == 0 ? new_size : i);
        assert_int_equal(sync_by(station, station->public_key), STATUS_CORRUPT);
    }
    assert_int_equal(unlink(path), 0);
    assert_int_equal(sync_by(station, station->public_key), STATUS_NOT_FOUND);
    assert_int_equal(newest(station), 1);
    fixture_write(path, bytes, new_size);
    FINE(sync_by(station, station->public_key));
    assert_int_equal(newest(station), 2);
    fixture_write(path, old, size); // the older one again, with its own signature
    fixture_write(signature, old_signature, signature_size);
    UNTRUSTED(sync_by(station, station->public_key));
    assert_int_equal(unlink(signature), 0);
    assert_int_equal(sync_by(station, station->public_key), STATUS_NOT_FOUND);
    // Signed by the right key, but for something else.
    assert_int_equal(
        system(arena_format(&station->arena, "minisign -Sq -s '%s' -m '%s' -t 'release:9'", station->secret_key, path)),
        0);
    assert_int_equal(sync_by(station, station->public_key), STATUS_INVALID);
    assert_int_equal(newest(station), 2);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, station_set_up_published, station_tear_down)
    const struct CMUnitTest tests[] = {
        TEST(test_an_announced_key_takes_over),
        TEST(test_a_chain_of_keys),
        TEST(test_a_later_announcement_replaces_an_earlier_one),
        TEST(test_a_key_that_nobody_announced),
        TEST(test_a_new_key_file_ends_what_was_learnt),
        TEST(test_a_kiosk_that_was_away_needs_the_package),
        TEST(test_an_announcement_must_make_sense),
        TEST(test_another_key_file_begins_anew),
        TEST(test_beginning_anew_can_be_ended_anywhere),
        TEST(test_what_cannot_be_removed_is_told),
        TEST(test_the_same_number_from_another_publisher),
        TEST(test_an_announced_key_begins_anew_by_hand_only),
        TEST(test_the_key_that_signs_keeps_its_numbers),
        TEST(test_another_city_stays_another),
        TEST(test_an_operator_goes_back),
        TEST(test_going_back_ends_whole),
        TEST(test_only_who_owns_the_state_goes_back),
        TEST(test_a_bare_catalog_is_followed),
        TEST(test_a_bare_catalog_that_is_not_right),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
