// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
#include "tests/support/killer.h"

#include "core/base/sys.h"
#include "core/database/copy.h"
#include "core/database/database.h"
#include "core/database/statement.h"
#include "core/editorial/editorial.h"
#include "tests/support/program.h"
#include "tests/support/typist.h"

#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    KEY_MS = 12,       // about, between two keys of one person: faster than anybody types
    KEYS_MAX = 800,    // of one text
};

enum killer_state { STARTING, TYPING, SAVING };

struct victim {
    struct typist typist;
    char thing[37];
    enum killer_state state;
    double due_ms, started_ms;
    double dies_ms;
};

// Offers that are found by one word alone.
static const char *const offers[KILLER_EDITORS] = {"bürgertelefon", "nachhilfepaten", "eumigra", "sisa", "ordnungsamt"};
static const char *const people[] = {"anna", "ben", "cem", "dana", "emil", NULL};

static _Noreturn void give_up(const char *what)
{
    fprintf(stderr, "killer: %s\n", what);
    abort();
}

static unsigned draw(unsigned *seed, unsigned limit)
{
    *seed = *seed * 1103515245u + 12345u;
    return (*seed >> 8) % limit;
}

// ---- one person ---------------------------------------------------------------------------------------------------

// The offer that the filter finds, by the beginning of its name.
static void find_offer(struct victim *victim, sqlite3 *editorial)
{
    struct typist *typist = &victim->typist;
    struct problem problem;
    struct statement *row = database_query(editorial, "SELECT id FROM offer WHERE lower(name) LIKE ?1 || '%'", &problem);
    statement_bind_text(row, 1, typist->offer);
    bool found = statement_next(row);
    if (found)
        snprintf(victim->thing, sizeof victim->thing, "%s", statement_text(row, 0));
    statement_end(&row);
    if (!found)
        give_up(typist->offer);
    typist->thing = victim->thing;
    const char *stored = typist_stored(typist);
    snprintf(typist->saved, sizeof typist->saved, "%s", stored);
    snprintf(typist->saving, sizeof typist->saving, "%s", stored);
}

// Three save often and live for less than it takes until something is kept of itself; the others never save and live for longer.
static bool lives_briefly(const struct victim *victim)
{
    return victim->typist.person[0] < 'd';
}

static void start(struct victim *victim, const char *folder, unsigned *seed)
{
    enum { STARTING_MS = 100, FOR_EVER_MS = 1000 * 1000 };
    victim->state = STARTING;
    victim->started_ms = typist_milliseconds();
    victim->dies_ms = victim->started_ms + (draw(seed, 10) == 0 ? draw(seed, STARTING_MS) : FOR_EVER_MS);
    typist_start(&victim->typist, folder);
}

static void set_to_work(struct victim *victim, unsigned *seed)
{
    enum { SHORT_MS = 600, LONG_MS = 1800, LONGER_MS = 800 };
    victim->state = TYPING;
    victim->dies_ms = typist_milliseconds() + (lives_briefly(victim) ? draw(seed, SHORT_MS) : LONG_MS + draw(seed, LONGER_MS));
    typist_begin_text(&victim->typist);
}

static void kill_program(struct victim *victim, const char *folder, unsigned *seed, struct killer_result *result)
{
    struct typist *typist = &victim->typist;
    kill(pty_process(typist->pty), SIGKILL);
    double killed = typist_milliseconds();
    pty_free(&typist->pty);
    if (victim->state == TYPING || victim->state == SAVING) {
        double lost = typist_loss(typist, killed);
        result->lost_ms = lost > result->lost_ms ? lost : result->lost_ms;
    }
    arena_reset(&typist->arena);
    result->kills++;
    start(victim, folder, seed);
}

// What comes next when something new is on the screen.
static void look(struct victim *victim, unsigned *seed, struct killer_result *result)
{
    struct typist *typist = &victim->typist;
    if (!pty_look(typist->pty))
        return;
    pty_forget_output(typist->pty);
    bool resumed = pty_shows(typist->pty, "Weiter, wo Sie");
    if (victim->state == STARTING && (resumed || pty_shows(typist->pty, "Meine Arbeit"))) {
        double took = typist_milliseconds() - victim->started_ms;
        result->started_ms = took > result->started_ms ? took : result->started_ms;
        result->resumed += resumed;
        if (!resumed)
            typist_go_to_offer(typist);
        set_to_work(victim, seed);
    } else if (victim->state == SAVING && pty_shows(typist->pty, "Gespeichert.")) {
        strcpy(typist->saved, typist->saving);
        result->saves++;
        victim->state = TYPING;
        typist_begin_text(typist);
    }
}

static void act(struct victim *victim, unsigned *seed)
{
    struct typist *typist = &victim->typist;
    if (lives_briefly(victim) && typist->length > 8 && draw(seed, 25) == 0) {
        victim->state = SAVING;
        typist_ask_to_save(typist);
        return;
    }
    if (typist->length == KEYS_MAX)
        typist_begin_text(typist);
    typist_key(typist);
    victim->due_ms = typist_milliseconds() + draw(seed, 2 * KEY_MS);
}

// ---- all of them --------------------------------------------------------------------------------------------------

static void check_whole(const char *editorial)
{
    sqlite3 *database;
    struct problem problem;
    size_t problems = 0;
    if (database_open_reading(&database, editorial, &editorial_format, &problem) != STATUS_OK ||
        database_check(database, editorial, &problem) != STATUS_OK ||
        editorial_check(database, NULL, NULL, &problems, &problem) != STATUS_OK)
        give_up(problem.why);
    database_close(&database);
}

static void watch(struct victim victims[KILLER_EDITORS], unsigned *seed, struct killer_result *result)
{
    struct pollfd sources[KILLER_EDITORS];
    for (int i = 0; i < KILLER_EDITORS; i++) {
        sources[i] = (struct pollfd){.fd = pty_fd(victims[i].typist.pty), .events = POLLIN};
        if (victims[i].state == TYPING && victims[i].due_ms <= typist_milliseconds())
            act(&victims[i], seed);
    }
    poll(sources, KILLER_EDITORS, KEY_MS / 4);
    for (int i = 0; i < KILLER_EDITORS; i++)
        look(&victims[i], seed, result);
}

struct killer_result killer_run(const char *folder, const char *editorial, int kills, unsigned seed)
{
    static struct victim victims[KILLER_EDITORS];
    struct arena arena = {0};
    struct problem problem;
    struct killer_result result = {0};
    sqlite3 *database;
    const char *copy = arena_format(&arena, "%s/editorial.db", folder);
    if (database_copy(editorial, copy, &problem) != STATUS_OK || editorial_open(&database, copy, &problem) != STATUS_OK)
        give_up(problem.why);
    typist_write_roster(folder, people);
    for (int i = 0; i < KILLER_EDITORS; i++) {
        victims[i].typist = (struct typist){.person = people[i], .offer = offers[i], .editorial = copy};
        find_offer(&victims[i], database);
        start(&victims[i], folder, &seed);
    }
    database_close(&database);
    while (result.kills < kills) {
        watch(victims, &seed, &result);
        for (int i = 0; i < KILLER_EDITORS; i++)
            if (result.kills < kills && victims[i].dies_ms < typist_milliseconds())
                kill_program(&victims[i], folder, &seed, &result);
    }
    for (int i = 0; i < KILLER_EDITORS; i++) {
        pty_free(&victims[i].typist.pty);
        arena_free(&victims[i].typist.arena);
    }
    check_whole(copy);
    arena_free(&arena);
    return result;
}
