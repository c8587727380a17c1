// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// A printer behind a device file: bytes to it, its status back, and patience with both that ends.
#ifndef KOMPASS_CORE_PRINT_DEVICE_H
#define KOMPASS_CORE_PRINT_DEVICE_H

#include "core/output/paper.h"

#include <stddef.h>

// Milliseconds.
struct device_patience {
    int answer; // to a question about its status; a device that can only be written to never answers
    int stall;  // without taking a byte
};

extern const struct device_patience device_patience; // of people who stand before it

// How a printer at the path is: PRINT_DONE when nothing is wrong, or it does not say.
enum print_state device_status(const char *path, const struct device_patience *patience);

// Sends the bytes. PRINT_DONE when the device has taken them all and does not complain afterwards. Blocks, at most as long as the device is
// slow and `patience` allows.
enum print_state device_print(const char *path, const unsigned char *bytes, size_t size, const struct device_patience *patience);

#endif
