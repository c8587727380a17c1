// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Console fonts and letters: hostile files are refused, the console gets what it needs and has its own font back at the
// end, an xterm is asked only when the environment says so. The kernel is a small model of its own rules
// (linux/drivers/tty/vt).
#include "tui/terminal/console_font.h"

#include "core/base/arena.h"
#include "core/base/memory.h"
#include "core/base/sys.h"
#include "tui/terminal/screen_font.h"
#include "tui/terminal/psf.h"

#include <errno.h>
#include <linux/kd.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <cmocka.h>

// ---- files ----

struct file {
    uint8_t bytes[32 + 64 * 64 + 512];
    size_t size;
};

enum { GLYPHS = 40 };

static void put_number(struct file *file, size_t at, uint32_t number)
{
    for (int i = 0; i < 4; i++)
        file->bytes[at + (size_t)i] = (uint8_t)(number >> (8 * i));
}

// A font of 40 glyphs; `characters` are those of glyph 33, the space is glyph 32. Each glyph's bytes are its number.
static struct file make_file(int width, int height, const char *characters)
{
    struct file file = {.size = 32};
    uint32_t glyph_bytes = (uint32_t)(height * ((width + 7) / 8));
    const uint32_t header[] = {0x864AB572, 0, 32, 1, GLYPHS, glyph_bytes, (uint32_t)height, (uint32_t)width};
    for (size_t i = 0; i < 8; i++)
        put_number(&file, i * 4, header[i]);
    for (int i = 0; i < GLYPHS; i++) {
        memset(file.bytes + file.size, i, glyph_bytes);
        file.size += glyph_bytes;
    }
    for (int i = 0; i < GLYPHS; i++) {
        const char *text = i == 32 ? " " : i == 33 ? characters : "";
        memcpy(file.bytes + file.size, text, strlen(text));
        file.size += strlen(text);
        file.bytes[file.size++] = 0xFF;
    }
    return file;
}

// Reads a copy of exactly these bytes, so that a sanitizer sees every step beyond them.
static enum status read_bytes(const uint8_t *bytes, size_t size, struct problem *problem)
{
    struct arena arena = {0};
    struct psf font;
    uint8_t *copy = memory_allocate(size + 1, 1);
    uint8_t *exact = memory_resize(copy, size > 0 ? size : 1, 1);
    memcpy(exact, bytes, size);
    enum status status = psf_read(&arena, exact, size, "test.psf", &font, problem);
    if (status == STATUS_OK) {
        assert_in_range(font.width, 1, PSF_WIDTH_MAX);
        assert_in_range(font.height, 1, PSF_HEIGHT_MAX);
        assert_in_range(font.glyph_count, 1, PSF_GLYPHS_MAX);
        size_t glyph_bytes = (size_t)font.glyph_count * (size_t)font.height * font.row_bytes;
        assert_true((size_t)(font.glyphs - exact) + glyph_bytes <= size);
        for (size_t i = 0; i < font.pair_count; i++)
            assert_true(font.pairs[i].glyph < font.glyph_count);
    }
    memory_release(exact);
    arena_free(&arena);
    return status;
}

static void expect_file(const struct file *file, enum status expected, const char *why)
{
    struct problem problem = {0};
    assert_int_equal(read_bytes(file->bytes, file->size, &problem), expected);
    if (strstr(problem.why, why) == NULL)
        fail_msg("\"%s\" does not say \"%s\"", problem.why, why);
}

static void test_a_sound_font_is_read(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct problem problem;
    struct psf font;
    struct file file = make_file(12, 24, "Aى");
    assert_int_equal(psf_read(&arena, file.bytes, file.size, "test.psf", &font, &problem), STATUS_OK);
    assert_int_equal(font.width, 12);
    assert_int_equal(font.height, 24);
    assert_int_equal(font.glyph_count, GLYPHS);
    assert_int_equal(font.row_bytes, 2);
    assert_int_equal(font.glyphs[33 * 48], 33);
    assert_int_equal(font.pair_count, 3);
    assert_int_equal(font.pairs[0].character, ' ');
    assert_int_equal(font.pairs[0].glyph, 32);
    assert_int_equal(font.pairs[2].character, 0x0649);
    assert_int_equal(font.pairs[2].glyph, 33);
    arena_free(&arena);
}

