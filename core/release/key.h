// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Ed25519 keys and signatures in minisign's file formats (jedisct1.github.io/minisign, "Signature format").
#ifndef KOMPASS_CORE_RELEASE_KEY_H
#define KOMPASS_CORE_RELEASE_KEY_H

#include "core/base/arena.h"
#include "core/base/status.h"

#include <sodium.h>

struct public_key {
    unsigned char id[8];
    unsigned char bytes[crypto_sign_PUBLICKEYBYTES];
};

struct secret_key {
    unsigned char id[8];
    unsigned char bytes[crypto_sign_SECRETKEYBYTES]; // locked in memory by the caller's page, wiped by key_wipe()
};

// A new pair, written as minisign reads it; the secret file is not encrypted and has mode 0600. An existing file is
// never overwritten.
enum status key_generate(const char *public_path, const char *secret_path, struct problem *problem);

enum status key_read_public(struct public_key *key, const char *path, struct problem *problem);
enum status key_read_secret(struct secret_key *key, const char *path, struct problem *problem);
void key_wipe(struct secret_key *key);

// The text of a .minisig file over the bytes (prehashed with BLAKE2b-512, algorithm "ED"); the trusted comment is signed
// too. In the arena.
char *signature_make(struct arena *arena, const struct secret_key *key, const void *bytes, size_t size,
                     const char *trusted_comment);

// Checks a .minisig text against the bytes. STATUS_UNTRUSTED for a wrong key or signature, STATUS_INVALID for a broken
// file. *trusted_comment, in the arena, is only set when all is well.
enum status signature_verify(struct arena *arena, const struct public_key *key, const void *bytes, size_t size,
                             const char *signature, const char *what, char **trusted_comment, struct problem *problem);

#endif
