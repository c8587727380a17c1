// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Which quotation marks a language has, CLDR knows; what a character is, Unicode.
#include "core/language/orthography.h"

#include <string.h>
#include <unicode/uchar.h>
#include <unicode/ulocdata.h>
#include <unicode/utf8.h>

enum {
    APOSTROPHE = 0x2019,
    NON_JOINER = 0x200C, // part of Persian and Kurdish spelling in Arabic letters
    FIRST_ISOLATE = 0x2066,
    LAST_ISOLATE = 0x2068,
    POP_ISOLATE = 0x2069,
    LEFT_MARK = 0x200E,
    RIGHT_MARK = 0x200F,
    WORD_JOINER = 0x2060,
    SOFT_HYPHEN = 0x00AD,
    FIRST_GUILLEMET = 0x00AB,
    LAST_GUILLEMET = 0x00BB,
};

static bool is_quotation_mark_of(const struct language *language, UChar32 character)
{
    UErrorCode error = U_ZERO_ERROR;
    bool arabic = strcmp(language->script, "Arab") == 0; // prints both; CLDR names one for each locale
    if (arabic && (character == FIRST_GUILLEMET || character == LAST_GUILLEMET))
        return true;
    ULocaleData *data = ulocdata_open(language->locale, &error);
    bool is = false;
    for (int type = ULOCDATA_QUOTATION_START; U_SUCCESS(error) && type <= ULOCDATA_ALT_QUOTATION_END; type++) {
        UChar mark[4] = {0};
        int32_t length = ulocdata_getDelimiter(data, (ULocaleDataDelimiterType)type, mark, 4, &error);
        is = is || (length == 1 && mark[0] == character);
    }
    ulocdata_close(data);
    return is;
}

static const char *fault_of(const struct language *language, UChar32 character)
{
    int8_t type = u_charType(character);
    if (type == U_UNASSIGNED || type == U_PRIVATE_USE_CHAR || type == U_SURROGATE)
        return "a character that Unicode has not assigned";
    if (type == U_CONTROL_CHAR && character != '\n')
        return "a control character";
    if (type == U_FORMAT_CHAR && character != LEFT_MARK && character != RIGHT_MARK && character != WORD_JOINER &&
        character != SOFT_HYPHEN && !(character >= FIRST_ISOLATE && character <= POP_ISOLATE) &&
        !(character == NON_JOINER && strcmp(language->script, "Arab") == 0))
        return "a character that is not seen";
    if (character == '\'' || character == '"')
        return "a straight quote";
    if (character != APOSTROPHE && u_hasBinaryProperty(character, UCHAR_QUOTATION_MARK) &&
        !is_quotation_mark_of(language, character))
        return "a quotation mark that is not used in this language";
    return NULL;
}

const char *orthography_fault(const struct language *language, const char *text, uint32_t *sign)
{
    int32_t length = (int32_t)strlen(text);
    int open = 0;
    for (int32_t i = 0; i < length;) {
        UChar32 character;
        U8_NEXT(text, i, length, character);
        *sign = character < 0 ? 0xFFFD : (uint32_t)character;
        const char *fault = character < 0 ? "no UTF-8" : fault_of(language, character);
        if (fault != NULL)
            return fault;
        open += character >= FIRST_ISOLATE && character <= LAST_ISOLATE ? 1 : character == POP_ISOLATE ? -1 : 0;
        if (open < 0)
            return "a direction mark that ends what did not begin";
    }
    *sign = 0;
    return open > 0 ? "a direction mark that is not ended" : NULL;
}

bool orthography_is_in_script(const struct language *language, const char *text)
{
    int32_t length = (int32_t)strlen(text);
    int wanted = u_getPropertyValueEnum(UCHAR_SCRIPT, language->script);
    bool words = false;
    for (int32_t i = 0; i < length;) {
        UChar32 character;
        U8_NEXT(text, i, length, character);
        if (character >= 0 && u_getIntPropertyValue(character, UCHAR_SCRIPT) == wanted)
            return true;
        words = words || (character >= 0 && u_charType(character) == U_LOWERCASE_LETTER);
    }
    return !words;
}
