// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Each text is a put of its own in the one transaction, so that one that is refused keeps no other from it. What has become another
// since it was seen is asked of the text and not of its thing: others may change the rest meanwhile.
#include "core/translation/apply.h"

#include "core/editorial/lease.h"
#include "core/language/language.h"
#include "core/translation/list.h"

#include <string.h>

struct applying {
    struct change *change;
    struct records *records;
    const char *today;
    struct arena *arena;
    struct problem *problem;
};

static bool is_same(const char *first, const char *second)
{
    return first == second || (first != NULL && second != NULL && strcmp(first, second) == 0);
}

// What of the text there is beside what the translator saw; TRANSLATION_APPLIED: nothing stands against it.
static enum translation_result compare(json_t *record, const struct translation_item *item)
{
    struct arena arena = {0};
    enum kind kind = record == NULL ? KIND_NONE : record_kind(record);
    const struct model_text *model = kind == KIND_NONE ? NULL : model_text_of(kind, item->field);
    const char *original = model == NULL || !model->translated ? NULL : record_original(record, model);
    const char *own = record_string(record_text(record, item->language, item->field), "text");
    enum translation_result result = TRANSLATION_APPLIED;
    if (original == NULL || language_by_tag(item->language) == NULL || strcmp(item->language, "de") == 0)
        result = TRANSLATION_GONE;
    else if (strcmp(record_hash(&arena, original), item->source_hash) != 0)
        result = TRANSLATION_SOURCE_CHANGED;
    else if (!is_same(own, item->seen) && !(item->act == TRANSLATION_WRITE && is_same(own, item->text)))
        result = TRANSLATION_CONFLICT;
    else if (own == NULL && item->act != TRANSLATION_WRITE)
        result = TRANSLATION_GONE;
    arena_free(&arena);
    return result;
}

static json_t *member(json_t *object, const char *name)
{
    json_t *found = json_object_get(object, name);
    if (found == NULL)
        json_object_set_new(object, name, found = json_object());
    return found;
}

// Who leaves the words as they are has neither written them nor said that they were read.
static void set(json_t *record, const struct translation_item *item, const char *today)
{
    json_t *text = member(member(member(record, "texts"), item->language), item->field);
    json_object_set_new(text, "source_hash", json_string(item->source_hash));
    if (item->act == TRANSLATION_WRITE && !is_same(record_string(text, "text"), item->text)) {
        json_object_set_new(text, "text", json_string(item->text));
        json_object_set_new(text, "origin", json_string(item->machine ? "machine" : "human"));
        json_object_del(text, "reviewed_on");
    }
    if (item->act == TRANSLATION_READ || (item->act == TRANSLATION_WRITE && item->reviewed))
        json_object_set_new(text, "reviewed_on", json_string(today));
}

static struct translation_outcome outcome_of(const struct applying *applying, const struct change_outcome *outcome)
{
    static const enum translation_result results[] = {
        [CHANGE_DONE] = TRANSLATION_APPLIED,        [CHANGE_UNCHANGED] = TRANSLATION_AS_IT_WAS,
        [CHANGE_CONFLICT] = TRANSLATION_CONFLICT,   [CHANGE_INVALID] = TRANSLATION_INVALID,
        [CHANGE_NEEDED] = TRANSLATION_INVALID,      [CHANGE_FORBIDDEN] = TRANSLATION_FORBIDDEN,
        [CHANGE_LOCKED] = TRANSLATION_LOCKED,
    };
    const char *why = outcome->result == CHANGE_LOCKED    ? outcome->lock->holder
                      : outcome->problem_count > 0        ? outcome->problems[0].why
                                                          : NULL;
    return (struct translation_outcome){results[outcome->result], arena_copy_text(applying->arena, why)};
}

static enum status apply_one(const struct applying *applying, const struct translation_item *item,
                             struct translation_outcome *outcome)
{
    json_t *record;
    int64_t revision;
    enum status status = record_read(applying->records, item->thing, &record, &revision, applying->problem);
    if (status != STATUS_OK)
        return status;
    *outcome = (struct translation_outcome){.result = compare(record, item)};
    if (outcome->result == TRANSLATION_APPLIED) {
        struct change_outcome done;
        set(record, item, applying->today);
        status = change_put(applying->change, record, revision, &done, applying->problem);
        if (status == STATUS_OK)
            *outcome = outcome_of(applying, &done);
    }
    json_decref(record);
    return status;
}

enum status translation_apply(sqlite3 *editorial, const struct change_author *author, const char *today,
                              const struct translation_item *items, size_t count, struct arena *arena,
                              struct translation_outcome *outcomes, struct problem *problem)
{
    struct applying applying = {.today = today, .arena = arena, .problem = problem};
    struct change_author by = *author;
    by.door = by.door == NULL ? DOOR_TRANSLATION : by.door;
    enum status status = change_begin(&applying.change, editorial, &by, problem);
    if (status != STATUS_OK)
        return status;
    applying.records = records_open(editorial);
    for (size_t i = 0; status == STATUS_OK && i < count; i++)
        status = apply_one(&applying, &items[i], &outcomes[i]);
    records_close(&applying.records);
    if (status == STATUS_OK)
        return change_commit(&applying.change, problem);
    change_cancel(&applying.change);
    return status;
}
