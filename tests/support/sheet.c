// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
#include "tests/support/sheet.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include <string.h>

void sheet_open(struct sheet *sheet, int rows, int columns, enum text_direction direction)
{
    *sheet = (struct sheet){.view.direction = direction};
    grid_resize(&sheet->grid, rows, columns);
    sheet->canvas = (struct canvas){
        .grid = &sheet->grid, .arena = &sheet->arena, .direction = direction, .rows = rows, .columns = columns};
}

void sheet_close(struct sheet *sheet)
{
    grid_free(&sheet->grid);
    arena_free(&sheet->arena);
}

const char *sheet_row(struct sheet *sheet, int row)
{
    return grid_row_text(&sheet->arena, &sheet->grid, row);
}

void sheet_expect(struct sheet *sheet, const char *const *rows)
{
    int row = 0;
    bool same = true;
    for (; rows[row] != NULL; row++)
        same = same && strcmp(sheet_row(sheet, row), rows[row]) == 0;
    for (; row < sheet->grid.rows; row++)
        same = same && sheet_row(sheet, row)[0] == '\0';
    if (same)
        return;
    for (row = 0; row < sheet->grid.rows; row++)
        print_error("|%s|\n", sheet_row(sheet, row));
    print_error("and not:\n");
    for (row = 0; rows[row] != NULL; row++)
        print_error("|%s|\n", rows[row]);
    fail();
}

void sheet_expect_whole(const struct grid *grid)
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

unsigned sheet_random(uint32_t *seed, unsigned limit)
{
    *seed ^= *seed << 13; // xorshift32; the seed is not 0
    *seed ^= *seed >> 17;
    *seed ^= *seed << 5;
    return *seed % limit;
}

char *sheet_random_text(struct arena *arena, uint32_t *seed, unsigned words)
{
    static const char *const some[] = {
        "und", "Anmeldung", "Donaudampfschifffahrtsgesellschaft", "03401", "Wo?", "مكتب", "السلام", "допомога", "Де?",
        "出口", "日本語", "한국어", "(a)", "https://www.dessau-rosslau.de/a/b", "e\xCC\x82\xCC\xA3", "x\ny", "ไทย", "–",
    };
    char *text = arena_copy_text(arena, "");
    unsigned count = sheet_random(seed, words + 1);
    for (unsigned i = 0; i < count; i++) {
        const char *word = some[sheet_random(seed, sizeof some / sizeof some[0])];
        text = arena_format(arena, i == 0 ? "%s%s" : "%s %s", text, word);
    }
    return text;
}
