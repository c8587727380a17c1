// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Twenty editors at once, through a real sshd on loopback. Each writes the description of an offer of his own and saves it now and
// then, as many keys as somebody types in ten minutes, but faster. Afterwards every text is in the database as it was typed.
//
// What is measured lies at the end where people sit: from a key to the moment at which the terminal has what it did. Beside it
// twenty people move in the list of the least program on ncurses (floor.c), at the same pace through the same sshd.
#include "core/base/sys.h"
#include "core/database/database.h"
#include "core/database/statement.h"
#include "core/editorial/editorial.h"
#include "tests/support/many_offers.h"
#include "tests/support/samples.h"
#include "tests/support/sshd.h"
#include "tests/support/typist.h"

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum {
    EDITORS = 20,
    KEYS = 3000,        // of each: ten minutes at five a second
    KEYS_OF_TEXT = 300, // after so many it is saved, and another one begins
    PACE_MS = 30,       // between two keys of one editor, not counting what he waits for
};

struct editor {
    struct typist typist;
    int keys;            // typed
    double due_ms;       // of the next key
    double waiting_ms;   // since when the last key is not on the screen; 0: it is
    bool saving;
    size_t bytes;        // that came for keys
};

static struct editor editors[EDITORS];
static struct samples keys, saves, floor_keys;

// ---- one editor ---------------------------------------------------------------------------------------------------

static void send_key(struct editor *editor, double now)
{
    struct typist *typist = &editor->typist;
    editor->waiting_ms = now;
    if (editor->keys > 0 && editor->keys % KEYS_OF_TEXT == 0 && typist->length > 0) {
        editor->saving = true;
        typist_ask_to_save(typist);
        return;
    }
    if (typist->length == 0 || editor->saving)
        typist_begin_text(typist);
    editor->saving = false;
    typist_key(typist);
    editor->keys++;
    if (typist_word(typist)[0] == '\0') { // a blank at the end of a row is not seen
        editor->waiting_ms = 0;
        editor->due_ms = now + PACE_MS;
    }
}

// Whether what the last key did is on the screen.
static bool is_seen(const struct editor *editor)
{
    return pty_shows(editor->typist.pty, editor->saving ? "Gespeichert." : typist_word(&editor->typist));
}

static void look(struct editor *editor)
{
    size_t size;
    if (!pty_look(editor->typist.pty) || editor->waiting_ms == 0 || !is_seen(editor))
        return;
    double now = typist_milliseconds();
    samples_add(editor->saving ? &saves : &keys, now - editor->waiting_ms, 0);
    pty_output(editor->typist.pty, &size);
    editor->bytes += editor->saving ? 0 : size;
    pty_forget_output(editor->typist.pty);
    if (editor->saving) {
        strcpy(editor->typist.saved, editor->typist.saving);
        editor->typist.length = 0;
    }
    editor->waiting_ms = 0;
    editor->due_ms = now + PACE_MS;
}

static bool is_done(const struct editor *editor)
{
    return editor->keys == KEYS && editor->waiting_ms == 0 && editor->typist.length == 0;
}

static bool turn(void)
{
    struct pollfd sources[EDITORS];
    double now = typist_milliseconds();
    double next = now + PTY_PATIENCE_MS;
    bool done = true;
    for (int i = 0; i < EDITORS; i++) {
        struct editor *editor = &editors[i];
        sources[i] = (struct pollfd){.fd = pty_fd(editor->typist.pty), .events = POLLIN};
        done = done && is_done(editor);
        if (is_done(editor) || editor->waiting_ms != 0)
            continue;
        if (editor->due_ms <= now)
            send_key(editor, now);
        else
            next = editor->due_ms < next ? editor->due_ms : next;
    }
    if (done)
        return false;
    if (poll(sources, EDITORS, (int)(next - now) + 1) == 0 && next >= now + PTY_PATIENCE_MS) {
        fprintf(stderr, "staff_many: a key is never on the screen\n");
        abort();
    }
    for (int i = 0; i < EDITORS; i++)
        if (sources[i].revents != 0)
            look(&editors[i]);
    return true;
}

// ---- the floor ----------------------------------------------------------------------------------------------------

static void measure_floor(struct sshd *sshd, const char *const *people)
{
    static struct pty *lists[EDITORS];
    static double sent[EDITORS], due[EDITORS];
    for (int i = 0; i < EDITORS; i++) {
        lists[i] = sshd_log_in(sshd, people[i], &(struct pty_options){.rows = 24, .columns = 80});
        pty_expect(lists[i], "  0  Item");
    }
    while (floor_keys.count < EDITORS * KEYS / 10) {
        struct pollfd sources[EDITORS];
        double now = typist_milliseconds();
        for (int i = 0; i < EDITORS; i++) {
            sources[i] = (struct pollfd){.fd = pty_fd(lists[i]), .events = POLLIN};
            if (sent[i] != 0 || due[i] > now)
                continue;
            pty_press(lists[i], floor_keys.count / EDITORS % 2 == 0 ? "Down" : "Up");
            sent[i] = now;
        }
        poll(sources, EDITORS, PACE_MS / 4);
        for (int i = 0; i < EDITORS; i++) {
            if (!pty_look(lists[i]) || sent[i] == 0)
                continue;
            now = typist_milliseconds();
            samples_add(&floor_keys, now - sent[i], 0);
            sent[i] = 0;
            due[i] = now + PACE_MS;
        }
    }
    for (int i = 0; i < EDITORS; i++)
        pty_free(&lists[i]);
}

