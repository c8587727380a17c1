// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Compatibility decomposition, case folding, then a character at a time: kept, changed, dropped, or the end of a word.
#include "core/text/fold.h"

#include "core/text/codepoints.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unicase.h>
#include <unictype.h>
#include <uninorm.h>

enum { DROPPED = 0, WORD_END = ' ', APOSTROPHE = '\'', MIDDLE_DOT = 0xB7, HYPHENATION_POINT = 0x2027 };

// Letters that people write for one another, or without the stroke that their keyboard lacks.
static const struct {
    uint32_t letter;
    uint32_t plain;
} variants[] = {
    {0x00F8, 'o'},    // ø
    {0x0111, 'd'},    // đ
    {0x0131, 'i'},    // ı
    {0x0142, 'l'},    // ł
    {0x0491, 0x0433}, // ґ: г
    {0x0649, 0x064A}, // alef maksura: yeh
    {0x06CC, 0x064A}, // Farsi yeh: yeh
    {0x06A9, 0x0643}, // keheh: kaf
    {0x0629, 0x0647}, // teh marbuta: heh
    {0x06BE, 0x0647}, // heh doachashmee: heh
    {0x06C1, 0x0647}, // heh goal: heh
    {0x06C3, 0x0647}, // teh marbuta goal: heh
    {0x06D5, 0x0647}, // ae, which is also what is left of heh with yeh above: heh
    {0x0671, 0x0627}, // alef wasla: alef
};

// Rows of eight Ethiopic syllables that are read alike, so that the same word is written with either: ሐ ኀ as ሀ, ሠ as ሰ,
// ዐ as አ, ፀ as ጸ (BGN/PCGN 1967 romanizes each group alike). Tigrinya keeps some of them apart in speech, but not always
// on paper, and who searches for a word wants it in any spelling.
static const struct {
    uint32_t row;
    uint32_t plain;
} syllables[] = {{0x1210, 0x1200}, {0x1280, 0x1200}, {0x1220, 0x1230}, {0x12D0, 0x12A0}, {0x1340, 0x1338}};

enum { SYLLABLES_OF_ROW = 8, ETHIOPIC_FIRST = 0x1200, ETHIOPIC_LAST = 0x137F, ETHIOPIC_HA = 0x1200, ETHIOPIC_A = 0x12A0 };

static uint32_t plain_syllable(uint32_t syllable)
{
    for (size_t i = 0; i < sizeof syllables / sizeof *syllables; i++) {
        if (syllable - syllables[i].row < SYLLABLES_OF_ROW) {
            syllable = syllables[i].plain + (syllable - syllables[i].row);
            break;
        }
    }
    // In the throat the first vowel sounds like the fourth: አ and ኣ, ሀ and ሃ.
    return syllable == ETHIOPIC_HA || syllable == ETHIOPIC_A ? syllable + 3 : syllable;
}

static uint32_t plain_letter(uint32_t letter)
{
    if (letter >= ETHIOPIC_FIRST && letter <= ETHIOPIC_LAST)
        return plain_syllable(letter);
    for (size_t i = 0; i < sizeof variants / sizeof *variants; i++)
        if (variants[i].letter == letter)
            return variants[i].plain;
    return letter;
}

// Marks of the scripts whose readers search without them. In other scripts a mark can be a vowel.
static bool is_dropped_mark(uint32_t mark)
{
    return (mark >= 0x0300 && mark <= 0x036F) ||                                       // general
           (mark >= 0x0483 && mark <= 0x0489) ||                                       // Cyrillic
           (mark >= 0x0591 && mark <= 0x05C7) ||                                       // Hebrew
           (mark >= 0x0610 && mark <= 0x06ED) ||                                       // Arabic
           (mark >= 0x0898 && mark <= 0x08FF) ||                                       // Arabic
           (mark >= 0x1AB0 && mark <= 0x1AFF) || (mark >= 0x1DC0 && mark <= 0x1DFF) || // general
           (mark >= 0x20D0 && mark <= 0x20FF) || (mark >= 0xFE20 && mark <= 0xFE2F) || // general
           (mark >= 0x2DE0 && mark <= 0x2DFF) || (mark >= 0xA66F && mark <= 0xA69F);   // Cyrillic
}

static bool is_general_mark(uint32_t character)
{
    return character >= 0x0300 && character <= 0x036F;
}

