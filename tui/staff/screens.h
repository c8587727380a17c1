// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// All screens of the staff's program. A screen knows the others only by this list.
#ifndef KOMPASS_TUI_STAFF_SCREENS_H
#define KOMPASS_TUI_STAFF_SCREENS_H

#include "tui/kit/page.h"

extern const struct screen screen_work; // the first: what there is to do
extern const struct screen screen_menu; // everything else
extern const struct screen screen_publish;  // what a publishing would change, and publishing; argument "now": asked at once
extern const struct screen screen_withdraw; // argument: the thing; taken away from visitors, or given back
extern const struct screen screen_releases; // what was published until now
extern const struct screen screen_preview; // argument: the thing; as a visitor sees it
extern const struct screen screen_staff_help;
extern const struct screen screen_things; // argument: a kind, or "kind?filter"; all things of it
extern const struct screen screen_record; // argument: a thing, "+kind" or "+thing"; a form for it
extern const struct screen screen_proposals; // what others propose
extern const struct screen screen_proposal;  // argument: its number
extern const struct screen screen_broken_contacts; // links, mail addresses and numbers that do not work
extern const struct screen screen_complaints; // what visitors said is wrong with offers
extern const struct screen screen_more;   // argument: the thing under edit; what else can be done with it
extern const struct screen screen_bulk;   // what can be done with the marked things of the page below
extern const struct screen screen_thing_history; // argument: the thing under edit; who changed what of it
extern const struct screen screen_valid;         // argument: the same; "still valid"
extern const struct screen screen_conflict;      // what somebody else has changed of the record under edit meanwhile
extern const struct screen screen_history;       // all changes
extern const struct screen screen_change;        // argument: the number of one
extern const struct screen screen_removed;       // what is gone and can come back
extern const struct screen screen_people;        // who may do what, and who is here

// Translating. Arguments: nothing, or the thing that is meant; two digits, the place of a language in the table; the same and what of
// it is meant (translate_what()).
extern const struct screen screen_translated_languages;    // how far each language is
extern const struct screen screen_translations; // what there is to do in one
extern const struct screen screen_translate;    // one text beside its translation

// Pages of one field of the record under edit (staff->sheet); argument: the path of the field.
extern const struct screen screen_choose;      // the thing that it leads to
extern const struct screen screen_choose_many; // the values of a list
extern const struct screen screen_text;        // a text in any language
extern const struct screen screen_hours;       // opening hours as people write them
extern const struct screen screen_address;     // a place, by its street
extern const struct screen screen_recurrence;  // when an event happens again
extern const struct screen screen_contacts;    // all contacts,
extern const struct screen screen_contact;     // and one of them; argument: its place in the list, from 0

extern const struct screen screen_closure; // argument: "+", + and an offer, or a closure

#endif
