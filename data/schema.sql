-- SPDX-License-Identifier: EUPL-1.2
-- SPDX-FileCopyrightText: Kompass contributors
--
-- The tables that the catalog (what a kiosk reads) and the editorial database (what staff and imports write) share.
--
-- Marks: application_id 0x4B4D5043 "KMPC" is a catalog, 0x4B4D5045 "KMPE" an editorial database; user_version is 1.
-- The program sets them when it makes a file and refuses other files and newer versions.
--
-- Rules that hold in every table
--   id         A UUID in lower case (RFC 9562). Imported things have the UUIDv5 of their kind and slug, so that an
--              import meets the same row again. Links go by id; titles and slugs may change without breaking one.
--   slug       A short name for people and files: a to z, 0 to 9 and "-". Unique within its kind.
--   position   The order on the screen, rising. Equal positions are ordered by id.
--   NULL       Nobody stated it. Unknown is never "no" and never "closed".
--   dates      YYYY-MM-DD; times are local wall time of the city's zone in minutes. There are no UTC offsets.
--   language   A BCP 47 tag. German (de) is the language that all others are translated from.
--
-- One way for all texts: a table <thing>_text has one row for each thing, language and field.
--   text          UTF-8 in NFC. A missing row is a missing text; an empty text does not exist.
--   origin        'human', or 'machine' where a program translated and no person wrote it.
--   reviewed_on   When a person last read it against the German text; NULL: never.
--   source_hash   The hash of the German text that this text was made from; in a German row the hash of itself.
--                 Hashes are BLAKE2b-128 over the UTF-8 bytes, 32 hexadecimal digits (`b2sum -l 128`).
--
-- The state of a translation is derived from these and never stored, so it cannot contradict the texts:
--   missing    there is a German row of the same id and field, but none in the language
--   outdated   its source_hash differs from that of the German row: the German text has changed since
--   machine    not outdated, origin 'machine' and reviewed_on NULL
--   current    everything else
--   SELECT german.id, german.field, CASE WHEN own.id IS NULL THEN 'missing'
--            WHEN own.source_hash <> german.source_hash THEN 'outdated'
--            WHEN own.origin = 'machine' AND own.reviewed_on IS NULL THEN 'machine' ELSE 'current' END AS state
--     FROM offer_text AS german LEFT JOIN offer_text AS own
--          ON own.id = german.id AND own.field = german.field AND own.language = 'uk'
--    WHERE german.language = 'de';
-- Whoever writes a text sets its source_hash to that of the German row as it is then. An import that finds a
-- translation unchanged leaves its source_hash alone: the German text may have changed under it.
-- The field 'gloss' of an offer is made from offer.name, not from a German gloss; its source_hash is compared with
-- offer.name_hash.

-- The city whose catalog this is; one row.
CREATE TABLE city (
    id          TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36), -- UUID
    slug        TEXT NOT NULL UNIQUE CHECK (slug <> '' AND slug NOT GLOB '*[^a-z0-9-]*'), -- a release is of one city
    name        TEXT NOT NULL CHECK (name <> ''),    -- as the city writes itself
    zone        TEXT NOT NULL CHECK (zone <> ''),    -- IANA time zone, "Europe/Berlin": all times below are in it
    country     TEXT NOT NULL CHECK (country GLOB '[A-Z][A-Z]'), -- ISO 3166-1 alpha-2
    subdivision TEXT NOT NULL CHECK (subdivision <> ''),         -- ISO 3166-2, "DE-ST": whose public holidays hold
    latitude    REAL CHECK (latitude BETWEEN -90 AND 90),     -- its middle, in degrees of WGS 84, north is positive
    longitude   REAL CHECK (longitude BETWEEN -180 AND 180),  -- the same, east is positive; both are known or none
    CHECK ((latitude IS NULL) = (longitude IS NULL))
) STRICT, WITHOUT ROWID;

