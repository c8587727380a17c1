// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// kompass check --links.
#ifndef KOMPASS_CLI_LINKS_H
#define KOMPASS_CLI_LINKS_H

#include <stdbool.h>

// Looks whether the contacts of the editorial database `path` work, keeps the result there and prints it. Gives the exit code:
// CLI_PROBLEM when some are broken, or nothing could be reached.
int links_check(const char *path, bool json);

#endif
