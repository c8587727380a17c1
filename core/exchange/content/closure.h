// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// What a closure in the content files must keep to.
#ifndef KOMPASS_CORE_EXCHANGE_CONTENT_CLOSURE_H
#define KOMPASS_CORE_EXCHANGE_CONTENT_CLOSURE_H

#include "core/exchange/content/model.h"

json_read closure_read_every_year; // true or false; place: bool

// Reports days that cannot be, a closure of two, and one of an organization that no offer names; that the offer is there is
// asked with all links.
void closure_check(struct json_reader *reader, const struct content *content, const struct content_closure *closure);

#endif
