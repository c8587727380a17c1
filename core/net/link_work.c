// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// A queue for each server, each of which has at most one request under way, and at most so many servers at a time. A redirect puts its
// question at the end of another server's queue, where its robots.txt is asked for first, like everybody's.
#include "core/net/link_probe_private.h"

#include "core/base/memory.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <time.h>

enum { HOPS_MAX = 5, NAME_BYTES_MAX = 256, MAIL_MISSES_MAX = 3, TURN_MS = 1000 };

// A question on its way.
struct link_errand {
    size_t index;
    char address[LINK_ADDRESS_BYTES]; // where it is asked at present
    char moved[LINK_ADDRESS_BYTES];   // where it has moved for good; "": nowhere
    int hops;
    bool by_get;
    bool turned; // a hop that was not for good: what comes behind it is no move
    struct link_errand *next;
};

// A server, by its name, whatever the port.
struct link_host {
    char name[NAME_BYTES_MAX];
    struct link_errand *first, **last;
    struct link_visit visit;
    bool busy;
    int64_t due_ms;  // when it may be asked again
    char origin[NAME_BYTES_MAX + 32]; // of the robots that are known: "https://name:port"; "": none are
    struct arena arena;     // theirs
    struct robots robots;
    bool closed;            // nothing more is asked of the origin: `closing`
    struct link_answer closing;
    struct link_host *next;
};

struct link_crew {
    CURLM *multi;
    const struct link_question *questions;
    const struct link_manners *manners;
    int channel;
    struct link_host *hosts;
    size_t left; // questions without an answer
    int busy;
    struct link_report report;
};

static int64_t now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

// ---- answers ------------------------------------------------------------------------------------------------------

static void send_answer(struct link_crew *crew, size_t index, const struct link_answer *answer)
{
    crew->report = (struct link_report){.index = index, .answer = *answer};
    send(crew->channel, &crew->report, sizeof crew->report, MSG_NOSIGNAL);
    crew->left--;
}

static struct link_answer answer_of(enum link_outcome outcome, const char *detail)
{
    struct link_answer answer = {.outcome = outcome};
    snprintf(answer.detail, sizeof answer.detail, "%s", detail);
    return answer;
}

// Ends the first errand of the host.
static void end_errand(struct link_crew *crew, struct link_host *host, const struct link_answer *answer)
{
    struct link_errand *errand = host->first;
    send_answer(crew, errand->index, answer);
    host->first = errand->next;
    if (host->first == NULL)
        host->last = &host->first;
    memory_free(&errand);
}

// ---- queues -------------------------------------------------------------------------------------------------------

// The parts of an address that decide who is asked, and by which rules. False for what is no web address.
static bool part_address(const char *address, char name[NAME_BYTES_MAX], char origin[NAME_BYTES_MAX + 32], char path[LINK_ADDRESS_BYTES])
{
    CURLU *parts = curl_url();
    char *scheme = NULL, *host = NULL, *port = NULL, *own_path = NULL, *query = NULL;
    bool whole = curl_url_set(parts, CURLUPART_URL, address, CURLU_DISALLOW_USER) == CURLUE_OK &&
                 curl_url_get(parts, CURLUPART_SCHEME, &scheme, 0) == CURLUE_OK &&
                 curl_url_get(parts, CURLUPART_HOST, &host, 0) == CURLUE_OK &&
                 curl_url_get(parts, CURLUPART_PORT, &port, CURLU_DEFAULT_PORT) == CURLUE_OK &&
                 curl_url_get(parts, CURLUPART_PATH, &own_path, 0) == CURLUE_OK &&
                 (strcmp(scheme, "http") == 0 || strcmp(scheme, "https") == 0) && strlen(host) < NAME_BYTES_MAX && strlen(port) <= 5;
    if (whole) {
        curl_url_get(parts, CURLUPART_QUERY, &query, 0);
        snprintf(name, NAME_BYTES_MAX, "%s", host);
        snprintf(origin, NAME_BYTES_MAX + 32, "%s://%s:%s", scheme, host, port);
        snprintf(path, LINK_ADDRESS_BYTES, "%s%s%s", own_path, query == NULL ? "" : "?", query == NULL ? "" : query);
        size_t length = strlen(name);
        if (length > 1 && name[length - 1] == '.') // the same one
            name[length - 1] = '\0';
    }
    curl_free(scheme);
    curl_free(host);
    curl_free(port);
    curl_free(own_path);
    curl_free(query);
    curl_url_cleanup(parts);
    return whole;
}

