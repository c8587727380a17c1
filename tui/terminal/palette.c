// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// One function for each kind of terminal that draws a style its own way.
#include "tui/terminal/palette.h"

#include <stdbool.h>
#include <stdio.h>

static int direct(struct rgb colour)
{
    // The descriptions of such terminals take the first eight for those of their table, which are the user's.
    enum { TABLE_END = 8, ALMOST_BLACK = 0x010101 };
    int number = colour.red << 16 | colour.green << 8 | colour.blue;
    return number < TABLE_END ? ALMOST_BLACK : number;
}

// A console has eight grounds and inks, and bold makes the other eight inks of them. The ground of whole blocks in their own
// colour is not seen. Underlined is there only another colour.
static struct palette_style console_style(struct theme_style style)
{
    bool bright = style.ink >= COLOUR_GROUNDS;
    return (struct palette_style){
        .ink = bright ? (int)(style.ink - COLOUR_GROUNDS) : (int)style.ink,
        .ground = style.ground < COLOUR_GROUNDS ? (int)style.ground : (int)COLOUR_PAPER,
        .attributes = bright ? THEME_BOLD : 0,
    };
}

// Bold makes the eight colours brighter, or a black that is grey: only on dark grounds are they read better so.
static struct palette_style plain_style(const struct theme *theme, struct theme_style style)
{
    enum plain_colour ink = theme->plain[style.ink];
    enum plain_colour ground = theme->plain[style.ground];
    bool dark = ground == PLAIN_BLACK || ground == PLAIN_BLUE || ground == PLAIN_RED || ground == PLAIN_MAGENTA;
    bool bold = dark && ink != PLAIN_BLACK;
    return (struct palette_style){(int)ink, (int)ground,
                                  (uint8_t)(bold ? style.attributes : style.attributes & ~THEME_BOLD)};
}

struct palette_style palette_style(enum palette palette, const struct theme *theme, enum role role)
{
    struct theme_style style = theme->styles[role];
    if (style.ink == COLOUR_OWN || palette == PALETTE_NONE)
        return (struct palette_style){-1, -1, style.attributes};
    style.attributes &= (uint8_t)~THEME_REVERSE;
    struct rgb ink = theme->colours[style.ink];
    struct rgb ground = theme->colours[style.ground];
    switch (palette) {
    case PALETTE_DIRECT:
        return (struct palette_style){direct(ink), direct(ground), style.attributes};
    case PALETTE_CONSOLE:
        return console_style(style);
    case PALETTE_TABLE:
        return (struct palette_style){colour_nearest(ink), colour_nearest(ground), style.attributes};
    default:
        return plain_style(theme, style);
    }
}

static bool has_colours(const struct theme *theme)
{
    return theme->styles[ROLE_TEXT].ink != COLOUR_OWN;
}

void palette_tell_console(char bytes[PALETTE_BYTES], const struct theme *theme)
{
    if (!has_colours(theme)) {
        // The kernel draws what is underlined in cyan: its two cyans are as white as the rest.
        snprintf(bytes, PALETTE_BYTES, "%s", PALETTE_CONSOLE_RESTORING "\033]P6aaaaaa\033\\\033]PEffffff\033\\");
        return;
    }
    size_t length = 0;
    for (int i = 0; i < COLOUR_COUNT; i++) {
        struct rgb colour = theme->colours[i];
        length += (size_t)snprintf(bytes + length, PALETTE_BYTES - length, "\033]P%X%02x%02x%02x\033\\", (unsigned)i,
                                   colour.red, colour.green, colour.blue);
    }
}

void palette_tell_xterm(char bytes[PALETTE_BYTES], const struct theme *theme)
{
    struct rgb paper = theme->colours[COLOUR_PAPER];
    struct rgb ink = theme->colours[COLOUR_INK];
    if (has_colours(theme))
        snprintf(bytes, PALETTE_BYTES, "\033]11;#%02x%02x%02x\a\033]12;#%02x%02x%02x\a", paper.red, paper.green,
                 paper.blue, ink.red, ink.green, ink.blue);
    else
        snprintf(bytes, PALETTE_BYTES, "%s", PALETTE_XTERM_RESTORING);
}
