// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Rows turned for terminals that order text: what such a terminal makes of them is the row that we had, for every row of
// the golden screens and for hand-made ones. The terminals' parts are played by ICU's bidirectional algorithm and by
// what kitty does with words.
#include "tui/terminal/order.h"

#include "core/base/sys.h"

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/ubidi.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unistr.h>

#include <cmocka.h>

enum { COLUMNS_MAX = 200, LRM = 0x200E };

struct row {
    struct grid_cell cells[COLUMNS_MAX];
    uint8_t contrast[COLUMNS_MAX];
    int columns;
};

// The cells of a line of a screen, in visual order; each word has a role of its own.
static struct row row_of(const char *text, size_t length)
{
    struct row row = {0};
    ucs4_t character;
    int role = 0;
    for (size_t at = 0; at < length && row.columns + 2 < COLUMNS_MAX;) {
        at += (size_t)u8_mbtouc(&character, (const uint8_t *)text + at, length - at);
        int width = text_width_of(character);
        if (width == 0) {
            assert_true(row.columns > 0);
            row.cells[row.columns - 1].marks[0] = character;
            continue;
        }
        role = character == ' ' ? (role + 1) % ROLE_COUNT : role;
        row.cells[row.columns++] =
            (struct grid_cell){.base = character, .width = (uint8_t)width, .role = (uint8_t)role};
        if (width == 2)
            row.cells[row.columns++] = (struct grid_cell){.role = (uint8_t)role};
    }
    return row;
}

// ---- terminals ---------------------------------------------------------------------------------------------------

// Shows the row as a terminal that takes it for a paragraph: base direction by the first strong character, marks part of
// their cell, mirrored brackets.
static struct row show_paragraph(const struct row *sent)
{
    UChar units[COLUMNS_MAX * 8];
    int cell_of[COLUMNS_MAX * 8];
    int32_t map[COLUMNS_MAX * 8];
    int32_t length = 0;
    UErrorCode error = U_ZERO_ERROR;
    struct row shown = {.columns = sent->columns};
    for (int i = 0; i < sent->columns; i++) {
        const struct grid_cell *cell = &sent->cells[i];
        if (cell->width == 0)
            continue;
        cell_of[length] = i;
        units[length++] = (UChar)cell->base;
        for (int k = 0; k < TEXT_MARKS_MAX && cell->marks[k] != 0; k++) {
            cell_of[length] = -1;
            units[length++] = (UChar)cell->marks[k];
        }
    }
    UBiDi *bidi = ubidi_open();
    ubidi_setPara(bidi, units, length, UBIDI_DEFAULT_LTR, NULL, &error);
    ubidi_getVisualMap(bidi, map, &error);
    assert_true(U_SUCCESS(error));
    const UBiDiLevel *levels = ubidi_getLevels(bidi, &error);
    int column = 0;
    for (int32_t i = 0; i < length; i++) {
        int from = cell_of[map[i]];
        if (from < 0)
            continue;
        shown.cells[column] = sent->cells[from];
        if (levels[map[i]] & 1)
            shown.cells[column].base = (uint32_t)u_charMirror((UChar32)shown.cells[column].base);
        column++;
        if (sent->cells[from].width == 2)
            shown.cells[column++] = sent->cells[from + 1];
    }
    ubidi_close(bidi);
    return shown;
}

static bool is_arabic(uint32_t character)
{
    UErrorCode error = U_ZERO_ERROR;
    bool digit = u_charDirection((UChar32)character) == U_ARABIC_NUMBER;
    UScriptCode script = uscript_getScript((UChar32)character, &error);
    return digit || script == USCRIPT_ARABIC || script == USCRIPT_HEBREW;
}

// Fonts for such letters have their punctuation, too.
static bool in_other_font(uint32_t character)
{
    return (character >= 0x0590 && character <= 0x077F) || (character >= 0xFB1D && character <= 0xFDFF) ||
           (character >= 0xFE70 && character <= 0xFEFC);
}

// Shows the row as kitty does: what is in one font without a blank is turned round, brackets mirrored, if its first
// character of any script is Arabic. `apart`: its Arabic letters are in another font than the rest.
static struct row show_words(const struct row *sent, bool apart)
{
    struct row shown = *sent;
    for (int begin = 0, end; begin < sent->columns; begin = end) {
        UErrorCode error = U_ZERO_ERROR;
        bool found = false;
        bool backwards = false;
        for (end = begin; end < sent->columns && sent->cells[end].base != ' '; end++) {
            const struct grid_cell *cell = &sent->cells[end];
            bool other_weight = (sent->contrast[end] != 0) != (sent->contrast[begin] != 0);
            bool other_font = in_other_font(cell->base) != in_other_font(sent->cells[begin].base);
            if (other_weight || (apart && other_font))
                break;
            UScriptCode script = uscript_getScript((UChar32)cell->base, &error);
            if (!found && (is_arabic(cell->base) || (script != USCRIPT_COMMON && script != USCRIPT_INHERITED))) {
                found = true;
                backwards = is_arabic(cell->base);
            }
        }
        for (int i = begin; backwards && i < end; i++) {
            shown.cells[i] = sent->cells[begin + end - 1 - i];
            shown.cells[i].base = (uint32_t)u_charMirror((UChar32)shown.cells[i].base);
        }
        end = end > begin ? end : begin + 1;
    }
    return shown;
}

// ---- comparing ---------------------------------------------------------------------------------------------------

