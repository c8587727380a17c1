// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Patches: what leads from one catalog to another, as zstd frames (RFC 8878) that refer to pieces of the older file.
//
// The new file is cut into pieces of PATCH_PIECE_BYTES. Each piece is one frame, whose prefix (a raw dictionary) is
// what stands at the same place of the older file, with PATCH_MARGIN_BYTES before and after. So applying a patch needs
// the same memory for a catalog of any size, and rows may move as far as the margin without becoming dear.
#ifndef KOMPASS_CORE_RELEASE_PATCH_H
#define KOMPASS_CORE_RELEASE_PATCH_H

#include "core/release/pack.h"

enum {
    PATCH_PIECE_BYTES = 8 * 1024 * 1024,
    PATCH_MARGIN_BYTES = 8 * 1024 * 1024,
    PATCH_WINDOW_LOG = 25, // 32 MiB: a piece and its prefix
};

// Makes the patch from `old` to `new`; the same bytes and the same libzstd give the same result. In the arena.
enum status patch_make(struct arena *arena, const void *old, size_t old_size, const void *new, size_t new_size,
                       char **patch, size_t *patch_size, struct problem *problem);

// Applies the patch file to the older file `old` and writes the newer one to the open file `to`. The terms are of the
// patch and of what comes out; nothing is asked of the older file, because a wrong one comes out wrong. STATUS_CORRUPT
// as soon as anything is not as the terms say; never writes more than terms->size bytes. Takes at most 41 MiB of
// memory.
enum status patch_apply(const char *patch, const char *old, int to, const char *to_path, const struct pack_terms *terms,
                        struct problem *problem);

#endif
