// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Two states of a thing in fifteen languages differ in a field or two of some hundred. As both are written in the one form, members
// in the order of their names and nothing between them, what is equal is equal byte by byte, and only the rest is worth reading: a
// fiftieth of the time. What is written in any other form is read as a whole.
#include "core/model/record.h"

#include <string.h>

enum { MEMBERS_MAX = 128 }; // of one object; a record has some thirty

// A part of a text.
struct text_piece {
    const char *start, *end;
};

struct text_member {
    struct text_piece name, value;
};

struct text_members {
    struct text_member items[MEMBERS_MAX];
    size_t count;
};

struct text_comparison {
    struct arena *arena;
    struct record_difference *differences;
    size_t count, room;
    json_t *values; // an array that owns what was read
    bool odd;       // it is not in the one form
};

// ---- members ------------------------------------------------------------------------------------------------------

// The end of a string, or NULL.
static const char *skip_string(const char *at)
{
    for (at++; *at != '\0' && *at != '"'; at++)
        if (*at == '\\' && *++at == '\0')
            return NULL;
    return *at == '"' ? at + 1 : NULL;
}

// The end of any value, or NULL: of an object or a list where its brackets are even.
static const char *skip_value(const char *at)
{
    int depth = 0;
    if (*at == '"')
        return skip_string(at);
    if (*at != '{' && *at != '[')
        return at + strcspn(at, ",}]");
    do {
        if (*at == '"') {
            at = skip_string(at);
            if (at == NULL)
                return NULL;
            continue;
        }
        depth += (*at == '{' || *at == '[') - (*at == '}' || *at == ']');
        at++;
    } while (depth > 0 && *at != '\0');
    return depth == 0 ? at : NULL;
}

static bool is_after(const struct text_piece *one, const struct text_piece *other)
{
    size_t length = (size_t)(one->end - one->start), others = (size_t)(other->end - other->start);
    int order = memcmp(one->start, other->start, length < others ? length : others);
    return order > 0 || (order == 0 && length > others);
}

// False: it is no object in the one form.
static bool read_members(struct text_piece object, struct text_members *members)
{
    const char *at = object.start;
    members->count = 0;
    if (*at != '{')
        return false;
    while (at != NULL && (*at == '{' || *at == ',') && at[1] == '"' && members->count < MEMBERS_MAX) {
        struct text_member *member = &members->items[members->count++];
        member->name.start = at + 2;
        at = skip_string(at + 1);
        if (at == NULL || *at != ':')
            return false;
        member->name.end = at - 1;
        member->value.start = at + 1;
        at = member->value.end = skip_value(at + 1);
        bool plain = memchr(member->name.start, '\\', (size_t)(member->name.end - member->name.start)) == NULL;
        if (!plain || (members->count > 1 && !is_after(&member->name, &member[-1].name)))
            return false;
    }
    return at != NULL && *at == '}' && at + 1 == object.end && members->count > 0;
}

// ---- comparing ----------------------------------------------------------------------------------------------------

static json_t *read_piece(struct text_comparison *comparison, const struct text_piece *piece)
{
    json_t *value = piece == NULL ? NULL : json_loadb(piece->start, (size_t)(piece->end - piece->start), JSON_DECODE_ANY | JSON_REJECT_DUPLICATES, NULL);
    comparison->odd = comparison->odd || (piece != NULL && value == NULL);
    if (value != NULL)
        json_array_append_new(comparison->values, value);
    return value;
}

static void add(struct text_comparison *comparison, const char *path, const struct text_piece *before, const struct text_piece *after)
{
    json_t *old = read_piece(comparison, before), *new = read_piece(comparison, after);
    if (old != NULL && new != NULL && json_equal(old, new))
        return;
    comparison->differences = arena_grow(comparison->arena, comparison->differences, comparison->count, &comparison->room,
                                         sizeof *comparison->differences);
    comparison->differences[comparison->count++] = (struct record_difference){path, old, new};
}

static bool is_same(const struct text_piece *one, const struct text_piece *other)
{
    size_t length = (size_t)(one->end - one->start);
    return length == (size_t)(other->end - other->start) && memcmp(one->start, other->start, length) == 0;
}

static const struct text_piece nothing = {"{}", NULL}; // an object without members

// How many names the path of a field has below a name of the top: "source.url", "texts.uk.summary".
static int names_below(const char *name)
{
    return strcmp(name, "source") == 0 ? 1 : strcmp(name, "texts") == 0 ? 2 : 0;
}

static void compare_objects(struct text_comparison *comparison, const char *above, int below, const struct text_piece *before,
                            const struct text_piece *after);

// One member of either or both.
static void compare_member(struct text_comparison *comparison, const char *above, int below, const struct text_piece *name,
                           const struct text_piece *before, const struct text_piece *after)
{
    if (before != NULL && after != NULL && is_same(before, after))
        return;
    struct arena *arena = comparison->arena;
    const char *own = arena_copy(arena, name->start, (size_t)(name->end - name->start));
    if (above[0] == '\0' && (strcmp(own, "kind") == 0 || strcmp(own, "id") == 0))
        return; // what it is, not what it says
    const char *path = above[0] == '\0' ? own : arena_format(arena, "%s.%s", above, own);
    int further = above[0] == '\0' ? names_below(own) : below - 1;
    if (further > 0)
        compare_objects(comparison, path, further, before == NULL ? &nothing : before, after == NULL ? &nothing : after);
    else
        add(comparison, path, before, after);
}

static void compare_objects(struct text_comparison *comparison, const char *above, int below, const struct text_piece *before,
                            const struct text_piece *after)
{
    struct text_members old = {.count = 0}, new = {.count = 0};
    comparison->odd = comparison->odd || (before != &nothing && !read_members(*before, &old)) ||
                      (after != &nothing && !read_members(*after, &new));
    for (size_t i = 0, k = 0; !comparison->odd && (i < old.count || k < new.count);) {
        bool first = i < old.count && (k == new.count || !is_after(&old.items[i].name, &new.items[k].name));
        bool second = k < new.count && (i == old.count || !is_after(&new.items[k].name, &old.items[i].name));
        compare_member(comparison, above, below, first ? &old.items[i].name : &new.items[k].name, first ? &old.items[i].value : NULL,
                       second ? &new.items[k].value : NULL);
        i += first;
        k += second;
    }
}

// Read as a whole.
static enum status compare_read(struct text_comparison *comparison, const char *before, const char *after, struct problem *problem)
{
    json_t *old, *new = NULL;
    enum status status = record_read_text(before, &old, problem);
    if (status == STATUS_OK)
        status = record_read_text(after, &new, problem);
    if (status == STATUS_OK)
        comparison->differences = record_compare(comparison->arena, old, new, &comparison->count);
    if (old != NULL)
        json_array_append_new(comparison->values, old);
    if (new != NULL)
        json_array_append_new(comparison->values, new);
    return status;
}

enum status record_compare_texts(struct arena *arena, const char *before, const char *after, struct record_difference **differences,
                                 size_t *count, json_t **values, struct problem *problem)
{
    struct text_comparison comparison = {.arena = arena, .values = json_array()};
    const struct text_piece old = {before, before + strlen(before)}, new = {after, after + strlen(after)};
    enum status status = STATUS_OK;
    compare_objects(&comparison, "", 0, &old, &new);
    if (comparison.odd)
        status = compare_read(&comparison, before, after, problem);
    *differences = comparison.differences;
    *count = comparison.count;
    *values = comparison.values;
    return status;
}
