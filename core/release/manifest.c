// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The fields stand in one table; writing and reading both walk it, so that neither can forget one.
#include "core/release/manifest.h"

#include "core/base/clock.h"
#include "core/base/memory.h"
#include "core/catalog/catalog.h"

#include <jansson.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum { LANGUAGES_MAX = 256, COUNT_MAX = 999999999 };

enum field_kind {
    FIELD_SLUG,
    FIELD_STAMP,
    FIELD_KEY_ID,
    FIELD_FILE,
    FIELD_SHA256,
    FIELD_PUBLIC_KEY,
    FIELD_RELEASE, // long, 1 to CATALOG_RELEASE_MAX
    FIELD_COUNT,   // long
    FIELD_SIZE,    // size_t
};

struct manifest_field {
    const char *object; // NULL: in the manifest itself
    const char *name;
    enum field_kind kind;
    size_t offset; // in struct manifest, of a patch in struct manifest_patch
};

static const struct manifest_field fields[] = {
    {NULL, "city", FIELD_SLUG, offsetof(struct manifest, city)},
    {NULL, "release", FIELD_RELEASE, offsetof(struct manifest, release)},
    {NULL, "created", FIELD_STAMP, offsetof(struct manifest, created)},
    {NULL, "expires", FIELD_STAMP, offsetof(struct manifest, expires)},
    {NULL, "key_id", FIELD_KEY_ID, offsetof(struct manifest, key_id)},
    {"counts", "offers", FIELD_COUNT, offsetof(struct manifest, offers)},
    {"counts", "articles", FIELD_COUNT, offsetof(struct manifest, articles)},
    {"counts", "guides", FIELD_COUNT, offsetof(struct manifest, guides)},
    {"catalog", "file", FIELD_FILE, offsetof(struct manifest, catalog_file)},
    {"catalog", "size", FIELD_SIZE, offsetof(struct manifest, catalog_size)},
    {"catalog", "sha256", FIELD_SHA256, offsetof(struct manifest, catalog_sha256)},
    {"catalog", "compressed_size", FIELD_SIZE, offsetof(struct manifest, compressed_size)},
    {"catalog", "compressed_sha256", FIELD_SHA256, offsetof(struct manifest, compressed_sha256)},
};

static const struct manifest_field patch_fields[] = {
    {"patches", "from", FIELD_RELEASE, offsetof(struct manifest_patch, from)},
    {"patches", "from_sha256", FIELD_SHA256, offsetof(struct manifest_patch, from_sha256)},
    {"patches", "file", FIELD_FILE, offsetof(struct manifest_patch, file)},
    {"patches", "size", FIELD_SIZE, offsetof(struct manifest_patch, size)},
    {"patches", "sha256", FIELD_SHA256, offsetof(struct manifest_patch, sha256)},
};

static const struct manifest_field next_key_field = {NULL, "next_key", FIELD_PUBLIC_KEY,
                                                     offsetof(struct manifest, next_key)};

static const char what_manifest[] = MANIFEST_FILE;
static const char mend_manifest[] = "publish it again with kompass publish";

static void *allocate_for_json(size_t size)
{
    return memory_allocate(size, 1);
}

static bool made_of(const char *text, const char *allowed, size_t shortest, size_t longest)
{
    size_t length = strlen(text);
    return length >= shortest && length <= longest && strspn(text, allowed) == length;
}

