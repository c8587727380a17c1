// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Both sides come from the database, before and after writing, in the same transaction: so nothing is told that is not
// done, and a new column is told of by itself.
#include "core/exchange/content/change.h"

#include "core/base/clock.h"
#include "core/database/database.h"

#include <string.h>
#include <time.h>

#define COUNT_OF(array) (sizeof(array) / sizeof *(array))

struct field {
    const char *name;
    const char *value; // never NULL: what is unknown has no field
};

struct snapshot {
    const char *name; // slug
    struct field *fields;
    size_t count, capacity;
};

static void add(struct store *store, struct snapshot *snapshot, const char *name, const char *value)
{
    if (name == NULL || value == NULL)
        return;
    if (snapshot->count == snapshot->capacity) {
        snapshot->capacity = snapshot->capacity == 0 ? 32 : 2 * snapshot->capacity;
        struct field *larger = arena_allocate(&store->arena, snapshot->capacity, sizeof *larger);
        if (snapshot->count > 0)
            memcpy(larger, snapshot->fields, snapshot->count * sizeof *larger);
        snapshot->fields = larger;
    }
    snapshot->fields[snapshot->count++] = (struct field){name, value};
}

static const char place_sql[] =
    "SELECT trim(coalesce(street || ', ', '') || coalesce(postal_code || ' ', '') || coalesce(city, '')"
    " || coalesce(', ' || district, '') || coalesce(', ' || note, '')"
    " || coalesce(' (' || latitude || ' ' || longitude || ')', ''), ', ') FROM place WHERE id = ?";

// Columns whose name leads elsewhere: how the files call them, and what they lead to; NULL: not told.
static const struct {
    const char *column, *name, *sql;
} columns[] = {
    {"id", NULL, NULL},
    {"slug", NULL, NULL},
    {"name_hash", NULL, NULL},
    {"source_url", "source.url", NULL},
    {"source_date", "source.date", NULL},
    {"organization_id", "organization", "SELECT name FROM organization WHERE id = ?"},
    {"place_id", "place", place_sql},
    {"topic_id", "topic", "SELECT slug FROM topic WHERE id = ?"},
    {"area_id", "area", "SELECT slug FROM area WHERE id = ?"},
    {"offer_id", "offer", "SELECT slug FROM offer WHERE id = ?"},
    {"duplicate_of", "duplicate_of", "SELECT slug FROM offer WHERE id = ?"},
};

static const char *follow(struct store *store, const char *sql, const char *id)
{
    struct statement *row = store_query(store, sql, STORE_VALUES(store_text(id)));
    const char *value = statement_next(row) ? statement_copy(&store->arena, row, 0) : NULL;
    store_close(store, &row);
    return value;
}

static void look_at_row(struct store *store, struct snapshot *snapshot, const char *kind, const char *id)
{
    struct statement *row = store_query(store, arena_format(&store->arena, "SELECT * FROM %s WHERE id = ?", kind),
                                    STORE_VALUES(store_text(id)));
    int count = statement_next(row) ? statement_columns(row) : 0;
    for (int i = 0; i < count; i++) {
        const char *column = arena_copy_text(&store->arena, statement_column_name(row, i));
        const char *value = statement_copy(&store->arena, row, i);
        const char *name = column;
        for (size_t k = 0; k < COUNT_OF(columns); k++) {
            if (strcmp(columns[k].column, column) != 0)
                continue;
            name = columns[k].name;
            if (columns[k].sql != NULL && value != NULL)
                value = follow(store, columns[k].sql, value);
        }
        add(store, snapshot, name, value);
    }
    store_close(store, &row);
}

#define LISTED(name, member, table, owner, order)                                                                      \
    "SELECT '" name "', group_concat(" member ", ', ') FROM (SELECT " member " FROM " table " WHERE " owner            \
    " = ?1 ORDER BY " order ")"
#define CONTACT(column)                                                                                                \
    "SELECT 'contacts[' || (position - 1) || ']." column "', " column " FROM contact WHERE offer_id = ?1"
#define MADE_BY " || CASE WHEN language = 'de' THEN '' ELSE ' (' || origin || ')' END"

