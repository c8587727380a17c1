// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// A bundle stays open, mapped from its file: the first screen greets in all languages but needs few messages of each. They
// are made UTF-8, and patterns parsed, at their first use and kept, as a screen asks for the same few at every paint.
#include "core/language/message.h"

#include "core/base/memory.h"
#include "core/language/date_words.h"
#include "core/text/isolate.h"

#include <stdio.h>
#include <string.h>
#include <unicode/udat.h>
#include <unicode/uloc.h>
#include <unicode/umsg.h>
#include <unicode/ures.h>
#include <unicode/ustring.h>

enum {
    PATTERN_UNITS = 1024, // UTF-16 units of the longest message filled with numbers, or date, tested for all languages
    WEEKDAYS = 7,
};

struct message {
    const char *text;        // NULL until first used
    UMessageFormat *pattern; // NULL until first used
};

struct messages {
    const struct message_set *set;
    const struct language *language;
    UResourceBundle *bundle;
    struct arena texts;
    struct message *message; // by id
    UDateFormat *full_date; // NULL until first used
    const char *weekday[2][WEEKDAYS];       // full and brief names, NULL until first used
};

static char *utf8_of(struct arena *arena, const UChar *units, int32_t length)
{
    UErrorCode error = U_ZERO_ERROR;
    int32_t bytes = 0;
    char *text = arena_allocate(arena, (size_t)length * 3 + 1, 1); // a UTF-16 unit takes at most three bytes
    u_strToUTF8(text, length * 3 + 1, &bytes, units, length, &error);
    text[U_SUCCESS(error) ? bytes : 0] = '\0';
    return text;
}

// NULL when the message is missing, or empty.
static const UChar *units_of(UResourceBundle *bundle, const struct message_source *source, int32_t *length)
{
    UErrorCode error = U_ZERO_ERROR;
    const UChar *units = ures_getStringByKey(bundle, source->key, length, &error);
    return U_FAILURE(error) || *length == 0 ? NULL : units;
}

// Whether all messages are there. Looking each of them up in each language would take longer than to paint the first screen:
// that as many are there as there are ids is enough to tell a file of another version, or one not translated to its end.
static enum status check_whole(UResourceBundle *bundle, const struct message_set *set, const char *path,
                               struct problem *problem)
{
    size_t missing = 0;
    int32_t length;
    if ((size_t)ures_getSize(bundle) == set->count)
        return STATUS_OK;
    while (missing < set->count && units_of(bundle, &set->messages[missing], &length) != NULL)
        missing++;
    if (missing == set->count)
        return problem_set(problem, STATUS_INVALID, path, "build the locales, or install them again",
                           "it has messages of another version of Kompass");
    return problem_set(problem, STATUS_INVALID, path, "translate it in locales/ and build again",
                       "the message %s is missing", set->messages[missing].key);
}

// The folder of a program's bundles, which ICU takes as a package of loose files.
static char *folder_of(struct arena *arena, const struct message_set *set, const char *folder)
{
    return arena_format(arena, "%s/%s", folder, set->program);
}

enum status messages_open(struct messages **messages, const struct message_set *set, const char *folder,
                          const struct language *language, struct problem *problem)
{
    *messages = NULL;
    struct messages *opened = memory_allocate(1, sizeof *opened);
    opened->set = set;
    opened->language = language;
    opened->message = memory_allocate(set->count, sizeof *opened->message);
    const char *own = folder_of(&opened->texts, set, folder);
    const char *path = arena_format(&opened->texts, "%s/%s.res", own, language->tag);
    UErrorCode error = U_ZERO_ERROR;
    // "direct" keeps it from falling back to another language.
    opened->bundle = ures_openDirect(own, language->tag, &error);
    enum status status;
    if (U_FAILURE(error))
        status = problem_set(problem, STATUS_NOT_FOUND, path, "build the locales, or install them again",
                             "cannot read the messages: %s", u_errorName(error));
    else
        status = check_whole(opened->bundle, set, path, problem);
    if (status != STATUS_OK) {
        messages_close(&opened);
        return status;
    }
    *messages = opened;
    return STATUS_OK;
}

size_t messages_translated(const struct message_set *set, const char *folder, const struct language *language)
{
    struct arena arena = {0};
    UErrorCode error = U_ZERO_ERROR;
    UResourceBundle *bundle = ures_openDirect(folder_of(&arena, set, folder), language->tag, &error);
    size_t translated = 0;
    for (size_t i = 0; U_SUCCESS(error) && i < set->count; i++) {
        int32_t length;
        translated += units_of(bundle, &set->messages[i], &length) != NULL;
    }
    ures_close(bundle);
    arena_free(&arena);
    return translated;
}

