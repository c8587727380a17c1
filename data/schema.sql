-- SPDX-License-Identifier: EUPL-1.2
-- SPDX-FileCopyrightText: Kompass contributors
--
-- The tables that the catalog (what a kiosk reads) and the editorial database (what staff and imports write) share.
--
-- Marks: application_id 0x4B4D5043 "KMPC" is a catalog, 0x4B4D5045 "KMPE" an editorial database; user_version is the version
-- of each (core/model/schema.h). The program sets them when it makes a file and refuses other files and newer versions.
--
-- Everything that is published is a thing: a row of the table `thing`, and one of the table of its kind with what only that
-- kind has. Its texts are rows of `text`, what its facts rest on is a row of `source`. core/model/model.c has the same kinds
-- and fields for the program; a test holds both to each other.
--
-- Rules that hold in every table
--   id         The thing's UUID in lower case (RFC 9562). Imported things have the UUIDv5 of their kind and slug, so that
--              an import meets the same row again. Links go by id; titles and slugs may change without breaking one.
--   NULL       Nobody stated it. Unknown is never "no" and never "closed".
--   dates      YYYY-MM-DD; times are local wall time of the city's zone in minutes. There are no UTC offsets.
--   language   A BCP 47 tag. German (de) is the language that all others are translated from.
--   parts      Rows that belong to one thing and have no identity of their own (a contact, a day of opening hours) go
--              with it (ON DELETE CASCADE); their order is `position`, rising.

-- Everything that is published.
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

