// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// A part of struct edit, known to core/edit alone: the changes of a text, in groups that are taken back together.
#ifndef KOMPASS_CORE_EDIT_HISTORY_H
#define KOMPASS_CORE_EDIT_HISTORY_H

#include <stdbool.h>
#include <stddef.h>

// What joins changes to a group: a run of the same.
enum edit_run {
    EDIT_RUN_NONE, // a group of its own
    EDIT_RUN_TYPED,
    EDIT_RUN_ERASED_BACK,
    EDIT_RUN_ERASED_ON,
};

// At byte `at`, `removed` bytes went and `inserted` bytes came.
struct edit_change {
    size_t at, removed, inserted;
    size_t cursor, anchor; // before it
    size_t after;          // the cursor after it
    unsigned long group;
};

// Zero-initialised is empty.
struct edit_history {
    struct edit_change *changes; // oldest first; owned
    size_t count, capacity;
    size_t done;      // so many of them are done, the others taken back
    char *words;      // of each change in order, what went, then what came; owned
    size_t words_length, words_capacity;
    size_t words_done; // bytes of those that are done
    enum edit_run run; // that the newest group may go on with
    size_t run_length; // its changes
};

// Notes a change that was done, with the words that went and came. It begins a group unless it goes on with the run. What
// was taken back before can then no longer be done again. At most `limit` bytes are held; what is oldest is forgotten.
void edit_history_add(struct edit_history *history, const struct edit_change *change, const char *removed,
                      const char *inserted, enum edit_run run, size_t limit);

// The next change begins a group.
void edit_history_end_run(struct edit_history *history);

// The change to be taken back or done again next, with its words; NULL for none. It counts as taken back, or done, then.
// *more says whether another of its group follows.
const struct edit_change *edit_history_back(struct edit_history *history, const char **removed, bool *more);
const struct edit_change *edit_history_on(struct edit_history *history, const char **inserted, bool *more);

// Forgets everything, overwriting it.
void edit_history_free(struct edit_history *history);

// A block of `size` bytes in place of one of `old_size`, of which `used` are kept; the old one is overwritten.
void *edit_grow(void *block, size_t old_size, size_t used, size_t size);

#endif
