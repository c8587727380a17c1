// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The state holds the hash of the highest release alone, so an older one that was gone back to cannot be compared.
#include "core/follow/adopted.h"

#include "core/follow/state.h"
#include "core/release/digest.h"

#include <limits.h>
#include <string.h>

static enum adopted_bytes compare(const struct sync_state *state, const char *path, struct problem *problem)
{
    char hash[DIGEST_BYTES];
    size_t size;
    if (digest_file(path, &size, hash, problem) != STATUS_OK)
        return ADOPTED_CHANGED;
    if (strcmp(hash, state->sha256) == 0)
        return ADOPTED_SAME;
    problem_set(problem, STATUS_CORRUPT, path, "get it again with `kompass sync`, or install the package again",
                "its bytes are not those that were adopted");
    return ADOPTED_CHANGED;
}

enum adopted_bytes adopted_compare(const struct adopted_place *place, long number, struct problem *problem)
{
    struct arena arena = {0};
    struct sync_state state;
    enum adopted_bytes bytes = ADOPTED_UNKNOWN;
    if (state_read(&state, place->state, problem) == STATUS_OK) {
        bytes = ADOPTED_OTHER;
        problem_set(problem, STATUS_NOT_FOUND, place->state, "", "it remembers the bytes of release %ld", state.release);
    }
    if (state.release == number)
        bytes = compare(&state, catalog_path(&arena, place->folder, number), problem);
    arena_free(&arena);
    return bytes;
}

long adopted_release(const struct adopted_place *place)
{
    struct sync_state state;
    struct problem ignored;
    state_read(&state, place->state, &ignored); // empties it when it fails
    return state.rollback > 0 ? state.rollback : state.release;
}

bool adopted_is_of_city(const struct adopted_place *place, const struct catalog *catalog, struct problem *problem)
{
    const struct catalog_release *release = catalog_release(catalog);
    if (place->city[0] == '\0' || strcmp(release->city, place->city) == 0)
        return true;
    problem_set(problem, STATUS_INVALID, release->city, "bring releases of that city, or change `city` in the settings",
                "release %ld is not one of %s", release->number, place->city);
    return false;
}

enum status adopted_open(struct catalog **catalog, const struct adopted_place *place, enum adopted_bytes *bytes,
                         problem_sink *sink, void *context, struct problem *problem)
{
    long below = LONG_MAX;
    for (;;) {
        enum status status = catalog_open_below(catalog, place->folder, below, sink, context, problem);
        if (status != STATUS_OK)
            return status;
        below = catalog_release(*catalog)->number;
        bool may = adopted_is_of_city(place, *catalog, problem);
        if (may && bytes != NULL) {
            *bytes = adopted_compare(place, below, problem);
            may = *bytes != ADOPTED_CHANGED;
        }
        if (may)
            return STATUS_OK;
        sink(context, problem);
        catalog_close(catalog);
    }
}
