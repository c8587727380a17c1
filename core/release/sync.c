// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The rules are those of The Update Framework for one role: authentic, of this city, not expired, not older; only then
// is anything unpacked, beside the catalogs in place, and renamed when it has passed every check.
#include "core/release/sync.h"

#include "core/base/clock.h"
#include "core/base/sys.h"
#include "core/catalog/catalog.h"
#include "core/release/file.h"
#include "core/release/key.h"
#include "core/release/manifest.h"
#include "core/release/offer.h"
#include "core/release/pack.h"
#include "core/release/transport.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { STATE_BYTES_MAX = 1024, SLUG_MAX = 64 };

// What is remembered of the past, outside the folder of catalogs, so that whoever empties the folder brings no old
// release back.
struct state {
    long release; // highest ever adopted; 0: none
    char city[SLUG_MAX + 1];
    char hash[PACK_HASH_BYTES]; // of its catalog; "" is not known
};

struct adoption {
    struct arena arena;
    const struct sync_options *options;
    struct problem *problem;
    struct transport transport;
    const char *folder, *state_path, *offer_path, *manifest_path;
    struct offer offer; // manifest and signatures
    bool offer_is_kept; // those of the last adoption
    struct manifest manifest;
    struct state state;
};

// ---- where things are ---------------------------------------------------------------------------------------------

static char *without_end_slashes(struct arena *arena, const char *path)
{
    size_t length = strlen(path);
    while (length > 1 && path[length - 1] == '/')
        length--;
    return arena_copy(arena, path, length);
}

const char *sync_state_path(struct arena *arena, const char *catalog, const char *state)
{
    return state != NULL ? state : arena_format(arena, "%s.state", without_end_slashes(arena, catalog));
}

static void resolve_paths(struct adoption *adoption)
{
    const struct sync_options *options = adoption->options;
    adoption->folder = without_end_slashes(&adoption->arena, options->catalog);
    adoption->state_path = sync_state_path(&adoption->arena, options->catalog, options->state);
    adoption->offer_path = offer_path(&adoption->arena, adoption->state_path);
    adoption->manifest_path = transport_path(&adoption->arena, &adoption->transport, MANIFEST_FILE);
}

static const char *catalog_path(struct adoption *adoption, long release)
{
    return arena_format(&adoption->arena, "%s/%ld.db", adoption->folder, release);
}

// ---- state --------------------------------------------------------------------------------------------------------

static void ignore_problem(void *context, const struct problem *problem)
{
    (void)context;
    (void)problem;
}

// Without a state file the newest good catalog in place is the past. A damaged state file is no better than none: who
// can damage it can remove it, and a kiosk must not stop following because of it.
static void guess_state(struct adoption *adoption)
{
    struct catalog *catalog;
    struct problem ignored;
    adoption->state = (struct state){0};
    if (catalog_open_newest(&catalog, adoption->folder, ignore_problem, NULL, &ignored) != STATUS_OK)
        return;
    adoption->state.release = catalog_release(catalog)->number;
    snprintf(adoption->state.city, sizeof adoption->state.city, "%s", catalog_release(catalog)->city);
    catalog_close(&catalog);
}

static enum status read_state(struct adoption *adoption)
{
    struct state *state = &adoption->state;
    char *text = NULL;
    size_t size;
    int length = 0;
    enum status status =
        file_read_regular(&adoption->arena, adoption->state_path, STATE_BYTES_MAX, &text, &size, adoption->problem);
    if (status == STATUS_OK &&
        sscanf(text, "kompass-sync-state 1\ncity %64[a-z0-9-]\nrelease %9ld\nsha256 %64[0-9a-f]\n%n", state->city,
               &state->release, state->hash, &length) == 3 &&
        (size_t)length == size && state->release > 0 && strlen(state->hash) == PACK_HASH_BYTES - 1)
        return STATUS_OK;
    if (status == STATUS_IO)
        return status;
    guess_state(adoption);
    return STATUS_OK;
}

