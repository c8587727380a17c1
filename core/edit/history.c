// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Two blocks that grow at their ends and are cut at their beginnings. All words are overwritten where they are left behind.
#include "core/edit/history.h"

#include "core/base/memory.h"

#include <assert.h>
#include <string.h>

// No run is longer, so that the newest group can never be all that there is room for.
enum { RUN_CHANGES_MAX = 256 };

void *edit_grow(void *block, size_t old_size, size_t used, size_t size)
{
    void *larger = memory_allocate(size, 1); // realloc(3) would leave the words where they were
    if (block == NULL)
        return larger;
    memcpy(larger, block, used);
    explicit_bzero(block, old_size);
    memory_release(block);
    return larger;
}

static size_t words_of(const struct edit_change *change)
{
    return change->removed + change->inserted;
}

static void reserve(struct edit_history *history, size_t words)
{
    if (history->count == history->capacity) {
        size_t capacity = history->capacity == 0 ? 16 : history->capacity * 2;
        const size_t size = sizeof *history->changes;
        history->changes =
            edit_grow(history->changes, history->capacity * size, history->count * size, capacity * size);
        history->capacity = capacity;
    }
    if (history->words_capacity - history->words_length < words) {
        size_t capacity = history->words_capacity * 2 + words;
        history->words = edit_grow(history->words, history->words_capacity, history->words_length, capacity);
        history->words_capacity = capacity;
    }
}

// Forgets what was taken back.
static void cut_end(struct edit_history *history)
{
    if (history->words_length > history->words_done)
        explicit_bzero(history->words + history->words_done, history->words_length - history->words_done);
    history->words_length = history->words_done;
    history->count = history->done;
}

// Forgets the oldest groups until the rest takes at most `limit` bytes.
static void cut_beginning(struct edit_history *history, size_t limit)
{
    size_t changes = 0;
    size_t words = 0;
    while (changes < history->count &&
           (history->count - changes) * sizeof *history->changes + history->words_length - words > limit) {
        unsigned long group = history->changes[changes].group;
        while (changes < history->count && history->changes[changes].group == group)
            words += words_of(&history->changes[changes++]);
    }
    if (changes == 0)
        return;
    history->count -= changes;
    history->done = history->count;
    memmove(history->changes, history->changes + changes, history->count * sizeof *history->changes);
    history->words_length -= words;
    history->words_done = history->words_length;
    memmove(history->words, history->words + words, history->words_length);
    explicit_bzero(history->words + history->words_length, words);
}

static struct edit_change *newest(const struct edit_history *history)
{
    return history->count == 0 ? NULL : &history->changes[history->count - 1];
}

// Puts what came behind what came before, so that a typed word is one change.
static bool join(struct edit_history *history, const struct edit_change *change, const char *inserted)
{
    struct edit_change *last = newest(history);
    if (change->removed > 0 || change->at != last->at + last->inserted)
        return false;
    reserve(history, change->inserted);
    last = newest(history);
    memcpy(history->words + history->words_length, inserted, change->inserted);
    history->words_length += change->inserted;
    last->inserted += change->inserted;
    last->after = change->after;
    return true;
}

void edit_history_add(struct edit_history *history, const struct edit_change *change, const char *removed,
                      const char *inserted, enum edit_run run, size_t limit)
{
    bool goes_on = run != EDIT_RUN_NONE && run == history->run && history->done == history->count &&
                   history->count > 0 && history->run_length < RUN_CHANGES_MAX;
    cut_end(history);
    if (!goes_on || !join(history, change, inserted)) {
        reserve(history, words_of(change));
        assert(history->changes != NULL);
        struct edit_change *last = newest(history);
        unsigned long group = last == NULL ? 0 : goes_on ? last->group : last->group + 1;
        history->run_length = goes_on ? history->run_length + 1 : 1;
        history->changes[history->count] = *change;
        history->changes[history->count++].group = group;
        char *words = history->words + history->words_length;
        if (change->removed > 0)
            memcpy(words, removed, change->removed);
        if (change->inserted > 0)
            memcpy(words + change->removed, inserted, change->inserted);
        history->words_length += words_of(change);
    }
    history->run = run;
    history->done = history->count;
    history->words_done = history->words_length;
    cut_beginning(history, limit);
}

void edit_history_end_run(struct edit_history *history)
{
    history->run = EDIT_RUN_NONE;
}

const struct edit_change *edit_history_back(struct edit_history *history, const char **removed, bool *more)
{
    if (history->done == 0)
        return NULL;
    const struct edit_change *change = &history->changes[--history->done];
    history->words_done -= words_of(change);
    *removed = history->words + history->words_done;
    *more = history->done > 0 && change[-1].group == change->group;
    edit_history_end_run(history);
    return change;
}

const struct edit_change *edit_history_on(struct edit_history *history, const char **inserted, bool *more)
{
    if (history->done == history->count)
        return NULL;
    const struct edit_change *change = &history->changes[history->done++];
    *inserted = history->words + history->words_done + change->removed;
    history->words_done += words_of(change);
    *more = history->done < history->count && change[1].group == change->group;
    edit_history_end_run(history);
    return change;
}

void edit_history_free(struct edit_history *history)
{
    if (history->words != NULL)
        explicit_bzero(history->words, history->words_capacity);
    memory_free(&history->words);
    memory_free(&history->changes);
    *history = (struct edit_history){0};
}
