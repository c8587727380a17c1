// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Sizes are in points. On a slip 10 points are as small as people hold a receipt to read; scripts whose letters are more than lines and
// bows get a point more. On A4 it is 12, in easy German 14, as its rules ask for.
#include "core/print/typeset_private.h"

#include <string.h>

enum { CODE_SIDE_MAX = 57, CODE_RIM = 4 }; // modules; the rim is that of ISO/IEC 18004

// Of the letters' size, from line to line at most: fonts of Arabic leave room for signs that are not in use here, and paper is short.
static const double LEADING = 1.5;

static const double margin_points[PAPER_FORMATS] = {[PAPER_A4] = 57};
static const double sheet_points[PAPER_FORMATS] = {[PAPER_SLIP_58] = 48 * 72 / 25.4, [PAPER_SLIP_80] = 72 * 72 / 25.4, [PAPER_A4] = 595};

struct block_style {
    double slip, page; // the letters' size beside that of text
    bool bold;
    double before; // air above, of the letters' size
    bool stays;    // with what follows
};

static const struct block_style styles[PAPER_KINDS] = {
    [PAPER_TITLE] = {3, 8, true, 0, true},   [PAPER_NAME] = {1, 2, true, 0.3, true},  [PAPER_HEADING] = {1, 2, true, 0.9, true},
    [PAPER_LABEL] = {-1, -1, false, 0.5, true}, [PAPER_TEXT] = {0, 0, false, 0.15, false}, [PAPER_NUMBER] = {2, 4, true, 0.1, false},
    [PAPER_NOTE] = {-1, -2, false, 0.6, false}, [PAPER_CODE] = {0, 0, false, 0.6, false},
};

double typeset_module(enum paper_format format)
{
    return format == PAPER_A4 ? 1.6 : 4 * 72.0 / 25.4 / RASTER_DOTS_MM;
}

// The size of text in that language.
static double text_size(enum paper_format format, const struct language *language)
{
    bool simple = strcmp(language->tag, "de-simple") == 0;
    bool dense = strcmp(language->script, "Arab") == 0 || strcmp(language->script, "Ethi") == 0;
    if (format == PAPER_A4)
        return simple || dense ? 14 : 12;
    return simple || dense ? 11 : 10;
}

static double block_size(enum paper_format format, const struct paper_block *block)
{
    const struct block_style *style = &styles[block->kind];
    return text_size(format, block->language) + (format == PAPER_A4 ? style->page : style->slip);
}

