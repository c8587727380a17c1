-- SPDX-License-Identifier: EUPL-1.2
-- SPDX-FileCopyrightText: Kompass contributors
--
-- What publishing adds to data/schema.sql to make a catalog. A catalog is written once, never changed, and read as
-- immutable; it has no trigger and no view, and a reader runs none.

-- The release that this file is; one row.
CREATE TABLE release (
    number  INTEGER NOT NULL PRIMARY KEY CHECK (number > 0), -- counts up for every publication; also the file's name
    city_id TEXT NOT NULL REFERENCES city (id), -- the city it is of
    created TEXT NOT NULL CHECK (created GLOB '????-??-??T??:??:??Z') -- RFC 3339, UTC
) STRICT;

-- The search index: one row for each listed thing and language. All texts are folded as queries are (core/text/fold.h:
-- lower case, no accents, one form of each letter), so the tokenizer only has to part words at spaces; marks (M*) are
-- kept as letters because folding leaves only those that carry meaning. Duplicates (offer.duplicate_of) are not in it.
--   kind      'area', 'topic', 'offer', 'article', 'guide' or 'emergency': the table of id
--   id        the thing
--   language  BCP 47, of the row's texts
--   title     its names: an offer's gloss and always its German name, so that a word from a letter or a door finds it
--   summary   its summary; of an emergency number when to call it, and the number
--   body      what else should find it: what to bring and to do next, organization and address, names of its topics and
--             areas, blocks of an article, steps of a guide
CREATE VIRTUAL TABLE search USING fts5 (
    kind UNINDEXED, id UNINDEXED, language UNINDEXED, title, summary, body,
    prefix = '2 3', tokenize = "unicode61 remove_diacritics 0 categories 'L* M* N* Co'"
);

-- What the screens ask for, in the order in which they show it.
CREATE INDEX topic_of_area ON topic (area_id, position);
CREATE INDEX offer_of_topic ON offer_topic (topic_id, offer_id);
CREATE INDEX offer_listed ON offer (id, position) WHERE duplicate_of IS NULL;
CREATE INDEX offer_repeated ON offer (duplicate_of) WHERE duplicate_of IS NOT NULL;
CREATE INDEX contact_of_offer ON contact (offer_id, position);
CREATE INDEX article_of_topic ON article (topic_id, position);
CREATE INDEX guide_of_area ON guide (area_id, position);
CREATE INDEX step_of_guide ON guide_step (guide_id, position);
CREATE INDEX step_of_offer ON guide_step_offer (offer_id);
