// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Words of files and their messages, in one order: core/paths/condition.c has the answers, core/model/model.c the reasons.
#include "tui/kiosk/path.h"

#include "core/text/isolate.h"
#include "tui/kiosk/screens.h"

#include <string.h>

#define COUNT_OF(array) (sizeof(array) / sizeof *(array))

static const enum kiosk_message questions[PATH_QUESTIONS] = {MESSAGE_ASK_WHOM,     MESSAGE_ASK_STATUS,   MESSAGE_ASK_AGE,
                                                             MESSAGE_ASK_DISTRICT, MESSAGE_ASK_LANGUAGE, MESSAGE_ASK_TIME};
static const enum kiosk_message whom[] = {MESSAGE_WHOM_ME,    MESSAGE_WHOM_CHILD,    MESSAGE_WHOM_YOUNG,
                                          MESSAGE_WHOM_OLDER, MESSAGE_WHOM_DISABLED, MESSAGE_WHOM_OTHER};
static const enum kiosk_message status[] = {MESSAGE_STATUS_ASYLUM, MESSAGE_STATUS_PROTECTED, MESSAGE_STATUS_TOLERATED,
                                            MESSAGE_STATUS_EU,     MESSAGE_STATUS_PERMIT,    MESSAGE_STATUS_NONE};
static const enum kiosk_message times[] = {MESSAGE_TIME_MORNING, MESSAGE_TIME_AFTERNOON, MESSAGE_TIME_EVENING, MESSAGE_TIME_WEEKEND};

static const struct {
    const char *word;
    enum kiosk_message message;
} reasons[] = {
    {"now", MESSAGE_REASON_NOW},           {"first", MESSAGE_REASON_FIRST},       {"must", MESSAGE_REASON_MUST},
    {"advice", MESSAGE_REASON_ADVICE},     {"papers", MESSAGE_REASON_PAPERS},     {"money", MESSAGE_REASON_MONEY},
    {"cheaper", MESSAGE_REASON_CHEAPER},   {"home", MESSAGE_REASON_HOME},         {"health", MESSAGE_REASON_HEALTH},
    {"child", MESSAGE_REASON_CHILD},       {"work", MESSAGE_REASON_WORK},         {"learn", MESSAGE_REASON_LEARN},
    {"understand", MESSAGE_REASON_UNDERSTAND}, {"interpreter", MESSAGE_REASON_INTERPRETER}, {"meet", MESSAGE_REASON_MEET},
    {"take-part", MESSAGE_REASON_TAKE_PART},   {"protection", MESSAGE_REASON_PROTECTION},
};

bool path_stage(struct page *page, const char *id, struct path_stage *stage)
{
    struct kiosk *kiosk = kiosk_of(page);
    *stage = (struct path_stage){.asked_count = 0};
    if (kiosk->catalog == NULL || !catalog_situation(kiosk->catalog, &page->data, &kiosk->reader, id, &stage->situation))
        return false;
    stage->table = arena_allocate(&page->data, 1, sizeof *stage->table);
    catalog_path_table(kiosk->catalog, &page->data, id, stage->table);
    unsigned asked = path_asked(stage->table);
    for (int question = 0; question < PATH_QUESTIONS && !stage->situation.urgent; question++)
        if ((asked & 1u << question) != 0)
            stage->asked[stage->asked_count++] = (enum path_question)question;
    return true;
}

struct request path_request(const struct path_stage *stage, size_t number)
{
    struct request request = {.kind = REQUEST_OPEN, .screen = number < stage->asked_count ? &screen_question : &screen_result};
    request.argument.id[0] = (char)('0' + number);
    memccpy(request.argument.id + 1, stage->situation.id, '\0', sizeof request.argument.id - 2);
    return request;
}

struct request path_begin(struct page *page, const char *id)
{
    struct path_stage stage;
    struct kiosk_path *path = &kiosk_of(page)->path;
    if (!path_stage(page, id, &stage))
        return (struct request){.kind = REQUEST_LOAD};
    if (strcmp(path->situation, id) != 0) {
        *path = (struct kiosk_path){.situation = ""};
        memccpy(path->situation, id, '\0', sizeof path->situation - 1);
    }
    return path_request(&stage, 0);
}

size_t path_number(const struct page *page)
{
    char digit = page->argument.id[0];
    return digit >= '0' && digit < '0' + PATH_QUESTIONS ? (size_t)(digit - '0') : 0;
}

const char *path_situation(const struct page *page)
{
    return page->argument.id[0] == '\0' ? "" : page->argument.id + 1;
}

const char *path_question_text(struct page *page, enum path_question question)
{
    return message_text(page->view->messages, questions[question]);
}

static const char *age_text(struct page *page, size_t age)
{
    if (age == PATH_NO_CHILD)
        return message_text(page->view->messages, MESSAGE_AGE_NONE);
    return age == 0 ? message_text(page->view->messages, MESSAGE_AGE_BABY)
                    : message_count(page->view->messages, &page->data, MESSAGE_AGE_YEARS, (long)age, NULL);
}

const char *path_value_text(struct page *page, enum path_question question, const struct path_districts *districts, size_t value)
{
    struct messages *messages = page->view->messages;
    const char *word = path_value_word(&page->data, question, districts, value);
    switch (question) {
    case PATH_WHOM:
        return message_text(messages, whom[value]);
    case PATH_STATUS:
        return message_text(messages, status[value]);
    case PATH_AGE:
        return age_text(page, value);
    case PATH_DISTRICT:
        return word == NULL ? message_text(messages, MESSAGE_DISTRICT_OTHER) : text_isolate(&page->data, TEXT_FIELD_NAME, word);
    case PATH_LANGUAGE:
        return message_language_name(messages, &page->data, word);
    default:
        return message_text(messages, times[value]);
    }
}

// A catalog of a newer program may have others.
const char *path_reason_text(struct page *page, const char *reason)
{
    for (size_t i = 0; i < COUNT_OF(reasons); i++)
        if (strcmp(reasons[i].word, reason) == 0)
            return message_text(page->view->messages, reasons[i].message);
    return NULL;
}
