// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Fetching files from where they lie: those of a release, or the answers of Integreat. A transport brings bytes and judges
// nothing: whoever asked for them decides what they are worth. So a transport may live in another process, with rights of
// its own, and its answers may lie.
#ifndef KOMPASS_CORE_NET_TRANSPORT_H
#define KOMPASS_CORE_NET_TRANSPORT_H

#include "core/base/arena.h"
#include "core/base/status.h"

#include <stdbool.h>
#include <stddef.h>

enum { TRANSPORT_VALIDATOR_BYTES = 256 }; // with the NUL

// Takes the next piece of what is fetched; anything but STATUS_OK ends the fetch with that status and problem.
typedef enum status transport_take(void *context, const void *bytes, size_t size, struct problem *problem);

struct transport_request {
    const char *name;      // a file of the release: one part, without a slash
    size_t offset;         // bytes that the caller has already; the answer goes on from there
    size_t limit;          // bytes of the whole file that are allowed; more ends with STATUS_LIMIT
    const char *validator; // of the bytes that the caller has: answer "unchanged" if they are still those; "" is none
    transport_take *take;
    void *context;
};

struct transport_answer {
    bool unchanged; // the file is still the one of the request's validator; nothing was given to take()
    // What tells these bytes from later ones, for a later request: printable ASCII without spaces, such as the ETag
    // of HTTP. "" when the transport has no such thing.
    char validator[TRANSPORT_VALIDATOR_BYTES];
};

// One source, opened. Of a transport in another process, open() starts that process and close() ends it.
struct transport {
    const char *place; // directory or address without slashes at its end, as problems name it
    const char *bare;  // the source is a catalog by itself: its file name in `place`; NULL for a release directory
    void *own;         // what the implementation keeps
    // Fetches one file; called one after the other. STATUS_NOT_FOUND when there is none of that name, STATUS_IO when it
    // cannot be had now. After a failure the pieces taken before are still right to go on from with `offset`.
    enum status (*fetch)(struct transport *transport, const struct transport_request *request,
                         struct transport_answer *answer, struct problem *problem);
    void (*close)(struct transport *transport);
};

// Opens the source that `from` names: a directory, file:///directory, or https://host/directory; or a catalog by
// itself: any of these that ends in ".db". The one place that tells them apart. STATUS_INVALID or STATUS_UNSUPPORTED
// for what is no source. What the transport keeps is in the arena; the caller closes it before it frees the arena.
enum status transport_open(struct arena *arena, struct transport *transport, const char *from, struct problem *problem);

// From now on, a process that opens a source loses the network then, for the rest of its life: what it verifies and
// writes is out of a stranger's reach even when a stranger's bytes have taken it over. For programs that only sync.
void transport_forgo_network(void);

// Ends the transport; also right for one that was not opened, when it is zeroed.
void transport_close(struct transport *transport);

// The name of a file as problems show it: place and name; in the arena.
const char *transport_path(struct arena *arena, const struct transport *transport, const char *name);

// Fetches a whole small file into the arena; a NUL follows the last byte. With a validator, *bytes is NULL when the
// file is unchanged. `answer` may be NULL.
enum status transport_read(struct arena *arena, struct transport *transport, const char *name, size_t limit,
                           const char *validator, struct transport_answer *answer, char **bytes, size_t *size,
                           struct problem *problem);

// Fetches a file of exactly `size` bytes to the path and goes on where an earlier fetch to the same path has ended; so
// the path's name must stand for the content. What was fetched before a failure stays there.
enum status transport_save(struct transport *transport, const char *name, size_t size, const char *path,
                           struct problem *problem);

#endif
