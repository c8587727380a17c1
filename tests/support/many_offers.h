// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// A large editorial database: the city's offers in all languages, again and again.
#ifndef KOMPASS_TESTS_SUPPORT_MANY_OFFERS_H
#define KOMPASS_TESTS_SUPPORT_MANY_OFFERS_H

// Makes the new database `to` of `from` and copies of its offers with all that belongs to them, until there are at least so many
// offers. Copies are numbered: "Bürgeramt Dessau 7". Ends the program when that cannot be done.
void many_offers_make(const char *from, const char *to, long offers);

#endif
