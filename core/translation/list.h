// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Every text that is to be translated, in the order in which that matters, and in which state it is in each language: the one place
// that says so. It is what a database had when it was read.
//
// The order: what is more urgent first (model_kind.urgency: emergency numbers, guides with their steps, names of areas and topics,
// offers, articles and events, words of the glossary); of the same urgency, life area by life area, topic by topic, as the kiosk
// shows them; what has no place there, before; then by position; of one thing, in the order of the model.
#ifndef KOMPASS_CORE_TRANSLATION_LIST_H
#define KOMPASS_CORE_TRANSLATION_LIST_H

#include "core/base/status.h"
#include "core/language/language.h"
#include "core/model/model.h"

#include <sqlite3.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// As data/schema.sql derives them.
enum translation_state {
    TRANSLATION_MISSING,
    TRANSLATION_OUTDATED,
    TRANSLATION_MACHINE,
    TRANSLATION_CURRENT,
    TRANSLATION_STATES,
    TRANSLATION_UNWANTED = TRANSLATION_STATES, // there is no German text, or none that this language needs
};

// Of a text that was made from another with the hash `wanted`. `hash`, `origin` and `reviewed_on` are those of its row; all NULL:
// there is none. `wanted` NULL: nothing is to be translated.
enum translation_state translation_state_of(const char *wanted, const char *hash, const char *origin, const char *reviewed_on);

// A thing that has texts to be translated.
struct translation_thing {
    char id[MODEL_ID_BYTES];
    enum kind kind;
    size_t area;  // the place of the life area that it stands in; TRANSLATION_NOWHERE
    size_t texts; // the first of its texts
};

// One of its texts, by the model: one for each that is translated, whether there is a German one or not.
struct translation_wish {
    size_t thing;
    const struct model_text *model;
    const char *hash; // of what it is made from, text.source_hash; NULL: there is none
    bool german;      // there is a German text of this name, too
};

#define TRANSLATION_NOWHERE SIZE_MAX

// To be read by all.
struct translation_list {
    sqlite3 *database;
    struct arena arena;
    struct translation_thing *things; // by id
    size_t thing_count;
    size_t *order; // their places, in the order that matters
    struct translation_wish *wishes; // of the things as they stand there
    size_t wish_count;
    int64_t change;      // the last change in it; 0: the database has none, as a catalog
    unsigned char *states[LANGUAGE_TABLE_MAX]; // by language, of each wish; NULL: not asked for yet
};

// Reads it from an editorial database, which is borrowed, or a catalog. The caller closes it.
enum status translation_list_open(struct translation_list **list, sqlite3 *database, struct problem *problem);
void translation_list_close(struct translation_list **list); // NULL is fine

// How many changes were made since. 0 in a catalog.
enum status translation_list_behind(const struct translation_list *list, int64_t *changes, struct problem *problem);

// Reads the states in a language of the table, the first time that they are asked for.
enum status translation_list_read(struct translation_list *list, const struct language *language, struct problem *problem);

// The state of a text in a language that was read, by its place in list->wishes; and after it was looked at again.
enum translation_state translation_list_state(const struct translation_list *list, const struct language *language, size_t wish);
void translation_list_set(struct translation_list *list, const struct language *language, size_t wish,
                          enum translation_state state);

// The place of the text in the list; TRANSLATION_NOWHERE for none.
size_t translation_list_find(const struct translation_list *list, const char *thing, const char *field);

// Which texts are meant.
struct translation_filter {
    enum kind kind;   // KIND_NONE: all
    size_t area;      // TRANSLATION_NOWHERE: all
    unsigned states;  // bits 1u << enum translation_state; 0: all
};

bool translation_list_admits(const struct translation_list *list, const struct language *language, size_t wish,
                             const struct translation_filter *filter);

// How many texts there are of each state, in a language that was read.
struct translation_counts {
    size_t of[TRANSLATION_STATES];
};
struct translation_counts translation_list_count(const struct translation_list *list, const struct language *language,
                                                 const struct translation_filter *filter);

#endif
