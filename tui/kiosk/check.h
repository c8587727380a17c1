// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// `kompass-kiosk --check`: opens every language, looks through the whole catalog, asks the terminal who it is, and
// says what was found.
#ifndef KOMPASS_TUI_KIOSK_CHECK_H
#define KOMPASS_TUI_KIOSK_CHECK_H

#include "tui/kiosk/kiosk.h"

#include <stdio.h>

// Writes the report to `stream`: lines for people, or with `json` one JSON object of "languages", "catalog", "terminal"
// and "letters" (null when standard input and output are no terminal). `fonts` is the folder of the console's fonts. What
// a terminal lacks is told there and is no problem; at the first problem nothing is written.
enum status check_kiosk(struct kiosk *kiosk, FILE *stream, bool json, const char *fonts, struct problem *problem);

#endif
