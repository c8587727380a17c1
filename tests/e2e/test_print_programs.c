// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Printing with the programs as built: the command, and a locked kiosk with the service that prints for it.
#include "tests/support/program.h"

#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#define RUN(arena, ...) program_run(arena, "kompass", (const char *const[]){"print", __VA_ARGS__, NULL})

enum { HEAD_BYTES = 16 };

static const char *catalog(struct arena *arena)
{
    return program_built(arena, "share/kompass/catalog");
}

// The first bytes of a file; "" when there is none.
static const char *head_of(struct arena *arena, const char *path)
{
    char *head = arena_allocate(arena, HEAD_BYTES, 1);
    int fd = open(path, O_RDONLY);
    ssize_t size = fd < 0 ? 0 : read(fd, head, HEAD_BYTES - 1);
    if (fd >= 0)
        close(fd);
    assert_true(size >= 0);
    return head;
}

static off_t size_of(const char *path)
{
    struct stat found = {0};
    return stat(path, &found) == 0 ? found.st_size : -1;
}

// ---- the command ---------------------------------------------------------------------------------------------------

static void test_an_offer_goes_to_a_file(void **state)
{
    (void)state;
    struct arena arena = {0};
    const char *folder = program_scratch(&arena, "print");
    const char *pdf = arena_format(&arena, "%s/offer.pdf", folder), *png = arena_format(&arena, "%s/offer.png", folder);
    struct program_result result = RUN(&arena, "buergeramt-dessau", "--catalog", catalog(&arena), "--language", "ar", "--format", "a4", "--to", pdf);
    assert_int_equal(result.exit_status, 0);
    assert_string_equal(result.errors, "");
    assert_memory_equal(head_of(&arena, pdf), "%PDF-", 5);
    assert_int_equal(RUN(&arena, "first-week", "--catalog", catalog(&arena), "--language", "ti", "--format", "slip58", "--to", png).exit_status, 0);
    assert_memory_equal(head_of(&arena, png), "\x89PNG", 4);
    assert_int_equal(RUN(&arena, "emergency", "--catalog", catalog(&arena), "--at", "2026-11-23T10:15", "--to", pdf).exit_status, 0);
    arena_free(&arena);
}

static void test_what_cannot_be_is_told(void **state)
{
    (void)state;
    struct arena arena = {0};
    const char *to = "/nowhere/x.pdf", *from = catalog(&arena);
    assert_int_equal(RUN(&arena, "no-such-offer", "--catalog", from, "--to", to).exit_status, 1);
    assert_int_equal(RUN(&arena, "buergeramt-dessau", "--catalog", from, "--to", to).exit_status, 1);
    assert_int_equal(RUN(&arena, "buergeramt-dessau", "--catalog", "/nowhere", "--to", to).exit_status, 1);
    assert_int_equal(RUN(&arena, "buergeramt-dessau", "--catalog", from).exit_status, 2);
    assert_int_equal(RUN(&arena, "buergeramt-dessau", "--to", to, "--format", "a5").exit_status, 2);
    assert_int_equal(RUN(&arena, "buergeramt-dessau", "--to", to, "--language", "xx").exit_status, 2);
    assert_int_equal(RUN(&arena, "buergeramt-dessau", "--printer", "lp0").exit_status, 2);
    assert_int_equal(RUN(&arena, "buergeramt-dessau", "--printer", "escpos:/dev/x", "--format", "a4").exit_status, 2);
    assert_int_equal(RUN(&arena, "--status").exit_status, 2);
    struct program_result off = RUN(&arena, "--status", "--printer", "escpos:/nowhere/lp0");
    assert_int_equal(off.exit_status, 1);
    assert_non_null(strstr(off.errors, "off, open or not connected"));
    arena_free(&arena);
}

static void test_settings_name_the_printer(void **state)
{
    (void)state;
    struct arena arena = {0};
    const char *folder = program_scratch(&arena, "print-settings");
    const char *settings = arena_format(&arena, "%s/print.conf", folder), *device = arena_format(&arena, "%s/lp", folder);
    close(open(device, O_CREAT | O_RDWR, 0600));
    FILE *file = fopen(settings, "w");
    fprintf(file, "printer = escpos:%s\nformat = slip58\n", device);
    fclose(file);
    struct program_result ready = RUN(&arena, "--status", "--config", settings);
    assert_int_equal(ready.exit_status, 0);
    assert_string_equal(ready.output, "ready\n");
    assert_int_equal(RUN(&arena, "buergeramt-dessau", "--catalog", catalog(&arena), "--config", settings).exit_status, 0);
    assert_true(size_of(device) > 48 * 1000);
    file = fopen(settings, "w");
    fprintf(file, "printer = escpos:%s\nformat = a5\n", device);
    fclose(file);
    assert_int_equal(RUN(&arena, "--status", "--config", settings).exit_status, 1);
    arena_free(&arena);
}

