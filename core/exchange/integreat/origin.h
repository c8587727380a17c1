// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Where the answers of a region of Integreat come from: a folder of saved ones, or the server that gives them.
#ifndef KOMPASS_CORE_EXCHANGE_INTEGREAT_ORIGIN_H
#define KOMPASS_CORE_EXCHANGE_INTEGREAT_ORIGIN_H

#include "core/base/arena.h"
#include "core/net/transport.h"

#include <stdint.h>

struct integreat_origin {
    struct transport transport;
    const char *region; // of a server: the last part of the region's address; NULL: it is a folder
    int64_t begun_ms;
    size_t left; // bytes that may still come
};

// Opens a folder, or the https address of a region ("https://cms.example/api/v3/region"). What it keeps is in the arena.
enum status integreat_origin_open(struct arena *arena, struct integreat_origin *origin, const char *from,
                                  struct problem *problem);
void integreat_origin_close(struct integreat_origin *origin);

// The names of the languages, as the region calls them.
enum status integreat_origin_languages(struct arena *arena, struct integreat_origin *origin, char ***names, size_t *count,
                                       struct problem *problem);

// Reads an answer: "pages", "locations" or "events" of a language, or "regions" of none (NULL); `*name` is what problems
// call it. STATUS_NOT_FOUND when there is none. An answer has 64 MiB at most, all of them 256 MiB and ten minutes.
enum status integreat_origin_read(struct arena *arena, struct integreat_origin *origin, const char *language,
                                  const char *answer, const char **name, char **bytes, size_t *size,
                                  struct problem *problem);

#endif