static void test_a_font_that_ends_early_is_refused(void **state)
{
    (void)state;
    struct problem problem;
    struct file file = make_file(8, 16, "AB");
    assert_int_equal(read_bytes(file.bytes, file.size, &problem), STATUS_OK);
    for (size_t size = 0; size < file.size; size++)
        assert_int_not_equal(read_bytes(file.bytes, size, &problem), STATUS_OK);
    file.size++;
    expect_file(&file, STATUS_INVALID, "something follows");
}

static void test_a_flipped_bit_does_no_harm(void **state)
{
    (void)state;
    struct problem problem;
    struct file file = make_file(8, 16, "Aäى");
    for (size_t bit = 0; bit < file.size * 8; bit++) {
        bool in_header = bit / 8 < 32;
        file.bytes[bit / 8] ^= (uint8_t)(1u << bit % 8);
        enum status status = read_bytes(file.bytes, file.size, &problem);
        if (in_header && status == STATUS_OK)
            fail_msg("bit %zu of the header may be anything", bit);
        file.bytes[bit / 8] ^= (uint8_t)(1u << bit % 8);
    }
}

static void test_a_font_that_is_too_large_is_refused(void **state)
{
    (void)state;
    struct problem problem;
    static uint8_t large[PSF_BYTES_MAX + 1];
    assert_int_equal(read_bytes(large, sizeof large, &problem), STATUS_LIMIT);
    struct file file = make_file(8, 16, "A");
    put_number(&file, 16, PSF_GLYPHS_MAX + 1);
    expect_file(&file, STATUS_UNSUPPORTED, "at most 512 glyphs");
    file = make_file(33, 16, "A");
    expect_file(&file, STATUS_UNSUPPORTED, "at most 512 glyphs of 32x32");
    file = make_file(8, 33, "A");
    expect_file(&file, STATUS_UNSUPPORTED, "at most 512 glyphs of 32x32");
    file = make_file(8, 16, "A");
    put_number(&file, 20, 0x10000000); // times 40 is beyond 32 bits
    expect_file(&file, STATUS_INVALID, "contradict");
    file = make_file(8, 16, "A");
    put_number(&file, 8, 0xFFFFFFF0);
    expect_file(&file, STATUS_INVALID, "ends within its glyphs");
}

static void test_a_table_that_the_console_cannot_have_is_refused(void **state)
{
    (void)state;
    struct file file = make_file(8, 16, "AA");
    expect_file(&file, STATUS_INVALID, "U+0041 has two glyphs");
    file = make_file(8, 16, " ");
    expect_file(&file, STATUS_INVALID, "U+0020 has two glyphs");
    file = make_file(8, 16, "\xC3");
    expect_file(&file, STATUS_INVALID, "not UTF-8");
    file = make_file(8, 16, "\xED\xA0\x80"); // a surrogate
    expect_file(&file, STATUS_INVALID, "not UTF-8");
    file = make_file(8, 16,
                     "\xFE"
                     "AB");
    expect_file(&file, STATUS_UNSUPPORTED, "sequence");
    file = make_file(8, 16, "😀");
    expect_file(&file, STATUS_UNSUPPORTED, "U+1F600");
    file = make_file(8, 16, "A");
    file.bytes[file.size - GLYPHS - 2 + 32] = 'x'; // instead of the space
    expect_file(&file, STATUS_INVALID, "has no space");
}

// ---- a console ----

static struct {
    bool is_console;
    unsigned width, height, count;
    uint8_t glyphs[512 * 32 * 4];
    struct unipair pairs[1024];
    unsigned short pair_count;
    int pixel_width, pixel_height;
    unsigned long refused; // the request that fails
    int refusals_after;    // so many of it still succeed
    int changes;
} kernel;

