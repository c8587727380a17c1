// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Private to core/text: finds in free text what must keep its order and stay whole, as a typed field does.
#ifndef KOMPASS_CORE_TEXT_FIND_H
#define KOMPASS_CORE_TEXT_FIND_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct find_number {
    size_t end;
    bool whole; // more than one plain number
};

// A text that is walked through from its beginning.
struct find_text {
    const uint32_t *characters;
    size_t count;
    // The last of those parts that a mailbox could be in, as it is asked for again at each of its words.
    size_t mailbox_first;
    size_t mailbox_end;
    // The last digits with separators between that were met, as they are asked for again behind each separator.
    size_t run_first;
    size_t run_end;
    // The number that was read last, as words may begin with it; of a text that ends at `number_count`.
    size_t number_first;
    size_t number_count;
    struct find_number number;
};

// Each function gets the index where something may begin, which is inside neither a word nor a number. It returns the
// index behind what it found, or `first` for nothing. How often a character is looked at is bounded, so that a walk
// through a text takes linear time.

// Whether anything of all this may begin there: quick, as at most places of a text nothing does.
bool text_find_may_begin(struct find_text *text, size_t at);

// An address on the web or of e-mail: "https://…", "www.…", "name@place".
size_t text_find_address(struct find_text *text, size_t first);

// What is more than one plain number: phone numbers ("0340 204-2133", "116 016"), other numbers in groups and with
// letters ("12 345 678 901", "12 C 345/26", an IBAN, a car's), spans of numbers, times and dates ("08:00–12:30",
// "24.12. – 26.12."), amounts with their sign or unit ("12,50 €", "-5"), citations ("§ 16"). Digits are European or
// Persian. With Arabic-Indic ones only numbers in groups are found: all else in them has an order of its own (UAX #9,
// AN), which its readers expect.
size_t text_find_numbers(struct find_text *text, size_t first);

// Words of a left-to-right script up to the last one, with what stands between them and the numbers that belong to
// them: house numbers, post codes, citations. A number that counts the right-to-left word after it does not belong.
size_t text_find_words(struct find_text *text, size_t first);

#endif
