// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
#include "tests/support/slate.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include <string.h>

void slate_open(struct slate *slate, int rows, int columns, enum text_direction direction)
{
    *slate = (struct slate){.view.direction = direction};
    grid_resize(&slate->grid, rows, columns);
    slate->canvas = (struct canvas){
        .grid = &slate->grid, .arena = &slate->arena, .direction = direction, .rows = rows, .columns = columns};
}

void slate_close(struct slate *slate)
{
    grid_free(&slate->grid);
    arena_free(&slate->arena);
}

const char *slate_row(struct slate *slate, int row)
{
    return grid_row_text(&slate->arena, &slate->grid, row);
}

void slate_expect(struct slate *slate, const char *const *rows)
{
    int row = 0;
    bool same = true;
    for (; rows[row] != NULL; row++)
        same = same && strcmp(slate_row(slate, row), rows[row]) == 0;
    for (; row < slate->grid.rows; row++)
        same = same && slate_row(slate, row)[0] == '\0';
    if (same)
        return;
    for (row = 0; row < slate->grid.rows; row++)
        print_error("|%s|\n", slate_row(slate, row));
    print_error("and not:\n");
    for (row = 0; rows[row] != NULL; row++)
        print_error("|%s|\n", rows[row]);
    fail();
}

void slate_expect_whole(const struct grid *grid)
{
    for (int row = 0; row < grid->rows; row++) {
        for (int column = 0; column < grid->columns; column++) {
            const struct grid_cell *cell = grid_at(grid, row, column);
            assert_in_range(cell->role, 0, ROLE_COUNT - 1);
            if (cell->width == 2) {
                assert_non_null(grid_at(grid, row, column + 1));
                assert_int_equal(cell[1].width, 0);
                assert_int_equal(cell[1].role, cell->role);
                assert_int_equal(text_width_of(cell->base), 2);
            } else if (cell->width == 0) {
                assert_true(column > 0);
                assert_int_equal(cell[-1].width, 2);
            } else {
                assert_int_equal(cell->width, 1);
                assert_int_equal(text_width_of(cell->base), 1);
            }
        }
    }
    assert_in_range(grid->cursor_row, 0, grid->rows - 1);
    assert_in_range(grid->cursor_column, 0, grid->columns - 1);
}

unsigned slate_random(uint32_t *seed, unsigned limit)
{
    *seed ^= *seed << 13; // xorshift32; the seed is not 0
    *seed ^= *seed >> 17;
    *seed ^= *seed << 5;
    return *seed % limit;
}

char *slate_random_text(struct arena *arena, uint32_t *seed, unsigned words)
{
    static const char *const some[] = {
        "und", "Anmeldung", "Donaudampfschifffahrtsgesellschaft", "03401", "Wo?", "مكتب", "السلام", "допомога", "Де?",
        "出口", "日本語", "한국어", "(a)", "https://www.dessau-rosslau.de/a/b", "e\xCC\x82\xCC\xA3", "x\ny", "ไทย", "–",
    };
    char *text = arena_copy_text(arena, "");
    unsigned count = slate_random(seed, words + 1);
    for (unsigned i = 0; i < count; i++) {
        const char *word = some[slate_random(seed, sizeof some / sizeof some[0])];
        text = arena_format(arena, i == 0 ? "%s%s" : "%s %s", text, word);
    }
    return text;
}