static int font_operation(struct console_font_op *op)
{
    if (op->op == KD_FONT_OP_SET_DEFAULT) {
        kernel.changes++;
        kernel.width = 8;
        kernel.height = 16;
        return 0;
    }
    size_t bytes = (size_t)(kernel.width + 7) / 8 * 32 * kernel.count;
    if (op->op == KD_FONT_OP_GET) {
        if (op->width < kernel.width || op->height < kernel.height ||
            (op->data != NULL && op->charcount < kernel.count)) { // con_font_get()
            errno = ENOSPC;
            return -1;
        }
        if (op->data != NULL)
            memcpy(op->data, kernel.glyphs, bytes);
        op->width = kernel.width;
        op->height = kernel.height;
        op->charcount = kernel.count;
        return 0;
    }
    assert_int_equal(op->op, KD_FONT_OP_SET);
    assert_true(op->charcount == 256 || op->charcount == 512); // fbcon_set_font()
    kernel.changes++;
    kernel.width = op->width;
    kernel.height = op->height;
    kernel.count = op->charcount;
    memcpy(kernel.glyphs, op->data, (size_t)(op->width + 7) / 8 * 32 * op->charcount);
    return 0;
}

static int get_map(struct unimapdesc *map)
{
    unsigned short room = map->entry_ct;
    map->entry_ct = kernel.pair_count;
    if (room < kernel.pair_count) {
        errno = ENOMEM;
        return -1;
    }
    memcpy(map->entries, kernel.pairs, kernel.pair_count * sizeof *kernel.pairs);
    return 0;
}

static int set_map(const struct unimapdesc *map)
{
    memcpy(kernel.pairs + kernel.pair_count, map->entries, map->entry_ct * sizeof *kernel.pairs);
    kernel.pair_count = (unsigned short)(kernel.pair_count + map->entry_ct);
    return 0;
}

static int model(int fd, unsigned long request, void *argument)
{
    assert_int_equal(fd, 7);
    if (!kernel.is_console) {
        errno = ENOTTY;
        return -1;
    }
    if (request == kernel.refused && kernel.refusals_after-- <= 0) {
        errno = EPERM;
        return -1;
    }
    switch (request) {
    case KDGKBTYPE:
        *(char *)argument = KB_101;
        return 0;
    case TIOCGWINSZ:
        *(struct winsize *)argument = (struct winsize){
            .ws_row = (unsigned short)(kernel.pixel_height / (int)kernel.height),
            .ws_col = (unsigned short)(kernel.pixel_width / (int)kernel.width),
        };
        return 0;
    case KDFONTOP:
        return font_operation(argument);
    case GIO_UNIMAP:
        return get_map(argument);
    case PIO_UNIMAPCLR:
        kernel.pair_count = 0;
        return 0;
    case PIO_UNIMAP:
        return set_map(argument);
    default:
        fail_msg("request %lx", request);
        return -1;
    }
}

static char folder[64];

static void write_font(const char *name, const struct file *file)
{
    char path[128];
    struct problem problem;
    snprintf(path, sizeof path, "%s/%s.psf", folder, name);
    assert_int_equal(sys_write_file(path, file->bytes, file->size, 0600, &problem), STATUS_OK);
}

static int set_up(void **state)
{
    (void)state;
    memset(&kernel, 0, sizeof kernel);
    kernel.is_console = true;
    kernel.width = 8;
    kernel.height = 16;
    kernel.count = 256;
    memset(kernel.glyphs, 0xAA, sizeof kernel.glyphs);
    kernel.pairs[0] = (struct unipair){' ', 32};
    kernel.pairs[1] = (struct unipair){'A', 65};
    kernel.pair_count = 2;
    kernel.pixel_width = 1024;
    kernel.pixel_height = 768;
    console_font_use_ioctl(model);
    struct file file = make_file(8, 16, "Aى");
    write_font("base-8x16", &file);
    file = make_file(16, 32, "Aى");
    write_font("base-16x32", &file);
    file = make_file(12, 24, "ệ");
    write_font("vietnamese-12x24", &file);
    file = make_file(8, 16, "ት");
    write_font("ethiopic-12x24", &file); // of another size than its name says
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    console_font_use_ioctl(NULL);
    return 0;
}

static struct console_fonts *open_console(void)
{
    struct console_fonts *font;
    struct problem problem;
    assert_int_equal(console_font_open(&font, 7, folder, &problem), STATUS_OK);
    return font;
}

