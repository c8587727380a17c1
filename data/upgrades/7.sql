-- SPDX-License-Identifier: EUPL-1.2
-- SPDX-FileCopyrightText: Kompass contributors
--
-- An editorial database of version 6 becomes one of version 7: hours of the week may hold by telephone, in some weeks, in a season,
-- in a language or for one contact. Those that are there are not restricted so.
PRAGMA legacy_alter_table = ON;
ALTER TABLE schedule RENAME TO old_schedule;
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
INSERT INTO schedule (offer_id, position, weekday, open_minute, close_minute, by_appointment)
    SELECT offer_id, position, weekday, open_minute, close_minute, by_appointment FROM old_schedule;
DROP TABLE old_schedule;
PRAGMA legacy_alter_table = OFF;
