// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Tests of publishing: the same content gives the same bytes, and at every moment a whole release is in place.
#include "tests/core/station.h"

#include "core/catalog/catalog.h"
#include "core/insight/inspect.h"
#include "core/publish/build.h"
#include "core/release/manifest.h"
#include "core/release/pack.h"
#include "core/search/search.h"
#include "tests/support/today.h"

#include <sys/file.h>

// The catalog of the release in place, followed into a new folder.
static const char *catalog(struct station *station)
{
    struct sync_result result;
    if (sys_is_folder(station->catalogs))
        fixture_remove_folder(station->catalogs);
    unlink(station->state);
    station_expect(station, station_sync(station, &result), STATUS_OK);
    return arena_format(&station->arena, "%s/%ld.db", station->catalogs, result.release);
}

static void test_a_release_is_signed_whole_and_readable(void **state)
{
    struct station *station = *state;
    struct inspection inspection;
    struct manifest manifest = station_manifest(station);
    assert_int_equal(manifest.release, 1);
    assert_string_equal(manifest.city, "musterstadt");
    assert_string_equal(manifest.created, "2026-11-18T11:06:40Z");
    assert_string_equal(manifest.expires, "2026-12-18T11:06:40Z");
    assert_string_equal(manifest.catalog_file, "catalog-1.db.zst");
    assert_int_equal(manifest.offers, 2); // without the duplicate
    assert_int_equal(manifest.guides, 1);
    assert_int_equal(manifest.language_count, 15); // those on offer: the emergency number is in all of them
    station_expect(
        station,
        inspect(&(struct inspect_places){station->release, station->public_key, NULL}, station_sink, &station->found, &inspection, &station->problem),
        STATUS_OK);
    if (inspection.problems != 0)
        fail_msg("%s", station->found.text);
    assert_int_equal(inspection.kind, INSPECT_RELEASE);
    assert_int_equal(inspection.counts.of[KIND_OFFER], 2);
    assert_int_equal(system(arena_format(&station->arena, "minisign -Vq -p '%s' -m '%s/manifest.json'",
                                         station->public_key, station->release)),
                     0);
}

// Kiosks, and whoever chooses among releases, learn from it in which languages there is anything to read.
static void test_the_manifest_names_the_languages_of_all_texts(void **state)
{
    struct station *station = *state;
    const char *copy = arena_format(&station->arena, "%s/good.db", station->folder);
    station_copy(&station->arena, station->editorial, copy);
    for (int kind = 0; kind < KIND_COUNT; kind++) {
        sqlite3 *editorial;
        struct build_facts facts;
        if (model_kind((enum kind)kind)->text_count == 0)
            continue;
        station_copy(&station->arena, copy, station->editorial);
        station_sql(station, "DELETE FROM text WHERE language = 'vi'");
        station_add_text(station, (enum kind)kind, "vi");
        station_add_text(station, (enum kind)kind, "xq"); // no language that anybody could choose
        station_expect(station, editorial_open(&editorial, station->editorial, &station->problem), STATUS_OK);
        station_expect(station, build_read_facts(&station->arena, editorial, &facts, &station->problem), STATUS_OK);
        database_close(&editorial);
        if (facts.language_count != 15 || strcmp(facts.languages[14], "vi") != 0)
            fail_msg("%s: %zu languages", model_kind((enum kind)kind)->name, facts.language_count);
    }
}

static void test_any_sqlite_opens_the_catalog(void **state)
{
    struct station *station = *state;
    const char *path = catalog(station);
    assert_string_equal(station_ask(station, path, "PRAGMA integrity_check"), "ok");
    assert_string_equal(station_ask(station, path, "PRAGMA journal_mode"), "delete");
    assert_string_equal(station_ask(station, path, "SELECT application_id = 0x4B4D5043 FROM pragma_application_id"),
                        "1");
    assert_string_equal(station_ask(station, path, "PRAGMA user_version"), "2");
    assert_string_equal(station_ask(station, path, "SELECT number || ' ' || created FROM release"),
                        "1 2026-11-18T11:06:40Z");
    assert_string_equal(station_ask(station, path, "SELECT count(*) FROM pragma_foreign_key_check"), "0");
    assert_string_equal(station_ask(station, path, "SELECT count(*) FROM offer"), "3");
    assert_string_equal(station_ask(station, path, "SELECT count(*) FROM sqlite_schema WHERE name = 'imported'"), "0");
    assert_string_equal(station_ask(station, path, "PRAGMA freelist_count"), "0");
}