// ---- all ----------------------------------------------------------------------------------------------------------

enum { FIRST_COPY = 10 }; // from here on no number begins another one

static void find_thing(struct typist *typist, sqlite3 *database, int number)
{
    struct problem problem;
    struct statement *row = database_query(database, "SELECT id FROM offer WHERE name LIKE 'Bürgertelefon% ' || ?1", &problem);
    statement_bind_number(row, 1, number);
    if (!statement_next(row))
        abort();
    typist->thing = statement_copy(&typist->arena, row, 0);
    statement_end(&row);
}

static void begin(struct editor *editor, struct sshd *sshd, const char *person, const char *editorial, int number)
{
    struct typist *typist = &editor->typist;
    sqlite3 *database;
    struct problem problem;
    *typist = (struct typist){.person = person, .editorial = editorial};
    if (database_open_reading(&database, editorial, &editorial_format, &problem) != STATUS_OK)
        abort();
    find_thing(typist, database, FIRST_COPY + number);
    database_close(&database);
    typist->offer = arena_format(&typist->arena, "bürgertelefon %d", FIRST_COPY + number);
    typist->pty = sshd_log_in(sshd, person, &(struct pty_options){.rows = 24, .columns = 80});
    pty_expect(typist->pty, "Meine Arbeit");
    typist_go_to_offer(typist);
    pty_forget_output(typist->pty);
}

static void write_roster(struct sshd *sshd, const char *path, const char *const *people)
{
    struct arena arena = {0};
    struct problem problem;
    const char *lines = "";
    for (int i = 0; i < EDITORS; i++)
        lines = arena_format(&arena, "%sperson = %s | %s | administrator\n", lines, sshd_fingerprint(sshd, &arena, people[i]), people[i]);
    if (sys_write_file(path, lines, strlen(lines), 0600, &problem) != STATUS_OK)
        abort();
    arena_free(&arena);
}

// What was saved of each last is what is there now.
static int count_lost(void)
{
    int lost = 0;
    for (int i = 0; i < EDITORS; i++)
        lost += strcmp(typist_stored(&editors[i].typist), editors[i].typist.saved) != 0;
    return lost;
}

static int missed;

static const char *judge(bool reached)
{
    missed += !reached;
    return reached ? "" : "  MISSED";
}

int main(void)
{
    struct arena arena = {0};
    const char *people[EDITORS + 1] = {NULL};
    const char *folder = program_scratch(&arena, "staff_many");
    const char *editorial = arena_format(&arena, "%s/data/editorial.db", folder);
    const char *roster = arena_format(&arena, "%s/staff.conf", folder);
    const char *floor_folder = arena_format(&arena, "%s/floor", folder);
    for (int i = 0; i < EDITORS; i++)
        people[i] = arena_format(&arena, "person%d", i + 1);
    if (mkdir(arena_format(&arena, "%s/data", folder), 0700) != 0 || mkdir(floor_folder, 0700) != 0)
        abort();
    many_offers_make(program_built(&arena, "default/editorial.db"), editorial, 10000);
    struct sshd *sshd = sshd_start(folder, people, arena_format(&arena, "'%s' --editorial '%s' --config '%s'",
                                                                program_built(&arena, "kompass-staff"), editorial, roster));
    write_roster(sshd, roster, people);
    for (int i = 0; i < EDITORS; i++)
        begin(&editors[i], sshd, people[i], editorial, i);
    double started = typist_milliseconds();
    while (turn())
        continue;
    double seconds = (typist_milliseconds() - started) / 1e3;
    size_t bytes = 0;
    for (int i = 0; i < EDITORS; i++)
        bytes += editors[i].bytes;
    int lost = count_lost();
    for (int i = 0; i < EDITORS; i++)
        pty_free(&editors[i].typist.pty);
    sshd_stop(&sshd);
    struct sshd *floor = sshd_start(floor_folder, people, program_built(&arena, "bench/floor"));
    measure_floor(floor, people);
    sshd_stop(&floor);

    double p95 = samples_quantile(&keys, 0.95);
    printf("%d editors at an sshd on loopback, 10,030 offers, %d keys each (ten minutes at five a second) in %.0f s\n\n", EDITORS, KEYS, seconds);
    printf("key to screen       median %6.2f  p95 %6.2f  most %7.1f ms   p95 under 20 ms%s\n", samples_quantile(&keys, 0.5), p95,
           samples_quantile(&keys, 1), judge(p95 < 20));
    printf("the floor           median %6.2f  p95 %6.2f  most %7.1f ms   ratio of p95 %.1f\n", samples_quantile(&floor_keys, 0.5),
           samples_quantile(&floor_keys, 0.95), samples_quantile(&floor_keys, 1), p95 / samples_quantile(&floor_keys, 0.95));
    printf("save, key to said   median %6.2f  p95 %6.2f  most %7.1f ms   none over 1 s%s\n", samples_quantile(&saves, 0.5), samples_quantile(&saves, 0.95),
           samples_quantile(&saves, 1), judge(samples_quantile(&saves, 1) < 1000));
    printf("bytes for a key     mean %zu\n", bytes / keys.count);
    printf("saves %zu, texts that are not as they were saved last: %d%s\n", saves.count, lost, judge(lost == 0));
    return missed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
