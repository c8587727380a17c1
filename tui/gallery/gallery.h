// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// A program of nothing but the kit's widgets, with content that is made up: where designers look, and where tests do.
#ifndef KOMPASS_TUI_GALLERY_GALLERY_H
#define KOMPASS_TUI_GALLERY_GALLERY_H

#include "core/base/status.h"
#include "tui/gallery/words.h"
#include "tui/kit/loop.h"

// ---- content -----------------------------------------------------------------------------------------------------

enum { CONTENT_NAMES = 8, CONTENT_PLACES = 6, CONTENT_STATES = 3 };

struct gallery_content {
    const char *tag; // of its language; "mixed": of several
    const char *text, *name, *hours;
    const char *names[CONTENT_NAMES], *places[CONTENT_PLACES], *states[CONTENT_STATES];
};

// The table is static and ended by one without tag.
extern const struct gallery_content gallery_contents[];

// ---- program -----------------------------------------------------------------------------------------------------

enum { GALLERY_LANGUAGES = 3 };

struct gallery {
    struct messages *messages[GALLERY_LANGUAGES]; // German, English, Arabic
    const struct gallery_content *content;
};

enum gallery_action {
    GALLERY_ACTION_SAVE = ACTION_PROGRAM,
    GALLERY_ACTION_FILTER,
    GALLERY_ACTION_LANGUAGE,
    GALLERY_ACTION_THEME,
    GALLERY_ACTION_SIZE,
};

enum gallery_context { GALLERY_CONTEXT_LIST, GALLERY_CONTEXT_EDITOR, GALLERY_CONTEXT_FORM, GALLERY_CONTEXT_TABLE };

extern const struct program gallery_program;

// Reads the messages below the folder and takes the content of that tag; STATUS_NOT_FOUND where there is none.
enum status gallery_open(struct gallery *gallery, const char *folder, const char *tag, struct problem *problem);
void gallery_close(struct gallery *gallery);

// Messages, direction and content of the view.
void gallery_speak(struct gallery *gallery, struct view *view);

// The direction in which the content is written.
enum text_direction gallery_direction(const struct gallery *gallery);

// ---- pages -------------------------------------------------------------------------------------------------------

extern const struct screen screen_start, screen_editor, screen_form, screen_table, screen_dialog, screen_pictograms, screen_tiles;

static inline const char *gallery_text(const struct view *view, enum gallery_message message)
{
    return message_text(view->messages, (int)message);
}

static inline struct gallery *gallery_of(const struct page *page)
{
    return page->view->context;
}

#endif
