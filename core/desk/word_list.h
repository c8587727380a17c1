// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Words that staff have called right: words.txt beside the editorial database, a line each, in the order in which they were added. Lines
// that begin with # are for people.
#ifndef KOMPASS_CORE_DESK_WORD_LIST_H
#define KOMPASS_CORE_DESK_WORD_LIST_H

#include "core/base/arena.h"
#include "core/base/status.h"

enum { WORD_LIST_BYTES_MAX = 1024 * 1024, WORD_LIST_WORD_BYTES = 100 };

// The words, a line each, in the arena; "" when there is no such file. Lines that are no text are left out.
enum status word_list_read(struct arena *arena, const char *editorial_path, const char **words, struct problem *problem);

// Adds a word, unless it is there: the file has the old words or the new one, too, whatever happens. STATUS_INVALID for what is no single
// word; STATUS_IO, at once, while another is adding one; STATUS_LIMIT when the file is full.
enum status word_list_add(const char *editorial_path, const char *word, struct problem *problem);

#endif
