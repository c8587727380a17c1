// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// One pass over the text: a letter waits until its next neighbour is known, then takes its form. The forms are those
// that the Unicode Character Database gives as compatibility decompositions.
#include "core/text/shape.h"

#include <stdbool.h>
#include <string.h>
#include <unictype.h>
#include <uninorm.h>

enum letter_form { ISOLATED, FINAL, INITIAL, MEDIAL, FORM_COUNT };

enum {
    FIRST_LETTER = 0x0621,
    LAST_LETTER = 0x06D5,
    FIRST_ALEF = 0x0622, // with madda; the alefs that ligate with lam lie up to the plain one
    LAST_ALEF = 0x0627,
    LAM = 0x0644,
    HEH = 0x0647,
    HEH_WITH_HAMZA = 0x06C0,
    HAMZA_ABOVE = 0x0654,
    AE = 0x06D5, // Sorani, Uyghur
};

static uint16_t letter_forms[LAST_LETTER - FIRST_LETTER + 1][FORM_COUNT]; // 0: the letter has no such form
static uint16_t lam_alef_forms[LAST_ALEF - FIRST_ALEF + 1][2];
static bool tables_filled;

// What waits for its next neighbour.
struct waiting {
    uint32_t character;
    size_t index;    // where it stands in the output
    size_t hamza;    // where a hamza above it stands, 0 for none
    int type;        // joining type
    bool joins_back; // is joined to its neighbour before
    bool lam_alef;   // is a lam that took up the alef in `character`
};

static void fill_range(uint32_t first, uint32_t last)
{
    for (uint32_t form = first; form <= last; form++) {
        int tag = UC_DECOMP_COMPAT;
        ucs4_t letters[UC_DECOMPOSITION_MAX_LENGTH];
        int count = uc_decomposition(form, &tag, letters);
        int place = tag == UC_DECOMP_ISOLATED  ? ISOLATED
                    : tag == UC_DECOMP_FINAL   ? FINAL
                    : tag == UC_DECOMP_INITIAL ? INITIAL
                                               : MEDIAL;
        if (count == 1 && letters[0] >= FIRST_LETTER && letters[0] <= LAST_LETTER)
            letter_forms[letters[0] - FIRST_LETTER][place] = (uint16_t)form;
        else if (count == 2 && letters[0] == LAM && letters[1] >= FIRST_ALEF && letters[1] <= LAST_ALEF)
            lam_alef_forms[letters[1] - FIRST_ALEF][place] = (uint16_t)form;
    }
}

// A letter without forms that is canonically another letter and a mark is written as that letter where it is joined:
// the mark is not shown, as no mark on Arabic letters is.
static void borrow_forms(uint32_t letter)
{
    ucs4_t parts[UC_DECOMPOSITION_MAX_LENGTH];
    uint16_t *forms = letter_forms[letter - FIRST_LETTER];
    if (forms[FINAL] != 0 || uc_canonical_decomposition(letter, parts) != 2 || parts[0] < FIRST_LETTER ||
        parts[0] > LAST_LETTER)
        return;
    for (int form = FINAL; form < FORM_COUNT; form++)
        forms[form] = letter_forms[parts[0] - FIRST_LETTER][form];
}

static void fill_tables(void)
{
    fill_range(0xFB50, 0xFBFF);
    fill_range(0xFE80, 0xFEFC);
    // The same glyph in every style of writing, encoded apart as it joins otherwise.
    letter_forms[AE - FIRST_LETTER][ISOLATED] = letter_forms[HEH - FIRST_LETTER][ISOLATED];
    letter_forms[AE - FIRST_LETTER][FINAL] = letter_forms[HEH - FIRST_LETTER][FINAL];
    for (uint32_t letter = FIRST_LETTER; letter <= LAST_LETTER; letter++)
        borrow_forms(letter);
    tables_filled = true;
}

static bool joins_after(int type)
{
    return type == UC_JOINING_TYPE_D || type == UC_JOINING_TYPE_L || type == UC_JOINING_TYPE_C;
}

static bool joins_before(int type)
{
    return type == UC_JOINING_TYPE_D || type == UC_JOINING_TYPE_R || type == UC_JOINING_TYPE_C;
}

static uint32_t form_of(const struct waiting *letter, bool joins_on)
{
    if (letter->lam_alef)
        return lam_alef_forms[letter->character - FIRST_ALEF][letter->joins_back ? FINAL : ISOLATED];
    if (letter->character < FIRST_LETTER || letter->character > LAST_LETTER)
        return letter->character;
    enum letter_form form = letter->joins_back ? (joins_on ? MEDIAL : FINAL) : (joins_on ? INITIAL : ISOLATED);
    uint16_t found = letter_forms[letter->character - FIRST_LETTER][form];
    return found != 0 ? found : letter->character;
}

static void take_out(uint32_t *numbers, size_t at, size_t count)
{
    memmove(numbers + at, numbers + at + 1, (count - at - 1) * sizeof *numbers);
}

// Gives the letter its form and returns the new count of the output.
static size_t settle(struct waiting *letter, bool joins_on, uint32_t *characters, uint32_t *places, size_t count)
{
    if (letter->character == 0)
        return count;
    // Normalization does not compose heh and hamza above, though a form for the two exists at the end of a word.
    if (letter->hamza != 0 && !joins_on) {
        letter->character = HEH_WITH_HAMZA;
        take_out(characters, letter->hamza, count);
        if (places != NULL)
            take_out(places, letter->hamza, count);
        count--;
    }
    characters[letter->index] = form_of(letter, joins_on);
    return count;
}

size_t text_shape(uint32_t *characters, uint32_t *places, size_t count)
{
    if (!tables_filled)
        fill_tables();
    struct waiting letter = {0};
    size_t written = 0;
    for (size_t i = 0; i < count; i++) {
        uint32_t character = characters[i];
        int type = uc_joining_type(character);
        if (type == UC_JOINING_TYPE_T) {
            if (character == HAMZA_ABOVE && letter.character == HEH)
                letter.hamza = written;
            if (places != NULL)
                places[written] = places[i];
            characters[written++] = character;
            continue;
        }
        bool joined = joins_after(letter.type) && joins_before(type);
        if (joined && letter.character == LAM && character >= FIRST_ALEF && character <= LAST_ALEF &&
            lam_alef_forms[character - FIRST_ALEF][ISOLATED] != 0) {
            letter.character = character;
            letter.type = type;
            letter.lam_alef = true;
            continue;
        }
        written = settle(&letter, joined, characters, places, written);
        letter = (struct waiting){.character = character, .index = written, .type = type, .joins_back = joined};
        if (places != NULL)
            places[written] = places[i];
        characters[written++] = character;
    }
    return settle(&letter, false, characters, places, written);
}
