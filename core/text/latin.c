// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// ICU writes the word in Latin letters by scholars' rules; the key then forgets everything in which people's habits differ
// from those.
#include "core/text/latin.h"

#include "core/base/memory.h"

#include <string.h>
#include <unicode/ustring.h>
#include <unicode/utrans.h>
#include <unistr.h>

enum { WORD_MAX = 64 };

struct latin {
    UTransliterator *rules;
};

struct latin *latin_open(void)
{
    struct latin *latin = memory_allocate(1, sizeof *latin);
    UErrorCode error = U_ZERO_ERROR;
    UChar name[64];
    u_uastrcpy(name, "Any-Latin; Latin-ASCII; Lower");
    latin->rules = utrans_openU(name, -1, UTRANS_FORWARD, NULL, 0, NULL, &error);
    return latin;
}

void latin_close(struct latin **latin)
{
    if (*latin != NULL && (*latin)->rules != NULL)
        utrans_close((*latin)->rules);
    memory_free(latin);
}

static ucs4_t first_of(const char *word)
{
    ucs4_t character = 0;
    u8_mbtouc(&character, (const uint8_t *)word, strlen(word));
    return character;
}

bool latin_is_consonantal(const char *word)
{
    ucs4_t character = first_of(word);
    return character >= 0x0590 && character <= 0x08FF;
}

bool latin_is_ethiopic(const char *word)
{
    ucs4_t character = first_of(word);
    return character >= 0x1200 && character <= 0x139F;
}

bool latin_is_foreign(const char *word)
{
    ucs4_t character = first_of(word);
    return (character >= 0x0370 && character <= 0x08FF) || latin_is_ethiopic(word);
}

const char *latin_spelling(struct latin *latin, struct arena *arena, const char *word)
{
    UChar wide[4 * WORD_MAX];
    char bytes[4 * WORD_MAX];
    int32_t length = 0;
    UErrorCode error = U_ZERO_ERROR;
    u_strFromUTF8(wide, WORD_MAX, &length, word, -1, &error);
    if (U_FAILURE(error) || error == U_STRING_NOT_TERMINATED_WARNING || latin->rules == NULL)
        return "";
    int32_t end = length;
    utrans_transUChars(latin->rules, wide, &length, 4 * WORD_MAX, 0, &end, &error);
    u_strToUTF8(bytes, sizeof bytes, NULL, wide, length, &error);
    if (U_FAILURE(error) || error == U_STRING_NOT_TERMINATED_WARNING)
        return "";
    size_t written = 0;
    for (const char *byte = bytes; *byte != '\0'; byte++) {
        if (strncmp(byte, "\xC7\x9D", 2) == 0) // the schwa of Ethiopic
            bytes[written++] = 'e';
        else if (*byte >= 'a' && *byte <= 'z')
            bytes[written++] = *byte;
    }
    return arena_copy(arena, bytes, written);
}

// Spellings of one sound, the longest first. "ya" and "ja" are the vowel of я.
static const char *const sounds[][2] = {
    {"shch", "s"}, {"sch", "s"}, {"tsch", "c"}, {"sh", "s"}, {"ch", "c"}, {"kh", "h"}, {"zh", "z"}, {"gh", "g"},
    {"dh", "d"},   {"th", "t"},  {"ph", "f"},   {"ts", "c"}, {"tz", "c"}, {"ck", "k"}, {"ya", "a"}, {"ja", "a"},
    {"ia", "a"},   {"yu", "u"},  {"ju", "u"},   {"iu", "u"}, {"ye", "e"}, {"je", "e"}, {"ie", "e"}, {"yi", "i"},
    {"ji", "i"},   {"ij", "i"},  {"iy", "i"},   {"yy", "i"}, {"ou", "u"}, {"oo", "u"}, {"ee", "i"}, {"aa", "a"},
    {"w", "v"},    {"q", "k"},   {"x", "ks"},   {"y", "i"},  {"j", "i"},
};

