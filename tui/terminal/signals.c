// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The handlers only set flags and wake the loop through a pipe, except for signals that end the process at once: there
// the terminal is restored by calls that are safe at any moment, and the signal goes on to whoever had it before.
#include "tui/terminal/signals.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

static volatile sig_atomic_t marks[SIGNAL_MARK_COUNT];
static int wake_pipe[2] = {-1, -1};

static volatile sig_atomic_t restore_prepared;
static int restore_fd;
static struct termios restore_modes;
static char restore_bytes[SIGNALS_RESTORE_BYTES];
static size_t restore_size;
static void (*restore_rescue)(void);

// A crash may be a stack overflow: its handler needs a stack of its own.
static char crash_stack[16384];

static void mark(int number);
static void crash(int number);

static struct taken {
    int number;
    void (*handler)(int);
    enum signal_mark mark; // of mark()
    struct sigaction before;
} signals[] = {
    {.number = SIGTERM, .handler = mark, .mark = SIGNAL_MARK_END},
    {.number = SIGHUP, .handler = mark, .mark = SIGNAL_MARK_END},
    {.number = SIGQUIT, .handler = mark, .mark = SIGNAL_MARK_END},
    {.number = SIGINT, .handler = mark, .mark = SIGNAL_MARK_INTERRUPT},
    {.number = SIGWINCH, .handler = mark, .mark = SIGNAL_MARK_RESIZE},
    {.number = SIGTSTP, .handler = mark, .mark = SIGNAL_MARK_STOP},
    {.number = SIGCONT, .handler = mark, .mark = SIGNAL_MARK_CONTINUE},
    {.number = SIGPIPE, .handler = SIG_IGN},
    {.number = SIGSEGV, .handler = crash},
    {.number = SIGBUS, .handler = crash},
    {.number = SIGILL, .handler = crash},
    {.number = SIGFPE, .handler = crash},
    {.number = SIGABRT, .handler = crash},
    {.number = SIGSYS, .handler = crash},
    {.number = SIGTRAP, .handler = crash},
    {.number = SIGXCPU, .handler = crash}, // of a limit, as the next
    {.number = SIGXFSZ, .handler = crash},
    {.number = SIGALRM, .handler = crash}, // none of ours: whoever sends one of these ends us by it
    {.number = SIGUSR1, .handler = crash},
    {.number = SIGUSR2, .handler = crash},
};
enum { SIGNALS_TAKEN = sizeof signals / sizeof *signals };

static void mark(int number)
{
    int error = errno;
    for (size_t i = 0; i < SIGNALS_TAKEN; i++) {
        if (signals[i].number == number)
            marks[signals[i].mark] = 1;
    }
    ssize_t written = write(wake_pipe[1], "", 1);
    (void)written; // a full pipe wakes as well
    errno = error;
}

static void crash(int number)
{
    signals_restore_terminal();
    for (size_t i = 0; i < SIGNALS_TAKEN; i++) {
        if (signals[i].number == number)
            sigaction(number, &signals[i].before, NULL);
    }
    raise(number); // comes when this handler returns
}

bool signals_open(bool locked)
{
    if (pipe2(wake_pipe, O_CLOEXEC | O_NONBLOCK) != 0)
        return false;
    for (size_t i = 0; i < SIGNAL_MARK_COUNT; i++)
        marks[i] = 0;
    stack_t stack = {.ss_sp = crash_stack, .ss_size = sizeof crash_stack};
    sigaltstack(&stack, NULL);
    for (size_t i = 0; i < SIGNALS_TAKEN; i++) {
        struct sigaction action = {.sa_handler = signals[i].handler, .sa_flags = SA_RESTART};
        sigemptyset(&action.sa_mask);
        if (action.sa_handler == crash)
            action.sa_flags |= SA_ONSTACK;
        if (signals[i].number == SIGTSTP && locked)
            action.sa_handler = SIG_IGN;
        sigaction(signals[i].number, &action, &signals[i].before);
    }
    return true;
}

void signals_close(void)
{
    if (wake_pipe[0] < 0)
        return;
    restore_prepared = 0;
    for (size_t i = 0; i < SIGNALS_TAKEN; i++)
        sigaction(signals[i].number, &signals[i].before, NULL);
    stack_t none = {.ss_flags = SS_DISABLE};
    sigaltstack(&none, NULL);
    for (int i = 0; i < 2; i++) {
        close(wake_pipe[i]);
        wake_pipe[i] = -1;
    }
}

int signals_fd(void)
{
    return wake_pipe[0];
}

void signals_drain(void)
{
    char bytes[64];
    while (read(wake_pipe[0], bytes, sizeof bytes) > 0) {
    }
}

bool signals_take(enum signal_mark which)
{
    if (marks[which] == 0)
        return false;
    marks[which] = 0; // only one that was seen: another may be set at any moment
    return true;
}

void signals_prepare_restore(int fd, const struct termios *modes, const char *bytes, size_t size, void (*rescue)(void))
{
    restore_prepared = 0; // a crash meanwhile finds all or nothing
    restore_fd = fd;
    restore_modes = *modes;
    restore_size = size < sizeof restore_bytes ? size : sizeof restore_bytes;
    memcpy(restore_bytes, bytes, restore_size);
    restore_rescue = rescue;
    restore_prepared = 1;
}

void signals_restore_terminal(void)
{
    if (!restore_prepared)
        return;
    restore_prepared = 0;
    ssize_t written = write(restore_fd, restore_bytes, restore_size);
    (void)written; // nothing is left to be done when even this fails
    restore_rescue();
    tcsetattr(restore_fd, TCSANOW, &restore_modes);
}
