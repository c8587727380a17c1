// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// vtlock lock NUMBER: shows that virtual terminal and forbids to switch to another one; vtlock unlock: allows it again
// (console_ioctl(4), VT_LOCKSWITCH). Needs CAP_SYS_TTY_CONFIG. Says why it failed, with exit status 1.
#include <errno.h>
#include <fcntl.h>
#include <linux/vt.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>

static int complain(const char *doing)
{
    fprintf(stderr, "vtlock: /dev/tty0: %s: %s (run it as root on a machine with a console)\n", doing, strerror(errno));
    return EXIT_FAILURE;
}

int main(int count, char **arguments)
{
    char *end = NULL;
    long number = count == 3 ? strtol(arguments[2], &end, 10) : 0;
    bool lock = count == 3 && strcmp(arguments[1], "lock") == 0 && *end == '\0' && number >= 1 && number <= MAX_NR_CONSOLES;
    if (!lock && !(count == 2 && strcmp(arguments[1], "unlock") == 0)) {
        fputs("Usage: vtlock lock NUMBER | vtlock unlock\n", stderr);
        return 2;
    }
    int console = open("/dev/tty0", O_RDWR | O_CLOEXEC);
    if (console < 0)
        return complain("open");
    if (!lock)
        return ioctl(console, VT_UNLOCKSWITCH, 1) == 0 ? EXIT_SUCCESS : complain("allow switching");
    if (ioctl(console, VT_UNLOCKSWITCH, 1) != 0 || ioctl(console, VT_ACTIVATE, number) != 0 ||
        ioctl(console, VT_WAITACTIVE, number) != 0)
        return complain("show the terminal");
    return ioctl(console, VT_LOCKSWITCH, 1) == 0 ? EXIT_SUCCESS : complain("forbid switching");
}
