-- SPDX-License-Identifier: EUPL-1.2
-- SPDX-FileCopyrightText: Kompass contributors
--
-- An editorial database of version 7 becomes one of version 8, in which an event may have times besides those of its rule.
CREATE TABLE event_extra (
    event_id TEXT NOT NULL REFERENCES event (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED, -- the event
    starts   TEXT NOT NULL CHECK (starts GLOB '????-??-??T??:??'), -- local wall time; of whole days their midnight
    PRIMARY KEY (event_id, starts)
) STRICT, WITHOUT ROWID;
