-- SPDX-License-Identifier: EUPL-1.2
-- SPDX-FileCopyrightText: Kompass contributors
--
-- An editorial database of version 5 becomes one of version 6: situations. `thing` is made anew as in the step to version 3.
PRAGMA legacy_alter_table = ON;
ALTER TABLE thing RENAME TO old_thing;
CREATE TABLE thing (
    id       TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36), -- UUID
    kind     TEXT NOT NULL CHECK (kind IN ('city', 'area', 'topic', 'organization', 'place', 'offer', 'article', 'guide',
                 'guide_step', 'emergency', 'holiday', 'event', 'term', 'closure', 'situation')), -- the table that has the rest of it
    slug     TEXT CHECK (slug <> '' AND slug NOT GLOB '*[^a-z0-9-]*'), -- a short name for people and files; NULL: of kinds
                 -- that are found through others (organization, place, guide_step)
    position INTEGER NOT NULL, -- order on the screen among its like, rising; equal positions are ordered by id
    revision INTEGER NOT NULL CHECK (revision > 0), -- counts its changes; in a catalog 1
    UNIQUE (kind, slug)
) STRICT, WITHOUT ROWID;
INSERT INTO thing SELECT id, kind, slug, position, revision FROM old_thing;
DROP TABLE old_thing;
PRAGMA legacy_alter_table = OFF;

-- What brings somebody here ("I am ill"), and a decision table of what helps then: docs/paths.md. Text: name, in the words of
-- whom it is about.
CREATE TABLE situation (
    id        TEXT NOT NULL PRIMARY KEY REFERENCES thing (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED, -- the thing
    pictogram TEXT CHECK (pictogram <> ''), -- its picture, as of an area
    urgent    INTEGER NOT NULL CHECK (urgent IN (0, 1)) -- 1: danger; help is shown at once, and nothing is asked
) STRICT, WITHOUT ROWID;

-- What helps in a situation, the most important first: an offer, why, and for whom. A row holds when all its conditions do;
-- an offer with several rows is for whom one of them holds. A condition is on the answer to the question of its name
-- (core/paths/condition.h); NULL: it does not matter.
CREATE TABLE situation_row (
    situation_id TEXT NOT NULL REFERENCES situation (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED, -- the situation
    position     INTEGER NOT NULL, -- order within it
    offer_id     TEXT NOT NULL REFERENCES offer (id) DEFERRABLE INITIALLY DEFERRED, -- what helps
    reason       TEXT NOT NULL CHECK (reason IN ('now', 'first', 'must', 'advice', 'papers', 'money', 'cheaper', 'home',
                     'health', 'child', 'work', 'learn', 'understand', 'interpreter', 'meet', 'take-part', 'protection')), -- why
    whom         TEXT CHECK (whom <> ''),     -- for whom help is sought
    status       TEXT CHECK (status <> ''),   -- by which right one is here
    age          TEXT CHECK (age <> ''),      -- how old the children are
    district     TEXT CHECK (district <> ''), -- where one lives
    language     TEXT CHECK (language <> ''), -- what one speaks
    time         TEXT CHECK (time <> ''),     -- when one can come
    PRIMARY KEY (situation_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX led_situation_row_offer ON situation_row (offer_id);
