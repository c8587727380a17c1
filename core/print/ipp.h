// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Printers over IPP (RFC 8011), by libcups; no CUPS need run here.
#ifndef KOMPASS_CORE_PRINT_IPP_H
#define KOMPASS_CORE_PRINT_IPP_H

#include "core/output/paper.h"

// How the printer is, by its printer-state-reasons.
enum print_state ipp_status(const char *uri, struct problem *problem);

// Prints the PDF of the descriptor, from its beginning.
enum print_state ipp_print(const char *uri, int fd, struct problem *problem);

// What a reason (RFC 8011, 5.4.12) means to somebody before the printer; PRINT_NONE for those that nobody need know.
enum print_state ipp_read_reason(const char *reason);

#endif
