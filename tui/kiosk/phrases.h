// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Sentences that several screens say: whether it is open, what to do next, how sure we are, in which language this is.
#ifndef KOMPASS_TUI_KIOSK_PHRASES_H
#define KOMPASS_TUI_KIOSK_PHRASES_H

#include "tui/kiosk/kiosk.h"
#include "tui/kit/document.h"
#include "tui/kit/list.h"

// All texts live in the page's data.

// The text itself, kept in its own direction when that is not the reader's (UAX #9, LRI or RLI ... PDI): an English sentence
// in an Arabic page ends with its full stop where it belongs. NULL when there is no text.
const char *phrase_text(struct page *page, const struct catalog_text *text);

// Adds texts of that language from now on: in its own direction, at its own side of the page. NULL: the reader's.
void phrase_language(struct document *document, struct page *page, const struct language *language);

// Adds the text as a paragraph in its own direction; nothing when there is no text.
void phrase_paragraph(struct document *document, struct page *page, const struct catalog_text *text);

// Of when facts are: "As of: December 2021", or that nobody knows. Either date may be NULL.
char *phrase_as_of(struct page *page, const char *source_date, const char *verified_on);

// What makes the facts doubtful: "As of: December 2021, not checked". NULL when they are not (offer_is_doubtful).
char *phrase_doubt(struct page *page, const struct catalog_offer *offer);

// "Open now, until 12:00" and the like, a doubt about it in the same line; *role says how it is painted: only what is beyond
// doubt has ROLE_OPEN. Whoever says whether something is open says this. By a doubtful clock (kiosk_doubts_clock()) it is said that
// the clock may be wrong, in ROLE_QUIET, and nothing is called open or closed.
char *phrase_opening(struct page *page, const struct catalog_offer *offer, enum role *role);

// The same without that doubt, which *doubt is then; NULL where there is none to tell.
char *phrase_state(struct page *page, const struct catalog_offer *offer, enum role *role, const char **doubt);

// What a look should tell of an offer: open, closed, free, by appointment, the reader's language spoken, and what is doubtful
// about it; nothing where nothing is known. Of what cannot be reached (offer_is_reachable()) neither hours nor appointments are
// told.
struct chips {
    struct chip *items;
    size_t count;
};
struct chips phrase_chips(struct page *page, const struct catalog_offer *offer, bool reachable);

// The same of an event, by what its offer states: that it goes on now, that its next date is not one of its rule, that one before
// that is cancelled, free, by appointment, the reader's language, its German name where that is another. By a doubtful clock
// nothing goes on now.
struct chips phrase_event_chips(struct page *page, const struct catalog_event_line *line);

// A span of hours as a week shows it: "14:00–16:00 (by phone)", with all that is said of it beside its times.
char *phrase_span(struct page *page, const struct opening_span *span);

// That the hours are not known; whom one can call, one calls first.
const char *phrase_unknown_hours_short(struct page *page, const struct catalog_offer *offer); // for a chip
const char *phrase_unknown_hours(struct page *page, const struct catalog_offer *offer);

// The hours of this week as a text, to be taken along, as if there were no holiday and no closure in it: one line for each run of days
// with equal hours, then that other weeks differ if they do, then the doubt. NULL when they are not known.
char *phrase_hours(struct page *page, const struct catalog_offer *offer);

// The hours of the days to come as rows of a table, each weekday as it is next time, today's marked; returns how many, 0 when they
// are not known. The second adds the table as a field.
size_t week_rows(struct page *page, const struct catalog_offer *offer, const struct document_row **table);
void week_add(struct document *document, struct page *page, const struct catalog_offer *offer);

// What closes it or gives it other hours: "Closed from 24 December 2026 to 3 January 2027: company holidays.", and the other
// hours in lines below; `coming` the next one of the two weeks to come, otherwise that of today. NULL when there is none.
char *phrase_closure(struct page *page, const struct catalog_offer *offer, bool coming);

// That of today where phrase_opening() stands beside it: NULL, too, when it is of this one day and that says why it is closed.
char *phrase_closure_besides(struct page *page, const struct catalog_offer *offer);

// Whether it is closed and nobody knows until when: then its own words about what to do next do not hold.
bool phrase_is_shut(const struct page *page, const struct catalog_offer *offer);

// What to do next: the content's own words, or what follows from the facts we have.
char *phrase_next_step(struct page *page, const struct catalog_offer *offer);

// The first number to call, isolated; NULL when there is none.
char *phrase_phone(struct page *page, const struct catalog_offer *offer);

// Street and town as on a letter, on two lines. NULL when neither street nor postal code is known.
char *phrase_address(struct page *page, const char *street, const char *postal_code, const char *city);

// An address on the web as it is typed: without "https://", which browsers take for granted and which takes the room of a
// narrow line, and without the slash of a whole site. NULL for NULL.
char *phrase_web(struct page *page, const char *url);

// The days and hours of an event: "Friday, 27 November 2026, 17:00–19:00".
char *phrase_event_time(struct page *page, const struct event_time *time);

// A group that offers are for, in a word or two.
const char *phrase_audience(const struct page *page, enum audience audience);

// For whom, joined. NULL when nothing is said.
char *phrase_audiences(struct page *page, const struct catalog_offer *offer);

// The names of the languages spoken there, joined. NULL when nothing is said.
char *phrase_spoken(struct page *page, const struct catalog_offer *offer);

// "I also read: Español", or dots for a language that is not chosen yet.
char *phrase_second_language(struct page *page);

// Adds what the reader should know about a text: that it is in another language, or translated by a machine.
void notice_language(struct document *document, struct page *page, const struct language *language);
void notice_machine(struct document *document, struct page *page);
void notice_text(struct document *document, struct page *page, const struct catalog_text *text);

// Adds the part that says where it comes from, how old it is, and whether somebody checked it.
void provenance(struct document *document, struct page *page, const char *source_url, const char *source_date,
                const char *verified_on, enum confidence confidence);

#endif
