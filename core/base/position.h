// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Points on the earth, and how far apart they are.
#ifndef KOMPASS_CORE_BASE_POSITION_H
#define KOMPASS_CORE_BASE_POSITION_H

#include <stdbool.h>

// In degrees of WGS 84, as maps and GPS give them. 0, 0 lies in the sea and stands for "nobody stated it", here as in
// much of others' data; so what is zeroed is unknown.
struct position {
    double latitude;  // -90 to 90, north is positive
    double longitude; // -180 to 180, east is positive
};

// Whether it is stated and can be.
bool position_is_known(const struct position *position);

// Reads decimal degrees, latitude first, with blanks or a comma between them: "51.8335 12.2430". False, with *position as
// it was, for any other text and for what is not known.
bool position_parse(const char *text, struct position *position);

// Metres along the great circle of a sphere of the earth's mean radius; wrong by half a per cent at most. Both are known.
double position_metres(const struct position *from, const struct position *to);

#endif
