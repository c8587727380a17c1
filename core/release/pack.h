// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Packed catalogs: one zstd frame (RFC 8878) with a checksum.
#ifndef KOMPASS_CORE_RELEASE_PACK_H
#define KOMPASS_CORE_RELEASE_PACK_H

#include "core/base/arena.h"
#include "core/base/status.h"

#include <stddef.h>

enum { PACK_WINDOW_LOG = 23 }; // a reader needs 8 MiB for the window, whatever the size of the catalog

// Compresses at level 19; the same bytes and the same libzstd give the same result. In the arena.
enum status pack_compress(struct arena *arena, const void *bytes, size_t size, char **packed, size_t *packed_size,
                          struct problem *problem);

// Unpacks a whole file of at most `limit` bytes into memory, as its frame's checksum says it is; for a publisher, who
// has packed it. In the arena.
enum status pack_read(struct arena *arena, const char *path, size_t limit, char **bytes, size_t *size,
                      struct problem *problem);

// What a packed file and its content must be.
struct pack_terms {
    size_t packed_size, size;       // bytes
    const char *packed_hash, *hash; // SHA-256
};

// Unpacks the file `from` to the open file `to`, in constant memory, hashing both on the way. STATUS_CORRUPT as soon as
// anything is not as the terms say; never writes more than terms->size bytes.
enum status pack_unpack(const char *from, int to, const char *to_path, const struct pack_terms *terms,
                        struct problem *problem);

#endif
