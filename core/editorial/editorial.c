// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
#include "core/editorial/editorial.h"

#include "core/database/database.h"
#include "core/model/schema.h"

enum status editorial_open(sqlite3 **editorial, const char *path, struct problem *problem)
{
    const char *const schema[] = {schema_sql(), schema_editorial_sql(), NULL};
    return database_open_writing(editorial, path, SCHEMA_EDITORIAL_ID, schema, problem);
}
