// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Files are read into memory and not mapped: a disk that fails then gives an error and no SIGBUS.
#include "core/release/patch.h"

#include "core/base/memory.h"
#include "core/base/sys.h"
#include "core/release/digest.h"
#include "core/release/file.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>
#include <zstd.h>

// Level 12 finds nearly all that 19 finds when most of a file is in the prefix, forty times as fast.
// Matches shorter than 6 bytes are mostly chance in so large a prefix: looking for them hides better ones.
enum { PATCH_LEVEL = 12, PATCH_MATCH_BYTES = 6 };

static const char mend_fetch[] = "fetch it again";

static size_t smaller(size_t a, size_t b)
{
    return a < b ? a : b;
}

// The part of an older file of `old_size` bytes that is the prefix of the piece at `offset`.
static void prefix_of(size_t offset, size_t old_size, size_t *begin, size_t *end)
{
    *begin = smaller(offset < PATCH_MARGIN_BYTES ? 0 : offset - PATCH_MARGIN_BYTES, old_size);
    *end = smaller(offset + PATCH_PIECE_BYTES + PATCH_MARGIN_BYTES, old_size);
}

static size_t set_up(ZSTD_CCtx *context)
{
    static const struct {
        ZSTD_cParameter parameter;
        int value;
    } settings[] = {{ZSTD_c_compressionLevel, PATCH_LEVEL},
                    {ZSTD_c_windowLog, PATCH_WINDOW_LOG},
                    {ZSTD_c_minMatch, PATCH_MATCH_BYTES},
                    {ZSTD_c_enableLongDistanceMatching, 1},
                    {ZSTD_c_checksumFlag, 1}};
    size_t result = 0;
    for (size_t i = 0; i < sizeof settings / sizeof *settings && !ZSTD_isError(result); i++)
        result = ZSTD_CCtx_setParameter(context, settings[i].parameter, settings[i].value);
    return result;
}

enum status patch_make(struct arena *arena, const void *old, size_t old_size, const void *new, size_t new_size,
                       char **patch, size_t *patch_size, struct problem *problem)
{
    size_t pieces = (new_size + PATCH_PIECE_BYTES - 1) / PATCH_PIECE_BYTES;
    size_t capacity = pieces * ZSTD_compressBound(PATCH_PIECE_BYTES);
    ZSTD_CCtx *context = ZSTD_createCCtx();
    if (context == NULL)
        return problem_set(problem, STATUS_IO, "memory", "end other programs or add memory", "none left");
    *patch = arena_allocate(arena, capacity, 1);
    *patch_size = 0;
    size_t result = set_up(context);
    for (size_t offset = 0; offset < new_size && !ZSTD_isError(result); offset += PATCH_PIECE_BYTES) {
        size_t begin;
        size_t end;
        prefix_of(offset, old_size, &begin, &end);
        result = ZSTD_CCtx_refPrefix(context, (const char *)old + begin, end - begin);
        if (!ZSTD_isError(result))
            result = ZSTD_compress2(context, *patch + *patch_size, capacity - *patch_size, (const char *)new + offset,
                                    smaller(PATCH_PIECE_BYTES, new_size - offset));
        *patch_size += ZSTD_isError(result) ? 0 : result;
    }
    ZSTD_freeCCtx(context);
    if (ZSTD_isError(result))
        return problem_set(problem, STATUS_IO, "patch", "", "cannot be compressed: %s", ZSTD_getErrorName(result));
    return STATUS_OK;
}

// ---- applying -----------------------------------------------------------------------------------------------------

struct patching {
    const char *patch, *old, *to_path;
    int patch_fd, old_fd, to;
    const struct pack_terms *terms;
    struct problem *problem;
    ZSTD_DCtx *context;
    size_t old_size, in_capacity;
    unsigned char *in, *prefix, *out;
    size_t in_size; // bytes of the patch in `in`, beginning with a frame
    size_t read, written;
    crypto_hash_sha256_state patch_state, state;
};

static enum status damaged(const struct patching *patching, const char *why)
{
    return problem_set(patching->problem, STATUS_CORRUPT, patching->patch, mend_fetch, "%s", why);
}

static enum status read_prefix(struct patching *patching, size_t *size)
{
    size_t begin;
    size_t end;
    prefix_of(patching->written, patching->old_size, &begin, &end);
    if (lseek(patching->old_fd, (off_t)begin, SEEK_SET) < 0)
        return problem_set_errno(patching->problem, patching->old, "read");
    enum status status =
        sys_read_up_to(patching->old_fd, patching->old, patching->prefix, end - begin, size, patching->problem);
    if (status == STATUS_OK && *size != end - begin)
        return problem_set(patching->problem, STATUS_CORRUPT, patching->old, "", "was cut off while it was read");
    return status;
}

