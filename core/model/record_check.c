// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Whatever JSON comes in, each problem names the field that it is in and how to mend it.
#include "core/model/record.h"

#include "core/base/clock.h"
#include "core/language/language.h"
#include "core/model/body.h"
#include "core/paths/condition.h"
#include "core/text/accept.h"
#include "core/text/net_address.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { SLUG_BYTES_MAX = 200, COLUMN_BYTES_MAX = 2000, PATH_BYTES_MAX = 2000, NOTE_BYTES_MAX = 20000, HASH_DIGITS = 32 };

struct record_checking {
    json_t *record;
    enum kind kind;
    record_lookup *lookup;
    void *lookup_context;
    problem_sink *sink;
    void *context;
    size_t problems;
    struct arena arena;
};

static void tell(struct record_checking *checking, const char *path, const char *mend, const char *why)
{
    struct problem problem;
    problem_set(&problem, STATUS_INVALID, path, mend, "%s", why);
    checking->problems++;
    if (checking->sink != NULL)
        checking->sink(checking->context, &problem);
}

// ---- values -------------------------------------------------------------------------------------------------------

// A text that can be stored and shown: NULL when it is none, which was told.
static const char *check_string(struct record_checking *checking, const char *path, json_t *value, bool one_line,
                                size_t bytes_max)
{
    char *accepted;
    struct problem found;
    const char *text = json_string_value(value);
    if (text == NULL)
        tell(checking, path, "write a text", "is not a text");
    else if (text[0] == '\0' || strspn(text, " \n") == strlen(text))
        tell(checking, path, "write something, or remove it", "is empty");
    else if (json_string_length(value) > bytes_max)
        tell(checking, path, arena_format(&checking->arena, "write at most %zu bytes", bytes_max), "is too long");
    else if (text_accept(&checking->arena, text, json_string_length(value), path, &accepted, &found) != STATUS_OK)
        tell(checking, path, "write it again without that", found.why);
    else if (one_line && strchr(text, '\n') != NULL)
        tell(checking, path, "write it in one line", "has more than one line");
    else
        return text;
    return NULL;
}

static void check_choice(struct record_checking *checking, const char *path, const char *const *choices,
                         const char *text)
{
    const char *all = "choose one of:";
    for (size_t i = 0; choices[i] != NULL; i++) {
        if (strcmp(choices[i], text) == 0)
            return;
        all = arena_format(&checking->arena, "%s %s", all, choices[i]);
    }
    tell(checking, path, all, "is none of the values that it may have");
}

static void check_condition(struct record_checking *checking, const char *path, const char *question, const char *text)
{
    struct path_districts districts = {0};
    struct path_condition condition;
    const char *why;
    const char *mend;
    if (!path_condition_read(&checking->arena, path_question_of(question), &districts, text, &condition, &why, &mend))
        tell(checking, path, mend, why);
}

static void check_thing(struct record_checking *checking, const char *path, enum kind leads_to, const char *id)
{
    enum kind found = checking->lookup(checking->lookup_context, id);
    const char *wanted = model_kind(leads_to)->name;
    if (found == KIND_NONE)
        tell(checking, path, "choose one that is there", arena_format(&checking->arena, "leads to no %s", wanted));
    else if (found != leads_to)
        tell(checking, path, arena_format(&checking->arena, "choose one of kind %s", wanted),
             arena_format(&checking->arena, "leads to a thing of kind %s", model_kind(found)->name));
}

static void check_text_column(struct record_checking *checking, const char *path, const struct model_column *column,
                              json_t *value)
{
    struct local_time time;
    struct problem ignored;
    const char *text = check_string(checking, path, value, true, COLUMN_BYTES_MAX);
    if (text == NULL)
        return;
    if (column->type == MODEL_THING)
        check_thing(checking, path, column->leads_to, text);
    else if (column->type == MODEL_DAY && !clock_is_day(text))
        tell(checking, path, "write a day as YYYY-MM-DD", "is no day that exists");
    else if (column->type == MODEL_TIME && clock_parse(text, &time, &ignored) != STATUS_OK)
        tell(checking, path, "write YYYY-MM-DDTHH:MM", "is no time that exists");
    else if (column->condition)
        check_condition(checking, path, column->name, text);
    else if (column->choices != NULL)
        check_choice(checking, path, column->choices, text);
}

