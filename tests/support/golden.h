// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Expected screens, as files of text.
#ifndef KOMPASS_TESTS_SUPPORT_GOLDEN_H
#define KOMPASS_TESTS_SUPPORT_GOLDEN_H

// Holds a text against tests/golden/<name>.txt, or writes the file when KOMPASS_GOLDEN=write. Returns how many differ: 0, or 1
// after it has shown what the screen is now.
int golden_differs(const char *name, const char *text);

#endif