static struct link_host *host_of(struct link_crew *crew, const char *name)
{
    struct link_host *host = crew->hosts;
    while (host != NULL && strcasecmp(host->name, name) != 0)
        host = host->next;
    if (host != NULL)
        return host;
    host = memory_allocate(1, sizeof *host);
    snprintf(host->name, sizeof host->name, "%s", name);
    host->last = &host->first;
    host->next = crew->hosts;
    crew->hosts = host;
    return host;
}

// Puts an errand into the queue that its address belongs to. False when that is no web address.
static bool queue_errand(struct link_crew *crew, struct link_errand *errand)
{
    char name[NAME_BYTES_MAX], origin[NAME_BYTES_MAX + 32], path[LINK_ADDRESS_BYTES];
    if (!part_address(errand->address, name, origin, path))
        return false;
    struct link_host *host = host_of(crew, name);
    errand->next = NULL;
    *host->last = errand;
    host->last = &errand->next;
    return true;
}

static void queue_question(struct link_crew *crew, size_t index)
{
    const char *address = crew->questions[index].address;
    struct link_errand *errand = memory_allocate(1, sizeof *errand);
    errand->index = index;
    snprintf(errand->address, sizeof errand->address, "%s", address);
    if (strlen(address) < sizeof errand->address && queue_errand(crew, errand))
        return;
    struct link_answer answer = answer_of(LINK_UNKNOWN, "is no web address");
    send_answer(crew, index, &answer);
    memory_free(&errand);
}

// ---- starting -----------------------------------------------------------------------------------------------------

static void start_request(struct link_crew *crew, struct link_host *host, enum link_step step, const char *address)
{
    const struct link_errand *errand = host->first;
    const struct link_question *question = &crew->questions[errand->index];
    bool first = step != LINK_STEP_ROBOTS && errand->hops == 0; // what is told by an ETag is the first address's
    if (host->visit.handle == NULL)
        host->visit.handle = curl_easy_init();
    if (host->visit.handle == NULL ||
        !link_visit_prepare(&host->visit, step, address, first ? question->etag : "", first ? question->modified : "", crew->manners) ||
        curl_easy_setopt(host->visit.handle, CURLOPT_PRIVATE, host) != CURLE_OK ||
        curl_multi_add_handle(crew->multi, host->visit.handle) != CURLM_OK) {
        struct link_answer answer = answer_of(LINK_UNKNOWN, "libcurl cannot ask");
        end_errand(crew, host, &answer);
        return;
    }
    host->busy = true;
    crew->busy++;
}

// Asks what comes first in the host's queue, or for the rules first. What the rules forbid is answered at once.
static void start_host(struct link_crew *crew, struct link_host *host)
{
    char name[NAME_BYTES_MAX], origin[NAME_BYTES_MAX + 32], path[LINK_ADDRESS_BYTES], address[NAME_BYTES_MAX + 64];
    struct link_answer refused = answer_of(LINK_REFUSED, "robots.txt asks to leave it alone");
    part_address(host->first->address, name, origin, path);
    if (strcmp(origin, host->origin) != 0) {
        snprintf(host->origin, sizeof host->origin, "%s", origin);
        host->closed = false;
        snprintf(address, sizeof address, "%s/robots.txt", origin);
        start_request(crew, host, LINK_STEP_ROBOTS, address);
    } else if (host->closed) {
        end_errand(crew, host, &host->closing);
    } else if (!robots_allow(&host->robots, path)) {
        end_errand(crew, host, &refused);
    } else {
        start_request(crew, host, host->first->by_get ? LINK_STEP_GET : LINK_STEP_HEAD, host->first->address);
    }
}

