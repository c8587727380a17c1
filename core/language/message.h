// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// A program's messages in one language: ICU resource bundles from our own folder, patterns of ICU MessageFormat.
//
// A message is known by its id, its place in the program's set: a constant of that program's generated header.
// A pattern takes either only texts, {0} {1} ..., or one number, which is {0} ({0,plural,...}), and texts after it.
#ifndef KOMPASS_CORE_LANGUAGE_MESSAGE_H
#define KOMPASS_CORE_LANGUAGE_MESSAGE_H

#include "core/base/arena.h"
#include "core/base/clock.h"
#include "core/base/status.h"
#include "core/language/language.h"
#include "core/language/message_set.h"

enum { MESSAGE_TEXTS_MAX = 4 };

struct messages; // opaque; one per program and language

// Opens <folder>/<program>/<tag>.res, whole or not at all: STATUS_NOT_FOUND without that file, STATUS_INVALID when it has not
// as many messages as the set, with the first one that is missing. The file is mapped until the messages are closed; the
// set is borrowed as long.
enum status messages_open(struct messages **messages, const struct message_set *set, const char *folder,
                          const struct language *language, struct problem *problem);
void messages_close(struct messages **messages);

// Gives back what was parsed to fill in numbers and dates, some 100 KiB a language; it is parsed again when it is used.
void messages_rest(struct messages *messages);

// How many of the set's messages <folder>/<program>/<tag>.res has; 0 without that file.
size_t messages_translated(const struct message_set *set, const char *folder, const struct language *language);

const struct language *messages_language(const struct messages *messages);

// A message without arguments; borrowed, valid while the messages are open.
const char *message_text(struct messages *messages, int id);

// A message with up to four texts, ended by NULL: message_format(m, arena, id, (const char *[]){a, b, NULL}). Each text is
// inserted between isolates (UAX #9, FSI ... PDI) unless it already begins with one. In the arena.
char *message_format(struct messages *messages, struct arena *arena, int id, const char *const *texts);

// A message whose {0} is a number (its plural form follows CLDR), with up to four texts after it; texts may be NULL.
char *message_count(struct messages *messages, struct arena *arena, int id, long number,
                    const char *const *texts);

enum date_style {
    DATE_STYLE_FULL, // Montag, 23. November 2026
    DATE_STYLE_LONG, // 23. November 2026
    DATE_STYLE_MONTH, // November 2026
};

// A date in the language's own form, Gregorian, with European digits; in the arena.
char *message_date(struct messages *messages, struct arena *arena, struct local_time date, enum date_style style);

// The name of a weekday, 0 is Monday: "Montag", or "Mo" if brief. Borrowed.
const char *message_weekday(struct messages *messages, int weekday, bool brief);

// What a language is called in this language ("Arabisch" for "ar"), by CLDR; the tag itself when nobody knows. In the arena.
char *message_language_name(struct messages *messages, struct arena *arena, const char *tag);

// "08:00" and "08:00–12:00", in 24 hours with European digits, isolated as a time; in the arena.
char *message_time(struct arena *arena, int hour, int minute);
char *message_time_span(struct arena *arena, int open_minute, int close_minute);

#endif
