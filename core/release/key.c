// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The byte layouts of minisign 0.11 (src/minisign.h), written and read field by field; libsodium does the arithmetic.
#include "core/release/key.h"

#include "core/base/sys.h"
#include "core/release/file.h"

#include <stdbool.h>
#include <string.h>
#include <unistd.h>

enum {
    KEY_FILE_MAX = 4096,        // bytes; minisign's key files are about 120 and 300
    TRUSTED_COMMENT_MAX = 8192, // bytes, as in minisign
    CHECKSUM_BYTES = 32,
    SIGNATURES_MAX = 2,
    BASE64_SECRET_MAX = sodium_base64_ENCODED_LEN(158, sodium_base64_VARIANT_ORIGINAL),
};

static const char untrusted_prefix[] = "untrusted comment: ";
static const char trusted_prefix[] = "trusted comment: ";

// All members are bytes, so these have no padding and are copied as they are.
struct public_record {
    unsigned char algorithm[2]; // "Ed"
    unsigned char id[KEY_ID_BYTES];
    unsigned char key[crypto_sign_PUBLICKEYBYTES];
};

struct secret_record {
    unsigned char algorithm[2];          // "Ed"
    unsigned char derivation[2];         // zero: the key is not encrypted; "Sc": by scrypt from a password
    unsigned char checksum_algorithm[2]; // "B2"
    unsigned char salt[32];
    unsigned char limits[16];
    unsigned char id[KEY_ID_BYTES];
    unsigned char key[crypto_sign_SECRETKEYBYTES];
    unsigned char checksum[CHECKSUM_BYTES]; // BLAKE2b-256 over algorithm, id and key
};

struct signature_record {
    unsigned char algorithm[2]; // "ED"
    unsigned char id[KEY_ID_BYTES];
    unsigned char signature[crypto_sign_BYTES];
};

_Static_assert(sizeof(struct public_record) == 42, "minisign's public key is 42 bytes");
_Static_assert(sizeof(struct secret_record) == 158, "minisign's secret key is 158 bytes");
_Static_assert(sizeof(struct signature_record) == 74, "minisign's signature is 74 bytes");

static enum status start_sodium(const char *what, struct problem *problem)
{
    if (sodium_init() >= 0)
        return STATUS_OK;
    return problem_set(problem, STATUS_IO, what, "", "the system gives no random numbers");
}

// Takes the next line off *rest, without its line end (LF or CR LF). False when there is none.
static bool next_line(const char **rest, const char **line, size_t *length)
{
    if (**rest == '\0')
        return false;
    size_t whole = strcspn(*rest, "\n");
    *line = *rest;
    *length = whole > 0 && (*rest)[whole - 1] == '\r' ? whole - 1 : whole;
    *rest += (*rest)[whole] == '\n' ? whole + 1 : whole;
    return true;
}

// A line of base64 that holds exactly `size` bytes. libsodium takes some bytes beyond ASCII for letters.
static bool next_base64(const char **rest, void *bytes, size_t size)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=";
    const char *line;
    size_t length;
    size_t got;
    return next_line(rest, &line, &length) && strspn(line, digits) == length &&
           sodium_base642bin(bytes, size, line, length, NULL, &got, NULL, sodium_base64_VARIANT_ORIGINAL) == 0 &&
           got == size;
}

static bool next_comment(const char **rest, const char *prefix, const char **comment, size_t *length)
{
    if (!next_line(rest, comment, length) || *length < strlen(prefix) || strncmp(*comment, prefix, strlen(prefix)) != 0)
        return false;
    *comment += strlen(prefix);
    *length -= strlen(prefix);
    return true;
}

static void checksum_of(const struct secret_record *record, unsigned char checksum[CHECKSUM_BYTES])
{
    crypto_generichash_state state;
    crypto_generichash_init(&state, NULL, 0, CHECKSUM_BYTES);
    crypto_generichash_update(&state, record->algorithm, sizeof record->algorithm);
    crypto_generichash_update(&state, record->id, sizeof record->id);
    crypto_generichash_update(&state, record->key, sizeof record->key);
    crypto_generichash_final(&state, checksum, CHECKSUM_BYTES);
    sodium_memzero(&state, sizeof state);
}

