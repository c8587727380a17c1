// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Two processes and a socket pair between them. The child talks to the network and has nothing else open; what it says
// is not trusted by the parent, which has the files and no network. Each packet is a whole message (unix(7),
// SOCK_SEQPACKET), so there is no framing to get wrong.
#include "core/net/transport_https.h"

#include "core/base/confine.h"

#include <curl/curl.h>
#include <errno.h>
#include <limits.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
    NAME_BYTES = 512,
    PIECE_MAX = CURL_MAX_WRITE_SIZE,
    REDIRECTS_MAX = 3,
    OTHER_BODY_ROOM = 64 * 1024, // bytes beyond the limit that bodies of redirects and errors may have
    CHILD_CHANNEL = 3,
};

static const struct https_patience normal_patience = {
    .connect_ms = 15000, .slow_seconds = 30, .slow_bytes_second = 1024};
static const struct https_patience *current_patience = &normal_patience;

void transport_https_set_patience(const struct https_patience *patience)
{
    current_patience = patience == NULL ? &normal_patience : patience;
}

// From parent to child: fetch this. A packet of any other size says: stop.
struct order {
    char name[NAME_BYTES];
    size_t offset, limit;
    char validator[TRANSPORT_VALIDATOR_BYTES];
};

enum reply_kind { REPLY_PIECE, REPLY_END };

// From child to parent: a piece of the body, or the end.
struct reply {
    enum reply_kind kind;
    union {
        struct {
            size_t size;
            char bytes[PIECE_MAX];
        } piece;
        struct {
            enum status status;
            struct problem problem; // unless STATUS_OK
            struct transport_answer answer;
        } end;
    } as;
};

// ---- the child: the network ---------------------------------------------------------------------------------------

struct job {
    int channel;
    CURL *handle;
    const char *place;
    struct order order;
    struct reply reply;
    char address[2048];
    char error[CURL_ERROR_SIZE];
    char validator[TRANSPORT_VALIDATOR_BYTES];
    size_t skip;  // bytes of an answer from the beginning that the caller has already
    size_t total; // bytes of the whole file so far
    bool begun;   // the body of the file itself has begun
    bool too_large, gone;
};

static enum status tell(struct job *job, enum status status, const char *mend, const char *why)
{
    return problem_set(&job->reply.as.end.problem, status, job->address, mend, "%s", why);
}

static bool ends_well(long code)
{
    return code == 200 || code == 206;
}

// Keeps an ETag that can be told again as it is (RFC 9110, 8.8.3: printable, no spaces).
static void keep_validator(struct job *job, const char *value, size_t size)
{
    job->validator[0] = '\0';
    if (size >= sizeof job->validator)
        return;
    for (size_t i = 0; i < size; i++) {
        if (value[i] <= ' ' || value[i] > '~')
            return;
    }
    memcpy(job->validator, value, size);
    job->validator[size] = '\0';
}

static size_t take_header(char *bytes, size_t one, size_t size, void *context)
{
    static const char name[] = "etag:";
    struct job *job = context;
    size_t length = one * size;
    if (length >= 5 && strncmp(bytes, "HTTP/", 5) == 0) { // of the last answer, when redirects came before
        job->validator[0] = '\0';
        return length;
    }
    if (length <= sizeof name - 1 || strncasecmp(bytes, name, sizeof name - 1) != 0)
        return length;
    const char *value = bytes + sizeof name - 1;
    const char *end = bytes + length;
    while (value < end && (*value == ' ' || *value == '\t'))
        value++;
    while (end > value && (end[-1] == '\r' || end[-1] == '\n' || end[-1] == ' '))
        end--;
    keep_validator(job, value, (size_t)(end - value));
    return length;
}

// Looks at the answer's head before its first byte of body is taken: where in the file it begins, and how long it is.
static bool begin_body(struct job *job)
{
    long code = 0;
    curl_off_t length = -1;
    size_t start = job->order.offset;
    curl_easy_getinfo(job->handle, CURLINFO_RESPONSE_CODE, &code);
    curl_easy_getinfo(job->handle, CURLINFO_CONTENT_LENGTH_DOWNLOAD_T, &length);
    if (!ends_well(code))
        return false;
    if (code == 200) // the server does not know ranges, or none was asked for
        start = 0;
    job->begun = true;
    job->skip = job->order.offset - start;
    job->total = start;
    job->too_large = length > 0 && (uintmax_t)length > job->order.limit - start;
    return !job->too_large;
}

