// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Nothing here trusts what was fetched: sizes and hashes come from the signed manifest, and the catalog is looked
// through before it gets its name.
#include "core/follow/placing.h"

#include "core/base/memory.h"
#include "core/base/sys.h"
#include "core/catalog/catalog.h"
#include "core/release/digest.h"
#include "core/release/file.h"
#include "core/release/patch.h"
#include "core/search/search.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PIECE_BYTES = 128 * 1024 };

bool placing_is_done(struct arena *arena, const char *folder, const struct manifest *manifest)
{
    struct problem ignored;
    char hash[DIGEST_BYTES];
    size_t size;
    return digest_file(catalog_path(arena, folder, manifest->release), &size, hash, &ignored) == STATUS_OK &&
           strcmp(hash, manifest->catalog_sha256) == 0;
}

enum status placing_check(struct placing *placing, const char *path)
{
    const struct manifest *manifest = &placing->offered->manifest;
    struct catalog *catalog;
    enum status status = catalog_open(&catalog, path, placing->problem);
    if (status != STATUS_OK)
        return status;
    const struct catalog_release *release = catalog_release(catalog);
    status = catalog_verify(catalog, placing->problem);
    if (status == STATUS_OK)
        status = search_verify(catalog, placing->problem);
    if (status == STATUS_OK && (release->number != manifest->release || strcmp(release->city, manifest->city) != 0))
        status =
            problem_set(placing->problem, STATUS_CORRUPT, placing->offered->path, "ask the publisher for a new release",
                        "its catalog is release %ld of %s", release->number, release->city);
    catalog_close(&catalog);
    return status;
}

// ---- downloads ----------------------------------------------------------------------------------------------------

// One file to be fetched, and how it leads to the catalog.
struct download {
    const char *file;
    struct pack_terms terms;
    const char *base; // the path of the catalog that a patch leads from; NULL: a packed catalog, or a bare one
};

// The name under which a download is kept stands for its content, so that a later sync goes on with the right one.
static const char *part_path(struct placing *placing, const char *hash)
{
    return arena_format(placing->arena, "%s/%.16s.part", placing->folder, hash);
}

// Removes all downloads but `kept`: what was not finished and is not asked for any more, and what has been used.
static void remove_parts(struct placing *placing, const char *kept)
{
    char **names;
    size_t count;
    struct problem ignored;
    if (sys_list_folder(placing->arena, placing->folder, ".part", &names, &count, &ignored) != STATUS_OK)
        return;
    for (size_t i = 0; i < count; i++) {
        const char *path = arena_format(placing->arena, "%s/%s", placing->folder, names[i]);
        if (kept == NULL || strcmp(path, kept) != 0)
            unlink(path);
    }
}

static enum status unpack(struct placing *placing, const struct download *download, const char *part,
                          const char *temporary)
{
    int fd = sys_open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, 0644);
    if (fd < 0)
        return problem_set_errno(placing->problem, temporary, "create");
    enum status status = download->base != NULL
                             ? patch_apply(part, download->base, fd, temporary, &download->terms, placing->problem)
                             : pack_unpack(part, fd, temporary, &download->terms, placing->problem);
    if (status == STATUS_OK && sys_fsync(fd) != 0)
        status = problem_set_errno(placing->problem, temporary, "write to disk");
    if (sys_close(fd) != 0 && status == STATUS_OK)
        status = problem_set_errno(placing->problem, temporary, "close");
    return status;
}

// Reads an open file once for both of its hashes.
static enum status hash_bare(struct placing *placing, int fd, const char *path, char sha256[DIGEST_BYTES],
                             unsigned char signed_hash[SIGNATURE_HASH_BYTES])
{
    crypto_hash_sha256_state sha256_state;
    crypto_generichash_state signed_state;
    enum status status = STATUS_OK;
    unsigned char *piece = memory_allocate(PIECE_BYTES, 1);
    crypto_hash_sha256_init(&sha256_state);
    signature_begin_hash(&signed_state);
    for (size_t got = PIECE_BYTES; status == STATUS_OK && got == PIECE_BYTES;) {
        status = sys_read_up_to(fd, path, piece, PIECE_BYTES, &got, placing->problem);
        crypto_hash_sha256_update(&sha256_state, piece, got);
        crypto_generichash_update(&signed_state, piece, got);
    }
    memory_free(&piece);
    digest_finish(&sha256_state, sha256);
    signature_finish_hash(&signed_state, signed_hash);
    return status;
}

// A bare catalog needs no unpacking: it is as it was signed, or refused.
static enum status take_bare(struct placing *placing, const char *part, const char *temporary)
{
    const struct offered *offered = placing->offered;
    char sha256[DIGEST_BYTES];
    unsigned char signed_hash[SIGNATURE_HASH_BYTES];
    int fd = sys_open(part, O_RDONLY | O_NOFOLLOW, 0);
    if (fd < 0)
        return problem_set_errno(placing->problem, part, "open");
    enum status status = hash_bare(placing, fd, part, sha256, signed_hash);
    if (status == STATUS_OK && (strcmp(sha256, offered->manifest.catalog_sha256) != 0 ||
                                !signature_fits(&offered->signature, placing->signer, signed_hash)))
        status = problem_set(placing->problem, STATUS_CORRUPT, offered->path, "wait until both files have arrived",
                             "the catalog beside it is not the one that was signed");
    if (status == STATUS_OK && sys_fsync(fd) != 0)
        status = problem_set_errno(placing->problem, part, "write to disk");
    if (sys_close(fd) != 0 && status == STATUS_OK)
        status = problem_set_errno(placing->problem, part, "close");
    if (status == STATUS_OK && (sys_rename(part, temporary) != 0 || chmod(temporary, 0644) != 0))
        status = problem_set_errno(placing->problem, temporary, "replace");
    return status;
}

