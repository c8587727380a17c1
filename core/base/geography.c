// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The haversine formula: exact enough for streets, and without trouble where two points are close.
#include "core/base/geography.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

bool coordinates_are_known(const struct coordinates *point)
{
    return fabs(point->latitude) <= 90 && fabs(point->longitude) <= 180 &&
           (point->latitude != 0 || point->longitude != 0);
}

bool coordinates_parse(const char *text, struct coordinates *point)
{
    static const char blanks[] = " \t";
    struct coordinates read;
    char *end;
    if (text[strspn(text, "+-.0123456789, \t")] != '\0') // strtod() takes more than decimal numbers
        return false;
    read.latitude = strtod(text, &end);
    const char *rest = end + strspn(end, blanks);
    rest += rest[0] == ',';
    read.longitude = strtod(rest, &end);
    if (rest == text || end == rest || end[0] != '\0' || !coordinates_are_known(&read))
        return false;
    *point = read;
    return true;
}

double coordinates_metres(const struct coordinates *from, const struct coordinates *to)
{
    static const double earth = 6371008.8; // mean radius in metres (IUGG)
    static const double radian = 0.017453292519943295;
    double north = sin((to->latitude - from->latitude) * radian / 2);
    double east = sin((to->longitude - from->longitude) * radian / 2);
    double haversine = north * north + cos(from->latitude * radian) * cos(to->latitude * radian) * east * east;
    return 2 * earth * asin(sqrt(haversine < 1 ? haversine : 1));
}
