// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The table of languages. One that is not offered yet has content in the catalog, but not yet every message.
#include "core/language/language.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

// The locales ask for European digits and the Gregorian calendar wherever CLDR's default is another: German doors and
// letters print nothing else.
static const struct language languages[] = {
    {"de", "Deutsch", "Deutsch", "de", "Latn", TEXT_LEFT_TO_RIGHT, true},
    {"de-simple", "Leichte Sprache", "Leichte Sprache", "de", "Latn", TEXT_LEFT_TO_RIGHT, true},
    {"en", "English", "Englisch", "en", "Latn", TEXT_LEFT_TO_RIGHT, true},
    {"ar", "العربية", "Arabisch", "ar@calendar=gregorian;numbers=latn", "Arab", TEXT_RIGHT_TO_LEFT, true},
    {"uk", "Українська", "Ukrainisch", "uk", "Cyrl", TEXT_LEFT_TO_RIGHT, true},
    {"ru", "Русский", "Russisch", "ru", "Cyrl", TEXT_LEFT_TO_RIGHT, true},
    {"fa", "فارسی", "Persisch", "fa@calendar=gregorian;numbers=latn", "Arab", TEXT_RIGHT_TO_LEFT, true},
    {"tr", "Türkçe", "Türkisch", "tr", "Latn", TEXT_LEFT_TO_RIGHT, true},
    {"fr", "Français", "Französisch", "fr", "Latn", TEXT_LEFT_TO_RIGHT, true},
    {"es", "Español", "Spanisch", "es", "Latn", TEXT_LEFT_TO_RIGHT, true},
    {"ro", "Română", "Rumänisch", "ro", "Latn", TEXT_LEFT_TO_RIGHT, true},
    {"vi", "Tiếng Việt", "Vietnamesisch", "vi", "Latn", TEXT_LEFT_TO_RIGHT, true},
    {"kmr", "Kurdî (Kurmancî)", "Kurdisch (Kurmandschi)", "ku@calendar=gregorian;numbers=latn", "Latn",
     TEXT_LEFT_TO_RIGHT, true},
    {"ti", "ትግርኛ", "Tigrinya", "ti@calendar=gregorian;numbers=latn", "Ethi", TEXT_LEFT_TO_RIGHT, true},
    {"pl", "Polski", "Polnisch", "pl", "Latn", TEXT_LEFT_TO_RIGHT, false},
};

const struct language *language_table(size_t *count)
{
    *count = sizeof languages / sizeof *languages;
    return languages;
}

const struct language *language_by_tag(const char *tag)
{
    for (size_t i = 0; i < sizeof languages / sizeof *languages; i++) {
        if (strcasecmp(languages[i].tag, tag) == 0)
            return &languages[i];
    }
    return NULL;
}

struct reader reader_of(const struct language *language)
{
    return reader_of_two(language, NULL);
}

struct reader reader_of_two(const struct language *language, const struct language *second)
{
    // Who reads a simple form of a language rather reads that language than another one (RFC 4647, lookup).
    char base[sizeof "de"];
    snprintf(base, sizeof base, "%.*s", (int)strcspn(language->tag, "-"), language->tag);
    const struct language *plain = strchr(language->tag, '-') == NULL ? language : language_by_tag(base);
    const struct language *const choices[] = {language, plain, second == NULL ? language : second, language_by_tag("en"),
                                              language_by_tag("de")};
    struct reader reader = {0};
    size_t count = 0;
    for (size_t i = 0; i < sizeof choices / sizeof *choices && count < LANGUAGE_CHOICES_MAX; i++) {
        bool known = false;
        for (size_t j = 0; j < count; j++)
            known = known || reader.languages[j] == choices[i];
        if (!known)
            reader.languages[count++] = choices[i];
    }
    return reader;
}
