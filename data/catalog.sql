-- SPDX-License-Identifier: EUPL-1.2
-- SPDX-FileCopyrightText: Kompass contributors
--
-- What publishing adds to data/schema.sql to make a catalog. A catalog is written once, never changed, and read as
-- immutable; it has no trigger and no view, and a reader runs none.
-- user_version is raised only by what makes a program that knows the one before it read wrongly: another meaning, something
-- taken away. A table or a column that is added does not raise it, and whoever does not know it reads on.

-- The release that this file is; one row.
CREATE TABLE release (
    number  INTEGER NOT NULL PRIMARY KEY CHECK (number > 0), -- counts up for every publication; also the file's name
    city_id TEXT NOT NULL REFERENCES city (id), -- the city it is of
    created TEXT NOT NULL CHECK (created GLOB '????-??-??T??:??:??Z') -- RFC 3339, UTC
) STRICT;

-- The search index: one row for each listed thing and language; docs/search.md says how it is asked. All words are folded
-- as queries are (core/text/fold.h: lower case, no accents, one form of each letter), so the tokenizer only has to part
-- words at spaces; marks (M*) are kept as letters because folding leaves only those that carry meaning. Each word is
-- followed by its forms (core/search/form.h), which begin with a private-use character: its stem (U+E000 and the
-- language), the parts of a German compound (U+E001), how it is written in Latin letters (U+E002, and U+E003 without
-- vowels, of Ethiopic ones U+E004), and with its marks where it is written in several ways (U+E005). The texts themselves are not kept here. Duplicates (offer.duplicate_of) are not in it.
--   rowid    search_thing.number * 16384 + search_language.number * 256 + words in the title (at most 15) * 16
--            + 2-logarithm of the words in all
--   title    its names: an offer's gloss and always its German name, so that a word from a letter or a door finds it
--   summary  its summary; of an emergency number when to call it, and the number
--   context  names of its topics and areas, of an area those of its topics
--   body     what else should find it: what to bring and to do next, organization and address, blocks of an article,
--            steps of a guide
--   often    the words that the body has three times or more: positions are not kept, so this is all that is known of how
--            often a word stands there
CREATE VIRTUAL TABLE search USING fts5 (
    title, summary, context, body, often,
    content = '', columnsize = 0, detail = column, tokenize = "unicode61 remove_diacritics 0 categories 'L* M* N* Co'"
);

-- Where each form of a word stands.
CREATE VIRTUAL TABLE search_hit USING fts5vocab (search, instance);

-- The things that are indexed.
CREATE TABLE search_thing (
    number INTEGER NOT NULL PRIMARY KEY, -- in the order of the screens
    thing  TEXT NOT NULL REFERENCES thing (id) -- the thing
) STRICT;

-- The languages of the rows.
CREATE TABLE search_language (
    number INTEGER NOT NULL PRIMARY KEY CHECK (number BETWEEN 0 AND 63), -- as in rowids
    tag    TEXT NOT NULL -- BCP 47
) STRICT;

-- The words of all texts: what typing can become, and what was perhaps meant. Of a word that is written in several ways each
-- spelling has a row, too: U+E005, the word, a space, and the word with its marks.
CREATE TABLE search_word (
    word      TEXT NOT NULL PRIMARY KEY, -- folded
    shown     TEXT,             -- as people write it; NULL: just so
    things    INTEGER NOT NULL, -- 2-logarithm of how many have it, rounded down
    languages INTEGER NOT NULL  -- bit 1 << search_language.number for each language it is in
) STRICT, WITHOUT ROWID;

-- The words of the glossary that stand in the German texts of a thing, so in what all its translations are made from.
CREATE TABLE term_use (
    thing    TEXT NOT NULL REFERENCES thing (id), -- an offer, article or guide
    term_id  TEXT NOT NULL REFERENCES term (id), -- the word
    position INTEGER NOT NULL, -- in the order of their first places
    PRIMARY KEY (thing, term_id)
) STRICT, WITHOUT ROWID;

-- When events happen, from the day of the release on: expanded from event.rule when the release is made, so that a kiosk
-- computes no calendar.
CREATE TABLE event_time (
    event_id TEXT NOT NULL REFERENCES event (id), -- the event
    starts   TEXT NOT NULL CHECK (starts GLOB '????-??-??T??:??'), -- local wall time
    PRIMARY KEY (event_id, starts)
) STRICT, WITHOUT ROWID;

-- What the screens ask for, in the order in which they show it.
CREATE INDEX thing_of_kind ON thing (kind, position, id);
CREATE INDEX topic_of_area ON topic (area_id);
CREATE INDEX offer_of_topic ON offer_topic (topic_id, offer_id);
CREATE INDEX offer_listed ON offer (id) WHERE duplicate_of IS NULL;
CREATE INDEX offer_repeated ON offer (duplicate_of) WHERE duplicate_of IS NOT NULL;
CREATE INDEX article_of_topic ON article (topic_id);
CREATE INDEX guide_of_area ON guide (area_id);
CREATE INDEX step_of_guide ON guide_step (guide_id);
CREATE INDEX step_of_offer ON guide_step_offer (offer_id);
CREATE INDEX event_of_offer ON event (offer_id) WHERE offer_id IS NOT NULL;
CREATE INDEX closure_of_whom ON closure (offer_id, organization_id);
CREATE INDEX use_of_term ON term_use (term_id, thing);
