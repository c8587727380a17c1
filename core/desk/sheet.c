// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
#include "core/desk/sheet.h"

#include "core/base/memory.h"
#include "core/editorial/lease.h"

#include <string.h>
#include <uuid/uuid.h>

// ---- opening ------------------------------------------------------------------------------------------------------

enum status sheet_open(struct sheet *sheet, sqlite3 *editorial, const char *id, struct problem *problem)
{
    *sheet = (struct sheet){.typed = json_object()};
    enum status status = records_read_one(editorial, id, &sheet->opened, &sheet->revision, problem);
    if (status == STATUS_OK && sheet->opened == NULL)
        status = problem_set(problem, STATUS_NOT_FOUND, id, "go back to the list", "there is no such thing any more");
    sheet->working = json_deep_copy(sheet->opened);
    if (status != STATUS_OK)
        sheet_close(sheet);
    return status;
}

// Positions of imports count from 1; equal ones are ordered by id.
enum { BEHIND_ALL = 1000000 };

void sheet_begin(struct sheet *sheet, enum kind kind, json_t *model)
{
    static const char *const own[] = {"slug", "paths", "source.date", "source.verified_on", "source.review_after"};
    char id[MODEL_ID_BYTES];
    uuid_t uuid;
    uuid_generate_random(uuid);
    uuid_unparse_lower(uuid, id);
    *sheet = (struct sheet){.typed = json_object(), .working = model == NULL ? json_object() : json_deep_copy(model)};
    json_object_set_new(sheet->working, "kind", json_string(model_kind(kind)->name));
    json_object_set_new(sheet->working, "id", json_string(id));
    json_object_set_new(sheet->working, "position", json_integer(BEHIND_ALL));
    for (size_t i = 0; i < sizeof own / sizeof *own; i++)
        record_put_at(sheet->working, own[i], NULL);
}

static void drop(json_t **value)
{
    json_decref(*value);
    *value = NULL;
}

static void forget_conflict(struct sheet_conflict *conflict)
{
    memory_free(&conflict->path);
    drop(&conflict->opened);
    drop(&conflict->ours);
    drop(&conflict->theirs);
}

void sheet_close(struct sheet *sheet)
{
    for (size_t i = 0; i < sheet->conflict_count; i++)
        forget_conflict(&sheet->conflicts[i]);
    memory_free(&sheet->conflicts);
    memory_free(&sheet->focus);
    drop(&sheet->opened);
    drop(&sheet->working);
    drop(&sheet->typed);
    arena_free(&sheet->arena);
    *sheet = (struct sheet){0};
}

// ---- fields -------------------------------------------------------------------------------------------------------

enum kind sheet_kind(const struct sheet *sheet)
{
    return record_kind(sheet->working);
}

const char *sheet_id(const struct sheet *sheet)
{
    return record_id(sheet->working);
}

json_t *sheet_get(const struct sheet *sheet, const char *path)
{
    return record_at(sheet->working, path);
}

// Whoever writes on without choosing has the last words as his own.
static void follow_conflict(struct sheet *sheet, const char *path)
{
    for (size_t i = 0; i < sheet->conflict_count; i++) {
        struct sheet_conflict *conflict = &sheet->conflicts[i];
        if (strcmp(conflict->path, path) != 0)
            continue;
        drop(&conflict->ours);
        conflict->ours = json_deep_copy(record_at(sheet->working, path));
    }
}

void sheet_set(struct sheet *sheet, const char *path, json_t *value)
{
    json_t *present = record_at(sheet->working, path);
    bool same = present == value || (present != NULL && value != NULL && json_equal(present, value));
    if (same) {
        json_decref(value);
        return;
    }
    record_put_at(sheet->working, path, value);
    follow_conflict(sheet, path);
    sheet->unkept = true;
}

const char *sheet_words(const struct sheet *sheet, const char *language, const char *field)
{
    return json_string_value(json_object_get(record_text(sheet->working, language, field), "text"));
}

