// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// libFuzzer target for what comes from a release directory before anything is trusted: a signature file and a manifest.
// No input is a signature of a key that nobody has, and a manifest that is accepted keeps its own rules.
#include "core/catalog/catalog.h"
#include "core/release/key.h"
#include "core/release/manifest.h"

#include <assert.h>
#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void fuzz_signature(struct arena *arena, const char *text)
{
    // The public half of a pair whose secret half is gone.
    static const struct public_key key = {
        .id = {0x59, 0xab, 0xd0, 0xff, 0x9b, 0x83, 0xa8, 0xb4},
        .bytes = {0x70, 0xf0, 0x76, 0x94, 0x62, 0x0a, 0xe2, 0x7e, 0xe4, 0x05, 0xa5, 0x07, 0x86, 0xa5, 0x32, 0xee,
                  0x42, 0x12, 0x64, 0x3f, 0xca, 0x12, 0x17, 0x42, 0x3d, 0x68, 0xf6, 0xbe, 0xbf, 0x6b, 0x27, 0xe0},
    };
    static const unsigned char hash[SIGNATURE_HASH_BYTES] = {1};
    struct signature signature = {0};
    struct problem problem;
    assert(signature_verify(arena, &key, 1, hash, text, "fuzz", &signature, &problem) != STATUS_OK);
    assert(signature.text == NULL);
    // Its comment may be believed, as that of the seed is, which the lost half has signed; but it fits no other bytes.
    if (signature_verify(arena, &key, 1, NULL, text, "fuzz", &signature, &problem) == STATUS_OK)
        assert(!signature_fits(&signature, &key, hash));
}

static void fuzz_comment(struct arena *arena, const char *text)
{
    struct manifest manifest;
    struct manifest again;
    struct problem problem;
    if (manifest_read_comment(arena, text, "catalog.db", "fuzz", &manifest, &problem) != STATUS_OK)
        return;
    assert(manifest.release >= 1 && manifest.release <= CATALOG_RELEASE_MAX);
    const char *written = manifest_write_comment(arena, &manifest);
    assert(manifest_read_comment(arena, written, "catalog.db", "fuzz", &again, &problem) == STATUS_OK);
    assert(strcmp(manifest_write_comment(arena, &again), written) == 0);
}

static void fuzz_manifest(struct arena *arena, const char *text, size_t size)
{
    struct manifest manifest;
    struct manifest again;
    struct problem problem;
    if (manifest_read(arena, text, size, &manifest, &problem) != STATUS_OK) {
        assert(problem.why[0] != '\0');
        return;
    }
    assert(manifest.release >= 1 && manifest.release <= CATALOG_RELEASE_MAX);
    assert(strchr(manifest.catalog_file, '/') == NULL && manifest.catalog_file[0] != '.');
    assert(strlen(manifest.catalog_sha256) == 64 && strlen(manifest.compressed_sha256) == 64);
    const char *written = manifest_write(arena, &manifest);
    assert(manifest_read(arena, written, strlen(written), &again, &problem) == STATUS_OK);
    assert(strcmp(manifest_write(arena, &again), written) == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena arena = {0};
    char *text = arena_copy(&arena, (const char *)data, size); // ends in NUL
    fuzz_signature(&arena, text);
    fuzz_comment(&arena, text);
    fuzz_manifest(&arena, text, size);
    arena_free(&arena);
    return 0;
}
