// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// What of a text is the same in every language, however it is written.
#include "core/text/figures.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const kinds[FIGURE_KINDS] = {"place", "web", "mail", "phone", "date", "time", "price", "", "month"};

// "phone 0340111, 12": numbers have no word before them.
static const char *read(struct arena *arena, const char *text)
{
    size_t count;
    const char *all = "";
    const struct figure *figures = text_figures(arena, text, &count);
    for (size_t i = 0; i < count; i++)
        all = arena_format(arena, "%s%s%s%s%s", all, i == 0 ? "" : ", ", kinds[figures[i].kind],
                           kinds[figures[i].kind][0] == '\0' ? "" : " ", figures[i].value);
    return all;
}

struct example {
    const char *text, *figures;
};

static void expect_all(const struct example *examples, size_t count)
{
    struct arena arena = {0};
    for (size_t i = 0; i < count; i++)
        assert_string_equal(read(&arena, examples[i].text), examples[i].figures);
    arena_free(&arena);
}
#define EXPECT(examples) expect_all(examples, sizeof(examples) / sizeof *(examples))

static void test_numbers(void **state)
{
    (void)state;
    static const struct example examples[] = {
        {"", ""},
        {"Es gibt keine.", ""},
        {"etwa 4.000 Wohnungen", "4000"},
        {"about 4,000 flats", "4000"},
        {"environ 4 000 logements", "4000"},
        {"около 4\u00A0000 квартир", "4000"},
        {"حوالي ٤٬٠٠٠ شقة", "4000"},
        {"حدود ۴۰۰۰ خانه", "4000"},
        {"१२ ཱ", "12"},
        {"1.234.567,50", "1234567.5"},
        {"12,50 Prozent und 12.5", "12.5, 12.5"},
        {"3,0", "3"},
        {"6–18 Jahre, 24/7", "6, 18, 24, 7"},
        {"die 1. Etage, Zimmer 141 und 148", "1, 141, 148"},
        {"Niveau B1", "1"},
        {"116 016 oder 116016", "116016, 116016"},
        {"06844 Dessau", "06844"},
        {"1, 2, 3", "1, 2, 3"},
    };
    EXPECT(examples);
}

static void test_prices(void **state)
{
    (void)state;
    static const struct example examples[] = {
        {"255 Euro", "price 255"},   {"€255", "price 255"},       {"12,50 €", "price 12.5"},
        {"€ 12.50", "price 12.5"},   {"٢٥٥ يورو", "price 255"},   {"255 євро", "price 255"},
        {"4.000,00 EUR", "price 4000"},
    };
    EXPECT(examples);
}

static void test_times(void **state)
{
    (void)state;
    static const struct example examples[] = {
        {"um 14 Uhr", "time 14:00"},
        {"8 bis 18 Uhr", "8, time 18:00"},
        {"11:30 bis 13 Uhr", "time 11:30, time 13:00"},
        {"8.30 Uhr", "time 08:30"},
        {"8 Uhr 30", "time 08:30"},
        {"at 2 pm", "time 14:00"},
        {"9 a.m.", "time 09:00"},
        {"12 am, 12 pm", "time 00:00, time 12:00"},
        {"2–4 p.m.", "time 14:00, time 16:00"},
        {"11 am to 1:30 pm", "time 11:00, time 13:30"},
        {"11–2 pm", "11, time 14:00"},
        {"à 14h30, 14 h 05", "time 14:30, time 14:05"},
        {"الساعة ١٤:٣٠", "time 14:30"},
        {"24 Stunden", "24"},
        {"25:00 und 8:75", "25, 00, 8, 75"},
    };
    EXPECT(examples);
}

static void test_dates(void **state)
{
    (void)state;
    static const struct example examples[] = {
        {"am 24.12.2026", "date 2026-12-24"}, {"2026-12-24", "date 2026-12-24"},   {"24/12/2026", "date 2026-12-24"},
        {"24.12. und 26.12.", "date 12-24, date 12-26"}, {"1.5.26", "date 2026-05-01"}, {"۲۴.۱۲.۲۰۲۶", "date 2026-12-24"},
        {"45.13.2026", "45, 13.2026"},
    };
    EXPECT(examples);
}

static void test_phones_and_addresses(void **state)
{
    (void)state;
    static const struct example examples[] = {
        {"Telefon 0340 204-2133.", "phone 03402042133"},
        {"+49 (0)340 2042133", "phone 03402042133"},
        {"0049 340 204 2133", "phone 03402042133"},
        {"(0340) 204-2133", "phone 03402042133"},
        {"هاتف ٠٣٤٠ ٢٠٤٢١٣٣", "phone 03402042133"},
        {"+43 1 2345678", "phone +4312345678"},
        {"Amt@Dessau-Rosslau.de", "mail amt@dessau-rosslau.de"},
        {"https://www.dessau-rosslau.de/amt/", "web dessau-rosslau.de/amt"},
        {"auf www.frauenhaus-suche.de.", "web frauenhaus-suche.de"},
        {"verwaltung.dessau-rosslau.de", "web verwaltung.dessau-rosslau.de"},
        {"z.B. d.h. e.V. Ende.Anfang usw.", ""},
        {"{count} von {0}, %s und %1$d, 50 % sind", "place {count}, place {0}, place %s, place %1$d, 50"},
    };
    EXPECT(examples);
}

// Places are those of the text as it is.
static void test_places(void **state)
{
    (void)state;
    struct arena arena = {0};
    static const char text[] = "ab ١٢ ä 0340 204-0x 7.";
    size_t count;
    const struct figure *figures = text_figures(&arena, text, &count);
    for (size_t i = 0; i < count; i++)
        assert_true(figures[i].start < figures[i].end && figures[i].end <= strlen(text) && (i == 0 || figures[i].start >= figures[i - 1].end));
    assert_int_equal(count, 3);
    assert_memory_equal(text + figures[0].start, "١٢", figures[0].end - figures[0].start);
    assert_memory_equal(text + figures[2].start, "7", figures[2].end - figures[2].start);
    arena_free(&arena);
}

// Whatever stands there, it ends; and what is hostile takes no longer than what is not.
static void test_any_text(void **state)
{
    (void)state;
    static const char *const pieces[] = {"0", "12", ".", ",", ":", " ", "-", "/", "(", ")", "+", "49", "a", "am", "pm", "Uhr", "€", "{",
                                         "}", "%", "s", "@", "www.", "https://", "٣", "\n", "ä", "a1-.", "000", "'", "h"};
    struct arena arena = {0};
    srand(7);
    for (int round = 0; round < 3000; round++, arena_reset(&arena)) {
        struct arena_text text = {0};
        size_t count, pieces_count = round < 2990 ? (size_t)rand() % 30 : 20000, only = (size_t)rand();
        arena_append(&arena, &text, "");
        for (size_t i = 0; i < pieces_count; i++)
            arena_append(&arena, &text, pieces[(round < 2990 ? (size_t)rand() : only + i % 3) % (sizeof pieces / sizeof *pieces)]);
        const struct figure *figures = text_figures(&arena, text.bytes, &count);
        for (size_t i = 0; i < count; i++)
            assert_true(figures[i].start < figures[i].end && figures[i].end <= text.length);
    }
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_numbers), cmocka_unit_test(test_prices), cmocka_unit_test(test_times), cmocka_unit_test(test_dates),
        cmocka_unit_test(test_phones_and_addresses), cmocka_unit_test(test_places), cmocka_unit_test(test_any_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
