// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// What an editorial database is to core/database: its marks, its tables, the steps from older ones.
#include "core/editorial/editorial.h"

#include "core/database/database.h"
#include "core/editorial/upgrade.h"
#include "core/model/schema.h"

static const struct database_upgrade upgrades[] = {
    {.from = 1, .run = upgrade_2}, {.from = 2, .run = upgrade_3}, {.from = 3, .run = upgrade_4}, {.from = 4, .run = upgrade_5},
    {.from = 5, .run = upgrade_6}, {.from = 6, .run = upgrade_7}, {.from = 7, .run = upgrade_8}, {.from = 8, .run = upgrade_9}};

const struct database_format editorial_format = {
    .application_id = SCHEMA_EDITORIAL_ID,
    .version = EDITORIAL_VERSION,
    .oldest = EDITORIAL_VERSION,
    .changes = true,
    .name = SCHEMA_EDITORIAL_NAME,
    .mend = "restore it from a backup, or import into a new file",
    .upgrading = "`kompass import` into it upgrades it, and puts a copy beside it first",
    .other_id = SCHEMA_CATALOG_ID,
    .other_name = SCHEMA_CATALOG_NAME,
    .schema = {schema_sql, schema_editorial_sql},
    .upgrades = upgrades,
    .upgrade_count = sizeof upgrades / sizeof *upgrades,
};

enum status editorial_open(sqlite3 **editorial, const char *path, struct problem *problem)
{
    return database_open_writing(editorial, path, &editorial_format, problem);
}