void messages_rest(struct messages *messages)
{
    for (size_t i = 0; i < messages->set->count; i++) {
        if (messages->message[i].pattern != NULL)
            umsg_close(messages->message[i].pattern);
        messages->message[i].pattern = NULL;
    }
    if (messages->full_date != NULL)
        udat_close(messages->full_date);
    messages->full_date = NULL;
}

void messages_close(struct messages **messages)
{
    struct messages *closing = *messages;
    if (closing == NULL)
        return;
    messages_rest(closing);
    ures_close(closing->bundle);
    arena_free(&closing->texts);
    memory_free(&closing->message);
    memory_free(messages);
}

const struct language *messages_language(const struct messages *messages)
{
    return messages->language;
}

const char *message_text(struct messages *messages, int id)
{
    struct message *message = &messages->message[id];
    if (message->text == NULL) {
        int32_t length = 0;
        const struct message_source *source = &messages->set->messages[id];
        const UChar *units = units_of(messages->bundle, source, &length);
        message->text = units == NULL ? source->key : utf8_of(&messages->texts, units, length);
    }
    return message->text;
}

// The parsed pattern, or NULL when it cannot be parsed (the build's tests refuse such a file).
static UMessageFormat *pattern_of(struct messages *messages, int id)
{
    struct message *message = &messages->message[id];
    if (message->pattern == NULL) {
        UErrorCode error = U_ZERO_ERROR;
        int32_t length = 0;
        const UChar *units = units_of(messages->bundle, &messages->set->messages[id], &length);
        UMessageFormat *pattern = umsg_open(units, length, messages->language->locale, NULL, &error);
        if (U_FAILURE(error)) {
            umsg_close(pattern);
            return NULL;
        }
        message->pattern = pattern;
    }
    return message->pattern;
}

// A text of any direction, so that it does not disturb the sentence that it comes into.
static const char *isolated(struct arena *arena, const char *text)
{
    bool is = strncmp(text, "\u2066", 3) == 0 || strncmp(text, "\u2068", 3) == 0;
    return is ? text : text_isolate(arena, TEXT_FIELD_NAME, text);
}

// The texts as UTF-16, isolated.
static void convert_texts(struct arena *arena, const char *const *texts, const UChar *converted[MESSAGE_TEXTS_MAX])
{
    static const UChar empty[] = {0};
    for (size_t i = 0; i < MESSAGE_TEXTS_MAX; i++)
        converted[i] = empty;
    for (size_t i = 0; texts != NULL && i < MESSAGE_TEXTS_MAX && texts[i] != NULL; i++) {
        const char *text = isolated(arena, texts[i]);
        int32_t capacity = (int32_t)strlen(text) + 1;
        UChar *units = arena_allocate(arena, (size_t)capacity, sizeof *units);
        UErrorCode error = U_ZERO_ERROR;
        u_strFromUTF8(units, capacity, NULL, text, -1, &error);
        converted[i] = units;
    }
}

// Whether the message is nothing but text and places for texts: {0} to {3}, which need no parser.
static bool is_plain(const char *message)
{
    for (const char *at = message + strcspn(message, "{'"); *at != '\0'; at += 3 + strcspn(at + 3, "{'")) {
        if (at[0] != '{' || at[1] < '0' || at[1] >= '0' + MESSAGE_TEXTS_MAX || at[2] != '}')
            return false;
    }
    return true;
}

// The texts put into their places in a plain message. Parsing such messages in each language would be most of the time
// of the first screen.
static char *put_in(struct arena *arena, const char *message, const char *const *texts)
{
    char *filled = arena_copy_text(arena, "");
    size_t count = 0;
    while (texts != NULL && count < MESSAGE_TEXTS_MAX && texts[count] != NULL)
        count++;
    for (;;) {
        size_t length = strcspn(message, "{");
        if (message[length] == '\0')
            return arena_format(arena, "%s%s", filled, message);
        size_t place = (size_t)(message[length + 1] - '0');
        filled = arena_format(arena, "%s%.*s%s", filled, (int)length, message,
                              place < count ? isolated(arena, texts[place]) : "");
        message += length + 3;
    }
}

// Units that a formatted message may take: the pattern's own and those of its texts.
static int32_t units_needed(const char *const *texts)
{
    size_t units = PATTERN_UNITS;
    for (size_t i = 0; texts != NULL && i < MESSAGE_TEXTS_MAX && texts[i] != NULL; i++)
        units += strlen(texts[i]) + 2;
    return (int32_t)units;
}