static void test_what_is_for_staff_is_not_published(void **state)
{
    struct station *station = *state;
    const char *path = catalog(station);
    size_t size;
    char *bytes = fixture_read(&station->arena, path, &size);
    assert_null(memmem(bytes, size, "Nur für das Team", strlen("Nur für das Team")));
    assert_null(memmem(bytes, size, "Zimmer prüfen", strlen("Zimmer prüfen")));
    assert_string_equal(station_ask(station, path, "SELECT note FROM place"), "Hof"); // this one is for visitors
}

static void assert_finds(struct catalog *catalog, const char *tag, const char *query, const char *title)
{
    struct arena arena = {0};
    const struct reader reader = reader_of(language_by_tag(tag));
    struct search_results list = search_catalog(catalog, &arena, &reader, TODAY, query, 20);
    bool found = false;
    for (size_t i = 0; i < list.count; i++)
        found = found || strcmp(list.items[i].entry.title.value, title) == 0;
    if (!found)
        fail_msg("%s in %s did not find %s", query, tag, title);
    arena_free(&arena);
}

static void test_the_index_finds_things_by_all_their_words(void **state)
{
    struct station *station = *state;
    struct catalog *opened;
    station_expect(station, catalog_open(&opened, catalog(station), &station->problem), STATUS_OK);
    assert_finds(opened, "de", "BÜRGERAMT", "Bürgeramt Musterstadt");
    assert_finds(opened, "de", "burgeramt wohnung", "Bürgeramt Musterstadt"); // name and summary
    assert_finds(opened, "de", "lange straße", "Bürgeramt Musterstadt");      // where it is
    assert_finds(opened, "de", "meldestelle", "Bürgeramt Musterstadt");       // the name of its duplicate
    assert_finds(opened, "de", "pass", "Sich anmelden");                      // a block of an article
    assert_finds(opened, "de", "suchen arzt", "Die erste Woche");             // a step of a guide
    assert_finds(opened, "en", "citizens", "Citizens’ office");
    assert_finds(opened, "ar", "مكتب", "مكتب المواطنين");
    assert_finds(opened, "ar", "الخطوات", "مكتب المواطنين"); // its topic
    assert_finds(opened, "uk", "112", "Порятунок");
    catalog_close(&opened);
}

static void test_the_same_content_gives_the_same_bytes(void **state)
{
    struct station *station = *state;
    struct content_report report;
    struct publish_result result;
    size_t size;
    size_t again_size;
    char *manifest = fixture_read(&station->arena, station_in_release(station, "manifest.json"), &size);
    // Another file with another history: things were there that are gone, rows were written in another order.
    station->editorial = arena_format(&station->arena, "%s/other.db", station->folder);
    station->release = arena_format(&station->arena, "%s/other", station->folder);
    station_edit(station, "offers/health.json", "Arztsuche", "Zwischenzeitlich");
    station_expect(station, station_import(station, false, &report), STATUS_OK);
    station_edit(station, "offers/health.json", "Zwischenzeitlich", "Arztsuche");
    station_expect(station, station_import(station, false, &report), STATUS_OK);
    station_sql(station, "CREATE TABLE drafts (x); INSERT INTO drafts VALUES ('of no concern')");
    station_expect(station, station_publish(station, &result), STATUS_OK);
    char *again = fixture_read(&station->arena, station_in_release(station, "manifest.json"), &again_size);
    assert_string_equal(again, manifest); // with all hashes
}

