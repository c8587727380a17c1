// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Writes checked content: only what differs from the last import, and nothing that the import does not own
// (data/editorial.sql, table imported).
#include "core/exchange/content/change.h"
#include "core/exchange/content/model.h"
#include "core/exchange/content/rows.h"
#include "core/exchange/content/store.h"
#include "core/exchange/content/text.h"

#include "core/database/database.h"

#include <stdlib.h>
#include <string.h>

// ---- texts --------------------------------------------------------------------------------------------------------

static const char *origin_of(bool machine)
{
    return machine ? "machine" : "human";
}

// A text that stays as it is keeps what is known of it: who reviewed it, and from which German text it was made unless
// the source says so.
static void write_text(struct store *store, const char *table, const char *id, const struct content_text *text,
                       const char *source_hash)
{
    bool same = store_has(
        store,
        arena_format(&store->arena,
                     "SELECT 1 FROM %s WHERE id = ? AND language = ? AND field = ? AND text = ? AND origin = ?"
                     " AND source_hash = coalesce(?, source_hash)",
                     table),
        STORE_VALUES(store_text(id), store_text(text->language), store_text(text->field), store_text(text->text),
                     store_text(origin_of(text->machine)), store_text(text->german == NULL ? NULL : source_hash)));
    if (same)
        return;
    store_run(store,
              arena_format(&store->arena,
                           "INSERT INTO %s (id, language, field, text, origin, source_hash) VALUES (?, ?, ?, ?, ?, ?)"
                           " ON CONFLICT (id, language, field) DO UPDATE SET text = excluded.text,"
                           " origin = excluded.origin, source_hash = excluded.source_hash, reviewed_on = NULL",
                           table),
              STORE_VALUES(store_text(id), store_text(text->language), store_text(text->field), store_text(text->text),
                           store_text(origin_of(text->machine)), store_text(source_hash)));
}

// Removes the texts of a thing that the source no longer has.
static void remove_texts(struct store *store, const char *table, const char *id, const struct content_texts *texts)
{
    struct gone {
        const char *language, *field;
        struct gone *next;
    } *first = NULL;
    struct statement *rows =
        store_query(store, arena_format(&store->arena, "SELECT language, field FROM %s WHERE id = ?", table),
                    STORE_VALUES(store_text(id)));
    while (statement_next(rows)) {
        const char *language = statement_copy(&store->arena, rows, 0);
        const char *field = statement_copy(&store->arena, rows, 1);
        if (texts_find(texts, language, field) != NULL)
            continue;
        struct gone *gone = arena_allocate(&store->arena, 1, sizeof *gone);
        *gone = (struct gone){language, field, first};
        first = gone;
    }
    store_close(store, &rows);
    for (; first != NULL; first = first->next)
        store_run(store,
                  arena_format(&store->arena, "DELETE FROM %s WHERE id = ? AND language = ? AND field = ?", table),
                  STORE_VALUES(store_text(id), store_text(first->language), store_text(first->field)));
}

// `name_hash` is what glosses are made from; NULL where there are none.
static void write_texts(struct store *store, const char *thing_table, const char *id, const struct content_texts *texts,
                        const char *name_hash)
{
    const char *table = arena_format(&store->arena, "%s_text", thing_table);
    for (size_t i = 0; i < texts->count; i++) {
        const struct content_text *german = texts_find(texts, "de", texts->items[i].field);
        const char *source = texts->items[i].german;
        if (source == NULL && german != NULL && strcmp(texts->items[i].field, "gloss") != 0)
            source = german->text;
        write_text(store, table, id, &texts->items[i], source == NULL ? name_hash : content_hash(&store->arena, source));
    }
    remove_texts(store, table, id, texts);
}

// ---- parts --------------------------------------------------------------------------------------------------------

// A table that lists texts or links for a thing.
struct list_table {
    const char *table, *owner, *member; // names of the table and of its columns
    const char *leads_to;               // the table that the member is an id of; NULL: it is a text
    bool ordered;                       // has a position
};

