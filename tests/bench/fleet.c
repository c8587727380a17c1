// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Many kiosks that follow one publisher for a simulated week, each asking as `kompass sync` asks: a connection and a
// TLS handshake of its own each time, the manifest if it has changed, then signature and catalog or patch. Nobody
// waits: the week passes as fast as the server answers. Bytes are counted by the kernel at the TCP connection, so TLS
// is in them.
#include <curl/curl.h>
#include <linux/tcp.h>
#include <netinet/in.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

enum { WORKERS = 4, DAY = 86400, PATCHES_BACK = 5, OFFLINE_IN = 20, ETAG_BYTES = 128, FILES_MAX = 3 };

struct kiosk {
    long release;
    char etag[ETAG_BYTES];
};

// Of one sort of poll.
struct sum {
    int64_t polls, requests, down, up; // bytes
};

struct week {
    const char *address, *certificate;
    long kiosks, polls_a_day, days;
    bool patches;
    struct kiosk *kiosk;   // shared by the workers
    struct sum (*sums)[2]; // of each worker: nothing new, something new
};

struct poll {
    const struct week *week;
    CURL *handle;
    struct kiosk *kiosk;
    char etag[ETAG_BYTES];
};

static _Noreturn void die(const char *what, const char *why)
{
    fprintf(stderr, "fleet: %s: %s\n", what, why);
    exit(EXIT_FAILURE);
}

static size_t take_etag(char *bytes, size_t one, size_t size, void *context)
{
    struct poll *poll = context;
    if (one * size > 6 && strncasecmp(bytes, "etag: ", 6) == 0)
        snprintf(poll->etag, sizeof poll->etag, "%.*s", (int)strcspn(bytes + 6, "\r\n"), bytes + 6);
    return one * size;
}

static size_t drop(char *bytes, size_t one, size_t size, void *context)
{
    (void)bytes;
    (void)context;
    return one * size;
}

static long get(struct poll *poll, const char *name, const char *etag)
{
    char address[512];
    char condition[ETAG_BYTES + 32];
    long code = 0;
    struct curl_slist *headers = NULL;
    snprintf(address, sizeof address, "%s/%s", poll->week->address, name);
    snprintf(condition, sizeof condition, "If-None-Match: %s", etag);
    if (etag[0] != '\0')
        headers = curl_slist_append(NULL, condition);
    curl_easy_setopt(poll->handle, CURLOPT_URL, address);
    curl_easy_setopt(poll->handle, CURLOPT_HTTPHEADER, headers);
    CURLcode result = curl_easy_perform(poll->handle);
    if (result != CURLE_OK)
        die(address, curl_easy_strerror(result));
    curl_easy_getinfo(poll->handle, CURLINFO_RESPONSE_CODE, &code);
    curl_slist_free_all(headers);
    return code;
}

static void must_get(struct poll *poll, const char *name)
{
    if (get(poll, name, "") != 200)
        die(name, "not there");
}

// What the kernel counted of the poll's connection.
static void add_bytes(struct poll *poll, struct sum *sum)
{
    curl_socket_t fd = CURL_SOCKET_BAD;
    struct tcp_info info;
    socklen_t size = sizeof info;
    curl_easy_getinfo(poll->handle, CURLINFO_ACTIVESOCKET, &fd);
    if (fd == CURL_SOCKET_BAD || getsockopt(fd, IPPROTO_TCP, TCP_INFO, &info, &size) != 0)
        die("connection", "closed too early");
    sum->down += (int64_t)info.tcpi_bytes_received;
    sum->up += (int64_t)info.tcpi_bytes_acked;
}

static void poll_once(const struct week *week, struct kiosk *kiosk, long newest, struct sum sums[2])
{
    struct poll poll = {.week = week, .handle = curl_easy_init(), .kiosk = kiosk};
    char name[64];
    curl_easy_setopt(poll.handle, CURLOPT_CAINFO, week->certificate);
    curl_easy_setopt(poll.handle, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_2TLS);
    curl_easy_setopt(poll.handle, CURLOPT_USERAGENT, "kompass/" KOMPASS_VERSION);
    curl_easy_setopt(poll.handle, CURLOPT_WRITEFUNCTION, drop);
    curl_easy_setopt(poll.handle, CURLOPT_HEADERFUNCTION, take_etag);
    curl_easy_setopt(poll.handle, CURLOPT_HEADERDATA, &poll);
    bool unchanged = get(&poll, "manifest.json", kiosk->etag) == 304;
    struct sum *sum = &sums[unchanged ? 0 : 1];
    sum->polls++;
    sum->requests++;
    if (!unchanged) {
        snprintf(kiosk->etag, sizeof kiosk->etag, "%s", poll.etag);
        must_get(&poll, "manifest.json.minisig");
        if (week->patches && kiosk->release > 0 && newest - kiosk->release <= PATCHES_BACK)
            snprintf(name, sizeof name, "patch-%ld-%ld.zst", kiosk->release, newest);
        else
            snprintf(name, sizeof name, "catalog-%ld.db.zst", newest);
        must_get(&poll, name);
        kiosk->release = newest;
        sum->requests += 2;
    }
    add_bytes(&poll, sum);
    curl_easy_cleanup(poll.handle);
}

