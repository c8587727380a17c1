// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The body of an article as one text, a block a line, so that it is stored, translated, compared and edited like any other
// text:
//   # Heading
//   A paragraph.
//   * An entry of a list.
//   *4. An entry with a mark of its own instead of a dot; a mark has no blank.
//   > offer 0c2f6e0a-...     a link: the kind and the id of where it leads
//   \# A paragraph that begins with one of # * > \ has a \ before it.
#ifndef KOMPASS_CORE_MODEL_BODY_H
#define KOMPASS_CORE_MODEL_BODY_H

#include "core/base/arena.h"
#include "core/model/model.h"

#include <stdbool.h>
#include <stddef.h>

enum body_block_kind { BODY_HEADING, BODY_PARAGRAPH, BODY_ITEM, BODY_LINK, BODY_BLOCK_KINDS };

enum { BODY_MARK_BYTES = 12 }; // of a mark at most

struct body_block {
    enum body_block_kind kind;
    const char *text;       // NULL: a link has none, it shows the title of where it leads
    const char *mark;       // before an item: "4.", "a."; NULL: a dot
    enum kind link_kind;    // of a link; otherwise KIND_NONE
    const char *link;       // id; NULL: no link
};

// The blocks of a body, in the arena; `body` may be NULL. Never fails: what is no block by these rules is a paragraph. Empty
// lines are left out.
struct body_block *body_parse(struct arena *arena, const char *body, size_t *count);

// The body that has these blocks, in the arena. Line breaks and blanks at the ends of a text do not survive; a block without
// text and link is left out.
const char *body_write(struct arena *arena, const struct body_block *blocks, size_t count);

// The words of a body without marks and links, a block a line; in the arena. For searching and judging its language.
const char *body_words(struct arena *arena, const char *body);

#endif
