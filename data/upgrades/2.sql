-- SPDX-License-Identifier: EUPL-1.2
-- SPDX-FileCopyrightText: Kompass contributors
--
-- An editorial database of version 1 becomes one of version 2. core/editorial/upgrade.c has renamed the tables of version 1,
-- each to old_ and its name, made those of version 2, and registered hash(), which is text.source_hash. It drops the old ones.

-- ---- things -----------------------------------------------------------------------------------------------------------
-- Kinds that have no order of their own are at position 0.
INSERT INTO thing (id, kind, slug, position, revision)
    SELECT id, 'city', slug, 0, 1 FROM old_city
    UNION ALL SELECT id, 'area', slug, position, 1 FROM old_area
    UNION ALL SELECT id, 'topic', slug, position, 1 FROM old_topic
    UNION ALL SELECT id, 'organization', NULL, 0, 1 FROM old_organization
    UNION ALL SELECT id, 'place', NULL, 0, 1 FROM old_place
    UNION ALL SELECT id, 'offer', slug, position, 1 FROM old_offer
    UNION ALL SELECT id, 'article', slug, position, 1 FROM old_article
    UNION ALL SELECT id, 'guide', slug, position, 1 FROM old_guide
    UNION ALL SELECT id, 'guide_step', NULL, position, 1 FROM old_guide_step
    UNION ALL SELECT id, 'emergency', slug, rank, 1 FROM old_emergency
    UNION ALL SELECT id, 'holiday', slug, 0, 1 FROM old_holiday
    UNION ALL SELECT id, 'event', slug, 0, 1 FROM old_event
    UNION ALL SELECT id, 'term', slug, 0, 1 FROM old_term;

INSERT INTO city SELECT id, name, zone, country, subdivision, latitude, longitude FROM old_city;
INSERT INTO area SELECT id FROM old_area;
INSERT INTO topic SELECT id, area_id FROM old_topic;
INSERT INTO organization SELECT id, name FROM old_organization;
INSERT INTO place SELECT id, street, postal_code, city, district, note, latitude, longitude FROM old_place;
INSERT INTO offer (id, type, name, name_hash, organization_id, place_id, hours_known, temporarily_closed, by_appointment,
                   appointment_url, cost, duplicate_of)
    SELECT id, kind, name, name_hash, organization_id, place_id, hours_known, temporarily_closed, by_appointment,
           appointment_url, cost, duplicate_of FROM old_offer;
INSERT INTO article SELECT id, topic_id FROM old_article;
INSERT INTO guide SELECT id, area_id FROM old_guide;
INSERT INTO guide_step SELECT id, guide_id FROM old_guide_step;
INSERT INTO emergency SELECT id, number, offer_id FROM old_emergency;
INSERT INTO holiday SELECT id, month, day, days_after_easter FROM old_holiday;
INSERT INTO event SELECT id, offer_id, place_id, starts, minutes, all_day, rule, url FROM old_event;
INSERT INTO term SELECT id FROM old_term;

-- ---- parts ------------------------------------------------------------------------------------------------------------
INSERT INTO offer_topic SELECT offer_id, topic_id, position FROM old_offer_topic;
INSERT INTO offer_audience SELECT offer_id, audience FROM old_offer_audience;
INSERT INTO offer_language SELECT offer_id, language, position FROM old_offer_language;
-- Contacts were ordered by position and id, and two could be at one position.
INSERT INTO contact (offer_id, position, role, phone, printed, email, url, languages)
    SELECT offer_id, row_number() OVER (PARTITION BY offer_id ORDER BY position, id), role, phone, printed, email, url,
           (SELECT group_concat(language, ' ') FROM (SELECT language FROM old_contact_language
             WHERE contact_id = contact.id ORDER BY position, language))
      FROM old_contact AS contact;
INSERT INTO schedule SELECT offer_id, position, weekday, open_minute, close_minute, by_appointment FROM old_schedule;
INSERT INTO guide_audience SELECT guide_id, audience FROM old_guide_audience;
INSERT INTO guide_step_offer SELECT step_id, offer_id, position FROM old_guide_step_offer;
INSERT INTO event_exception SELECT event_id, day FROM old_event_exception;

-- ---- texts ------------------------------------------------------------------------------------------------------------
INSERT INTO text (thing, language, field, text, origin, reviewed_on, source_hash)
    SELECT id, language, field, text, origin, reviewed_on, source_hash FROM old_city_text
    UNION ALL SELECT id, language, field, text, origin, reviewed_on, source_hash FROM old_area_text
    UNION ALL SELECT id, language, field, text, origin, reviewed_on, source_hash FROM old_topic_text
    UNION ALL SELECT id, language, field, text, origin, reviewed_on, source_hash FROM old_offer_text
    UNION ALL SELECT id, language, field, text, origin, reviewed_on, source_hash FROM old_article_text
    UNION ALL SELECT id, language, field, text, origin, reviewed_on, source_hash FROM old_guide_text
    UNION ALL SELECT id, language, field, text, origin, reviewed_on, source_hash FROM old_guide_step_text
    UNION ALL SELECT id, language, field, text, origin, reviewed_on, source_hash FROM old_emergency_text
    UNION ALL SELECT id, language, field, text, origin, reviewed_on, source_hash FROM old_holiday_text
    UNION ALL SELECT id, language, field, text, origin, reviewed_on, source_hash FROM old_event_text
    UNION ALL SELECT id, language, field, text, origin, reviewed_on, source_hash FROM old_term_text;

