// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// A text that somebody writes: cursor by grapheme cluster and word (UAX #29), selection, undo. It knows no screen: where a
// row ends and where the cursor is seen, the widget finds with core/text/layout.
#ifndef KOMPASS_CORE_EDIT_EDIT_H
#define KOMPASS_CORE_EDIT_EDIT_H

#include "core/base/arena.h"
#include "core/edit/history.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// How much may be written. A text that was loaded longer than this stays whole, and can only become shorter.
struct edit_limits {
    size_t bytes;      // of UTF-8, at least 4
    size_t characters; // code points, as length() of SQL counts them; 0: what the bytes hold
    size_t lines;      // 1: a single line, in which ends of lines become blanks; 0: any number
};

// To be read by all, written by edit_*() only.
struct edit {
    char *text;    // accepted UTF-8 (core/text/accept.h) whose lines end in line feeds; terminated; owned
    size_t length; // bytes
    size_t cursor; // byte before which is written: where a cluster begins, or the end
    size_t anchor; // the selection is all between it and the cursor
    size_t characters; // code points of the text
    size_t lines;      // one more than it has line feeds
    size_t dropped;    // characters of what was put in last that no text may have (text_clean())
    struct edit_limits limits;
    size_t capacity; // bytes at `text`
    char *kept;      // the text that edit_changed() compares with; owned
    size_t kept_length;
    struct edit_history history;
};

enum edit_result {
    EDIT_NOTHING, // there was nothing to be done
    EDIT_CHANGED,
    EDIT_FULL, // the limits leave no room for all of it, so nothing was done
};

// In the text's own order, whichever way it runs on a screen.
enum edit_motion {
    EDIT_CLUSTER_BACK,
    EDIT_CLUSTER_ON,
    EDIT_WORD_BACK, // to where a word begins
    EDIT_WORD_ON,   // to where one ends
    EDIT_LINE_START,
    EDIT_LINE_END,
    EDIT_TEXT_START,
    EDIT_TEXT_END,
};

// Makes it ready and empty; edit_free() overwrites all words in it and in its history, and frees them. Zero-initialised may
// be freed.
void edit_init(struct edit *edit, const struct edit_limits *limits);
void edit_free(struct edit *edit);

// Puts the text there, cleaned as text_clean() does, as one that has not been changed: the cursor at its end, no history.
void edit_load(struct edit *edit, const char *text);

// Types a character, over the selection if there is one. A tab is a blank; other control characters do nothing, but for a
// line feed where there may be more lines than one. What is typed is joined to what stands around it (NFC). The cursor is
// behind it.
enum edit_result edit_type(struct edit *edit, uint32_t character);

// Puts a text of `length` bytes there, over the selection if there is one, cleaned, with line feeds for all other ends of
// lines: all of it or nothing. edit->dropped then says how many characters were left out.
enum edit_result edit_insert(struct edit *edit, const char *text, size_t length);

// Takes the selection away, or where there is none, all up to where the motion leads.
enum edit_result edit_erase(struct edit *edit, enum edit_motion motion);

// Moves the cursor; `select` leaves the anchor where it is. Without it, a selection ends, and one cluster back or on only
// goes to its start or end. False when nothing changed.
bool edit_move(struct edit *edit, enum edit_motion motion, bool select);

// Puts the cursor to the cluster that byte `at` is in, or to the end.
bool edit_place(struct edit *edit, size_t at, bool select);

bool edit_select_all(struct edit *edit);

// The bytes selected, from *start to *end; false, with both the cursor, when none are.
bool edit_selection(const struct edit *edit, size_t *start, size_t *end);

// How many characters are selected.
size_t edit_selected(const struct edit *edit);

// Takes back the newest group of changes, and does one again that was taken back. A group is what was typed of one word and
// the blanks behind it, or erased in one direction, without moving between; or anything else. The history holds at least the
// newest group; the oldest are forgotten when it takes more than 64 KB and four times the limit of bytes and the kept text.
bool edit_undo(struct edit *edit);
bool edit_redo(struct edit *edit);

// Whether it is another text than the one that was loaded, or kept since. Text that was changed back has not changed.
bool edit_changed(const struct edit *edit);

// What it is now counts as unchanged.
void edit_keep(struct edit *edit);

// The characters that can still be written before a limit; of a limit of bytes, as many as the longest ones.
size_t edit_room(const struct edit *edit);

#endif