void sheet_set_words(struct sheet *sheet, const char *language, const char *field, const char *words)
{
    struct arena arena = {0};
    const char *present = sheet_words(sheet, language, field);
    const char *path = record_text_path(&arena, language, field);
    if (words[0] == '\0')
        sheet_set(sheet, path, NULL);
    else if (present == NULL || strcmp(present, words) != 0)
        sheet_set(sheet, path, json_pack("{s:s, s:s}", "text", words, "origin", "human"));
    arena_free(&arena);
}

void sheet_set_typed(struct sheet *sheet, const char *path, const char *text)
{
    const char *present = sheet_typed(sheet, path);
    if (present == text || (present != NULL && text != NULL && strcmp(present, text) == 0))
        return;
    if (text == NULL)
        json_object_del(sheet->typed, path);
    else
        json_object_set_new(sheet->typed, path, json_string(text));
    sheet->unkept = true;
}

const char *sheet_typed(const struct sheet *sheet, const char *path)
{
    return json_string_value(json_object_get(sheet->typed, path));
}

void sheet_set_focus(struct sheet *sheet, const char *path, size_t cursor)
{
    bool same = sheet->focus == path || (sheet->focus != NULL && path != NULL && strcmp(sheet->focus, path) == 0);
    if (same && sheet->cursor == cursor)
        return;
    char *focus = path == NULL ? NULL : memory_copy_text(path);
    memory_free(&sheet->focus);
    sheet->focus = focus;
    sheet->cursor = cursor;
    sheet->unkept = true;
}

static bool is_in_all_languages(const struct sheet *sheet)
{
    size_t count;
    const struct language *languages = language_table(&count);
    const struct model_kind *model = model_kind(sheet_kind(sheet));
    for (size_t l = 0; l < count; l++)
        for (size_t t = 0; language_is_offered(&languages[l], PROGRAM_KIOSK) && t < model->text_count; t++)
            if (model->texts[t].needed && sheet_words(sheet, languages[l].tag, model->texts[t].name) == NULL)
                return false;
    return true;
}

bool sheet_is_finished(const struct sheet *sheet)
{
    switch (sheet_kind(sheet)) {
    case KIND_OFFER:
        return json_array_size(sheet_get(sheet, "topics")) > 0 || sheet_get(sheet, "duplicate_of") != NULL;
    case KIND_GUIDE:
        return false;
    case KIND_EMERGENCY:
        return is_in_all_languages(sheet);
    default:
        return true;
    }
}

// The fields that are other than they were, in the arena; with *working, whose values they have, which the caller ends.
static struct record_difference *differences(const struct sheet *sheet, struct arena *arena, json_t **working, size_t *count)
{
    *working = json_deep_copy(sheet->working);
    record_tidy(*working); // what is only written otherwise is no change
    record_complete(*working, sheet->opened);
    return record_compare(arena, sheet->opened, *working, count);
}

bool sheet_changed(const struct sheet *sheet)
{
    struct arena arena = {0};
    json_t *working;
    size_t count;
    differences(sheet, &arena, &working, &count);
    json_decref(working);
    arena_free(&arena);
    return count > 0 || json_object_size(sheet->typed) > 0;
}

static void add_scope(const char **scopes, size_t *count, const char *scope)
{
    for (size_t i = 0; i < *count; i++)
        if (strcmp(scopes[i], scope) == 0)
            return;
    scopes[(*count)++] = scope;
}

const char **sheet_scopes(const struct sheet *sheet, struct arena *arena, size_t *count)
{
    json_t *working;
    json_t *text;
    const char *path;
    size_t changed;
    const struct record_difference *fields = differences(sheet, arena, &working, &changed);
    const char **scopes = arena_allocate(arena, changed + json_object_size(sheet->typed) + 2, sizeof *scopes);
    *count = 0;
    if (sheet->translated != NULL)
        add_scope(scopes, count, sheet->translated->tag);
    for (size_t i = 0; i < changed; i++)
        add_scope(scopes, count, lease_scope(arena, fields[i].path));
    json_object_foreach(sheet->typed, path, text) add_scope(scopes, count, lease_scope(arena, path));
    json_decref(working);
    return scopes;
}

