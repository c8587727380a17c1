-- SPDX-License-Identifier: EUPL-1.2
-- SPDX-FileCopyrightText: Kompass contributors
--
-- An editorial database of version 8 becomes one of version 9: the hours of a closure may be restricted as those of the week are.
-- Those that are there are not.
PRAGMA legacy_alter_table = ON;
ALTER TABLE closure_schedule RENAME TO old_closure_schedule;
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
INSERT INTO closure_schedule (closure_id, position, weekday, open_minute, close_minute, by_appointment)
    SELECT closure_id, position, weekday, open_minute, close_minute, by_appointment FROM old_closure_schedule;
DROP TABLE old_closure_schedule;
PRAGMA legacy_alter_table = OFF;
