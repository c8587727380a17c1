// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Rows of anything, turned for terminals that order text: every cell is still there, letters stay within their word, and
// turning twice gives the row that it was.
#include "tui/terminal/order.h"

#include <assert.h>
#include <stdint.h>
#include <string.h>

enum { COLUMNS_MAX = 64 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

// Two bytes for a cell: its character and its role.
static int make_row(struct grid_cell *cells, const uint8_t *data, size_t size)
{
    static const uint32_t characters[] = {' ',    'a',    '5',    '(',    ':',    0xE4,   0x60C,  0x61F, 0x663,
                                          0x6F4,  0x5D0,  0xFEFC, 0xFE8D, 0x4E2D, 0x2502, 0xFE91};
    int columns = 0;
    for (size_t i = 0; i + 1 < size && columns + 1 < COLUMNS_MAX; i += 2) {
        uint32_t character = characters[data[i] % 16];
        uint8_t role = data[i + 1] % ROLE_COUNT;
        uint8_t width = (uint8_t)text_width_of(character);
        uint32_t mark = data[i] & 0x80 ? 0x64E : 0;
        cells[columns++] = (struct grid_cell){.base = character, .marks = {mark}, .width = width, .role = role};
        if (width == 2)
            cells[columns++] = (struct grid_cell){.role = role};
    }
    return columns;
}

static uint32_t sum(const struct grid_cell *cells, int columns)
{
    uint32_t sum = 0;
    for (int i = 0; i < columns; i++)
        sum += cells[i].base * 31 + cells[i].width * 7 + cells[i].role + cells[i].marks[0] % 0x200E;
    return sum;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct grid_cell row[COLUMNS_MAX] = {0};
    struct grid_cell sent[COLUMNS_MAX];
    uint8_t contrast[COLUMNS_MAX];
    bool taken[COLUMNS_MAX] = {false};
    int columns = make_row(row, data, size);
    memcpy(sent, row, sizeof row);
    order_row(PROBE_ORDER_IMPLICIT, sent, contrast, columns);
    assert(sum(sent, columns) == sum(row, columns));
    for (int i = 0; i < columns; i++) {
        int column = order_column(PROBE_ORDER_IMPLICIT, row, columns, i);
        assert(column >= 0 && column < columns && !taken[column]);
        assert(sent[column].base == row[i].base && sent[column].role == row[i].role);
        taken[column] = true;
    }
    memcpy(sent, row, sizeof row);
    order_row(PROBE_ORDER_WORDS, sent, contrast, columns);
    for (int i = 0; i < columns; i++)
        assert(contrast[i] <= ROLE_COUNT && (sent[i].base == ' ') == (row[i].base == ' '));
    order_row(PROBE_ORDER_WORDS, sent, contrast, columns);
    assert(memcmp(sent, row, sizeof row) == 0);
    return 0;
}
