// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// `kompass check --links`: whether the contacts in an editorial database work. Web addresses are asked, domains of mail
// addresses looked up, telephone numbers read. What was learnt is kept there (core/editorial/contacts.h).
#ifndef KOMPASS_CORE_INSIGHT_CONTACT_CHECK_H
#define KOMPASS_CORE_INSIGHT_CONTACT_CHECK_H

#include "core/editorial/contacts.h"
#include "core/net/link_probe.h"

// Texts are in the arena.
struct contact_report {
    bool reached;                   // false: of nothing that needs the network was there any answer, and nothing was written down
    size_t count;                   // contacts that were looked at
    long results[CONTACT_RESULTS];  // how many of each
    long broken;                    // by now
    struct contact_trouble *troubles;
    size_t trouble_count;
};

// Looks at all contacts, which may take hours, and writes down what became of it at `now` (seconds since 1970-01-01T00:00Z). No
// transaction is open meanwhile. Without a network nothing counts as failed.
enum status contact_check(sqlite3 *editorial, const struct link_manners *manners, int64_t now, struct arena *arena,
                          struct contact_report *report, struct problem *problem);

#endif
