// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The manifest: what a release is, in one small signed JSON file (docs/release-format.md).
#ifndef KOMPASS_CORE_RELEASE_MANIFEST_H
#define KOMPASS_CORE_RELEASE_MANIFEST_H

#include "core/base/arena.h"
#include "core/base/status.h"

#include <stddef.h>

enum {
    MANIFEST_FORMAT = 1,
    MANIFEST_BYTES_MAX = 64 * 1024,
    MANIFEST_PATCHES_MAX = 16,
    MANIFEST_CATALOG_BYTES_MAX = 1 << 30, // larger catalogs, packed or not, are not adopted
};

// The names in a release directory.
#define MANIFEST_FILE "manifest.json"
#define MANIFEST_SIGNATURE_FILE "manifest.json.minisig"
#define MANIFEST_BARE_SUFFIX ".minisig" // after the name of a bare catalog: its signature

// A way to the catalog for those who have an older one (core/release/patch.h).
struct manifest_patch {
    long from;               // the older release
    const char *from_sha256; // its catalog
    const char *file;        // in the same directory
    size_t size;             // bytes of the patch
    const char *sha256;      // of the patch
};

struct manifest {
    long release;                 // number, 1 to CATALOG_RELEASE_MAX
    const char *city;             // slug
    const char *created;          // RFC 3339, UTC, whole seconds: "2026-11-23T09:15:00Z"
    const char *expires;          // the same
    const char *key_id;           // 16 upper-case hexadecimal digits, as minisign prints it
    const char *const *languages; // tags that the content has
    size_t language_count;
    long offers, articles, guides;                  // counts, for people
    const char *catalog_file;                       // compressed file in the same directory
    size_t catalog_size, compressed_size;           // bytes
    const char *catalog_sha256, *compressed_sha256; // 64 lower-case hexadecimal digits
    const struct manifest_patch *patches;           // from newer to older releases
    size_t patch_count;                             // at most MANIFEST_PATCHES_MAX
    const char *next_key; // the public key that will sign later on, as minisign prints it; NULL: none is announced
};

// The JSON text, keys sorted, ending in a line feed; in the arena.
char *manifest_write(struct arena *arena, const struct manifest *manifest);

// What the trusted comment of a signature says of the release: for people, and of a bare catalog for followers. In the
// arena.
char *manifest_write_comment(struct arena *arena, const struct manifest *manifest);

// Reads such a comment as the manifest of the bare catalog `file`, which is not packed and has no patches; `what` is
// named in the problem. STATUS_INVALID when anything is missing or wrong. All in the arena.
enum status manifest_read_comment(struct arena *arena, const char *comment, const char *file, const char *what,
                                  struct manifest *manifest, struct problem *problem);

// STATUS_UNSUPPORTED for another format number, STATUS_INVALID with the field's name for anything else. Unknown fields
// are ignored: a later publisher may say more, and what would mislead an older reader comes with
// a new format number. A file name with a slash or a leading dot is invalid. All in the arena.
enum status manifest_read(struct arena *arena, const char *bytes, size_t size, struct manifest *manifest,
                          struct problem *problem);

#endif