// ---- ending -------------------------------------------------------------------------------------------------------

static void close_origin(struct link_host *host, enum link_outcome outcome, const char *detail)
{
    host->closed = true;
    host->closing = answer_of(outcome, detail);
}

// Without rules everything is allowed; a server that is broken may have some, so it is left alone (RFC 9309, 2.3.1). One that cannot be
// reached is not tried again for each of its addresses.
static void take_robots(struct link_crew *crew, struct link_host *host, const struct link_finding *finding)
{
    char detail[96];
    arena_reset(&host->arena);
    host->robots = (struct robots){0};
    if (finding->code == 0) {
        close_origin(host, finding->outcome, finding->detail);
        return;
    }
    if (finding->code >= 500 || finding->code == 429) {
        snprintf(detail, sizeof detail, "robots.txt: the server answers with %ld", finding->code);
        close_origin(host, LINK_REFUSED, detail);
    }
    if (finding->code >= 200 && finding->code < 300)
        robots_read(&host->robots, &host->arena, host->visit.body, host->visit.size, "kompass");
    if (host->robots.delay_ms > crew->manners->pause_max_ms) {
        snprintf(detail, sizeof detail, "robots.txt asks for %ld s between two questions", host->robots.delay_ms / 1000);
        close_origin(host, LINK_REFUSED, detail);
    }
}

static void follow(struct link_crew *crew, struct link_host *host, const struct link_finding *finding)
{
    struct link_errand *errand = host->first;
    struct link_answer answer = answer_of(LINK_ERROR, "leads from one address to the next");
    if (errand->hops == HOPS_MAX) {
        end_errand(crew, host, &answer);
        return;
    }
    host->first = errand->next;
    if (host->first == NULL)
        host->last = &host->first;
    errand->hops++;
    errand->by_get = false;
    errand->turned = errand->turned || !finding->for_good;
    snprintf(errand->address, sizeof errand->address, "%s", finding->next);
    if (!errand->turned)
        snprintf(errand->moved, sizeof errand->moved, "%s", finding->next);
    if (queue_errand(crew, errand))
        return;
    answer = answer_of(LINK_ERROR, "leads to something that is no web address");
    send_answer(crew, errand->index, &answer);
    memory_free(&errand);
}

// A new address is worth taking over when it works, is safer or as safe, and fits where it would be written.
static bool has_moved(const struct link_errand *errand)
{
    return strncmp(errand->moved, "https://", 8) == 0 && strlen(errand->moved) < LINK_DETAIL_BYTES;
}

static void take_page(struct link_crew *crew, struct link_host *host, const struct link_finding *finding)
{
    struct link_errand *errand = host->first;
    struct link_answer answer = answer_of(finding->outcome, finding->detail);
    if (finding->verdict == LINK_LEADS) {
        follow(crew, host, finding);
        return;
    }
    if (finding->verdict == LINK_ASK_AGAIN) {
        errand->by_get = true;
        return;
    }
    if (finding->outcome == LINK_WORKS && errand->hops == 0) {
        const struct link_question *question = &crew->questions[errand->index];
        bool unchanged = finding->code == 304;
        snprintf(answer.etag, sizeof answer.etag, "%s", unchanged ? question->etag : host->visit.etag);
        snprintf(answer.modified, sizeof answer.modified, "%s", unchanged ? question->modified : host->visit.modified);
    } else if (finding->outcome == LINK_WORKS && has_moved(errand)) {
        answer = answer_of(LINK_MOVED, errand->moved);
    }
    if (finding->code == 429)
        close_origin(host, LINK_REFUSED, finding->detail);
    end_errand(crew, host, &answer);
}

