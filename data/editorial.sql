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
    reason TEXT NOT NULL, -- in the author's words; may be empty
    door   TEXT CHECK (door <> ''), -- by what it came: 'form', 'bulk', 'import', 'undo', 'restore', 'verify' ...; NULL: from before
                                    -- version 3, or by a program that does not say
    undoes INTEGER REFERENCES change (number) -- the change that this one takes back; NULL: none
) STRICT;
CREATE INDEX change_undone ON change (undoes) WHERE undoes IS NOT NULL;

-- What a change did to one thing. Records are JSON objects as core/model/record.h describes them. A row is large, so they stand in
-- a table of their own order and are found by indexes, which are small: in one WITHOUT ROWID each search would go through the rows.
CREATE TABLE change_thing (
    change   INTEGER NOT NULL REFERENCES change (number), -- the change
    thing    TEXT NOT NULL,    -- the thing's id; the thing itself may be gone by now
    kind     TEXT NOT NULL,    -- its kind
    slug     TEXT,             -- its slug then
    revision INTEGER NOT NULL, -- its revision after the change; of a removal the last one
    before   TEXT CHECK (before GLOB '{*}'), -- the record as it was; NULL: it was added
    after    TEXT CHECK (after GLOB '{*}'),  -- the record as it became; NULL: it was removed
    UNIQUE (change, thing),
    CHECK (before IS NOT NULL OR after IS NOT NULL)
) STRICT;
CREATE INDEX change_of_thing ON change_thing (thing, change);
CREATE INDEX change_addition ON change_thing (change) WHERE before IS NULL;
CREATE INDEX change_removal ON change_thing (change) WHERE after IS NULL;

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