-- The city's name in other languages.
CREATE TABLE city_text (
    id          TEXT NOT NULL REFERENCES city (id) ON DELETE CASCADE, -- the city
    language    TEXT NOT NULL CHECK (language <> ''), -- BCP 47
    field       TEXT NOT NULL CHECK (field = 'name'), -- what the text is
    text        TEXT NOT NULL CHECK (text <> ''),     -- the text
    origin      TEXT NOT NULL CHECK (origin IN ('human', 'machine')), -- who wrote it
    reviewed_on TEXT CHECK (reviewed_on IS date(reviewed_on, '+0 days')), -- last read against the German text
    source_hash TEXT NOT NULL CHECK (length(source_hash) = 32), -- hash of the German text it was made from
    PRIMARY KEY (id, language, field)
) STRICT, WITHOUT ROWID;

-- A life area: the first choice of a newcomer ("Arriving", "Health").
CREATE TABLE area (
    id       TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36), -- UUID
    slug     TEXT NOT NULL UNIQUE CHECK (slug <> '' AND slug NOT GLOB '*[^a-z0-9-]*'), -- for people and files
    position INTEGER NOT NULL -- order on the home screen
) STRICT, WITHOUT ROWID;

-- Names of life areas.
CREATE TABLE area_text (
    id          TEXT NOT NULL REFERENCES area (id) ON DELETE CASCADE, -- the area
    language    TEXT NOT NULL CHECK (language <> ''), -- BCP 47
    field       TEXT NOT NULL CHECK (field = 'name'), -- what the text is
    text        TEXT NOT NULL CHECK (text <> ''),     -- the text
    origin      TEXT NOT NULL CHECK (origin IN ('human', 'machine')), -- who wrote it
    reviewed_on TEXT CHECK (reviewed_on IS date(reviewed_on, '+0 days')), -- last read against the German text
    source_hash TEXT NOT NULL CHECK (length(source_hash) = 32), -- hash of the German text it was made from
    PRIMARY KEY (id, language, field)
) STRICT, WITHOUT ROWID;

-- A topic within a life area ("Looking for a flat").
CREATE TABLE topic (
    id       TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36), -- UUID
    area_id  TEXT NOT NULL REFERENCES area (id) DEFERRABLE INITIALLY DEFERRED, -- the life area it stands in
    slug     TEXT NOT NULL UNIQUE CHECK (slug <> '' AND slug NOT GLOB '*[^a-z0-9-]*'), -- unique over all areas
    position INTEGER NOT NULL -- order within the area
) STRICT, WITHOUT ROWID;

-- Names of topics.
CREATE TABLE topic_text (
    id          TEXT NOT NULL REFERENCES topic (id) ON DELETE CASCADE, -- the topic
    language    TEXT NOT NULL CHECK (language <> ''), -- BCP 47
    field       TEXT NOT NULL CHECK (field = 'name'), -- what the text is
    text        TEXT NOT NULL CHECK (text <> ''),     -- the text
    origin      TEXT NOT NULL CHECK (origin IN ('human', 'machine')), -- who wrote it
    reviewed_on TEXT CHECK (reviewed_on IS date(reviewed_on, '+0 days')), -- last read against the German text
    source_hash TEXT NOT NULL CHECK (length(source_hash) = 32), -- hash of the German text it was made from
    PRIMARY KEY (id, language, field)
) STRICT, WITHOUT ROWID;

-- Who runs an offer.
CREATE TABLE organization (
    id   TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36), -- UUID; v5 of the name if imported
    name TEXT NOT NULL UNIQUE CHECK (name <> '') -- German, as it writes itself
) STRICT, WITHOUT ROWID;

-- Where an offer is, in parts as written on a letter; each may be unknown. Offers at the same address share a place,
-- unless it is known that their doors are not the same.
CREATE TABLE place (
    id          TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36), -- UUID; v5 of the parts if imported
    street      TEXT CHECK (street <> ''),      -- with the house number
    postal_code TEXT CHECK (postal_code <> ''), -- text: German codes begin with 0
    city        TEXT CHECK (city <> ''),        -- need not be the city of the catalog
    district    TEXT CHECK (district <> ''),    -- part of the city
    note        TEXT CHECK (note <> ''),        -- how to find it inside, in German
    latitude    REAL CHECK (latitude BETWEEN -90 AND 90),    -- of its door, in degrees of WGS 84, north is positive
    longitude   REAL CHECK (longitude BETWEEN -180 AND 180), -- the same, east is positive; both are known or none
    CHECK ((latitude IS NULL) = (longitude IS NULL))
) STRICT, WITHOUT ROWID;

