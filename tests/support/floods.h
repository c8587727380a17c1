// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Texts that repeated take long to lay out, or did once: some ICU alone takes minutes for.
#ifndef KOMPASS_TESTS_SUPPORT_FLOODS_H
#define KOMPASS_TESTS_SUPPORT_FLOODS_H

// A paragraph in Arabic as the kiosk shows it.
#define FLOOD_ARABIC                                                                                                                 \
    "يقدم مكتب الهجرة في مدينة Dessau-Roßlau المشورة مجانًا للاجئين والمهاجرين " \
    "(هاتف: \u2066+49\u00A0340\u00A0204-2901\u2069) من الساعة \u206608:00\u201312:30\u2069. "

// The same as an editor writes it, without isolates.
#define FLOOD_FREE_ARABIC                                                                                                            \
    "يقدم مكتب الهجرة في مدينة Dessau-Roßlau المشورة مجانًا للاجئين والمهاجرين " \
    "(هاتف: +49 340 204-2901) من الساعة 08:00\u201312:30. "

#define FLOOD_GERMAN "Das Amt hilft Ihnen Montag von 08:00\u201312:30 Uhr, Telefon 0340 204-2901. "

#define TEN(text) text text text text text text text text text text

// clang-format off
static const char *const floods[] = {
    // one sort of character
    "a", " ", "\n", "a\n", "\r\n", "+", "%", "\u0301", "\u00A0", "\u00AD", "\u2066", "\u2068", "\uE000", "\u0378", "\u6F22",
    // clusters, marks, joining
    "\u0628" TEN("\u064B") TEN("\u064B"), "\u0628" TEN("\u0301"), "\u0647\u0654", "\u0644\u0627", "\u0628\u200D",
    "\u0915\u093F", "\U0001F469\u200D\U0001F466", "\u1100\u1161\u11A8", "a\u00AD", "a\u00A0", "a\u2060", "a\u200B",
    // order: both directions, isolates, brackets
    "a\u05D0", "\u06281", "a\u0628 ", "\u2067a ", "\u2066a\u2069", "\u2067(\u2067[\u2067", "\u2066\u0628\u2069 ", "(", "(((a",
    "([{", "a(\u05D0[ ", "(\u05D0) ", "\u05D0(a) ", "(\u05D0)", "[\u05D0] ", "(a \u0628 ",
    // what could be a number, an address, words
    "1-", "-1 ", "$1 ", "1% ", "1.1a", "1.1.1. ", "(0", "(0)", "0340 ", "+49 (0) 340 ", "1 000 ", "\u0660\u0661\u0662 ",
    "a@", "a@b ", "a%", "www.", "www.a./", "a:/", "aaaaaaaa:", "http://a ", "a(", "a (", "a [", "(a ", "a)", "a<", "a/",
    "a (0", "a 1 ", "a 1 (", "A(1 ", "r 1 r 1 (", "a(b(c(1)))", "(a(b(c ", "a(b(c(d\u0628)))", "a 1 \u0628 ", "a. \"",
    "06844 a ", "1. Mai ", "\u00A7 1 ", "1.", "1.1. \u2013 ", "1 \u2013 ", "1\u2013", "(1", "(+1(", "1 (1", "12 C ", "AB12 ", "A", "AB-A ",
    "1\u00B0 ", "1.12345, ", "1:11, ", "1 bis ", "A: 12/34 ", "1:11 ", "a.bc/", "1 a ",
};
// clang-format on

#endif
