// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// What all pages of the staff's program share: the database, who works here, the words; and its actions and contexts.
#ifndef KOMPASS_TUI_STAFF_STAFF_H
#define KOMPASS_TUI_STAFF_STAFF_H

#include "core/base/clock.h"
#include "core/desk/drafts.h"
#include "core/desk/listing.h"
#include "core/editorial/change.h"
#include "core/editorial/editorial.h"
#include "core/editorial/lease.h"
#include "core/editorial/rights.h"
#include "core/insight/clock_doubt.h"
#include "core/language/message_set.h"
#include "core/language/spelling.h"
#include "generated/staff_messages.h"
#include "tui/kit/loop.h"

enum {
    STAFF_LANGUAGES = 2,
    STAFF_GO_ON_MS = 1, // loop->due_ms while the first page has more to find out
};

// The program's own actions, in the order of the help page.
enum staff_action {
    STAFF_ACTION_HELP = ACTION_PROGRAM,
    STAFF_ACTION_SAVE,
    STAFF_ACTION_FILTER,
    STAFF_ACTION_NEW,
    STAFF_ACTION_TEXT,      // of a record: a page for the text that has the focus,
    STAFF_ACTION_VALID,     // "still valid",
    STAFF_ACTION_PREVIEW,   // as a visitor sees it,
    STAFF_ACTION_TRANSLATE, // its translations,
    STAFF_ACTION_HISTORY,   // what was done to it,
    STAFF_ACTION_MORE,      // and what else can be done with it
    STAFF_ACTION_FINDING,   // of a text: the next place with something to say about it,
    STAFF_ACTION_FINDING_BACK,
    STAFF_ACTION_SUGGEST,   // what might be meant by an unknown word,
    STAFF_ACTION_KEEP_WORD, // that it is right,
    STAFF_ACTION_FIND,      // words in it,
    STAFF_ACTION_FIND_BACK,
    STAFF_ACTION_PANEL,     // what is said below it
    STAFF_ACTION_READ,      // of a translation: read, and right,
    STAFF_ACTION_SAME,      // right although the German text changed,
    STAFF_ACTION_BEFORE,    // the one before,
    STAFF_ACTION_SKIP,      // the next one without saving
    STAFF_ACTION_SEEN_LANGUAGE, // of the visitor's screen: another language,
    STAFF_ACTION_SEEN_SIZE,     // another size;
    STAFF_ACTION_SEEN_THEME,    // the visitor changed its colours,
    STAFF_ACTION_SEEN_KEY,      // and any other key is the visitor's
    STAFF_ACTION_MENU,
    STAFF_ACTION_LANGUAGE, // the other one of the interface
    STAFF_ACTION_THEME,
    STAFF_ACTION_SIZE,
};

// The kinds of pages in which keys mean different things.
enum staff_context {
    STAFF_CONTEXT_LIST,  // a list or a text to read: digits choose
    STAFF_CONTEXT_TABLE, // rows, and a filter to type into
    STAFF_CONTEXT_MARKS, // rows to be marked
    STAFF_CONTEXT_FORM,  // fields to fill in
    STAFF_CONTEXT_RECORD, // those of a record
    STAFF_CONTEXT_TEXT,   // one text
    STAFF_CONTEXT_CLOSURE, // those of a closure, and what the kiosk says
    STAFF_CONTEXT_TRANSLATION, // a text and its translation
    STAFF_CONTEXT_PREVIEW, // a visitor's screen
};

// What a page gives back to the one below it.
enum staff_answer {
    STAFF_ANSWER_NONE,
    STAFF_ANSWER_REMOVED, // it removed the thing
    STAFF_ANSWER_CHANGED, // it changed the sheet, or made the thing of the result's id
    STAFF_ANSWER_STORED,  // it changed the thing in the database
    STAFF_ANSWER_SETTLED, // all conflicts of the sheet are settled
};

struct closing_wish; // core/desk/closing.h

