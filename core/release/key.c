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

void key_format_public(const struct public_key *key, char text[KEY_PUBLIC_TEXT_BYTES])
{
    struct public_record record = {.algorithm = {'E', 'd'}};
    memcpy(record.id, key->id, sizeof record.id);
    memcpy(record.key, key->bytes, sizeof record.key);
    sodium_bin2base64(text, KEY_PUBLIC_TEXT_BYTES, (const unsigned char *)&record, sizeof record,
                      sodium_base64_VARIANT_ORIGINAL);
}

static bool next_public(const char **rest, struct public_key *key)
{
    struct public_record record;
    if (!next_base64(rest, &record, sizeof record) || memcmp(record.algorithm, "Ed", 2) != 0)
        return false;
    memcpy(key->id, record.id, sizeof key->id);
    memcpy(key->bytes, record.key, sizeof key->bytes);
    return true;
}

bool key_parse_public(struct public_key *key, const char *text)
{
    return next_public(&text, key) && *text == '\0';
}

bool key_is_same(const struct public_key *a, const struct public_key *b)
{
    return memcmp(a->id, b->id, sizeof a->id) == 0 && memcmp(a->bytes, b->bytes, sizeof a->bytes) == 0;
}

static enum status write_public(const char *path, const struct public_key *key, struct problem *problem)
{
    struct arena arena = {0};
    char id[KEY_ID_TEXT_BYTES];
    char line[KEY_PUBLIC_TEXT_BYTES];
    key_format_id(key->id, id);
    key_format_public(key, line);
    char *text = arena_format(&arena, "%sminisign public key %s\n%s\n", untrusted_prefix, id, line);
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
    struct public_key public_key;
    struct secret_record secret_record = {.algorithm = {'E', 'd'}, .checksum_algorithm = {'B', '2'}};
    sodium_mlock(&secret_record, sizeof secret_record); // may be refused; the key is wiped below all the same
    crypto_sign_keypair(public_key.bytes, secret_record.key);
    randombytes_buf(public_key.id, KEY_ID_BYTES);
    memcpy(secret_record.id, public_key.id, KEY_ID_BYTES);
    checksum_of(&secret_record, secret_record.checksum);

    status = write_secret(secret_path, &secret_record, problem);
    if (status == STATUS_OK) {
        status = write_public(public_path, &public_key, problem);
        if (status != STATUS_OK)
            unlink(secret_path); // made a moment ago; alone it would only be in the way
    }
    sodium_munlock(&secret_record, sizeof secret_record);
    return status;
}

// Reads a key file and steps over its comment, to the line with the key.
static enum status read_key_file(struct arena *arena, const char *path, const char **rest, struct problem *problem)
{
    char *text;
    size_t size;
    const char *comment;
    size_t length;
    enum status status = start_sodium(path, problem);
    if (status == STATUS_OK)
        status = sys_read_file(arena, path, KEY_FILE_MAX, &text, &size, problem);
    if (status == STATUS_OK) {
        *rest = text;
        if (!next_comment(rest, untrusted_prefix, &comment, &length))
            *rest = "";
    }
    return status;
}

