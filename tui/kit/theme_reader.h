// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Reads the text of a theme (data/themes/README.md). One that nobody could read is refused, as a kiosk has no one who would
// put it right.
#ifndef KOMPASS_TUI_KIT_THEME_READER_H
#define KOMPASS_TUI_KIT_THEME_READER_H

#include "tui/kit/theme.h"

#include <stddef.h>

// Reads `size` bytes, borrowed, of the theme whose file is called `path` in problems. STATUS_OK: *theme is whole, each of its
// pairs has the contrast that its role asks for (theme_least_contrast()), and the focus is told from the page. Otherwise the
// status of the first problem; all go to `sink`, and *theme is undefined.
enum status theme_read(struct theme *theme, const char *path, const char *text, size_t size, problem_sink *sink,
                       void *context);

// What a role is called there; NULL: it is not named there, as it follows from others.
const char *theme_role_name(enum role role);

// The contrast of ink and ground that a role must have: 7 for text, 4.5 for second-rank text (WCAG 2.2, 1.4.6 and 1.4.3), 3 for
// frames and both tones of pictures (1.4.11), and 1 where both are the same.
double theme_least_contrast(enum role role);

#endif
