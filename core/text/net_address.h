// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// What an address of a web page and one of e-mail look like, for whoever writes, imports, checks or follows one. Whether somebody is
// there is not asked.
#ifndef KOMPASS_CORE_TEXT_NET_ADDRESS_H
#define KOMPASS_CORE_TEXT_NET_ADDRESS_H

#include <stdbool.h>

// "https://…" or "http://…" with a host, without what may not stand in one (RFC 3986, 2); letters of all scripts may (RFC 3987).
bool net_address_is_web(const char *text);

// name@host.example: before the @ 1 to 64 bytes (RFC 5321, 4.5.3.1) without what would have to be quoted (RFC 5322, 3.2.3), behind it
// a domain with a dot.
bool net_address_is_mail(const char *text);

#endif
