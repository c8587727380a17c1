// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The SQL files of data/ as the build turned them into bytes, so that the program needs no file to make a database.
#include "core/model/schema.h"

static const unsigned char schema_bytes[] = {
#include "generated/schema.inc"
    0
};

static const unsigned char catalog_bytes[] = {
#include "generated/catalog.inc"
    0
};

static const unsigned char editorial_bytes[] = {
#include "generated/editorial.inc"
    0
};

const char *schema_sql(void)
{
    return (const char *)schema_bytes;
}

const char *schema_catalog_sql(void)
{
    return (const char *)catalog_bytes;
}

const char *schema_editorial_sql(void)
{
    return (const char *)editorial_bytes;
}

const struct database_format catalog_format = {
    .application_id = SCHEMA_CATALOG_ID,
    .version = CATALOG_VERSION,
    .oldest = CATALOG_OLDEST,
    .name = SCHEMA_CATALOG_NAME,
    .mend = "get it again with `kompass sync`",
    .upgrading = "have its publisher install this version and publish again",
    .other_id = SCHEMA_EDITORIAL_ID,
    .other_name = SCHEMA_EDITORIAL_NAME,
    .schema = {schema_sql, schema_catalog_sql},
};
