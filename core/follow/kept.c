// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// One file: a head of lines, then manifest and signature as they came.
#include "core/follow/kept.h"

#include "core/base/sys.h"
#include "core/release/file.h"
#include "core/release/key.h"
#include "core/release/manifest.h"

#include <stdio.h>
#include <string.h>

enum { HEAD_BYTES_MAX = 4096 };

static const char head_format[] = "kompass-offer 2\nplace %s\nvalidator %s\nfetched %s\nsizes %zu %zu\n";

const char *kept_path(struct arena *arena, const char *state_path)
{
    return arena_format(arena, "%s.offer", state_path);
}

static const char *write_head(struct arena *arena, const char *place, const struct kept_manifest *kept)
{
    return arena_format(arena, head_format, place, kept->validator, kept->fetched, kept->manifest_size,
                        kept->signature_size);
}

static bool is_fresh(const struct kept_manifest *kept)
{
    int64_t fetched;
    int64_t now = clock_utc_seconds();
    return clock_parse_utc(kept->fetched, &fetched) && fetched <= now && now - fetched < KEPT_SECONDS;
}

static bool parse(struct arena *arena, const char *text, size_t size, const char *place, struct kept_manifest *kept)
{
    if (sscanf(text, "kompass-offer 2\nplace %*[^\n]\nvalidator %255s\nfetched %20s\nsizes %9zu %9zu",
               kept->validator, kept->fetched, &kept->manifest_size, &kept->signature_size) != 4)
        return false;
    // The head is as it would be written for this place, and exactly the rest follows.
    const char *head = write_head(arena, place, kept);
    size_t head_size = strlen(head);
    if (head_size > size || memcmp(text, head, head_size) != 0 || kept->manifest_size > size - head_size ||
        kept->signature_size != size - head_size - kept->manifest_size)
        return false;
    kept->manifest = arena_copy(arena, text + head_size, kept->manifest_size);
    kept->signature = arena_copy(arena, text + head_size + kept->manifest_size, kept->signature_size);
    return true;
}

void kept_read(struct arena *arena, const char *path, const char *place, struct kept_manifest *kept)
{
    struct problem ignored;
    char *text = NULL;
    size_t size;
    if (file_read_regular(arena, path, HEAD_BYTES_MAX + MANIFEST_BYTES_MAX + SIGNATURE_FILE_MAX, &text, &size,
                          &ignored) != STATUS_OK ||
        !parse(arena, text, size, place, kept) || !is_fresh(kept))
        *kept = (struct kept_manifest){.validator = ""};
}

void kept_write(const char *path, const char *place, const struct kept_manifest *kept)
{
    struct arena arena = {0};
    struct problem ignored;
    const char *head = write_head(&arena, place, kept);
    size_t head_size = strlen(head);
    size_t size = head_size + kept->manifest_size + kept->signature_size;
    char *text = arena_allocate(&arena, size, 1);
    memcpy(text, head, head_size);
    memcpy(text + head_size, kept->manifest, kept->manifest_size);
    memcpy(text + head_size + kept->manifest_size, kept->signature, kept->signature_size);
    if (head_size <= HEAD_BYTES_MAX)
        sys_write_file(path, text, size, 0644, &ignored);
    arena_free(&arena);
}