static PangoLayout *layout_of(struct typeset_text *text, const struct paper_block *block)
{
    const struct block_style *style = &styles[block->kind];
    double size = block_size(text->format, block);
    pango_context_set_base_dir(text->context,
                               block->language->direction == TEXT_RIGHT_TO_LEFT ? PANGO_DIRECTION_RTL : PANGO_DIRECTION_LTR);
    pango_context_set_language(text->context, pango_language_from_string(block->language->tag));
    PangoLayout *layout = pango_layout_new(text->context);
    PangoFontDescription *font = pango_font_description_from_string("Noto Sans, Noto Sans Arabic, Noto Sans Ethiopic, DejaVu Sans, Sans");
    pango_font_description_set_size(font, (int)(size * PANGO_SCALE));
    pango_font_description_set_weight(font, style->bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    pango_layout_set_font_description(layout, font);
    pango_font_description_free(font);
    pango_layout_set_auto_dir(layout, FALSE);
    pango_layout_set_alignment(layout, block->language->direction == TEXT_RIGHT_TO_LEFT ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT);
    pango_layout_set_width(layout, (int)(text->width * PANGO_SCALE));
    pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
    pango_layout_set_text(layout, block->text, -1);
    if (block->kind == PAPER_NOTE) { // an address of the web would be another one with a hyphen in it
        PangoAttrList *attributes = pango_attr_list_new();
        pango_attr_list_insert(attributes, pango_attr_insert_hyphens_new(FALSE));
        pango_layout_set_attributes(layout, attributes);
        pango_attr_list_unref(attributes);
    }
    text->layouts = arena_grow(text->arena, text->layouts, text->layout_count, &text->layout_capacity, sizeof(PangoLayout *));
    text->layouts[text->layout_count++] = layout;
    return layout;
}

static struct typeset_line *add_line(struct typeset_text *text)
{
    text->lines = arena_grow(text->arena, text->lines, text->count, &text->capacity, sizeof *text->lines);
    text->lines[text->count] = (struct typeset_line){0};
    return &text->lines[text->count++];
}

// `labelled`: the block before is its label.
static void add_text(struct typeset_text *text, const struct paper_block *block, bool labelled)
{
    const struct block_style *style = &styles[block->kind];
    PangoLayout *layout = layout_of(text, block);
    PangoLayoutIter *iter = pango_layout_get_iter(layout);
    size_t first = text->count;
    const double leading = LEADING * block_size(text->format, block);
    do {
        PangoRectangle logical;
        int top, bottom;
        struct typeset_line *line = add_line(text);
        pango_layout_iter_get_line_extents(iter, NULL, &logical);
        pango_layout_iter_get_line_yrange(iter, &top, &bottom);
        line->line = pango_layout_iter_get_line_readonly(iter);
        line->height = (double)(bottom - top) / PANGO_SCALE;
        line->baseline = (double)(pango_layout_iter_get_baseline(iter) - top) / PANGO_SCALE;
        line->x = (double)logical.x / PANGO_SCALE;
        if (line->height > leading) {
            line->baseline *= leading / line->height;
            line->height = leading;
        }
    } while (pango_layout_iter_next_line(iter));
    pango_layout_iter_free(iter);
    text->lines[first].before = (labelled ? 0.1 : style->before) * text_size(text->format, block->language);
    text->lines[text->count - 1].stays = style->stays;
    if (text->count - first >= 2) // no single line on either side of the end of a page
        text->lines[first].stays = text->lines[text->count - 2].stays = true;
    for (size_t i = first; style->stays && i < text->count; i++)
        text->lines[i].stays = true;
}

static enum status add_code(struct typeset_text *text, const struct paper *paper, const struct paper_block *block, struct problem *problem)
{
    struct qr_code *code = arena_allocate(text->arena, 1, sizeof *code);
    enum status status = qr_encode(code, block->text, strlen(block->text), CODE_SIDE_MAX, problem);
    if (status != STATUS_OK)
        return status;
    struct typeset_line *line = add_line(text);
    double side = (code->side + 2 * CODE_RIM) * typeset_module(text->format);
    double room = text->width - side;
    line->code = code;
    line->height = side;
    line->x = text->format != PAPER_A4 ? room / 2 : paper->language->direction == TEXT_RIGHT_TO_LEFT ? room : 0;
    return STATUS_OK;
}

enum status typeset_lay_out(struct arena *arena, const struct paper *paper, enum paper_format format, struct typeset_text *text,
                            struct problem *problem)
{
    PangoFontMap *map = pango_cairo_font_map_get_default();
    *text = (struct typeset_text){.arena = arena, .format = format, .width = sheet_points[format] - 2 * margin_points[format]};
    pango_cairo_font_map_set_resolution(PANGO_CAIRO_FONT_MAP(map), 72);
    text->context = pango_font_map_create_context(map);
    cairo_font_options_t *options = cairo_font_options_create();
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF); // the same lines on every device
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    pango_cairo_context_set_font_options(text->context, options);
    cairo_font_options_destroy(options);
    enum status status = STATUS_OK;
    for (size_t i = 0; i < paper->count && status == STATUS_OK; i++) {
        if (paper->blocks[i].kind == PAPER_CODE)
            status = add_code(text, paper, &paper->blocks[i], problem);
        else
            add_text(text, &paper->blocks[i], i > 0 && paper->blocks[i - 1].kind == PAPER_LABEL);
    }
    return status;
}

void typeset_free(struct typeset_text *text)
{
    for (size_t i = 0; i < text->layout_count; i++)
        g_object_unref(text->layouts[i]);
    text->layout_count = text->count = 0;
    g_clear_object(&text->context);
}

size_t typeset_page_end(const struct typeset_text *text, size_t first, double height, double *used)
{
    size_t end = first;
    double all = 0;
    *used = 0;
    for (size_t i = first; i < text->count; i++) {
        all += (i == first ? 0 : text->lines[i].before) + text->lines[i].height;
        if (all > height && end > first)
            break;
        if (!text->lines[i].stays || i + 1 == text->count || all > height) {
            end = i + 1;
            *used = all;
        }
    }
    return end;
}