static void test_other_terminals_are_left_alone(void **state)
{
    (void)state;
    struct console_fonts *font;
    struct problem problem;
    kernel.is_console = false;
    assert_false(console_font_is_console(7));
    assert_int_equal(console_font_open(&font, 7, folder, &problem), STATUS_UNSUPPORTED);
    assert_null(font);
    assert_int_equal(console_font_close(&font, &problem), STATUS_OK);
    console_font_use_ioctl(NULL);
    int pipes[2];
    assert_int_equal(pipe(pipes), 0);
    assert_false(console_font_is_console(pipes[0]));
    close(pipes[0]);
    close(pipes[1]);
}

static void test_opening_and_closing_change_nothing(void **state)
{
    (void)state;
    struct problem problem;
    struct console_fonts *font = open_console();
    assert_true(console_font_covers(font, 'A'));
    assert_true(console_font_covers(font, ' '));
    assert_false(console_font_covers(font, 'B'));
    assert_false(console_font_covers(font, 0x10041));
    assert_false(console_font_covers(font, UINT32_MAX));
    assert_int_equal(console_font_close(&font, &problem), STATUS_OK);
    assert_null(font);
    assert_int_equal(kernel.changes, 0);
}

static void test_a_font_is_loaded_and_the_old_one_put_back(void **state)
{
    (void)state;
    struct problem problem;
    struct console_fonts *font = open_console();
    assert_int_equal(console_font_load(font, "ar", CONSOLE_FONT_LARGE, &problem), STATUS_OK);
    assert_int_equal(kernel.width, 16);
    assert_int_equal(kernel.height, 32);
    assert_int_equal(kernel.count, 256); // of 40 in the file
    assert_int_equal(kernel.glyphs[33 * 64], 33);
    assert_int_equal(kernel.pair_count, 3);
    assert_true(console_font_covers(font, 0x0649));
    assert_int_equal(console_font_load(font, "de", CONSOLE_FONT_LARGE, &problem), STATUS_OK);
    assert_int_equal(kernel.changes, 1); // the same font
    assert_int_equal(console_font_load(font, "de", CONSOLE_FONT_SMALL, &problem), STATUS_OK);
    assert_int_equal(kernel.glyphs[33 * 32 + 15], 33);
    assert_int_equal(kernel.glyphs[33 * 32 + 16], 0); // rows that the glyph does not have
    assert_int_equal(console_font_load(font, "vi", CONSOLE_FONT_MIDDLE, &problem), STATUS_OK);
    assert_false(console_font_covers(font, 0x0649));
    assert_true(console_font_covers(font, 0x1EC7));
    assert_int_equal(console_font_close(&font, &problem), STATUS_OK);
    assert_int_equal(kernel.width, 8);
    assert_int_equal(kernel.count, 256);
    assert_int_equal(kernel.glyphs[0], 0xAA);
    assert_int_equal(kernel.glyphs[255 * 32 + 31], 0xAA);
    assert_int_equal(kernel.pair_count, 2);
    assert_int_equal(kernel.pairs[1].unicode, 'A');
}

static void test_what_cannot_be_loaded_says_why(void **state)
{
    (void)state;
    struct problem problem;
    struct console_coverage coverage;
    struct console_fonts *font = open_console();
    assert_int_equal(console_font_load(font, "zh", CONSOLE_FONT_SMALL, &problem), STATUS_UNSUPPORTED);
    assert_int_equal(console_font_coverage(font, "zh", CONSOLE_FONT_SMALL, &coverage, &problem), STATUS_UNSUPPORTED);
    assert_true(console_coverage_has(&coverage, 'A')); // as it is now
    assert_int_equal(console_font_load(font, "vi", CONSOLE_FONT_LARGE, &problem), STATUS_NOT_FOUND);
    assert_non_null(strstr(problem.what, "vietnamese-16x32.psf"));
    assert_int_equal(console_font_load(font, "ti", CONSOLE_FONT_MIDDLE, &problem), STATUS_INVALID);
    assert_int_equal(console_font_coverage(font, "ar", CONSOLE_FONT_LARGE, &coverage, &problem), STATUS_OK);
    assert_true(console_coverage_has(&coverage, ' '));
    assert_false(console_coverage_has(&coverage, 0x10FFFF));
    assert_int_equal(kernel.changes, 0);
    assert_true(console_font_covers(font, 'A'));
    console_font_close(&font, &problem);
}