// ---- saving -------------------------------------------------------------------------------------------------------

// What one put came to, before anything lasts.
struct attempt {
    sqlite3 *editorial;
    const struct change_author *author;
    struct change *change;
    struct change_outcome outcome;
    json_t *record; // that was put; owned
};

static enum status put(struct attempt *attempt, json_t *record, int64_t seen, struct problem *problem)
{
    json_decref(attempt->record);
    attempt->record = json_deep_copy(record);
    return change_put(attempt->change, attempt->record, seen, &attempt->outcome, problem);
}

static void note_problems(struct sheet *sheet, const struct change_outcome *from, struct sheet_outcome *outcome)
{
    outcome->problems = arena_allocate(&sheet->arena, from->problem_count + 1, sizeof *outcome->problems);
    outcome->problem_count = from->problem_count;
    if (from->problem_count > 0)
        memcpy(outcome->problems, from->problems, from->problem_count * sizeof *outcome->problems);
    outcome->paths = arena_allocate(&sheet->arena, from->path_count + 1, sizeof *outcome->paths);
    outcome->path_count = from->result == CHANGE_FORBIDDEN ? from->path_count : 0;
    for (size_t i = 0; i < outcome->path_count; i++)
        outcome->paths[i] = arena_copy_text(&sheet->arena, from->paths[i]);
    if (from->lock != NULL) {
        outcome->holder = arena_copy_text(&sheet->arena, from->lock->holder);
        outcome->since = arena_copy_text(&sheet->arena, from->lock->since);
    }
}

// Goes on from the record as the others have it, with our fields where both have changed one: what was ours is the change now.
static void rebase(struct sheet *sheet, json_t *merged, json_t *current, int64_t revision,
                   const struct record_difference *conflicts, size_t count)
{
    sheet->conflicts = memory_allocate(count, sizeof *sheet->conflicts);
    sheet->conflict_count = count;
    for (size_t i = 0; i < count; i++)
        sheet->conflicts[i] = (struct sheet_conflict){
            memory_copy_text(conflicts[i].path), json_deep_copy(record_at(sheet->opened, conflicts[i].path)),
            json_deep_copy(conflicts[i].before), json_deep_copy(conflicts[i].after)};
    json_decref(sheet->opened);
    sheet->opened = json_deep_copy(current);
    sheet->revision = revision;
    json_decref(sheet->working);
    sheet->working = json_incref(merged);
    sheet->unkept = true;
}

// Somebody removed it: what is on the sheet is a new thing now, if it is saved.
static void lose(struct sheet *sheet)
{
    drop(&sheet->opened);
    sheet->revision = 0;
    sheet->unkept = true;
}

static enum status merge(struct sheet *sheet, struct attempt *attempt, enum sheet_result *result, struct problem *problem)
{
    struct arena arena = {0};
    struct record_difference *conflicts;
    size_t count;
    enum status status = STATUS_OK;
    json_t *current = json_incref(attempt->outcome.current);
    int64_t revision = attempt->outcome.revision;
    if (current == NULL) {
        lose(sheet);
        *result = SHEET_GONE;
        return STATUS_OK;
    }
    json_t *merged = record_merge(&arena, sheet->opened, sheet->working, current, &conflicts, &count);
    *result = SHEET_MERGED;
    if (count == 0) {
        status = put(attempt, merged, revision, problem);
    } else {
        rebase(sheet, merged, current, revision, conflicts, count);
        *result = SHEET_CONFLICT;
    }
    json_decref(merged);
    json_decref(current);
    arena_free(&arena);
    return status;
}

