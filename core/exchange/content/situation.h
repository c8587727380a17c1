// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Situations: a text file each, that a person reads as the table that it is. docs/paths.md describes the format.
#ifndef KOMPASS_CORE_EXCHANGE_CONTENT_SITUATION_H
#define KOMPASS_CORE_EXCHANGE_CONTENT_SITUATION_H

#include "core/exchange/content/model.h"

#define SITUATION_ENDING ".path" // of a file's name; before it stands the slug

// Reads one file's bytes into the content. Problems go through the reader at "name:line".
void situation_read(struct content *content, struct json_reader *reader, const char *bytes, size_t size);

// What can only be judged of the whole table: whether it answers everybody (path_check()).
void situation_check(struct json_reader *reader, const struct content_situation *situation);

#endif
