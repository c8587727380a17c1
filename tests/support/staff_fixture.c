// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
#include "tests/support/staff_fixture.h"

#include "tests/support/golden.h"

#include "core/base/sys.h"
#include "core/publish/publisher.h"
#include "core/release/key.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *build_folder(void)
{
    const char *build = getenv("KOMPASS_BUILD");
    return build == NULL ? "build" : build;
}

// In the kernel: it is large, and each test has one of its own.
static void copy_database(const char *to)
{
    struct arena arena = {0};
    struct stat about;
    int from = open(arena_format(&arena, "%s/golden/steps/editorial.db", build_folder()), O_RDONLY | O_CLOEXEC);
    int copy = open(to, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    assert_true(from >= 0 && copy >= 0 && fstat(from, &about) == 0);
    for (off_t done = 0; done < about.st_size;)
        assert_true(sendfile(copy, from, &done, (size_t)(about.st_size - done)) > 0);
    close(from);
    close(copy);
    arena_free(&arena);
}

// Until everything that was typed is done, and the first page has found out what it wants to know.
static bool run(struct staff_fixture *fixture)
{
    bool runs = virtual_terminal_run(fixture->terminal, &fixture->loop);
    while (runs && fixture->loop.due_ms == STAFF_GO_ON_MS)
        runs = loop_turn(&fixture->loop);
    return runs && virtual_terminal_run(fixture->terminal, &fixture->loop);
}

static void start(struct staff_fixture *fixture, const char *person, const char *tag, int rows, int columns)
{
    struct problem problem;
    const char *locales = arena_format(&fixture->arena, "%s/share/kompass/locales", build_folder());
    const char *path = arena_format(&fixture->arena, "%s/editorial.db", fixture->folder);
    struct publisher *publisher = NULL; // is started before a database is open
    const struct publisher_place place = {.editorial = path,
                                          .directory = arena_format(&fixture->arena, "%s/release", fixture->folder),
                                          .secret_key = arena_format(&fixture->arena, "%s/key.sec", fixture->folder),
                                          .expires_days = 90};
    if (fixture->publishes && publisher_start(&publisher, &place, &problem) != STATUS_OK)
        fail_msg("%s: %s", problem.what, problem.why);
    if (staff_open(&fixture->staff, path, person, locales, tag, &fixture->clock, &problem) != STATUS_OK)
        fail_msg("%s: %s", problem.what, problem.why);
    fixture->staff.publisher = publisher;
    fixture->staff.rights = fixture->rights;
    fixture->terminal = virtual_terminal_new(rows, columns);
    fixture->loop = (struct loop){
        .terminal = &fixture->terminal->terminal,
        .sample = fake_clock_sample,
        .clock = &fixture->ticks,
        .ready_fd = -1,
        .view = {.program = &staff_program, .context = &fixture->staff},
    };
    staff_speak(&fixture->staff, &fixture->loop.view);
    loop_init(&fixture->loop);
    staff_begin(&fixture->loop);
    run(fixture);
}

static void open_fixture(struct staff_fixture *fixture, const char *person, const struct rights *rights, const char *tag, int rows,
                         int columns, bool publishes)
{
    struct problem problem;
    struct local_time now;
    *fixture = (struct staff_fixture){.ticks = fake_clock_at(2026, 11, 23, 10, 15), .rights = rights, .publishes = publishes};
    assert_int_equal(clock_open(&fixture->clock, "Europe/Berlin", &problem), STATUS_OK);
    assert_int_equal(clock_parse("2026-11-23T10:15", &now, &problem), STATUS_OK);
    clock_pin(&fixture->clock, now);
    strcpy(fixture->folder, "/tmp/kompass-staff-XXXXXX");
    assert_non_null(mkdtemp(fixture->folder));
    copy_database(arena_format(&fixture->arena, "%s/editorial.db", fixture->folder));
    if (publishes)
        assert_int_equal(key_generate(arena_format(&fixture->arena, "%s/key.pub", fixture->folder),
                                      arena_format(&fixture->arena, "%s/key.sec", fixture->folder), &problem), STATUS_OK);
    start(fixture, person, tag, rows, columns);
}

void staff_fixture_open(struct staff_fixture *fixture, const char *person, const char *tag, int rows, int columns)
{
    open_fixture(fixture, person, NULL, tag, rows, columns, false);
}

void staff_fixture_open_publishing(struct staff_fixture *fixture, const char *person, const char *tag, int rows, int columns)
{
    open_fixture(fixture, person, NULL, tag, rows, columns, true);
}

void staff_fixture_open_as(struct staff_fixture *fixture, const struct rights *rights, const char *tag, int rows, int columns)
{
    open_fixture(fixture, rights->name, rights, tag, rows, columns, false);
}

void staff_fixture_publish(struct staff_fixture *fixture)
{
    do { // the page may ask for more
        publisher_wait(fixture->staff.publisher);
        loop_reload(&fixture->loop);
        run(fixture);
    } while (publisher_news(fixture->staff.publisher)->state == PUBLISHER_PLANNING);
}

static void stop(struct staff_fixture *fixture)
{
    loop_free(&fixture->loop);
    virtual_terminal_free(&fixture->terminal);
    staff_close(&fixture->staff);
}

void staff_fixture_restart(struct staff_fixture *fixture)
{
    const char *person = arena_copy_text(&fixture->arena, fixture->staff.person);
    const char *tag = messages_language(fixture->loop.view.messages)->tag;
    int rows, columns;
    fixture->terminal->terminal.operations->size(&fixture->terminal->terminal, &rows, &columns);
    stop(fixture);
    start(fixture, person, tag, rows, columns);
}

static void remove_files(struct staff_fixture *fixture, const char *folder)
{
    struct problem problem;
    char **names;
    size_t count;
    if (sys_list_folder(&fixture->arena, folder, "", &names, &count, &problem) == STATUS_OK)
        for (size_t i = 0; i < count; i++)
            unlink(arena_format(&fixture->arena, "%s/%s", folder, names[i]));
    rmdir(folder);
}

void staff_fixture_close(struct staff_fixture *fixture)
{
    stop(fixture);
    remove_files(fixture, arena_format(&fixture->arena, "%s/release", fixture->folder));
    remove_files(fixture, fixture->folder);
    arena_free(&fixture->arena);
}

bool staff_fixture_type(struct staff_fixture *fixture, const char *script)
{
    virtual_terminal_type(fixture->terminal, script);
    return run(fixture);
}

const char *staff_fixture_text(struct staff_fixture *fixture)
{
    return virtual_terminal_text(fixture->terminal, &fixture->arena);
}

bool staff_fixture_shows(const struct staff_fixture *fixture, const char *text)
{
    return virtual_terminal_shows(fixture->terminal, text);
}

const char *staff_fixture_top(const struct staff_fixture *fixture)
{
    return stack_top(&fixture->loop.stack)->screen->name;
}

int staff_fixture_differs(struct staff_fixture *fixture, const char *name)
{
    int rows, columns;
    const char *language = messages_language(fixture->loop.view.messages)->tag;
    fixture->terminal->terminal.operations->size(&fixture->terminal->terminal, &rows, &columns);
    return golden_differs(arena_format(&fixture->arena, "staff-%s.%s.%dx%d", name, language, columns, rows), staff_fixture_text(fixture));
}