static enum sheet_result result_of(const struct change_outcome *outcome, enum sheet_result done)
{
    switch (outcome->result) {
    case CHANGE_DONE:
        return done;
    case CHANGE_UNCHANGED:
        return SHEET_UNCHANGED;
    case CHANGE_CONFLICT: // again, within one transaction: it was made by others before we began
        return SHEET_CONFLICT;
    case CHANGE_FORBIDDEN:
        return SHEET_FORBIDDEN;
    case CHANGE_LOCKED:
        return SHEET_LOCKED;
    case CHANGE_INVALID:
    case CHANGE_NEEDED:
        break;
    }
    return SHEET_INVALID;
}

// It is saved: what is on the sheet is what is in the database.
static void settle_down(struct sheet *sheet, struct attempt *attempt)
{
    json_decref(sheet->opened);
    json_decref(sheet->working);
    sheet->opened = json_deep_copy(attempt->record);
    sheet->working = json_deep_copy(attempt->record);
    sheet->revision = attempt->outcome.revision;
    sheet->unkept = true;
}

static enum status save(struct sheet *sheet, struct attempt *attempt, enum sheet_result *result, struct sheet_outcome *outcome,
                        struct problem *problem)
{
    enum status status = put(attempt, sheet->working, sheet->revision, problem);
    *result = SHEET_SAVED;
    if (status == STATUS_OK && attempt->outcome.result == CHANGE_CONFLICT)
        status = merge(sheet, attempt, result, problem);
    if (status != STATUS_OK || *result == SHEET_CONFLICT || *result == SHEET_GONE) {
        change_cancel(&attempt->change);
        return status;
    }
    *result = result_of(&attempt->outcome, *result);
    note_problems(sheet, &attempt->outcome, outcome);
    if (*result != SHEET_SAVED && *result != SHEET_MERGED && *result != SHEET_UNCHANGED) {
        change_cancel(&attempt->change);
        return STATUS_OK;
    }
    int64_t revision = attempt->outcome.revision;
    status = change_commit(&attempt->change, problem);
    attempt->outcome.revision = revision;
    if (status == STATUS_OK)
        settle_down(sheet, attempt);
    return status;
}

enum status sheet_save(struct sheet *sheet, sqlite3 *editorial, const struct change_author *author, enum sheet_result *result,
                       struct sheet_outcome *outcome, struct problem *problem)
{
    struct attempt attempt = {.editorial = editorial, .author = author};
    *outcome = (struct sheet_outcome){0};
    arena_reset(&sheet->arena);
    *result = SHEET_CONFLICT;
    if (sheet->conflict_count > 0)
        return STATUS_OK;
    enum status status = change_begin(&attempt.change, editorial, author, problem);
    if (status == STATUS_OK)
        status = save(sheet, &attempt, result, outcome, problem);
    json_decref(attempt.record);
    return status;
}

void sheet_settle(struct sheet *sheet, size_t conflict, bool ours)
{
    struct sheet_conflict *settled = &sheet->conflicts[conflict];
    sheet_set(sheet, settled->path, json_deep_copy(ours ? settled->ours : settled->theirs));
    forget_conflict(settled);
    sheet->conflict_count--;
    memmove(settled, settled + 1, (sheet->conflict_count - conflict) * sizeof *settled);
    sheet->unkept = true;
}

bool sheet_field_changed(const struct sheet *sheet, const char *path)
{
    json_t *working = record_at(sheet->working, path), *opened = sheet->opened == NULL ? NULL : record_at(sheet->opened, path);
    return working != opened && (working == NULL || opened == NULL || !json_equal(working, opened));
}

void sheet_see(struct sheet *sheet, const char *path, json_t *stored)
{
    if (sheet->opened == NULL)
        return;
    record_put_at(sheet->opened, path, json_deep_copy(stored));
    sheet_set(sheet, path, json_deep_copy(stored));
    for (size_t i = sheet->conflict_count; i-- > 0;)
        if (strcmp(sheet->conflicts[i].path, path) == 0)
            sheet_settle(sheet, i, true);
    sheet->unkept = true;
}

