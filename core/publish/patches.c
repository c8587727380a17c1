// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Patches are made anew each time, from what lies in the directory: they come out the same, and what was lost or
// damaged meanwhile is healed.
#include "core/publish/patches.h"

#include "core/base/sys.h"
#include "core/release/digest.h"
#include "core/release/patch.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

// Writes a file unless it is there with the same bytes.
static enum status write_patch(const char *path, const char *bytes, size_t size, const char *sha256,
                               struct problem *problem)
{
    struct problem ignored;
    char hash[DIGEST_BYTES];
    size_t there;
    if (digest_file(path, &there, hash, &ignored) == STATUS_OK && strcmp(hash, sha256) == 0)
        return STATUS_OK;
    return sys_write_file(path, bytes, size, 0644, problem);
}

// Names the patch from `release` in *patch; patch->file stays NULL when there is none worth having.
static enum status make_one(struct arena *arena, const char *directory, long release, const void *catalog,
                            const struct manifest *manifest, struct manifest_patch *patch, struct problem *problem)
{
    struct arena scratch = {0};
    struct problem ignored;
    char hash[DIGEST_BYTES];
    char *old;
    char *bytes;
    size_t old_size;
    size_t size;
    enum status status = STATUS_OK;
    if (pack_read(&scratch, arena_format(&scratch, "%s/catalog-%ld.db.zst", directory, release),
                  MANIFEST_CATALOG_BYTES_MAX, &old, &old_size, &ignored) == STATUS_OK) {
        status = patch_make(&scratch, old, old_size, catalog, manifest->catalog_size, &bytes, &size, problem);
        if (status == STATUS_OK && size <= manifest->compressed_size / 2) {
            digest_bytes(old, old_size, hash);
            patch->from_sha256 = arena_copy_text(arena, hash);
            digest_bytes(bytes, size, hash);
            *patch = (struct manifest_patch){
                .from = release,
                .from_sha256 = patch->from_sha256,
                .file = arena_format(arena, "patch-%ld-%ld.zst", release, manifest->release),
                .size = size,
                .sha256 = arena_copy_text(arena, hash),
            };
            status = write_patch(arena_format(&scratch, "%s/%s", directory, patch->file), bytes, size, hash, problem);
        }
    }
    arena_free(&scratch);
    return status;
}

enum status publish_patches(struct arena *arena, const char *directory, long count, const void *catalog,
                            struct manifest *manifest, struct problem *problem)
{
    struct manifest_patch *patches = arena_allocate(arena, (size_t)count, sizeof *patches);
    enum status status = STATUS_OK;
    manifest->patches = patches;
    manifest->patch_count = 0;
    for (long n = 1; n <= count && n < manifest->release && status == STATUS_OK; n++) {
        struct manifest_patch *patch = &patches[manifest->patch_count];
        status = make_one(arena, directory, manifest->release - n, catalog, manifest, patch, problem);
        manifest->patch_count += patch->file != NULL;
    }
    return status;
}

void publish_remove_patches(struct arena *arena, const char *directory, const struct manifest *manifest)
{
    char **names;
    size_t count;
    struct problem ignored;
    if (sys_list_folder(arena, directory, ".zst", &names, &count, &ignored) != STATUS_OK)
        return;
    for (size_t i = 0; i < count; i++) {
        long from;
        long to;
        int length = 0;
        if (sscanf(names[i], "patch-%9ld-%9ld.zst%n", &from, &to, &length) == 2 && names[i][length] == '\0' &&
            length > 0 && to < manifest->release - 1)
            unlink(arena_format(arena, "%s/%s", directory, names[i]));
    }
}