struct staff {
    const char *path;     // of the editorial database
    sqlite3 *editorial;
    const char *person;   // who works here: the name that history has
    const struct rights *rights; // what he may; NULL: everything; borrowed
    const struct roster *roster; // who may what; NULL: there is none; borrowed
    char session[LEASE_SESSION_BYTES]; // this run of the program
    int64_t now;          // seconds since 1970-01-01T00:00Z, sampled for each turn of the loop
    const struct clock *clock;
    enum clock_doubt clock_doubt; // as of when the program began
    struct drafts *drafts; // NULL: nothing is kept; owned
    const char *warning;   // why drafts are not what they should be, in the words of the core; NULL: they are
    struct spelling *spelling; // NULL: nothing is spelled; the caller of staff_open() puts it there, staff_close() ends it
    struct sheet *sheet;   // of the record whose page is open, the topmost; NULL: none
    const char *const *marked; // ids of the things that are marked in a list, for the page of bulk actions that is opened now; borrowed
    size_t marked_count;
    struct listing *unread; // of the list that was opened last: made ready for filters while nobody types; borrowed; NULL: none
    const struct closing_wish *wish; // for the page of a closure that is opened now; NULL: none; borrowed
    int64_t held_ms;       // when it was told last who works on what,
    int64_t kept_ms;       // when drafts were kept last
    struct publisher *publisher; // NULL: nothing is published from here; owned
    struct messages *messages[STAFF_LANGUAGES]; // owned
    int language;         // the one that is spoken
    const char *locales;  // the folder of all messages
    enum theme_id theme;  // the person's own
    struct arena said;    // what the view says, until something else is said
    struct arena arena;   // for the program's life
};

extern const struct program staff_program;

// For it: what can be done, by which keys, and the kinds of pages.
extern const struct action_words staff_actions[];
extern const struct binding staff_bindings[];
extern const struct key_context staff_contexts[];
extern const int staff_kept_keys[];

// The person's database and words: `path` must exist. `tag` is de or en. The caller closes.
enum status staff_open(struct staff *staff, const char *path, const char *person, const char *locales, const char *tag,
                       const struct clock *clock, struct problem *problem);
void staff_close(struct staff *staff);

// Opens the first pages; after loop_init(). Publisher and spelling, if there shall be some, are started and put in before staff_open(),
// which keeps them: a process that is started while a database is open has a part of it (sqlite.org/howtocorrupt.html, 2.6).
void staff_begin(struct loop *loop);

// Gives the view the words of the language that is spoken.
void staff_speak(const struct staff *staff, struct view *view);

static inline struct staff *staff_of(const struct page *page)
{
    return page->view->context;
}

static inline const char *staff_text(const struct view *view, enum staff_message id)
{
    return message_text(view->messages, id);
}

// Says it below the page until the next key. It is copied: it outlasts the page and everything that it was made of.
void staff_say(struct view *view, const char *text);
void staff_say_problem(struct view *view, const struct problem *problem);

// The message whose key is `prefix` and `name`: what the model calls "offer" is called by "kind_offer". `name` itself when
// there is none, which a test finds.
const char *staff_label(const struct view *view, const char *prefix, const char *name);

// Keeps what is typed of all open records as drafts, now.
void staff_keep_drafts(struct staff *staff);

// Asks for a page on top, with `prefix` and `id` as its argument.
struct request staff_open_page(const struct screen *screen, const char *prefix, const char *id);

// Asks for the page on which a thing of a kind is edited; `id` NULL: a new one.
struct request staff_open_thing(enum kind kind, const char *id);

// For screen->returned: the page above changed something, so everything is read again.
struct request staff_reload(struct page *page, const struct page_result *result);

// Who changes something and when, for the door; by DOOR_FORM.
struct change_author staff_author(const struct staff *staff, const char *reason);

// Asks the publisher what a publishing of today would change.
void staff_ask_for_plan(struct page *page);

// The day of a stamp, RFC 3339, as people write it; "" for none. In the arena.
const char *staff_date(const struct view *view, struct arena *arena, const char *stamp);

// What came of a change, in words, borrowed or in the arena; for what is not done.
const char *staff_refusal(const struct view *view, struct arena *arena, enum change_result result, const char *why);

#endif