static void test_unchanged_content_is_renewed(void **state)
{
    struct station *station = *state;
    struct publish_result result;
    struct manifest before = station_manifest(station);
    setenv("SOURCE_DATE_EPOCH", "1796000000", 1);
    station_expect(station, station_publish(station, &result), STATUS_OK);
    struct manifest after = station_manifest(station);
    assert_true(result.renewed);
    assert_int_equal(result.release, 1);
    assert_string_equal(after.catalog_sha256, before.catalog_sha256);
    assert_string_equal(after.compressed_sha256, before.compressed_sha256);
    assert_string_equal(after.created, before.created);
    assert_true(strcmp(after.expires, before.expires) > 0);
    // Renewing heals a packed catalog that was lost or damaged.
    assert_int_equal(truncate(station_in_release(station, "catalog-1.db.zst"), 100), 0);
    station_expect(station, station_publish(station, &result), STATUS_OK);
    assert_true(result.renewed);
    catalog(station);
}

// A release has the dates of some 400 days: before they run out there is a new one, though nobody changed anything.
static void test_dates_are_written_anew_in_time(void **state)
{
    struct station *station = *state;
    struct publish_result result;
    const char *second = "SELECT starts FROM event_time ORDER BY starts LIMIT 1 OFFSET 1";
    station_sql(station, "INSERT INTO thing VALUES ('00000000-0000-4000-8000-000000000001', 'event', 'meeting', 0, 1);"
                         "INSERT INTO event VALUES ('00000000-0000-4000-8000-000000000001', NULL, NULL, '2026-11-02T09:00', 60, 0,"
                         " 'FREQ=WEEKLY', NULL);"
                         "INSERT INTO source VALUES ('00000000-0000-4000-8000-000000000001', 'https://example.org/', NULL, NULL, NULL,"
                         " NULL, NULL);"
                         "INSERT INTO text VALUES ('00000000-0000-4000-8000-000000000001', 'de', 'title', 'Treffen', 'human', NULL,"
                         " 'a57a8fbc1fd7e7c7ddf1e5a50b4d2e93')");
    station_expect(station, station_publish(station, &result), STATUS_OK);
    assert_int_equal(result.release, 2);
    assert_string_equal(station_ask(station, catalog(station), second), "2026-11-30T09:00");
    setenv("SOURCE_DATE_EPOCH", "1803639999", 1); // a second before the hundredth day is over
    station_expect(station, station_publish(station, &result), STATUS_OK);
    assert_true(result.renewed);
    setenv("SOURCE_DATE_EPOCH", "1803640000", 1);
    station_expect(station, station_publish(station, &result), STATUS_OK);
    assert_false(result.renewed);
    assert_int_equal(result.release, 3);
    assert_string_equal(station_ask(station, catalog(station), second), "2027-03-08T09:00");
}

static void test_changed_content_is_a_new_release(void **state)
{
    struct station *station = *state;
    for (long n = 2; n <= 9; n++)
        assert_int_equal(station_publish_next(station, arena_format(&station->arena, "Name %ld", n)), n);
    assert_int_equal(station_manifest(station).release, 9);
    assert_string_equal(station_ask(station, catalog(station), "SELECT name FROM offer JOIN thing USING (id) WHERE slug = 'office'"),
                        "Name 9");
    // Older catalogs stay for those who are still fetching them, but not for ever.
    assert_int_equal(access(station_in_release(station, "catalog-4.db.zst"), F_OK), 0);
    assert_int_not_equal(access(station_in_release(station, "catalog-3.db.zst"), F_OK), 0);
}

static void test_bad_content_is_not_published(void **state)
{
    struct station *station = *state;
    struct publish_result result;
    size_t size;
    char *before = fixture_read(&station->arena, station_in_release(station, "manifest.json"), &size);
    station_sql(station, "DELETE FROM text WHERE language = 'de' AND field = 'summary' AND thing IN (SELECT id FROM offer)");
    assert_int_equal(station_publish(station, &result), STATUS_INVALID);
    assert_non_null(strstr(station->problem.why, "nothing was published"));
    assert_non_null(strstr(station->found.text, "offer office: has no German summary"));
    assert_string_equal(fixture_read(&station->arena, station_in_release(station, "manifest.json"), &size), before);
}

