// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Are the messages of a program whole in a language? With a single problem here it cannot be offered.
#ifndef KOMPASS_CORE_LANGUAGE_MESSAGE_CHECK_H
#define KOMPASS_CORE_LANGUAGE_MESSAGE_CHECK_H

#include "core/base/status.h"
#include "core/language/language.h"
#include "core/language/message_set.h"

#include <stddef.h>

// Gives every problem of <folder>/<program>/<tag>.res to `sink`: a message that is missing, has other arguments than in German,
// lacks a plural form that CLDR asks of the language or has one that it does not, cannot be formatted, is not in the
// language's script, has a sign that does not belong there (orthography.h), or is wider than its place where that is
// one line on the narrowest screen. Returns how many. German must be there, too: without it that is the one problem.
size_t messages_check(const struct message_set *set, const char *folder, const struct language *language, problem_sink *sink,
                      void *context);

#endif