static bool send_piece(struct job *job, const char *bytes, size_t size)
{
    job->reply.kind = REPLY_PIECE;
    job->reply.as.piece.size = size;
    memcpy(job->reply.as.piece.bytes, bytes, size);
    job->gone = send(job->channel, &job->reply, offsetof(struct reply, as.piece.bytes) + size, MSG_NOSIGNAL) < 0;
    return !job->gone;
}

static size_t take_body(char *bytes, size_t one, size_t size, void *context)
{
    struct job *job = context;
    size_t length = one * size;
    size_t skipped = 0;
    if (!job->begun && !begin_body(job))
        return 0;
    job->too_large = length > job->order.limit - job->total;
    if (job->too_large)
        return 0;
    job->total += length;
    skipped = job->skip < length ? job->skip : length;
    job->skip -= skipped;
    if (skipped < length && !send_piece(job, bytes + skipped, length - skipped))
        return 0;
    return length;
}

// Called all the time: ends what the parent does not want any more, and bodies of redirects, which nobody else counts.
static int watch(void *context, curl_off_t expected, curl_off_t so_far, curl_off_t upload_expected, curl_off_t uploaded)
{
    struct job *job = context;
    char byte;
    (void)expected;
    (void)upload_expected;
    (void)uploaded;
    if (so_far > 0 && (uintmax_t)so_far > (uintmax_t)job->order.limit + OTHER_BODY_ROOM)
        job->too_large = true;
    ssize_t got = recv(job->channel, &byte, 1, MSG_DONTWAIT);
    job->gone = job->gone || got >= 0 || (errno != EAGAIN && errno != EINTR);
    return job->too_large || job->gone ? 1 : 0;
}

static enum status judge_code(struct job *job, long code)
{
    char why[64];
    snprintf(why, sizeof why, "the server answered with %ld", code);
    if (code == 404 || code == 410)
        return tell(job, STATUS_NOT_FOUND, "check the address", why);
    if (code == 304 && job->order.validator[0] != '\0') {
        job->reply.as.end.answer.unchanged = true;
        memcpy(job->validator, job->order.validator, sizeof job->validator);
        return STATUS_OK;
    }
    // The file ends before the offset: nothing is missing, or the caller's bytes are of another file, as it will see.
    if (code == 416 && job->order.offset > 0)
        return STATUS_OK;
    return tell(job, STATUS_IO, "try again later, or ask who runs the server", why);
}

static enum status judge_result(struct job *job, CURLcode result)
{
    static const char network[] = "check the network; the next sync goes on from here";
    long code = 0;
    curl_easy_getinfo(job->handle, CURLINFO_RESPONSE_CODE, &code);
    if (job->too_large)
        return tell(job, STATUS_LIMIT, "", "larger than allowed");
    if (result == CURLE_OK || (result == CURLE_WRITE_ERROR && !ends_well(code)))
        return result == CURLE_OK && ends_well(code) ? STATUS_OK : judge_code(job, code);
    if (result == CURLE_UNSUPPORTED_PROTOCOL && code >= 300 && code < 400)
        return tell(job, STATUS_UNTRUSTED, "ask who runs the server", "leads to an address that is not https");
    switch (result) {
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_ISSUER_ERROR:
        return tell(job, STATUS_UNTRUSTED, "check this machine's clock and the server's certificate", job->error);
    case CURLE_TOO_MANY_REDIRECTS:
        return tell(job, STATUS_IO, "ask who runs the server", "leads from one address to the next");
    case CURLE_OPERATION_TIMEDOUT:
        return tell(job, STATUS_IO, network, "the server is too slow");
    case CURLE_PARTIAL_FILE:
        return tell(job, STATUS_IO, network, "the answer ended too early");
    default:
        return tell(job, STATUS_IO, network, job->error[0] != '\0' ? job->error : curl_easy_strerror(result));
    }
}