static const struct list_table offer_topics = {"offer_topic", "offer_id", "topic_id", "topic", true};
static const struct list_table offer_audiences = {"offer_audience", "offer_id", "audience", NULL, false};
static const struct list_table offer_languages = {"offer_language", "offer_id", "language", NULL, true};
static const struct list_table contact_languages = {"contact_language", "contact_id", "language", NULL, true};
static const struct list_table guide_audiences = {"guide_audience", "guide_id", "audience", NULL, false};
static const struct list_table event_exceptions = {"event_exception", "event_id", "day", NULL, false};
static const struct list_table step_offers = {"guide_step_offer", "step_id", "offer_id", "offer", true};

static void write_list(struct store *store, const struct list_table *list, const char *id,
                       const struct json_items *items)
{
    const char *const *texts = items->items;
    store_run(store, arena_format(&store->arena, "DELETE FROM %s WHERE %s = ?", list->table, list->owner),
              STORE_VALUES(store_text(id)));
    const char *insert =
        arena_format(&store->arena, "INSERT INTO %s (%s, %s%s) VALUES (?, ?%s)", list->table, list->owner, list->member,
                     list->ordered ? ", position" : "", list->ordered ? ", ?" : "");
    for (size_t i = 0; i < items->count; i++) {
        const char *member = list->leads_to == NULL ? texts[i] : content_id_of(&store->arena, list->leads_to, texts[i]);
        struct store_value values[] = {store_text(id), store_text(member), store_number((long)i + 1)};
        store_run(store, insert, values, list->ordered ? 3 : 2);
    }
}

static void write_contacts(struct store *store, const struct content_offer *offer)
{
    const struct content_contact *contacts = offer->contacts.items;
    store_run(store, "DELETE FROM contact WHERE offer_id = ?", STORE_VALUES(store_text(offer->thing.id)));
    for (size_t i = 0; i < offer->contacts.count; i++) {
        const struct content_contact *contact = &contacts[i];
        const char *id = content_id_of(&store->arena, "contact", arena_format(&store->arena, "%s/%zu", offer->thing.slug, i + 1));
        store_run(store,
                  "INSERT INTO contact (id, offer_id, position, role, phone, printed, email, url)"
                  " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                  STORE_VALUES(store_text(id), store_text(offer->thing.id), store_number((long)i + 1),
                               store_text(contact->role), store_text(contact->phone), store_text(contact->printed),
                               store_text(contact->email), store_text(contact->url)));
        write_list(store, &contact_languages, id, &contact->languages);
    }
}

static void write_offer_parts(struct store *store, const struct content_offer *offer)
{
    const char *id = offer->thing.id;
    const struct opening_span *spans = offer->schedule.items;
    write_texts(store, "offer", id, &offer->thing.texts, content_hash(&store->arena, offer->name));
    write_list(store, &offer_topics, id, &offer->topics);
    write_list(store, &offer_audiences, id, &offer->audiences);
    write_list(store, &offer_languages, id, &offer->languages);
    write_contacts(store, offer);
    store_run(store, "DELETE FROM schedule WHERE offer_id = ?", STORE_VALUES(store_text(id)));
    for (size_t i = 0; i < offer->schedule.count; i++)
        store_run(
            store,
            "INSERT INTO schedule (offer_id, position, weekday, open_minute, close_minute, by_appointment)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            STORE_VALUES(store_text(id), store_number((long)i + 1), store_number(spans[i].weekday),
                         store_number(spans[i].open_minute), store_number(spans[i].close_minute),
                         store_number(spans[i].by_appointment)));
}

static void write_guide_parts(struct store *store, const struct content_guide *guide)
{
    const char *id = guide->thing.id;
    const struct content_step *steps = guide->steps.items;
    write_texts(store, "guide", id, &guide->thing.texts, NULL);
    write_list(store, &guide_audiences, id, &guide->audiences);
    for (size_t i = 0; i < guide->steps.count; i++) {
        const char *step = content_id_of(&store->arena, "guide_step", arena_format(&store->arena, "%s/%zu", guide->thing.slug, i + 1));
        store_run(
            store,
            "INSERT INTO guide_step (id, guide_id, position, source_url, source_date) VALUES (?, ?, ?, ?, ?)"
            " ON CONFLICT (id) DO UPDATE SET source_url = excluded.source_url, source_date = excluded.source_date",
            STORE_VALUES(store_text(step), store_text(id), store_number((long)i + 1), store_text(steps[i].source.url),
                         store_text(steps[i].source.date)));
        write_texts(store, "guide_step", step, &steps[i].texts, NULL);
        write_list(store, &step_offers, step, &steps[i].offers);
    }
    store_run(store, "DELETE FROM guide_step WHERE guide_id = ? AND position > ?",
              STORE_VALUES(store_text(id), store_number((long)guide->steps.count)));
}

