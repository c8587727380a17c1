// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// What went wrong in the core, in the words of whoever works here: the only place that has them.
#ifndef KOMPASS_TUI_STAFF_PROBLEM_WORDS_H
#define KOMPASS_TUI_STAFF_PROBLEM_WORDS_H

#include "tui/staff/staff.h"

// A sentence without its full stop that says what it means and what can be done, and behind it in brackets what the core says, for
// whoever is asked for help. What the core found wrong with content is said as problem_fault_words() does. In the arena.
const char *problem_words(struct arena *arena, const struct view *view, const struct problem *problem);

// What is wrong with a field or a thing, without its name: a whole sentence.
const char *problem_fault_words(struct arena *arena, const struct view *view, const struct problem *problem);

// The same with the name of the thing before it, whose kind is said in the view's language: "offer amt: ...".
const char *problem_thing_words(struct arena *arena, const struct view *view, const struct problem *problem);

#endif
