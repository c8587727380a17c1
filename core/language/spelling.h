// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Spelling by the dictionaries of Debian (hunspell(5)). They are in a process of their own: nothing here ever waits for one. A word is
// unknown until it has been answered; spelling_read() takes the answers, and spelling_descriptor() is readable when there are some.
#ifndef KOMPASS_CORE_LANGUAGE_SPELLING_H
#define KOMPASS_CORE_LANGUAGE_SPELLING_H

#include "core/base/status.h"
#include "core/language/language.h"

#include <stdbool.h>
#include <stddef.h>

#define SPELLING_FOLDER "/usr/share/hunspell"

struct spelling; // opaque; NULL is one that has ended

enum spelling_state {
    SPELLING_CLOSED,  // no dictionary is open
    SPELLING_OPENING,
    SPELLING_READY,
    SPELLING_NONE,    // there is no dictionary of the language
    SPELLING_ENDED,   // the process has ended: nothing is checked any more
};

// Starts the process; for main, before it gives up starting any. `folder` has the dictionaries.
enum status spelling_start(struct spelling **spelling, const char *folder, struct problem *problem);
void spelling_end(struct spelling **spelling);

// To be watched: readable when there are answers; silent after the process has ended. -1: nothing.
int spelling_descriptor(const struct spelling *spelling);

// Opens the dictionary of a language in place of the one before, with no other word in it: <tag>_<REGION> of the region where most speak it
// (CLDR), else the first that begins with its tag.
void spelling_open(struct spelling *spelling, const struct language *language);

// Gives back what it takes.
void spelling_close(struct spelling *spelling);

enum spelling_state spelling_state(const struct spelling *spelling);

// The words of a text, such as a name, are right from now on, and in German what is compounded with them.
void spelling_add(struct spelling *spelling, const char *text);

enum spelling_verdict { SPELLING_UNKNOWN, SPELLING_RIGHT, SPELLING_WRONG };

// Looks at a word of `length` bytes, and asks for it if it was not asked for yet: spelling_send() then asks. Numbers, single letters,
// short words of capitals and words in another script than the language's are not looked at: they are right. So is everything while
// there is no dictionary.
enum spelling_verdict spelling_check(struct spelling *spelling, const char *word, size_t length);

// Asks for what might be meant by a word. True when that is known; *suggestions are *count words then, until the next call.
bool spelling_suggest(struct spelling *spelling, const char *word, size_t length, const char *const **suggestions, size_t *count);

// Sends what is to be asked, as far as there is room; and takes what was answered. Neither waits.
void spelling_send(struct spelling *spelling);
void spelling_read(struct spelling *spelling);

// How often something became known that was not: whoever keeps verdicts asks again when it is another number.
unsigned long spelling_news(const struct spelling *spelling);

// Words that were asked for and are not answered.
size_t spelling_pending(const struct spelling *spelling);

// Waits until everything is answered; for tests and commands, which have nobody who types.
void spelling_wait(struct spelling *spelling);

#endif