static void test_a_console_that_refuses_has_its_font_back(void **state)
{
    (void)state;
    struct problem problem;
    static const unsigned long requests[] = {KDFONTOP, PIO_UNIMAPCLR, PIO_UNIMAP, GIO_UNIMAP};
    for (size_t i = 0; i < sizeof requests / sizeof *requests; i++) {
        set_up(state);
        struct console_fonts *font = open_console();
        kernel.refused = requests[i];
        assert_int_not_equal(console_font_load(font, "de", CONSOLE_FONT_LARGE, &problem), STATUS_OK);
        assert_string_equal(problem.what, "the Linux console");
        kernel.refused = 0;
        if (requests[i] == GIO_UNIMAP) { // everything was set, and everything was put back
            assert_int_equal(kernel.width, 8);
            assert_int_equal(kernel.pair_count, 2);
        }
        assert_int_equal(console_font_load(font, "de", CONSOLE_FONT_LARGE, &problem), STATUS_OK);
        assert_int_equal(console_font_close(&font, &problem), STATUS_OK);
        assert_int_equal(kernel.glyphs[0], 0xAA);
        assert_int_equal(kernel.pair_count, 2);
    }
    for (int after = 0; after < 2; after++) { // while it is opened
        struct console_fonts *font;
        set_up(state);
        kernel.refused = GIO_UNIMAP;
        kernel.refusals_after = after;
        assert_int_not_equal(console_font_open(&font, 7, folder, &problem), STATUS_OK);
        assert_null(font);
    }
}

static void test_a_font_too_large_to_remember_gives_way_to_the_default(void **state)
{
    (void)state;
    struct problem problem;
    kernel.height = 48;
    struct console_fonts *font = open_console();
    assert_int_equal(console_font_load(font, "de", CONSOLE_FONT_LARGE, &problem), STATUS_OK);
    assert_int_equal(console_font_size_for(font, 24, 60), CONSOLE_FONT_LARGE);
    assert_int_equal(console_font_close(&font, &problem), STATUS_OK);
    assert_int_equal(kernel.height, 16);
}

static void test_the_size_follows_from_the_rows_wanted(void **state)
{
    (void)state;
    struct problem problem;
    struct console_fonts *font = open_console(); // 1024x768
    assert_int_equal(console_font_size_for(font, 24, 64), CONSOLE_FONT_LARGE);
    assert_int_equal(console_font_size_for(font, 24, 65), CONSOLE_FONT_MIDDLE);
    assert_int_equal(console_font_size_for(font, 25, 64), CONSOLE_FONT_MIDDLE);
    assert_int_equal(console_font_size_for(font, 33, 80), CONSOLE_FONT_SMALL);
    assert_int_equal(console_font_size_for(font, 999, 80), CONSOLE_FONT_SMALL);
    assert_int_equal(console_font_load(font, "de", CONSOLE_FONT_LARGE, &problem), STATUS_OK);
    assert_int_equal(console_font_size_for(font, 33, 80), CONSOLE_FONT_SMALL);
    console_font_close(&font, &problem);
}

static int make_folder(void **state)
{
    (void)state;
    snprintf(folder, sizeof folder, "/tmp/kompass-fonts.XXXXXX");
    return mkdtemp(folder) == NULL;
}

static int remove_folder(void **state)
{
    (void)state;
    static const char *const names[] = {"base-8x16", "base-12x24", "base-16x32", "vietnamese-12x24", "ethiopic-12x24"};
    char path[128];
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        snprintf(path, sizeof path, "%s/%s.psf", folder, names[i]);
        unlink(path);
    }
    return rmdir(folder);
}

// ---- letters ----

static int real_output;
static FILE *captured;

// What is sent to the terminal goes into a file, as these tests have none.
static void begin_capture(void)
{
    fflush(stdout);
    real_output = dup(STDOUT_FILENO);
    captured = tmpfile();
    assert_true(real_output >= 0 && captured != NULL);
    dup2(fileno(captured), STDOUT_FILENO);
}

static void expect_sent(const char *bytes)
{
    char sent[1024] = "";
    fseek(captured, 0, SEEK_SET);
    sent[fread(sent, 1, sizeof sent - 1, captured)] = '\0';
    dup2(real_output, STDOUT_FILENO);
    close(real_output);
    fclose(captured);
    assert_string_equal(sent, bytes);
}

