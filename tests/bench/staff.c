// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// How long somebody waits for the staff's program with 10,000 offers in 15 languages, how much is sent for a key, and what a thousand
// kills leave.
//
// Times are those at the terminal's side, from the start or from the key's bytes to the ready byte behind the painted frame.
#include "tests/support/killer.h"
#include "tests/support/many_offers.h"
#include "tests/support/program.h"
#include "tests/support/samples.h"
#include "tests/support/typist.h"

#include "core/database/database.h"
#include "core/database/statement.h"
#include "core/editorial/bulk.h"
#include "core/editorial/editorial.h"
#include "core/editorial/undo.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { STARTS = 20, SAVES = 60, KILLS = 1000 };

static int missed;

static const char *judge(bool reached)
{
    missed += !reached;
    return reached ? "" : "  MISSED";
}

// Each event of the script for itself.
static void press(struct pty *pty, const char *script, struct samples *samples)
{
    size_t before, after;
    pty_output(pty, &before);
    double start = typist_milliseconds();
    pty_press(pty, script);
    pty_settle(pty);
    pty_output(pty, &after);
    if (samples != NULL)
        samples_add(samples, pty_ready_time(pty) - start, after - before);
}

static void print(const char *what, struct samples *samples, double most_ms)
{
    enum { BYTES_MOST = 2048 };
    char target[32] = "";
    if (most_ms > 0)
        snprintf(target, sizeof target, "under %.0f ms", most_ms);
    double median = samples_quantile(samples, 0.5);
    printf("%-34s %7.2f %7.2f %8zu   %s%s%s\n", what, median, samples_quantile(samples, 0.95), samples->most_bytes, target,
           most_ms > 0 ? judge(median < most_ms) : "", samples->most_bytes > BYTES_MOST ? "  (more than 2 KiB)" : "");
}

static struct pty *start(const char *folder, const char *editorial)
{
    struct arena arena = {0};
    const char *const arguments[] = {"--editorial", editorial, "--config", arena_format(&arena, "%s/staff.conf", folder), NULL};
    const char *const environment[] = {arena_format(&arena, "SSH_USER_AUTH=%s/anna.auth", folder), NULL};
    struct pty *pty = pty_start(&(struct pty_options){.program = program_built(&arena, "kompass-staff"), .arguments = arguments,
                                                      .environment = environment, .rows = 24, .columns = 80});
    pty_settle(pty);
    arena_free(&arena);
    return pty;
}

static void bench_start(const char *folder, const char *editorial)
{
    static struct samples starts;
    for (int i = 0; i < STARTS; i++) {
        struct pty *pty = start(folder, editorial);
        samples_add(&starts, pty_ready_time(pty) - pty_start_time(pty), 0);
        pty_free(&pty);
    }
    print("start to first frame", &starts, 150);
}

static void bench_list(struct pty *pty)
{
    static struct samples first, move, page, filter;
    press(pty, "F9", NULL);
    for (int i = 0; i < 10; i++) {
        press(pty, "'6'", &first);
        press(pty, "Esc", NULL);
    }
    press(pty, "'6'", &first);
    for (int i = 0; i < 100; i++) {
        press(pty, "Down", &move);
        press(pty, i % 10 == 9 ? "End" : "PageDown", &page);
        press(pty, "Up", &move);
        if (i % 10 == 9)
            press(pty, "Home", &page);
    }
    static const char *const letters[] = {"'b'", "'ü'", "'r'", "'g'", "'e'", "'r'"};
    for (int round = 0; round < 5; round++) {
        for (size_t i = 0; i < sizeof letters / sizeof *letters; i++)
            press(pty, letters[i], &filter);
        for (size_t i = 0; i < sizeof letters / sizeof *letters; i++)
            press(pty, "Backspace", &filter);
    }
    print("all offers", &first, 150);
    print("down in the list", &move, 0);
    print("a page down, to the end", &page, 0);
    print("a letter of a filter", &filter, 0);
}

