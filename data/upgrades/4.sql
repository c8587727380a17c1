-- SPDX-License-Identifier: EUPL-1.2
-- SPDX-FileCopyrightText: Kompass contributors
--
-- An editorial database of version 3 becomes one of version 4: life areas have a picture.
ALTER TABLE area ADD COLUMN pictogram TEXT CHECK (pictogram <> '');
