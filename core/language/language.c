// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The table of languages is made of the locales when the program is built (locales/table.awk). One that is not offered yet
// may have content in the catalog, but not yet every message.
#include "core/language/language.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

static const struct language languages[] = {
#include "generated/languages.inc"
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
