// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// One function for each key; a value that is refused leaves what was there.
#include "tui/kiosk/configuration.h"

#include "core/base/settings.h"

#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

struct configuration configuration_default(void)
{
    return (struct configuration){.idle_seconds = CONFIGURATION_IDLE_SECONDS};
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
    if (*language == NULL || !(*language)->offered)
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
        if (length >= sizeof word || read.language_count == CONFIGURATION_LANGUAGES_MAX)
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
    static const char *const words[THEME_COUNT] = {
        [THEME_CALM] = "calm", [THEME_CONTRAST] = "contrast", [THEME_MONOCHROME] = "monochrome"};
    struct configuration *configuration = target;
    int place = 0;
    enum status status = choose(value, words, THEME_COUNT, &place, problem);
    if (status == STATUS_OK)
        configuration->theme = (enum theme_id)place;
    return status;
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

enum status configuration_read(struct configuration *configuration, const char *path, problem_sink *sink, void *context)
{
    static const struct setting known[] = {
        {"languages", take_languages}, {"idle", take_idle},   {"theme", take_theme},
        {"text-size", take_text_size}, {"phone", take_phone},
    };
    return settings_read(path, known, sizeof known / sizeof *known, configuration, sink, context);
}