-- An offer: something a newcomer can use (HSDS: service). The heart of the catalog.
CREATE TABLE offer (
    id              TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36), -- UUID
    slug            TEXT NOT NULL UNIQUE CHECK (slug <> '' AND slug NOT GLOB '*[^a-z0-9-]*'), -- for people and files
    kind            TEXT NOT NULL CHECK (kind IN ('office', 'advice', 'service', 'group', 'course', 'event', 'info',
                        'emergency')),          -- what sort of thing it is
    name            TEXT NOT NULL CHECK (name <> ''), -- official German name; never translated, see the field 'gloss'
    name_hash       TEXT NOT NULL CHECK (length(name_hash) = 32), -- hash of name; source_hash of current glosses
    organization_id TEXT NOT NULL REFERENCES organization (id) DEFERRABLE INITIALLY DEFERRED, -- who runs it
    place_id        TEXT REFERENCES place (id) DEFERRABLE INITIALLY DEFERRED, -- where it is; NULL: unknown or nowhere
    position        INTEGER NOT NULL,           -- order within every topic
    hours_known     INTEGER NOT NULL CHECK (hours_known IN (0, 1)), -- 0: nobody told us; 1: schedule is all there is
    temporarily_closed INTEGER CHECK (temporarily_closed IN (0, 1)), -- 1: closed for the time being, whatever its
                                                -- schedule says; NULL: nobody stated it
    by_appointment  INTEGER CHECK (by_appointment IN (0, 1)), -- is an appointment needed? NULL: unknown
    appointment_url TEXT CHECK (appointment_url GLOB '*://*'), -- where an appointment can be made; NULL: unknown
    cost            TEXT CHECK (cost IN ('free', 'paid', 'depends')), -- NULL: unknown
    confidence      TEXT NOT NULL CHECK (confidence IN ('low', 'medium', 'high')), -- how sure we are of the facts
    source_url      TEXT NOT NULL CHECK (source_url GLOB '[a-z]*:?*'), -- where the facts come from
    source_date     TEXT CHECK (source_date GLOB '[12][0-9][0-9][0-9]*'), -- YYYY, YYYY-MM or YYYY-MM-DD
    verified_on     TEXT CHECK (verified_on IS date(verified_on, '+0 days')), -- last checked with the office
    review_after    TEXT CHECK (review_after IS date(review_after, '+0 days')), -- look again from this day
    duplicate_of    TEXT REFERENCES offer (id) DEFERRABLE INITIALLY DEFERRED
                        CHECK (duplicate_of <> id), -- the same thing: kept, never listed, links lead to the other one
    doubt           TEXT CHECK (doubt <> ''),   -- what must be checked first, for staff; in a catalog 'hours' or NULL
    note            TEXT CHECK (note <> '')     -- for staff
) STRICT, WITHOUT ROWID;

-- Texts of offers: what it is in two or three plain sentences, what else there is to know, what its German name means,
-- what to bring, what to do next.
CREATE TABLE offer_text (
    id          TEXT NOT NULL REFERENCES offer (id) ON DELETE CASCADE, -- the offer
    language    TEXT NOT NULL CHECK (language <> ''), -- BCP 47
    field       TEXT NOT NULL CHECK (field IN ('summary', 'description', 'gloss', 'bring', 'next_step')), -- what
                                                      -- the text is
    text        TEXT NOT NULL CHECK (text <> ''),     -- the text; a description may have several lines
    origin      TEXT NOT NULL CHECK (origin IN ('human', 'machine')), -- who wrote it
    reviewed_on TEXT CHECK (reviewed_on IS date(reviewed_on, '+0 days')), -- last read against the German text
    source_hash TEXT NOT NULL CHECK (length(source_hash) = 32), -- hash of the German text it was made from
    PRIMARY KEY (id, language, field)
) STRICT, WITHOUT ROWID;

