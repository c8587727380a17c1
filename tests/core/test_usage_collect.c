// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Counts of several kiosks: whatever is collected, how often and in which order, a kiosk's restored disk and a copied one among it, nothing is
// counted twice; and what is no export changes nothing.
#include "tests/core/usage_fixture.h"

#include <sodium.h>

enum { REST = USAGE_REST_MS };

static sqlite3 *open_collected(struct counters_place *place)
{
    sqlite3 *collected;
    struct problem problem;
    assert_int_equal(usage_file_open(&collected, arena_format(&place->arena, "%s/collected.db", place->folder), &problem), STATUS_OK);
    return collected;
}

static enum status take(sqlite3 *collected, const char *text, size_t size)
{
    struct usage_taken taken;
    struct problem problem;
    char *bytes = malloc(size + 1);
    memcpy(bytes, text, size);
    enum status status = usage_export_take(collected, "usage-export", bytes, size, &taken, &problem);
    free(bytes);
    return status;
}

static const char *collected_of(struct counters_place *place)
{
    return counted(&place->arena, arena_format(&place->arena, "%s/collected.db", place->folder));
}

// A day at a kiosk on whose disk the counters of `folder` lie: so many visits, and at night the export.
static const char *a_day(struct counters_place *place, const char *folder, const char *machine, int day, int count, size_t *size)
{
    struct local_time now = clock_from_day_number(clock_day_number(2026, 11, 1) + day);
    struct local_time night = clock_from_day_number(clock_day_number(2026, 11, 2) + day);
    struct usage *usage = usage_open(folder, machine);
    for (int i = 0; i < count; i++) {
        usage_count(usage, USAGE_OFFER, OFFER, &now);
        usage_end_visit(usage);
    }
    usage_pause(usage, 0, 0, &now);
    usage_pause(usage, REST, USAGE_HOUR_MS, &night);
    usage_close(&usage);
    return fixture_read(&place->arena, arena_format(&place->arena, "%s/" USAGE_EXPORT, folder), size);
}

static void copy_file(struct counters_place *place, const char *from, const char *to)
{
    size_t size;
    char *bytes = fixture_read(&place->arena, from, &size);
    fixture_write(to, bytes, size);
}

static void test_collecting_twice_and_out_of_order_counts_once(void **state)
{
    struct counters_place *place = *state;
    size_t sizes[3];
    const char *exports[3];
    for (int day = 0; day < 3; day++)
        exports[day] = a_day(place, place->folder, place->machine, day, day + 1, &sizes[day]);
    sqlite3 *collected = open_collected(place);
    for (int i = 0; i < 3; i++)
        for (int day = 2; day >= 0; day--)
            assert_int_equal(take(collected, exports[day], sizes[day]), STATUS_OK);
    database_close(&collected);
    assert_string_equal(collected_of(place), "offer 2026-11-01 " OFFER " 1; offer 2026-11-02 " OFFER " 2; offer 2026-11-03 " OFFER " 3");
}