static void expect_console(unsigned width, unsigned glyph)
{
    assert_int_equal(kernel.width, width);
    assert_int_equal(kernel.glyphs[33 * 32 * ((width + 7) / 8)], glyph);
}

// A console of so many pixels with all sizes of the base font.
static struct screen_font *open_letters(int width, int height)
{
    struct file file = make_file(12, 24, "Aى");
    write_font("base-12x24", &file);
    kernel.pixel_width = width;
    kernel.pixel_height = height;
    struct screen_font *font = screen_font_open(7, folder);
    assert_true(screen_font_is_of_console(font));
    assert_false(screen_font_is_of_xterm(font));
    return font;
}

static void test_letters_grow_as_far_as_the_pixels_go(void **state)
{
    (void)state;
    begin_capture();
    struct screen_font *font = open_letters(800, 600);
    assert_int_equal(kernel.changes, 0);
    screen_font_set_language(font, language_by_tag("de"));
    expect_console(8, 33);
    assert_true(screen_font_was_changed(font));
    assert_false(screen_font_was_changed(font));
    screen_font_set_language(font, language_by_tag("uk"));
    assert_int_equal(kernel.changes, 1); // the same font
    assert_true(screen_font_set_size(font, TEXT_SIZE_LARGE));
    expect_console(12, 33);
    assert_true(screen_font_set_size(font, TEXT_SIZE_LARGEST));
    expect_console(16, 33);
    assert_true(screen_font_set_size(font, TEXT_SIZE_NORMAL));
    expect_console(8, 33);
    screen_font_close(&font);
    assert_null(font);
    expect_console(8, 0xAA);

    font = open_letters(1024, 768);
    screen_font_set_language(font, language_by_tag("de"));
    expect_console(12, 33);
    assert_true(screen_font_set_size(font, TEXT_SIZE_LARGE));
    int changes = kernel.changes;
    assert_false(screen_font_set_size(font, TEXT_SIZE_LARGEST));
    expect_console(16, 33);
    assert_int_equal(kernel.changes, changes);
    screen_font_close(&font);
    expect_sent("\033[2J\033[2J\033[2J\033[2J\033[2J\033[2J");
}

static void test_letters_that_are_missing(void **state)
{
    (void)state;
    struct problem problem;
    begin_capture();
    struct screen_font *font = open_letters(800, 600);
    screen_font_set_language(font, language_by_tag("vi")); // only of another size
    assert_int_equal(kernel.changes, 0);
    assert_int_equal(screen_font_check(font, language_by_tag("vi"), &problem), STATUS_NOT_FOUND);
    assert_true(screen_font_draws(font, language_by_tag("vi"), 'A')); // as things are
    assert_false(screen_font_draws(font, language_by_tag("vi"), 0x0649));
    assert_int_equal(screen_font_check(font, language_by_tag("ar"), &problem), STATUS_OK);
    assert_true(screen_font_draws(font, language_by_tag("ar"), 0x0649)); // with a font that is not loaded yet
    assert_int_equal(screen_font_stand_in(font, 0x0649), '?');
    assert_int_equal(screen_font_stand_in(font, 0x2026), '.');
    assert_int_equal(screen_font_stand_in(font, 'A'), 'A');
    screen_font_set_language(font, language_by_tag("ar"));
    assert_int_equal(screen_font_stand_in(font, 0x0649), 0x0649);
    kernel.refused = KDFONTOP;
    assert_false(screen_font_set_size(font, TEXT_SIZE_LARGE));
    kernel.refused = 0;
    screen_font_close(&font);
    expect_sent("\033[2J\033[2J");
}

static void test_letters_come_and_go_with_the_program(void **state)
{
    (void)state;
    begin_capture();
    struct screen_font *font = open_letters(800, 600);
    screen_font_rescue(); // nothing of ours is there
    assert_int_equal(kernel.changes, 0);
    screen_font_set_language(font, language_by_tag("de"));
    screen_font_set_size(font, TEXT_SIZE_LARGE);
    screen_font_suspend(font);
    expect_console(8, 0xAA);
    screen_font_resume(font);
    expect_console(12, 33);
    screen_font_rescue();
    expect_console(8, 0xAA);
    assert_int_equal(kernel.pairs[1].unicode, 'A');
    screen_font_close(&font);
    screen_font_rescue();
    expect_sent("\033[2J\033[2J\033[2J");
}