static void assert_same(const struct row *shown, const struct row *wanted, const char *what)
{
    for (int i = 0; i < wanted->columns; i++) {
        const struct grid_cell *a = &shown->cells[i];
        const struct grid_cell *b = &wanted->cells[i];
        bool marks = b->marks[0] == 0 || a->marks[0] == b->marks[0];
        if (a->base != b->base || a->width != b->width || a->role != b->role || !marks)
            fail_msg("%s: column %d is U+%04X, not U+%04X", what, i, (unsigned)a->base, (unsigned)b->base);
    }
}

// True when the row had to be turned.
static bool check(const char *text, size_t length)
{
    const struct row row = row_of(text, length);
    struct row sent = row;
    order_row(PROBE_ORDER_IMPLICIT, sent.cells, sent.contrast, sent.columns);
    struct row shown = show_paragraph(&sent);
    assert_same(&shown, &row, "paragraph");
    for (int i = 0; i < row.columns; i++) {
        int column = order_column(PROBE_ORDER_IMPLICIT, row.cells, row.columns, i);
        assert_int_equal(sent.cells[column].base, row.cells[i].base);
        assert_int_equal(order_column(PROBE_ORDER_IMPLICIT, row.cells, row.columns, column), i);
        assert_int_equal(sent.contrast[i], 0);
    }
    bool turned = memcmp(sent.cells, row.cells, sizeof row.cells) != 0;

    sent = row;
    order_row(PROBE_ORDER_WORDS, sent.cells, sent.contrast, sent.columns);
    shown = show_words(&sent, false);
    assert_same(&shown, &row, "words");
    shown = show_words(&sent, true);
    assert_same(&shown, &row, "words apart");

    static const enum probe_order others[] = {PROBE_ORDER_KEPT, PROBE_ORDER_EXPLICIT, PROBE_ORDER_OUTER};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        sent = row;
        memset(sent.contrast, 1, sizeof sent.contrast);
        order_row(others[i], sent.cells, sent.contrast, sent.columns);
        assert_memory_equal(sent.cells, row.cells, sizeof row.cells);
        for (int k = 0; k < row.columns; k++)
            assert_int_equal(sent.contrast[k], 0);
    }
    return turned;
}

static void test_rows(void **state)
{
    (void)state;
    // In visual order, as they stand on the glass.
    static const char *const rows[] = {
        " ﻡﻼﺳ", " .(ﺐﺘﻜﻣ) 0340 204-2133 :ﻒﺗﺎﻫ", " ؟ﻡﻮﻳ ﻞﻛ ،12:00 ﻰﻟﺇ 08:00 ﻦﻣ", " ٢٥ﺩﺪﻌﻟﺍ ؛ﺔﻨﺳ ٢٠٢٤", " ٢٠ - ٢٥/٣٠ ﺔﻨﺳ",
        " ۱۲۳ ﻝﺎﺳ ۴", " Bürgeramt (ﺐﺘﻜﻣ) [5]", " 中文ﻡﻼﺳ中 文", " שלום (עולם) 5", " é ﻡ\xD9\x8E\xEF\xBB\xBC ,", " ━ﻡﻼﺳ━ │ﻡ│",
        " ،، ﻡ،ﻝ ،12", " a-ﻡ-b-ﻝ-c",
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_true(check(rows[i], strlen(rows[i])));
    assert_false(check(" Bürgeramt Dessau, 0340", 25));
    assert_false(check("", 0));
}

static void test_marks_find_room(void **state)
{
    (void)state;
    struct grid_cell cells[] = {{.base = ' ', .width = 1}, {.base = 0xFEE1, .width = 1, .marks = {1, 2, 3, 4}}};
    uint8_t contrast[2];
    order_row(PROBE_ORDER_IMPLICIT, cells, contrast, 2);
    assert_int_equal(cells[0].marks[0], LRM);
    assert_int_equal(cells[1].marks[2], 3);
    assert_int_equal(cells[1].marks[3], LRM);
    order_row(PROBE_ORDER_IMPLICIT, cells, contrast, 2); // not twice
    assert_int_equal(cells[0].marks[1], 0);
}

// A sign beside a word is to be in another weight than the word, whatever its own role is.
static void test_contrast(void **state)
{
    (void)state;
    struct row row = row_of(" :\xEF\xBA\xAF\xEF\xBA\xAF :", 9);
    order_row(PROBE_ORDER_WORDS, row.cells, row.contrast, row.columns);
    assert_int_equal(row.contrast[1], row.cells[2].role + 1);
    assert_int_equal(row.contrast[2], 0);
    assert_int_equal(row.contrast[5], 0); // stands alone
}

static void test_golden_screens(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct problem problem;
    const char *source = getenv("KOMPASS_SOURCE");
    const char *folder = arena_format(&arena, "%s/tests/golden", source != NULL ? source : ".");
    DIR *directory = opendir(folder);
    assert_non_null(directory);
    size_t turned = 0;
    for (struct dirent *entry; (entry = readdir(directory)) != NULL;) {
        if (strstr(entry->d_name, ".txt") == NULL)
            continue;
        char *text;
        size_t size;
        enum { SCREEN_BYTES_MAX = 1 << 18 };
        const char *path = arena_format(&arena, "%s/%s", folder, entry->d_name);
        assert_int_equal(sys_read_file(&arena, path, SCREEN_BYTES_MAX, &text, &size, &problem), STATUS_OK);
        for (const char *line = text; *line != '\0';) {
            size_t length = strcspn(line, "\n");
            turned += check(line, length);
            line += length + (line[length] == '\n');
        }
    }
    closedir(directory);
    arena_free(&arena);
    assert_true(turned > 500); // rows of Arabic
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows),
        cmocka_unit_test(test_marks_find_room),
        cmocka_unit_test(test_contrast),
        cmocka_unit_test(test_golden_screens),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