void key_format_id(const unsigned char id[KEY_ID_BYTES], char text[KEY_ID_TEXT_BYTES])
{
    static const char digits[] = "0123456789ABCDEF";
    for (size_t i = 0; i < KEY_ID_BYTES; i++) { // minisign reads the id as a little-endian number
        text[2 * i] = digits[id[KEY_ID_BYTES - 1 - i] >> 4];
        text[2 * i + 1] = digits[id[KEY_ID_BYTES - 1 - i] & 15];
    }
    text[2 * KEY_ID_BYTES] = '\0';
}

static enum status write_public(const char *path, const struct public_record *record, struct problem *problem)
{
    struct arena arena = {0};
    char id[KEY_ID_TEXT_BYTES];
    char base64[sodium_base64_ENCODED_LEN(sizeof *record, sodium_base64_VARIANT_ORIGINAL)];
    key_format_id(record->id, id);
    sodium_bin2base64(base64, sizeof base64, (const unsigned char *)record, sizeof *record,
                      sodium_base64_VARIANT_ORIGINAL);
    char *text = arena_format(&arena, "%sminisign public key %s\n%s\n", untrusted_prefix, id, base64);
    enum status status = file_create(path, text, strlen(text), 0644, problem);
    arena_free(&arena);
    return status;
}

static enum status write_secret(const char *path, const struct secret_record *record, struct problem *problem)
{
    struct arena arena = {0};
    char base64[BASE64_SECRET_MAX];
    sodium_bin2base64(base64, sizeof base64, (const unsigned char *)record, sizeof *record,
                      sodium_base64_VARIANT_ORIGINAL);
    char *text = arena_format(&arena, "%sminisign secret key, not encrypted\n%s\n", untrusted_prefix, base64);
    sodium_memzero(base64, sizeof base64);
    enum status status = file_create(path, text, strlen(text), 0600, problem);
    arena_free(&arena); // overwrites the text
    return status;
}

enum status key_generate(const char *public_path, const char *secret_path, struct problem *problem)
{
    enum status status = start_sodium(secret_path, problem);
    if (status != STATUS_OK)
        return status;
    struct public_record public_record = {.algorithm = {'E', 'd'}};
    struct secret_record secret_record = {.algorithm = {'E', 'd'}, .checksum_algorithm = {'B', '2'}};
    sodium_mlock(&secret_record, sizeof secret_record); // may be refused; the key is wiped below all the same
    crypto_sign_keypair(public_record.key, secret_record.key);
    randombytes_buf(public_record.id, KEY_ID_BYTES);
    memcpy(secret_record.id, public_record.id, KEY_ID_BYTES);
    checksum_of(&secret_record, secret_record.checksum);

    status = write_secret(secret_path, &secret_record, problem);
    if (status == STATUS_OK) {
        status = write_public(public_path, &public_record, problem);
        if (status != STATUS_OK)
            unlink(secret_path); // made a moment ago; alone it would only be in the way
    }
    sodium_munlock(&secret_record, sizeof secret_record);
    return status;
}

enum status key_read_public(struct public_key *key, const char *path, struct problem *problem)
{
    struct arena arena = {0};
    char *text;
    size_t size;
    enum status status = start_sodium(path, problem);
    if (status == STATUS_OK)
        status = sys_read_file(&arena, path, KEY_FILE_MAX, &text, &size, problem);
    if (status == STATUS_OK) {
        const char *rest = text;
        const char *comment;
        size_t length;
        struct public_record record;
        if (next_comment(&rest, untrusted_prefix, &comment, &length) && next_base64(&rest, &record, sizeof record) &&
            memcmp(record.algorithm, "Ed", 2) == 0) {
            memcpy(key->id, record.id, sizeof key->id);
            memcpy(key->bytes, record.key, sizeof key->bytes);
        } else {
            status = problem_set(problem, STATUS_INVALID, path, "use the file that kompass keygen --public wrote",
                                 "not a public key in minisign's format");
        }
    }
    arena_free(&arena);
    return status;
}

