// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The end of those who type: it sends orders and takes news, in packets that keep their bounds. A plan comes in pieces.
#include "core/publish/publisher_private.h"

#include "core/base/memory.h"
#include "core/base/settings.h"
#include "core/base/sys.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

enum { WAIT_MS = 60000 }; // of tests

struct publisher {
    int channel;
    struct publisher_news news;
    struct arena arena;      // of the plan
    struct arena_text pieces; // of one that is coming; in `arriving`
    struct arena arriving;
};

// ---- settings -----------------------------------------------------------------------------------------------------

struct configuring {
    struct publisher_place *place;
    struct arena *arena;
};

static enum status take_path(const char **path, struct arena *arena, const char *value, struct problem *problem)
{
    if (value[0] != '/')
        return problem_set(problem, STATUS_INVALID, value, "write a path that begins with /", "not a whole path");
    *path = arena_copy_text(arena, value);
    return STATUS_OK;
}

static enum status take_directory(void *target, const char *value, struct problem *problem)
{
    struct configuring *configuring = target;
    return take_path(&configuring->place->directory, configuring->arena, value, problem);
}

static enum status take_key(void *target, const char *value, struct problem *problem)
{
    struct configuring *configuring = target;
    return take_path(&configuring->place->secret_key, configuring->arena, value, problem);
}

static enum status take_kiosks(void *target, const char *value, struct problem *problem)
{
    struct configuring *configuring = target;
    return take_path(&configuring->place->kiosks, configuring->arena, value, problem);
}

static enum status take_expires(void *target, const char *value, struct problem *problem)
{
    struct configuring *configuring = target;
    char *end;
    long days = strtol(value, &end, 10);
    if (end == value || *end != '\0' || days < 1 || days > PUBLISH_EXPIRES_DAYS_MAX)
        return problem_set(problem, STATUS_INVALID, value, "write a number of days from 1 to 3650", "not possible");
    configuring->place->expires_days = days;
    return STATUS_OK;
}

enum status publisher_configure(struct publisher_place *place, struct arena *arena, const char *path, problem_sink *sink, void *context)
{
    static const struct setting known[] = {
        {.key = "to", .take = take_directory},
        {.key = "key", .take = take_key},
        {.key = "expires", .take = take_expires},
        {.key = "kiosks", .take = take_kiosks},
    };
    struct configuring configuring = {place, arena};
    if (access(path, F_OK) != 0 && errno == ENOENT)
        return STATUS_OK;
    return settings_read(path, known, sizeof known / sizeof *known, &configuring, sink, context);
}

// ---- the process --------------------------------------------------------------------------------------------------

enum status publisher_start(struct publisher **publisher, const struct publisher_place *place, struct problem *problem)
{
    int channels[2];
    *publisher = NULL;
    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, channels) != 0)
        return problem_set_errno(problem, "publisher", "open a channel");
    pid_t child = fork();
    if (child == 0) { // and once more, so that nobody has to wait for its end
        if (fork() != 0)
            _exit(0);
        close(channels[0]);
        publisher_serve(channels[1], place);
    }
    int error = errno;
    close(channels[1]);
    if (child < 0) {
        close(channels[0]);
        errno = error;
        return problem_set_errno(problem, "publisher", "start a process");
    }
    while (waitpid(child, NULL, 0) < 0 && errno == EINTR)
        continue;
    *publisher = memory_allocate(1, sizeof **publisher);
    (*publisher)->channel = channels[0];
    (*publisher)->news = (struct publisher_news){.kiosks = -1};
    (*publisher)->news.may_sign = place->directory != NULL && place->secret_key != NULL && access(place->secret_key, R_OK) == 0;
    return STATUS_OK;
}

static void lose(struct publisher *publisher)
{
    if (publisher->channel >= 0)
        close(publisher->channel);
    publisher->channel = -1;
    publisher->news.state = PUBLISHER_ENDED;
    publisher->news.may_sign = false;
}

void publisher_end(struct publisher **publisher)
{
    if (*publisher == NULL)
        return;
    lose(*publisher);
    arena_free(&(*publisher)->arena);
    arena_free(&(*publisher)->arriving);
    memory_free(publisher);
}

int publisher_descriptor(const struct publisher *publisher)
{
    return publisher == NULL ? -1 : publisher->channel;
}

