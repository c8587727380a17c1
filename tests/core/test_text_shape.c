// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Arabic joining, against forms written out here and against ICU's shaper for all short words without marks.
#include "core/text/shape.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <unicode/ushape.h>

#include <cmocka.h>

enum { WORD_MAX = 32 };

static void expect_shaped(const uint32_t *word, const uint32_t *expected)
{
    uint32_t shaped[WORD_MAX] = {0};
    size_t length = 0;
    for (; word[length] != 0; length++)
        shaped[length] = word[length];
    size_t count = text_shape(shaped, NULL, length);
    for (size_t i = 0; i < count; i++)
        assert_int_equal(shaped[i], expected[i]);
    assert_int_equal(expected[count], 0);
}

#define WORD(...) ((const uint32_t[WORD_MAX]){__VA_ARGS__})

static void letters_take_the_form_their_neighbours_ask_for(void **state)
{
    (void)state;
    // marhaba: meem initial, reh final, hah initial, beh medial, alef final
    expect_shaped(WORD(0x645, 0x631, 0x62D, 0x628, 0x627), WORD(0xFEE3, 0xFEAE, 0xFEA3, 0xFE92, 0xFE8E));
    // beh alone, twice, thrice
    expect_shaped(WORD(0x628), WORD(0xFE8F));
    expect_shaped(WORD(0x628, 0x628), WORD(0xFE91, 0xFE90));
    expect_shaped(WORD(0x628, 0x628, 0x628), WORD(0xFE91, 0xFE92, 0xFE90));
    // a space, a digit and a Latin letter part
    expect_shaped(WORD(0x628, ' ', 0x628, '1', 0x628, 'a'), WORD(0xFE8F, ' ', 0xFE8F, '1', 0xFE8F, 'a'));
}

static void hamza_has_a_form_though_it_joins_nothing(void **state)
{
    (void)state;
    expect_shaped(WORD(0x621), WORD(0xFE80));
    // maa': meem initial, alef final, hamza; beh-hamza-beh: hamza parts
    expect_shaped(WORD(0x645, 0x627, 0x621), WORD(0xFEE3, 0xFE8E, 0xFE80));
    expect_shaped(WORD(0x628, 0x621, 0x628), WORD(0xFE8F, 0xFE80, 0xFE8F));
}

static void lam_and_alef_are_one(void **state)
{
    (void)state;
    expect_shaped(WORD(0x644, 0x627), WORD(0xFEFB));
    expect_shaped(WORD(0x628, 0x644, 0x627), WORD(0xFE91, 0xFEFC));
    expect_shaped(WORD(0x644, 0x622), WORD(0xFEF5));
    expect_shaped(WORD(0x644, 0x623), WORD(0xFEF7));
    expect_shaped(WORD(0x644, 0x625), WORD(0xFEF9));
    // al-usbu': alef, lam-alef with hamza, seen initial, beh medial, waw final, ain isolated
    expect_shaped(WORD(0x627, 0x644, 0x623, 0x633, 0x628, 0x648, 0x639),
                  WORD(0xFE8D, 0xFEF7, 0xFEB3, 0xFE92, 0xFEEE, 0xFEC9));
    // what follows the ligature is not joined to it
    expect_shaped(WORD(0x644, 0x627, 0x628), WORD(0xFEFB, 0xFE8F));
    // lam-lam-alef: only the second lam is taken up
    expect_shaped(WORD(0x644, 0x644, 0x627), WORD(0xFEDF, 0xFEFC));
    // yeh and waw with hamza above are no alefs
    expect_shaped(WORD(0x644, 0x626), WORD(0xFEDF, 0xFE8A));
    expect_shaped(WORD(0x644, 0x624), WORD(0xFEDF, 0xFE86));
}

