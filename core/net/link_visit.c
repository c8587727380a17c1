// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// One request by libcurl, and what its end means. Servers lie, stall and never end: a whole answer has a time, a head a size, and of a
// body nothing is taken but a robots.txt.
#include "core/net/link_probe_private.h"

#include "core/base/memory.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { HEAD_BYTES = 64 * 1024 };

// Says who asks, and what for.
static const char agent[] = "kompass/" KOMPASS_VERSION " (looks whether links of a guide for newcomers still work)";

// ---- asking -------------------------------------------------------------------------------------------------------

// Keeps a value that can be told again as it is: printable.
static void keep(char *to, size_t room, const char *value, const char *end)
{
    while (value < end && (*value == ' ' || *value == '\t'))
        value++;
    while (end > value && (end[-1] == '\r' || end[-1] == '\n' || end[-1] == ' '))
        end--;
    to[0] = '\0';
    if ((size_t)(end - value) >= room)
        return;
    for (const char *c = value; c < end; c++)
        if (*c < ' ' || *c > '~')
            return;
    memcpy(to, value, (size_t)(end - value));
    to[end - value] = '\0';
}

static bool is_named(const char *bytes, size_t length, const char *name)
{
    return length >= strlen(name) && strncasecmp(bytes, name, strlen(name)) == 0;
}

static size_t take_head(char *bytes, size_t one, size_t size, void *context)
{
    static const char etag[] = "etag:";
    static const char modified[] = "last-modified:";
    struct link_visit *visit = context;
    size_t length = one * size;
    visit->head_bytes += length;
    visit->head_is_too_large = visit->head_bytes > HEAD_BYTES;
    if (visit->head_is_too_large)
        return 0;
    if (is_named(bytes, length, etag))
        keep(visit->etag, sizeof visit->etag, bytes + sizeof etag - 1, bytes + length);
    if (is_named(bytes, length, modified))
        keep(visit->modified, sizeof visit->modified, bytes + sizeof modified - 1, bytes + length);
    return length;
}

// Of a page the head is enough: its first byte ends the request. Of a robots.txt the beginning is kept.
static size_t take_body(char *bytes, size_t one, size_t size, void *context)
{
    struct link_visit *visit = context;
    size_t length = one * size;
    if (visit->step != LINK_STEP_ROBOTS)
        return 0;
    size_t taken = length < ROBOTS_BYTES - visit->size ? length : ROBOTS_BYTES - visit->size;
    memcpy(visit->body + visit->size, bytes, taken);
    visit->size += taken;
    return taken;
}

static void add_condition(struct link_visit *visit, const char *name, const char *value)
{
    char line[LINK_ETAG_BYTES + 32];
    if (value[0] == '\0')
        return;
    snprintf(line, sizeof line, "%s: %s", name, value);
    struct curl_slist *longer = curl_slist_append(visit->headers, line);
    if (longer != NULL)
        visit->headers = longer;
}

bool link_visit_prepare(struct link_visit *visit, enum link_step step, const char *address, const char *etag, const char *modified,
                        const struct link_manners *manners)
{
    const char *authorities = getenv("SSL_CERT_FILE");
    CURL *handle = visit->handle;
    curl_slist_free_all(visit->headers);
    visit->headers = NULL;
    visit->step = step;
    visit->error[0] = visit->etag[0] = visit->modified[0] = '\0';
    visit->head_bytes = visit->size = 0;
    visit->head_is_too_large = false;
    if (visit->body == NULL)
        visit->body = memory_allocate(ROBOTS_BYTES, 1);
    add_condition(visit, "If-None-Match", etag);
    add_condition(visit, "If-Modified-Since", modified);
    curl_easy_reset(handle); // connections stay
    CURLcode set[] = {
        curl_easy_setopt(handle, CURLOPT_URL, address),
        curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "http,https"),
        curl_easy_setopt(handle, CURLOPT_FOLLOWLOCATION, 0L), // who asks follows, so that another server has its turn
        curl_easy_setopt(handle, CURLOPT_NOBODY, step == LINK_STEP_HEAD ? 1L : 0L),
        curl_easy_setopt(handle, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2),
        curl_easy_setopt(handle, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_2TLS),
        curl_easy_setopt(handle, CURLOPT_HTTP09_ALLOWED, 0L),
        curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L),
        curl_easy_setopt(handle, CURLOPT_NETRC, (long)CURL_NETRC_IGNORED),
        curl_easy_setopt(handle, CURLOPT_CONNECTTIMEOUT_MS, manners->connect_ms),
        curl_easy_setopt(handle, CURLOPT_TIMEOUT_MS, manners->answer_ms),
        curl_easy_setopt(handle, CURLOPT_USERAGENT, agent),
        curl_easy_setopt(handle, CURLOPT_HTTPHEADER, visit->headers),
        curl_easy_setopt(handle, CURLOPT_HEADERFUNCTION, take_head),
        curl_easy_setopt(handle, CURLOPT_HEADERDATA, visit),
        curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, take_body),
        curl_easy_setopt(handle, CURLOPT_WRITEDATA, visit),
        curl_easy_setopt(handle, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L), // those of a proxy
        curl_easy_setopt(handle, CURLOPT_ERRORBUFFER, visit->error),
        authorities != NULL ? curl_easy_setopt(handle, CURLOPT_CAINFO, authorities) : CURLE_OK,
        authorities != NULL ? curl_easy_setopt(handle, CURLOPT_CAPATH, NULL) : CURLE_OK,
    };
    for (size_t i = 0; i < sizeof set / sizeof *set; i++)
        if (set[i] != CURLE_OK)
            return false;
    return true;
}