static void check_value(struct record_checking *checking, const char *path, const struct model_column *column,
                        json_t *value)
{
    switch (column->type) {
    case MODEL_FLAG:
        if (!json_is_boolean(value))
            tell(checking, path, "write true or false", "is neither true nor false");
        break;
    case MODEL_NUMBER:
        if (!json_is_integer(value))
            tell(checking, path, "write a whole number", "is no whole number");
        break;
    case MODEL_REAL:
        if (!json_is_number(value))
            tell(checking, path, "write a number", "is no number");
        break;
    default:
        check_text_column(checking, path, column, value);
    }
}

// ---- objects ------------------------------------------------------------------------------------------------------

static const struct model_column *column_of(const struct model_column *columns, size_t count, const char *name)
{
    for (size_t i = 0; i < count; i++) {
        if (strcmp(columns[i].name, name) == 0 && !columns[i].derived)
            return &columns[i];
    }
    return NULL;
}

// A key that is not known may be any text: it is shown only if it can be.
static void tell_unknown(struct record_checking *checking, const char *above, const char *key)
{
    char *shown = text_clean(&checking->arena, key, strlen(key));
    shown[strcspn(shown, "\n")] = '\0';
    tell(checking,
         arena_format(&checking->arena, "%s%s%s", above, above[0] == '\0' ? "" : ".", shown[0] == '\0' ? "?" : shown),
         "remove it", "is not known");
}

static const char *below(struct record_checking *checking, const char *above, const char *name)
{
    return above[0] == '\0' ? name : arena_format(&checking->arena, "%s.%s", above, name);
}

static void check_columns(struct record_checking *checking, const char *above, const struct model_column *columns,
                          size_t count, json_t *object)
{
    for (size_t i = 0; i < count; i++) {
        json_t *value = json_object_get(object, columns[i].name);
        if (columns[i].derived)
            continue;
        const char *path = below(checking, above, columns[i].name);
        if (value != NULL)
            check_value(checking, path, &columns[i], value);
        else if (columns[i].needed)
            tell(checking, path, "fill it in", "is missing");
    }
}

// An object with these columns and nothing else.
static void check_object(struct record_checking *checking, const char *path, const struct model_column *columns,
                         size_t count, json_t *object)
{
    const char *key;
    json_t *value;
    if (!json_is_object(object)) {
        tell(checking, path, "write an object", "is no object");
        return;
    }
    json_object_foreach(object, key, value)
    {
        if (column_of(columns, count, key) == NULL)
            tell_unknown(checking, path, key);
    }
    check_columns(checking, path, columns, count, object);
}

static void check_part(struct record_checking *checking, const struct model_part *part, json_t *list)
{
    size_t i;
    json_t *entry;
    json_t *seen = json_object();
    if (!json_is_array(list))
        tell(checking, part->name, "write a list", "is no list");
    json_array_foreach(list, i, entry)
    {
        const char *path = arena_format(&checking->arena, "%s[%zu]", part->name, i);
        const char *text = json_string_value(entry);
        if (part->column_count > 1) {
            check_object(checking, path, part->columns, part->column_count, entry);
            continue;
        }
        if (text != NULL && json_object_get(seen, text) != NULL)
            tell(checking, path, "keep one of them", "is there twice");
        else
            check_value(checking, path, part->columns, entry);
        if (text != NULL)
            json_object_set_new(seen, text, json_true());
    }
    json_decref(seen);
}

static void check_source(struct record_checking *checking, json_t *source)
{
    size_t count;
    const struct model_column *columns = model_source(&count);
    const struct model_kind *model = model_kind(checking->kind);
    if (source == NULL) {
        if (model->sourced)
            tell(checking, "source.url", "name the web page that the facts come from", "is missing");
        return;
    }
    if (!model->sourced) {
        tell(checking, "source", "remove it", "things of this kind state no facts of their own");
        return;
    }
    check_object(checking, "source", columns, count, source);
    const char *url = record_string(source, "url");
    const char *date = record_string(source, "date");
    if (url != NULL && !net_address_is_web(url))
        tell(checking, "source.url", "write it as https://…", "is no address of a web page");
    if (date != NULL && !clock_is_date(date))
        tell(checking, "source.date", "write YYYY, YYYY-MM or YYYY-MM-DD", "is no date that exists");
    if (!model->confident && json_object_get(source, "confidence") != NULL)
        tell(checking, "source.confidence", "remove it", "things of this kind do not say how sure they are");
}

