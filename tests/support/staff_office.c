// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
#include "tests/support/staff_office.h"

#include "core/base/sys.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char first_page[] = "Meine Arbeit";

static _Noreturn void give_up(const char *what, const char *why)
{
    fprintf(stderr, "office: %s: %s\n", what, why);
    abort();
}

static void write_file(const char *path, const char *text)
{
    struct problem problem;
    if (sys_write_file(path, text, strlen(text), 0600, &problem) != STATUS_OK)
        give_up(path, problem.why);
}

static const char *below(struct staff_office *office, const char *name)
{
    return arena_format(&office->arena, "%s/%s", office->folder, name);
}

static void write_settings(struct staff_office *office, const struct office_person *people)
{
    struct arena *arena = &office->arena;
    const char *roster = "";
    for (; people->name != NULL; people++)
        if (people->roles != NULL)
            roster = arena_format(arena, "%sperson = %s | %s | %s\n", roster, sshd_fingerprint(office->sshd, arena, people->name),
                                  people->name, people->roles);
    write_file(below(office, "staff.conf"), roster);
    write_file(below(office, "publish.conf"), arena_format(arena, "to = %s\nkey = %s\n", office->release, office->secret_key));
}

void staff_office_open(struct staff_office *office, const char *name, const struct office_person *people)
{
    struct arena *arena = &office->arena;
    const char *names[SSHD_PEOPLE_MAX] = {NULL};
    for (size_t i = 0; people[i].name != NULL && i + 1 < SSHD_PEOPLE_MAX; i++)
        names[i] = people[i].name;
    office->folder = program_scratch(arena, name);
    office->editorial = below(office, "data/editorial.db");
    office->release = below(office, "release");
    office->catalog = below(office, "catalog");
    office->public_key = below(office, "key.pub");
    office->secret_key = below(office, "key.sec");
    const char *make = arena_format(arena, "mkdir '%s/data' && cp '%s' '%s'", office->folder,
                                    program_built(arena, "default/editorial.db"), office->editorial);
    if (program_run(arena, "/bin/sh", (const char *const[]){"-c", make, NULL}).exit_status != 0)
        give_up(office->editorial, "cannot be made");
    OFFICE_RUN(office, "keygen", "--public", office->public_key, "--secret", office->secret_key);
    office->sshd = sshd_start(office->folder, names,
                              arena_format(arena, "'%s' --now 2026-11-23T10:15 --editorial '%s' --config '%s' --publish '%s'",
                                           program_built(arena, "kompass-staff"), office->editorial, below(office, "staff.conf"),
                                           below(office, "publish.conf")));
    write_settings(office, people);
}

void staff_office_close(struct staff_office *office)
{
    sshd_stop(&office->sshd);
    arena_free(&office->arena);
}

// ---- people -------------------------------------------------------------------------------------------------------

struct office_login staff_office_come_back(struct staff_office *office, const char *person)
{
    struct office_login login = {.office = office, .typist = {.person = person, .editorial = office->editorial}};
    login.typist.pty = sshd_log_in(office->sshd, person, &(struct pty_options){.rows = 24, .columns = 80});
    login.program = sshd_program(office->sshd, person);
    return login;
}

struct office_login staff_office_log_in(struct staff_office *office, const char *person)
{
    struct office_login login = staff_office_come_back(office, person);
    pty_expect(login.typist.pty, first_page);
    return login;
}

struct office_login staff_office_open_offer(struct staff_office *office, const char *person, const char *offer)
{
    struct office_login login = staff_office_log_in(office, person);
    login.typist.offer = offer;
    typist_go_to_offer(&login.typist);
    return login;
}

static void end(struct office_login *login)
{
    pty_free(&login->typist.pty);
    sshd_wait_ended(login->program);
    arena_free(&login->typist.arena);
}

void office_leave(struct office_login *login)
{
    pty_press(login->typist.pty, "F10");
    sshd_wait_ended(login->program);
    end(login);
}

void office_drop(struct office_login *login)
{
    end(login);
}

void office_go_to(struct office_login *login, const char *keys, const char *label)
{
    pty_press(login->typist.pty, keys);
    pty_expect(login->typist.pty, arena_format(&login->typist.arena, "▶ %s", label));
}

void office_publish(struct office_login *login, int number)
{
    struct pty *pty = login->typist.pty;
    pty_press(pty, "F9");
    pty_expect(pty, "Angebote");
    pty_press(pty, "'21'");
    pty_expect(pty, "Jetzt veröffentlichen");
    pty_press(pty, "Enter");
    pty_expect(pty, "Jetzt veröffentlichen?");
    pty_press(pty, "Right Enter");
    pty_expect(pty, arena_format(&login->typist.arena, "Ausgabe %d ist veröffentlicht.", number));
}

// ---- programs -----------------------------------------------------------------------------------------------------

const char *staff_office_run(struct staff_office *office, const char *const *arguments)
{
    struct program_result result = program_run(&office->arena, "kompass", arguments);
    if (result.exit_status != 0)
        give_up(arguments[0], arena_format(&office->arena, "%s%s", result.output, result.errors));
    return result.output;
}

void staff_office_sync(struct staff_office *office)
{
    OFFICE_RUN(office, "sync", "--from", office->release, "--catalog", office->catalog, "--key", office->public_key);
}

const char *staff_office_ask(struct staff_office *office, const char *sql)
{
    struct program_result result = program_run(&office->arena, "/usr/bin/sqlite3", (const char *const[]){office->editorial, sql, NULL});
    if (result.exit_status != 0)
        give_up(sql, result.errors);
    return result.output;
}
