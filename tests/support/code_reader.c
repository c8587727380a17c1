// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// zbar is a library, which reads thousands of screens in a test; ZXing is a program, for some of them.
#include "tests/support/code_reader.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zbar.h>

#include <cmocka.h>

enum { DOT = 4 }; // pixels, square as those of fonts twice as high as wide

static unsigned char grey_of(const struct theme *theme, enum theme_colour colour)
{
    const struct rgb black = {0, 0, 0}, own = theme->colours[colour == COLOUR_OWN ? COLOUR_PAPER : colour];
    return (unsigned char)((colour_contrast(own, black) - 1) * 255 / 20);
}

struct grey_picture code_picture_of_grid(struct arena *arena, const struct grid *grid, const struct theme *theme)
{
    struct grey_picture picture = {.width = grid->columns * DOT, .height = 2 * grid->rows * DOT};
    picture.pixels = arena_allocate(arena, (size_t)picture.width * (size_t)picture.height, 1);
    unsigned char *pixel = picture.pixels;
    for (int line = 0; line < picture.height; line++) {
        for (int column = 0; column < picture.width; column++) {
            const struct grid_cell *cell = grid_at(grid, line / DOT / 2, column / DOT);
            const struct theme_style style = theme->styles[cell->role];
            bool lower = line / DOT % 2 == 1;
            bool inked = cell->base == 0x2588 || cell->base == (lower ? 0x2584u : 0x2580u);
            *pixel++ = grey_of(theme, inked ? style.ink : style.ground);
        }
    }
    return picture;
}

char *code_read_by_zbar(struct arena *arena, const struct grey_picture *picture)
{
    size_t size = (size_t)picture->width * (size_t)picture->height;
    zbar_image_scanner_t *scanner = zbar_image_scanner_create();
    zbar_image_t *image = zbar_image_create();
    char *bytes = arena_allocate(arena, 1, 1);
    zbar_image_scanner_set_config(scanner, ZBAR_NONE, ZBAR_CFG_ENABLE, 0);
    zbar_image_scanner_set_config(scanner, ZBAR_QRCODE, ZBAR_CFG_ENABLE, 1);
    zbar_image_scanner_set_config(scanner, ZBAR_QRCODE, ZBAR_CFG_BINARY, 1);
    zbar_image_set_format(image, zbar_fourcc('Y', '8', '0', '0'));
    zbar_image_set_size(image, (unsigned)picture->width, (unsigned)picture->height);
    zbar_image_set_data(image, picture->pixels, size, NULL);
    if (zbar_scan_image(scanner, image) > 0) {
        const zbar_symbol_t *symbol = zbar_image_first_symbol(image);
        bytes = arena_copy(arena, zbar_symbol_get_data(symbol), zbar_symbol_get_data_length(symbol));
    }
    zbar_image_destroy(image);
    zbar_image_scanner_destroy(scanner);
    return bytes;
}

char *code_read_by_zxing(struct arena *arena, const struct grey_picture *picture)
{
    enum { BYTES_MAX = 4096 };
    char path[] = "/tmp/kompass-code-XXXXXX.pgm";
    int fd = mkstemps(path, (int)strlen(".pgm"));
    assert_true(fd >= 0);
    dprintf(fd, "P5 %d %d 255\n", picture->width, picture->height);
    size_t size = (size_t)picture->width * (size_t)picture->height;
    assert_int_equal(write(fd, picture->pixels, size), size);
    close(fd);
    char *bytes = arena_allocate(arena, BYTES_MAX, 1);
    FILE *pipe = popen(arena_format(arena, "ZXingReader -bytes -format QRCode '%s' 2>/dev/null", path), "r");
    assert_non_null(pipe);
    size_t length = fread(bytes, 1, BYTES_MAX - 1, pipe);
    pclose(pipe);
    unlink(path);
    bytes[length] = '\0';
    return bytes;
}
