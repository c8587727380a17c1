// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// A printer by its name, whatever it speaks:
//
//   escpos:/dev/usb/lp0           a printer of slips, at a device file
//   ipp://host[:port]/ipp/print   any printer that prints PDF over IPP (RFC 8011), and queues of CUPS; ipps:// is the same, encrypted
//
// What is wrong is logged; who stands before it gets a state.
#ifndef KOMPASS_CORE_PRINT_PRINTER_H
#define KOMPASS_CORE_PRINT_PRINTER_H

#include "core/print/typeset.h"

// Whether it is such a name, and the format can be printed there: slips on printers of slips, all on others.
enum status printer_check(const char *name, enum paper_format format, struct problem *problem);

// Both block, at most some seconds. The state is PRINT_DONE when all is well; other ones are explained in *problem, for operators.
enum print_state printer_status(const char *name, struct problem *problem);
enum print_state printer_print(const char *name, const struct paper *paper, enum paper_format format, struct problem *problem);

// Words for operators: "ready", "out of paper".
const char *print_state_words(enum print_state state);

#endif