// A kiosk that is switched off or without a network for the day; the same ones in every run.
static bool is_offline(long kiosk, long day)
{
    return ((uint64_t)kiosk * 2654435761u + (uint64_t)day * 40503u) / 64 % OFFLINE_IN == 0;
}

static void run_day(const struct week *week, long day, long newest)
{
    pid_t workers[WORKERS];
    for (long worker = 0; worker < WORKERS; worker++) {
        workers[worker] = fork();
        if (workers[worker] != 0)
            continue;
        for (long tick = 0; tick < week->polls_a_day; tick++) {
            for (long i = worker; i < week->kiosks; i += WORKERS) {
                if (!is_offline(i, day))
                    poll_once(week, &week->kiosk[i], newest, week->sums[worker]);
            }
        }
        _exit(EXIT_SUCCESS);
    }
    for (int worker = 0; worker < WORKERS; worker++) {
        int status;
        if (waitpid(workers[worker], &status, 0) < 0 || !WIFEXITED(status) || WEXITSTATUS(status) != EXIT_SUCCESS)
            die("worker", "failed");
    }
}

// How many kiosks ask in the busiest second of a day, when each waits a random time within its interval.
static int busiest_second(const struct week *week)
{
    static int asked[DAY];
    uint64_t seed = 1;
    int most = 0;
    long interval = DAY / week->polls_a_day;
    memset(asked, 0, sizeof asked);
    for (long i = 0; i < week->kiosks * week->polls_a_day; i++) {
        seed = seed * 6364136223846793005u + 1442695040888963407u;
        long second = i % week->polls_a_day * interval + (long)((seed >> 33) % (uint64_t)interval);
        most = ++asked[second] > most ? asked[second] : most;
    }
    return most;
}

static void *share(size_t size)
{
    void *memory = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED)
        die("memory", "none left");
    return memory;
}

static struct sum total(const struct week *week, int sort)
{
    struct sum sum = {0};
    for (int worker = 0; worker < WORKERS; worker++) {
        sum.polls += week->sums[worker][sort].polls;
        sum.requests += week->sums[worker][sort].requests;
        sum.down += week->sums[worker][sort].down;
        sum.up += week->sums[worker][sort].up;
    }
    return sum;
}

// fleet ADDRESS CERTIFICATE KIOSKS POLLS DAYS full|patch PUBLISH: PUBLISH is a command that makes the release of a day,
// whose number it is given. Prints one line of figures for fleet.sh.
int main(int count, char **arguments)
{
    if (count != 8)
        die("usage", "fleet ADDRESS CERTIFICATE KIOSKS POLLS DAYS full|patch PUBLISH");
    struct week week = {.address = arguments[1],
                        .certificate = arguments[2],
                        .kiosks = atol(arguments[3]),
                        .polls_a_day = atol(arguments[4]),
                        .days = atol(arguments[5]),
                        .patches = strcmp(arguments[6], "patch") == 0};
    week.kiosk = share((size_t)week.kiosks * sizeof *week.kiosk);
    week.sums = share(WORKERS * sizeof *week.sums);
    curl_global_init(CURL_GLOBAL_DEFAULT);
    for (long i = 0; i < week.kiosks; i++)
        week.kiosk[i].release = 1;
    for (long day = 1; day <= week.days; day++) {
        char command[1024];
        snprintf(command, sizeof command, "%s %ld", arguments[7], day);
        if (system(command) != 0)
            die(command, "failed");
        run_day(&week, day, day + 1);
    }
    struct sum same = total(&week, 0);
    struct sum new = total(&week, 1);
    printf("%lld %lld %lld %lld %lld %lld %lld %lld %d\n", (long long)same.polls, (long long)same.requests,
           (long long)same.down, (long long)same.up, (long long)new.polls, (long long)new.requests, (long long)new.down,
           (long long)new.up, busiest_second(&week));
    return EXIT_SUCCESS;
}
