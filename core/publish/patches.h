// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The patches of a release: from each of the releases before it whose catalog is still in the directory.
#ifndef KOMPASS_CORE_PUBLISH_PATCHES_H
#define KOMPASS_CORE_PUBLISH_PATCHES_H

#include "core/base/arena.h"
#include "core/release/manifest.h"

// Makes the patches that lead to the manifest's catalog from the `count` releases before it, writes those to the
// directory that are not there already, and names them in the manifest. A patch that is not at least a half smaller
// than the packed catalog is left out, as are those from catalogs that are lost or damaged. All in the arena.
enum status publish_patches(struct arena *arena, const char *directory, long count, const void *catalog,
                            struct manifest *manifest, struct problem *problem);

// Removes patches that lead to a release before that of the manifest but one: nobody is still fetching them.
void publish_remove_patches(struct arena *arena, const char *directory, const struct manifest *manifest);

#endif
