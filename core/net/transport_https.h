// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The transport of https:// addresses, by libcurl, in a process of its own.
#ifndef KOMPASS_CORE_NET_TRANSPORT_HTTPS_H
#define KOMPASS_CORE_NET_TRANSPORT_HTTPS_H

#include "core/net/transport.h"

// How long a server may keep us waiting.
struct https_patience {
    long connect_ms;        // from the name's look-up to the end of the TLS handshake
    long slow_seconds;      // so long an answer may come slower than ...
    long slow_bytes_second; // ... this
};

// Opens transport->place, an https address: starts the process that has the network, which ends with this one. It
// follows up to three redirects, to https only; trusts the certificates of the system, or those of the file that the
// environment's SSL_CERT_FILE names; takes a proxy from the environment (https_proxy, no_proxy). The caller's process
// never opens a network socket and loads none of libcurl's state. STATUS_UNTRUSTED from fetch() for a certificate that
// is not right, or a redirect to anything but https.
enum status transport_open_https(struct arena *arena, struct transport *transport, struct problem *problem);

// For tests: the patience of transports opened from now on; NULL is the normal one again.
void transport_https_set_patience(const struct https_patience *patience);

#endif
