// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Printing for a kiosk that may do nothing of it itself: it sends a paper over a local socket (SOCK_SEQPACKET, one message a paper, as
// paper_encode() writes it) and hears states, one byte each: PRINT_BUSY, then one of the others.
//
// Each paper is printed by a process of its own, which is ended when it takes too long: neither a printer that hangs nor a fault in a
// library of fonts ends the service.
#ifndef KOMPASS_CORE_PRINT_PRINT_SERVICE_H
#define KOMPASS_CORE_PRINT_PRINT_SERVICE_H

#include "core/print/typeset.h"

enum {
    PRINT_SERVICE_CLIENTS_MAX = 4, // more wait until one of them is gone
    PRINT_SERVICE_JOB_MS = 40000,  // that a paper may take
};

struct print_service {
    const char *printer; // printer_check()
    enum paper_format format;
    int job_ms;
    int listener;
    int clients[PRINT_SERVICE_CLIENTS_MAX];
    size_t client_count;
    char bytes[PAPER_BYTES_MAX + 1]; // the paper that is being printed, else zeros; one more, as what is longer is no paper
};

// Listens at the path, in place of a socket that was left there.
enum status print_service_open(struct print_service *service, const char *path, struct problem *problem);

// Waits at most so long, -1 for ever, for who connects or sends, and answers. Whoever sends what is no paper gets PRINT_NOT_NOW.
// Of a client that is gone nothing is printed, also not what it sent before.
void print_service_turn(struct print_service *service, int timeout_ms);

void print_service_close(struct print_service *service);

#endif
