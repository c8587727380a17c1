// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Private to the page of a text: what it knows, shared by what acts (text) and what is said beside it (text_panel).
#ifndef KOMPASS_TUI_STAFF_TEXT_PAGE_H
#define KOMPASS_TUI_STAFF_TEXT_PAGE_H

#include "core/insight/proof.h"
#include "tui/kit/editor.h"
#include "tui/kit/list.h"
#include "tui/staff/staff.h"

// What the panel below the text shows, where there is no room for all of it at its side.
enum text_panel { TEXT_PANEL_ADVICE, TEXT_PANEL_GLOSSARY, TEXT_PANEL_NONE, TEXT_PANELS };

enum text_mode {
    TEXT_WRITING,
    TEXT_FINDING,  // words to find are written
    TEXT_CHOOSING, // among suggestions
};

struct text_page {
    const struct language *language;
    const struct model_text *text;
    enum kind kind;
    const char *problem; // why nothing can be written; NULL: nothing stands in the way
    bool opened;
    struct editor editor;
    struct proof_standard standard;
    struct proof proof;
    struct editor_mark *marks; // owned
    size_t mark_count, mark_capacity;
    struct arena terms_arena;  // of the words of the glossary, as the text is now
    struct proof_term *terms;
    size_t term_count;
    enum text_mode mode;
    enum text_panel panel;
    bool beside;               // the panel stands at the text's side
    int rows, columns;         // of the panel
    struct editor wanted;      // the words to find,
    size_t find_from;          // from where,
    bool not_found;            // and in vain
    size_t word_start, word_end; // that suggestions are for
    struct list choices;
    size_t choice_count;       // with the last one, to keep the word
};

// Paints what is to be said beside the text on the panel's canvas.
void text_panel_paint(const struct text_page *writing, const struct page *page, const struct canvas *canvas);

#endif
