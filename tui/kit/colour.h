// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Colours as numbers: how well one is read on another, how far apart two look, and which of a terminal's table is nearest.
#ifndef KOMPASS_TUI_KIT_COLOUR_H
#define KOMPASS_TUI_KIT_COLOUR_H

#include <stdint.h>

// sRGB (IEC 61966-2-1), eight bits a channel.
struct rgb {
    uint8_t red, green, blue;
};

// Intensities of light, 0 to 1.
struct linear_rgb {
    double red, green, blue;
};
struct linear_rgb colour_linear(struct rgb colour);

// Contrast ratio, 1 to 21, whichever is the ground (WCAG 2.2, "contrast ratio").
double colour_contrast(struct rgb one, struct rgb other);

// How far apart two colours look: the distance in OKLab (bottosson.github.io/posts/oklab), of which black and white are
// 1 apart; 0.02 is just seen.
double colour_distance(struct linear_rgb one, struct linear_rgb other);

// Of the 256 colours of xterm and those like it: the first 16 are the user's and never named here; then come a cube of
// six levels a channel, and 24 greys.
enum { COLOUR_TABLE_FIRST = 16, COLOUR_TABLE_END = 256 };
struct rgb colour_of_table(int index);

// The one of them that looks most like it.
int colour_nearest(struct rgb colour);

#endif