-- The topics that an offer stands under.
CREATE TABLE offer_topic (
    offer_id TEXT NOT NULL REFERENCES offer (id) ON DELETE CASCADE, -- the offer
    topic_id TEXT NOT NULL REFERENCES topic (id) DEFERRABLE INITIALLY DEFERRED, -- the topic
    position INTEGER NOT NULL, -- among the offer's topics; the lowest is its home
    PRIMARY KEY (offer_id, topic_id)
) STRICT, WITHOUT ROWID;

-- Whom an offer is for. No row: nobody stated it, so it fits everyone.
CREATE TABLE offer_audience (
    offer_id TEXT NOT NULL REFERENCES offer (id) ON DELETE CASCADE, -- the offer
    audience TEXT NOT NULL CHECK (audience IN ('everyone', 'refugees', 'eu-citizens', 'students', 'workers', 'families',
                 'volunteers', 'professionals', 'children-youth', 'women', 'seniors', 'lgbtq', 'disabled')), -- a group
    PRIMARY KEY (offer_id, audience)
) STRICT, WITHOUT ROWID;

-- Languages spoken at an offer. No row: nobody stated it.
CREATE TABLE offer_language (
    offer_id TEXT NOT NULL REFERENCES offer (id) ON DELETE CASCADE, -- the offer
    language TEXT NOT NULL CHECK (language <> ''), -- BCP 47
    position INTEGER NOT NULL, -- order as stated
    PRIMARY KEY (offer_id, language)
) STRICT, WITHOUT ROWID;

-- A way to reach an offer. What one person or desk has in common is one contact.
CREATE TABLE contact (
    id       TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36), -- UUID
    offer_id TEXT NOT NULL REFERENCES offer (id) ON DELETE CASCADE, -- the offer
    position INTEGER NOT NULL,            -- order within the offer
    role     TEXT CHECK (role <> ''),     -- what it is for, in German ("Anmeldung"); never a person's name
    phone    TEXT CHECK (phone GLOB '+[1-9]*' AND phone NOT GLOB '+*[^0-9]*' AND length(phone) <= 16), -- ITU E.164
    printed  TEXT CHECK (printed <> ''),  -- the number as its source prints it; short numbers (112) have only this
    email    TEXT CHECK (email GLOB '?*@?*'), -- address
    url      TEXT CHECK (url GLOB '*://*') -- web page
) STRICT, WITHOUT ROWID;

-- Languages spoken at one contact, when they differ from those of its offer.
CREATE TABLE contact_language (
    contact_id TEXT NOT NULL REFERENCES contact (id) ON DELETE CASCADE, -- the contact
    language   TEXT NOT NULL CHECK (language <> ''), -- BCP 47
    position   INTEGER NOT NULL, -- order as stated
    PRIMARY KEY (contact_id, language)
) STRICT, WITHOUT ROWID;

-- Weekly opening hours. With offer.hours_known 1 and no row there are no regular hours: only by appointment, say.
-- Public holidays (table holiday) close all of them.
-- Hours that are by appointment only are no opening hours: nobody is let in who has none. A whole day of them says that
-- no hours are stated for it.
CREATE TABLE schedule (
    offer_id     TEXT NOT NULL REFERENCES offer (id) ON DELETE CASCADE, -- the offer
    position     INTEGER NOT NULL, -- order as stated
    weekday      INTEGER NOT NULL CHECK (weekday BETWEEN 0 AND 6), -- 0 is Monday
    open_minute  INTEGER NOT NULL CHECK (open_minute BETWEEN 0 AND 1439), -- since midnight, wall time
    close_minute INTEGER NOT NULL CHECK (close_minute > open_minute AND close_minute <= open_minute + 1440),
                                   -- since the same midnight; above 1440 it closes on the next day
    by_appointment INTEGER NOT NULL CHECK (by_appointment IN (0, 1)), -- 1: by appointment only
    PRIMARY KEY (offer_id, position)
) STRICT, WITHOUT ROWID;