// What a kind has beside its row and its texts: each gives names and values.
static const struct {
    const char *kind, *sql;
} parts[] = {
    {"offer",
     LISTED("topics", "slug", "offer_topic JOIN topic ON topic.id = topic_id", "offer_id", "offer_topic.position")},
    {"offer", LISTED("audiences", "audience", "offer_audience", "offer_id", "audience")},
    {"offer", LISTED("languages", "language", "offer_language", "offer_id", "position")},
    {"offer", CONTACT("role") " UNION ALL " CONTACT("phone") " UNION ALL " CONTACT("printed") " UNION ALL " CONTACT(
                  "email") " UNION ALL " CONTACT("url")},
    {"offer", "SELECT 'contacts[' || (contact.position - 1) || '].languages', group_concat(language, ', ')"
              " FROM contact JOIN contact_language ON contact_id = contact.id WHERE offer_id = ?1 GROUP BY contact.id"},
    {"offer",
     "SELECT 'schedule', group_concat(span, ', ') FROM (SELECT substr('mo tu we th fr sa su', weekday * 3 + 1, 2)"
     " || printf(' %02d:%02d–%02d:%02d', open_minute / 60, open_minute % 60, close_minute / 60,"
     " close_minute % 60) || iif(by_appointment, ' by appointment', '') AS span"
     " FROM schedule WHERE offer_id = ?1 ORDER BY position)"},
    {"article", "SELECT 'blocks.' || language || '[' || (position - 1) || ']', kind || ' ' || coalesce(mark || ' ', '')"
                " || coalesce(text, link_kind || ' ' || link_id)" MADE_BY
                " FROM article_block JOIN article_body USING (article_id, language) WHERE article_id = ?1"
                " ORDER BY language, position"},
    {"guide", LISTED("audiences", "audience", "guide_audience", "guide_id", "audience")},
    {"guide", "SELECT 'steps[' || (position - 1) || '].source.url', source_url FROM guide_step WHERE guide_id = ?1"},
    {"guide", "SELECT 'steps[' || (position - 1) || '].source.date', source_date FROM guide_step WHERE guide_id = ?1"},
    {"guide", "SELECT 'steps[' || (position - 1) || '].texts.' || language || '.' || field, text" MADE_BY
              " FROM guide_step JOIN guide_step_text USING (id) WHERE guide_id = ?1 ORDER BY position, language"},
    {"guide", "SELECT 'steps[' || (step.position - 1) || '].offers', group_concat(slug, ', ') FROM guide_step AS step"
              " JOIN guide_step_offer ON step_id = step.id JOIN offer ON offer.id = offer_id WHERE guide_id = ?1"
              " GROUP BY step.id"},
    {"event", LISTED("when.except", "day", "event_exception", "event_id", "day")},
};

static void look_at_part(struct store *store, struct snapshot *snapshot, const char *sql, const char *id)
{
    struct statement *rows = store_query(store, sql, STORE_VALUES(store_text(id)));
    while (statement_next(rows))
        add(store, snapshot, statement_copy(&store->arena, rows, 0), statement_copy(&store->arena, rows, 1));
    store_close(store, &rows);
}

const struct snapshot *change_look(struct store *store, const char *kind, const char *id)
{
    struct snapshot *snapshot = arena_allocate(&store->arena, 1, sizeof *snapshot);
    bool organization = strcmp(kind, "organization") == 0;
    bool place = strcmp(kind, "place") == 0;
    const char *name = organization ? "SELECT name FROM organization WHERE id = ?"
                       : place      ? place_sql
                                    : arena_format(&store->arena, "SELECT slug FROM %s WHERE id = ?", kind);
    snapshot->name = follow(store, name, id);
    look_at_row(store, snapshot, kind, id);
    if (!organization && !place)
        look_at_part(store, snapshot,
                     arena_format(&store->arena,
                                  "SELECT 'texts.' || language || '.' || field, text" MADE_BY
                                  " FROM %s_text WHERE id = ?1 ORDER BY language, field",
                                  kind),
                     id);
    for (size_t i = 0; i < COUNT_OF(parts); i++)
        if (strcmp(parts[i].kind, kind) == 0)
            look_at_part(store, snapshot, parts[i].sql, id);
    return snapshot;
}

// ---- telling ------------------------------------------------------------------------------------------------------

static const char *value_of(const struct snapshot *snapshot, const char *name)
{
    for (size_t i = 0; snapshot != NULL && i < snapshot->count; i++)
        if (strcmp(snapshot->fields[i].name, name) == 0)
            return snapshot->fields[i].value;
    return NULL;
}

// Is the field a fact that readers see, as its source states it? Not how it is sorted, described for staff or
// translated.
static bool is_fact(const char *name)
{
    static const char *const facts[] = {
        "texts.de.",
        "blocks.de[",
        "contacts[",
        "schedule",
        "hours_known",
        "name",
        "organization",
        "place",
        "by_appointment",
        "cost",
        "languages",
        "number",
        "starts",
        "minutes",
        "rule",
        "month",
        "appointment_url",
        "temporarily_closed",
        "all_day",
        "day",
        "days_after_easter",
        "url",
    };
    for (size_t i = 0; i < COUNT_OF(facts); i++)
        if (strncmp(name, facts[i], strlen(facts[i])) == 0)
            return true;
    return strncmp(name, "steps[", 6) == 0 && strstr(name, ".texts.de.") != NULL;
}

