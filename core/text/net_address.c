// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
#include "core/text/net_address.h"

#include <string.h>

enum { MAILBOX_BYTES_MAX = 64 };

static bool has_any(const char *text, const char *forbidden)
{
    for (; *text != '\0'; text++)
        if ((unsigned char)*text <= ' ' || *text == 0x7f || strchr(forbidden, *text) != NULL)
            return true;
    return false;
}

bool net_address_is_web(const char *text)
{
    size_t scheme = strncmp(text, "https://", 8) == 0 ? 8 : strncmp(text, "http://", 7) == 0 ? 7 : 0;
    return scheme > 0 && text[scheme] != '\0' && text[scheme] != '/' && !has_any(text, "\"<>\\^`{|}");
}

bool net_address_is_mail(const char *text)
{
    const char *at = strchr(text, '@');
    return at != NULL && at != text && at - text <= MAILBOX_BYTES_MAX && strchr(at + 1, '@') == NULL && strchr(at + 1, '.') != NULL &&
           at[1] != '.' && text[strlen(text) - 1] != '.' && !has_any(text, "\"<>()[],:;\\");
}
