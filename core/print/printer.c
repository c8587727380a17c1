// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// A PDF goes to the printer from memory: nothing of it is ever in a file.
#include "core/print/printer.h"

#include "core/print/device.h"
#include "core/print/escpos.h"
#include "core/print/ipp.h"

#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static const char escpos_scheme[] = "escpos:";

// The path behind the scheme; NULL for other printers.
static const char *device_of(const char *name)
{
    size_t length = sizeof escpos_scheme - 1;
    return strncmp(name, escpos_scheme, length) == 0 && name[length] == '/' ? name + length : NULL;
}

enum status printer_check(const char *name, enum paper_format format, struct problem *problem)
{
    bool network = strncmp(name, "ipp://", 6) == 0 || strncmp(name, "ipps://", 7) == 0;
    if (device_of(name) == NULL && !network)
        return problem_set(problem, STATUS_INVALID, name, "write escpos:/dev/usb/lp0 or ipp://host/ipp/print", "not the name of a printer");
    if (!network && format == PAPER_A4)
        return problem_set(problem, STATUS_INVALID, name, "choose slip58 or slip80", "a printer of slips has no A4");
    return STATUS_OK;
}

const char *print_state_words(enum print_state state)
{
    switch (state) {
    case PRINT_DONE:
        return "ready";
    case PRINT_BUSY:
        return "printing";
    case PRINT_NO_PAPER:
        return "out of paper";
    case PRINT_OFF:
        return "off, open or not connected";
    case PRINT_JAMMED:
        return "jammed";
    case PRINT_NOT_NOW:
    case PRINT_NONE:
        break;
    }
    return "refuses";
}

static enum print_state tell(const char *name, enum print_state state, struct problem *problem)
{
    if (state != PRINT_DONE)
        problem_set(problem, STATUS_IO, name, "look at the printer; docs/operator.md has what to do", "the printer: %s",
                    print_state_words(state));
    return state;
}

enum print_state printer_status(const char *name, struct problem *problem)
{
    const char *device = device_of(name);
    if (device == NULL)
        return ipp_status(name, problem);
    return tell(name, device_status(device, &device_patience), problem);
}

static enum print_state print_slip(const char *name, const struct paper *paper, enum paper_format format, struct problem *problem)
{
    struct arena arena = {0};
    struct raster raster;
    size_t size;
    enum print_state state = PRINT_NOT_NOW;
    if (typeset_raster(&arena, paper, format, &raster, problem) == STATUS_OK) {
        const unsigned char *bytes = escpos_write(&arena, &raster, &size);
        state = tell(name, device_print(device_of(name), bytes, size, &device_patience), problem);
    }
    arena_free(&arena);
    return state;
}

enum print_state printer_print(const char *name, const struct paper *paper, enum paper_format format, struct problem *problem)
{
    enum print_state state = PRINT_NOT_NOW;
    if (device_of(name) != NULL)
        return print_slip(name, paper, format, problem);
    int fd = memfd_create("paper", MFD_CLOEXEC);
    if (fd < 0) {
        problem_set_errno(problem, name, "make room for the paper");
        return PRINT_NOT_NOW;
    }
    if (typeset_pdf(paper, format, fd, NULL, problem) == STATUS_OK)
        state = ipp_print(name, fd, problem);
    close(fd);
    return state;
}
