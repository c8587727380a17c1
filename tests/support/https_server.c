// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// HTTP/1.1 with connections that stay, ETags and ranges; one connection after the other.
#include "tests/support/https_server.h"

#include "tests/support/listener.h"

#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <openssl/ssl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

enum { REQUEST_BYTES = 8192, DRIP_MS = 100, BLOCK = 16384 };

struct server_shared {
    volatile enum server_fault fault;
    char suffix[64];
    struct server_counts counts;
};

struct connection {
    struct server_shared *shared;
    const char *root;
    int socket, port;
    SSL *tls;
    char request[REQUEST_BYTES];
    char path[512];
    char *body; // the file
    size_t size;
    char etag[64];
    bool keep;
};

static bool put(struct connection *connection, const void *bytes, size_t size)
{
    if (size == 0)
        return true;
    if (SSL_write(connection->tls, bytes, (int)size) <= 0)
        return false;
    connection->shared->counts.bytes += size;
    return true;
}

static bool put_text(struct connection *connection, const char *text)
{
    return put(connection, text, strlen(text));
}

// Until the client gives up.
static void wait_for_end(const struct connection *connection)
{
    char byte;
    while (recv(connection->socket, &byte, 1, 0) > 0)
        continue;
}

// One byte, then a moment in which the client may give up.
static void drip(struct connection *connection, const char *bytes, size_t size)
{
    struct pollfd client = {.fd = connection->socket, .events = POLLIN};
    for (size_t i = 0; put(connection, bytes + i % size, 1); i++) {
        if (poll(&client, 1, DRIP_MS) != 0)
            return;
    }
}

static void put_for_ever(struct connection *connection, const char *bytes, size_t size)
{
    while (put(connection, bytes, size))
        continue;
}

static bool read_request(struct connection *connection)
{
    size_t size = 0;
    while (size + 1 < sizeof connection->request) {
        int got = SSL_read(connection->tls, connection->request + size, (int)(sizeof connection->request - 1 - size));
        if (got <= 0)
            return false;
        size += (size_t)got;
        connection->request[size] = '\0';
        if (strstr(connection->request, "\r\n\r\n") != NULL)
            return sscanf(connection->request, "GET /%500s HTTP/1.1\r\n", connection->path) == 1;
    }
    return false;
}

static bool read_body(struct connection *connection)
{
    char path[1024];
    struct stat about;
    static const char elsewhere[] = "elsewhere/"; // "/elsewhere/name" is the same file
    const char *name = connection->path;
    while (strncmp(name, elsewhere, sizeof elsewhere - 1) == 0)
        name += sizeof elsewhere - 1;
    size_t length = strcspn(name, "?");
    bool answer = length > 0 && name[length - 1] == '/'; // of a service, which is a file here
    snprintf(path, sizeof path, "%s/%.*s%s", connection->root, (int)(answer ? length - 1 : length), name,
             answer ? ".json" : "");
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0 || fstat(fd, &about) != 0)
        return false;
    connection->size = (size_t)about.st_size;
    connection->body = malloc(connection->size + 1);
    if (read(fd, connection->body, connection->size) != (ssize_t)connection->size)
        listener_die("read");
    close(fd);
    snprintf(connection->etag, sizeof connection->etag, "\"%lx-%lx-%zx\"", (long)about.st_mtim.tv_sec,
             (long)about.st_mtim.tv_nsec, connection->size);
    return true;
}

static bool put_head(struct connection *connection, const char *status, long long length, const char *more)
{
    char head[1024];
    snprintf(head, sizeof head, "HTTP/1.1 %s\r\nContent-Length: %lld\r\nETag: %s\r\n%s\r\n", status, length,
             connection->etag, more);
    return put_text(connection, head);
}