// What the example says is understood.
static void test_the_example_of_settings_is_right(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct program_result result = RUN(&arena, "--status", "--config", program_source(&arena, "deploy/station/print.conf"));
    assert_true(strstr(result.errors, "print.conf") == NULL);
    assert_true(result.exit_status == 0 || strstr(result.errors, "escpos:/dev/usb/lp0") != NULL);
    arena_free(&arena);
}

static void test_the_kiosk_starts_without_fonts_and_printers(void **state)
{
    (void)state;
    struct arena arena = {0};
    const char *const programs[] = {"kompass-kiosk", "kompass", "kompass-staff"};
    for (size_t i = 0; i < 3; i++) {
        struct program_result result = program_run(&arena, "/usr/bin/ldd", (const char *const[]){program_built(&arena, programs[i]), NULL});
        assert_non_null(strstr(result.output, "libsqlite3"));
        assert_null(strstr(result.output, "libpango"));
        assert_null(strstr(result.output, "libcairo"));
        assert_null(strstr(result.output, "libcups"));
    }
    arena_free(&arena);
}

// ---- the service ---------------------------------------------------------------------------------------------------

struct printing_service {
    pid_t process;
    char *socket, *device;
};

// Starts it, and waits until it tells the service manager, which is this test, that it is ready.
static void start_service(struct arena *arena, struct printing_service *service, const char *folder)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    char message[256];
    const char *notify = arena_format(arena, "%s/notify", folder), *program = program_built(arena, "kompass-print");
    service->socket = arena_format(arena, "%s/socket", folder);
    service->device = arena_format(arena, "%s/lp", folder);
    close(open(service->device, O_CREAT | O_RDWR, 0600));
    memccpy(address.sun_path, notify, '\0', sizeof address.sun_path - 1);
    int manager = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    assert_int_equal(bind(manager, (const struct sockaddr *)&address, sizeof address), 0);
    service->process = fork();
    if (service->process == 0) {
        setenv("NOTIFY_SOCKET", notify, 1);
        execl(program, program, "--serve", service->socket, "--printer", arena_format(arena, "escpos:%s", service->device), (char *)NULL);
        _exit(127);
    }
    assert_true(recv(manager, message, sizeof message, 0) > 0);
    assert_memory_equal(message, "READY=1", 7);
    close(manager);
}

static void stop_service(const struct printing_service *service)
{
    kill(service->process, SIGKILL);
    waitpid(service->process, NULL, 0);
}

static struct pty *start_kiosk(const char *socket)
{
    return program_start_kiosk(&(struct pty_options){.arguments = (const char *const[]){"--locked", "--printer", socket, NULL}});
}

// In the sandbox, which was entered after the connection was made.
static void test_a_locked_kiosk_prints(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct printing_service service;
    start_service(&arena, &service, program_scratch(&arena, "print-kiosk"));
    struct pty *pty = start_kiosk(service.socket);
    pty_type(pty, "Enter Enter F9 End Enter");
    assert_true(pty_shows(pty, "Auf Papier"));
    pty_press(pty, "Enter");
    pty_expect(pty, "Fertig. Nehmen Sie den Zettel mit.");
    assert_true(size_of(service.device) > 72 * 1000);
    assert_int_equal(truncate(service.device, 0), 0);
    pty_press(pty, "Enter");
    pty_expect_gone(pty, "Fertig.");
    pty_expect(pty, "Fertig. Nehmen Sie den Zettel mit.");
    pty_type(pty, "F1"); // and is alive
    pty_free(&pty);
    stop_service(&service);
    arena_free(&arena);
}

static void test_a_service_that_ends_takes_paper_away_and_no_more(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct printing_service service;
    start_service(&arena, &service, program_scratch(&arena, "print-ends"));
    struct pty *pty = start_kiosk(service.socket);
    pty_type(pty, "Enter Enter F9 End");
    assert_true(pty_shows(pty, "Auf Papier"));
    stop_service(&service);
    pty_expect_gone(pty, "Auf Papier");
    pty_type(pty, "Home F4 F1");
    pty_free(&pty);
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_an_offer_goes_to_a_file),
        cmocka_unit_test(test_what_cannot_be_is_told),
        cmocka_unit_test(test_settings_name_the_printer),
        cmocka_unit_test(test_the_example_of_settings_is_right),
        cmocka_unit_test(test_the_kiosk_starts_without_fonts_and_printers),
        cmocka_unit_test(test_a_locked_kiosk_prints),
        cmocka_unit_test(test_a_service_that_ends_takes_paper_away_and_no_more),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