-- The blocks of an article become one text, a line each. A body without blocks says nothing and is left out. Marks are without
-- blanks now: the one that does not break a line stands for them.
INSERT INTO text (thing, language, field, text, origin, reviewed_on, source_hash)
    SELECT article_id, language, 'body', whole.text, origin, reviewed_on, source_hash
      FROM old_article_body JOIN (
          SELECT article_id, language, group_concat(line, char(10)) AS text FROM (
              SELECT article_id, language, CASE kind
                         WHEN 'heading' THEN '# ' || words
                         WHEN 'item' THEN '*' || CASE WHEN length(CAST(mark AS BLOB)) <= 12 THEN mark ELSE '' END || ' ' || words
                         WHEN 'link' THEN '> ' || link_kind || ' ' || link_id
                         ELSE CASE WHEN substr(words, 1, 1) IN ('#', '*', '>', '\') THEN '\' ELSE '' END || words END AS line
                FROM (SELECT *, trim(replace(replace(replace(text, char(9), ' '), char(10), ' '), char(13), ' ')) AS words,
                             replace(trim(coalesce(block_mark, '')), ' ', char(160)) AS mark
                        FROM (SELECT article_id, language, position, kind, text, link_kind, link_id, mark AS block_mark
                                FROM old_article_block))
               WHERE kind = 'link' OR words <> ''
               ORDER BY article_id, language, position)
           GROUP BY article_id, language) AS whole USING (article_id, language);

-- A body that was made from the German one as it is stays so: it gets the hash of its new form. Any other was made from an
-- older one, which its hash goes on to say.
UPDATE text SET source_hash = (SELECT hash(german.text) FROM text AS german
                                WHERE german.thing = text.thing AND german.field = 'body' AND german.language = 'de')
 WHERE field = 'body' AND source_hash = (SELECT german.source_hash FROM old_article_body AS german
                                          WHERE german.article_id = text.thing AND german.language = 'de')
   AND EXISTS (SELECT 1 FROM text AS german
                WHERE german.thing = text.thing AND german.field = 'body' AND german.language = 'de');

-- A link to nothing stays in its body, where `kompass check` tells it.
INSERT INTO link (thing, target)
    SELECT DISTINCT article_id, link_id FROM old_article_block JOIN thing ON thing.id = link_id AND thing.kind = link_kind;

-- ---- sources, notes ---------------------------------------------------------------------------------------------------
INSERT INTO source (thing, url, date, verified_on, review_after, confidence, doubt)
    SELECT id, source_url, source_date, verified_on, review_after, confidence, doubt FROM old_offer
    UNION ALL SELECT id, source_url, source_date, verified_on, NULL, confidence, NULL FROM old_article
    UNION ALL SELECT id, source_url, source_date, NULL, NULL, NULL, NULL FROM old_guide_step
    UNION ALL SELECT id, source_url, source_date, NULL, NULL, NULL, NULL FROM old_emergency
    UNION ALL SELECT id, source_url, source_date, NULL, NULL, NULL, NULL FROM old_holiday
    UNION ALL SELECT id, source_url, source_date, NULL, NULL, NULL, NULL FROM old_event;

INSERT INTO note (thing, text)
    SELECT id, note FROM old_offer WHERE note IS NOT NULL
    UNION ALL SELECT id, note FROM old_article WHERE note IS NOT NULL
    UNION ALL SELECT id, note FROM old_guide WHERE note IS NOT NULL;

-- What was kept about things that are gone says nothing about any.
INSERT INTO source_path (thing, language, path)
    SELECT old_source_path.id, language, path FROM old_source_path JOIN thing USING (id, kind);
INSERT INTO source_older (thing, fields)
    SELECT old_source_older.id, fields FROM old_source_older JOIN thing USING (id, kind);

-- ---- imports ----------------------------------------------------------------------------------------------------------
-- Of what the source had said version 1 kept a hash only, which tells nobody what people have changed here. So the record says
-- nothing: the next import is right, and tells all that it replaces. Steps of guides had no row of their own.
INSERT INTO imported (thing, source, record)
    SELECT id, source, '{}' FROM old_imported JOIN thing USING (id, kind)
    UNION ALL SELECT step.id, source, '{}' FROM old_imported JOIN old_guide_step AS step ON guide_id = old_imported.id AND kind = 'guide';

-- An import left alone what was gone.
INSERT INTO removed (id, source, record)
    SELECT id, min(source), '{}' FROM old_imported WHERE id NOT IN (SELECT id FROM thing) GROUP BY id;
