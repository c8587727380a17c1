// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// One line for each thing that is known: a word, a space, a value. A line that is not understood spoils the whole,
// because half of what must be remembered could let an old release in.
#include "core/follow/state.h"

#include "core/base/sys.h"
#include "core/catalog/catalog.h"
#include "core/release/file.h"
#include "core/release/manifest.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { STATE_BYTES_MAX = 4096, VALUE_BYTES = 512 };

static const char first_line[] = "kompass-sync-state 1\n";

// Whether the last name of a path is one that stands for another.
static bool ends_in_dots(const char *path, size_t length)
{
    const char *slash = memrchr(path, '/', length);
    const char *name = slash == NULL ? path : slash + 1;
    size_t name_length = (size_t)(path + length - name);
    return name_length > 0 && name_length <= 2 && strspn(name, ".") >= name_length;
}

const char *state_path(struct arena *arena, const char *catalog, const char *state)
{
    if (state != NULL)
        return state;
    size_t length = strlen(catalog);
    while (length > 1 && catalog[length - 1] == '/')
        length--;
    char *whole = ends_in_dots(catalog, length) ? realpath(catalog, NULL) : NULL;
    const char *path = whole != NULL ? arena_format(arena, "%s.state", whole)
                                     : arena_format(arena, "%.*s.state", (int)length, catalog);
    free(whole);
    return path;
}

static bool take_text(char *place, size_t size, const char *value, const char *allowed)
{
    if (place[0] != '\0' || value[0] == '\0' || strlen(value) >= size ||
        (allowed != NULL && strspn(value, allowed) != strlen(value)))
        return false;
    memcpy(place, value, strlen(value) + 1);
    return true;
}

static bool take_release(long *place, const char *value)
{
    if (*place != 0)
        return false;
    *place = catalog_number(value, "");
    return *place > 0;
}

static bool take_value(struct sync_state *state, const char *name, const char *value)
{
    int64_t ignored;
    if (strcmp(name, "release") == 0)
        return take_release(&state->release, value);
    if (strcmp(name, "rollback") == 0)
        return take_release(&state->rollback, value);
    if (strcmp(name, "city") == 0)
        return take_text(state->city, sizeof state->city, value, "abcdefghijklmnopqrstuvwxyz0123456789-");
    if (strcmp(name, "sha256") == 0)
        return strlen(value) == 64 && take_text(state->sha256, sizeof state->sha256, value, "0123456789abcdef");
    if (strcmp(name, "expires") == 0)
        return clock_parse_utc(value, &ignored) && take_text(state->expires, sizeof state->expires, value, NULL);
    if (strcmp(name, "root") == 0)
        return key_parse_public(&state->root, value);
    if (strcmp(name, "key") == 0)
        return state->key_count < STATE_KEYS && key_parse_public(&state->keys[state->key_count++], value);
    return false;
}

static bool parse(struct sync_state *state, const char *text, size_t size)
{
    *state = (struct sync_state){0};
    if (strlen(text) != size || strncmp(text, first_line, strlen(first_line)) != 0)
        return false;
    for (const char *line = text + strlen(first_line); *line != '\0'; line += strcspn(line, "\n") + 1) {
        char name[16];
        char value[VALUE_BYTES];
        int length = 0;
        if (sscanf(line, "%15[a-z0-9] %511[!-~]%n", name, value, &length) != 2 || line[length] != '\n' ||
            !take_value(state, name, value))
            return false;
    }
    return state->release > 0 && state->city[0] != '\0' && state->sha256[0] != '\0' && state->rollback < state->release;
}

enum status state_read(struct sync_state *state, const char *path, struct problem *problem)
{
    struct arena arena = {0};
    char *text;
    size_t size;
    *state = (struct sync_state){0};
    enum status status = file_read_regular(&arena, path, STATE_BYTES_MAX, &text, &size, problem);
    if (status == STATUS_OK && !parse(state, text, size))
        status = problem_set(problem, STATUS_INVALID, path, "", "not the state of a sync, or damaged");
    if (status != STATUS_OK)
        *state = (struct sync_state){0};
    arena_free(&arena);
    return status;
}

static const char *key_line(struct arena *arena, const char *name, const struct public_key *key)
{
    char text[KEY_PUBLIC_TEXT_BYTES];
    key_format_public(key, text);
    return arena_format(arena, "%s %s\n", name, text);
}

static const char *format(struct arena *arena, const struct sync_state *state)
{
    const char *text = arena_format(arena, "%scity %s\nrelease %ld\nsha256 %s\n", first_line, state->city,
                                    state->release, state->sha256);
    if (state->expires[0] != '\0')
        text = arena_format(arena, "%sexpires %s\n", text, state->expires);
    if (state->rollback > 0)
        text = arena_format(arena, "%srollback %ld\n", text, state->rollback);
    if (state->key_count > 0)
        text = arena_format(arena, "%s%s", text, key_line(arena, "root", &state->root));
    for (size_t i = 0; i < state->key_count; i++)
        text = arena_format(arena, "%s%s", text, key_line(arena, "key", &state->keys[i]));
    return text;
}

bool state_is_same(const struct sync_state *a, const struct sync_state *b)
{
    struct arena arena = {0};
    bool same = strcmp(format(&arena, a), format(&arena, b)) == 0;
    arena_free(&arena);
    return same;
}

enum status state_write(const struct sync_state *state, const char *path, struct problem *problem)
{
    struct arena arena = {0};
    struct sync_state again;
    const char *text = format(&arena, state);
    enum status status = parse(&again, text, strlen(text)) && strcmp(format(&arena, &again), text) == 0
                             ? sys_write_file(path, text, strlen(text), 0644, problem)
                             : problem_set(problem, STATUS_INVALID, path, "", "this state could not be read again");
    arena_free(&arena);
    return status;
}
