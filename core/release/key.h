// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Ed25519 keys and signatures in minisign's file formats (jedisct1.github.io/minisign, "Signature format").
//
// Only prehashed signatures (algorithm "ED", minisign's default since 0.10) are made and accepted: one form, one path
// through the code, and no signature can be taken for one of the other form.
#ifndef KOMPASS_CORE_RELEASE_KEY_H
#define KOMPASS_CORE_RELEASE_KEY_H

#include "core/base/arena.h"
#include "core/base/status.h"

#include <sodium.h>
#include <stdbool.h>

enum {
    KEY_ID_BYTES = 8,
    KEY_ID_TEXT_BYTES = 17,     // 16 hexadecimal digits and the NUL
    KEY_PUBLIC_TEXT_BYTES = 57, // the second line of a public key file, and the NUL
    SIGNATURE_FILE_MAX = 20480, // bytes of a .minisig file that are read
    SIGNATURE_HASH_BYTES = crypto_generichash_BYTES_MAX,
};

struct public_key {
    unsigned char id[KEY_ID_BYTES];
    unsigned char bytes[crypto_sign_PUBLICKEYBYTES];
};

struct secret_key {
    unsigned char id[KEY_ID_BYTES];
    unsigned char bytes[crypto_sign_SECRETKEYBYTES]; // not swapped out where the system allows it; see key_wipe()
};

// A new pair, written as minisign reads it; the secret file is not encrypted and has mode 0600. An existing file is
// never overwritten: STATUS_INVALID.
enum status key_generate(const char *public_path, const char *secret_path, struct problem *problem);

// STATUS_INVALID for a file that is not such a key, STATUS_UNSUPPORTED for a secret key under a password.
enum status key_read_public(struct public_key *key, const char *path, struct problem *problem);
enum status key_read_secret(struct secret_key *key, const char *path, struct problem *problem);

// Overwrites the key; also right for one that could not be read.
void key_wipe(struct secret_key *key);

// The public half of a secret key.
struct public_key key_public_of(const struct secret_key *key);

// The id as minisign prints it: 16 upper-case hexadecimal digits, most significant first.
void key_format_id(const unsigned char id[KEY_ID_BYTES], char text[KEY_ID_TEXT_BYTES]);

// The second line of a public key file (base64), and back; false for what is none.
void key_format_public(const struct public_key *key, char text[KEY_PUBLIC_TEXT_BYTES]);
bool key_parse_public(struct public_key *key, const char *text);

bool key_is_same(const struct public_key *a, const struct public_key *b);

// What a signature is over: the BLAKE2b-512 of the signed bytes, at once or piece by piece.
void signature_hash(unsigned char hash[SIGNATURE_HASH_BYTES], const void *bytes, size_t size);
void signature_begin_hash(crypto_generichash_state *state);
void signature_finish_hash(crypto_generichash_state *state, unsigned char hash[SIGNATURE_HASH_BYTES]);

// The text of a .minisig file over the bytes (prehashed with BLAKE2b-512, algorithm "ED"); the trusted comment is
// signed too and is one line. The same input gives the same text. In the arena.
char *signature_make(struct arena *arena, const struct secret_key *key, const unsigned char hash[SIGNATURE_HASH_BYTES],
                     const char *trusted_comment);

// A signature whose trusted comment is right for one of the keys.
struct signature {
    size_t key;          // which of the keys
    const char *comment; // the trusted comment
    const char *text;    // its four lines
    unsigned char bytes[crypto_sign_BYTES];
};

// Checks a .minisig text against bytes of the hash. The text may hold two signatures, one after the other; one that is
// right for one of the keys is enough (docs/release-format.md says what for). STATUS_UNTRUSTED for a wrong key or
// signature, STATUS_INVALID for a broken file, STATUS_UNSUPPORTED for a signature that is not prehashed; `what` is the
// file named in the problem. *signature, in the arena, is only set when all is well.
//
// Without a hash (NULL) only the trusted comment is checked: it is signed together with the signature, so it can be
// believed before the bytes are there; signature_fits() then judges the bytes.
enum status signature_verify(struct arena *arena, const struct public_key *keys, size_t key_count,
                             const unsigned char *hash, const char *text, const char *what, struct signature *signature,
                             struct problem *problem);

// Whether the signature is over bytes of the hash, by the key that signature_verify() has found.
bool signature_fits(const struct signature *signature, const struct public_key *key,
                    const unsigned char hash[SIGNATURE_HASH_BYTES]);

#endif
