// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The rules are those of The Update Framework for one role: authentic, of this city, not expired, not older; only then
// is anything fetched and unpacked, beside the catalogs in place, and renamed when it has passed every check.
#include "core/follow/sync.h"

#include "core/base/sys.h"
#include "core/catalog/catalog.h"
#include "core/release/digest.h"
#include "core/release/file.h"
#include "core/follow/outcome.h"
#include "core/follow/placing.h"
#include "core/follow/state.h"
#include "core/search/search.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct adoption {
    struct arena arena;
    const struct sync_options *options;
    struct problem *problem;
    struct transport transport;
    const char *folder, *state_path, *kept_path;
    int lock;                // on the folder; -1 none
    struct sync_state state; // as it was; with the keys that are believed now
    struct sync_state next;  // as it is to be
    struct offered offered;
    bool anew; // with a publisher that nothing was adopted from: what is in place is the former one's
};

static char *without_end_slashes(struct arena *arena, const char *path)
{
    size_t length = strlen(path);
    while (length > 1 && path[length - 1] == '/')
        length--;
    return arena_copy(arena, path, length);
}

// ---- the past -----------------------------------------------------------------------------------------------------

static void ignore_problem(void *context, const struct problem *problem)
{
    (void)context;
    (void)problem;
}

// Without a state file the newest good catalog in place is the past. A damaged state file is no better than none: who
// can damage it can remove it, and a kiosk must not stop following because of it.
static void guess_state(struct adoption *adoption)
{
    struct sync_state *state = &adoption->state;
    struct catalog *catalog;
    struct problem ignored;
    if (catalog_open_newest(&catalog, adoption->folder, ignore_problem, NULL, &ignored) != STATUS_OK)
        return;
    state->release = catalog_release(catalog)->number;
    snprintf(state->city, sizeof state->city, "%s", catalog_release(catalog)->city);
    catalog_close(&catalog);
}

static enum status read_state(struct adoption *adoption)
{
    enum status status = state_read(&adoption->state, adoption->state_path, adoption->problem);
    if (status == STATUS_IO)
        return status;
    if (status != STATUS_OK)
        guess_state(adoption);
    return STATUS_OK;
}

// Locks the folder of catalogs and reads what is remembered.
static enum status begin(struct adoption *adoption)
{
    const struct sync_options *options = adoption->options;
    adoption->folder = without_end_slashes(&adoption->arena, options->catalog);
    adoption->state_path = state_path(&adoption->arena, options->catalog, options->state);
    adoption->kept_path = kept_path(&adoption->arena, adoption->state_path);
    // Two options that were swapped, or given twice: what kiosks follow is no place for what was adopted.
    if (access(arena_format(&adoption->arena, "%s/manifest.json", adoption->folder), F_OK) == 0)
        return problem_set(adoption->problem, STATUS_INVALID, adoption->folder, "name another folder for the catalogs",
                           "this is a release directory, not a folder of catalogs");
    enum status status = sys_make_folder(adoption->folder, adoption->problem);
    if (status == STATUS_OK)
        status = file_lock_folder(adoption->folder, &adoption->lock, adoption->problem);
    if (status == STATUS_OK) {
        sys_remove_unfinished(adoption->state_path);
        sys_remove_unfinished(adoption->kept_path);
        sys_remove_unfinished(outcome_path(&adoption->arena, adoption->state_path));
        status = read_state(adoption);
    }
    return status;
}

// ---- whom to believe ----------------------------------------------------------------------------------------------

// The keys that were learnt hold as long as this machine's key file is the one that they followed from: whoever
// replaces that file, because a key was lost or stolen, starts anew. Then the numbers are forgotten too: who has a key
// can sign the highest there is, and nothing could follow it. Not when the new file holds the key that has signed what
// is in place, which a package brings after a rotation: its own older releases must not come back.
static enum status choose_keys(struct adoption *adoption)
{
    struct sync_state *state = &adoption->state;
    struct public_key key;
    enum status status = key_read_public(&key, adoption->options->public_key, adoption->problem);
    if (status != STATUS_OK || (state->key_count > 0 && key_is_same(&key, &state->root)))
        return status;
    adoption->anew = state->key_count > 0 && !key_is_same(&key, &state->keys[0]);
    if (adoption->anew) {
        state->release = 0;
        state->rollback = 0;
        state->sha256[0] = '\0';
        state->expires[0] = '\0';
    }
    state->root = key;
    state->keys[0] = key;
    state->keys[1] = (struct public_key){0};
    state->key_count = 1;
    return STATUS_OK;
}

// What an authentic release says of keys. Once the announced key has signed, the one before is not believed any more. A
// release that announces nothing changes nothing.
static void learn_keys(struct sync_state *next, const struct offered *offered)
{
    struct public_key announced;
    if (offered->signature.key == 1) {
        next->keys[0] = next->keys[1];
        next->keys[1] = (struct public_key){0};
        next->key_count = 1;
    }
    if (offered->manifest.next_key != NULL && key_parse_public(&announced, offered->manifest.next_key) &&
        !key_is_same(&announced, &next->keys[0])) {
        next->keys[1] = announced;
        next->key_count = 2;
    }
}