static enum status write_state(struct adoption *adoption)
{
    const struct manifest *manifest = &adoption->manifest;
    const char *text = arena_format(&adoption->arena, "kompass-sync-state 1\ncity %s\nrelease %ld\nsha256 %s\n",
                                    manifest->city, manifest->release, manifest->catalog_sha256);
    return sys_write_file(adoption->state_path, text, strlen(text), 0644, adoption->problem);
}

// ---- what is offered ----------------------------------------------------------------------------------------------

// The manifest is read before its signatures: a publisher writes in the other order, so a publication in between does
// no harm (docs/release-format.md). One that the source says is unchanged is the one that was kept.
static enum status fetch_offer(struct adoption *adoption, const struct offer *kept)
{
    struct offer *offer = &adoption->offer;
    struct transport_answer answer;
    enum status status =
        transport_read(&adoption->arena, &adoption->transport, MANIFEST_FILE, MANIFEST_BYTES_MAX, kept->validator,
                       &answer, &offer->manifest, &offer->manifest_size, adoption->problem);
    if (status != STATUS_OK)
        return status;
    adoption->offer_is_kept = answer.unchanged;
    if (answer.unchanged) {
        *offer = *kept;
        return STATUS_OK;
    }
    snprintf(offer->validator, sizeof offer->validator, "%s", answer.validator);
    return transport_read(&adoption->arena, &adoption->transport, MANIFEST_SIGNATURE_FILE, SIGNATURE_FILE_MAX, "",
                          NULL, &offer->signature, &offer->signature_size, adoption->problem);
}

static enum status read_signed(struct adoption *adoption, const struct public_key *key)
{
    char *comment;
    struct offer *offer = &adoption->offer;
    const char *signature_path = transport_path(&adoption->arena, &adoption->transport, MANIFEST_SIGNATURE_FILE);
    struct offer kept;
    offer_read(&adoption->arena, adoption->offer_path, adoption->transport.place, &kept);
    enum status status = fetch_offer(adoption, &kept);
    if (status == STATUS_OK)
        status = signature_verify(&adoption->arena, key, offer->manifest, offer->manifest_size, offer->signature,
                                  signature_path, &comment, adoption->problem);
    if (status == STATUS_OK || !adoption->offer_is_kept)
        return status;
    // What was kept was damaged here, or the key is another one now.
    status = fetch_offer(adoption, &(struct offer){.validator = ""});
    if (status == STATUS_OK)
        status = signature_verify(&adoption->arena, key, offer->manifest, offer->manifest_size, offer->signature,
                                  signature_path, &comment, adoption->problem);
    return status;
}

static enum status read_offered(struct adoption *adoption)
{
    struct public_key key;
    enum status status = key_read_public(&key, adoption->options->public_key, adoption->problem);
    if (status == STATUS_OK)
        status = read_signed(adoption, &key);
    if (status == STATUS_OK)
        status = manifest_read(&adoption->arena, adoption->offer.manifest, adoption->offer.manifest_size,
                               &adoption->manifest, adoption->problem);
    return status;
}

static enum status refuse(struct adoption *adoption, const char *mend, const char *why)
{
    return problem_set(adoption->problem, STATUS_UNTRUSTED, adoption->manifest_path, mend, "%s", why);
}

// Judges an authentic manifest by what is remembered.
static enum status judge(struct adoption *adoption)
{
    const struct manifest *manifest = &adoption->manifest;
    const struct state *state = &adoption->state;
    struct arena *arena = &adoption->arena;
    char now[21];
    clock_format_utc(clock_utc_seconds(), now);
    if (state->release > 0 && strcmp(manifest->city, state->city) != 0)
        return refuse(adoption, "follow the publisher of your city",
                      arena_format(arena, "a release of %s, not of %s", manifest->city, state->city));
    if (strcmp(now, manifest->expires) >= 0) // both are UTC in the same form
        return refuse(adoption, "ask its publisher for a new release, and check this machine's clock",
                      arena_format(arena, "release %ld expired at %s", manifest->release, manifest->expires));
    if (manifest->release < state->release)
        return refuse(adoption, "ask the publisher for the newest release",
                      arena_format(arena, "release %ld is older than release %ld, which was here before",
                                   manifest->release, state->release));
    if (manifest->release == state->release && state->hash[0] != '\0' &&
        strcmp(manifest->catalog_sha256, state->hash) != 0)
        return refuse(adoption, "ask the publisher for a release with a new number",
                      arena_format(arena, "release %ld was here before with other content", manifest->release));
    if (manifest->catalog_size > SYNC_CATALOG_BYTES_MAX || manifest->compressed_size > SYNC_CATALOG_BYTES_MAX)
        return problem_set(adoption->problem, STATUS_LIMIT, adoption->manifest_path,
                           "ask the publisher for a smaller one", "its catalog has more than %zu bytes",
                           SYNC_CATALOG_BYTES_MAX);
    return STATUS_OK;
}

