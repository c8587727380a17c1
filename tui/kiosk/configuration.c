// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// One function for each key; a value that is refused leaves what was there.
#include "tui/kiosk/configuration.h"

#include "core/base/settings.h"

#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct configuration configuration_default(void)
{
    return (struct configuration){.idle_seconds = CONFIGURATION_IDLE_SECONDS, .theme = THEME_NIGHT};
}

bool configuration_idle(const char *text, long *seconds)
{
    char *end;
    errno = 0;
    long number = strtol(text, &end, 10);
    if (errno != 0 || !isdigit((unsigned char)text[0]) || *end != '\0' || number > CONFIGURATION_IDLE_SECONDS_MAX)
        return false;
    *seconds = number;
    return true;
}

// The language of one word of the list; the problem names the word.
static enum status read_language(const char *word, const struct configuration *read, const struct language **language,
                                 struct problem *problem)
{
    static const char mend[] = "name languages that the kiosk offers, with blanks between them";
    *language = language_by_tag(word);
    if (*language == NULL || !language_is_offered(*language, PROGRAM_KIOSK))
        return problem_set(problem, STATUS_INVALID, word, mend, "%s is not a language of this kiosk", word);
    for (size_t i = 0; i < read->language_count; i++) {
        if (read->languages[i] == *language)
            return problem_set(problem, STATUS_INVALID, word, mend, "%s is named twice", word);
    }
    return STATUS_OK;
}

static enum status take_languages(void *target, const char *value, struct problem *problem)
{
    struct configuration *configuration = target;
    struct configuration read = *configuration;
    read.language_count = 0;
    char word[16];
    for (size_t length; *value != '\0'; value += length + strspn(value + length, " \t")) {
        length = strcspn(value, " \t");
        if (length >= sizeof word || read.language_count == LANGUAGE_TABLE_MAX)
            return problem_set(problem, STATUS_INVALID, value, "name languages by their tags, such as de ar uk",
                               "not a list of languages");
        memcpy(word, value, length);
        word[length] = '\0';
        enum status status = read_language(word, &read, &read.languages[read.language_count], problem);
        if (status != STATUS_OK)
            return status;
        read.language_count++;
    }
    *configuration = read;
    return STATUS_OK;
}

static enum status take_idle(void *target, const char *value, struct problem *problem)
{
    struct configuration *configuration = target;
    if (configuration_idle(value, &configuration->idle_seconds))
        return STATUS_OK;
    return problem_set(problem, STATUS_INVALID, value, "use a whole number from 0 to 86400",
                       "%s is not a number of seconds", value);
}

// The place of the word in the list.
static enum status choose(const char *value, const char *const *words, int count, int *place, struct problem *problem)
{
    for (int i = 0; i < count; i++) {
        if (strcmp(value, words[i]) == 0) {
            *place = i;
            return STATUS_OK;
        }
    }
    return problem_set(problem, STATUS_INVALID, value, "see the comments in the file that came with the kiosk",
                       "%s is not one of its values", value);
}

static enum status take_theme(void *target, const char *value, struct problem *problem)
{
    struct configuration *configuration = target;
    int place = 0;
    enum status status = choose(value, theme_names, THEME_COUNT, &place, problem);
    if (status != STATUS_OK)
        return status;
    configuration->theme = (enum theme_id)place;
    configuration->theme_is_set = true;
    return STATUS_OK;
}

static enum status take_text_size(void *target, const char *value, struct problem *problem)
{
    static const char *const words[TEXT_SIZE_COUNT] = {
        [TEXT_SIZE_NORMAL] = "normal", [TEXT_SIZE_LARGE] = "large", [TEXT_SIZE_LARGEST] = "largest"};
    struct configuration *configuration = target;
    int place = 0;
    enum status status = choose(value, words, TEXT_SIZE_COUNT, &place, problem);
    if (status == STATUS_OK)
        configuration->text_size = (enum text_size)place;
    return status;
}

static enum status take_keyboard(void *target, const char *value, struct problem *problem)
{
    static const char *const words[KEY_PRINT_COUNT] = {[KEY_PRINT_GERMAN] = "de", [KEY_PRINT_AMERICAN] = "us"};
    struct configuration *configuration = target;
    int place = 0;
    enum status status = choose(value, words, KEY_PRINT_COUNT, &place, problem);
    if (status == STATUS_OK)
        configuration->key_print = (enum key_print)place;
    return status;
}

// As it is to be dialled and read (DIN 5008): digits with blanks, hyphens, brackets or a plus sign.
static enum status take_phone(void *target, const char *value, struct problem *problem)
{
    struct configuration *configuration = target;
    size_t length = strlen(value);
    if (length >= sizeof configuration->phone || strspn(value, "0123456789 -()/+") != length ||
        strpbrk(value, "0123456789") == NULL)
        return problem_set(problem, STATUS_INVALID, value, "write it like 0340 204-0", "%s is not a phone number", value);
    memcpy(configuration->phone, value, length + 1);
    return STATUS_OK;
}