// ---- what is offered ----------------------------------------------------------------------------------------------

static enum status read_offered(struct adoption *adoption)
{
    const struct sync_state *state = &adoption->state;
    enum status status = offered_read(&adoption->arena, &adoption->transport, state->keys, state->key_count,
                                      adoption->kept_path, &adoption->offered, adoption->problem);
    adoption->next = *state;
    if (status == STATUS_OK)
        learn_keys(&adoption->next, &adoption->offered);
    return status;
}

static enum status refuse(struct adoption *adoption, const char *mend, const char *why)
{
    return problem_set(adoption->problem, STATUS_UNTRUSTED, adoption->offered.path, mend, "%s", why);
}

// What an operator can do who means it: with the same key nothing but this lets lower numbers in, or another city.
static const char *mend_by_removing(struct adoption *adoption, const char *mend)
{
    return arena_format(&adoption->arena, "%s; to begin anew with another publisher, remove %s and the catalogs in %s",
                        mend, adoption->state_path, adoption->folder);
}

// Judges what is authentic by what is remembered.
static enum status judge(struct adoption *adoption)
{
    const struct manifest *manifest = &adoption->offered.manifest;
    const struct sync_state *state = &adoption->state;
    struct arena *arena = &adoption->arena;
    char now[CLOCK_STAMP_BYTES];
    clock_format_utc(clock_utc_seconds(), now);
    if (state->city[0] != '\0' && strcmp(manifest->city, state->city) != 0)
        return refuse(adoption, mend_by_removing(adoption, "follow the publisher of your city"),
                      arena_format(arena, "a release of %s, not of %s", manifest->city, state->city));
    if (strcmp(now, manifest->expires) >= 0) // both are UTC in the same form
        return refuse(adoption, "ask its publisher for a new release, and check this machine's clock",
                      arena_format(arena, "release %ld expired at %s", manifest->release, manifest->expires));
    if (manifest->release < state->release)
        return refuse(adoption, mend_by_removing(adoption, "ask the publisher for the newest release"),
                      arena_format(arena, "release %ld is older than release %ld, which was here before",
                                   manifest->release, state->release));
    if (manifest->release == state->release && state->sha256[0] != '\0' &&
        strcmp(manifest->catalog_sha256, state->sha256) != 0)
        return refuse(adoption, "ask the publisher for a release with a new number",
                      arena_format(arena, "release %ld was here before with other content", manifest->release));
    if (manifest->catalog_size > MANIFEST_CATALOG_BYTES_MAX || manifest->compressed_size > MANIFEST_CATALOG_BYTES_MAX)
        return problem_set(adoption->problem, STATUS_LIMIT, adoption->offered.path,
                           "ask the publisher for a smaller one", "its catalog has more than %d bytes",
                           MANIFEST_CATALOG_BYTES_MAX);
    return STATUS_OK;
}

// ---- adopting -----------------------------------------------------------------------------------------------------

static bool is_known(const struct adoption *adoption)
{
    return adoption->state.release == adoption->offered.manifest.release &&
           strcmp(adoption->state.sha256, adoption->offered.manifest.catalog_sha256) == 0;
}

// What was adopted by an older program may be nothing that this one can show, and the same bytes again would not be either.
static enum status check_readable(struct adoption *adoption)
{
    struct catalog *catalog;
    const char *path = catalog_path(&adoption->arena, adoption->folder, adoption->offered.manifest.release);
    enum status status = catalog_open(&catalog, path, adoption->problem);
    catalog_close(&catalog);
    return status;
}

static enum status bring_in(struct adoption *adoption, bool *adopted)
{
    const struct manifest *manifest = &adoption->offered.manifest;
    bool known = is_known(adoption);
    bool in_place = placing_is_done(&adoption->arena, adoption->folder, manifest);
    struct placing placing = {.arena = &adoption->arena,
                              .problem = adoption->problem,
                              .transport = &adoption->transport,
                              .folder = adoption->folder,
                              .offered = &adoption->offered,
                              .signer = &adoption->state.keys[adoption->offered.signature.key],
                              .base = adoption->state.rollback > 0 ? 0 : adoption->state.release,
                              .base_sha256 = adoption->state.sha256};
    *adopted = !in_place || !known;
    if (!in_place)
        return placing_do(&placing);
    return known ? check_readable(adoption)
                 : placing_check(&placing, catalog_path(&adoption->arena, adoption->folder, manifest->release));
}

// Brings the state up to the release that is in place now; written only when anything has changed.
static enum status remember(struct adoption *adoption)
{
    const struct manifest *manifest = &adoption->offered.manifest;
    struct sync_state *next = &adoption->next;
    next->release = manifest->release;
    next->rollback = is_known(adoption) ? next->rollback : 0;
    snprintf(next->city, sizeof next->city, "%s", manifest->city);
    snprintf(next->sha256, sizeof next->sha256, "%s", manifest->catalog_sha256);
    snprintf(next->expires, sizeof next->expires, "%s", manifest->expires);
    struct problem ignored;
    struct sync_state written;
    if (state_read(&written, adoption->state_path, &ignored) == STATUS_OK && state_is_same(&written, next))
        return STATUS_OK;
    return state_write(next, adoption->state_path, adoption->problem);
}

