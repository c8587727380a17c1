// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// A web server on loopback, plain and by TLS on one port, that answers each path in a way of its own and counts who asks what, and
// how many at once. A process for each connection, so that whoever asks twice at a time is seen.
#ifndef KOMPASS_TESTS_SUPPORT_LINK_SERVER_H
#define KOMPASS_TESTS_SUPPORT_LINK_SERVER_H

#include "core/base/arena.h"

#include <sys/types.h>

// Paths: /ok (with ETag and Last-Modified), /held (answers after a moment), /no-head, /401 ... /599 (that code), /moved (for good, to
// /ok), /moved-twice, /seen-other (not for good, to /ok), /moved-then-other, /to-plain (for good, to /ok without TLS), /loop,
// /to-file, /to-nowhere, /stalls, /drips, /huge (a body without end), /huge-head, /garbage, /closes, /hostile (escapes in its head).
// /robots.txt is what link_server_robots() said, at first 404.
struct link_server {
    struct link_server_shared *shared; // with the server's processes
    pid_t process;
    int port;
    const char *certificate; // for localhost and all names below it; what a client must trust
};

struct link_server_counts {
    int requests, robots, heads, gets, unchanged;
    int at_once;        // requests under way at most,
    int at_once_a_host; // and to one name
    int agents;         // requests that said who asks
};

void link_server_start(struct link_server *server, struct arena *arena, const char *folder);
void link_server_stop(struct link_server *server);

// From now on robots.txt answers with this code and text.
void link_server_robots(struct link_server *server, int code, const char *text);

struct link_server_counts link_server_counts(const struct link_server *server);
void link_server_forget(struct link_server *server);

#endif
