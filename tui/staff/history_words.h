// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// What was done, in words: for the pages of history, of conflicts and of what is gone. All in the arena or borrowed.
#ifndef KOMPASS_TUI_STAFF_HISTORY_WORDS_H
#define KOMPASS_TUI_STAFF_HISTORY_WORDS_H

#include "core/editorial/history.h"
#include "core/editorial/undo.h"
#include "tui/staff/staff.h"

// "23.11.2026 10:15", wall time of the process's zone, of a stamp of RFC 3339 in UTC.
const char *history_when(struct arena *arena, const char *stamp);

// By what a change came: "Formular"; "" when it is not known.
const char *history_door(const struct view *view, const char *door);

// What a thing is called with its kind: "Angebot: Bürgeramt".
const char *history_thing_name(struct arena *arena, const struct view *view, const char *kind, const char *title, const char *slug);

// A value of a field, which is JSON as struct history_field has it, on at most HISTORY_VALUE_BYTES; "–" for nothing.
enum { HISTORY_VALUE_BYTES = 600 };
const char *history_value(struct arena *arena, const struct view *view, const struct staff *staff, enum kind kind,
                          const char *path, const char *json);

// The same of a value itself.
const char *history_value_of(struct arena *arena, const struct view *view, const struct staff *staff, enum kind kind,
                             const char *path, json_t *value);

// What became of an undo.
const char *history_undo(struct arena *arena, const struct view *view, const struct undo_report *report);

#endif
