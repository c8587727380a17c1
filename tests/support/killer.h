// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Five people type at once, and at random moments the program of one of them is killed: what they saved is there, and of what they
// typed two seconds are lost at most.
#ifndef KOMPASS_TESTS_SUPPORT_KILLER_H
#define KOMPASS_TESTS_SUPPORT_KILLER_H

struct killer_result {
    int kills, saves;     // done
    int resumed;          // times that the program went on where it was
    double lost_ms;       // the most typing that was lost
    double started_ms;    // the longest time until the program was there again
};

enum { KILLER_EDITORS = 5, KILLER_LOSS_MS = 2000 };

// Works in an empty folder, on a copy of the editorial database. `seed` decides what happens when. Ends the process when a saved word is
// lost, what is left of a text is not what was typed, or the database is not whole afterwards.
struct killer_result killer_run(const char *folder, const char *editorial, int kills, unsigned seed);

#endif