// The property behind it: kiosks that count, are reset, restored from a backup and copied to another machine, exports that are lost, late and
// doubled. What is collected is never more than what was done, and all of it where nothing was restored.
static void test_never_more_than_what_was_done(void **state)
{
    struct counters_place *place = *state;
    enum { KIOSKS = 3, DAYS = 40, EXPORTS = KIOSKS * DAYS };
    for (unsigned seed = 1; seed <= 6; seed++) {
        const char *exports[EXPORTS];
        size_t sizes[EXPORTS];
        size_t count = 0;
        long done[DAYS] = {0};
        bool harmed = false; // counts were lost by a restored disk
        const char *collected_path = arena_format(&place->arena, "%s/collected.db", place->folder);
        srand(seed);
        for (int kiosk = 0; kiosk < KIOSKS; kiosk++) {
            const char *folder = fixture_folder(&place->arena);
            const char *machine = arena_format(&place->arena, "%s/id", folder);
            const char *file = arena_format(&place->arena, "%s/" USAGE_FILE, folder);
            const char *backup = arena_format(&place->arena, "%s/backup", folder);
            const char *text = arena_format(&place->arena, "%u-%d", seed, kiosk);
            fixture_write(machine, text, strlen(text));
            for (int day = 0; day < DAYS; day++) {
                int visits = rand() % 7;
                done[day] += visits;
                exports[count] = a_day(place, folder, machine, day, visits, &sizes[count]);
                count++;
                switch (rand() % 20) {
                case 0: // reset: made new
                    unlink(file);
                    break;
                case 1:
                    copy_file(place, file, backup);
                    break;
                case 2: // the disk of some days ago
                    if (access(backup, F_OK) == 0) {
                        copy_file(place, backup, file);
                        harmed = true;
                    }
                    break;
                case 3: // moved to another machine
                    text = arena_format(&place->arena, "%u-%d-%d", seed, kiosk, day);
                    fixture_write(machine, text, strlen(text));
                    break;
                default:
                    break;
                }
            }
            fixture_remove_folder(folder);
        }
        sqlite3 *collected = open_collected(place);
        for (size_t i = 0; i < 3 * count; i++) {
            size_t which = (size_t)rand() % count;
            assert_int_equal(take(collected, exports[which], sizes[which]), STATUS_OK);
        }
        for (size_t i = 0; i < count; i++) // and all at least once
            assert_int_equal(take(collected, exports[i], sizes[i]), STATUS_OK);
        for (int day = 0; day < DAYS; day++) {
            int64_t sum;
            struct problem problem;
            char period[USAGE_PERIOD_BYTES];
            usage_period(USAGE_DAY, clock_from_day_number(clock_day_number(2026, 11, 1) + day), period);
            assert_int_equal(database_number(collected, arena_format(&place->arena, "SELECT total(count) FROM count WHERE period = '%s'", period), &sum, &problem), STATUS_OK);
            assert_true(sum <= done[day]);
            assert_true(harmed || sum == done[day]);
        }
        database_close(&collected);
        unlink(collected_path);
    }
}

static void test_what_is_no_export_changes_nothing(void **state)
{
    struct counters_place *place = *state;
    size_t size;
    const char *export = a_day(place, place->folder, place->machine, 0, 7, &size);
    sqlite3 *collected = open_collected(place);
    for (size_t length = 0; length < size; length++)
        assert_int_equal(take(collected, export, length), STATUS_INVALID);
    for (size_t at = 0; at < size; at++) {
        char *changed = arena_copy(&place->arena, export, size);
        changed[at] = (char)(changed[at] ^ 1);
        assert_int_equal(take(collected, changed, size), STATUS_INVALID);
    }
    database_close(&collected);
    assert_string_equal(collected_of(place), "");
}

