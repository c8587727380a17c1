// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Asks whether web addresses and domains of mail work, politely, in a process of its own that has the network. It brings answers
// and judges nothing but what each says by itself: what follows from several is decided by whoever asked.
//
// Of one server nothing is asked while another question to it is open, and the next one after a pause: ours, or that of its
// robots.txt (RFC 9309), which is asked for first and obeyed. HEAD is tried first, and GET where that is refused, of which no body is
// read. What an earlier answer was told by (ETag, Last-Modified) is sent along. Redirects are followed to http and https only.
#ifndef KOMPASS_CORE_NET_LINK_PROBE_H
#define KOMPASS_CORE_NET_LINK_PROBE_H

#include "core/base/status.h"
#include "core/net/mail_domain.h"

#include <stdbool.h>
#include <stddef.h>

enum { LINK_ADDRESS_BYTES = 2048, LINK_DETAIL_BYTES = 512, LINK_ETAG_BYTES = 256, LINK_DATE_BYTES = 64 }; // with the NUL

struct link_question {
    bool is_mail;                // `address` is a domain in ASCII; otherwise an http or https address
    const char *address;
    const char *etag, *modified; // of the last answer; "": none
};

enum link_outcome {
    LINK_WORKS,
    LINK_MOVED,       // for good, to the detail, where it works
    LINK_GONE,        // 404, 410; a domain that takes no mail
    LINK_REFUSED,     // 401, 403, 429 and the like, or robots.txt: perhaps people are answered
    LINK_CERTIFICATE,
    LINK_SLOW,
    LINK_ERROR,       // the server is broken: 5xx, redirects without end, no HTTP
    LINK_NAMELESS,    // the name is not known
    LINK_UNREACHABLE,
    LINK_UNKNOWN,
    LINK_OUTCOMES,
};

// What was learnt. Printable ASCII, as all of it comes from strangers.
struct link_answer {
    enum link_outcome outcome;
    char detail[LINK_DETAIL_BYTES]; // in English; of LINK_MOVED the new address
    char etag[LINK_ETAG_BYTES], modified[LINK_DATE_BYTES];
};

struct link_manners {
    int hosts;         // servers that are asked at a time, at most
    long connect_ms;   // from the name's look-up to the end of the TLS handshake
    long answer_ms;    // for a whole answer
    long pause_ms;     // between two questions to one server
    long pause_max_ms; // a server that wants a longer one is not asked
    mail_domain_ask *ask_mail;
    void *mail;        // its context
};

// Those that strangers' servers are asked with.
extern const struct link_manners link_manners;

// Asks all, which may take hours, and gives an answer to each. Certificates and proxies as core/net/transport_https.h has them.
// STATUS_IO when the process that asks has ended too early; then answers that came before are there, and the others LINK_UNKNOWN.
enum status link_probe(const struct link_question *questions, size_t count, const struct link_manners *manners,
                       struct link_answer *answers, struct problem *problem);

#endif