// Fetches a file and makes the catalog of it at `temporary`. A download that went on where an earlier one ended may
// have gone on with other bytes: then it is fetched once more, from its beginning.
//
// *cut_off says that the source could not be read to its end: then no other file can be had from it now either, and
// what has come is to go on with.
static enum status fetch(struct placing *placing, const struct download *download, const char *temporary, bool *cut_off)
{
    const char *part = part_path(placing, download->terms.packed_hash);
    enum status status = STATUS_CORRUPT;
    remove_parts(placing, part);
    for (int attempt = access(part, F_OK) == 0 ? 0 : 1; attempt < 2 && status == STATUS_CORRUPT; attempt++) {
        unlink(temporary);
        status =
            transport_save(placing->transport, download->file, download->terms.packed_size, part, placing->problem);
        *cut_off = status == STATUS_IO;
        if (status == STATUS_OK)
            status = placing->transport->bare != NULL ? take_bare(placing, part, temporary)
                                                      : unpack(placing, download, part, temporary);
        if (status == STATUS_CORRUPT)
            unlink(part);
    }
    return status;
}

static enum status fetch_by_patch(struct placing *placing, const char *temporary, bool *cut_off)
{
    const struct manifest *manifest = &placing->offered->manifest;
    for (size_t i = 0; i < manifest->patch_count && placing->base > 0; i++) {
        const struct manifest_patch *patch = &manifest->patches[i];
        if (patch->from != placing->base || strcmp(patch->from_sha256, placing->base_sha256) != 0 ||
            patch->size >= manifest->compressed_size)
            continue;
        const struct download download = {
            patch->file,
            {patch->size, manifest->catalog_size, patch->sha256, manifest->catalog_sha256},
            catalog_path(placing->arena, placing->folder, patch->from)};
        return fetch(placing, &download, temporary, cut_off);
    }
    return STATUS_NOT_FOUND;
}

static enum status fetch_whole(struct placing *placing, const char *temporary, bool *cut_off)
{
    const struct manifest *manifest = &placing->offered->manifest;
    const struct download download = {
        manifest->catalog_file,
        {manifest->compressed_size, manifest->catalog_size, manifest->compressed_sha256, manifest->catalog_sha256},
        NULL};
    return fetch(placing, &download, temporary, cut_off);
}

enum status placing_do(struct placing *placing)
{
    const char *path = catalog_path(placing->arena, placing->folder, placing->offered->manifest.release);
    const char *temporary = arena_format(placing->arena, "%s/.sync.new", placing->folder);
    bool cut_off = false;
    enum status status = fetch_by_patch(placing, temporary, &cut_off);
    if (status != STATUS_OK &&
        !cut_off) // whatever is wrong with a patch, or with what it leads from: the whole heals it
        status = fetch_whole(placing, temporary, &cut_off);
    if (status == STATUS_OK)
        status = placing_check(placing, temporary);
    if (status == STATUS_OK && sys_rename(temporary, path) != 0)
        status = problem_set_errno(placing->problem, path, "replace");
    if (status == STATUS_OK)
        status = sys_sync_folder(placing->folder, placing->problem);
    else
        unlink(temporary);
    if (status != STATUS_IO) // then what has come so far is right to go on with
        remove_parts(placing, NULL);
    return status;
}

// ---- removing -----------------------------------------------------------------------------------------------------

static int compare_falling(const void *a, const void *b)
{
    long first = *(const long *)a;
    long second = *(const long *)b;
    return (first < second) - (first > second);
}

enum status placing_remove_others(struct arena *arena, const char *folder, long release, struct problem *problem)
{
    char **names;
    size_t count;
    enum status status = sys_list_folder(arena, folder, ".db", &names, &count, problem);
    for (size_t i = 0; status == STATUS_OK && i < count; i++) {
        const char *path = arena_format(arena, "%s/%s", folder, names[i]);
        long number = catalog_number(names[i], ".db");
        if (number > 0 && number != release && unlink(path) != 0)
            status = problem_set_errno(problem, path, "remove");
    }
    return status == STATUS_OK ? sys_sync_folder(folder, problem) : status;
}

void placing_remove(struct arena *arena, const char *folder, long release, size_t keep, long highest)
{
    char **names;
    size_t count;
    size_t older = 0;
    struct problem ignored;
    if (sys_list_folder(arena, folder, ".db", &names, &count, &ignored) != STATUS_OK)
        return;
    long *numbers = arena_allocate(arena, count, sizeof *numbers);
    for (size_t i = 0; i < count; i++) {
        long number = catalog_number(names[i], ".db");
        if (number == 0)
            continue;
        if (number > highest)
            unlink(catalog_path(arena, folder, number));
        else if (number < release)
            numbers[older++] = number;
    }
    qsort(numbers, older, sizeof *numbers, compare_falling);
    for (size_t i = keep; i < older; i++)
        unlink(catalog_path(arena, folder, numbers[i]));
}
