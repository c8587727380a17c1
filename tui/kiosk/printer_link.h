// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The kiosk's end of printing: a local socket to the process that prints (core/print/print_service.h). Nothing here waits.
#ifndef KOMPASS_TUI_KIOSK_PRINTER_LINK_H
#define KOMPASS_TUI_KIOSK_PRINTER_LINK_H

#include "core/output/paper.h"

#include <stdint.h>

// Where kompass-print.service listens.
#define PRINTER_LINK_PATH "/run/kompass-print/socket"

enum {
    PRINTER_LINK_VISIT_MAX = 5, // papers in one visit
    PRINTER_LINK_WAIT_MS = 60000, // for a state
};

struct printer_link {
    int socket;             // -1: there is no printer
    enum print_state state; // of the last paper of this visit
    int printed;            // in this visit
    int owed;               // states that are still to come for papers that nobody waits for any more
    int64_t since_ms;       // when the last paper was sent, by tick.elapsed_ms
};

// Connects; without anybody there, there is no printer. Before the sandbox, which allows no new sockets.
void printer_link_open(struct printer_link *link, const char *path);
void printer_link_close(struct printer_link *link);

static inline bool printer_link_is_there(const struct printer_link *link)
{
    return link->socket >= 0;
}

// Whether the visit has had as many papers as it gets.
bool printer_link_is_enough(const struct printer_link *link);

// Sends the paper, unless one is being printed, of an earlier visit too, or it is enough; the state says what came of it.
void printer_link_print(struct printer_link *link, struct arena *arena, const struct paper *paper, int64_t now_ms);

// Another page is shown: of papers that were printed before it nothing is told any more.
void printer_link_begin(struct printer_link *link);

// Hears what there is to be heard, also nothing for too long.
void printer_link_hear(struct printer_link *link, int64_t now_ms);

// The visit is over.
void printer_link_forget(struct printer_link *link);

#endif
