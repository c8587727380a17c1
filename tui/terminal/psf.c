// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Every number of the header is checked before it is used; the unicode table must end with the file.
#include "tui/terminal/psf.h"

#include <stdbool.h>
#include <unistr.h>

enum {
    HEADER_BYTES = 32,
    HAS_UNICODE_TABLE = 1,
    TABLE_END = 0xFF,      // of a glyph's characters
    TABLE_SEQUENCE = 0xFE, // begins a sequence of characters
    CHARACTERS = 0x10000,
};

static const uint32_t magic = 0x864AB572;
static const char mend[] = "build the fonts anew: make fonts";

struct header {
    uint32_t version, header_bytes, flags, glyph_count, glyph_bytes, height, width;
};

static uint32_t number_at(const uint8_t *bytes)
{
    return bytes[0] | (uint32_t)bytes[1] << 8 | (uint32_t)bytes[2] << 16 | (uint32_t)bytes[3] << 24;
}

static enum status read_header(const uint8_t *bytes, size_t size, const char *what, struct header *header,
                               struct problem *problem)
{
    if (size > PSF_BYTES_MAX)
        return problem_set(problem, STATUS_LIMIT, what, mend, "larger than the %d bytes allowed", PSF_BYTES_MAX);
    if (size < HEADER_BYTES || number_at(bytes) != magic)
        return problem_set(problem, STATUS_UNSUPPORTED, what, mend, "not a console font in PSF version 2");
    *header = (struct header){
        .version = number_at(bytes + 4),
        .header_bytes = number_at(bytes + 8),
        .flags = number_at(bytes + 12),
        .glyph_count = number_at(bytes + 16),
        .glyph_bytes = number_at(bytes + 20),
        .height = number_at(bytes + 24),
        .width = number_at(bytes + 28),
    };
    if (header->version != 0 || header->flags != HAS_UNICODE_TABLE)
        return problem_set(problem, STATUS_UNSUPPORTED, what, mend,
                           "a font without a unicode table, or newer than version 0");
    if (header->glyph_count > PSF_GLYPHS_MAX || header->height > PSF_HEIGHT_MAX || header->width > PSF_WIDTH_MAX)
        return problem_set(problem, STATUS_UNSUPPORTED, what, mend,
                           "the console takes at most %d glyphs of %dx%d pixels", PSF_GLYPHS_MAX, PSF_WIDTH_MAX,
                           PSF_HEIGHT_MAX);
    if (header->glyph_count == 0 || header->height == 0 || header->width == 0 ||
        header->glyph_bytes != header->height * ((header->width + 7) / 8))
        return problem_set(problem, STATUS_INVALID, what, mend, "the glyphs' number and sizes contradict each other");
    if (header->header_bytes < HEADER_BYTES || header->header_bytes > size ||
        size - header->header_bytes < (size_t)header->glyph_count * header->glyph_bytes)
        return problem_set(problem, STATUS_INVALID, what, mend, "ends within its glyphs");
    return STATUS_OK;
}

// What has been read of the unicode table.
struct glyph_table {
    struct psf_pair *pairs;
    size_t count;
    uint8_t *seen; // a bit for each character
    uint16_t glyph;
};

// Takes the character at `at`; *length is its bytes.
static enum status take_character(struct glyph_table *table, const uint8_t *at, size_t left, const char *what, int *length,
                                  struct problem *problem)
{
    ucs4_t character;
    if (*at == TABLE_SEQUENCE)
        return problem_set(problem, STATUS_UNSUPPORTED, what, mend, "glyph %d is for a sequence of characters",
                           table->glyph);
    *length = u8_mbtoucr(&character, at, left);
    if (*length <= 0)
        return problem_set(problem, STATUS_INVALID, what, mend, "the characters of glyph %d are not UTF-8",
                           table->glyph);
    if (character >= CHARACTERS)
        return problem_set(problem, STATUS_UNSUPPORTED, what, mend, "U+%04X is beyond what the console knows",
                           (unsigned)character);
    if (table->seen[character / 8] & (1u << character % 8))
        return problem_set(problem, STATUS_INVALID, what, mend, "U+%04X has two glyphs", (unsigned)character);
    if (character == ' ' && table->glyph != PSF_SPACE_GLYPH)
        return problem_set(problem, STATUS_INVALID, what, mend, "the space is not glyph %d", PSF_SPACE_GLYPH);
    table->seen[character / 8] |= (uint8_t)(1u << character % 8);
    table->pairs[table->count++] = (struct psf_pair){(uint16_t)character, table->glyph};
    return STATUS_OK;
}

static enum status read_table(struct glyph_table *table, const uint8_t *at, size_t left, uint32_t glyph_count,
                              const char *what, struct problem *problem)
{
    while (left > 0) {
        int length = 1;
        if (table->glyph == glyph_count)
            return problem_set(problem, STATUS_INVALID, what, mend, "something follows the unicode table");
        if (*at == TABLE_END) {
            table->glyph++;
        } else {
            enum status status = take_character(table, at, left, what, &length, problem);
            if (status != STATUS_OK)
                return status;
        }
        at += length;
        left -= (size_t)length;
    }
    if (table->glyph != glyph_count)
        return problem_set(problem, STATUS_INVALID, what, mend, "ends within its unicode table");
    if ((table->seen[' ' / 8] & 1u << ' ' % 8) == 0)
        return problem_set(problem, STATUS_INVALID, what, mend, "has no space");
    return STATUS_OK;
}

enum status psf_read(struct arena *arena, const void *bytes, size_t size, const char *what, struct psf *font,
                     struct problem *problem)
{
    struct header header = {0};
    enum status status = read_header(bytes, size, what, &header, problem);
    if (status != STATUS_OK)
        return status;
    const uint8_t *glyphs = (const uint8_t *)bytes + header.header_bytes;
    size_t glyph_bytes = (size_t)header.glyph_count * header.glyph_bytes;
    size_t table_bytes = size - header.header_bytes - glyph_bytes;
    struct glyph_table table = {
        .pairs = arena_allocate(arena, table_bytes, sizeof *table.pairs), // each character takes a byte at least
        .seen = arena_allocate(arena, CHARACTERS / 8, 1),
    };
    status = read_table(&table, glyphs + glyph_bytes, table_bytes, header.glyph_count, what, problem);
    if (status != STATUS_OK)
        return status;
    *font = (struct psf){
        .width = (int)header.width,
        .height = (int)header.height,
        .glyph_count = (int)header.glyph_count,
        .row_bytes = (header.width + 7) / 8,
        .glyphs = glyphs,
        .pairs = table.pairs,
        .pair_count = table.count,
    };
    return STATUS_OK;
}