static enum status take_location(void *target, const char *value, struct problem *problem)
{
    struct configuration *configuration = target;
    if (coordinates_parse(value, &configuration->location))
        return STATUS_OK;
    return problem_set(problem, STATUS_INVALID, value, "write latitude and longitude in degrees, such as 51.8335 12.2430",
                       "%s is not a place on the earth", value);
}

static enum status take_sync_state(void *target, const char *value, struct problem *problem)
{
    struct configuration *configuration = target;
    size_t length = strlen(value);
    if (value[0] != '/' || length >= sizeof configuration->sync_state)
        return problem_set(problem, STATUS_INVALID, value, "write the path that `kompass sync` has behind --state",
                           "not the path of a file from / on");
    memcpy(configuration->sync_state, value, length + 1);
    return STATUS_OK;
}

// The form in which releases name their city (docs/release-format.md).
static enum status take_city(void *target, const char *value, struct problem *problem)
{
    struct configuration *configuration = target;
    size_t length = strlen(value);
    if (length >= sizeof configuration->city || strspn(value, "abcdefghijklmnopqrstuvwxyz0123456789-") != length)
        return problem_set(problem, STATUS_INVALID, value, "write it as `kompass status` does, such as dessau-rosslau",
                           "%s is not the name of a city's releases", value);
    memcpy(configuration->city, value, length + 1);
    return STATUS_OK;
}

// ---- opening hours -------------------------------------------------------------------------------------------------

// Reads two letters of a weekday and moves *at behind them; -1 for any other text.
static int read_weekday(const char **at)
{
    static const char weekdays[][3] = {"mo", "tu", "we", "th", "fr", "sa", "su"};
    for (int day = 0; day < 7; day++) {
        if (strncmp(*at, weekdays[day], 2) == 0) {
            *at += 2;
            return day;
        }
    }
    return -1;
}

// Reads HH:MM, up to 24:00, and moves *at behind it; -1 for any other text.
static int read_minute(const char **at)
{
    int hour;
    int minute;
    int length = 0;
    if (strspn(*at, "0123456789") != 2 || sscanf(*at, "%2d:%2d%n", &hour, &minute, &length) != 2 || length != 5 ||
        minute < 0 || minute > 59 || hour * 60 + minute > 24 * 60)
        return -1;
    *at += length;
    return hour * 60 + minute;
}

static void skip_blanks(const char **at)
{
    *at += strspn(*at, " \t");
}

// Reads "HH:MM-HH:MM" as a span of each of the days; false for any other text, and when there are too many.
static bool read_times(const char **at, int first, int last, struct configuration *read)
{
    int open = read_minute(at);
    if (open < 0 || **at != '-')
        return false;
    ++*at;
    int close = read_minute(at);
    if (close <= open)
        return false;
    for (int day = first; day <= last; day++) {
        if (read->span_count == CONFIGURATION_SPANS_MAX)
            return false;
        read->spans[read->span_count++] = (struct opening_span){.weekday = day, .open_minute = open, .close_minute = close};
    }
    skip_blanks(at);
    return true;
}

// Reads "mo-fr 09:00-12:00, 13:00-16:00"; false for any other text.
static bool read_days(const char **at, struct configuration *read)
{
    int first = read_weekday(at);
    int last = first;
    if (first >= 0 && **at == '-') {
        ++*at;
        last = read_weekday(at);
    }
    if (first < 0 || last < first || (**at != ' ' && **at != '\t'))
        return false;
    do {
        skip_blanks(at);
        if (!read_times(at, first, last, read))
            return false;
    } while (*(*at)++ == ',');
    --*at;
    return true;
}

static enum status take_opening(void *target, const char *value, struct problem *problem)
{
    struct configuration *configuration = target;
    struct configuration read = *configuration;
    const char *at = value;
    read.span_count = 0;
    bool good = read_days(&at, &read);
    while (good && *at == ';') {
        ++at;
        skip_blanks(&at);
        good = read_days(&at, &read);
    }
    if (!good || *at != '\0')
        return problem_set(problem, STATUS_INVALID, value, "write it like mo-fr 09:00-12:00, 13:00-16:00; sa 10:00-12:00",
                           "not opening hours, from \"%.20s\" on", at);
    *configuration = read;
    return STATUS_OK;
}

enum status configuration_read(struct configuration *configuration, const char *path, problem_sink *sink, void *context)
{
    static const struct setting known[] = {
        {"languages", take_languages, false}, {"idle", take_idle, false},         {"theme", take_theme, false},
        {"text-size", take_text_size, false}, {"keyboard", take_keyboard, false}, {"phone", take_phone, false},
        {"opening", take_opening, false},     {"city", take_city, false},         {"location", take_location, false},
        {"sync-state", take_sync_state, false},
    };
    return settings_read(path, known, sizeof known / sizeof *known, configuration, sink, context);
}