static void finish(struct link_crew *crew, struct link_host *host, CURLcode result)
{
    struct link_finding finding;
    link_visit_read(&host->visit, result, &finding);
    curl_multi_remove_handle(crew->multi, host->visit.handle);
    host->busy = false;
    crew->busy--;
    if (host->visit.step == LINK_STEP_ROBOTS)
        take_robots(crew, host, &finding);
    else
        take_page(crew, host, &finding);
    bool asked = finding.code != 0 || (finding.outcome != LINK_NAMELESS && finding.outcome != LINK_UNREACHABLE);
    long pause = !asked ? 0 : host->robots.delay_ms > crew->manners->pause_ms ? host->robots.delay_ms : crew->manners->pause_ms;
    host->due_ms = now_ms() + (pause < crew->manners->pause_max_ms ? pause : crew->manners->pause_max_ms);
    if (host->first == NULL) { // not a thousand handles and connections that nobody needs any more
        link_visit_free(&host->visit);
        host->visit = (struct link_visit){0};
    }
}

// ---- the turns ----------------------------------------------------------------------------------------------------

// Starts whatever may be asked; gives how long it is until the next may be.
static int start_all(struct link_crew *crew)
{
    int64_t now = now_ms();
    int64_t wait = TURN_MS;
    for (struct link_host *host = crew->hosts; host != NULL; host = host->next) {
        while (host->first != NULL && !host->busy && host->due_ms <= now && crew->busy < crew->manners->hosts)
            start_host(crew, host);
        if (host->first != NULL && !host->busy && host->due_ms > now && host->due_ms - now < wait)
            wait = host->due_ms - now;
    }
    return (int)wait;
}

static void ask_web(struct link_crew *crew)
{
    int running, queued;
    while (crew->left > 0) {
        int wait = start_all(crew);
        if (crew->left == 0 || curl_multi_perform(crew->multi, &running) != CURLM_OK)
            return;
        bool finished = false;
        for (CURLMsg *message; (message = curl_multi_info_read(crew->multi, &queued)) != NULL;) {
            char *host = NULL;
            CURLcode result = message->data.result; // the message goes with the handle
            curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &host);
            finish(crew, (struct link_host *)(void *)host, result);
            finished = true;
        }
        if (!finished && curl_multi_poll(crew->multi, NULL, 0, wait, NULL) != CURLM_OK)
            return;
    }
}

// One after the other. When nobody answers, such as behind a proxy, the rest is not waited for.
static void ask_mail(struct link_crew *crew, size_t count)
{
    static const struct {
        enum link_outcome outcome;
        const char *detail;
    } meaning[] = {
        [MAIL_DOMAIN_TAKES] = {LINK_WORKS, ""},
        [MAIL_DOMAIN_NONE] = {LINK_GONE, "the domain takes no mail"},
        [MAIL_DOMAIN_UNKNOWN] = {LINK_UNKNOWN, "no name server answers"},
    };
    int misses = 0;
    for (size_t i = 0; i < count; i++) {
        if (!crew->questions[i].is_mail)
            continue;
        enum mail_domain_state state = misses == MAIL_MISSES_MAX
                                           ? MAIL_DOMAIN_UNKNOWN
                                           : crew->manners->ask_mail(crew->manners->mail, crew->questions[i].address);
        misses = state != MAIL_DOMAIN_UNKNOWN ? 0 : misses < MAIL_MISSES_MAX ? misses + 1 : misses;
        struct link_answer answer = answer_of(meaning[state].outcome, meaning[state].detail);
        send_answer(crew, i, &answer);
    }
}

static void free_hosts(struct link_crew *crew)
{
    while (crew->hosts != NULL) {
        struct link_host *host = crew->hosts;
        crew->hosts = host->next;
        link_visit_free(&host->visit);
        arena_free(&host->arena);
        memory_free(&host);
    }
}

void link_work(const struct link_question *questions, size_t count, const struct link_manners *manners, int channel)
{
    static struct link_crew crew;
    crew = (struct link_crew){.questions = questions, .manners = manners, .channel = channel, .left = count};
    ask_mail(&crew, count);
    if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK || (crew.multi = curl_multi_init()) == NULL)
        return;
    curl_multi_setopt(crew.multi, CURLMOPT_MAXCONNECTS, 2L * manners->hosts);
    for (size_t i = 0; i < count; i++)
        if (!questions[i].is_mail)
            queue_question(&crew, i);
    ask_web(&crew);
    free_hosts(&crew);
    curl_multi_cleanup(crew.multi);
}
