// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
#include "tests/support/visitor_kiosk.h"

#include "core/base/memory.h"
#include "tests/support/kiosk_fixture.h"
#include "tui/kiosk/entries.h"
#include "tui/kiosk/screens.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

void visitor_kiosk_open(struct visitor_kiosk *kiosk, const char *language, int rows, int columns, const char *kind,
                        const char *slug)
{
    kiosk->fixture = memory_allocate(1, sizeof *kiosk->fixture);
    struct kiosk_fixture *fixture = kiosk->fixture;
    kiosk_fixture_open(fixture, language, rows, columns, NULL);
    const char *id = catalog_id_of_slug(fixture->kiosk.catalog, &fixture->arena, model_kind_of(kind), slug);
    assert_non_null(id);
    struct request request = entry_request_by_id(model_kind_of(kind), id);
    loop_open(&fixture->loop, &screen_home, NULL);
    loop_open(&fixture->loop, request.screen, &request.argument);
    kiosk_fixture_type(fixture, "");
}

void visitor_kiosk_close(struct visitor_kiosk *kiosk)
{
    kiosk_fixture_close(kiosk->fixture);
    memory_free(&kiosk->fixture);
}

void visitor_kiosk_type(struct visitor_kiosk *kiosk, const char *script)
{
    kiosk_fixture_type(kiosk->fixture, script);
}

const struct grid *visitor_kiosk_screen(const struct visitor_kiosk *kiosk)
{
    return &kiosk->fixture->terminal->shown;
}
