-- SPDX-License-Identifier: EUPL-1.2
-- SPDX-FileCopyrightText: Kompass contributors
--
-- drafts-<number of the login>.db beside the editorial database: what people have typed and not saved. A file of its own, so that typing
-- waits for nobody's save and nobody else reads it. application_id 0x4B4D5044 "KMPD".

CREATE TABLE draft (
    person TEXT NOT NULL CHECK (person <> ''), -- who typed it
    thing  TEXT NOT NULL CHECK (length(thing) = 36), -- the thing's id; a new one is not in the editorial database yet
    program TEXT NOT NULL, -- which of those that he has open keeps it; '' one of before they were told apart
    kind   TEXT NOT NULL, -- its kind
    title  TEXT NOT NULL, -- what it is called, for lists; may be empty
    at     TEXT NOT NULL CHECK (at GLOB '????-??-??T??:??:??Z'), -- when it was typed last, RFC 3339, UTC
    sheet  TEXT NOT NULL CHECK (sheet GLOB '{*}'), -- core/desk/sheet.h
    PRIMARY KEY (person, thing, program)
) STRICT, WITHOUT ROWID;