-- A longer information text under a topic.
CREATE TABLE article (
    id          TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36), -- UUID
    topic_id    TEXT NOT NULL REFERENCES topic (id) DEFERRABLE INITIALLY DEFERRED, -- the topic it stands under
    slug        TEXT NOT NULL UNIQUE CHECK (slug <> '' AND slug NOT GLOB '*[^a-z0-9-]*'), -- for people and files
    position    INTEGER NOT NULL, -- order within the topic
    confidence  TEXT NOT NULL CHECK (confidence IN ('low', 'medium', 'high')), -- how sure we are
    source_url  TEXT NOT NULL CHECK (source_url GLOB '[a-z]*:?*'), -- where it comes from
    source_date TEXT CHECK (source_date GLOB '[12][0-9][0-9][0-9]*'), -- YYYY, YYYY-MM or YYYY-MM-DD
    verified_on TEXT CHECK (verified_on IS date(verified_on, '+0 days')), -- when a person last checked it
    note        TEXT CHECK (note <> '') -- for staff
) STRICT, WITHOUT ROWID;

-- Titles and summaries of articles; what follows below them are the blocks.
CREATE TABLE article_text (
    id          TEXT NOT NULL REFERENCES article (id) ON DELETE CASCADE, -- the article
    language    TEXT NOT NULL CHECK (language <> ''), -- BCP 47
    field       TEXT NOT NULL CHECK (field IN ('title', 'summary')), -- what the text is
    text        TEXT NOT NULL CHECK (text <> ''),     -- the text
    origin      TEXT NOT NULL CHECK (origin IN ('human', 'machine')), -- who wrote it
    reviewed_on TEXT CHECK (reviewed_on IS date(reviewed_on, '+0 days')), -- last read against the German text
    source_hash TEXT NOT NULL CHECK (length(source_hash) = 32), -- hash of the German text it was made from
    PRIMARY KEY (id, language, field)
) STRICT, WITHOUT ROWID;

-- The blocks of an article in one language are translated together: this row says of all of them what a *_text row
-- says of a text. Without it the article's body is missing in the language.
CREATE TABLE article_body (
    article_id  TEXT NOT NULL REFERENCES article (id) ON DELETE CASCADE, -- the article
    language    TEXT NOT NULL CHECK (language <> ''), -- BCP 47
    origin      TEXT NOT NULL CHECK (origin IN ('human', 'machine')), -- who wrote it
    reviewed_on TEXT CHECK (reviewed_on IS date(reviewed_on, '+0 days')), -- last read against the German blocks
    source_hash TEXT NOT NULL CHECK (length(source_hash) = 32), -- hash of the German blocks it was made from: for each
                     -- block its kind, a space, its mark and a space if it has one, its text or its link's kind, a space and the link's id, a line feed
    PRIMARY KEY (article_id, language)
) STRICT, WITHOUT ROWID;

-- A block of an article: a heading, a paragraph, an entry of a list, or a link.
CREATE TABLE article_block (
    article_id TEXT NOT NULL,    -- the article
    language   TEXT NOT NULL,    -- BCP 47
    position   INTEGER NOT NULL, -- order within the article
    kind       TEXT NOT NULL CHECK (kind IN ('heading', 'paragraph', 'item', 'link')), -- what it is
    text       TEXT CHECK (text <> ''), -- its text; a link has none, it shows the title of where it leads
    link_kind  TEXT CHECK (link_kind IN ('offer', 'article', 'guide', 'topic')), -- table of link_id
    link_id    TEXT,             -- where a link leads; `kompass check` finds links to nothing
    mark       TEXT CHECK (length(mark) BETWEEN 1 AND 12), -- what stands before an entry of a list ("4.", "a."); NULL: a dot
    PRIMARY KEY (article_id, language, position),
    FOREIGN KEY (article_id, language) REFERENCES article_body (article_id, language) ON DELETE CASCADE,
    CHECK ((kind = 'link') = (text IS NULL) AND (text IS NULL) = (link_kind IS NOT NULL)
           AND (link_kind IS NULL) = (link_id IS NULL) AND (mark IS NULL OR kind = 'item'))
) STRICT, WITHOUT ROWID;