// Adds a line with those of the words that are not NULL, of which the first never is.
static void add_line(struct arena *arena, struct arena_text *lines, const char *const words[], size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (words[i] == NULL)
            continue;
        if (i > 0)
            arena_append(arena, lines, " ");
        arena_append(arena, lines, words[i]);
    }
    arena_append(arena, lines, "\n");
}

// The blocks as schema.sql wants them hashed (article_body.source_hash).
static const char *lines_of_blocks(struct store *store, const struct json_items *items)
{
    const struct content_block *blocks = items->items;
    struct arena_text lines = {0};
    arena_append(&store->arena, &lines, "");
    for (size_t i = 0; i < items->count; i++) {
        const struct content_block *block = &blocks[i];
        const char *id = block->link == NULL ? NULL : content_id_of(&store->arena, block->link_kind, block->link);
        const char *const words[] = {block->kind, block->mark, block->text, block->link_kind, id};
        add_line(&store->arena, &lines, words, sizeof words / sizeof *words);
    }
    return lines.bytes;
}

// Whether the body is in the database already, word for word, and from those German blocks if the source names them.
static bool has_body(struct store *store, const char *id, const struct content_body *body, const char *source_hash)
{
    if (!store_has(store,
                   "SELECT 1 FROM article_body WHERE article_id = ? AND language = ? AND origin = ?"
                   " AND source_hash = coalesce(?, source_hash)",
                   STORE_VALUES(store_text(id), store_text(body->language), store_text(origin_of(body->machine)),
                                store_text(body->translated ? source_hash : NULL))))
        return false;
    struct arena_text lines = {0};
    arena_append(&store->arena, &lines, "");
    struct statement *rows = store_query(store,
                                     "SELECT kind || ' ' || coalesce(mark || ' ', '') || coalesce(text, link_kind || ' ' || link_id)"
                                     " FROM article_block WHERE article_id = ? AND language = ? ORDER BY position",
                                     STORE_VALUES(store_text(id), store_text(body->language)));
    while (statement_next(rows))
        add_line(&store->arena, &lines, &(const char *){statement_text(rows, 0)}, 1);
    store_close(store, &rows);
    return strcmp(lines.bytes, lines_of_blocks(store, &body->blocks)) == 0;
}

static void write_body(struct store *store, const char *id, const struct content_body *body, const char *source_hash)
{
    const struct content_block *blocks = body->blocks.items;
    store_run(store, "DELETE FROM article_body WHERE article_id = ? AND language = ?",
              STORE_VALUES(store_text(id), store_text(body->language)));
    store_run(store, "INSERT INTO article_body (article_id, language, origin, source_hash) VALUES (?, ?, ?, ?)",
              STORE_VALUES(store_text(id), store_text(body->language), store_text(origin_of(body->machine)),
                           store_text(source_hash)));
    for (size_t i = 0; i < body->blocks.count; i++) {
        const char *link = blocks[i].link == NULL ? NULL : content_id_of(&store->arena, blocks[i].link_kind, blocks[i].link);
        store_run(store,
                  "INSERT INTO article_block (article_id, language, position, kind, text, link_kind, link_id, mark)"
                  " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                  STORE_VALUES(store_text(id), store_text(body->language), store_number((long)i + 1),
                               store_text(blocks[i].kind), store_text(blocks[i].text), store_text(blocks[i].link_kind),
                               store_text(link), store_text(blocks[i].mark)));
    }
}

static void write_article_parts(struct store *store, const struct content_article *article)
{
    const char *id = article->thing.id;
    const struct content_body *bodies = article->bodies.items;
    const char *german_hash = NULL;
    const char *languages = " ";
    write_texts(store, "article", id, &article->thing.texts, NULL);
    for (size_t i = 0; i < article->bodies.count; i++) {
        if (strcmp(bodies[i].language, "de") == 0)
            german_hash = content_hash(&store->arena, lines_of_blocks(store, &bodies[i].blocks));
        languages = arena_format(&store->arena, "%s%s ", languages, bodies[i].language);
    }
    for (size_t i = 0; i < article->bodies.count; i++) {
        const char *source_hash =
            bodies[i].translated ? content_hash(&store->arena, lines_of_blocks(store, &bodies[i].sources)) : german_hash;
        if (!has_body(store, id, &bodies[i], source_hash))
            write_body(store, id, &bodies[i], source_hash);
    }
    store_run(store, "DELETE FROM article_body WHERE article_id = ? AND instr(?, ' ' || language || ' ') = 0",
              STORE_VALUES(store_text(id), store_text(languages)));
}

