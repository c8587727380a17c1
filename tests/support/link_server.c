// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// One request a connection. What is counted lies in memory that all processes share, under atomic operations.
#include "tests/support/link_server.h"

#include "tests/support/listener.h"

#include <openssl/ssl.h>
#include <poll.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <unistd.h>

enum { TEXT_BYTES = 8192, HELD_MS = 30, HELD_MAX_MS = 3000, NAMES = 64, TLS_HANDSHAKE = 0x16 };

struct link_server_shared {
    atomic_int requests, robots, heads, gets, unchanged, agents;
    atomic_int now, most;            // under way
    atomic_int named[NAMES];         // the same by the name's hash
    atomic_int most_named;
    int robots_code;
    char robots_text[TEXT_BYTES];
};

struct link_client {
    struct link_server_shared *shared;
    int socket, port;
    SSL *tls; // NULL: plain
    char request[TEXT_BYTES];
    char path[512], host[256];
    bool head;
};

static bool put(struct link_client *client, const char *text)
{
    int size = (int)strlen(text);
    return client->tls != NULL ? SSL_write(client->tls, text, size) > 0 : send(client->socket, text, (size_t)size, MSG_NOSIGNAL) == size;
}

// Until the client gives up, or so long.
static void wait_for(struct link_client *client, int ms)
{
    struct pollfd ends = {.fd = client->socket, .events = POLLRDHUP};
    poll(&ends, 1, ms);
}

static bool read_request(struct link_client *client)
{
    size_t size = 0;
    while (size + 1 < sizeof client->request) {
        char *to = client->request + size;
        int room = (int)(sizeof client->request - 1 - size);
        int got = client->tls != NULL ? SSL_read(client->tls, to, room) : (int)recv(client->socket, to, (size_t)room, 0);
        if (got <= 0)
            return false;
        size += (size_t)got;
        client->request[size] = '\0';
        if (strstr(client->request, "\r\n\r\n") == NULL)
            continue;
        const char *host = strcasestr(client->request, "\r\nHost: ");
        client->head = strncmp(client->request, "HEAD ", 5) == 0;
        return host != NULL && sscanf(host, "\r\n%*[Hh]ost: %255[^:\r\n]", client->host) == 1 &&
               sscanf(client->request, "%*s /%500s", client->path) == 1;
    }
    return false;
}

static void answer(struct link_client *client, int code, const char *more, const char *body)
{
    char head[1024];
    snprintf(head, sizeof head, "HTTP/1.1 %d Word\r\nConnection: close\r\nContent-Length: %zu\r\n%s\r\n", code, strlen(body), more);
    put(client, head);
    if (!client->head)
        put(client, body);
}

static void answer_fine(struct link_client *client)
{
    static const char validators[] = "ETag: \"v1\"\r\nLast-Modified: Mon, 02 Nov 2026 10:00:00 GMT\r\n";
    bool same = strstr(client->request, "If-None-Match: \"v1\"") != NULL &&
                strstr(client->request, "If-Modified-Since: Mon, 02 Nov 2026 10:00:00 GMT") != NULL;
    client->shared->unchanged += same;
    answer(client, same ? 304 : 200, validators, same ? "" : "Fine");
}

static void redirect(struct link_client *client, int code, const char *to)
{
    char line[640];
    snprintf(line, sizeof line, "Location: %s\r\n", to);
    answer(client, code, line, "");
}

static void put_for_ever(struct link_client *client, const char *head, const char *piece)
{
    put(client, head);
    while (put(client, piece))
        continue;
}

static void drip(struct link_client *client)
{
    put(client, "HTTP/1.1 200 OK\r\nX-Drip: ");
    while (put(client, "x"))
        wait_for(client, HELD_MS);
}

static bool answer_redirect(struct link_client *client)
{
    static const struct {
        const char *path;
        int code;
        const char *to;
    } ways[] = {
        {"moved", 301, "/ok"},           {"moved-twice", 308, "/moved"}, {"seen-other", 302, "/ok"},  {"moved-then-other", 301, "/seen-other"},
        {"other-then-moved", 307, "/moved"}, {"loop", 301, "/loop"},     {"moved-to-404", 301, "/404"},
        {"to-file", 301, "file:///etc/passwd"}, {"to-nowhere", 301, "http://"}, {"to-person", 302, "https://who:word@localhost/ok"},
    };
    char to[300];
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        if (strcmp(client->path, ways[i].path) != 0)
            continue;
        redirect(client, ways[i].code, ways[i].to);
        return true;
    }
    snprintf(to, sizeof to, "http://%s:%d/ok", client->host, client->port);
    if (strcmp(client->path, "to-plain") != 0)
        return false;
    redirect(client, 301, to);
    return true;
}

