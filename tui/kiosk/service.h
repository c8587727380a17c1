// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// What the service manager is told, in the protocol of sd_notify(3): that the kiosk is there, and that it still turns.
#ifndef KOMPASS_TUI_KIOSK_SERVICE_H
#define KOMPASS_TUI_KIOSK_SERVICE_H

#include <stdint.h>

struct service {
    int socket;          // connected; -1: nobody listens
    int64_t interval_ms; // between two signs of life; 0: nobody waits for them
    int64_t told_ms;     // when the last one was given
};

// Connects to the socket that the environment names, if it does (NOTIFY_SOCKET, WATCHDOG_USEC, WATCHDOG_PID). Before the
// sandbox, which allows no new sockets.
void service_open(struct service *service);

// The first frame is on the screen; `status` is one line for `systemctl status`. Said again, it changes that line.
void service_ready(struct service *service, const char *status);

// A turn of the loop ended, from input to paint, at `now_ms` of a clock that nobody sets: a sign of life, when one is
// due. The first is due at once: the manager may have waited for one since long before this process began. Nothing else
// feeds the watchdog, so a kiosk that hangs is ended and started again.
void service_turned(struct service *service, int64_t now_ms);

void service_close(struct service *service);

#endif