// ---- things -------------------------------------------------------------------------------------------------------

static void write_paths(struct store *store, const struct content_thing *thing)
{
    const struct content_path *paths = thing->paths.items;
    const char *kind = content_kind_name(thing->kind);
    store_run(store, "DELETE FROM source_path WHERE kind = ? AND id = ?",
              STORE_VALUES(store_text(kind), store_text(thing->id)));
    for (size_t i = 0; i < thing->paths.count; i++)
        store_run(store, "INSERT INTO source_path (kind, id, language, path) VALUES (?, ?, ?, ?)",
                  STORE_VALUES(store_text(kind), store_text(thing->id), store_text(paths[i].language),
                               store_text(paths[i].path)));
}

static void write_thing(struct store *store, const struct content_thing *thing, const char *source)
{
    content_write_row(store, thing);
    switch (thing->kind) {
    case CONTENT_ORGANIZATION:
    case CONTENT_PLACE:
        break; // no texts of their own
    case CONTENT_OFFER:
        write_offer_parts(store, (const struct content_offer *)(const void *)thing);
        break;
    case CONTENT_ARTICLE:
        write_article_parts(store, (const struct content_article *)(const void *)thing);
        break;
    case CONTENT_GUIDE:
        write_guide_parts(store, (const struct content_guide *)(const void *)thing);
        break;
    case CONTENT_EVENT:
        write_list(store, &event_exceptions, thing->id, &((const struct content_event *)(const void *)thing)->except);
        write_texts(store, "event", thing->id, &thing->texts, NULL);
        break;
    default:
        write_texts(store, content_kind_name(thing->kind), thing->id, &thing->texts, NULL);
    }
    write_paths(store, thing);
    store_run(store,
              "INSERT INTO imported (kind, id, source, content_hash) VALUES (?, ?, ?, ?)"
              " ON CONFLICT (kind, id) DO UPDATE SET content_hash = excluded.content_hash",
              STORE_VALUES(store_text(content_kind_name(thing->kind)), store_text(thing->id), store_text(source),
                           store_text(thing->hash)));
}

// One import on its way into the database.
struct writing {
    struct store store;
    const char *source;
    const struct content_listener *listener; // may be NULL
    struct content_report *report;
};

// A thing as it is now, for those who listen; NULL when nobody does.
static const struct snapshot *look(struct writing *writing, const char *kind, const char *id)
{
    return writing->listener == NULL ? NULL : change_look(&writing->store, kind, id);
}

// What is to be done with a thing: nothing when the import does not own it, or wrote just this last time.
static void consider_thing(struct writing *writing, const struct content_thing *thing)
{
    struct store *store = &writing->store;
    struct content_report *report = writing->report;
    const char *source = writing->source;
    const char *kind = content_kind_name(thing->kind);
    struct statement *known = store_query(store, "SELECT source, content_hash FROM imported WHERE kind = ? AND id = ?",
                                      STORE_VALUES(store_text(kind), store_text(thing->id)));
    const char *owner = statement_next(known) ? statement_copy(&store->arena, known, 0) : NULL;
    const char *hash = statement_copy(&store->arena, known, 1);
    store_close(store, &known);
    if (owner != NULL) {
        if (strcmp(owner, source) != 0 || strcmp(hash, thing->hash) == 0) {
            report->unchanged++;
        } else {
            const struct snapshot *before = look(writing, kind, thing->id);
            write_thing(store, thing, source);
            report->changed++;
            change_tell(store, writing->listener, kind, thing->id, before, look(writing, kind, thing->id), report);
        }
        return;
    }
    if (store_has(store, arena_format(&store->arena, "SELECT 1 FROM %s WHERE id = ?", kind),
                  STORE_VALUES(store_text(thing->id)))) {
        report->unchanged++; // an editor's own
    } else {
        write_thing(store, thing, source);
        report->added++;
        change_tell(store, writing->listener, kind, thing->id, NULL, look(writing, kind, thing->id), report);
    }
}

