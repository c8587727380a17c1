// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Points on the earth, and how far apart they are.
#ifndef KOMPASS_CORE_BASE_GEOGRAPHY_H
#define KOMPASS_CORE_BASE_GEOGRAPHY_H

#include <stdbool.h>

// In degrees of WGS 84, as maps and GPS give them. 0, 0 lies in the sea and stands for "nobody stated it", here as in
// much of others' data; so what is zeroed is unknown.
struct coordinates {
    double latitude;  // -90 to 90, north is positive
    double longitude; // -180 to 180, east is positive
};

// Whether the point is stated and lies on the earth.
bool coordinates_are_known(const struct coordinates *point);

// Reads decimal degrees, latitude first, with blanks or a comma between them: "51.8335 12.2430". False, with *point as
// it was, for any other text and for what is not known.
bool coordinates_parse(const char *text, struct coordinates *point);

// Metres along the great circle of a sphere of the earth's mean radius; wrong by half a per cent at most. Both are known.
double coordinates_metres(const struct coordinates *from, const struct coordinates *to);

#endif
