// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The table of languages is made of the locales when the programs are built (locales/languages.awk). One that is not offered
// yet may have content in the catalog, but not yet every message.
#include "core/language/language.h"

#include <string.h>
#include <strings.h>

static const struct language languages[] = {
#include "generated/languages.inc"
};
_Static_assert(sizeof languages / sizeof *languages <= LANGUAGE_TABLE_MAX, "more languages than there are places for");

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

bool language_is_offered(const struct language *language, const char *program)
{
    size_t length = strlen(program);
    for (const char *at = language->programs; (at = strstr(at, program)) != NULL; at += length) {
        if (at[-1] == ' ' && at[length] == ' ')
            return true;
    }
    return false;
}

struct reader reader_of(const struct language *language)
{
    return reader_of_two(language, NULL);
}

bool language_is_same(const struct language *first, const struct language *second)
{
    size_t length = strcspn(first->tag, "-");
    return length == strcspn(second->tag, "-") && strncasecmp(first->tag, second->tag, length) == 0;
}

// What is known of a tag by leaving out its end, subtag by subtag (RFC 4647, lookup): of de-simple, de. NULL: nothing.
static const struct language *plainer(const struct language *language)
{
    size_t length = strlen(language->tag);
    while (length > 0) {
        if (language->tag[--length] != '-')
            continue;
        for (size_t i = 0; i < sizeof languages / sizeof *languages; i++) {
            if (strlen(languages[i].tag) == length && strncasecmp(languages[i].tag, language->tag, length) == 0)
                return &languages[i];
        }
    }
    return NULL;
}

struct reader reader_of_two(const struct language *language, const struct language *second)
{
    // Who reads a form of a language rather reads that language than another one.
    const struct language *const choices[LANGUAGE_CHOICES_MAX] = {
        language,
        plainer(language),
        second,
        second == NULL ? NULL : plainer(second),
        language_by_tag("en"),
        language_by_tag("de"),
    };
    struct reader reader = {0};
    size_t count = 0;
    for (size_t i = 0; i < LANGUAGE_CHOICES_MAX; i++) {
        bool known = choices[i] == NULL;
        for (size_t j = 0; j < count; j++)
            known = known || reader.languages[j] == choices[i];
        if (!known)
            reader.languages[count++] = choices[i];
    }
    return reader;
}

size_t reader_rank(const struct reader *reader, const char *tag)
{
    for (size_t i = 0; i < LANGUAGE_CHOICES_MAX && reader->languages[i] != NULL; i++) {
        if (tag != NULL && strcmp(reader->languages[i]->tag, tag) == 0)
            return i;
    }
    return LANGUAGE_CHOICES_MAX;
}