static bool is_latin_or_cyrillic(uint32_t character)
{
    return character < 0x0250 || (character >= 0x0400 && character <= 0x052F);
}

// The mark, as it is kept on a letter: DROPPED where writers have no choice. A comma and a cedilla below are one, as
// Romanian keyboards have had either, and the dot of a Turkish capital is that of any small i.
static uint32_t kept_mark(uint32_t letter, uint32_t mark)
{
    enum { DOT_ABOVE = 0x0307, COMMA_BELOW = 0x0326, CEDILLA = 0x0327 };
    if (!is_latin_or_cyrillic(letter) || (letter == 'i' && mark == DOT_ABOVE))
        return DROPPED;
    return mark == CEDILLA && (letter == 's' || letter == 't') ? COMMA_BELOW : mark;
}

// What becomes of a decomposed, case-folded character: itself, another one, DROPPED or WORD_END.
static uint32_t fold_character(uint32_t character)
{
    if (character < 0x80) {
        bool kept = (character >= 'a' && character <= 'z') || (character >= '0' && character <= '9');
        return kept || character == APOSTROPHE ? character : WORD_END;
    }
    if (character == 0x2018 || character == 0x2019 || character == 0x02BC) // ‘ ’ ʼ
        return APOSTROPHE;
    if (character == MIDDLE_DOT || character == HYPHENATION_POINT)
        return DROPPED; // a word of easy language in its parts
    if (character == 0x0640 || (character != CODEPOINT_ZWSP && uc_is_property_default_ignorable_code_point(character)))
        return DROPPED; // tatweel, joiners, soft hyphens, direction marks
    if (uc_is_general_category_withtable(character, UC_CATEGORY_MASK_Mn | UC_CATEGORY_MASK_Me))
        return is_dropped_mark(character) ? DROPPED : character;
    if (uc_is_general_category_withtable(character, UC_CATEGORY_MASK_Nd))
        return '0' + (uint32_t)uc_decimal_value(character);
    if (uc_is_general_category_withtable(character, UC_CATEGORY_MASK_L | UC_CATEGORY_MASK_N | UC_CATEGORY_MASK_Mc))
        return plain_letter(character);
    return WORD_END;
}

static bool is_cyrillic(uint32_t character)
{
    return character >= 0x0400 && character <= 0x052F;
}

// Folds decomposed characters in place and returns their new count; `folded` has room for each letter's two.
static size_t fold_characters(const uint32_t *characters, size_t count, bool marks, uint32_t *folded)
{
    size_t written = 0;
    uint32_t letter = 0;     // the last that no mark is
    bool apostrophe = false; // stands after a Cyrillic letter; it parts no word before another one, as in п'ять
    bool parted = false;     // a word has ended
    for (size_t i = 0; i < count; i++) {
        uint32_t character = fold_character(characters[i]);
        if (marks && is_general_mark(characters[i]) && written > 0 && !parted && !apostrophe)
            character = kept_mark(letter, characters[i]);
        else if (marks && character != DROPPED && character != WORD_END && is_latin_or_cyrillic(characters[i]) &&
                 character != APOSTROPHE)
            character = characters[i]; // without its plain letter
        if (character == DROPPED)
            continue;
        letter = is_general_mark(character) ? letter : character;
        if (character == APOSTROPHE && written > 0 && is_cyrillic(folded[written - 1]) && !parted && !apostrophe) {
            apostrophe = true;
            continue;
        }
        if (character == WORD_END || character == APOSTROPHE) {
            parted = true;
            continue;
        }
        if ((parted || (apostrophe && !is_cyrillic(character))) && written > 0)
            folded[written++] = ' ';
        parted = false;
        apostrophe = false;
        if (character == 0x00E6 || character == 0x0153) { // æ, œ
            folded[written++] = character == 0x00E6 ? 'a' : 'o';
            folded[written++] = 'e';
        } else {
            folded[written++] = character;
        }
    }
    return written;
}

static bool is_ascii(const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (((unsigned char)text[i] & 0x80) != 0)
            return false;
    return true;
}

