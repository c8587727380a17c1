// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Fonts go to the kernel with 32 rows for each glyph, however high they are (KDFONTOP), and with a table from
// characters to glyphs (PIO_UNIMAP). What can be drawn is read back from the kernel, so that a font which others loaded
// counts, too.
#include "tui/terminal/console_font.h"

#include "core/base/arena.h"
#include "core/base/memory.h"
#include "core/base/sys.h"
#include "core/language/language.h"
#include "tui/terminal/psf.h"

#include <errno.h>
#include <linux/kd.h>
#include <string.h>
#include <sys/ioctl.h>

enum {
    KERNEL_ROWS = 32,     // of each glyph, in what KDFONTOP takes and gives
    CHARACTERS = 8 * sizeof((struct console_coverage *)NULL)->bits, // that the kernel's table can have
    GLYPH_COUNT_FEW = 256 // the console takes 256 or 512 glyphs
};

static const char console_name[] = "the Linux console";

// A font as the kernel takes it.
struct kernel_font {
    int width, height; // 0: not known
    unsigned count;
    uint8_t *glyphs; // KERNEL_ROWS rows each
    struct unipair *pairs;
    unsigned short pair_count;
};

struct console_fonts {
    int fd;
    char *folder;
    struct arena arena;          // of `before`
    struct kernel_font before;   // what the console had
    int cell_width, cell_height; // of the font it has now; 0: not known
    int pixel_width, pixel_height;
    const char *loaded; // name of our font, NULL for the font from before
    enum console_font_size loaded_size;
    unsigned loaded_count; // its glyphs
    struct console_coverage covered;
};

static int real_ioctl(int fd, unsigned long request, void *argument)
{
    return ioctl(fd, request, argument);
}

static console_font_ioctl *control = real_ioctl;

void console_font_use_ioctl(console_font_ioctl *call)
{
    control = call != NULL ? call : real_ioctl;
}

bool console_font_is_console(int fd)
{
    char type = 0;
    return control(fd, KDGKBTYPE, &type) == 0;
}

// ---- what the console has ----

static enum status read_map(int fd, struct arena *arena, struct unipair **pairs, unsigned short *count,
                            struct problem *problem)
{
    struct unimapdesc map = {0};
    *count = 0;
    *pairs = NULL;
    if (control(fd, GIO_UNIMAP, &map) == 0)
        return STATUS_OK;
    if (errno != ENOMEM) // with which the kernel says how many there are
        return problem_set_errno(problem, console_name, "read the character table of");
    *pairs = arena_allocate(arena, map.entry_ct, sizeof **pairs);
    map.entries = *pairs;
    if (control(fd, GIO_UNIMAP, &map) != 0)
        return problem_set_errno(problem, console_name, "read the character table of");
    *count = map.entry_ct;
    return STATUS_OK;
}

static void note_coverage(struct console_coverage *coverage, const struct unipair *pairs, unsigned count)
{
    memset(coverage, 0, sizeof *coverage);
    for (unsigned i = 0; i < count; i++)
        coverage->bits[pairs[i].unicode / 8] |= (uint8_t)(1u << pairs[i].unicode % 8);
}

static enum status read_coverage(struct console_fonts *font, struct problem *problem)
{
    struct arena arena = {0};
    struct unipair *pairs;
    unsigned short count;
    enum status status = read_map(font->fd, &arena, &pairs, &count, problem);
    note_coverage(&font->covered, pairs, count);
    arena_free(&arena);
    return status;
}

// The pixels are known as far as whole cells fill them; the best knowledge is that of the smallest cells.
static void measure(struct console_fonts *font)
{
    struct winsize size = {0};
    if (control(font->fd, TIOCGWINSZ, &size) != 0)
        return;
    int width = size.ws_col * font->cell_width;
    int height = size.ws_row * font->cell_height;
    font->pixel_width = width > font->pixel_width ? width : font->pixel_width;
    font->pixel_height = height > font->pixel_height ? height : font->pixel_height;
}

// Fonts that are larger than KD_FONT_OP_GET can give exist since Linux 6.3. They cannot be put back; the console's
// default font can.
static void remember_glyphs(struct console_fonts *font)
{
    struct console_font_op get = {
        .op = KD_FONT_OP_GET,
        .width = PSF_WIDTH_MAX,
        .height = PSF_HEIGHT_MAX,
        .charcount = PSF_GLYPHS_MAX,
        .data = arena_allocate(&font->arena, (size_t)PSF_GLYPHS_MAX * KERNEL_ROWS, PSF_WIDTH_MAX / 8),
    };
    if (control(font->fd, KDFONTOP, &get) != 0)
        return;
    font->before.glyphs = get.data;
    font->before.count = get.charcount;
    font->before.width = (int)get.width;
    font->before.height = (int)get.height;
}

