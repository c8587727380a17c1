// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// A source states less of a text than the database knows: nobody reviewed it, and mostly not what it was made from.
// What it does not state is no difference, so both sides are brought to one form before they are merged.
#include "core/editorial/import_private.h"

#include <string.h>

// ---- texts --------------------------------------------------------------------------------------------------------

static bool is_same(json_t *first, json_t *second, const char *name)
{
    json_t *a = json_object_get(first, name);
    json_t *b = json_object_get(second, name);
    return a == b || (a != NULL && b != NULL && json_equal(a, b));
}

// The same words by the same kind of author.
static bool is_same_text(json_t *first, json_t *second)
{
    return first != NULL && second != NULL && is_same(first, second, "text") && is_same(first, second, "origin");
}

static void fill(json_t *text, json_t *known, const char *name)
{
    if (json_object_get(text, name) == NULL && json_object_get(known, name) != NULL)
        json_object_set(text, name, json_object_get(known, name));
}

// What people added to a text that they left as it was is not their change of it.
static void fill_base(json_t *base, json_t *ours)
{
    const char *language, *field;
    json_t *fields, *text;
    json_object_foreach(json_object_get(base, "texts"), language, fields)
    {
        json_object_foreach(fields, field, text)
        {
            json_t *known = record_text(ours, language, field);
            if (!is_same_text(text, known))
                continue;
            fill(text, known, "reviewed_on");
            fill(text, known, "source_hash");
        }
    }
}

// The text as it is to be merged. `said` is what the source said before, `was` the same filled.
static void fill_text(json_t *theirs, const char *field, json_t *text, json_t *said, json_t *was, json_t *ours)
{
    struct arena arena = {0};
    bool stated = json_object_get(text, "source_hash") != NULL;
    const struct model_text *model = model_text_of(record_kind(theirs), field);
    const char *original = model == NULL ? NULL : record_original(theirs, model);
    if (is_same_text(text, said) && is_same(text, said, "source_hash"))
        json_object_update(text, was); // it says nothing new
    else if (is_same_text(text, ours) && (!stated || is_same(text, ours, "source_hash")))
        json_object_update(text, ours);
    else if (!stated && original != NULL)
        json_object_set_new(text, "source_hash", json_string(record_hash(&arena, original)));
    arena_free(&arena);
}

// Of a text that changes, the source's own German text is what it was made from, whatever people have made of that
// here.
static void fill_theirs(json_t *theirs, json_t *said, json_t *was, json_t *ours)
{
    const char *language, *field;
    json_t *fields, *text;
    json_object_foreach(json_object_get(theirs, "texts"), language, fields)
    {
        json_object_foreach(fields, field, text)
            fill_text(theirs, field, text, record_text(said, language, field), record_text(was, language, field),
                      record_text(ours, language, field));
    }
}

json_t *import_complete(json_t *theirs)
{
    json_t *whole = json_deep_copy(theirs);
    fill_theirs(whole, NULL, NULL, NULL);
    record_complete(whole, NULL);
    return whole;
}

// ---- merging ------------------------------------------------------------------------------------------------------

// What the source said before; NULL when that is not known, as of things that version 1 imported.
static json_t *read_base(const char *text)
{
    json_t *base;
    struct problem ignored;
    if (record_read_text(text, &base, &ignored) != STATUS_OK || record_kind(base) != KIND_NONE)
        return base;
    json_decref(base);
    return NULL;
}

static bool differ(json_t *first, json_t *second)
{
    struct arena arena = {0};
    size_t count;
    record_compare(&arena, first, second, &count);
    arena_free(&arena);
    return count > 0;
}

bool import_is_changed(json_t *ours, const char *base_text)
{
    json_t *base = read_base(base_text);
    if (base == NULL)
        return false;
    fill_base(base, ours);
    bool changed = differ(base, ours);
    json_decref(base);
    return changed;
}

// Nothing is known of what people have changed: the source is right, and what it replaces is told.
static json_t *take_theirs(struct import *import, json_t *ours, json_t *theirs)
{
    struct arena arena = {0};
    size_t count;
    const struct record_difference *differences = record_compare(&arena, ours, theirs, &count);
    for (size_t i = 0; i < count; i++)
        import_tell_kept(import, &(struct import_kept){IMPORT_UNKNOWN, ours, differences[i].path, differences[i].before,
                                                       differences[i].after, NULL});
    arena_free(&arena);
    return json_incref(theirs);
}

static json_t *merge(struct import *import, json_t *base, json_t *ours, json_t *theirs)
{
    struct arena arena = {0};
    struct record_difference *conflicts;
    size_t count;
    json_t *merged = record_merge(&arena, base, ours, theirs, &conflicts, &count);
    for (size_t i = 0; i < count; i++)
        import_tell_kept(import, &(struct import_kept){IMPORT_FIELD, ours, conflicts[i].path, conflicts[i].before,
                                                       conflicts[i].after, NULL});
    arena_free(&arena);
    return merged;
}

json_t *import_merge(struct import *import, json_t *ours, const char *base_text, json_t *theirs,
                     bool *changed_by_people)
{
    json_t *said = read_base(base_text);
    json_t *was = json_deep_copy(said);
    json_t *wanted = json_deep_copy(theirs);
    fill_base(was, ours);
    fill_theirs(wanted, said, was, ours);
    *changed_by_people = said != NULL && differ(was, ours);
    json_t *merged = said == NULL ? take_theirs(import, ours, wanted) : merge(import, was, ours, wanted);
    record_complete(merged, ours);
    json_decref(said);
    json_decref(was);
    json_decref(wanted);
    return merged;
}
