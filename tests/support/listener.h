// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// What web servers on loopback begin with: a certificate of their own, a port, a process of their own. What fails ends the test.
#ifndef KOMPASS_TESTS_SUPPORT_LISTENER_H
#define KOMPASS_TESTS_SUPPORT_LISTENER_H

#include "core/base/arena.h"

#include <openssl/ssl.h>
#include <stddef.h>
#include <sys/types.h>

struct listener {
    int socket, port;
    const char *certificate, *key; // files, in the arena
};

// Listens on a free port, with a new certificate "<folder>/<name>.pem" for these names ("DNS:localhost,IP:127.0.0.1").
void listener_open(struct listener *listener, struct arena *arena, const char *folder, const char *name, const char *names);

// Memory of zeros that a server's processes share with the test, which unmaps it.
void *listener_share(size_t size);

// 0 in the new process, which ends with this one; the listener is its own from then on. Otherwise the process, for listener_end().
pid_t listener_fork(struct listener *listener);
void listener_end(pid_t process);

// For the server's process, with the certificate.
SSL_CTX *listener_tls(const struct listener *listener);

_Noreturn void listener_die(const char *what);

#endif
