// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The questions that are the same for every kind, made of its model, so that none can be forgotten for a new one.
#include "core/editorial/check_private.h"

#include "core/language/language.h"
#include "core/model/body.h"
#include "core/model/model_sql.h"
#include "core/model/record.h"
#include "core/text/accept.h"

#include <string.h>

#define MEND_KIND "remove it, or restore the file from a backup"

// Asks, unless an earlier question could not be asked.
static enum status ask(struct check *check, enum status status, const char *sql, const char *why, const char *mend)
{
    return status == STATUS_OK ? check_ask(check, &(struct check_question){sql, why, mend}) : status;
}

// The rows of a kind with their things; `more` goes on after it. From the kind on (CROSS JOIN): SQLite would rather go through all
// texts each time.
static const char *rows_sql(struct check *check, enum kind kind, const char *detail, const char *more)
{
    return arena_format(&check->arena, "SELECT %s%s%s FROM %s CROSS JOIN thing USING (id) %s ORDER BY 1, 2",
                        model_sql_name(&check->arena, kind), detail == NULL ? ", NULL" : ", ", detail == NULL ? "" : detail,
                        model_kind(kind)->name, more);
}

// ---- things -------------------------------------------------------------------------------------------------------

static enum status check_numbers(struct check *check, enum kind kind)
{
    const struct model_kind *model = model_kind(kind);
    struct arena *arena = &check->arena;
    enum status status = STATUS_OK;
    if (model->once)
        status = ask(check, status, arena_format(arena, "SELECT '%s' WHERE (SELECT count(*) FROM %s) <> 1", model->name, model->name),
                     arena_format(arena, "there must be exactly one %s", model->name), "import the city's content");
    if (model->wanted)
        status = ask(check, status, arena_format(arena, "SELECT '%s' WHERE NOT EXISTS (SELECT 1 FROM %s)", model->plural, model->name),
                     "there is none", "import the city's content, or add one: no catalog is whole without");
    return status;
}

// A row of `thing` and one of its kind's table belong together.
static enum status check_thing(struct check *check, enum kind kind)
{
    const struct model_kind *model = model_kind(kind);
    struct arena *arena = &check->arena;
    enum status status = ask(check, STATUS_OK,
                             arena_format(arena,
                                          "SELECT '%s ' || coalesce(slug, id) FROM thing WHERE kind = '%s'"
                                          " AND NOT EXISTS (SELECT 1 FROM %s AS own WHERE own.id = thing.id) ORDER BY 1",
                                          model->name, model->name, model->name),
                             "has nothing but its name", MEND_KIND);
    status = ask(check, status, rows_sql(check, kind, "thing.kind", arena_format(arena, "WHERE thing.kind <> '%s'", model->name)),
                 "is of another kind, too", MEND_KIND);
    if (model->slugged)
        status = ask(check, status, rows_sql(check, kind, NULL, "WHERE thing.slug IS NULL"), "has no slug",
                     "give it one: a short name of the letters a to z, digits and hyphens");
    return status;
}

#define SOURCE "JOIN source ON source.thing = thing.id "

static enum status check_source(struct check *check, enum kind kind)
{
    const struct model_kind *model = model_kind(kind);
    if (!model->sourced)
        return STATUS_OK;
    enum status status =
        ask(check, STATUS_OK,
            rows_sql(check, kind, "source.url", "LEFT " SOURCE "WHERE source.url IS NULL OR source.url NOT GLOB 'http*://?*'"),
            "has no source that can be looked up", "name the web page that the facts come from");
    status = ask(check, status,
                 rows_sql(check, kind, "source.date",
                          SOURCE "WHERE source.date IS NOT NULL AND (" CHECK_NO_DAY(
                              "(source.date || substr('0000-01-01', length(source.date) + 1))") " OR length(source.date) NOT IN (4, 7, 10))"),
                 "is not a date", "write YYYY, YYYY-MM or YYYY-MM-DD");
    status = ask(check, status,
                 rows_sql(check, kind, NULL, SOURCE "WHERE verified_on IS NOT NULL AND " CHECK_NO_DAY("verified_on")),
                 "was verified on a day that does not exist", "correct the date");
    status = ask(check, status,
                 rows_sql(check, kind, NULL, SOURCE "WHERE review_after IS NOT NULL AND " CHECK_NO_DAY("review_after")),
                 "is to be looked at again on a day that does not exist", "correct the date");
    if (model->confident)
        status = ask(check, status,
                     rows_sql(check, kind, "confidence",
                              SOURCE "WHERE confidence IS NULL OR confidence NOT IN ('low', 'medium', 'high')"),
                     "does not say how sure its facts are", "write low, medium or high");
    return status;
}

