// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// SHA-256 (FIPS 180-4) as text: what a manifest and a state say that a file must be.
#ifndef KOMPASS_CORE_RELEASE_DIGEST_H
#define KOMPASS_CORE_RELEASE_DIGEST_H

#include "core/base/status.h"

#include <sodium.h>
#include <stddef.h>

enum { DIGEST_BYTES = 65 }; // 64 lower-case hexadecimal digits and the NUL

// Of bytes.
void digest_bytes(const void *bytes, size_t size, char hash[DIGEST_BYTES]);

// Ends the hashing of bytes that came piece by piece.
void digest_finish(crypto_hash_sha256_state *state, char hash[DIGEST_BYTES]);

// That of a file, and its size, read piece by piece.
enum status digest_file(const char *path, size_t *size, char hash[DIGEST_BYTES], struct problem *problem);

#endif