// The same for ASCII, which most words of a kiosk are: a tenth of the time.
static char *fold_ascii(struct arena *arena, const char *text, size_t length)
{
    char *folded = arena_copy(arena, text, length);
    size_t written = 0;
    bool parted = false;
    for (size_t i = 0; i < length; i++) {
        char character = text[i] >= 'A' && text[i] <= 'Z' ? (char)(text[i] + ('a' - 'A')) : text[i];
        if (fold_character((uint32_t)character) != (uint32_t)character || character == APOSTROPHE || character == ' ') {
            parted = true;
            continue;
        }
        if (parted && written > 0)
            folded[written++] = ' ';
        parted = false;
        folded[written++] = character;
    }
    folded[written] = '\0';
    return folded;
}

static char *fold(struct arena *arena, const char *text, bool marks)
{
    size_t length = strlen(text);
    if (is_ascii(text, length))
        return fold_ascii(arena, text, length);
    struct arena scratch = {0};
    size_t count;
    uint32_t *characters = codepoint_decode(&scratch, text, length, &count);
    size_t spread_count;
    uint32_t *spread = codepoint_require(u32_normalize(UNINORM_NFKD, characters, count, NULL, &spread_count));
    size_t lower_count;
    uint32_t *lower = codepoint_require(u32_casefold(spread, spread_count, NULL, UNINORM_NFKD, NULL, &lower_count));
    uint32_t *folded = arena_allocate(&scratch, lower_count, 3 * sizeof *folded);
    size_t folded_count = fold_characters(lower, lower_count, marks, folded);
    // Composed again, so that syllables of Hangul and letters of other scripts are what their readers type.
    size_t composed_count;
    uint32_t *composed = codepoint_require(u32_normalize(UNINORM_NFC, folded, folded_count, NULL, &composed_count));
    char *result = codepoint_encode(arena, composed, composed_count);
    free(spread);
    free(lower);
    free(composed);
    arena_free(&scratch);
    return result;
}

char *text_fold(struct arena *arena, const char *text)
{
    return fold(arena, text, false);
}

char *text_fold_marked(struct arena *arena, const char *text)
{
    return fold(arena, text, true);
}

static bool is_letter_byte(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || ((unsigned char)byte & 0x80) != 0;
}

// How many bytes at `text`, which stands after a letter, only say that the word means women, too: "*innen", "/-in",
// "(innen)", "Innen". 0 when none do.
static size_t gender_length(const char *text, bool after_small)
{
    size_t sign = *text != '\0' && strchr("*:_/(", *text) != NULL ? 1 : 0;
    const char *ending = text + sign + (sign > 0 && text[1] == '-');
    bool capital = sign == 0 && after_small && *text == 'I';
    if (!capital && (sign == 0 || *ending != 'i'))
        return 0;
    bool many = strncmp(ending + 1, "nnen", 4) == 0;
    const char *end = ending + (many ? 5 : 2);
    if (!many && ending[1] != 'n')
        return 0;
    if (*text == '(')
        return *end == ')' ? (size_t)(end + 1 - text) : 0;
    return is_letter_byte(*end) && (!many || *text == '/') ? 0 : (size_t)(end - text);
}

char *text_without_gender(struct arena *arena, const char *text)
{
    char *without = NULL;
    size_t written = 0;
    size_t length = strlen(text);
    for (size_t i = 0; i < length; i++) {
        bool after_word = i >= 3 && is_letter_byte(text[i - 1]) && is_letter_byte(text[i - 2]) && is_letter_byte(text[i - 3]);
        size_t gone = after_word ? gender_length(text + i, text[i - 1] < 'A' || text[i - 1] > 'Z') : 0;
        if (gone > 0 && without == NULL) {
            without = arena_copy_text(arena, text);
            written = i;
        }
        if (gone > 0)
            i += gone - 1;
        else if (without != NULL)
            without[written++] = text[i];
    }
    if (without != NULL)
        without[written] = '\0';
    return without;
}

static const char *const joints[] = {"\u00B7", "\u2027", "\u200C"}; // middle dot, hyphenation point, ZWNJ

char *text_part_joints(struct arena *arena, const char *text)
{
    char *parted = NULL;
    for (size_t i = 0; i < sizeof joints / sizeof *joints; i++) {
        const char *joint = strstr(text, joints[i]);
        if (joint == NULL)
            continue;
        if (parted == NULL)
            parted = arena_copy_text(arena, text);
        for (char *place = strstr(parted, joints[i]); place != NULL; place = strstr(place, joints[i]))
            memset(place, ' ', strlen(joints[i]));
    }
    return parted;
}