static void test_a_console_that_finds_its_graphics_gets_its_letters_anew(void **state)
{
    (void)state;
    begin_capture();
    struct screen_font *font = open_letters(640, 400);
    screen_font_set_language(font, language_by_tag("de"));
    screen_font_look_again(font);
    assert_int_equal(kernel.changes, 1);
    kernel.count = 512; // another driver with its own font
    kernel.glyphs[33 * 32] = 0;
    kernel.pixel_width = 1920;
    kernel.pixel_height = 1080;
    screen_font_look_again(font);
    expect_console(16, 33);
    screen_font_close(&font);

    font = open_letters(640, 400);
    kernel.pixel_width = 1024; // found between a look at it and the first font
    kernel.pixel_height = 768;
    screen_font_set_language(font, language_by_tag("de"));
    expect_console(12, 33);
    kernel.pixel_width = 1920; // and with a font of the same size
    kernel.pixel_height = 1080;
    screen_font_look_again(font);
    expect_console(16, 33);
    screen_font_close(&font);
    expect_sent("\033[2J\033[2J\033[2J" "\033[2J\033[2J\033[2J");
}

static void test_an_xterm_is_asked_only_when_the_environment_says_so(void **state)
{
    (void)state;
    static const char *const others[] = {NULL, "", "16,22,28", "DejaVu Sans Mono:16,22", "DejaVu Sans Mono:16,22,28,30",
                                         "x\a\033[2J:16,22,28", "DejaVu:16,22,999", "DejaVu:16,+22,28", ":16,22,28",
                                         "DejaVu:size=3:16,22,28"};
    kernel.is_console = false;
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        if (others[i] != NULL)
            setenv("KOMPASS_XTERM_FONTS", others[i], 1);
        begin_capture();
        struct screen_font *font = screen_font_open(7, folder);
        screen_font_set_language(font, language_by_tag("ar"));
        assert_false(screen_font_set_size(font, TEXT_SIZE_LARGE));
        assert_string_equal(screen_font_restoring(font), "");
        assert_int_equal(screen_font_stand_in(font, 0x2026), 0x2026);
        screen_font_close(&font);
        expect_sent("");
    }
    setenv("KOMPASS_XTERM_FONTS", "DejaVu Sans Mono,Noto Sans Ethiopic:16,22,28", 1);
    begin_capture();
    struct screen_font *font = screen_font_open(7, folder);
    assert_true(screen_font_is_of_xterm(font));
    assert_true(screen_font_set_size(font, TEXT_SIZE_LARGEST));
    assert_false(screen_font_was_changed(font)); // it tells when it has
    screen_font_close(&font);
    unsetenv("KOMPASS_XTERM_FONTS");
    expect_sent("\033]50;DejaVu Sans Mono,Noto Sans Ethiopic:size=28\a"
                "\033]50;DejaVu Sans Mono,Noto Sans Ethiopic:size=16\a");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_sound_font_is_read),
        cmocka_unit_test(test_a_font_that_ends_early_is_refused),
        cmocka_unit_test(test_a_flipped_bit_does_no_harm),
        cmocka_unit_test(test_a_font_that_is_too_large_is_refused),
        cmocka_unit_test(test_a_table_that_the_console_cannot_have_is_refused),
        cmocka_unit_test_setup_teardown(test_other_terminals_are_left_alone, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_opening_and_closing_change_nothing, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_a_font_is_loaded_and_the_old_one_put_back, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_what_cannot_be_loaded_says_why, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_a_console_that_refuses_has_its_font_back, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_a_font_too_large_to_remember_gives_way_to_the_default, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_the_size_follows_from_the_rows_wanted, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_letters_grow_as_far_as_the_pixels_go, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_letters_that_are_missing, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_letters_come_and_go_with_the_program, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_a_console_that_finds_its_graphics_gets_its_letters_anew, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_an_xterm_is_asked_only_when_the_environment_says_so, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