enum status console_font_open(struct console_fonts **font, int fd, const char *folder, struct problem *problem)
{
    *font = NULL;
    if (!console_font_is_console(fd))
        return problem_set(problem, STATUS_UNSUPPORTED, "console font", "", "this terminal is no Linux console");
    struct console_fonts *opened = memory_allocate(1, sizeof *opened);
    opened->fd = fd;
    opened->folder = memory_copy_text(folder);
    remember_glyphs(opened);
    opened->cell_width = opened->before.width;
    opened->cell_height = opened->before.height;
    measure(opened);
    enum status status = read_map(fd, &opened->arena, &opened->before.pairs, &opened->before.pair_count, problem);
    if (status == STATUS_OK)
        status = read_coverage(opened, problem);
    *font = opened;
    if (status != STATUS_OK) {
        struct problem ignored;
        console_font_close(font, &ignored);
    }
    return status;
}

// ---- which font ----

static const struct {
    const char *text;
    int width, height;
} sizes[CONSOLE_FONT_SIZES] = {{"8x16", 8, 16}, {"12x24", 12, 24}, {"16x32", 16, 32}};

enum console_font_size console_font_size_for(const struct console_fonts *font, int rows, int columns)
{
    for (enum console_font_size size = CONSOLE_FONT_LARGE; size > CONSOLE_FONT_SMALL; size--) {
        if (font->pixel_height / sizes[size].height >= rows && font->pixel_width / sizes[size].width >= columns)
            return size;
    }
    return CONSOLE_FONT_SMALL;
}

static const char *name_for(const char *tag)
{
    static const struct {
        const char *tag, *script, *name; // NULL: any
    } names[] = {
        {"vi", NULL, "vietnamese"}, {NULL, "Ethi", "ethiopic"}, {NULL, "Latn", "base"},
        {NULL, "Cyrl", "base"},     {NULL, "Arab", "base"},
    };
    const struct language *language = language_by_tag(tag);
    for (size_t i = 0; language != NULL && i < sizeof names / sizeof *names; i++) {
        if ((names[i].tag == NULL || strcmp(names[i].tag, language->tag) == 0) &&
            (names[i].script == NULL || strcmp(names[i].script, language->script) == 0))
            return names[i].name;
    }
    return NULL;
}

static void convert(struct arena *arena, const struct psf *psf, struct kernel_font *font)
{
    size_t glyph_bytes = (size_t)psf->height * psf->row_bytes;
    font->width = psf->width;
    font->height = psf->height;
    font->count = psf->glyph_count <= GLYPH_COUNT_FEW ? GLYPH_COUNT_FEW : PSF_GLYPHS_MAX;
    font->glyphs = arena_allocate(arena, font->count, KERNEL_ROWS * psf->row_bytes);
    for (int i = 0; i < psf->glyph_count; i++)
        memcpy(font->glyphs + (size_t)i * KERNEL_ROWS * psf->row_bytes, psf->glyphs + (size_t)i * glyph_bytes,
               glyph_bytes);
    font->pair_count = (unsigned short)psf->pair_count; // fewer than 65536, as no character comes twice
    font->pairs = arena_allocate(arena, psf->pair_count, sizeof *font->pairs);
    for (size_t i = 0; i < psf->pair_count; i++)
        font->pairs[i] = (struct unipair){psf->pairs[i].character, psf->pairs[i].glyph};
}

static enum status read_font(const struct console_fonts *font, struct arena *arena, const char *tag,
                             enum console_font_size size, struct kernel_font *read, struct problem *problem)
{
    struct psf psf;
    char *bytes;
    size_t length;
    const char *name = name_for(tag);
    if (name == NULL)
        return problem_set(problem, STATUS_UNSUPPORTED, tag, "",
                           "no font of the Linux console has the letters of this language");
    const char *path = arena_format(arena, "%s/%s-%s.psf", font->folder, name, sizes[size].text);
    enum status status = sys_read_file(arena, path, PSF_BYTES_MAX, &bytes, &length, problem);
    if (status == STATUS_OK)
        status = psf_read(arena, bytes, length, path, &psf, problem);
    if (status == STATUS_OK && (psf.width != sizes[size].width || psf.height != sizes[size].height))
        status = problem_set(problem, STATUS_INVALID, path, "build the fonts anew: make fonts", "is of %dx%d pixels",
                             psf.width, psf.height);
    if (status == STATUS_OK)
        convert(arena, &psf, read);
    return status;
}

enum status console_font_coverage(const struct console_fonts *font, const char *tag, enum console_font_size size,
                                  struct console_coverage *coverage, struct problem *problem)
{
    struct arena arena = {0};
    struct kernel_font read = {0};
    enum status status = read_font(font, &arena, tag, size, &read, problem);
    if (status == STATUS_OK)
        note_coverage(coverage, read.pairs, read.pair_count);
    else
        *coverage = font->covered;
    arena_free(&arena);
    return status;
}