void link_visit_free(struct link_visit *visit)
{
    curl_slist_free_all(visit->headers);
    curl_easy_cleanup(visit->handle);
    memory_free(&visit->body);
}

// ---- what it means ------------------------------------------------------------------------------------------------

static void say(struct link_finding *finding, enum link_outcome outcome, const char *detail)
{
    finding->verdict = LINK_SAYS;
    finding->outcome = outcome;
    snprintf(finding->detail, sizeof finding->detail, "%s", detail);
}

static void lead(struct link_visit *visit, struct link_finding *finding)
{
    char *next = NULL; // absolute
    char *scheme = NULL;
    CURLU *parts = curl_url();
    curl_easy_getinfo(visit->handle, CURLINFO_REDIRECT_URL, &next);
    if (next == NULL)
        say(finding, LINK_ERROR, "leads elsewhere without saying where");
    else if (strlen(next) >= sizeof finding->next)
        say(finding, LINK_ERROR, "leads to an address that is too long");
    else if (curl_url_set(parts, CURLUPART_URL, next, CURLU_DISALLOW_USER) != CURLUE_OK ||
             curl_url_get(parts, CURLUPART_SCHEME, &scheme, 0) != CURLUE_OK ||
             (strcmp(scheme, "http") != 0 && strcmp(scheme, "https") != 0))
        say(finding, LINK_ERROR, "leads to something that is no web address");
    else {
        finding->verdict = LINK_LEADS;
        finding->for_good = finding->code == 301 || finding->code == 308;
        snprintf(finding->next, sizeof finding->next, "%s", next);
    }
    curl_free(scheme);
    curl_url_cleanup(parts);
}

static bool is_refusal(long code)
{
    static const long codes[] = {401, 402, 403, 405, 406, 407, 418, 429, 451, 999};
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
        if (code == codes[i])
            return true;
    return false;
}

static void read_code(struct link_visit *visit, struct link_finding *finding)
{
    char detail[48];
    long code = finding->code;
    snprintf(detail, sizeof detail, "the server answers with %ld", code);
    if ((code >= 200 && code < 300) || code == 304)
        say(finding, LINK_WORKS, "");
    else if (code >= 300 && code < 400 && code != 300)
        lead(visit, finding);
    else if (code >= 400 && code != 429 && visit->step == LINK_STEP_HEAD)
        finding->verdict = LINK_ASK_AGAIN; // some servers know no HEAD and say so in strange ways
    else if (code == 404 || code == 410)
        say(finding, LINK_GONE, detail);
    else if (is_refusal(code))
        say(finding, LINK_REFUSED, detail);
    else
        say(finding, code >= 500 && code < 600 ? LINK_ERROR : LINK_UNKNOWN, detail);
}

// The proxy's word on a server that it could not reach.
static bool read_proxy(struct link_visit *visit, struct link_finding *finding)
{
    char detail[48];
    long code = 0;
    curl_easy_getinfo(visit->handle, CURLINFO_HTTP_CONNECTCODE, &code);
    if (code < 300)
        return false;
    snprintf(detail, sizeof detail, "the proxy answers with %ld", code);
    say(finding, code >= 502 && code <= 504 ? LINK_UNREACHABLE : LINK_UNKNOWN, detail);
    return true;
}

static enum link_outcome outcome_of(CURLcode result, bool connected)
{
    switch (result) {
    case CURLE_COULDNT_RESOLVE_HOST:
        return LINK_NAMELESS;
    case CURLE_COULDNT_RESOLVE_PROXY:
    case CURLE_COULDNT_CONNECT:
        return LINK_UNREACHABLE;
    case CURLE_OPERATION_TIMEDOUT:
        return connected ? LINK_SLOW : LINK_UNREACHABLE;
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_ISSUER_ERROR:
        return LINK_CERTIFICATE;
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_UNSUPPORTED_PROTOCOL: // no HTTP, or an old one
    case CURLE_WEIRD_SERVER_REPLY:
    case CURLE_HTTP2:
    case CURLE_HTTP2_STREAM:
    case CURLE_GOT_NOTHING:
    case CURLE_RECV_ERROR:
    case CURLE_SEND_ERROR:
    case CURLE_PARTIAL_FILE:
    case CURLE_BAD_CONTENT_ENCODING:
        return LINK_ERROR;
    default:
        return LINK_UNKNOWN;
    }
}

void link_visit_read(struct link_visit *visit, CURLcode result, struct link_finding *finding)
{
    curl_off_t connected = 0;
    memset(finding, 0, sizeof *finding);
    curl_easy_getinfo(visit->handle, CURLINFO_RESPONSE_CODE, &finding->code);
    curl_easy_getinfo(visit->handle, CURLINFO_CONNECT_TIME_T, &connected);
    if (visit->head_is_too_large)
        say(finding, LINK_ERROR, "the head of the answer is too large");
    else if (result == CURLE_OK || (result == CURLE_WRITE_ERROR && finding->code != 0))
        read_code(visit, finding); // a body that was not taken
    else if (!read_proxy(visit, finding))
        say(finding, outcome_of(result, connected > 0), visit->error[0] != '\0' ? visit->error : curl_easy_strerror(result));
}
