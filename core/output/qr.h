// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// QR codes (ISO/IEC 18004): bytes in, a square of dark and light dots out.
#ifndef KOMPASS_CORE_OUTPUT_QR_H
#define KOMPASS_CORE_OUTPUT_QR_H

#include "core/base/status.h"

#include <stdbool.h>
#include <stddef.h>

enum {
    QR_VERSION_MAX = 12, // larger ones are possible, but a telephone's camera must be held ever more still and near
    QR_SIDE_LEAST = 21,
    QR_SIDE_MAX = 17 + 4 * QR_VERSION_MAX,
};

struct qr_code {
    int side;                              // dots; 0: there is none
    bool dark[QR_SIDE_MAX * QR_SIDE_MAX];  // row by row; the light rim that a code needs is not in it
};

// Bytes of UTF-8 that a code of at most `side` dots a side has room for; 0 when there is none of so few dots.
size_t qr_capacity(int side);

// Makes the code of a text of at most `side` dots a side, with as much redundancy as there is room for: level M or more where that
// fits in so many dots, L otherwise. STATUS_LIMIT when the text has no room, STATUS_IO when there is no memory.
enum status qr_encode(struct qr_code *code, const char *bytes, size_t length, int side, struct problem *problem);

#endif