// The same for scripts without short vowels, Arabic and Hebrew, where y and w are letters and other vowels are left out.
static const char *const consonants[][2] = {
    {"sch", "s"}, {"sh", "s"}, {"ts", "s"}, {"tz", "s"}, {"ch", "k"}, {"kh", "h"}, {"gh", "g"}, {"dh", "d"}, {"th", "t"},
    {"dj", "j"},  {"ou", "w"}, {"oo", "w"}, {"ee", "y"}, {"a", ""},   {"e", ""},   {"i", "y"},  {"o", "w"},  {"u", "w"},
    {"v", "w"},   {"q", "k"},  {"c", "k"},  {"p", "b"},
};

const char *latin_key(struct arena *arena, const char *spelling, bool vowels, bool loose)
{
    char key[4 * WORD_MAX];
    size_t written = 0;
    size_t rules = vowels ? sizeof sounds / sizeof *sounds : sizeof consonants / sizeof *consonants;
    const char *const(*table)[2] = vowels ? sounds : consonants;
    bool first = true;
    for (const char *rest = spelling; *rest != '\0' && written + 4 < sizeof key; first = false) {
        char one[2] = {*rest, '\0'};
        const char *sound = one;
        size_t taken = 1;
        for (size_t i = 0; i < rules; i++) {
            if (strncmp(rest, table[i][0], strlen(table[i][0])) == 0) {
                sound = table[i][1];
                taken = strlen(table[i][0]);
                break;
            }
        }
        rest += taken;
        bool vowel = *sound == 'y' || *sound == 'w';
        if ((!vowels && (first || loose) && vowel) || (*sound != '\0' && written > 0 && key[written - 1] == *sound))
            continue; // an initial vowel stands on a mute letter; a double letter is one
        written = (size_t)(stpcpy(key + written, sound) - key);
    }
    if (!vowels && written > 2 && key[written - 1] == 'h')
        written--; // teh marbuta
    if (vowels && written > 3 && key[written - 1] == 'i')
        written--; // -yi, -iy, -y, -i
    return arena_copy(arena, key, written);
}

// Spellings of the consonants of Ethiopic. The sounds that are made in the throat or with a click are written like their
// plain ones, since no keyboard has others.
static const char *const ethiopic[][2] = {
    {"tch", "c"}, {"sch", "s"}, {"ch", "c"}, {"sh", "s"}, {"ts", "s"}, {"tz", "s"}, {"kh", "k"}, {"qh", "k"}, {"zh", "z"},
    {"th", "t"},  {"ph", "f"},  {"dh", "d"}, {"gh", "g"}, {"dj", "g"}, {"j", "g"},  {"q", "k"},  {"x", "s"},
};

static bool is_vowel(char letter)
{
    return letter != '\0' && strchr("aeiou", letter) != NULL;
}

// Whether the letter after `before` is no sound of its own: a vowel, or the rounding of a consonant (qwa, gua, nya).
static bool is_silent(char before, const char *letter)
{
    bool rounds = before != '\0' && strchr("kgh", before) != NULL;
    if (*letter == 'w' && rounds)
        return true;
    if (*letter == 'y' && (before == 'n' || !is_vowel(letter[1])))
        return true;
    if (*letter == 'u' && rounds && is_vowel(letter[1]))
        return true;
    return *letter == 'a' || *letter == 'e' || *letter == 'i';
}

const char *latin_ethiopic_key(struct arena *arena, const char *spelling, bool rounded)
{
    char key[4 * WORD_MAX];
    size_t written = 0;
    char before = '\0';
    for (const char *rest = spelling; *rest != '\0' && written + 2 < sizeof key;) {
        char sound = *rest;
        size_t taken = 1;
        for (size_t i = 0; i < sizeof ethiopic / sizeof *ethiopic; i++) {
            if (strncmp(rest, ethiopic[i][0], strlen(ethiopic[i][0])) == 0) {
                sound = ethiopic[i][1][0];
                taken = strlen(ethiopic[i][0]);
                break;
            }
        }
        bool round = sound == 'o' || sound == 'u';
        bool silent = taken == 1 && (is_silent(before, rest) || (round && !rounded));
        before = sound;
        rest += taken;
        sound = round ? 'u' : sound;
        if (!silent && (written == 0 || key[written - 1] != sound)) // a double letter is one
            key[written++] = sound;
    }
    return arena_copy(arena, key, written);
}