static void marks_are_seen_through(void **state)
{
    (void)state;
    // beh fatha beh; lam shadda fatha alef fathatan
    expect_shaped(WORD(0x628, 0x64E, 0x628), WORD(0xFE91, 0x64E, 0xFE90));
    expect_shaped(WORD(0x644, 0x651, 0x64E, 0x627, 0x64B), WORD(0xFEFB, 0x651, 0x64E, 0x64B));
    expect_shaped(WORD(0x64E, 0x628), WORD(0x64E, 0xFE8F));
}

static void joiners_join_and_non_joiners_part(void **state)
{
    (void)state;
    // mi-khaham (Persian): meem initial, Farsi yeh final, ZWNJ, khah initial, waw final, alef, heh initial, meem final
    expect_shaped(WORD(0x645, 0x6CC, 0x200C, 0x62E, 0x648, 0x627, 0x647, 0x645),
                  WORD(0xFEE3, 0xFBFD, 0x200C, 0xFEA7, 0xFEEE, 0xFE8D, 0xFEEB, 0xFEE2));
    expect_shaped(WORD(0x644, 0x200C, 0x627), WORD(0xFEDD, 0x200C, 0xFE8D));
    expect_shaped(WORD(0x647, 0x200D), WORD(0xFEEB, 0x200D));
    // tatweel joins on both sides and stays
    expect_shaped(WORD(0x628, 0x640, 0x628), WORD(0xFE91, 0x640, 0xFE90));
    // isolates part, direction marks do not
    expect_shaped(WORD(0x628, 0x2066, 0x628), WORD(0xFE8F, 0x2066, 0xFE8F));
    expect_shaped(WORD(0x628, 0x200F, 0x628), WORD(0xFE91, 0x200F, 0xFE90));
}

static void persian_letters_have_their_own_forms(void **state)
{
    (void)state;
    // peh, tcheh, jeh, keheh, gaf in a row: jeh joins only to the one before it
    expect_shaped(WORD(0x67E, 0x686, 0x698, 0x6A9, 0x6AF), WORD(0xFB58, 0xFB7D, 0xFB8B, 0xFB90, 0xFB93));
    // veh (06A4) and ng (06AD), which ICU leaves alone
    expect_shaped(WORD(0x6A4, 0x6AD), WORD(0xFB6C, 0xFBD4));
}

static void heh_with_hamza_above_takes_the_form_of_both(void **state)
{
    (void)state;
    expect_shaped(WORD(0x647, 0x654), WORD(0xFBA4));
    expect_shaped(WORD(0x6C0), WORD(0xFBA4));
    // khaneh-ye: khah initial, alef final, noon initial, heh with hamza final
    expect_shaped(WORD(0x62E, 0x627, 0x646, 0x647, 0x654), WORD(0xFEA7, 0xFE8E, 0xFEE7, 0xFBA5));
    expect_shaped(WORD(0x646, 0x6C0), WORD(0xFEE7, 0xFBA5));
    // a fatha between the two stays, a word goes on after a space
    expect_shaped(WORD(0x646, 0x647, 0x64E, 0x654, ' ', 0x645), WORD(0xFEE7, 0xFBA5, 0x64E, ' ', 0xFEE1));
    // inside a word there is no such form
    expect_shaped(WORD(0x647, 0x654, 0x628), WORD(0xFEEB, 0x654, 0xFE90));
}

static void letters_without_forms_stay(void **state)
{
    (void)state;
    // Sorani reh with small v below (0695) joins only back; beh before it is joined to it all the same
    expect_shaped(WORD(0x628, 0x695, 0x628), WORD(0xFE91, 0x695, 0xFE8F));
    expect_shaped(WORD(0x67C), WORD(0x67C));
    // Pashto: peh initial, khin nominal, teh initial, waw final
    expect_shaped(WORD(0x67E, 0x69A, 0x62A, 0x648), WORD(0xFB58, 0x69A, 0xFE98, 0xFEEE));
    // Sorani: lam with small v is no lam, so alef after it makes no ligature
    expect_shaped(WORD(0x6B5, 0x627), WORD(0x6B5, 0xFE8E));
    expect_shaped(WORD('A', 0xE4, 0x5D0, 0x661), WORD('A', 0xE4, 0x5D0, 0x661));
    assert_int_equal(text_shape(NULL, NULL, 0), 0);
}

