// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Each function knows one notation; what a reader of the message needs most is an example of the right form.
#include "core/exchange/content/value.h"

#include "core/base/clock.h"
#include "core/catalog/catalog.h"
#include "core/language/language.h"
#include "core/text/net_address.h"
#include "core/text/phone.h"

#include <string.h>
#include <unicode/ucal.h>
#include <unicode/uloc.h>
#include <unicode/ustring.h>

static const char digits[] = "0123456789";
static const char upper_case[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

// The accepted text, or NULL when it was reported.
static const char *text_of(struct json_reader *reader, json_t *value)
{
    const char *text = NULL;
    json_read_text(reader, value, NULL, &text);
    return text;
}

static void take(struct json_reader *reader, const char *text, bool right, const char *mend, const char *kind,
                 void *place)
{
    if (text == NULL)
        return;
    if (right)
        *(const char **)place = text;
    else
        json_report(reader, mend, "\"%s\" is not %s", json_quote(reader, text), kind);
}

void value_read_day(struct json_reader *reader, json_t *value, const void *detail, void *place)
{
    (void)detail;
    const char *text = text_of(reader, value);
    take(reader, text, text != NULL && clock_is_day(text), "write YYYY-MM-DD, for example 2025-12-31", "a day", place);
}

void value_read_date(struct json_reader *reader, json_t *value, const void *detail, void *place)
{
    (void)detail;
    const char *text = text_of(reader, value);
    bool right = text != NULL && (text[0] == '1' || text[0] == '2') && clock_is_date(text); // no year of another age
    take(reader, text, right, "write YYYY, YYYY-MM or YYYY-MM-DD", "a date", place);
}

void value_read_url(struct json_reader *reader, json_t *value, const void *detail, void *place)
{
    (void)detail;
    const char *text = text_of(reader, value);
    take(reader, text, text != NULL && net_address_is_web(text), "write it as https://host/path", "a web address", place);
}

void value_read_email(struct json_reader *reader, json_t *value, const void *detail, void *place)
{
    (void)detail;
    const char *text = text_of(reader, value);
    take(reader, text, text != NULL && net_address_is_mail(text), "write it as name@host.example", "an e-mail address", place);
}

void value_read_phone(struct json_reader *reader, json_t *value, const void *detail, void *place)
{
    (void)detail;
    const char *text = text_of(reader, value);
    take(reader, text, text != NULL && phone_is_international(text),
         "write + and digits only, for example +493402042901; a short number goes to \"printed\"",
         "a telephone number in the form E.164", place);
}

void value_read_dialled(struct json_reader *reader, json_t *value, const void *detail, void *place)
{
    (void)detail;
    const char *text = text_of(reader, value);
    bool right = text != NULL && strspn(text, "0123456789 ") == strlen(text);
    take(reader, text, right, "write the digits as they are dialled, for example 112", "a number to dial", place);
}

void value_read_spoken(struct json_reader *reader, json_t *value, const void *detail, void *place)
{
    (void)detail;
    char locale[ULOC_FULLNAME_CAPACITY];
    UChar name[128];
    const char *text = text_of(reader, value);
    UErrorCode error = U_ZERO_ERROR;
    int32_t parsed = 0;
    bool right = false;
    if (text != NULL) {
        uloc_forLanguageTag(text, locale, sizeof locale, &parsed, &error);
        if (U_SUCCESS(error) && error != U_STRING_NOT_TERMINATED_WARNING && (size_t)parsed == strlen(text)) {
            uloc_getDisplayLanguage(locale, "en", name, sizeof name / sizeof *name, &error);
            right = U_SUCCESS(error) && error != U_USING_DEFAULT_WARNING;
        }
    }
    take(reader, text, right, "use a BCP 47 tag such as de, ar or kmr", "a language that is known", place);
}

void value_read_zone(struct json_reader *reader, json_t *value, const void *detail, void *place)
{
    (void)detail;
    UChar zone[128];
    UChar canonical[128];
    const char *text = text_of(reader, value);
    UErrorCode error = U_ZERO_ERROR;
    UBool known = 0;
    if (text != NULL) {
        int32_t length = 0;
        u_strFromUTF8(zone, sizeof zone / sizeof *zone, &length, text, -1, &error);
        ucal_getCanonicalTimeZoneID(zone, length, canonical, sizeof canonical / sizeof *canonical, &known, &error);
    }
    take(reader, text, U_SUCCESS(error) && known, "use an IANA name such as Europe/Berlin", "a time zone that is known",
         place);
}

void value_read_country(struct json_reader *reader, json_t *value, const void *detail, void *place)
{
    (void)detail;
    const char *text = text_of(reader, value);
    bool right = text != NULL && strlen(text) == 2 && strspn(text, upper_case) == 2;
    take(reader, text, right, "use two capital letters (ISO 3166-1), for example DE", "a country", place);
}

void value_read_subdivision(struct json_reader *reader, json_t *value, const void *detail, void *place)
{
    (void)detail;
    const char *text = text_of(reader, value);
    bool right = text != NULL && strspn(text, upper_case) == 2 && text[2] == '-' && strlen(text) >= 4 &&
                 strlen(text) <= 6 && strspn(text + 3, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") == strlen(text + 3);
    take(reader, text, right, "use ISO 3166-2, for example DE-ST", "a part of a country", place);
}

void value_read_flag(struct json_reader *reader, json_t *value, const void *detail, void *place)
{
    (void)detail;
    if (json_is_boolean(value))
        *(enum three_valued *)place = json_is_true(value) ? VALUE_YES : VALUE_NO;
    else
        json_expect(reader, value, JSON_TRUE);
}

int value_read_minutes(struct json_reader *reader, json_t *value)
{
    if (value == NULL || json_is_null(value)) {
        json_report(reader, "add it", "is missing");
        return -1;
    }
    const char *text = text_of(reader, value);
    if (text == NULL)
        return -1;
    if (strlen(text) == 5 && strspn(text, digits) == 2 && text[2] == ':' && strspn(text + 3, digits) == 2) {
        int hour = (text[0] - '0') * 10 + (text[1] - '0');
        int minute = (text[3] - '0') * 10 + (text[4] - '0');
        if (minute < 60 && (hour < 24 || (hour == 24 && minute == 0)))
            return hour * 60 + minute;
    }
    json_report(reader, "write HH:MM from 00:00 to 24:00", "\"%s\" is not a time", json_quote(reader, text));
    return -1;
}

const char *value_language(struct json_reader *reader, const char *tag)
{
    const struct language *language = language_by_tag(tag);
    if (language != NULL)
        return language->tag;
    json_report(reader, "use a tag of locales/languages.txt, for example de, en, ar or uk",
                "\"%s\" is not a language that is known here", json_quote(reader, tag));
    return NULL;
}

const char *value_joined(struct arena *arena, const struct json_items *tags)
{
    const char *const *texts = tags->items;
    struct arena_text text = {0};
    for (size_t i = 0; i < tags->count; i++) {
        if (texts[i] == NULL)
            continue;
        arena_append(arena, &text, text.length > 0 ? " " : "");
        arena_append(arena, &text, texts[i]);
    }
    return text.bytes;
}