-- A guide: the way through a task, step by step ("Your first week").
CREATE TABLE guide (
    id       TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36), -- UUID
    area_id  TEXT NOT NULL REFERENCES area (id) DEFERRABLE INITIALLY DEFERRED, -- the life area it stands in
    slug     TEXT NOT NULL UNIQUE CHECK (slug <> '' AND slug NOT GLOB '*[^a-z0-9-]*'), -- for people and files
    position INTEGER NOT NULL, -- order on the screen
    note     TEXT CHECK (note <> '') -- for staff
) STRICT, WITHOUT ROWID;

-- Titles and summaries of guides.
CREATE TABLE guide_text (
    id          TEXT NOT NULL REFERENCES guide (id) ON DELETE CASCADE, -- the guide
    language    TEXT NOT NULL CHECK (language <> ''), -- BCP 47
    field       TEXT NOT NULL CHECK (field IN ('title', 'summary')), -- what the text is
    text        TEXT NOT NULL CHECK (text <> ''),     -- the text
    origin      TEXT NOT NULL CHECK (origin IN ('human', 'machine')), -- who wrote it
    reviewed_on TEXT CHECK (reviewed_on IS date(reviewed_on, '+0 days')), -- last read against the German text
    source_hash TEXT NOT NULL CHECK (length(source_hash) = 32), -- hash of the German text it was made from
    PRIMARY KEY (id, language, field)
) STRICT, WITHOUT ROWID;

-- Whom a guide is for. No row: nobody stated it, so it fits everyone.
CREATE TABLE guide_audience (
    guide_id TEXT NOT NULL REFERENCES guide (id) ON DELETE CASCADE, -- the guide
    audience TEXT NOT NULL CHECK (audience IN ('everyone', 'refugees', 'eu-citizens', 'students', 'workers', 'families',
                 'volunteers', 'professionals', 'children-youth', 'women', 'seniors', 'lgbtq', 'disabled')), -- a group
    PRIMARY KEY (guide_id, audience)
) STRICT, WITHOUT ROWID;

-- A step of a guide.
CREATE TABLE guide_step (
    id          TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36), -- UUID
    guide_id    TEXT NOT NULL REFERENCES guide (id) ON DELETE CASCADE, -- the guide
    position    INTEGER NOT NULL, -- order within the guide
    source_url  TEXT NOT NULL CHECK (source_url GLOB '[a-z]*:?*'), -- where it comes from
    source_date TEXT CHECK (source_date GLOB '[12][0-9][0-9][0-9]*') -- YYYY, YYYY-MM or YYYY-MM-DD
) STRICT, WITHOUT ROWID;

-- What to do in a step.
CREATE TABLE guide_step_text (
    id          TEXT NOT NULL REFERENCES guide_step (id) ON DELETE CASCADE, -- the step
    language    TEXT NOT NULL CHECK (language <> ''), -- BCP 47
    field       TEXT NOT NULL CHECK (field = 'text'), -- what the text is
    text        TEXT NOT NULL CHECK (text <> ''),     -- the text
    origin      TEXT NOT NULL CHECK (origin IN ('human', 'machine')), -- who wrote it
    reviewed_on TEXT CHECK (reviewed_on IS date(reviewed_on, '+0 days')), -- last read against the German text
    source_hash TEXT NOT NULL CHECK (length(source_hash) = 32), -- hash of the German text it was made from
    PRIMARY KEY (id, language, field)
) STRICT, WITHOUT ROWID;

-- The offers that a step leads to.
CREATE TABLE guide_step_offer (
    step_id  TEXT NOT NULL REFERENCES guide_step (id) ON DELETE CASCADE, -- the step
    offer_id TEXT NOT NULL REFERENCES offer (id) DEFERRABLE INITIALLY DEFERRED, -- the offer
    position INTEGER NOT NULL, -- order within the step
    PRIMARY KEY (step_id, offer_id)
) STRICT, WITHOUT ROWID;