// ---- columns ------------------------------------------------------------------------------------------------------

static enum status check_coordinates(struct check *check, enum kind kind)
{
    if (model_column_of(kind, "latitude") == NULL)
        return STATUS_OK;
    return ask(check, STATUS_OK,
               rows_sql(check, kind, "coalesce(latitude, '?') || ' ' || coalesce(longitude, '?')",
                        "WHERE (latitude IS NULL) <> (longitude IS NULL) OR NOT latitude BETWEEN -90 AND 90"
                        " OR NOT longitude BETWEEN -180 AND 180 OR (latitude = 0 AND longitude = 0)"),
               "is at a place that cannot be", "give latitude and longitude in degrees, or neither");
}

// The values of one column of the kind's table or of a part's, which `from` joins with `thing`.
static enum status check_choices(struct check *check, enum kind kind, const char *from, const struct model_column *column)
{
    struct arena *arena = &check->arena;
    const char *list = "";
    for (const char *const *choice = column->choices; choice != NULL && *choice != NULL; choice++)
        list = arena_format(arena, "%s%s'%s'", list, list[0] == '\0' ? "" : ", ", *choice);
    if (column->choices == NULL)
        return STATUS_OK;
    return ask(check, STATUS_OK,
               arena_format(arena, "SELECT %s, '%s ' || own.%s FROM %s WHERE own.%s NOT IN (%s) ORDER BY 1, 2",
                            model_sql_name(arena, kind), column->name, column->name, from, column->name, list),
               "has a value that is none of those there are", arena_format(arena, "choose one of %s", list));
}

static enum status check_columns(struct check *check, enum kind kind)
{
    const struct model_kind *model = model_kind(kind);
    enum status status = check_coordinates(check, kind);
    const char *from = arena_format(&check->arena, "%s AS own JOIN thing USING (id)", model->name);
    for (size_t i = 0; status == STATUS_OK && i < model->column_count; i++)
        status = check_choices(check, kind, from, &model->columns[i]);
    for (size_t p = 0; p < model->part_count; p++) {
        const struct model_part *part = &model->parts[p];
        from = arena_format(&check->arena, "%s AS own JOIN thing ON thing.id = own.%s", part->table, part->owner);
        for (size_t i = 0; status == STATUS_OK && i < part->column_count; i++)
            status = check_choices(check, kind, from, &part->columns[i]);
    }
    return status;
}

// ---- texts --------------------------------------------------------------------------------------------------------