static enum status prepare(struct job *job, struct curl_slist **headers)
{
    CURL *handle = job->handle;
    char range[32];
    char condition[TRANSPORT_VALIDATOR_BYTES + 32];
    const char *authorities = getenv("SSL_CERT_FILE");
    snprintf(range, sizeof range, "%zu-", job->order.offset);
    snprintf(condition, sizeof condition, "If-None-Match: %s", job->order.validator);
    if (job->order.validator[0] != '\0')
        *headers = curl_slist_append(NULL, condition);
    curl_easy_reset(handle); // connections stay
    CURLcode set[] = {
        curl_easy_setopt(handle, CURLOPT_URL, job->address),
        curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "https"),
        curl_easy_setopt(handle, CURLOPT_REDIR_PROTOCOLS_STR, "https"),
        curl_easy_setopt(handle, CURLOPT_FOLLOWLOCATION, 1L),
        curl_easy_setopt(handle, CURLOPT_MAXREDIRS, (long)REDIRECTS_MAX),
        curl_easy_setopt(handle, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2),
        curl_easy_setopt(handle, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_2TLS),
        curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L),
        curl_easy_setopt(handle, CURLOPT_CONNECTTIMEOUT_MS, current_patience->connect_ms),
        curl_easy_setopt(handle, CURLOPT_LOW_SPEED_TIME, current_patience->slow_seconds),
        curl_easy_setopt(handle, CURLOPT_LOW_SPEED_LIMIT, current_patience->slow_bytes_second),
        curl_easy_setopt(handle, CURLOPT_USERAGENT, "kompass/" KOMPASS_VERSION),
        curl_easy_setopt(handle, CURLOPT_HTTPHEADER, *headers),
        curl_easy_setopt(handle, CURLOPT_RANGE, job->order.offset > 0 ? range : NULL),
        curl_easy_setopt(handle, CURLOPT_HEADERFUNCTION, take_header),
        curl_easy_setopt(handle, CURLOPT_HEADERDATA, job),
        curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, take_body),
        curl_easy_setopt(handle, CURLOPT_WRITEDATA, job),
        curl_easy_setopt(handle, CURLOPT_XFERINFOFUNCTION, watch),
        curl_easy_setopt(handle, CURLOPT_XFERINFODATA, job),
        curl_easy_setopt(handle, CURLOPT_NOPROGRESS, 0L),
        curl_easy_setopt(handle, CURLOPT_ERRORBUFFER, job->error),
        authorities != NULL ? curl_easy_setopt(handle, CURLOPT_CAINFO, authorities) : CURLE_OK,
        authorities != NULL ? curl_easy_setopt(handle, CURLOPT_CAPATH, NULL) : CURLE_OK,
    };
    for (size_t i = 0; i < sizeof set / sizeof *set; i++) {
        if (set[i] != CURLE_OK)
            return tell(job, STATUS_UNSUPPORTED, "install Debian's libcurl", curl_easy_strerror(set[i]));
    }
    return STATUS_OK;
}

static void work(struct job *job)
{
    struct curl_slist *headers = NULL;
    job->error[0] = job->validator[0] = '\0';
    job->begun = job->too_large = job->gone = false;
    job->skip = job->total = 0;
    snprintf(job->address, sizeof job->address, "%s/%s", job->place, job->order.name);
    enum status status = prepare(job, &headers);
    CURLcode result = status == STATUS_OK ? curl_easy_perform(job->handle) : CURLE_OK;
    memset(&job->reply.as.end, 0, sizeof job->reply.as.end);
    if (status == STATUS_OK)
        status = judge_result(job, result);
    job->reply.kind = REPLY_END;
    job->reply.as.end.status = status;
    memcpy(job->reply.as.end.answer.validator, job->validator, sizeof job->validator);
    curl_slist_free_all(headers);
    send(job->channel, &job->reply, sizeof job->reply, MSG_NOSIGNAL);
}

// The child's whole life. It keeps nothing open but the channel and the standard streams, and ends with its parent.
static _Noreturn void serve(int channel, pid_t parent, const char *place)
{
    static struct job job;
    struct problem problem;
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    enum status confined = confine_from_writing(&problem); // so that it cannot get at the parent's files or the parent
    if ((confined != STATUS_OK && confined != STATUS_UNSUPPORTED) || getppid() != parent || dup2(channel, CHILD_CHANNEL) < 0)
        _exit(EXIT_FAILURE);
    close_range(CHILD_CHANNEL + 1, UINT_MAX, 0); // among them the lock of the catalogs' folder
    signal(SIGPIPE, SIG_IGN);
    job.channel = CHILD_CHANNEL;
    job.place = place;
    if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK || (job.handle = curl_easy_init()) == NULL)
        _exit(EXIT_FAILURE);
    for (;;) {
        ssize_t got = recv(job.channel, &job.order, sizeof job.order, 0);
        if (got < 0 && errno == EINTR)
            continue;
        if (got == 0 || got < 0)
            _exit(EXIT_SUCCESS);
        if (got == (ssize_t)sizeof job.order)
            work(&job);
    }
}

