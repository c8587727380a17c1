// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The kiosk as a whole: its catalog, its languages, and what a visit may change. Screens get at it by kiosk_of().
#ifndef KOMPASS_TUI_KIOSK_KIOSK_H
#define KOMPASS_TUI_KIOSK_KIOSK_H

#include "core/catalog/catalog.h"
#include "core/insight/clock_doubt.h"
#include "core/insight/demand.h"
#include "core/insight/usage.h"
#include "core/paths/path.h"
#include "core/language/message.h"
#include "generated/kiosk_messages.h"
#include "tui/kiosk/actions.h"
#include "tui/kiosk/configuration.h"
#include "tui/kiosk/printer_link.h"
#include "tui/kiosk/releases.h"
#include "tui/terminal/probe.h"
#include "tui/kit/loop.h"

enum {
    KIOSK_RECENT_MAX = 5,
    KIOSK_TURN_MS = 6000, // of a language on the attract screen: long enough to be read, by who reads slowly
};

// Something that was chosen.
struct kiosk_choice {
    char id[CATALOG_ID_BYTES];
};

// What the terminal draws of a language before it is chosen: on the console some have a font of their own.
enum kiosk_greeting {
    KIOSK_GREETS_WHOLE,
    KIOSK_GREETS_SHORT,   // the greeting and what to do, not what this is for
    KIOSK_GREETS_BY_NAME, // only the language's own name, which all fonts have
};

// The situation that was chosen, and what was answered in it.
struct kiosk_path {
    char situation[CATALOG_ID_BYTES];
    struct path_answers answers;
};

// Which events a visitor wants to see; all of them as long as nothing is chosen.
struct event_choice {
    char area[CATALOG_ID_BYTES]; // "": any
    char spoken[16];             // BCP 47; "": any
    unsigned audience;           // bit 1 << enum audience; 0: any
    bool free;                   // only these
};

struct kiosk {
    struct arena arena;                    // lives as long as the kiosk
    const struct message_set *set;         // its messages,
    const char *locales;                   // and their folder
    struct catalog *catalog;               // NULL: there is none that can be read
    struct configuration configuration;    // what the operator decided
    struct releases releases;              // where it comes from, and what comes next
    const struct language *first_language; // with which every visit begins
    const struct language *second;         // that the visitor also reads; NULL: none
    bool chosen;                           // the visitor has chosen a language
    bool size_explained;                   // what the key for larger text does was said in this visit
    struct reader reader;                  // of this visit
    struct arena visit;                    // texts of the catalog shown, in the visit's language:
    const char *brand;                     // the program's name and the city's,
    const char *as_of;                     // and how old the content is; NULL: there is none
    const struct holiday *holidays;        // in it; NULL until kiosk_read_holidays()
    size_t holiday_count;
    bool outdated;                         // so old that the reader must be told
    struct messages *messages[LANGUAGE_TABLE_MAX]; // by place in language_table(), NULL until used
    bool locked;                           // no way to quit
    bool undrawn[LANGUAGE_TABLE_MAX];     // by place in language_table(): the terminal cannot draw its letters
    enum kiosk_greeting greetings[LANGUAGE_TABLE_MAX]; // likewise
    const struct probe *terminal;          // what is known of the terminal, for staff; NULL: nothing
    const char *state;                     // the only folder to write in; NULL none
    bool watches_clock;                    // it goes on by itself, and may be wrong:
    enum clock_doubt clock_doubt;          // how far, as of when the program or a visit began
    bool waiting;                          // the attract screen is shown,
    int64_t waiting_ms;                    // since when, by tick.elapsed_ms,
    size_t turn;                           // and how often another language has come; the first one has turn 0
    struct usage *usage;                   // counts; NULL: nobody does
    const struct screen *seen;             // that was counted last in this visit, with its argument
    struct page_argument seen_argument;
    struct demand_visit unfound;           // what this visit looked for in vain
    struct kiosk_choice recent[KIOSK_RECENT_MAX]; // what it chose of what was found, the last one first
    size_t recent_count;
    struct event_choice events;            // which of them it wants to see
    struct printer_link printer;           // what prints for it
    struct kiosk_path path;                // what it said of itself on the way to what helps
};

static inline struct kiosk *kiosk_of(const struct page *page)
{
    return page->view->context;
}

// Opens the messages of the first language, which must be whole. The rest is opened when used. The configuration is
// the default one and may be set until the loop begins.
enum status kiosk_open(struct kiosk *kiosk, const char *locales, const struct language *first_language,
                       struct problem *problem);
void kiosk_close(struct kiosk *kiosk);

// Whether the clock may be so wrong that nothing must be called open or closed by it.
static inline bool kiosk_doubts_clock(const struct kiosk *kiosk)
{
    return kiosk->clock_doubt != CLOCK_SURE;
}

// Looks at the clock, and notes its day when there is a folder for that. What is doubtful is logged when it becomes so.
void kiosk_watch_clock(struct kiosk *kiosk);

// Counts starts of the program and visits that began, when there is a folder for it. A failure is logged, no more.
void kiosk_count(const struct kiosk *kiosk, long starts, long sessions);

// Notes for the rest of the visit that it chose the entry.
void kiosk_remember(struct kiosk *kiosk, const struct catalog_entry *entry);

// Forgets what a visit searched and chose; counts what it looked for in vain when there is a folder for it.
void kiosk_forget(struct kiosk *kiosk, struct local_time today);

// The messages of an offered language; those of the first language if its own cannot be read (logged once).
struct messages *kiosk_messages(struct kiosk *kiosk, const struct language *language);

// Notes which languages the terminal can draw, where that is known. The first language is offered all the same.
void kiosk_see_terminal(struct kiosk *kiosk, struct terminal *terminal);

// Whether the operator wants the language. The first one is always: somebody asked for it on the command line.
bool kiosk_wants(const struct kiosk *kiosk, const struct language *language);

// Whether a visitor may choose the language: the operator wants it, the interface is whole in it, and the terminal draws
// its letters.
bool kiosk_offers(const struct kiosk *kiosk, const struct language *language);

enum kiosk_greeting kiosk_greets_in(const struct kiosk *kiosk, const struct language *language);

// The languages to choose from, in the operator's order; returns how many.
size_t kiosk_languages(const struct kiosk *kiosk, const struct language *languages[LANGUAGE_TABLE_MAX]);

// Sets the language of the visit: messages, direction, reader, and in its words how old the content is; and the name of
// its city. To be called anew when another catalog is shown.
void kiosk_set_language(struct kiosk *kiosk, struct view *view, const struct language *language);

// Sees to it that the holidays are there.
void kiosk_read_holidays(struct kiosk *kiosk);

// Gives the loop, whose first page is open, the theme and the size of letters with which every visit begins.
void kiosk_begin(struct loop *loop);

extern const struct program kiosk_program;

#endif
