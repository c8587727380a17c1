// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// One question for each kind of the model.
#include "core/model/counts.h"

#include "core/database/statement.h"
#include "core/model/model_sql.h"

enum status counts_read(sqlite3 *database, struct counts *counts, struct problem *problem)
{
    enum status status = STATUS_OK;
    struct arena arena = {0};
    struct counts read = {0};
    for (int kind = 0; status == STATUS_OK && kind < KIND_COUNT; kind++) {
        int64_t count;
        status = database_number(database,
                                 arena_format(&arena, "SELECT count(*) FROM %s WHERE %s", model_kind((enum kind)kind)->name,
                                              model_sql_shown(&arena, (enum kind)kind)),
                                 &count, problem);
        read.of[kind] = (long)count;
    }
    *counts = status == STATUS_OK ? read : (struct counts){0};
    arena_free(&arena);
    return status;
}

const char *counts_text(struct arena *arena, const struct counts *counts)
{
    struct arena_text text = {0};
    arena_append(arena, &text, "");
    for (int kind = 0; kind < KIND_COUNT; kind++) {
        const struct model_kind *model = model_kind((enum kind)kind);
        if (!model->counted)
            continue;
        arena_append(arena, &text, arena_format(arena, "%s%ld %s", text.length == 0 ? "" : ", ", counts->of[kind], model->plural));
    }
    return text.bytes;
}
