-- SPDX-License-Identifier: EUPL-1.2
-- SPDX-FileCopyrightText: Kompass contributors
--
-- An editorial database of version 2 becomes one of version 3: closures, and what staff work with together.

-- ---- a kind more ------------------------------------------------------------------------------------------------------
-- SQLite changes no condition of a table that is there, so `thing` is made anew. With this pragma what leads to `thing` goes
-- on to do so; foreign keys are off in an upgrade, so that nothing goes with the old one.
PRAGMA legacy_alter_table = ON;
ALTER TABLE thing RENAME TO old_thing;
CREATE TABLE thing (
    id       TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36), -- UUID
    kind     TEXT NOT NULL CHECK (kind IN ('city', 'area', 'topic', 'organization', 'place', 'offer', 'article', 'guide',
                 'guide_step', 'emergency', 'holiday', 'event', 'term', 'closure')), -- the table that has the rest of it
    slug     TEXT CHECK (slug <> '' AND slug NOT GLOB '*[^a-z0-9-]*'), -- a short name for people and files; NULL: of kinds
                 -- that are found through others (organization, place, guide_step)
    position INTEGER NOT NULL, -- order on the screen among its like, rising; equal positions are ordered by id
    revision INTEGER NOT NULL CHECK (revision > 0), -- counts its changes; in a catalog 1
    UNIQUE (kind, slug)
) STRICT, WITHOUT ROWID;
INSERT INTO thing SELECT id, kind, slug, position, revision FROM old_thing;
DROP TABLE old_thing;
PRAGMA legacy_alter_table = OFF;

-- A time in which something is closed, or open at other hours than every week: of one offer, of all offers of an organization,
-- or, where neither is named, of all offices of the city (offers of type 'office'). It holds whole days, of the city's zone.
-- Text: reason, in a few words. core/time/hours.h says which holds where several do.
CREATE TABLE closure (
    id              TEXT NOT NULL PRIMARY KEY REFERENCES thing (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED, -- the thing
    offer_id        TEXT REFERENCES offer (id) DEFERRABLE INITIALLY DEFERRED, -- of this offer
    organization_id TEXT REFERENCES organization (id) DEFERRABLE INITIALLY DEFERRED, -- of all offers of this organization
    first_day       TEXT NOT NULL CHECK (first_day IS date(first_day, '+0 days')), -- the first day on which it holds
    last_day        TEXT CHECK (last_day IS date(last_day, '+0 days')), -- the last one; NULL: until further notice
    every_year      INTEGER NOT NULL CHECK (every_year IN (0, 1)), -- 1: again on the same days of each year that follows
    CHECK (offer_id IS NULL OR organization_id IS NULL),
    CHECK (last_day >= first_day),
    CHECK (every_year = 0 OR (last_day IS NOT NULL AND last_day < date(first_day, '+1 year')))
) STRICT, WITHOUT ROWID;

-- The hours that hold in that time instead of the weekly ones. No row: it is closed.
CREATE TABLE closure_schedule (
    closure_id   TEXT NOT NULL REFERENCES closure (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED, -- the closure
    position     INTEGER NOT NULL, -- order as stated
    weekday      INTEGER CHECK (weekday BETWEEN 0 AND 6), -- 0 is Monday; NULL: each day that has hours otherwise
    open_minute  INTEGER NOT NULL CHECK (open_minute BETWEEN 0 AND 1439), -- as in schedule
    close_minute INTEGER NOT NULL CHECK (close_minute > open_minute AND close_minute <= open_minute + 1440), -- the same
    by_appointment INTEGER NOT NULL CHECK (by_appointment IN (0, 1)), -- 1: by appointment only
    PRIMARY KEY (closure_id, position)
) STRICT, WITHOUT ROWID;

CREATE INDEX led_closure_offer ON closure (offer_id);
CREATE INDEX led_closure_organization ON closure (organization_id);

-- ---- by which door, and what it takes back ----------------------------------------------------------------------------
ALTER TABLE change ADD COLUMN door TEXT CHECK (door <> '');
ALTER TABLE change ADD COLUMN undoes INTEGER REFERENCES change (number);
CREATE INDEX change_undone ON change (undoes) WHERE undoes IS NOT NULL;
CREATE INDEX change_removal ON change_thing (change) WHERE after IS NULL;

-- ---- what staff work with ---------------------------------------------------------------------------------------------
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

-- In which state translations are (core/translation/list.h), without reading the texts themselves.
CREATE INDEX text_state ON text (language, thing, field, source_hash, origin, reviewed_on);
-- What was published, and of which change it was made: what a publishing now would change is the history since then.
CREATE TABLE release (
    number INTEGER NOT NULL CHECK (number > 0), -- of the release
    at     TEXT NOT NULL CHECK (at GLOB '????-??-??T??:??:??Z'), -- when it was made, as in its manifest: RFC 3339, UTC
    change INTEGER NOT NULL CHECK (change >= 0), -- the last change in it; 0: none was recorded before
    author TEXT NOT NULL CHECK (author <> ''),   -- who published: a login name
    PRIMARY KEY (number, at)
) STRICT, WITHOUT ROWID;