static void bench_record(struct pty *pty)
{
    static struct samples open, walk, key, save;
    for (const char *at = "bürgertelefon 12"; *at != '\0';) {
        char letter[8];
        size_t bytes = (unsigned char)*at < 0x80 ? 1 : 2;
        snprintf(letter, sizeof letter, "'%.*s'", (int)bytes, at);
        press(pty, letter, NULL);
        at += bytes;
    }
    press(pty, "Enter", &open);
    while (!pty_shows(pty, "▶ Beschreibung"))
        press(pty, "Tab", &walk);
    for (int i = 0; i < SAVES; i++) {
        for (int k = 0; k < 10; k++)
            press(pty, k == 9 ? "' '" : "'x'", &key);
        press(pty, "Ctrl+'s'", &save);
    }
    print("open a record", &open, 0);
    print("to the next field", &walk, 0);
    print("a key in a text", &key, 0);
    print("save", &save, 30);
}

// Of a thousand offers at once, without the screen: what the door does.
static void bench_bulk(const char *path)
{
    enum { THINGS = 1000 };
    static const char *ids[THINGS];
    static struct bulk_result results[THINGS];
    static struct samples set, undone;
    const struct change_author author = {.name = "anna", .reason = "", .now = 1795000000, .session = "a"};
    struct arena arena = {0};
    struct problem problem;
    sqlite3 *editorial;
    size_t count = 0, done;
    int64_t number;
    if (editorial_open(&editorial, path, &problem) != STATUS_OK)
        abort();
    struct statement *row = database_query(editorial, "SELECT id FROM offer ORDER BY id LIMIT 1000", &problem);
    while (statement_next(row))
        ids[count++] = statement_copy(&arena, row, 0);
    statement_end(&row);
    for (int i = 0; i < 3; i++) {
        struct undo_report report;
        json_t *day = json_string(arena_format(&arena, "2026-10-%02d", i + 1));
        double start = typist_milliseconds();
        if (bulk_set(editorial, &author, ids, count, "source.verified_on", day, &arena, results, &done, &number, &problem) != STATUS_OK || done != THINGS)
            abort();
        samples_add(&set, typist_milliseconds() - start, 0);
        start = typist_milliseconds();
        if (undo_change(editorial, &author, number, NULL, &arena, &report, &problem) != STATUS_OK || report.changed != THINGS)
            abort();
        samples_add(&undone, typist_milliseconds() - start, 0);
        json_decref(day);
    }
    database_close(&editorial);
    arena_free(&arena);
    print("a field of 1,000 offers", &set, 0);
    print("take that back", &undone, 1000);
}

int main(void)
{
    struct arena arena = {0};
    enum { MEMORY_MOST_KIB = 40 * 1024 };
    static const char *const people[] = {"anna", NULL};
    const char *folder = program_scratch(&arena, "staff_bench");
    const char *kills = arena_format(&arena, "%s/kills", folder);
    const char *editorial = arena_format(&arena, "%s/editorial.db", folder);
    const char *wanted = getenv("KOMPASS_KILLS");
    many_offers_make(program_built(&arena, "default/editorial.db"), editorial, 10000);
    typist_write_roster(folder, people);
    printf("10,030 offers in 15 languages, 80x24; milliseconds\n\n%-34s %7s %7s %8s\n", "step", "median", "p95", "bytes");
    bench_start(folder, editorial);
    struct pty *pty = start(folder, editorial);
    bench_list(pty);
    bench_record(pty);
    long memory = pty_peak_memory(pty);
    printf("%-34s %7.1f MiB                  under 40 MiB%s\n", "peak resident memory", (double)memory / 1024, judge(memory < MEMORY_MOST_KIB));
    pty_free(&pty);
    bench_bulk(editorial);
    if (mkdir(kills, 0700) != 0)
        abort();
    struct killer_result killed =
        killer_run(kills, program_built(&arena, "default/editorial.db"), wanted == NULL ? KILLS : atoi(wanted), 1);
    printf("\n%d kills while %d people type: no saved word lost in %d saves, at most %.0f ms of typing%s, resumed %d times, "
           "there again within %.0f ms; the database is whole\n",
           killed.kills, KILLER_EDITORS, killed.saves, killed.lost_ms, judge(killed.lost_ms <= KILLER_LOSS_MS), killed.resumed,
           killed.started_ms);
    return missed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