-- All texts: one row for each thing, language and field.
-- The state of a translation is derived and never stored, so it cannot contradict the texts:
--   missing    there is a German row of the same thing and field, but none in the language
--   outdated   its source_hash differs from that of the German row: the German text has changed since
--   machine    not outdated, origin 'machine' and reviewed_on NULL
--   current    everything else
--   SELECT german.thing, german.field, CASE WHEN own.thing IS NULL THEN 'missing'
--            WHEN own.source_hash <> german.source_hash THEN 'outdated'
--            WHEN own.origin = 'machine' AND own.reviewed_on IS NULL THEN 'machine' ELSE 'current' END AS state
--     FROM text AS german LEFT JOIN text AS own
--          ON own.thing = german.thing AND own.field = german.field AND own.language = 'uk'
--    WHERE german.language = 'de';
-- Whoever writes a text sets its source_hash to that of the German row as it is then. An import that finds a translation
-- unchanged leaves its source_hash alone: the German text may have changed under it.
-- The field 'gloss' of an offer is made from offer.name, not from a German gloss; its source_hash is compared with
-- offer.name_hash.
CREATE TABLE text (
    thing       TEXT NOT NULL REFERENCES thing (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED, -- whose it is
    language    TEXT NOT NULL CHECK (language <> ''), -- BCP 47
    field       TEXT NOT NULL CHECK (field <> ''),    -- what the text is: core/model/model.c has those of each kind
    text        TEXT NOT NULL CHECK (text <> ''),     -- UTF-8 in NFC; a missing row is a missing text, an empty one does not exist
    origin      TEXT NOT NULL CHECK (origin IN ('human', 'machine')), -- 'machine': a program translated, no person wrote it
    reviewed_on TEXT CHECK (reviewed_on IS date(reviewed_on, '+0 days')), -- when a person last read it against the German
                                                      -- text; NULL: never
    source_hash TEXT NOT NULL CHECK (length(source_hash) = 32), -- hash of the German text that this one was made from; in a
                                                      -- German row of itself. BLAKE2b-128 over the UTF-8 bytes, in
                                                      -- hexadecimal digits (`b2sum -l 128`)
    PRIMARY KEY (thing, language, field)
) STRICT, WITHOUT ROWID;

-- What the facts of a thing rest on, and how sure they are. Kinds that state no facts of their own have no row.
CREATE TABLE source (
    thing        TEXT NOT NULL PRIMARY KEY REFERENCES thing (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED, -- whose they are
    url          TEXT NOT NULL CHECK (url GLOB '[a-z]*:?*'), -- where they come from
    date         TEXT CHECK (date GLOB '[12][0-9][0-9][0-9]*'), -- of the source: YYYY, YYYY-MM or YYYY-MM-DD
    verified_on  TEXT CHECK (verified_on IS date(verified_on, '+0 days')), -- last checked with whom they are about
    review_after TEXT CHECK (review_after IS date(review_after, '+0 days')), -- look again from this day
    confidence   TEXT CHECK (confidence IN ('low', 'medium', 'high')), -- how sure we are
    doubt        TEXT CHECK (doubt <> '') -- what must be checked first, for staff; in a catalog 'hours' or NULL
) STRICT, WITHOUT ROWID;

-- Where the bodies of an article lead, in all languages: drawn from them when they are written, so that a link to nothing
-- is refused like any other.
CREATE TABLE link (
    thing  TEXT NOT NULL REFERENCES thing (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED, -- the article
    target TEXT NOT NULL REFERENCES thing (id) DEFERRABLE INITIALLY DEFERRED, -- an offer, article, guide or topic
    PRIMARY KEY (thing, target)
) STRICT, WITHOUT ROWID;

-- The page that an imported thing was made of, as its source calls it in each language: how a source links to it.
CREATE TABLE source_path (
    thing    TEXT NOT NULL REFERENCES thing (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED, -- the thing
    language TEXT NOT NULL CHECK (language <> ''), -- BCP 47
    path     TEXT NOT NULL CHECK (path <> ''),     -- "/region/en/health/doctors/"
    PRIMARY KEY (thing, language)
) STRICT, WITHOUT ROWID;

-- The city whose catalog this is; one row. Text: name, in other languages.
CREATE TABLE city (
    id          TEXT NOT NULL PRIMARY KEY REFERENCES thing (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED, -- the thing
    name        TEXT NOT NULL CHECK (name <> ''),    -- as the city writes itself
    zone        TEXT NOT NULL CHECK (zone <> ''),    -- IANA time zone, "Europe/Berlin": all times below are in it
    country     TEXT NOT NULL CHECK (country GLOB '[A-Z][A-Z]'), -- ISO 3166-1 alpha-2
    subdivision TEXT NOT NULL CHECK (subdivision <> ''),         -- ISO 3166-2, "DE-ST": whose public holidays hold
    latitude    REAL CHECK (latitude BETWEEN -90 AND 90),     -- its middle, in degrees of WGS 84, north is positive
    longitude   REAL CHECK (longitude BETWEEN -180 AND 180),  -- the same, east is positive; both are known or none
    CHECK ((latitude IS NULL) = (longitude IS NULL))
) STRICT, WITHOUT ROWID;

-- A life area: the first choice of a newcomer ("Arriving", "Health"). Text: name.
CREATE TABLE area (
    id        TEXT NOT NULL PRIMARY KEY REFERENCES thing (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED, -- the thing
    pictogram TEXT CHECK (pictogram <> '') -- its picture, by the name of a file in data/pictograms; NULL or a name that a
                                           -- program does not know: the first letter of its name
) STRICT, WITHOUT ROWID;

-- A topic within a life area ("Looking for a flat"). Text: name.
CREATE TABLE topic (
    id      TEXT NOT NULL PRIMARY KEY REFERENCES thing (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED, -- the thing
    area_id TEXT NOT NULL REFERENCES area (id) DEFERRABLE INITIALLY DEFERRED -- the life area it stands in
) STRICT, WITHOUT ROWID;

-- Who runs an offer.
CREATE TABLE organization (
    id   TEXT NOT NULL PRIMARY KEY REFERENCES thing (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED, -- the thing; v5 of the name if imported
    name TEXT NOT NULL UNIQUE CHECK (name <> '') -- German, as it writes itself
) STRICT, WITHOUT ROWID;

-- Where an offer is, in parts as written on a letter; each may be unknown. Offers at the same address share a place,
-- unless it is known that their doors are not the same.
CREATE TABLE place (
    id          TEXT NOT NULL PRIMARY KEY REFERENCES thing (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED, -- the thing; v5 of the parts if imported
    street      TEXT CHECK (street <> ''),      -- with the house number
    postal_code TEXT CHECK (postal_code <> ''), -- text: German codes begin with 0
    city        TEXT CHECK (city <> ''),        -- need not be the city of the catalog
    district    TEXT CHECK (district <> ''),    -- part of the city
    note        TEXT CHECK (note <> ''),        -- how to find it inside, in German
    latitude    REAL CHECK (latitude BETWEEN -90 AND 90),    -- of its door, in degrees of WGS 84, north is positive
    longitude   REAL CHECK (longitude BETWEEN -180 AND 180), -- the same, east is positive; both are known or none
    CHECK ((latitude IS NULL) = (longitude IS NULL))
) STRICT, WITHOUT ROWID;

-- An offer: something a newcomer can use (HSDS: service). The heart of the catalog. Texts: summary (what it is in two or
-- three plain sentences), description (what else there is to know), gloss (what its German name means), bring, next_step.
CREATE TABLE offer (
    id              TEXT NOT NULL PRIMARY KEY REFERENCES thing (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED, -- the thing
    type            TEXT NOT NULL CHECK (type IN ('office', 'advice', 'service', 'group', 'course', 'event', 'info',
                        'emergency')),          -- what sort of offer it is
    name            TEXT NOT NULL CHECK (name <> ''), -- official German name; never translated, see the field 'gloss'
    name_hash       TEXT NOT NULL CHECK (length(name_hash) = 32), -- hash of name; source_hash of current glosses
    organization_id TEXT NOT NULL REFERENCES organization (id) DEFERRABLE INITIALLY DEFERRED, -- who runs it
    place_id        TEXT REFERENCES place (id) DEFERRABLE INITIALLY DEFERRED, -- where it is; NULL: unknown or nowhere
    hours_known     INTEGER NOT NULL CHECK (hours_known IN (0, 1)), -- 0: nobody told us; 1: schedule is all there is
    temporarily_closed INTEGER CHECK (temporarily_closed IN (0, 1)), -- 1: closed for the time being, whatever its
                                                -- schedule says; NULL: nobody stated it
    by_appointment  INTEGER CHECK (by_appointment IN (0, 1)), -- is an appointment needed? NULL: unknown
    appointment_url TEXT CHECK (appointment_url GLOB '*://*'), -- where an appointment can be made; NULL: unknown
    cost            TEXT CHECK (cost IN ('free', 'paid', 'depends')), -- NULL: unknown
    duplicate_of    TEXT REFERENCES offer (id) DEFERRABLE INITIALLY DEFERRED
                        CHECK (duplicate_of <> id) -- the same thing: kept, never listed, links lead to the other one
) STRICT, WITHOUT ROWID;

-- The topics that an offer stands under.
CREATE TABLE offer_topic (
    offer_id TEXT NOT NULL REFERENCES offer (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED, -- the offer
    topic_id TEXT NOT NULL REFERENCES topic (id) DEFERRABLE INITIALLY DEFERRED, -- the topic
    position INTEGER NOT NULL, -- among the offer's topics; the lowest is its home
    PRIMARY KEY (offer_id, topic_id)
) STRICT, WITHOUT ROWID;

-- Whom an offer is for. No row: nobody stated it, so it fits everyone.
CREATE TABLE offer_audience (
    offer_id TEXT NOT NULL REFERENCES offer (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED, -- the offer
    audience TEXT NOT NULL CHECK (audience IN ('everyone', 'refugees', 'eu-citizens', 'students', 'workers', 'families',
                 'volunteers', 'professionals', 'children-youth', 'women', 'seniors', 'lgbtq', 'disabled')), -- a group
    PRIMARY KEY (offer_id, audience)
) STRICT, WITHOUT ROWID;

-- Languages spoken at an offer. No row: nobody stated it.
CREATE TABLE offer_language (
    offer_id TEXT NOT NULL REFERENCES offer (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED, -- the offer
    language TEXT NOT NULL CHECK (language <> ''), -- BCP 47
    position INTEGER NOT NULL, -- order as stated
    PRIMARY KEY (offer_id, language)
) STRICT, WITHOUT ROWID;

-- A way to reach an offer. What one person or desk has in common is one contact.
CREATE TABLE contact (
    offer_id TEXT NOT NULL REFERENCES offer (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED, -- the offer
    position INTEGER NOT NULL,            -- order within the offer
    role     TEXT CHECK (role <> ''),     -- what it is for, in German ("Anmeldung"); never a person's name
    phone    TEXT CHECK (phone GLOB '+[1-9]*' AND phone NOT GLOB '+*[^0-9]*' AND length(phone) <= 16), -- ITU E.164
    printed  TEXT CHECK (printed <> ''),  -- the number as its source prints it; short numbers (112) have only this
    email    TEXT CHECK (email GLOB '?*@?*'), -- address
    url      TEXT CHECK (url GLOB '*://*'), -- web page
    languages TEXT CHECK (languages <> ''), -- spoken there when they differ from those of the offer: BCP 47, parted by blanks
    PRIMARY KEY (offer_id, position)
) STRICT, WITHOUT ROWID;

-- Weekly opening hours. With offer.hours_known 1 and no row there are no regular hours: only by appointment, say.
-- Public holidays (table holiday) close all of them.
-- Hours that are by appointment only are no opening hours: nobody is let in who has none. A whole day of them says that
-- no hours are stated for it.
CREATE TABLE schedule (
    offer_id     TEXT NOT NULL REFERENCES offer (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED, -- the offer
    position     INTEGER NOT NULL, -- order as stated
    weekday      INTEGER NOT NULL CHECK (weekday BETWEEN 0 AND 6), -- 0 is Monday
    open_minute  INTEGER NOT NULL CHECK (open_minute BETWEEN 0 AND 1439), -- since midnight, wall time
    close_minute INTEGER NOT NULL CHECK (close_minute > open_minute AND close_minute <= open_minute + 1440),
                                   -- since the same midnight; above 1440 it closes on the next day
    by_appointment INTEGER NOT NULL CHECK (by_appointment IN (0, 1)), -- 1: by appointment only
    by_phone     INTEGER CHECK (by_phone IN (0, 1)), -- 1: the telephone is answered; nobody is let in
    weeks        TEXT CHECK (weeks IN ('odd', 'even')), -- in weeks of such a number (ISO 8601) only; NULL: in each
    valid_from   TEXT CHECK (valid_from IS date(valid_from, '+0 days') OR '2000-' || valid_from IS date('2000-' || valid_from, '+0 days')),
                                   -- the first day on which it may open: YYYY-MM-DD, or MM-DD of each year; NULL: any
    valid_until  TEXT CHECK (valid_until IS date(valid_until, '+0 days') OR '2000-' || valid_until IS date('2000-' || valid_until, '+0 days')),
                                   -- the last one, written the same way; before the first it lies in the next year
    languages    TEXT CHECK (languages <> ''), -- spoken in these hours besides, by an interpreter say: BCP 47, parted by blanks
    contact      TEXT CHECK (contact <> ''), -- whose hours they are: the role of one of the offer's contacts; NULL: the offer's
    PRIMARY KEY (offer_id, position)
) STRICT, WITHOUT ROWID;

-- A longer information text under a topic. Texts: title, summary, and body, whose lines are its blocks (core/model/body.h).
CREATE TABLE article (
    id       TEXT NOT NULL PRIMARY KEY REFERENCES thing (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED, -- the thing
    topic_id TEXT NOT NULL REFERENCES topic (id) DEFERRABLE INITIALLY DEFERRED -- the topic it stands under
) STRICT, WITHOUT ROWID;

-- A guide: the way through a task, step by step ("Your first week"). Texts: title, summary.
CREATE TABLE guide (
    id      TEXT NOT NULL PRIMARY KEY REFERENCES thing (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED, -- the thing
    area_id TEXT NOT NULL REFERENCES area (id) DEFERRABLE INITIALLY DEFERRED -- the life area it stands in
) STRICT, WITHOUT ROWID;

-- Whom a guide is for. No row: nobody stated it, so it fits everyone.
CREATE TABLE guide_audience (
    guide_id TEXT NOT NULL REFERENCES guide (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED, -- the guide
    audience TEXT NOT NULL CHECK (audience IN ('everyone', 'refugees', 'eu-citizens', 'students', 'workers', 'families',
                 'volunteers', 'professionals', 'children-youth', 'women', 'seniors', 'lgbtq', 'disabled')), -- a group
    PRIMARY KEY (guide_id, audience)
) STRICT, WITHOUT ROWID;

-- A step of a guide. Text: text, what to do.
CREATE TABLE guide_step (
    id       TEXT NOT NULL PRIMARY KEY REFERENCES thing (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED, -- the thing
    guide_id TEXT NOT NULL REFERENCES guide (id) DEFERRABLE INITIALLY DEFERRED -- the guide
) STRICT, WITHOUT ROWID;

-- The offers that a step leads to.
CREATE TABLE guide_step_offer (
    step_id  TEXT NOT NULL REFERENCES guide_step (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED, -- the step
    offer_id TEXT NOT NULL REFERENCES offer (id) DEFERRABLE INITIALLY DEFERRED, -- the offer
    position INTEGER NOT NULL, -- order within the step
    PRIMARY KEY (step_id, offer_id)
) STRICT, WITHOUT ROWID;

-- A number to call at once; its position is its rank. Texts: name (who answers), when (to call it).
CREATE TABLE emergency (
    id       TEXT NOT NULL PRIMARY KEY REFERENCES thing (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED, -- the thing
    number   TEXT NOT NULL CHECK (number <> ''), -- as it is dialled from here
    offer_id TEXT REFERENCES offer (id) DEFERRABLE INITIALLY DEFERRED -- more about it; NULL: no more
) STRICT, WITHOUT ROWID;

-- A public holiday of the city's subdivision: either a fixed date or a number of days from Easter Sunday. Text: name.
CREATE TABLE holiday (
    id                TEXT NOT NULL PRIMARY KEY REFERENCES thing (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED, -- the thing
    month             INTEGER CHECK (month BETWEEN 1 AND 12), -- of a fixed date
    day               INTEGER CHECK (day BETWEEN 1 AND 31),   -- of a fixed date
    days_after_easter INTEGER CHECK (days_after_easter BETWEEN -80 AND 250), -- of a moving date
    CHECK ((month IS NULL) = (day IS NULL) AND (month IS NULL) = (days_after_easter IS NOT NULL))
) STRICT, WITHOUT ROWID;

-- Something that happens at certain times (schema.org Event). What is over stays here until its source drops it; screens
-- leave it out. Texts: title, summary, description.
CREATE TABLE event (
    id       TEXT NOT NULL PRIMARY KEY REFERENCES thing (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED, -- the thing
    offer_id TEXT REFERENCES offer (id) DEFERRABLE INITIALLY DEFERRED, -- at whose place it is; NULL: nobody's here
    place_id TEXT REFERENCES place (id) DEFERRABLE INITIALLY DEFERRED, -- where it is; NULL: unknown or nowhere
    starts   TEXT NOT NULL CHECK (starts GLOB '????-??-??T??:??'), -- its first time, local wall time
    minutes  INTEGER NOT NULL CHECK (minutes BETWEEN 0 AND 527040), -- how long each time lasts; 0: nobody stated it
    all_day  INTEGER NOT NULL CHECK (all_day IN (0, 1)), -- 1: only days count; minutes is a multiple of 1440
    rule     TEXT CHECK (rule <> ''), -- when it happens again: RECUR of RFC 5545 of days and longer, UNTIL is local; NULL: once
    url      TEXT CHECK (url GLOB '*://*'), -- where to take part
    CHECK (all_day = 0 OR (minutes > 0 AND minutes % 1440 = 0 AND starts GLOB '*T00:00'))
) STRICT, WITHOUT ROWID;

-- The days on which an event that repeats does not happen all the same (EXDATE of RFC 5545).
CREATE TABLE event_exception (
    event_id TEXT NOT NULL REFERENCES event (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED, -- the event
    day      TEXT NOT NULL CHECK (day IS date(day, '+0 days')),     -- on which it would have begun
    PRIMARY KEY (event_id, day)
) STRICT, WITHOUT ROWID;

-- The times at which an event happens besides its first one and those of its rule (RDATE of RFC 5545): a date that was moved is an
-- exception and one of these. Each lasts as long as the first one.
CREATE TABLE event_extra (
    event_id TEXT NOT NULL REFERENCES event (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED, -- the event
    starts   TEXT NOT NULL CHECK (starts GLOB '????-??-??T??:??'), -- local wall time; of whole days their midnight
    PRIMARY KEY (event_id, starts)
) STRICT, WITHOUT ROWID;

-- A German word of offices and papers that newcomers meet: the glossary. Texts: name (in German as printed, elsewhere the
-- one rendering), forms (other forms in which it stands in texts, parted by semicolons), explanation.
CREATE TABLE term (
    id TEXT NOT NULL PRIMARY KEY REFERENCES thing (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED -- the thing
) STRICT, WITHOUT ROWID;

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
    by_phone     INTEGER CHECK (by_phone IN (0, 1)), -- what restricts them, as in schedule
    weeks        TEXT CHECK (weeks IN ('odd', 'even')), -- the same
    valid_from   TEXT CHECK (valid_from IS date(valid_from, '+0 days') OR '2000-' || valid_from IS date('2000-' || valid_from, '+0 days')), -- the same
    valid_until  TEXT CHECK (valid_until IS date(valid_until, '+0 days') OR '2000-' || valid_until IS date('2000-' || valid_until, '+0 days')), -- the same
    languages    TEXT CHECK (languages <> ''), -- the same
    contact      TEXT CHECK (contact <> ''), -- the same: of the offers that it is of
    PRIMARY KEY (closure_id, position)
) STRICT, WITHOUT ROWID;

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
