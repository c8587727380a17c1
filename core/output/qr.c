// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// libqrencode behind one function. Bytes of a code are ISO 8859-1 unless it says otherwise, and readers guess; so what is not
// ASCII is marked as UTF-8 by an ECI header (assignment 26), which the library's own functions for texts never write.
#include "core/output/qr.h"

#include <errno.h>
#include <qrencode.h>

enum { UTF_8 = 26 };

// Codewords of data (ISO/IEC 18004, table 7), by level and version.
static const int codewords[QR_ECLEVEL_H + 1][QR_VERSION_MAX + 1] = {
    [QR_ECLEVEL_L] = {0, 19, 34, 55, 80, 108, 136, 156, 194, 232, 274, 324, 370},
    [QR_ECLEVEL_M] = {0, 16, 28, 44, 64, 86, 108, 124, 154, 182, 216, 254, 290},
    [QR_ECLEVEL_Q] = {0, 13, 22, 34, 48, 62, 76, 88, 110, 132, 154, 180, 206},
    [QR_ECLEVEL_H] = {0, 9, 16, 26, 36, 46, 60, 66, 86, 100, 122, 140, 158},
};

static int version_of(int side)
{
    int version = side < QR_SIDE_LEAST ? 0 : (side - 17) / 4;
    return version < QR_VERSION_MAX ? version : QR_VERSION_MAX;
}

static size_t room(int version, QRecLevel level, bool marked)
{
    enum { ECI_BITS = 28, MODE_BITS = 4 }; // 12 by the standard; the library sets more aside
    int count_bits = version < 10 ? 8 : 16;
    int bits = 8 * codewords[level][version] - MODE_BITS - count_bits - (marked ? ECI_BITS : 0);
    return version == 0 || bits < 0 ? 0 : (size_t)bits / 8;
}

size_t qr_capacity(int side)
{
    return room(version_of(side), QR_ECLEVEL_L, true);
}

static bool is_ascii(const char *bytes, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if ((unsigned char)bytes[i] >= 0x80)
            return false;
    return true;
}

// The smallest version up to `most` with room for so many bytes; 0 when none has.
static int smallest(size_t length, QRecLevel level, bool marked, int most)
{
    for (int version = 1; version <= most; version++)
        if (length <= room(version, level, marked))
            return version;
    return 0;
}

// NULL with errno.
static QRcode *encode(const char *bytes, size_t length, int version, QRecLevel level, bool marked)
{
    QRinput *input = QRinput_new2(version, level);
    QRcode *code = NULL;
    if (input == NULL)
        return NULL;
    if ((!marked || QRinput_appendECIheader(input, UTF_8) == 0) &&
        QRinput_append(input, QR_MODE_8, (int)length, (const unsigned char *)bytes) == 0)
        code = QRcode_encodeInput(input);
    int reason = errno;
    QRinput_free(input);
    errno = reason;
    return code;
}

enum status qr_encode(struct qr_code *code, const char *bytes, size_t length, int side, struct problem *problem)
{
    static const char what[] = "QR code";
    bool marked = !is_ascii(bytes, length);
    QRecLevel level = QR_ECLEVEL_L;
    int version = length == 0 ? 0 : smallest(length, level, marked, version_of(side));
    code->side = 0;
    if (version == 0)
        return problem_set(problem, STATUS_LIMIT, what, "shorten the text", "%zu bytes have no room in %d dots", length, side);
    // A larger code for level M, as screens shine and are scratched; beyond that what the same dots give.
    int robust = smallest(length, QR_ECLEVEL_M, marked, version_of(side));
    if (robust > 0) {
        version = robust;
        for (level = QR_ECLEVEL_M; level < QR_ECLEVEL_H && length <= room(version, (QRecLevel)(level + 1), marked);)
            level = (QRecLevel)(level + 1);
    }
    QRcode *made = encode(bytes, length, version, level, marked);
    if (made == NULL)
        return problem_set_errno(problem, what, "make");
    code->side = made->width;
    for (int i = 0; i < made->width * made->width; i++)
        code->dark[i] = (made->data[i] & 1) != 0;
    QRcode_free(made);
    return STATUS_OK;
}
