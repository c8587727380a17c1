// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
#include "tests/support/gallery_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>

void gallery_fixture_open(struct gallery_fixture *fixture, const char *tag, int rows, int columns)
{
    struct problem problem;
    *fixture = (struct gallery_fixture){.clock = fake_clock_at(2026, 11, 23, 10, 15)};
    const char *build = getenv("KOMPASS_BUILD");
    const char *folder = arena_format(&fixture->arena, "%s/share/kit-gallery", build == NULL ? "build" : build);
    if (gallery_open(&fixture->gallery, folder, tag, &problem) != STATUS_OK)
        fail_msg("%s: %s", problem.what, problem.why);
    fixture->terminal = virtual_terminal_new(rows, columns);
    fixture->loop = (struct loop){
        .terminal = &fixture->terminal->terminal,
        .sample = fake_clock_sample,
        .clock = &fixture->clock,
        .ready_fd = -1,
        .view = {.program = &gallery_program, .context = &fixture->gallery},
    };
    gallery_speak(&fixture->gallery, &fixture->loop.view);
    loop_init(&fixture->loop);
    loop_open(&fixture->loop, &screen_start, NULL);
    virtual_terminal_run(fixture->terminal, &fixture->loop);
}

void gallery_fixture_close(struct gallery_fixture *fixture)
{
    loop_free(&fixture->loop);
    virtual_terminal_free(&fixture->terminal);
    gallery_close(&fixture->gallery);
    arena_free(&fixture->arena);
}

bool gallery_fixture_type(struct gallery_fixture *fixture, const char *script)
{
    virtual_terminal_type(fixture->terminal, script);
    return virtual_terminal_run(fixture->terminal, &fixture->loop);
}

const char *gallery_fixture_text(struct gallery_fixture *fixture)
{
    return virtual_terminal_text(fixture->terminal, &fixture->arena);
}

bool gallery_fixture_shows(const struct gallery_fixture *fixture, const char *text)
{
    return virtual_terminal_shows(fixture->terminal, text);
}
