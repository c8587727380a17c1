// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// What an operator decides about a kiosk: /etc/kompass/kiosk.conf (deploy/station/kiosk.conf tells the keys).
#ifndef KOMPASS_TUI_KIOSK_CONFIGURATION_H
#define KOMPASS_TUI_KIOSK_CONFIGURATION_H

#include "core/base/geography.h"
#include "core/base/status.h"
#include "core/time/hours.h"
#include "core/language/language.h"
#include "tui/kit/program.h"
#include "tui/kit/theme.h"

enum {
    CONFIGURATION_PHONE_BYTES = 64,
    CONFIGURATION_CITY_BYTES = 64,
    CONFIGURATION_PATH_BYTES = 512,
    CONFIGURATION_SPANS_MAX = 42, // six a day
    CONFIGURATION_IDLE_SECONDS = 90, // unless it is set
    CONFIGURATION_IDLE_SECONDS_MAX = 24 * 60 * 60,
};

struct configuration {
    const struct language *languages[LANGUAGE_TABLE_MAX]; // to choose from, in this order
    size_t language_count;                                         // 0: all
    long idle_seconds;                                             // 0: never
    enum theme_id theme;                                           // with which every visit begins
    bool theme_is_set;                                             // or what suits the terminal is better
    enum text_size text_size;                                      // the same
    enum key_print key_print;                                      // what stands on the keyboard's keys
    char phone[CONFIGURATION_PHONE_BYTES];                         // of the staff, for the help page; "" none
    struct opening_span spans[CONFIGURATION_SPANS_MAX];            // when the building is open, for the help page
    size_t span_count;                                             // 0: not told
    char city[CONFIGURATION_CITY_BYTES];                           // of whose catalogs alone are shown; "" any
    struct coordinates location;                                      // where the kiosk stands; unknown: not told
    char sync_state[CONFIGURATION_PATH_BYTES];                     // `--state` of `kompass sync`; "" beside the folder
};

// What holds without a file.
struct configuration configuration_default(void);

// Reads the file at `path` over what is in *configuration; statuses and problems are those of settings_read().
enum status configuration_read(struct configuration *configuration, const char *path, problem_sink *sink, void *context);

// A whole number of seconds that a visitor may be idle; false for any other text.
bool configuration_idle(const char *text, long *seconds);

#endif
