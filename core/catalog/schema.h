// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The SQL schema of catalog and editorial database (data/schema.sql) and the marks by which a file is recognised.
#ifndef KOMPASS_CORE_CATALOG_SCHEMA_H
#define KOMPASS_CORE_CATALOG_SCHEMA_H

enum {
    SCHEMA_CATALOG_ID = 0x4B4D5043,   // application_id "KMPC"
    SCHEMA_EDITORIAL_ID = 0x4B4D5045, // application_id "KMPE"
    SCHEMA_VERSION = 1,               // user_version of both
};

// The text of data/schema.sql: the tables that both files have.
const char *schema_sql(void);

// The text of data/catalog.sql: what publishing adds (release, search index). Of data/editorial.sql: what editing
// needs.
const char *schema_catalog_sql(void);
const char *schema_editorial_sql(void);

#endif