static enum status adopt(struct adoption *adoption, struct sync_result *result)
{
    long rollback = is_known(adoption) ? adoption->state.rollback : 0;
    bool adopted = false;
    enum status status = rollback > 0 ? STATUS_OK : bring_in(adoption, &adopted);
    // Before the state is written: if this is ended here, the next sync begins anew once more.
    if (status == STATUS_OK && adoption->anew)
        status = placing_remove_others(&adoption->arena, adoption->folder, adoption->offered.manifest.release,
                                       adoption->problem);
    if (status == STATUS_OK)
        status = remember(adoption);
    if (status != STATUS_OK)
        return status;
    const struct offered *offered = &adoption->offered;
    if (offered->latest.validator[0] != '\0' && !offered->is_kept)
        kept_write(adoption->kept_path, adoption->transport.place, &offered->latest);
    result->release = rollback > 0 ? rollback : offered->manifest.release;
    result->adopted = adopted;
    result->anew = adoption->anew;
    snprintf(result->expires, sizeof result->expires, "%s", offered->manifest.expires);
    placing_remove(&adoption->arena, adoption->folder, result->release, SYNC_KEEP, rollback > 0 ? rollback : LONG_MAX);
    return STATUS_OK;
}

static void end(struct adoption *adoption)
{
    if (adoption->lock >= 0)
        close(adoption->lock);
    transport_close(&adoption->transport);
    arena_free(&adoption->arena);
}

// The source is opened first: a transport in a process of its own must not inherit the lock.
enum status sync_from(const struct sync_options *options, struct sync_result *result, struct problem *problem)
{
    struct adoption adoption = {.options = options, .problem = problem, .lock = -1};
    enum status status = transport_open(&adoption.arena, &adoption.transport, options->from, problem);
    if (status == STATUS_OK)
        status = begin(&adoption);
    if (status == STATUS_OK)
        status = choose_keys(&adoption);
    if (status == STATUS_OK)
        status = read_offered(&adoption);
    if (status == STATUS_OK)
        status = judge(&adoption);
    if (status == STATUS_OK)
        status = adopt(&adoption, result);
    end(&adoption);
    return status;
}

// ---- going back ---------------------------------------------------------------------------------------------------

static enum status check_right(struct adoption *adoption)
{
    struct stat about;
    const char *folder = sys_folder_of(&adoption->arena, adoption->state_path);
    if (stat(folder, &about) != 0)
        return problem_set_errno(adoption->problem, folder, "look at");
    if (geteuid() == 0 || geteuid() == about.st_uid)
        return STATUS_OK;
    return problem_set(adoption->problem, STATUS_UNTRUSTED, adoption->state_path, "run it as root",
                       "only root and the owner of %s may go back to an older release", folder);
}

static enum status check_older(struct adoption *adoption, long release)
{
    struct catalog *catalog;
    const char *path = catalog_path(&adoption->arena, adoption->folder, release);
    if (release >= adoption->state.release)
        return problem_set(adoption->problem, STATUS_INVALID, path, "choose an older release",
                           "release %ld is not older than release %ld", release, adoption->state.release);
    enum status status = catalog_open(&catalog, path, adoption->problem);
    if (status != STATUS_OK)
        return status;
    status = catalog_verify(catalog, adoption->problem);
    if (status == STATUS_OK)
        status = search_verify(catalog, adoption->problem);
    if (status == STATUS_OK && catalog_release(catalog)->number != release)
        status = problem_set(adoption->problem, STATUS_CORRUPT, path, "choose another release", "this is release %ld",
                             catalog_release(catalog)->number);
    catalog_close(&catalog);
    return status;
}

enum status sync_roll_back(const struct sync_options *options, long release, struct sync_result *result,
                           struct problem *problem)
{
    struct adoption adoption = {.options = options, .problem = problem, .lock = -1};
    enum status status = begin(&adoption);
    if (status == STATUS_OK)
        status = check_right(&adoption);
    if (status == STATUS_OK)
        status = check_older(&adoption, release);
    if (status == STATUS_OK) {
        adoption.next = adoption.state;
        adoption.next.rollback = release;
        size_t size;
        if (adoption.state.sha256[0] == '\0') // the state was lost
            status = digest_file(catalog_path(&adoption.arena, adoption.folder, adoption.state.release), &size,
                                 adoption.next.sha256, problem);
    }
    if (status == STATUS_OK) {
        status = state_write(&adoption.next, adoption.state_path, problem);
    }
    if (status == STATUS_OK) {
        *result = (struct sync_result){.release = release, .adopted = true};
        placing_remove(&adoption.arena, adoption.folder, release, SYNC_KEEP, release);
    }
    end(&adoption);
    return status;
}
