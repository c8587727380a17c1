// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Private to spelling: the process that has the dictionary, and what it and its parent say to each other. Each packet is a whole
// message (unix(7), SOCK_SEQPACKET).
#ifndef KOMPASS_CORE_LANGUAGE_SPELLER_H
#define KOMPASS_CORE_LANGUAGE_SPELLER_H

#include <stdint.h>
#include <sys/types.h>

enum { SPELLER_BYTES_MAX = 4096, SPELLER_WORD_BYTES = 128, SPELLER_SUGGESTIONS = 8 };

enum speller_kind {
    SPELLER_OPEN = 'o',    // the path of a dictionary without its ending, and behind a line feed a word of it whose endings and compounds
                           // added words have, too; answered with "1", or "0" when it cannot be read
    SPELLER_ADD = 'a',     // words, a line each; answered with nothing
    SPELLER_WORDS = 'w',   // the same; answered with the same, before each word + when it is right, - when it is not
    SPELLER_SUGGEST = 's', // a word; answered with it, and what might be meant, a line each
    SPELLER_CLOSE = 'c',   // the dictionary; not answered
};

// Both ways. An answer has kind and generation of what it answers.
struct speller_packet {
    uint32_t kind;
    uint32_t generation; // of the dictionary: what is answered to an older one is of no use any more
    char text[SPELLER_BYTES_MAX]; // up to the end of the packet
};

// The process' whole life: answers what comes through the channel until that is closed. It reads the folder with the dictionaries
// and nothing else, and what hunspell makes of hostile words stays in it.
_Noreturn void speller_serve(int channel, pid_t parent, const char *folder);

#endif
