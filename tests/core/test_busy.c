// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Many who write at once: nobody is sent away, nobody waits for long, and nothing that was saved is lost.
#include "tests/core/record.h"

#include "core/language/language.h"

#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>

enum { WRITERS = 20, SAVES = 40, WAIT_MS = 1000 };

struct tally {
    double longest[WRITERS], all[WRITERS]; // milliseconds that a writer waited for the others
};

static double milliseconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1000 + (double)now.tv_nsec / 1e6;
}

// One writer: each save is one of another field of the same offer, by merging what the others did.
static void write_many(const char *path, int writer, struct tally *tally)
{
    sqlite3 *editorial;
    struct problem problem;
    char name[16];
    size_t count;
    const struct language *languages = language_table(&count);
    snprintf(name, sizeof name, "writer %d", writer);
    const struct change_author author = {.name = name, .reason = "", .now = 1795000000};
    record_use_memory();
    if (editorial_open(&editorial, path, &problem) != STATUS_OK)
        _exit(2);
    for (int i = 0; i < SAVES; i++) {
        struct change *change;
        struct change_outcome outcome;
        struct arena arena = {0};
        double from = milliseconds();
        if (change_begin(&change, editorial, &author, &problem) != STATUS_OK)
            _exit(3);
        double waited = milliseconds() - from;
        tally->all[writer] += waited;
        tally->longest[writer] = waited > tally->longest[writer] ? waited : tally->longest[writer];
        json_t *record;
        int64_t revision;
        if (records_read_one(editorial, OFFER_ID, &record, &revision, &problem) != STATUS_OK)
            _exit(4);
        record_put_at(record, record_text_path(&arena, languages[writer / 2 + 1].tag, writer % 2 == 0 ? "summary" : "gloss"),
                      json_pack("{s:s, s:s}", "text", arena_format(&arena, "%d", i), "origin", "human"));
        if (change_put(change, record, revision, &outcome, &problem) != STATUS_OK || outcome.result != CHANGE_DONE ||
            change_commit(&change, &problem) != STATUS_OK)
            _exit(5);
        json_decref(record);
        arena_free(&arena);
    }
    database_close(&editorial);
    _exit(0);
}

static void twenty_who_write_without_a_pause_all_get_in(void **state)
{
    struct house *house = *state;
    struct tally *tally = mmap(NULL, sizeof *tally, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    pid_t children[WRITERS];
    double longest = 0, all = 0;
    assert_true(tally != MAP_FAILED);
    put_one_of_each(house);
    database_close(&house->editorial);
    double from = milliseconds();
    for (int i = 0; i < WRITERS; i++) {
        children[i] = fork();
        if (children[i] == 0)
            write_many(house->path, i, tally);
    }
    for (int i = 0; i < WRITERS; i++) {
        int status;
        assert_int_equal(waitpid(children[i], &status, 0), children[i]);
        assert_true(WIFEXITED(status));
        assert_int_equal(WEXITSTATUS(status), 0);
        longest = tally->longest[i] > longest ? tally->longest[i] : longest;
        all += tally->all[i];
    }
    print_message("%d writers, %d saves in %.0f ms: waited %.1f ms on average, %.0f ms at most\n", WRITERS, WRITERS * SAVES,
                  milliseconds() - from, all / (WRITERS * SAVES), longest);
    assert_true(all / (WRITERS * SAVES) < WAIT_MS); // and nobody was sent away
    munmap(tally, sizeof *tally);
    expect(house, editorial_open(&house->editorial, house->path, &house->problem));
    assert_string_equal(ask_house(house, "SELECT count(*) FROM text WHERE text = '39'"), "20");
    assert_string_equal(ask_house(house, "SELECT revision FROM thing WHERE id = '" OFFER_ID "'"), "801");
    assert_string_equal(ask_house(house, "SELECT count(*) FROM change WHERE author LIKE 'writer%'"), "800");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(twenty_who_write_without_a_pause_all_get_in, open_house, close_house),
    };
    return cmocka_run_group_tests_name("editorial/busy", tests, NULL, NULL);
}
