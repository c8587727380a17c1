// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// What a field that has a page of its own says in a line, for the form of its record. All in the arena; `value` may be NULL.
#ifndef KOMPASS_TUI_STAFF_FIELD_WORDS_H
#define KOMPASS_TUI_STAFF_FIELD_WORDS_H

#include "core/desk/sheet.h"
#include "tui/kit/page.h"

const char *hours_words(struct arena *arena, const struct view *view, const struct sheet *sheet, json_t *value);
const char *contacts_words(struct arena *arena, const struct view *view, const struct sheet *sheet, json_t *value);
const char *recurrence_line(struct arena *arena, const struct view *view, const struct sheet *sheet, json_t *value);

#endif
