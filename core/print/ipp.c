// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The printer is asked before it gets anything: a job in the queue of one without paper would come out for somebody else.
#include "core/print/ipp.h"

#include <cups/cups.h>
#include <string.h>
#include <unistd.h>

enum { CONNECT_MS = 3000, ANSWER_SECONDS = 10, RESOURCE_BYTES = 512 };

struct ipp_printer {
    const char *uri;
    http_t *http;
    char resource[RESOURCE_BYTES];
};

static enum print_state tell_ipp(const struct ipp_printer *printer, enum print_state state, const char *why, struct problem *problem)
{
    problem_set(problem, STATUS_IO, printer->uri, "look at the printer; docs/operator.md has what to do", "%s", why);
    return state;
}

// Does not wait any longer for a printer that is silent.
static int give_up(http_t *http, void *context)
{
    (void)http;
    (void)context;
    return 0;
}

static enum print_state reach(struct ipp_printer *printer, const char *uri, struct problem *problem)
{
    char scheme[16], user[64], host[256];
    int port;
    *printer = (struct ipp_printer){.uri = uri};
    if (httpSeparateURI(HTTP_URI_CODING_ALL, uri, scheme, sizeof scheme, user, sizeof user, host, sizeof host, &port, printer->resource,
                        sizeof printer->resource) < HTTP_URI_STATUS_OK)
        return tell_ipp(printer, PRINT_NOT_NOW, "not an address", problem);
    bool secret = strcmp(scheme, "ipps") == 0;
    printer->http = httpConnect2(host, port, NULL, AF_UNSPEC, secret ? HTTP_ENCRYPTION_ALWAYS : HTTP_ENCRYPTION_IF_REQUESTED, 1, CONNECT_MS, NULL);
    if (printer->http == NULL)
        return tell_ipp(printer, PRINT_OFF, "does not answer", problem);
    httpSetTimeout(printer->http, ANSWER_SECONDS, give_up, NULL);
    return PRINT_DONE;
}

static ipp_t *new_request(const struct ipp_printer *printer, ipp_op_t operation)
{
    ipp_t *request = ippNewRequest(operation);
    ippAddString(request, IPP_TAG_OPERATION, IPP_TAG_URI, "printer-uri", NULL, printer->uri);
    ippAddString(request, IPP_TAG_OPERATION, IPP_TAG_NAME, "requesting-user-name", NULL, "kompass");
    return request;
}

enum print_state ipp_read_reason(const char *reason)
{
    static const struct {
        const char *begins;
        enum print_state state;
    } meanings[] = {
        {"media-empty", PRINT_NO_PAPER}, {"media-needed", PRINT_NO_PAPER}, {"media-jam", PRINT_JAMMED}, {"cover-open", PRINT_OFF},
        {"door-open", PRINT_OFF},        {"interlock-open", PRINT_OFF},    {"shutdown", PRINT_OFF},     {"offline", PRINT_OFF},
        {"paused", PRINT_NOT_NOW},       {"stopped", PRINT_NOT_NOW},
    };
    for (size_t i = 0; i < sizeof meanings / sizeof *meanings; i++)
        if (strncmp(reason, meanings[i].begins, strlen(meanings[i].begins)) == 0 && strstr(reason, "-report") == NULL)
            return meanings[i].state;
    return PRINT_NONE;
}

static bool prints_pdf(ipp_attribute_t *formats)
{
    return formats == NULL || ippContainsString(formats, "application/pdf") != 0;
}

static enum print_state ask(const struct ipp_printer *printer, struct problem *problem)
{
    static const char *const wanted[] = {"printer-state-reasons", "document-format-supported"};
    ipp_t *request = new_request(printer, IPP_OP_GET_PRINTER_ATTRIBUTES);
    ippAddStrings(request, IPP_TAG_OPERATION, IPP_TAG_KEYWORD, "requested-attributes", 2, NULL, wanted);
    ipp_t *answer = cupsDoRequest(printer->http, request, printer->resource);
    if (answer == NULL || ippGetStatusCode(answer) > IPP_STATUS_OK_CONFLICTING) {
        ippDelete(answer);
        return tell_ipp(printer, PRINT_NOT_NOW, cupsLastErrorString(), problem);
    }
    enum print_state state = PRINT_DONE;
    ipp_attribute_t *reasons = ippFindAttribute(answer, "printer-state-reasons", IPP_TAG_KEYWORD);
    for (int i = 0; reasons != NULL && i < ippGetCount(reasons) && state == PRINT_DONE; i++) {
        enum print_state reason = ipp_read_reason(ippGetString(reasons, i, NULL));
        if (reason != PRINT_NONE)
            state = tell_ipp(printer, reason, ippGetString(reasons, i, NULL), problem);
    }
    if (state == PRINT_DONE && !prints_pdf(ippFindAttribute(answer, "document-format-supported", IPP_TAG_MIMETYPE)))
        state = tell_ipp(printer, PRINT_NOT_NOW, "does not print PDF", problem);
    ippDelete(answer);
    return state;
}

enum print_state ipp_status(const char *uri, struct problem *problem)
{
    struct ipp_printer printer;
    enum print_state state = reach(&printer, uri, problem);
    if (state == PRINT_DONE)
        state = ask(&printer, problem);
    httpClose(printer.http);
    return state;
}

enum print_state ipp_print(const char *uri, int fd, struct problem *problem)
{
    struct ipp_printer printer;
    enum print_state state = reach(&printer, uri, problem);
    if (state == PRINT_DONE)
        state = ask(&printer, problem);
    if (state == PRINT_DONE) {
        ipp_t *request = new_request(&printer, IPP_OP_PRINT_JOB);
        ippAddString(request, IPP_TAG_OPERATION, IPP_TAG_NAME, "job-name", NULL, "Kompass");
        ippAddString(request, IPP_TAG_OPERATION, IPP_TAG_MIMETYPE, "document-format", NULL, "application/pdf");
        ipp_t *answer = lseek(fd, 0, SEEK_SET) != 0 ? NULL : cupsDoIORequest(printer.http, request, printer.resource, fd, -1);
        if (answer == NULL || ippGetStatusCode(answer) > IPP_STATUS_OK_CONFLICTING)
            state = tell_ipp(&printer, PRINT_NOT_NOW, cupsLastErrorString(), problem);
        ippDelete(answer);
    }
    httpClose(printer.http);
    return state;
}
