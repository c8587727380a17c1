// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Whether mail to an address can arrive, as far as the domain name system tells (RFC 5321, 5.1). No mail is sent.
#ifndef KOMPASS_CORE_NET_MAIL_DOMAIN_H
#define KOMPASS_CORE_NET_MAIL_DOMAIN_H

#include "core/base/arena.h"

#include <stdbool.h>

enum mail_domain_state {
    MAIL_DOMAIN_TAKES,   // it names a server for mail, or is one
    MAIL_DOMAIN_NONE,    // no server: no such domain, or one that takes no mail (RFC 7505)
    MAIL_DOMAIN_UNKNOWN, // nobody could be asked
};

// Asks about a domain in ASCII; `context` is its own. It may take seconds.
typedef enum mail_domain_state mail_domain_ask(void *context, const char *domain);

// The one that asks the system's name servers.
mail_domain_ask mail_domain_resolve;

// The domain of a mail address as it is asked for, in ASCII (UTS #46), in the arena. NULL when the text is no mail address
// (core/text/net_address.h).
const char *mail_domain_of(struct arena *arena, const char *address);

#endif
