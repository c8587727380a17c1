// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Telling sources apart, the transport of a directory, and what is the same for every transport.
#include "core/net/transport.h"

#include "core/base/memory.h"
#include "core/base/sys.h"
#include "core/base/confine.h"
#include "core/release/file.h"
#include "core/net/transport_https.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PIECE_BYTES = 128 * 1024 };

// ---- a directory --------------------------------------------------------------------------------------------------

static enum status copy_pieces(int fd, const char *path, const struct transport_request *request,
                               struct problem *problem)
{
    enum status status = STATUS_OK;
    size_t total = request->offset;
    char *piece = memory_allocate(PIECE_BYTES, 1);
    for (size_t got = PIECE_BYTES; status == STATUS_OK && got == PIECE_BYTES;) {
        status = sys_read_up_to(fd, path, piece, PIECE_BYTES, &got, problem);
        total += got;
        if (status == STATUS_OK && total > request->limit)
            status = problem_set(problem, STATUS_LIMIT, path, "", "larger than the %zu bytes allowed", request->limit);
        if (status == STATUS_OK && got > 0)
            status = request->take(request->context, piece, got, problem);
    }
    memory_free(&piece);
    return status;
}

static enum status fetch_from_folder(struct transport *transport, const struct transport_request *request,
                                     struct transport_answer *answer, struct problem *problem)
{
    struct arena arena = {0};
    const char *path = transport_path(&arena, transport, request->name);
    int fd;
    size_t size;
    *answer = (struct transport_answer){.unchanged = false};
    enum status status = file_open_regular(path, &fd, &size, problem);
    if (status == STATUS_OK) {
        if (size > request->limit)
            status = problem_set(problem, STATUS_LIMIT, path, "", "larger than the %zu bytes allowed", request->limit);
        else if (lseek(fd, (off_t)request->offset, SEEK_SET) < 0)
            status = problem_set_errno(problem, path, "read");
        else
            status = copy_pieces(fd, path, request, problem);
        close(fd);
    }
    arena_free(&arena);
    return status;
}

static void close_folder(struct transport *transport)
{
    (void)transport; // it keeps nothing open between two files
}

// ---- telling sources apart ----------------------------------------------------------------------------------------

static int hex_digit(char character)
{
    static const char digits[] = "0123456789abcdef";
    char lower = character >= 'A' && character <= 'F' ? (char)(character - 'A' + 'a') : character;
    const char *found = lower == '\0' ? NULL : strchr(digits, lower);
    return found == NULL ? -1 : (int)(found - digits);
}

// The path of a file:// address (RFC 8089).
static enum status path_of_address(struct arena *arena, const char *address, const char **decoded,
                                   struct problem *problem)
{
    const char *path = address + strlen("file://");
    if (strncmp(path, "localhost/", strlen("localhost/")) == 0)
        path += strlen("localhost");
    char *end = arena_allocate(arena, strlen(path) + 1, 1);
    *decoded = end;
    for (; *path != '\0'; path++) {
        int high = *path == '%' ? hex_digit(path[1]) : -1;
        int low = high >= 0 ? hex_digit(path[2]) : -1;
        *end++ = low < 0 ? *path : (char)(high * 16 + low);
        path += low < 0 ? 0 : 2;
    }
    if ((*decoded)[0] == '/')
        return STATUS_OK;
    return problem_set(problem, STATUS_INVALID, address, "write file:///path", "an address of another machine");
}

static bool begins_with(const char *text, const char *prefix)
{
    return strncmp(text, prefix, strlen(prefix)) == 0;
}

// Parts "place/name.db" into place and name; any other source is a directory.
static void part_place(struct arena *arena, struct transport *transport, const char *source)
{
    size_t length = strlen(source);
    while (length > 1 && source[length - 1] == '/')
        length--;
    char *place = arena_copy(arena, source, length);
    transport->place = place;
    transport->bare = NULL;
    if (length <= strlen(".db") || strcmp(place + length - strlen(".db"), ".db") != 0 || sys_is_folder(place))
        return;
    char *slash = strrchr(place, '/');
    transport->bare = slash == NULL ? place : slash + 1;
    transport->place = slash == NULL ? "." : place;
    if (slash == place)
        transport->place = "/";
    else if (slash != NULL)
        *slash = '\0';
}

static bool network_is_forgone;

void transport_forgo_network(void)
{
    network_is_forgone = true;
}