// minisign itself leaves the checksum of an unencrypted key empty.
static bool checksum_is_right(const struct secret_record *record)
{
    unsigned char expected[CHECKSUM_BYTES];
    checksum_of(record, expected);
    return sodium_is_zero(record->checksum, CHECKSUM_BYTES) ||
           sodium_memcmp(record->checksum, expected, CHECKSUM_BYTES) == 0;
}

// A key whose halves do not belong together would make signatures that nobody accepts, or worse, tell the key.
static bool halves_agree(const struct secret_record *record)
{
    unsigned char public_half[crypto_sign_PUBLICKEYBYTES];
    unsigned char secret_half[crypto_sign_SECRETKEYBYTES];
    crypto_sign_seed_keypair(public_half, secret_half, record->key); // the first 32 bytes are the seed
    bool agree = sodium_memcmp(secret_half, record->key, sizeof secret_half) == 0;
    sodium_memzero(secret_half, sizeof secret_half);
    return agree;
}

static enum status judge_secret(const struct secret_record *record, const char *path, struct problem *problem)
{
    if (memcmp(record->algorithm, "Ed", 2) != 0 || memcmp(record->checksum_algorithm, "B2", 2) != 0)
        return problem_set(problem, STATUS_UNSUPPORTED, path, "make a new pair with kompass keygen",
                           "a secret key of an unknown kind");
    if (!sodium_is_zero(record->derivation, sizeof record->derivation))
        return problem_set(problem, STATUS_UNSUPPORTED, path, "remove the password with minisign -C -W -s FILE",
                           "the secret key is encrypted with a password");
    if (!checksum_is_right(record) || !halves_agree(record))
        return problem_set(problem, STATUS_CORRUPT, path, "restore it from your backup", "the secret key is damaged");
    return STATUS_OK;
}

enum status key_read_secret(struct secret_key *key, const char *path, struct problem *problem)
{
    struct arena arena = {0};
    char *text;
    size_t size;
    enum status status = start_sodium(path, problem);
    sodium_mlock(key, sizeof *key); // may be refused; see key_wipe()
    if (status == STATUS_OK)
        status = sys_read_file(&arena, path, KEY_FILE_MAX, &text, &size, problem);
    if (status == STATUS_OK) {
        const char *rest = text;
        const char *comment;
        size_t length;
        struct secret_record record;
        if (!next_comment(&rest, untrusted_prefix, &comment, &length) || !next_base64(&rest, &record, sizeof record))
            status = problem_set(problem, STATUS_INVALID, path, "use the file that kompass keygen --secret wrote",
                                 "not a secret key in minisign's format");
        else
            status = judge_secret(&record, path, problem);
        if (status == STATUS_OK) {
            memcpy(key->id, record.id, sizeof key->id);
            memcpy(key->bytes, record.key, sizeof key->bytes);
        }
        sodium_memzero(&record, sizeof record);
    }
    arena_free(&arena); // overwrites the text
    return status;
}

void key_wipe(struct secret_key *key)
{
    sodium_memzero(key, sizeof *key);
    sodium_munlock(key, sizeof *key);
}

struct public_key key_public_of(const struct secret_key *key)
{
    struct public_key public_key;
    memcpy(public_key.id, key->id, sizeof public_key.id);
    crypto_sign_ed25519_sk_to_pk(public_key.bytes, key->bytes);
    return public_key;
}

// What the second signature of the file is over: the first one and the trusted comment, without its line end.
static unsigned char *global_message(struct arena *arena, const unsigned char signature[crypto_sign_BYTES],
                                     const char *comment, size_t length)
{
    unsigned char *message = arena_allocate(arena, crypto_sign_BYTES + length, 1);
    memcpy(message, signature, crypto_sign_BYTES);
    memcpy(message + crypto_sign_BYTES, comment, length);
    return message;
}