static enum status check_field(struct check *check, enum kind kind, const struct model_text *text)
{
    struct arena *arena = &check->arena;
    enum status status = STATUS_OK;
    const char *german = arena_format(arena, "EXISTS (SELECT 1 FROM text WHERE thing = thing.id AND language = 'de' AND field = '%s')",
                                      text->name);
    const char *own = arena_format(arena, "CROSS JOIN text AS own ON own.thing = thing.id AND own.field = '%s'", text->name);
    if (text->needed)
        status = ask(check, status, rows_sql(check, kind, NULL, arena_format(arena, "WHERE NOT %s", german)),
                     arena_format(arena, "has no German %s", text->name), "add it; all other languages are translated from it");
    else if (model_is_made_of_german(text))
        status = ask(check, status, rows_sql(check, kind, "own.language || ' ' || own.field", arena_format(arena, "%s WHERE NOT %s", own, german)),
                     "is translated from a German text that is not there", "add the German text, or remove the translation");
    status = ask(check, status,
                 rows_sql(check, kind, "own.language || ' ' || own.field",
                          arena_format(arena, "%s WHERE length(CAST(own.text AS BLOB)) > %zu", own, text->bytes_max)),
                 arena_format(arena, "has a text of more than %zu bytes", text->bytes_max), "shorten it");
    if (text->form == MODEL_LINE)
        status = ask(check, status,
                     rows_sql(check, kind, "own.language || ' ' || own.field",
                              arena_format(arena, "%s WHERE instr(own.text, char(10)) > 0", own)),
                     "has a text of several lines where there is room for one", "write it in one line");
    return status;
}

static enum status check_texts(struct check *check, enum kind kind)
{
    const struct model_kind *model = model_kind(kind);
    const char *fields = model_sql_fields(&check->arena, kind, NULL);
    enum status status = ask(check, STATUS_OK,
                             rows_sql(check, kind, "own.language || ' ' || own.field",
                                      arena_format(&check->arena, "CROSS JOIN text AS own ON own.thing = thing.id WHERE own.field NOT IN %s",
                                                   fields == NULL ? "()" : fields)),
                             "has a text that nothing of its kind has", "remove it");
    for (size_t i = 0; status == STATUS_OK && i < model->text_count; i++)
        status = check_field(check, kind, &model->texts[i]);
    return status;
}

// Of all texts at once: that of no thing is told, too.
static enum status check_languages(struct check *check)
{
    static const char sql[] = "SELECT DISTINCT coalesce(kind, 'text'), language FROM text LEFT JOIN thing ON thing.id = text.thing"
                              " ORDER BY 1, 2";
    struct statement *rows = database_query(check->database, sql, check->problem);
    while (statement_next(rows)) {
        const char *tag = check_shown(check, rows, 1);
        const struct language *known = tag == NULL ? NULL : language_by_tag(tag);
        if (known == NULL || strcmp(known->tag, tag) != 0) // nobody would look for "DE"
            check_tell(check, check_shown(check, rows, 0), "this language is not known here", "use a tag of locales/languages.txt", tag);
        arena_reset(&check->row);
    }
    return statement_end(&rows);
}

// ---- links --------------------------------------------------------------------------------------------------------

// The bodies of one thing, whose links to nothing are told once, though they stand in each language.
struct bodies {
    struct arena arena;
    const char *what;
    const char *told; // the targets, a line each
};

static enum status check_link(struct check *check, struct bodies *bodies, const struct body_block *block)
{
    const char *kind = model_kind(block->link_kind)->name;
    struct statement *target = database_query(check->database, "SELECT 1 FROM thing WHERE id = ?1 AND kind = ?2", check->problem);
    statement_bind_text(target, 1, block->link);
    statement_bind_text(target, 2, kind);
    bool there = model_kind(block->link_kind)->linked && statement_next(target);
    enum status status = statement_end(&target);
    const char *detail = arena_format(&bodies->arena, "%s %s", kind, block->link);
    if (status != STATUS_OK || there || strstr(bodies->told, detail) != NULL)
        return status;
    bodies->told = arena_format(&bodies->arena, "%s%s\n", bodies->told, detail);
    check_tell(check, bodies->what, "has a link that leads nowhere", "remove the link, or choose another",
               text_clean(&check->row, detail, strlen(detail)));
    return STATUS_OK;
}

static void begin_bodies(struct bodies *bodies, const char *what)
{
    if (bodies->what != NULL && strcmp(bodies->what, what) == 0)
        return;
    arena_reset(&bodies->arena);
    bodies->what = arena_copy_text(&bodies->arena, what);
    bodies->told = "";
}