// ---- the parent: no network ---------------------------------------------------------------------------------------

struct https {
    pid_t child;
    int channel;
    struct reply reply;
};

static enum status lost(struct transport *transport, struct problem *problem)
{
    return problem_set(problem, STATUS_IO, transport->place, "try again", "the process that fetches has ended");
}

// Ends the text, and leaves nothing in it that a terminal would obey.
static void make_printable(char *text, size_t size)
{
    text[size - 1] = '\0';
    for (; *text != '\0'; text++) {
        if ((unsigned char)*text < ' ' || (unsigned char)*text > '~')
            *text = '?';
    }
}

// Takes what the child says of its end only as far as it makes sense: it may have been taken over.
static enum status read_end(struct https *https, const struct transport_request *request,
                            struct transport_answer *answer, struct problem *problem)
{
    struct problem *told = &https->reply.as.end.problem;
    enum status status = https->reply.as.end.status;
    *answer = https->reply.as.end.answer;
    answer->validator[TRANSPORT_VALIDATOR_BYTES - 1] = '\0';
    for (const char *c = answer->validator; *c != '\0'; c++) {
        if (*c <= ' ' || *c > '~')
            answer->validator[0] = '\0';
    }
    if (status == STATUS_OK && answer->unchanged && request->validator[0] == '\0')
        return problem_set(problem, STATUS_CORRUPT, request->name, "try again", "an answer to another question");
    if (status == STATUS_OK)
        return STATUS_OK;
    make_printable(told->what, sizeof told->what);
    make_printable(told->why, sizeof told->why);
    make_printable(told->mend, sizeof told->mend);
    if (status > STATUS_IO)
        status = STATUS_IO;
    return problem_set(problem, status, told->what, told->mend, "%s", told->why);
}

static bool is_whole(const struct reply *reply, ssize_t got)
{
    size_t head = offsetof(struct reply, as.piece.bytes);
    if (got < (ssize_t)head)
        return false;
    if (reply->kind == REPLY_PIECE)
        return reply->as.piece.size == (size_t)got - head;
    return reply->kind == REPLY_END && got == (ssize_t)sizeof *reply;
}

static enum status fetch(struct transport *transport, const struct transport_request *request,
                         struct transport_answer *answer, struct problem *problem)
{
    struct https *https = transport->own;
    struct order order = {.offset = request->offset, .limit = request->limit};
    enum status taken = STATUS_OK;
    snprintf(order.name, sizeof order.name, "%s", request->name);
    snprintf(order.validator, sizeof order.validator, "%s", request->validator);
    *answer = (struct transport_answer){.unchanged = false};
    if (request->offset > request->limit || send(https->channel, &order, sizeof order, MSG_NOSIGNAL) < 0)
        return lost(transport, problem);
    for (;;) {
        ssize_t got = recv(https->channel, &https->reply, sizeof https->reply, 0);
        if (got < 0 && errno == EINTR)
            continue;
        if (!is_whole(&https->reply, got))
            return taken != STATUS_OK ? taken : lost(transport, problem);
        if (https->reply.kind == REPLY_END)
            break;
        if (taken != STATUS_OK)
            continue; // pieces that were on their way
        taken = request->take(request->context, https->reply.as.piece.bytes, https->reply.as.piece.size, problem);
        if (taken != STATUS_OK)
            send(https->channel, "", 1, MSG_NOSIGNAL);
    }
    return taken != STATUS_OK ? taken : read_end(https, request, answer, problem);
}

// The child keeps nothing that could be lost.
static void close_https(struct transport *transport)
{
    struct https *https = transport->own;
    if (https == NULL)
        return;
    close(https->channel);
    kill(https->child, SIGKILL);
    while (waitpid(https->child, NULL, 0) < 0 && errno == EINTR)
        continue;
}

enum status transport_open_https(struct arena *arena, struct transport *transport, struct problem *problem)
{
    int channels[2];
    pid_t self = getpid();
    transport->own = NULL;
    transport->fetch = fetch;
    transport->close = close_https;
    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, channels) != 0)
        return problem_set_errno(problem, transport->place, "open a channel");
    pid_t child = fork();
    if (child == 0)
        serve(channels[1], self, transport->place);
    close(channels[1]);
    if (child < 0) {
        close(channels[0]);
        return problem_set_errno(problem, transport->place, "start a process");
    }
    struct https *https = arena_allocate(arena, 1, sizeof *https);
    https->child = child;
    https->channel = channels[0];
    transport->own = https;
    return STATUS_OK;
}
