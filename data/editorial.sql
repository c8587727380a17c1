-- SPDX-License-Identifier: EUPL-1.2
-- SPDX-FileCopyrightText: Kompass contributors
--
-- What editing adds to data/schema.sql to make the editorial database. Publishing copies none of it.

-- Which things an import owns. An import writes, changes and removes only its own things: what it finds here under its
-- source, and what does not exist yet. A thing whose content_hash is still that of the source is left alone, so that
-- importing twice changes nothing; a thing that is here but no longer in the source is removed.
CREATE TABLE imported (
    kind         TEXT NOT NULL CHECK (kind IN ('city', 'area', 'topic', 'organization', 'place', 'offer', 'article',
                     'guide', 'emergency', 'holiday', 'event', 'term')), -- the table of id
    id           TEXT NOT NULL,                     -- the thing
    source       TEXT NOT NULL CHECK (source <> ''), -- who owns it: 'content' is core/exchange/content/content.c
    content_hash TEXT NOT NULL CHECK (length(content_hash) = 32), -- hash of the thing in the source with all its parts
    PRIMARY KEY (kind, id)
) STRICT, WITHOUT ROWID;
