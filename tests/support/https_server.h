// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// A web server on loopback that serves a folder over TLS, as it should or in one of the ways in which servers go wrong.
// It runs in a process of its own; nothing in it sleeps: where it stalls, it waits for the client to give up.
#ifndef KOMPASS_TESTS_SUPPORT_HTTPS_SERVER_H
#define KOMPASS_TESTS_SUPPORT_HTTPS_SERVER_H

#include "core/base/arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

enum server_fault {
    SERVER_FINE,
    SERVER_REFUSES,          // closes each connection at once
    SERVER_MUTE,             // takes the connection and does not answer the TLS handshake
    SERVER_STALLS,           // does not answer the request
    SERVER_STALLS_IN_BODY,   // stops half-way
    SERVER_DRIPS,            // one byte at a time, ten a second
    SERVER_DRIPS_HEAD,       // the same, in an endless head
    SERVER_CUTS,             // closes the connection half-way through the body
    SERVER_LENGTH_TOO_LONG,  // promises more than it has, then closes
    SERVER_LENGTH_TOO_SHORT, // promises half of what it sends
    SERVER_LENGTH_HUGE,      // promises a terabyte
    SERVER_ENDLESS,          // a body without length and end
    SERVER_ENDLESS_HEAD,     // a head without end
    SERVER_OTHER_BYTES,      // the right length, wrong bytes
    SERVER_WITHOUT_RANGES,   // answers a range with the whole file
    SERVER_WRONG_RANGE,      // answers a range with the file's beginning
    SERVER_REDIRECT_ONCE,    // to the same file by another path
    SERVER_REDIRECT_LOOP,    // for ever
    SERVER_REDIRECT_TO_HTTP, // to an address without TLS
    SERVER_REDIRECT_TO_FILE, // to file:///etc/passwd
    SERVER_REDIRECT_ENDLESS, // a redirect whose body never ends
    SERVER_500,
    SERVER_500_ENDLESS, // with a body that never ends
    SERVER_304,         // whatever was asked
    SERVER_GARBAGE,     // no HTTP
    SERVER_FAULTS,
};

// What the server counted since server_forget().
struct server_counts {
    int connections, requests, unchanged, partial; // unchanged: 304, partial: 206
    int proxied;                                   // connections that came by CONNECT
    size_t bytes;                                  // of heads and bodies that it sent, without TLS
};

struct https_server {
    struct server_shared *shared; // with the server's process
    pid_t process;
    int port;
    const char *certificate; // path; what a client must trust
};

// Makes a certificate for 127.0.0.1 in `folder` and starts to serve `root`.
void server_start(struct https_server *server, struct arena *arena, const char *folder, const char *root);
void server_stop(struct https_server *server);

// Files whose names end in `suffix` go wrong from now on.
void server_set_fault(struct https_server *server, enum server_fault fault, const char *suffix);

struct server_counts server_counts(const struct https_server *server);
void server_forget(struct https_server *server);

#endif