static void letters_borrow_forms_that_spell_the_same(void **state)
{
    (void)state;
    // Sorani: ae looks like heh, and joins to the letter before it only
    expect_shaped(WORD(0x6D5), WORD(0xFEE9));
    expect_shaped(WORD(0x628, 0x6D5, 0x628), WORD(0xFE91, 0xFEEA, 0xFE8F));
    // Urdu: heh goal with hamza above is heh goal and a mark
    expect_shaped(WORD(0x628, 0x6C2), WORD(0xFE91, 0xFBA7));
    expect_shaped(WORD(0x628, 0x6C1, 0x654), WORD(0xFE91, 0xFBA7, 0x654));
    expect_shaped(WORD(0x6C2), WORD(0x6C2));
    // yeh barree with hamza above has forms of its own
    expect_shaped(WORD(0x628, 0x6D3), WORD(0xFE91, 0xFBB1));
}

// All words of one to three letters from the Arabic alphabet, with tatweel, space and ZWNJ among them.
static void short_words_are_shaped_as_icu_does(void **state)
{
    (void)state;
    UChar alphabet[48];
    size_t size = 0;
    for (UChar letter = 0x621; letter <= 0x64A; letter++)
        if (letter <= 0x63A || letter >= 0x640)
            alphabet[size++] = letter;
    alphabet[size++] = 0x67E;
    alphabet[size++] = 0x6CC;
    alphabet[size++] = ' ';
    alphabet[size++] = 0x200C;
    for (size_t number = 0; number < size * size * size; number++) {
        UChar word[3] = {alphabet[number % size], alphabet[number / size % size], alphabet[number / size / size]};
        if (word[0] == 0x649 || word[1] == 0x649)
            continue; // ICU joins alef maksura to the letter before it only, Unicode also to the one after it
        UErrorCode error = U_ZERO_ERROR;
        UChar expected[8];
        int32_t expected_count =
            u_shapeArabic(word, 3, expected, 8,
                          U_SHAPE_LETTERS_SHAPE | U_SHAPE_LENGTH_GROW_SHRINK | U_SHAPE_TEXT_DIRECTION_LOGICAL, &error);
        assert_true(U_SUCCESS(error));
        uint32_t shaped[3] = {word[0], word[1], word[2]};
        size_t count = text_shape(shaped, NULL, 3);
        bool same = count == (size_t)expected_count;
        for (size_t i = 0; same && i < count; i++)
            same = shaped[i] == (expected[i] == 0x621 ? 0xFE80 : expected[i]); // ICU leaves hamza nominal
        if (!same)
            fail_msg("U+%04X U+%04X U+%04X: %zu characters, first U+%04X; ICU: %d, first U+%04X", word[0], word[1],
                     word[2], count, (unsigned)shaped[0], (int)expected_count, expected[0]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(letters_take_the_form_their_neighbours_ask_for),
        cmocka_unit_test(hamza_has_a_form_though_it_joins_nothing),
        cmocka_unit_test(lam_and_alef_are_one),
        cmocka_unit_test(marks_are_seen_through),
        cmocka_unit_test(joiners_join_and_non_joiners_part),
        cmocka_unit_test(persian_letters_have_their_own_forms),
        cmocka_unit_test(heh_with_hamza_above_takes_the_form_of_both),
        cmocka_unit_test(letters_without_forms_stay),
        cmocka_unit_test(letters_borrow_forms_that_spell_the_same),
        cmocka_unit_test(short_words_are_shaped_as_icu_does),
    };
    return cmocka_run_group_tests_name("text/shape", tests, NULL, NULL);
}
