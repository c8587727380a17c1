// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The report of what is used at kiosks, and what is asked of any report.
#ifndef KOMPASS_CLI_USAGE_H
#define KOMPASS_CLI_USAGE_H

#include "core/base/status.h"
#include "core/insight/usage_figures.h"

enum report_format { REPORT_TEXT, REPORT_JSON, REPORT_CSV };

struct report_wish {
    const char *from;  // content; may be NULL
    const char *usage; // a file of counts; may be NULL
    enum usage_level level;
    enum report_format format;
};

// Prints the figures that may be shown, with the names that the content has for them.
enum status usage_print(const struct report_wish *wish, struct problem *problem);

#endif
