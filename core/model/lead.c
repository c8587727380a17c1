// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// They follow from the tables of the model, but for links in bodies, which have a table of their own.
#include "core/model/lead.h"

#include <string.h>

static void visit_columns(const struct model_kind *model, lead_visitor *visit, void *context)
{
    for (size_t i = 0; i < model->column_count; i++) {
        const struct model_column *column = &model->columns[i];
        bool parent = model->parent_column != NULL && strcmp(model->parent_column, column->name) == 0;
        if (column->type == MODEL_THING)
            visit(context, &(struct lead){.table = model->name,
                                          .owner = "id",
                                          .target = column->name,
                                          .leads_to = column->leads_to,
                                          .needed = column->needed || column->bound,
                                          .within = model->within && parent});
    }
}

static void visit_part(const struct model_part *part, lead_visitor *visit, void *context)
{
    for (size_t i = 0; i < part->column_count; i++) {
        const struct model_column *column = &part->columns[i];
        if (column->type == MODEL_THING)
            visit(context, &(struct lead){.table = part->table,
                                          .owner = part->owner,
                                          .target = column->name,
                                          .leads_to = column->leads_to});
    }
}

void lead_each(lead_visitor *visit, void *context)
{
    for (int kind = 0; kind < KIND_COUNT; kind++) {
        const struct model_kind *model = model_kind((enum kind)kind);
        visit_columns(model, visit, context);
        for (size_t i = 0; i < model->part_count; i++)
            visit_part(&model->parts[i], visit, context);
    }
    visit(context, &(struct lead){.table = "link", .owner = "thing", .target = "target", .leads_to = KIND_NONE});
}