static void test_only_its_own_releases_are_continued(void **state)
{
    struct station *station = *state;
    struct publish_result result;
    const char *secret_key = station->secret_key;
    station->secret_key = arena_format(&station->arena, "%s/other-secret", station->folder);
    station_expect(station,
                   key_generate(arena_format(&station->arena, "%s/other-public", station->folder), station->secret_key,
                                &station->problem),
                   STATUS_OK);
    assert_int_equal(station_publish(station, &result), STATUS_UNTRUSTED);
    assert_non_null(strstr(station->problem.why, "cannot be continued: signed with the key"));
    station->secret_key = arena_copy_text(&station->arena, secret_key);
    station_sql(station, "UPDATE thing SET slug = 'anderswo' WHERE kind = 'city'");
    assert_int_equal(station_publish(station, &result), STATUS_INVALID);
    assert_non_null(strstr(station->problem.why, "holds releases of musterstadt, not of anderswo"));
    fixture_write(station_in_release(station, "manifest.json"), "{}", 2);
    assert_int_equal(station_publish(station, &result), STATUS_UNTRUSTED);
}

static enum status publish_number(struct station *station, long number, struct publish_result *result)
{
    const struct publish_options options = {.editorial = station->editorial,
                                            .directory = station->release,
                                            .secret_key = station->secret_key,
                                            .expires_days = 30,
                                            .number = number};
    station_forget(station);
    return publish(&options, station_sink, &station->found, result, &station->problem);
}

static void test_a_publisher_may_begin_with_a_number(void **state)
{
    struct station *station = *state;
    struct publish_result result;
    static const long refused[] = {1, -1, 1000000000};
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++)
        assert_int_equal(publish_number(station, refused[i], &result), STATUS_INVALID);
    station_expect(station, publish_number(station, 7, &result), STATUS_OK);
    assert_true(result.release == 7 && !result.renewed); // though its content is that of release 1
    assert_int_equal(publish_number(station, 7, &result), STATUS_INVALID);
    assert_int_equal(publish_number(station, 6, &result), STATUS_INVALID);
    assert_non_null(strstr(station->problem.why, "release 7, which is in place"));
    station_expect(station, publish_number(station, 0, &result), STATUS_OK);
    assert_true(result.release == 7 && result.renewed);
    struct sync_result synced;
    station_expect(station, station_sync(station, &synced), STATUS_OK);
    assert_int_equal(synced.release, 7);
    station->release = arena_format(&station->arena, "%s/empty", station->folder);
    station_expect(station, publish_number(station, 999999999, &result), STATUS_OK);
    assert_int_equal(result.release, 999999999);
}

static void test_options_that_cannot_be_are_refused(void **state)
{
    struct station *station = *state;
    struct publish_result result;
    struct publish_options options = {
        .editorial = station->editorial, .directory = station->release, .secret_key = station->secret_key};
    assert_int_equal(publish(&options, station_sink, &station->found, &result, &station->problem), STATUS_INVALID);
    options.expires_days = PUBLISH_EXPIRES_DAYS_MAX + 1;
    assert_int_equal(publish(&options, station_sink, &station->found, &result, &station->problem), STATUS_INVALID);
    options.expires_days = 1;
    options.editorial = "/nonexistent/editorial.db";
    assert_int_equal(publish(&options, station_sink, &station->found, &result, &station->problem), STATUS_NOT_FOUND);
    assert_string_equal(station->problem.what, "/nonexistent/editorial.db");
    options.editorial = station->public_key;
    assert_int_equal(publish(&options, station_sink, &station->found, &result, &station->problem), STATUS_INVALID);
    options.editorial = station->editorial;
    options.secret_key = station->public_key;
    assert_int_equal(publish(&options, station_sink, &station->found, &result, &station->problem), STATUS_INVALID);
}

// Nothing that was not there before is left behind, and no kiosk's folder becomes a publisher's.
static void test_a_wrong_directory_is_refused(void **state)
{
    struct station *station = *state;
    struct publish_result result;
    const char *editorial = station->editorial;
    struct sync_result synced;
    station_expect(station, station_sync(station, &synced), STATUS_OK);
    station->release = arena_format(&station->arena, "%s/new", station->folder);
    station->editorial = station->folder;
    assert_int_not_equal(station_publish(station, &result), STATUS_OK);
    assert_int_not_equal(access(station->release, F_OK), 0);
    station->editorial = arena_copy_text(&station->arena, editorial);
    station->release = station->catalogs;
    assert_int_equal(station_publish(station, &result), STATUS_INVALID);
    assert_non_null(strstr(station->problem.why, "a folder of catalogs"));
    assert_int_not_equal(access(station_in_release(station, "manifest.json"), F_OK), 0);
}

