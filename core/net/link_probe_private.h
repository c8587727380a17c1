// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Private to link_probe: between the process that asks and the one that waits.
#ifndef KOMPASS_CORE_NET_LINK_PROBE_PRIVATE_H
#define KOMPASS_CORE_NET_LINK_PROBE_PRIVATE_H

#include "core/net/link_probe.h"
#include "core/net/robots.h"

#include <curl/curl.h>
#include <stdint.h>

// One packet on the channel: the answer to a question.
struct link_report {
    size_t index;
    struct link_answer answer;
};

// Asks all questions and sends a report of each. Of the process that has the network, which ends afterwards.
void link_work(const struct link_question *questions, size_t count, const struct link_manners *manners, int channel);

// ---- one question on its way (link_visit) --------------------------------------------------------------------------

enum link_step { LINK_STEP_ROBOTS, LINK_STEP_HEAD, LINK_STEP_GET };

// A request, and what has come of it so far. Its handle stays, and with it its connections.
struct link_visit {
    CURL *handle;
    struct curl_slist *headers; // of the present request
    enum link_step step;
    char error[CURL_ERROR_SIZE];
    char etag[LINK_ETAG_BYTES], modified[LINK_DATE_BYTES];
    size_t head_bytes;      // of the answer's head so far
    bool head_is_too_large;
    char *body;             // of robots.txt: ROBOTS_BYTES; allocated at the first one
    size_t size;
};

// What a finished request says.
enum link_verdict {
    LINK_SAYS,      // the answer is there
    LINK_LEADS,     // elsewhere: `next`
    LINK_ASK_AGAIN, // by GET
};

struct link_finding {
    enum link_verdict verdict;
    enum link_outcome outcome; // LINK_SAYS
    long code;                 // of HTTP; 0: none came
    bool for_good;             // LINK_LEADS: 301 or 308
    char detail[LINK_DETAIL_BYTES];
    char next[LINK_ADDRESS_BYTES];
};

// Prepares the handle for a request. False when libcurl does not take it.
bool link_visit_prepare(struct link_visit *visit, enum link_step step, const char *address, const char *etag, const char *modified,
                        const struct link_manners *manners);

// Reads what came of it.
void link_visit_read(struct link_visit *visit, CURLcode result, struct link_finding *finding);

void link_visit_free(struct link_visit *visit);

#endif
