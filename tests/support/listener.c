// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
#include "tests/support/listener.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

enum { WAITING_MAX = 64 };

_Noreturn void listener_die(const char *what)
{
    perror(what);
    abort();
}

void listener_open(struct listener *listener, struct arena *arena, const char *folder, const char *name, const char *names)
{
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t length = sizeof address;
    listener->key = arena_format(arena, "%s/%s.key", folder, name);
    listener->certificate = arena_format(arena, "%s/%s.pem", folder, name);
    const char *command = arena_format(
        arena,
        "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout '%s' -out '%s' -days 2 "
        "-subj /CN=kompass-test -addext subjectAltName=%s 2>/dev/null",
        listener->key, listener->certificate, names);
    if (system(command) != 0)
        listener_die("openssl");
    listener->socket = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (bind(listener->socket, (struct sockaddr *)&address, sizeof address) != 0 || listen(listener->socket, WAITING_MAX) != 0 ||
        getsockname(listener->socket, (struct sockaddr *)&address, &length) != 0)
        listener_die("server");
    listener->port = ntohs(address.sin_port);
}

void *listener_share(size_t size)
{
    void *shared = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (shared == MAP_FAILED)
        listener_die("mmap");
    return shared;
}

pid_t listener_fork(struct listener *listener)
{
    fflush(NULL);
    pid_t process = fork();
    if (process < 0)
        listener_die("fork");
    if (process > 0) {
        close(listener->socket);
        return process;
    }
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    signal(SIGPIPE, SIG_IGN);
    return 0;
}

void listener_end(pid_t process)
{
    kill(process, SIGKILL);
    waitpid(process, NULL, 0);
}

SSL_CTX *listener_tls(const struct listener *listener)
{
    SSL_CTX *context = SSL_CTX_new(TLS_server_method());
    if (SSL_CTX_use_certificate_file(context, listener->certificate, SSL_FILETYPE_PEM) != 1 ||
        SSL_CTX_use_PrivateKey_file(context, listener->key, SSL_FILETYPE_PEM) != 1)
        listener_die("certificate");
    return context;
}
