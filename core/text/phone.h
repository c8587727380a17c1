// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Telephone numbers as they are printed (DIN 5008 and the wild) and as they are dialled from anywhere (ITU-T E.164).
#ifndef KOMPASS_CORE_TEXT_PHONE_H
#define KOMPASS_CORE_TEXT_PHONE_H

#include "core/base/arena.h"

#include <stdbool.h>
#include <stddef.h>

enum { PHONE_BYTES = 17, PHONE_AREA_BYTES = 6 }; // of E.164: a plus sign, 15 digits and the NUL; of an area's code

enum phone_fault {
    PHONE_GOOD,
    PHONE_EMPTY,      // no digit in it
    PHONE_STRANGE,    // a letter or a sign that no number has
    PHONE_TOO_SHORT,
    PHONE_TOO_LONG,
    PHONE_NO_COUNTRY, // no country has this code
    PHONE_NO_AREA,    // a number within a town: of which? or a code that no area has
    PHONE_SEVERAL,    // more than one; the first is read
    PHONE_FAULTS,
};

struct phone_number {
    char international[PHONE_BYTES]; // E.164: "+493402040"; "": it has none, or is no number
    bool only_here;                  // dialled as it is, and only in this country: 112, 115, 116117
    enum phone_fault fault;
    size_t at, length;               // bytes of the text that are wrong
};

// Reads a number as it is printed: "0340 / 204-1234", "+49 (0)340 204-0", "(0340) 66 10 51", "116 117". `country` is where it is
// printed (ISO 3166-1); only Germany's numbers are known without their country's code, those of others need it. `area` is the
// code of an area without its zero, "340", for numbers that have none; NULL: they are told as PHONE_NO_AREA.
void phone_read(const char *printed, const char *country, const char *area, struct phone_number *number);

// Whether a text has the form of E.164.
bool phone_is_international(const char *text);

// Whether what is printed stands for the number in the form of E.164, as far as that can be known: the printed one may lack
// the country or the area, and more may stand behind it. What phone_read() gives is printed so.
bool phone_is_printed_as(const char *international, const char *printed);

// A number in the form of E.164 as it is printed in Germany (DIN 5008), in the arena. Areas' codes have two to five digits:
// `area`, that of the town, may be NULL, and few others are known; a number is only parted behind those.
const char *phone_write(struct arena *arena, const char *international, const char *area);

// The area's code of a printed number, without its zero, where it stands apart: "340" of "(0340) 204-0". False when it does not.
bool phone_area(const char *printed, char area[PHONE_AREA_BYTES]);

#endif