static void answer(struct connection *connection, bool ranges, bool right_range)
{
    char condition[128];
    char more[128];
    size_t start = 0;
    const char *range = strcasestr(connection->request, "\r\nRange: bytes=");
    snprintf(condition, sizeof condition, "\r\nIf-None-Match: %s\r\n", connection->etag);
    if (strcasestr(connection->request, condition) != NULL) {
        connection->shared->counts.unchanged++;
        snprintf(more, sizeof more, "HTTP/1.1 304 Not Modified\r\nETag: %s\r\n\r\n", connection->etag);
        connection->keep = put_text(connection, more);
        return;
    }
    if (range != NULL && ranges)
        start = strtoul(range + strlen("\r\nRange: bytes="), NULL, 10);
    if (start >= connection->size && start > 0) {
        connection->keep = put_head(connection, "416 Range Not Satisfiable", 0, "");
        return;
    }
    snprintf(more, sizeof more, "Content-Range: bytes %zu-%zu/%zu\r\n", start, connection->size - 1, connection->size);
    connection->shared->counts.partial += start > 0;
    connection->keep = put_head(connection, start > 0 ? "206 Partial Content" : "200 OK",
                                (long long)(connection->size - start), start > 0 ? more : "") &&
                       put(connection, connection->body + (right_range ? start : 0), connection->size - start);
}

static void redirect(struct connection *connection, const char *location)
{
    char head[1024];
    snprintf(head, sizeof head, "HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: %s\r\n\r\n", location);
    connection->keep = put_text(connection, head);
}

static void misbehave(struct connection *connection, enum server_fault fault)
{
    static char block[BLOCK];
    static const char endless[] = "HTTP/1.1 200 OK\r\n\r\n";
    static const char endless_error[] = "HTTP/1.1 500 Internal Server Error\r\n\r\n";
    size_t half = connection->size / 2;
    char address[640];
    connection->keep = false;
    switch (fault) {
    case SERVER_STALLS:
        wait_for_end(connection);
        break;
    case SERVER_STALLS_IN_BODY:
        put_head(connection, "200 OK", (long long)connection->size, "");
        put(connection, connection->body, half);
        wait_for_end(connection);
        break;
    case SERVER_DRIPS:
        put_head(connection, "200 OK", (long long)connection->size, "");
        drip(connection, connection->body, connection->size);
        break;
    case SERVER_DRIPS_HEAD:
        put_text(connection, "HTTP/1.1 200 OK\r\nX-Drip: ");
        drip(connection, "x", 1);
        break;
    case SERVER_CUTS:
    case SERVER_LENGTH_TOO_LONG:
        put_head(connection, "200 OK", (long long)connection->size * (fault == SERVER_CUTS ? 1 : 2), "");
        put(connection, connection->body, fault == SERVER_CUTS ? half : connection->size);
        break;
    case SERVER_LENGTH_TOO_SHORT:
        put_head(connection, "200 OK", (long long)half, "");
        put(connection, connection->body, connection->size);
        break;
    case SERVER_LENGTH_HUGE:
        put_head(connection, "200 OK", 1LL << 40, "");
        put_for_ever(connection, block, sizeof block);
        break;
    case SERVER_ENDLESS:
        put_text(connection, endless);
        put_for_ever(connection, block, sizeof block);
        break;
    case SERVER_ENDLESS_HEAD:
        put_text(connection, "HTTP/1.1 200 OK\r\n");
        for (snprintf(block, sizeof block, "X-More: %01000d\r\n", 0); put_text(connection, block);)
            continue;
        memset(block, 0, sizeof block);
        break;
    case SERVER_OTHER_BYTES:
        for (size_t i = 0; i < connection->size; i++)
            connection->body[i] ^= 1;
        answer(connection, true, true);
        break;
    case SERVER_WITHOUT_RANGES:
        answer(connection, false, true);
        break;
    case SERVER_WRONG_RANGE:
        answer(connection, true, false);
        break;
    case SERVER_REDIRECT_ONCE:
        if (strncmp(connection->path, "elsewhere/", 10) == 0)
            answer(connection, true, true);
        else
            redirect(connection, (snprintf(address, sizeof address, "/elsewhere/%s", connection->path), address));
        break;
    case SERVER_REDIRECT_LOOP:
        redirect(connection, (snprintf(address, sizeof address, "/%s", connection->path), address));
        break;
    case SERVER_REDIRECT_TO_HTTP:
        snprintf(address, sizeof address, "http://127.0.0.1:%d/%s", connection->port, connection->path);
        redirect(connection, address);
        break;
    case SERVER_REDIRECT_TO_FILE:
        redirect(connection, "file:///etc/passwd");
        break;
    case SERVER_REDIRECT_ENDLESS:
        put_text(connection, "HTTP/1.1 302 Found\r\nLocation: /nowhere\r\n\r\n");
        put_for_ever(connection, block, sizeof block);
        break;
    case SERVER_500:
        connection->keep = put_head(connection, "500 Internal Server Error", 0, "");
        break;
    case SERVER_500_ENDLESS:
        put_text(connection, endless_error);
        put_for_ever(connection, block, sizeof block);
        break;
    case SERVER_304:
        connection->keep = put_text(connection, "HTTP/1.1 304 Not Modified\r\n\r\n");
        break;
    default: // SERVER_GARBAGE
        put_text(connection, "SSH-2.0-OpenSSH_9.2\r\n");
        put_for_ever(connection, block, sizeof block);
        break;
    }
}

