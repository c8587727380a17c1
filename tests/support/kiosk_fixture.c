// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Wires the kiosk as its main does, with the terminal and the clock of the tests.
#include "tests/support/kiosk_fixture.h"

#include "tui/kiosk/screens.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void give_up(const struct problem *problem)
{
    fprintf(stderr, "kiosk_fixture: %s: %s\n", problem->what, problem->why);
    abort();
}

static void ignore(void *context, const struct problem *problem)
{
    (void)context;
    (void)problem;
}

void kiosk_fixture_open(struct kiosk_fixture *fixture, const char *language, int rows, int columns, const char *catalog)
{
    const char *build = getenv("KOMPASS_BUILD");
    struct problem problem;
    *fixture = (struct kiosk_fixture){.clock = fake_clock_at(2026, 11, 23, 10, 15)};
    if (build == NULL)
        build = "build";
    char *locales = arena_format(&fixture->arena, "%s/share/kompass/locales", build);
    if (kiosk_open(&fixture->kiosk, locales, language_by_tag(language), &problem) != STATUS_OK)
        give_up(&problem);
    if (catalog == NULL)
        catalog = arena_format(&fixture->arena, "%s/golden/catalog", build);
    if (catalog[0] != '\0' && releases_open(&fixture->kiosk, catalog, ignore, NULL, &problem) != STATUS_OK)
        give_up(&problem);
    fixture->terminal = virtual_terminal_new(rows, columns);
    fixture->loop = (struct loop){
        .terminal = &fixture->terminal->terminal,
        .sample = fake_clock_sample,
        .clock = &fixture->clock,
        .idle_ms = 90 * 1000,
        .warning_ms = 20 * 1000,
        .ready_fd = -1,
        .view = {.program = &kiosk_program, .context = &fixture->kiosk},
    };
    loop_init(&fixture->loop);
    kiosk_set_language(&fixture->kiosk, &fixture->loop.view, fixture->kiosk.first_language);
    loop_open(&fixture->loop, &screen_attract, NULL);
    virtual_terminal_run(fixture->terminal, &fixture->loop);
}

void kiosk_fixture_close(struct kiosk_fixture *fixture)
{
    loop_free(&fixture->loop);
    virtual_terminal_free(&fixture->terminal);
    kiosk_close(&fixture->kiosk);
    arena_free(&fixture->arena);
}

bool kiosk_fixture_type(struct kiosk_fixture *fixture, const char *script)
{
    virtual_terminal_type(fixture->terminal, script);
    return virtual_terminal_run(fixture->terminal, &fixture->loop);
}

void kiosk_fixture_wait(struct kiosk_fixture *fixture, int64_t milliseconds)
{
    fake_clock_advance(&fixture->clock, milliseconds);
    loop_turn(&fixture->loop);
    virtual_terminal_run(fixture->terminal, &fixture->loop);
}

char *kiosk_fixture_text(struct kiosk_fixture *fixture)
{
    return virtual_terminal_text(fixture->terminal, &fixture->arena);
}

const char *kiosk_fixture_top(const struct kiosk_fixture *fixture)
{
    return stack_top(&fixture->loop.stack)->screen->name;
}

void assert_top(const struct kiosk_fixture *fixture, const char *name)
{
    assert_string_equal(kiosk_fixture_top(fixture), name);
}

void assert_shows(struct kiosk_fixture *fixture, const char *text)
{
    if (!virtual_terminal_shows(fixture->terminal, text))
        fail_msg("not shown: %s\n%s", text, kiosk_fixture_text(fixture));
}

void assert_order(struct kiosk_fixture *fixture, const char *const *texts)
{
    const char *screen = kiosk_fixture_text(fixture);
    const char *place = screen;
    for (; *texts != NULL; texts++) {
        place = strstr(place, *texts);
        if (place == NULL)
            fail_msg("%s is not there, or earlier:\n%s", *texts, screen);
    }
}