// ---- texts --------------------------------------------------------------------------------------------------------

static void check_body(struct record_checking *checking, const char *path, const char *body)
{
    size_t count;
    const struct body_block *blocks = body_parse(&checking->arena, body, &count);
    if (count == 0)
        tell(checking, path, "write a paragraph", "has no block");
    for (size_t i = 0; i < count; i++) {
        if (blocks[i].link == NULL)
            continue;
        if (model_kind(blocks[i].link_kind)->linked)
            check_thing(checking, path, blocks[i].link_kind, blocks[i].link);
        else
            tell(checking, path, "remove the link, or choose another", "has a link to what cannot be opened");
    }
}

// `path` is that of the text.
static void check_origin(struct record_checking *checking, const char *path, json_t *text)
{
    static const char *const origins[] = {"human", "machine", NULL};
    const char *origin = record_string(text, "origin");
    const char *reviewed = record_string(text, "reviewed_on");
    const char *hash = record_string(text, "source_hash");
    if (origin == NULL)
        tell(checking, below(checking, path, "origin"), "write human or machine", "is missing");
    else
        check_choice(checking, below(checking, path, "origin"), origins, origin);
    if (json_object_get(text, "reviewed_on") != NULL &&
        (reviewed == NULL || !clock_is_day(reviewed)))
        tell(checking, below(checking, path, "reviewed_on"), "write a day as YYYY-MM-DD", "is no day that exists");
    if (json_object_get(text, "source_hash") != NULL &&
        (hash == NULL || strlen(hash) != HASH_DIGITS || strspn(hash, "0123456789abcdef") != HASH_DIGITS))
        tell(checking, below(checking, path, "source_hash"), "leave it out", "is no hash of a text");
}

static void check_text(struct record_checking *checking, const char *path, const struct model_text *model, json_t *text)
{
    static const char *const known[] = {"text", "origin", "reviewed_on", "source_hash"};
    const char *key;
    json_t *value;
    if (!json_is_object(text)) {
        tell(checking, path, "write an object with \"text\" and \"origin\"", "is no object");
        return;
    }
    json_object_foreach(text, key, value)
    {
        size_t i = 0;
        while (i < sizeof known / sizeof *known && strcmp(known[i], key) != 0)
            i++;
        if (i == sizeof known / sizeof *known)
            tell_unknown(checking, path, key);
    }
    const char *words =
        check_string(checking, path, json_object_get(text, "text"), model->form == MODEL_LINE, model->bytes_max);
    if (words != NULL && model->form == MODEL_BODY)
        check_body(checking, path, words);
    check_origin(checking, path, text);
    if (record_original(checking->record, model) == NULL)
        tell(checking, path, "add the German text, or remove the translation",
             "is translated from a German text that is not there");
}

// As it is written in the database: "DE" would be another one there.
static bool is_tag(const char *language)
{
    const struct language *known = language_by_tag(language);
    return known != NULL && strcmp(known->tag, language) == 0;
}

static void check_language(struct record_checking *checking, const char *language, json_t *fields)
{
    const char *field;
    json_t *text;
    if (!is_tag(language)) {
        tell_unknown(checking, "texts", language);
        return;
    }
    const char *above = arena_format(&checking->arena, "texts.%s", language);
    if (!json_is_object(fields))
        tell(checking, above, "write an object", "is no object");
    json_object_foreach(fields, field, text)
    {
        const struct model_text *model = model_text_of(checking->kind, field);
        if (model == NULL)
            tell_unknown(checking, above, field);
        else
            check_text(checking, below(checking, above, field), model, text);
    }
}