static int compare_ids(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

// All ids of the content, sorted; a UUID belongs to one kind only, because it is made from kind and slug.
static const char **ids_of(struct store *store, const struct content *content, size_t *count)
{
    *count = 0;
    for (int kind = 0; kind < CONTENT_KINDS; kind++)
        *count += content->lists[kind].count;
    const char **ids = arena_allocate(&store->arena, *count, sizeof *ids);
    size_t next = 0;
    for (int kind = 0; kind < CONTENT_KINDS; kind++) {
        for (size_t i = 0; i < content->lists[kind].count; i++)
            ids[next++] = content->lists[kind].things[i]->id;
    }
    qsort(ids, *count, sizeof *ids, compare_ids);
    return ids;
}

static void remove_thing(struct store *store, const char *kind, const char *id)
{
    const char *unless = "";
    if (strcmp(kind, "organization") == 0)
        unless = " AND NOT EXISTS (SELECT 1 FROM offer WHERE organization_id = organization.id)";
    else if (strcmp(kind, "place") == 0)
        unless = " AND NOT EXISTS (SELECT 1 FROM offer WHERE place_id = place.id)"
                 " AND NOT EXISTS (SELECT 1 FROM event WHERE place_id = place.id)";
    store_run(store, arena_format(&store->arena, "DELETE FROM %s WHERE id = ?%s", kind, unless),
              STORE_VALUES(store_text(id)));
    store_run(store, "DELETE FROM source_path WHERE kind = ? AND id = ?",
              STORE_VALUES(store_text(kind), store_text(id)));
    store_run(store, "DELETE FROM imported WHERE kind = ? AND id = ?", STORE_VALUES(store_text(kind), store_text(id)));
}

// Removes what the last import wrote and the source no longer has.
static void remove_vanished(struct writing *writing, const struct content *content)
{
    struct store *store = &writing->store;
    struct gone {
        const char *kind, *id;
        struct gone *next;
    } *first = NULL;
    size_t count;
    const char **ids = ids_of(store, content, &count);
    struct statement *rows = store_query(store, "SELECT kind, id FROM imported WHERE source = ? ORDER BY kind DESC, id",
                                     STORE_VALUES(store_text(writing->source)));
    while (statement_next(rows)) {
        const char *id = statement_copy(&store->arena, rows, 1);
        if (count > 0 && bsearch(&id, ids, count, sizeof *ids, compare_ids) != NULL)
            continue;
        struct gone *gone = arena_allocate(&store->arena, 1, sizeof *gone);
        *gone = (struct gone){statement_copy(&store->arena, rows, 0), id, first};
        first = gone;
    }
    store_close(store, &rows);
    // Newest in the list first, which is by kind from a to z: offers go before organizations and places.
    for (; first != NULL; first = first->next) {
        const struct snapshot *before = look(writing, first->kind, first->id);
        remove_thing(store, first->kind, first->id);
        writing->report->removed++;
        change_tell(store, writing->listener, first->kind, first->id, before, NULL, writing->report);
    }
}

static enum status write_all(struct writing *writing, sqlite3 *editorial, const struct content *content,
                             struct problem *problem)
{
    store_begin(&writing->store, editorial, problem);
    for (int kind = 0; kind < CONTENT_KINDS; kind++) {
        for (size_t i = 0; i < content->lists[kind].count; i++)
            consider_thing(writing, content->lists[kind].things[i]);
    }
    remove_vanished(writing, content);
    return store_end(&writing->store);
}

enum status content_write(sqlite3 *editorial, const struct content *content, const char *source, bool dry_run,
                          const struct content_listener *listener, struct content_report *report,
                          struct problem *problem)
{
    struct writing writing = {.source = source, .listener = listener, .report = report};
    enum status status = database_run(editorial, "BEGIN IMMEDIATE", problem);
    if (status != STATUS_OK)
        return status;
    status = write_all(&writing, editorial, content, problem);
    if (status == STATUS_OK && !dry_run)
        status = database_run(editorial, "COMMIT", problem);
    if (status != STATUS_OK || dry_run) {
        struct problem ignored; // SQLite may have rolled back by itself
        database_run(editorial, "ROLLBACK", &ignored);
    }
    return status;
}