const struct publisher_news *publisher_news(const struct publisher *publisher)
{
    static const struct publisher_news ended = {.state = PUBLISHER_ENDED, .kiosks = -1};
    return publisher == NULL ? &ended : &publisher->news;
}

// ---- orders -------------------------------------------------------------------------------------------------------

static bool order(struct publisher *publisher, enum publisher_packet_kind kind, const char *text)
{
    struct publisher_packet packet = {.kind = kind};
    if (publisher == NULL || publisher->news.state != PUBLISHER_IDLE)
        return false;
    memccpy(packet.text, text, '\0', sizeof packet.text - 1);
    if (send(publisher->channel, &packet, sizeof packet, MSG_NOSIGNAL | MSG_DONTWAIT) != sizeof packet) {
        lose(publisher);
        return false;
    }
    publisher->news.failed = false;
    return true;
}

void publisher_plan(struct publisher *publisher, const char *today)
{
    if (order(publisher, PUBLISHER_PACKET_PLAN, today))
        publisher->news.state = PUBLISHER_PLANNING;
}

void publisher_publish(struct publisher *publisher, const char *author)
{
    if (!order(publisher, PUBLISHER_PACKET_PUBLISH, author))
        return;
    publisher->news.state = PUBLISHER_PUBLISHING;
    publisher->news.step = PUBLISH_CHECK;
    publisher->news.ended = false;
}

// ---- news ---------------------------------------------------------------------------------------------------------

static void take_plan(struct publisher *publisher)
{
    struct publisher_news *news = &publisher->news;
    arena_reset(&publisher->arena);
    news->planned = plan_read(&publisher->arena, publisher->pieces.bytes == NULL ? "" : publisher->pieces.bytes, &news->plan,
                              &news->problem) == STATUS_OK;
    news->failed = !news->planned;
    publisher->pieces = (struct arena_text){0};
    arena_reset(&publisher->arriving);
}

static void take(struct publisher *publisher, const struct publisher_packet *packet)
{
    struct publisher_news *news = &publisher->news;
    switch (packet->kind) {
    case PUBLISHER_PACKET_PIECE:
        arena_append(&publisher->arriving, &publisher->pieces, packet->text);
        break;
    case PUBLISHER_PACKET_PLANNED:
        take_plan(publisher);
        news->kiosks = packet->numbers[0];
        news->following = packet->numbers[1];
        news->state = PUBLISHER_IDLE;
        break;
    case PUBLISHER_PACKET_STEP:
        if (packet->numbers[0] >= 0 && packet->numbers[0] < PUBLISH_STEPS)
            news->step = (enum publish_step)packet->numbers[0];
        break;
    case PUBLISHER_PACKET_PUBLISHED:
        news->ended = news->well = true;
        news->result = (struct publish_result){.release = packet->numbers[0], .renewed = packet->numbers[1] != 0};
        news->state = PUBLISHER_IDLE;
        break;
    case PUBLISHER_PACKET_FAILED:
        news->ended = news->ended || news->state == PUBLISHER_PUBLISHING;
        news->well = false;
        news->failed = true;
        news->problem = packet->problem;
        news->state = PUBLISHER_IDLE;
        break;
    case PUBLISHER_PACKET_PLAN: // orders
    case PUBLISHER_PACKET_PUBLISH:
        break;
    }
}

bool publisher_read(struct publisher *publisher)
{
    bool news = false;
    while (publisher != NULL && publisher->channel >= 0) {
        struct publisher_packet packet;
        ssize_t got = recv(publisher->channel, &packet, sizeof packet, MSG_DONTWAIT);
        if (got < 0 && (errno == EAGAIN || errno == EINTR))
            break;
        if (got == sizeof packet) {
            packet.text[sizeof packet.text - 1] = '\0';
            take(publisher, &packet);
        } else {
            lose(publisher);
        }
        news = true;
    }
    return news;
}

void publisher_wait(struct publisher *publisher)
{
    while (publisher != NULL && (publisher->news.state == PUBLISHER_PLANNING || publisher->news.state == PUBLISHER_PUBLISHING)) {
        struct pollfd readable = {.fd = publisher->channel, .events = POLLIN};
        if (poll(&readable, 1, WAIT_MS) == 0)
            return;
        publisher_read(publisher);
    }
}