static bool text_fits(enum field_kind kind, const char *text)
{
    switch (kind) {
    case FIELD_SLUG:
        return made_of(text, "abcdefghijklmnopqrstuvwxyz0123456789-", 1, 64);
    case FIELD_STAMP:
        return clock_parse_utc(text, &(int64_t){0});
    case FIELD_KEY_ID:
        return made_of(text, "0123456789ABCDEF", 16, 16);
    case FIELD_FILE:
        return made_of(text, "abcdefghijklmnopqrstuvwxyz0123456789-_.", 1, 128) && text[0] != '.';
    case FIELD_SHA256:
        return made_of(text, "0123456789abcdef", 64, 64);
    case FIELD_PUBLIC_KEY:
        return made_of(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/", 56, 56);
    default:
        return false;
    }
}

static const char *expectation(enum field_kind kind)
{
    switch (kind) {
    case FIELD_SLUG:
        return "a slug";
    case FIELD_STAMP:
        return "a time like 2026-11-23T09:15:00Z";
    case FIELD_KEY_ID:
        return "16 upper-case hexadecimal digits";
    case FIELD_FILE:
        return "a file name of a-z, 0-9, - _ and . that does not begin with a dot";
    case FIELD_SHA256:
        return "64 lower-case hexadecimal digits";
    case FIELD_PUBLIC_KEY:
        return "the second line of a public key file";
    case FIELD_RELEASE:
        return "a number from 1 to 999999999";
    default:
        return "a number";
    }
}

static enum status refuse(struct problem *problem, const char *object, const char *name, const char *expected)
{
    return problem_set(problem, STATUS_INVALID, what_manifest, mend_manifest, "%s%s%s must be %s",
                       object == NULL ? "" : object, object == NULL ? "" : ".", name, expected);
}

static json_t *make_value(const void *record, const struct manifest_field *field)
{
    const char *place = (const char *)record + field->offset;
    switch (field->kind) {
    case FIELD_RELEASE:
    case FIELD_COUNT:
        return json_integer(*(const long *)(const void *)place);
    case FIELD_SIZE:
        return json_integer((json_int_t) * (const size_t *)(const void *)place);
    default:
        return json_string(*(const char *const *)(const void *)place);
    }
}

static json_t *make_patches(const struct manifest *manifest)
{
    json_t *list = json_array();
    for (size_t i = 0; i < manifest->patch_count; i++) {
        json_t *patch = json_object();
        for (size_t j = 0; j < sizeof patch_fields / sizeof *patch_fields; j++)
            json_object_set_new(patch, patch_fields[j].name, make_value(&manifest->patches[i], &patch_fields[j]));
        json_array_append_new(list, patch);
    }
    return list;
}

char *manifest_write(struct arena *arena, const struct manifest *manifest)
{
    json_set_alloc_funcs(allocate_for_json, memory_release);
    json_t *root = json_object();
    json_object_set_new(root, "format", json_integer(MANIFEST_FORMAT));
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        json_t *object = root;
        if (fields[i].object != NULL) {
            if (json_object_get(root, fields[i].object) == NULL)
                json_object_set_new(root, fields[i].object, json_object());
            object = json_object_get(root, fields[i].object);
        }
        json_object_set_new(object, fields[i].name, make_value(manifest, &fields[i]));
    }
    json_t *languages = json_array();
    for (size_t i = 0; i < manifest->language_count; i++)
        json_array_append_new(languages, json_string(manifest->languages[i]));
    json_object_set_new(root, "languages", languages);
    json_object_set_new(root, "patches", make_patches(manifest));
    if (manifest->next_key != NULL)
        json_object_set_new(root, next_key_field.name, make_value(manifest, &next_key_field));

    char *dumped = json_dumps(root, JSON_INDENT(1) | JSON_SORT_KEYS);
    char *text = arena_format(arena, "%s\n", dumped);
    memory_release(dumped);
    json_decref(root);
    return text;
}

// Reads the field of a JSON object into its place in a record.
static enum status read_field(struct arena *arena, const json_t *object, const struct manifest_field *field,
                              void *record, struct problem *problem)
{
    const json_t *value = json_object_get(object, field->name);
    char *place = (char *)record + field->offset;
    if (field->kind == FIELD_RELEASE || field->kind == FIELD_COUNT || field->kind == FIELD_SIZE) {
        json_int_t number = json_integer_value(value);
        json_int_t lowest = field->kind == FIELD_RELEASE ? 1 : 0;
        json_int_t highest = field->kind == FIELD_SIZE ? INT64_MAX / 2 : COUNT_MAX;
        if (!json_is_integer(value) || number < lowest || number > highest)
            return refuse(problem, field->object, field->name, expectation(field->kind));
        if (field->kind == FIELD_SIZE)
            *(size_t *)(void *)place = (size_t)number;
        else
            *(long *)(void *)place = (long)number;
        return STATUS_OK;
    }
    // json_loadb() refuses NUL inside a text, so the text is whole.
    if (!json_is_string(value) || !text_fits(field->kind, json_string_value(value)))
        return refuse(problem, field->object, field->name, expectation(field->kind));
    *(const char **)(void *)place = arena_copy_text(arena, json_string_value(value));
    return STATUS_OK;
}

// A release without patches need not list them.
static enum status read_patches(struct arena *arena, const json_t *root, struct manifest *manifest,
                                struct problem *problem)
{
    const json_t *list = json_object_get(root, "patches");
    size_t count = json_array_size(list);
    if (list != NULL && (!json_is_array(list) || count > MANIFEST_PATCHES_MAX))
        return refuse(problem, NULL, "patches", "a list of at most 16 patches");
    struct manifest_patch *patches = arena_allocate(arena, count, sizeof *patches);
    enum status status = STATUS_OK;
    for (size_t i = 0; i < count; i++) {
        for (size_t j = 0; status == STATUS_OK && j < sizeof patch_fields / sizeof *patch_fields; j++)
            status = read_field(arena, json_array_get(list, i), &patch_fields[j], &patches[i], problem);
    }
    manifest->patches = patches;
    manifest->patch_count = count;
    return status;
}

static enum status read_languages(struct arena *arena, const json_t *root, struct manifest *manifest,
                                  struct problem *problem)
{
    const json_t *list = json_object_get(root, "languages");
    size_t count = json_array_size(list);
    if (!json_is_array(list) || count > LANGUAGES_MAX)
        return refuse(problem, NULL, "languages", "a list of language tags");
    const char **tags = arena_allocate(arena, count, sizeof *tags);
    for (size_t i = 0; i < count; i++) {
        const json_t *tag = json_array_get(list, i);
        if (!json_is_string(tag) ||
            !made_of(json_string_value(tag), "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-", 2, 35))
            return refuse(problem, NULL, "languages", "a list of language tags");
        tags[i] = arena_copy_text(arena, json_string_value(tag));
    }
    manifest->languages = tags;
    manifest->language_count = count;
    return STATUS_OK;
}

