// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Sets are JSON: SQLite takes a list of any length as one parameter, and what was seen is an object's keys.
#include "core/publish/reach.h"

#include "core/database/statement.h"
#include "core/model/lead.h"

#include <stdlib.h>

const char *reach_text(struct reach *reach, json_t *list)
{
    char *text = json_dumps(list, JSON_COMPACT);
    const char *copy = arena_copy_text(&reach->arena, text);
    free(text);
    return copy;
}

void reach_add(struct reach *reach, const char *sql, const char *wanted, json_t *added)
{
    if (reach->status != STATUS_OK)
        return;
    struct statement *rows = database_query(reach->database, sql, reach->problem);
    if (wanted != NULL)
        statement_bind_text(rows, 1, wanted);
    while (statement_next(rows)) {
        const char *id = statement_text(rows, 0);
        if (id == NULL || json_object_get(reach->ids, id) != NULL)
            continue;
        json_object_set_new(reach->ids, id, json_true());
        json_array_append_new(added, json_string(id));
    }
    reach->status = statement_end(&rows);
}

struct reach_step {
    struct reach *reach;
    enum reach_direction direction;
    const char *from;
    json_t *added;
};

static void follow_lead(void *context, const struct lead *lead)
{
    struct reach_step *step = context;
    bool back = step->direction >= REACH_FROM;
    bool needed = step->direction == REACH_TO_NEEDED || step->direction == REACH_FROM_NEEDING;
    if ((needed && !lead->needed) || (step->direction == REACH_FROM_PARTS && !lead->within))
        return;
    reach_add(step->reach,
              arena_format(&step->reach->arena, "SELECT DISTINCT %s FROM %s WHERE %s IN (SELECT value FROM json_each(?))",
                           back ? lead->owner : lead->target, lead->table, back ? lead->target : lead->owner),
              step->from, step->added);
}

void reach_follow(struct reach *reach, json_t *from, enum reach_direction direction, json_t *added)
{
    json_t *found = json_array();
    struct reach_step step = {reach, direction, reach_text(reach, from), found};
    if (json_array_size(from) > 0)
        lead_each(follow_lead, &step);
    json_array_extend(added, found);
    json_decref(found);
}

void reach_follow_all(struct reach *reach, json_t *from, enum reach_direction direction, json_t *added)
{
    json_t *last = json_copy(from);
    while (reach->status == STATUS_OK && json_array_size(last) > 0) {
        json_t *found = json_array();
        reach_follow(reach, last, direction, found);
        json_array_extend(added, found);
        json_decref(last);
        last = found;
    }
    json_decref(last);
}
