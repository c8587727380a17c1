// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The side that has the files and no network: it starts the process that asks, and takes its answers as those of a stranger.
#include "core/net/link_probe_private.h"

#include "core/base/confine.h"

#include <errno.h>
#include <limits.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

enum { CHILD_CHANNEL = 3 };

const struct link_manners link_manners = {
    .hosts = 8,
    .connect_ms = 15000,
    .answer_ms = 30000,
    .pause_ms = 2000,
    .pause_max_ms = 60000,
    .ask_mail = mail_domain_resolve,
};

// The questions came with the fork; the channel only has answers.
static _Noreturn void serve(int channel, pid_t parent, const struct link_question *questions, size_t count,
                            const struct link_manners *manners)
{
    struct problem problem;
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    enum status confined = confine_from_writing(&problem);
    if ((confined != STATUS_OK && confined != STATUS_UNSUPPORTED) || getppid() != parent || dup2(channel, CHILD_CHANNEL) < 0)
        _exit(EXIT_FAILURE);
    close_range(CHILD_CHANNEL + 1, UINT_MAX, 0); // among them the database
    signal(SIGPIPE, SIG_IGN);
    link_work(questions, count, manners, CHILD_CHANNEL);
    _exit(EXIT_SUCCESS);
}

// Ends the text, and leaves nothing in it that a terminal would obey.
static void make_safe(char *text, size_t size)
{
    text[size - 1] = '\0';
    for (; *text != '\0'; text++)
        if ((unsigned char)*text < ' ' || (unsigned char)*text > '~')
            *text = '?';
}

static size_t receive_all(int channel, struct link_answer *answers, size_t count)
{
    static struct link_report report;
    size_t received = 0;
    while (received < count) {
        ssize_t got = recv(channel, &report, sizeof report, 0);
        if (got < 0 && errno == EINTR)
            continue;
        if (got != (ssize_t)sizeof report || report.index >= count || (unsigned)report.answer.outcome >= LINK_OUTCOMES)
            break;
        make_safe(report.answer.detail, sizeof report.answer.detail);
        make_safe(report.answer.etag, sizeof report.answer.etag);
        make_safe(report.answer.modified, sizeof report.answer.modified);
        answers[report.index] = report.answer;
        received++;
    }
    return received;
}

enum status link_probe(const struct link_question *questions, size_t count, const struct link_manners *manners,
                       struct link_answer *answers, struct problem *problem)
{
    int channels[2];
    pid_t self = getpid();
    for (size_t i = 0; i < count; i++)
        answers[i] = (struct link_answer){.outcome = LINK_UNKNOWN};
    if (count == 0)
        return STATUS_OK;
    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, channels) != 0)
        return problem_set_errno(problem, "network", "open a channel");
    pid_t child = fork();
    if (child == 0)
        serve(channels[1], self, questions, count, manners);
    close(channels[1]);
    enum status status = child < 0 ? problem_set_errno(problem, "network", "start a process") : STATUS_OK;
    size_t received = child < 0 ? 0 : receive_all(channels[0], answers, count);
    close(channels[0]);
    if (child < 0)
        return status;
    kill(child, SIGKILL);
    while (waitpid(child, NULL, 0) < 0 && errno == EINTR)
        continue;
    if (received < count)
        return problem_set(problem, STATUS_IO, "network", "try again", "the process that asks has ended");
    return STATUS_OK;
}