static void test_two_at_once_do_not_mix(void **state)
{
    struct station *station = *state;
    struct publish_result result;
    int lock = open(station->release, O_RDONLY | O_DIRECTORY);
    assert_int_equal(flock(lock, LOCK_EX | LOCK_NB), 0);
    assert_int_equal(station_publish(station, &result), STATUS_IO);
    assert_non_null(strstr(station->problem.why, "another kompass is at work"));
    close(lock);
    station_expect(station, station_publish(station, &result), STATUS_OK);
}

// Whatever call fails, followers find the old release or the new one, whole, and the next publication goes through.
static void test_no_failing_call_leaves_half_a_release(void **state)
{
    struct station *station = *state;
    long refused = 0;
    for (long n = 0;; n++) {
        struct publish_result result;
        long before = station_manifest(station).release;
        station_sql(station,
                    arena_format(&station->arena, "UPDATE offer SET name = 'Name %ld' WHERE " STATION_IS_OFFICE, n));
        sys_fail_after(n, n % 2 == 0 ? EIO : ENOSPC);
        enum status status = station_publish(station, &result);
        bool left = station_fault_is_left();
        long after = station_manifest(station).release;
        assert_true(after == before || after == before + 1);
        assert_true(status != STATUS_OK || after == before + 1);
        const char *name = station_ask(station, catalog(station), "SELECT name FROM offer JOIN thing USING (id) WHERE slug = 'office'");
        if (after == before + 1)
            assert_string_equal(name, arena_format(&station->arena, "Name %ld", n));
        refused += after == before;
        if (left) {
            station_expect(station, status, STATUS_OK);
            assert_true(refused > 15);
            break;
        }
    }
    char **names;
    size_t count;
    station_expect(station,
                   sys_list_folder(&station->arena, station->release, ".new", &names, &count, &station->problem),
                   STATUS_OK);
    assert_int_equal(count, 0);
}

static enum status publish_quietly(struct station *station)
{
    struct publish_result result;
    return station_publish(station, &result);
}

static void test_without_memory_the_release_stays(void **state)
{
    struct station *station = *state;
    long n = 0;
    station_sql(station, "UPDATE offer SET name = 'Neu' WHERE " STATION_IS_OFFICE);
    for (; !station_without_memory(station, n, publish_quietly); n += 1 + n / 4) {
        long release = station_manifest(station).release;
        assert_true(release == 1 || release == 2);
        assert_string_equal(station_ask(station, catalog(station), "SELECT name FROM offer JOIN thing USING (id) WHERE slug = 'office'"),
                            release == 1 ? "Bürgeramt Musterstadt" : "Neu");
    }
    assert_true(n > 20);
    assert_int_equal(station_manifest(station).release, 2);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, station_set_up_published, station_tear_down)
    const struct CMUnitTest tests[] = {
        TEST(test_a_release_is_signed_whole_and_readable), TEST(test_the_manifest_names_the_languages_of_all_texts),
        TEST(test_any_sqlite_opens_the_catalog),
        TEST(test_what_is_for_staff_is_not_published),     TEST(test_the_index_finds_things_by_all_their_words),
        TEST(test_the_same_content_gives_the_same_bytes),  TEST(test_unchanged_content_is_renewed),
        TEST(test_dates_are_written_anew_in_time),
        TEST(test_changed_content_is_a_new_release),       TEST(test_bad_content_is_not_published),
        TEST(test_only_its_own_releases_are_continued),    TEST(test_a_publisher_may_begin_with_a_number),
        TEST(test_options_that_cannot_be_are_refused),     TEST(test_two_at_once_do_not_mix),
        TEST(test_a_wrong_directory_is_refused),
        TEST(test_no_failing_call_leaves_half_a_release),  TEST(test_without_memory_the_release_stays),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