-- A number to call at once.
CREATE TABLE emergency (
    id          TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36), -- UUID
    slug        TEXT NOT NULL UNIQUE CHECK (slug <> '' AND slug NOT GLOB '*[^a-z0-9-]*'), -- for people and files
    number      TEXT NOT NULL CHECK (number <> ''), -- as it is dialled from here
    rank        INTEGER NOT NULL, -- order on the screen; 1 is first
    offer_id    TEXT REFERENCES offer (id) DEFERRABLE INITIALLY DEFERRED, -- more about it; NULL: no more
    source_url  TEXT NOT NULL CHECK (source_url GLOB '[a-z]*:?*'), -- where it comes from
    source_date TEXT CHECK (source_date GLOB '[12][0-9][0-9][0-9]*') -- YYYY, YYYY-MM or YYYY-MM-DD
) STRICT, WITHOUT ROWID;

-- Who answers an emergency number, and when to call it.
CREATE TABLE emergency_text (
    id          TEXT NOT NULL REFERENCES emergency (id) ON DELETE CASCADE, -- the number
    language    TEXT NOT NULL CHECK (language <> ''), -- BCP 47
    field       TEXT NOT NULL CHECK (field IN ('name', 'when')), -- what the text is
    text        TEXT NOT NULL CHECK (text <> ''),     -- the text
    origin      TEXT NOT NULL CHECK (origin IN ('human', 'machine')), -- who wrote it
    reviewed_on TEXT CHECK (reviewed_on IS date(reviewed_on, '+0 days')), -- last read against the German text
    source_hash TEXT NOT NULL CHECK (length(source_hash) = 32), -- hash of the German text it was made from
    PRIMARY KEY (id, language, field)
) STRICT, WITHOUT ROWID;

-- A public holiday of the city's subdivision: either a fixed date or a number of days from Easter Sunday.
CREATE TABLE holiday (
    id                TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36), -- UUID
    slug              TEXT NOT NULL UNIQUE CHECK (slug <> '' AND slug NOT GLOB '*[^a-z0-9-]*'), -- for people and files
    month             INTEGER CHECK (month BETWEEN 1 AND 12), -- of a fixed date
    day               INTEGER CHECK (day BETWEEN 1 AND 31),   -- of a fixed date
    days_after_easter INTEGER CHECK (days_after_easter BETWEEN -80 AND 250), -- of a moving date
    source_url        TEXT NOT NULL CHECK (source_url GLOB '[a-z]*:?*'), -- the law
    source_date       TEXT CHECK (source_date GLOB '[12][0-9][0-9][0-9]*'), -- YYYY, YYYY-MM or YYYY-MM-DD
    CHECK ((month IS NULL) = (day IS NULL) AND (month IS NULL) = (days_after_easter IS NOT NULL))
) STRICT, WITHOUT ROWID;

-- Names of public holidays.
CREATE TABLE holiday_text (
    id          TEXT NOT NULL REFERENCES holiday (id) ON DELETE CASCADE, -- the holiday
    language    TEXT NOT NULL CHECK (language <> ''), -- BCP 47
    field       TEXT NOT NULL CHECK (field = 'name'), -- what the text is
    text        TEXT NOT NULL CHECK (text <> ''),     -- the text
    origin      TEXT NOT NULL CHECK (origin IN ('human', 'machine')), -- who wrote it
    reviewed_on TEXT CHECK (reviewed_on IS date(reviewed_on, '+0 days')), -- last read against the German text
    source_hash TEXT NOT NULL CHECK (length(source_hash) = 32), -- hash of the German text it was made from
    PRIMARY KEY (id, language, field)
) STRICT, WITHOUT ROWID;

