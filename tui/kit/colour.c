// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Formulas of the standards that the header names.
#include "tui/kit/colour.h"

#include <math.h>
#include <stdbool.h>

static double linear_channel(uint8_t channel)
{
    double value = channel / 255.0;
    return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4);
}

struct linear_rgb colour_linear(struct rgb colour)
{
    return (struct linear_rgb){linear_channel(colour.red), linear_channel(colour.green), linear_channel(colour.blue)};
}

static double luminance(struct rgb colour)
{
    struct linear_rgb light = colour_linear(colour);
    return 0.2126 * light.red + 0.7152 * light.green + 0.0722 * light.blue;
}

double colour_contrast(struct rgb one, struct rgb other)
{
    double a = luminance(one);
    double b = luminance(other);
    return a > b ? (a + 0.05) / (b + 0.05) : (b + 0.05) / (a + 0.05);
}

struct oklab {
    double lightness, a, b;
};

static struct oklab oklab_of(struct linear_rgb light)
{
    double l = cbrt(0.4122214708 * light.red + 0.5363325363 * light.green + 0.0514459929 * light.blue);
    double m = cbrt(0.2119034982 * light.red + 0.6806995451 * light.green + 0.1073969566 * light.blue);
    double s = cbrt(0.0883024619 * light.red + 0.2817188376 * light.green + 0.6299787005 * light.blue);
    return (struct oklab){0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
                          1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
                          0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s};
}

static double apart_squared(struct oklab one, struct oklab other)
{
    double lightness = one.lightness - other.lightness;
    double a = one.a - other.a;
    double b = one.b - other.b;
    return lightness * lightness + a * a + b * b;
}

double colour_distance(struct linear_rgb one, struct linear_rgb other)
{
    return sqrt(apart_squared(oklab_of(one), oklab_of(other)));
}

struct rgb colour_of_table(int index)
{
    static const uint8_t levels[6] = {0, 95, 135, 175, 215, 255};
    enum { GREYS = 232 };
    if (index >= GREYS) {
        uint8_t grey = (uint8_t)(8 + 10 * (index - GREYS));
        return (struct rgb){grey, grey, grey};
    }
    int cube = index - COLOUR_TABLE_FIRST;
    return (struct rgb){levels[cube / 36], levels[cube / 6 % 6], levels[cube % 6]};
}

int colour_nearest(struct rgb colour)
{
    static struct oklab table[COLOUR_TABLE_END]; // each theme looks for dozens
    static bool known;
    for (int i = COLOUR_TABLE_FIRST; i < COLOUR_TABLE_END && !known; i++)
        table[i] = oklab_of(colour_linear(colour_of_table(i)));
    known = true;
    struct oklab wanted = oklab_of(colour_linear(colour));
    int nearest = COLOUR_TABLE_FIRST;
    double least = INFINITY;
    for (int i = COLOUR_TABLE_FIRST; i < COLOUR_TABLE_END; i++) {
        double apart = apart_squared(table[i], wanted);
        nearest = apart < least ? i : nearest;
        least = apart < least ? apart : least;
    }
    return nearest;
}