static void check_texts(struct record_checking *checking, json_t *texts)
{
    const struct model_kind *model = model_kind(checking->kind);
    const char *language;
    json_t *fields;
    if (texts != NULL && !json_is_object(texts))
        tell(checking, "texts", "write an object", "is no object");
    json_object_foreach(texts, language, fields) check_language(checking, language, fields);
    for (size_t i = 0; i < model->text_count; i++) {
        if (model->texts[i].needed && record_text(checking->record, "de", model->texts[i].name) == NULL)
            tell(checking, record_text_path(&checking->arena, "de", model->texts[i].name),
                 "add it; all other languages are translated from it", "is missing");
    }
}

// ---- the whole ----------------------------------------------------------------------------------------------------

static bool is_id(const char *id)
{
    size_t length = id == NULL ? 0 : strlen(id);
    for (size_t i = 0; i < length; i++) {
        bool dash = i == 8 || i == 13 || i == 18 || i == 23;
        if (dash ? id[i] != '-' : strchr("0123456789abcdef", id[i]) == NULL)
            return false;
    }
    return length == MODEL_ID_BYTES - 1;
}

static void check_identity(struct record_checking *checking)
{
    json_t *slug = json_object_get(checking->record, "slug");
    bool slugged = model_kind(checking->kind)->slugged;
    if (!is_id(record_string(checking->record, "id")))
        tell(checking, "id", "write a UUID in lower case", "is no id");
    if (!json_is_integer(json_object_get(checking->record, "position")))
        tell(checking, "position", "write a whole number", "is no whole number");
    if (slug == NULL && slugged)
        tell(checking, "slug", "give it a short name of a-z, 0-9 and -", "is missing");
    if (slug == NULL)
        return;
    const char *text = check_string(checking, "slug", slug, true, SLUG_BYTES_MAX);
    if (!slugged)
        tell(checking, "slug", "remove it", "things of this kind have none");
    else if (text != NULL && strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789-") != strlen(text))
        tell(checking, "slug", "use a-z, 0-9 and -", "has other signs");
}

static void check_paths(struct record_checking *checking, json_t *paths)
{
    const char *language;
    json_t *path;
    if (paths != NULL && !json_is_object(paths))
        tell(checking, "paths", "write an object", "is no object");
    json_object_foreach(paths, language, path)
    {
        if (!is_tag(language))
            tell_unknown(checking, "paths", language);
        else
            check_string(checking, below(checking, "paths", language), path, true, PATH_BYTES_MAX);
    }
}

static void check_fields(struct record_checking *checking)
{
    static const char *const common[] = {"kind", "id", "slug", "position", "source", "staff_note",
                                         "withheld", "paths", "texts"};
    const struct model_kind *model = model_kind(checking->kind);
    json_t *record = checking->record;
    json_t *note = json_object_get(record, "staff_note");
    json_t *withheld = json_object_get(record, "withheld");
    const char *key;
    json_t *value;
    json_object_foreach(record, key, value)
    {
        size_t i = 0;
        while (i < sizeof common / sizeof *common && strcmp(common[i], key) != 0)
            i++;
        if (i == sizeof common / sizeof *common && model_part_of(checking->kind, key) == NULL &&
            column_of(model->columns, model->column_count, key) == NULL)
            tell_unknown(checking, "", key);
    }
    check_identity(checking);
    check_columns(checking, "", model->columns, model->column_count, record);
    for (size_t i = 0; i < model->part_count; i++) {
        json_t *list = json_object_get(record, model->parts[i].name);
        if (list != NULL)
            check_part(checking, &model->parts[i], list);
    }
    check_source(checking, json_object_get(record, "source"));
    if (note != NULL)
        check_string(checking, "staff_note", note, false, NOTE_BYTES_MAX);
    if (withheld != NULL)
        check_string(checking, "withheld", withheld, false, NOTE_BYTES_MAX);
    check_paths(checking, json_object_get(record, "paths"));
    check_texts(checking, json_object_get(record, "texts"));
}

size_t record_check(json_t *record, record_lookup *lookup, void *lookup_context, problem_sink *sink, void *context)
{
    struct record_checking checking = {.record = record,
                                       .kind = record_kind(record),
                                       .lookup = lookup,
                                       .lookup_context = lookup_context,
                                       .sink = sink,
                                       .context = context};
    if (checking.kind == KIND_NONE)
        tell(&checking, "kind", "name a kind of thing", "is not known");
    else
        check_fields(&checking);
    arena_free(&checking.arena);
    return checking.problems;
}