char *signature_make(struct arena *arena, const struct secret_key *key, const void *bytes, size_t size,
                     const char *trusted_comment)
{
    unsigned char hash[crypto_generichash_BYTES_MAX];
    struct signature_record record = {.algorithm = {'E', 'D'}};
    unsigned char global[crypto_sign_BYTES];
    size_t length = strlen(trusted_comment);
    crypto_generichash(hash, sizeof hash, bytes, size, NULL, 0);
    memcpy(record.id, key->id, sizeof record.id);
    crypto_sign_detached(record.signature, NULL, hash, sizeof hash, key->bytes);
    crypto_sign_detached(global, NULL, global_message(arena, record.signature, trusted_comment, length),
                         crypto_sign_BYTES + length, key->bytes);

    char id[KEY_ID_TEXT_BYTES];
    char record_text[sodium_base64_ENCODED_LEN(sizeof record, sodium_base64_VARIANT_ORIGINAL)];
    char global_text[sodium_base64_ENCODED_LEN(sizeof global, sodium_base64_VARIANT_ORIGINAL)];
    key_format_id(key->id, id);
    sodium_bin2base64(record_text, sizeof record_text, (const unsigned char *)&record, sizeof record,
                      sodium_base64_VARIANT_ORIGINAL);
    sodium_bin2base64(global_text, sizeof global_text, global, sizeof global, sodium_base64_VARIANT_ORIGINAL);
    return arena_format(arena, "%ssignature from minisign secret key %s\n%s\n%s%s\n%s\n", untrusted_prefix, id,
                        record_text, trusted_prefix, trusted_comment, global_text);
}

static enum status verify_one(struct arena *arena, const struct public_key *key, const void *bytes, size_t size,
                              const char **rest, const char *what, char **trusted_comment, struct problem *problem)
{
    struct signature_record record;
    unsigned char global[crypto_sign_BYTES];
    const char *comment;
    size_t length;
    if (!next_comment(rest, untrusted_prefix, &comment, &length) || !next_base64(rest, &record, sizeof record) ||
        !next_comment(rest, trusted_prefix, &comment, &length) || !next_base64(rest, global, sizeof global) ||
        length > TRUSTED_COMMENT_MAX)
        return problem_set(problem, STATUS_INVALID, what, "fetch the file again",
                           "not a signature in minisign's format");
    if (memcmp(record.algorithm, "ED", 2) != 0)
        return problem_set(problem, STATUS_UNSUPPORTED, what, "sign with minisign -S, without -l",
                           "the signature is not prehashed");
    if (memcmp(record.id, key->id, sizeof record.id) != 0) {
        char signer[KEY_ID_TEXT_BYTES];
        char expected[KEY_ID_TEXT_BYTES];
        key_format_id(record.id, signer);
        key_format_id(key->id, expected);
        return problem_set(problem, STATUS_UNTRUSTED, what, "check that source and public key belong together",
                           "signed with the key %s, not with %s", signer, expected);
    }
    unsigned char hash[crypto_generichash_BYTES_MAX];
    crypto_generichash(hash, sizeof hash, bytes, size, NULL, 0);
    if (crypto_sign_verify_detached(record.signature, hash, sizeof hash, key->bytes) != 0)
        return problem_set(problem, STATUS_UNTRUSTED, what, "fetch both files again; do not use them as they are",
                           "the signature does not fit the signed file");
    if (crypto_sign_verify_detached(global, global_message(arena, record.signature, comment, length),
                                    crypto_sign_BYTES + length, key->bytes) != 0)
        return problem_set(problem, STATUS_UNTRUSTED, what, "fetch the file again",
                           "the trusted comment was changed after it was signed");
    *trusted_comment = arena_copy(arena, comment, length);
    return STATUS_OK;
}

enum status signature_verify(struct arena *arena, const struct public_key *key, const void *bytes, size_t size,
                             const char *signature, const char *what, char **trusted_comment, struct problem *problem)
{
    const char *rest = signature;
    enum status status = verify_one(arena, key, bytes, size, &rest, what, trusted_comment, problem);
    for (int i = 1; i < SIGNATURES_MAX && status != STATUS_OK && status != STATUS_INVALID && *rest != '\0'; i++) {
        struct problem second; // the first signature is the one for now, so its problem is the one to tell
        if (verify_one(arena, key, bytes, size, &rest, what, trusted_comment, &second) == STATUS_OK)
            status = STATUS_OK;
    }
    return status;
}
