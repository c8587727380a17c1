// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The SQL schema of catalog and editorial database (data/schema.sql).
#ifndef KOMPASS_CORE_MODEL_SCHEMA_H
#define KOMPASS_CORE_MODEL_SCHEMA_H

#include "core/database/database.h"

// Conditions on a row of the table offer, in SQL: offer_has_contact(), and the other half of offer_is_reachable().
#define SCHEMA_OFFER_HAS_CONTACT                                                                                       \
    "(offer.appointment_url IS NOT NULL OR EXISTS (SELECT 1 FROM contact WHERE offer_id = offer.id"                    \
    " AND coalesce(phone, printed, email, url) IS NOT NULL))"
#define SCHEMA_OFFER_HAS_STREET "EXISTS (SELECT 1 FROM place WHERE place.id = offer.place_id AND street IS NOT NULL)"

// The versions (user_version) of the two files, which change by themselves. That of a catalog is raised only by what makes a
// program that knows the version before it read a catalog wrongly: a table or a column that is added does not raise it, and who
// does not know it reads on. What is published has the lowest one that reads it rightly (SCHEMA_LOWEST_READER), so that kiosks
// of the version before stay served until somebody writes what they would misread. That of the editorial database is raised by every change of its tables, by a step of its upgrades
// (core/editorial).
enum { CATALOG_VERSION = 4, CATALOG_OLDEST = 2, EDITORIAL_VERSION = 9 };

// The lowest version that reads a whole catalog rightly, in SQL. Version 2 takes all opening hours for those of a door, every week;
// version 3 those of closures.
#define SCHEMA_RESTRICTED(table)                                                                                       \
    "EXISTS (SELECT 1 FROM " table " WHERE by_phone = 1 OR coalesce(weeks, valid_from, valid_until) IS NOT NULL)"
#define SCHEMA_LOWEST_READER                                                                                           \
    "CASE WHEN " SCHEMA_RESTRICTED("closure_schedule") " THEN 4 WHEN " SCHEMA_RESTRICTED("schedule") " THEN 3 ELSE 2 END"

enum {
    SCHEMA_CATALOG_ID = 0x4B4D5043,   // application_id "KMPC"
    SCHEMA_EDITORIAL_ID = 0x4B4D5045, // application_id "KMPE"
};

// A catalog; it never changes. That of the editorial database is editorial_format (core/editorial/editorial.h).
extern const struct database_format catalog_format;
#define SCHEMA_CATALOG_NAME "a catalog"
#define SCHEMA_EDITORIAL_NAME "an editorial database"

// The text of data/schema.sql: the tables that both files have.
const char *schema_sql(void);

// The text of data/catalog.sql: what publishing adds (release, search index). Of data/editorial.sql: what editing
// needs.
const char *schema_catalog_sql(void);
const char *schema_editorial_sql(void);

#endif
