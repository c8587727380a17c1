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

static const char *const floods[] = {
    "a",     " ",          "\n",        "\u0301",     "\u2068",       "\u2067a ", "\u0647\u0654", "(",
    "(((a",  "a(\u05D0[ ", "(\u05D0) ", "\u05D0(a) ", "\u0915\u093F", "1-",       "1.1a",         "(0",
    "0340 ", "1 000 ",     "a@",        "www.a./",    "a (",          "a 1 ",     "a. \"",        "\u0660\u0661\u0662 ",
};

#endif
