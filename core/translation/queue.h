// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Texts to be translated are handed out and not chosen from a list: whoever is handed one holds the lease of its thing in the
// language (core/editorial/lease.h) for ten minutes, so that two translators never meet on the same text.
#ifndef KOMPASS_CORE_TRANSLATION_QUEUE_H
#define KOMPASS_CORE_TRANSLATION_QUEUE_H

#include "core/editorial/lease.h"
#include "core/translation/list.h"

struct translation_queue {
    sqlite3 *editorial; // borrowed
    const struct language *language;
    struct translation_list *list; // owned
    struct translation_filter filter; // states 0: those that there is something to do about: all but the current ones
    char area[MODEL_ID_BYTES];        // of the filter; "": all. translation_queue_limit() sets it
};

// A text, wherever it stands in the list.
struct translation_task {
    char thing[MODEL_ID_BYTES]; // "": none
    const struct model_text *model;
};

enum status translation_queue_open(struct translation_queue *queue, sqlite3 *editorial, const struct language *language,
                                   struct problem *problem);
void translation_queue_close(struct translation_queue *queue);

// Only texts of this life area from now on; NULL: of all.
void translation_queue_limit(struct translation_queue *queue, const char *area);

// Reads the list anew if something has changed since.
enum status translation_queue_refresh(struct translation_queue *queue, struct problem *problem);

// Hands out the next text after `after` that there is something to do about, in the order of the list and from its beginning again,
// but not `after` itself; an empty task: the first one. It is leased to the author then, and what he held of another thing in the
// language is free. `after` may be `next`. STATUS_NOT_FOUND when there is none; *held tells how many there would be if others did
// not hold them.
enum status translation_queue_next(struct translation_queue *queue, const struct change_author *author,
                                   const struct translation_task *after, struct translation_task *next, size_t *held,
                                   struct problem *problem);

// Takes the lease for a text that was chosen, and frees the one before (`before`, which may be empty). *other, in the arena: who holds
// it; then nothing changes.
enum status translation_queue_take(struct translation_queue *queue, const struct change_author *author,
                                   const struct translation_task *before, const struct translation_task *task, struct arena *arena,
                                   struct lease **other, struct problem *problem);

// Frees what was held.
enum status translation_queue_release(struct translation_queue *queue, const struct change_author *author,
                                      const struct translation_task *task, struct problem *problem);

// Looks at a text again, whose state may have become another.
enum status translation_queue_look(struct translation_queue *queue, const struct translation_task *task,
                                   enum translation_state *state, struct problem *problem);

#endif