-- Things that are kept from the next publishing on, with all that cannot be without them, until somebody takes this back.
-- When and by whom is in their history.
CREATE TABLE withheld (
    thing  TEXT NOT NULL PRIMARY KEY REFERENCES thing (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED, -- the thing
    reason TEXT NOT NULL CHECK (reason <> '') -- for staff, in any language
) STRICT, WITHOUT ROWID;

-- Who works on a thing just now. A lease ends by itself: the work of somebody whose connection broke waits for nobody.
CREATE TABLE lease (
    thing   TEXT NOT NULL CHECK (length(thing) = 36), -- the thing; it may be one that is not there yet
    scope   TEXT NOT NULL, -- the language whose texts are meant; '': all but the texts of other languages than German
    holder  TEXT NOT NULL CHECK (holder <> ''),  -- the name of a person, as in change.author
    session TEXT NOT NULL CHECK (session <> ''), -- which of the holder's programs: what it drew for itself at its start
    since   TEXT NOT NULL CHECK (since GLOB '????-??-??T??:??:??Z'), -- RFC 3339, UTC
    until   TEXT NOT NULL CHECK (until GLOB '????-??-??T??:??:??Z'), -- holds until then, unless it is made longer
    PRIMARY KEY (thing, scope)
) STRICT, WITHOUT ROWID;

-- "Still valid": each time that somebody asked whether the facts of a thing are right. source.verified_on is the day of the
-- last one and is published; the rest is not.
CREATE TABLE verification (
    number      INTEGER NOT NULL PRIMARY KEY, -- rising
    thing       TEXT NOT NULL REFERENCES thing (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED, -- the thing
    verified_on TEXT NOT NULL CHECK (verified_on IS date(verified_on, '+0 days')), -- the day
    verified_by TEXT NOT NULL CHECK (verified_by <> ''), -- who asked: a login name
    method      TEXT NOT NULL CHECK (method IN ('phone', 'visit', 'letter', 'mail', 'website')), -- how
    note        TEXT CHECK (note <> '') -- what was said; NULL: nothing to note
) STRICT;
CREATE INDEX verification_of_thing ON verification (thing, verified_on);

-- What others propose, one record each: it waits for somebody who takes it or declines it, and changes nothing until then.
CREATE TABLE proposal (
    number     INTEGER NOT NULL PRIMARY KEY, -- rising
    received   TEXT NOT NULL CHECK (received GLOB '????-??-??T??:??:??Z'), -- RFC 3339, UTC
    proposer   TEXT NOT NULL CHECK (proposer <> ''), -- who sent it, as stated: a provider, a file
    thing      TEXT NOT NULL CHECK (length(thing) = 36), -- whose record it is; it may be one that is not there yet
    kind       TEXT NOT NULL CHECK (kind <> ''), -- its kind
    record     TEXT NOT NULL CHECK (record GLOB '{*}'), -- as core/model/record.h describes it
    state      TEXT NOT NULL CHECK (state IN ('waiting', 'taken', 'declined')), -- what became of it
    decided    TEXT CHECK (decided GLOB '????-??-??T??:??:??Z'), -- when; NULL: it waits
    decided_by TEXT CHECK (decided_by <> ''), -- the login name of who decided
    reason     TEXT CHECK (reason <> ''),     -- why, in that person's words
    CHECK ((state = 'waiting') = (decided IS NULL) AND (decided IS NULL) = (decided_by IS NULL))
) STRICT;
CREATE INDEX proposal_in_state ON proposal (state, number);

-- What became of asking whether a contact works: web addresses, domains of mail addresses, telephone numbers. Only what failed
-- on different days is broken.
CREATE TABLE contact_check (
    contact      TEXT NOT NULL PRIMARY KEY CHECK (contact <> ''), -- as it stands in the things: one row for all that have it
    type         TEXT NOT NULL CHECK (type IN ('url', 'email', 'phone')), -- what it is
    result       TEXT NOT NULL CHECK (result IN ('works', 'moved', 'gone', 'refused', 'certificate', 'slow', 'error',
                     'nameless', 'unreachable', 'invalid', 'unknown')), -- of the last time: core/editorial/contacts.h
    detail       TEXT CHECK (detail <> ''), -- the answer in words, where it moved to
    checked      TEXT NOT NULL CHECK (checked GLOB '????-??-??T??:??:??Z'), -- the last time, RFC 3339, UTC
    failing_from TEXT CHECK (failing_from IS date(failing_from, '+0 days')), -- the first day since which it has failed each
                                             -- time; NULL: it did not fail the last time
    failed_days  INTEGER NOT NULL CHECK (failed_days >= 0), -- on how many days it has failed since
    etag         TEXT CHECK (etag <> ''),          -- of the last answer, to ask only whether there is another
    modified     TEXT CHECK (modified <> ''),      -- Last-Modified of it
    CHECK ((failing_from IS NULL) = (failed_days = 0))
) STRICT, WITHOUT ROWID;

-- What was published, and of which change it was made: what a publishing now would change is the history since then.
CREATE TABLE release (
    number INTEGER NOT NULL CHECK (number > 0), -- of the release
    at     TEXT NOT NULL CHECK (at GLOB '????-??-??T??:??:??Z'), -- when it was made, as in its manifest: RFC 3339, UTC
    change INTEGER NOT NULL CHECK (change >= 0), -- the last change in it; 0: none was recorded before
    author TEXT NOT NULL CHECK (author <> ''),   -- who published: a login name
    PRIMARY KEY (number, at)
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
CREATE INDEX led_situation_row_offer ON situation_row (offer_id);
CREATE INDEX led_step_guide ON guide_step (guide_id);
CREATE INDEX led_step_offer ON guide_step_offer (offer_id);
CREATE INDEX led_emergency_offer ON emergency (offer_id);
CREATE INDEX led_event_offer ON event (offer_id);
CREATE INDEX led_event_place ON event (place_id);
CREATE INDEX led_closure_offer ON closure (offer_id);
CREATE INDEX led_closure_organization ON closure (organization_id);
CREATE INDEX led_link ON link (target);

-- In which state translations are (core/translation/list.h), without reading the texts themselves.
CREATE INDEX text_state ON text (language, thing, field, source_hash, origin, reviewed_on);