static enum status read_patch(struct patching *patching)
{
    size_t got;
    enum status status = sys_read_up_to(patching->patch_fd, patching->patch, patching->in + patching->in_size,
                                        patching->in_capacity - patching->in_size, &got, patching->problem);
    patching->in_size += got;
    patching->read += got;
    return status;
}

static enum status apply_piece(struct patching *patching)
{
    size_t prefix_size = 0;
    enum status status = read_patch(patching);
    if (status == STATUS_OK)
        status = read_prefix(patching, &prefix_size);
    if (status != STATUS_OK)
        return status;
    size_t expected = smaller(PATCH_PIECE_BYTES, patching->terms->size - patching->written);
    size_t frame = ZSTD_findFrameCompressedSize(patching->in, patching->in_size);
    if (ZSTD_isError(frame))
        return damaged(patching, ZSTD_getErrorName(frame));
    ZSTD_DCtx_reset(patching->context, ZSTD_reset_session_only);
    size_t result = ZSTD_DCtx_refPrefix(patching->context, patching->prefix, prefix_size);
    if (!ZSTD_isError(result))
        result = ZSTD_decompressDCtx(patching->context, patching->out, expected, patching->in, frame);
    if (ZSTD_isError(result))
        return damaged(patching, ZSTD_getErrorName(result));
    if (result != expected)
        return damaged(patching, "holds less than the manifest says");
    crypto_hash_sha256_update(&patching->patch_state, patching->in, frame);
    crypto_hash_sha256_update(&patching->state, patching->out, expected);
    memmove(patching->in, patching->in + frame, patching->in_size - frame);
    patching->in_size -= frame;
    patching->written += expected;
    return sys_write_all(patching->to, patching->to_path, patching->out, expected, patching->problem);
}

static enum status apply_all(struct patching *patching)
{
    const struct pack_terms *terms = patching->terms;
    enum status status = STATUS_OK;
    crypto_hash_sha256_init(&patching->patch_state);
    crypto_hash_sha256_init(&patching->state);
    while (status == STATUS_OK && patching->written < terms->size)
        status = apply_piece(patching);
    if (status != STATUS_OK)
        return status;
    char patch_hash[DIGEST_BYTES];
    char hash[DIGEST_BYTES];
    digest_finish(&patching->patch_state, patch_hash);
    digest_finish(&patching->state, hash);
    if (patching->in_size != 0 || patching->read != terms->packed_size)
        return damaged(patching, "holds more than the manifest says");
    if (strcmp(patch_hash, terms->packed_hash) != 0 || strcmp(hash, terms->hash) != 0)
        return damaged(patching, "does not lead from the catalog in place to the one of the manifest");
    return STATUS_OK;
}

static enum status apply_open(struct patching *patching)
{
    patching->in_capacity = smaller(patching->terms->packed_size, ZSTD_compressBound(PATCH_PIECE_BYTES)) + 1;
    patching->in = memory_allocate(patching->in_capacity, 1);
    patching->out = memory_allocate(smaller(patching->terms->size, PATCH_PIECE_BYTES) + 1, 1);
    patching->prefix = memory_allocate(smaller(patching->old_size, PATCH_PIECE_BYTES + 2 * PATCH_MARGIN_BYTES) + 1, 1);
    patching->context = ZSTD_createDCtx();
    enum status status = patching->context != NULL ? apply_all(patching)
                                                   : problem_set(patching->problem, STATUS_IO, "memory",
                                                                 "end other programs or add memory", "none left");
    ZSTD_freeDCtx(patching->context);
    memory_free(&patching->in);
    memory_free(&patching->out);
    memory_free(&patching->prefix);
    return status;
}

enum status patch_apply(const char *patch, const char *old, int to, const char *to_path, const struct pack_terms *terms,
                        struct problem *problem)
{
    struct patching patching = {
        .patch = patch, .old = old, .to_path = to_path, .to = to, .terms = terms, .problem = problem};
    size_t size;
    enum status status = file_open_regular(patch, &patching.patch_fd, &size, problem);
    if (status != STATUS_OK)
        return status;
    status = file_open_regular(old, &patching.old_fd, &patching.old_size, problem);
    if (status == STATUS_OK) {
        status = size == terms->packed_size
                     ? apply_open(&patching)
                     : problem_set(problem, STATUS_CORRUPT, patch, mend_fetch, "has %zu bytes, the manifest says %zu",
                                   size, terms->packed_size);
        close(patching.old_fd);
    }
    close(patching.patch_fd);
    return status;
}
