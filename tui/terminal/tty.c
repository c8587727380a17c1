// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Calls of the system that curses has no part in.
#include "tui/terminal/tty.h"

#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

int64_t tty_milliseconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

void tty_send(const char *text)
{
    ssize_t written = write(STDOUT_FILENO, text, strlen(text));
    (void)written;
}

bool tty_size(int *rows, int *columns)
{
    struct winsize window;
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &window) != 0 || window.ws_row == 0 || window.ws_col == 0)
        return false; // a terminal that does not know its size claims 0 x 0
    *rows = window.ws_row < TTY_ROWS_MAX ? window.ws_row : TTY_ROWS_MAX;
    *columns = window.ws_col < TTY_COLUMNS_MAX ? window.ws_col : TTY_COLUMNS_MAX;
    return true;
}

bool tty_is_gone(const struct pollfd *tty)
{
    int waiting = 0;
    if (tty->revents & (POLLHUP | POLLERR | POLLNVAL))
        return true;
    return tty->revents & POLLIN && ioctl(tty->fd, FIONREAD, &waiting) == 0 && waiting == 0; // end of file
}
