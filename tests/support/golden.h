// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Expected screens, as files of text.
#ifndef KOMPASS_TESTS_SUPPORT_GOLDEN_H
#define KOMPASS_TESTS_SUPPORT_GOLDEN_H

// Holds a text against a file, by its path below the root of the sources, or writes it when KOMPASS_GOLDEN=write. Returns how many
// differ: 0, or 1 after it has told so.
int golden_file_differs(const char *file, const char *text);

// The same of tests/golden/<name>.txt; shows what the screen is now.
int golden_differs(const char *name, const char *text);

#endif