static enum status read_root(struct arena *arena, const json_t *root, struct manifest *manifest,
                             struct problem *problem)
{
    const json_t *format = json_object_get(root, "format");
    if (!json_is_integer(format))
        return refuse(problem, NULL, "format", "a number");
    if (json_integer_value(format) != MANIFEST_FORMAT)
        return problem_set(problem, STATUS_UNSUPPORTED, what_manifest, "update kompass on this machine",
                           "written in format %" JSON_INTEGER_FORMAT ", this program reads format %d",
                           json_integer_value(format), MANIFEST_FORMAT);
    enum status status = read_languages(arena, root, manifest, problem);
    for (size_t i = 0; status == STATUS_OK && i < sizeof fields / sizeof *fields; i++)
        status = read_field(arena, fields[i].object == NULL ? root : json_object_get(root, fields[i].object),
                            &fields[i], manifest, problem);
    if (status == STATUS_OK)
        status = read_patches(arena, root, manifest, problem);
    if (status == STATUS_OK && json_object_get(root, next_key_field.name) != NULL)
        status = read_field(arena, root, &next_key_field, manifest, problem);
    return status;
}

enum status manifest_read(struct arena *arena, const char *bytes, size_t size, struct manifest *manifest,
                          struct problem *problem)
{
    *manifest = (struct manifest){0};
    if (size > MANIFEST_BYTES_MAX)
        return problem_set(problem, STATUS_LIMIT, what_manifest, mend_manifest, "larger than the %d bytes allowed",
                           MANIFEST_BYTES_MAX);
    json_error_t error;
    json_set_alloc_funcs(allocate_for_json, memory_release);
    json_t *root = json_loadb(bytes, size, JSON_REJECT_DUPLICATES, &error);
    if (root == NULL)
        return problem_set(problem, STATUS_INVALID, what_manifest, mend_manifest, "not JSON: line %d, column %d: %s",
                           error.line, error.column, error.text);
    if (!json_is_object(root)) {
        json_decref(root);
        return problem_set(problem, STATUS_INVALID, what_manifest, mend_manifest, "not a JSON object");
    }
    enum status status = read_root(arena, root, manifest, problem);
    json_decref(root);
    return status;
}

// ---- trusted comments ---------------------------------------------------------------------------------------------

char *manifest_write_comment(struct arena *arena, const struct manifest *manifest)
{
    return arena_format(
        arena, "city:%s\trelease:%ld\texpires:%s\tsize:%zu\tsha256:%s%s%s", manifest->city, manifest->release,
        manifest->expires, manifest->catalog_size, manifest->catalog_sha256,
        manifest->next_key == NULL ? "" : "\tnext_key:", manifest->next_key == NULL ? "" : manifest->next_key);
}

// The value of "name:value", which ends at a tab; NULL when there is no such part, or when it does not fit its kind.
static const char *part_of(struct arena *arena, const char *comment, const char *name, enum field_kind kind)
{
    size_t length = strlen(name);
    for (const char *part = comment; *part != '\0'; part += strcspn(part, "\t"), part += *part == '\t') {
        if (strncmp(part, name, length) != 0 || part[length] != ':')
            continue;
        const char *value = arena_copy(arena, part + length + 1, strcspn(part, "\t") - length - 1);
        bool fits = kind == FIELD_SIZE || kind == FIELD_RELEASE ? made_of(value, "0123456789", 1, 10) && value[0] != '0'
                                                                : text_fits(kind, value);
        return fits ? value : NULL;
    }
    return NULL;
}

enum status manifest_read_comment(struct arena *arena, const char *comment, const char *file, const char *what,
                                  struct manifest *manifest, struct problem *problem)
{
    const char *release = part_of(arena, comment, "release", FIELD_RELEASE);
    const char *size = part_of(arena, comment, "size", FIELD_SIZE);
    const char *hash = part_of(arena, comment, "sha256", FIELD_SHA256);
    *manifest = (struct manifest){
        .city = part_of(arena, comment, "city", FIELD_SLUG),
        .expires = part_of(arena, comment, "expires", FIELD_STAMP),
        .next_key = part_of(arena, comment, "next_key", FIELD_PUBLIC_KEY),
        .release = release == NULL ? 0 : catalog_number(release, ""),
        .catalog_file = file,
        .catalog_size = size == NULL ? 0 : strtoul(size, NULL, 10),
        .catalog_sha256 = hash,
        .compressed_sha256 = hash,
    };
    manifest->compressed_size = manifest->catalog_size;
    if (manifest->city != NULL && manifest->expires != NULL && hash != NULL && size != NULL &&
        manifest->release > 0)
        return STATUS_OK;
    return problem_set(problem, STATUS_INVALID, what, "sign it with kompass publish",
                       "the comment of the signature does not say which catalog this is");
}
