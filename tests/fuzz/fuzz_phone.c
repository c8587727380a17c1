// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// libFuzzer target for telephone numbers: whatever is printed, it is read to the form of E.164, to a number of this country, or
// to a fault that lies in the text; both forms are in step, and the number is printed so that it is read back.
#include "core/text/phone.h"

#include <assert.h>
#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char text[400], area[PHONE_AREA_BYTES];
    struct phone_number number, again;
    struct arena arena = {0};
    if (size >= sizeof text)
        return 0;
    memcpy(text, data, size);
    text[size] = '\0';
    phone_read(text, "DE", "340", &number);
    assert(number.at <= strlen(text) && number.length <= strlen(text) - number.at);
    bool read = number.international[0] != '\0';
    assert(number.fault != PHONE_GOOD || read != number.only_here);
    if (read) {
        assert(phone_is_international(number.international));
        assert(number.fault != PHONE_GOOD || phone_is_printed_as(number.international, text));
        phone_read(phone_write(&arena, number.international, "340"), "DE", NULL, &again);
        assert(strcmp(again.international, number.international) == 0);
    }
    phone_is_printed_as("+493402040", text);
    phone_is_international(text);
    if (phone_area(text, area))
        assert(area[0] != '0' && strlen(area) >= 2);
    arena_free(&arena);
    return 0;
}