// ---- adopting -----------------------------------------------------------------------------------------------------

static enum status check_catalog(struct adoption *adoption, const char *path)
{
    struct catalog *catalog;
    enum status status = catalog_open(&catalog, path, adoption->problem);
    if (status != STATUS_OK)
        return status;
    const struct catalog_release *release = catalog_release(catalog);
    status = catalog_verify(catalog, adoption->problem);
    if (status == STATUS_OK &&
        (release->number != adoption->manifest.release || strcmp(release->city, adoption->manifest.city) != 0))
        status = problem_set(adoption->problem, STATUS_CORRUPT, adoption->manifest_path,
                             "ask the publisher for a new release", "its catalog is release %ld of %s", release->number,
                             release->city);
    catalog_close(&catalog);
    return status;
}

static enum status unpack(struct adoption *adoption, const char *packed, const char *temporary)
{
    const struct manifest *manifest = &adoption->manifest;
    const struct pack_terms terms = {manifest->compressed_size, manifest->catalog_size, manifest->compressed_sha256,
                                     manifest->catalog_sha256};
    unlink(temporary); // of a sync that was ended by force
    int fd = sys_open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, 0644);
    if (fd < 0)
        return problem_set_errno(adoption->problem, temporary, "create");
    enum status status = pack_unpack(packed, fd, temporary, &terms, adoption->problem);
    if (status == STATUS_OK && sys_fsync(fd) != 0)
        status = problem_set_errno(adoption->problem, temporary, "write to disk");
    if (sys_close(fd) != 0 && status == STATUS_OK)
        status = problem_set_errno(adoption->problem, temporary, "close");
    return status;
}

// The name under which a download is kept stands for its content, so that a later sync goes on with the right one.
static const char *part_path(struct adoption *adoption, const char *hash)
{
    return arena_format(&adoption->arena, "%s/%.16s.part", adoption->folder, hash);
}

// Removes all downloads but `kept`: what was not finished and is not asked for any more, and what has been used.
static void remove_parts(struct adoption *adoption, const char *kept)
{
    char **names;
    size_t count;
    struct problem ignored;
    if (sys_list_folder(&adoption->arena, adoption->folder, ".part", &names, &count, &ignored) != STATUS_OK)
        return;
    for (size_t i = 0; i < count; i++) {
        const char *path = arena_format(&adoption->arena, "%s/%s", adoption->folder, names[i]);
        if (kept == NULL || strcmp(path, kept) != 0)
            unlink(path);
    }
}

// Fetches the packed catalog and unpacks it. A download that went on where an earlier one ended may have gone on with
// other bytes: then it is fetched once more, from its beginning.
static enum status fetch_catalog(struct adoption *adoption, const char *temporary)
{
    const struct manifest *manifest = &adoption->manifest;
    const char *part = part_path(adoption, manifest->compressed_sha256);
    enum status status = STATUS_CORRUPT;
    remove_parts(adoption, part);
    bool resumed = access(part, F_OK) == 0;
    for (int attempt = resumed ? 0 : 1; attempt < 2 && status == STATUS_CORRUPT; attempt++) {
        status = transport_save(&adoption->transport, manifest->catalog_file, manifest->compressed_size, part,
                                adoption->problem);
        if (status == STATUS_OK)
            status = unpack(adoption, part, temporary);
        if (status == STATUS_CORRUPT)
            unlink(part);
    }
    return status;
}

