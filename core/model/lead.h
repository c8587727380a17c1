// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Where things lead, as columns of the database: for whoever follows links by SQL, many things at a time.
#ifndef KOMPASS_CORE_MODEL_LEAD_H
#define KOMPASS_CORE_MODEL_LEAD_H

#include "core/model/model.h"

// A column by which things lead to others. All static.
struct lead {
    const char *table;  // of a kind, of one of its parts, or `link`
    const char *owner;  // the column with the id of the thing that leads there
    const char *target; // the column
    enum kind leads_to; // KIND_NONE: to things of several kinds
    bool needed;        // without what it leads to, the thing cannot be, or is something else (model_column.bound)
    bool within;        // the thing has no life of its own and is told as a part of what it leads to
};

typedef void lead_visitor(void *context, const struct lead *lead);

// Visits all of them.
void lead_each(lead_visitor *visit, void *context);

#endif
