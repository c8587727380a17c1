-- SPDX-License-Identifier: EUPL-1.2
-- SPDX-FileCopyrightText: Kompass contributors
--
-- An editorial database of version 4 becomes one of version 5: the history, whose rows are large, is found by indexes.
ALTER TABLE change_thing RENAME TO old_change_thing;
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
INSERT INTO change_thing (change, thing, kind, slug, revision, before, after)
    SELECT change, thing, kind, slug, revision, before, after FROM old_change_thing ORDER BY change, thing;
DROP TABLE old_change_thing;
CREATE INDEX change_of_thing ON change_thing (thing, change);
CREATE INDEX change_addition ON change_thing (change) WHERE before IS NULL;
CREATE INDEX change_removal ON change_thing (change) WHERE after IS NULL;
