-- SPDX-License-Identifier: EUPL-1.2
-- SPDX-FileCopyrightText: Kompass contributors
--
-- What editing adds to data/schema.sql to make the editorial database. Publishing copies none of it. Only core/editorial
-- writes here and there: each change is one transaction with one row of `change`.

-- A note of staff on a thing, for staff.
CREATE TABLE note (
    thing TEXT NOT NULL PRIMARY KEY REFERENCES thing (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED, -- the thing
    text  TEXT NOT NULL CHECK (text <> '') -- in any language
) STRICT, WITHOUT ROWID;

-- What was changed together: one row for each transaction that changed something.
CREATE TABLE change (
    number INTEGER NOT NULL PRIMARY KEY, -- rising
    at     TEXT NOT NULL CHECK (at GLOB '????-??-??T??:??:??Z'), -- RFC 3339, UTC
    author TEXT NOT NULL CHECK (author <> ''), -- the login name of a person, or the name of an import ('content')
    reason TEXT NOT NULL -- in the author's words; may be empty
) STRICT;

-- What a change did to one thing. Records are JSON objects as core/model/record.h describes them.
CREATE TABLE change_thing (
    change   INTEGER NOT NULL REFERENCES change (number), -- the change
    thing    TEXT NOT NULL,    -- the thing's id; the thing itself may be gone by now
    kind     TEXT NOT NULL,    -- its kind
    slug     TEXT,             -- its slug then
    revision INTEGER NOT NULL, -- its revision after the change; of a removal the last one
    before   TEXT CHECK (before GLOB '{*}'), -- the record as it was; NULL: it was added
    after    TEXT CHECK (after GLOB '{*}'),  -- the record as it became; NULL: it was removed
    PRIMARY KEY (change, thing),
    CHECK (before IS NOT NULL OR after IS NOT NULL)
) STRICT, WITHOUT ROWID;
CREATE INDEX change_of_thing ON change_thing (thing, change);

-- Which things an import owns, and what its source said of them at the last import. An import writes, changes and removes
-- only its own things. Of a thing that people have changed since, it changes those fields only that they have not touched;
-- where both have changed one, the people's stays and the import tells it.
CREATE TABLE imported (
    thing  TEXT NOT NULL PRIMARY KEY REFERENCES thing (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED, -- the thing
    source TEXT NOT NULL CHECK (source <> ''), -- who owns it: 'content' is core/exchange/content
    record TEXT NOT NULL CHECK (record GLOB '{*}') -- the record as the source had it
) STRICT, WITHOUT ROWID;

-- What people have removed of what an import owns: it is not brought back, as long as the source has it. Somebody who
-- brings it back gives it to the import again.
CREATE TABLE removed (
    id     TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36), -- the thing that was
    source TEXT NOT NULL CHECK (source <> ''), -- as in imported
    record TEXT NOT NULL CHECK (record GLOB '{*}') -- the same
) STRICT, WITHOUT ROWID;

-- Things that an import has changed in their facts while the date of their source and that of their verification stayed.
CREATE TABLE source_older (
    thing  TEXT NOT NULL PRIMARY KEY REFERENCES thing (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED, -- the thing
    fields TEXT NOT NULL CHECK (fields <> '') -- what changed, as the content files call it
) STRICT, WITHOUT ROWID;

-- What leads to a thing, asked before it is removed, here and by SQLite itself: without these each removal would read every
-- table from end to end. A test holds them to the model.
CREATE INDEX led_topic_area ON topic (area_id);
CREATE INDEX led_offer_organization ON offer (organization_id);
CREATE INDEX led_offer_place ON offer (place_id);
CREATE INDEX led_offer_original ON offer (duplicate_of);
CREATE INDEX led_offer_topic ON offer_topic (topic_id);
CREATE INDEX led_article_topic ON article (topic_id);
CREATE INDEX led_guide_area ON guide (area_id);
CREATE INDEX led_step_guide ON guide_step (guide_id);
CREATE INDEX led_step_offer ON guide_step_offer (offer_id);
CREATE INDEX led_emergency_offer ON emergency (offer_id);
CREATE INDEX led_event_offer ON event (offer_id);
CREATE INDEX led_event_place ON event (place_id);
CREATE INDEX led_link ON link (target);
