// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// libqrencode behind one function. Bytes of a code are ISO 8859-1 unless it says otherwise, and readers guess; so what is not
// ASCII is marked as UTF-8 by an ECI header (assignment 26), which the library's own functions for texts never write.
#include "core/output/qr.h"

#include <errno.h>
#include <qrencode.h>

enum { UTF_8 = 26, ECI_BYTES = 3 };

// Codewords of data at level L (ISO/IEC 18004, table 7), by version.
static const int codewords[QR_VERSION_MAX + 1] = {0, 19, 34, 55, 80, 108, 136, 156, 194, 232, 274, 324, 370};

static int version_of(int side)
{
    int version = side < QR_SIDE_LEAST ? 0 : (side - 17) / 4;
    return version < QR_VERSION_MAX ? version : QR_VERSION_MAX;
}

size_t qr_capacity(int side)
{
    enum { ECI_BITS = 28, MODE_BITS = 4 }; // 12 by the standard; the library sets more aside
    int version = version_of(side);
    int count_bits = version < 10 ? 8 : 16;
    return version == 0 ? 0 : (size_t)(8 * codewords[version] - ECI_BITS - MODE_BITS - count_bits) / 8;
}

static bool is_ascii(const char *bytes, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if ((unsigned char)bytes[i] >= 0x80)
            return false;
    return true;
}

// In the fewest dots that have room. NULL with errno.
static QRcode *encode(const char *bytes, size_t length, QRecLevel level)
{
    QRinput *input = QRinput_new2(0, level);
    QRcode *code = NULL;
    if (input == NULL)
        return NULL;
    if ((is_ascii(bytes, length) || QRinput_appendECIheader(input, UTF_8) == 0) &&
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
    code->side = 0;
    if (length == 0 || length > qr_capacity(side) + ECI_BYTES) // which is room for what needs no mark
        return problem_set(problem, STATUS_LIMIT, what, "shorten the text", "%zu bytes have no room in %d dots", length, side);
    QRcode *made = encode(bytes, length, QR_ECLEVEL_L);
    if (made == NULL)
        return problem_set_errno(problem, what, "make");
    if (made->version > version_of(side)) {
        QRcode_free(made);
        return problem_set(problem, STATUS_LIMIT, what, "shorten the text", "%zu bytes have no room in %d dots", length, side);
    }
    // A larger code for level M, as screens shine and are scratched; beyond that what the same dots give.
    int most = version_of(side);
    for (int level = QR_ECLEVEL_M; level <= QR_ECLEVEL_H; level++) {
        QRcode *stronger = encode(bytes, length, (QRecLevel)level);
        bool fits = stronger != NULL && stronger->version <= most;
        QRcode_free(fits ? made : stronger);
        if (!fits)
            break;
        made = stronger;
        most = made->version;
    }
    code->side = made->width;
    for (int i = 0; i < made->width * made->width; i++)
        code->dark[i] = (made->data[i] & 1) != 0;
    QRcode_free(made);
    return STATUS_OK;
}
