// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The process that publishes. It has a session of its own: a terminal that is closed in the middle of a publishing ends who types, and
// not what was begun. It opens the database anew for each order, as nothing of SQLite may pass a fork(2).
#include "core/publish/publisher_private.h"

#include "core/base/confine.h"
#include "core/base/sys.h"
#include "core/database/database.h"
#include "core/editorial/editorial.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

struct serving {
    int channel;
    const struct publisher_place *place;
};

static void send_packet(const struct serving *serving, const struct publisher_packet *packet)
{
    ssize_t sent = send(serving->channel, packet, sizeof *packet, MSG_NOSIGNAL);
    (void)sent; // nobody listens any more: the work goes on
}

static void send_failure(const struct serving *serving, const struct problem *problem)
{
    send_packet(serving, &(struct publisher_packet){.kind = PUBLISHER_PACKET_FAILED, .problem = *problem});
}

// ---- kiosks -------------------------------------------------------------------------------------------------------

// The number of the release that a kiosk shows, 0 when its file does not tell.
static long release_of(const char *text)
{
    static const char metric[] = "\nkompass_release_number ";
    const char *line = strstr(text, metric);
    return line == NULL ? 0 : strtol(line + strlen(metric), NULL, 10);
}

enum status publisher_kiosks(const char *folder, long release, long *kiosks, long *following, struct problem *problem)
{
    enum { STATUS_BYTES_MAX = 64 * 1024 };
    struct arena arena = {0};
    char **names;
    size_t count;
    *kiosks = *following = 0;
    enum status status = sys_list_folder(&arena, folder, ".prom", &names, &count, problem);
    for (size_t i = 0; status == STATUS_OK && i < count; i++) {
        struct problem ignored; // one that is being written anew, or is somebody else's
        char *text;
        size_t size;
        if (sys_read_file(&arena, arena_format(&arena, "%s/%s", folder, names[i]), STATUS_BYTES_MAX, &text, &size, &ignored) != STATUS_OK)
            continue;
        long number = release_of(text);
        *kiosks += number > 0;
        *following += number > 0 && number >= release;
    }
    arena_free(&arena);
    return status;
}

// ---- orders -------------------------------------------------------------------------------------------------------

static void send_plan(const struct serving *serving, const struct plan *plan, const char *text)
{
    struct publisher_packet packet = {.kind = PUBLISHER_PACKET_PIECE};
    struct problem ignored;
    size_t length = strlen(text);
    for (size_t at = 0; at < length; at += sizeof packet.text - 1) {
        size_t size = length - at < sizeof packet.text - 1 ? length - at : sizeof packet.text - 1;
        memcpy(packet.text, text + at, size);
        packet.text[size] = '\0';
        send_packet(serving, &packet);
    }
    packet.kind = PUBLISHER_PACKET_PLANNED;
    if (serving->place->kiosks == NULL || publisher_kiosks(serving->place->kiosks, plan->release, &packet.numbers[0],
                                                           &packet.numbers[1], &ignored) != STATUS_OK)
        packet.numbers[0] = -1;
    send_packet(serving, &packet);
}

static void make_plan(const struct serving *serving, const char *today)
{
    struct arena arena = {0};
    struct problem problem;
    struct plan plan;
    sqlite3 *editorial;
    enum status status = editorial_open(&editorial, serving->place->editorial, &problem);
    if (status == STATUS_OK)
        status = plan_make(&arena, editorial, serving->place->directory, serving->place->roster, today, &plan, &problem);
    if (status == STATUS_OK)
        send_plan(serving, &plan, plan_write(&arena, &plan));
    else
        send_failure(serving, &problem);
    database_close(&editorial);
    arena_free(&arena);
}

static void tell_step(void *context, enum publish_step step)
{
    send_packet(context, &(struct publisher_packet){.kind = PUBLISHER_PACKET_STEP, .numbers = {(long)step}});
}

static void ignore(void *context, const struct problem *problem)
{
    (void)context;
    (void)problem; // the plan tells them, and how many there are is told at the end
}

static void make_release(const struct serving *serving, const char *author)
{
    struct serving copy = *serving;
    const struct publisher_place *place = serving->place;
    struct publish_result result;
    struct problem problem;
    enum status status;
    if (place->directory == NULL || place->secret_key == NULL) {
        problem_set(&problem, STATUS_NOT_FOUND, "publish.conf", "set `to` and `key`", "nothing is published from here");
        send_failure(serving, &problem);
        return;
    }
    const struct publish_options options = {.editorial = place->editorial, .directory = place->directory,
                                            .secret_key = place->secret_key, .expires_days = place->expires_days,
                                            .author = author, .step = tell_step};
    status = publish(&options, ignore, &copy, &result, &problem);
    if (status == STATUS_OK)
        send_packet(serving, &(struct publisher_packet){.kind = PUBLISHER_PACKET_PUBLISHED,
                                                        .numbers = {result.release, result.renewed}});
    else
        send_failure(serving, &problem);
}

// Nothing of the terminal is left, nor any file but the channel; no program is started and no network reached.
static void settle(int channel)
{
    struct problem ignored;
    int nowhere = open("/dev/null", O_RDWR | O_CLOEXEC);
    setsid();
    for (int fd = 0; fd < 3 && nowhere >= 0; fd++)
        dup2(nowhere, fd);
    if (channel > 3)
        close_range(3, (unsigned)channel - 1, 0);
    close_range((unsigned)channel + 1, ~0U, 0);
    confine_from_system(&ignored);
}

_Noreturn void publisher_serve(int channel, const struct publisher_place *place)
{
    const struct serving serving = {channel, place};
    settle(channel);
    for (;;) {
        struct publisher_packet packet;
        ssize_t got = recv(channel, &packet, sizeof packet, 0);
        if (got != sizeof packet)
            _exit(0);
        packet.text[sizeof packet.text - 1] = '\0';
        if (packet.kind == PUBLISHER_PACKET_PLAN)
            make_plan(&serving, packet.text);
        else if (packet.kind == PUBLISHER_PACKET_PUBLISH)
            make_release(&serving, packet.text);
    }
}
