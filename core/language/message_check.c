// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Each rule is a function that says what is wrong with one message; all are asked of all messages.
#include "core/language/message_check.h"

#include "core/language/message.h"
#include "core/language/orthography.h"
#include "core/text/layout.h"

#include <stdio.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/uenum.h>
#include <unicode/upluralrules.h>
#include <unicode/uscript.h>
#include <unicode/utf8.h>

enum {
    PLURAL = 1u << 8, // beside the bits of arguments
    KEYWORD_BYTES = 16,
    KEYWORDS_MAX = 8,
    NARROWEST = 40,      // columns of the narrowest screen (tui/kit/frame.h)
    BAR_TAKEN = 4,       // of them in the bar: margins, and a gap before the clock
    CLOCK = 6,           // " 10:15", behind the weekday
    PAGE_TAKEN = 2,      // beside the page
};

struct message_check {
    struct arena arena;
    const struct message_set *set;
    struct messages *own, *german;
    char keywords[KEYWORDS_MAX][KEYWORD_BYTES]; // plural forms of the language
    size_t keyword_count;
    UScriptCode script;
    int bar_columns; // for a title, beside the clock
};

// ---- arguments and plurals -----------------------------------------------------------------------------------------

// The numbers of the arguments that a pattern uses at any depth, as bits; and PLURAL.
static unsigned arguments_of(const char *pattern)
{
    unsigned arguments = 0;
    for (const char *brace = strchr(pattern, '{'); brace != NULL; brace = strchr(brace + 1, '{')) {
        if (brace[1] < '0' || brace[1] > '9')
            continue;
        arguments |= 1u << (brace[1] - '0');
        if (strncmp(brace + 2, ",plural,", 8) == 0)
            arguments |= PLURAL;
    }
    return arguments;
}

static const char *check_arguments(struct message_check *check, int id)
{
    return arguments_of(message_text(check->own, id)) == arguments_of(message_text(check->german, id))
               ? NULL
               : "has other arguments than in German";
}

static void list_keywords(struct message_check *check)
{
    UErrorCode error = U_ZERO_ERROR;
    UPluralRules *rules = uplrules_open(messages_language(check->own)->locale, &error);
    UEnumeration *keywords = uplrules_getKeywords(rules, &error);
    for (const char *keyword; check->keyword_count < KEYWORDS_MAX && U_SUCCESS(error) &&
                              (keyword = uenum_next(keywords, NULL, &error)) != NULL;)
        snprintf(check->keywords[check->keyword_count++], KEYWORD_BYTES, "%s", keyword);
    uenum_close(keywords);
    uplrules_close(rules);
}

// A form begins at a letter one level inside the plural's braces.
static const char *check_plurals(struct message_check *check, int id)
{
    const char *text = message_text(check->own, id);
    const char *plural = strstr(text, ",plural,");
    bool met[KEYWORDS_MAX] = {false};
    if (plural == NULL)
        return NULL;
    int depth = 0;
    for (const char *at = plural + strlen(",plural,"); *at != '\0' && depth >= 0; at++) {
        depth += *at == '{' ? 1 : *at == '}' ? -1 : 0;
        if (*at != '{' || depth != 1)
            continue;
        const char *start = at;
        while (start[-1] >= 'a' && start[-1] <= 'z')
            start--;
        size_t form = 0;
        while (form < check->keyword_count && (strlen(check->keywords[form]) != (size_t)(at - start) ||
                                               strncmp(check->keywords[form], start, (size_t)(at - start)) != 0))
            form++;
        if (form == check->keyword_count)
            return arena_format(&check->arena, "has the plural form %.*s, which the language has not",
                                (int)(at - start), start);
        met[form] = true;
    }
    for (size_t form = 0; form < check->keyword_count; form++) {
        if (!met[form])
            return arena_format(&check->arena, "lacks the plural form %s", check->keywords[form]);
    }
    return NULL;
}

static const char *check_formatting(struct message_check *check, int id)
{
    static const long numbers[] = {0, 1, 2, 3, 5, 11, 21, 100, 1002, 1000000};
    const char *const texts[] = {"a", "b", "c", NULL};
    unsigned arguments = arguments_of(message_text(check->own, id));
    for (size_t i = 0; arguments != 0 && i < sizeof numbers / sizeof *numbers; i++) {
        const char *text = (arguments & PLURAL) != 0 ? message_count(check->own, &check->arena, id, numbers[i], texts)
                                                     : message_format(check->own, &check->arena, id, texts);
        if (strpbrk(text, "{}#") != NULL || text[0] == '\0')
            return "cannot be formatted";
    }
    return NULL;
}

