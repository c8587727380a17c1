// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// One way of drawing for dots and for PDF. Letters are drawn in shades of grey and become dots above a threshold: lighter than half, as
// heads of printers leave the rim of a dot pale.
#include "core/print/typeset_private.h"

#include "core/base/sys.h"

#include <cairo-pdf.h>
#include <string.h>

enum { BLACK_FROM = 88, PAPER_MARGIN_DOTS = 40, PAGE_HEIGHT = 842, PAGE_MARGIN = 57, CODE_RIM_MODULES = 4 };

#ifdef __SANITIZE_ADDRESS__
// Pango keeps what fontconfig found until the end, where nothing points at it that who looks for leaks can see.
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
    return "leak:libfontconfig\n";
}
#endif

static const double dots_per_point = RASTER_DOTS_MM * 25.4 / 72;

const char *const paper_format_names[PAPER_FORMATS] = {"slip58", "slip80", "a4"};

bool paper_format_by_name(const char *name, enum paper_format *format)
{
    for (int i = 0; i < PAPER_FORMATS; i++) {
        if (strcmp(name, paper_format_names[i]) != 0)
            continue;
        *format = (enum paper_format)i;
        return true;
    }
    return false;
}

static enum status tell_cairo(cairo_status_t status, struct problem *problem)
{
    if (status == CAIRO_STATUS_SUCCESS)
        return STATUS_OK;
    return problem_set(problem, STATUS_IO, "paper", "try again", "cannot be drawn: %s", cairo_status_to_string(status));
}

// ---- drawing -------------------------------------------------------------------------------------------------------

// Modules begin and end with whole dots of a raster: half of one would be lost, and with it the code.
static void draw_code(cairo_t *cairo, const struct typeset_text *text, const struct typeset_line *line, double x, double y)
{
    double module = typeset_module(text->format);
    double scale = 1, none = 0;
    cairo_user_to_device_distance(cairo, &scale, &none);
    if (text->format != PAPER_A4) {
        x = (double)(long)(x * scale) / scale;
        y = (double)(long)(y * scale) / scale;
    }
    const struct qr_code *code = line->code;
    for (int row = 0; row < code->side; row++)
        for (int column = 0; column < code->side; column++)
            if (code->dark[row * code->side + column])
                cairo_rectangle(cairo, x + (column + CODE_RIM_MODULES) * module, y + (row + CODE_RIM_MODULES) * module, module, module);
    cairo_set_antialias(cairo, CAIRO_ANTIALIAS_NONE);
    cairo_fill(cairo);
    cairo_set_antialias(cairo, CAIRO_ANTIALIAS_DEFAULT);
}

static void draw_lines(cairo_t *cairo, const struct typeset_text *text, size_t first, size_t end, double left, double top)
{
    double y = top;
    for (size_t i = first; i < end; i++) {
        const struct typeset_line *line = &text->lines[i];
        y += i == first ? 0 : line->before;
        if (line->code != NULL) {
            draw_code(cairo, text, line, left + line->x, y);
        } else {
            cairo_move_to(cairo, left + line->x, y + line->baseline);
            pango_cairo_show_layout_line(cairo, line->line);
        }
        y += line->height;
    }
}

// ---- dots ----------------------------------------------------------------------------------------------------------

// The surface's shades as bits.
static void take_bits(struct arena *arena, cairo_surface_t *surface, struct raster *raster)
{
    const unsigned char *shades = cairo_image_surface_get_data(surface);
    int stride = cairo_image_surface_get_stride(surface);
    raster->bits = arena_allocate(arena, (size_t)raster->rows * (size_t)raster->width / 8, 1);
    for (int row = 0; row < raster->rows; row++)
        for (int dot = 0; dot < raster->width; dot++)
            if (shades[row * stride + dot] >= BLACK_FROM)
                raster->bits[(row * raster->width + dot) / 8] |= (unsigned char)(0x80 >> dot % 8);
}

enum status typeset_raster(struct arena *arena, const struct paper *paper, enum paper_format format, struct raster *raster,
                           struct problem *problem)
{
    struct typeset_text text;
    double height = 0;
    *raster = (struct raster){.width = format == PAPER_SLIP_58 ? 384 : RASTER_WIDTH_MAX};
    if (format == PAPER_A4)
        return problem_set(problem, STATUS_UNSUPPORTED, "a4", "print slips on a printer of slips", "no size of a roll");
    enum status status = typeset_lay_out(arena, paper, format, &text, problem);
    if (status == STATUS_OK)
        typeset_page_end(&text, 0, 1e9, &height);
    if (status == STATUS_OK && height * dots_per_point > RASTER_ROWS_MAX)
        status = problem_set(problem, STATUS_LIMIT, "paper", "print it on A4", "the slip would be longer than three metres");
    if (status == STATUS_OK) {
        raster->rows = (int)(height * dots_per_point) + 1;
        cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_A8, raster->width, raster->rows);
        cairo_t *cairo = cairo_create(surface);
        cairo_scale(cairo, dots_per_point, dots_per_point);
        draw_lines(cairo, &text, 0, text.count, 0, 0);
        status = tell_cairo(cairo_status(cairo), problem);
        cairo_destroy(cairo);
        cairo_surface_flush(surface);
        if (status == STATUS_OK)
            take_bits(arena, surface, raster);
        cairo_surface_destroy(surface);
    }
    typeset_free(&text);
    return status;
}

