// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The SQL schema of catalog and editorial database (data/schema.sql).
#ifndef KOMPASS_CORE_MODEL_SCHEMA_H
#define KOMPASS_CORE_MODEL_SCHEMA_H

// Conditions on a row of the table offer, in SQL: offer_has_contact(), and the other half of offer_is_reachable().
#define SCHEMA_OFFER_HAS_CONTACT                                                                                       \
    "(offer.appointment_url IS NOT NULL OR EXISTS (SELECT 1 FROM contact WHERE offer_id = offer.id"                    \
    " AND coalesce(phone, printed, email, url) IS NOT NULL))"
#define SCHEMA_OFFER_HAS_STREET "EXISTS (SELECT 1 FROM place WHERE place.id = offer.place_id AND street IS NOT NULL)"

// The text of data/schema.sql: the tables that both files have.
const char *schema_sql(void);

// The text of data/catalog.sql: what publishing adds (release, search index). Of data/editorial.sql: what editing
// needs.
const char *schema_catalog_sql(void);
const char *schema_editorial_sql(void);

#endif
