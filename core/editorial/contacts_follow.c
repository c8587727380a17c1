// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Taking over the address to which another has moved: a change like any other, by the one door.
#include "core/editorial/contacts_private.h"

#include <string.h>

struct address_follow {
    struct change *change;
    const char *from;
    json_t *to;
    struct arena *arena;
    struct contact_move *move;
};

static void replace_in(const struct address_follow *following, json_t *object, const struct model_column *columns, size_t count)
{
    for (size_t i = 0; json_is_object(object) && i < count; i++) {
        const char *value = json_string_value(json_object_get(object, columns[i].name));
        if (contact_column_type(&columns[i]) == CONTACT_URL && value != NULL && strcmp(value, following->from) == 0)
            json_object_set(object, columns[i].name, following->to);
    }
}

static void replace(const struct address_follow *following, json_t *record)
{
    const struct model_kind *model = model_kind(record_kind(record));
    size_t count;
    const struct model_column *source = model_source(&count);
    replace_in(following, record, model->columns, model->column_count);
    replace_in(following, json_object_get(record, "source"), source, count);
    for (size_t i = 0; i < model->part_count; i++) {
        json_t *part = json_object_get(record, model->parts[i].name);
        for (size_t k = 0; k < json_array_size(part); k++)
            replace_in(following, json_array_get(part, k), model->parts[i].columns, model->parts[i].column_count);
    }
}

static void note(const struct address_follow *following, const struct change_outcome *outcome)
{
    struct contact_move *move = following->move;
    move->changed += outcome->result == CHANGE_DONE;
    if (outcome->result == CHANGE_DONE || outcome->result == CHANGE_UNCHANGED || move->result != CHANGE_DONE)
        return;
    const char *why = outcome->problem_count > 0 ? outcome->problems[0].what : NULL;
    if (outcome->result == CHANGE_FORBIDDEN)
        why = outcome->paths[0];
    else if (outcome->result == CHANGE_LOCKED)
        why = outcome->lock->holder;
    move->result = outcome->result;
    move->why = arena_copy_text(following->arena, why);
}

static enum status follow_in(const struct address_follow *following, const char *id, struct problem *problem)
{
    json_t *record;
    int64_t revision;
    struct change_outcome outcome;
    enum status status = record_read(following->change->records, id, &record, &revision, problem);
    if (status != STATUS_OK || record == NULL)
        return status;
    replace(following, record);
    status = change_put(following->change, record, revision, &outcome, problem);
    if (status == STATUS_OK)
        note(following, &outcome);
    json_decref(record);
    return status;
}

// Read at once, as what is read changes below.
static enum status things_with(sqlite3 *editorial, const char *address, struct arena *arena, const char ***ids, size_t *count,
                               struct problem *problem)
{
    size_t room = 0;
    *ids = NULL;
    *count = 0;
    struct statement *row = database_query(
        editorial, arena_format(arena, "SELECT DISTINCT thing FROM (%s) WHERE type = 'url' AND address = ? ORDER BY thing", contact_uses_sql(arena)),
        problem);
    statement_bind_text(row, 1, address);
    while (statement_next(row)) {
        *ids = arena_grow(arena, *ids, *count, &room, sizeof **ids);
        (*ids)[(*count)++] = statement_copy(arena, row, 0);
    }
    return statement_end(&row);
}

static enum status moved_to(sqlite3 *editorial, const char *address, struct arena *arena, const char **to, struct problem *problem)
{
    struct statement *row = database_query(
        editorial, "SELECT detail FROM contact_check WHERE type = 'url' AND result = 'moved' AND contact = ?", problem);
    statement_bind_text(row, 1, address);
    *to = statement_next(row) ? statement_copy(arena, row, 0) : NULL;
    return statement_end(&row);
}

enum status contacts_follow(sqlite3 *editorial, const struct change_author *author, const char *address, struct arena *arena,
                            struct contact_move *move, struct problem *problem)
{
    struct address_follow following = {.from = address, .arena = arena, .move = move};
    const char *to, **ids = NULL;
    size_t count = 0;
    *move = (struct contact_move){.result = CHANGE_DONE};
    enum status status = change_begin(&following.change, editorial, author, problem);
    if (status != STATUS_OK)
        return status;
    status = moved_to(editorial, address, arena, &to, problem);
    if (status == STATUS_OK && to != NULL)
        status = things_with(editorial, address, arena, &ids, &count, problem);
    following.to = json_string(to == NULL ? "" : to);
    for (size_t i = 0; i < count && status == STATUS_OK; i++)
        status = follow_in(&following, ids[i], problem);
    json_decref(following.to);
    if (status == STATUS_OK)
        return change_commit(&following.change, problem);
    change_cancel(&following.change);
    return status;
}
