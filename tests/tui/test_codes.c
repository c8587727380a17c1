// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Codes as a telephone sees them: what the kiosk paints is read again by two programs that know nothing of ours, for every thing that can
// be taken along, in every language, theme and size.
#include "core/database/database.h"
#include "core/output/qr.h"
#include "tests/support/code_reader.h"
#include "tests/support/kiosk_fixture.h"
#include "tui/kiosk/screens.h"
#include "tui/kit/code.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { BYTES_AT_80x24 = 106 };

// The ids of all things of a kind, in the fixture's arena.
static const char **ids_of(struct kiosk_fixture *fixture, const char *kind, size_t *count)
{
    const char *build = getenv("KOMPASS_BUILD");
    const char *path = arena_format(&fixture->arena, "%s/golden/catalog/1.db", build == NULL ? "build" : build);
    sqlite3 *database;
    sqlite3_stmt *statement;
    const char **ids = arena_allocate(&fixture->arena, 1000, sizeof *ids);
    *count = 0;
    assert_int_equal(sqlite3_open_v2(path, &database, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(database, "SELECT id FROM thing WHERE kind = ?1", -1, &statement, NULL), SQLITE_OK);
    sqlite3_bind_text(statement, 1, kind, -1, SQLITE_STATIC);
    while (sqlite3_step(statement) == SQLITE_ROW)
        ids[(*count)++] = arena_copy_text(&fixture->arena, (const char *)sqlite3_column_text(statement, 0));
    sqlite3_finalize(statement);
    database_close(&database);
    return ids;
}

static void open_take(struct kiosk_fixture *fixture, const char *id)
{
    struct page_argument argument = {0};
    memccpy(argument.id, id, '\0', sizeof argument.id - 1);
    loop_open(&fixture->loop, &screen_home, NULL);
    loop_open(&fixture->loop, &screen_take, &argument);
    kiosk_fixture_type(fixture, "");
    assert_top(fixture, "take");
}

static void open_take_of(struct kiosk_fixture *fixture, enum kind kind, const char *slug)
{
    const char *id = catalog_id_of_slug(fixture->kiosk.catalog, &fixture->arena, kind, slug);
    assert_non_null(id);
    open_take(fixture, id);
}

static char *read_by(struct kiosk_fixture *fixture, char *(*reader)(struct arena *, const struct grey_picture *))
{
    const struct grey_picture picture =
        code_picture_of_grid(&fixture->arena, &fixture->terminal->shown, theme_of(fixture->terminal->theme));
    return reader(&fixture->arena, &picture);
}

static bool has_line(const char *text, const char *line)
{
    size_t length = strlen(line);
    for (const char *at = text; at != NULL; at = strchr(at, '\n') == NULL ? NULL : strchr(at, '\n') + 1)
        if (strncmp(at, line, length) == 0 && (at[length] == '\n' || at[length] == '\0'))
            return true;
    return false;
}

// ---- every thing in every language ---------------------------------------------------------------------------------

// A code that is read again, with the German name or the number to call as a whole line, and no more bytes than there is room for.
static void test_every_offer_can_be_taken_along_in_every_language(void **state)
{
    (void)state;
    size_t language_count, codes = 0;
    const struct language *languages = language_table(&language_count);
    for (size_t l = 0; l < language_count; l++) {
        if (!language_is_offered(&languages[l], PROGRAM_KIOSK))
            continue;
        struct kiosk_fixture fixture;
        size_t count;
        kiosk_fixture_open(&fixture, languages[l].tag, 24, 80, NULL);
        const char **ids = ids_of(&fixture, "offer", &count);
        for (size_t i = 0; i < count; i++) {
            struct catalog_offer offer;
            struct problem problem;
            struct arena arena = {0};
            if (catalog_offer(fixture.kiosk.catalog, &arena, &fixture.kiosk.reader, ids[i], &offer, &problem) != STATUS_OK) {
                arena_free(&arena);
                continue; // repeats another
            }
            open_take(&fixture, ids[i]);
            const char *text = read_by(&fixture, code_read_by_zbar);
            if (text[0] == '\0' || strlen(text) > BYTES_AT_80x24 || !has_line(text, offer.name))
                fail_msg("%s in %s: read as \"%s\"\n%s", offer.slug, languages[l].tag, text, kiosk_fixture_text(&fixture));
            codes++;
            arena_free(&arena);
        }
        kiosk_fixture_close(&fixture);
    }
    assert_true(codes > 100 * 15);
}

// ---- two readers, all themes, all sizes ----------------------------------------------------------------------------

static void test_two_readers_agree(void **state)
{
    (void)state;
    static const struct {
        int rows, columns;
    } sizes[] = {{24, 80}, {22, 64}, {30, 100}, {33, 120}, {67, 240}};
    static const char *const languages[] = {"de", "ar", "ti", "vi", "uk"};
    static const char *const scripts[] = {"", "Down", "F5", "F5 F5", "F5 F5 F5 Down"};
    for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s++) {
        for (size_t l = 0; l < sizeof languages / sizeof *languages; l++) {
            struct kiosk_fixture fixture;
            kiosk_fixture_open(&fixture, languages[l], sizes[s].rows, sizes[s].columns, NULL);
            open_take_of(&fixture, KIND_OFFER, "buergeramt-dessau");
            kiosk_fixture_type(&fixture, scripts[(s + l) % 5]);
            const char *one = read_by(&fixture, code_read_by_zbar);
            const char *other = read_by(&fixture, code_read_by_zxing);
            assert_non_null(strstr(one, "Bürgeramt Dessau"));
            assert_string_equal(one, other);
            kiosk_fixture_close(&fixture);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_offer_can_be_taken_along_in_every_language),
        cmocka_unit_test(test_two_readers_agree),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
