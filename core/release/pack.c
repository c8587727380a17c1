// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Unpacking trusts nothing but the terms, which come from a signed manifest: sizes bound it before hashes judge it.
#include "core/release/pack.h"

#include "core/base/memory.h"
#include "core/base/sys.h"
#include "core/release/digest.h"
#include "core/release/file.h"

#include <errno.h>
#include <stdbool.h>
#include <string.h>
#include <unistd.h>
#include <zstd.h>

enum { PIECE_BYTES = 128 * 1024, COMPRESSION_LEVEL = 19 };

static const char mend_fetch[] = "fetch it again";

static enum status no_memory(struct problem *problem)
{
    return problem_set(problem, STATUS_IO, "memory", "end other programs or add memory", "none left");
}

enum status pack_compress(struct arena *arena, const void *bytes, size_t size, char **packed, size_t *packed_size,
                          struct problem *problem)
{
    size_t capacity = ZSTD_compressBound(size);
    *packed = arena_allocate(arena, capacity, 1);
    ZSTD_CCtx *context = ZSTD_createCCtx();
    if (context == NULL)
        return no_memory(problem);
    size_t result = ZSTD_CCtx_setParameter(context, ZSTD_c_compressionLevel, COMPRESSION_LEVEL);
    if (!ZSTD_isError(result))
        result = ZSTD_CCtx_setParameter(context, ZSTD_c_windowLog, PACK_WINDOW_LOG);
    if (!ZSTD_isError(result))
        result = ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 1);
    if (!ZSTD_isError(result))
        result = ZSTD_compress2(context, *packed, capacity, bytes, size);
    ZSTD_freeCCtx(context);
    if (ZSTD_isError(result))
        return problem_set(problem, STATUS_IO, "catalog", "", "cannot be compressed: %s", ZSTD_getErrorName(result));
    *packed_size = result;
    return STATUS_OK;
}

enum status pack_read(struct arena *arena, const char *path, size_t limit, char **bytes, size_t *size,
                      struct problem *problem)
{
    char *packed;
    size_t packed_size;
    enum status status = file_read_regular(arena, path, limit, &packed, &packed_size, problem);
    if (status != STATUS_OK)
        return status;
    unsigned long long stated = ZSTD_getFrameContentSize(packed, packed_size);
    if (stated == ZSTD_CONTENTSIZE_ERROR || stated == ZSTD_CONTENTSIZE_UNKNOWN || stated > limit)
        return problem_set(problem, STATUS_CORRUPT, path, mend_fetch, "not a packed catalog");
    *bytes = arena_allocate(arena, (size_t)stated + 1, 1);
    *size = ZSTD_decompress(*bytes, (size_t)stated, packed, packed_size);
    if (ZSTD_isError(*size))
        return problem_set(problem, STATUS_CORRUPT, path, mend_fetch, "%s", ZSTD_getErrorName(*size));
    return STATUS_OK;
}

struct unpacking {
    const char *from, *to_path;
    int fd, to;
    const struct pack_terms *terms;
    struct problem *problem;
    ZSTD_DCtx *context;
    unsigned char *piece, *out;
    size_t read, written;
    bool at_end; // of a frame
    crypto_hash_sha256_state packed_state, state;
};

static enum status damaged(const struct unpacking *unpacking, const char *why)
{
    return problem_set(unpacking->problem, STATUS_CORRUPT, unpacking->from, mend_fetch, "%s", why);
}

// Decompresses one piece and writes what comes of it.
static enum status unpack_piece(struct unpacking *unpacking, size_t size)
{
    ZSTD_inBuffer in = {unpacking->piece, size, 0};
    ZSTD_outBuffer out;
    enum status status = STATUS_OK;
    do {
        out = (ZSTD_outBuffer){unpacking->out, PIECE_BYTES, 0};
        size_t result = ZSTD_decompressStream(unpacking->context, &out, &in);
        if (ZSTD_isError(result))
            return damaged(unpacking, ZSTD_getErrorName(result));
        unpacking->at_end = result == 0;
        unpacking->written += out.pos;
        if (unpacking->written > unpacking->terms->size)
            return damaged(unpacking, "holds more than the manifest says");
        crypto_hash_sha256_update(&unpacking->state, unpacking->out, out.pos);
        status = sys_write_all(unpacking->to, unpacking->to_path, unpacking->out, out.pos, unpacking->problem);
    } while (status == STATUS_OK && (in.pos < in.size || (out.pos == PIECE_BYTES && !unpacking->at_end)));
    return status;
}

static enum status unpack_all(struct unpacking *unpacking)
{
    const struct pack_terms *terms = unpacking->terms;
    enum status status = STATUS_OK;
    for (size_t got = PIECE_BYTES; status == STATUS_OK && got == PIECE_BYTES;) {
        status =
            sys_read_up_to(unpacking->fd, unpacking->from, unpacking->piece, PIECE_BYTES, &got, unpacking->problem);
        unpacking->read += got;
        if (unpacking->read > terms->packed_size)
            return damaged(unpacking, "larger than the manifest says");
        crypto_hash_sha256_update(&unpacking->packed_state, unpacking->piece, got);
        if (status == STATUS_OK && got > 0)
            status = unpack_piece(unpacking, got);
    }
    if (status != STATUS_OK)
        return status;
    char packed_hash[DIGEST_BYTES];
    char hash[DIGEST_BYTES];
    digest_finish(&unpacking->packed_state, packed_hash);
    digest_finish(&unpacking->state, hash);
    if (unpacking->read != terms->packed_size || !unpacking->at_end || unpacking->written != terms->size)
        return damaged(unpacking, "cut off");
    if (strcmp(packed_hash, terms->packed_hash) != 0 || strcmp(hash, terms->hash) != 0)
        return damaged(unpacking, "its SHA-256 is not the manifest's");
    return STATUS_OK;
}

enum status pack_unpack(const char *from, int to, const char *to_path, const struct pack_terms *terms,
                        struct problem *problem)
{
    size_t size;
    struct unpacking unpacking = {.from = from, .to_path = to_path, .to = to, .terms = terms, .problem = problem};
    enum status status = file_open_regular(from, &unpacking.fd, &size, problem);
    if (status != STATUS_OK)
        return status;
    if (size != terms->packed_size) {
        status = problem_set(problem, STATUS_CORRUPT, from, mend_fetch, "has %zu bytes, the manifest says %zu", size,
                             terms->packed_size);
    } else {
        unpacking.context = ZSTD_createDCtx();
        unpacking.piece = memory_allocate(PIECE_BYTES, 1);
        unpacking.out = memory_allocate(PIECE_BYTES, 1);
        if (unpacking.context != NULL)
            ZSTD_DCtx_setParameter(unpacking.context, ZSTD_d_windowLogMax, PACK_WINDOW_LOG);
        crypto_hash_sha256_init(&unpacking.packed_state);
        crypto_hash_sha256_init(&unpacking.state);
        status = unpacking.context == NULL ? no_memory(problem) : unpack_all(&unpacking);
        ZSTD_freeDCtx(unpacking.context);
        memory_free(&unpacking.piece);
        memory_free(&unpacking.out);
    }
    close(unpacking.fd);
    return status;
}