// Does the field say when the facts were so?
static bool is_date(const char *name)
{
    size_t length = strlen(name);
    return strcmp(name, "verified_on") == 0 || (length >= 11 && strcmp(name + length - 11, "source.date") == 0);
}

struct difference {
    const struct content_listener *listener;
    const char *kind, *slug;
    const char *facts; // that changed, for a warning
    size_t fields;
    bool dated; // anew
};

static void tell_field(struct store *store, struct difference *difference, const char *name, const char *before,
                       const char *after)
{
    if (before != NULL && after != NULL && strcmp(before, after) == 0)
        return;
    const struct content_change change = {difference->kind, difference->slug, name, before, after};
    if (difference->listener->change != NULL)
        difference->listener->change(difference->listener->context, &change);
    difference->fields++;
    if (is_fact(name))
        difference->facts =
            difference->facts == NULL ? name : arena_format(&store->arena, "%s, %s", difference->facts, name);
    difference->dated = difference->dated || (is_date(name) && after != NULL);
}

// A source of today is not older than what was written today.
static bool is_of_today(const char *date)
{
    char stamp[CLOCK_STAMP_BYTES];
    clock_format_utc((int64_t)time(NULL), stamp);
    return date != NULL && strlen(date) == 10 && strncmp(date, stamp, 10) >= 0;
}

static void warn(struct store *store, const struct difference *difference, const struct snapshot *after)
{
    const char *date = value_of(after, "source.date");
    const char *verified = value_of(after, "verified_on");
    struct problem problem;
    problem_set(&problem, STATUS_INVALID,
                arena_format(&store->arena, "warning: %s %s", difference->kind, difference->slug),
                "set source.date to the day of what says so now, or verified_on to the day on which the office did",
                "the source is older than the fact: it is still of %s, verified %s, but this changed: %.300s",
                date == NULL ? "no date" : date, verified == NULL ? "never" : verified, difference->facts);
    difference->listener->warning(difference->listener->context, &problem);
}

// Does the kind state facts with a source?
static bool has_source(const char *kind)
{
    static const char *const kinds[] = {"offer", "article", "guide", "emergency", "holiday", "event"};
    for (size_t i = 0; i < COUNT_OF(kinds); i++)
        if (strcmp(kind, kinds[i]) == 0)
            return true;
    return false;
}

void change_tell(struct store *store, const struct content_listener *listener, const char *kind, const char *id,
                 const struct snapshot *before, const struct snapshot *after, struct content_report *report)
{
    if (listener == NULL || store->status != STATUS_OK)
        return;
    const char *slug = (after == NULL ? before : after)->name;
    struct difference difference = {.listener = listener, .kind = kind, .slug = slug == NULL ? "?" : slug};
    for (size_t i = 0; before != NULL && after != NULL && i < before->count; i++)
        tell_field(store, &difference, before->fields[i].name, before->fields[i].value,
                   value_of(after, before->fields[i].name));
    for (size_t i = 0; before != NULL && after != NULL && i < after->count; i++)
        if (value_of(before, after->fields[i].name) == NULL)
            tell_field(store, &difference, after->fields[i].name, NULL, after->fields[i].value);
    if (difference.fields == 0 && listener->change != NULL)
        listener->change(listener->context,
                         &(struct content_change){kind, difference.slug, NULL, before == NULL ? NULL : difference.slug,
                                                  after == NULL ? NULL : difference.slug});
    bool fresh =
        difference.dated || is_of_today(value_of(after, "source.date")) || is_of_today(value_of(after, "verified_on"));
    if (after == NULL || fresh)
        store_run(store, "DELETE FROM source_older WHERE kind = ? AND id = ?",
                  STORE_VALUES(store_text(kind), store_text(id)));
    if (difference.facts == NULL || fresh || !has_source(kind))
        return;
    store_run(
        store,
        "INSERT INTO source_older (kind, id, slug, fields) VALUES (?, ?, ?, ?) ON CONFLICT (kind, id) DO UPDATE SET"
        " slug = excluded.slug, fields = iif(instr(fields, excluded.fields), fields,"
        " fields || ', ' || excluded.fields)",
        STORE_VALUES(store_text(kind), store_text(id), store_text(difference.slug), store_text(difference.facts)));
    report->warnings++;
    if (listener->warning != NULL)
        warn(store, &difference, after);
}