// Fills in the pattern; *number, if given, is its {0}, and the texts follow. A pattern that cannot be used stands for
// itself.
static char *fill_in(struct messages *messages, struct arena *arena, int id, const long *number,
                     const char *const *texts)
{
    const char *message = message_text(messages, id);
    if (number == NULL && is_plain(message))
        return put_in(arena, message, texts);
    UMessageFormat *pattern = pattern_of(messages, id);
    if (pattern == NULL)
        return arena_copy_text(arena, message);
    const UChar *text[MESSAGE_TEXTS_MAX];
    convert_texts(arena, texts, text);
    int32_t capacity = units_needed(texts);
    UChar *units = arena_allocate(arena, (size_t)capacity, sizeof *units);
    UErrorCode error = U_ZERO_ERROR;
    int32_t length;
    if (number == NULL)
        length = umsg_format(pattern, units, capacity, &error, text[0], text[1], text[2], text[3]);
    else // a plural argument is passed as a double (umsg.h)
        length = umsg_format(pattern, units, capacity, &error, (double)*number, text[0], text[1], text[2], text[3]);
    return U_FAILURE(error) ? arena_copy_text(arena, message) : utf8_of(arena, units, length);
}

char *message_format(struct messages *messages, struct arena *arena, int id, const char *const *texts)
{
    return fill_in(messages, arena, id, NULL, texts);
}

char *message_count(struct messages *messages, struct arena *arena, int id, long number,
                    const char *const *texts)
{
    return fill_in(messages, arena, id, &number, texts);
}

static UDateFormat *full_date_format(struct messages *messages)
{
    if (messages->full_date == NULL) {
        static const UChar utc[] = {'U', 'T', 'C', 0};
        UErrorCode error = U_ZERO_ERROR;
        messages->full_date = udat_open(UDAT_NONE, UDAT_FULL, messages->language->locale, utc, -1, NULL, 0, &error);
    }
    return messages->full_date;
}

char *message_date(struct messages *messages, struct arena *arena, struct local_time date, enum date_style style)
{
    const double day_ms = 86400000.0; // the date as midnight UTC, so that no zone moves it
    const char *locale = messages->language->locale;
    char *words = style == DATE_STYLE_FULL ? NULL : date_words(arena, locale, date, style == DATE_STYLE_LONG);
    if (words != NULL)
        return words;
    UDateFormat *format = style == DATE_STYLE_FULL ? full_date_format(messages) : NULL;
    UDate instant = (double)clock_day_number(date.year, date.month, date.day) * day_ms;
    UChar units[PATTERN_UNITS];
    UErrorCode error = U_ZERO_ERROR;
    int32_t length = format == NULL ? 0 : udat_format(format, instant, units, PATTERN_UNITS, NULL, &error);
    char day[CLOCK_DAY_BYTES];
    if (format == NULL || U_FAILURE(error))
        return arena_copy_text(arena, clock_format_day(date, day));
    return utf8_of(arena, units, length);
}

const char *message_weekday(struct messages *messages, int weekday, bool brief)
{
    const char **name = &messages->weekday[brief][weekday];
    UDateFormat *format = full_date_format(messages);
    if (*name == NULL && format != NULL) {
        UChar units[PATTERN_UNITS];
        UErrorCode error = U_ZERO_ERROR;
        UDateFormatSymbolType type = brief ? UDAT_STANDALONE_SHORT_WEEKDAYS : UDAT_STANDALONE_WEEKDAYS;
        int32_t index = (weekday + 1) % WEEKDAYS + 1; // ICU counts from Sunday, which is 1
        int32_t length = udat_getSymbols(format, type, index, units, PATTERN_UNITS, &error);
        if (U_SUCCESS(error))
            *name = utf8_of(&messages->texts, units, length);
    }
    return *name == NULL ? "" : *name;
}

char *message_language_name(struct messages *messages, struct arena *arena, const char *tag)
{
    UChar units[PATTERN_UNITS];
    UErrorCode error = U_ZERO_ERROR;
    int32_t length = uloc_getDisplayLanguage(tag, messages->language->locale, units, PATTERN_UNITS, &error);
    return U_FAILURE(error) ? arena_copy_text(arena, tag) : utf8_of(arena, units, length);
}

char *message_time(struct arena *arena, int hour, int minute)
{
    return text_isolate(arena, TEXT_FIELD_TIME, arena_format(arena, "%02d:%02d", hour, minute));
}

char *message_time_span(struct arena *arena, int open_minute, int close_minute)
{
    int close_hour = close_minute / 60;
    if (close_hour > 24 || (close_hour == 24 && close_minute % 60 != 0))
        close_hour -= 24; // past midnight; 24:00 itself stays
    char *span =
        arena_format(arena, "%02d:%02d–%02d:%02d", open_minute / 60, open_minute % 60, close_hour, close_minute % 60);
    return text_isolate(arena, TEXT_FIELD_TIME, span);
}
