// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Apart from packing: the kiosk compares files, and has no use for a compressor.
#include "core/release/digest.h"

#include "core/base/memory.h"
#include "core/base/sys.h"
#include "core/release/file.h"

#include <unistd.h>

enum { PIECE_BYTES = 128 * 1024 };

void digest_finish(crypto_hash_sha256_state *state, char hash[DIGEST_BYTES])
{
    unsigned char digest[crypto_hash_sha256_BYTES];
    crypto_hash_sha256_final(state, digest);
    sodium_bin2hex(hash, DIGEST_BYTES, digest, sizeof digest);
}

void digest_bytes(const void *bytes, size_t size, char hash[DIGEST_BYTES])
{
    crypto_hash_sha256_state state;
    crypto_hash_sha256_init(&state);
    crypto_hash_sha256_update(&state, bytes, size);
    digest_finish(&state, hash);
}

enum status digest_file(const char *path, size_t *size, char hash[DIGEST_BYTES], struct problem *problem)
{
    int fd;
    enum status status = file_open_regular(path, &fd, size, problem);
    if (status != STATUS_OK)
        return status;
    crypto_hash_sha256_state state;
    crypto_hash_sha256_init(&state);
    unsigned char *piece = memory_allocate(PIECE_BYTES, 1);
    *size = 0;
    for (size_t got = PIECE_BYTES; status == STATUS_OK && got == PIECE_BYTES;) {
        status = sys_read_up_to(fd, path, piece, PIECE_BYTES, &got, problem);
        crypto_hash_sha256_update(&state, piece, got);
        *size += got;
    }
    memory_free(&piece);
    close(fd); // reading is over; a late error of close says nothing about the bytes
    digest_finish(&state, hash);
    return status;
}
