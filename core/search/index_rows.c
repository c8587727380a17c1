// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// A kind is indexed as the model has it: its title, the text below it, all other searched texts. What finds it besides is
// stated here, once: the names of what it stands in and of what it consists of.
#include "core/search/index_rows.h"

#include "core/base/arena.h"
#include "core/database/database.h"
#include "core/model/body.h"
#include "core/model/model.h"

#include <string.h>

// clang-format off

// A text in the language of the row, and the same with nothing for none.
#define TEXT(thing_id, name) \
    "(SELECT text FROM text WHERE text.thing = " thing_id " AND text.language = listed.language AND field = " name ")"
#define OWN(name) TEXT("thing.id", name)
#define ALL(name) "coalesce(" OWN(name) ", '')"

// Topics that lead to something; the others are not listed and so not found.
#define FULL_TOPICS \
    "(SELECT topic_id FROM article" \
    " UNION SELECT topic_id FROM offer_topic JOIN offer ON offer.id = offer_id WHERE duplicate_of IS NULL)"

// How a kind differs from what the model says of it; NULL: not at all.
struct indexed {
    const char *title, *summary, *context, *body; // expressions
    const char *more;      // tables that these need
    const char *languages; // a query of thing and language: it is found in these, too
    const char *only;      // a condition
};

static const struct indexed indexed[KIND_COUNT] = {
    [KIND_AREA] = {
        .context =
            "(SELECT group_concat(text, ' ') FROM ("
            "  SELECT text FROM topic JOIN thing AS named ON named.id = topic.id JOIN text ON text.thing = topic.id"
            "  WHERE area_id = thing.id AND text.language = listed.language AND field = 'name' ORDER BY named.position, named.id))",
        .only = "EXISTS (SELECT 1 FROM topic WHERE area_id = thing.id AND id IN " FULL_TOPICS ")"
                " OR EXISTS (SELECT 1 FROM guide WHERE area_id = thing.id)",
    },
    [KIND_TOPIC] = {
        .context = TEXT("area_id", "'name'"),
        .only = "topic.id IN " FULL_TOPICS,
    },
    [KIND_GUIDE] = {
        .context = TEXT("area_id", "'name'"),
        .body =
            "(SELECT group_concat(text, ' ') FROM ("
            "  SELECT text FROM guide_step AS step JOIN thing AS placed ON placed.id = step.id JOIN text ON text.thing = step.id"
            "  WHERE guide_id = thing.id AND text.language = listed.language AND field = 'text' ORDER BY placed.position, placed.id))",
        .languages = "SELECT guide_id, language FROM guide_step JOIN text ON text.thing = guide_step.id",
    },
    [KIND_ARTICLE] = {
        .context = "coalesce(" TEXT("topic_id", "'name'") ", '') || ' ' || coalesce(" TEXT("area_id", "'name'") ", '')",
        // A summary that the body begins with counts once.
        .body = "replace(body_words(" OWN("'body'") "), " ALL("'summary'") ", '')",
        .more = "JOIN topic ON topic.id = topic_id",
    },
    // An offer has a row in every language that its topics have names in, so that somebody who reads none of its texts
    // finds it by what it is about. The names of its duplicates find it, too.
    [KIND_OFFER] = {
        .title = ALL("'gloss'") " || ' ' || offer.name",
        .context =
            "(SELECT group_concat(text, ' ') FROM ("
            "  SELECT text FROM offer_topic JOIN text ON text.thing = topic_id"
            "  WHERE offer_id = thing.id AND text.language = listed.language AND field = 'name' ORDER BY position, topic_id))",
        .body =
            ALL("'description'") " || ' ' || " ALL("'bring'") " || ' ' || " ALL("'next_step'") " || ' ' || organization.name"
            " || ' ' || coalesce(street, '') || ' ' || coalesce(district, '')"
            " || ' ' || coalesce((SELECT group_concat(name, ' ') FROM ("
            "  SELECT name FROM offer AS other WHERE other.duplicate_of = thing.id ORDER BY name)), '')",
        .more = "JOIN organization ON organization.id = organization_id LEFT JOIN place ON place.id = place_id",
        .languages = "SELECT offer_id, language FROM offer_topic JOIN text ON text.thing = topic_id",
    },
    // Who types a number means it, with its blanks or without.
    [KIND_EMERGENCY] = {
        .title = OWN("'name'") " || ' ' || number || CASE instr(number, ' ') WHEN 0 THEN '' ELSE ' ' || replace(number, ' ', '') END",
    },
    [KIND_EVENT] = {
        .context = "offer.name",
        .body = ALL("'description'") " || ' ' || coalesce(street, '') || ' ' || coalesce(district, '')",
        .more = "LEFT JOIN offer ON offer.id = offer_id LEFT JOIN place ON place.id = event.place_id",
    },
    // A term has no title here, so that a page with the word in its name comes first. In other languages its German name
    // finds it, too.
    [KIND_TERM] = {
        .title = "''",
        .summary = OWN("'name'") " || ' ' || " ALL("'forms'") " || CASE listed.language WHEN 'de' THEN '' ELSE ' ' || german.text END",
        .body = "''",
        .more = "JOIN text AS german ON german.thing = thing.id AND german.language = 'de' AND german.field = 'name'",
        .only = OWN("'name'") " IS NOT NULL",
    },
};

