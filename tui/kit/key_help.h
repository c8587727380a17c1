// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// What the keys do, as a help page says it: made from the program's table, so that it can never say what is not so.
#ifndef KOMPASS_TUI_KIT_KEY_HELP_H
#define KOMPASS_TUI_KIT_KEY_HELP_H

#include "tui/kit/document.h"

// Adds a field for each action that has keys in one of the contexts, in the order of the program's table: the caps as the
// first of the contexts has them, and what they do. Two actions on one pair of keys, which follow each other, are one field.
void key_help_add(struct document *document, struct arena *arena, const struct view *view, const int *contexts,
                  size_t context_count);

#endif
