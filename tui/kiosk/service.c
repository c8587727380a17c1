// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// One datagram a message: too little to load a library for, in a program that shows its first page in milliseconds.
#include "tui/kiosk/service.h"

#include <errno.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

static void tell(const struct service *service, const char *message)
{
    if (service->socket >= 0)
        send(service->socket, message, strlen(message), MSG_NOSIGNAL | MSG_DONTWAIT); // nobody waits for the kiosk
}

static int64_t watchdog_interval(void)
{
    const char *microseconds = getenv("WATCHDOG_USEC");
    const char *process = getenv("WATCHDOG_PID");
    if (microseconds == NULL || (process != NULL && strtol(process, NULL, 10) != getpid()))
        return 0;
    long long limit = strtoll(microseconds, NULL, 10);
    return limit > 0 ? limit / 1000 / 2 : 0; // half of the limit, as sd_watchdog_enabled(3) asks
}

void service_open(struct service *service)
{
    const char *path = getenv("NOTIFY_SOCKET");
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    *service = (struct service){.socket = -1};
    if (path == NULL || (path[0] != '/' && path[0] != '@') || strlen(path) >= sizeof address.sun_path)
        return;
    memcpy(address.sun_path, path, strlen(path));
    if (path[0] == '@') // a name that is no file
        address.sun_path[0] = '\0';
    service->socket = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    socklen_t size = (socklen_t)(offsetof(struct sockaddr_un, sun_path) + strlen(path));
    if (service->socket >= 0 && connect(service->socket, (const struct sockaddr *)&address, size) != 0)
        service_close(service);
    service->interval_ms = watchdog_interval();
    service->told_ms = -service->interval_ms;
}

void service_ready(struct service *service, const char *status)
{
    char message[512];
    snprintf(message, sizeof message, "READY=1\nSTATUS=%s", status);
    tell(service, message);
}

void service_turned(struct service *service, int64_t now_ms)
{
    if (service->interval_ms == 0 || now_ms - service->told_ms < service->interval_ms)
        return;
    service->told_ms = now_ms;
    tell(service, "WATCHDOG=1");
}

void service_close(struct service *service)
{
    if (service->socket >= 0)
        close(service->socket);
    service->socket = -1;
}