// clang-format on

// The order of the screens, as far as it is not that of the model; terms come last, so that their number tells them (rank.h).
static const enum kind before_others[] = {KIND_AREA, KIND_TOPIC, KIND_GUIDE, KIND_ARTICLE};

static bool comes_before_others(enum kind kind)
{
    bool found = false;
    for (size_t i = 0; i < sizeof before_others / sizeof *before_others; i++)
        found = found || before_others[i] == kind;
    return found;
}

// ---- statements ---------------------------------------------------------------------------------------------------

// A text of the model in the language of the row; an empty text when it is not searched.
static const char *own_text(struct arena *arena, enum kind kind, const char *name)
{
    const struct model_text *text = model_text_of(kind, name);
    if (text == NULL || !text->searched)
        return "''";
    const char *words = text->form == MODEL_BODY ? "body_words" : "";
    return arena_format(arena, "%s(" OWN("'%s'") ")", words, name);
}

// All other searched texts.
static const char *other_texts(struct arena *arena, enum kind kind)
{
    const struct model_kind *model = model_kind(kind);
    const char *all = "''";
    for (size_t i = 0; i < model->text_count; i++) {
        const char *name = model->texts[i].name;
        if (strcmp(name, model->title) != 0 && (model->detail == NULL || strcmp(name, model->detail) != 0))
            all = arena_format(arena, "%s || ' ' || coalesce(%s, '')", all, own_text(arena, kind, name));
    }
    return all;
}

static const char *otherwise(const char *stated, const char *usual)
{
    return stated != NULL ? stated : usual;
}

static const char *statement_of(struct arena *arena, enum kind kind)
{
    const struct model_kind *model = model_kind(kind);
    const struct indexed *own = &indexed[kind];
    return arena_format(
        arena,
        "SELECT thing.id, listed.language, %s, %s, %s, %s"
        " FROM thing JOIN %s USING (id)"
        " JOIN (SELECT DISTINCT thing, language FROM text JOIN %s ON id = thing%s%s) AS listed ON listed.thing = thing.id %s"
        " WHERE (%s) AND NOT (%s) ORDER BY thing.position, thing.id, listed.language",
        otherwise(own->title, own_text(arena, kind, model->title)), otherwise(own->summary, own_text(arena, kind, model->detail)),
        otherwise(own->context, "''"), otherwise(own->body, other_texts(arena, kind)), model->name, model->name,
        own->languages == NULL ? "" : " UNION ", otherwise(own->languages, ""), otherwise(own->more, ""),
        otherwise(own->only, "1"), otherwise(model->hidden, "0"));
}

// ---- rows ---------------------------------------------------------------------------------------------------------

// body_words() in SQL, all in one line.
static void sql_body_words(sqlite3_context *context, int count, sqlite3_value **values)
{
    (void)count;
    struct arena arena = {0};
    const char *body = (const char *)sqlite3_value_text(values[0]);
    char *words = body == NULL ? NULL : arena_copy_text(&arena, body_words(&arena, body));
    for (char *at = words; at != NULL && (at = strchr(at, '\n')) != NULL;)
        *at = ' ';
    sqlite3_result_text(context, words, -1, SQLITE_TRANSIENT);
    arena_free(&arena);
}

static enum status rows_of_kind(sqlite3 *catalog, enum kind kind, index_take *take, void *context, struct problem *problem)
{
    struct arena arena = {0};
    struct statement *rows = database_query(catalog, statement_of(&arena, kind), problem);
    enum status taken = STATUS_OK;
    while (taken == STATUS_OK && statement_next(rows))
        taken = take(context, rows);
    enum status read = statement_end(&rows);
    arena_free(&arena);
    return read != STATUS_OK ? read : taken;
}

enum status index_rows_begin(sqlite3 *catalog, struct problem *problem)
{
    int code = sqlite3_create_function(catalog, "body_words", 1, SQLITE_UTF8 | SQLITE_DETERMINISTIC, NULL, sql_body_words, NULL, NULL);
    return code == SQLITE_OK ? STATUS_OK : database_problem(catalog, problem);
}

enum status index_rows(sqlite3 *catalog, index_take *take, void *context, struct problem *problem)
{
    enum status status = STATUS_OK;
    for (size_t i = 0; status == STATUS_OK && i < sizeof before_others / sizeof *before_others; i++)
        status = rows_of_kind(catalog, before_others[i], take, context, problem);
    for (int kind = 0; status == STATUS_OK && kind < KIND_COUNT; kind++) {
        if (model_kind((enum kind)kind)->listed && !comes_before_others((enum kind)kind) && kind != KIND_TERM)
            status = rows_of_kind(catalog, (enum kind)kind, take, context, problem);
    }
    return status == STATUS_OK ? rows_of_kind(catalog, KIND_TERM, take, context, problem) : status;
}