enum status transport_open(struct arena *arena, struct transport *transport, const char *from, struct problem *problem)
{
    const char *source = from;
    enum status status = STATUS_OK;
    *transport = (struct transport){.fetch = fetch_from_folder, .close = close_folder};
    if (begins_with(from, "file://"))
        status = path_of_address(arena, from, &source, problem);
    else if (strstr(from, "://") != NULL && !begins_with(from, "https://"))
        status = problem_set(problem, STATUS_UNSUPPORTED, from, "use https://, file:///path or a directory",
                             "this kind of address cannot be followed");
    part_place(arena, transport, source);
    if (status == STATUS_OK && begins_with(from, "https://"))
        status = transport_open_https(arena, transport, problem);
    if (status != STATUS_OK || !network_is_forgone)
        return status;
    status = confine_from_network(problem);
    // The network is another process's in any case; confine_check() tells what is missing.
    return status == STATUS_UNSUPPORTED ? STATUS_OK : status;
}

void transport_close(struct transport *transport)
{
    if (transport->close != NULL)
        transport->close(transport);
    *transport = (struct transport){0};
}

// ---- for every transport ------------------------------------------------------------------------------------------

const char *transport_path(struct arena *arena, const struct transport *transport, const char *name)
{
    return arena_format(arena, "%s%s%s", transport->place, strcmp(transport->place, "/") == 0 ? "" : "/", name);
}

struct file_reading {
    char *bytes;
    size_t size, capacity;
};

static enum status take_into_memory(void *context, const void *bytes, size_t size, struct problem *problem)
{
    struct file_reading *reading = context;
    if (size > reading->capacity - reading->size) // whatever the transport thinks of its limit
        return problem_set(problem, STATUS_LIMIT, "source", "", "larger than the %zu bytes allowed", reading->capacity);
    memcpy(reading->bytes + reading->size, bytes, size);
    reading->size += size;
    return STATUS_OK;
}

enum status transport_read(struct arena *arena, struct transport *transport, const char *name, size_t limit,
                           const char *validator, struct transport_answer *answer, char **bytes, size_t *size,
                           struct problem *problem)
{
    struct transport_answer ignored = {0};
    struct file_reading reading = {.bytes = memory_allocate(limit, 1), .capacity = limit};
    const struct transport_request request = {
        .name = name, .limit = limit, .validator = validator, .take = take_into_memory, .context = &reading};
    answer = answer != NULL ? answer : &ignored;
    enum status status = transport->fetch(transport, &request, answer, problem);
    *bytes = status == STATUS_OK && !answer->unchanged ? arena_copy(arena, reading.bytes, reading.size) : NULL;
    *size = reading.size;
    memory_free(&reading.bytes);
    return status;
}

struct saving {
    int fd;
    const char *path;
    size_t size, limit;
};

static enum status take_into_file(void *context, const void *bytes, size_t size, struct problem *problem)
{
    struct saving *saving = context;
    if (size > saving->limit - saving->size)
        return problem_set(problem, STATUS_LIMIT, saving->path, "", "larger than the %zu bytes allowed", saving->limit);
    saving->size += size;
    return sys_write_all(saving->fd, saving->path, bytes, size, problem);
}

// Fetches what is missing of an open file.
static enum status save_rest(struct transport *transport, const char *name, struct saving *saving,
                             struct problem *problem)
{
    static const char mend[] = "fetch it again";
    struct arena arena = {0};
    struct transport_answer answer;
    const struct transport_request request = {.name = name,
                                              .offset = saving->size,
                                              .limit = saving->limit,
                                              .validator = "",
                                              .take = take_into_file,
                                              .context = saving};
    enum status status = transport->fetch(transport, &request, &answer, problem);
    const char *path = transport_path(&arena, transport, name);
    if (status == STATUS_LIMIT)
        status = problem_set(problem, STATUS_CORRUPT, path, mend, "larger than the %zu bytes that the manifest says",
                             saving->limit);
    else if (status == STATUS_OK && saving->size < saving->limit)
        status = problem_set(problem, STATUS_CORRUPT, path, mend, "has %zu bytes, the manifest says %zu", saving->size,
                             saving->limit);
    arena_free(&arena);
    return status;
}

enum status transport_save(struct transport *transport, const char *name, size_t size, const char *path,
                           struct problem *problem)
{
    struct stat about;
    struct saving saving = {.path = path, .limit = size};
    saving.fd = sys_open(path, O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY, 0600);
    if (saving.fd < 0)
        return problem_set_errno(problem, path, "create");
    enum status status = STATUS_OK;
    if (fstat(saving.fd, &about) != 0 || !S_ISREG(about.st_mode))
        status = problem_set(problem, STATUS_INVALID, path, "remove it", "not an ordinary file");
    else if ((size_t)about.st_size > size && ftruncate(saving.fd, 0) != 0)
        status = problem_set_errno(problem, path, "write");
    else
        saving.size = (size_t)about.st_size > size ? 0 : (size_t)about.st_size;
    if (status == STATUS_OK && saving.size < size)
        status = save_rest(transport, name, &saving, problem);
    if (sys_close(saving.fd) != 0 && status == STATUS_OK)
        status = problem_set_errno(problem, path, "close");
    return status;
}
