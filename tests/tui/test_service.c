// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Tests of what the service manager hears, on a socket as systemd makes it.
#include "tui/kiosk/service.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

// A socket with a name that is no file, unique by the process.
static int listen_as_manager(const char *watchdog_microseconds)
{
    char name[64];
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    snprintf(name, sizeof name, "@kompass-test-%ld", (long)getpid());
    setenv("NOTIFY_SOCKET", name, 1);
    unsetenv("WATCHDOG_PID");
    if (watchdog_microseconds == NULL)
        unsetenv("WATCHDOG_USEC");
    else
        setenv("WATCHDOG_USEC", watchdog_microseconds, 1);
    memcpy(address.sun_path + 1, name + 1, strlen(name) - 1);
    int fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_NONBLOCK, 0);
    assert_true(fd >= 0);
    assert_int_equal(bind(fd, (const struct sockaddr *)&address,
                          (socklen_t)(offsetof(struct sockaddr_un, sun_path) + strlen(name))), 0);
    return fd;
}

static void expect_heard(int manager, const char *message)
{
    char heard[512] = "";
    ssize_t size = recv(manager, heard, sizeof heard - 1, 0);
    if (message == NULL) {
        assert_int_equal(size, -1);
        assert_int_equal(errno, EAGAIN);
    } else {
        assert_int_equal(size, (ssize_t)strlen(message));
        assert_string_equal(heard, message);
    }
}

static void test_ready_and_signs_of_life(void **state)
{
    (void)state;
    struct service service;
    int manager = listen_as_manager("10000000"); // 10 s
    service_open(&service);
    assert_int_equal(service.interval_ms, 5000);
    service_ready(&service, "release 7 of musterstadt");
    expect_heard(manager, "READY=1\nSTATUS=release 7 of musterstadt");
    service_turned(&service, 1000);
    expect_heard(manager, "WATCHDOG=1");
    service_turned(&service, 5999);
    expect_heard(manager, NULL);
    service_turned(&service, 6000);
    expect_heard(manager, "WATCHDOG=1");
    service_turned(&service, 10999);
    expect_heard(manager, NULL);
    service_turned(&service, 11000);
    expect_heard(manager, "WATCHDOG=1");
    service_close(&service);
    close(manager);
}

static void test_no_watchdog_no_signs(void **state)
{
    (void)state;
    struct service service;
    int manager = listen_as_manager(NULL);
    service_open(&service);
    service_turned(&service, 1000000);
    expect_heard(manager, NULL);
    service_close(&service);
    setenv("WATCHDOG_USEC", "10000000", 1);
    setenv("WATCHDOG_PID", "1", 1); // meant for another process
    service_open(&service);
    assert_int_equal(service.interval_ms, 0);
    service_close(&service);
    close(manager);
}

static void test_nobody_listens(void **state)
{
    (void)state;
    static const char too_long[] = "/a/name/that/is/far/too/long/for/the/address/of/a/socket/in/the/unix/domain/"
                                   "which/has/room/for/a/hundred/and/eight/bytes/only";
    static const char *const names[] = {"", "relative", "@kompass-nobody-is-here", "/nowhere/at/all", too_long};
    struct service service;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        setenv("NOTIFY_SOCKET", names[i], 1);
        service_open(&service);
        assert_int_equal(service.socket, -1);
        service_ready(&service, "");
        service_turned(&service, 1000000);
        service_close(&service);
    }
    unsetenv("NOTIFY_SOCKET");
    service_open(&service);
    assert_int_equal(service.socket, -1);
}

static void test_the_manager_goes_away(void **state)
{
    (void)state;
    struct service service;
    int manager = listen_as_manager("2000");
    service_open(&service);
    close(manager);
    service_ready(&service, "");
    for (int turn = 0; turn < 10; turn++)
        service_turned(&service, turn * 1000);
    service_close(&service);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ready_and_signs_of_life),
        cmocka_unit_test(test_no_watchdog_no_signs),
        cmocka_unit_test(test_nobody_listens),
        cmocka_unit_test(test_the_manager_goes_away),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
