// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The line on which something stands in a JSON text, for messages to people who open the file in an editor.
#ifndef KOMPASS_CORE_EXCHANGE_JSON_LINE_H
#define KOMPASS_CORE_EXCHANGE_JSON_LINE_H

#include <stddef.h>

// The line, from 1, of what a path such as "offers[3].contacts[0].phone" leads to in a text that a parser has accepted;
// of what it leads to furthest where its end is not there. In time linear to the text.
size_t json_line_of(const char *bytes, size_t size, const char *path);

#endif
