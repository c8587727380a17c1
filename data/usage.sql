-- SPDX-License-Identifier: EUPL-1.2
-- SPDX-FileCopyrightText: Kompass contributors
--
-- usage.db: what is counted at a kiosk, and what was collected of several. Sums of one thing over one span of time, and nobody: no
-- visit, no order, no time of day but in `hour`, nothing that ties two rows to one person (docs/privacy.md). application_id 0x4B4D5055 "KMPU".

-- Who counted: a file of a kiosk from its making on, as long as it stays on its machine. A restored or copied file that comes to
-- another machine counts on as another epoch, so that nothing is ever counted by two.
CREATE TABLE epoch (
    id       TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 32),
    machine  TEXT NOT NULL CHECK (length(machine) = 32), -- a keyed hash of the machine's random id: two epochs of one kiosk are told by it
    exported TEXT NOT NULL DEFAULT '' -- the day on which it was put out last; '' never
) STRICT, WITHOUT ROWID;

-- Without rowid: rows stand by what they are, so that the file does not tell which was first.
CREATE TABLE count (
    measure TEXT NOT NULL,    -- what is counted: core/insight/usage_file.h
    period  TEXT NOT NULL,    -- 2026-11-30, 2026-W49 or 2026-11, as the measure has it; '' the clock could not be believed
    key     TEXT NOT NULL,    -- of what
    epoch   TEXT NOT NULL REFERENCES epoch (id),
    count   INTEGER NOT NULL CHECK (count BETWEEN 1 AND 999999999), -- within the epoch it only grows
    seen    TEXT NOT NULL DEFAULT '', -- of a file of several kiosks: the day of the export that brought it first
    PRIMARY KEY (measure, period, key, epoch)
) STRICT, WITHOUT ROWID;

-- Words searched in vain on three days at least (core/insight/demand.h); of a file of several kiosks.
CREATE TABLE word (
    word   TEXT NOT NULL CHECK (word <> ''),
    epoch  TEXT NOT NULL REFERENCES epoch (id),
    visits INTEGER NOT NULL CHECK (visits BETWEEN 1 AND 999999),
    month  TEXT NOT NULL CHECK (length(month) = 7), -- of the last one
    PRIMARY KEY (word, epoch)
) STRICT, WITHOUT ROWID;