static bool misbehave(struct link_client *client)
{
    const char *path = client->path;
    static char line[1100];
    snprintf(line, sizeof line, "X-More: %01000d\r\n", 0);
    if (strcmp(path, "stalls") == 0)
        wait_for(client, -1);
    else if (strcmp(path, "drips") == 0)
        drip(client);
    else if (strcmp(path, "huge") == 0)
        put_for_ever(client, "HTTP/1.1 200 OK\r\n\r\n", line);
    else if (strcmp(path, "huge-head") == 0)
        put_for_ever(client, "HTTP/1.1 200 OK\r\n", line);
    else if (strcmp(path, "garbage") == 0)
        put_for_ever(client, "SSH-2.0-OpenSSH_9.2\r\n", line);
    else if (strcmp(path, "hostile") == 0)
        answer(client, 200, "ETag: \"\x1b[2J\"\r\nLast-Modified: \xff\xfe\r\nX: \x07\x7f\r\n", "");
    else
        return strcmp(path, "closes") == 0;
    return true;
}

static void serve_path(struct link_client *client)
{
    struct link_server_shared *shared = client->shared;
    int code = atoi(client->path);
    if (strcmp(client->path, "robots.txt") == 0) {
        shared->robots++;
        answer(client, shared->robots_code, "", shared->robots_text);
        return;
    }
    *(client->head ? &shared->heads : &shared->gets) += 1;
    if (strcmp(client->path, "no-head") == 0 && client->head)
        answer(client, 405, "", "");
    else if (code >= 400)
        answer(client, code, "", "");
    else if (!answer_redirect(client) && !misbehave(client))
        answer_fine(client);
}

static void raise_to(atomic_int *most, int value)
{
    int known = *most;
    while (value > known && !atomic_compare_exchange_weak(most, &known, value))
        continue;
}

static void talk(struct link_client *client)
{
    struct link_server_shared *shared = client->shared;
    unsigned hash = 0;
    if (!read_request(client))
        return;
    for (const char *c = client->host; *c != '\0'; c++)
        hash = hash * 31 + (unsigned char)*c;
    shared->requests++;
    shared->agents += strstr(client->request, "User-Agent: kompass/") != NULL;
    raise_to(&shared->most, atomic_fetch_add(&shared->now, 1) + 1);
    raise_to(&shared->most_named, atomic_fetch_add(&shared->named[hash % NAMES], 1) + 1);
    // Counted as over before the answer is there: whoever asks again at once has not asked twice at a time.
    // Until another comes, so that whoever asks two things at a time is seen to.
    for (int ms = 0; strncmp(client->path, "held", 4) == 0 && shared->most < 2 && ms < HELD_MAX_MS; ms += HELD_MS)
        wait_for(client, HELD_MS);
    shared->now--;
    shared->named[hash % NAMES]--;
    serve_path(client);
}

static _Noreturn void serve_client(struct link_client *client, SSL_CTX *context)
{
    char first = 0;
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (recv(client->socket, &first, 1, MSG_PEEK) == 1 && first == TLS_HANDSHAKE) {
        client->tls = SSL_new(context);
        SSL_set_fd(client->tls, client->socket);
        if (SSL_accept(client->tls) != 1)
            _exit(0);
    }
    talk(client);
    if (client->tls != NULL)
        SSL_shutdown(client->tls);
    _exit(0);
}

static _Noreturn void serve(const struct link_server *server, const struct listener *listener)
{
    signal(SIGCHLD, SIG_IGN);
    SSL_CTX *context = listener_tls(listener);
    for (;;) {
        struct link_client client = {.shared = server->shared, .port = server->port};
        client.socket = accept(listener->socket, NULL, NULL);
        if (client.socket < 0)
            continue;
        if (fork() == 0)
            serve_client(&client, context);
        close(client.socket);
    }
}

void link_server_start(struct link_server *server, struct arena *arena, const char *folder)
{
    struct listener listener;
    listener_open(&listener, arena, folder, "links", "DNS:localhost,DNS:a.localhost,DNS:b.localhost");
    server->shared = listener_share(sizeof *server->shared);
    server->certificate = listener.certificate;
    server->port = listener.port;
    link_server_robots(server, 404, "");
    server->process = listener_fork(&listener);
    if (server->process == 0)
        serve(server, &listener);
}

void link_server_stop(struct link_server *server)
{
    listener_end(server->process);
    munmap(server->shared, sizeof *server->shared);
}

void link_server_robots(struct link_server *server, int code, const char *text)
{
    server->shared->robots_code = code;
    snprintf(server->shared->robots_text, sizeof server->shared->robots_text, "%s", text);
}

struct link_server_counts link_server_counts(const struct link_server *server)
{
    struct link_server_shared *shared = server->shared;
    return (struct link_server_counts){shared->requests, shared->robots, shared->heads,      shared->gets,
                                       shared->unchanged, shared->most,  shared->most_named, shared->agents};
}

void link_server_forget(struct link_server *server)
{
    struct link_server_shared *shared = server->shared;
    shared->requests = shared->robots = shared->heads = shared->gets = shared->unchanged = shared->agents = 0;
    shared->most = shared->most_named = 0;
}
