// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// What the pages for translating share: what their arguments mean, and how the page of one text is seen.
#ifndef KOMPASS_TUI_STAFF_TRANSLATE_H
#define KOMPASS_TUI_STAFF_TRANSLATE_H

#include "core/translation/check.h"
#include "core/translation/pair.h"
#include "core/translation/queue.h"
#include "tui/kit/asking.h"
#include "tui/kit/editor.h"
#include "tui/staff/staff.h"

enum { TRANSLATE_LANGUAGE_BYTES = 2 }; // of an argument, before what is meant

// What is meant, and what stands behind it.
enum {
    TRANSLATE_ALL = '*',   // nothing
    TRANSLATE_STATE = 's', // a digit: enum translation_state
    TRANSLATE_KIND = 'k',  // its name
    TRANSLATE_AREA = 'a',  // its id
    TRANSLATE_THING = 't', // its id
};

// An argument in the arena; `what` 0: the language alone.
const char *translate_argument(struct arena *arena, const struct language *language, char what, const char *id);

// The language of one; NULL for none.
const struct language *translate_language(const char *argument);

// The argument of the page on which a thing was translated when its draft was kept, in the program's arena; NULL: it was not.
const char *translate_left_off(struct staff *staff, const char *thing);

// Of a thing that is gone: what the person had translated of it and not saved, with the question whether to keep it, in the page's data.
// False: nothing, and nothing is asked. The answer is an input's request: kept, it is there again when the thing is.
bool translate_ask_lost(struct page *page, const struct language *language, const char *thing, struct asking *lost);
struct request translate_answer_lost(struct page *page, const char *thing, struct asking *lost, const struct input *input);

// What a language is called; a form of German by the name that it has here. In the arena, or borrowed.
const char *translate_language_name(const struct view *view, struct arena *arena, const struct language *language);

// "missing", "outdated" ...
enum staff_message translate_state_text(enum translation_state state);

// A text beside its translation, as it is on the page.
struct translation_sheet {
    struct translation_queue queue;
    struct translation_checker *checker; // owned
    struct translation_task task;        // thing "": there is none
    struct arena arena;                  // of what was read of it
    struct translation_pair pair;
    const char *title;                   // of the thing
    const char *theirs;                  // what stands there meanwhile, after a conflict; NULL: none
    struct editor german, own;
    const char *changes;                 // what has become of the German text since, in words; NULL: nothing
    struct arena checks;                 // of the present words
    struct translation_term *terms;
    size_t term_count;
    struct translation_finding *findings;
    size_t finding_count;
    bool on_german; // the keys are there, to scroll it
};

// Takes the text of the task up: both texts, what changed in the German one. `words` NULL: those that are stored.
enum status translation_sheet_read(struct translation_sheet *sheet, const struct view *view, const char *words,
                                   struct problem *problem);
void translation_sheet_close(struct translation_sheet *sheet);

// Looks at the words as they are now.
void translation_sheet_check(struct translation_sheet *sheet);

void translation_sheet_lay_out(struct translation_sheet *sheet, int rows, int columns);
void translation_sheet_paint(struct translation_sheet *sheet, const struct view *view, const struct canvas *canvas);

#endif
