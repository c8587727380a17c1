// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Printers in the network, played by a process on loopback: how they are, what they get, and answers that are none.
#include "core/print/ipp.h"
#include "core/print/printer.h"

#include <arpa/inet.h>
#include <cups/cups.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

enum { BYTES_MAX = 1024 * 1024 };

// What the printer says of itself.
struct manner {
    const char *reason;  // printer-state-reasons
    const char *format;  // document-format-supported
    ipp_status_t job;    // what a job comes to
    bool nonsense, gone; // speaks no IPP; closes the connection at once
};

struct network_printer {
    char name[64];
    pid_t child;
    unsigned char *got; // the documents, shared with the child
    size_t *got_size;
};

static void respond(http_t *http, ipp_t *request, const struct manner *manner)
{
    bool job = ippGetOperation(request) == IPP_OP_PRINT_JOB;
    ipp_t *response = ippNewResponse(request);
    if (job) {
        ippSetStatusCode(response, manner->job);
    } else {
        ippAddString(response, IPP_TAG_PRINTER, IPP_TAG_KEYWORD, "printer-state-reasons", NULL, manner->reason);
        ippAddString(response, IPP_TAG_PRINTER, IPP_TAG_MIMETYPE, "document-format-supported", NULL, manner->format);
    }
    httpClearFields(http);
    httpSetField(http, HTTP_FIELD_CONTENT_TYPE, "application/ipp");
    httpSetLength(http, ippLength(response));
    httpWriteResponse(http, HTTP_STATUS_OK);
    ippSetState(response, IPP_STATE_IDLE);
    ippWrite(http, response);
    httpFlushWrite(http);
    ippDelete(response);
}

static void hold_conversation(http_t *http, const struct manner *manner, const struct network_printer *printer)
{
    char resource[256];
    for (;;) {
        http_state_t state;
        do
            state = httpReadRequest(http, resource, sizeof resource);
        while (state == HTTP_STATE_WAITING);
        if (state != HTTP_STATE_POST)
            return;
        http_status_t status;
        do
            status = httpUpdate(http);
        while (status == HTTP_STATUS_CONTINUE && httpGetState(http) == HTTP_STATE_POST);
        if (httpGetExpect(http) == HTTP_STATUS_CONTINUE)
            httpWriteResponse(http, HTTP_STATUS_CONTINUE);
        if (manner->nonsense) {
            httpPrintf(http, "HTTP/1.1 200 OK\r\nContent-Type: application/ipp\r\nContent-Length: 5\r\n\r\nhello");
            httpFlushWrite(http);
            return;
        }
        ipp_t *request = ippNew();
        ipp_state_t read;
        do
            read = ippRead(http, request);
        while (read != IPP_STATE_DATA && read != IPP_STATE_ERROR);
        if (read == IPP_STATE_ERROR)
            return;
        for (ssize_t size = 1; ippGetOperation(request) == IPP_OP_PRINT_JOB && size > 0; *printer->got_size += size > 0 ? (size_t)size : 0)
            size = httpRead2(http, (char *)printer->got + *printer->got_size, 4096);
        respond(http, request, manner);
        ippDelete(request);
    }
}