// Lines that somebody made up, with a right digest.
static void test_made_up_lines_are_refused_whole(void **state)
{
    struct counters_place *place = *state;
#define EPOCH "epoch 00112233445566778899aabbccddeeff 00112233445566778899aabbccddeeff\n"
    static const char *const bad[] = {
        "count offer 2026-11-01 3 x\n", // of nobody
        EPOCH "count offer 2026-11-01 0 x\n", EPOCH "count offer 2026-11-01 -4 x\n", EPOCH "count offer 2026-11-31 3 x\n",
        EPOCH "count offer 2026-11 3 x\n", EPOCH "count language 2026-W54 3 ar\n", EPOCH "count hour 2026-13 3 08-10\n",
        EPOCH "count visits 2026-11-01 3 x\n", EPOCH "count offer 2026-11-01 3 \n", EPOCH "count offer 2026-11-01 3\n",
        EPOCH "count offer 2026-11-01 3 \033[2J\n", EPOCH "count offer 2026-11-01 3 \xc3\xa4\n", EPOCH "word 2 2026-11 hebamme\n",
        EPOCH "word 3 2026-11 hebamme2\n", EPOCH "word 3 2026 hebamme\n", "epoch 0011 00112233445566778899aabbccddeeff\n",
        EPOCH "visit 1\n", EPOCH "count offer 2026-11-01 3 0123456789012345678901234567890123456789012345678901234567890123456789\n",
    };
    sqlite3 *collected = open_collected(place);
    for (size_t i = 0; i <= sizeof bad / sizeof *bad; i++) {
        bool good = i == sizeof bad / sizeof *bad;
        const char *body = arena_format(&place->arena, "kompass-usage 1\nday 2026-11-02\n" EPOCH "count offer 2026-11-01 3 x\n%s", good ? "" : bad[i]);
        if (!good && strncmp(bad[i], "count", 5) == 0)
            body = arena_format(&place->arena, "kompass-usage 1\nday 2026-11-02\n%s", bad[i]);
        char hash[65];
        unsigned char digest[32];
        crypto_hash_sha256(digest, (const unsigned char *)body, strlen(body));
        sodium_bin2hex(hash, sizeof hash, digest, sizeof digest);
        const char *text = arena_format(&place->arena, "%send %s\n", body, hash);
        assert_int_equal(take(collected, text, strlen(text)), good ? STATUS_OK : STATUS_INVALID);
        assert_string_equal(collected_of(place), good ? "offer 2026-11-01 x 3" : "");
    }
    database_close(&collected);
}

static void test_words_and_reports_arrive(void **state)
{
    struct counters_place *place = *state;
    struct problem problem;
    size_t size;
    fixture_write(arena_format(&place->arena, "%s/demand", place->folder), "kompass-kiosk-demand 1\nword hebamme 3 2026-11\n", 46);
    struct usage *usage = usage_open(place->folder, place->machine);
    struct local_time now = day_of(2026, 11, 10, 9);
    usage_hear(usage, OFFER, USAGE_WRONG_TIMES, &now);
    usage_hear(usage, OTHER, USAGE_HELPFUL, &now);
    usage_pause(usage, REST, USAGE_HOUR_MS, &now);
    usage_close(&usage);
    usage = usage_open(place->folder, place->machine);
    now.day = 11;
    usage_pause(usage, REST, 0, &now);
    usage_close(&usage);
    const char *export = fixture_read(&place->arena, place->export, &size);
    sqlite3 *collected = open_collected(place);
    assert_int_equal(take(collected, export, size), STATUS_OK);
    struct usage_report *reports;
    size_t count;
    assert_int_equal(usage_reports_read(&reports, &count, &place->arena, collected, &problem), STATUS_OK);
    assert_int_equal(count, 1);
    assert_string_equal(reports[0].offer, OFFER);
    assert_int_equal(reports[0].feedback, USAGE_WRONG_TIMES);
    assert_string_equal(reports[0].seen, "2026-11-11");
    int64_t words;
    assert_int_equal(database_number(collected, "SELECT count(*) FROM word WHERE word = 'hebamme' AND visits = 3", &words, &problem), STATUS_OK);
    assert_int_equal(words, 1);
    assert_int_equal(usage_forget(collected, day_of(2029, 11, 1, 0), &problem), STATUS_OK);
    assert_int_equal(usage_reports_read(&reports, &count, &place->arena, collected, &problem), STATUS_OK);
    assert_int_equal(count, 1);
    assert_int_equal(usage_forget(collected, day_of(2030, 1, 1, 0), &problem), STATUS_OK);
    assert_int_equal(database_number(collected, "SELECT (SELECT count(*) FROM word) + (SELECT count(*) FROM count) + (SELECT count(*) FROM epoch)", &words, &problem), STATUS_OK);
    assert_int_equal(words, 0);
    database_close(&collected);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, counters_set_up, counters_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_collecting_twice_and_out_of_order_counts_once),
        TEST(test_never_more_than_what_was_done),
        TEST(test_what_is_no_export_changes_nothing),
        TEST(test_made_up_lines_are_refused_whole),
        TEST(test_words_and_reports_arrive),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
