// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// One paper after the other: there is one printer. A child has the fonts that its parent loaded, so a slip is ready at once.
#include "core/print/print_service.h"

#include "core/base/log.h"
#include "core/base/sys.h"
#include "core/print/printer.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

enum { WORKER_BYTES_MAX = 512 * 1024 * 1024, WORKER_SECONDS_MAX = 20 };

enum status print_service_open(struct print_service *service, const char *path, struct problem *problem)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    if (strlen(path) >= sizeof address.sun_path)
        return problem_set(problem, STATUS_INVALID, path, "use a shorter path", "too long for a socket");
    memcpy(address.sun_path, path, strlen(path));
    service->client_count = 0;
    service->listener = socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    unlink(path);
    if (service->listener < 0 || bind(service->listener, (const struct sockaddr *)&address, sizeof address) != 0 ||
        listen(service->listener, PRINT_SERVICE_CLIENTS_MAX) != 0) {
        problem_set_errno(problem, path, "listen at");
        print_service_close(service);
        return problem->status;
    }
    return STATUS_OK;
}

void print_service_close(struct print_service *service)
{
    if (service->listener >= 0)
        close(service->listener);
    for (size_t i = 0; i < service->client_count; i++)
        close(service->clients[i]);
    service->listener = -1;
    service->client_count = 0;
}

static void say_state(int fd, enum print_state state)
{
    const unsigned char byte = (unsigned char)state;
    send(fd, &byte, 1, MSG_DONTWAIT | MSG_NOSIGNAL); // who is gone need not hear it
}

// The child's whole life.
static _Noreturn void work(const struct print_service *service, const char *bytes, size_t size, int channel, pid_t parent)
{
    const struct rlimit seconds = {WORKER_SECONDS_MAX, WORKER_SECONDS_MAX};
    struct arena arena = {0};
    struct paper paper;
    struct problem problem;
    enum print_state state = PRINT_NOT_NOW;
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent)
        _exit(1);
#ifndef __SANITIZE_ADDRESS__ // which takes terabytes of addresses
    setrlimit(RLIMIT_AS, &(struct rlimit){WORKER_BYTES_MAX, WORKER_BYTES_MAX});
#endif
    setrlimit(RLIMIT_CPU, &seconds);
    if (paper_decode(&arena, bytes, size, &paper, &problem) == STATUS_OK)
        state = printer_print(service->printer, &paper, service->format, &problem);
    if (state != PRINT_DONE)
        log_problem(LOG_LEVEL_WARNING, &problem);
    say_state(channel, state);
    _exit(0);
}

// What the child says last, within the time that it has. PRINT_NOT_NOW when it says nothing or what nobody knows.
static enum print_state hear_worker(int channel, int job_ms)
{
    const int64_t until = sys_milliseconds() + job_ms;
    struct pollfd watched = {.fd = channel, .events = POLLIN};
    for (;;) {
        int64_t left = until - sys_milliseconds();
        int result = poll(&watched, 1, left > 0 ? (int)left : 0);
        if (result < 0 && errno == EINTR)
            continue;
        unsigned char byte = 0;
        bool heard = result > 0 && recv(channel, &byte, 1, MSG_DONTWAIT) == 1;
        return heard && print_state_is_known(byte) ? (enum print_state)byte : PRINT_NOT_NOW;
    }
}

static enum print_state print_paper(const struct print_service *service, const char *bytes, size_t size)
{
    int channels[2];
    const pid_t self = getpid();
    struct problem problem;
    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, channels) != 0)
        return PRINT_NOT_NOW;
    pid_t child = fork();
    if (child == 0)
        work(service, bytes, size, channels[1], self);
    close(channels[1]);
    enum print_state state = PRINT_NOT_NOW;
    if (child > 0) {
        state = hear_worker(channels[0], service->job_ms);
        kill(child, SIGKILL); // whatever it still does
        while (waitpid(child, NULL, 0) < 0 && errno == EINTR)
            continue;
    } else {
        problem_set_errno(&problem, service->printer, "start a process");
        log_problem(LOG_LEVEL_ERROR, &problem);
    }
    close(channels[0]);
    return state;
}

// False when the client is gone.
static bool serve_client(struct print_service *service, int client)
{
    ssize_t size = recv(client, service->bytes, sizeof service->bytes, MSG_DONTWAIT);
    if (size < 0)
        return errno == EAGAIN || errno == EINTR;
    if (size == 0)
        return false;
    say_state(client, PRINT_BUSY);
    say_state(client, print_paper(service, service->bytes, (size_t)size));
    explicit_bzero(service->bytes, (size_t)size);
    return true;
}

void print_service_turn(struct print_service *service, int timeout_ms)
{
    struct pollfd watched[PRINT_SERVICE_CLIENTS_MAX + 1];
    size_t count = service->client_count;
    for (size_t i = 0; i < count; i++)
        watched[i] = (struct pollfd){.fd = service->clients[i], .events = POLLIN};
    watched[count] = (struct pollfd){.fd = count < PRINT_SERVICE_CLIENTS_MAX ? service->listener : -1, .events = POLLIN};
    if (poll(watched, (nfds_t)count + 1, timeout_ms) <= 0)
        return;
    for (size_t i = count; i-- > 0;) {
        bool gone = (watched[i].revents & POLLHUP) != 0; // so is who wanted what it may have sent
        if (watched[i].revents == 0 || (!gone && serve_client(service, watched[i].fd)))
            continue;
        close(watched[i].fd);
        service->clients[i] = service->clients[--service->client_count];
    }
    if (watched[count].revents == 0)
        return;
    int client = accept4(service->listener, NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK);
    if (client >= 0)
        service->clients[service->client_count++] = client;
}