static void begin_printer(struct network_printer *printer, const struct manner *manner)
{
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t size = sizeof address;
    int listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    assert_int_equal(bind(listener, (const struct sockaddr *)&address, size), 0);
    assert_int_equal(listen(listener, 4), 0);
    getsockname(listener, (struct sockaddr *)&address, &size);
    snprintf(printer->name, sizeof printer->name, "ipp://127.0.0.1:%d/ipp/print", ntohs(address.sin_port));
    printer->got = mmap(NULL, BYTES_MAX, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    printer->got_size = mmap(NULL, sizeof(size_t), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    printer->child = fork();
    if (printer->child == 0) {
        for (;;) {
            http_t *http = httpAcceptConnection(listener, 1);
            if (!manner->gone && http != NULL)
                hold_conversation(http, manner, printer);
            httpClose(http);
        }
    }
    close(listener);
}

static void end_printer(struct network_printer *printer)
{
    kill(printer->child, SIGKILL);
    waitpid(printer->child, NULL, 0);
    munmap(printer->got, BYTES_MAX);
    munmap(printer->got_size, sizeof(size_t));
}

static const struct manner good = {"none", "application/pdf", IPP_STATUS_OK, false, false};

static void test_a_paper_is_printed_as_pdf(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct network_printer printer;
    struct problem problem;
    struct paper paper = {.language = language_by_tag("vi")};
    paper_add(&arena, &paper, PAPER_TITLE, paper.language, "Phòng Hành chính công dân");
    begin_printer(&printer, &good);
    assert_int_equal(printer_status(printer.name, &problem), PRINT_DONE);
    assert_int_equal(printer_print(printer.name, &paper, PAPER_A4, &problem), PRINT_DONE);
    assert_true(*printer.got_size > 1000);
    assert_memory_equal(printer.got, "%PDF-", 5);
    assert_memory_equal(printer.got + *printer.got_size - 6, "%%EOF\n", 6);
    end_printer(&printer);
    arena_free(&arena);
}

static void test_each_printer_is_asked_before_it_gets_anything(void **state)
{
    (void)state;
    static const struct {
        struct manner manner;
        enum print_state state;
    } printers[] = {
        {{"media-empty-error", "application/pdf", IPP_STATUS_OK, false, false}, PRINT_NO_PAPER},
        {{"media-needed", "application/pdf", IPP_STATUS_OK, false, false}, PRINT_NO_PAPER},
        {{"media-jam-warning", "application/pdf", IPP_STATUS_OK, false, false}, PRINT_JAMMED},
        {{"cover-open", "application/pdf", IPP_STATUS_OK, false, false}, PRINT_OFF},
        {{"paused", "application/pdf", IPP_STATUS_OK, false, false}, PRINT_NOT_NOW},
        {{"none", "image/pwg-raster", IPP_STATUS_OK, false, false}, PRINT_NOT_NOW},
        {{"none", "application/pdf", IPP_STATUS_ERROR_NOT_ACCEPTING_JOBS, false, false}, PRINT_NOT_NOW},
        {{"none", "application/pdf", IPP_STATUS_OK, true, false}, PRINT_NOT_NOW},
        {{"none", "application/pdf", IPP_STATUS_OK, false, true}, PRINT_NOT_NOW},
    };
    for (size_t i = 0; i < sizeof printers / sizeof *printers; i++) {
        struct arena arena = {0};
        struct network_printer printer;
        struct problem problem = {0};
        struct paper paper = {.language = language_by_tag("de")};
        paper_add(&arena, &paper, PAPER_TITLE, paper.language, "Bürgeramt");
        begin_printer(&printer, &printers[i].manner);
        enum print_state seen = printer_print(printer.name, &paper, PAPER_A4, &problem);
        bool got = *printer.got_size > 0;
        end_printer(&printer);
        if (seen != printers[i].state || got != (printers[i].manner.job != IPP_STATUS_OK) || problem.why[0] == '\0')
            fail_msg("printer %zu: seen as %c: %s", i, seen, problem.why);
        arena_free(&arena);
    }
}

static void test_nobody_there_is_a_printer_that_is_off(void **state)
{
    (void)state;
    struct network_printer printer;
    struct problem problem;
    begin_printer(&printer, &good);
    end_printer(&printer);
    assert_int_equal(printer_status(printer.name, &problem), PRINT_OFF);
    assert_int_equal(printer_status("ipp://", &problem), PRINT_OFF);
}

static void test_reasons_that_need_nobody_are_none(void **state)
{
    (void)state;
    static const char *const reasons[] = {"none", "toner-low", "media-low-report", "media-empty-report", "", "other-warning"};
    for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++)
        assert_int_equal(ipp_read_reason(reasons[i]), PRINT_NONE);
}

int main(void)
{
    signal(SIGPIPE, SIG_IGN);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_paper_is_printed_as_pdf),
        cmocka_unit_test(test_each_printer_is_asked_before_it_gets_anything),
        cmocka_unit_test(test_nobody_there_is_a_printer_that_is_off),
        cmocka_unit_test(test_reasons_that_need_nobody_are_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
