// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The HTML of Integreat's pages as our blocks: paragraphs, headings, entries of lists, links by id.
#ifndef KOMPASS_CORE_EXCHANGE_INTEGREAT_HTML_H
#define KOMPASS_CORE_EXCHANGE_INTEGREAT_HTML_H

#include "core/exchange/content/model.h"
#include "core/exchange/integreat/integreat.h"

enum {
    HTML_BYTES_MAX = 1024 * 1024, // of one page; the largest page known has 60,000
    HTML_DEPTH_MAX = 100,         // elements within one another
    HTML_BLOCKS_MAX = 4000,
};

// Whether the address leads to a thing that is imported, too; then its kind and slug. `inside`: it leads to Integreat,
// but perhaps to nothing that is there.
struct html_target {
    bool inside;
    const char *kind, *slug;
};
typedef struct html_target html_follow(void *context, const char *href);

struct html {
    struct arena *arena;  // of the result
    const char *language; // BCP 47, for the labels of icons
    html_follow *follow;
    void *context;
    long *notes; // counts, by enum integreat_note
    struct json_items blocks; // struct content_block, appended by html_read()
    size_t capacity;          // of blocks
};

// Appends the blocks of the HTML, however broken it is. NULL, or why it was refused: one of the limits above.
const char *html_read(struct html *html, const char *source);

// `length` bytes of an address, %20 and its like decoded; in the arena.
char *html_decode(struct arena *arena, const char *address, size_t length);

// Appends one block; the text is cleaned, its blanks are made single. An empty one is not appended.
void html_add_block(struct html *html, const char *kind, const char *text, size_t length);

#endif
