// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// A device is opened for each slip anew: one that was switched off and on is another one to the kernel.
#include "core/print/device.h"

#include "core/base/sys.h"
#include "core/print/escpos.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>

enum { INTERRUPTS_MAX = 1000 };

const struct device_patience device_patience = {.answer = 300, .stall = 8000};

// What the reason of a failed call means to somebody before the printer. The driver of USB printers says ENOSPC for want of paper.
static enum print_state state_of_error(int error)
{
    return error == ENOSPC ? PRINT_NO_PAPER : error == EBUSY || error == EACCES || error == EPERM ? PRINT_NOT_NOW : PRINT_OFF;
}

static bool wait_for(int fd, short events, int milliseconds)
{
    struct pollfd watched = {.fd = fd, .events = events};
    int result;
    do
        result = poll(&watched, 1, milliseconds);
    while (result < 0 && errno == EINTR);
    return result > 0 && (watched.revents & events) != 0;
}

// Opens it for questions, too, where it may be read.
static int open_device(const char *path, bool *answers)
{
    int fd = sys_open(path, O_RDWR | O_NONBLOCK | O_NOCTTY | O_CLOEXEC, 0);
    *answers = fd >= 0;
    if (fd < 0 && (errno == EACCES || errno == EINVAL))
        fd = sys_open(path, O_WRONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC, 0);
    return fd;
}

static enum print_state send_all(int fd, const unsigned char *bytes, size_t size, int stall_ms)
{
    int interrupts = 0;
    int64_t since = sys_milliseconds();
    while (size > 0) {
        ssize_t done = sys_write(fd, bytes, size < 4096 ? size : 4096);
        if (done > 0) {
            bytes += done;
            size -= (size_t)done;
            since = sys_milliseconds();
            continue;
        }
        if (done < 0 && errno == EINTR && interrupts++ < INTERRUPTS_MAX)
            continue;
        if (done < 0 && errno != EAGAIN)
            return state_of_error(errno);
        int64_t left = since + stall_ms - sys_milliseconds();
        if (left <= 0 || !wait_for(fd, POLLOUT, (int)left))
            return PRINT_OFF;
        if (interrupts++ > INTERRUPTS_MAX) // always ready, and never takes a byte
            return PRINT_OFF;
    }
    return PRINT_DONE;
}

// Throws away what the device said unasked, as far as it ends.
static void drain(int fd)
{
    unsigned char heap[256];
    for (int i = 0; i < 16 && sys_read(fd, heap, sizeof heap) > 0; i++)
        continue;
}

// Asks all questions; who does not answer the first is not asked the others.
static enum print_state ask(int fd, const struct device_patience *patience)
{
    static const enum escpos_question questions[] = {ESCPOS_PAPER, ESCPOS_OFFLINE, ESCPOS_ERROR, ESCPOS_PRINTER};
    drain(fd);
    for (size_t i = 0; i < sizeof questions / sizeof *questions; i++) {
        const unsigned char question[] = {0x10, 0x04, (unsigned char)questions[i]};
        unsigned char answer;
        enum print_state sent = send_all(fd, question, sizeof question, patience->answer);
        if (sent != PRINT_DONE)
            return sent;
        if (!wait_for(fd, POLLIN, patience->answer) || sys_read(fd, &answer, 1) != 1)
            return PRINT_NONE;
        enum print_state state = escpos_read_answer(questions[i], answer);
        if (state != PRINT_NONE)
            return state;
    }
    return PRINT_NONE;
}

static enum print_state ask_if(bool answers, int fd, const struct device_patience *patience)
{
    enum print_state state = answers ? ask(fd, patience) : PRINT_NONE;
    return state == PRINT_NONE ? PRINT_DONE : state;
}

enum print_state device_status(const char *path, const struct device_patience *patience)
{
    bool answers;
    int fd = open_device(path, &answers);
    if (fd < 0)
        return state_of_error(errno);
    enum print_state state = ask_if(answers, fd, patience);
    sys_close(fd);
    return state;
}

enum print_state device_print(const char *path, const unsigned char *bytes, size_t size, const struct device_patience *patience)
{
    bool answers;
    int fd = open_device(path, &answers);
    if (fd < 0)
        return state_of_error(errno);
    enum print_state state = ask_if(answers, fd, patience);
    if (state == PRINT_DONE)
        state = send_all(fd, bytes, size, patience->stall);
    if (state == PRINT_DONE)
        state = ask_if(answers, fd, patience);
    if (sys_close(fd) != 0 && state == PRINT_DONE)
        state = state_of_error(errno);
    return state;
}