-- Something that happens at certain times (schema.org Event). What is over stays here until its source drops it; screens
-- leave it out.
CREATE TABLE event (
    id          TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36), -- UUID
    slug        TEXT NOT NULL UNIQUE CHECK (slug <> '' AND slug NOT GLOB '*[^a-z0-9-]*'), -- for people and files
    offer_id    TEXT REFERENCES offer (id) DEFERRABLE INITIALLY DEFERRED, -- at whose place it is; NULL: nobody's here
    place_id    TEXT REFERENCES place (id) DEFERRABLE INITIALLY DEFERRED, -- where it is; NULL: unknown or nowhere
    starts      TEXT NOT NULL CHECK (starts GLOB '????-??-??T??:??'), -- its first time, local wall time
    minutes     INTEGER NOT NULL CHECK (minutes BETWEEN 0 AND 527040), -- how long each time lasts; 0: nobody stated it
    all_day     INTEGER NOT NULL CHECK (all_day IN (0, 1)), -- 1: only days count; minutes is a multiple of 1440
    rule        TEXT CHECK (rule <> ''), -- when it happens again: RECUR of RFC 5545 of days and longer, UNTIL is local; NULL: once
    url         TEXT CHECK (url GLOB '*://*'), -- where to take part
    source_url  TEXT NOT NULL CHECK (source_url GLOB '[a-z]*:?*'), -- where the facts come from
    source_date TEXT CHECK (source_date GLOB '[12][0-9][0-9][0-9]*'), -- YYYY, YYYY-MM or YYYY-MM-DD
    CHECK (all_day = 0 OR (minutes > 0 AND minutes % 1440 = 0 AND starts GLOB '*T00:00'))
) STRICT, WITHOUT ROWID;

-- The days on which an event that repeats does not happen all the same (EXDATE of RFC 5545).
CREATE TABLE event_exception (
    event_id TEXT NOT NULL REFERENCES event (id) ON DELETE CASCADE, -- the event
    day      TEXT NOT NULL CHECK (day IS date(day, '+0 days')),     -- on which it would have begun
    PRIMARY KEY (event_id, day)
) STRICT, WITHOUT ROWID;

-- Texts of events: what it is called, what it is in one or two sentences, and what else there is to know.
CREATE TABLE event_text (
    id          TEXT NOT NULL REFERENCES event (id) ON DELETE CASCADE, -- the event
    language    TEXT NOT NULL CHECK (language <> ''), -- BCP 47
    field       TEXT NOT NULL CHECK (field IN ('title', 'summary', 'description')), -- what the text is
    text        TEXT NOT NULL CHECK (text <> ''),     -- the text; a description may have several lines
    origin      TEXT NOT NULL CHECK (origin IN ('human', 'machine')), -- who wrote it
    reviewed_on TEXT CHECK (reviewed_on IS date(reviewed_on, '+0 days')), -- last read against the German text
    source_hash TEXT NOT NULL CHECK (length(source_hash) = 32), -- hash of the German text it was made from
    PRIMARY KEY (id, language, field)
) STRICT, WITHOUT ROWID;

-- A German word of offices and papers that newcomers meet: the glossary.
CREATE TABLE term (
    id   TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36), -- UUID
    slug TEXT NOT NULL UNIQUE CHECK (slug <> '' AND slug NOT GLOB '*[^a-z0-9-]*') -- for people and files
) STRICT, WITHOUT ROWID;

-- What a term is called in each language, and what it means.
CREATE TABLE term_text (
    id          TEXT NOT NULL REFERENCES term (id) ON DELETE CASCADE, -- the term
    language    TEXT NOT NULL CHECK (language <> ''), -- BCP 47
    field       TEXT NOT NULL CHECK (field IN ('name', 'forms', 'explanation')), -- name: in German as printed, elsewhere
                    -- the one rendering; forms: other forms in which it stands in texts, parted by semicolons
    text        TEXT NOT NULL CHECK (text <> ''),     -- the text
    origin      TEXT NOT NULL CHECK (origin IN ('human', 'machine')), -- who wrote it
    reviewed_on TEXT CHECK (reviewed_on IS date(reviewed_on, '+0 days')), -- last read against the German text
    source_hash TEXT NOT NULL CHECK (length(source_hash) = 32), -- hash of the German text it was made from
    PRIMARY KEY (id, language, field)
) STRICT, WITHOUT ROWID;

-- The page that an imported thing was made of, as its source calls it in each language: how a source links to it.
CREATE TABLE source_path (
    kind     TEXT NOT NULL CHECK (kind IN ('area', 'topic', 'offer', 'article', 'event')), -- the table of id
    id       TEXT NOT NULL,                       -- the thing
    language TEXT NOT NULL CHECK (language <> ''), -- BCP 47
    path     TEXT NOT NULL CHECK (path <> ''),    -- "/region/en/health/doctors/"
    PRIMARY KEY (kind, id, language)
) STRICT, WITHOUT ROWID;