// ---- giving it to the console ----

static enum status set_map(int fd, const struct kernel_font *wanted, struct problem *problem)
{
    struct unimapinit advice = {0};
    struct unimapdesc map = {.entry_ct = wanted->pair_count, .entries = wanted->pairs};
    if (control(fd, PIO_UNIMAPCLR, &advice) != 0 || control(fd, PIO_UNIMAP, &map) != 0)
        return problem_set_errno(problem, console_name, "set the character table of");
    return STATUS_OK;
}

static struct console_font_op order_to_set(const struct kernel_font *wanted)
{
    return (struct console_font_op){
        .op = wanted->glyphs != NULL ? KD_FONT_OP_SET : KD_FONT_OP_SET_DEFAULT,
        .width = (unsigned)wanted->width,
        .height = (unsigned)wanted->height,
        .charcount = wanted->count,
        .data = wanted->glyphs,
    };
}

static enum status set_font(struct console_fonts *font, const struct kernel_font *wanted, struct problem *problem)
{
    struct console_font_op set = order_to_set(wanted);
    if (control(font->fd, KDFONTOP, &set) != 0)
        return problem_set_errno(problem, console_name, "set the font of");
    font->cell_width = wanted->width;
    font->cell_height = wanted->height;
    measure(font);
    return set_map(font->fd, wanted, problem);
}

enum status console_font_give_back(struct console_fonts *font, struct problem *problem)
{
    if (font->loaded == NULL)
        return STATUS_OK;
    font->loaded = NULL;
    return set_font(font, &font->before, problem);
}

void console_font_rescue(const struct console_fonts *font)
{
    if (font == NULL || font->loaded == NULL)
        return;
    struct console_font_op set = order_to_set(&font->before);
    struct unimapinit advice = {0};
    struct unimapdesc map = {.entry_ct = font->before.pair_count, .entries = font->before.pairs};
    control(font->fd, KDFONTOP, &set);
    control(font->fd, PIO_UNIMAPCLR, &advice);
    control(font->fd, PIO_UNIMAP, &map);
}

static enum status show_font(struct console_fonts *font, const struct kernel_font *wanted, const char *name,
                             enum console_font_size size, struct problem *problem)
{
    font->loaded = name;
    font->loaded_size = size;
    font->loaded_count = wanted->count;
    enum status status = set_font(font, wanted, problem);
    if (status == STATUS_OK)
        status = read_coverage(font, problem);
    if (status == STATUS_OK)
        return STATUS_OK;
    struct problem later; // the first problem is the one to tell
    if (console_font_give_back(font, &later) == STATUS_OK)
        read_coverage(font, &later);
    return status;
}

bool console_font_is_loaded(const struct console_fonts *font, const char *tag, enum console_font_size size)
{
    const char *name = name_for(tag);
    return name != NULL && font->loaded != NULL && strcmp(font->loaded, name) == 0 && font->loaded_size == size;
}

enum status console_font_load(struct console_fonts *font, const char *tag, enum console_font_size size,
                              struct problem *problem)
{
    if (console_font_is_loaded(font, tag, size))
        return STATUS_OK;
    struct arena arena = {0};
    struct kernel_font read = {0};
    enum status status = read_font(font, &arena, tag, size, &read, problem);
    if (status == STATUS_OK)
        status = show_font(font, &read, name_for(tag), size, problem);
    arena_free(&arena);
    return status;
}

bool console_font_is_lost(struct console_fonts *font)
{
    struct problem ignored;
    struct console_font_op get = {.op = KD_FONT_OP_GET, .width = PSF_WIDTH_MAX, .height = PSF_HEIGHT_MAX};
    measure(font);
    if (font->loaded == NULL || control(font->fd, KDFONTOP, &get) != 0)
        return false;
    int width = (int)get.width, height = (int)get.height;
    if (width == font->cell_width && height == font->cell_height && get.charcount == font->loaded_count)
        return false;
    font->loaded = NULL;
    font->cell_width = width;
    font->cell_height = height;
    font->pixel_width = font->pixel_height = 0;
    measure(font);
    read_coverage(font, &ignored);
    return true;
}

bool console_coverage_has(const struct console_coverage *coverage, uint32_t character)
{
    return character < CHARACTERS && (coverage->bits[character / 8] & (1u << character % 8)) != 0;
}

bool console_font_covers(const struct console_fonts *font, uint32_t character)
{
    return console_coverage_has(&font->covered, character);
}

enum status console_font_close(struct console_fonts **font, struct problem *problem)
{
    if (*font == NULL)
        return STATUS_OK;
    enum status status = console_font_give_back(*font, problem);
    arena_free(&(*font)->arena);
    memory_free(&(*font)->folder);
    memory_free(font);
    return status;
}