enum status key_read_public(struct public_key *key, const char *path, struct problem *problem)
{
    struct arena arena = {0};
    const char *rest;
    enum status status = read_key_file(&arena, path, &rest, problem);
    if (status == STATUS_OK && !next_public(&rest, key))
        status = problem_set(problem, STATUS_INVALID, path, "use the file that kompass keygen --public wrote",
                             "not a public key in minisign's format");
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
    struct secret_record record;
    const char *rest;
    sodium_mlock(key, sizeof *key); // may be refused; see key_wipe()
    enum status status = read_key_file(&arena, path, &rest, problem);
    if (status == STATUS_OK)
        status = next_base64(&rest, &record, sizeof record)
                     ? judge_secret(&record, path, problem)
                     : problem_set(problem, STATUS_INVALID, path, "use the file that kompass keygen --secret wrote",
                                   "not a secret key in minisign's format");
    if (status == STATUS_OK) {
        memcpy(key->id, record.id, sizeof key->id);
        memcpy(key->bytes, record.key, sizeof key->bytes);
    }
    sodium_memzero(&record, sizeof record);
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

void signature_begin_hash(crypto_generichash_state *state)
{
    crypto_generichash_init(state, NULL, 0, SIGNATURE_HASH_BYTES);
}

void signature_finish_hash(crypto_generichash_state *state, unsigned char hash[SIGNATURE_HASH_BYTES])
{
    crypto_generichash_final(state, hash, SIGNATURE_HASH_BYTES);
}

void signature_hash(unsigned char hash[SIGNATURE_HASH_BYTES], const void *bytes, size_t size)
{
    crypto_generichash(hash, SIGNATURE_HASH_BYTES, bytes, size, NULL, 0);
}

char *signature_make(struct arena *arena, const struct secret_key *key, const unsigned char hash[SIGNATURE_HASH_BYTES],
                     const char *trusted_comment)
{
    struct signature_record record = {.algorithm = {'E', 'D'}};
    unsigned char global[crypto_sign_BYTES];
    size_t length = strlen(trusted_comment);
    memcpy(record.id, key->id, sizeof record.id);
    crypto_sign_detached(record.signature, NULL, hash, SIGNATURE_HASH_BYTES, key->bytes);
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

static enum status wrong_signer(const struct signature_record *record, const struct public_key *keys, size_t key_count,
                                const char *what, struct problem *problem)
{
    char signer[KEY_ID_TEXT_BYTES];
    char expected[KEY_ID_TEXT_BYTES];
    char other[KEY_ID_TEXT_BYTES];
    key_format_id(record->id, signer);
    key_format_id(keys[0].id, expected);
    key_format_id(keys[key_count - 1].id, other);
    return problem_set(problem, STATUS_UNTRUSTED, what, "check that source and public key belong together",
                       "signed with the key %s, not with %s%s%s", signer, expected, key_count > 1 ? " or " : "",
                       key_count > 1 ? other : "");
}

bool signature_fits(const struct signature *signature, const struct public_key *key,
                    const unsigned char hash[SIGNATURE_HASH_BYTES])
{
    return crypto_sign_verify_detached(signature->bytes, hash, SIGNATURE_HASH_BYTES, key->bytes) == 0;
}

// Takes the next signature off *rest and judges it.
static enum status verify_one(struct arena *arena, const struct public_key *keys, size_t key_count,
                              const unsigned char *hash, const char **rest, const char *what,
                              struct signature *signature, struct problem *problem)
{
    struct signature_record record;
    unsigned char global[crypto_sign_BYTES];
    const char *comment;
    size_t length;
    const char *begin = *rest;
    if (!next_comment(rest, untrusted_prefix, &comment, &length) || !next_base64(rest, &record, sizeof record) ||
        !next_comment(rest, trusted_prefix, &comment, &length) || !next_base64(rest, global, sizeof global) ||
        length > TRUSTED_COMMENT_MAX)
        return problem_set(problem, STATUS_INVALID, what, "fetch the file again",
                           "not a signature in minisign's format");
    if (memcmp(record.algorithm, "ED", 2) != 0)
        return problem_set(problem, STATUS_UNSUPPORTED, what, "sign with minisign -S, without -l",
                           "the signature is not prehashed");
    size_t key = 0;
    while (key < key_count && memcmp(record.id, keys[key].id, sizeof record.id) != 0)
        key++;
    if (key == key_count)
        return wrong_signer(&record, keys, key_count, what, problem);
    struct signature found = {.key = key};
    memcpy(found.bytes, record.signature, sizeof found.bytes);
    if (hash != NULL && !signature_fits(&found, &keys[key], hash))
        return problem_set(problem, STATUS_UNTRUSTED, what, "fetch both files again; do not use them as they are",
                           "the signature does not fit the signed file");
    if (crypto_sign_verify_detached(global, global_message(arena, record.signature, comment, length),
                                    crypto_sign_BYTES + length, keys[key].bytes) != 0)
        return problem_set(problem, STATUS_UNTRUSTED, what, "fetch the file again",
                           "the trusted comment was changed after it was signed");
    found.comment = arena_copy(arena, comment, length);
    found.text = arena_copy(arena, begin, (size_t)(*rest - begin));
    *signature = found;
    return STATUS_OK;
}

enum status signature_verify(struct arena *arena, const struct public_key *keys, size_t key_count,
                             const unsigned char *hash, const char *text, const char *what, struct signature *signature,
                             struct problem *problem)
{
    const char *rest = text;
    enum status status = verify_one(arena, keys, key_count, hash, &rest, what, signature, problem);
    for (int i = 1; i < SIGNATURES_MAX && status != STATUS_OK && status != STATUS_INVALID && *rest != '\0'; i++) {
        struct problem second; // the first signature is the one for now, so its problem is the one to tell
        if (verify_one(arena, keys, key_count, hash, &rest, what, signature, &second) == STATUS_OK)
            status = STATUS_OK;
    }
    return status;
}
