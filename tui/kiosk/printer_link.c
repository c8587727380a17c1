// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// For each paper there comes one state that is not PRINT_BUSY. Those of a paper of an earlier visit are counted off, so that nobody is told
// to take what is another's.
#include "tui/kiosk/printer_link.h"

#include "core/base/log.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

void printer_link_open(struct printer_link *link, const char *path)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    *link = (struct printer_link){.socket = -1};
    if (strlen(path) >= sizeof address.sun_path)
        return;
    memcpy(address.sun_path, path, strlen(path));
    link->socket = socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (link->socket >= 0 && connect(link->socket, (const struct sockaddr *)&address, sizeof address) == 0)
        return;
    struct problem problem;
    problem_set_errno(&problem, path, "reach the process that prints at");
    if (problem.status != STATUS_NOT_FOUND) // else there is no printer
        log_problem(LOG_LEVEL_WARNING, &problem);
    printer_link_close(link);
}

void printer_link_close(struct printer_link *link)
{
    if (link->socket >= 0)
        close(link->socket);
    *link = (struct printer_link){.socket = -1};
}

bool printer_link_is_enough(const struct printer_link *link)
{
    return link->printed >= PRINTER_LINK_VISIT_MAX;
}

void printer_link_print(struct printer_link *link, struct arena *arena, const struct paper *paper, int64_t now_ms)
{
    struct arena_text bytes;
    struct problem problem;
    if (!printer_link_is_there(link) || link->state == PRINT_BUSY)
        return;
    link->state = printer_link_is_enough(link) ? PRINT_NONE : PRINT_NOT_NOW;
    if (printer_link_is_enough(link) || link->owed > 0) // a second paper would wait behind that one, and come out for nobody
        return;
    if (paper_encode(arena, paper, &bytes, &problem) != STATUS_OK) {
        log_problem(LOG_LEVEL_WARNING, &problem);
        return;
    }
    if (send(link->socket, bytes.bytes, bytes.length, MSG_DONTWAIT | MSG_NOSIGNAL) != (ssize_t)bytes.length)
        return;
    link->state = PRINT_BUSY;
    link->since_ms = now_ms;
}

void printer_link_begin(struct printer_link *link)
{
    if (link->state != PRINT_BUSY)
        link->state = PRINT_NONE;
}

// What a paper has come to.
static void take_state(struct printer_link *link, enum print_state state)
{
    if (state == PRINT_BUSY)
        return;
    if (link->owed > 0) {
        link->owed--;
    } else if (link->state == PRINT_BUSY) {
        link->state = state;
        link->printed += state == PRINT_DONE;
    }
}

void printer_link_hear(struct printer_link *link, int64_t now_ms)
{
    unsigned char byte;
    ssize_t got = 0;
    if (!printer_link_is_there(link))
        return;
    while ((got = recv(link->socket, &byte, 1, MSG_DONTWAIT)) == 1)
        if (print_state_is_known(byte))
            take_state(link, (enum print_state)byte);
    if (got == 0 || (errno != EAGAIN && errno != EINTR)) { // nobody prints any more
        printer_link_close(link);
    } else if (link->state == PRINT_BUSY && now_ms - link->since_ms > PRINTER_LINK_WAIT_MS) {
        link->state = PRINT_NOT_NOW;
        link->owed++;
    }
}

void printer_link_forget(struct printer_link *link)
{
    link->owed += link->state == PRINT_BUSY;
    link->state = PRINT_NONE;
    link->printed = 0;
}