static bool ends_in(const char *text, const char *suffix)
{
    size_t length = strlen(text);
    size_t tail = strlen(suffix);
    return length >= tail && strcmp(text + length - tail, suffix) == 0;
}

static void talk(struct connection *connection)
{
    struct server_shared *shared = connection->shared;
    connection->keep = true;
    while (connection->keep && read_request(connection)) {
        shared->counts.requests++;
        connection->body = NULL;
        if (!read_body(connection))
            connection->keep = put_text(connection, "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
        else if (shared->fault != SERVER_FINE && ends_in(connection->path, shared->suffix))
            misbehave(connection, shared->fault);
        else
            answer(connection, true, true);
        free(connection->body);
    }
}

// A client that was told of a proxy asks it for a way through first.
static void let_through(struct connection *connection)
{
    char text[1024];
    size_t size = 0;
    if (recv(connection->socket, text, 1, MSG_PEEK) != 1 || text[0] != 'C')
        return;
    do {
        if (read(connection->socket, text + size, 1) != 1)
            return;
        text[++size] = '\0';
    } while (size + 2 < sizeof text && !ends_in(text, "\r\n\r\n"));
    connection->shared->counts.proxied++;
    if (write(connection->socket, "HTTP/1.1 200 OK\r\n\r\n", 19) != 19)
        return;
}

static _Noreturn void serve(struct https_server *server, const struct listener *listener, const char *root)
{
    SSL_CTX *context = listener_tls(listener);
    for (;;) {
        struct connection connection = {.shared = server->shared, .root = root, .port = server->port};
        connection.socket = accept(listener->socket, NULL, NULL);
        if (connection.socket < 0)
            continue;
        server->shared->counts.connections++;
        setsockopt(connection.socket, IPPROTO_TCP, TCP_NODELAY, &(int){1}, sizeof(int)); // head and body come apart
        connection.tls = SSL_new(context);
        SSL_set_fd(connection.tls, connection.socket);
        if (server->shared->fault == SERVER_MUTE)
            wait_for_end(&connection);
        else if (server->shared->fault != SERVER_REFUSES) {
            let_through(&connection);
            if (SSL_accept(connection.tls) == 1)
                talk(&connection);
        }
        SSL_free(connection.tls);
        close(connection.socket);
    }
}

void server_start(struct https_server *server, struct arena *arena, const char *folder, const char *root)
{
    struct listener listener;
    listener_open(&listener, arena, folder, "server", "IP:127.0.0.1");
    server->shared = listener_share(sizeof *server->shared);
    server->certificate = listener.certificate;
    server->port = listener.port;
    server->process = listener_fork(&listener);
    if (server->process == 0)
        serve(server, &listener, root);
}

void server_stop(struct https_server *server)
{
    listener_end(server->process);
    munmap(server->shared, sizeof *server->shared);
}

void server_set_fault(struct https_server *server, enum server_fault fault, const char *suffix)
{
    snprintf(server->shared->suffix, sizeof server->shared->suffix, "%s", suffix);
    server->shared->fault = fault;
}

struct server_counts server_counts(const struct https_server *server)
{
    return server->shared->counts;
}

void server_forget(struct https_server *server)
{
    server->shared->counts = (struct server_counts){0};
}