void typeset_prepare(void)
{
    struct arena arena = {0};
    struct problem problem;
    struct paper paper = {.language = language_by_tag("de")};
    struct raster raster;
    size_t count;
    const struct language *languages = language_table(&count);
    for (enum paper_kind kind = PAPER_TITLE; kind < PAPER_CODE; kind++) { // each has a size of its own
        paper_add(&arena, &paper, kind, paper.language, "ABCDEFGHIJKLMNOPQRSTUVWXYZ abcdefghijklmnopqrstuvwxyz äöüßÄÖÜ 0123456789 .:,-–/()");
        for (size_t i = 0; i < count; i++)
            paper_add(&arena, &paper, kind, &languages[i], languages[i].autonym);
    }
    typeset_raster(&arena, &paper, PAPER_SLIP_58, &raster, &problem);
    arena_free(&arena);
}

// ---- files ---------------------------------------------------------------------------------------------------------

static cairo_status_t put(void *context, const unsigned char *bytes, unsigned size)
{
    const int *fd = context;
    while (size > 0) {
        ssize_t done = sys_write(*fd, bytes, size);
        if (done <= 0)
            return CAIRO_STATUS_WRITE_ERROR;
        bytes += done;
        size -= (unsigned)done;
    }
    return CAIRO_STATUS_SUCCESS;
}

enum status typeset_pdf(const struct paper *paper, enum paper_format format, int fd, int *pages, struct problem *problem)
{
    struct arena arena = {0};
    struct typeset_text text;
    double used = 0;
    int count = 0;
    enum status status = typeset_lay_out(&arena, paper, format, &text, problem);
    if (status == STATUS_OK) {
        bool slip = format != PAPER_A4;
        double margin = slip ? 5 * 72 / 25.4 : PAGE_MARGIN;
        double room = slip ? 1e9 : PAGE_HEIGHT - 2 * PAGE_MARGIN;
        double width = text.width + 2 * margin;
        cairo_surface_t *surface = cairo_pdf_surface_create_for_stream(put, &fd, width, PAGE_HEIGHT);
        cairo_t *cairo = cairo_create(surface);
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, "");
        for (size_t first = 0; first < text.count; count++) {
            size_t end = typeset_page_end(&text, first, room, &used);
            if (slip)
                cairo_pdf_surface_set_size(surface, width, used + 2 * margin);
            draw_lines(cairo, &text, first, end, margin, margin);
            cairo_show_page(cairo);
            first = end;
        }
        status = tell_cairo(cairo_status(cairo), problem);
        cairo_destroy(cairo);
        cairo_surface_finish(surface);
        if (status == STATUS_OK)
            status = tell_cairo(cairo_surface_status(surface), problem);
        cairo_surface_destroy(surface);
    }
    if (pages != NULL)
        *pages = count;
    typeset_free(&text);
    arena_free(&arena);
    return status;
}

enum status typeset_png(const struct paper *paper, enum paper_format format, int fd, struct problem *problem)
{
    struct arena arena = {0};
    struct raster raster;
    enum status status = typeset_raster(&arena, paper, format, &raster, problem);
    if (status == STATUS_OK) {
        cairo_surface_t *surface =
            cairo_image_surface_create(CAIRO_FORMAT_RGB24, raster.width + 2 * PAPER_MARGIN_DOTS, raster.rows + 2 * PAPER_MARGIN_DOTS);
        cairo_t *cairo = cairo_create(surface);
        cairo_set_source_rgb(cairo, 1, 1, 1);
        cairo_paint(cairo);
        cairo_set_source_rgb(cairo, 0, 0, 0);
        for (int row = 0; row < raster.rows; row++)
            for (int dot = 0; dot < raster.width; dot++)
                if ((raster.bits[(row * raster.width + dot) / 8] & 0x80 >> dot % 8) != 0)
                    cairo_rectangle(cairo, dot + PAPER_MARGIN_DOTS, row + PAPER_MARGIN_DOTS, 1, 1);
        cairo_set_antialias(cairo, CAIRO_ANTIALIAS_NONE);
        cairo_fill(cairo);
        status = tell_cairo(cairo_status(cairo), problem);
        cairo_destroy(cairo);
        if (status == STATUS_OK)
            status = tell_cairo(cairo_surface_write_to_png_stream(surface, put, &fd), problem);
        cairo_surface_destroy(surface);
    }
    arena_free(&arena);
    return status;
}