// Brings the catalog to its name; afterwards it lasts over a loss of power.
static enum status place_catalog(struct adoption *adoption)
{
    const char *path = catalog_path(adoption, adoption->manifest.release);
    const char *temporary = arena_format(&adoption->arena, "%s/.sync.new", adoption->folder);
    enum status status = fetch_catalog(adoption, temporary);
    if (status == STATUS_OK)
        status = check_catalog(adoption, temporary);
    if (status == STATUS_OK && sys_rename(temporary, path) != 0)
        status = problem_set_errno(adoption->problem, path, "replace");
    if (status == STATUS_OK)
        status = sys_sync_folder(adoption->folder, adoption->problem);
    else
        unlink(temporary);
    if (status != STATUS_IO) // then what has come so far is right to go on with
        remove_parts(adoption, NULL);
    return status;
}

// Whether the file of the offered release is there with the right bytes: a sync may have ended just before it wrote its
// state, and one of an hour ago has left nothing to do.
static bool is_in_place(struct adoption *adoption)
{
    struct problem ignored;
    char hash[PACK_HASH_BYTES];
    size_t size;
    return pack_hash_file(catalog_path(adoption, adoption->manifest.release), &size, hash, &ignored) == STATUS_OK &&
           strcmp(hash, adoption->manifest.catalog_sha256) == 0;
}

static int compare_falling(const void *a, const void *b)
{
    long first = *(const long *)a;
    long second = *(const long *)b;
    return (first < second) - (first > second);
}

// Keeps the newest of the older catalogs. A file that cannot be removed does no harm.
static void remove_old(struct adoption *adoption)
{
    char **names;
    size_t count;
    size_t older = 0;
    struct problem ignored;
    if (sys_list_folder(&adoption->arena, adoption->folder, ".db", &names, &count, &ignored) != STATUS_OK)
        return;
    long *numbers = arena_allocate(&adoption->arena, count, sizeof *numbers);
    for (size_t i = 0; i < count; i++) {
        char *end;
        long number = strtol(names[i], &end, 10);
        if (number > 0 && number < adoption->manifest.release && strcmp(end, ".db") == 0)
            numbers[older++] = number;
    }
    qsort(numbers, older, sizeof *numbers, compare_falling);
    for (size_t i = SYNC_KEEP; i < older; i++)
        unlink(catalog_path(adoption, numbers[i]));
}

static enum status adopt(struct adoption *adoption, struct sync_result *result)
{
    const struct state *state = &adoption->state;
    bool known =
        state->release == adoption->manifest.release && strcmp(state->hash, adoption->manifest.catalog_sha256) == 0;
    bool in_place = is_in_place(adoption);
    enum status status = STATUS_OK;
    if (!in_place)
        status = place_catalog(adoption);
    else if (!known)
        status = check_catalog(adoption, catalog_path(adoption, adoption->manifest.release));
    if (status == STATUS_OK && !known)
        status = write_state(adoption);
    if (status != STATUS_OK)
        return status;
    remove_old(adoption);
    if (adoption->offer.validator[0] != '\0' && !adoption->offer_is_kept)
        offer_write(adoption->offer_path, adoption->transport.place, &adoption->offer);
    result->release = adoption->manifest.release;
    result->adopted = !in_place || !known;
    snprintf(result->expires, sizeof result->expires, "%s", adoption->manifest.expires);
    return STATUS_OK;
}

enum status sync_from(const struct sync_options *options, struct sync_result *result, struct problem *problem)
{
    struct adoption adoption = {.options = options, .problem = problem};
    int lock = -1;
    enum status status = transport_open(&adoption.arena, &adoption.transport, options->from, problem);
    if (status == STATUS_OK) {
        resolve_paths(&adoption);
        status = read_offered(&adoption);
    }
    if (status == STATUS_OK)
        status = sys_make_folder(adoption.folder, problem);
    if (status == STATUS_OK)
        status = file_lock_folder(adoption.folder, &lock, problem);
    if (status == STATUS_OK)
        status = read_state(&adoption);
    if (status == STATUS_OK)
        status = judge(&adoption);
    if (status == STATUS_OK)
        status = adopt(&adoption, result);
    if (lock >= 0)
        close(lock);
    transport_close(&adoption.transport);
    arena_free(&adoption.arena);
    return status;
}