enum status sheet_catch_up(struct sheet *sheet, sqlite3 *editorial, struct problem *problem)
{
    struct sheet now;
    if (sheet_changed(sheet))
        return STATUS_OK;
    enum status status = sheet_open(&now, editorial, sheet_id(sheet), problem);
    if (status != STATUS_OK)
        return status;
    drop(&sheet->opened);
    drop(&sheet->working);
    sheet->opened = json_incref(now.opened);
    sheet->working = json_incref(now.working);
    sheet->revision = now.revision;
    sheet->unkept = true;
    sheet_close(&now);
    return STATUS_OK;
}

// ---- drafts -------------------------------------------------------------------------------------------------------

static json_t *json_or_null(json_t *value)
{
    return value == NULL ? json_null() : json_incref(value);
}

const char *sheet_write(struct arena *arena, const struct sheet *sheet)
{
    json_t *conflicts = json_array();
    for (size_t i = 0; i < sheet->conflict_count; i++) {
        const struct sheet_conflict *conflict = &sheet->conflicts[i];
        json_array_append_new(conflicts, json_pack("{s:s, s:o, s:o, s:o}", "path", conflict->path, "opened",
                                                   json_or_null(conflict->opened), "ours", json_or_null(conflict->ours),
                                                   "theirs", json_or_null(conflict->theirs)));
    }
    json_t *whole = json_pack("{s:o, s:I, s:O, s:O, s:o, s:I, s:o}", "opened", json_or_null(sheet->opened), "revision",
                              (json_int_t)sheet->revision, "working", sheet->working, "typed", sheet->typed, "focus",
                              sheet->focus == NULL ? json_null() : json_string(sheet->focus), "cursor",
                              (json_int_t)sheet->cursor, "conflicts", conflicts);
    const char *text = record_write_text(arena, whole);
    json_decref(whole);
    return text;
}

// What is null in a draft is nothing.
static json_t *taken(json_t *object, const char *name)
{
    json_t *value = json_object_get(object, name);
    return json_is_null(value) ? NULL : json_incref(value);
}

static void read_conflicts(struct sheet *sheet, json_t *conflicts)
{
    sheet->conflicts = memory_allocate(json_array_size(conflicts) + 1, sizeof *sheet->conflicts);
    for (size_t i = 0; i < json_array_size(conflicts); i++) {
        json_t *conflict = json_array_get(conflicts, i);
        const char *path = record_string(conflict, "path");
        if (path != NULL)
            sheet->conflicts[sheet->conflict_count++] =
                (struct sheet_conflict){memory_copy_text(path), taken(conflict, "opened"), taken(conflict, "ours"),
                                        taken(conflict, "theirs")};
    }
}

enum status sheet_read(struct sheet *sheet, const char *text, struct problem *problem)
{
    json_t *whole;
    *sheet = (struct sheet){0};
    enum status status = record_read_text(text, &whole, problem);
    if (status != STATUS_OK)
        return status;
    json_t *cursor = json_object_get(whole, "cursor");
    const char *focus = record_string(whole, "focus");
    *sheet = (struct sheet){.opened = taken(whole, "opened"), .working = taken(whole, "working"), .typed = taken(whole, "typed"),
                            .revision = json_integer_value(json_object_get(whole, "revision")),
                            .cursor = json_integer_value(cursor) < 0 ? 0 : (size_t)json_integer_value(cursor),
                            .focus = focus == NULL ? NULL : memory_copy_text(focus)};
    read_conflicts(sheet, json_object_get(whole, "conflicts"));
    json_decref(whole);
    if (record_kind(sheet->working) == KIND_NONE || strlen(record_id(sheet->working)) != MODEL_ID_BYTES - 1 ||
        !json_is_object(sheet->typed) || (sheet->opened != NULL && !json_is_object(sheet->opened))) {
        sheet_close(sheet);
        return problem_set(problem, STATUS_CORRUPT, "draft", "it is left out", "it is no record under edit");
    }
    return STATUS_OK;
}