// ---- letters and places --------------------------------------------------------------------------------------------

// Names such as Kompass and EUPL may stand in another script. Keywords of the pattern, at odd depth, are no words.
static const char *check_script(struct message_check *check, int id)
{
    const char *text = message_text(check->own, id);
    int32_t length = (int32_t)strlen(text);
    int depth = 0, own = 0, all = 0;
    for (int32_t i = 0; i < length;) {
        UChar32 character;
        UErrorCode error = U_ZERO_ERROR;
        U8_NEXT(text, i, length, character);
        depth += character == '{' ? 1 : character == '}' ? -1 : 0;
        if (!u_isalpha(character) || depth % 2 != 0)
            continue;
        all++;
        own += uscript_getScript(character, &error) == check->script;
    }
    return own * 2 >= all ? NULL : "is not in the script of its language";
}

static const char *check_signs(struct message_check *check, int id)
{
    uint32_t sign;
    const char *fault = orthography_fault(messages_language(check->own), message_text(check->own, id), &sign);
    return fault == NULL ? NULL : arena_format(&check->arena, "has %s: U+%04X", fault, (unsigned)sign);
}

// The columns of a place that is one line, and where nothing can give way; 0 for messages that wrap.
static int columns_of(const struct message_check *check, enum message_place place)
{
    switch (place) {
    case MESSAGE_IN_BAR:
        return check->bar_columns;
    case MESSAGE_ON_LINE:
        return NARROWEST - PAGE_TAKEN;
    case MESSAGE_WRAPS:
        break;
    }
    return 0;
}

static const char *check_width(struct message_check *check, int id)
{
    int place = columns_of(check, check->set->messages[id].place);
    int width = text_measure(message_text(check->own, id));
    return place == 0 || width <= place
               ? NULL
               : arena_format(&check->arena, "takes %d columns, its place has %d", width, place);
}

// ---- all of them ---------------------------------------------------------------------------------------------------

static const struct {
    const char *(*ask)(struct message_check *check, int id);
    const char *mend;
} rules[] = {
    {check_arguments, "use the same {0}, {1} and plurals"},
    {check_plurals, "write the forms that CLDR names for the language, each once"},
    {check_formatting, "correct the braces"},
    {check_script, "translate it"},
    {check_signs, "remove it, or write the language's own sign"},
    {check_width, "say it shorter"},
};

static size_t check_opened(struct message_check *check, problem_sink *sink, void *context)
{
    const struct language *language = messages_language(check->own);
    struct problem problem;
    size_t problems = 0;
    UErrorCode error = U_ZERO_ERROR;
    list_keywords(check);
    uscript_getCode(language->script, &check->script, 1, &error);
    for (int day = 0; day < 7; day++) {
        int columns = NARROWEST - BAR_TAKEN - CLOCK - text_measure(message_weekday(check->own, day, true));
        check->bar_columns = day == 0 || columns < check->bar_columns ? columns : check->bar_columns;
    }
    for (int id = 0; id < (int)check->set->count; id++) {
        for (size_t rule = 0; rule < sizeof rules / sizeof *rules; rule++) {
            const char *why = rules[rule].ask(check, id);
            if (why == NULL)
                continue;
            const char *what = arena_format(&check->arena, "locales/%s/%s.txt: %s", check->set->program, language->tag,
                                            check->set->messages[id].key);
            problem_set(&problem, STATUS_INVALID, what, rules[rule].mend, "%s", why);
            sink(context, &problem);
            problems++;
            break; // one thing at a time: the next rule would stumble over the same
        }
    }
    return problems;
}

size_t messages_check(const struct message_set *set, const char *folder, const struct language *language, problem_sink *sink,
                      void *context)
{
    struct message_check check = {.set = set, .script = USCRIPT_INVALID_CODE};
    struct problem problem;
    size_t problems;
    if (messages_open(&check.german, set, folder, language_by_tag("de"), &problem) == STATUS_OK &&
        messages_open(&check.own, set, folder, language, &problem) == STATUS_OK) {
        problems = check_opened(&check, sink, context);
    } else {
        sink(context, &problem);
        problems = 1;
    }
    messages_close(&check.own);
    messages_close(&check.german);
    arena_free(&check.arena);
    return problems;
}