static enum status check_bodies(struct check *check, enum kind kind, const struct model_text *text)
{
    const char *sql = rows_sql(check, kind, "own.text",
                               arena_format(&check->arena, "CROSS JOIN text AS own ON own.thing = thing.id AND own.field = '%s'", text->name));
    struct bodies bodies = {.what = NULL};
    enum status status = STATUS_OK;
    struct statement *rows = database_query(check->database, sql, check->problem);
    while (status == STATUS_OK && statement_next(rows)) {
        size_t count;
        const char *what = check_shown(check, rows, 0);
        const struct body_block *blocks = body_parse(&check->row, statement_text(rows, 1), &count);
        begin_bodies(&bodies, what == NULL ? "?" : what);
        for (size_t i = 0; status == STATUS_OK && i < count; i++) {
            if (blocks[i].kind == BODY_LINK)
                status = check_link(check, &bodies, &blocks[i]);
        }
        arena_reset(&check->row);
    }
    enum status end = statement_end(&rows);
    arena_free(&bodies.arena);
    return status == STATUS_OK ? end : status;
}

static enum status check_links(struct check *check, enum kind kind)
{
    const struct model_kind *model = model_kind(kind);
    enum status status = STATUS_OK;
    for (size_t i = 0; status == STATUS_OK && i < model->text_count; i++) {
        if (model->texts[i].form == MODEL_BODY)
            status = check_bodies(check, kind, &model->texts[i]);
    }
    return status;
}

enum status check_by_model(struct check *check)
{
    static enum status (*const checks[])(struct check *, enum kind) = {
        check_numbers, check_thing, check_source, check_columns, check_texts, check_links,
    };
    enum status status = STATUS_OK;
    for (size_t i = 0; i < sizeof checks / sizeof *checks; i++) {
        for (int kind = 0; status == STATUS_OK && kind < KIND_COUNT; kind++) {
            status = checks[i](check, (enum kind)kind);
            arena_reset(&check->arena);
        }
    }
    return status == STATUS_OK ? check_languages(check) : status;
}

// ---- hashes -------------------------------------------------------------------------------------------------------

// Rows of a German text, or of the column that one is made from, with the hash by which translations of it are current.
static enum status warn_of_hash(struct check *check, const char *sql)
{
    struct statement *rows = database_query(check->database, sql, check->problem);
    while (statement_next(rows)) {
        const char *text = statement_text(rows, 2), *hash = statement_text(rows, 3);
        if (text != NULL && (hash == NULL || strcmp(record_hash(&check->row, text), hash) != 0))
            check_tell(check, check_shown(check, rows, 0),
                       "was changed by other means than Kompass, so that old translations of it count as current",
                       "set its hash to what `b2sum -l 128` says of it", check_shown(check, rows, 1));
        arena_reset(&check->row);
    }
    return statement_end(&rows);
}

enum status check_hashes(struct check *check)
{
    enum status status = STATUS_OK;
    struct arena *arena = &check->arena;
    for (int kind = 0; kind < KIND_COUNT; kind++) {
        const struct model_kind *model = model_kind((enum kind)kind);
        for (size_t i = 0; status == STATUS_OK && i < model->text_count; i++) {
            const struct model_text *text = &model->texts[i];
            const char *german = arena_format(arena,
                                              "CROSS JOIN text AS own ON own.thing = thing.id AND own.language = 'de'"
                                              " AND own.field = '%s'",
                                              text->name);
            const char *detail = text->of == NULL
                                     ? "own.field, own.text, own.source_hash"
                                     : arena_format(arena, "'%s', %s.%s, %s", text->of, model->name, text->of, text->of_hash);
            status = warn_of_hash(check, rows_sql(check, (enum kind)kind, detail, text->of == NULL ? german : ""));
            arena_reset(arena);
        }
    }
    return status;
}
